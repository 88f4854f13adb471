"""Where answers wait to be sent: in order, in bounded number, never twice, never too late; it knows no words."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp
import discord

from bot.chat.supervision import FIRST_PAUSE, pauses

_log = logging.getLogger(__name__)

FRESH = 60.0  # seconds; nobody expects an answer later, and the talk has moved on
PROMPT = 2.5
# Discord takes about one message a second in a channel: what waits behind so many would come too late.
WAITING_IN_CHANNEL = 60
WAITING = 1000  # in all channels; Discord takes fifty requests a second, so that these go out well within a minute

_PASSING = (aiohttp.ClientError, OSError, TimeoutError, discord.DiscordServerError)
_TOO_MANY = 429  # requests, of one kind or of all kinds: the library waits as it is told and tries five times


@dataclass(slots=True)
class _Queue:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # first come, first served
    waiting: int = 0
    left_out: int = 0


async def insist(post: Callable[[], Awaitable[object]], first_pause: float) -> None:
    """Call `post` until it works or Discord refuses it, with growing pauses where a fault of the network may pass."""
    for pause in pauses(first_pause):
        try:
            await post()
        except (*_PASSING, discord.HTTPException) as failure:
            if not isinstance(failure, _PASSING) and failure.status != _TOO_MANY:
                raise
            _log.info("An answer is sent again after a %s", type(failure).__name__)
            await asyncio.sleep(pause)
        else:
            return


async def promptly(post: Callable[[], Awaitable[object]]) -> None:
    """The same for the answer to an interaction, which Discord takes once, and for three seconds only."""
    async with asyncio.timeout(PROMPT):
        await insist(post, PROMPT / 10)


class Outbox:
    """Sends one answer a channel at a time."""

    def __init__(self, *, fresh: float = FRESH, first_pause: float = FIRST_PAUSE) -> None:
        """Give an answer up after `fresh` seconds; wait `first_pause` before a second try."""
        self._fresh = fresh
        self._first_pause = first_pause
        self._queues: dict[int, _Queue] = {}
        self._waiting = 0

    @property
    def waiting(self) -> int:
        """How many answers are not sent yet."""
        return self._waiting

    async def in_turn(self, channel: int, say: Callable[[], Awaitable[object]]) -> None:
        """Call `say` when it is this answer's turn in `channel`; one that is left out or given up is said in the log.

        What `say` raises is raised here.
        """
        queue = self._queues.setdefault(channel, _Queue())
        if queue.waiting >= WAITING_IN_CHANNEL or self._waiting >= WAITING:
            self._leave_out(channel, queue)
            return
        queue.waiting += 1
        self._waiting += 1
        try:
            async with asyncio.timeout(self._fresh) as limit, queue.turn:
                await say()
        except TimeoutError:
            if not limit.expired():
                raise
            # The library may hold back what Discord has taken until the rate limit allows the next one.
            _log.warning("An answer in channel %s is given up: not confirmed within %g s", channel, self._fresh)
        finally:
            queue.waiting -= 1
            self._waiting -= 1
            self._clear(channel, queue)

    async def insist(self, post: Callable[[], Awaitable[object]]) -> None:
        """Call `post`, again where a fault of the network may pass; what Discord refuses is raised.

        `post` has to tell Discord the same nonce each time, by which Discord takes one message only.
        """
        await insist(post, self._first_pause)

    def _leave_out(self, channel: int, queue: _Queue) -> None:
        if not queue.left_out:
            _log.warning("%s answers wait in channel %s: more are left out until they are sent", queue.waiting, channel)
        queue.left_out += 1
        self._clear(channel, queue)

    def _clear(self, channel: int, queue: _Queue) -> None:
        if not queue.waiting:
            if queue.left_out:
                _log.warning("%s answers were left out in channel %s", queue.left_out, channel)
            self._queues.pop(channel, None)
