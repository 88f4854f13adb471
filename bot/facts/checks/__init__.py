"""What must hold between the facts, each check small and named; it knows neither YAML nor how a problem is shown."""

from collections.abc import Callable, Iterator

from bot.facts.checks import calendar, doubles, names, people, placings, races, records, references, tables, teams
from bot.facts.models import Knowledge
from bot.facts.problems import Problem
from bot.facts.where import Fault, Where

Check = Callable[[Knowledge], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (
    *doubles.CHECKS,
    *names.CHECKS,
    *races.CHECKS,
    *placings.CHECKS,
    *teams.CHECKS,
    *people.CHECKS,
    *calendar.CHECKS,
    *records.CHECKS,
    *tables.CHECKS,
)


def problems(knowledge: Knowledge, where: Where) -> list[Problem]:
    """Everything that is wrong between the facts."""
    found = [where.problem(fault) for fault in references.unknown(knowledge, where)]
    return found + [where.problem(fault) for check in CHECKS for fault in check(knowledge)]
