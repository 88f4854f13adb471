"""Reads and writes the one SQLite file; what it cannot keep it says so, and nothing here ever stops an answer."""

import asyncio
import contextlib
import logging
import re
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiosqlite

from bot.store.people import Pseudonyms, beside, forgetful
from bot.store.rows import Asked, Channel, Entry, Report
from bot.store.schema import VERSION, step

_log = logging.getLogger(__name__)

DAY = 24 * 60 * 60
KEPT_FOR = 90 * DAY  # questions, reports and the audit log; said in PRIVACY.md
REPORTS_A_DAY = 5  # of one person
LONGEST = 300  # characters of a question that got no answer
LONGEST_OUTCOME = 500  # characters in the audit log

Now = Callable[[], float]  # seconds since 1970

_NOT_WORDS = re.compile(r"<[@#:a][^>]*>|\b(?:https?://|www\.)\S+|\S+@\S+\.\w+|@\w+|\d[\d .-]{5,}\d")


class NotKept(Exception):  # noqa: N818 - it is what happened to the row
    """The file could not be written or read just now; the log has the reason."""


def normalised(question: str) -> str:
    """A question without mentions, addresses and long numbers, in one case and one spacing, so that alike ones meet.

    >>> normalised("  Who won in 2022, <@123456789>? see https://example.com/x  call 0171 234 5678 ")
    'who won in 2022, ? see call'
    """
    return " ".join(_NOT_WORDS.sub(" ", question).casefold().split())[:LONGEST]


