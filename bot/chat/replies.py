"""The one place that sends, whatever door a question came through: once, pinging nobody, and never an exception."""

import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord

from bot.chat import plain
from bot.chat.cards import card
from bot.chat.cooldown import ALLOWED, WINDOW, Cooldown, Verdict
from bot.chat.fading import Clock
from bot.chat.logs import account
from bot.chat.outbox import Outbox
from bot.desk import Reply

_log = logging.getLogger(__name__)

WAIT = f"One moment, please: I answer {ALLOWED} questions in {WINDOW:.0f} seconds. Ask again shortly."
SORRY = "Sorry, something went wrong on my side. It is noted as {id}; other questions should still work."

_NO_HISTORY = 160002  # Discord's code: replying takes the permission to read the message history, sending does not
_UNKNOWN_INTERACTION, _ANSWERED_ALREADY = 10062, 40060  # too late, or twice: nobody is waiting any more
_REMEMBERED = 1000  # channels whose refusal has been logged; then logging it once more does no harm


class Replies:
    """Sends, and remembers where it may not, so that the log says it once and not for every message."""

    def __init__(self, *, clock: Clock) -> None:
        """Nothing has been refused yet; `clock` counts the seconds of the cooldown, which all doors share."""
        self._refused: set[int] = set()
        self._cooldown = Cooldown(clock=clock)
        self.outbox = Outbox()

    # ---- messages

    async def send(self, message: discord.Message, text: str) -> None:
        """Reply to `message`; a refusal is logged and not tried again, for the next try would end the same way."""
        try:
            await self.outbox.send(message.channel.id, lambda: self._send(message, text))
        except discord.Forbidden as refusal:
            self._note(message.channel.id, refusal)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
            _lost(message.channel.id, failure)
        else:
            self._refused.discard(message.channel.id)

    async def _send(self, message: discord.Message, text: str) -> None:
        # Whoever deletes the question meanwhile still gets the answer, as a plain message.
        reference = message.to_reference(fail_if_not_exists=False)
        nonce = str(message.id)  # one message, one answer, however often it is sent
        try:
            await message.channel.send(text, reference=reference, suppress_embeds=True, nonce=nonce)
        except discord.HTTPException as refusal:
            if refusal.code != _NO_HISTORY:
                raise
            await message.channel.send(text, suppress_embeds=True, nonce=nonce)

    def judge(self, person: int) -> Verdict:
        """Whether a message of `person` that comes now is answered."""
        return self._cooldown.judge(person)

    # ---- interactions: commands, context menus, buttons, modals

    async def admits(self, interaction: discord.Interaction) -> bool:
        """Whether this person may ask now; if not, they have been told, which only they see."""
        if self._cooldown.judge(interaction.user.id) is Verdict.ANSWER:
            return True
        await self.hint(interaction, WAIT)
        return False

    async def respond(self, interaction: discord.Interaction, reply: Reply, *, only_you: bool = False) -> None:
        """Answer with the card of `reply`, for everybody unless `only_you`."""
        await self._respond(interaction, view=card(reply), ephemeral=only_you)

    async def hint(self, interaction: discord.Interaction, words: str) -> None:
        """Answer with plain words (an error, help, a hint), which only the person sees."""
        await self._respond(interaction, content=plain.cut(plain.neutralise(words)), ephemeral=True)

    async def _respond(
        self,
        interaction: discord.Interaction,
        *,
        ephemeral: bool,
        content: str = discord.utils.MISSING,
        view: discord.ui.LayoutView = discord.utils.MISSING,
    ) -> None:
        channel = interaction.channel_id or 0
        try:
            if interaction.response.is_done():
                await interaction.followup.send(content=content, view=view, ephemeral=ephemeral)  # type: ignore[call-overload]
            elif content is discord.utils.MISSING:
                await interaction.response.send_message(view=view, ephemeral=ephemeral)
            else:
                await interaction.response.send_message(content, ephemeral=ephemeral, suppress_embeds=True)
        except discord.InteractionResponded:
            _log.info("Answered twice in channel %s", channel)
        except discord.Forbidden as refusal:
            self._note(channel, refusal)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
            _lost(channel, failure)
        else:
            self._refused.discard(channel)

    # ---- bugs

    @asynccontextmanager
    async def guard(self, interaction: discord.Interaction, said: str = "") -> AsyncIterator[None]:
        """Turn a bug within into one line for the person and a traceback in the log, without the words of `said`."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a line and the log the rest
            await self.apologise(interaction, error, said)

    async def apologise(self, interaction: discord.Interaction, error: Exception, said: str = "") -> None:
        """Tell the person that a bug ate the answer, under the id that the log has it by."""
        await self.hint(interaction, self.noted(error, interaction.channel_id or 0, said))

    def noted(self, error: Exception, channel: int, said: str = "") -> str:
        """Log a bug without the words of `said`, and return the line for the person, with its id."""
        noted = secrets.token_hex(3)
        _log.error("%s: no answer in channel %s\n%s", noted, channel, account(error, said))
        _log.debug("%s: the question was %r", noted, said)
        return SORRY.format(id=noted)

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


def _lost(channel: int, failure: Exception) -> None:
    if isinstance(failure, discord.HTTPException) and failure.code in (_UNKNOWN_INTERACTION, _ANSWERED_ALREADY):
        _log.info("Too late to answer in channel %s (code %s)", channel, failure.code)
        return
    # Only kind and numbers: Discord's own words may quote the message.
    numbers = f"{failure.status}, code {failure.code}" if isinstance(failure, discord.HTTPException) else ""
    _log.warning("An answer got lost in channel %s: %s %s", channel, type(failure).__name__, numbers)
