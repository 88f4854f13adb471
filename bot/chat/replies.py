"""The one place that sends, whatever door a question came through: once, pinging nobody, and never an exception."""

import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import aiohttp
import discord
from discord import ui

from bot.chat import plain
from bot.chat.cooldown import ALLOWED, WINDOW, Cooldown, Verdict
from bot.chat.dress import Dress, Words
from bot.chat.fading import Clock
from bot.chat.logs import account
from bot.chat.outbox import Outbox, promptly
from bot.chat.turns import Turns
from bot.desk import Reply

_log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

WAIT = f"One moment, please: I answer {ALLOWED} questions in {WINDOW:.0f} seconds. Ask again shortly."
SORRY = "Sorry, something went wrong on my side. It is noted as {id}; other questions should still work."

_NO_HISTORY = 160002  # Discord's code: replying takes the permission to read the message history, sending does not
# An interaction that nobody waits for any more, one that has its answer, a message that was deleted meanwhile.
_TOO_LATE = frozenset((10062, 40060, 10008))
_NO_PERMISSION = 50013
_REMEMBERED = 1000  # channels whose refusal has been logged; then logging it once more does no harm


Answered = Callable[[int, int | None, Reply], Awaitable[None]]  # of whom, in which server, with what


async def _unnoted(_: int, __: int | None, ___: Reply) -> None:
    """Nobody wants to know."""


