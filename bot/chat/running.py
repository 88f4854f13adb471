"""Runs the bot until it is told to stop, and says in one line why it could not; it knows no message."""

import asyncio
import contextlib
import logging
import signal
import sys

import aiohttp
import discord

from bot.chat import logs
from bot.chat.client import Podium
from bot.chat.messages import Asked
from bot.settings import Settings

_log = logging.getLogger(__name__)

STOPPED, FAILED, WRONG_SETTINGS = 0, 1, 2  # exit codes
_SIGNALS = (signal.SIGINT, signal.SIGTERM)

_MISSING = "DISCORD_TOKEN is not set: put it in the environment or in .env"
_REJECTED = (
    "Discord rejected DISCORD_TOKEN: copy the token of your bot again from its Bot page on "
    "https://discord.com/developers/applications"
)


def run(settings: Settings, desk: Asked) -> int:
    """Answer on Discord until Ctrl-C or SIGTERM; returns the exit code, with one line on standard error if not 0."""
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    if not token:
        return _give_up(_MISSING, WRONG_SETTINGS)
    logs.set_up(settings.log_level, token)
    try:
        asyncio.run(until_stopped(Podium(desk), token))
    except KeyboardInterrupt:
        pass  # where there are no signal handlers (Windows), asyncio.run has closed everything on the way
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        return _give_up(*_reason(error))
    return STOPPED


async def until_stopped(client: discord.Client, token: str) -> None:
    """Connect, and close the connection on a signal; raises what the connection ended with, if it ended by itself."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def close() -> None:
        stop.set()
        for number in _SIGNALS:
            loop.remove_signal_handler(number)  # whoever asks twice does not want to wait for the network

    for number in _SIGNALS:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            loop.add_signal_handler(number, close)
    async with client:
        connection = asyncio.create_task(client.start(token))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait((connection, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if connection.done():
            connection.result()
            return
        _log.info("Closing the connection")
        # Stop reading before closing: a library that still reads answers the close with one of its own, under a code
        # that tells Discord to expect us back, and the bot would seem to be online for minutes.
        connection.cancel()
        await asyncio.wait((connection,))


def _reason(error: Exception) -> tuple[str, int]:
    match error:
        case discord.LoginFailure() | discord.HTTPException(status=401) | discord.ConnectionClosed(code=4004):
            return _REJECTED, WRONG_SETTINGS
        case discord.ConnectionClosed():
            return f"Discord closed the connection (code {error.code})", FAILED
        case discord.HTTPException():
            return f"Discord refused the login (status {error.status}, code {error.code}): try again later", FAILED
        case _:
            return f"Discord cannot be reached ({type(error).__name__}): check the network", FAILED


def _give_up(why: str, code: int) -> int:
    print(f"podium: {why}", file=sys.stderr)  # noqa: T201 - for the person at the terminal, whatever the log level
    return code
