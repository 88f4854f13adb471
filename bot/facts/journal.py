"""Makes the files of a folder others as a whole, even where the process is killed meanwhile; it reads none of them.

Before the first file is touched, a journal beside them holds what they are to be. Whoever finds a journal makes the
files so: a change is done from the moment its journal stands, and has not been begun until then.
"""

import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from bot.facts.files import JOURNAL, yaml_files

Files = Mapping[str, bytes]  # name below the folder, with slashes -> content

BEFORE = ".before.zip"  # in the folder: what was answered from before the last change
ASIDE = ".aside.zip"  # in it as well: what the files held when they were overwritten, where nobody had read it
_PART = ".part"  # of a file that is being written


def files(folder: Path) -> Files:
    """Every file of data below the folder; raises OSError."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in yaml_files(folder)}


def change(folder: Path, was: Files, wanted: Files, before: Files) -> None:
    """Make the files, which hold `was`, hold `wanted`, and `before` what can be gone back to: both or neither.

    Raises OSError where the disk takes it not; then all is as it was, or, where not even that can be written, what
    comes next finishes the change.
    """
    journal = folder / JOURNAL
    write(journal, zipped({"was": zipped(was), "wanted": zipped(wanted), "before": zipped(before)}))
    try:
        _become(folder, wanted, before)
    except OSError:
        with suppress(OSError):
            _put(folder, was)
            journal.unlink()
        raise
    journal.unlink()


def finish(folder: Path) -> bool:
    """Finish a change that was broken off; returns whether there was one. What was edited since is kept in `ASIDE`.

    Raises OSError and `zipfile.BadZipFile`.
    """
    journal = folder / JOURNAL
    if not journal.is_file():
        return False
    parts = unzipped(journal.read_bytes())
    was, wanted, before = (_data(parts.get(name, b"")) for name in ("was", "wanted", "before"))
    now = files(folder)
    if any(content not in (was.get(name), wanted.get(name)) for name, content in now.items()):
        write(folder / ASIDE, zipped(now))
    _become(folder, wanted, before)
    for part in folder.rglob(f".*{_PART}"):
        part.unlink()
    journal.unlink()
    return True


def gone_back_to(folder: Path) -> Files | None:
    """What was answered from before the last change, None where nothing was; raises as `finish` does."""
    place = folder / BEFORE
    return _data(place.read_bytes()) if place.is_file() else None


def zipped(content: Files) -> bytes:
    """The files as a zip, the same bytes for the same files."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(content):
            archive.writestr(zipfile.ZipInfo(name), content[name], zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def unzipped(content: bytes) -> Files:
    """The files of a zip; raises `zipfile.BadZipFile`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def write(place: Path, content: bytes) -> None:
    """Write the file whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=_PART)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), place.stat().st_mode & 0o777 if place.exists() else 0o644)
        Path(part).replace(place)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _data(content: bytes) -> Files:
    """The files of data in a zip, none of which lies outside the folder."""
    return {name: text for name, text in unzipped(content).items() if _is_below(name)}


def _is_below(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.suffix == ".yaml"


def _become(folder: Path, wanted: Files, before: Files) -> None:
    _put(folder, wanted)
    write(folder / BEFORE, zipped(before))


def _put(folder: Path, wanted: Files) -> None:
    """Make the files of the folder these, one after the other."""
    now = files(folder)
    for name, content in wanted.items():
        if now.get(name) != content:
            write(folder / name, content)
    for name in now.keys() - wanted.keys():
        (folder / name).unlink()
