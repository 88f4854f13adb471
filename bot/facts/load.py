"""The door to the data: a folder in, all of its knowledge or every problem out; light to import, for a warm start."""

from pathlib import Path

from bot.facts.models import Knowledge
from bot.facts.problems import Invalid, Problem

__all__ = ["Invalid", "load", "read"]


def read(folder: Path) -> tuple[Knowledge | None, tuple[Problem, ...]]:
    """What the folder holds, None if there is any problem, and all the problems there are, by file and line."""
    from bot.facts import reading  # brings the YAML reader, which a start from the cache does without

    return reading.read(folder)


def load(folder: Path) -> Knowledge:
    """What the folder holds; raises `Invalid` with every problem when it is not sound."""
    knowledge, problems = read(folder)
    if knowledge is None:
        raise Invalid(problems)
    return knowledge
