"""What can be answered, as a sum type; it knows no question, no file and no face."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.facts.models import Source

Status = Literal["answered", "choices", "unknown", "out_of_scope", "smalltalk", "silent"]


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: `right` holds the indexes of the columns that are set flush right."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The fact that was asked for. `answer` is one sentence, two at most."""

    answer: str
    items: tuple[str, ...] = ()  # a list under the sentence
    table: Table | None = None
    notes: tuple[str, ...] = ()  # what is held where that limits the answer; disputed and uncertain values
    suggestions: tuple[str, ...] = ()  # questions one could ask next, each of which works when typed
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Two or more things fit equally well: ask back."""

    answer: str
    choices: tuple[str, ...]
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotHeld:
    """In the field, but the value asked for is not held; `answer` names what is missing and states no result."""

    answer: str
    suggestions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No reading accounts for the words."""

    answer: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """Another sport, event, competition, or Games without the event or yet to come."""

    answer: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Smalltalk:
    """A greeting, thanks, a call for help: one friendly line."""

    answer: str
    suggestions: tuple[str, ...] = ()


Outcome = Found | Choices | NotHeld | NotUnderstood | OutOfScope | Smalltalk


@dataclass(frozen=True, slots=True)
class Answer:
    """One question answered: the outcome, how it was read, how sure, and why."""

    question: str
    intent: str
    outcome: Outcome
    read_as: str
    confidence: float
    why: Callable[[], tuple[str, ...]] = tuple  # lines for `:why`, worked out when asked for
