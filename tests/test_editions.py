"""Changing what is answered from: real files, a real desk; all of it sound or nothing changed."""

import asyncio
import io
import os
import shutil
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import desk as desk_module
from bot.desk import Conversation, Desk, opened
from bot.editions import LARGEST, Editions, Proposal, Refused, digest, told
from bot.facts.files import JOURNAL
from bot.facts.journal import ASIDE, BEFORE, files
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

    assert ONE_CHANGE.replace("2:53.44 -> 2:53.45", "2:53.45 -> 2:53.44") in lines(editions.undo("ben").changes)
    assert files(folder) == first
    assert winning_time(desk) == 17344
    assert editions.status().by == "ben"
    assert winning_time(Desk(folder)) == 17344, "it does not come back at the next start"

    again = Editions(Desk(folder))
    assert ONE_CHANGE in lines(again.undo("ann").changes), "what was before is known after a restart, too"
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


@pytest.fixture
def asked_of(folder: Path) -> Desk:
    """A desk with the words to be asked, and little to answer from."""
    shutil.copytree(SHIPPED / "words", folder / "words")
    return Desk(folder)


PLAIN = "what was the winning time of the women's team pursuit in Oslo 2022?"
TWO = "winning time women Oslo 2022? and what is the women's Olympic record?"


@pytest.mark.parametrize("way", ["asked", "overheard", "pressed", "offered"])
def test_what_is_being_answered_keeps_the_state_it_began_with(asked_of, folder, monkeypatch, way) -> None:
    desk, old = asked_of, asked_of._state
    edit(folder)
    new = opened(folder)

    def say() -> object:
        match way:
            case "asked":
                return desk.ask(TWO, Conversation()).text
            case "overheard":
                return desk.overheard(PLAIN, Conversation()).text
            case "pressed":
                return desk.press("races||winning time women Oslo 2022?", Conversation()).text
            case _:
                return [(offer.label, offer.code) for offer in desk.offers(reply)]

    reply = desk.ask("winning time women Oslo 2022?", Conversation())
    said = {}
    for name, state in (("old", old), ("new", new)):
        desk.swap(state)
        said[name] = say()
    assert said["old"] != said["new"]

    desk.swap(old)

    def swapping(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            desk.swap(new)
            return real(*arguments)

        return call

    for name in ("respond", "asked_of"):
        monkeypatch.setattr(desk_module, name, swapping(getattr(desk_module, name)))
    assert say() == said["old"]
    assert say() == said["new"]


async def test_a_step_of_the_loop_sees_one_state(desk, editions, folder) -> None:
    editions.swap_on(asyncio.get_running_loop())
    edit(folder)
    reloading = asyncio.create_task(asyncio.to_thread(editions.reload, "ann"))
    await asyncio.sleep(0)
    before = desk.snapshot
    started = time.monotonic()
    while time.monotonic() - started < 0.5 and desk.snapshot is before:
        time.sleep(0.01)  # a long step: the reload waits for its end  # noqa: ASYNC251
    assert desk.snapshot is before
    assert ONE_CHANGE in lines(await reloading)
    assert desk.snapshot is not before


def test_undo_goes_to_what_was_answered_from_and_not_to_what_lay_in_the_files(desk, editions, folder) -> None:
    first = files(folder)
    edit(folder)  # and not reloaded
    editions.confirm(editions.propose("extra.yaml", b"ordinary: [wobble]\n"), "ann")
    second = files(folder)
    assert not editions.undo("ann").edited
    assert (files(folder), winning_time(desk)) == (first, 17344)
    editions.undo("ann")
    assert (files(folder), winning_time(desk)) == (second, 17345)
    assert not (folder / ASIDE).exists(), "nothing was lost"


def test_an_undo_that_the_disk_breaks_off_changes_nothing(desk, editions, folder, monkeypatch) -> None:
    edit(folder)
    editions.reload("ann")
    before, snapshot = files(folder), desk.snapshot
    real, writes = os.fsync, []

    def full(handle: int) -> None:
        writes.append(handle)
        if len(writes) == 3:  # the journal and one file are written
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Refused, match="No space left"):
        editions.undo("ann")
    assert len(writes) > 3
    assert files(folder) == before
    assert not (folder / JOURNAL).exists()
    assert desk.snapshot is snapshot


def test_what_was_sound_when_it_was_shown_is_checked_again(desk, editions, folder) -> None:
    broken = b"skatres: []\n"
    after = {**files(folder), "extra.yaml": broken}
    with pytest.raises(Invalid, match="skaters"):
        editions.confirm(Proposal("extra.yaml", broken, digest(after), ()), "ann")
    assert not (folder / "extra.yaml").exists()
    with pytest.raises(Refused):
        editions.confirm(Proposal("../extra.yaml", broken, digest(after), ()), "ann")


def test_a_million_bytes_are_taken_and_one_more_is_not(editions) -> None:
    just = b"ordinary: [wobble]\n" + b"#" * (LARGEST - 19)
    assert editions.propose("extra.yaml", just).content == just
    with pytest.raises(Refused, match="split it"):
        editions.propose("extra.yaml", just + b"#")
    assert LARGEST == 1_000_000


def test_whoever_reads_while_a_file_is_written_sees_all_of_it(editions, folder) -> None:
    one, other = (folder / GAMES).read_bytes(), slower((folder / GAMES).read_bytes())
    done, seen = threading.Event(), set()

    def read() -> None:
        while not done.is_set():
            seen.add((folder / GAMES).read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for content in [other, one] * 2:
        editions.confirm(editions.propose("2022-oslo.yaml", content), "ann")
    done.set()
    reader.join()
    assert seen == {one, other}


def test_an_undo_says_whether_it_found_an_edit_that_nobody_had_read(editions, folder) -> None:
    edit(folder)
    editions.reload("ann")
    more = folder / "more.yaml"
    more.write_bytes(more.read_bytes() + b"# a note\n")
    edited = files(folder)

    assert editions.undo("ann").edited
    with zipfile.ZipFile(folder / ASIDE) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == edited
    assert not editions.undo("ann").edited


def test_what_is_edited_while_an_upload_is_read_is_not_written_over(editions, folder, monkeypatch) -> None:
    proposal = editions.propose("extra.yaml", b"ordinary: [wobble]\n")
    real = editions._opened

    def edited_meanwhile(content):
        edit(folder)
        return real(content)

    monkeypatch.setattr(editions, "_opened", edited_meanwhile)
    with pytest.raises(Refused, match="changed since"):
        editions.confirm(proposal, "ann")
    assert b"2:53.45" in (folder / GAMES).read_bytes()
    assert not (folder / "extra.yaml").exists()


def test_a_change_that_could_not_even_be_taken_back_is_finished_by_the_next(
    desk, editions, folder, monkeypatch
) -> None:
    first = files(folder)
    edit(folder)
    editions.reload("ann")
    writes, real = [], os.fsync

    def full(handle: int) -> None:
        writes.append(handle)
        if len(writes) > 2:  # the journal and one file are written, and then nothing more
            raise OSError(28, "No space left on device")
        real(handle)

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        with pytest.raises(Refused, match="No space left"):
            editions.undo("ann")
    assert winning_time(desk) == 17345
    assert (folder / JOURNAL).exists()

    editions.reload("ann")
    assert (files(folder), winning_time(desk)) == (first, 17344)
    assert not (folder / JOURNAL).exists()
