"""The machine-readable door: messages in and JSON objects out, one a line; it knows the desk and no person's screen."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from bot.answers import Status
from bot.desk import Conversation, Desk, Reply

EXIT_CODES: dict[Status, int] = {
    "answered": 0,
    "choices": 0,
    "smalltalk": 0,
    "unknown": 1,
    "out_of_scope": 1,
    "silent": 1,
}

# Raw in JSON, yet line ends to some readers: escaped, so that an object stays on its line for everybody.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def record(reply: Reply) -> dict[str, object]:
    """The object that stands for a reply; the order of its keys is part of the format."""
    return {
        "question": reply.question,
        "status": reply.status,
        "intent": reply.intent,
        "read_as": reply.read_as,
        "answer": reply.answer,
        "text": reply.text,
        "choices": list(reply.choices),
        "suggestions": list(reply.suggestions),
        "sources": [{"publisher": s.publisher, "title": s.title, "url": s.url} for s in reply.sources],
        "confidence": reply.confidence,
    }


def as_line(reply: Reply) -> str:
    """A reply as one line of JSON."""
    return json.dumps(record(reply), ensure_ascii=False).translate(_LINE_ENDS)


def clean(text: str) -> str:
    r"""Text without halves of characters, which a command line may hold and no output can.

    >>> clean("caf\udcc3"), clean("who won?")
    ('caf�', 'who won?')
    """
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def messages(lines: Iterable[bytes]) -> Iterator[str | None]:
    r"""One message a line, whatever its bytes; None where a blank line asks for a new conversation.

    >>> list(messages([b"who won?\r\n", b"  \n", b"\xff and 2018?"]))
    ['who won?', None, '� and 2018?']
    """
    first = True
    for line in lines:
        text = line.decode("utf-8", "replace").removesuffix("\n").removesuffix("\r")
        if first:
            text, first = text.removeprefix("\ufeff"), False
        yield text if text.strip() else None


def ask(desk: Desk, text: str, conversation: Conversation, *, overheard: bool = False) -> Reply:
    """The desk's reply; a bug becomes one too, so that every message gets its object, and its traceback is logged."""
    try:
        return desk.overheard(text, conversation) if overheard else desk.ask(text, conversation)
    except Exception as error:  # one bug must not end the line for all who come after
        import logging  # only a bug needs it, and the start is counted in milliseconds

        logging.getLogger(__name__).exception("a bug while answering")
        words = f"Something broke while I looked for that ({type(error).__name__}): my bug, not your question's."
        return Reply(text, (), words, "unknown", "", "", words, (), (), (), 0.0)


def serve(
    desk: Desk, lines: Iterable[bytes], sink: TextIO, render: Callable[[Reply], str], *, overheard: bool = False
) -> None:
    """Answer every message of `lines` as it comes, and let each answer go at once."""
    conversation = Conversation()
    for text in messages(lines):
        if text is None:
            conversation = Conversation()
            continue
        sink.write(render(ask(desk, text, conversation, overheard=overheard)) + "\n")
        sink.flush()
