"""What a press of a button or a choice in a menu does; an id comes from outside, so nothing in it is trusted."""

from collections.abc import Sequence
from typing import Any, Protocol

import discord

from bot.chat import buttons
from bot.chat.buttons import DELETE, VERSION, Extra, Press, asker
from bot.chat.conversations import Conversations
from bot.chat.replies import Replies
from bot.desk import BAR, Conversation, Reply, Stale

OUTDATED = "This button is from another version of me, and I can't read it any more. Ask the question again, please."
GONE = "What this button asks about is not held any more. Ask the question again, please."
NOT_YOURS = "Only who asked, or who may manage messages here, can delete this answer."


_PAGES = 3  # digits of a page; no answer has a thousand


class Pressed(Protocol):
    """The part of the desk that answers a button."""

    def press(self, code: str, conversation: Conversation, /) -> Reply:
        """Answer an offer; raises `Stale`."""


def asked_by(press: Press, value: str = "") -> tuple[str, int] | None:
    """What a press asks, as a code of the desk, and the page to show of the answer; None where it asks nothing.

    >>> asked_by(Press(1, "a", "gender men||who won?")), asked_by(Press(1, "n", "2:||who won?"))
    (('gender men||who won?', 0), ('||who won?', 2))
    >>> asked_by(Press(1, "m", "|who won?"), "games sochi-2014"), asked_by(Press(1, "n", "up:||who won?"))
    (('games sochi-2014||who won?', 0), None)
    """
    match press.verb:
        case buttons.ANSWER:
            return press.state, 0
        case buttons.MENU:
            return f"{value}{BAR}{press.state}", 0
        case buttons.PAGE:
            page, _, code = press.state.partition(":")
            return (code, int(page)) if page.isdecimal() and len(page) <= _PAGES else None
        case _:
            return None


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
        elif extra := self._extras.get(press.verb):
            await extra.pressed(interaction, press.state)
        elif asked := asked_by(press, value):
            await self._answer(interaction, *asked, owner)
        else:
            await self._replies.hint(interaction, OUTDATED)

    async def _answer(self, interaction: discord.Interaction[Any], code: str, page: int, owner: int | None) -> None:
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
