"""A process that is killed while it changes the data: a start finds all of the old state or all of the new."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.facts.journal import files
from tests.test_editions import SOUND

ROOT = Path(__file__).parents[1]
KILLS = 40  # at random moments; besides, at each step by itself

# Loads once and forks for every kill. A child is killed before one of its steps on disk, the next one each time until
# it has none left, or whenever it happens; then the folder is looked at as a start would, and put back as it was.
_KILLER = """
import json, os, random, signal, sys, time
from pathlib import Path
from bot.desk import Desk
from bot.editions import Editions
from bot.facts.files import JOURNAL
from bot.facts.journal import BEFORE, change, files, finish, gone_back_to

folder, what, kills, random = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), random.Random(2026)
first = dict(files(folder))
edited = {name: text + b"# later" for name, text in first.items()} | {"more-words.yaml": b"ordinary: [wobble]"}
edited["games/oslo.yaml"] = edited.pop("games/2022-oslo.yaml")
change(folder, first, edited, first)
editions = Editions(Desk(folder))
proposal = editions.propose("extra-words.yaml", b"ordinary: [wibble]")
old = edited, first
new = (first, edited) if what == "undo" else ({**edited, "extra-words.yaml": b"ordinary: [wibble]"}, edited)

def act():
    editions.undo("x") if what == "undo" else editions.confirm(proposal, "x")

def dying(real, steps):
    def step(*arguments, **named):
        steps[0] -= 1
        if not steps[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)
    return step

def child(step):
    number = os.fork()
    if number:
        return number
    if step:
        steps = [step]
        os.fsync, os.replace, os.unlink, os.rename = (
            dying(each, steps) for each in (os.fsync, os.replace, os.unlink, os.rename))
    act()
    os._exit(0)

def killed_at(step=0, wait=0.0):
    number = child(step)
    if not step:
        time.sleep(wait)
        if random.random() < 0.5:  # while it writes; else perhaps while it reads
            until = time.monotonic() + takes
            while not (folder / JOURNAL).exists() and time.monotonic() < until:
                pass
            time.sleep(random.uniform(0, 0.004))
        os.kill(number, signal.SIGKILL)
    ended = os.waitpid(number, 0)[1]
    finished = finish(folder)
    found = dict(files(folder)), gone_back_to(folder)
    assert found in (old, new), f"killed at {step or wait}: a mixture"
    left = [str(p) for p in folder.rglob("*") if finished and p.name.startswith(".") and p.name != BEFORE]
    assert not left, left
    change(folder, found[0], *old)
    for part in folder.rglob(".*.part"):
        part.unlink()
    return ended, "finished" if finished else "old" if found == old else "new"

said, step = [], 1
while True:
    ended, state = killed_at(step)
    said.append(state)
    if not ended:
        break
    assert ended == signal.SIGKILL
    step += 1
begun = time.monotonic()
os.waitpid(child(0), 0)
takes = time.monotonic() - begun
change(folder, dict(files(folder)), *old)
at_random = [killed_at(0, random.uniform(0, takes))[1] for _ in range(kills)]
print(json.dumps([said, at_random]))
"""


@pytest.mark.parametrize("what", ["undo", "upload"])
def test_whenever_it_is_killed_all_is_old_or_all_is_new(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "data"
    for name, content in files(SOUND).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    ran = subprocess.run(
        [sys.executable, "-c", _KILLER, str(folder), what, str(KILLS)],
        capture_output=True,
        text=True,
        timeout=100,
        cwd=ROOT,
        env=os.environ | {"HOME": str(tmp_path), "TMPDIR": str(tmp_path)},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    steps, at_random = json.loads(ran.stdout)
    assert steps[-1] == "new", "the last was not killed"
    assert Counter(steps)["finished"] >= (10 if what == "undo" else 5), steps
    assert steps[0] == "old"
    assert len(at_random) == KILLS
