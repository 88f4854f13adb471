"""Hostile input, at a small scale: `make fuzz` tries ten thousand."""

import pytest

from bot.desk import Desk
from tests.loopback.fuzz import fuzz, wrongs

OURS = frozenset({"https://ours.example/a"})


async def test_nothing_comes_of_hostile_input(desk: Desk) -> None:
    came = await fuzz(desk, 200, 2026)

    assert came.wrong == []
    assert sum(came.tried.values()) == 200
    assert {"message", "direct message", "command", "menu", "component", "modal"} <= came.tried.keys()


@pytest.mark.parametrize(
    "content",
    [
        "@everyone", "hello <@1>", "<@!1>", "<@&1>", "<#1>", "</ask:1>", "<t:0>", "<:x:1>", "[x](https://a.b)",
        "see https://evil.example", "discord.gg/x", "Sorry, something went wrong on my side.",
    ],
)  # fmt: skip
def test_the_judge_sees_it(content: str) -> None:
    assert wrongs({"content": content}, OURS)
    assert wrongs({"components": [{"type": 17, "components": [{"type": 10, "content": content}]}]}, OURS)


def test_the_judge_lets_pass_what_is_meant() -> None:
    assert not wrongs({"content": "<https://ours.example/a> \\[x\\](y) @\u200beveryone", "flags": 4}, OURS)
    assert wrongs({"content": "x", "allowed_mentions": {"parse": ["users"]}}, OURS)
