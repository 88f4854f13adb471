"""What `podium check` says of a folder: every problem, or what is held; it knows no command line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.facts.checks import problems
from bot.facts.load import read
from bot.facts.models import Knowledge

__all__ = ["Report", "problems", "report"]


@dataclass(frozen=True, slots=True)
class Report:
    """The lines to show, of which the last one counts, and whether all is well."""

    lines: tuple[str, ...]
    ok: bool


def report(folder: Path) -> Report:
    """Check everything in the folder in one pass."""
    knowledge, found = read(folder)
    if knowledge is None:
        files = len({problem.file for problem in found})
        count = f"{_counted(len(found), 'problem')} in {_counted(files, 'file')}"
        return Report((*map(str, found), count), ok=False)
    held = ", ".join(_counted(number, what) for what, number in _held(knowledge) if number)
    return Report((f"{held}: no problem found",), ok=True)


def _held(knowledge: Knowledge) -> Iterator[tuple[str, int]]:
    count: Counter[str] = Counter()
    for event in (*(event for games in knowledge.games for event in games.events), *knowledge.events):
        races = [race for each in event.rounds for race in each.races]
        count["event"] += 1
        count["race"] += len(races)
        count["result"] += sum(len(race.entries) for race in races)
    yield "Games", len(knowledge.games)
    yield from count.items()
    yield "skater", len(knowledge.skaters)
    yield "nation", len(knowledge.nations)
    yield "record", len(knowledge.records)
    yield "medal table", len(knowledge.medal_tables)
    yield "moment", len(knowledge.moments)
    yield "rule", len(knowledge.rules)
    yield "source", len(knowledge.sources)


def _counted(number: int, what: str) -> str:
    return f"{number} {what if number == 1 or what == 'Games' else what + 's'}"
