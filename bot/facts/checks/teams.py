"""Line-ups and squads of the right size and agreeing with one another; it knows nothing of times."""

from collections.abc import Iterator

from bot.facts.checks.walk import EventAt, events, is_single, races
from bot.facts.models import Knowledge, Placing
from bot.facts.where import Fault, Path

RESERVES = 2  # a squad may name this many more than skate at once


def line_ups(knowledge: Knowledge) -> Iterator[Fault]:
    """As many skate as the kind of event says; nobody named means it is not known."""
    for race in races(knowledge):
        size = race.at.kind.team_size
        for path, entry in race.entries():
            if entry.skaters and len(entry.skaters) != size:
                wrong = f"the line-up of {entry.nation} names {len(entry.skaters)}, not {size}"
                yield Fault((*path, "skaters"), wrong, f"name {size}, or leave `skaters` out if they are not known")


def squads(knowledge: Knowledge) -> Iterator[Fault]:
    """A squad is a team and its reserves, and a whole team of it skated last."""
    for at in events(knowledge):
        size = at.kind.team_size
        most = size + (0 if is_single(at) else RESERVES)
        for i, placing in enumerate(at.event.placings):
            path = (*at.path, "placings", i, "squad")
            if placing.squad and not size <= len(placing.squad) <= most:
                wrong = f"the squad of {placing.nation} names {len(placing.squad)}"
                wanted = f"{size}" if most == size else f"{size} to {most}"
                yield Fault(path, wrong, f"name {wanted}, or leave `squad` out if it is not known")
            last = sum(member.in_last_race for member in placing.squad)
            if last not in (0, size):
                wrong = f"{last} of the squad of {placing.nation} are marked `in_last_race`"
                yield Fault(path, wrong, f"mark {size}, or none if it is not known")


Skated = dict[str, tuple[Path, tuple[str, ...]]]  # per round: where its line-up stands, and who skated


def squads_and_line_ups(knowledge: Knowledge) -> Iterator[Fault]:
    """Who raced is in the squad, and the last race and the other rounds have those whom the squad names for them."""
    order = {kind.id: kind.order for kind in knowledge.round_kinds}
    for at in events(knowledge):
        if is_single(at):
            continue
        line_ups = _line_ups(at)
        for i, placing in enumerate(at.event.placings):
            skated = line_ups.get(placing.nation or "")
            if placing.squad and skated:
                yield from _not_in_squad(placing, skated)
                last = max(skated, key=order.__getitem__) if skated.keys() <= order.keys() else None
                yield from _marked((*at.path, "placings", i), placing, last, skated)


def _line_ups(at: EventAt) -> dict[str, Skated]:
    """The line-ups of each nation."""
    held: dict[str, Skated] = {}
    for i, each in enumerate(at.event.rounds):
        for j, race in enumerate(each.races):
            for k, entry in enumerate(race.entries):
                path = (*at.path, "rounds", i, "races", j, "entries", k)
                held.setdefault(entry.nation, {})[each.round] = (path, entry.skaters)
    return held


def _not_in_squad(placing: Placing, skated: Skated) -> Iterator[Fault]:
    squad = {member.skater for member in placing.squad}
    for path, skaters in skated.values():
        for j, skater in enumerate(skaters):
            if skater not in squad:
                wrong = f"{skater} skated for {placing.nation} and is not in the squad"
                yield Fault((*path, "skaters", j), wrong, "add the skater to the squad, or mend the line-up")


def _marked(at: Path, placing: Placing, last: str | None, skated: Skated) -> Iterator[Fault]:
    for j, member in enumerate(placing.squad):
        path: Path = (*at, "squad", j)
        for each in (*member.rounds, *([last] if last and member.in_last_race else ())):
            _, skaters = skated.get(each, (path, ()))
            if skaters and member.skater not in skaters:
                wrong = f"{member.skater} is marked for the round `{each}` and is not in its line-up"
                yield Fault(path, wrong, "mend the squad or the line-up")
        if member.raced is False and (member.in_last_race or any(member.skater in who for _, who in skated.values())):
            yield Fault(path, f"{member.skater} is marked `raced: false` and raced", "mend the squad or the line-up")


CHECKS = (line_ups, squads, squads_and_line_ups)
