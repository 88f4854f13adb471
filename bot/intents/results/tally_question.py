"""Reads what is counted for each team or each Games: which places or races, and how often; it looks up nothing."""

from dataclasses import dataclass
from typing import Literal

from bot.intents.query import Query
from bot.intents.results.operations import applies, denies_verb, left_over
from bot.intents.results.places import ranks_asked
from bot.language.reading import THAN, Compare, Reading, Term

# What a count by team applies of what is said, and the kinds of names that narrow it.
_CUES = applies(
    op="most fewest only never all each ever twice total first last both",
    verb="win lose get own finish perform skate qualify miss be-new field",
    noun="nation games event race medal podium title champion finalist semifinalist appearance result rank field host "
    "time",
    tally="races wins losses",
    negation="not",
    places="outside beyond",
    often="most",
    away="games",
    period="in since until before after between decade",
    deed="field",
    meets="race",
    scope="team-pursuit",
    pick="person",
    side="host",
)
_KINDS = frozenset(
    "nation games year gender event round rank medal aux wh tell ellipsis tag filler stop pronoun number than".split()
)
_THERE = ("verb:skate", "verb:qualify", "verb:field", "deed:field", "noun:appearance", "noun:field")
_ONCE = ("once", "one time", "a single time")
_EVERY = frozenset(("every", "each", "all"))
_GAMES = frozenset("games olympics edition editions tournament tournaments winter".split())


@dataclass(frozen=True, slots=True)
class Tally:
    """Places, or races of some rounds, counted for each team or each Games."""

    apart: Literal["nations", "games"]
    ranks: tuple[int, ...] = ()  # the places that count; empty for any
    rounds: tuple[str, ...] = ()  # the rounds whose races count; empty where places do
    races: bool = False  # whether races count
    won: bool | None = None  # of races: those won, those lost or all
    often: tuple[Compare, int] = (">=", 1)  # how often it is to have been so
    every: bool = False  # at each of the Games within the scope
    edge: Literal["most", "fewest", ""] = ""
    by_games: bool = False  # Games are counted, and not places: "at four Games"
    together: bool = False  # men and women of a nation count as one
    hosts: bool = False  # only where the team was at home


def tally(q: Query) -> Tally | None:
    """What is to be counted; None where the question asks for no count by team or by Games, or for more than that."""
    r = q.reading
    if r.people or r.bound or r.time is not None or r.scope != "event" or r.winners or r.losers:
        return None
    if left_over(r, _CUES, _KINDS):
        return None
    apart = _apart(q)
    if apart is None:
        return None
    often, used = (("=", 0), frozenset[int]()) if apart == "games" else _often(r)
    every = _every(q)
    if every:
        often, used = None, frozenset()  # "at all six Games": the number is theirs
    if apart == "nations" and r.cue("verb:miss", "away:games"):
        if not r.cue("op:never") or used:
            return None
        often, every = None, True  # who never missed one was at each
    edge: Literal["most", "fewest", ""] = (
        "fewest" if r.cue("op:fewest") else "most" if r.cue("op:most", "often:most") or _most_races(r) else ""
    )
    counts = r.asks == "count" and r.of == "nation"
    checked = r.yes_no and (r.nations or (often and often[1]))
    if r.yes_no and not checked:
        return None
    if not (often or every or edge or counts or (r.yes_no and _only_team(r))):
        return None
    if (every and len(ranks_asked(q)) == 1) or (often == ("=", 0) and len(q.said_games) == 1 and apart == "nations"):
        return None  # one team wins at each Games, and did not at one: that is told with the places
    counted = ranks_asked(q) or r.rounds or _most_races(r) or every or r.cue("noun:games", *_THERE)
    if not counted or r.cue("verb:lead") or not _numbers_used(q, used):
        return None
    races = bool(r.rounds) or _most_races(r)
    won = True if r.cue("verb:win", "tally:wins") else False if r.cue("verb:lose", "tally:losses") else None
    return Tally(
        apart,
        () if races else ranks_asked(q),
        r.rounds,
        races,
        won if races else None,
        often or (">=", 1),
        every,
        edge,
        by_games=r.cue("noun:games") and not every,
        together=every and len(q.genders) > 1 and r.cue("noun:event", "gender:both"),
        hosts=r.cue("side:host"),
    )


def _most_races(r: Reading) -> bool:
    return r.cue("tally:races", "tally:wins", "tally:losses")


