"""Many people at once, at a small scale: `make soak` has the figures at full scale."""

import asyncio
import gc

import pytest

from bot.chat import conversations, cooldown, library, messages, outbox
from bot.desk import Conversation, Desk, Reply
from tests.loopback import load
from tests.loopback.faults import QUESTION, bout
from tests.loopback.server import CHANNELS, RateLimit


def counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the desk is asked from now on."""
    asked: list[str] = []
    real = desk.ask

    def ask(text: str, conversation: Conversation) -> Reply:
        asked.append(text)
        return real(text, conversation)

    monkeypatch.setattr(desk, "ask", ask)
    return asked


async def test_everybody_gets_one_answer(desk: Desk) -> None:
    async with bout(desk, limit=RateLimit(5, 0.25)) as fight:
        came = await load.rush(fight.discord, count=200, seconds=0.5, people=100, patience=10)

    assert (came.once, came.twice) == (200, 0)


async def test_who_types_is_served_between_two_answers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = counted(desk, monkeypatch)
    then: list[int] = []  # how many were answered when something was offered
    async with bout(desk) as fight:
        fight.discord.listeners.append(lambda kind, body: then.append(len(asked)) if kind == "callback" else None)
        command = next(load.autocompleted(fight.discord))
        await asyncio.gather(*(fight.discord.say(QUESTION, by=n, channel=CHANNELS[n % 20]) for n in range(2000, 2100)))
        await fight.discord.interact(4, command)
        await fight.until(lambda: len(fight.discord.messages) == 100, "all answers")
        await fight.until(lambda: not library.answering(), "an end")

    assert len(asked) == 100
    (offered,) = then
    assert offered < 10


async def test_too_many_in_one_channel_are_left_out_and_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "WAITING_IN_CHANNEL", 10)
    asked = counted(desk, monkeypatch)
    async with bout(desk, limit=RateLimit(5, 0.2)) as fight:
        came = await load.rush(fight.discord, count=60, seconds=0.05, people=60, channels=CHANNELS[:1], patience=0)
        await fight.until(lambda: fight.said("were left out"), "the end of the flood")
        once = len(answers := load.answers(fight.discord))

        assert set(answers.values()) == {1}
        assert answers.keys() <= set(came.asked)
        assert 10 <= once < 60
        assert len(asked) == once, "what is left out is not worked out"
        assert fight.said("10 answers wait in channel 100: more are left out") == 1
        assert fight.said(f"{60 - once} answers were left out in channel 100") == 1
        await fight.discord.say("who won women's team pursuit in 2022", by=9)
        await fight.until(lambda: len(fight.discord.messages) == once + 1, "an answer")
        await fight.until(lambda: not library.answering(), "an end")


async def test_an_answer_that_is_too_old_is_not_sent(desk: Desk) -> None:
    async with bout(desk, limit=RateLimit(2, 0.6)) as fight:
        fight.podium.replies.outbox = outbox.Outbox(fresh=0.3)
        came = await load.rush(fight.discord, count=5, seconds=0.05, people=5, channels=CHANNELS[:1], patience=1)

        assert came.once == 2
        assert fight.said("is given up: not confirmed within 0.3 s") >= 3
        assert not fight.podium.replies.outbox.waiting


async def test_nothing_is_kept_of_a_message(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """With small memories, which are full soon: in earnest they hold a thousand, and `make soak` weighs the process."""
    monkeypatch.setattr(conversations, "CONVERSATIONS", 20)
    monkeypatch.setattr(cooldown, "PEOPLE", 20)
    monkeypatch.setattr(messages, "_QUESTIONS", 20)
    async with bout(desk, keep=20) as fight:

        async def objects(first: int, count: int) -> int:
            for n in range(first, first + count):
                await fight.discord.say(QUESTION, by=10_000 + n, channel=CHANNELS[n % 20])
            await fight.until(lambda: fight.discord.requests["message"] == first + count, "answers")
            await fight.until(lambda: not library.answering(), "an end")
            gc.collect()
            return len(gc.get_objects())

        before = await objects(0, 100)
        after = await objects(100, 100)

    assert len(fight.podium.conversations) <= 20
    assert (after - before) / 100 < 5, f"{after - before} objects are left of 100 messages"
