"""Records only get faster, and those set at Games are the times of their races; it knows nothing of other results."""

from collections.abc import Iterator

from bot.facts.checks.walk import clock, rounds
from bot.facts.models import Knowledge
from bot.facts.where import Fault


def faster(knowledge: Knowledge) -> Iterator[Fault]:
    """Each record beats those of the days before it; track records belong to different rinks and are left alone."""
    dated = sorted(enumerate(knowledge.records), key=lambda pair: (pair[1].date, -pair[1].time))
    best: dict[tuple[str, str, str], int] = {}
    for i, record in dated:
        line = (record.kind, record.event, record.gender)
        if record.kind != "TR" and line in best and record.time >= best[line]:
            wrong = f"the {record.kind} of {record.date}, {clock(record.time)}, is no faster than {clock(best[line])}"
            yield Fault(("records", i, "time"), f"{wrong} before it", "mend the time or the date, or take the line out")
        best[line] = min(record.time, best.get(line, record.time))


def as_raced(knowledge: Knowledge) -> Iterator[Fault]:
    """A record set at Games is the time of that team in that round, where it is held."""
    times = {
        (each.at.games.id, each.at.event.event, each.at.event.gender, each.round.round, entry.nation): entry.time
        for each in rounds(knowledge)
        if each.at.kind.team_size > 1
        for race in each.round.races
        for entry in race.entries
    }
    for i, record in enumerate(knowledge.records):
        raced = times.get((record.games or "", record.event, record.gender, record.at, record.nation))
        if raced is not None and raced != record.time:
            wrong = f"the record {clock(record.time)} of {record.nation} was {clock(raced)} in the round `{record.at}`"
            yield Fault(("records", i, "time"), wrong, "mend the time here or in the race")


CHECKS = (faster, as_raced)
