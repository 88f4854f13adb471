"""What the store gives back; times are whole seconds since 1970, and no person of a question or report is in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """How Podium behaves in one channel."""

    muted: bool = False  # keeps quiet even where it is mentioned; commands still work
    listening: bool = False  # answers clear questions that were not addressed to it


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that got no answer, however many asked it."""

    question: str
    times: int
    last: int


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody said is wrong with an answer."""

    id: int
    at: int
    question: str
    answer: str
    wrong: str
    link: str
    note: str | None = None  # of whoever closed it; None where it is open


@dataclass(frozen=True, slots=True)
class Entry:
    """One use of a moderator's command."""

    at: int
    moderator: int  # Discord's number of the person
    command: str
    outcome: str
