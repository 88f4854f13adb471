"""An answer as one list of blocks, which every face dresses in its own way; it knows outcomes, and no face."""

from dataclasses import dataclass

from bot.answers import Answer, Choices, Found, NotHeld, NotUnderstood, OutOfScope, Smalltalk, Table
from bot.facts.models import Source
from bot.wording.plain import table_lines


@dataclass(frozen=True, slots=True)
class Sentence:
    """What answers, or what limits the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list under the sentence; a numbered one can be picked from by its number."""

    items: tuple[str, ...]
    numbered: bool = False
    first: int = 1


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How the question was read."""

    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the answer was read."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """Questions one could ask next, each of which works when typed."""

    questions: tuple[str, ...]


Block = Sentence | Listing | Table | ReadAs | Origin | Next

SOURCES_NAMED = 3  # publishers in a line of plain words; all of them are behind the answer


def blocks(answer: Answer) -> tuple[Block, ...]:
    """What there is to say, in the order in which it is said."""
    outcome = answer.outcome
    said: list[Block] = [Sentence(outcome.answer)]
    match outcome:
        case Found():
            if outcome.items:
                said.append(Listing(outcome.items))
            if outcome.table:
                said.append(outcome.table)
            said += [Sentence(note) for note in outcome.notes]
            if answer.read_as:
                said.append(ReadAs(answer.read_as))
            if outcome.sources:
                said.append(Origin(outcome.sources))
        case Choices():
            said.append(Listing(outcome.choices, numbered=True))
        case NotHeld() | NotUnderstood() | OutOfScope() | Smalltalk():
            pass
    if outcome.suggestions:
        said.append(Next(outcome.suggestions))
    return tuple(said)


def lines(block: Block) -> list[str]:
    """A block in plain words.

    >>> lines(Listing(("Nana Takagi", "Miho Takagi"), numbered=True))
    ['1. Nana Takagi', '2. Miho Takagi']
    """
    match block:
        case Sentence(text):
            return [text]
        case Listing(items, numbered, first):
            return [f"{at}. {item}" if numbered else f"• {item}" for at, item in enumerate(items, first)]
        case Table():
            return table_lines(block)
        case ReadAs(text):
            return [f"Read as: {text}."]
        case Origin(sources):
            publishers = dict.fromkeys(source.publisher for source in sources[:SOURCES_NAMED])
            return [f"Source: {'; '.join(publishers)}."]
        case Next(questions):
            return [f"You could ask: {' · '.join(questions)}"]
