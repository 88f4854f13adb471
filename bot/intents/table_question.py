"""From a reading to a question about medal counts: which operation, over which table, of which medals; it looks up no medal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.facts.models import MEDALS
from bot.intents.query import Query
from bot.intents.table_rows import Test
from bot.intents.table_scope import games_of, scopes_of, whole_games_meant
from bot.intents.table_terms import Spoken, kind_of, spoken
from bot.language.reading import Reading, Scope, Term

Kind = Literal[
    "table", "top", "rank", "neighbour", "level", "number", "each", "sum", "list", "how many", "most", "compare", "compare games",
    "share", "average", "best games", "games", "topped", "record", "often", "awarded", "change", "any", "unclear",
]  # fmt: skip

# What a term may mean without changing what is asked, or in a way that is used here; anything else is a question for somebody else.
KINDS = frozenset(
    "filler stop ellipsis pronoun smalltalk tell tag medal rank gender period than games year number nation event scope negation only colours order often single table sign".split()
)
CUES = frozenset(
    "wh:who wh:nation wh:which wh:which-one wh:what wh:when wh:where wh:how-many wh:how-much wh:how-often wh:how wh:how-do wh:how-far "
    "aux:did aux:be aux:have aux:true aux:can noun:nation noun:games noun:rank noun:medal noun:podium noun:title noun:table noun:event noun:champion noun:change noun:result noun:margin "
    "verb:win verb:lead verb:get verb:own verb:finish verb:perform verb:skate verb:tie verb:meet verb:represent verb:beat verb:happen op:first op:last op:previous op:most op:fewest op:biggest "
    "op:ever op:all op:each op:only op:more op:less op:total op:average op:share op:both op:never op:twice op:compare op:same".split()
)
PERSON = frozenset("anybody anyone person individual somebody athlete human man woman guy girl".split())
PEOPLE_FOLLOW = frozenset(("with", "who", "that", "having", "won", "has"))
ABOVE = frozenset(("above", "ahead of", "before", "in front of", "better than", "higher than", "higher", "ahead"))
BELOW = frozenset(("below", "behind", "after", "under", "following", "lower than", "lower", "worse than", "beneath"))
TABLE_WORDS = ("noun:table", "table:top", "table:bottom")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about counts of medals."""

    kind: Kind
    scope: Scope
    whole: Scope | Literal[""]  # what a share is a share of, where another table is named
    games: tuple[str, ...]  # oldest first
    said: bool  # whether the question named the Games
    apart: bool  # Games named one by one, each to be answered
    nations: tuple[str, ...]
    measure: str  # gold, silver, bronze, medal; "" for the order of the table
    tests: tuple[Test, ...]
    spoken: Spoken
    way: str = ""  # above, below
    ranks: tuple[int, ...] = ()
    by: str = ""  # what the table is ordered by, where not by gold, silver, bronze
    both: bool = False  # with the men and with the women
    first_last: str = ""  # first, last
    count: bool = False  # a number of nations or of Games is asked for
    yes_no: bool = False
    choice: bool = False  # this or that, not yes or no
    unique: bool = False  # the only one
    skaters_too: bool = False  # "who" may mean a skater as well


def asked(q: Query) -> Asked | None:
    """The question about counts that a reading asks, or None where it asks none."""
    r = q.reading
    if r.people or r.bound or r.time is not None or not _accounted(r.terms) or (r.rounds and not r.cue("noun:table")):
        return None
    return _Reader(q).asked()


def _accounted(terms: Sequence[Term]) -> bool:
    return all(any(c in CUES or c.partition(":")[0] in KINDS for c in t.cues) for t in terms)


