"""The connection to Discord and what it asks for; it hands messages on and knows nothing of what they say."""

import logging
import sys
import time
from collections.abc import Sequence
from typing import Protocol

import discord

from bot.chat import commands, library, syncing
from bot.chat.buttons import AnswerItem, Extra, Press
from bot.chat.commands.door import Desk, Door
from bot.chat.conversations import Conversations
from bot.chat.dress import Dress
from bot.chat.fading import Clock
from bot.chat.invitation import invitation
from bot.chat.logs import outline
from bot.chat.messages import Messages, is_for_us
from bot.chat.moderation.charge import Charge, Taken
from bot.chat.moderation.listening import Overhearing
from bot.chat.moderation.reports import Wrong
from bot.chat.presses import Presses
from bot.chat.replies import Replies
from bot.chat.tree import Tree

_log = logging.getLogger(__name__)

# The bot has no voice; without this the library warns at every start that it cannot speak.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


def intents(*, message_content: bool = False) -> discord.Intents:
    """What Discord is to tell us: messages and the servers they are in. None of it needs Discord's approval.

    The text of a message comes with it only where we are mentioned, pinged by a reply, or in a DM: just what we
    answer.

    `message_content` is for channels that we listen in, and has to be granted.
    """
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=message_content)


def _now() -> float:
    return time.monotonic()  # looked up at each call, so that a simulated Discord can turn the clock


class Served(Desk, Overhearing, Protocol):
    """The part of the desk that the bot needs."""


class Podium(discord.Client):
    """The bot. It keeps no messages and no members: it needs none, and what is not kept cannot leak."""

    def __init__(
        self,
        desk: Served,
        *,
        clock: Clock = _now,
        memory: syncing.Memory | None = None,
        extras: Sequence[Extra] = (),
        charge: Charge | None = None,
    ) -> None:
        """Answer from `desk`; `clock` counts seconds, and `memory` keeps which commands Discord has been told.

        `extras` stand under every answer beside the buttons that are about the answer itself. `charge` is what
        moderators look after: without it there is nothing for them, and nothing is kept.
        """
        super().__init__(
            intents=intents(message_content=charge is not None and charge.message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        library.pass_over_unreadable_events(self)
        self.clock = clock
        self._desk, self._charge = desk, charge
        self.taken: Taken | None = None
        extras = (*extras, Wrong(self._wrong)) if charge else extras
        self.replies = Replies(Dress(desk, extras), clock=clock)
        self.conversations = Conversations(clock=clock)
        self._gate = Messages(desk, self.replies, self.conversations, clock=clock)
        self._presses = Presses(desk, self.replies, self.conversations, extras)
        self.memory = memory or syncing.Unremembered()
        self.tree = Tree(self, self.replies)
        commands.add_to(self.tree, Door(desk, self.replies, self.conversations))

    async def setup_hook(self) -> None:
        """Say who we are and what can be asked, once; `on_ready` would come again after every reconnect."""
        self.add_dynamic_items(AnswerItem)
        _log.info("Logged in as %s", self.user)
        if self.application_id is not None:
            _log.info("To add the bot to a server, open %s", invitation(self.application_id))
        scopes = await self.take_charge()
        await syncing.sync_if_changed(self.tree, self.memory, scopes)

    async def take_charge(self) -> tuple[int, ...]:
        """Put what moderators need on the tree, once; returns the servers that have commands of their own."""
        if self._charge is None:
            return ()
        if self.taken is None:  # a login that is tried again comes here again
            self.taken = await self._charge.take(self, self._desk)
            self.memory = self.taken
        return self._charge.guilds

    async def on_message(self, message: discord.Message) -> None:
        """Hand every message to the gate."""
        if self.user is None or (self.taken and self.taken.listening.muted(message)):
            return
        if self.taken and not is_for_us(message, self.user):
            await self.taken.listening.hear(message)
        await self._gate.receive(message, self.user)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """See to forms that were opened before a restart."""
        if self.taken:
            await self.taken.reports.sent(interaction)

    async def on_ready(self) -> None:
        """Keep nothing of servers that we were taken out of while nobody told us."""
        if self.taken:
            await self.taken.leave_all_but({guild.id for guild in self.guilds})

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Keep nothing of a server that we have left."""
        if self.taken:
            await self.taken.leave(guild.id)

    async def close(self) -> None:
        """Close the connection, then the file of what is kept."""
        await super().close()
        if self.taken:
            await self.taken.close()

    async def _wrong(self, interaction: discord.Interaction, question: str) -> None:
        if self.taken:
            await self.taken.reports.open(interaction, question)

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
