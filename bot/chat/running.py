"""Runs the bot until it is told to stop, and says in one line why it could not; it knows no message."""

import asyncio
import contextlib
import logging
import signal
import sys
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot import health
from bot.chat import library, logs, syncing
from bot.chat.client import Podium
from bot.chat.moderation.charge import Charge
from bot.chat.supervision import stay_connected
from bot.desk import Desk
from bot.editions import Editions
from bot.settings import Settings

_log = logging.getLogger(__name__)

STOPPED, FAILED, WRONG_SETTINGS = 0, 1, 2  # exit codes
PATIENCE = 10.0  # seconds for the answers under way when it is time to stop
_SIGNALS = (signal.SIGINT, signal.SIGTERM)

_MISSING = "DISCORD_TOKEN is not set: put it in the environment or in .env"
_REJECTED = (
    "Discord rejected DISCORD_TOKEN: copy the token of your bot again from its Bot page on "
    "https://discord.com/developers/applications"
)


def run(settings: Settings, desk: Desk) -> int:
    """Answer on Discord until Ctrl-C or SIGTERM; returns the exit code, with one line on standard error if not 0."""
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    if not token:
        return _give_up(_MISSING, WRONG_SETTINGS)
    logs.set_up(settings.log_level, token, settings.log_format)
    try:
        library.point_at(settings.discord_api_url, settings.discord_gateway_url)
        asyncio.run(_answer(settings, desk, token))
    except KeyboardInterrupt:
        pass  # where there are no signal handlers (Windows), asyncio.run has closed everything on the way
    except Exception as error:  # noqa: BLE001 - the last one there is: nothing may reach the terminal unread
        return _give_up(*reason(error))
    return STOPPED


def sync(settings: Settings, desk: Desk) -> int:
    """Tell Discord which commands there are, and no more; returns the exit code, with one line on what was done."""
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    if not token:
        return _give_up(_MISSING, WRONG_SETTINGS)
    try:
        library.point_at(settings.discord_api_url, settings.discord_gateway_url)
        count = asyncio.run(_sync(settings, desk, token))
    except Exception as error:  # noqa: BLE001 - as above
        return _give_up(*reason(error))
    print(f"{count} commands synced")  # noqa: T201 - for the person at the terminal
    return STOPPED


class _Teller(Podium):
    """Logs in to tell of the commands, and does nothing else that a start does."""

    async def setup_hook(self) -> None:
        """Nothing."""


async def _sync(settings: Settings, desk: Desk, token: str) -> int:
    async with _Teller(desk, charge=Charge.of(settings, Editions(desk))) as client:
        await client.login(token)
        scopes = await client.take_charge()
        return await syncing.sync(client.tree, client.memory, scopes)


async def _answer(settings: Settings, desk: Desk, token: str) -> None:
    client = Podium(desk, charge=Charge.of(settings, Editions(desk)))
    await until_stopped(client, token, settings.health_file)


async def until_stopped(client: Podium, token: str, health_file: Path, stop: asyncio.Event | None = None) -> None:
    """Stay connected, and close the connection on a signal or `stop`; raises what only a person can mend."""
    stop = stop or asyncio.Event()
    loop = asyncio.get_running_loop()

    def close() -> None:
        stop.set()
        for number in _SIGNALS:
            loop.remove_signal_handler(number)  # whoever asks twice does not want to wait for the network

    for number in _SIGNALS:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            loop.add_signal_handler(number, close)
    async with client:
        connection = asyncio.create_task(stay_connected(client, token))
        stopping = asyncio.create_task(stop.wait())
        reporting = asyncio.create_task(_report(client, health_file))
        try:
            await asyncio.wait((connection, stopping), return_when=asyncio.FIRST_COMPLETED)
            if connection.done():
                await _finish_answers(within=0)
                connection.result()
                return
            _log.info("Closing the connection")
            # Stop reading before closing: a library that still reads answers the close with one of its own, under a
            # code that tells Discord to expect us back, and the bot would seem to be online for minutes.
            await _cancel(connection)
            await _finish_answers(within=PATIENCE)
        finally:
            await _cancel(connection, stopping, reporting)
            await asyncio.to_thread(health_file.unlink, missing_ok=True)


async def _finish_answers(within: float) -> None:
    """Let those have their answer who asked before the end, but not for ever."""
    tasks = library.answering()
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=within)
        if late:
            _log.warning("%s answers could not be finished before the end", len(late))
        await _cancel(*late)


async def _cancel(*tasks: "asyncio.Task[Any]") -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)


async def _report(client: Podium, path: Path) -> None:
    """Tell `podium healthy` how it goes."""
    told = False
    while True:
        heartbeat = library.heartbeat_age(client)
        try:
            await asyncio.to_thread(health.report, path, heartbeat=heartbeat, waiting=client.replies.outbox.waiting)
        except OSError as error:
            if not told:
                _log.warning("HEALTH_FILE %s cannot be written (%s): podium healthy is blind", path, error.strerror)
                told = True
        await asyncio.sleep(health.EVERY if heartbeat is not None else health.EVERY_UNCONNECTED)


def reason(error: Exception) -> tuple[str, int]:
    """Why the bot ended, in one line, and the exit code for it."""
    match error:
        case discord.LoginFailure() | discord.HTTPException(status=401) | discord.ConnectionClosed(code=4004):
            return _REJECTED, WRONG_SETTINGS
        case discord.ConnectionClosed():
            return f"Discord closed the connection (code {error.code})", FAILED
        case app_commands.CommandSyncFailure():
            return f"Discord refused the commands: {' '.join(str(error).split())}", FAILED
        case discord.HTTPException():
            return f"Discord refused the login (status {error.status}, code {error.code}): try again later", FAILED
        case library.ChangedError():
            return str(error), FAILED
        case _:
            _log.critical("A bug ended the bot\n%s", logs.outline(error))
            return f"stopped by a bug ({type(error).__name__}): the log says where", FAILED


def _give_up(why: str, code: int) -> int:
    print(f"podium: {why}", file=sys.stderr)  # noqa: T201 - for the person at the terminal, whatever the log level
    return code
