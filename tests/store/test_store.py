"""What is kept, for whom and how long: a real file, a clock that the test turns."""

import asyncio
import logging
import sqlite3
import stat
from pathlib import Path

import pytest

from bot.store import Asked, Channel, NotKept, open_store
from bot.store.schema import STEPS, VERSION
from bot.store.store import DAY, KEPT_FOR, REPORTS_A_DAY

ANN, BEN = 111111111111111111, 222222222222222222
HERE, THERE = 1, 2  # servers


class Clock:
    now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "podium.sqlite3"


@pytest.fixture
async def store(path, clock):
    opened = await open_store(path, now=clock)
    yield opened
    await opened.close()


async def reopened(store, path, clock):
    await store.close()
    return await open_store(path, now=clock)


async def test_all_of_it_outlives_the_process(store, path, clock) -> None:
    await store.set_channel(HERE, 10, muted=True)
    await store.set_channel(HERE, 10, listening=True)
    await store.note_unanswered(ANN, HERE, "Who won curling?")
    number = await store.report(ANN, HERE, question="q", answer="a", wrong="w", link="l")
    await store.note_use(BEN, HERE, "/knowledge reload", "done")
    await store.set_value("commands", "abc")

    again = await reopened(store, path, clock)
    assert again.keeps
    assert again.channel(10) == Channel(muted=True, listening=True)
    assert again.channel(11) == Channel()
    assert await again.unanswered() == [Asked("who won curling?", 1, int(clock.now))]
    assert [(r.id, r.question, r.answer, r.wrong, r.link) for r in await again.reports()] == [(number, *"qawl")]
    assert [(e.moderator, e.command, e.outcome) for e in await again.uses()] == [(BEN, "/knowledge reload", "done")]
    assert (await again.value("commands"), await again.value("other")) == ("abc", None)
    await again.close()


async def test_the_most_frequent_question_comes_first_and_names_nobody(store) -> None:
    await store.note_unanswered(ANN, HERE, "who won the 1500?")
    for text in ("Who won  CURLING <@123456789012345678>", "who won curling https://x.example/y", "who won curling"):
        await store.note_unanswered(ANN, None, text)
    await store.note_unanswered(ANN, HERE, "<@123456789012345678>")

    assert [(asked.question, asked.times) for asked in await store.unanswered()] == [
        ("who won curling", 3),
        ("who won the 1500?", 1),
    ]
    assert len(await store.unanswered(limit=1)) == 1
    assert await store.clear_unanswered() == 4
    assert await store.unanswered() == []


async def test_a_person_reports_five_times_in_any_day(store, clock) -> None:
    async def report(person: int) -> int | None:
        return await store.report(person, HERE, question="q", answer="a", wrong="w", link="")

    made = [await report(ANN) for _ in range(REPORTS_A_DAY + 1)]
    assert made[-1] is None
    assert None not in made[:-1]
    assert await report(BEN) is not None
    clock.now += DAY
    assert await report(ANN) is not None


async def test_a_report_is_closed_once_with_a_note(store) -> None:
    number = await store.report(ANN, HERE, question="q", answer="a", wrong="w", link="")
    assert await store.close_report(number, "it was right")
    assert not await store.close_report(number, "again")
    assert await store.reports() == []
    assert [report.note for report in await store.reports(closed=True)] == ["it was right"]


