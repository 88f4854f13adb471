"""Who may use what: every role at every door with every command, by calling the command itself."""

import asyncio

import pytest

from bot.chat.moderation.charge import Charge
from bot.chat.moderation.knowledge import GONE
from bot.chat.moderation.using import NOT_YOUR_SERVER, NOT_YOURS, Pending
from bot.editions import files
from tests.chat.moderation.conftest import ROLES
from tests.test_editions import GAMES, UPLOADED, slower

# Each command, how it is called, and how what it says begins where it is allowed.
DATA = {
    "knowledge reload": ({}, "Nothing has changed."),
    "knowledge status": ({}, "Digest "),
    "knowledge check": ({}, "No problem found"),
    "knowledge undo": ({}, "There is nothing to go back to"),
    "knowledge upload": ({"file": ("extra.yaml", b"moments: []\n")}, "No problem found"),
    "knowledge download": ({}, "These are the files"),
    "knowledge unanswered": ({}, "1 × why?"),
    "knowledge reports": ({}, "1 ("),
    "knowledge log": ({}, ""),
}
PRESSES = {"confirm": "2 changes:", "cancel": "Cancelled"}
SERVER = {
    "channel mute": ({}, "I keep quiet here"),
    "channel unmute": ({}, "I answer here again"),
    "channel listen": ({"switch": "off"}, "I no longer listen here"),
}
EVERYBODY = {"forget": ({}, "Nothing was kept of you.")}

OWNERS = {"owner", "team admin"}
KEEP_DATA = {
    ("configured", "here"): OWNERS | {"data role", "administrator", "manage server"},
    ("configured", "elsewhere"): OWNERS,
    ("configured", "dm"): OWNERS,
    ("none", "here"): OWNERS,
    ("none", "elsewhere"): OWNERS,
    ("none", "dm"): OWNERS,
}
RUN_SERVER = {
    "here": {"administrator", "manage server", "manage channels"},
    "elsewhere": {"administrator", "manage server", "manage channels"},
    "dm": set(),
}


@pytest.mark.parametrize(("guilds", "door"), KEEP_DATA)
async def test_every_role_with_every_command(house, clock, guilds, door) -> None:
    if guilds == "none":
        await house.restart(Charge(house.editions, house.charge.state, (), house.charge.roles))
    house.own(house.people["owner"].id, team=True)
    await house.store.note_unanswered(1, None, "why?")
    await house.store.report(1, None, question="q", answer="a", wrong="w", link="")
    proposal = house.editions.propose("2022-oslo.yaml", slower(files(house.folder)[GAMES]))
    channel = {"here": house.channel, "elsewhere": house.elsewhere, "dm": house.channel}[door]

    async def state() -> tuple[object, ...]:
        status = house.editions.status()
        return (status.digest, status.loaded, files(house.folder), house.store.channel(channel.id),
                len(await house.store.unanswered()), len(await house.store.reports()))  # fmt: skip

    wrong = []
    for role in ROLES:
        cells = [(command, *how, role in KEEP_DATA[guilds, door], NOT_YOURS) for command, how in DATA.items()]
        cells += [(command, *how, role in RUN_SERVER[door], NOT_YOUR_SERVER) for command, how in SERVER.items()]
        cells += [(command, *how, True, "") for command, how in EVERYBODY.items()]
        for command, options, words, allowed, refusal in cells:
            clock.now += 60
            before = await state()
            result = await house.call(role, door, command, **options)
            shown = house.shown(result)
            if not (
                result.ephemeral and (shown.startswith(words) and shown != refusal if allowed else shown == refusal)
            ):
                wrong.append((role, command, shown))
            if not allowed and await state() != before:
                wrong.append((role, command, "was refused and done"))
        for press, words in PRESSES.items():
            clock.now += 60
            allowed = role in KEEP_DATA[guilds, door]
            before = await state()
            house.taken.moderation.pending["key"] = Pending(proposal, house.people[role].id, clock.now + 60)
            shown = house.shown(await house.press(role, door, f"upload:{press}:key"))
            if not (shown.startswith(words) if allowed else shown == NOT_YOURS):
                wrong.append((role, press, shown))
            if (await state() != before) != (allowed and press == "confirm"):
                wrong.append((role, press, "changed what it should not, or did not"))
            if allowed and press == "confirm":
                assert UPLOADED in shown
                await asyncio.to_thread(house.editions.undo, "test")
                (house.folder / ".before.zip").unlink()
    assert wrong == []
    uses = await house.store.uses(limit=-1)
    assert len(uses) == len(ROLES) * (len(DATA) + len(PRESSES) + len(SERVER)), "every use is in the log"
    assert sum(entry.outcome == "not allowed" for entry in uses) == (
        sum(role not in KEEP_DATA[guilds, door] for role in ROLES) * (len(DATA) + len(PRESSES))
        + sum(role not in RUN_SERVER[door] for role in ROLES) * len(SERVER)
    ), "those that were refused too"


def test_the_matrix_has_every_command_of_moderators(house) -> None:
    tree = house.env.bot.tree
    groups = [tree.get_command("knowledge", guild=house.guild), tree.get_command("channel")]
    names = {command.qualified_name for group in groups for command in group.walk_commands()}
    assert names == {*DATA, *SERVER}


def knows(commands: tuple[str, ...]) -> bool:
    return any(command.startswith("knowledge ") for command in commands)


async def test_the_commands_are_shown_where_they_are_of_use(house) -> None:
    member = house.here_as["member"], house.there_as["member"], house.people["member"]
    role = house.here_as["data role"]
    assert knows(role.available_commands(house.channel)), "not hidden from those who have but a role"
    assert not knows(house.there_as["owner"].available_commands(house.elsewhere))
    assert not knows(house.people["owner"].available_commands())
    assert not any("channel mute" in person.available_commands() for person in member[2:])
    assert "channel mute" in house.there_as["manage channels"].available_commands(house.elsewhere)

    await house.restart(Charge(house.editions, house.charge.state))
    assert knows(house.people["owner"].available_commands())
    assert not knows(house.here_as["owner"].available_commands(house.channel)), "no longer where it was"


async def test_whoever_lost_the_role_meanwhile_cannot_confirm(house, clock) -> None:
    proposal = house.editions.propose("2022-oslo.yaml", slower(files(house.folder)[GAMES]))
    member = house.people["member"].id
    house.taken.moderation.pending["key"] = Pending(proposal, member, clock.now + 60)
    assert house.shown(await house.press("member", "here", "upload:confirm:key")) == NOT_YOURS
    assert house.editions.status().same_on_disk


async def test_an_id_that_was_made_up_confirms_nothing(house) -> None:
    for key in ("key", "0" * 16, "x" * 80):
        assert house.shown(await house.press("owner", "here", f"upload:confirm:{key}")) == GONE
