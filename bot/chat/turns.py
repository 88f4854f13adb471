"""Whose answer is worked out next: one at a time, with room for the rest between two; it knows no answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# Rounds of the event loop before each answer: as many as it takes to read what somebody types, look it up and send
# what is offered, so that these never wait behind more than one answer, however many messages have come.
ROUNDS = 10


class Turns:
    """First come, first served."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def next(self) -> AsyncIterator[None]:
        """Wait for the turn of what is worked out within, which may not wait for anything itself."""
        async with self._turn:
            for _ in range(ROUNDS):
                await asyncio.sleep(0)
            yield
