"""Puts answers into the plain words a person gets; it knows outcomes and nothing of how they came about."""

from collections.abc import Sequence

from bot.answers import Answer, Choices, Found, NotHeld, NotUnderstood, OutOfScope, Smalltalk, Status
from bot.wording.plain import table_lines

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
    return "\n\n".join(_one(a) for a in answers)


def _one(answer: Answer) -> str:
    lines = [answer.outcome.answer]
    match answer.outcome:
        case Found(items=items, table=table, notes=notes, suggestions=suggestions, sources=sources):
            lines += [f"• {item}" for item in items]
            if table:
                lines += table_lines(table)
            lines += list(notes)
            if answer.read_as:
                lines.append(f"Read as: {answer.read_as}.")
            if sources:
                lines.append(f"Source: {'; '.join(dict.fromkeys(s.publisher for s in sources[:3]))}.")
        case Choices(choices=choices, suggestions=suggestions):
            lines += [f"{at}. {choice}" for at, choice in enumerate(choices, 1)]
        case (
            NotHeld(suggestions=suggestions)
            | NotUnderstood(suggestions=suggestions)
            | OutOfScope(suggestions=suggestions)
            | Smalltalk(suggestions=suggestions)
        ):
            pass
    if suggestions:
        lines.append(f"You could ask: {' · '.join(suggestions)}")
    return "\n".join(lines)
