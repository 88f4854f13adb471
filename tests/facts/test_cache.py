"""What is kept between starts is what would be built anew, and nobody else can slip anything in."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from bot.facts import cache
from bot.facts.load import Invalid, load
from bot.facts.models import Knowledge

ROOT = Path(__file__).parents[2]
built: list[Knowledge] = []


def build(knowledge: Knowledge) -> Knowledge:
    built.append(knowledge)
    return knowledge


def other(knowledge: Knowledge) -> int:
    return len(knowledge.skaters)


@pytest.fixture(autouse=True)
def _nothing_built() -> None:
    built.clear()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def kept(home: Path) -> list[Path]:
    return sorted((home / "podium").iterdir())


def test_a_hit_is_what_a_fresh_load_gives(folder: Path, home: Path) -> None:
    first = cache.cached(folder, build, home=home)
    second = cache.cached(folder, build, home=home)
    assert len(built) == 1
    assert first == second == load(folder)
    assert second.games[0].events[0].rounds[0].date == first.games[0].events[0].rounds[0].date


def test_one_byte_makes_it_another(folder: Path, home: Path) -> None:
    cache.cached(folder, build, home=home)
    file = folder / "more.yaml"
    file.write_bytes(file.read_bytes().replace(b"ordinary: [the, a]", b"ordinary: [the, b]"))
    assert cache.cached(folder, build, home=home).ordinary == ("the", "b")
    assert len(built) == 2


@pytest.mark.parametrize("change", ["name", "new", "key", "build", "code"])
def test_so_does_anything_else_it_comes_from(
    change: str, folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cache.cached(folder, build, home=home)
    if change == "name":
        (folder / "more.yaml").rename(folder / "less.yaml")
    if change == "new":
        (folder / "new.yaml").write_text("ordinary: [x]\n", "utf-8")
    if change == "code":
        (tmp_path / "bot").mkdir()
        monkeypatch.setattr(cache, "_CODE", tmp_path / "bot")
    if change == "build":
        assert cache.cached(folder, other, home=home) == 14
    else:
        cache.cached(folder, build, b"x" if change == "key" else b"", home=home)
    assert len(kept(home)) == 2


def test_unsound_data_is_not_kept(folder: Path, home: Path) -> None:
    cache.cached(folder, build, home=home)
    (folder / "bad.yaml").write_text("rules: x\n", "utf-8")
    for _ in range(2):
        with pytest.raises(Invalid):
            cache.cached(folder, build, home=home)
    assert len(kept(home)) == 1
    with pytest.raises(Invalid):
        cache.cached(folder / "nowhere", build, home=home)


def test_three_are_kept_and_only_the_user_may_read_them(folder: Path, home: Path) -> None:
    for number in range(6):
        cache.cached(folder, build, str(number).encode(), home=home)
    files = kept(home)
    assert len(files) == cache.KEPT == 3
    assert {file.suffix for file in files} == {".pickle"}
    assert (home / "podium").stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    cache.cached(folder, build, b"5", home=home)
    assert len(built) == 6  # the latest is among them


@pytest.mark.parametrize("who", ["file", "folder", "link"])
def test_what_others_may_write_is_not_read(who: str, folder: Path, home: Path) -> None:
    cache.cached(folder, build, home=home)
    (file,) = kept(home)
    if who == "link":
        file.rename(home / "elsewhere")
        file.symlink_to(home / "elsewhere")
    else:
        place = file if who == "file" else file.parent
        place.chmod(place.stat().st_mode | 0o020)
    cache.cached(folder, build, home=home)
    assert len(built) == 2


@pytest.mark.parametrize("content", [b"", b"rubbish", pickle.dumps(object())[:-3]])
def test_a_spoilt_file_is_done_without(content: bytes, folder: Path, home: Path) -> None:
    cache.cached(folder, build, home=home)
    (file,) = kept(home)
    file.write_bytes(content)
    assert cache.cached(folder, build, home=home) == load(folder)
    assert len(built) == 2
    cache.cached(folder, build, home=home)  # and is written anew
    assert len(built) == 2


def test_a_cache_that_cannot_be_written_is_done_without(folder: Path, home: Path) -> None:
    home.write_text("a file where a folder should be", "utf-8")
    assert cache.cached(folder, build, home=home) == load(folder)
    assert cache.cached(folder, lambda _: lambda: 1, home=home.with_name("fresh"))() == 1  # cannot be pickled


def test_a_hit_reads_no_yaml(folder: Path, home: Path) -> None:
    """Nor does it build a schema: that is most of a cold start."""
    code = (
        "import sys; from pathlib import Path; from bot.facts import cache, models\n"
        "print(cache.cached(Path(sys.argv[1]), models.Knowledge.model_copy, home=Path(sys.argv[2])).as_of,"
        " 'yaml' in sys.modules, models.Knowledge.__pydantic_complete__)"
    )
    run = [sys.executable, "-c", code, str(folder), str(home)]
    said = [subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout for _ in range(2)]
    assert said[0].split()[:2] == ["2022-03-01", "True"]
    assert said[1].split() == ["2022-03-01", "False", "False"]
