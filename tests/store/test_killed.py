"""A process that is killed while it writes: what it was told is kept is there, and the file opens."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from bot.store import open_store

KILLS = 200

# Imports once and forks a writer for every kill: a writer says a number only when the store has said that it is kept.
_KILLER = """
import asyncio, json, os, random, select, signal, sys, time
from pathlib import Path
from bot.store import open_store

path, kills, random = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))

async def write(number, said):
    store = await open_store(path)
    while True:
        await store.note_use(number, 1, "/knowledge reload", "done")
        await store.note_unanswered(1, 1, f"question {number}")
        await store.set_channel(1, number, muted=True)
        await store.note_unanswered(2, 1, f"forgotten {number}")
        await store.report(2, 1, question="q", answer="a", wrong=f"forgotten {number}", link="")
        await store.forget(2)
        os.write(said, b"%d\\n" % number)
        number += 1

told, first = [], 0
for _ in range(kills):
    hears, says = os.pipe()
    child = os.fork()
    if not child:
        os.close(hears)
        asyncio.run(write(first, says))
        os._exit(1)
    os.close(says)
    if random.random() < 0.8:  # at work; else perhaps while it opens the file
        select.select([hears], [], [], 30)
    time.sleep(random.uniform(0, 0.01))
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    with os.fdopen(hears) as heard:
        told += [int(line) for line in heard.read().split()]
    first = max(told, default=-1) + 2  # the one it was killed at may be there as well
print(json.dumps(told))
"""


async def kept(path: Path, told: set[int]) -> tuple[set[int], set[str], bool]:
    store = await open_store(path)
    assert store.keeps
    muted = all(store.channel(number).muted for number in told)
    questions = {asked.question for asked in await store.unanswered()} | {r.wrong for r in await store.reports()}
    held = {entry.moderator for entry in await store.uses(limit=-1)}, questions, muted
    await store.close()
    return held


def test_every_write_that_was_acknowledged_survives_200_kills(tmp_path: Path) -> None:
    path = tmp_path / "podium.sqlite3"
    ran = subprocess.run(
        [sys.executable, "-c", _KILLER, str(path), str(KILLS), "2026"],
        capture_output=True,
        text=True,
        timeout=100,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = set(json.loads(ran.stdout))
    assert len(told) >= KILLS / 2, "the writers hardly got to write"

    numbers, questions, muted = asyncio.run(kept(path, told))
    assert told <= numbers
    assert muted
    assert {f"question {number}" for number in told} <= questions
    assert not {f"forgotten {number}" for number in told} & questions, "what was said to be removed stays so"
    assert not list(tmp_path.glob("*.damaged-*"))