async def test_no_number_of_a_person_stands_with_their_words(store, path, clock) -> None:
    await store.note_unanswered(ANN, HERE, "who won curling")
    await store.report(ANN, HERE, question="q", answer="a", wrong="w", link="")
    await store.close()

    with sqlite3.connect(path) as file:
        rows = [*file.execute("SELECT * FROM unanswered"), *file.execute("SELECT * FROM report")]
    file.close()
    assert len(rows) == 2
    assert not [value for row in rows for value in row if str(ANN) in str(value)]
    key = path.with_name(path.name + ".key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert key.read_bytes() not in path.read_bytes()


async def test_forgetting_removes_the_words_of_one_person(store, path, clock) -> None:
    for person in (ANN, BEN):
        await store.note_unanswered(person, HERE, f"question of {person % 10}")
        await store.report(person, HERE, question="q", answer="a", wrong=f"w{person % 10}", link="")

    again = await reopened(store, path, clock)
    assert await again.forget(ANN) == 2
    assert await again.forget(ANN) == 0
    assert [asked.question for asked in await again.unanswered()] == ["question of 2"]
    assert [report.wrong for report in await again.reports()] == ["w2"]
    await again.close()
    assert b"question of 1" not in path.read_bytes()


async def test_leaving_a_server_removes_its_rows(store) -> None:
    for guild in (HERE, THERE):
        await store.set_channel(guild, guild * 10, muted=True)
        await store.note_unanswered(ANN, guild, f"asked in {guild}")
        await store.report(ANN, guild, question="q", answer="a", wrong=f"w{guild}", link="")
        await store.note_use(BEN, guild, f"/channel mute {guild}", "done")

    assert await store.leave(HERE) == 4
    assert (store.channel(10), store.channel(20)) == (Channel(), Channel(muted=True))
    assert [asked.question for asked in await store.unanswered()] == ["asked in 2"]
    assert [report.wrong for report in await store.reports()] == ["w2"]
    assert [entry.command for entry in await store.uses()] == ["/channel mute 2"]


async def test_words_are_kept_for_ninety_days(store, clock) -> None:
    await store.set_channel(HERE, 10, muted=True)
    await store.note_unanswered(ANN, HERE, "old")
    await store.report(ANN, HERE, question="old", answer="a", wrong="w", link="")
    await store.note_use(BEN, HERE, "old", "done")
    clock.now += KEPT_FOR - 1
    await store.note_unanswered(ANN, HERE, "new")
    assert await store.sweep() == 0
    clock.now += 1

    assert await store.sweep() == 3
    assert [asked.question for asked in await store.unanswered()] == ["new"]
    assert (await store.reports(), await store.uses()) == ([], [])
    assert store.channel(10).muted


async def test_a_file_of_each_older_version_is_brought_up_to_date(path, clock) -> None:
    for version in range(VERSION):
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        with sqlite3.connect(path) as old:
            for script in STEPS[:version]:
                old.executescript(script)
            old.execute(f"PRAGMA user_version = {version}")
        old.close()
        store = await open_store(path, now=clock)
        await store.set_value("commands", "abc")
        assert await store._file.read("PRAGMA user_version") == [(VERSION,)]
        assert await store._file.read("PRAGMA journal_mode") == [("wal",)]
        assert await store._file.read("PRAGMA synchronous") == [(2,)], "FULL: what is kept outlives a power cut"
        await store.close()


async def test_a_damaged_file_is_set_aside(path, clock, caplog) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this was a database once " * 400)
    store = await open_store(path, now=clock)
    await store.set_value("commands", "abc")
    assert store.keeps
    await store.close()

    (line,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.name in line
    assert aside.read_bytes().startswith(b"this was a database")


async def test_a_file_damaged_within_is_set_aside(store, path, clock, caplog) -> None:
    for number in range(300):
        await store.note_unanswered(ANN, HERE, f"question {number} " + "x" * 200)
    await store.close()
    content = bytearray(path.read_bytes())
    content[8192 : len(content) - 4096] = b"\xff" * (len(content) - 4096 - 8192)
    path.write_bytes(content)

    again = await open_store(path, now=clock)
    assert await again.unanswered() == []
    await again.close()
    assert list(path.parent.glob("*.damaged-*"))


@pytest.mark.parametrize("obstacle", ["a folder", "no folder", "a newer version"])
async def test_where_no_file_can_be_used_it_works_in_memory_and_says_so_once(path, clock, caplog, obstacle) -> None:
    match obstacle:
        case "a folder":
            path.mkdir(parents=True)
        case "no folder":
            path.parent.write_text("a file where the folder should be")
        case _:
            path.parent.mkdir()
            newer = sqlite3.connect(path)
            newer.execute(f"PRAGMA user_version = {VERSION + 1}")
            newer.close()
    store = await open_store(path, now=clock)
    await store.set_channel(HERE, 10, muted=True)
    assert store.channel(10).muted
    assert not store.keeps
    await store.close()
    (line,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert str(path) in line
    assert "STATE_PATH" in line


async def test_a_write_that_fails_says_so_and_changes_nothing(store, caplog) -> None:
    await store._file.run("PRAGMA query_only = ON")
    with pytest.raises(NotKept):
        await store.set_channel(HERE, 10, muted=True)
    assert store.channel(10) == Channel()
    assert "STATE_PATH" in caplog.text


async def test_what_keeps_failing_is_said_once_until_it_works_again(store, caplog) -> None:
    async def failing() -> None:
        await store._file.run("PRAGMA query_only = ON")
        for _ in range(3):
            with pytest.raises(NotKept):
                await store.note_unanswered(ANN, HERE, "who won curling")
            assert await store.unanswered() == []
        await store._file.run("PRAGMA query_only = OFF")

    await failing()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    await store.clear_unanswered()
    await failing()
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]


async def test_on_a_full_disk_what_was_kept_can_be_read_and_removed(store) -> None:
    async def kept() -> int:
        for number in range(1000):
            try:
                await store.note_unanswered(ANN, HERE, f"question {number} " + "x" * 280)
            except NotKept:
                return number
        raise AssertionError("there was room for all")

    await store._file.run("PRAGMA max_page_count = 20")
    count = await kept()
    assert 0 < sum(asked.times for asked in await store.unanswered()) == count
    assert await store.forget(ANN) == count
    await store.note_unanswered(ANN, HERE, "who won curling")


async def test_a_write_beside_others_that_are_broken_off_is_kept(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "state.db")
    begun = asyncio.Event()

    async def broken_off() -> None:
        async with store._file.whole():
            begun.set()
            await asyncio.sleep(3600)

    others = asyncio.create_task(broken_off())
    await begun.wait()
    written = asyncio.create_task(store.set_value("commands", "told"))
    await asyncio.sleep(0.05)
    others.cancel()
    await asyncio.gather(others, return_exceptions=True)
    await written

    assert await store.value("commands") == "told"
    await store.close()


def as_others_see_it(path: Path, statement: str) -> list[tuple[object, ...]]:
    """What is committed: what a process that is killed now would leave."""
    other = sqlite3.connect(path)
    try:
        return other.execute(statement).fetchall()
    finally:
        other.close()


async def test_closing_waits_for_what_is_being_removed(store, path, clock) -> None:
    await store.note_unanswered(ANN, HERE, "who won curling")
    await store.report(ANN, HERE, question="q", answer="a", wrong="w", link="")
    forgetting = asyncio.create_task(store.forget(ANN))
    await asyncio.sleep(0)
    await store.close()

    assert await forgetting == 2
    assert as_others_see_it(path, "SELECT person FROM unanswered UNION SELECT person FROM report") == []


async def test_closing_waits_for_whoever_is_in_line_to_write(store, path) -> None:
    writes = [asyncio.create_task(store.set_value(f"value {n}", "kept")) for n in range(20)]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*writes)

    assert as_others_see_it(path, "SELECT COUNT(*) FROM kept") == [(20,)]
    with pytest.raises(NotKept):
        await store.set_value("late", "lost")
    await store.close()


@pytest.mark.parametrize("steps", range(8))
async def test_what_is_broken_off_leaves_nothing_open(store, path, steps) -> None:
    await store.note_unanswered(ANN, HERE, "who won curling")
    forgetting = asyncio.create_task(store.forget(ANN))
    for _ in range(steps):
        await asyncio.sleep(0 if steps < 4 else 0.001)
    forgetting.cancel()
    await asyncio.gather(forgetting, return_exceptions=True)

    await store.set_value("commands", "told")
    assert as_others_see_it(path, "SELECT value FROM kept") == [("told",)]
    assert as_others_see_it(path, "SELECT COUNT(*) FROM unanswered") in ([(0,)], [(1,)])


async def test_what_is_forgotten_is_in_no_file_any_more(store, path) -> None:
    def held() -> bool:
        return any(b"who won curling" in place.read_bytes() for place in path.parent.iterdir())

    await store.note_unanswered(ANN, HERE, "who won curling")
    assert held()
    await store.forget(ANN)
    assert not held()


async def test_removing_ones_reports_allows_no_more_of_them(store, clock) -> None:
    async def report() -> int | None:
        return await store.report(ANN, HERE, question="q", answer="a", wrong="w", link="")

    for _ in range(REPORTS_A_DAY):
        assert await report() is not None
    assert await store.forget(ANN) == REPORTS_A_DAY
    await store.sweep()
    assert await report() is None
    clock.now += DAY
    await store.sweep()
    assert await report() is not None


async def test_servers_that_were_left_meanwhile_are_left(store) -> None:
    for guild in (HERE, THERE):
        await store.set_channel(guild, guild * 10, muted=True)
        await store.note_unanswered(ANN, guild, f"asked in {guild}")
    await store.note_unanswered(ANN, None, "asked in a direct message")

    assert await store.leave_all_but({THERE}) == 2
    assert (store.channel(10), store.channel(20)) == (Channel(), Channel(muted=True))
    assert {asked.question for asked in await store.unanswered()} == {"asked in 2", "asked in a direct message"}


async def test_what_was_set_aside_goes_after_ninety_days_too(path, clock) -> None:
    async def left_after(seconds: int) -> list[Path]:
        clock.now += seconds
        await store.sweep()
        return sorted(path.parent.glob("*.damaged-*"))

    path.parent.mkdir()
    path.write_bytes(b"this was a database once " * 400)
    store = await open_store(path, now=clock)
    mine = path.parent / f"{path.name}.damaged-by-a-dog"
    mine.write_text("not Podium's")
    soon, later = await left_after(KEPT_FOR - 1), await left_after(1)
    await store.close()
    assert len(soon) == 2
    assert later == [mine]


async def test_a_report_names_nobody_who_was_mentioned(store) -> None:
    await store.report(ANN, HERE, question=f"<@{BEN}> who won?", answer="a", wrong="w", link="")
    assert [report.question for report in await store.reports()] == ["who won?"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("who <@!123456789012345678> <@&1> <#2> <a:skate:3> <:x:4> <t:1700000000:R> won", "who won"),
        ("@everyone who won", "who won"),
        ("see [this](https://a.example/b) HTTP://C.example www.d.example discord.gg/abc", "see"),
        ("mail ann@b.example or +49 171 2345678, (030) 123-4567", "mail or , ("),
        ("2006 2010 2014, 2018/2022 or 2022-02-15, 15.2.2022", "2006 2010 2014, 2018/2022 or 2022-02-15, 15.2.2022"),
        ("under 3:38.07 or 3.40?", "under 3:38.07 or 3.40?"),
        ("@" * 4000, ""),
        ("<@" * 2000, ""),
        ("a." * 2000, ("a." * 2000)[:300]),
    ],
)  # fmt: skip
async def test_what_names_or_leads_somewhere_is_not_kept(store, typed, kept) -> None:
    await store.note_unanswered(ANN, HERE, typed)
    assert [asked.question for asked in await store.unanswered()] == ([kept] if kept else [])


async def test_a_file_of_somebody_elses_is_left_alone(path, clock, caplog) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.executescript("CREATE TABLE channel (name TEXT); INSERT INTO channel VALUES ('theirs');")
    other.execute(f"PRAGMA user_version = {VERSION}")
    other.close()
    store = await open_store(path, now=clock)
    assert not store.keeps
    await store.close()
    assert as_others_see_it(path, "SELECT name FROM channel") == [("theirs",)]
    (line,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert str(path) in line