class _Reader:
    """The steps from the words to the operation, each a question about the words."""

    def __init__(self, q: Query) -> None:
        self.q, self.r = q, q.reading
        r = self.r
        self.scope, self.whole = scopes_of(q)
        self.table = r.cue(*TABLE_WORDS)
        self.said = spoken(r.terms)
        self.nations = r.nations
        self.yes_no = r.yes_no
        self.target = "" if r.yes_no else _target(r)
        self.here = self.table or self.scope != "event"  # only a table can be meant
        self.bottom = self._bottom()
        self.top = self._top()
        self.way = _way(r.terms)
        self.measure = self._measure()
        self.tests = self._tests()
        self.by = next((c.partition(":")[2] for c in r.cues if c.startswith("order:")), "").replace("total", "medal")
        self.both = self._both()
        self.first_last = "first" if r.cue("op:first") else "last" if r.cue("op:last") else ""

    def asked(self) -> Asked | None:
        r = self.r
        kind = self._kind()
        if (
            kind is None
            and self.scope != "event"
            and (self.table or self.measure or self.tests or self.nations and not r.event)
        ):
            kind = "unclear"
        if kind is None:
            return None
        games, said, apart = games_of(self.q, self.scope, all_time=self._all_time(kind))
        ranks = r.ranks or ((99,) if self.bottom else (1,) if self.top else ())
        return Asked(
            kind=kind,
            scope=self.scope,
            whole=self.whole,
            games=games,
            said=said,
            apart=apart,
            nations=self.nations,
            measure=self.measure,
            tests=self.tests,
            spoken=self.said,
            way=self.way,
            ranks=ranks,
            by=self.by,
            both=self.both,
            first_last=self.first_last,
            count=r.cue("wh:how-many", "wh:how-often"),
            yes_no=self.yes_no,
            choice=self._choice(),
            unique=self._unique(),
            skaters_too=self._skaters_too(),
        )

    # ---- what the words say

    def _bottom(self) -> bool:
        """Whether the foot of a table is spoken of: "who is last in the table"."""
        r = self.r
        if r.cue("table:bottom") or 99 in r.ranks:
            return True
        last = any(t.text in ("last", "the last", "worst") for t in r.terms)
        return self.table and last and self.target == "nations" and not self.nations and not r.cue("verb:win", "verb:lead", "table:top", "wh:when")

    def _top(self) -> bool:
        """Whether the head of a table is spoken of."""
        r = self.r
        if r.cue("table:top"):
            return True
        if not self.here or self._named():
            return False
        return (
            r.cue("verb:lead")
            or 1 in r.ranks
            or (r.cue("verb:win") and not r.ranks)
            or (r.cue("op:first") and not self.nations)
            or self.said.superlative
        ) and not self.bottom

    def _named(self) -> bool:
        said = self.said
        return bool(said.plain or said.tests or said.only or said.more or said.level or said.most)

    def _measure(self) -> str:
        said, r = self.said, self.r
        named = {kind_of(t) for t in r.terms}
        if r.medals and not set(r.medals) & named and r.inherited:  # "and silver?" after a question about golds
            return r.medals[0]
        found = next((m for m in (said.most, said.more, said.level) if m and m != "nation"), "") or (
            said.plain[0] if said.plain else ""
        )
        if not found and any(t.text == "most decorated" for t in r.terms):
            return "medal"
        return found

    def _tests(self) -> tuple[Test, ...]:
        said = self.said
        found = list(said.tests)
        if said.only in MEDALS:
            found += [Test(m, "=" if m != said.only else ">=", 0 if m != said.only else 1) for m in MEDALS]
        return tuple(found)

    def _both(self) -> bool:
        r = self.r
        if self.scope != "event" or len(r.nations) > 1:
            return False
        genders = set(r.genders) >= {"men", "women"}
        if r.cue("gender:both"):
            union = ("both genders", "both sexes")
            return bool(self.measure) and any("both" in t.text and t.text not in union for t in r.terms if "gender:both" in t.cues)
        return r.cue("op:both") and bool(self.measure or self.said.only) and (genders or self.target != "")

    def _choice(self) -> bool:
        """ "Germany or Poland": one of them is asked for, not yes or no."""
        joined = [t.text for t in self.r.terms]
        names = [
            at for at, t in enumerate(self.r.terms) if any(c.startswith(("nation:", "year:", "games:")) for c in t.cues)
        ]
        return (
            "or" in joined
            and any(a < joined.index("or") < b for a, b in zip(names, names[1:], strict=False))
            and "than" not in joined
        )

    def _unique(self) -> bool:
        return (
            any("op:only" in t.cues and not any(c.startswith("number:") for c in t.cues) for t in self.r.terms)
            and not self.said.only
            and not self.r.genders
        )

    def _skaters_too(self) -> bool:
        r = self.r
        return (
            self.scope == "event"
            and self.target == "nations"
            and not self.table
            and not r.cue("noun:nation", "wh:nation")
            and not any("team" in t.text or "side" in t.text for t in r.terms if "wh:who" in t.cues)
        )

    # ---- what is asked

    def _kind(self) -> Kind | None:
        r, said = self.r, self.said
        if r.cue("noun:change"):
            return "change"
        if self._person() or said.most == "games" or (self.scope == "event" and self._of_one_race()):
            return None
        for step in (self._of_all, self._of_games, self._of_two, self._of_place, self._of_nations, self._of_one):
            if kind := step():
                return kind
        if self.table and not self.nations and not self.yes_no:
            return "table"
        if said.top and self.here:
            return "table"
        return None

    def _of_one_race(self) -> bool:
        """Whether two teams in one race are meant: "USA v Netherlands, bronze, Beijing"."""
        r, said = self.r, self.said
        if r.asks in ("margin", "time"):
            return not (said.more or said.comparing)
        plural = any(kind_of(t) and (t.text.endswith("s") or "noun:medal" in t.cues) for t in r.terms)
        return r.cue("verb:meet") and len(r.games) == 1 and not (plural or said.more or said.comparing)

    def _person(self) -> bool:
        """Whether the words want a person: "anybody else", "the woman with the most"."""
        r = self.r
        if r.words & PERSON or r.cue("noun:skater", "wh:skater"):
            return True
        terms = r.terms
        return any(
            t.cues & {"gender:women", "gender:men"}
            and at + 1 < len(terms)
            and terms[at + 1].text in PEOPLE_FOLLOW
            and not self.nations
            for at, t in enumerate(terms)
        )

    def _of_all(self) -> Kind | None:
        """Shares and averages."""
        r = self.r
        medal = self.measure or self.table or self.scope != "event" or r.cue("noun:medal")
        if r.cue("op:share") and self.nations and medal and not r.cue("op:first"):
            return "share"
        if r.cue("op:average") and medal and not r.cue("noun:margin"):
            return "average"
        return None

    def _of_games(self) -> Kind | None:
        """Games are asked for, or how often something came about."""
        r, said = self.r, self.said
        if r.cue("often:most"):
            return "often" if self.top or self.here else "most" if self.measure else None
        if self.target == "times" and self.nations:
            if self.top and self.here:
                return "topped"
            if self.tests:
                return "games"
            return "number" if self.measure or self.scope != "event" else None
        if (
            self.top
            and self.here
            and self.nations
            and len(self.nations) == 1
            and (self.target == "games" or self.first_last or self.yes_no and r.cue("op:ever", "op:never"))
        ):
            return "topped"
        if self.target == "games":
            if said.most or said.superlative:
                return "best games" if self.measure or said.most == "nation" else None
            if self.top and self.here and not self.nations:
                return None
            if self.nations and (self.tests or (self.scope != "event" and self.measure)):
                return "games"
            return None
        if (
            self.nations
            and said.most
            and said.most != "nation"
            and not self.yes_no
            and self.target not in ("nations",)
            and len(self.nations) == 1
        ):
            return "best games" if not r.cue("order:total") else None
        if (
            self.scope != "event"
            and self.first_last
            and self.nations
            and self.measure
            and not self.yes_no
            and not _last_few(r.terms)
        ):
            return "games"
        single = r.cue("single:games") or _one_games(r.terms)
        if single and said.most and not self.nations and not r.games:
            return "record"
        return None

    def _of_two(self) -> Kind | None:
        """Two nations, or two Games, are set against each other or added."""
        r, said = self.r, self.said
        more = bool(said.more or said.comparing or said.less)
        against = more or r.cue("op:compare", "verb:meet") or self._choice()
        games = len(r.games)
        if len(self.nations) < 2:
            if (
                games >= 2
                and against
                and (self.measure or said.more == "nation" or self.scope != "event" and self.nations)
                and (self.nations or said.more == "nation")
            ):
                return "compare games"
            return None
        counted = self.measure or self.here or more or said.levelling
        if self.scope == "event" and not self.measure and not self.table and not (more and r.cue("noun:medal")):
            return None
        if not counted:
            return None
        if r.cue("op:total") and not r.cue("op:compare", "verb:meet") and not more:
            return "sum"
        if against or said.levelling or said.level or (self.way and self.here) or (r.cue("verb:tie") and self.yes_no):
            return "compare"
        if self.yes_no and self.scope == "event" and not self.tests and not self.table:
            return None
        if self.yes_no:
            return "any" if self.tests or self.measure else None
        return "number" if r.cue("wh:how-many", "op:total", "noun:table") or self.scope != "event" else None

    def _of_place(self) -> Kind | None:
        """Places within a table."""
        r, said = self.r, self.said
        one = len(self.nations) == 1
        if one and self.here and not self._named() and self.way and not self.yes_no:
            return "neighbour"
        if (
            one
            and (r.cue("verb:tie") or said.levelling or said.level)
            and (self.here or said.level)
            and not self.yes_no
        ):
            return "level"
        if (
            one
            and self.here
            and not said.most
            and not self.tests
            and (
                self.target == "rank"
                or (self.yes_no and (r.ranks or self.top or said.top or r.cue("noun:podium", "table:bottom")))
            )
        ):
            return "rank"
        if self.nations or self.yes_no or self.tests or self.both:
            return None
        if self.here and (said.top or (r.cue("noun:podium") and any(t.text.startswith("top") for t in r.terms))):
            return "table"
        if (
            self.here
            and not said.most
            and (self.top or r.cue("table:bottom") or r.ranks)
            and (not self._named() or r.cue("table:top", "table:bottom") or r.ranks)
        ):
            return "top"
        return None

    def _of_nations(self) -> Kind | None:
        """Nations are asked for, or how many of them there are."""
        r, said = self.r, self.said
        if self.nations and not (self.yes_no or self.way):
            return None
        if self.yes_no:
            return self._truth()
        if said.most and said.most != "nation":
            return "most"
        if self.target == "number of nations":
            return "how many" if self.tests or self.measure or self.here else None
        if said.superlative and (
            self.here or self.target == "nations" and r.cue("noun:nation", "wh:nation", "verb:own", "verb:win")
        ):
            return "most" if self.measure else "top"
        if self.target == "nations" and (self.tests or self.both):
            return "list"
        if self.target == "nations" and self.here and self.measure and not r.ranks:
            return "list"
        plural = r.cue("wh:nation", "noun:nation") and any(
            t.text.endswith(("nations", "countries", "teams")) for t in r.terms
        )
        if self.target == "nations" and plural and self.measure and not r.games and not r.ranks and not r.when:
            return "list"
        if not self.target and (
            len(self.tests) + len(said.plain) > 1 and self.tests or said.only or (self.both and self.measure)
        ):
            return "list"
        return None

    def _truth(self) -> Kind | None:
        said = self.said
        bounded = any(t.compare != "=" or t.number != 0 or t.other for t in self.tests)
        if said.most and said.most != "nation" and (self.nations or self.here):
            return "most"
        if self.scope != "event" or bounded or said.only or self.both or (self._unique() and self.measure):
            return "any" if self.tests or self.measure or self.both else None
        return None

    def _of_one(self) -> Kind | None:
        """A number of medals: of nations, or of all that were won."""
        r, said = self.r, self.said
        if self.yes_no:
            return None
        number = r.cue("wh:how-many", "op:total") or self.target == "number of medals"
        if self.nations:
            if (
                r.cue("op:each")
                and (self.scope != "event" or r.cue("wh:how-many", "noun:table"))
                and (self.measure or self.here)
            ):
                return "each"
            if self.target in ("nations", "number of games", "number of nations", "games"):
                return None
            if self.scope == "event" and not (number and (self.measure or r.cue("op:total"))) and not self.table:
                return None
            return "number" if self.measure or self.table or self.scope != "event" or r.cue("op:total") else None
        if said.top:
            return None
        if number and self.measure and self.target in ("number of medals", "") and not r.ranks:
            return "awarded"
        return None

    def _all_time(self, kind: Kind) -> bool:
        """Whether all Games are meant where none is named."""
        r = self.r
        if self.scope == "event" or kind in (
            "games",
            "topped",
            "best games",
            "record",
            "often",
            "most",
            "each",
            "change",
            "compare games",
        ):
            return True
        if r.cue("op:ever", "op:never", "op:each", "wh:when", "wh:how-often") or _every_games(r.terms):
            return True
        if any("aux:have" in t.cues and t.text in ("has", "have") for t in r.terms):
            return True
        return bool(self.nations) and kind in ("number", "sum", "share", "any", "compare", "average")


