"""Verbs and words that mean one thing or another by what stands beside them."""

import pytest

from bot.desk import Desk
from tests.asking import ask


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which team took the men's team pursuit at Sochi", "The Netherlands won"),
        ("which team topped Japan in the women's final in 2022", "Canada by 11.03"),
        ("who posted the women's olympic record", "Canada (Ivanie Blondin"),
        ("medals won by Sven Kramer", "four medals"),
        ("did the Dutch women's squad win in 2014", "Yes: the Netherlands won gold"),
        ("how much golds has Norway won", "2 golds"),
        ("who was last in the women's team pursuit in 2018", "South Korea came 8th"),
        ("is Japan still the women's champion", "No: Japan won bronze"),
        ("how many golds has Canada won 2014 or later", "2 golds"),
        ("who won the women's team pursuit 2010 through 2018", "2018 Japan, 2014 the Netherlands, 2010 Germany"),
    ],
)
def test_what_stands_beside_a_word_settles_it(desk: Desk, question: str, told: str) -> None:
    assert told in ask(desk, question).answer


@pytest.mark.parametrize("question", ["who almost won the women's in 2018", "who won many golds"])
def test_what_is_taken_back_or_left_open_is_not_answered(desk: Desk, question: str) -> None:
    assert ask(desk, question).status == "unknown"
