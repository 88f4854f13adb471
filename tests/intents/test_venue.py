"""Venue: rinks, towns, hosts, days of rounds and Games, numbers of teams, since when; and what is left to others."""

import pytest

from bot.desk import Desk
from bot.intents.venues import venue
from tests.asking import ask


@pytest.mark.parametrize("example", venue.EXAMPLES)
def test_examples(desk: Desk, example: str) -> None:
    reply = ask(desk, example)
    assert (reply.intent, reply.status) == ("venue", "answered"), reply.text
    assert reply.sources
    for suggestion in reply.suggestions:
        assert ask(desk, suggestion).status == "answered", suggestion


ANSWERS = [
    ("it wasnt in pyeongchang itself iirc, so where was the team pursuit skated in 2018", "Gangneung Oval"),
    ("venue in milan?", "Milano Speed Skating Stadium"),
    ("name of the rink in torino", "Oval Lingotto"),
    ("where did they skate in sochi", "Adler Arena"),
    ("the oval in beijing had a nickname, what was it", "Ice Ribbon"),
    ("which country hosted in 2018", "South Korea"),
    ("what country has hosted team pursuit twice", "Italy"),
    ("which games were in italy", "Turin 2006 and Milan 2026"),
    ("has the netherlands hosted team pursuit", "No: "),
    ("what day was the womens final in vancouver", "27 February 2010"),
    ("quarterfinal date women 2018", "19 February 2018"),
    ("was the women's final on 15 february 2022", "Yes: "),
    ("was the women's final on 14 february 2022", "No: "),
    ("opening date of the 2022 games", "4 February 2022"),
    ("when did vancouver games end", "28 February 2010"),
    ("when did team pursuit become olympic", "Turin 2006"),
    ("what games had seeding heats before the quarterfinals", "Turin 2006"),
    ("which games used the adler arena", "Sochi 2014"),
    ("how many teams go thru to the semis", "4 teams"),
    ("how many olympics had team pursuit", "6 Games"),
]


@pytest.mark.parametrize(("question", "holds"), ANSWERS)
def test_answers(desk: Desk, question: str, holds: str) -> None:
    reply = ask(desk, question)
    assert (reply.intent, reply.status) == ("venue", "answered"), reply.text
    assert holds in reply.answer


def test_place_and_day_of_what_was_spoken_of(desk: Desk) -> None:
    assert "22 February 2014" in ask(desk, "who won the men's in 2014", "when was that").answer.replace("21 and ", "")
    assert "Richmond Olympic Oval" in ask(desk, "who won in richmond", "where was that").answer


@pytest.mark.parametrize(
    "question",
    [
        "where did poland finish in 2014",
        "when did canada first win",
        "where was nana takagi born",
        "who won in richmond",
        "who designed the richmond oval",
    ],
)
def test_left_alone(desk: Desk, question: str) -> None:
    assert ask(desk, question).intent != "venue"
