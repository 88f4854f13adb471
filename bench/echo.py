"""Messages a second through the real client against a bot that only echoes, on the same loopback Discord."""

import asyncio
import statistics
import time
from collections.abc import Callable

import discord

from bot.chat import client, library
from bot.chat.client import Podium
from bot.desk import Desk
from tests.loopback import server
from tests.loopback.server import CHANNELS

PAIRS = 9  # runs of each bot, by turns
MESSAGES = 300  # in one run
AT_ONCE = 20  # messages that wait for an answer at a time


class Echo(discord.Client):
    """As little of a bot as there can be: the library alone, with what Podium asks of it."""

    def __init__(self) -> None:
        super().__init__(
            intents=client.intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )

    async def on_message(self, message: discord.Message) -> None:
        """Send back what came."""
        if not message.author.bot and self.user in message.mentions:
            await message.reply(message.content, mention_author=False)


async def _one_run(make: Callable[[], discord.Client], texts: list[str]) -> float:
    """Messages answered a second by the bot that `make` makes."""
    async with server.running() as loopback:
        library.point_at(loopback.url, loopback.url)
        bot = make()
        running = asyncio.create_task(bot.start(server.TOKEN))
        await asyncio.wait_for(loopback.connected.wait(), 20)
        begin = time.perf_counter()
        for sent in range(MESSAGES):
            while sent - len(loopback.messages) >= AT_ONCE:
                loopback.event.clear()
                await asyncio.wait_for(loopback.event.wait(), 20)
            # Everybody asks once: the cooldown is not what is measured.
            await loopback.say(texts[sent % len(texts)], by=10_000 + sent, channel=CHANNELS[sent % len(CHANNELS)])
        while len(loopback.messages) < MESSAGES:
            loopback.event.clear()
            await asyncio.wait_for(loopback.event.wait(), 20)
        taken = time.perf_counter() - begin
        await bot.close()
        running.cancel()
        await asyncio.wait((running,))
    return MESSAGES / taken


async def _pairs(desk: Desk, texts: list[str]) -> list[tuple[float, float]]:
    return [(await _one_run(lambda: Podium(desk), texts), await _one_run(Echo, texts)) for _ in range(PAIRS)]


def rates(desk: Desk, texts: list[str]) -> tuple[float, float, float]:
    """Messages a second of Podium and of the echo, and the median of their ratios in paired runs."""
    pairs = asyncio.run(_pairs(desk, texts))
    ours, echo = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(echo), statistics.median(a / b for a, b in pairs)
