"""Every intent is found by its own examples, answers them, and offers only questions that can be answered."""

from collections import Counter
from pathlib import Path

import pytest

from bot import intents
from bot.desk import Conversation, Desk

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
EXAMPLES = [(intent.NAME, example) for intent in intents.ALL for example in intent.EXAMPLES]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(KNOWLEDGE)


def test_names_are_told_apart() -> None:
    assert not [name for name, count in Counter(intent.NAME for intent in intents.ALL).items() if count > 1]
    assert all(intent.TITLE and intent.EXAMPLES for intent in intents.ALL)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_is_answered_by_its_intent(desk: Desk, name: str, example: str) -> None:
    reply = desk.ask(example, Conversation())
    assert (reply.intent, reply.status) == (name, "smalltalk" if name == "smalltalk" else "answered"), reply.text
    assert reply.sources or reply.status == "smalltalk", "an answer names where it was read"
    for suggestion in reply.suggestions:
        then = desk.ask(suggestion, Conversation())
        assert then.status == "answered", f"{example!r} offers {suggestion!r}, which gets: {then.text}"
