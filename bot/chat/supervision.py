"""Keeps a client connected: tries again what waiting can mend, and raises what it cannot; it knows no message."""

import asyncio
import logging
import random
from collections.abc import Iterator

import aiohttp
import discord

from bot.chat import library
from bot.chat.logs import outline

_log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds; Discord asks for patience, people for an answer within the minute
STEADY = 300.0  # seconds connected, after which a failure is a new one and not the last one again

_UNREACHABLE = (aiohttp.ClientError, OSError, TimeoutError, discord.GatewayNotFound, discord.DiscordServerError)


def pauses(first: float = FIRST_PAUSE) -> Iterator[float]:
    """Seconds to wait before each further try: twice as long each time, and never just as long as everybody else.

    >>> waits = pauses(1.0)
    >>> [next(waits) <= limit for limit in (1.0, 2.0, 4.0, 8.0)]
    [True, True, True, True]
    """
    longest = first
    while True:
        yield longest * random.uniform(0.5, 1.0)
        longest = min(longest * 2, LONGEST_PAUSE)


async def stay_connected(client: discord.Client, token: str, *, first_pause: float = FIRST_PAUSE) -> None:
    """Log in and stay connected until cancelled; raises what only a person can mend: the token, the settings."""
    await _log_in(client, token, first_pause)
    waits, loop = pauses(first_pause), asyncio.get_running_loop()
    while True:
        begun = loop.time()
        try:
            await client.connect()
        except discord.PrivilegedIntentsRequired:
            if not library.do_without_message_content(client):
                raise
            _log.warning(
                "Discord refuses MESSAGE_CONTENT: switch on the Message Content Intent on the Bot page of the "
                "application and start again; until then nothing is answered that is not addressed to the bot"
            )
            await library.hang_up(client)
            continue
        except (discord.LoginFailure, discord.ConnectionClosed):
            raise
        except Exception as error:  # noqa: BLE001 - one event that the library stumbles over must not end the process
            # Without a first connection the library's own retry fails: it wants to resume what has never been.
            if library.was_connected(client):
                _log.error("The connection failed and is made anew\n%s", outline(error))
            await library.hang_up(client)
        if client.is_closed():
            return
        if loop.time() - begun > STEADY:
            waits = pauses(first_pause)
        await asyncio.sleep(next(waits))


async def _log_in(client: discord.Client, token: str, first_pause: float) -> None:
    said = False
    for pause in pauses(first_pause):
        try:
            await client.login(token)
        except _UNREACHABLE as failure:
            await library.forget_login(client)
            if not said:
                _log.warning("Discord cannot be reached (%s): trying until it can", type(failure).__name__)
                said = True
            await asyncio.sleep(pause)
        else:
            if said:
                _log.info("Discord can be reached")
            return
