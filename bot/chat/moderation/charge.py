"""Puts what moderators need together once the connection stands: store, commands, listening; it does nothing itself."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.chat.moderation import channel, knowledge
from bot.chat.moderation.authority import Authority
from bot.chat.moderation.knowledge import UploadItem
from bot.chat.moderation.listening import Listening, Overhearing
from bot.chat.moderation.reports import Reports
from bot.chat.moderation.using import Moderation
from bot.desk import Reply
from bot.editions import Editions
from bot.settings import Settings
from bot.store import NotKept, open_store
from bot.store.store import DAY

if TYPE_CHECKING:
    from bot.chat.client import Podium

_log = logging.getLogger(__name__)
_UNANSWERED = ("unknown", "out_of_scope")


@dataclass(frozen=True, slots=True)
class Charge:
    """What moderators are given charge of, and who they are."""

    editions: Editions
    state: Path | None = None  # None keeps nothing beyond the process
    guilds: tuple[int, ...] = ()
    roles: frozenset[int] = frozenset()
    channel: int | None = None
    message_content: bool = False

    @classmethod
    def of(cls, settings: Settings, editions: Editions) -> Self:
        """What the settings say."""
        return cls(
            editions,
            settings.state_path,
            tuple(sorted(settings.moderation_guild_ids)),
            settings.moderator_role_ids,
            settings.moderation_channel_id,
            settings.message_content,
        )

    async def take(self, client: "Podium", desk: Overhearing) -> "Taken":
        """Open the store, put the commands on the tree, and begin to sweep."""
        authority = Authority(self.guilds, self.roles)
        if client.application is not None:
            authority.know(client.application)
        self.editions.swap_on(asyncio.get_running_loop())
        store = await open_store(self.state)
        moderation = Moderation(
            store,
            self.editions,
            authority,
            client.replies,
            client.clock,
            lambda: client.intents.message_content,
            self.channel,
        )

        def joined(guild: int | None) -> int | None:
            return guild if guild is not None and client.get_guild(guild) else None

        knowledge.add_to(client.tree, moderation)
        channel.add_to(client.tree, moderation)
        client.add_dynamic_items(UploadItem)
        taken = Taken(moderation, Listening(desk, moderation), Reports(moderation, client, joined), joined)
        client.replies.answered = taken.answered
        taken.tasks.append(asyncio.create_task(taken.sweep()))
        return taken


@dataclass(slots=True)
class Taken:
    """All of it at work; what Discord was told of commands is kept here, too."""

    moderation: Moderation
    listening: Listening
    reports: Reports
    joined: Callable[[int | None], int | None]  # the number of a server, None where somebody brought us without it
    tasks: list["asyncio.Task[None]"] = field(default_factory=list)

    async def value(self, name: str) -> str | None:
        """What is kept under a name, such as the digest of the commands that Discord was last told of."""
        try:
            return await self.moderation.store.value(name)
        except NotKept:
            return None

    async def set_value(self, name: str, value: str) -> None:
        """Keep a value under a name; where that fails Discord is told once more at the next start."""
        with contextlib.suppress(NotKept):
            await self.moderation.store.set_value(name, value)

    async def answered(self, person: int, guild: int | None, reply: Reply) -> None:
        """Keep what was asked if it got no answer; where that fails the log has said so."""
        if reply.status in _UNANSWERED:
            with contextlib.suppress(NotKept):
                await self.moderation.store.note_unanswered(person, self.joined(guild), reply.question)

    async def leave(self, guild: int) -> None:
        """Keep nothing of a server that we have left."""
        with contextlib.suppress(NotKept):
            _log.info("Left server %s: %s rows removed", guild, await self.moderation.store.leave(guild))

    async def leave_all_but(self, guilds: Collection[int]) -> None:
        """Keep nothing of a server that we were taken out of while we were not connected."""
        with contextlib.suppress(NotKept):
            if count := await self.moderation.store.leave_all_but(guilds):
                _log.info("Left servers meanwhile: %s rows removed", count)

    async def sweep(self) -> None:
        """Remove what is too old, now and once a day."""
        while True:
            with contextlib.suppress(NotKept):
                await self.moderation.store.sweep()
            await asyncio.sleep(DAY)

    async def close(self) -> None:
        """End the sweeping and close the file."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.moderation.store.close()
