"""Keeps what was built from the data between starts, keyed by all it came from; it knows nothing of what it keeps."""

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, cast

from pydantic.version import VERSION as PYDANTIC

from bot.facts.files import misnamed, yaml_files
from bot.facts.models import Knowledge

T = TypeVar("T")

KEPT = 3  # a few folders of data, or versions of them, take turns; more would only pile up
_CODE = Path(__file__).parents[1]
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cached(folder: Path, build: Callable[[Knowledge], T], extra_key: bytes = b"", home: Path | None = None) -> T:
    """What `build` makes of the folder, from the cache below `home` (`~/.cache` if not given) where it is there.

    The key holds every file of the data, every module of the program and the versions of Python and pydantic;
    `extra_key` is for whatever else the result depends on. Raises `Invalid` where the data is not sound; where only
    the cache fails, it is done without.
    """
    from bot.facts.load import load  # reads no YAML before it is called

    name = f"{build.__module__}.{build.__qualname__}".encode()
    key: str | None = None
    place: Path | None = None
    with suppress(OSError, RuntimeError):  # no home folder, or data that cannot be read: loading will say so
        key = _key(folder, name, extra_key)
        place = (home or Path.home() / ".cache") / "podium" / f"{key}.pickle"
        if (held := _held(place)) is not None:
            with suppress(Exception):  # anything may be wrong with an old file
                return cast(T, pickle.loads(held))
    built = build(load(folder))
    if place is not None:
        with suppress(Exception):  # a full disk, a thing that cannot be pickled
            if _key(folder, name, extra_key) == key:  # else a file was changed while it was read
                _keep(place, pickle.dumps(built, protocol=pickle.HIGHEST_PROTOCOL))
    return built


def _key(folder: Path, *others: bytes) -> str:
    """A digest of everything the result depends on."""
    digest = hashlib.sha256()
    for part in (sys.version.encode(), PYDANTIC.encode(), *others):
        _add(digest.update, part)
    modules = sorted(_CODE.rglob("*.py"), key=lambda path: path.parts)
    _add_files(digest.update, folder, (*yaml_files(folder), *misnamed(folder)))
    _add_files(digest.update, _CODE, modules)
    return digest.hexdigest()


def _add_files(update: Callable[[bytes], None], root: Path, paths: Iterable[Path]) -> None:
    for path in paths:
        _add(update, path.relative_to(root).as_posix().encode("utf-8", "surrogateescape"))
        _add(update, path.read_bytes())
    _add(update, b"")


def _add(update: Callable[[bytes], None], part: bytes) -> None:
    """Each part with its length, so that no two lists of parts run into the same bytes."""
    update(len(part).to_bytes(8, "big"))
    update(part)


def _held(place: Path) -> bytes | None:
    """The content of the file, if nobody else can have written it: a pickle can do anything."""
    if not hasattr(os, "getuid"):
        return None
    folder = place.parent.lstat()
    if not stat.S_ISDIR(folder.st_mode) or folder.st_uid != os.getuid() or folder.st_mode & _OTHERS_WRITE:
        return None
    with os.fdopen(os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_uid != os.getuid() or about.st_mode & _OTHERS_WRITE:
            return None
        return file.read()


def _keep(place: Path, content: bytes) -> None:
    """Write the file whole or not at all, and let go of the oldest."""
    import tempfile  # only a miss needs it

    if not hasattr(os, "getuid"):
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")  # readable and writable by the user alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    oldest_last = sorted(place.parent.glob("*.pickle"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in oldest_last[KEPT:]:
        path.unlink(missing_ok=True)
