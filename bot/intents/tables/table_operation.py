"""Which operation over a medal table the words ask for, one family of them after the other; it looks up no medal."""

from typing import Literal

from bot.facts.models import MEDALS
from bot.intents.tables.table_heard import Heard
from bot.intents.tables.table_symbols import kind_of

NOUNS = frozenset(".Ny")
PLURAL = ("nations", "countries", "teams")
Kind = Literal[
    "table", "top", "rank", "neighbour", "level", "most", "list", "how many", "any",
    "number", "each", "sum", "compare", "compare games", "share", "average", "awarded",
    "topped", "always", "games", "often", "record", "best games", "change", "unclear",
]  # fmt: skip


# Letters that every operation may leave, and those that each understands besides: any other left over forbids it.
PLAIN = frozenset(".KNVdyWwqtPGTZH?,&agujsr!'JF")
UNDERSTOOD: dict[Kind, str] = {
    "table": "RMuUfSY",
    "top": "RMuUBflSkiYj",
    "rank": "kRUBMfl#u",
    "neighbour": "S",
    "level": "iRSf",
    "most": "iSYR",
    "list": "S1",
    "how many": "S1",
    "any": "Sf1",
    "number": "hSpE",
    "each": "pS",
    "sum": "S",
    "compare": "/|+-^vXSYOik=",
    "compare games": "/|+->S",
    "share": "%S",
    "average": "ApS",
    "awarded": "S",
    "topped": "uhMlfRUkn",
    "always": "pS",
    "games": "flh1Si",
    "often": "oMuUc#2",
    "record": "1YMU",
    "best games": "1YMLS",
}


# Those that look at all nations: one that is named must have a part in what is asked.
OF_ALL: frozenset[Kind] = frozenset(("list", "how many", "top", "table", "awarded", "often", "record"))


COMPARING: frozenset[Kind] = frozenset(("compare", "compare games", "level"))
OF_THE_MOST: frozenset[Kind] = frozenset(("most", "top", "best games", "record", "often", "compare", "table"))


def operation(h: Heard) -> Kind | None:
    """The operation asked for: None where it is none over a medal table, or leaves something that was said."""
    if h.said.every and not h.always:
        return "unclear"
    if len(h.scopes) > 1:
        return "number" if h.nations and h.measure and set(h.said.left) <= PLAIN | {"|", "S"} else "unclear"
    kind = _operation(h)
    if kind == "list" and h.one_event and all((t.compare, t.number) == ("=", 0) for t in h.tests):
        return None  # who did not win one race is told with the places
    if kind in UNDERSTOOD and _ignored(h, kind):
        return "unclear" if h.wide or h.table or h.tests or kind == "how many" else None
    return kind


def _ignored(h: Heard, kind: Kind) -> bool:
    """Whether an operation leaves something that was said: a letter, a nation, a comparison or a superlative."""
    said = h.said
    left = set(said.left) - ({"n"} if h.one_gender else set()) - ({"b"} if h.both else set())
    left -= {"n"} if h.r.without and not h.nations else set()
    named = kind in OF_ALL and not (h.yes_no or h.selects or said.most) and set(h.nations) - set(h.r.without)
    compared = (said.more or said.level) and not h.selects and kind not in COMPARING
    gap = said.gap and kind in OF_ALL | {"most", "rank", "games"}
    topmost = said.most and not said.over_all and kind not in OF_THE_MOST
    return bool(left - PLAIN - set(UNDERSTOOD[kind]) or named or compared or topmost or gap)


def _operation(h: Heard) -> Kind | None:
    if h.r.cue("noun:change") and not (h.r.ranks or h.r.asks in ("when", "why", "how")):
        return "change"
    if h.r.asks == "why" or "z" in h.said.left:
        grew = h.said.more or h.said.less or (h.tests and "#" in h.said.left)
        return "change" if h.wide and h.one and grew else None
    if "/T" in h.letters and not (h.wide or h.measure):
        return None  # a head to head record
    if h.said.leading and not h.nations:
        return "record" if h.here else None
    if h.said.repeated and h.top and h.here and not h.nations and h.target == "nations":
        return "often"
    if h.selects:
        return _selected(h)
    if h.said.again or h.one_gender:
        return _again(h)
    ranked = not h.here and h.said.superlative and h.r.ranks and not h.measure
    if ranked or (h.person and not h.both) or h.said.most == "games" or h.one_race or h.since_when or h.half_heard:
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


def _selected(h: Heard) -> Kind:
    """Nations, or Games, by how they stand to a nation."""
    if h.yes_no:
        return "any"
    if h.target in ("games", "number of games", "times"):
        return "games"
    if h.said.sign == "=" and h.said.times == 1 and len(h.rivals) == 1 and h.target != "number of nations":
        return "level"
    return "how many" if h.target == "number of nations" else "list"


def _again(h: Heard) -> Kind | None:
    """What came about at one Games and not, or also, at another."""
    if h.said.again == "first" and (h.nations or len(h.r.games) != 1):
        return None
    if not (len(h.r.games) > 1 or h.one_gender or h.said.again == "first") or not (h.measure or h.tests):
        return None
    if h.yes_no and h.nations:
        return "any"
    if h.nations:
        return None
    return "how many" if h.target == "number of nations" else "list"


