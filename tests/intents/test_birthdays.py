"""Towns, shared birthdays and ages that are claimed: who is told, and what names no town of birth."""

import pytest

from bot.desk import Desk
from tests.asking import ask


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("who was born in Heerenveen", "Sven Kramer and Antoinette de Jong"),
        ("how many skaters were born in Ottawa", "Two skaters"),
        ("was Kramer born in Heerenveen", "Yes: Sven Kramer was born in Heerenveen"),
        ("was Wüst born in Ottawa", "No: Ireen Wüst was born in Goirle"),
        ("who shares Ireen Wüst's birthday", "Jan Blokhuijsen (1989) and Yauheniya Varabyova (1998)"),
        ("does anyone share a birthday with Miho Takagi", "Yes: one other skater has"),
        ("was Joey Mantia over 35 when he won bronze", "Yes: Joey Mantia was 36"),
        ("was Pechstein under 30 in 2006", "No: Claudia Pechstein was 33"),
        ("is Kramer over 30", "Yes: Sven Kramer is"),
        ("youngest of the three Italians in the Milan final", "Michele Malfatti"),
        ("which skater raced for Russia and then for Kazakhstan", "Yelizaveta Golubeva"),
        ("did all three Norwegians from 2018 come back in 2022", "No: only one"),
    ],
)
def test_told(desk: Desk, question: str, says: str) -> None:
    reply = ask(desk, question)
    assert (reply.intent, reply.status) == ("skaters", "answered"), reply.text
    assert says in reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "who won in Ottawa",
        "who else was born in Heerenveen besides Kramer",
        "what sport did Kim Cheol-min do before",
        "what does Sven Kramer earn a year",
        "someone broke an arm before the games, who was it",
        "did Pedersen break his leg",
    ],
)
def test_not_answered(desk: Desk, question: str) -> None:
    assert ask(desk, question).status != "answered"


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("who fell in the women's final in 2022, and when", "Nana Takagi", "last bend|2022"),
        ("what did Kramer do in 2010, did he fall?", "bronze", "No: no fall of Sven Kramer"),
        ("who won the 2018 men's, did Canada get a medal", "Norway", "No: Canada"),
    ],
)
def test_two_questions_in_one_breath(desk: Desk, question: str, first: str, second: str) -> None:
    reply = ask(desk, question)
    assert len(reply.answers) == 2, reply.text
    assert first in reply.answers[0].outcome.answer
    assert any(x in reply.answers[1].outcome.answer for x in second.split("|"))


@pytest.mark.parametrize(
    "question",
    [
        "who won the 2018 men's, wasn't it Canada?",
        "who won in 2014 women, was it Japan",
        "who got silver in 2018 men, didn't Korea get it",
    ],
)
def test_a_guess_behind_a_question_is_not_asked(desk: Desk, question: str) -> None:
    reply = ask(desk, question)
    assert (len(reply.answers), reply.status) == (1, "answered"), reply.text
