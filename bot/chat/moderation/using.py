"""The way every moderator's command takes: allowed or not, done off the event loop, told, and written to the log."""

import io
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp
import discord

from bot.chat import plain
from bot.chat.fading import Clock
from bot.chat.moderation.authority import Authority
from bot.chat.replies import Replies
from bot.editions import Editions, Proposal, Refused
from bot.facts.load import Invalid
from bot.store import NotKept, Store

_log = logging.getLogger(__name__)

NOT_YOURS = "This is for those who look after Podium's data."
NOT_YOUR_SERVER = "This takes Manage Server or Manage Channels in this server."
NOT_KEPT = "That could not be kept: Podium's disk is full or gone. Its log says more."
UNCHANGED = "Nothing was changed: the data from before is still answered from."
_ROOM = plain.LIMIT - 100  # characters of words beside which a file is sent with all of them


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever called gets to see, and the line for the log where it is not the first of the words."""

    words: str
    outcome: str = ""
    file: tuple[str, bytes] | None = None
    view: discord.ui.View | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that waits for Confirm: whose it is and until when."""

    proposal: Proposal
    person: int
    until: float


@dataclass(slots=True)
class Moderation:
    """What moderators' commands work with."""

    store: Store
    editions: Editions
    authority: Authority
    replies: Replies
    clock: Clock
    listens: Callable[[], bool]  # whether Discord tells us what is not addressed to us
    channel: int | None = None  # where reports are posted
    pending: dict[str, Pending] = field(default_factory=dict)

    async def for_data(
        self, interaction: discord.Interaction, command: str, act: Callable[[], Awaitable[Told]]
    ) -> None:
        """Run a command of data moderators."""
        await self._use(interaction, f"/knowledge {command}", self.authority.keeps_data(interaction), NOT_YOURS, act)

    async def for_server(
        self, interaction: discord.Interaction, command: str, act: Callable[[], Awaitable[Told]]
    ) -> None:
        """Run a command of server moderators."""
        allowed = self.authority.runs_server(interaction)
        await self._use(interaction, f"/channel {command}", allowed, NOT_YOUR_SERVER, act)

    async def _use(
        self,
        interaction: discord.Interaction,
        command: str,
        allowed: bool,
        refusal: str,
        act: Callable[[], Awaitable[Told]],
    ) -> None:
        # Reading all the data may take longer than the three seconds that Discord waits.
        await self.replies.wait(interaction)
        try:
            told = await self._done(act) if allowed else Told(refusal, "not allowed")
        except BaseException as error:  # a bug, or the end of the process: what was begun is in the log as well
            await self._note(interaction, command, f"broken off ({type(error).__name__})")
            raise
        if not await self._note(interaction, command, told.outcome or told.words.partition("\n")[0]):
            told = Told(f"{told.words}\n{NOT_KEPT}", file=told.file, view=told.view)
        await self._tell(interaction, told)

    async def _note(self, interaction: discord.Interaction, command: str, outcome: str) -> bool:
        _log.info("%s by %s in %s: %s", command, interaction.user.id, interaction.guild_id, outcome)
        try:
            await self.store.note_use(interaction.user.id, interaction.guild_id, command, outcome)
        except NotKept:
            return False
        return True

    async def _done(self, act: Callable[[], Awaitable[Told]]) -> Told:
        try:
            return await act()
        except Refused as refused:
            return Told(str(refused))
        except Invalid as error:
            count = len(error.problems)
            lines = [f"{count} problem{'' if count == 1 else 's'}:", *map(str, error.problems), UNCHANGED]
            return Told("\n".join(lines))
        except NotKept:
            return Told(NOT_KEPT)
        except (discord.HTTPException, aiohttp.ClientError):
            return Told(f"The file cannot be fetched from Discord: send it again. {UNCHANGED}")
        except OSError as error:
            return Told(f"The data cannot be read ({error.strerror}). {UNCHANGED}")

    async def _tell(self, interaction: discord.Interaction, told: Told) -> None:
        file = told.file
        if file is None and len(plain.neutralise(told.words)) > _ROOM:
            file = ("all.txt", told.words.encode())
        sent = discord.File(io.BytesIO(file[1]), file[0]) if file else None
        await self.replies.show(interaction, told.words, file=sent, view=told.view)
