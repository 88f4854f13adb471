"""Reads and writes the one SQLite file; what it cannot keep it says so, and nothing here ever stops an answer."""

import asyncio
import contextlib
import logging
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from bot.store.file import File, drop_set_aside, set_aside
from bot.store.people import Pseudonyms, beside, forgetful
from bot.store.rows import Asked, Channel, Entry, Report
from bot.store.words import normalised, without_mentions

_log = logging.getLogger(__name__)

DAY = 24 * 60 * 60
KEPT_FOR = 90 * DAY  # questions, reports and the audit log; said in PRIVACY.md
REPORTS_A_DAY = 5  # of one person
LONGEST_OUTCOME = 500  # characters in the audit log

Now = Callable[[], float]  # seconds since 1970


class Store:
    """What is kept. Every method that writes returns only when the row is safe on disk."""

    def __init__(
        self, file: File, path: Path | None, people: Pseudonyms, channels: dict[int, Channel], now: Now
    ) -> None:
        """Use `open_store`."""
        self._file, self._path = file, path
        self._people = people
        self._now = now
        self._channels = channels  # read for every message, so they are held in memory as well
        # When somebody reported what they had removed since: else removing it would allow another five a day.
        self._let_go: defaultdict[str, list[int]] = defaultdict(list)

    @property
    def keeps(self) -> bool:
        """Whether it outlives the process."""
        return self._path is not None

    # ---- channels

    def channel(self, channel: int) -> Channel:
        """How to behave in a channel; from memory."""
        return self._channels.get(channel, Channel())

    async def set_channel(
        self, guild: int, channel: int, *, muted: bool | None = None, listening: bool | None = None
    ) -> None:
        """Change how to behave in a channel of a server; None leaves a setting as it is."""
        async with self._file.turn():
            asked = self.channel(channel)
            if muted is not None:
                asked = replace(asked, muted=muted)
            if listening is not None:
                asked = replace(asked, listening=listening)
            await self._file.run(
                "INSERT OR REPLACE INTO channel (channel, guild, muted, listening) VALUES (?, ?, ?, ?)",
                (channel, guild, asked.muted, asked.listening),
            )
            self._channels[channel] = asked

    # ---- what got no answer

    async def note_unanswered(self, person: int, guild: int | None, question: str) -> None:
        """Keep a question that got no answer, without what could name somebody."""
        if words := normalised(question):
            await self._file.write(
                "INSERT INTO unanswered (at, guild, person, question) VALUES (?, ?, ?, ?)",
                (self._seconds(), guild, self._people.of(person), words),
            )

    async def unanswered(self, limit: int = -1) -> list[Asked]:
        """What got no answer, the most frequent first, then the latest."""
        rows = await self._file.read(
            "SELECT question, COUNT(*), MAX(at) FROM unanswered GROUP BY question ORDER BY 2 DESC, 3 DESC, 1 LIMIT ?",
            (limit,),
        )
        return [Asked(*row) for row in rows]

    async def clear_unanswered(self) -> int:
        """Drop all of them; returns how many were asked."""
        return await self._file.write("DELETE FROM unanswered")

    # ---- reports

    async def report(
        self, person: int, guild: int | None, *, question: str, answer: str, wrong: str, link: str
    ) -> int | None:
        """Keep a report and return its number; None where the person has made all of a day's."""
        async with self._file.turn():
            hashed, now = self._people.of(person), self._seconds()
            ((made,),) = await self._file.read(_REPORTED, (hashed, now - DAY))
            if made + sum(at > now - DAY for at in self._let_go.get(hashed, ())) >= REPORTS_A_DAY:
                return None
            await self._file.run(
                "INSERT INTO report (at, guild, person, question, answer, wrong, link) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (now, guild, hashed, without_mentions(question).strip(), answer, wrong, link),
            )
            (number,) = (await self._file.read("SELECT MAX(id) FROM report"))[0]
            return int(number)

    async def reports(self, *, closed: bool = False) -> list[Report]:
        """The reports that are open (or those that are closed), the oldest first."""
        rows = await self._file.read(
            "SELECT id, at, question, answer, wrong, link, note FROM report WHERE (closed IS NOT NULL) = ? ORDER BY id",
            (closed,),
        )
        return [Report(*row) for row in rows]

    async def close_report(self, number: int, note: str) -> bool:
        """Close a report with a note; False where there is no such open report."""
        closing = "UPDATE report SET closed = ?, note = ? WHERE id = ? AND closed IS NULL"
        return bool(await self._file.write(closing, (self._seconds(), note, number)))

    # ---- audit log

    async def note_use(self, moderator: int, guild: int | None, command: str, outcome: str) -> None:
        """Keep that a moderator used a command, and what came of it."""
        await self._file.write(
            "INSERT INTO audit (at, guild, moderator, command, outcome) VALUES (?, ?, ?, ?, ?)",
            (self._seconds(), guild, moderator, command, outcome[:LONGEST_OUTCOME]),
        )

    async def uses(self, limit: int = 20) -> list[Entry]:
        """The last uses of moderators' commands, the newest first."""
        rows = await self._file.read(
            "SELECT at, moderator, command, outcome FROM audit ORDER BY id DESC LIMIT ?", (limit,)
        )
        return [Entry(*row) for row in rows]

    # ---- small things by name

    async def value(self, name: str) -> str | None:
        """What was last kept under a name ("commands": the digest of what Discord was told)."""
        rows = await self._file.read("SELECT value FROM kept WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    async def set_value(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        await self._file.write("INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)", (name, value))

    # ---- letting go

    async def forget(self, person: int) -> int:
        """Remove everything kept of a person's words; returns how many rows there were."""
        hashed = self._people.of(person)
        async with self._file.whole():
            reported = await self._file.read("SELECT at FROM report WHERE person = ?", (hashed,))
            count = await self._remove(_WORDS, "person = ?", hashed)
            self._let_go[hashed] += [at for (at,) in reported]
        return count

    async def leave(self, guild: int) -> int:
        """Remove everything kept of a server; returns how many rows there were."""
        async with self._file.whole():
            gone = await self._file.read("SELECT channel FROM channel WHERE guild = ?", (guild,))
            count = await self._remove(_OF_A_GUILD, "guild = ?", guild)
        for (channel,) in gone:
            self._channels.pop(channel, None)
        return count

    async def leave_all_but(self, guilds: Collection[int]) -> int:
        """Remove everything kept of servers other than these; returns how many rows there were."""
        known = " UNION ".join(f"SELECT guild FROM {table} WHERE guild IS NOT NULL" for table in _OF_A_GUILD)
        rows = await self._file.read(known)
        return sum([await self.leave(guild) for (guild,) in rows if guild not in guilds])

    async def sweep(self) -> int:
        """Remove what has been kept for as long as it may be; returns how many rows there were."""
        before = self._seconds() - KEPT_FOR
        for hashed, reported in list(self._let_go.items()):
            if max(reported, default=0) <= self._seconds() - DAY:
                del self._let_go[hashed]
        if self._path is not None:
            with contextlib.suppress(OSError):
                await asyncio.to_thread(drop_set_aside, self._path, before)
        async with self._file.whole():
            return await self._remove(_FADING, "at <= ?", before)

    async def close(self) -> None:
        """Close the file when what is being written is written."""
        await self._file.close()

    # ---- inside

    def _seconds(self) -> int:
        return int(self._now())

    async def _remove(self, tables: Collection[str], which: str, value: object) -> int:
        return sum([await self._file.run(f"DELETE FROM {table} WHERE {which}", (value,)) for table in tables])


_WORDS = ("unanswered", "report")
_FADING = (*_WORDS, "audit")
_OF_A_GUILD = ("channel", *_FADING)
_REPORTED = "SELECT COUNT(*) FROM report WHERE person = ? AND at > ?"


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
            aside = set_aside(path, int(now()))
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
    file = await File.open(path)
    try:
        rows = await file.rows("SELECT channel, muted, listening FROM channel")
    except BaseException:
        await file.close()
        raise
    channels = {channel: Channel(bool(muted), bool(listening)) for channel, muted, listening in rows}
    return Store(file, path, people, channels, now)
