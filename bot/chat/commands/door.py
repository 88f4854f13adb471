"""What every command is given: the desk it asks, the replies, and who has said what; it knows no command."""

from dataclasses import dataclass
from typing import Protocol

import discord

from bot.chat.conversations import Conversations
from bot.chat.replies import Replies
from bot.desk import Conversation, Reply


class Desk(Protocol):
    """The part of the desk that commands need."""

    def ask(self, text: str, conversation: Conversation, /) -> Reply:
        """Answer `text`."""


@dataclass(frozen=True, slots=True)
class Door:
    """The way in for one interaction, and the way out."""

    desk: Desk
    replies: Replies
    conversations: Conversations

    async def ask(self, interaction: discord.Interaction, text: str) -> None:
        """Answer a line of text for everybody to see."""
        await self.replies.respond(interaction, self.desk.ask(text, self.conversation(interaction)))

    def conversation(self, interaction: discord.Interaction) -> Conversation:
        """What this person and we have said here."""
        return self.conversations.of(interaction.channel_id or 0, interaction.user.id)

    def forget(self, interaction: discord.Interaction) -> None:
        """Start anew with this person here."""
        self.conversations.forget(interaction.channel_id or 0, interaction.user.id)
