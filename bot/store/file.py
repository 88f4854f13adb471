"""One SQLite file: statements one at a time or several as a whole; it knows no table but their version."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import aiosqlite

from bot.store.schema import VERSION, step

_log = logging.getLogger(__name__)


class NotKept(Exception):  # noqa: N818 - it is what happened to the row
    """The file could not be written or read just now; the log has the reason."""


class File:
    """The open file. What writes returns only when it is safe on disk."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        """Use `open`."""
        self._connection = connection
        self._turn = asyncio.Lock()
        self._told = False  # that it cannot be kept just now: the log says so once, and not for every question

    @classmethod
    async def open(cls, path: Path | None) -> Self:
        """Open the file, made where there is none, or one in memory; raises `sqlite3.Error`."""
        connection = await aiosqlite.connect(path or ":memory:", isolation_level=None)
        try:
            await _brought_up_to_date(connection)
        except BaseException:
            await connection.close()
            raise
        return cls(connection)

    async def close(self) -> None:
        """Close the file when what is being written is written; the thread behind it ends."""
        async with self._turn:
            with contextlib.suppress(sqlite3.Error):
                await self._connection.close()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """No other write comes in between; what is written within is kept one by one."""
        async with self._turn:
            yield

    @asynccontextmanager
    async def whole(self) -> AsyncIterator[None]:
        """Several statements that hold together or not at all, and leave nothing of what they remove beside the file.

        No other write comes in between.
        """
        async with self._turn:
            try:
                await self.run("BEGIN IMMEDIATE")
                yield
                await self.run("COMMIT")
            except BaseException:
                # Whoever is broken off while it begins or ends cannot know which of the two has happened.
                with contextlib.suppress(sqlite3.Error, ValueError):
                    await self._connection.execute_fetchall("ROLLBACK")
                raise
            await self.read("PRAGMA wal_checkpoint(TRUNCATE)")

    async def write(self, statement: str, values: Sequence[Any] = ()) -> int:
        """One statement by itself: within the turn of others it would be undone with them. Returns how many rows."""
        async with self._turn:
            return await self.run(statement, values)

    async def run(self, statement: str, values: Sequence[Any] = ()) -> int:
        """One statement within a turn; returns how many rows."""
        with self._telling():
            async with self._connection.execute(statement, values) as cursor:
                if cursor.rowcount >= 0:  # it changes rows, so it has been written
                    self._told = False
                return cursor.rowcount

    async def read(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows."""
        with self._telling():
            return await self.rows(statement, values)

    async def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows; raises `sqlite3.Error`."""
        return list(await self._connection.execute_fetchall(statement, values))

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError) as error:  # ValueError: the connection is closed
            if not self._told:
                self._told = True
                _log.error("The state cannot be kept just now (%s): look at the disk that holds STATE_PATH", error)
            raise NotKept from error


async def _brought_up_to_date(connection: aiosqlite.Connection) -> None:
    """Bring the file to this version."""
    await connection.execute_fetchall("PRAGMA journal_mode = WAL")
    await connection.execute_fetchall("PRAGMA synchronous = FULL")
    await connection.execute_fetchall("PRAGMA secure_delete = ON")  # what is removed is overwritten
    ((found,),) = await connection.execute_fetchall("PRAGMA quick_check(1)")
    if found != "ok":
        raise sqlite3.DatabaseError(f"it is damaged ({found})")
    ((version,),) = await connection.execute_fetchall("PRAGMA user_version")
    if version > VERSION:
        raise sqlite3.OperationalError(f"a newer Podium (version {version} of its tables) wrote it")
    for old in range(version, VERSION):
        await connection.executescript(step(old))


def set_aside(path: Path, at: int) -> Path:
    """Move the file out of the way, with what SQLite keeps beside it; returns where it is now."""
    aside = path.with_name(f"{path.name}.damaged-{at}")
    path.replace(aside)
    for ending in ("-wal", "-shm"):
        beside_it = path.with_name(path.name + ending)
        if beside_it.exists():
            beside_it.replace(aside.with_name(aside.name + ending))
    return aside


def drop_set_aside(path: Path, before: int) -> None:
    """Delete what was set aside of `path` at `before` or earlier."""
    for aside in path.parent.glob(f"{path.name}.damaged-*"):
        at = aside.name.removeprefix(f"{path.name}.damaged-").partition("-")[0]
        if at.isdecimal() and int(at) <= before:
            aside.unlink(missing_ok=True)
