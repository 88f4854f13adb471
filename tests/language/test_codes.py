"""A reading as a line and back: what buttons hold has to say the same when it is read again."""

import pytest

from bot.desk import Conversation, Desk
from bot.language.codes import Codec
from bot.language.compose import read
from bot.language.reading import Reading
from tests.corpus import scoring

HELD = ("games", "years", "genders", "rounds", "ranks", "medals", "nations", "people", "event", "bound", "conditions",
        "number", "asks", "of", "when", "without", "subjects", "winners", "losers", "scope", "time", "metres", "yes_no",
        "inherited", "place")  # fmt: skip


def codec(desk: Desk) -> Codec:
    return Codec(desk._state.lexicon, desk._state.snapshot)


@pytest.mark.parametrize("question", [item["q"] for item in scoring.load("questions")][::12])
def test_what_the_words_say_and_the_reading_does_not_is_gone_in_the_line_as_well(desk: Desk, question: str) -> None:
    """A turn before may have taken any slot away again."""
    said = read(question, desk._state.lexicon, desk._state.snapshot)[0].said
    emptied = codec(desk).decode(codec(desk).encode(Reading(said=said)))

    assert {slot: getattr(emptied, slot) for slot in HELD} == {slot: getattr(Reading(), slot) for slot in HELD}


def test_years_that_do_not_go_with_what_is_asked_next_are_let_go(desk: Desk) -> None:
    conversation = Conversation()
    desk.ask("what olympic record stood for the women before beijing started", conversation)

    assert desk.offers(desk.ask("last place men sochi", conversation))
