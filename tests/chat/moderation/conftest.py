"""A server that looks after the data and one that does not, with people of every kind: the real client and store."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle, UserHandle

from bot.chat.client import Podium
from bot.chat.moderation.charge import Charge, Taken
from bot.desk import Conversation, Desk, Reply
from bot.editions import Editions
from tests.chat.conftest import ScriptedDesk, World

SOUND = Path(__file__).parents[2] / "facts" / "fixtures" / "sound"
ROLES = ("owner", "data role", "manage server", "manage channels", "member")


@dataclass
class OverhearingDesk(ScriptedDesk):
    """Also answers a line that nobody addressed to it, where it says "pursuit"."""

    overheard_lines: list[str] = field(default_factory=list)
    status: str = "answered"

    def ask(self, text: str, conversation: Conversation) -> Reply:
        reply = super().ask(text, conversation)
        return Reply(**{name: getattr(reply, name) for name in reply.__dataclass_fields__} | {"status": self.status})

    def overheard(self, text: str, conversation: Conversation) -> Reply:
        self.overheard_lines.append(text)
        if "pursuit" in text:
            return super().ask(text, conversation)
        return Reply(text, (), "", "silent", "", "", "", (), (), (), 0.0)


@dataclass
class House(World):
    """The world with moderators in it; `there` is a server whose members do not look after the data."""

    there: GuildHandle = None
    elsewhere: ChannelHandle = None
    people: dict[str, UserHandle] = field(default_factory=dict)
    here_as: dict[str, MemberActor] = field(default_factory=dict)
    there_as: dict[str, MemberActor] = field(default_factory=dict)
    folder: Path = None
    editions: Editions = None
    charge: Charge = None
    desk: OverhearingDesk = None
    clock: object = None

    @property
    def taken(self) -> Taken:
        return self.env.bot.taken

    @property
    def store(self):
        return self.taken.moderation.store

    async def restart(self, charge: Charge | None = None) -> None:
        """Stop the bot and start another one with the same files."""
        self.charge = charge or self.charge
        if self.env.bot.taken:
            await self.env.bot.taken.close()  # the simulated restart is as rough as a kill, but its threads live on
        await self.env.restart_bot(Podium(self.desk, clock=self.clock, charge=self.charge))
        self.own(self.people["owner"].id)

    def own(self, person: int) -> None:
        """Make somebody the owner of the application."""
        user = {"id": str(person), "username": "o", "discriminator": "0", "avatar": None, "global_name": None}
        about = {"id": "1", "name": "Podium", "description": "", "icon": None, "bot_public": True, "verify_key": "",
                 "bot_require_code_grant": False, "owner": user, "team": None, "flags": 0}  # fmt: skip
        self.taken.moderation.authority.know(discord.AppInfo(self.env.bot._connection, about))

    async def knowledge(self, who: str, command: str, **options):
        return await self.here_as[who].slash(self.channel, f"knowledge {command}", **options)


@pytest.fixture
def desk() -> OverhearingDesk:
    return OverhearingDesk()


@pytest.fixture
async def house(world, desk, clock, tmp_path) -> AsyncIterator[House]:
    env = world.env
    there = env.create_guild("There")
    folder = Path(shutil.copytree(SOUND, tmp_path / "data"))
    house = House(env, world.guild, world.channel, world.ann, world.ben, there, there.create_text_channel("talk"),
                  desk=desk, clock=clock, folder=folder, editions=Editions(Desk(folder)))  # fmt: skip
    data_role = {}
    for guild, actors in ((world.guild, house.here_as), (there, house.there_as)):
        roles = {
            "data role": guild.create_role("curators"),
            "manage server": guild.create_role("admins", permissions=discord.Permissions(manage_guild=True)),
            "manage channels": guild.create_role("mods", permissions=discord.Permissions(manage_channels=True)),
        }
        data_role[guild.id] = roles["data role"].id
        for name in ROLES:
            user = house.people.setdefault(name, env.create_user(name.replace(" ", "_")))
            actors[name] = guild.add_member(user, roles=[roles[name]] if name in roles else [])
    state = tmp_path / "podium.sqlite3"
    charge = Charge(house.editions, state, (world.guild.id,), frozenset({data_role[world.guild.id]}))
    await house.restart(charge)
    yield house
    await house.taken.close()
