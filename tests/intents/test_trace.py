"""How an answer came about, as `:why` and the reading under an answer tell it."""

from bot.desk import Desk
from tests.asking import ask


def told(desk: Desk, *questions: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in ask(desk, *questions).why)


def test_why_names_rule_words_and_what_was_left_over(desk: Desk) -> None:
    why = told(desk, "who won the womens team pursuit in 2018")
    assert why["rule"] == "podium, asked for who"
    assert "won (verb:win)" in why["words used"]
    assert "2018 (year:2018)" in why["words used"]
    assert (why["words left over"], why["from before"]) == ("none", "nothing")
    assert "giraffe" in told(desk, "who won the giraffe in 2018")["words left over"]


def test_why_names_candidates_with_their_scores(desk: Desk) -> None:
    assert "“putsuit” as pursuit 0." in told(desk, "who won the womens putsuit in 2018")["candidates"]
    assert "podium 0.9" in told(desk, "who won the womens pursuit in 2018")["candidates"]
    assert "Nana Takagi 0.50" in told(desk, "when was takagi born")["candidates"]


def test_what_was_inherited_stands_in_the_reading_by_value(desk: Desk) -> None:
    reply = ask(desk, "who won the women's team pursuit in beijing", "by how much")
    assert "from before: women, Canada, final, Beijing 2022" in reply.read_as
    assert reply.read_as in reply.text
    assert "from before" not in ask(desk, "by how much did canada win in beijing").read_as
