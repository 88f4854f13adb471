"""What every command is given: the desk it asks, the replies, and who has said what; it knows no command."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import discord
from discord import app_commands

from bot.chat.conversations import Conversations
from bot.chat.messages import Asked
from bot.chat.replies import Replies
from bot.chat.tree import said
from bot.desk import Conversation, Reply
from bot.facts.snapshot import Snapshot
from bot.language.options import LONGEST, Choice, Kind, together
from bot.language.reading import Reading

Text = app_commands.Range[str, 1, LONGEST]  # what an option takes: an id, a label, or any text
Offering = Callable[[discord.Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]


class Desk(Asked, Protocol):
    """The part of the desk that this face needs: what messages and buttons do, and what commands do."""

    @property
    def snapshot(self) -> Snapshot:
        """The facts answered from right now."""

    def answer(self, reading: Reading, conversation: Conversation, /) -> Reply:
        """Answer what is read already."""

    def option(self, kind: Kind, text: str, /) -> Reading:
        """What an option names."""

    def complete(self, prefix: str, kind: Kind, context: Reading, /) -> list[Choice]:
        """What may be chosen."""


@dataclass(frozen=True, slots=True)
class Door:
    """The way in for one interaction, and the way out."""

    desk: Desk
    replies: Replies
    conversations: Conversations

    async def ask(self, interaction: discord.Interaction, text: str) -> None:
        """Answer a line of text for everybody to see."""
        await self._tell(interaction, lambda conversation: self.desk.ask(text, conversation))

    async def answer(self, interaction: discord.Interaction, reading: Reading) -> None:
        """Answer a reading for everybody to see."""
        await self._tell(interaction, lambda conversation: self.desk.answer(reading, conversation))

    async def _tell(self, interaction: discord.Interaction, answered: Callable[[Conversation], Reply]) -> None:
        try:
            reply = answered(self.conversation(interaction))
        except Exception:
            self.forget(interaction)  # what a bug left behind could spoil the next question as well
            raise
        await self.replies.respond(interaction, reply)

    def conversation(self, interaction: discord.Interaction) -> Conversation:
        """What this person and we have said here."""
        return self.conversations.of(interaction.channel_id or 0, interaction.user.id)

    def forget(self, interaction: discord.Interaction) -> None:
        """Start anew with this person here."""
        self.conversations.forget(interaction.channel_id or 0, interaction.user.id)

    def named(self, *options: tuple[Kind, str | None]) -> Reading:
        """What the options that were filled in name together."""
        return together(self.desk.option(kind, text) for kind, text in options if text)

    def offer(self, command: app_commands.Command[Any, ..., Any], kinds: Mapping[str, Kind]) -> None:
        """Offer names while somebody types into these options, of what goes with the options filled in already."""
        parameters = {parameter.display_name: parameter.name for parameter in command.parameters}
        for option in kinds:
            command.autocomplete(parameters[option])(self._offering(option, kinds))

    def _offering(self, option: str, kinds: Mapping[str, Kind]) -> Offering:
        async def offer(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
            try:
                filled = dict(iter(interaction.namespace))
                context = self.named(*((kind, filled.get(other)) for other, kind in kinds.items() if other != option))
                context = replace(context, scope=filled.get("scope") or "event")
                found = self.desk.complete(current, kinds[option], context)
            except Exception as error:  # noqa: BLE001 - whoever types is offered nothing, and can go on typing
                self.replies.noted(error, interaction.channel_id or 0, said(interaction))
                return []
            return [app_commands.Choice(name=choice.label, value=choice.id) for choice in found]

        return offer
