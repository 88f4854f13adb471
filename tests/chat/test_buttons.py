"""What a press does, driven through the real client: whose answer changes, what stays, and what is refused politely."""

import re
from typing import Any

import discord
import pytest
from discord import ui

from bot.chat import buttons
from bot.chat.buttons import AnswerItem
from bot.chat.client import Podium
from bot.chat.cooldown import ALLOWED
from bot.chat.presses import GONE, NOT_YOURS, OUTDATED
from bot.chat.replies import SORRY, WAIT
from bot.desk import Conversation, Desk, Reply
from tests.chat.shipped import said, shipped

QUESTION = "who won women's team pursuit"


@pytest.fixture
def desk() -> Desk:
    return shipped()


def labels(message: discord.Message) -> list[str]:
    found = [c for row in message.components for c in getattr(row, "children", [])]
    return [c.label for c in found if isinstance(c, discord.Button) and c.label]


async def asked(world, question: str = QUESTION) -> discord.Message:
    await world.ann.send(world.channel, f"{world.at} {question}")
    return world.replies()[-1]


async def test_the_other_gender_takes_the_place_of_the_answer_and_stays_plain(world) -> None:
    answer = await asked(world)
    await world.ann.click(answer, label="Men")

    (now,) = world.replies()
    assert now.content == said(QUESTION, "and the men's?")
    assert not now.flags.components_v2
    assert "Women" in labels(now)
    assert "Men" not in labels(now)


async def test_what_is_typed_after_a_press_follows_on_it(world) -> None:
    await world.ann.click(await asked(world), label="Men")
    await world.ann.send(world.channel, f"{world.at} by how much?")

    assert world.last() == said(QUESTION, "and the men's?", "by how much?")


async def test_a_card_stays_a_card(world) -> None:
    result = await world.ann.slash(world.channel, "ask", question=QUESTION)
    assert result.response is not None
    assert result.response.flags.components_v2
    pressed = await world.ann.click(result.response, label="Men")

    (now,) = world.replies()
    assert now.flags.components_v2
    assert not now.content
    assert shipped().ask("who won men's team pursuit", Conversation()).answer in world.shown(pressed)


async def test_other_games_are_a_menu(world) -> None:
    answer = await asked(world)
    await world.ann.select(answer, ["games sochi-2014"])

    assert world.replies()[0].content == said(QUESTION, "and in 2014?")


async def test_a_next_question_is_a_button_and_no_line(world) -> None:
    answer = await asked(world)
    (question, *_) = shipped().ask(QUESTION, Conversation()).suggestions
    assert question not in answer.content
    await world.ann.click(answer, label=question)

    assert world.replies()[0].content == said(question)


async def test_race_by_race(world) -> None:
    await world.ann.click(await asked(world), label="Race by race")

    assert world.replies()[0].content.count("3:0") > 3


@pytest.mark.parametrize("who", ["ann", "ben"])
async def test_sources_are_shown_beside_the_answer_to_whoever_asks(world, who: str) -> None:
    answer = await asked(world)
    result = await getattr(world, who).click(answer, label="Sources")

    assert result.ephemeral
    assert shipped().ask(QUESTION, Conversation()).sources[0].publisher in world.shown(result)
    assert [reply.content for reply in world.replies()] == [answer.content]


async def test_did_you_mean_is_a_row_of_buttons(world) -> None:
    answer = await asked(world, "which medals did Takagi win")
    assert {"Miho Takagi", "Nana Takagi"} <= set(labels(answer))
    await world.ann.click(answer, label="Nana Takagi")

    assert world.replies()[0].content == said("which medals did Takagi win", "Nana Takagi")


async def test_somebody_else_gets_an_answer_of_their_own(world) -> None:
    answer = await asked(world)
    result = await world.ben.click(answer, label="Men")

    assert result.ephemeral
    assert shipped().ask("who won men's team pursuit", Conversation()).answer in world.shown(result)
    assert world.replies()[0].content == answer.content
    # That one is Ben's to press on.
    onward = await world.ben.click(result.response, label="Women")
    assert shipped().ask(QUESTION, Conversation()).answer in world.shown(onward)


async def test_a_long_table_is_turned_page_by_page(world) -> None:
    question = "medal table of all sports in 2026"
    first = await asked(world, question)
    assert "… and 14 more." in first.content
    await world.ann.click(first, label="▶")
    (second,) = world.replies()
    await world.ann.click(second, label="◀")

    teams = {row[0] for row in shipped().ask(question, Conversation()).answers[0].outcome.table.rows}
    assert "16 to 29 of 29." in second.content
    assert "▶" not in labels(second)
    assert world.replies()[0].content == first.content
    shown = first.content + second.content
    assert all(place in shown for place in teams)


async def test_delete_is_for_who_asked(world) -> None:
    answer = await asked(world)
    refused = await world.ben.click(answer, label="Delete")
    assert (world.shown(refused), refused.ephemeral) == (NOT_YOURS, True)
    await world.ann.click(answer, label="Delete")

    assert world.replies() == []


async def test_delete_is_for_who_may_manage_messages(world) -> None:
    answer = await asked(world)
    role = world.guild.create_role("keeper", permissions=discord.Permissions(manage_messages=True))
    world.env.backend.guilds[world.guild.id].members[world.ben.id].role_ids.append(role.id)
    await world.ben.click(answer, label="Delete")

    assert world.replies() == []


