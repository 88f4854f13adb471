"""Puts answers into the plain words a person gets; it knows outcomes and nothing of how they came about."""

from collections.abc import Sequence

from bot.answers import Answer, Choices, Found, NotHeld, NotUnderstood, OutOfScope, Smalltalk, Status
from bot.wording.blocks import blocks, lines

ORDER: tuple[Status, ...] = ("silent", "answered", "smalltalk", "choices", "unknown", "out_of_scope")


def status(answer: Answer) -> Status:
    """What kind of outcome it is, for machines."""
    match answer.outcome:
        case Found():
            return "answered"
        case Choices():
            return "choices"
        case NotHeld() | NotUnderstood():
            return "unknown"
        case OutOfScope():
            return "out_of_scope"
        case Smalltalk():
            return "smalltalk"


def text(answers: Sequence[Answer]) -> str:
    """All answers of one message, one after the other."""
    return "\n\n".join("\n".join(line for block in blocks(answer) for line in lines(block)) for answer in answers)
