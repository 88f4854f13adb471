"""Start, stop and refusal: the real program in a process of its own, against Discord on this machine."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import settings
from bot.chat import run
from bot.settings import Settings
from tests.loopback import server
from tests.loopback.server import TOKEN, Loopback

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def discord() -> AsyncIterator[Loopback]:
    async with server.running() as running:
        yield running


@dataclass
class Ended:
    code: int
    lines: list[str]

    @property
    def last_words(self) -> list[str]:
        """What is meant for a person; the log has a time or a brace in front."""
        return [line for line in self.lines if not line.startswith(("2", "{", "Traceback", " ", "KeyError"))]


def environment(discord: Loopback, folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in settings.NAMES}
    return kept | {
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API_URL": discord.url,
        "DISCORD_GATEWAY_URL": discord.url,
        "HEALTH_FILE": str(folder / "podium.health"),
        "PYTHONPATH": str(ROOT),
        **more,
    }


async def podium(*arguments: str, env: dict[str, str], folder: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, env=env, cwd=folder,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def ended(
    discord: Loopback,
    folder: Path,
    *,
    when: Callable[[], bool] | None = None,
    stop: signal.Signals | None = None,
    then: Callable[[], object] | None = None,
    **more: str,
) -> Ended:
    """How Podium ended: by itself, or by a signal or something else that happens once `when` holds."""
    process = await podium("run", env=environment(discord, folder, **more), folder=folder)
    try:
        async with asyncio.timeout(30):
            while when is not None and not when():  # noqa: ASYNC110 - told by no event
                await asyncio.sleep(0.01)
            if stop is not None:
                process.send_signal(stop)
            if then is not None:
                await then()
            _, errors = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
    assert TOKEN not in errors.decode()
    assert "Traceback" not in errors.decode(), errors.decode()
    assert process.returncode is not None
    return Ended(process.returncode, errors.decode().splitlines())


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
@pytest.mark.parametrize(
    ("number", "level", "form"), [(signal.SIGTERM, "INFO", "text"), (signal.SIGINT, "DEBUG", "json")]
)
async def test_a_signal_closes_the_connection(
    discord: Loopback, tmp_path: Path, number: signal.Signals, level: str, form: str
) -> None:
    asked = "who won women's team pursuit"

    async def ask() -> None:
        await discord.connected.wait()
        await discord.say(asked, channel=server.DM)

    asking = asyncio.create_task(ask())
    end = await ended(
        discord, tmp_path, when=lambda: bool(discord.messages), stop=number, LOG_LEVEL=level, LOG_FORMAT=form
    )
    await asking

    assert end.code == 0
    assert end.last_words == []
    assert discord.closed_with == [1000]
    assert discord.identified[0]["intents"] == 1 << 0 | 1 << 9 | 1 << 12
    (answer,) = discord.messages
    assert answer["content"].startswith("Canada won the women")
    assert answer["sent"]["allowed_mentions"] == {"parse": []}
    assert asked not in "\n".join(end.lines)
    assert not (tmp_path / "podium.health").exists()
    told = [json.loads(line)["message"] for line in end.lines] if form == "json" else end.lines
    assert any("client_id=3" in line for line in told)
    if form == "json":
        assert {tuple(json.loads(line)) for line in end.lines} == {("time", "level", "logger", "message")}


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
async def test_a_signal_during_the_login_ends_it(discord: Loopback, tmp_path: Path) -> None:
    discord.login_hangs = True
    end = await ended(discord, tmp_path, when=discord.event.is_set, stop=signal.SIGTERM)

    assert (end.code, end.last_words) == (0, [])


def _login(code: int) -> Callable[[Loopback], None]:
    return lambda discord: setattr(discord, "login_status", code)


def _gateway(code: int) -> Callable[[Loopback], None]:
    return lambda discord: setattr(discord, "close_next_with", code)


@pytest.mark.parametrize(
    ("arrange", "code", "words"),
    [
        (_login(401), 2, "Discord rejected DISCORD_TOKEN"),
        (_gateway(4004), 2, "Discord rejected DISCORD_TOKEN"),
        (_gateway(4013), 1, "Discord closed the connection (code 4013)"),
        (_login(403), 1, "Discord refused the login (status 403"),
    ],
)
async def test_a_refusal_is_one_line(
    discord: Loopback, tmp_path: Path, arrange: Callable[[Loopback], None], code: int, words: str
) -> None:
    arrange(discord)
    end = await ended(discord, tmp_path)

    assert end.code == code
    (line,) = end.last_words
    assert line.startswith(f"podium: {words}")


async def test_a_token_that_is_revoked_ends_it_with_a_line(discord: Loopback, tmp_path: Path) -> None:
    end = await ended(discord, tmp_path, when=discord.connected.is_set, then=lambda: discord.hang_up(4004))

    assert end.code == 2
    (line,) = end.last_words
    assert line.startswith("podium: Discord rejected DISCORD_TOKEN")


async def test_healthy_says_whether_it_is_connected(discord: Loopback, tmp_path: Path) -> None:
    env, said = environment(discord, tmp_path), []

    async def healthy() -> tuple[int | None, str]:
        asking = await podium("healthy", env=env, folder=tmp_path)
        words, _ = await asking.communicate()
        said.append(words.decode())
        return asking.returncode, words.decode()

    assert await healthy() == (1, f"nothing runs here: there is no {tmp_path / 'podium.health'}\n")
    process = await podium("run", env=env | {"LOG_LEVEL": "ERROR"}, folder=tmp_path)
    try:
        async with asyncio.timeout(20):
            await discord.connected.wait()
            while (await healthy())[0] != 0:  # noqa: ASYNC110 - told by no event
                await asyncio.sleep(0.05)
    finally:
        process.kill()
        await process.communicate()
    assert said[-1] == "connected, and the heartbeat is fresh\n"


async def test_sync_tells_of_the_commands_and_a_start_after_it_does_not(discord: Loopback, tmp_path: Path) -> None:
    env = environment(discord, tmp_path, STATE_PATH=str(tmp_path / "state.db"))
    told, ended_with = [], []
    for _ in range(2):
        process = await podium("sync", env=env, folder=tmp_path)
        said, _ = await process.communicate()
        ended_with.append((process.returncode, said.decode().split(maxsplit=1)[1].strip()))
        told.append(len(discord.commands))
        discord.commands.clear()
    assert ended_with == [(0, "commands synced")] * 2
    assert told == [16, 16], "asked for, it is told though nothing has changed"

    await ended(
        discord, tmp_path, when=lambda: bool(discord.identified), stop=signal.SIGTERM, STATE_PATH=env["STATE_PATH"]
    )
    assert discord.commands == []


async def test_sync_says_what_is_wrong(discord: Loopback, tmp_path: Path) -> None:
    process = await podium("sync", env=environment(discord, tmp_path, DISCORD_TOKEN="not.the.token"), folder=tmp_path)
    _, errors = await process.communicate()

    assert process.returncode == 2
    assert "DISCORD_TOKEN" in errors.decode()


def test_without_a_token_nothing_is_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Settings(), None) == 2  # type: ignore[arg-type] - it is not asked
    assert capsys.readouterr().err == "podium: DISCORD_TOKEN is not set: put it in the environment or in .env\n"
