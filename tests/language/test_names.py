"""Misspelt names are found among all that are held, and nobody is found for somebody else's name."""

from random import Random

from bot.desk import Desk
from bot.language.names import Names
from tests.asking import ask
from tests.corpus.typos import slip


def test_every_skater_is_found_with_one_slip_anywhere_in_the_name(desk: Desk) -> None:
    people = [skater.name for skater in desk.snapshot.knowledge.skaters]
    names, chance = Names(people), Random(2026)
    for at, name in enumerate(people):
        typed = slip(name, chance)
        assert names.find(typed)[0].at == at, (name, typed)


def test_nearly_every_skater_is_found_with_two_slips(desk: Desk) -> None:
    people = [skater.name for skater in desk.snapshot.knowledge.skaters]
    names, chance = Names(people), Random(2026)
    typed = [slip(slip(name, chance), chance) for name in people for _ in range(5)]
    found = [names.find(text) for text in typed]
    missed = [text for at, text in enumerate(typed) if not found[at] or found[at][0].at != at // 5]
    assert len(missed) <= len(typed) // 100, missed


def test_a_space_may_be_the_slip() -> None:
    names = Names(["Ida Njåtun", "Anna Müller"])
    for typed in ("annamuller", "ann amuller", "annam uller", "an na muller", "annmuller"):
        assert [match.at for match in names.find(typed)] == [1], typed


def test_the_likeliest_comes_first_and_no_more_than_asked_for() -> None:
    names = Names(["Miho Takagi", "Mihi Takagi", "Nana Takagi", "Mira Takagi"])
    assert [match.at for match in names.find("miho takagi")] == [0]
    assert [match.at for match in names.find("mihoo takagi")] == [0, 1]
    assert [match.at for match in names.find("mihoo takagi", limit=1)] == [0]


def test_a_name_three_slips_away_is_somebody_else() -> None:
    assert Names(["Sven Kramer"]).find("Bob Kramer") == []
    assert Names(["Sven Kramer"]).find("") == []


def test_a_given_name_spelt_as_in_another_country_is_the_same_person(desk: Desk) -> None:
    assert "Ireen Wüst" in ask(desk, "when was Irene Wust born").answer
    assert "Kramer" not in ask(desk, "when was Bob Kramer born").answer
