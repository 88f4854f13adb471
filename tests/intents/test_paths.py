"""Teams told by what they did from race to race: several steps, one round, a step never taken, and teams met."""

import pytest

from bot.desk import Desk
from bot.intents.results import paths
from tests.asking import ask


@pytest.mark.parametrize("example", paths.EXAMPLES)
def test_examples_are_answered_by_their_family(desk: Desk, example: str) -> None:
    reply = ask(desk, example)
    assert (reply.intent, reply.status) == (paths.NAME, "answered"), reply.text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "who lost the semi but won the bronze race in 2022 men",
            (
                "The United States lost the semifinal and won the race for bronze in the men's team pursuit at "
                "Beijing 2022."
            ),
        ),
        (
            "which women's team has raced a final but never won one",
            "Poland skated the final and never won it in the women's team pursuit at Sochi 2014.",
        ),
        (
            "who was knocked out in the women's quarters in sochi and finished fifth",
            "Canada lost the quarterfinal and came 5th in the women's team pursuit at Sochi 2014.",
        ),
        (
            "which team knocked out canada in the 2010 women's quarterfinal and then lost the semifinal",
            (
                "The United States beat Canada in the quarterfinal and lost the semifinal in the women's team pursuit "
                "at Vancouver 2010."
            ),
        ),
        (
            "which men's team won its quarterfinal in milan but went no further",
            "Germany won the quarterfinal and did not skate the semifinal in the men's team pursuit at Milan 2026.",
        ),
        (
            "who won the women's semis in milan",
            "Canada and the Netherlands won the semifinal in the women's team pursuit at Milan 2026.",
        ),
        (
            "did canada's women lose the semifinal and win bronze in 2018",
            "No: Canada lost to Japan by 2.88 s in the women's semifinal and came 4th at PyeongChang 2018.",
        ),
    ],
)
def test_every_step_is_heeded(desk: Desk, question: str, answer: str) -> None:
    assert ask(desk, question).answer == answer


def test_what_is_no_step_is_left_to_others(desk: Desk) -> None:
    """A time, a person or a team that did not race are not passed over."""
    for question in ("who won the semi in a time under 2:56", "which team lost the semi by the most"):
        assert ask(desk, question).intent != paths.NAME, question
