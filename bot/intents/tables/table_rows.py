"""Medals as rows of nation and Games, to filter, add up and rank; it knows no question and no words of an answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.facts.snapshot import Count, Haul, Snapshot
from bot.language.reading import Compare, Scope, within


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on one count of a nation, or how it stands to another count of the same nation."""

    what: str  # gold, silver, bronze, medal
    compare: Compare
    number: int = 0
    other: str = ""  # a second kind of medal, in place of the number
    times: int = 1  # twice as many as of the other
    rivals: tuple[str, ...] = ()  # nations whose medals of the kind, taken together, stand in place of the number

    over_all: bool = False  # more than every other nation

    def over(self, count: Count, field: Iterable[Count]) -> bool:
        """Whether a nation has more than every other."""
        return all(c.nation == count.nation or c.of(self.what) < count.of(self.what) for c in field)

    def holds(self, count: Count, rivals: Count | None = None) -> bool:
        """Whether a nation's medals are within the bound.

        >>> count = Count("CAN", 3, 1, 1)
        >>> Bound("gold", ">=", 2).holds(count), Bound("silver", "=", other="gold").holds(count)
        (True, False)
        """
        number = self.number
        if self.other:
            number = self.times * count.of(self.other)
        elif rivals:
            number = self.times * rivals.of(self.what)
        return count.nation not in self.rivals and within(count.of(self.what), self.compare, number)


@dataclass(frozen=True, slots=True)
class Place:
    """A nation's line in a table; equal lines share a rank."""

    rank: int
    count: Count


def rows(snapshot: Snapshot, scope: Scope, games: Iterable[str], genders: Sequence[str], event: str) -> list[Haul]:
    """The medals won within a scope, oldest Games first; genders narrow only the events held."""
    table = scope if scope != "event" else f"{event} {genders[0]}" if len(genders) == 1 else event
    hauls = snapshot.hauls
    return [haul for g in games for haul in hauls.get((table, g), ())]


def added(found: Iterable[Haul]) -> list[Count]:
    """One count a nation, best first by gold, silver, bronze."""
    tally: dict[str, Count] = {}
    for haul in found:
        before = tally.get(haul.nation)
        tally[haul.nation] = before + haul.count if before else haul.count
    return sorted(tally.values(), key=lambda c: (-c.gold, -c.silver, -c.bronze, c.nation))


def summed(counts: Iterable[Count]) -> Count:
    """All of them in one."""
    return sum(counts, Count(""))


def of(counts: Iterable[Count], nation: str) -> Count:
    """The line of one nation, empty where it has none."""
    return next((c for c in counts if c.nation == nation), Count(nation))


def by_games(found: Iterable[Haul]) -> dict[str, list[Haul]]:
    """The rows of each Games, oldest first."""
    groups: dict[str, list[Haul]] = {}
    for row in sorted(found, key=lambda r: r.games.year):
        groups.setdefault(row.games.id, []).append(row)
    return groups


def key(count: Count, by: str) -> tuple[int, ...]:
    """What a table is ordered by: golds, silvers and bronzes, or one number alone."""
    return (count.of(by),) if by else (count.gold, count.silver, count.bronze)


def placed(counts: Iterable[Count], by: str = "", apart: frozenset[str] = frozenset()) -> list[Place]:
    """The table: best first, equal lines sharing a rank; those who stand `apart` are left out.

    >>> [(p.rank, p.count.nation) for p in placed([Count("A", 1), Count("B", 2), Count("C", 1), Count("D", 0, 1)])]
    [(1, 'B'), (2, 'A'), (2, 'C'), (4, 'D')]
    """
    ordered = sorted(
        (c for c in counts if c.nation not in apart),
        key=lambda c: (*(-n for n in key(c, by)), -c.gold, -c.silver, -c.bronze, c.nation),
    )
    places: list[Place] = []
    for at, count in enumerate(ordered, 1):
        level = places and key(places[-1].count, by) == key(count, by)
        places.append(Place(places[-1].rank if level else at, count))
    return places


def extreme(counts: Sequence[Count], what: str, *, fewest: bool = False) -> list[Count]:
    """Those with the most, or the fewest above none."""
    pool = [c for c in counts if c.of(what)]
    if not pool:
        return []
    best = (min if fewest else max)(c.of(what) for c in pool)
    return [c for c in pool if c.of(what) == best]


def fitting(counts: Iterable[Count], tests: Iterable[Bound], among: Iterable[Count] | None = None) -> list[Count]:
    """Those for which all tests hold; nations they are held against are looked up `among` others where given."""
    pool = list(counts)
    field = pool if among is None else list(among)
    wanted = [(t, summed(of(field, n) for n in t.rivals) if t.rivals else None) for t in tests]
    return [c for c in pool if all(t.over(c, field) if t.over_all else t.holds(c, rivals) for t, rivals in wanted)]


def in_each(tables: Mapping[str, Sequence[Count]], what: str) -> frozenset[str]:
    """Nations with such a medal in every one of several tables."""
    sets = [{c.nation for c in counts if c.of(what)} for counts in tables.values()]
    return frozenset(set.intersection(*sets)) if sets else frozenset()
