"""What a press of a button or a choice in a menu does; an id comes from outside, so nothing in it is trusted."""

from collections.abc import Sequence
from typing import Any, Protocol

import discord

from bot.chat.buttons import ANSWER, DELETE, MENU, PAGE, VERSION, Extra, Press, asker
from bot.chat.conversations import Conversations
from bot.chat.replies import Replies
from bot.desk import BAR, Conversation, Reply, Stale

OUTDATED = "This button is from another version of me, and I can't read it any more. Ask the question again, please."
GONE = "What this button asks about is not held any more. Ask the question again, please."
NOT_YOURS = "Only who asked, or who may manage messages here, can delete this answer."


class Pressed(Protocol):
    """The part of the desk that answers a button."""

    def press(self, code: str, conversation: Conversation, /) -> Reply:
        """Answer an offer; raises `Stale`."""


class Presses:
    """Takes every press under an answer of ours."""

    def __init__(
        self, desk: Pressed, replies: Replies, conversations: Conversations, extras: Sequence[Extra] = ()
    ) -> None:
        """Answer from `desk`; `extras` are the buttons that are not about the answer itself."""
        self._extras = {extra.verb: extra for extra in extras}
        self._desk = desk
        self._replies = replies
        self._conversations = conversations

    async def take(self, interaction: discord.Interaction[Any], press: Press | None, value: str = "") -> None:
        """Do what `press` says: the asker's answer changes in place, anybody else gets one that only they see."""
        if press is None or press.version != VERSION or interaction.message is None:
            await self._replies.hint(interaction, OUTDATED)
            return
        owner = asker(interaction.message)
        if press.verb == DELETE:
            await self._delete(interaction, owner)
        elif press.verb == ANSWER:
            await self._answer(interaction, press.state, owner)
        elif press.verb == MENU:
            await self._answer(interaction, f"{value}{BAR}{press.state}", owner)
        elif press.verb == PAGE:
            page, _, code = press.state.partition(":")
            await self._answer(interaction, code, owner, int(page) if page.isdecimal() and len(page) < 4 else 0)
        elif extra := self._extras.get(press.verb):
            await extra.pressed(interaction, press.state)
        else:
            await self._replies.hint(interaction, OUTDATED)

    async def _answer(self, interaction: discord.Interaction[Any], code: str, owner: int | None, page: int = 0) -> None:
        if not await self._replies.admits(interaction):
            return
        conversation = self._conversations.of(interaction.channel_id or 0, interaction.user.id)
        try:
            reply = self._desk.press(code, conversation)
        except Stale:
            await self._replies.hint(interaction, GONE)
            return
        # Where an answer came from is said beside it, not in its place.
        if interaction.user.id == owner and not code.startswith(f"sources{BAR}"):
            await self._replies.revise(interaction, reply, page)
        else:
            await self._replies.respond(interaction, reply, only_you=True, page=page)

    async def _delete(self, interaction: discord.Interaction[Any], owner: int | None) -> None:
        if interaction.user.id == owner or interaction.permissions.manage_messages:
            await self._replies.delete(interaction)
        else:
            await self._replies.hint(interaction, NOT_YOURS)