class Store:
    """The open file. Every method that writes returns only when the row is safe on disk."""

    def __init__(self, connection: aiosqlite.Connection, people: Pseudonyms, *, keeps: bool, now: Now) -> None:
        """Use `open_store`."""
        self.keeps = keeps  # whether it outlives the process
        self._connection = connection
        self._people = people
        self._now = now
        self._channels: dict[int, Channel] = {}  # read for every message, so they are held in memory as well
        self._turn = asyncio.Lock()

    # ---- channels

    def channel(self, channel: int) -> Channel:
        """How to behave in a channel; from memory."""
        return self._channels.get(channel, Channel())

    async def set_channel(
        self, guild: int, channel: int, *, muted: bool | None = None, listening: bool | None = None
    ) -> None:
        """Change how to behave in a channel of a server; None leaves a setting as it is."""
        async with self._turn:
            asked = self.channel(channel)
            if muted is not None:
                asked = replace(asked, muted=muted)
            if listening is not None:
                asked = replace(asked, listening=listening)
            await self._run(
                "INSERT OR REPLACE INTO channel (channel, guild, muted, listening) VALUES (?, ?, ?, ?)",
                (channel, guild, asked.muted, asked.listening),
            )
            self._channels[channel] = asked

    # ---- what got no answer

    async def note_unanswered(self, person: int, guild: int | None, question: str) -> None:
        """Keep a question that got no answer, without what could name somebody."""
        if words := normalised(question):
            await self._write(
                "INSERT INTO unanswered (at, guild, person, question) VALUES (?, ?, ?, ?)",
                (self._seconds(), guild, self._people.of(person), words),
            )

    async def unanswered(self, limit: int = -1) -> list[Asked]:
        """What got no answer, the most frequent first, then the latest."""
        rows = await self._read(
            "SELECT question, COUNT(*), MAX(at) FROM unanswered GROUP BY question ORDER BY 2 DESC, 3 DESC, 1 LIMIT ?",
            (limit,),
        )
        return [Asked(*row) for row in rows]

    async def clear_unanswered(self) -> int:
        """Drop all of them; returns how many were asked."""
        return await self._write("DELETE FROM unanswered")

    # ---- reports

    async def report(
        self, person: int, guild: int | None, *, question: str, answer: str, wrong: str, link: str
    ) -> int | None:
        """Keep a report and return its number; None where the person has made all of a day's."""
        async with self._turn:
            hashed, now = self._people.of(person), self._seconds()
            (made,) = (
                await self._read("SELECT COUNT(*) FROM report WHERE person = ? AND at > ?", (hashed, now - DAY))
            )[0]
            if made >= REPORTS_A_DAY:
                return None
            await self._run(
                "INSERT INTO report (at, guild, person, question, answer, wrong, link) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (now, guild, hashed, question, answer, wrong, link),
            )
            (number,) = (await self._read("SELECT MAX(id) FROM report"))[0]
            return int(number)

    async def reports(self, *, closed: bool = False) -> list[Report]:
        """The reports that are open (or those that are closed), the oldest first."""
        rows = await self._read(
            "SELECT id, at, question, answer, wrong, link, note FROM report WHERE (closed IS NOT NULL) = ? ORDER BY id",
            (closed,),
        )
        return [Report(*row) for row in rows]

    async def close_report(self, number: int, note: str) -> bool:
        """Close a report with a note; False where there is no such open report."""
        closing = "UPDATE report SET closed = ?, note = ? WHERE id = ? AND closed IS NULL"
        return bool(await self._write(closing, (self._seconds(), note, number)))

    # ---- audit log

    async def note_use(self, moderator: int, guild: int | None, command: str, outcome: str) -> None:
        """Keep that a moderator used a command, and what came of it."""
        await self._write(
            "INSERT INTO audit (at, guild, moderator, command, outcome) VALUES (?, ?, ?, ?, ?)",
            (self._seconds(), guild, moderator, command, outcome[:LONGEST_OUTCOME]),
        )

    async def uses(self, limit: int = 20) -> list[Entry]:
        """The last uses of moderators' commands, the newest first."""
        rows = await self._read("SELECT at, moderator, command, outcome FROM audit ORDER BY id DESC LIMIT ?", (limit,))
        return [Entry(*row) for row in rows]

    # ---- small things by name

    async def value(self, name: str) -> str | None:
        """What was last kept under a name ("commands": the digest of what Discord was told)."""
        rows = await self._read("SELECT value FROM kept WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    async def set_value(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        await self._write("INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)", (name, value))

    # ---- letting go

    async def forget(self, person: int) -> int:
        """Remove everything kept of a person's words; returns how many rows there were."""
        hashed = (self._people.of(person),)
        async with self._whole():
            return sum([await self._run(f"DELETE FROM {table} WHERE person = ?", hashed) for table in _WORDS])

    async def leave(self, guild: int) -> int:
        """Remove everything kept of a server; returns how many rows there were."""
        async with self._whole():
            gone = await self._read("SELECT channel FROM channel WHERE guild = ?", (guild,))
            count = sum([await self._run(f"DELETE FROM {table} WHERE guild = ?", (guild,)) for table in _OF_A_GUILD])
        for (channel,) in gone:
            self._channels.pop(channel, None)
        return count

    async def sweep(self) -> int:
        """Remove what has been kept for as long as it may be; returns how many rows there were."""
        before = (self._seconds() - KEPT_FOR,)
        async with self._whole():
            return sum([await self._run(f"DELETE FROM {table} WHERE at <= ?", before) for table in _FADING])

    async def close(self) -> None:
        """Close the file; the thread behind it ends."""
        with contextlib.suppress(sqlite3.Error):
            await self._connection.close()

    # ---- SQL

    def _seconds(self) -> int:
        return int(self._now())

    @asynccontextmanager
    async def _whole(self) -> AsyncIterator[None]:
        """Several statements that hold together or not at all; no other write comes in between."""
        async with self._turn:
            await self._run("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                await self._run("ROLLBACK")
                raise
            await self._run("COMMIT")

    async def _write(self, statement: str, values: Sequence[Any] = ()) -> int:
        """One statement by itself: within the turn of others it would be undone with them."""
        async with self._turn:
            return await self._run(statement, values)

    async def _run(self, statement: str, values: Sequence[Any] = ()) -> int:
        with _telling():
            async with self._connection.execute(statement, values) as cursor:
                return cursor.rowcount

    async def _read(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        with _telling():
            return list(await self._connection.execute_fetchall(statement, values))

    async def _load(self) -> None:
        """Bring the file to this version and read what is held in memory."""
        await self._connection.execute_fetchall("PRAGMA journal_mode = WAL")
        await self._connection.execute_fetchall("PRAGMA synchronous = FULL")
        await self._connection.execute_fetchall("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
        ((found,),) = await self._connection.execute_fetchall("PRAGMA quick_check(1)")
        if found != "ok":
            raise sqlite3.DatabaseError(f"it is damaged ({found})")
        ((version,),) = await self._connection.execute_fetchall("PRAGMA user_version")
        if version > VERSION:
            raise sqlite3.OperationalError(f"a newer Podium (version {version} of its tables) wrote it")
        for old in range(version, VERSION):
            await self._connection.executescript(step(old))
        rows = await self._connection.execute_fetchall("SELECT channel, muted, listening FROM channel")
        self._channels = {channel: Channel(bool(muted), bool(listening)) for channel, muted, listening in rows}


_WORDS = ("unanswered", "report")
_FADING = (*_WORDS, "audit")
_OF_A_GUILD = ("channel", *_FADING)


@contextlib.contextmanager
def _telling() -> Any:
    try:
        yield
    except (sqlite3.Error, ValueError) as error:  # ValueError: the connection is closed
        _log.error("The state cannot be kept just now (%s): look at the disk that holds STATE_PATH", error)
        raise NotKept from error


async def open_store(path: Path | None, *, now: Now = time.time) -> Store:
    """The store in the file `path`, made where there is none, or in memory only where `path` is None.

    It never fails: a damaged file is set aside and a new one begun; where a file cannot be used at all, what would be
    kept is kept in memory until the end of the process. Either is said in one line of the log.
    """
    if path is None:
        return await _opened(None, forgetful(), now)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        people = beside(path)
        try:
            return await _opened(path, people, now)
        except sqlite3.OperationalError:
            raise  # busy, read-only, newer: nothing is wrong with what stands in it
        except sqlite3.DatabaseError as error:
            aside = _set_aside(path, int(now()))
            _log.error("%s: %s; it is set aside as %s, and a new one begun", path, error, aside.name)
            return await _opened(path, people, now)
    except (OSError, sqlite3.Error) as error:
        _log.error(
            "STATE_PATH %s cannot be used (%s): questions are answered, but nothing outlives this run",
            path,
            error,
        )
        return await _opened(None, forgetful(), now)


async def _opened(path: Path | None, people: Pseudonyms, now: Now) -> Store:
    connection = await aiosqlite.connect(path or ":memory:", isolation_level=None)
    store = Store(connection, people, keeps=path is not None, now=now)
    try:
        await store._load()  # noqa: SLF001 - the other half of the constructor, which cannot wait
    except BaseException:
        await connection.close()
        raise
    return store


def _set_aside(path: Path, at: int) -> Path:
    """Move the file out of the way, with what SQLite keeps beside it."""
    aside = path.with_name(f"{path.name}.damaged-{at}")
    path.replace(aside)
    for ending in ("-wal", "-shm"):
        beside_it = path.with_name(path.name + ending)
        if beside_it.exists():
            beside_it.replace(aside.with_name(aside.name + ending))
    return aside
