"""How hosts fared at home: the places of the teams of the host, at the Games that are named or at all of them."""

from collections.abc import Sequence

from bot.answers import Found, Outcome
from bot.facts.models import MEDALS, Games
from bot.facts.snapshot import Result
from bot.intents.query import Query
from bot.intents.results.places import place
from bot.intents.venues.venue_scope import following, named
from bot.wording.plain import listed, opened, plural

# What may be said of a host beside being one; a time, a margin or a rival belongs to others.
NOUNS = "host nation medal title champion podium result rank event race games"
VERBS = "host win get finish perform own qualify skate clock defend"
SAID = frozenset(
    (
        *(f"noun:{noun}" for noun in NOUNS.split()),
        *(f"verb:{verb}" for verb in VERBS.split()),
        *(f"medal:{medal}" for medal in MEDALS),
        *("op:ever", "op:best", "op:all", "op:each", "op:never", "pick:person", "deed:field"),
    )
)
FARED = frozenset(
    [
        "verb:win",
        "verb:get",
        "verb:finish",
        "noun:medal",
        "noun:title",
        "noun:champion",
        "noun:podium",
        "noun:result",
        "op:best",
    ]
)
ASKS = (
    "who",
    "nation",
    "yes-no",
    "result",
    "host",
    "rank",
    "how",
    "medal",
    "title",
    "podium",
    "",
    "which",
    "what",
    "champion",
    "count",
    "when",
    "games",
)


def asked(q: Query, said: set[str]) -> bool:
    """Whether it is asked how a host that is not named fared."""
    r = q.reading
    if r.nations and r.when == "home" and not q.said_games and "nations" not in r.inherited:
        return said - {"side:host"} <= SAID
    lesser = any(1 not in q.snapshot.rounds[x].decides for x in r.rounds)
    if r.nations or lesser or r.ranks or not (r.cue("side:host") or r.when == "home") or r.asks not in ASKS:
        return False
    fares = FARED & said or r.medals or r.cue("wh:how-do")
    return bool(fares) and said - {"side:host"} <= SAID


def answer(q: Query, games: Sequence[Games]) -> Outcome:
    """The places at the Games that are named, else who won such a medal at home."""
    if q.reading.nations:
        never = f"{listed([q.nation(n) for n in q.reading.nations])} has not hosted the {q.event_name()}"
        return Found(
            f"No: {never}." if q.reading.yes_no else opened(f"{never}."),
            sources=q.sources(q.latest.sources),
            suggestions=following([q.latest]),
        )
    ids = {g.id for g in games} if q.said_games else set(q.held)
    rows = [x for x in q.results(games=tuple(ids), nations=()) if x.placing.nation == x.games.country]
    if q.said_games:
        return _there(q, games, rows)
    wanted = q.reading.medals or (("gold",) if q.reading.cue("verb:win", "noun:champion", "noun:title") else ())
    if q.reading.cue("noun:medal", "noun:podium") and not q.reading.medals:
        wanted = ()
    won = [x for x in rows if x.placing.medal and (not wanted or x.placing.medal in wanted)]
    what = listed(wanted, "or") if wanted else "a medal"
    if q.reading.asks == "count":
        return _counted(q, won, what)
    yes = "Yes: " if q.reading.yes_no and won else "No: " if q.reading.yes_no else ""
    if not won:
        text = f"{yes}{'no' if yes else 'No'} host has won {what} in the {q.event_name()} at home."
        return Found(text, sources=q.sources(_ids(rows)), suggestions=following([q.latest]))
    more = len(wanted) != 1
    parts = [
        f"{q.nation(x.placing.nation)} ({f'{x.placing.medal}, ' if more else ''}{x.event.gender}, {x.games.year})"
        for x in won
    ]
    told = f"{listed(parts)} won {what} in the {q.event_name()} at home."
    return Found(
        f"{yes}{told}" if yes else opened(told), sources=q.sources(_ids(won)), suggestions=following([won[0].games])
    )


def _counted(q: Query, won: Sequence[Result], what: str) -> Outcome:
    told = listed([f"{q.nation(x.placing.nation)} ({x.event.gender}, {x.games.year})" for x in won])
    text = f"Hosts won {what} in the {q.event_name()} at home {plural(len(won), 'time')}{': ' + told if won else ''}."
    return Found(text, sources=q.sources(_ids(won)), suggestions=following([q.latest]))


def _there(q: Query, games: Sequence[Games], rows: Sequence[Result]) -> Outcome:
    hosts = listed(list(dict.fromkeys(q.nation(g.country) for g in games)))
    if not rows:
        text = f"{hosts}, the host, had no such team at {named(games)}."
        return Found(opened(text), suggestions=following(games))
    wanted = q.reading.medals or (("gold",) if q.reading.cue("verb:win", "noun:champion", "noun:title") else ())
    got = [x for x in rows if x.placing.medal and (not wanted or x.placing.medal in wanted)]
    parts = [f"{place(x)} in the {q.event_name(x.event.gender)}{_medal(x)}" for x in rows]
    verdict = f"{'Yes' if got else 'No'}: " if q.reading.yes_no else ""
    told = f"{hosts}, the host of {named(games)}, came {listed(parts)}."
    return Found(
        f"{verdict}{told}" if verdict else opened(told), sources=q.sources(_ids(rows)), suggestions=following(games)
    )


def _medal(x: Result) -> str:
    return f" ({x.placing.medal})" if x.placing.medal else ""


def _ids(rows: Sequence[Result]) -> list[str]:
    return [s for x in rows for s in x.placing.sources]
