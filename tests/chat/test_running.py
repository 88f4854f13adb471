"""Start, stop and refusal, in a process of its own against a small stand-in for Discord on this machine."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.chat import run
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
TOKEN = "MTIz.secret.token"
ME = {"id": "1", "username": "Podium", "discriminator": "0", "avatar": None, "bot": True}
ANN = {"id": "2", "username": "ann", "discriminator": "0", "avatar": None}

BOT = """
import sys, yarl, discord
from bot.chat import run
from bot.desk import Reply
from bot.settings import load
class Desk:
    def ask(self, text, conversation):
        return Reply(text, (), "Canada won.", "answered", "winner", "", "", (), (), (), 1.0)
discord.http.Route.BASE = sys.argv[1]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[1])
sys.exit(run(load(), Desk()))
"""


@dataclass
class Discord:
    """Just enough of Discord to log in, say one thing in a DM and take the answer."""

    url: str = ""
    login_status: int = 200
    login_hangs: bool = False
    gateway_code: int | None = None
    identified: dict[str, object] = field(default_factory=dict)
    posted: list[dict[str, object]] = field(default_factory=list)
    closed_with: int | None = None
    event: asyncio.Event = field(default_factory=asyncio.Event)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/users/@me", self.login)
        app.router.add_get("/oauth2/applications/@me", self.application)
        app.router.add_post("/channels/{channel}/messages", self.post)
        app.router.add_get("/", self.gateway)
        return app

    async def login(self, request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == f"Bot {TOKEN}"
        if self.login_hangs:
            self.event.set()
            await asyncio.sleep(60)
        return as_json(ME, status=self.login_status)

    async def application(self, request: web.Request) -> web.Response:
        return as_json(
            {"id": "3", "name": "Podium", "description": "", "icon": None, "bot_public": True, "flags": 0,
             "bot_require_code_grant": False, "verify_key": "", "summary": "", "owner": ME}
        )  # fmt: skip

    async def post(self, request: web.Request) -> web.Response:
        self.posted.append(await request.json())
        self.event.set()
        return as_json(message("9", "Canada won.", ME))

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 40000}, "s": None, "t": None})
        while (first := await socket.receive_json())["op"] != 2:
            pass  # a heartbeat
        self.identified = first["d"]
        if self.gateway_code is not None:
            await socket.close(code=self.gateway_code)
            return socket
        ready = {"v": 10, "user": ME, "guilds": [], "session_id": "x", "resume_gateway_url": self.url,
                 "application": {"id": "3", "flags": 0}}  # fmt: skip
        await socket.send_json({"op": 0, "t": "READY", "s": 1, "d": ready})
        await socket.send_json({"op": 0, "t": "MESSAGE_CREATE", "s": 2, "d": message("8", "who won?", ANN)})
        async for received in socket:
            assert received.type is aiohttp.WSMsgType.TEXT
        self.closed_with = socket.close_code
        return socket


def as_json(body: object, status: int = 200) -> web.Response:
    # Without a charset, which Discord does not send and the library does not expect.
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


def message(number: str, content: str, author: dict[str, object]) -> dict[str, object]:
    return {
        "id": number, "channel_id": "5", "author": author, "content": content, "timestamp": "2026-02-18T12:00:00+00:00",
        "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [], "mention_roles": [],
        "attachments": [], "embeds": [], "pinned": False, "type": 0,
    }  # fmt: skip


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    fake = Discord()
    async with TestServer(fake.app()) as server:
        fake.url = str(server.make_url("")).rstrip("/")
        yield fake


@dataclass
class Ended:
    code: int
    lines: list[str]

    @property
    def last_words(self) -> list[str]:
        """What is meant for a person; the log has a time in front."""
        return [line for line in self.lines if not line[:4].isdigit()]


async def ended(discord: Discord, *, stop: signal.Signals | None = None, level: str = "INFO") -> Ended:
    environment = os.environ | {"DISCORD_TOKEN": TOKEN, "LOG_LEVEL": level, "PYTHONPATH": str(ROOT)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BOT, discord.url, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(30):
            if stop is not None:
                await discord.event.wait()
                process.send_signal(stop)
            _, errors = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    assert TOKEN not in errors.decode()
    assert "Traceback" not in errors.decode(), errors.decode()
    assert process.returncode is not None
    return Ended(process.returncode, errors.decode().splitlines())


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
@pytest.mark.parametrize(("number", "level"), [(signal.SIGTERM, "INFO"), (signal.SIGINT, "DEBUG")])
async def test_a_signal_closes_the_connection(discord: Discord, number: signal.Signals, level: str) -> None:
    end = await ended(discord, stop=number, level=level)

    assert end.code == 0
    assert end.last_words == []
    assert discord.closed_with == 1000
    assert discord.identified["intents"] == 1 << 0 | 1 << 9 | 1 << 12
    (answer,) = discord.posted
    assert answer["content"] == "Canada won."
    assert answer["allowed_mentions"] == {"parse": []}
    assert "who won" not in json.dumps(end.lines)
    assert any("client_id=3" in line for line in end.lines)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
async def test_a_signal_during_the_login_ends_it(discord: Discord) -> None:
    discord.login_hangs = True
    end = await ended(discord, stop=signal.SIGTERM)

    assert (end.code, end.last_words) == (0, [])


def _status(code: int) -> Callable[[Discord], None]:
    return lambda discord: setattr(discord, "login_status", code)


def _gateway(code: int) -> Callable[[Discord], None]:
    return lambda discord: setattr(discord, "gateway_code", code)


@pytest.mark.parametrize(
    ("arrange", "code", "words"),
    [
        (_status(401), 2, "Discord rejected DISCORD_TOKEN"),
        (_gateway(4004), 2, "Discord rejected DISCORD_TOKEN"),
        (_gateway(4013), 1, "Discord closed the connection (code 4013)"),
        (_status(403), 1, "Discord refused the login (status 403"),
        (lambda discord: setattr(discord, "url", "http://127.0.0.1:1"), 1, "Discord cannot be reached"),
    ],
)
async def test_a_refusal_is_one_line(
    discord: Discord, arrange: Callable[[Discord], None], code: int, words: str
) -> None:
    arrange(discord)
    end = await ended(discord)

    assert end.code == code
    (line,) = end.last_words
    assert line.startswith(f"podium: {words}")


def test_without_a_token_nothing_is_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Settings(), None) == 2  # type: ignore[arg-type] - it is not asked
    assert capsys.readouterr().err == "podium: DISCORD_TOKEN is not set: put it in the environment or in .env\n"
