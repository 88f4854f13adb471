"""The terminal chat: what is shown, what the commands do, and how it is left."""

import io
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from bot import console
from bot.answers import Found
from bot.desk import Conversation, Desk
from bot.editions import Editions
from tests.canned import CannedDesk, reply

SOUND = Path(__file__).parent / "facts" / "fixtures" / "sound"

ROOT = Path(__file__).parents[1]

# Makes the terminal its own before it starts, so that Ctrl-C reaches it as it would reach a person's.
OWN_TERMINAL = (
    "import fcntl, runpy, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); runpy.run_module('bot', run_name='__main__')"
)


def piped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str) -> str:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert console.chat(CannedDesk(), Editions(Desk(SOUND))) == 0
    return capsys.readouterr().out


def drawn(text: str) -> str:
    sink = io.StringIO()
    screen = console.Screen(
        Console(file=sink, force_terminal=True, width=80, markup=False, emoji=False, highlight=False)
    )
    screen.reply(CannedDesk().ask(text, Conversation()))
    return sink.getvalue()


def test_a_pipe_gets_the_words_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert piped(monkeypatch, capsys, "who won?\n\nwho?") == "Canada won, turn 1.\n\nCanada won, turn 2.\n\n"


def test_commands(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed = [
        ":why",
        "who won?",
        ":why",
        ":sources",
        ":new",
        ":why",
        "who?",
        ":reload",
        ":help",
        ":nope",
        ":quit",
        "who?",
    ]
    said = piped(monkeypatch, capsys, "\n".join(typed)).removesuffix("\n\n").split("\n\n")
    assert said[0] == console.NOTHING_YET
    assert said[2] == (
        "rule: winner\nwords used: who, won\nsource: The Paper, A day on the ice, https://paper.example/ice"
    )
    assert said[3] == "The Paper, A day on the ice, https://paper.example/ice"
    assert said[5] == console.NOTHING_YET
    assert said[6] == "Canada won, turn 1."
    assert said[7].startswith("Nothing has changed.\n2 events at 1 Games")
    assert said[8] == console.HELP
    assert said[9] == "I don't know :nope; :help says what there is."
    assert len(said) == 10


def test_a_question_that_breaks_something_does_not_end_the_talk(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = piped(monkeypatch, capsys, "boom\nwho?")
    assert "my bug" in said
    assert "Canada won" in said


def test_a_table_is_drawn_in_its_place() -> None:
    said = drawn("table")
    assert "───" in said
    assert said.index("Canada won.") < said.index("2:53.44") < said.index("by how much?")
    assert said.count("2:53.44") == 1


def test_words_are_never_markup_nor_orders_to_the_terminal() -> None:
    said = drawn("echo [red]x[/red] :smile: \x1b[2J \x9b2J")
    assert "[red]x[/red] :smile: [2J 2J" in said
    assert "\x1b[2J" not in said


def test_no_source_is_said() -> None:
    assert console.sources(CannedDesk().ask("hello", Conversation())).startswith("No source")


def test_parts_of_a_text_without_its_table() -> None:
    odd = reply("x", Found("Yes.", table=console.Table(("A",), (("1",),))), "answered", body="Yes.")
    assert list(console.parts(odd)) == ["Yes."]


def terminal(typed: list[bytes], home: Path) -> tuple[int, str]:
    """Run `podium chat` on a terminal of its own and type each piece once the prompt stands."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "HOME": str(home), "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(
        [sys.executable, "-c", OWN_TERMINAL, "chat"],
        cwd=ROOT,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=environment,
        start_new_session=True,
    )
    os.close(follower)
    said, key = b"", b""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if select.select([leader], [], [], 0.5)[0]:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # the other side has closed
                break
            if not piece:
                break
            said += piece
        elif typed and said.endswith(console.PROMPT.encode()):  # after a pause: nobody types while the prompt is drawn
            key = typed.pop(0)
            os.write(leader, key)
        elif key == b"\x03":
            os.write(leader, key)  # a signal that comes between two looks of the interpreter waits for the next key
    os.close(leader)
    return process.wait(timeout=10), said.decode("utf-8", "replace")


@pytest.mark.parametrize("leave", [b"\x04", b"\x03", b":quit\n"], ids=["Ctrl-D", "Ctrl-C", ":quit"])
def test_leaving_a_terminal(leave: bytes, tmp_path: Path) -> None:
    code, said = terminal([b"who won women's team pursuit\n", leave], tmp_path)
    assert code == 0, said
    assert "Canada" in said
    assert "Traceback" not in said
    assert "team pursuit" in (tmp_path / ".local/state/podium/history").read_text(encoding="utf-8")


def test_a_history_that_cannot_be_kept_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("a file where a folder should be", encoding="utf-8")
    code, said = terminal([b"who won women's team pursuit\n", b"\x04"], tmp_path)
    assert code == 0, said
    assert "Traceback" not in said
