"""The connection to Discord and what it asks for; it hands messages on and knows nothing of what they say."""

import logging
import sys
import time
from collections.abc import Sequence

import discord

from bot.chat import commands, library, syncing
from bot.chat.buttons import AnswerItem, Extra, Press
from bot.chat.commands.door import Desk, Door
from bot.chat.conversations import Conversations
from bot.chat.dress import Dress
from bot.chat.fading import Clock
from bot.chat.invitation import invitation
from bot.chat.logs import outline
from bot.chat.messages import Messages
from bot.chat.presses import Presses
from bot.chat.replies import Replies
from bot.chat.tree import Tree

_log = logging.getLogger(__name__)

# The bot has no voice; without this the library warns at every start that it cannot speak.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


def intents() -> discord.Intents:
    """What Discord is to tell us: messages and the servers they are in. None of it needs Discord's approval.

    The text of a message comes with it only where we are mentioned, pinged by a reply, or in a DM: just what we answer.
    """
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


def _now() -> float:
    return time.monotonic()  # looked up at each call, so that a simulated Discord can turn the clock


class Podium(discord.Client):
    """The bot. It keeps no messages and no members: it needs none, and what is not kept cannot leak."""

    def __init__(
        self,
        desk: Desk,
        *,
        clock: Clock = _now,
        memory: syncing.Memory | None = None,
        extras: Sequence[Extra] = (),
    ) -> None:
        """Answer from `desk`; `clock` counts seconds, and `memory` keeps which commands Discord has been told.

        `extras` stand under every answer beside the buttons that are about the answer itself.
        """
        super().__init__(
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        library.pass_over_unreadable_events(self)
        self.replies = Replies(Dress(desk, extras), clock=clock)
        self.conversations = Conversations(clock=clock)
        self._gate = Messages(desk, self.replies, self.conversations, clock=clock)
        self._presses = Presses(desk, self.replies, self.conversations, extras)
        self._memory = memory or syncing.Unremembered()
        self.tree = Tree(self, self.replies)
        commands.add_to(self.tree, Door(desk, self.replies, self.conversations))

    async def setup_hook(self) -> None:
        """Say who we are and what can be asked, once; `on_ready` would come again after every reconnect."""
        self.add_dynamic_items(AnswerItem)
        _log.info("Logged in as %s", self.user)
        if self.application_id is not None:
            _log.info("To add the bot to a server, open %s", invitation(self.application_id))
        await syncing.sync_if_changed(self.tree, self._memory)

    async def on_message(self, message: discord.Message) -> None:
        """Hand every message to the gate."""
        if self.user is not None:
            await self._gate.receive(message, self.user)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Hand every edited message to the gate."""
        if self.user is not None:
            await self._gate.edited(payload.message, self.user)

    async def pressed(self, interaction: discord.Interaction["Podium"], press: Press | None, value: str) -> None:
        """Do what a press under an answer says."""
        async with self.replies.guard(interaction):
            await self._presses.take(interaction, press, value)

    async def on_error(self, event_method: str, /, *_: object, **__: object) -> None:
        """Log a bug outside the doors, which have their own answer to bugs, without anybody's words."""
        error = sys.exception()
        _log.error("A bug in %s\n%s", event_method, outline(error) if error else "")
