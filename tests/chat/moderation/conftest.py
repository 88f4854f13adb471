"""A server that looks after the data and one that does not, with people of every kind: the real client and store."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import discord
import pytest
from simcord import interactions
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.results import InteractionResult

from bot.chat.client import Podium
from bot.chat.moderation.charge import Charge, Taken
from bot.desk import Conversation, Desk, Reply
from bot.editions import Editions
from tests.chat.conftest import ScriptedDesk, World

SOUND = Path(__file__).parents[2] / "facts" / "fixtures" / "sound"
ROLES = ("owner", "team admin", "team reader", "team invited", "data role", "administrator", "manage server",
         "manage channels", "member")  # fmt: skip
IN_TEAM = {
    "owner": ("admin", 2),
    "team admin": ("admin", 2),
    "team reader": ("read_only", 2),
    "team invited": ("admin", 1),
}


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

    def own(self, person: int, *, team: bool = False) -> None:
        """Make somebody the owner of the application, or the team that owns it of those in `IN_TEAM`."""

        def user(number: int) -> dict:
            return {"id": str(number), "username": "o", "discriminator": "0", "avatar": None, "global_name": None}

        members = [
            {
                "user": user(self.people[name].id),
                "team_id": "9",
                "membership_state": state,
                "role": role,
                "permissions": ["*"],
            }
            for name, (role, state) in IN_TEAM.items()
        ]
        owned = (
            {"id": "9", "name": "t", "icon": None, "owner_user_id": str(person), "members": members} if team else None
        )
        about = {"id": "1", "name": "Podium", "description": "", "icon": None, "bot_public": True, "verify_key": "",
                 "bot_require_code_grant": False, "owner": user(person), "team": owned, "flags": 0}  # fmt: skip
        self.taken.moderation.authority.know(discord.AppInfo(self.env.bot._connection, about))

    async def call(self, who: str, door: str, command: str, **options: object) -> InteractionResult:
        """Use a command as whoever gets past what Discord hides: it need not be registered at that door."""
        name, *more = command.split()
        tree, here = self.env.bot.tree, discord.Object(self.guild.id)
        found = tree.get_command(name, guild=here) or tree.get_command(name)
        root = found.to_dict(tree)
        actor, channel = self._at(who, door)
        leaf, nesting = interactions.walk_to_subcommand(root, more)
        filled, resolved = interactions.build_options(actor, command, leaf, options, channel_id=channel.id)
        data = {"id": "77", "name": name, "type": 1, "options": interactions.nest_options(root, nesting, filled),
                "resolved": resolved}  # fmt: skip
        if tree.get_command(name, guild=here):
            data["guild_id"] = str(self.guild.id)
        return await self._interact(2, actor, channel, data)

    async def press(self, who: str, door: str, custom_id: str) -> InteractionResult:
        """Press a button as whoever knows its id, whether they can see it or not."""
        actor, channel = self._at(who, door)
        return await self._interact(3, actor, channel, {"custom_id": custom_id, "component_type": 2})

    def _at(self, who: str, door: str):
        match door:
            case "here":
                return self.here_as[who], self.channel
            case "elsewhere":
                return self.there_as[who], self.elsewhere
            case "dm":
                return self.people[who], self.people[who].dm_channel
        raise LookupError(door)

    async def _interact(self, kind: int, actor, channel: ChannelHandle, data: dict) -> InteractionResult:
        guild = getattr(actor, "guild", None)
        record, payload = interactions.base_payload(
            self.env.backend, type=kind, channel_id=channel.id, guild_id=guild and guild.id, user_id=actor.id, data=data
        )
        if kind == 3:
            row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": data["custom_id"]}]}
            text = {"id": "9", "channel_id": str(channel.id), "author": {"id": str(self.me.id), "username": "p"}}
            payload["message"] = text | {"content": "", "type": 0, "components": [row], "embeds": [], "flags": 64,
                                         "attachments": [], "edited_timestamp": None, "tts": False, "pinned": False,
                                         "timestamp": "2026-02-18T12:00:00+00:00",
                                         "mention_everyone": False}  # fmt: skip
        self.env.backend.emit("INTERACTION_CREATE", payload)
        await self.env.settle()
        return InteractionResult(self.env, record)

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
            "administrator": guild.create_role("bosses", permissions=discord.Permissions(administrator=True)),
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