def _target(r: Reading) -> str:
    """What is asked for: number of medals, nations or games; nations, games, times, rank, or "" where no word says so."""
    if r.cue("wh:how-often"):
        return "times"
    terms = r.terms
    for at, term in enumerate(terms):
        if "wh:how-many" in term.cues:
            return f"number of {_head(terms[at + 1 :]) or 'medals'}"
    if r.cue("wh:when") or r.asks in ("when", "games"):
        return "games"
    if (
        r.asks == "rank"
        or r.cue("wh:where")
        and r.nations
        or r.cue("noun:rank")
        and r.nations
        and not r.cue("wh:who", "wh:nation")
    ):
        return "rank"
    if r.cue("wh:nation", "wh:who", "wh:which-one") or r.asks == "nation":
        return "nations"
    if r.cue("noun:nation") and not r.nations:
        return "nations"
    return ""


def _head(terms: Sequence[Term]) -> str:
    """What "how many" counts: the last noun of the words that follow it."""
    found = ""
    for term in terms:
        cues = term.cues
        if "noun:nation" in cues:
            found = "nations"
        elif "noun:games" in cues and not found:
            found = "games"
        elif kind_of(term) or "noun:table" in cues:
            found = found or "medals"
        elif (
            found
            and not any(c.startswith(("filler:", "event:", "scope:")) for c in cues)
            or any(c.startswith(("stop:", "verb:", "aux:")) for c in cues)
        ):
            break
    return found


