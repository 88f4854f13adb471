"""Many people at once, at a small scale: `make soak` has the figures at full scale."""

import pytest

from bot.chat import outbox
from bot.desk import Desk
from tests.loopback import load
from tests.loopback.faults import bout
from tests.loopback.server import CHANNELS, RateLimit


async def test_everybody_gets_one_answer(desk: Desk) -> None:
    async with bout(desk, limit=RateLimit(5, 0.25)) as fight:
        came = await load.rush(fight.discord, count=200, seconds=0.5, people=100, patience=10)

    assert (came.once, came.twice) == (200, 0)


async def test_too_many_in_one_channel_are_left_out_and_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "WAITING_IN_CHANNEL", 10)
    async with bout(desk, limit=RateLimit(5, 0.2)) as fight:
        came = await load.rush(fight.discord, count=60, seconds=0.05, people=60, channels=CHANNELS[:1], patience=1.5)
        left_out = 60 - came.once

        assert came.twice == 0
        assert 10 <= came.once < 60
        assert fight.said("10 answers wait in channel 100: more are left out") == 1
        assert fight.said(f"{left_out} answers were left out in channel 100") == 1
        await fight.discord.say("who won women's team pursuit in 2022", by=9)
        await fight.until(lambda: len(fight.discord.messages) == came.once + 1, "an answer")


async def test_an_answer_that_is_too_old_is_not_sent(desk: Desk) -> None:
    async with bout(desk, limit=RateLimit(2, 0.6)) as fight:
        fight.podium.replies.outbox = outbox.Outbox(fresh=0.3)
        came = await load.rush(fight.discord, count=5, seconds=0.05, people=5, channels=CHANNELS[:1], patience=1)

        assert came.once == 2
        assert fight.said("is given up: not confirmed within 0.3 s") >= 3
        assert not fight.podium.replies.outbox.waiting


@pytest.mark.skipif(not load.MEASURABLE, reason="memory is read from /proc")
async def test_memory_does_not_grow_with_the_messages() -> None:
    first, last = await load.remembered(first=1100, last=1700)

    assert last <= first * 1.05
