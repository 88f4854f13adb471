"""Whether the bot that runs here is well, told from one process to another by a small file; it knows no face."""

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

EVERY, EVERY_UNCONNECTED = 10.0, 1.0  # seconds between two reports
STALE = 45.0  # seconds after which a report says only that nobody writes any more
# Discord is sent a heartbeat about every 41 s and acknowledges it at once: two were missed.
HEARTBEAT_STALE = 90.0


@dataclass(frozen=True, slots=True)
class Report:
    """How the bot was at `time`; `heartbeat` is seconds since Discord's last acknowledgement, None if unconnected."""

    time: float  # seconds since 1970
    process: int
    heartbeat: float | None
    waiting: int  # answers that are not sent yet


def report(path: Path, *, heartbeat: float | None, waiting: int) -> None:
    """Write how the bot is now, as a whole or not at all; raises OSError."""
    said = json.dumps(asdict(Report(time.time(), os.getpid(), heartbeat, waiting)))
    written = path.with_name(f"{path.name}.new")
    written.write_text(said + "\n", encoding="utf-8")
    written.replace(path)


def complaint(path: Path) -> str | None:
    """What is wrong with the bot that reports to `path`, in one line; None if it is well."""
    try:
        told = Report(**json.loads(path.read_text(encoding="utf-8")))
        age = time.time() - told.time
    except FileNotFoundError:
        return f"nothing runs here: there is no {path}"
    except (OSError, ValueError, TypeError) as error:
        return f"{path} cannot be read ({type(error).__name__})"
    if age > STALE:
        return f"process {told.process} has not reported for {age:.0f} s"
    if told.heartbeat is None:
        return f"process {told.process} is not connected to Discord"
    if told.heartbeat > HEARTBEAT_STALE:
        return f"Discord has not acknowledged a heartbeat for {told.heartbeat:.0f} s"
    return None
