"""Winners and places, nations, times, meetings and extremes; and what a field that is not wholly known leaves open."""

import pytest

from bot.desk import Conversation, Desk
from bot.intents.results import head_to_head, nations, podium, superlatives, tallies, times
from tests.asking import ask

FAMILIES = (podium, nations, times, head_to_head, superlatives, tallies)


@pytest.mark.parametrize(("family", "example"), [(f.NAME, e) for f in FAMILIES for e in f.EXAMPLES])
def test_examples_are_answered_by_their_family(desk: Desk, family: str, example: str) -> None:
    reply = ask(desk, example)
    assert (reply.intent, reply.status) == (family, "answered"), reply.text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("who won the women's team pursuit in 2018", "Japan won the women's team pursuit at PyeongChang 2018."),
        ("who came forth in the mens in 2018", "New Zealand came 4th in the men's team pursuit at PyeongChang 2018."),
        ("winning time of the women's final in beijing", "Canada skated 2:53.44 in the women's final at Beijing 2022."),
        (
            "by how much did norway win in 2018",
            "Norway beat South Korea by 1.20 s in the men's final at PyeongChang 2018.",
        ),
        ("closest final", "Germany beat Japan by 0.02 s in the women's final at Vancouver 2010."),
        ("when did germany last win gold", "Germany last won gold in 2010 (women)."),
        ("last olympics when germany won", "Germany last won gold in 2010 (women)."),
        ("the first games where canada won gold", "Canada first won gold in 2010 (men)."),
    ],
)
def test_one_sentence_answers(desk: Desk, question: str, answer: str) -> None:
    assert ask(desk, question).answer == answer


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("did the netherlands win the women's in 2022", "No: the Netherlands won bronze"),
        ("did japan beat canada in the 2022 women's final", "No: Canada beat Japan by 11.03 s"),
        ("did canada beat japan in the 2022 women's final", "Yes: Canada beat Japan by 11.03 s"),
        ("did kazakhstan's women take part in 2010", "No: Kazakhstan had no team there"),
        ("has great britain ever won a medal in the team pursuit", "No: Great Britain won no medal there"),
        ("norway's men won 3 golds in a row, true or false", "No: Norway (men, 2018 and 2022)"),
        ("did japan defend the women's gold after 2018", "No: Japan"),
        ("has any team won it twice in a row", "Yes: Norway (men, 2018 and 2022), Germany"),
        ("who has won it three times in a row", "No team has won the team pursuit at three Games running."),
    ],
)
def test_a_premise_is_confirmed_or_put_right(desk: Desk, question: str, start: str) -> None:
    reply = ask(desk, question)
    assert (reply.status, reply.answer.startswith(start)) == ("answered", True), reply.text


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("did italy's women skate the team pursuit in turin", "One team of the women's team pursuit at Turin 2006"),
        ("italy women 2006 lineup", "One team of the women's team pursuit at Turin 2006"),
        ("have italy's women ever skated the team pursuit", "One team of the women's team pursuit at Turin 2006"),
        ("who was eighth in the women's event in 2006", "Which team was 8th"),
        ("did canada's women race the usa in 2006", "No race of Canada against the United States is held"),
        ("who did the canada women beat in the 2006 quarterfinal", "Who met Canada in the women's quarterfinal"),
    ],
)
def test_what_a_field_with_gaps_leaves_open_is_not_denied(desk: Desk, question: str, missing: str) -> None:
    reply = ask(desk, question)
    assert (reply.status, reply.answer.startswith(missing)) == ("unknown", True), reply.text


def test_a_why_of_what_happened_is_not_a_rule(desk: Desk) -> None:
    conversation = Conversation()
    desk.ask("how big was canadas win over japan in beijing and who fell", conversation)
    assert "lost her balance" in desk.ask("why did she fall", conversation).answer
    assert desk.ask("how old was she", conversation).answer == "Nana Takagi was 29 at Beijing 2022."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "who did the eventual champions beat in the men's semis in Milan",
            "Italy beat the Netherlands by 1.79 s in the men's semifinal at Milan 2026.",
        ),
        (
            "who did the silver medallists meet in the quarterfinal in sochi women",
            "Poland beat Norway in the women's quarterfinal at Sochi 2014.",
        ),
        (
            "how fast were the eventual champions in the women's semifinal in 2010",
            "Germany skated 3:03.55 in the women's semifinal at Vancouver 2010.",
        ),
    ],
)
def test_a_team_told_by_its_place_is_that_team_in_every_race(desk: Desk, question: str, answer: str) -> None:
    assert ask(desk, question).answer == answer


@pytest.mark.parametrize(
    ("question", "rivals", "others"),
    [
        (
            "which teams did the norwegian men eliminate before the 2018 final",
            ["the Netherlands", "New Zealand"],
            "Korea",
        ),
        ("whom did the dutch women beat on the way to the 2018 final", ["the United States", "South Korea"], "Japan"),
        ("who did poland beat to reach the final in sochi women", ["Russia"], "Norway"),
    ],
)
def test_a_race_that_was_the_aim_is_not_the_one_asked_about(
    desk: Desk, question: str, rivals: list[str], others: str
) -> None:
    answer = ask(desk, question).answer
    assert all(team in answer for team in rivals), answer
    assert others not in answer, answer
