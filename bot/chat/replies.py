"""The one place that sends: a reply that pings nobody, and what to do when Discord refuses it; it composes no words."""

import logging

import aiohttp
import discord

_log = logging.getLogger(__name__)

_NO_HISTORY = 160002  # Discord's code: replying takes the permission to read the message history, sending does not
_REMEMBERED = 1000  # channels whose refusal has been logged; then logging it once more does no harm


class Replies:
    """Sends, and remembers where it may not, so that the log says it once and not for every message."""

    def __init__(self) -> None:
        """Nothing has been refused yet."""
        self._refused: set[int] = set()

    async def send(self, message: discord.Message, text: str) -> None:
        """Reply to `message`; a refusal is logged and not tried again, for the next try would end the same way."""
        try:
            await self._send(message, text)
        except discord.Forbidden as refusal:
            self._note(message.channel.id, refusal)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
            # Only kind and numbers: Discord's own words may quote the message.
            numbers = f"{failure.status}, code {failure.code}" if isinstance(failure, discord.HTTPException) else ""
            _log.warning("An answer got lost in channel %s: %s %s", message.channel.id, type(failure).__name__, numbers)
        else:
            self._refused.discard(message.channel.id)

    async def _send(self, message: discord.Message, text: str) -> None:
        # Whoever deletes the question meanwhile still gets the answer, as a plain message.
        reference = message.to_reference(fail_if_not_exists=False)
        try:
            await message.channel.send(text, reference=reference, suppress_embeds=True)
        except discord.HTTPException as refusal:
            if refusal.code != _NO_HISTORY:
                raise
            await message.channel.send(text, suppress_embeds=True)

    def _note(self, channel: int, refusal: discord.Forbidden) -> None:
        if channel in self._refused:
            return
        if len(self._refused) >= _REMEMBERED:
            self._refused.clear()
        self._refused.add(channel)
        _log.warning(
            "Not allowed to answer in channel %s (code %s): give the bot View Channel, Send Messages, "
            "Send Messages in Threads and Read Message History there",
            channel,
            refusal.code,
        )
