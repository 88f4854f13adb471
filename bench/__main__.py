"""Measures start-up and the time of one question, prints the figures and writes them to BENCHMARKS.md."""

import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bot.__main__ import open_desk
from bot.desk import Conversation, Desk
from tests.corpus import scoring

ROOT = Path(__file__).parents[1]
STARTS = 15
ROUNDS = 5
START_LIMIT = 3.5
ASK_LIMIT_MS = 0.5
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


def processor() -> str:
    """What the machine calls its processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{named[0] if named else platform.processor() or platform.machine()}, {os.cpu_count()} cores"


def page(start: tuple[float, float], taken: list[float], count: int) -> str:
    """The figures as a page of Markdown."""
    ask, yardstick = start
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    p99 = statistics.quantiles(taken, n=100)[98]
    return f"""# Benchmarks

Written by `make bench`; figures of one machine, to be compared with themselves.

| What | Measured | Limit |
|---|--:|--:|
| `podium ask` against `python -c "{YARDSTICK}"`, ratio | {ask / yardstick:.2f} | {START_LIMIT} |
| `podium ask`, from start to exit | {ask * 1000:.0f} ms | |
| the imports alone | {yardstick * 1000:.0f} ms | |
| one question in a running process, median | {statistics.median(taken):.3f} ms | {ASK_LIMIT_MS} ms |
| one question, 99th percentile | {p99:.3f} ms | |

- Start-up: medians of {STARTS} runs each, by turns, after one run of each that is not counted.
- One question: {count} questions, {ROUNDS} times each, every one in a new conversation.
- Processor: {processor()}
- Versions: Python {platform.python_version()}, {versions}
"""


def main() -> None:
    """Measure, print, write."""
    from bot import settings

    texts = questions()
    taken = one_question(open_desk(settings.load().knowledge_dir), texts)
    text = page(start_up(), taken, len(texts))
    print(text, end="")
    (ROOT / "BENCHMARKS.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
