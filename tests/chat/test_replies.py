"""What goes back: short enough, harmless, and never an exception."""

import logging
import re

import discord
import pytest

from bot.chat import plain
from bot.chat.replies import SORRY
from bot.facts.models import Source

TEXT = "who won the Zamboni derby of Thialf"


async def test_a_long_answer_is_cut_at_a_line(world, desk) -> None:
    desk.says = "\n".join(f"line {number} of many" for number in range(300))
    await world.ann.send(world.channel, f"{world.at} list everything")

    *lines, note = world.last().split("\n")
    assert len(world.last()) <= plain.LIMIT
    assert lines == [f"line {number} of many" for number in range(len(lines))]
    assert note == f"({300 - len(lines)} more lines are cut here: ask for one part of it.)"
    assert len("\n".join([*lines, f"line {len(lines)} of many", note])) > plain.LIMIT


async def test_an_answer_of_just_2000_characters_is_whole(world, desk) -> None:
    desk.says = "x" * 999 + "\n" + "y" * 1000
    await world.ann.send(world.channel, f"{world.at} list everything")

    assert world.last() == desk.says


@pytest.mark.parametrize("hostile", ["@everyone", "@here", "<@{ann}>", "<@!{ann}>", "<@&{role}>", "<#{channel}>"])
async def test_an_echoed_mention_is_harmless(world, desk, hostile) -> None:
    role = world.guild.create_role("fans", mentionable=True)
    hostile = hostile.format(ann=world.ann.id, role=role.id, channel=world.channel.id)
    desk.says = f'I know no "{hostile}".'
    await world.ann.send(world.channel, f"{world.at} who is {hostile}")

    (reply,) = world.replies()
    assert hostile not in reply.content
    assert (reply.raw_mentions, reply.raw_role_mentions, reply.raw_channel_mentions) == ([], [], [])
    assert not reply.mention_everyone


@pytest.mark.parametrize("hostile", ["discord.gg/abc", "https://discord.com/invite/abc", "HTTPS://DISCORD.GG/abc"])
async def test_an_echoed_invitation_is_harmless(world, desk, hostile) -> None:
    desk.says = f'I know no "{hostile}".'
    await world.ann.send(world.channel, f"{world.at} who is {hostile}")

    assert not re.search(r"(?i)://|discord\.\w", world.last())


async def test_echoed_markup_is_harmless(world, desk) -> None:
    desk.says = 'I know no "```\n# big\n> quote **bold** ||spoiler|| [a](https://a.org)".'
    await world.ann.send(world.channel, f"{world.at} who is that")

    assert not re.search(r"(?<!\\)[`*|\[]", world.last())
    assert not re.search(r"(?m)^[#>]", world.last())


async def test_the_address_of_a_source_works_without_a_preview(world, desk) -> None:
    desk.says = "Canada won. Source: https://example.org/final_a"
    desk.sources = (Source(id="x", publisher="X", title="Final", url="https://example.org/final_a"),)
    await world.ann.send(world.channel, f"{world.at} who won?")

    assert world.last() == "Canada won. Source: <https://example.org/final_a>"


@pytest.mark.parametrize("level", [logging.INFO, logging.DEBUG])
async def test_a_bug_gives_a_line_with_an_id_and_the_log_has_the_traceback(world, desk, caplog, level) -> None:
    caplog.set_level(level, "bot")
    desk.raises = KeyError(f"no rule for {TEXT!r}, state 42")
    await world.ann.send(world.channel, f"{world.at} {TEXT}")

    found = re.fullmatch(SORRY.format(id="([0-9a-f]{6})"), world.last())
    assert found
    log = caplog.text
    assert found[1] in log
    assert "Traceback (most recent call last)" in log
    assert "in ask" in log
    assert "KeyError" in log
    assert "state 42" in log
    assert not re.search("zamboni|derby|thialf", log, re.IGNORECASE)


async def test_after_a_bug_the_conversation_starts_anew(world, desk) -> None:
    await world.ann.send(world.channel, f"{world.at} who won?")
    desk.raises = ValueError()
    await world.ann.send(world.channel, f"{world.at} and then?")
    desk.raises = None
    await world.ann.send(world.channel, f"{world.at} by how much?")

    assert [turn for _, turn in desk.asked] == [1, 2, 1]
    assert world.last() == "Canada won."


async def test_a_reply_without_words_is_a_bug_like_any_other(world, desk, caplog) -> None:
    desk.says = " \n"
    await world.ann.send(world.channel, f"{world.at} who won?")

    assert world.last().startswith("Sorry")
    assert "no text" in caplog.text


async def test_nothing_of_a_message_is_logged_at_info(world, desk, caplog) -> None:
    caplog.set_level(logging.INFO)
    await world.ann.send(world.channel, f"{world.at} {TEXT}")
    await world.ann.send_dm(TEXT)

    assert world.last() == "Canada won."
    assert "Zamboni" not in caplog.text
    assert "Canada won" not in caplog.text


async def test_a_channel_where_we_may_not_send_is_logged_once(world, desk, caplog) -> None:
    closed = discord.PermissionOverwrite(send_messages=False)
    channel = world.guild.create_text_channel("closed", overwrites={world.me: closed})
    for _ in range(3):
        await world.ann.send(channel, f"{world.at} who won?")

    assert world.replies(channel) == []
    (warning,) = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert str(channel.id) in warning.getMessage()
    assert "Send Messages" in warning.getMessage()
    await world.ann.send(world.channel, f"{world.at} who won?")
    assert world.last() == "Canada won."


async def test_a_refusal_is_logged_anew_after_it_worked(world, desk, caplog) -> None:
    for refused in (True, True, False, True):
        if refused:
            world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
        await world.ann.send(world.channel, f"{world.at} who won?")

    assert len([record for record in caplog.records if record.levelno == logging.WARNING]) == 2


async def test_without_the_right_to_read_the_history_the_answer_is_no_reply(world, desk) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=160002)
    await world.ann.send(world.channel, f"{world.at} who won?")

    assert world.last() == "Canada won."
    assert world.replies()[0].reference is None


async def test_a_question_deleted_meanwhile_is_answered(world, desk) -> None:
    await world.ann.send(world.channel, f"{world.at} who won?")
    (sent,) = [request.json for request in world.env.http_requests if request.method == "POST"]

    assert sent["message_reference"]["fail_if_not_exists"] is False


async def test_an_answer_that_discord_refuses_is_logged_without_its_words(world, desk, caplog) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=200000, message=f"blocked: {TEXT}")
    await world.ann.send(world.channel, f"{world.at} {TEXT}")

    assert world.replies() == []
    assert "200000" in caplog.text
    assert "Zamboni" not in caplog.text
