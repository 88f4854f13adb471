"""The connection to Discord and what it asks for; it hands messages on and knows nothing of what they say."""

import logging
import time

import discord

from bot.chat.conversations import Conversations
from bot.chat.fading import Clock
from bot.chat.messages import Asked, Messages
from bot.chat.replies import Replies

_log = logging.getLogger(__name__)

# The bot has no voice; without this the library warns at every start that it cannot speak.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


def intents() -> discord.Intents:
    """What Discord is to tell us: messages and the servers they are in. None of it needs Discord's approval.

    The text of a message comes with it only where we are mentioned, pinged by a reply, or in a DM: just what we answer.
    """
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


def permissions() -> discord.Permissions:
    """What the bot needs in a server."""
    return discord.Permissions(
        view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
    )


def _now() -> float:
    return time.monotonic()  # looked up at each call, so that a simulated Discord can turn the clock


class Podium(discord.Client):
    """The bot. It keeps no messages and no members: it needs none, and what is not kept cannot leak."""

    def __init__(self, desk: Asked, *, clock: Clock = _now) -> None:
        """Answer from `desk`; `clock` counts seconds for conversations and cooldowns."""
        super().__init__(
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.replies = Replies(clock=clock)
        self.conversations = Conversations(clock=clock)
        self._gate = Messages(desk, self.replies, self.conversations)

    async def setup_hook(self) -> None:
        """Say who we are, once; `on_ready` would come again after every reconnect."""
        _log.info("Logged in as %s", self.user)
        if self.application_id is not None:
            invitation = discord.utils.oauth_url(self.application_id, permissions=permissions(), scopes=["bot"])
            _log.info("To add the bot to a server, open %s", invitation)

    async def on_message(self, message: discord.Message) -> None:
        """Hand every message to the gate."""
        if self.user is not None:
            await self._gate.receive(message, self.user)
