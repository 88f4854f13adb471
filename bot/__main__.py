"""The composition root: settings, then knowledge, then the desk, then a face; it answers nothing itself."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot import __version__

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.settings import Settings

BROKEN = 2  # exit code of a usage, settings or data error


class Stop(Exception):  # noqa: N818 - it ends the program, and is not always an error of ours
    """Ends the program with one line that says what to do."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BROKEN, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="podium",
        allow_abbrev=False,
        description="Answers questions about the Olympic speed-skating team pursuits: "
        "on Discord where a token is set, else in this terminal.",
    )
    parser.add_argument("--version", action="version", version=f"podium {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    commands.add_parser("chat", help="talk in this terminal, token or not")
    commands.add_parser("run", help="connect to Discord, or say what is missing")
    commands.add_parser("sync", help="tell Discord which commands there are")
    commands.add_parser("healthy", help="say whether the bot that runs here is connected; exit code 0 if it is")
    ask = commands.add_parser("ask", help="answer once", allow_abbrev=False)
    ask.add_argument("question", nargs="*", help="the question, quoted or not")
    ask.add_argument("--json", action="store_true", help="print one JSON object on one line")
    ask.add_argument("--stdin", action="store_true", help="answer one message a line; a blank line starts anew")
    ask.add_argument("--overheard", action="store_true", help="keep quiet unless it is plainly a question for Podium")
    ask.add_argument("--why", action="store_true", help="say by which rule, from which words and sources")
    check = commands.add_parser("check", help="list every problem in the knowledge base")
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="default: the folder in use")
    return parser


def _settings() -> "Settings":
    from bot import settings

    try:
        return settings.load()
    except settings.SettingsError as error:
        raise Stop(str(error)) from error


def open_desk(folder: Path) -> "Desk":
    """The desk with the data of `folder`, which the garbage collector passes over from then on: it lives to the end."""
    gc.disable()  # loading makes much and drops nothing; collecting meanwhile takes a fifth of the start
    from bot.desk import Desk
    from bot.facts.files import JOURNAL
    from bot.facts.load import Invalid

    if (folder / JOURNAL).exists():
        _finish_change(folder)
    try:
        return Desk(folder)
    except Invalid as error:
        found = [str(problem) for problem in error.problems]
        if len(found) == 1:
            raise Stop(found[0]) from error
        raise Stop(f"{len(found)} problems in {folder} (podium check lists them), the first: {found[0]}") from error
    finally:
        gc.freeze()
        gc.enable()


def _finish_change(folder: Path) -> None:
    """End a change of the data that the end of a process broke off."""
    from zipfile import BadZipFile

    from bot.facts.files import JOURNAL
    from bot.facts.journal import finish

    try:
        finish(folder)
    except (OSError, BadZipFile) as error:
        raise Stop(
            f"{folder} was being changed when the program last ended, and that cannot be finished ({error}): "
            f"make it writable, or put its files right and delete {folder / JOURNAL}"
        ) from error
    print(f"podium: a change of {folder} that was broken off is finished", file=sys.stderr)


def _run(settings: "Settings") -> int:
    if settings.discord_token is None:
        raise Stop("DISCORD_TOKEN is not set: put it in the environment or in .env, or use podium chat")
    desk = open_desk(settings.knowledge_dir)
    from bot import chat

    gc.freeze()  # the library as well: a collection that goes through all of it holds up whoever types meanwhile
    return chat.run(settings, desk)


def _sync(settings: "Settings") -> int:
    desk = open_desk(settings.knowledge_dir)
    from bot import chat

    return chat.sync(settings, desk)


def _chat(settings: "Settings") -> int:
    desk = open_desk(settings.knowledge_dir)
    from bot import console
    from bot.editions import Editions

    return console.chat(desk, Editions(desk))


def _ask(args: argparse.Namespace) -> int:
    from bot import machine

    question = machine.clean(" ".join(args.question))
    if args.stdin and question:
        raise Stop("ask takes a question or --stdin, not both")
    if args.json and args.why:
        raise Stop("--why goes with plain text: leave it or --json out")
    if not args.stdin and not question.strip():
        raise Stop('ask needs a question: podium ask "who won?"')
    if args.json and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")

    desk = open_desk(_settings().knowledge_dir)
    if args.json:
        render = machine.as_line
    else:
        from bot import console

        words = console.with_why if args.why else console.plain
        render = (lambda reply: words(reply) + "\n") if args.stdin else words  # a blank line between answers
    if args.stdin:
        machine.serve(desk, sys.stdin.buffer if sys.stdin else (), sys.stdout, render, overheard=args.overheard)
        return 0
    from bot.desk import Conversation

    reply = machine.ask(desk, question, Conversation(), overheard=args.overheard)
    if line := render(reply):
        print(line, flush=True)
    return machine.EXIT_CODES[reply.status]


def _check(folder: Path | None) -> int:
    from bot.facts import check

    report = check.report(folder or _settings().knowledge_dir)
    for line in report.lines:
        print(line)
    return 0 if report.ok else 1


def _healthy() -> int:
    from bot import health

    wrong = health.complaint(_settings().health_file)
    print(wrong or "connected, and the heartbeat is fresh")
    return 1 if wrong else 0


def _dispatch(args: argparse.Namespace) -> int:
    match args.command:
        case "ask":
            return _ask(args)
        case "check":
            return _check(args.folder)
        case "healthy":
            return _healthy()
        case "chat":
            return _chat(_settings())
        case "run":
            return _run(_settings())
        case "sync":
            return _sync(_settings())
        case _:
            settings = _settings()
            return _chat(settings) if settings.discord_token is None else _run(settings)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        return _dispatch(_parser().parse_args(argv))
    except Stop as stop:
        print(f"podium: {' '.join(str(stop).split())}", file=sys.stderr)
        return BROKEN
    except BrokenPipeError:
        # The reader has left; without this the interpreter complains once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
