"""What the words of a question about medal counts say, each by itself; it chooses no operation, looks up no medal."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from bot.facts.models import MEDALS
from bot.intents.query import LAST_RANK, Query
from bot.intents.tables.table_grammar import SIGNS, spoken
from bot.intents.tables.table_rows import Bound
from bot.intents.tables.table_scope import scopes_of
from bot.intents.tables.table_symbols import SKATER, Symbol, kind_of
from bot.language.reading import Term

ORDERED = ("order:total", "order:gold", "order:silver", "order:bronze")
TABLE_CUES = ("noun:table", "table:top", "table:bottom", *ORDERED)
TABLE_WORDS = frozenset(("table", "standings", "tally", "ranking", "count"))
PERSON = frozenset(("anybody", "anyone", "person", "individual", "somebody", "athlete", "human", "man", "woman", "guy"))
PEOPLE_FOLLOW = frozenset(("with", "who", "that", "having", "won", "has"))
TURNED = re.compile("[Vd](?:N(?:&?N)*|a?P)V")
NAMED_ONLY = ("", "medal", "title", "result", "table", "podium")
BLANK = Term("", frozenset())
WITHIN = frozenset(("in", "with", "on", "at", "across", "among", "by"))
GAMES_WORDS = frozenset(("games", "olympics", "edition", "editions", "year"))
MEDAL_OF = {1: "gold", 2: "silver", 3: "bronze"}
MARKED = ("gender:", "negation:")
UNION = frozenset(("both genders", "both sexes"))
NUMBERED = frozenset(("number", "no", "position", "place", "spot", "rank"))
COMBINED = ("combined", "together", "added", "sum", "add", "put together", "put", "between them")


class Heard:
    """The words of one question, weighed."""

    def __init__(self, q: Query, letters: Sequence[Symbol]) -> None:
        self.r = r = q.reading
        self.by_year = q.snapshot.by_year
        self.scopes, self.whole = scopes_of(q)
        self.scope = self.scopes[-1]
        self.said = spoken(letters)
        self.letters = "".join(s.letter for s in letters if s.letter != ",")
        if not r.terms:  # a command says "top 3" by a number, not in words
            self.said.top = r.number
        self.again = "question" in r.inherited  # the question before, asked of something else
        self.how_many = r.cue("wh:how-many") and not (self.again and r.asks != "count")
        if self.again:
            self.said.fewest = r.cue("op:fewest") or (self.said.fewest and not r.cue("op:most"))
        self.games_held = len(q.held)
        self.nations = tuple(n for n in r.nations if n not in self.said.apart and n not in self.said.ahead)
        self.rivals = tuple(n for n in self.said.rivals if n in r.nations and not self.again)
        self.subjects = tuple(n for n in self.nations if n not in self.rivals)
        self.one = len(self.nations) == 1
        # "Nations that did not win …" and "has any nation won …", after whatever stands before it.
        self.heads = next((head[-1] for head in ("P", "G", "dG") if re.match(f"[a1]*{head}[^?]", self.letters)), "")
        turned = TURNED.search(self.letters) and not set("WH?hwqk") & set(self.letters) and r.asks in NAMED_ONLY
        named = not set("VdXuiZMUn") & set(self.letters)  # "Dutch medals in total?" names, whatever its mark
        self.yes_no = (r.yes_no and not (self.heads or named)) or bool(turned)
        self.yes_no = self.yes_no and len(self.scopes) == 1
        self.table = r.cue(*TABLE_CUES) or any(
            TABLE_WORDS & set(t.text.split()) for t in r.terms if t.cues & {"scope:games", "scope:speed-skating"}
        )
        self.wide = self.scope != "event"
        self.here = self.table or self.wide  # only a table can be meant

    @cached_property
    def target(self) -> str:
        """What is asked for: number of medals, nations or games; nations, games, times, rank; "" where no word says."""
        r = self.r
        if self.yes_no:
            return ""
        if self.heads == "G":
            return "games"
        if r.cue("wh:how-often"):
            return "times"
        if self.how_many:
            return f"number of {self.said.counted}"
        named = r.asks == "games" and "G" not in self.said.left.replace("yG", "")
        if r.cue("wh:when") or (r.asks in ("when", "games") and not named):
            return "games"
        place = r.cue("noun:rank") and not r.cue("wh:who", "wh:nation")
        if r.asks == "rank" or (r.nations and (r.cue("wh:where") or place)):
            return "rank"
        if r.cue("wh:nation", "wh:who", "wh:which-one", "wh:whose") or r.asks == "nation":
            return "nations"
        return "nations" if r.cue("noun:nation") and not r.nations else ""

    @property
    def since_when(self) -> bool:
        """The "first time since when": what went before is asked for, and that is told as a moment."""
        r = self.r
        return r.cue("op:first") and any(t.text in ("since when", "since") for t in r.terms) and not r.years

    @property
    def total(self) -> bool:
        """Whether all together are asked for."""
        return self.r.cue("op:total") or "S" in self.said.left or any(t.text == "in total" for t in self.r.terms)

    @cached_property
    def bottom(self) -> bool:
        """Whether the foot of a table is spoken of: "who is last in the table"."""
        r = self.r
        if r.cue("table:bottom") or LAST_RANK in r.ranks:
            return True
        last = any(t.text in ("last", "the last", "worst") for t in r.terms)
        who = self.target == "nations" or (
            self.target == "" and any(a.text == "last" and b.text == "in" for a, b in pairwise(r.terms))
        )
        asked = self.table and last and who and not self.nations
        return asked and not r.cue("verb:win", "verb:lead", "table:top", "wh:when")

    @cached_property
    def best_games(self) -> bool:
        """The best, or the worst, Games of a nation."""
        return self.one and self.said.superlative and self.r.cue("noun:games")

    @cached_property
    def top(self) -> bool:
        """Whether the head of a table is spoken of."""
        r = self.r
        if self.bottom:
            return False
        if r.cue("table:top"):
            return True
        if not self.here or (self.said.named and not (r.cue("op:first") and self.table)):
            return False
        first = r.cue("op:first") and not self.nations
        won = r.cue("verb:win") and not r.ranks
        return (
            r.cue("verb:lead")
            or 1 in self.ranks
            or won
            or first
            or (self.said.superlative and not (self.best_games or self.measure))
        )

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """The places spoken of: "second", "number 4"."""
        if not self.here and self.said.superlative and self.measure:
            return ()
        if "jR&R" in self.said.left:
            return tuple(range(min(self.r.ranks), max(self.r.ranks) + 1))
        if self.r.ranks or not self.table or self.yes_no:
            return self.r.ranks
        numbered = (b.number for a, b in pairwise(self.r.terms) if a.text in NUMBERED)
        return tuple(number for number in numbered if number is not None)

    @cached_property
    def measure(self) -> str:
        """The kind of medal that is counted; "" where none is named."""
        said, r = self.said, self.r
        spoken_of = {kind_of(t) for t in r.terms}
        if r.cue("verb:tie") and len(said.tests) == 1 and not said.plain:
            return said.tests[0].what  # "who matched them with ten golds"
        if r.inherited and r.medals and not set(r.medals) & spoken_of:
            return r.medals[0]  # "and silver?" after a question about golds
        if self.again and "noun:medal" in r.cues and "medal" not in spoken_of:
            return "medal"
        if part := self._part():
            return part
        if said.superlative and "MS" in said.left:
            return "medal"  # "its best total"
        for what in (said.most, said.more, said.level, *said.plain):
            if what and what not in ("nation", "games"):
                return what
        if len(self.nations) > 1 and self.by:
            return self.by  # "who is better by golds"
        if not self.here and said.superlative and len(r.ranks) == 1:
            return MEDAL_OF.get(r.ranks[0], "")  # "finished second the most"
        if "b" in said.left and "verb:win" in r.cues and not (self.here or said.named):
            return "gold"  # "crowned with the men as well as the women"
        return "medal" if any(t.text == "most decorated" for t in r.terms) else ""

    def _part(self) -> str:
        """The kind that is a part of all a nation's medals: "how many of Japan's medals are gold"."""
        if self.said.plain[:1] != ["medal"] or not self.said.part:
            return ""
        none = [t.what for t in self.said.tests if (t.compare, t.number) == ("=", 0)]
        if none:
            return " or ".join(m for m in MEDALS if m not in none)  # "how many of their medals weren't gold"
        return next((m for m in self.said.plain if m in MEDALS), "")

    @property
    def of_its_own(self) -> bool:
        """Whether a share is one of a nation's own medals."""
        return bool(self.nations and self._part())

    @cached_property
    def tests(self) -> tuple[Bound, ...]:
        """The bounds said; "nothing but bronze" is three of them."""
        said = self.said
        tests = [*said.tests, *self._against]
        won_it = self.r.cue("verb:win") and not self.wide and not self.said.named
        if won_it and self.r.cue("op:twice") and self.target in ("nations", "number of nations"):
            tests = [*tests, Bound("gold", ">=", 2)]
        if self.yes_no and not self.nations:  # "has anybody won ten golds" means at least ten
            tests = [replace(t, compare=">=") if at in said.bare else t for at, t in enumerate(tests)]
        if said.only not in MEDALS:
            return tuple(tests)
        only = (Bound(m, "=") if m != said.only else Bound(m, ">=", 1) for m in MEDALS)
        return (*tests, *only)

    @property
    def _against(self) -> tuple[Bound, ...]:
        """A bound set by the medals of others: "which nations won more golds than Canada"."""
        said = self.said
        if said.over_all and self.one and self.target in ("games", "number of games", "times"):
            return (Bound(said.most or "medal", ">", over_all=True),)
        if not self.rivals or not self.selects:
            return ()
        return (Bound(said.level or said.more or "medal", SIGNS[said.sign], times=said.times, rivals=self.rivals),)

    @cached_property
    def one_gender(self) -> bool:
        """Whether medals with the men and none with the women are wanted, or the other way round."""
        kinds = ["".join(c.partition(":")[0][0] for c in t.cues if c.startswith(MARKED)) for t in self.r.terms]
        marks = "".join(kind[:1] or "-" for kind in kinds)
        return len(self.r.genders) == 2 and not self.wide and bool(re.search("g.*n.{0,2}g", marks))

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The first and the last Games of a span whose difference is asked for."""
        r = self.r
        grown = self.how_many and "op:more" in r.cues and not self.said.more
        if not (r.years and self.one and (self.said.gap or grown)):
            return ()
        by_year = self.by_year
        return tuple(by_year[y] for y in r.years if y in by_year) if set(r.years) <= by_year.keys() else ()

    @property
    def gap(self) -> bool:
        """Whether it is asked by how many two stand apart."""
        r, said = self.r, self.said
        if said.gap or len(self.nations) != 2 or not (self.measure or self.by) or self.yes_no:
            return said.gap
        return r.cue("wh:how-far") or (self.how_many and (bool(said.beside) or r.cue("verb:beat")))

    @cached_property
    def selects(self) -> bool:
        """Whether nations, or Games, are sought by how they stand to a nation that is named."""
        if not self.rivals:
            return False
        if self.yes_no:
            return not self.subjects and bool(self.said.more or self.said.level)
        if self.target in ("nations", "number of nations", ""):
            return not self.subjects and (self.target != "" or bool(self.said.more or self.said.level))
        return self.target in ("games", "number of games", "times") and len(self.subjects) == 1

    @property
    def by(self) -> str:
        """What the table is to be ordered by, "" for golds first."""
        by = next((c.partition(":")[2] for c in self.r.cues if c.startswith("order:")), "")
        if not by and len(self.nations) < 2 and self.ranks and self.measure:
            return self.measure  # "the second most golds"
        return "medal" if by == "total" else by

    @cached_property
    def both(self) -> bool:
        """Whether medals with the men and with the women are wanted of the same nation."""
        if self.wide or len(self.nations) > 1 or not (self.measure or self.said.only) or "b" not in self.said.left:
            return False
        if len(self.r.genders) > 1 and any(t.text == "as well as" for t in self.r.terms):
            return True
        for before, term, after in zip((BLANK, *self.r.terms), self.r.terms, (*self.r.terms[1:], BLANK), strict=False):
            if "both" in term.text and term.cues & {"gender:both", "op:both"} and term.text not in UNION:
                return (
                    before.text in WITHIN
                    or "bK" in self.letters
                    or after.text == "their"
                    or ("verb:win" in before.cues and not self.said.named)
                )
        return False

    @cached_property
    def choice(self) -> bool:
        """This or that: "Germany or Poland" asks for one of them, not for yes or no."""
        pair = len(self.nations) > 1 and self.target == "nations"
        if pair and (self.said.superlative or self.said.most or self.r.cue("op:compare", "verb:meet")):
            return True
        return ">" not in self.letters and bool(re.search(r"[Ny].*\|.*[Ny]", self.letters))

    @cached_property
    def unique(self) -> bool:
        """Whether it is the only one that is spoken of."""
        return self.said.unique or ("O" in self.said.left and not self.said.only and not self.r.genders)

    @cached_property
    def skaters_too(self) -> bool:
        """Whether "who" may mean a skater as well as a team."""
        r = self.r
        teams = any("team" in t.text or "side" in t.text or "squad" in t.text for t in r.terms if "wh:who" in t.cues)
        asked = self.target == "nations" and not self.here
        return asked and not teams and not r.cue("noun:nation", "wh:nation")

    @cached_property
    def person(self) -> bool:
        """Whether the words want a person: "anybody else", "the woman with the most"."""
        r = self.r
        if SKATER in self.said.left:
            return True
        if (r.words & PERSON or r.cue("pick:person", "rest:anyone")) and not (self.nations or self.here):
            return True
        followed = (a for a, b in pairwise(r.terms) if b.text in PEOPLE_FOLLOW)
        return not self.nations and any(a.cues & {"gender:women", "gender:men"} for a in followed)

    @cached_property
    def one_race(self) -> bool:
        """Whether two teams in one race are meant: "USA v Netherlands, bronze, Beijing"."""
        r, said = self.r, self.said
        more = bool(said.more or said.comparing)
        if self.wide or r.cue("op:share", "op:average"):
            return False
        plural = any(kind_of(t) and (t.text.endswith("s") or "noun:medal" in t.cues) for t in r.terms)
        if r.asks in ("margin", "time"):
            return not (more or (plural and r.cue("noun:margin", "wh:how-far", "wh:how-much")))
        return r.cue("verb:meet") and len(r.games) == 1 and not (plural or more)

    @property
    def one_event(self) -> bool:
        """Whether it is about one event at one Games, whose places are not a table."""
        plain = self.said.plain or len(self.tests) != 1
        return not (self.wide or plain) and len(self.r.genders) == 1 == len(self.r.games)

    @property
    def half_heard(self) -> bool:
        """Whether one of two nations to be added up was not understood: "Canada and us combined"."""
        added = self.one and any(t.text.startswith(COMBINED) for t in self.r.terms if "op:total" in t.cues)
        return added and bool(re.search("&N|N&", self.letters))

    @property
    def per_one(self) -> bool:
        """How many medals per nation, or per Games, which is an average."""
        r = self.r
        if self.how_many and not r.nations and any("op:each" in t.cues and t.text.startswith("per") for t in r.terms):
            return True
        return r.cue("op:average") or (
            self.target.startswith("number")
            and any({"per"} & set(t.text.split()) and "noun:table" in t.cues for t in self.r.terms)
        )

    @property
    def always(self) -> bool:
        """Whether it is asked of each of the Games: "at every Games"."""
        r = self.r
        every = any(
            t.text.startswith(("every ", "each ", "all ")) and GAMES_WORDS & set(t.text.split()) for t in r.terms
        )
        return (
            (every or (self.said.every == self.games_held and not self.wide))
            and bool(self.measure or self.tests)
            and (self.yes_no or (self.target == "nations" and not (self.nations or self.said.most)))
        )
