"""The knowledge indexed for answering: rows that can be filtered, sorted and counted; immutable, it knows no words."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Self, TypeVar

from bot.facts.models import (
    MEDALS,
    Entry,
    EventKind,
    Games,
    HeldEvent,
    Knowledge,
    Medal,
    MedalTable,
    Nation,
    Placing,
    Race,
    Record,
    Round,
    RoundKind,
    Skater,
    Source,
    SquadMember,
)

T = TypeVar("T")


class Start(NamedTuple):
    """One team or skater in one race, with its surroundings; times in hundredths of a second."""

    games: Games
    event: HeldEvent
    round: Round
    kind: RoundKind
    race: Race
    entry: Entry
    rival: Entry | None
    won: bool | None
    margin: int | None  # of the race, the same for both teams

    @property
    def is_final(self) -> bool:
        """Whether gold was at stake."""
        return 1 in self.kind.decides


class Result(NamedTuple):
    """One final place of one event."""

    games: Games
    event: HeldEvent
    placing: Placing

    @property
    def rank(self) -> int:
        """The final rank, the better one where the order is not known."""
        return self.placing.rank


class Outing(NamedTuple):
    """One skater in one team at one Games, with the races in whose known line-up the skater stands."""

    result: Result
    member: SquadMember
    starts: tuple[Start, ...]  # in the order of the rounds
    team: tuple[Start, ...]  # all races of the team

    @property
    def games(self) -> Games:
        """The Games."""
        return self.result.games

    @property
    def nation(self) -> str:
        """The team."""
        return self.result.placing.nation or ""

    @property
    def raced(self) -> bool | None:
        """Whether the skater raced at all; None where no source tells."""
        return True if self.starts else self.member.raced

    @property
    def medal(self) -> Medal | None:
        """The medal, which only those who raced got."""
        return self.result.placing.medal if self.raced else None

    @property
    def unconfirmed(self) -> bool:
        """Whether the sources leave open if the skater got the medal of the team."""
        return bool(self.result.placing.medal) and not self.raced and "not confirmed" in (self.member.note or "")

    @property
    def first_day(self) -> date:
        """The day of the first race of the event."""
        return min(r.date for r in self.result.event.rounds)

    @property
    def last_day(self) -> date:
        """The day of the last race of the team."""
        return max((s.round.date for s in self.team), default=max(r.date for r in self.result.event.rounds))

    def skated(self, round_id: str) -> bool | None:
        """Whether the skater was in the team's line-up of a round; None where it is not known."""
        starts = [s for s in self.team if s.round.round == round_id]
        if not starts:
            return False
        if any(s.entry.skaters for s in starts):
            return any(self.member.skater in s.entry.skaters for s in starts)
        return True if round_id in self.member.rounds else False if self.raced is False else None


@dataclass(frozen=True, slots=True)
class Count:
    """Medals of one nation."""

    nation: str
    gold: int = 0
    silver: int = 0
    bronze: int = 0

    @property
    def total(self) -> int:
        """All medals."""
        return self.gold + self.silver + self.bronze

    def of(self, medal: str) -> int:
        """How many of one kind; "medal" for all, "gold or silver" for either."""
        if " or " in medal:
            return sum(self.of(kind) for kind in medal.split(" or "))
        return {"gold": self.gold, "silver": self.silver, "bronze": self.bronze}.get(medal, self.total)

    def __add__(self, other: "Count") -> "Count":
        return Count(self.nation, self.gold + other.gold, self.silver + other.silver, self.bronze + other.bronze)


def _with_added(games: Games, knowledge: Knowledge) -> Games:
    added = tuple(e for e in knowledge.events if e.games == games.id)
    return games.model_copy(update={"events": (*games.events, *added)}) if added else games


class RecordStep(NamedTuple):
    """One record with the one it took the place of and the one that took its place."""

    record: Record
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Haul:
    """The medals of one nation at one Games."""

    games: Games
    nation: str
    count: Count
    sources: tuple[str, ...] = ()


Row = TypeVar("Row", Start, Result)


