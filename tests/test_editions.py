"""Changing what is answered from: real files, a real desk; all of it sound or nothing changed."""

import asyncio
import io
import shutil
import threading
import zipfile
from pathlib import Path

import pytest

from bot.desk import Conversation, Desk
from bot.editions import BEFORE, LARGEST, Editions, Refused, digest, files, told
from bot.facts.load import Invalid

SOUND = Path(__file__).parent / "facts" / "fixtures" / "sound"
GAMES = "games/2022-oslo.yaml"
SHIPPED = Path(__file__).parents[1] / "knowledge"
ONE_CHANGE = "women, team pursuit, Oslo 2022, final A, Norway: time 2:53.44 -> 2:53.45"
UPLOADED = "women, team pursuit, Oslo 2022, semifinal, heat 1, South Korea: time 2:58.10 -> 2:58.11"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOUND, tmp_path / "data"))


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(folder)


@pytest.fixture
def editions(desk: Desk) -> Editions:
    return Editions(desk)


def replaced(content: bytes, *pairs: tuple[str, str]) -> bytes:
    for old, new in pairs:
        assert old.encode() in content
        content = content.replace(old.encode(), new.encode())
    return content


def slower(content: bytes) -> bytes:
    """A semifinal one hundredth slower, and the gap that follows from it."""
    return replaced(content, ("time: 2:58.10", "time: 2:58.11"), ("gap: 4.10", "gap: 4.11"))


def edit(folder: Path) -> None:
    """The final and the record set in it one hundredth slower, and the gap that follows from it."""
    games, more = folder / GAMES, folder / "more.yaml"
    games.write_bytes(replaced(games.read_bytes(), ("time: 2:53.44", "time: 2:53.45"), ("gap: 11.03", "gap: 11.02")))
    more.write_bytes(replaced(more.read_bytes(), ("2:53.44", "2:53.45")))


def winning_time(desk: Desk) -> int | None:
    """Of the women in Oslo, in hundredths of a second."""
    return next(start.entry.time for start in desk.snapshot.starts if start.is_final and start.won)


def lines(changes) -> list[str]:
    return [str(change) for change in changes]


def test_a_reload_says_what_changed_by_name_with_both_values(desk, editions, folder) -> None:
    assert winning_time(desk) == 17344
    edit(folder)
    changed = editions.reload("ann")

    assert lines(changed) == [
        ONE_CHANGE,
        "women, team pursuit, Oslo 2022, final A, Netherlands: gap 11.03 -> 11.02",
        "women, OR team pursuit of 2022-02-15, Norway: time 2:53.44 -> 2:53.45",
        "discrepancy, winning time: used 2:53.44 -> 2:53.45",
    ]
    assert winning_time(desk) == 17345
    assert told(changed, "All held.").splitlines() == ["4 changes:", *lines(changed), "All held."]
    assert editions.reload("ann") == ()


def slower_in_beijing(folder: Path) -> None:
    """The final of Canada's women one hundredth slower, wherever it stands."""
    for name in ("games/2022-beijing.yaml", "records.yaml"):
        content = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(content.replace("2:53.44", "2:53.45").replace("11.03", "11.02"), encoding="utf-8")


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "knowledge"))


def test_the_shipped_data_is_compared_by_name_too(shipped) -> None:
    editions = Editions(Desk(shipped))
    slower_in_beijing(shipped)
    assert "women, Beijing 2022, final A, Canada: time 2:53.44 -> 2:53.45" in lines(editions.check())


def test_new_and_gone_things_and_words_are_named(editions, folder) -> None:
    more = folder / "more.yaml"
    text = more.read_text(encoding="utf-8")
    more.write_text(text.replace("ordinary: [", "ordinary: [wobble, "), encoding="utf-8")
    assert lines(editions.reload("ann")) == ["ordinary words: with wobble"]
    more.write_text(text, encoding="utf-8")
    assert lines(editions.reload("ann")) == ["ordinary words: without wobble"]


