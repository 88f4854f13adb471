"""Venue: what a question supposes of places, days and hosts is held against the facts, and what is true is told."""

import pytest

from bot.desk import Desk
from tests.asking import ask


@pytest.mark.parametrize(
    ("question", "start", "holds"),
    [
        ("was the 2018 team pursuit held in gangneung", "Yes: ", "Gangneung Oval"),
        ("was it held in vancouver in 2018", "No: ", "Gangneung Oval in Gangneung"),
        ("was the 2018 pursuit held in pyeongchang", "Yes, it belonged to PyeongChang 2018", "stood in Gangneung"),
        ("was the 2014 pursuit skated at the ice ribbon", "No: ", "Adler Arena in Sochi"),
        ("was the 2018 one held in heerenveen", "No: ", "Gangneung"),
        ("did they use the adler arena in 2014", "Yes: ", "Adler Arena"),
        ("was richmond the venue in 2010", "Yes: ", "Richmond Olympic Oval"),
        ("was the 2022 event held in china", "Yes: ", "China hosted"),
        ("was the 2018 team pursuit in japan", "No: ", "South Korea"),
        ("did china host in 2018", "No: ", "South Korea hosted"),
        ("was the 2018 final held on a wednesday", "Yes: ", "Wednesday, 21 February 2018"),
        ("was the 2022 women's final on a monday", "No: ", "Tuesday, 15 February 2022"),
        ("was the 2018 one held in march", "No: ", "February 2018"),
        ("did the men and women skate the final on the same day in 2026", "Yes: ", "17 February 2026"),
        ("did the men and women skate the quarterfinals on the same day in 2026", "No: ", "14 February 2026"),
        ("was team pursuit introduced in 2010", "No: ", "since Turin 2006"),
        ("was turin the first", "Yes: ", "since Turin 2006"),
        ("were there heats in 2018", "No: ", "Turin 2006 only"),
        ("was there a final d for the women in 2026", "No: ", "of the women"),
        ("did the hosts win in 2018", "No: South Korea, the host", "2nd in the men's"),
        ("did the home team win in 2010", "Yes: Canada, the host", "1st in the men's"),
        ("has any host won silver", "Yes: South Korea (men, 2018)", "at home"),
        ("did the dutch win at home", "No: ", "has not hosted"),
    ],
)
def test_yes_or_no_with_what_is_true(desk: Desk, question: str, start: str, holds: str) -> None:
    reply = ask(desk, question)
    assert (reply.intent, reply.status) == ("venue", "answered"), reply.text
    assert reply.answer.startswith(start)
    assert holds in reply.answer


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("what day did canada win in 2022", "The women's final at Beijing 2022 was on 15 February 2022."),
        ("when was the semi between norway and usa in 2022", "The men's semifinal at Beijing 2022 was on 15 February"),
        ("what day did germany win gold in 2018", "Germany came 6th"),
        ("what was skated on 19 february 2018", "the women's quarterfinals"),
        ("how many days between quarterfinal and final in 2022, women", "3 days apart"),
        ("how long did the 2026 games last", "17 days"),
        ("which city hosted the 2018 games", "PyeongChang hosted the Games of 2018"),
        ("in which country is the gangneung oval", "South Korea"),
        ("which country has hosted most often", "Italy hosted the team pursuit twice"),
        ("how many times was it in china", "once in China"),
        ("how many different countries have hosted", "5 countries"),
        ("what was the oval in turin called", "Oval Lingotto"),
        ("when was the semifinal", "for men and women alike"),
        ("how did the host nation do in 2022", "China, the host of Beijing 2022, came 8th"),
        ("which country won at home", "Canada (men, 2010)"),
    ],
)
def test_told(desk: Desk, question: str, holds: str) -> None:
    reply = ask(desk, question)
    assert (reply.intent, reply.status) == ("venue", "answered"), reply.text
    assert holds in reply.answer


def test_a_place_is_held_against_the_games_spoken_of(desk: Desk) -> None:
    assert ask(desk, "who won the women's in 2018", "was it held in gangneung?").answer.startswith("Yes: ")
    assert ask(desk, "who won the women's in 2022", "was it in vancouver?").answer.startswith("No: ")


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("what time did the final start in 2022", "unknown"),
        ("was the women's final in sochi skated in moscow", "unknown"),
        ("was the 2019 event held in beijing", "out_of_scope"),
        ("what was the ice like in richmond", "unknown"),
        ("fastest time of the hosts", "unknown"),
        ("where was the 1500m in 2018", "out_of_scope"),
        ("who hosts in 2030", "out_of_scope"),
    ],
)
def test_what_is_not_held_is_not_answered(desk: Desk, question: str, status: str) -> None:
    assert ask(desk, question).status == status


@pytest.mark.parametrize(
    "question",
    ["did the netherlands win at the ice ribbon", "who won at the ice ribbon", "hosts in 2018: how did korea do"],
)
def test_results_at_a_rink_are_left_to_others(desk: Desk, question: str) -> None:
    reply = ask(desk, question)
    assert reply.status == "answered"
    assert reply.intent != "venue"
