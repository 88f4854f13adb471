"""Skaters fit the teams, events and years they are named for; it knows nothing of results."""

from collections.abc import Iterator

from bot.facts.checks.walk import EventAt, events, races
from bot.facts.models import Gender, Knowledge, Skater
from bot.facts.where import Fault, Path

YOUNGEST, OLDEST = 12, 60  # in years, at Games


def _named(knowledge: Knowledge) -> Iterator[tuple[Path, str, str | None, EventAt]]:
    """Every mention of a skater for a nation in an event: path, skater, nation, event."""
    for race in races(knowledge):
        for path, entry in race.entries():
            for i, name in enumerate(entry.skaters):
                yield (*path, "skaters", i), name, entry.nation, race.at
    for at in events(knowledge):
        for i, placing in enumerate(at.event.placings):
            for j, member in enumerate(placing.squad):
                yield (*at.path, "placings", i, "squad", j), member.skater, placing.nation, at


def teams(knowledge: Knowledge) -> Iterator[Fault]:
    """A skater skates for a nation of their own and in an event of their gender."""
    skaters = {skater.name: skater for skater in knowledge.skaters}
    for path, name, nation, at in _named(knowledge):
        if name in skaters:
            yield from _fits(path, skaters[name], nation, at.event.gender)
    for i, record in enumerate(knowledge.records):
        for j, name in enumerate(record.skaters):
            if name in skaters:
                yield from _fits(("records", i, "skaters", j), skaters[name], record.nation, record.gender)


def _fits(path: Path, skater: Skater, nation: str | None, gender: Gender) -> Iterator[Fault]:
    if nation is not None and nation not in skater.nations:
        wrong = f"{skater.name} skates for {' and '.join(skater.nations)}, not for {nation}"
        yield Fault(path, wrong, f"mend the name, or add {nation} to the nations of the skater")
    if gender not in ("mixed", skater.gender):
        wrong = f"{skater.name} is among the {skater.gender}, not the {gender}"
        yield Fault(path, wrong, "mend the name, or the gender of the skater or the event")


def ages(knowledge: Knowledge) -> Iterator[Fault]:
    """Nobody is at Games as a child or in old age: a birth date that says so is wrong."""
    index = {skater.name: i for i, skater in enumerate(knowledge.skaters)}
    told: set[str] = set()
    for i, skater in enumerate(knowledge.skaters):
        if skater.born and skater.born_year and skater.born.year != skater.born_year:
            wrong = f"{skater.name} is born on {skater.born} and in {skater.born_year}"
            yield Fault(("skaters", i, "born_year"), wrong, "leave `born_year` out where the date is known")
    for _, name, _, at in _named(knowledge):
        if name not in index or name in told:
            continue
        skater = knowledge.skaters[index[name]]
        born = skater.born.year if skater.born else skater.born_year
        if born is not None and not YOUNGEST <= (age := at.games.year - born) <= OLDEST:
            told.add(name)
            wrong = f"{name}, born in {born}, would be {age} at {at.games.name}"
            yield Fault(("skaters", index[name], "born" if skater.born else "born_year"), wrong, "mend the birth date")


CHECKS = (teams, ages)
