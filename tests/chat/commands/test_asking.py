"""`/ask`, "Ask Podium", and what Discord is told of the commands."""

import logging
import re

import pytest
from discord import app_commands

from bot.chat.client import Podium
from bot.chat.cooldown import ALLOWED
from bot.chat.replies import WAIT
from bot.chat.tree import OUTDATED
from bot.store import open_store

TEXT = "who won the Zamboni derby of Thialf"


async def test_ask_answers_everybody(world, desk) -> None:
    result = await world.ann.slash(world.channel, "ask", question="who won?")

    assert world.shown(result) == "Canada won."
    assert not result.ephemeral
    assert desk.asked == [("who won?", 1)]


async def test_ask_and_messages_are_one_conversation(world, desk) -> None:
    await world.ann.send(world.channel, f"{world.at} who won?")
    await world.ann.slash(world.channel, "ask", question="by how much?")
    await world.ben.slash(world.channel, "ask", question="and the men's?")

    assert [turn for _, turn in desk.asked] == [1, 2, 1]


async def test_ask_podium_asks_what_anybody_wrote(world, desk) -> None:
    await world.ben.slash(world.channel, "ask", question="who won?")
    message = await world.ann.send(world.channel, f"do you know, {world.ben.mention}, who won?")
    result = await world.ben.context_menu(world.channel, "Ask Podium", message)

    assert world.shown(result) == "Canada won."
    assert desk.asked[-1] == ("do you know, @ben, who won?", 1), "what somebody else wrote leans on nothing"


async def test_ask_podium_on_a_message_without_words_helps_quietly(world, desk) -> None:
    message = await world.ann.send(world.channel, world.at)
    desk.asked.clear()
    result = await world.ben.context_menu(world.channel, "Ask Podium", message)

    assert "who won?" in world.shown(result)
    assert result.ephemeral
    assert desk.asked == []


async def test_the_cooldown_is_one_for_commands_and_messages(world, desk) -> None:
    for _ in range(ALLOWED - 1):
        await world.ann.send(world.channel, f"{world.at} who won?")
    await world.ann.slash(world.channel, "ask", question="who won?")
    result = await world.ann.slash(world.channel, "ask", question="who won?")

    assert (world.shown(result), result.ephemeral) == (WAIT, True)
    assert len(desk.asked) == ALLOWED


async def test_a_bug_gives_an_id_and_the_log_none_of_the_words(world, desk, caplog) -> None:
    desk.raises = KeyError(f"no rule for {TEXT!r}")
    result = await world.ann.slash(world.channel, "ask", question=TEXT)

    found = re.search("noted as ([0-9a-f]{6})", world.shown(result))
    assert found
    assert result.ephemeral
    assert found[1] in caplog.text
    assert "in ask" in caplog.text
    assert not re.search("zamboni|derby|thialf", caplog.text, re.IGNORECASE)
    assert [type(error) for error in world.env.errors] == [app_commands.CommandInvokeError]


async def test_a_bug_over_a_message_logs_none_of_it(world, desk, caplog) -> None:
    message = await world.ann.send(world.channel, TEXT)
    desk.raises = KeyError(f"no rule for {TEXT!r}")
    result = await world.ben.context_menu(world.channel, "Ask Podium", message)

    assert "noted as" in world.shown(result)
    assert "KeyError" in caplog.text
    assert not re.search("zamboni|derby|thialf", caplog.text, re.IGNORECASE)
    assert world.env.errors


async def test_a_command_that_is_gone_says_what_to_do(world, caplog) -> None:
    world.env.bot.tree.remove_command("ask")
    caplog.set_level(logging.INFO)
    result = await world.ann.slash(world.channel, "ask", question=TEXT)

    assert (world.shown(result), result.ephemeral) == (OUTDATED, True)
    assert "Zamboni" not in caplog.text
    assert world.env.errors


def syncs(env) -> list[list[dict]]:
    return [r.json for r in env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]


async def test_commands_are_for_servers_and_people_everywhere(world) -> None:
    (told,) = syncs(world.env)

    assert {(c["name"], c["type"]) for c in told} >= {("ask", 1), ("Ask Podium", 3)}
    for command in told:
        assert sorted(command["integration_types"]) == [0, 1], command["name"]
        assert sorted(command["contexts"]) == [0, 1, 2], command["name"]


async def test_in_a_direct_message(world, desk) -> None:
    await world.ann.send_dm("who won?")
    result = await world.ann.user.slash("ask", question="by how much?")

    assert world.shown(result) == "Canada won."
    assert [turn for _, turn in desk.asked] == [1, 2]


async def test_discord_is_told_once(world, desk) -> None:
    await world.env.bot.setup_hook()
    await world.env.bot.setup_hook()

    assert len(syncs(world.env)) == 1


async def test_after_a_restart_discord_is_told_what_has_changed_only(world, desk, clock, tmp_path) -> None:
    memory = await open_store(tmp_path / "state.db")
    before = len(syncs(world.env))
    for _ in range(2):
        await world.env.restart_bot(Podium(desk, clock=clock, memory=memory))
    assert len(syncs(world.env)) == before + 1

    changed = Podium(desk, clock=clock, memory=memory)
    changed.tree.remove_command("ask")
    await world.env.restart_bot(changed)
    assert len(syncs(world.env)) == before + 2
    await memory.close()


async def test_a_state_that_cannot_be_kept_does_not_stop_the_bot(world, desk, clock, tmp_path) -> None:
    memory = await open_store(tmp_path / "state.db")
    await memory.close()
    before = len(syncs(world.env))
    await world.env.restart_bot(Podium(desk, clock=clock, memory=memory))

    assert len(syncs(world.env)) == before + 1


@pytest.mark.parametrize("status", [400, 403, 500])
async def test_a_refused_sync_does_not_stop_the_bot(world, desk, clock, caplog, status: int) -> None:
    world.env.inject_error("PUT", "/applications/*/commands", status=status, code=50035 if status == 400 else 0)
    await world.env.restart_bot(Podium(desk, clock=clock))
    await world.ann.send(world.channel, f"<@{world.me.id}> who won?")

    assert world.last() == "Canada won."
    assert "podium sync" in caplog.text


async def test_every_word_that_discord_shows_has_a_stable_key(world) -> None:
    found: list[tuple[str, str | None]] = []

    class Recorder(app_commands.Translator):
        async def translate(self, string, locale, context):
            found.append((string.message, string.extras.get("key")))

    await world.env.bot.tree.set_translator(Recorder())
    await world.env.bot.tree.sync()

    assert len(found) > 4
    assert not [message for message, key in found if not key]
    keys = dict.fromkeys(found)
    assert len({key for _, key in keys}) == len(keys), "one key for two words"
