"""Changes what the desk answers from, in memory and on disk together: all of it sound, or not at all; it knows no face.

Everything here reads and parses files: a face with an event loop calls it in a thread, and `swap_on` its loop.
"""

import asyncio
import hashlib
import re
import tempfile
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from bot.desk import Compiled, Desk, held, opened
from bot.facts.changes import Change, changes
from bot.facts.files import yaml_files
from bot.facts.journal import ASIDE, BEFORE, Files, change, files, finish, gone_back_to, write, zipped
from bot.facts.load import Invalid
from bot.facts.problems import Problem

LARGEST = 1_000_000  # bytes of an upload
_CHANGED = "The data has changed since you sent the file: send it again to see what would change now."
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}\.yaml", re.ASCII)


class Refused(Exception):  # noqa: N818 - it is what happened to the request
    """It was not done; the text is one line that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is held now and where it came from."""

    digest: str
    held: str
    loaded: datetime
    by: str
    same_on_disk: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file that was sent and found sound with all others; `digest` is of everything as it would be."""

    name: str
    content: bytes
    digest: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo changed; where somebody had edited the files unread, that is kept in `ASIDE`."""

    changes: tuple[Change, ...]
    edited: bool


class Editions:
    """The state the desk answers from, the one before it, and the one on disk."""

    def __init__(self, desk: Desk, *, by: str = "start") -> None:
        """Look after the folder that `desk` was opened with."""
        self._desk = desk
        self._folder = desk.folder
        self._turn = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._files = files(self._folder)
        self._by, self._loaded = by, datetime.now(UTC)

    def swap_on(self, loop: asyncio.AbstractEventLoop) -> None:
        """Change what is answered from between two steps of `loop` from now on, so that no step sees two states."""
        self._loop = loop

    def status(self) -> Status:
        """What is held; raises OSError where the folder cannot be read."""
        mine = self._files
        return Status(digest(mine), held(self._desk.snapshot), self._loaded, self._by, files(self._folder) == mine)

    def check(self) -> tuple[Change, ...]:
        """What a reload would change; raises `Invalid` with every problem."""
        with self._alone():
            return self._compared(self._opened(files(self._folder)))

    def reload(self, by: str) -> tuple[Change, ...]:
        """Answer from what the folder holds now; returns what changed, raises `Invalid` and keeps the old state."""
        with self._alone():
            found = files(self._folder)
            state = self._opened(found)
            if found == self._files:
                self._by, self._loaded = by, datetime.now(UTC)
                return ()
            with suppress(OSError):  # a folder that cannot be written to can still be read anew; there is no undo then
                write(self._folder / BEFORE, zipped(self._files))
            return self._swap(found, state, by)

    def undo(self, by: str) -> Undone:
        """Go back to the state before the last change, on disk as well; once more brings the change back."""
        with self._alone(), _disk(self._folder):
            before = gone_back_to(self._folder)
            if before is None:
                raise Refused("There is nothing to go back to: the data has not been changed from here yet.")
            state = self._opened(before)
            now = files(self._folder)
            edited = now != self._files
            if edited:
                write(self._folder / ASIDE, zipped(now))
            change(self._folder, now, before, self._files)
            return Undone(self._swap(before, state, by), edited)

    def propose(self, filename: str, content: bytes) -> Proposal:
        """What would change if a file were replaced or added; raises `Refused`, or `Invalid` with every problem."""
        if len(content) > LARGEST:
            raise Refused(f"The file has {len(content):,} bytes, more than {LARGEST:,}: split it.")
        with self._alone():
            name = self._name(filename)
            after = {**files(self._folder), name: content}
            return Proposal(name, content, digest(after), self._compared(self._opened(after)))

    def confirm(self, proposal: Proposal, by: str) -> tuple[Change, ...]:
        """Write the file and answer from it; raises `Refused` where anything else has changed since."""
        with self._alone(), _disk(self._folder):
            name = self._name(proposal.name)
            was = files(self._folder)
            after = {**was, name: proposal.content}
            if digest(after) != proposal.digest:
                raise Refused(_CHANGED)
            state = self._opened(after)
            if files(self._folder) != was:  # reading it took a while
                raise Refused(_CHANGED)
            change(self._folder, was, after, self._files)
            return self._swap(after, state, by)

    def download(self) -> bytes:
        """The files that are answered from, as a zip."""
        return zipped(self._files)

    # ---- inside

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._turn.acquire(blocking=False):
            raise Refused("The data is being changed right now by somebody else: try again in a moment.")
        try:
            with _disk(self._folder):
                finish(self._folder)
            yield
        finally:
            self._turn.release()

    def _opened(self, content: Files) -> Compiled:
        """The state of these very files: read from a copy, so that nobody changes them meanwhile."""
        with tempfile.TemporaryDirectory(prefix="podium-") as made:
            folder = Path(made)
            for name, text in content.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(text)
            try:
                return opened(folder)
            except Invalid as error:
                raise Invalid(_placed(problem, made, str(self._folder)) for problem in error.problems) from None

    def _compared(self, state: Compiled) -> tuple[Change, ...]:
        return changes(self._desk.snapshot.knowledge, state.snapshot.knowledge)

    def _swap(self, content: Files, state: Compiled, by: str) -> tuple[Change, ...]:
        changed = self._compared(state)
        if self._loop is None:
            self._desk.swap(state)
        else:
            asyncio.run_coroutine_threadsafe(self._swap_in(state), self._loop).result()
        self._files, self._by, self._loaded = content, by, datetime.now(UTC)
        return changed

    async def _swap_in(self, state: Compiled) -> None:
        self._desk.swap(state)

    def _name(self, filename: str) -> str:
        """The name below the folder that is meant: one that is there, by its last part too, or a new plain one."""
        there = [path.relative_to(self._folder).as_posix() for path in yaml_files(self._folder)]
        meant = [name for name in there if filename in (name, PurePosixPath(name).name)]
        if len(meant) > 1:
            raise Refused(f"{filename} may be {' or '.join(meant)}: say which.")
        if not meant and not _PLAIN_NAME.fullmatch(filename):
            raise Refused(
                "The name of a new file is made of small letters, digits, - and _, and ends in .yaml; "
                "a file that is there keeps its name."
            )
        name = meant[0] if meant else filename
        if not (self._folder / name).resolve().is_relative_to(self._folder.resolve()):
            raise Refused(f"{name} is a link that leads out of the folder: it is not written to.")
        return name


def told(changed: Sequence[Change], held: str) -> str:
    """What to say of a change: one line each, and what is held now."""
    count = f"{len(changed)} change{'' if len(changed) == 1 else 's'}:" if changed else "Nothing has changed."
    return "\n".join([count, *map(str, changed), held])


def digest(content: Files) -> str:
    """A short word that stands for these files."""
    whole = hashlib.sha256()
    for name in sorted(content):
        whole.update(f"{name}\0{len(content[name])}\0".encode())
        whole.update(content[name])
    return whole.hexdigest()[:12]


def _placed(problem: Problem, made: str, folder: str) -> Problem:
    return replace(problem, file=folder) if problem.file == made else problem


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, zipfile.BadZipFile) as error:
        raise Refused(f"{folder} cannot be changed ({error}): nothing is answered differently.") from error
