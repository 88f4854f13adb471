"""Neither the token nor what people write gets out: not by the log, an error line, an answer about us, or a crash."""

import asyncio
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings
from bot.chat import logs
from bot.desk import Conversation, Desk, Reply
from tests.chat.shipped import shipped
from tests.loopback import server
from tests.loopback.faults import ask, bout
from tests.loopback.server import CHANNELS, DM, TOKEN, Body, dropped, person, refused

ROOT = Path(__file__).parents[2]
SAID = "zamboni derby of Thialf"


class Stumbling(Desk):
    """Repeats what was said in an exception, and the chain that led to it."""

    def __init__(self) -> None:
        """Hold nothing."""

    def ask(self, text: str, conversation: Conversation) -> Reply:
        """Raise."""
        try:
            raise KeyError(text)
        except KeyError as error:
            raise ValueError(f"cannot read {text!r}") from error


def secrets_in(text: str) -> list[str]:
    return [secret for secret in (TOKEN, *SAID.split()) if len(secret) > 2 and secret.lower() in text.lower()]


async def test_bugs_everywhere_tell_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    async with bout(Stumbling()) as fight:
        fight.discord.fail(
            "message", refused(400, 50035, errors={"content": {"_errors": [{"code": "X", "message": SAID}]}}), dropped
        )
        await fight.discord.say(SAID)
        await fight.discord.say(SAID, by=1001, channel=CHANNELS[1])
        await fight.discord.say(SAID, by=1002, channel=DM)
        await fight.discord.interact(2, ask(SAID))
        for kind, data in _malformed():
            await fight.discord.emit(kind, data)
        await fight.until(lambda: len(fight.discord.messages) >= 2 and fight.discord.callbacks, "answers")
        await fight.podium.on_error("on_guild_join")
        asyncio.get_running_loop().call_exception_handler({"message": "a task", "exception": ValueError(SAID)})

        assert "Traceback" in fight.log.getvalue()
        assert not secrets_in(fight.log.getvalue() + ours(caplog)), "at no level"
        sent = [each["sent"]["content"] for each in fight.discord.messages]
        sent += [each["data"]["content"] for each in fight.discord.callbacks]
        assert sent
        assert not secrets_in(" ".join(sent))


async def test_nothing_about_us_tells_who_asked_what(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    async with bout(shipped()) as fight:
        await fight.discord.say(SAID)
        await fight.discord.interact(2, ask(SAID), by=1001)
        await fight.until(lambda: fight.discord.messages and fight.discord.callbacks, "answers")
        for number, name in enumerate(("about", "help", "why")):
            await fight.discord.interact(2, {"id": f"900{number}", "name": name, "type": 1}, by=1002)
        await fight.until(lambda: len(fight.discord.callbacks) == 4, "what is said about us")

        about = [each["data"]["content"] for each in list(fight.discord.callbacks)[1:]]
        assert "Version" in "".join(about)
        assert not secrets_in("\n".join(about))
        assert not secrets_in(fight.log.getvalue() + ours(caplog))


def ours(caplog: pytest.LogCaptureFixture) -> str:
    """All that our own modules log, at every level."""
    return "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))


def _malformed() -> list[tuple[str, Body]]:
    message = {"id": SAID, "content": SAID, "channel_id": SAID, "author": person(1)}
    return [("MESSAGE_CREATE", message), ("INTERACTION_CREATE", {"data": SAID}), ("GUILD_CREATE", {"id": SAID})]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_log_line_of_a_library_tells_nothing(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, library = logging.getLogger(), logging.getLogger("discord")
    before = root.handlers[:], root.level, library.level
    try:
        logs.set_up("DEBUG", TOKEN, form)
        try:
            raise RuntimeError(f"{SAID} {TOKEN}")
        except RuntimeError:
            logging.getLogger("asyncio").exception("Task exception was never retrieved, for %s", TOKEN)
        logging.getLogger("discord.gateway").debug("WebSocket Event: %s", SAID)
    finally:
        root.handlers[:] = before[0]
        root.setLevel(before[1])
        library.setLevel(before[2])
    written = capsys.readouterr().err

    assert "RuntimeError" in written
    assert not secrets_in(written)


async def test_a_crash_tells_nothing(tmp_path: Path) -> None:
    crash = (
        "import sys; from bot.chat import client, run; from bot.desk import Desk; from bot.settings import load\n"
        f"async def hook(self): raise SystemError({SAID!r} + load().discord_token.get_secret_value())\n"
        "client.Podium.setup_hook = hook; sys.exit(run(load(), Desk(load().knowledge_dir)))"
    )
    async with server.running() as discord:
        kept = {name: value for name, value in os.environ.items() if name not in settings.NAMES}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", crash, cwd=tmp_path, stderr=asyncio.subprocess.PIPE,
            env=kept | {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": discord.url, "DISCORD_GATEWAY_URL": discord.url,
                        "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        _, errors = await process.communicate()

    assert process.returncode == 1
    assert errors.decode().splitlines()[-1] == "podium: stopped by a bug (SystemError): the log says where"
    assert "in hook" in errors.decode()
    assert not secrets_in(errors.decode())


@pytest.mark.parametrize(
    "arguments", [["healthy"], ["ask", "who won?"], ["check"], ["run", "x"], ["--version"], ["nonsense"]]
)
def test_no_command_shows_the_token(arguments: list[str], tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in settings.NAMES}
    done = subprocess.run([sys.executable, "-m", "bot", *arguments], cwd=tmp_path, capture_output=True, text=True,
                          check=False, env=kept | {"DISCORD_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert not secrets_in(done.stdout + done.stderr)
