"""What is offered while somebody types into an option, and what the text of an option names."""

import tracemalloc
from itertools import islice
from random import Random

import pytest

from bot.desk import Conversation, Desk
from bot.language.options import KINDS, LONGEST, MOST, Kind, together
from bot.language.reading import Reading
from tests.corpus.typos import slip

TYPOS = 200


def offered(desk: Desk, prefix: str, kind: Kind, context: Reading | None = None) -> list[str]:
    return [choice.id for choice in desk.complete(prefix, kind, context or Reading())]


def names(desk: Desk) -> list[tuple[Kind, str, str]]:
    """Every name that is offered, with its kind and id."""
    facts = desk.snapshot
    found: list[tuple[Kind, str, str]] = [("skater", name, name) for name in facts.skaters]
    found += [("nation", nation.name, nation.id) for nation in facts.nations.values()]
    found += [("games", facts.games[games].name, games) for games in facts.held[facts.main_event]]
    found += [("round", stage.name, stage.id) for stage in facts.rounds.values()]
    return found + [("event", f"{gender}'s team pursuit", f"team-pursuit {gender}") for gender in ("women", "men")]


def test_of_200_typos_the_right_name_is_among_the_first_three(desk: Desk) -> None:
    chance = Random(2026)
    missed = []
    for kind, name, identity in (chance.choice(names(desk)) for _ in range(TYPOS)):
        typed = slip(name, chance)
        if identity not in offered(desk, typed, kind)[:3]:
            missed.append((typed, name))
    assert not missed


def test_of_200_half_typed_typos_nearly_all_are_found(desk: Desk) -> None:
    """Three fifths of a name, with a slip in it: what one has typed when looking at the list."""
    chance = Random(2027)
    missed = []
    for kind, name, identity in (chance.choice(names(desk)) for _ in range(TYPOS)):
        typed = slip(name[: max(5, len(name) * 3 // 5)], chance)
        if identity not in offered(desk, typed, kind)[:3]:
            missed.append((typed, name))
    assert len(missed) <= TYPOS // 20, missed


@pytest.mark.parametrize(
    ("prefix", "kind", "first"),
    [
        ("wüs", "skater", "Ireen Wüst"),
        ("wus", "skater", "Ireen Wüst"),
        ("takagi n", "skater", "Nana Takagi"),
        ("KRAMER", "skater", "Sven Kramer"),
        ("hol", "nation", "NED"),
        ("can", "nation", "CAN"),
        ("us", "nation", "USA"),
        ("🇳🇴", "nation", "NOR"),
        ("2022", "games", "beijing-2022"),
        ("pek", "games", "beijing-2022"),
        ("all", "span", "all"),
        ("semi", "round", "semifinal"),
        ("bronze", "round", "final-b"),
        ("wom", "event", "team-pursuit women"),
        ("pursuit", "event", "team-pursuit"),
    ],
)
def test_the_best_comes_first(desk: Desk, prefix: str, kind: Kind, first: str) -> None:
    assert offered(desk, prefix, kind)[0] == first


def test_with_nothing_typed_the_latest_come_first(desk: Desk) -> None:
    facts = desk.snapshot
    assert offered(desk, "", "games") == list(reversed(facts.held[facts.main_event]))
    assert offered(desk, "", "span", Reading(scope="games"))[0] == "all"
    latest = facts.held[facts.main_event][-1]
    assert {facts.squads[name][-1].games.id for name in offered(desk, "", "skater")} == {latest}


def test_rounds_are_those_of_the_games_and_the_event(desk: Desk) -> None:
    turin = desk.option("games", "turin-2006")
    women = together([turin, desk.option("event", "team-pursuit women")])
    assert "heat" in offered(desk, "", "round", turin)
    assert "heat" not in offered(desk, "", "round", desk.option("games", "beijing-2022"))
    assert "final-d" in offered(desk, "", "round", turin)
    assert "final-d" not in offered(desk, "", "round", women)


def test_skaters_are_those_of_the_nation(desk: Desk) -> None:
    for nation in ("CAN", "JPN"):
        found = offered(desk, "", "skater", Reading(nations=(nation,)))
        assert found
        assert all(nation in desk.snapshot.skaters[name].nations for name in found)
    assert offered(desk, "kramer", "skater", Reading(nations=("CAN",))) == []


def test_games_are_those_with_a_table_of_the_scope(desk: Desk) -> None:
    assert "chamonix-1924" in offered(desk, "1924", "span", Reading(scope="games"))
    assert offered(desk, "1924", "span") == []


def test_a_comparison_is_of_a_kind_and_not_with_itself(desk: Desk) -> None:
    others = offered(desk, "", "name", desk.option("name", "CAN"))
    assert "CAN" not in others
    assert set(others) <= desk.snapshot.nations.keys()
    assert set(offered(desk, "kr", "name", desk.option("name", "Ireen Wüst"))) <= desk.snapshot.skaters.keys()


HOSTILE = (
    "",
    " ",
    "?",
    "@everyone",
    "<@1>",
    "\x00",
    "\u202e" * 50,
    "a" * 6000,
    "🇨🇦" * 99,
    "'\"`",
    "٣",
    "ß",
    "李",
    "-" * 400,
)


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_typed_there_are_at_most_25_short_choices(desk: Desk, kind: Kind) -> None:
    chance = Random(2026)
    texts = [*HOSTILE, *("".join(chance.choices("abcdefgh üß高", k=chance.randrange(12))) for _ in range(30))]
    for text in texts:
        for context in (Reading(), Reading(nations=("CAN",), games=("turin-2006",), genders=("women",))):
            choices = desk.complete(text, kind, context)
            assert len(choices) <= MOST
            assert all(0 < len(part) <= LONGEST for choice in choices for part in choice)
            assert len({choice.id for choice in choices}) == len(choices)
        desk.option(kind, text)


@pytest.mark.parametrize("kind", KINDS)
def test_an_id_and_its_label_name_the_same(desk: Desk, kind: Kind) -> None:
    for choice in islice(desk.complete("", kind, Reading()), MOST):
        assert desk.option(kind, choice.id) == desk.option(kind, choice.label) == desk.option(kind, f" {choice.id} ")
        assert not desk.option(kind, choice.id).left


def test_a_very_long_word_takes_little_memory(desk: Desk) -> None:
    """All that two slips could make of a word of 600 letters would take 100 MB, and of 4000 letters all there is."""
    tracemalloc.start()
    try:
        desk.ask("ab" * 300, Conversation())
        desk.option("name", "Ab" * 300)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
