"""Writes the parts of README and CONTRIBUTING that can be read off the real thing, so that a test can hold them to it.

`python -m tests.house.pages` (that is `make pages`) writes both files anew.
"""

import contextlib
import io
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

from discord import app_commands

from bot import __main__ as command_line
from bot import intents
from bot.chat.client import Podium
from bot.desk import Conversation, Desk, Reply
from bot.settings import Settings
from tests.house.rooms import MAY_IMPORT

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "OPERATING.md")

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_PART = re.compile(r"(?P<opening>^<!-- (?P<name>\w+) -->\n).*?(?P<closing>^<!-- end -->$)", re.MULTILINE | re.DOTALL)
_TALK = "podium> "
_RUN = "$ "


def written(page: str, desk: Desk) -> str:
    """The page with every example run and every table made again."""
    page = _BLOCK.sub(lambda block: "".join(_run(block[0], desk)), page)
    return _PART.sub(
        lambda part: (
            f"{part['opening']}{TABLES[part['name']](desk)}\n{part['closing']}" if part["name"] in TABLES else part[0]
        ),
        page,
    )


def tables(page: str) -> list[str]:
    """Which tables the page holds."""
    return [part["name"] for part in _PART.finditer(page)]


def talked(page: str, desk: Desk) -> list[Reply]:
    """What Podium says to everything that is typed into a conversation on the page."""
    replies = []
    for block in _BLOCK.finditer(page):
        conversation = Conversation()
        lines = [line for line in block[0].splitlines() if line.startswith(_TALK)]
        replies += [desk.ask(line.removeprefix(_TALK), conversation) for line in lines]
    return replies


def _run(block: str, desk: Desk) -> Iterator[str]:
    """The lines that are typed, each followed by what comes back; a block is one conversation."""
    conversation = Conversation()
    typed = [line for line in block.splitlines() if line.startswith((_TALK, _RUN))]
    for number, line in enumerate(typed):
        yield f"{line}\n"
        if line.startswith(_TALK):
            yield f"{desk.ask(line.removeprefix(_TALK), conversation).text}\n"
        else:
            yield f"{_printed(shlex.split(line.removeprefix(_RUN)))}\n"
        if number < len(typed) - 1:
            yield "\n"


def _printed(command: list[str]) -> str:
    name, *arguments = command
    assert name == "podium", command
    sink = io.StringIO()
    with contextlib.redirect_stdout(sink):
        command_line.main(arguments)
    return sink.getvalue().rstrip("\n")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def families(desk: Desk) -> str:
    """Every family of questions with an example and its answer."""
    rows = []
    for intent in intents.ALL:
        conversation = Conversation()
        if getattr(intent, "NEEDS_A_TURN", False):
            desk.ask("who won women's team pursuit", conversation)
        rows.append(_row(intent.TITLE, intent.EXAMPLES[0], desk.ask(intent.EXAMPLES[0], conversation).answer))
    return "\n".join(["| Family | For example | Podium says |", "|---|---|---|", *rows])


def settings(_: Desk) -> str:
    """Every setting with what it does."""
    rows = [_row(f"`{name.upper()}`", field.description or "") for name, field in Settings.model_fields.items()]
    return "\n".join(["| Setting | What it does |", "|---|---|", *rows])


def targets(_: Desk) -> str:
    """Every target of the Makefile with what it does."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.findall(r"^([a-z]+):[^#\n]*## (.+)$", makefile, re.MULTILINE)
    return "\n".join(
        ["| Command | What it does |", "|---|---|", *(_row(f"`make {name}`", what) for name, what in found)]
    )


def commands(desk: Desk) -> str:
    """Every slash command with its options, those that may be left out in brackets, and what it does."""
    rows = []
    for command in sorted(Podium(desk).tree.get_commands(), key=lambda command: command.name):
        match command:
            case app_commands.Command(parameters=parameters):
                options = (p.display_name if p.required else f"[{p.display_name}]" for p in parameters)
                rows.append(_row(f"`{' '.join((f'/{command.name}', *options))}`", command.description))
            case app_commands.ContextMenu():
                rows.append(_row(f"Apps, **{command.name}**", "Ask what a message asks, whoever wrote it"))
    return "\n".join(["| Command | What it does |", "|---|---|", *rows])


def arrows(_: Desk) -> str:
    """Every room with the rooms it may import."""
    rows = [
        _row(f"`{room}`", ", ".join(f"`{other}`" for other in sorted(may)) or "nothing of ours")
        for room, may in MAY_IMPORT.items()
        if room != "__init__"
    ]
    return "\n".join(["| Room | may import |", "|---|---|", *rows])


TABLES: dict[str, Callable[[Desk], str]] = {
    "families": families,
    "settings": settings,
    "targets": targets,
    "arrows": arrows,
    "commands": commands,
}


def main() -> None:
    """Write the pages anew."""
    desk = Desk(ROOT / "knowledge")
    for name in PAGES:
        path = ROOT / name
        path.write_text(written(path.read_text(encoding="utf-8"), desk), encoding="utf-8")


if __name__ == "__main__":
    main()