class Snapshot:
    """All rows and look-ups over one `Knowledge`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._indexes: dict[str, Any] = {}
        self.games: dict[str, Games] = {
            g.id: _with_added(g, knowledge) for g in sorted(knowledge.games, key=lambda g: g.year)
        }
        self.by_year: dict[int, str] = {g.year: g.id for g in self.games.values()}
        self.nations: dict[str, Nation] = {n.id: n for n in knowledge.nations}
        self.skaters: dict[str, Skater] = {s.name: s for s in knowledge.skaters}
        self.sources: dict[str, Source] = {s.id: s for s in knowledge.sources}
        self.rounds: dict[str, RoundKind] = {r.id: r for r in knowledge.round_kinds}
        self.events: dict[str, EventKind] = {e.id: e for e in knowledge.event_kinds}
        self.tables: dict[tuple[str, str], MedalTable] = {(t.scope, t.games): t for t in knowledge.medal_tables}
        self.starts: tuple[Start, ...] = tuple(self._starts())
        self.results: tuple[Result, ...] = tuple(
            Result(games, event, placing)
            for games in self.games.values()
            for event in games.events
            for placing in event.placings
        )

    def index(self, build: Callable[[Self], T]) -> T:
        """What `build` makes of this snapshot: built once and kept with it, also between starts."""
        key = f"{build.__module__}.{build.__qualname__}"
        if key not in self._indexes:
            self._indexes[key] = build(self)
        found: T = self._indexes[key]
        return found

    @cached_property
    def held(self) -> dict[str, tuple[str, ...]]:
        """Event id -> ids of the Games it is held for, oldest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for games in self.games.values():
            for event in dict.fromkeys(e.event for e in games.events):
                found[event].append(games.id)
        return {event: tuple(ids) for event, ids in found.items()}

    @cached_property
    def main_event(self) -> str:
        """The event that is meant when none is named: the default kind, or else the one held at the most Games."""
        default = {kind.id for kind in self.knowledge.event_kinds if kind.default}
        return max(self.held, key=lambda event: (event in default, len(self.held[event])))

    @cached_property
    def genders(self) -> dict[str, tuple[str, ...]]:
        """Event -> the genders it is held for, men first as on the programme."""
        held = {(e.event, e.gender) for games in self.games.values() for e in games.events}
        return {event: tuple(g for g in ("men", "women", "mixed") if (event, g) in held) for event in self.held}

    @cached_property
    def starts_at(self) -> dict[tuple[str, str, str], tuple[Start, ...]]:
        """(Event, gender, Games) -> its starts, the last round first."""
        return _by_event(sorted(self.starts, key=lambda s: -s.kind.order))

    @cached_property
    def results_at(self) -> dict[tuple[str, str, str], tuple[Result, ...]]:
        """(Event, gender, Games) -> its final places, the first first."""
        return _by_event(sorted(self.results, key=lambda r: r.rank))

    @cached_property
    def last_rank(self) -> int:
        """The worst final rank of all."""
        return max((result.rank for result in self.results), default=0)

    @cached_property
    def squads(self) -> dict[str, tuple[Result, ...]]:
        """Skater -> the results of the teams the skater belonged to, oldest first."""
        found: dict[str, list[Result]] = defaultdict(list)
        for result in self.results:
            for member in result.placing.squad:
                found[member.skater].append(result)
        return {skater: tuple(results) for skater, results in found.items()}

    def counts(self, results: Iterable[Result]) -> list[Count]:
        """The medal table of some results, best first by gold, silver, bronze."""
        tally: dict[str, Count] = {}
        for result in results:
            nation, medal = result.placing.nation, result.placing.medal
            if nation and medal:
                tally[nation] = tally.get(nation, Count(nation)) + Count(nation, *(int(medal == m) for m in MEDALS))
        return sorted(tally.values(), key=lambda c: (-c.gold, -c.silver, -c.bronze, self.name(c.nation)))

    def medals_of(self, skater: str) -> list[tuple[Result, Medal]]:
        """Medals a skater won: those of the teams in which the skater raced."""
        return [
            (result, result.placing.medal)
            for result in self.squads.get(skater, ())
            if result.placing.medal and any(m.skater == skater and m.raced is not False for m in result.placing.squad)
        ]

    @cached_property
    def races_of_team(self) -> dict[tuple[str, str, str, str], tuple[Start, ...]]:
        """(Games, event, gender, nation) -> the races of the team, first round first."""
        found: dict[tuple[str, str, str, str], list[Start]] = defaultdict(list)
        for start in self.starts:
            found[start.games.id, start.event.event, start.event.gender, start.entry.nation].append(start)
        return {team: tuple(sorted(starts, key=lambda s: s.kind.order)) for team, starts in found.items()}

    @cached_property
    def outings(self) -> dict[str, tuple[Outing, ...]]:
        """Skater -> the teams the skater was in, oldest first, with the races skated."""
        return {name: tuple(self._outing(name, r) for r in self.squads.get(name, ())) for name in self.skaters}

    @cached_property
    def careers(self) -> dict[tuple[str, str], tuple[Outing, ...]]:
        """(Skater, event) -> the teams the skater was in, latest first."""
        found: dict[tuple[str, str], list[Outing]] = defaultdict(list)
        for name, outings in self.outings.items():
            for outing in reversed(outings):
                found[name, outing.result.event.event].append(outing)
        return {key: tuple(outings) for key, outings in found.items()}

    def _outing(self, skater: str, result: Result) -> Outing:
        event, nation = result.event, result.placing.nation or ""
        team = self.races_of_team.get((result.games.id, event.event, event.gender, nation), ())
        member = next(m for m in result.placing.squad if m.skater == skater)
        return Outing(result, member, tuple(s for s in team if skater in s.entry.skaters), team)

    def name(self, nation: str) -> str:
        """The name of a nation without an article."""
        return self.nations[nation].name if nation in self.nations else nation

    def _starts(self) -> Iterable[Start]:
        for games in self.games.values():
            for event in games.events:
                for held in event.rounds:
                    for race in held.races:
                        yield from self._race(games, event, held, race)

    def _race(self, games: Games, event: HeldEvent, held: Round, race: Race) -> Iterable[Start]:
        two = len(race.entries) == 2
        times = [e.time for e in race.entries]
        margin = None
        if two:
            gaps = [e.gap for e in race.entries if e.gap is not None]
            margin = gaps[0] if gaps else abs(times[0] - times[1]) if times[0] and times[1] else None
        for at, entry in enumerate(race.entries):
            won = at == 0 if two else entry.rank == 1 if len(race.entries) > 2 else None
            rival = race.entries[1 - at] if two else None
            yield Start(games, event, held, self.rounds[held.round], race, entry, rival, won, margin)

    @cached_property
    def teams_of(self) -> dict[str, frozenset[str]]:
        """Event id -> the nations that have taken part in it."""
        found: dict[str, set[str]] = defaultdict(set)
        for result in self.results:
            if result.placing.nation:
                found[result.event.event].add(result.placing.nation)
        return {event: frozenset(nations) for event, nations in found.items()}

    @cached_property
    def tables_of(self) -> dict[str, frozenset[str]]:
        """Nation -> the Games in whose medal tables it stands."""
        found: dict[str, set[str]] = defaultdict(set)
        for table in self.tables.values():
            for row in table.rows:
                found[row.nation].add(table.games)
        return {nation: frozenset(games) for nation, games in found.items()}

    @cached_property
    def record_steps(self) -> dict[tuple[str, str, str], tuple[RecordStep, ...]]:
        """(kind, event, gender) -> the steps of the record, oldest first."""
        lists: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
        for record in self.knowledge.records:
            lists[record.kind, record.event, record.gender].append(record)
        return {
            key: tuple(
                RecordStep(r, rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None)
                for at, r in enumerate(rows)
            )
            for key, rows in ((key, sorted(found, key=lambda r: (r.date, -r.time))) for key, found in lists.items())
        }

    @cached_property
    def hauls(self) -> dict[tuple[str, str], tuple[Haul, ...]]:
        """Medals by table and Games; a table is a scope, an event, or an event and a gender ("team-pursuit men")."""
        found = {
            (table.scope, table.games): tuple(
                Haul(self.games[table.games], row.nation, count, row.sources or table.sources)
                for row in table.rows
                for count in (Count(row.nation, row.gold, row.silver, row.bronze),)
            )
            for table in self.tables.values()
        }
        groups: dict[tuple[str, str], list[Result]] = defaultdict(list)
        for result in self.results:
            groups[result.event.event, result.games.id].append(result)
            groups[f"{result.event.event} {result.event.gender}", result.games.id].append(result)
        for key, results in groups.items():
            sources: dict[str, tuple[str, ...]] = defaultdict(tuple)
            for result in results:
                sources[result.placing.nation or ""] += result.placing.sources
            found[key] = tuple(Haul(results[0].games, c.nation, c, sources[c.nation]) for c in self.counts(results))
        return found


def _by_event(rows: Iterable[Row]) -> dict[tuple[str, str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[row.event.event, row.event.gender, row.games.id].append(row)
    return {key: tuple(same) for key, same in found.items()}
