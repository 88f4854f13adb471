"""Every intent is found by its own examples, answers them, and offers only questions that can be answered."""

from collections import Counter

import pytest

from bot import intents
from bot.desk import Conversation, Desk

AFTER_AN_ANSWER = {intent.NAME for intent in intents.ALL if getattr(intent, "NEEDS_A_TURN", False)}
EXAMPLES = [(intent.NAME, example) for intent in intents.ALL for example in intent.EXAMPLES]


def test_names_are_told_apart() -> None:
    assert not [name for name, count in Counter(intent.NAME for intent in intents.ALL).items() if count > 1]
    assert all(intent.TITLE and intent.EXAMPLES for intent in intents.ALL)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_is_answered_by_its_intent(desk: Desk, name: str, example: str) -> None:
    conversation = Conversation()
    if name in AFTER_AN_ANSWER:
        desk.ask("who won women's team pursuit", conversation)
    reply = desk.ask(example, conversation)
    assert (reply.intent, reply.status) == (name, "smalltalk" if name == "smalltalk" else "answered"), reply.text
    assert reply.sources or reply.status == "smalltalk", "an answer names where it was read"
    for suggestion in reply.suggestions:
        then = desk.ask(suggestion, Conversation())
        assert then.status == "answered", f"{example!r} offers {suggestion!r}, which gets: {then.text}"
