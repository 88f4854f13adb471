"""Lines in a channel that nobody addressed to Podium: it speaks only where one plainly asks about the event."""

import json

import pytest

from bot import __main__ as command_line
from bot.desk import Conversation, Desk
from tests.test_machine import KEYS


def test_a_plain_question_is_answered_as_if_it_were_asked(desk: Desk) -> None:
    question = "does anyone know who won the women's team pursuit in 2018?"
    assert desk.overheard(question, Conversation()).text == desk.ask(question, Conversation()).text


@pytest.mark.parametrize(
    "line",
    [
        "japan won the team pursuit in 2018",  # a statement
        "canada won the team pursuit?",  # ... and one with a question mark
        "did you see who won the team pursuit",  # to somebody else
        "<@42> who won the team pursuit in 2018?",
        "who do you think wins the team pursuit",
        "who won the team pursuit in 2018, kramer?",
        "who is winning the team pursuit right now?",  # about what goes on
        "who won in 2018?",  # the event is not named
        "who won the curling in 2022?",
        "who won the pursuit?",  # of which sport?
        'she asked "who won the team pursuit in 2018?"',  # a quotation
        "who won the team pursuit lol",  # a word left over
        "who won the team pursuit? asking because my nephew skates",
        "hello",
        "",
    ],
)
def test_anything_else_gets_silence_and_nothing_is_remembered(desk: Desk, line: str) -> None:
    conversation = Conversation()
    reply = desk.overheard(line, conversation)
    assert (reply.status, reply.answer, reply.text, reply.answers) == ("silent", "", "", ())
    assert conversation == Conversation()


def test_a_follow_up_is_no_question_of_its_own(desk: Desk) -> None:
    conversation = Conversation()
    desk.ask("who won the women's team pursuit in 2018?", conversation)
    before = conversation.last
    assert desk.overheard("and the men's?", conversation).status == "silent"
    assert conversation.last is before


def test_what_was_answered_can_be_asked_about(desk: Desk) -> None:
    conversation = Conversation()
    desk.overheard("who won the women's team pursuit in 2018?", conversation)
    assert "Norway" in desk.ask("and the men's?", conversation).answer


def test_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["ask", "--json", "--overheard", "nice race"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert list(found) == KEYS
    assert (found["status"], found["answer"], found["text"]) == ("silent", "", "")
    assert command_line.main(["ask", "--overheard", "nice race"]) == 1
    assert capsys.readouterr().out == ""
    assert command_line.main(["ask", "--overheard", "who won the women's team pursuit in 2018?"]) == 0
    assert "Japan" in capsys.readouterr().out