async def test_buttons_work_in_a_dm(world) -> None:
    await world.ann.send_dm(QUESTION)
    answer = world.replies(world.ann.user.dm_channel)[0]
    await world.ann.user.click(answer, label="Men")

    assert world.last(world.ann.user.dm_channel) == said(QUESTION, "and the men's?")


async def test_nothing_is_kept_for_an_answer(world) -> None:
    """So a press finds its way by its id alone, the same after a restart."""
    await asked(world)
    await world.ann.slash(world.channel, "ask", question=QUESTION)
    store = world.env.bot._connection._view_store

    assert not [view for views in store._views.values() for view in views]
    assert not store._synced_message_views
    assert [item.__name__ for item in store._dynamic_items.values()].count("AnswerItem") == 1


async def planted(world, *ids: str) -> discord.Message:
    """A message of ours with buttons that today's answers do not have."""
    view = ui.View(timeout=None)
    for custom_id in (*ids, f"p1:x:{world.ann.id}"):
        view.add_item(AnswerItem(ui.Button(label=custom_id[:80], custom_id=custom_id)))
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    return await channel.send("An answer from before.", view=view)


@pytest.mark.parametrize(
    ("custom_id", "told"),
    [
        ("p0:a:||who won?", OUTDATED),
        ("p2:anything", OUTDATED),
        ("p1:q:||who won?", OUTDATED),
        ("p1:n:up:||who won?", OUTDATED),
        ("p1:a:nonsense", GONE),
        ("p1:a:games atlantis-1900||who won?", GONE),
        ("p1:a:|gatlantis-1900|", GONE),
    ],
)
async def test_an_old_or_strange_button_is_answered_politely(world, custom_id: str, told: str) -> None:
    message = await planted(world, custom_id)
    result = await world.ann.click(message, custom_id=custom_id)

    assert (world.shown(result), result.ephemeral) == (told, True)
    assert world.replies()[0].content == "An answer from before."


async def test_a_page_far_behind_the_last_is_the_last(world) -> None:
    custom_id = "p1:n:999:||medal table of all sports in 2026"
    await world.ann.click(await planted(world, custom_id), custom_id=custom_id)

    assert "16 to 29 of 29." in world.replies()[0].content


async def test_a_bug_behind_a_button_gets_an_id(world, desk, caplog, monkeypatch) -> None:
    answer = await asked(world)

    def broken(*_: object) -> Reply:
        raise KeyError("state 42")

    monkeypatch.setattr(desk, "press", broken)
    result = await world.ann.click(answer, label="Men")

    found = re.fullmatch(SORRY.format(id="([0-9a-f]{6})"), world.shown(result))
    assert found
    assert result.ephemeral
    assert found[1] in caplog.text
    assert "state 42" in caplog.text


@pytest.mark.parametrize("code", [10062, 40060])
async def test_too_late_a_press_is_dropped(world, caplog, code: int) -> None:
    answer = await asked(world)
    world.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=code)
    sent = len(world.env.http_requests)
    await world.ann.click(answer, label="Men")

    assert world.replies()[0].content == answer.content
    assert "Traceback" not in caplog.text
    assert len(world.env.http_requests) == sent + 1, "it is tried once"


async def test_presses_and_messages_share_one_cooldown(world) -> None:
    answer = await asked(world)
    for _ in range(ALLOWED - 1):
        await world.ann.click(answer, label="Sources")
    result = await world.ann.click(answer, label="Men")

    assert (world.shown(result), result.ephemeral) == (WAIT, True)
    assert world.replies()[0].content == answer.content


async def test_where_we_may_not_speak_a_command_answers_its_asker_only(world) -> None:
    closed = discord.PermissionOverwrite(send_messages=False)
    channel = world.guild.create_text_channel("closed", overwrites={world.me: closed})
    result = await world.ann.slash(channel, "ask", question=QUESTION)

    assert result.ephemeral
    assert "Canada" in world.shown(result)


class Wrong:
    """A button of another kind."""

    verb = "w"

    def __init__(self) -> None:
        self.about: list[str] = []

    def button(self, reply: Reply) -> AnswerItem | None:
        return buttons.button("Wrong?", self.verb, reply.intent if isinstance(reply.intent, str) else "")

    async def pressed(self, interaction: discord.Interaction[Any], state: str) -> None:
        self.about.append(state)
        await interaction.response.send_message("Thanks.", ephemeral=True)


class TestWithAnExtraButton:
    """A face may add a button of its own to every answer."""

    @pytest.fixture
    def wrong(self) -> Wrong:
        return Wrong()

    @pytest.fixture
    def simcord_bot(self, desk, clock, wrong: Wrong) -> Podium:
        return Podium(desk, clock=clock, extras=[wrong])

    async def test_it_stands_beside_delete_and_gets_its_press(self, world, wrong: Wrong) -> None:
        answer = await asked(world)
        shown = labels(answer)
        assert shown[shown.index("Wrong?") + 1] == "Delete"
        result = await world.ben.click(answer, label="Wrong?")

        assert wrong.about == ["podium"]
        assert (world.shown(result), result.ephemeral) == ("Thanks.", True)
