"""Which messages are answered, and what of them is asked: the real client on a simulated Discord."""

from pathlib import Path

import discord
import pytest
from simcord.backend import serializers

from bot.chat.client import intents
from bot.chat.messages import EDITABLE, EXAMPLES, HELP, ROLE
from bot.desk import Conversation, Desk


async def test_a_mention_is_answered_with_a_reply_that_pings_nobody(world, desk) -> None:
    asked = await world.ann.send(world.channel, f"{world.at} who won women's team pursuit")

    assert desk.asked == [("who won women's team pursuit", 1)]
    (reply,) = world.replies()
    assert reply.content == "Canada won."
    assert reply.reference is not None
    assert reply.reference.message_id == asked.id
    assert reply.mentions == []
    assert reply.flags.suppress_embeds
    (sent,) = [request.json for request in world.env.http_requests if request.method == "POST"]
    assert sent["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize("form", ["<@{id}>", "<@!{id}>"])
async def test_the_mention_is_taken_out_wherever_it_stands(world, desk, form) -> None:
    at = form.format(id=world.me.id)
    await world.ann.send(world.channel, f"hey {at}, who won?")
    await world.ann.send(world.channel, f"who won? {at}")
    await world.ann.send(world.channel, f"{at}: who won?")

    assert [text for text, _ in desk.asked] == ["hey who won?", "who won?", "who won?"]


async def test_people_addressed_together_with_us_are_no_part_of_the_question(world, desk) -> None:
    await world.ann.send(world.channel, f"{world.ben.mention}, {world.at} who won?")

    assert desk.asked == [("who won?", 1)]


async def test_other_mentions_become_the_names_they_show(world, desk) -> None:
    role = world.guild.create_role("fans", mentionable=True)
    text = f"{world.at} did {world.ben.mention} of {role.mention} win in {world.channel.mention}? <:gold:123456>"
    await world.ann.send(world.channel, text)

    assert desk.asked == [("did @ben of @fans win in #skating?", 1)]


async def test_a_reply_with_the_ping_on_is_answered(world, desk) -> None:
    await world.ann.send(world.channel, f"{world.at} who won?")
    await world.ann.send(world.channel, "by how much?", reply_to=world.replies()[-1])

    assert desk.asked == [("who won?", 1), ("by how much?", 2)]
    assert len(world.replies()) == 2


async def test_a_reply_with_the_ping_off_is_left_alone(world, desk) -> None:
    await world.ann.send(world.channel, f"{world.at} who won?")
    answer = world.replies()[-1]
    backend = world.env.backend
    quiet = type(backend.get_message(world.channel.id, answer.id).allowed_mentions)(replied_user=False)
    backend.create_message(
        world.channel.id,
        world.ann.id,
        "by how much?",
        reference={"channel_id": str(world.channel.id), "message_id": str(answer.id)},
        allowed_mentions=quiet,
    )
    await world.env.settle()

    assert len(world.replies()) == 1


async def test_a_dm_is_answered(world, desk) -> None:
    await world.ann.send_dm("who won?")

    assert desk.asked == [("who won?", 1)]
    assert world.last(world.ann.user.dm_channel) == "Canada won."


async def test_a_thread_is_answered_where_it_was_asked(world, desk) -> None:
    start = await world.ann.send(world.channel, "let us talk")
    backend = world.env.backend
    thread = type(world.channel)(
        world.env, world.guild, backend.create_thread(world.channel.id, "talk", world.ann.id, message_id=start.id)
    )
    await world.ann.send(thread, f"{world.at} who won?")

    assert world.last(thread) == "Canada won."


@pytest.mark.parametrize("text", ["", "  "])
async def test_a_mention_alone_gets_help(world, desk, text) -> None:
    await world.ann.send(world.channel, world.at + text)

    assert desk.asked == []
    assert world.last() == HELP


async def test_everyone_is_ignored(world, desk) -> None:
    await world.ann.send(world.channel, "@everyone who won?")
    await world.guild.add_member(world.guild.owner).send(world.channel, "@here @everyone who won?")

    assert world.replies() == []


async def test_a_role_of_ours_is_ignored(world, desk) -> None:
    role = world.guild.create_role("bots", mentionable=True)
    world.env.backend.guilds[world.guild.id].members[world.me.id].role_ids.append(role.id)
    await world.ann.send(world.channel, f"{role.mention} who won?")

    assert world.replies() == []


async def test_talk_without_a_mention_is_ignored(world, desk) -> None:
    await world.ann.send(world.channel, "podium, who won?")
    await world.ann.send(world.channel, f"{world.ben.mention} who won?")

    assert world.replies() == []


async def test_another_bot_is_ignored(world, desk) -> None:
    bot = world.env.create_user("other", bot=True)
    await world.guild.add_member(bot).send(world.channel, f"{world.at} who won?")

    assert desk.asked == []
    assert world.replies() == []


async def test_a_webhook_is_ignored(world, desk) -> None:
    await world.guild.create_webhook(world.channel).send(f"{world.at} who won?")

    assert desk.asked == []
    assert world.replies() == []


async def test_its_own_messages_are_ignored(world, desk) -> None:
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send(f"{world.at} who won?", allowed_mentions=discord.AllowedMentions.all())
    await world.env.settle()

    assert desk.asked == []
    assert len(world.replies()) == 1


async def test_a_system_message_is_ignored(world, desk) -> None:
    await world.ann.send(world.channel, f"{world.at} who won?")
    world.env.backend.set_pinned(world.channel.id, world.replies()[0].id, True, actor_id=world.ann.id)
    await world.env.settle()

    assert len(desk.asked) == 1


async def test_an_edited_question_is_answered_anew_in_the_place_of_its_answer(world, desk) -> None:
    asked = await world.ann.send(world.channel, f"{world.at} who won?")
    desk.says = "The Netherlands won."
    await world.ann.edit(asked, f"{world.at} who won in 2018?")

    (reply,) = world.replies()
    assert reply.content == "The Netherlands won."
    assert [text for text, _ in desk.asked] == ["who won?", "who won in 2018?"]


async def test_an_edit_takes_the_place_of_the_question_in_the_talk(world, desk) -> None:
    asked = await world.ann.send(world.channel, f"{world.at} who won?")
    await world.ann.edit(asked, f"{world.at} who won in 2018?")
    await world.ann.send(world.channel, f"{world.at} by how much?")

    assert [turn for _, turn in desk.asked] == [1, 1, 2]


async def test_an_edit_that_asks_nothing_else_changes_nothing(world, desk, clock) -> None:
    talk = await world.ann.send(world.channel, "who won?")
    asked = await world.ann.send(world.channel, f"{world.at} who won?")
    desk.says = "The Netherlands won."
    await world.ann.edit(talk, f"{world.at} who won in 2018?")  # was never answered
    await world.ann.edit(asked, f"who won? {world.at}")
    await world.ann.edit(asked, "never mind")
    clock.now += EDITABLE
    await world.ann.edit(asked, f"{world.at} who won in 2018?")

    assert world.last() == "Canada won."
    assert len(desk.asked) == 1


async def test_an_edit_after_the_answer_was_deleted_is_let_be(world, desk, caplog) -> None:
    asked = await world.ann.send(world.channel, f"{world.at} who won?")
    await world.replies()[0].delete()
    await world.ann.edit(asked, f"{world.at} who won in 2018?")

    assert world.replies() == []
    assert "WARNING" not in caplog.text


async def test_a_bug_in_an_edited_question_leaves_the_answer(world, desk, caplog) -> None:
    asked = await world.ann.send(world.channel, f"{world.at} who won?")
    desk.raises = KeyError("x")
    await world.ann.edit(asked, f"{world.at} who won in 2018?")

    assert world.last() == "Canada won."
    assert "Traceback" in caplog.text


async def test_a_reply_whose_text_is_withheld_is_left_alone(world, desk) -> None:
    """To a reply to a slash answer, Discord adds us among the mentions and leaves out the text."""
    said = await world.ann.send(world.channel, "and what do you all think?")
    backend = world.env.backend
    payload = dict(serializers.message_payload(backend, backend.get_message(world.channel.id, said.id)))
    me = serializers.user_payload(backend.users[world.me.id])
    backend.emit("MESSAGE_CREATE", payload | {"content": "", "type": 19, "mentions": [me]})
    await world.env.settle()

    assert desk.asked == []
    assert world.replies() == []


async def test_the_role_that_looks_like_us_gets_one_hint(world, desk) -> None:
    role = world.guild.create_role("Podium", mentionable=True)
    own = world.env.bot.get_guild(world.guild.id).get_role(role.id)
    own.tags = discord.RoleTags({"bot_id": str(world.me.id)})
    for _ in range(3):
        await world.ann.send(world.channel, f"{role.mention} who won?")

    (hint,) = world.replies()
    assert hint.content == ROLE.format(me=world.at)
    assert desk.asked == []


async def test_help_shows_three_questions_that_are_answered(world) -> None:
    desk = Desk(Path(__file__).parents[2] / "knowledge")

    assert len(EXAMPLES) == 3
    assert all(example in HELP for example in EXAMPLES)
    assert {desk.ask(example, Conversation()).status for example in EXAMPLES} == {"answered"}


async def test_no_intent_is_privileged_and_nothing_is_kept(world) -> None:
    on = {name for name, value in intents() if value}
    assert on == {"guilds", "guild_messages", "dm_messages"}
    await world.ann.send(world.channel, f"{world.at} who won?")

    client = world.env.bot
    assert list(client.cached_messages) == []
    assert [member.id for member in client.get_guild(world.guild.id).members] in ([], [world.me.id])
    assert client.allowed_mentions.to_dict() == {"parse": []}


async def test_a_second_ready_does_nothing(world, desk) -> None:
    sent = len(world.env.http_requests)
    world.env.bot.dispatch("ready")
    world.env.bot.dispatch("resumed")
    await world.env.settle()

    assert len(world.env.http_requests) == sent