def _parts(h: Heard) -> Kind | None:
    """Shares and averages."""
    r = h.r
    if not (h.measure or h.here) or "D" in h.letters or h.target == "number of nations":
        return None
    if r.cue("op:share") and h.nations:
        return "share"
    return "average" if h.per_one else None


def _games(h: Heard) -> Kind | None:
    """Games are asked for, or how often something came about."""
    r, said = h.r, h.said
    if h.one and said.more and len(r.games) > 1:
        return None
    if h.always:
        return "always"
    if r.cue("often:most"):
        return "often" if h.here else "most" if h.measure else None
    if h.one and h.target == "times" and h.here and "f" in said.left:
        return "topped"
    if h.one and (h.top or h.ranks) and h.here:
        ever = h.yes_no and any(t.text.startswith(("ever", "never")) for t in r.terms)
        if (
            h.target in ("games", "times", "number of games")
            or (r.cue("op:first", "op:last") and not h.said.few)
            or ever
        ):
            return "topped"
    return _when(h)


def _when(h: Heard) -> Kind | None:
    """The Games at which something came about, and how many they were."""
    r, said = h.r, h.said
    if h.target == "number of games" and h.nations:
        return "games" if h.tests or h.measure else None
    if h.target == "times" and h.nations:
        return "games" if h.tests else "number" if h.measure or h.wide else None
    if h.best_games and (h.wide or h.by) and not h.top:
        return "best games"
    if h.target == "games" and said.over_all and h.one:
        return "games"
    if h.target == "games":
        if said.most or said.superlative:
            return "best games" if h.measure or said.most == "nation" else None
        if h.top and h.here and not h.nations:
            return None
        if not h.nations:
            return "list" if h.both else None
        return "games" if h.tests or (h.wide and h.measure) else None
    if h.one and not h.yes_no and said.most and said.most != "nation" and h.target != "nations":
        return "best games"
    first_last = r.cue("op:first", "op:last") and not (h.said.few or h.how_many)
    if h.wide and h.nations and h.measure and not h.yes_no and first_last:
        return "games"
    return "record" if "1" in h.letters and said.most and not h.nations and not r.games else None


def _several(h: Heard) -> Kind | None:
    """Two nations, or two Games, are set against each other or added."""
    r, said = h.r, h.said
    more = bool(said.more or said.comparing or said.less) and not said.most
    choice = h.choice and not (h.how_many and not more)
    against = more or (h.table and r.cue("verb:beat")) or r.cue("op:compare", "verb:meet") or choice or h.gap
    if len(h.nations) < 2:
        what = said.more == "nation" or (h.nations and (h.measure or h.wide))
        return "compare games" if (len(r.games) >= 2 or h.ends) and against and what else None
    tied = r.cue("verb:tie") and h.yes_no
    if not (h.measure or h.here or (tied and len(h.nations) > 2)):
        return None
    if h.gap or (h.rivals and h.subjects):
        return "compare"
    if h.total and not r.cue("op:compare", "verb:meet") and not (more or h.said.way):
        return "sum"
    if against and len(set(said.plain) - {"medal"}) > 1:
        return "number"
    if against or said.levelling or said.level or (h.said.way and (h.here or h.measure)) or tied:
        return "compare"
    if h.yes_no:
        return "any" if h.tests or (h.wide and h.measure) else None
    return "number" if r.cue("wh:how-many", "op:total", "noun:table") or h.wide else None


def _places(h: Heard) -> Kind | None:
    """Places within a table."""
    r, said = h.r, h.said
    if h.one and not h.yes_no:
        if h.here and not h.said.named and h.said.way:
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
    if spoken_of or (h.top and not said.most and not h.said.named):
        return "top"
    return None


def _nations(h: Heard) -> Kind | None:
    """Nations are asked for, or how many of them there are, or whether bounds hold."""
    r, said = h.r, h.said
    if h.yes_no:
        return _truth(h)
    if h.nations and not (said.most and h.target == "nations" and not h.said.way):
        return None
    if said.most and said.most != "nation":
        return "top" if h.ranks else "most"
    if h.ranks and h.by == "medal" and h.total and h.target == "nations":
        return "top"
    if h.target == "number of nations":
        return "how many" if h.tests or h.measure or h.here else None
    nations = h.target == "nations"
    if (
        said.superlative
        and "DM" not in h.letters
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
    number = r.cue("wh:how-many") or h.total or h.target == "number of medals"
    if h.nations:
        if r.cue("op:each") and (h.wide or r.cue("wh:how-many", "noun:table")) and (h.measure or h.here):
            return "each"
        if h.target in ("nations", "number of games", "number of nations", "games"):
            return None
        if not h.target and len(h.nations) == 1 and len(said.plain) == 1 and set(said.left) <= NOUNS:
            number = number or any(t.text.endswith("s") for t in r.terms if kind_of(t) in MEDALS)
        return "number" if h.here or (number and (h.measure or r.cue("op:total"))) else None
    if r.pronouns - {"it", "there"} or any("they" in t.text.split() for t in r.terms):
        return None  # whose medals they are was not found
    counted = number and h.measure and h.target in ("number of medals", "") and not r.ranks
    return "awarded" if counted and any(kind_of(t) for t in r.terms) else None
