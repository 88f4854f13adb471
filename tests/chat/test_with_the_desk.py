"""The whole way on Discord: a message in, the real desk over the shipped knowledge, the words out."""

import pytest

from bot.chat import plain
from bot.chat.conversations import REMEMBERED_FOR
from bot.chat.fading import Clock
from bot.desk import Conversation, Desk
from tests.chat.shipped import said, shipped

QUESTION = "who won women's team pursuit"
NEXT = "and the men's?"


@pytest.fixture
def desk() -> Desk:
    return shipped()


async def test_a_mention_gets_the_sourced_answer(world) -> None:
    await world.ann.send(world.channel, f"{world.at} {QUESTION}")

    assert world.last() == said(QUESTION)
    assert "Canada" in world.last().split("\n")[0]
    assert any(source.publisher in world.last() for source in shipped().ask(QUESTION, Conversation()).sources)


async def test_a_dm_gets_the_same(world) -> None:
    await world.ann.send_dm(QUESTION)

    assert world.last(world.ann.user.dm_channel) == said(QUESTION)


async def test_a_reply_follows_on(world) -> None:
    await world.ann.send(world.channel, f"{world.at} {QUESTION}")
    await world.ann.send(world.channel, NEXT, reply_to=world.replies()[-1])

    assert world.last() == said(QUESTION, NEXT)
    assert "Italy" in world.last().split("\n")[0]


async def test_a_mention_follows_on_for_the_same_person_only(world) -> None:
    await world.ann.send(world.channel, f"{world.at} {QUESTION}")
    await world.ben.send(world.channel, f"{world.at} {NEXT}")
    stranger = world.last()
    await world.ann.send(world.channel, f"{world.at} {NEXT}")

    assert stranger == said(NEXT)
    assert world.last() == said(QUESTION, NEXT)
    assert stranger != world.last()


async def test_after_ten_minutes_it_does_not_follow_on(world, clock: Clock) -> None:
    await world.ann.send(world.channel, f"{world.at} {QUESTION}")
    clock.now += REMEMBERED_FOR
    await world.ann.send(world.channel, f"{world.at} {NEXT}")

    assert world.last() == said(NEXT)


@pytest.mark.parametrize(
    "text",
    [
        "@everyone",
        "``` # > ** ||",
        "discord.gg/abc https://discord.gg/abc",
        "who won the @everyone discord.gg/abc ```cup",
        "\u202e" * 50,
        "who won " * 240,
        "🇨🇦" * 400,
        "?",
    ],
)
async def test_any_text_gets_one_harmless_message(world, text: str) -> None:
    await world.ann.send(world.channel, f"{world.at} {text}")

    (reply,) = world.replies()
    assert not reply.content.startswith("Sorry")
    assert not any(hostile in reply.content for hostile in ("@everyone", "discord.gg", "://"))
    assert plain.size(reply.content) <= plain.LIMIT
