"""Prints what Podium bears, at full scale: `python -m tests.loopback faults`, `load` or `fuzz`."""

import asyncio
import sys
from pathlib import Path

from bot.chat.supervision import FIRST_PAUSE
from bot.desk import Desk
from tests.loopback import fuzz, load
from tests.loopback.faults import FAULTS

ROOT = Path(__file__).parents[2]


async def faults() -> bool:
    """Every fault, with the pauses that Podium has in earnest."""
    held, desk = True, Desk(ROOT / "knowledge")
    for fault in FAULTS:
        try:
            came = f"holds: {await fault(desk, FIRST_PAUSE)}"
        except AssertionError as failure:
            held, came = False, f"DOES NOT HOLD: {failure}"
        print(f"{(fault.__doc__ or '').splitlines()[0]}\n    {came}", flush=True)
    return held


async def hostile() -> bool:
    """Ten thousand hostile inputs."""
    return await fuzz.main(Desk(ROOT / "knowledge"))


KINDS = {"faults": faults, "load": load.main, "fuzz": hostile}


def main(kind: str) -> int:
    """Print the figures of one kind and return 0 if all hold."""
    return 0 if asyncio.run(KINDS[kind]()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
