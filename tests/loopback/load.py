"""Many people at once: what Podium answers then, how soon, in how much memory; the figures of `make soak`.

The program runs in a process of its own, with Discord's own rate limits against it, so that its memory and its time are
its own. Memory is read from /proc, as Linux has it, and so is for how long either process wanted a processor that
others had: on a machine with other work to do that is no time of Podium's, and it is printed beside.
"""

import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot import settings
from tests.corpus import scoring
from tests.loopback import server
from tests.loopback.server import CHANNELS, Loopback, RateLimit

ROOT = Path(__file__).parents[2]
TYPED = "can"  # what somebody types meanwhile
PROMPT = 50.0  # milliseconds in which something has to be offered
MORE = 1.05  # times the memory at most


def questions() -> list[str]:
    """What people ask: the corpus."""
    return [item["q"] for item in scoring.load("questions")]


@dataclass
class Rush:
    """What came of many messages in a short time."""

    asked: list[str]
    answered: Counter[str]  # by the id of the question
    seconds: float  # until the last answer
    typing: list[float] = field(default_factory=list)  # milliseconds until a person who typed was offered something
    alone: list[float] = field(default_factory=list)  # the same, less what either process waited for a processor

    @property
    def once(self) -> int:
        """How many got exactly one answer."""
        return sum(self.answered[each] == 1 for each in self.asked)

    @property
    def twice(self) -> int:
        """How many got more than one."""
        return sum(count > 1 for count in self.answered.values())


def answers(discord: Loopback) -> Counter[str]:
    """How many answers each message got, by its id."""
    return Counter(str(posted["sent"]["message_reference"]["message_id"]) for posted in discord.messages)


async def rush(
    discord: Loopback,
    *,
    count: int,
    seconds: float,
    patience: float,
    people: int,
    channels: Sequence[int] = CHANNELS,
    processes: Sequence[int | str] = (),
) -> Rush:
    """Send `count` messages within `seconds`, spread over people and channels; wait `patience` for the last answer.

    Of `processes`, /proc says how long they waited for a processor meanwhile.
    """
    begun, texts, asked = time.monotonic(), questions(), []
    offered: list[tuple[float, float]] = []
    typing = asyncio.create_task(_typing(discord, processes, offered))
    for n in range(count):
        due = begun + n * seconds / count
        if (early := due - time.monotonic()) > 0:
            await asyncio.sleep(early)
        text = texts[n % len(texts)]
        asked.append(await discord.say(text, by=5000 + n % people, channel=channels[n % len(channels)]))
    limit = time.monotonic() + patience
    while len(discord.messages) < count and time.monotonic() < limit:  # noqa: ASYNC110 - told by no event
        await asyncio.sleep(0.05)
    taken = time.monotonic() - begun
    await asyncio.sleep(0.2)  # in which no second answer may come
    typing.cancel()
    await asyncio.wait((typing,))
    return Rush(asked, answers(discord), taken, [all_told for all_told, _ in offered], [own for _, own in offered])


async def _typing(discord: Loopback, processes: Sequence[int | str], offered: list[tuple[float, float]]) -> None:
    """Somebody who types in an option that offers something, all the while."""
    command = next(autocompleted(discord), None)
    while command is not None:
        begun, before = time.perf_counter(), [held_up(process) for process in processes]
        number = await discord.interact(4, command)
        while not (found := [each for each in discord.callbacks if each["id"] == number]):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.001)
        taken = (found[0]["at"] - begun) * 1000
        # They may have waited at the same time, so that only the longer wait is taken off.
        waits = [held_up(process) - then for process, then in zip(processes, before, strict=True)]
        offered.append((taken, taken - max(waits, default=0.0)))
        await asyncio.sleep(0.05)


def held_up(process: int | str) -> float:
    """Milliseconds that the main thread of a process has waited for a processor, ever."""
    return int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[1]) / 1e6


def autocompleted(discord: Loopback, text: str = TYPED) -> Iterator[server.Body]:
    """Each option with autocomplete that Podium has told Discord of, as somebody types in it."""
    for command in discord.commands:
        data = {"id": command["id"], "name": command["name"], "type": command.get("type", 1)}
        yield from _typed_in(command, data, text)


