"""Who is remembered, for how long, and how much one person may ask at once."""

import simcord

from bot.chat import cooldown
from bot.chat.client import Podium
from bot.chat.conversations import CONVERSATIONS, REMEMBERED_FOR
from bot.chat.replies import WAIT


async def test_a_follow_up_continues_the_conversation(world, desk) -> None:
    await world.ann.send(world.channel, f"{world.at} who won?")
    await world.ann.send(world.channel, f"{world.at} and the men's?")

    assert desk.asked == [("who won?", 1), ("and the men's?", 2)]


async def test_people_and_channels_do_not_share_a_conversation(world, desk) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    await world.ann.send(world.channel, f"{world.at} who won?")
    await world.ben.send(world.channel, f"{world.at} by how much?")
    await world.ann.send(elsewhere, f"{world.at} by how much?")
    await world.ann.send_dm("by how much?")
    await world.ann.send(world.channel, f"{world.at} by how much?")

    assert [turn for _, turn in desk.asked] == [1, 1, 1, 1, 2]


async def test_ten_minutes_of_silence_end_it(world, desk, clock) -> None:
    await world.ann.send(world.channel, f"{world.at} who won?")
    clock.now += REMEMBERED_FOR - 1
    await world.ann.send(world.channel, f"{world.at} by how much?")
    clock.now += REMEMBERED_FOR
    await world.ann.send(world.channel, f"{world.at} by how much?")

    assert REMEMBERED_FOR == 600
    assert [turn for _, turn in desk.asked] == [1, 2, 1]


async def test_their_number_is_bounded(world, desk, clock) -> None:
    conversations = world.env.bot.conversations
    for person in range(CONVERSATIONS + 500):
        conversations.of(1, person)

    assert len(conversations) == CONVERSATIONS


async def test_too_many_messages_get_one_notice(world, desk, clock) -> None:
    for _ in range(cooldown.ALLOWED + 4):
        await world.ann.send(world.channel, f"{world.at} who won?")

    assert [reply.content for reply in world.replies()] == ["Canada won."] * cooldown.ALLOWED + [WAIT]
    await world.ben.send(world.channel, f"{world.at} who won?")
    assert world.last() == "Canada won."  # one person's haste is not another's

    clock.now += cooldown.WINDOW
    await world.ann.send(world.channel, f"{world.at} who won?")
    assert world.last() == "Canada won."
    assert len(desk.asked) == cooldown.ALLOWED + 2


async def test_the_cooldown_is_the_persons_in_every_channel(world, desk) -> None:
    for _ in range(cooldown.ALLOWED):
        await world.ann.send(world.channel, f"{world.at} who won?")
    await world.ann.send_dm("who won?")

    assert world.last(world.ann.user.dm_channel) == WAIT


async def test_its_own_clock_counts_as_well(desk) -> None:
    async with simcord.run(Podium(desk)) as env:
        ann = env.create_user("ann")
        await ann.send_dm("who won?")
        await env.advance_time(REMEMBERED_FOR - 1)
        await ann.send_dm("by how much?")
        await env.advance_time(REMEMBERED_FOR)
        await ann.send_dm("by how much?")

    assert [turn for _, turn in desk.asked] == [1, 2, 1]
