"""A table of races reads well on a phone: a race a line, whatever is asked."""

import pytest

from bot.desk import Desk
from bot.wording.narrow import WIDTH, narrow_lines
from tests.asking import ask

QUESTIONS = (
    "compare Canada and Japan",
    "compare the Netherlands and Canada",
    "bracket of the men's team pursuit in 2022",
    "bracket of the team pursuit in Turin",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_race_a_line_in_words_and_codes_and_no_ids(desk: Desk, question: str) -> None:
    (answer,) = ask(desk, question).answers
    table = answer.outcome.table  # type: ignore[union-attr]
    lines = narrow_lines(table)

    assert len(lines) == 1 + len(table.rows) > 3
    assert max(map(len, lines)) <= WIDTH
    assert "final-" not in "\n".join(lines)


def test_who_won_stands_first_with_the_time(desk: Desk) -> None:
    (answer,) = ask(desk, "compare Canada and Japan").answers

    assert answer.outcome.table.rows[:2] == (  # type: ignore[union-attr]
        ("22 W final", "CAN beat JPN", "2:53.44", "11.03"),
        ("18 M QF", "JPN beat CAN", "3:41.62", "0.11"),
    )
