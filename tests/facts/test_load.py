"""Reading a folder: whole or not at all, and nothing in a file can do harm."""

from pathlib import Path

import pytest

from bot.facts.load import Invalid, load, read
from bot.facts.models import Knowledge
from bot.facts.problems import Problem

NO_KEYS = "FOLDER: no file holds `as_of`, `sources`, `nations`, `skaters`, `event_kinds`, `round_kinds` or `games`"


def found(folder: Path) -> list[str]:
    return [str(problem).replace(str(folder), "FOLDER").rpartition(";")[0] for problem in read(folder)[1]]


def test_what_is_written_is_held(folder: Path) -> None:
    knowledge = load(folder)
    assert isinstance(knowledge, Knowledge)
    assert Knowledge.model_validate(knowledge.model_dump()) == knowledge
    (games,) = knowledge.games
    winner = games.events[0].rounds[2].races[0].entries[0]
    assert (winner.nation, winner.time, winner.status) == ("NOR", 17344, "ok")
    assert knowledge.medal_tables[0].rows[3].rank is None
    assert knowledge.words == {"wh": {"who": ("who", "whom")}}


def test_every_value_is_text(folder: Path) -> None:
    """No country becomes false and no time a number."""
    (folder / "no.yaml").write_text("ordinary: [NO, on, 1e3, 2:53, 0x1F, 2022-02-15]\n", "utf-8")
    assert load(folder).ordinary == ("the", "a", "NO", "on", "1e3", "2:53", "0x1F", "2022-02-15")


def test_files_are_joined(folder: Path) -> None:
    deep = folder / "z" / "deeper"
    deep.mkdir(parents=True)
    (deep / "nl.yaml").write_text("words:\n  wh:\n    who: [wie]\n    what: [wat]\nambiguous: [x]\n", "utf-8")
    knowledge = load(folder)
    assert knowledge.words == {"wh": {"who": ("who", "whom", "wie"), "what": ("wat",)}}
    assert knowledge.ambiguous == ("the big race", "x")


def test_any_problem_keeps_all_of_it_out(folder: Path) -> None:
    (folder / "bad.yaml").write_text("moments:\n  - {id: x}\n", "utf-8")
    with pytest.raises(Invalid) as caught:
        load(folder)
    assert caught.value.problems == read(folder)[1]
    assert all(isinstance(problem, Problem) for problem in caught.value.problems)
    assert str(caught.value).splitlines()[0] == "bad.yaml:2: `event` is missing; write `event: …`"
    assert read(folder)[0] is None


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    assert found(tmp_path) == ["FOLDER: the folder holds no .yaml file"]
    with pytest.raises(Invalid):
        load(tmp_path)


@pytest.mark.parametrize("name", ["missing", "file"])
def test_no_folder_is_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Invalid, match="this is not a folder"):
        load(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "a.yaml: the file holds nothing"),
        (b"# nothing yet\n", "a.yaml: the file holds nothing"),
        (b"just words", "a.yaml:1: the file does not start with a key"),
        (b"- a list", "a.yaml:1: the file does not start with a key"),
        (b"# one\nrules: caf\xe9\n", "a.yaml:2: the byte 0xe9 is not UTF-8"),
        (b"rules:" + b" " * 5_000_000, "a.yaml: the file has 5,000,006 bytes, more than 5,000,000"),
        (b"rules: " + b"[" * 100_000, "a.yaml:1: this is nested more than 40 levels deep"),
        (b"rules: " + b"{a: " * 1_000, "a.yaml:1: this is nested more than 40 levels deep"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "a.yaml:1: `a` is an anchor or alias (`&`, `*`)"),
        (
            b"rules: !!python/name:os.system\n",
            "a.yaml:1: the tag `tag:yaml.org,2002:python/name:os.system` is not used here",
        ),
    ],
    ids=[
        "empty",
        "a comment",
        "words",
        "a list",
        "not UTF-8",
        "large",
        "deep lists",
        "deep keys",
        "a bomb",
        "an object",
    ],
)
def test_files_that_are_refused(content: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(content)
    assert found(tmp_path)[0] == problem


def test_a_folder_with_nothing_in_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("ordinary: [the]\n", "utf-8")
    assert found(tmp_path) == [NO_KEYS]


def test_a_name_that_would_be_passed_over(folder: Path) -> None:
    (folder / "late.yml").write_text("ordinary: [x]\n", "utf-8")
    assert found(folder) == ["late.yml: the file is not read"]


def test_a_mark_at_the_start_and_dos_lines_do_no_harm(folder: Path) -> None:
    (folder / "a.yaml").write_bytes(b"\xef\xbb\xbfordinary:\r\n  - x\r\n")
    assert load(folder).ordinary == ("x", "the", "a")
