"""Rules: found by their words, by gender, from the data of Games, and not where a result is asked for."""

import pytest

from bot.desk import Desk
from bot.intents.rules import rules
from tests.asking import ask


@pytest.mark.parametrize("example", rules.EXAMPLES)
def test_examples(desk: Desk, example: str) -> None:
    reply = ask(desk, example)
    assert (reply.intent, reply.status) == ("rules", "answered"), reply.text
    assert reply.sources
    for suggestion in reply.suggestions:
        assert ask(desk, suggestion).intent == "rules", suggestion


def test_every_rule_is_found_by_each_way_to_ask_for_it_that_is_a_question(desk: Desk) -> None:
    """What is written as a whole question in the rules must reach one of the rules that hold it."""
    asked: dict[str, set[str]] = {}
    for rule in desk.snapshot.knowledge.rules:
        for text in rule.asks:
            if text.split()[0] in ("how", "what", "why", "can", "do", "does", "must") and len(text.split()) > 3:
                asked.setdefault(text, set()).add(rule.says)
    missed = [q for q, says in asked.items() if not any(s in ask(desk, q).answer for s in says)]
    assert len(asked) > 40
    assert len(missed) <= len(asked) * 0.1, missed


ANSWERS = [
    ("i get dizzy just watching, how many laps do the men do", "eight laps"),
    ("laps for wommen??", "six laps"),
    ("how many meters do the girls race", "2400 m"),
    ("how many laps is it", "The women skate six laps"),
    ("how many laps do canada skate", "eight laps"),
    ("do the women skate 8 laps", "No: the women skate 6 laps"),
    ("is the men's distance 3200 m", "Yes: the men"),
    ("how many laps did the women skate in sochi", "6 laps, 2400 m, at Sochi 2014"),
    ("how long is a lap", "400 m"),
    ("how many skaters race at once per team", "Three skaters"),
    ("how many teams race at once", "Two teams"),
    ("how many skaters are in a squad", "Squads had up to five names"),
    ("whose time countts in a team, first across or last", "last skater"),
    ("final C is for which palce", "5th place and 6th place"),
    ("is there a final D", "7th place and 8th place"),
    ("explain the format in milan", "four finals, A to D"),
    ("format in 2006", "heats for the seeding"),
    ("when did the format change", "Since 2018"),
    ("what if a team gets overtaken", "the race ends there"),
    ("does the fastest time win gold", "winner of final A"),
    ("why ROC and not Russia", "Russian Olympic Committee"),
    ("what does DNF mean", "did not finish (DNF)"),
    ("what does OR mean", "OR is an Olympic record"),
    ("can a team lose its quarterfinal and still go on", "Since 2018"),
    ("is it 3200 for both", "No: the men skate 8 laps, 3200 m; the women skate 6 laps, 2400 m"),
    ("do men do 8 laps and women 6", "Yes: "),
    ("is it 6 laps for men and 8 for women", "No: "),
    ("how long is the men's team pursuit", "3200 m"),
    ("how did teams get from the quarterfinals to the semis in beijing", "four fastest"),
    ("can a team lose its quarterfinal and still win gold", "can lose its quarterfinal"),
    ("which final is for bronze", "final B bronze"),
    ("how big is the rink", "400 m"),
    ("does everyone on the squad get gold if they didnt skate", "a reserve who did not race"),
    ("what happens to semifinal losers", "the losers for bronze"),
    ("what does WR stand for", "WR a world record"),
]


@pytest.mark.parametrize(("question", "holds"), ANSWERS)
def test_answers(desk: Desk, question: str, holds: str) -> None:
    reply = ask(desk, question)
    assert (reply.intent, reply.status) == ("rules", "answered"), reply.text
    assert holds in reply.answer


def test_a_gender_in_the_next_turn_changes_the_laps(desk: Desk) -> None:
    reply = ask(desk, "how many laps do the women skate", "and the men?")
    assert "eight laps" in reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "who wins",
        "fastest time of the women",
        "fastest winning time in a mens final",
        "semifinals 2022",
        "reserves of canada 2022",
        "who fell in 2022",
        "what is the men's olympic record",
        "on which lap did takagi fall",
        "how far is rho from milan",
        "gg boys what a final",
        "how many skaters has canada used",
    ],
)
def test_results_are_left_alone(desk: Desk, question: str) -> None:
    assert ask(desk, question).intent != "rules"
