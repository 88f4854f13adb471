"""Who may use what: every role at every door with every command, by calling the command itself."""

import discord
import pytest
from simcord.backend.errors import SetupError

from bot.chat.moderation.authority import Authority
from bot.chat.moderation.using import NOT_YOUR_SERVER, NOT_YOURS
from tests.chat.moderation.conftest import ROLES

KNOWLEDGE = {
    "reload": {}, "status": {}, "check": {}, "undo": {}, "download": {}, "unanswered": {}, "reports": {}, "log": {},
    "upload": {"file": ("extra.yaml", b"moments: []\n")},
}  # fmt: skip
CHANNEL = {"mute": {}, "unmute": {}, "listen": {"switch": "off"}}
KEEPS_DATA = {"owner", "data role", "manage server"}
RUNS_SERVER = {"manage server", "manage channels"}


@pytest.mark.parametrize("role", ROLES)
async def test_every_command_in_the_server_that_looks_after_the_data(house, clock, role) -> None:
    for command, options in KNOWLEDGE.items():
        clock.now += 60
        shown = house.shown(await house.knowledge(role, command, **options))
        assert (shown != NOT_YOURS) == (role in KEEPS_DATA), (command, shown)
    for command, options in CHANNEL.items():
        clock.now += 60
        result = await house.here_as[role].slash(house.channel, f"channel {command}", **options)
        assert (house.shown(result) != NOT_YOUR_SERVER) == (role in RUNS_SERVER), command
        assert result.ephemeral
    uses = await house.store.uses(limit=-1)
    assert len(uses) == len(KNOWLEDGE) + len(CHANNEL), "every use is in the log, the refused ones too"
    refused = [entry for entry in uses if entry.outcome == "not allowed"]
    assert bool(refused) == (role not in KEEPS_DATA & RUNS_SERVER)


@pytest.mark.parametrize("role", ROLES)
async def test_in_any_other_server_and_in_dms_the_data_cannot_be_reached(house, clock, role) -> None:
    actor = house.there_as[role]
    for command, options in KNOWLEDGE.items():
        with pytest.raises(SetupError):
            await actor.slash(house.elsewhere, f"knowledge {command}", **options)
        with pytest.raises(SetupError):
            await house.people[role].slash(f"knowledge {command}", **options)
    for command, options in CHANNEL.items():
        clock.now += 60
        shown = house.shown(await actor.slash(house.elsewhere, f"channel {command}", **options))
        assert (shown != NOT_YOUR_SERVER) == (role in RUNS_SERVER), command
        with pytest.raises(SetupError):
            await house.people[role].slash(f"channel {command}", **options)


@pytest.mark.parametrize("role", ROLES)
async def test_without_a_server_for_it_the_data_is_the_owners_in_dms(house, clock, role) -> None:
    await house.restart(type(house.charge)(house.editions, house.charge.state))
    for command, options in KNOWLEDGE.items():
        clock.now += 60
        # Discord may still show the command in the server that it was registered in before.
        shown = house.shown(await house.knowledge(role, command, **options))
        assert (shown != NOT_YOURS) == (role == "owner"), command
        clock.now += 60
        shown = house.shown(await house.people[role].slash(f"knowledge {command}", **options))
        assert (shown != NOT_YOURS) == (role == "owner"), command


def test_of_a_team_those_count_who_may_change_the_application() -> None:
    def member(number: int, role: str, state: int = 2) -> dict:
        user = {"id": str(number), "username": "u", "discriminator": "0", "avatar": None, "global_name": None}
        return {"user": user, "team_id": "9", "membership_state": state, "role": role, "permissions": ["*"]}

    members = [member(1, "admin"), member(2, "developer"), member(3, "read_only"), member(4, "admin", state=1)]
    team = {"id": "9", "name": "team", "icon": None, "owner_user_id": "5", "members": members}
    about = {"id": "1", "name": "Podium", "description": "", "icon": None, "bot_public": True, "verify_key": "",
             "bot_require_code_grant": False, "owner": members[0]["user"], "team": team, "flags": 0}  # fmt: skip
    authority = Authority()
    authority.know(discord.AppInfo(discord.Client(intents=discord.Intents.none())._connection, about))
    assert authority._owners == {1, 2, 5}
