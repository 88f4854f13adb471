"""The command line, run as a person or another program runs it: what it prints and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import __main__ as command_line
from tests.canned import CannedDesk
from tests.test_machine import KEYS

ROOT = Path(__file__).parents[1]
QUESTION = "who won women's team pursuit"


def run(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `podium` in a process of its own, away from any .env, without a token unless one is given."""
    base = {name: value for name, value in os.environ.items() if name not in {"DISCORD_TOKEN", "KNOWLEDGE_DIR"}}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        timeout=60,
        env={**base, **environment},
        check=False,
    )


def one_line_on_stderr(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode()
    assert said.startswith("podium")
    assert said.count("\n") == 1
    return said


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.Desk", CannedDesk)


def test_a_question_in_words() -> None:
    done = run("ask", QUESTION)
    assert done.returncode == 0
    assert b"Canada" in done.stdout or b"Japan" in done.stdout or b"Netherlands" in done.stdout
    assert done.stderr == b""


def test_a_question_as_json() -> None:
    done = run("ask", "--json", QUESTION)
    [line] = done.stdout.decode().splitlines()
    found = json.loads(line)
    assert list(found) == KEYS
    assert (done.returncode, found["status"], found["question"]) == (0, "answered", QUESTION)
    assert found["sources"]
    assert set(found["sources"][0]) == {"publisher", "title", "url"}
    assert found["answer"] in found["text"]


def test_many_questions_on_standard_input() -> None:
    done = run("ask", "--json", "--stdin", given=f"{QUESTION}\nand the men's?\n\n\xff\n".encode("latin-1"))
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert [each["status"] for each in found[:2]] == ["answered", "answered"]
    assert len(found) == 3


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize(("question", "code"), [("who", 0), ("takagi", 0), ("hello", 0), ("lap", 1), ("curling", 1)])
def test_exit_codes(question: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["ask", question]) == code
    assert command_line.main(["ask", "--json", question]) == code
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("canned")
def test_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["ask", "--why", "who"]) == 0
    said = capsys.readouterr().out
    assert "rule: winner" in said
    assert "https://paper.example/ice" in said


@pytest.mark.usefixtures("canned")
def test_an_unquoted_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["ask", "echo", "this", "one"]) == 0
    assert capsys.readouterr().out == "You said echo this one.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "--json"],
        ["ask", "  "],
        ["ask", "--stdin", "who won?"],
        ["ask", "--json", "--why", "who won?"],
        ["ask", "--jason", "who won?"],
        ["nonsense"],
        ["--nonsense"],
        ["check", "a", "b"],
        ["run"],
    ],
    ids=" ".join,
)
def test_wrong_usage_gets_one_line(arguments: list[str]) -> None:
    done = run(*arguments, DISCORD_TOKEN="")
    assert done.returncode == 2
    assert done.stdout == b""
    one_line_on_stderr(done)


@pytest.mark.parametrize("arguments", [["ask", "who?"], ["ask", "--json", "--stdin"], ["chat"]], ids=" ".join)
def test_data_that_is_not_sound_gets_one_line(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("games: [\nskaters: 7\n", encoding="utf-8")
    done = run(*arguments, KNOWLEDGE_DIR=str(tmp_path))
    assert done.returncode == 2
    assert done.stdout == b""
    assert "bad.yaml" in one_line_on_stderr(done)


@pytest.mark.parametrize("kind", ["missing", "empty"])
def test_no_data_gets_one_line(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    if kind == "empty":
        folder.mkdir()
    done = run("ask", "who?", KNOWLEDGE_DIR=str(folder))
    assert done.returncode == 2
    assert str(folder) in one_line_on_stderr(done)


def test_check_of_sound_data() -> None:
    done = run("check", str(ROOT / "knowledge"))
    assert done.returncode == 0, done.stdout.decode()


def test_check_of_data_that_is_not_sound(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("gamse: []\n", encoding="utf-8")
    done = run("check", str(tmp_path))
    assert done.returncode == 1
    assert b"bad.yaml:1" in done.stdout
    assert b"gamse" in done.stdout


def test_version() -> None:
    assert run("--version").stdout.decode().split() == ["podium", command_line.__version__]


@pytest.mark.usefixtures("canned")
def test_without_a_token_it_talks_here_and_with_one_it_connects(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot import chat, console

    monkeypatch.setattr(console, "chat", lambda desk, editions: 11)
    monkeypatch.setattr(chat, "run", lambda settings, desk: 12)
    monkeypatch.setenv("DISCORD_TOKEN", "")
    assert command_line.main([]) == 11
    monkeypatch.setenv("DISCORD_TOKEN", "MTIzNDU2Nzg5MDEyMzQ1Njc4.abcdef.abcdefghijklmnopqrstuvwxyz")
    assert [command_line.main([]), command_line.main(["run"]), command_line.main(["chat"])] == [12, 12, 11]


def test_the_terminal_never_imports_discord() -> None:
    program = (
        "import io, sys; from bot.__main__ import main; sys.stdin = io.TextIOWrapper(io.BytesIO(b'who won?'));"
        f"codes = main(['ask', {QUESTION!r}]), main(['chat']);"
        "sys.exit(repr((codes, [name for name in sys.modules if name.partition('.')[0] in {'discord', 'aiohttp'}])))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.stderr.decode().strip() == "((0, 0), [])"


def test_one_answer_does_not_wait_for_the_screen_library() -> None:
    program = (
        f"import sys; from bot.__main__ import main; code = main(['ask', '--json', {QUESTION!r}]);"
        "sys.exit(repr((code, [name for name in ('rich', 'discord', 'asyncio') if name in sys.modules])))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.stderr.decode().strip() == "(0, [])"


def test_a_reader_that_leaves_early_is_no_trouble() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json", "--stdin"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(f"{QUESTION}\n".encode() * 50)
        process.stdin.close()
        assert process.stderr.read() == b""