def test_broken_data_changes_nothing_and_every_problem_is_said(desk, editions, folder) -> None:
    before = desk.snapshot
    place = folder / GAMES
    place.write_text(place.read_text("utf-8").replace("rank: 1, next: gold", "rnak: 1, next: gold"), "utf-8")
    (folder / "extra.yaml").write_text("skatres: []\n")

    with pytest.raises(Invalid) as error:
        editions.reload("ann")
    said = lines(error.value.problems)
    assert [line for line in said if line.startswith(f"{GAMES}:") and "write `rank`" in line]
    assert [line for line in said if line.startswith("extra.yaml:1: ") and "write `skaters`" in line]
    assert desk.snapshot is before
    assert not editions.status().same_on_disk


def test_an_emptied_folder_is_a_problem_named_as_the_folder_it_is(editions, folder) -> None:
    for place in folder.rglob("*.yaml"):
        place.unlink()
    with pytest.raises(Invalid, match=r"holds no \.yaml file") as error:
        editions.reload("ann")
    assert str(error.value).startswith(f"{folder}: ")


def test_undo_goes_back_in_memory_and_on_disk_and_again_forth(desk, editions, folder) -> None:
    first = files(folder)
    edit(folder)
    (folder / "new.yaml").write_text("ordinary: [wobble]\n")
    editions.reload("ann")
    second = files(folder)

    assert ONE_CHANGE.replace("2:53.44 -> 2:53.45", "2:53.45 -> 2:53.44") in lines(editions.undo("ben"))
    assert files(folder) == first
    assert winning_time(desk) == 17344
    assert editions.status().by == "ben"
    assert winning_time(Desk(folder)) == 17344, "it does not come back at the next start"

    again = Editions(Desk(folder))
    assert ONE_CHANGE in lines(again.undo("ann")), "what was before is known after a restart, too"
    assert files(folder) == second


def test_there_is_nothing_to_undo_at_first(editions) -> None:
    with pytest.raises(Refused, match="nothing to go back to"):
        editions.undo("ann")


def test_status_says_what_is_held_and_whether_the_disk_has_it(editions, folder) -> None:
    status = editions.status()
    assert (status.by, status.same_on_disk, status.digest) == ("start", True, digest(files(folder)))
    assert "as of " in status.held
    edit(folder)
    assert not editions.status().same_on_disk
    editions.reload("ann")
    after = editions.status()
    assert (after.by, after.same_on_disk) == ("ann", True)
    assert after.digest != status.digest
    assert after.loaded >= status.loaded


def test_an_upload_is_shown_first_and_written_when_confirmed(desk, editions, folder) -> None:
    before = files(folder)
    proposal = editions.propose("2022-oslo.yaml", slower(before[GAMES]))
    assert proposal.name == GAMES
    assert UPLOADED in lines(proposal.changes)
    assert files(folder) == before, "nothing is written before it is confirmed"

    assert editions.confirm(proposal, "ann") == proposal.changes
    assert files(folder)[GAMES] == proposal.content
    assert lines(Editions(desk).check()) == []
    editions.undo("ann")
    assert files(folder) == before
    assert not [place for place in folder.rglob("*") if place.suffix == ".part"]


def test_a_new_file_joins_the_others(editions, folder) -> None:
    editions.confirm(editions.propose("more-words.yaml", b"ordinary: [wobble]\n"), "ann")
    assert (folder / "more-words.yaml").read_bytes() == b"ordinary: [wobble]\n"


def test_an_upload_is_checked_with_all_the_rest(editions, folder) -> None:
    with pytest.raises(Invalid, match="sources"):
        editions.propose("base.yaml", b"as_of: 2026-02-22\n")