def _apart(q: Query) -> Literal["nations", "games"] | None:
    """Whether teams are sought, or Games at which the team named did not do it."""
    r = q.reading
    denied = r.cue("negation:not", "op:never", "places:beyond", "places:outside")
    if r.nations and not (r.yes_no and _only_team(r)):
        games = r.asks in ("when", "games") or (r.cue("noun:games") and r.cue("op:last", "op:first"))
        return "games" if games and denied and not r.yes_no and (ranks_asked(q) or r.rounds) else None
    if r.yes_no and r.cue("op:only") and not r.nations:
        return None
    teams = r.asks in ("nation", "who", "which") or (r.asks == "count" and r.of == "nation") or r.yes_no
    named = r.cue("noun:nation", "wh:nation") and r.asks in ("", "medal", "podium", "title", "rank", "finalist")
    named = named or (r.asks == "games" and r.cue("noun:nation") and _every(q))
    return "nations" if teams or named else None


def _only_team(r: Reading) -> bool:
    """Whether a team is said to be the only one: "the only country to …"; "only once" says it of no team."""
    return any(
        "op:only" in term.cues and _said(r.terms[at + 1 : at + 3], "noun:nation", "noun:host", "noun:champion")
        for at, term in enumerate(r.terms)
    )


def _often(r: Reading) -> tuple[tuple[Compare, int] | None, frozenset[int]]:
    """How often it is to have been so, and where the numbers stand that say it."""
    terms = r.terms
    for at, term in enumerate(terms):
        after = terms[at + 1 : at + 5]
        if term.text in _ONCE and (_said(terms[max(0, at - 2) : at], "op:only", "than:exactly") or _never_again(after)):
            return ("=", 1), frozenset()
        if "op:twice" in term.cues:
            return (("=" if _said(terms[max(0, at - 1) : at], "op:only", "than:exactly") else ">="), 2), frozenset()
        number = term.number or 0
        spans = at and _said(terms[at - 1 : at], "op:first", "op:last")  # "in the last three Games"
        if number and not spans and (counted := _counted(after)):
            beside = (*terms[max(0, at - 2) : at], *after[:2])
            than = next((THAN[c] for t in beside for c in t.cues if c in THAN), None)
            plus = any(t.text in ("+", "plus") for t in after[:1])
            default: Compare = "=" if counted == "games" else ">="
            return (than or (">=" if plus else default), number), frozenset((at,))
    if r.cue("op:never") or (denies_verb(r) and not r.yes_no):
        return ("=", 0), frozenset()
    return None, frozenset()


def said_often(r: Reading) -> tuple[Compare, int] | None:
    """How often something is said to have been so: "three times", "twice", "only once"; None where nothing says it."""
    bound, at = _often(r)
    if bound and at and bound[0] == ">=" and not r.cue("than:at-least"):
        return "=", bound[1]
    return bound if bound and bound[1] else None


def _said(terms: tuple[Term, ...], *cues: str) -> bool:
    return any(not t.cues.isdisjoint(cues) for t in terms)


def _never_again(after: tuple[Term, ...]) -> bool:
    return _said(after, "op:never") and any(t.text == "again" for t in after)


def _counted(after: tuple[Term, ...]) -> str:
    """What a number before these terms counts: times, games or races; empty where it counts neither."""
    for term in after[:3]:
        if term.text in ("times", "occasions"):
            return "times"
        if "noun:games" in term.cues:
            return "games"
        if not term.cues.isdisjoint(("noun:event", "event:team-pursuit", "noun:appearance", "noun:race")) or any(
            c.startswith("round:") for c in term.cues
        ):
            return "races"
    return ""


def _every(q: Query) -> bool:
    """Whether it is to have been so at each of the Games: "at every Games", "each of the last four editions"."""
    terms = q.reading.terms
    for at, term in enumerate(terms):
        words = term.text.split(" ")
        every = "time" not in words and any(w in _EVERY for w in words[:2])
        games = any(c.startswith(("games:", "noun:games", "noun:event")) for t in terms[at : at + 4] for c in t.cues)
        if every and (games or not _GAMES.isdisjoint(words)):
            return True
    return False


def _numbers_used(q: Query, used: frozenset[int]) -> bool:
    """Whether each number said is the bound, counts the Games meant, or is "one" beside a noun."""
    said = [term.number for at, term in enumerate(q.reading.terms) if term.number and at not in used]
    if not said:
        return True
    events = len({id(x.event) for x in q.results(nations=())})
    return set(said) <= {len(q.held), len(q.said_games), events, 1}
