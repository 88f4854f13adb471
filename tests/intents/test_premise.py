"""What a question takes for granted and is not so is put right."""

import pytest

from bot.desk import Desk
from tests.asking import ask


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("did japan win gold in 2022?", "gold went to Canada"),
        ("why did germany win gold in 2022", "Germany had no team there"),
        ("why did kramer fall in the final of 2022", "Turin 2006"),
        ("when did the us win gold", "never had gold"),
        ("who did canada beat in the 2018 final", "7th"),
    ],
)
def test_a_false_premise_is_corrected_with_the_fact(desk: Desk, question: str, fact: str) -> None:
    assert fact in ask(desk, question).answer


def test_a_true_premise_is_left_alone(desk: Desk) -> None:
    assert not ask(desk, "how did canada win gold in 2022").answer.startswith("No")
    assert ask(desk, "why did nana takagi fall").answer.startswith("In the women's")


def test_a_list_names_its_gaps(desk: Desk) -> None:
    reply = ask(desk, "list all men's quarterfinal times of 2006")
    assert "3:43.64" in reply.answer
    assert "Not held: Russia" in reply.text


def test_a_guess_behind_the_question_is_no_part_of_it(desk: Desk) -> None:
    assert ask(desk, "who won the women's team pursuit in 2018, canada right?").answer.startswith("Japan won")
    assert "Canada" in ask(desk, "who skated in the final in 2022, canada?").answer
