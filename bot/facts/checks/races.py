"""Times, gaps and ranks of the races; it knows nothing of who skated or of final places."""

from collections.abc import Iterator
from itertools import pairwise

from bot.facts.checks.walk import EventAt, RoundAt, clock, is_single, named, races, rounds
from bot.facts.models import Entry, Knowledge, Race
from bot.facts.where import Fault, Path

LAP = 400  # metres
FASTEST_LAP, SLOWEST_LAP = 2000, 6000  # hundredths; the best laps ever skated take more than 23 s

Ranked = tuple[Path, Entry]


def possible(knowledge: Knowledge) -> Iterator[Fault]:
    """A time fits the distance, and who did not start or finish has none."""
    for race in races(knowledge):
        for path, entry in race.entries():
            if entry.time is None:
                continue
            if entry.status in ("DNS", "DNF"):
                remedy = "take out the time, or mend the status"
                yield Fault((*path, "time"), f"{entry.nation} has a time and the status {entry.status}", remedy)
            distance = race.at.event.distance
            if distance and not FASTEST_LAP <= entry.time * LAP / distance <= SLOWEST_LAP:
                lap = clock(round(entry.time * LAP / distance))
                wrong = f"the time {clock(entry.time)} over {distance} m is impossible: {lap} for each {LAP} m"
                yield Fault((*path, "time"), wrong, "mend the time, or the distance of the event")


def gaps(knowledge: Knowledge) -> Iterator[Fault]:
    """A gap is the difference of the times in the race, and stands with the slower."""
    for race in races(knowledge):
        for path, entry in race.entries():
            other = _opponent(race.race, entry)
            if entry.gap is None or entry.time is None or other is None:
                continue
            right = entry.time - other
            if entry.gap == right:
                continue
            if entry.gap == -right:
                wrong = f"the gap {clock(entry.gap)} stands with {entry.nation}, which was the faster"
                yield Fault((*path, "gap"), wrong, "write it with the slower")
                continue
            wrong = f"the gap {clock(entry.gap)} is not the difference of {clock(entry.time)} and {clock(other)}"
            yield Fault((*path, "gap"), wrong, f"write {clock(right)}" if right > 0 else "leave the gap out")


def _opponent(race: Race, entry: Entry) -> int | None:
    """The best time of the others; a disqualified one counts where there is no other."""
    others = [each for each in race.entries if each is not entry and each.time is not None]
    valid = [each for each in others if each.status != "disqualified"]
    return min((each.time for each in valid or others if each.time is not None), default=None)


def scopes(each: RoundAt) -> list[list[Ranked]]:
    """The entries that are ranked together: those of the round, or of each race where every race has a first."""
    by_race: list[list[Ranked]] = []
    for i, race in enumerate(each.round.races):
        path = (*each.path, "races", i, "entries")
        if ranked := [((*path, j), entry) for j, entry in enumerate(race.entries) if entry.rank is not None]:
            by_race.append(ranked)
    if len(by_race) > 1 and all(any(entry.rank == 1 for _, entry in race) for race in by_race):
        return by_race
    return [[ranked for race in by_race for ranked in race]]


def ranks(knowledge: Knowledge) -> Iterator[Fault]:
    """Ranks run with the times (or against the points), and a rank is shared only by equals."""
    for each in rounds(knowledge):
        size = max(each.at.event.teams, sum(len(race.entries) for race in each.round.races))
        for scope in scopes(each):
            ranked = sorted(scope, key=lambda pair: pair[1].rank or 0)
            yield from _out_of_range(ranked, size)
            yield from _shared(ranked, each.at)
            yield from _out_of_order(ranked, each.at)


def _out_of_range(ranked: list[Ranked], size: int) -> Iterator[Fault]:
    for path, entry in ranked:
        if entry.rank is not None and not 1 <= entry.rank <= size:
            yield Fault((*path, "rank"), f"the rank {entry.rank} does not exist among {size}", f"write 1 to {size}")


def _shared(ranked: list[Ranked], at: EventAt) -> Iterator[Fault]:
    for (_, a), (path, b) in pairwise(ranked):
        if a.rank == b.rank and (_measure(a, at) is None or _measure(a, at) != _measure(b, at)):
            one, two = named(a, is_single(at)), named(b, is_single(at))
            wrong = f"the rank {b.rank} is given to both {one} and {two}, which are not equal"
            yield Fault((*path, "rank"), wrong, "give each a rank of its own")


def _out_of_order(ranked: list[Ranked], at: EventAt) -> Iterator[Fault]:
    measured = [(path, entry, value) for path, entry in ranked if (value := _measure(entry, at)) is not None]
    valid = [each for each in measured if each[1].status != "disqualified"]
    for (_, a, first), (path, b, second) in pairwise(valid):
        if second < first and a.rank != b.rank:
            shown = [clock(value) if _is_timed(at) else f"{-value} points" for value in (first, second)]
            one, two = named(a, is_single(at)), named(b, is_single(at))
            wrong = f"{two} is ranked {b.rank} with {shown[1]}, below {one} ranked {a.rank} with {shown[0]}"
            yield Fault((*path, "rank"), wrong, f"number the ranks by {'time' if _is_timed(at) else 'points'}")


def _is_timed(at: EventAt) -> bool:
    return at.kind.counts == "time"


def _measure(entry: Entry, at: EventAt) -> int | None:
    """What the ranks go by, smaller being better."""
    if _is_timed(at):
        return entry.time
    return None if entry.points is None else -entry.points


def winner_first(knowledge: Knowledge) -> Iterator[Fault]:
    """In a race that decides places the winner is named first."""
    deciding = {kind.id for kind in knowledge.round_kinds if kind.decides}
    for race in races(knowledge):
        if race.round.round not in deciding:
            continue
        entries = [(path, entry) for path, entry in race.entries() if entry.rank is not None]
        for (_, a), (path, b) in pairwise(entries):
            if (b.rank or 0) < (a.rank or 0):
                single = is_single(race.at)
                wrong = f"{named(b, single)}, ranked {b.rank}, stands after {named(a, single)}, ranked {a.rank}"
                yield Fault(path, wrong, "name the winner of a race first")


CHECKS = (possible, gaps, ranks, winner_first)
