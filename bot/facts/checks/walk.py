"""Ways through the knowledge that keep track of the path, and times as people write them; it finds nothing wrong."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from bot.facts.models import Entry, EventKind, Games, HeldEvent, Knowledge, Race, Round
from bot.facts.where import Path


class EventAt(NamedTuple):
    """An event, its Games, its kind and the path to it."""

    path: Path
    games: Games
    event: HeldEvent
    kind: EventKind


class RoundAt(NamedTuple):
    """A round, the event it belongs to and the path to it."""

    path: Path
    at: EventAt
    round: Round


class RaceAt(NamedTuple):
    """A race, the event and round it belongs to and the path to it."""

    path: Path
    at: EventAt
    round: Round
    race: Race

    def entries(self) -> Iterator[tuple[Path, Entry]]:
        """The entries with their paths."""
        for i, entry in enumerate(self.race.entries):
            yield (*self.path, "entries", i), entry


def events(knowledge: Knowledge) -> Iterator[EventAt]:
    """Every event at every Games."""
    kinds = {kind.id: kind for kind in knowledge.event_kinds}
    for i, games in enumerate(knowledge.games):
        for j, event in enumerate(games.events):
            yield EventAt(("games", i, "events", j), games, event, kinds.get(event.event) or _guessed(event))
    by_id = {games.id: games for games in knowledge.games}
    for i, added in enumerate(knowledge.events):
        if added.games in by_id:
            yield EventAt(("events", i), by_id[added.games], added, kinds.get(added.event) or _guessed(added))


def _guessed(event: HeldEvent) -> EventKind:
    """A kind that fits what is written, where its own is not known: one problem should not make others."""
    entries = [entry for each in event.rounds for race in each.races for entry in race.entries]
    sizes = Counter(len(entry.skaters) for entry in entries if entry.skaters)
    counts: Literal["time", "points"] = "points" if any(entry.points is not None for entry in entries) else "time"
    size = sizes.most_common(1)[0][0] if sizes else 1
    return EventKind(id=event.event, name=event.event, sport="", team_size=size, counts=counts)


def rounds(knowledge: Knowledge) -> Iterator[RoundAt]:
    """Every round of every event."""
    for at in events(knowledge):
        for i, each in enumerate(at.event.rounds):
            yield RoundAt((*at.path, "rounds", i), at, each)


def races(knowledge: Knowledge) -> Iterator[RaceAt]:
    """Every race of every round."""
    for path, at, each in rounds(knowledge):
        for i, race in enumerate(each.races):
            yield RaceAt((*path, "races", i), at, each, race)


def clock(hundredths: int) -> str:
    """A time as it is written.

    >>> clock(17344), clock(1103), clock(-5)
    ('2:53.44', '11.03', '-0.05')
    """
    minutes, rest = divmod(abs(hundredths), 6000)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{minutes}:{rest // 100:02}.{rest % 100:02}" if minutes else f"{sign}{rest // 100}.{rest % 100:02}"


def named(entry: Entry, single: bool) -> str:
    """What an entry is called in a message: the nation, or the skater of an event for singles."""
    return entry.skaters[0] if single and entry.skaters else entry.nation


def is_single(at: EventAt) -> bool:
    """Whether each skates alone."""
    return at.kind.team_size == 1
