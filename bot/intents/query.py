"""A reading beside the facts: its defaults, its filters over rows and the words for its scope."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from bot.answers import Outcome
from bot.facts.models import Discrepancy, Games, Skater, Source
from bot.facts.snapshot import Result, Snapshot, Start
from bot.language.reading import Focus, Reading
from bot.language.text import phrase
from bot.language.turn import Turn
from bot.wording.plain import listed, team

# Cues that speak of all Games at once when none is named.
ALL_TIME = (
    "op:ever op:first op:last op:all op:each op:most op:fewest op:fastest op:slowest op:closest op:biggest "
    "op:youngest op:oldest op:never op:only op:total op:sort "
    "op:average op:twice op:repeat op:share op:compare aux:have wh:when wh:how-often wh:how-many record:progress "
    "noun:title verb:debut"
).split()
# What there is one of at each Games: of "the last three finals", those of the last three.
_ONE_EACH = ("noun:games", "noun:time", "noun:margin", "round:final-a", "noun:champion", "medal:gold")
LAST_RANK = 99  # and the one before it the last but one


NOTHING = Focus()
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Response:
    """What an intent gives back: the outcome, what it was about, and how the scope was read."""

    outcome: Outcome
    focus: Focus = NOTHING
    read_as: str = ""


def is_at(result: Result, rank: int) -> bool:
    """Whether a team came to a place, or may have; `LAST_RANK` is that of the last team of its event."""
    if rank >= LAST_RANK - 1:
        rank += max(x.rank_to or x.rank for x in result.event.placings) - LAST_RANK
    return result.placing.may_be(rank)


class Query:
    """One reading over one snapshot."""

    def __init__(self, reading: Reading, snapshot: Snapshot, last: Turn | None = None) -> None:
        self.reading, self.snapshot, self.last = reading, snapshot, last

        self._done: dict[Callable[[Query], object], object] = {}

    def once(self, work: "Callable[[Query], T]") -> T:
        """What some reading of this question gives, worked out once: a claim and its answer read the same words."""
        if work not in self._done:
            self._done[work] = work(self)
        return cast(T, self._done[work])

    # ---- scope

    @cached_property
    def event(self) -> str:
        """The event asked about."""
        return self.reading.event or self.snapshot.main_event

    @cached_property
    def held(self) -> tuple[str, ...]:
        """Games at which the event is held, oldest first."""
        return self.snapshot.held.get(self.event, ())

    @cached_property
    def genders(self) -> tuple[str, ...]:
        """The genders asked about; both, men first as on the programme, when none was said. A skater says it too."""
        if self.reading.genders:
            return self.reading.genders
        named = {self.snapshot.skaters[p].gender for group in self.reading.people for p in group}
        if len(named) == 1:
            return tuple(named)
        return self.snapshot.genders.get(self.event, ())

    @cached_property
    def said_games(self) -> tuple[str, ...]:
        """Games that the question names by year, place, period or position in time; empty when it names none."""
        reading, held = self.reading, self.held
        if reading.games:
            # "In Italy this year" is one of the Games in Italy.
            told_apart = reading.when == "latest" and len(reading.games) > 1 and held[-1:] and held[-1] in reading.games
            return held[-1:] if told_apart else reading.games
        if some := self._counted_games():
            return some
        if reading.when and held:
            match reading.when:
                case "latest":
                    return held[-1:]
                case "first":
                    return held[:1]
                case "previous":
                    return held[-2:-1]
                case "two before":
                    return held[-3:-2]
                case "three before":
                    return held[-4:-3]
                case "four before":
                    return held[-5:-4]
                case "five before":
                    return held[-6:-5]
                case "last four":
                    return held[-4:]
                case "home":
                    return (
                        tuple(g for g in held if self.snapshot.games[g].country in reading.nations)
                        if reading.nations
                        else ()
                    )
                case _:
                    return ()
        if reading.years:
            low, high = reading.years
            return tuple(g for g in held if low <= self.snapshot.games[g].year <= high)
        return ()

    def _counted_games(self) -> tuple[str, ...]:
        """Of "the last three Games", "the first two editions", those; empty where none are so counted."""
        if not self.reading.number or not self.reading.cue("op:last", "op:first"):
            return ()
        for at, (ends, counted) in enumerate(itertools.pairwise(self.reading.terms)):
            number = counted.number or 0
            each = self.reading.terms[at + 2 : at + 5]
            if number > 1 and any(t.text != "times" and not t.cues.isdisjoint(_ONE_EACH) for t in each):
                if "op:last" in ends.cues:
                    return self.held[-number:]
                if "op:first" in ends.cues:
                    return self.held[:number]
        return ()

    @cached_property
    def all_time(self) -> bool:
        """Whether the question spans all Games when it names none."""
        reading = self.reading
        several = reading.number is not None and reading.cue("noun:games")
        named = reading.nations or reading.without or reading.people or reading.bound or reading.conditions
        return bool(named) or several or reading.cue(*ALL_TIME)

    @cached_property
    def games(self) -> tuple[str, ...]:
        """The Games to look at, latest first: those named, else all for one about all time, else the latest held."""
        ids = self.said_games or (self.held if self.all_time else self.held[-1:])
        return tuple(sorted(ids, key=lambda g: -self.snapshot.games[g].year))

    @cached_property
    def latest(self) -> Games:
        """The latest Games at which the event is held."""
        return self.snapshot.games[self.held[-1]]

    @cached_property
    def record_meeting(self) -> str:
        """The competition a question about a record names where it was set, as the records have it."""
        if not self.reading.elsewhere or not self.reading.cue("record:WR", "record:OR", "noun:record"):
            return ""
        thing = self.snapshot.knowledge.elsewhere[self.reading.elsewhere[0]]
        names = {phrase(n) for n in (thing.name, *thing.aliases)}
        return next((r.at for r in self.snapshot.knowledge.records if r.games is None and phrase(r.at) in names), "")

    # ---- rows

    def starts(self, **narrow: Sequence[object]) -> list[Start]:
        """Starts within the constraints of the reading, latest Games first; keywords replace a constraint."""
        games = narrow.get("games", self.games)
        genders = narrow.get("genders", self.genders)
        rounds = narrow.get("rounds", self.reading.rounds)
        nations = narrow.get("nations", self.reading.nations)
        without = self.reading.without
        return [
            s
            for key in self._events(games, genders)
            for s in self.snapshot.starts_at.get(key, ())
            if (not rounds or s.round.round in rounds)
            and (not nations or s.entry.nation in nations)
            and s.entry.nation not in without
        ]

    def _events(self, games: Sequence[object], genders: Sequence[object]) -> list[tuple[str, str, str]]:
        """The event at each of the Games and for each gender, latest Games first."""
        return [(self.event, str(g), at) for at in reversed(self.held) if at in games for g in genders]

    def results(self, **narrow: Sequence[object]) -> list[Result]:
        """Final places within games, genders, nations and ranks of the reading, latest Games first."""
        games = narrow.get("games", self.games)
        genders = narrow.get("genders", self.genders)
        nations = narrow.get("nations", self.reading.nations)
        ranks = narrow.get("ranks", ())
        without = self.reading.without
        return [
            r
            for key in self._events(games, genders)
            for r in self.snapshot.results_at.get(key, ())
            if (not nations or r.placing.nation in nations)
            and r.placing.nation not in without
            and (not ranks or any(isinstance(k, int) and is_at(r, k) for k in ranks))
        ]

    def unnamed_teams(self) -> list[Result]:
        """Places within the scope whose team no source names: any nation may be it, so none is surely absent."""
        return [x for x in self.results(nations=()) if not x.placing.nation]

    def gaps(self, *nations: str) -> list[Result]:
        """A place of each event within the scope in which these teams may have met in a race that is not held."""
        found, rounds = [], self.reading.rounds
        for _, same in itertools.groupby(self.results(nations=()), key=lambda x: id(x.event)):
            field = list(same)
            placed = {x.placing.nation for x in field}
            starts = [s for s in self.snapshot.starts if s.event is field[0].event]
            alone = any(not s.rival and (not rounds or s.kind.id in rounds) for s in starts)
            missing = placed - {s.entry.nation for s in starts}
            if (alone or missing) and (None in placed or placed.issuperset(nations)):
                found.append(field[0])
        return found

    def final_of(self, result: Result) -> Start | None:
        """The last race of a placed team."""
        event, nation = result.event, result.placing.nation or ""
        rows = self.snapshot.races_of_team.get((result.games.id, event.event, event.gender, nation), ())
        return max(rows, key=lambda s: s.kind.order, default=None)

    def deciding(self, rank: int) -> tuple[str, ...]:
        """The round that decides a rank."""
        return tuple(r.id for r in self.snapshot.rounds.values() if rank in r.decides)

    # ---- words

    def nation(self, nation: str | None) -> str:
        """A nation within a sentence."""
        if nation is None:
            return "a team that is not named in any source seen"
        return team(self.snapshot.nations[nation]) if nation in self.snapshot.nations else nation

    def entrant(self, nation: str | None, skaters: Sequence[str]) -> str:
        """Who a row is about: the team, or the skater where one skates alone."""
        if self.snapshot.events[self.event].team_size == 1 and skaters and nation:
            return f"{skaters[0]} ({self.snapshot.name(nation)})"
        return self.nation(nation)

    def event_name(self, gender: str = "") -> str:
        """Women's team pursuit."""
        name = self.snapshot.events[self.event].name
        return f"{gender}'s {name}" if gender else name

    def where(self, games: Games, gender: str = "") -> str:
        """The heading of a line: "Women, Beijing 2022"."""
        return f"{gender.capitalize()}, {games.name}" if gender else games.name

    @cached_property
    def scope(self) -> str:
        """How games and gender were read, in words."""
        names = [self.snapshot.games[g].name for g in self.games]
        if not self.said_games and not self.all_time:
            when = f"{names[0]} (the latest held)" if names else "no Games"
        elif not self.said_games and len(names) == len(self.held):
            when = f"all Games {self.snapshot.games[self.held[0]].year} to {self.latest.year}"
        else:
            when = listed(names)
        who = "men and women" if len(self.genders) > 1 else "".join(self.genders)
        return f"{self.snapshot.events[self.event].name}, {who}, {when}"

    def race_sources(self, rows: Iterable[Start]) -> tuple[Source, ...]:
        """The sources of some races, each once, five at most."""
        return self.sources(i for s in rows for i in s.entry.sources)

    def sources(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """The sources of some facts, each once, five at most."""
        return tuple(self.snapshot.sources[i] for i in list(dict.fromkeys(ids))[:5] if i in self.snapshot.sources)

    def skater(self, name: str) -> Skater:
        """A person held."""
        return self.snapshot.skaters[name]

    def disputes(
        self,
        aspect: str,
        games: Games | None,
        gender: str = "",
        nations: Iterable[str | None] = (),
        rounds: Iterable[str] = (),
        told: str = "",
    ) -> tuple[str, ...]:
        """Notes on values that publishers differ on, for facts that an answer gives; `told` is the value it gives."""
        nation_ids, round_ids = set(nations), set(rounds)

        def fits(d: Discrepancy) -> bool:
            return (
                d.aspect == aspect
                and d.games == (games.id if games else None)
                and (not d.genders or not gender or gender in d.genders)
                and (not d.nations or not nation_ids or bool(nation_ids & set(d.nations)))
                and (d.round is None or not round_ids or d.round in round_ids)
                and not d.why.startswith("They agree")
                and (not told or d.used.startswith(told))
            )

        return tuple(
            f"Sources differ on {d.subject}: {d.used} is used here, elsewhere {d.other}."
            for d in self.snapshot.knowledge.discrepancies
            if fits(d)
        )[:2]