class Replies:
    """Sends, and remembers where it may not, so that the log says it once and not for every message."""

    def __init__(self, dress: Dress, *, clock: Clock) -> None:
        """Nothing has been refused yet; `clock` counts the seconds of the cooldown, which all doors share."""
        self._dress = dress
        self._refused: set[int] = set()
        self._cooldown = Cooldown(clock=clock)
        self.outbox = Outbox()
        self.turns = Turns()
        self.answered: Answered = _unnoted

    # ---- messages

    def judge(self, person: int) -> Verdict:
        """Whether a message of `person` that comes now is answered."""
        return self._cooldown.judge(person)

    async def answer(self, message: discord.Message, ask: Callable[[], Reply]) -> int | None:
        """Reply to `message` in plain words with buttons; returns the id of what was sent, None where it was not.

        `ask` is called when it is the turn of this message, and never where the answer is left out; what it raises is
        raised here.
        """
        reply: Reply | None = None

        async def words() -> Words:
            nonlocal reply
            async with self.turns.next():
                reply = ask()
                return self._dress.words(reply, message.author.id)

        number = await self._reply_to(message, words)
        if reply is not None:
            await self.answered(message.author.id, message.guild.id if message.guild else None, reply)
        return number

    async def send(self, message: discord.Message, text: str) -> None:
        """Reply to `message` with a line that is no answer."""

        async def words() -> Words:
            return Words(text)

        await self._reply_to(message, words)

    async def amend(self, question: discord.Message, answer: int, ask: Callable[[], Reply]) -> Reply:
        """Put what `ask` returns in the place of our message `answer`, because the question was edited."""
        async with self.turns.next():
            reply = ask()
            words = self._dress.words(reply, question.author.id)
        async with self._sending(question.channel.id):
            if not isinstance(question.channel, discord.GroupChannel):  # no bot can be in one
                await question.channel.get_partial_message(answer).edit(content=words.content, view=words.view)
        return reply

    async def _reply_to(self, message: discord.Message, words: Callable[[], Awaitable[Words]]) -> int | None:
        if not _may_speak(message):
            self._note(message.channel.id, 0)
            return None
        # Whoever deletes the question meanwhile still gets the answer, as a plain message.
        reference = message.to_reference(fail_if_not_exists=False)
        number: list[int] = []

        async def post(said: Words) -> None:
            # One message, one answer, however often it is sent.
            send = partial(
                message.channel.send, said.content, suppress_embeds=True, view=said.view, nonce=str(message.id)
            )
            try:
                sent = await send(reference=reference)
            except discord.HTTPException as refusal:
                if refusal.code != _NO_HISTORY:
                    raise
                sent = await send()
            number.append(sent.id)

        async def say() -> None:
            said = await words()
            async with self._sending(message.channel.id):
                await self.outbox.insist(partial(post, said))

        await self.outbox.in_turn(message.channel.id, say)
        return number[0] if number else None

    # ---- interactions: commands, context menus, buttons, modals

    async def admits(self, interaction: Interaction) -> bool:
        """Whether this person may ask now; if not, they have been told, which only they see."""
        if self._cooldown.judge(interaction.user.id) is Verdict.ANSWER:
            return True
        await self.hint(interaction, WAIT)
        return False

    async def respond(self, interaction: Interaction, reply: Reply, *, only_you: bool = False, page: int = 0) -> None:
        """Answer with the card of `reply`: for everybody, unless `only_you` or where we may not speak."""
        view = self._dress.card(reply, interaction.user.id, page)
        await self._respond(interaction, view=view, ephemeral=only_you or not _may_answer_openly(interaction))
        await self.answered(interaction.user.id, interaction.guild_id, reply)

    async def hint(self, interaction: Interaction, words: str, *, links: Iterable[str] = ()) -> None:
        """Answer with plain words (an error, help, a hint), in which `links` work, and which only the person sees."""
        await self._respond(interaction, content=plain.cut(plain.dress(words, links=links)), ephemeral=True)

    async def wait(self, interaction: Interaction) -> None:
        """Say that the answer, which only the person will see, takes a moment."""
        async with self._sending(interaction.channel_id or 0):
            await interaction.response.defer(ephemeral=True, thinking=True)

    async def show(
        self, interaction: Interaction, words: str, *, file: discord.File | None = None, view: ui.View | None = None
    ) -> None:
        """After `wait`: answer with words that only the person sees, with a file and buttons where there are any."""
        async with self._sending(interaction.channel_id or 0):
            more: dict[str, Any] = {key: value for key, value in (("file", file), ("view", view)) if value}
            await interaction.followup.send(plain.cut(plain.neutralise(words)), ephemeral=True, **more)

    async def revise(self, interaction: Interaction, reply: Reply, page: int = 0) -> None:
        """Put `reply` in the place of the answer whose button was pressed, in the dress that it has."""
        async with self._sending(interaction.channel_id or 0):
            if interaction.message is not None and interaction.message.flags.components_v2:
                view = self._dress.card(reply, interaction.user.id, page)
                await promptly(lambda: interaction.response.edit_message(view=view))
            else:
                words = self._dress.words(reply, interaction.user.id, page)
                await promptly(lambda: interaction.response.edit_message(content=words.content, view=words.view))

    async def delete(self, interaction: Interaction) -> None:
        """Take away the answer whose button was pressed."""
        async with self._sending(interaction.channel_id or 0):
            await interaction.response.defer()
            await interaction.delete_original_response()

    async def _respond(
        self,
        interaction: Interaction,
        *,
        ephemeral: bool,
        content: str = "",
        view: discord.ui.LayoutView | None = None,
    ) -> None:
        async with self._sending(interaction.channel_id or 0):
            send: Callable[..., Awaitable[object]] = (
                interaction.followup.send if interaction.response.is_done() else interaction.response.send_message
            )
            answer = partial(send, content) if content else partial(send, view=view)
            # Discord takes the first answer to an interaction once; a further one it would show twice.
            await (
                answer(ephemeral=ephemeral)
                if interaction.response.is_done()
                else promptly(partial(answer, ephemeral=ephemeral))
            )

    # ---- bugs

    @asynccontextmanager
    async def guard(self, interaction: Interaction, said: str = "") -> AsyncIterator[None]:
        """Turn a bug within into one line for the person and a traceback in the log, without the words of `said`."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a line and the log the rest
            await self.apologise(interaction, error, said)

    async def apologise(self, interaction: Interaction, error: Exception, said: str = "") -> None:
        """Tell the person that a bug ate the answer, under the id that the log has it by."""
        await self.hint(interaction, self.noted(error, interaction.channel_id or 0, said))

    def noted(self, error: Exception, channel: int, said: str = "") -> str:
        """Log a bug without the words of `said`, and return the line for the person, with its id."""
        noted = secrets.token_hex(3)
        _log.error("%s: no answer in channel %s\n%s", noted, channel, account(error, said))
        return SORRY.format(id=noted)

    # ---- refusals

    @asynccontextmanager
    async def _sending(self, channel: int) -> AsyncIterator[None]:
        """Log what keeps an answer from `channel`, and never try again: the next try would end the same way."""
        try:
            yield
        except discord.Forbidden as refusal:
            self._note(channel, refusal.code)
        except discord.InteractionResponded:
            _log.info("Answered twice in channel %s", channel)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
            _lost(channel, failure)
        else:
            self._refused.discard(channel)

    def _note(self, channel: int, code: int) -> None:
        if channel in self._refused:
            return
        if len(self._refused) >= _REMEMBERED:
            self._refused.clear()
        self._refused.add(channel)
        _log.warning(
            "Not allowed to answer in channel %s (code %s): give the bot View Channel, Send Messages, "
            "Send Messages in Threads and Read Message History there",
            channel,
            code or _NO_PERMISSION,
        )


def _may_speak(message: discord.Message) -> bool:
    """Whether we may write where `message` stands, as far as is known here."""
    me = message.guild.me if message.guild else None
    try:
        rights = message.channel.permissions_for(me) if me else None
    except discord.ClientException:  # a thread whose channel is not known
        return True
    return rights is None or _speaks(rights, message.channel)


def _may_answer_openly(interaction: Interaction) -> bool:
    """Whether an answer for all may stand here; whoever brought us along without the server has Discord see to it."""
    if interaction.guild_id is None or interaction.client.get_guild(interaction.guild_id) is None:
        return True
    return _speaks(interaction.app_permissions, interaction.channel)


def _speaks(rights: discord.Permissions, channel: object) -> bool:
    return rights.send_messages_in_threads if isinstance(channel, discord.Thread) else rights.send_messages


def _lost(channel: int, failure: Exception) -> None:
    code = failure.code if isinstance(failure, discord.HTTPException) else 0
    if code in _TOO_LATE:
        _log.info("Too late to answer in channel %s (code %s)", channel, code)
        return
    # Only kind and numbers: Discord's own words may quote the message.
    numbers = f"{failure.status}, code {code}" if isinstance(failure, discord.HTTPException) else ""
    _log.warning("An answer got lost in channel %s: %s %s", channel, type(failure).__name__, numbers)
