"""A desk with ready answers, for tests of the faces: it shows what a face does with a reply, whatever the knowledge."""

from pathlib import Path

from bot.answers import Answer, Choices, Found, NotHeld, Outcome, OutOfScope, Smalltalk, Status, Table
from bot.desk import Conversation, Desk, Reply
from bot.facts.models import Source

SOURCE = Source(id="report", publisher="The Paper", title="A day on the ice", url="https://paper.example/ice")
TABLE = Table(("Rank", "Team", "Time"), (("1", "Canada", "2:53.44"), ("2", "Japan", "3:04.47")), right=(0, 2))

BODY = """\
Canada won.
Rank  Team       Time
   1  Canada  2:53.44
   2  Japan   3:04.47
Next: by how much?"""


def reply(text: str, outcome: Outcome, status: Status, *, body: str = "") -> Reply:
    """A reply of one answer."""
    answer = Answer(
        text, "winner", outcome, "Women, Beijing 2022", 1.0, lambda: ("rule: winner", "words used: who, won")
    )
    return Reply(
        question=text,
        answers=(answer,),
        text=body or outcome.answer,
        status=status,
        intent="winner",
        read_as=answer.read_as,
        answer=outcome.answer,
        choices=outcome.choices if isinstance(outcome, Choices) else (),
        suggestions=outcome.suggestions,
        sources=(SOURCE,) if isinstance(outcome, Found) else (),
        confidence=1.0,
    )


class CannedDesk(Desk):
    """Answers by the first word; anything else is a bug."""

    def __init__(self, folder: Path | None = None) -> None:
        """Hold nothing."""
        self.folder = folder

    def ask(self, text: str, conversation: Conversation) -> Reply:
        """A reply of the kind that the first word names, with the turn it came in."""
        conversation.turns += 1
        turn = f"turn {conversation.turns}"
        match text.split(maxsplit=1)[0].strip("?"):
            case "who":
                return reply(text, Found(f"Canada won, {turn}."), "answered")
            case "table":
                return reply(text, Found("Canada won.", table=TABLE), "answered", body=BODY)
            case "takagi":
                return reply(text, Choices("Which Takagi?", ("Nana Takagi", "Miho Takagi")), "choices")
            case "lap":
                return reply(text, NotHeld("No lap times are held."), "unknown")
            case "curling":
                return reply(text, OutOfScope("Curling is not held."), "out_of_scope")
            case "hello":
                return reply(text, Smalltalk("Hello!"), "smalltalk")
            case "echo":
                return reply(text, Found(f"You said {text}."), "answered")
            case word:
                raise LookupError(word)
