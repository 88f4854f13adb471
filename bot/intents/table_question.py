"""From what the words say to an operation over a medal table; it looks up no medal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.intents.query import LAST_RANK, Query
from bot.intents.table_heard import Heard
from bot.intents.table_rows import Bound
from bot.intents.table_scope import games_of
from bot.intents.table_terms import Spoken, kind_of
from bot.language.reading import Scope, Term

Kind = Literal[
    "table", "top", "rank", "neighbour", "level", "most", "list", "how many", "any",
    "number", "each", "sum", "compare", "compare games", "share", "average", "awarded",
    "topped", "games", "often", "record", "best games", "change", "unclear",
]  # fmt: skip

# What a word may mean without changing what is asked, or in a way that is used here; the rest asks for something else.
KINDS = frozenset(
    (
        *("filler", "stop", "ellipsis", "pronoun", "smalltalk", "tell", "tag", "sign", "meets", "negation"),
        *("medal", "rank", "gender", "period", "than", "games", "year", "number", "nation", "event", "scope"),
        *("only", "colours", "order", "often", "single", "table", "rest"),
    )
)
USED = {
    "wh": ("who", "nation", "which", "which-one", "what", "when", "where", "how-many", "how-often", "how", "how-do"),
    "aux": ("did", "be", "have", "true", "can"),
    "noun": (
        *("nation", "games", "rank", "medal", "podium", "title", "table", "event", "champion", "change"),
        *("result", "margin"),
    ),
    "verb": ("win", "lead", "get", "own", "finish", "perform", "skate", "tie", "meet", "represent", "beat"),
    "op": (
        *("first", "last", "previous", "most", "fewest", "biggest", "best", "worst", "ever", "never", "all", "each"),
        *("only", "more", "less", "ahead", "behind", "same", "total", "average", "share", "both", "twice", "compare"),
    ),
    "pick": ("person",),
}
CUES = frozenset(f"{kind}:{value}" for kind, values in USED.items() for value in values)
# Without one of these nothing is asked about counts of medals.
MATTERS = (
    *("medal:gold", "medal:silver", "medal:bronze", "colours:all"),
    *("noun:medal", "noun:title", "noun:podium", "noun:table", "noun:champion", "noun:change"),
    *("table:top", "table:bottom", "op:most", "op:fewest", "op:best", "op:total", "op:share", "verb:tie"),
)
TEXTS = frozenset(("how much", "by how much", "how much more", "current"))
PLURAL = ("nations", "countries", "teams")
ALWAYS_ALL: frozenset[Kind] = frozenset(
    ("games", "topped", "best games", "record", "often", "most", "each", "change", "compare games")
)
OF_NATIONS: frozenset[Kind] = frozenset(("number", "sum", "share", "any", "compare", "average"))


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
    tests: tuple[Bound, ...]
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
    single: bool = False  # at one Games
    skaters_too: bool = False  # "who" may mean a skater as well


def asked(q: Query) -> Asked | None:
    """The question about counts that a reading asks, or None where it asks none."""
    r = q.reading
    if r.people or r.bound or r.time is not None or not (r.scope != "event" or r.cue(*MATTERS)):
        return None
    accounted = _accounted(r.terms)
    if not accounted and r.scope == "event":
        return None
    h = Heard(q)
    if not accounted or (r.rounds and not r.cue("noun:table")):
        medals = (
            h.table
            or r.cue("noun:medal")
            or r.medals
            or (h.nations and not r.cue("noun:host", "verb:host", "noun:venue"))
        )
        counted = h.wide and not r.event and medals and not r.rounds and not r.genders
        return _made(q, h, "unclear") if counted else None
    kind = _kind(h)
    if (
        kind is None
        and h.wide
        and not r.genders
        and not h.since_when
        and (h.table or h.measure or h.tests or (h.nations and not r.event))
    ):
        kind = "unclear"
    return _made(q, h, kind) if kind else None


def _accounted(terms: Sequence[Term]) -> bool:
    return all(t.text in TEXTS or any(c in CUES or c.partition(":")[0] in KINDS for c in t.cues) for t in terms)


def _made(q: Query, h: Heard, kind: Kind) -> Asked:
    r = h.r
    games, said, apart = games_of(q, h.scope, all_time=_all_time(h, kind), any_of=kind == "best games" and h.yes_no)
    return Asked(
        kind=kind,
        scope=h.scope,
        whole=h.whole,
        games=games,
        said=said,
        apart=apart,
        nations=h.nations,
        measure=h.measure,
        tests=h.tests,
        spoken=h.said,
        way=h.way,
        ranks=h.ranks or ((LAST_RANK,) if h.bottom else (1,) if h.top else ()),
        by=h.by,
        both=h.both,
        first_last="first" if r.cue("op:first") else "last" if r.cue("op:last") else "",
        count=h.how_many or r.cue("wh:how-often") or bool(r.words & {"much"}) or h.apart_by,
        yes_no=h.yes_no,
        choice=h.choice,
        unique=h.unique,
        single=h.at_one_games,
        skaters_too=h.skaters_too,
    )


def _all_time(h: Heard, kind: Kind) -> bool:
    """Whether all Games are meant where none is named."""
    r = h.r
    if not h.wide or kind in ALWAYS_ALL or h.every_games or h.at_one_games:
        return True
    if r.cue("op:ever", "op:never", "op:each", "wh:when", "wh:how-often"):
        return True
    if any("aux:have" in t.cues and t.text in ("has", "have") for t in r.terms):
        return True
    return bool(h.nations) and kind in OF_NATIONS


# ---- which operation: each step knows one family of them


def _kind(h: Heard) -> Kind | None:
    if h.r.cue("noun:change"):
        return "change"
    if h.person or h.said.most == "games" or h.one_race or h.since_when or h.half_heard:
        return None
    if (
        h.wide
        and len(h.r.genders) == 1
        and not (h.table or h.target.startswith("number") or h.said.most or h.said.more)
    ):
        return None
    for step in (_parts, _games, _several, _places, _nations, _numbers):
        if kind := step(h):
            return kind
    if h.here and (h.said.top or (h.table and not h.nations and not h.yes_no)):
        return "table"
    return None


def _parts(h: Heard) -> Kind | None:
    """Shares and averages."""
    r = h.r
    if not (h.measure or h.here) or h.apart_by:
        return None
    if r.cue("op:share") and h.nations:
        return "share"
    return "average" if h.per_one else None


def _games(h: Heard) -> Kind | None:
    """Games are asked for, or how often something came about."""
    r, said = h.r, h.said
    if h.one and said.more and len(r.games) > 1:
        return None
    if r.cue("often:most"):
        return "often" if h.here else "most" if h.measure else None
    if h.one and (h.top or h.ranks) and h.here:
        ever = h.yes_no and any(t.text.startswith(("ever", "never")) for t in r.terms)
        if (
            h.target in ("games", "times", "number of games")
            or (r.cue("op:first", "op:last") and not h.last_few)
            or ever
        ):
            return "topped"
    if h.target == "number of games" and h.nations:
        return "games" if h.tests or h.measure else None
    if h.target == "times" and h.nations:
        return "games" if h.tests else "number" if h.measure or h.wide else None
    if h.best_games and h.wide and not h.top:
        return "best games"
    if h.target == "games":
        if said.most or said.superlative:
            return "best games" if h.measure or said.most == "nation" else None
        if h.top and h.here and not h.nations:
            return None
        return "games" if h.nations and (h.tests or (h.wide and h.measure)) else None
    if h.one and not h.yes_no and said.most and said.most != "nation" and h.target != "nations":
        return "best games"
    if h.wide and h.nations and h.measure and not h.yes_no and r.cue("op:first", "op:last") and not h.last_few:
        return "games"
    return "record" if h.at_one_games and said.most and not h.nations and not r.games else None


def _several(h: Heard) -> Kind | None:
    """Two nations, or two Games, are set against each other or added."""
    r, said = h.r, h.said
    more = bool(said.more or said.comparing or said.less) and not said.most
    against = more or r.cue("op:compare", "verb:meet") or h.choice or h.apart_by
    if len(h.nations) < 2:
        what = said.more == "nation" or (h.nations and (h.measure or h.wide))
        return "compare games" if len(r.games) >= 2 and against and what else None
    tied = r.cue("verb:tie") and h.yes_no
    if not (h.measure or h.here or (tied and len(h.nations) > 2)):
        return None
    if r.cue("op:total") and not r.cue("op:compare", "verb:meet") and not more:
        return "sum"
    if against or said.levelling or said.level or (h.way and h.here) or tied:
        return "compare"
    if h.yes_no:
        return "any" if h.tests or (h.wide and h.measure) else None
    return "number" if r.cue("wh:how-many", "op:total", "noun:table") or h.wide else None


def _places(h: Heard) -> Kind | None:
    """Places within a table."""
    r, said = h.r, h.said
    if h.one and not h.yes_no:
        if h.here and not h.named and h.way:
            return "neighbour"
        tied = r.cue("verb:tie") and (h.here or h.measure)
        if tied or said.level or (said.levelling and h.here):
            return "level"
    if h.one and h.here and not said.most and not h.tests:
        stands = h.ranks or h.top or h.bottom or said.top or r.cue("noun:podium")
        if h.target == "rank" or (h.yes_no and stands):
            return "rank"
    if h.nations or h.yes_no or h.tests or h.both or not (h.here or r.cue("noun:nation")):
        return None
    if said.top or any(t.text.startswith("top") for t in r.terms if "noun:podium" in t.cues):
        return "table"
    if r.cue("table:top", "verb:lead") and h.measure and not said.most and not r.cue("op:first"):
        return "most"
    if not h.here:
        return None
    spoken_of = r.cue("table:top") or h.bottom or h.ranks or (h.top and h.table and r.cue("op:first"))
    if spoken_of or (h.top and not said.most and not h.named):
        return "top"
    return None


def _nations(h: Heard) -> Kind | None:
    """Nations are asked for, or how many of them there are, or whether bounds hold."""
    r, said = h.r, h.said
    if h.yes_no:
        return _truth(h)
    if h.nations and not (said.most and h.target == "nations" and not h.way):
        return None
    if said.most and said.most != "nation":
        return "top" if h.ranks else "most"
    total = r.cue("op:total") or any(t.text == "in total" for t in r.terms)
    if h.ranks and h.by == "medal" and total and h.target == "nations":
        return "top"
    if h.target == "number of nations":
        return "how many" if h.tests or h.measure or h.here else None
    nations = h.target == "nations"
    if (
        said.superlative
        and not h.by_the_most
        and (h.here or (nations and r.cue("noun:nation", "wh:nation", "verb:own", "verb:win")))
    ):
        return "most" if h.measure else "top"
    has = r.cue("verb:own", "aux:have") and len(said.plain) > 1 and not r.games
    if nations and (h.tests or h.both or has or (h.here and h.measure and not h.ranks)):
        return "list"
    plural = r.cue("wh:nation", "noun:nation") and any(t.text.endswith(PLURAL) for t in r.terms)
    if nations and plural and h.measure and not (r.games or h.ranks or r.when):
        return "list"
    several = len(said.tests) + len(said.plain) > 1 and said.tests
    return "list" if not h.target and (several or said.only or h.both) else None


def _truth(h: Heard) -> Kind | None:
    said = h.said
    if said.most and said.most != "nation" and (h.nations or h.here):
        return "most"
    bounded = any(t.compare != "=" or t.number != 0 or t.other for t in h.tests)
    if h.wide or bounded or said.only or h.both or (h.unique and h.measure):
        return "any" if h.tests or h.measure or h.both else None
    return None


def _numbers(h: Heard) -> Kind | None:
    """A number of medals: of nations, or of all that were won."""
    r, said = h.r, h.said
    if h.yes_no or said.top:
        return None
    number = r.cue("wh:how-many", "op:total") or h.target == "number of medals"
    if h.nations:
        if r.cue("op:each") and (h.wide or r.cue("wh:how-many", "noun:table")) and (h.measure or h.here):
            return "each"
        if h.target in ("nations", "number of games", "number of nations", "games"):
            return None
        return "number" if h.here or (number and (h.measure or r.cue("op:total"))) else None
    if r.pronouns - {"it", "there"} or any("they" in t.text.split() for t in r.terms):
        return None  # whose medals they are was not found
    counted = number and h.measure and h.target in ("number of medals", "") and not r.ranks
    return "awarded" if counted and any(kind_of(t) for t in r.terms) else None