def _typed_in(command: server.Body, data: server.Body, text: str) -> Iterator[server.Body]:
    for option in command.get("options", ()):
        if option["type"] in (1, 2):
            for inner in _typed_in(option, {"name": option["name"], "type": option["type"]}, text):
                yield data | {"options": [inner]}
        elif option.get("autocomplete"):
            yield data | {"options": [{"name": option["name"], "type": 3, "value": text[:100], "focused": True}]}


@asynccontextmanager
async def program(discord: Loopback) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot in a process of its own, connected; stopped by a signal at the end, which has to be a clean one."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if name not in settings.NAMES}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=folder, stderr=(log := (Path(folder) / "log").open("wb")),
            env=kept | {"DISCORD_TOKEN": server.TOKEN, "DISCORD_API_URL": discord.url, "PYTHONPATH": str(ROOT),
                        "DISCORD_GATEWAY_URL": discord.url, "LOG_LEVEL": "WARNING"},
        )  # fmt: skip
        try:
            async with asyncio.timeout(30):
                await discord.connected.wait()
            yield process
            process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(15):
                code = await process.wait()
            said = (Path(folder) / "log").read_text(encoding="utf-8")
            for wrong in ("destroyed", "Traceback", "got lost", "given up", "left out"):
                assert wrong not in said, said[-2000:]
            assert code == 0, said[-2000:]
        finally:
            log.close()
            if process.returncode is None:
                process.kill()
                await process.wait()


def memory(process: int) -> float:
    """Resident memory in megabytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


async def remembered(*, first: int, last: int) -> tuple[float, float]:
    """Megabytes after `first` and after `last` messages, each of somebody else, half of them never asked before."""
    texts, found = questions(), []
    async with server.running(keep=100) as discord, program(discord) as process:
        free = asyncio.Semaphore(100)
        discord.listeners.append(lambda kind, body: free.release())
        for n in range(1, last + 1):
            async with asyncio.timeout(30):
                await free.acquire()
            text = texts[n % len(texts)] + (f" number {n}" if n % 2 else "")
            await discord.say(text, by=10_000 + n, channel=CHANNELS[n % len(CHANNELS)])
            if n in (first, last):
                await asyncio.sleep(1)
                found.append(memory(process.pid))
    return found[0], found[1]


def typed(came: Rush) -> str:
    """How soon those who typed were offered something."""
    if len(came.typing) < 2:
        return "nobody typed"
    return (
        f"offered within {statistics.median(came.alone):.1f} ms (median), {max(came.alone):.1f} ms at most, "
        f"{len(came.alone)} times ({max(came.typing):.1f} ms at most while others had the processor)"
    )


async def rushed(count: int, seconds: float) -> tuple[bool, str]:
    """So many messages in so many seconds, with somebody who types meanwhile: whether it holds, and the figures."""
    limits = {"limit": RateLimit(5, 5.0), "whole": RateLimit(50, 1.0)}
    async with server.running(**limits) as discord, program(discord) as process:
        both = (process.pid, "self")
        came = await rush(discord, count=count, seconds=seconds, people=100, patience=100, processes=both)
    holds = came.once == count and not came.twice and bool(came.alone) and max(came.alone) < PROMPT
    return holds, (
        f"{came.once} answered once, {came.twice} twice, the last after {came.seconds:.1f} s\n    {typed(came)}"
    )


async def weighed(first: int, last: int) -> tuple[bool, str]:
    """The memory after `first` and after `last` messages: whether it holds, and the figures."""
    before, after = await remembered(first=first, last=last)
    grown = f"{before:.1f} MB after {first:,} messages, {after:.1f} MB after {last:,}: {after / before - 1:+.1%}"
    return after <= before * MORE, f"{grown}, no task left over at the end"


async def main() -> bool:
    """Print every figure; returns whether all hold."""
    parts = {
        "200 messages in a second, 100 people, 20 channels": rushed(200, 1.0),
        "2,000 messages in a minute, 100 people, 20 channels": rushed(2000, 60.0),
        "memory": weighed(2000, 20_000),
    }
    held = True
    for name, part in parts.items():
        try:
            holds, figures = await part
        except (AssertionError, TimeoutError) as failure:
            holds, figures = False, f"{type(failure).__name__} {failure}"
        held &= holds
        print(f"{name}: {verdict(holds)}\n    {figures}", flush=True)
    return held


def verdict(holds: bool) -> str:
    """In words."""
    return "holds" if holds else "DOES NOT HOLD"