@pytest.mark.parametrize(
    "content",
    [b"ordinary: !!python/object/apply:os.system [id]\n", b"a: &a [x]\nordinary: *a\n", b"\xff\xfe", b"", b"- x\n"],
)
def test_a_hostile_upload_is_a_problem_and_nothing_else(editions, folder, content) -> None:
    before = files(folder)
    with pytest.raises(Invalid, match=r"extra\.yaml"):
        editions.propose("extra.yaml", content)
    assert files(folder) == before


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml", "/etc/evil.yaml", "games/../../evil.yaml", "games/new.yaml", "evil.yml", "evil", ".hidden.yaml",
        "", "..", "a\\b.yaml", "a\0.yaml", "Evil.yaml", "évil.yaml", "evil.yaml\n", "-.yaml", "x" * 70 + ".yaml",
        BEFORE,
    ],
)  # fmt: skip
def test_path_tricks_are_refused(editions, folder, name) -> None:
    before = sorted(folder.parent.rglob("*"))
    with pytest.raises(Refused):
        editions.propose(name, b"ordinary: [wobble]\n")
    assert sorted(folder.parent.rglob("*")) == before


def test_a_link_out_of_the_folder_is_not_written_to(editions, folder, tmp_path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("ordinary: [wobble]\n")
    (folder / "linked.yaml").symlink_to(outside)
    with pytest.raises(Refused, match="leads out"):
        editions.propose("linked.yaml", b"ordinary: [wibble]\n")
    assert outside.read_text() == "ordinary: [wobble]\n"


def test_too_large_an_upload_is_refused_before_it_is_read(editions) -> None:
    with pytest.raises(Refused, match="split it"):
        editions.propose("extra.yaml", b"#" * (LARGEST + 1))


def test_what_changed_between_the_two_steps_is_noticed(editions, folder) -> None:
    proposal = editions.propose("extra.yaml", b"ordinary: [wobble]\n")
    edit(folder)
    with pytest.raises(Refused, match="changed since"):
        editions.confirm(proposal, "ann")
    assert not (folder / "extra.yaml").exists()


def test_a_disk_that_cannot_be_written_changes_nothing(desk, editions, folder, monkeypatch) -> None:
    proposal = editions.propose("extra.yaml", b"ordinary: [wobble]\n")
    before = desk.snapshot

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Refused, match="No space left"):
        editions.confirm(proposal, "ann")
    assert desk.snapshot is before
    assert editions.status().same_on_disk
    assert not list(folder.rglob("*.part"))


def test_a_download_holds_the_files_that_are_answered_from(editions, folder) -> None:
    mine = files(folder)
    edit(folder)
    with zipfile.ZipFile(io.BytesIO(editions.download())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == mine


def test_of_two_at_once_the_second_is_told_so(editions, folder, monkeypatch) -> None:
    began, go_on = threading.Event(), threading.Event()
    real = editions._opened

    def slow(content):
        began.set()
        assert go_on.wait(20)
        return real(content)

    monkeypatch.setattr(editions, "_opened", slow)
    edit(folder)
    results = []
    first = threading.Thread(target=lambda: results.append(editions.reload("ann")))
    first.start()
    assert began.wait(20)
    with pytest.raises(Refused, match="right now"):
        editions.reload("ben")
    go_on.set()
    first.join()
    assert ONE_CHANGE in lines(results[0])
    assert editions.reload("ben") == (), "and then it is free again"


async def test_a_reload_during_a_hundred_questions_loses_none_and_mixes_nothing(shipped) -> None:
    two = "winning time women Beijing 2022? and what is the women's Olympic record?"
    desk = Desk(shipped)
    editions = Editions(desk)
    old = desk.ask(two, Conversation()).text
    slower_in_beijing(shipped)
    reloading = asyncio.create_task(asyncio.to_thread(editions.reload, "ann"))

    async def person() -> list[str]:
        said = []
        while not reloading.done():
            said.append(desk.ask(two, Conversation()).text)
            await asyncio.sleep(0.2)
        said.append(desk.ask(two, Conversation()).text)
        return said

    everybody = await asyncio.gather(*(person() for _ in range(100)))
    new = Desk(shipped).ask(two, Conversation()).text
    assert "women, Beijing 2022, final A, Canada: time 2:53.44 -> 2:53.45" in lines(await reloading)
    assert ("2:53.44" in old, "2:53.45" in new) == (True, True)
    assert {said[-1] for said in everybody} == {new}
    assert {text for said in everybody for text in said} == {old, new}
