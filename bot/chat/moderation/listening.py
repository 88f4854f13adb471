"""Whether to answer what nobody addressed to us: where a channel wants it, plainly asked, and seldom."""

from typing import Protocol

import discord

from bot.chat.fading import Clock
from bot.chat.moderation.using import Moderation
from bot.desk import Conversation, Reply

EVERY = 60.0  # seconds between two such answers in one channel


class Overhearing(Protocol):
    """The part of the desk that this needs."""

    def overheard(self, text: str, conversation: Conversation, /) -> Reply:
        """Answer `text` only where it plainly asks; else `silent`."""


class Listening:
    """Knows in which channels it spoke without being asked, and when."""

    def __init__(self, desk: Overhearing, moderation: Moderation) -> None:
        """Answer from `desk`."""
        self._desk, self._moderation = desk, moderation
        self._clock: Clock = moderation.clock
        self._spoke: dict[int, float] = {}

    def muted(self, message: discord.Message) -> bool:
        """Whether messages in this channel get no answer; a thread is as its channel is, or quieter."""
        return any(self._moderation.store.channel(channel).muted for channel in _places(message))

    async def hear(self, message: discord.Message) -> None:
        """Answer a message that is not addressed to us, if that is wanted here."""
        if not self._wanted(message):
            return
        replies = self._moderation.replies
        async with replies.turns.next():
            reply = self._answer(message)
        if reply is not None:
            await replies.answer(message, lambda: reply)

    def _wanted(self, message: discord.Message) -> bool:
        """Whether somebody wants us to answer such messages here."""
        return (
            self._moderation.listens()
            and not message.author.bot
            and message.webhook_id is None
            and bool(message.content)
            and message.type in (discord.MessageType.default, discord.MessageType.reply)
            and not (message.mentions or message.role_mentions)  # it is somebody else who is asked
            and any(self._moderation.store.channel(channel).listening for channel in _places(message))
        )

    def _answer(self, message: discord.Message) -> Reply | None:
        """The answer to a message that is not addressed to us, None where we say nothing."""
        now, here = self._clock(), _places(message)[-1]  # a channel and its threads share the minute
        if now - self._spoke.get(here, -EVERY) < EVERY:
            return None
        reply = self._desk.overheard(message.content, Conversation())
        if reply.status == "silent":
            return None
        self._spoke = {channel: at for channel, at in self._spoke.items() if now - at < EVERY} | {here: now}
        return reply


def _places(message: discord.Message) -> list[int]:
    parent = getattr(message.channel, "parent_id", None)
    return [message.channel.id, *([parent] if parent else [])]
