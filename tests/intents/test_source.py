"""Sources: of the last answer, doubts about it, questions that ask for a fact and its source, and nothing to go by."""

import pytest

from bot.desk import Desk
from bot.intents import source
from tests.asking import ask

WON = "who won the women's team pursuit in 2022"


@pytest.mark.parametrize("example", source.EXAMPLES)
def test_examples_after_an_answer(desk: Desk, example: str) -> None:
    reply = ask(desk, WON, example)
    assert (reply.intent, reply.status) == ("source", "answered"), reply.text


@pytest.mark.parametrize("example", source.EXAMPLES)
def test_examples_with_nothing_before(desk: Desk, example: str) -> None:
    reply = ask(desk, example)
    assert (reply.intent, reply.status) == ("source", "unknown"), reply.text
    assert reply.suggestions


@pytest.mark.parametrize(
    "question",
    [
        WON,
        "women's olympic record",
        "how many laps do the men skate",
        "where was the 2018 one",
        "medal table",
        "who fell in 2022",
    ],
)
def test_every_family_can_be_asked_for_its_sources(desk: Desk, question: str) -> None:
    before = ask(desk, question)
    reply = ask(desk, question, "source?")
    assert reply.sources == before.sources != ()
    assert all(s.publisher in reply.answer for s in before.sources)
    assert any(s.url and s.url in reply.text for s in before.sources)


def test_it_can_be_asked_again_and_the_topic_goes_on(desk: Desk) -> None:
    assert "Canada won" in ask(desk, WON, "source?", "are you sure?").answer
    assert "Norway" in ask(desk, WON, "source?", "and the men's?").answer


def test_a_doubt_is_answered_with_what_stands_and_what_others_say(desk: Desk) -> None:
    reply = ask(desk, "what was norway's winning time in 2022", "u sure? thought it was 3:38.07")
    assert reply.answer.startswith("Yes: ")
    assert "3:38.08" in reply.answer
    assert "3:38.07" in reply.text
    assert "No source seen says otherwise." in ask(desk, "who won in 2010", "i dont believe you").text


def test_a_fact_and_its_source_in_one_question(desk: Desk) -> None:
    reply = ask(desk, "how do you know japan was 11.03 behind, whats ur source")
    assert reply.status == "answered"
    assert "11.03 s" in reply.answer
    assert "That comes from" in reply.answer
    assert "Canada" in ask(desk, "source for canada winning in 2022").answer


def test_why_after_an_answer_says_how_it_was_read_or_why_it_was_so(desk: Desk) -> None:
    assert ask(desk, "podium of the women in turin", "why?").status in ("answered", "unknown")
    assert ask(desk, "why?").status == "unknown"
