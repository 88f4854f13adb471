"""The terminal face: a line typed in, the desk's words laid out with rich; it knows nothing of Discord."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot import machine
from bot.answers import Found, Table
from bot.desk import Conversation, Desk, Reply
from bot.facts.load import Invalid
from bot.facts.models import Source

if TYPE_CHECKING:
    from rich.console import Console

    from bot.editions import Editions

PROMPT = "podium> "
HELLO = "Podium: Olympic speed-skating team pursuits. Ask a question, or :help. Ctrl-D leaves."
HELP = """\
Ask in your own words: "who won the men's final?", then "by how much?".
:why      by which rule, from which words and sources the last answer came
:sources  where the last answer was read
:new      forget what we talked about
:reload   read the knowledge base anew, and say what has changed
:help     this
:quit     leave (so do Ctrl-D and Ctrl-C)"""
NOTHING_YET = "Nothing has been asked yet."
_REMEMBERED = 1000  # lines of history


class Page(Protocol):
    """Where replies and remarks go: a screen laid out by rich, or plain lines for a pipe."""

    def reply(self, reply: Reply) -> None:
        """Show an answer."""

    def remark(self, text: str) -> None:
        """Show a line that is not an answer."""


class PlainPage:
    """Nothing but the words: what a pipe or a file gets."""

    def reply(self, reply: Reply) -> None:
        """Print the text, and a blank line after it."""
        print(reply.text, end="\n\n", flush=True)

    def remark(self, text: str) -> None:
        """Print the line."""
        print(text, end="\n\n", flush=True)


class Screen:
    """The same words on a terminal: the answer stands out, tables are drawn; markup in the words stays text."""

    def __init__(self, console: "Console | None" = None) -> None:
        """Draw on `console`, or on the terminal."""
        if console is None:
            from rich.console import Console

            console = Console(markup=False, emoji=False, highlight=False)
        self._console = console

    def reply(self, reply: Reply) -> None:
        """Print the text with every table drawn in its place."""
        for part in parts(reply):
            if isinstance(part, Table):
                self._draw(part)
            else:
                self._words(part, reply)
        self._console.print()

    def remark(self, text: str) -> None:
        """Print the line, in the background; addresses are left whole, so that they can be followed."""
        self._console.print(visible(text), style="dim", soft_wrap=True)

    def _words(self, text: str, reply: Reply) -> None:
        from rich.text import Text

        words = Text(visible(text))
        for answer in reply.answers:
            words.highlight_words([visible(answer.outcome.answer)], "bold")
        self._console.print(words)

    def _draw(self, table: Table) -> None:
        from rich import box
        from rich.table import Table as Drawn

        drawn = Drawn(box=box.SIMPLE_HEAD, title=visible(table.title) or None, title_justify="left", pad_edge=False)
        for column, name in enumerate(table.header):
            drawn.add_column(visible(name), justify="right" if column in table.right else "left")
        for row in table.rows:
            drawn.add_row(*map(visible, row))
        self._console.print(drawn)


def visible(text: str) -> str:
    r"""Text without control characters, which could steer a terminal.

    >>> visible("who\x1b[2J won?")
    'who[2J won?'
    """
    return "".join(c for c in text if c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160))


def parts(reply: Reply) -> Iterator[str | Table]:
    """The text of a reply in order, with its tables as tables."""
    lines = [line for line in reply.text.split("\n") if line != "```"]
    for answer in reply.answers:
        match answer.outcome:
            case Found(table=Table() as table) if (start := _start(table, lines)) is not None:
                yield "\n".join(lines[:start])
                yield table
                lines = lines[start + len(table.rows) + 1 :]
            case _:
                pass
    if any(lines):
        yield "\n".join(lines)


def _start(table: Table, lines: list[str]) -> int | None:
    """The line on which the table starts, however its columns are set."""
    wanted = [" ".join(row).split() for row in (table.header, *table.rows)]
    words = [line.split() for line in lines]
    return next((at for at in range(len(words)) if words[at : at + len(wanted)] == wanted), None)


def sources(reply: Reply) -> str:
    """Where a reply was read, one source a line."""
    return "\n".join(map(_source, reply.sources)) or "No source stands behind this one: it states no fact."


def why(reply: Reply) -> str:
    """Rule, words and sources of a reply."""
    return "\n".join([*reply.why, *(f"source: {_source(source)}" for source in reply.sources)])


def plain(reply: Reply) -> str:
    """The words alone."""
    return reply.text


def with_why(reply: Reply) -> str:
    """The words, and below them how they came about."""
    return f"{reply.text}\n\n{why(reply)}"


def _source(source: Source) -> str:
    return ", ".join(part for part in (source.publisher, source.title, source.url) if part)


def chat(desk: Desk, editions: "Editions", history: Path | None = None) -> int:
    """Answer line after line until the person leaves; a pipe gets plain words and no prompt."""
    with contextlib.suppress(KeyboardInterrupt):
        if sys.stdin is None:
            return 0
        if sys.stdin.isatty() and sys.stdout.isatty():
            page = Screen()
            page.remark(HELLO)
            _talk(desk, editions, _typed(history or _history_file()), page)
        else:
            _talk(desk, editions, (text or "" for text in machine.messages(sys.stdin.buffer)), PlainPage())
    return 0


def _talk(desk: Desk, editions: "Editions", lines: Iterator[str], page: Page) -> None:
    conversation = Conversation()
    last: Reply | None = None
    for line in lines:
        match line.strip():
            case "":
                continue
            case ":quit" | ":q" | ":exit":
                return
            case ":help" | ":h" | ":?":
                page.remark(HELP)
            case ":new":
                conversation, last = Conversation(), None
                page.remark("Forgotten. What would you like to know?")
            case ":why":
                page.remark(why(last) if last else NOTHING_YET)
            case ":sources":
                page.remark(sources(last) if last else NOTHING_YET)
            case ":reload":
                page.remark(_reload(editions))
            case command if command.startswith(":"):
                page.remark(f"I don't know {command}; :help says what there is.")
            case _:
                last = machine.ask(desk, line, conversation)
                page.reply(last)


def _reload(editions: "Editions") -> str:
    from bot.editions import told  # brings asyncio and zipfile, which a single answer does without

    try:
        return told(editions.reload("the terminal"), editions.status().held)
    except Invalid as error:
        return "\n".join([*map(str, error.problems), "Nothing was changed: the data from before is still in use."])


def _typed(history: Path | None) -> Iterator[str]:
    """What is typed at the prompt, with editing and history where the system has them."""
    with _editing(history):
        while True:
            try:
                line = input(PROMPT)
            except (EOFError, KeyboardInterrupt):
                print()
                return
            yield machine.clean(line)


@contextlib.contextmanager
def _editing(history: Path | None) -> Iterator[None]:
    try:
        import readline
    except ImportError:
        yield
        return
    readline.set_history_length(_REMEMBERED)
    if history is not None:
        with contextlib.suppress(OSError):
            readline.read_history_file(history)
    try:
        yield
    finally:
        if history is not None:
            with contextlib.suppress(OSError):
                history.parent.mkdir(parents=True, exist_ok=True)
                readline.write_history_file(history)


def _history_file() -> Path | None:
    try:
        return Path.home() / ".local" / "state" / "podium" / "history"
    except RuntimeError:  # no home folder
        return None