def _way(terms: Sequence[Term]) -> str:
    """Above or below a nation that is named."""
    for at, term in enumerate(terms):
        if term.text in ABOVE | BELOW and any(
            any(c.startswith("nation:") for c in t.cues) for t in terms[at + 1 : at + 4]
        ):
            return "above" if term.text in ABOVE else "below"
    return ""


def _every_games(terms: Sequence[Term]) -> bool:
    return any(
        "op:all" in a.cues and ("noun:games" in b.cues or "noun:games" in c.cues)
        for a, b, c in zip(terms, terms[1:], (*terms[2:], Term("", frozenset())), strict=False)
    )


def _one_games(terms: Sequence[Term]) -> bool:
    """ "At one Winter Games", "in a single year"."""
    return any(
        a.text in ("one", "a single", "single", "any one")
        and (
            b.cues & {"noun:games"}
            or "scope:games" in b.cues
            and "games" in b.text.split() + b.text.replace("olympics", "games").split()
        )
        for a, b in zip(terms, terms[1:], strict=False)
    )


def _last_few(terms: Sequence[Term]) -> bool:
    return any(
        a.cues & {"op:last", "op:first"} and any(c.startswith("number:") for c in b.cues)
        for a, b in zip(terms, terms[1:], strict=False)
    )


__all__ = ["Asked", "Kind", "asked", "whole_games_meant"]
