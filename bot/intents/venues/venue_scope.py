"""The Games, events, rounds and towns that a question of place or day is about; it words no answer."""

from collections.abc import Sequence

from bot.facts.models import Games, HeldEvent
from bot.intents.query import Query
from bot.language import dates
from bot.language.reading import Term
from bot.wording.plain import listed

EVERY = ("op:all", "op:each", "op:ever", "record:progress")


def games_of(q: Query) -> list[Games]:
    """The Games named, else all where all are asked for, else the latest held."""
    ids = q.said_games or (
        q.held if q.reading.cue(*EVERY) else q.held[:1] if q.reading.cue("op:first") else q.held[-1:]
    )
    return [q.snapshot.games[g] for g in ids if q.snapshot.games[g].events or q.snapshot.games[g].opened] or [q.latest]


def named(games: Sequence[Games]) -> str:
    """The Games by their names."""
    return listed([g.name for g in games])


def events(q: Query, games: Games) -> list[HeldEvent]:
    """The events at some Games of the genders asked about, in the order of the programme."""
    return [e for gender in q.genders for e in games.events if e.event == q.event and e.gender == gender]


def rounds(q: Query) -> tuple[str, ...]:
    """The rounds asked about; who speaks of finalists speaks of the final."""
    deciding = tuple(r.id for r in q.snapshot.rounds.values() if 1 in r.decides)
    return q.reading.rounds or (deciding if q.reading.cue("noun:finalist") else ())


def days(q: Query) -> list[dates.Said]:
    """The days and months that are named."""
    return [d for d in dates.said(q.reading.terms) if d.day or d.month]


def weekdays(q: Query) -> list[str]:
    """The days of the week that are named."""
    return [c.partition(":")[2] for c in q.reading.cues if c.startswith("weekday:")]


def town(q: Query, games: Games) -> str:
    """The town of the rink, which may be another than the one that gave the Games their name."""
    return next((r.city for r in q.snapshot.knowledge.records if r.games == games.id), games.city)


def country(q: Query, games: Games) -> str:
    """The host country within a sentence."""
    return games.country_name or q.nation(games.country)


def sources(q: Query, games: Sequence[Games]) -> tuple[str, ...]:
    """Where the days and places of the events were read, else those of the Games."""
    return tuple(s for g in games for e in events(q, g) for s in e.sources) or tuple(
        s for g in games for s in g.sources
    )


def following(games: Sequence[Games], *more: str) -> tuple[str, ...]:
    """What one could ask next."""
    return (
        *more,
        f"when was the women's final in {games[-1].year}?",
        f"who won the men's team pursuit in {games[-1].year}?",
    )[:3]


def whole_games(q: Query) -> bool:
    """Whether the Games themselves are spoken of, not the event."""
    r = q.reading
    return (
        r.cue("noun:games")
        and not (r.event or r.rounds or r.genders)
        and bool(q.said_games)
        and not r.cue("noun:finalist")
    )


def rink_named(q: Query) -> bool:
    """Whether a rink is called by its name."""
    return any(names(t, "venue") for t in q.reading.terms)


def names(term: Term, kind: str) -> bool:
    """Whether a term may name such a thing."""
    return any(c.startswith(f"{kind}:") for c in term.cues)
