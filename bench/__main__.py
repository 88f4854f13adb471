"""Measures start-up, answering, memory and scale, prints the figures and writes them to BENCHMARKS.md."""

import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bench import echo, events, names
from bot.__main__ import open_desk
from bot.desk import Conversation, Desk
from bot.language.text import LONGEST
from tests.corpus import scoring
from tests.corpus.typos import slip

ROOT = Path(__file__).parents[1]
STARTS = 15
ROUNDS = 5
START_GOAL = 3.5
ASK_GOAL_MS, ASK_P99_GOAL_MS = 0.2, 1
WORST_GOAL_MS = 20
QUESTION = "who won women's team pursuit"
YARDSTICK = "import pydantic, rapidfuzz, yaml"
LIBRARIES = ("pydantic", "rapidfuzz", "pyyaml")


def _seconds(*arguments: str) -> float:
    begin = time.perf_counter()
    # Compiled modules are kept, as they are for anybody who starts Podium twice.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=kept)
    return time.perf_counter() - begin


def start_up() -> tuple[float, float]:
    """Median seconds of one answer from a cold process, and of the yardstick, measured by turns."""
    ask = ("-m", "bot", "ask", QUESTION)
    yardstick = ("-c", YARDSTICK)
    _seconds(*ask)
    _seconds(*yardstick)
    pairs = [(_seconds(*ask), _seconds(*yardstick)) for _ in range(STARTS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def questions() -> list[str]:
    """The questions that are timed: the corpus."""
    return [item["q"] for part in scoring.parts("questions") for item in scoring.load(part)]


def one_question(desk: Desk, texts: list[str]) -> list[float]:
    """Milliseconds of every single answer, each asked in a conversation of its own."""
    taken = []
    for text in texts * ROUNDS:
        conversation = Conversation()
        begin = time.perf_counter_ns()
        desk.ask(text, conversation)
        taken.append((time.perf_counter_ns() - begin) / 1e6)
    return taken


def worst_message(desk: Desk) -> float:
    """Milliseconds, median of several, for a message as long as they come that holds nothing but misspelt names."""
    chance, people = Random(4000), [skater.name for skater in desk.snapshot.knowledge.skaters]
    taken = []
    for _ in range(ROUNDS):
        text = " ".join(slip(chance.choice(people), chance) for _ in range(LONGEST // 10))[:LONGEST]
        taken.append(one_question(desk, [text])[0])
    return statistics.median(taken)


def processor() -> str:
    """What the machine calls its processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{named[0] if named else platform.processor() or platform.machine()}, {os.cpu_count()} cores"


def memory(*imports: str) -> float:
    """Megabytes that a process has held at most, with the desk and these modules loaded, after one answer (Linux)."""
    script = f"""
{"".join(f"import {name}; " for name in imports)}
from pathlib import Path
from bot import settings
from bot.__main__ import open_desk
from bot.desk import Conversation
desk = open_desk(settings.load().knowledge_dir)
desk.ask({QUESTION!r}, Conversation())
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1024)
"""
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    return float(ran.stdout)


def page(desk: Desk, texts: list[str]) -> str:
    """The figures as a page of Markdown."""
    taken = one_question(desk, texts)
    ask, yardstick = start_up()
    with tempfile.TemporaryDirectory() as work:
        scale = events.scale(ROOT / "knowledge", Path(work))
        among_many = one_question(scale.desk, texts)
    ours, echoed, against_echo = echo.rates(desk, texts)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    median, p99 = statistics.median(taken), statistics.quantiles(taken, n=100)[98]
    return f"""# Benchmarks

Written by `make bench`; figures of one machine, to be compared with themselves.

| What | Measured | Goal |
|---|--:|--:|
| `podium ask` against `python -c "{YARDSTICK}"`, ratio | {ask / yardstick:.2f} | {START_GOAL} |
| `podium ask`, from start to exit | {ask * 1000:.0f} ms | |
| the imports alone | {yardstick * 1000:.0f} ms | |
| one question in a running process, median | {median:.3f} ms | {ASK_GOAL_MS} ms |
| one question, 99th percentile | {p99:.3f} ms | {ASK_P99_GOAL_MS} ms |
| the longest message, {LONGEST} characters of near-names | {worst_message(desk):.1f} ms | {WORST_GOAL_MS} ms |
| messages a second through the real client, against a bot that only echoes | {against_echo:.2f} | 0.85 |
| messages a second: Podium, the echo | {ours:.0f}, {echoed:.0f} | |
| memory of the terminal | {memory("bot.console"):.0f} MB | |
| memory of the Discord client | {memory("bot.chat"):.0f} MB | |

- Start-up: medians of {STARTS} runs each, by turns, after one run of each that is not counted.
- One question: {len(texts)} questions, {ROUNDS} times each, every one in a new conversation.
- Messages a second: medians of {echo.PAIRS} paired runs by turns, {echo.MESSAGES} messages each, \
{echo.AT_ONCE} at a time, over real sockets on this machine.
- Processor: {processor()}
- Versions: Python {platform.python_version()}, {versions}

## {scale.events} made-up events beside the shipped ones

| {scale.megabytes:.1f} MB of YAML | Measured | Goal |
|---|--:|--:|
| loaded from the files | {scale.fresh:.2f} s | 3 s |
| loaded from the cache | {scale.from_cache:.2f} s | 0.5 s |
| one question, median, against the shipped data alone | {statistics.median(among_many) / median:.2f} times | 2 times |

## Misspelt names among very many

{names.table()}"""


def main() -> None:
    """Measure, print, write."""
    from bot import settings

    text = page(open_desk(settings.load().knowledge_dir), questions())
    print(text, end="")
    (ROOT / "BENCHMARKS.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
