"""Things that are given twice; it knows nothing of whether either of them is right."""

from collections.abc import Hashable, Iterable, Iterator

from bot.facts.checks.walk import EventAt, events, is_single, named, races, rounds
from bot.facts.models import Knowledge
from bot.facts.where import ID_KEYS, Fault, Path

Thing = tuple[Path, Hashable, str]  # where it stands, what makes it the same as another, what to call it


def _twice(things: Iterable[Thing], remedy: str) -> Iterator[Fault]:
    """A fault for each thing that has been before."""
    seen: set[Hashable] = set()
    for path, key, said in things:
        if key in seen:
            yield Fault(path, f"{said} stands twice", remedy)
        seen.add(key)


def ids(knowledge: Knowledge) -> Iterator[Fault]:
    """Sources, nations, skaters, kinds, Games, moments and rules each have an id of their own."""
    for key, own in ID_KEYS.items():
        values = [getattr(item, own) for item in getattr(knowledge, key)]
        things: Iterator[Thing] = (((key, i), v, f"`{own}: {v}` in `{key}`") for i, v in enumerate(values))
        yield from _twice(things, f"keep one, or give the other another `{own}`")


def whole_items(knowledge: Knowledge) -> Iterator[Fault]:
    """No event, record, table or name of something else is given twice."""
    keep = "keep one of them"
    held = (
        (at.path, (at.games.id, at.event.event, at.event.gender), f"{_called(at)} of {at.games.id}")
        for at in events(knowledge)
    )
    yield from _twice(held, "put all its rounds under one of them")
    steps: Iterator[Thing] = (
        (("records", i), (r.kind, r.event, r.gender, r.time, r.date), f"the {r.kind} of {r.date}")
        for i, r in enumerate(knowledge.records)
    )
    yield from _twice(steps, keep)
    tables: Iterator[Thing] = (
        (("medal_tables", i), (table.scope, table.games), f"the table `{table.scope}` of {table.games}")
        for i, table in enumerate(knowledge.medal_tables)
    )
    yield from _twice(tables, keep)
    others: Iterator[Thing] = (
        (("elsewhere", i), (other.kind, other.name.casefold()), f"the {other.kind} `{other.name}`")
        for i, other in enumerate(knowledge.elsewhere)
    )
    yield from _twice(others, "join their aliases in one of them")


def _called(at: EventAt) -> str:
    return f"the event `{at.event.event}` of the {at.event.gender}"


def in_events(knowledge: Knowledge) -> Iterator[Fault]:
    """A round stands once in an event, and who is placed is placed once and named once in a squad."""
    for at in events(knowledge):
        stages: Iterator[Thing] = (
            ((*at.path, "rounds", i), each.round, f"the round `{each.round}`") for i, each in enumerate(at.event.rounds)
        )
        yield from _twice(stages, "put all its races under one of them")
        placed: list[Thing] = []
        for i, placing in enumerate(at.event.placings):
            path: Path = (*at.path, "placings", i)
            squad = [member.skater for member in placing.squad]
            members: Iterator[Thing] = (((*path, "squad", j), s, f"{s} in one squad") for j, s in enumerate(squad))
            yield from _twice(members, "name each skater once")
            names = squad if is_single(at) else [placing.nation] if placing.nation else []
            placed += [(path, name, f"{name} among the placings") for name in names]
        yield from _twice(placed, "give each its one final place")


def in_rounds(knowledge: Knowledge) -> Iterator[Fault]:
    """A team, or a skater alone, stands once in a round; a heat has its own number."""
    for path, at, each in rounds(knowledge):
        there: list[Thing] = []
        for i, race in enumerate(each.races):
            for j, entry in enumerate(race.entries):
                name = named(entry, is_single(at))
                if entry.skaters or not is_single(at):
                    there.append(((*path, "races", i, "entries", j), name, f"{name} in the round `{each.round}`"))
        yield from _twice(there, "name each once in a round")
        heats: Iterator[Thing] = (
            ((*path, "races", i, "heat"), race.heat, f"the heat {race.heat} of the round `{each.round}`")
            for i, race in enumerate(each.races)
            if race.heat is not None
        )
        yield from _twice(heats, "number the races of a round")


def in_line_ups(knowledge: Knowledge) -> Iterator[Fault]:
    """A skater stands once in a line-up."""
    for race in races(knowledge):
        for path, entry in race.entries():
            things: Iterator[Thing] = (
                ((*path, "skaters", i), skater, f"{skater} in one line-up") for i, skater in enumerate(entry.skaters)
            )
            yield from _twice(things, "name each skater once")


def rows(knowledge: Knowledge) -> Iterator[Fault]:
    """A nation has one line in a medal table."""
    for i, table in enumerate(knowledge.medal_tables):
        things: Iterator[Thing] = (
            (("medal_tables", i, "rows", j), row.nation, f"{row.nation} in one table")
            for j, row in enumerate(table.rows)
        )
        yield from _twice(things, "keep one line a nation")


CHECKS = (ids, whole_items, in_events, in_rounds, in_line_ups, rows)
