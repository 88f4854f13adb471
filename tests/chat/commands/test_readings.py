"""A command gives what the typed question gives: the test types the English, the command has only its options."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest

from bot.chat.commands import readings
from bot.desk import Conversation, Desk
from bot.language.options import Kind, together
from bot.language.reading import Reading

EVENTS = {
    "team-pursuit women": "women's team pursuit",
    "team-pursuit men": "men's team pursuit",
    "team-pursuit": "team pursuit",
}
SCOPES = {"event": "team pursuit", "speed skating": "speed skating", "games": "whole Games"}
RECORDS = {"OR": "Olympic record", "WR": "world record", "TR": "track record"}
PAIRS = 60


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Path(__file__).parents[3] / "knowledge")


def check(desk: Desk, reading: Reading, typed: str) -> None:
    by_command = desk.answer(reading, Conversation())
    by_words = desk.ask(typed, Conversation())
    (one,), (other,) = by_command.answers, by_words.answers
    assert (one.outcome, by_command.read_as, by_command.intent) == (
        other.outcome,
        by_words.read_as,
        by_words.intent,
    ), f"{typed}: {by_command.text} / {by_words.text}"


def named(desk: Desk, *options: tuple[Kind, str]) -> Reading:
    return together(desk.option(kind, text) for kind, text in options if text)


def at(desk: Desk, games: str) -> str:
    return f" in {desk.snapshot.games[games].year}" if games else ""


def events(desk: Desk) -> Iterator[tuple[str, str]]:
    return product(EVENTS, ("", *desk.snapshot.held["team-pursuit"]))


def test_result(desk: Desk) -> None:
    for event, games in events(desk):
        reading = readings.result(named(desk, ("event", event), ("games", games)))
        check(desk, reading, f"results of the {EVENTS[event]}{at(desk, games)}")


def test_bracket(desk: Desk) -> None:
    for event, games in events(desk):
        reading = readings.bracket(named(desk, ("event", event), ("games", games)))
        check(desk, reading, f"bracket of the {EVENTS[event]}{at(desk, games)}")


def test_race(desk: Desk) -> None:
    for (event, games), stage in product(events(desk), desk.snapshot.rounds.values()):
        reading = readings.race(named(desk, ("event", event), ("games", games), ("round", stage.id)))
        check(desk, reading, f"{stage.name} of the {EVENTS[event]}{at(desk, games)}")


def test_record(desk: Desk) -> None:
    for event, (kind, typed) in product(EVENTS, RECORDS.items()):
        check(desk, readings.record(named(desk, ("event", event)), kind), f"{EVENTS[event]} {typed} progression")


def test_skater(desk: Desk) -> None:
    for skater in desk.snapshot.skaters:
        check(desk, readings.about(named(desk, ("skater", skater))), f"tell me about {skater}")


def test_nation(desk: Desk) -> None:
    for nation in desk.snapshot.nations.values():
        reading = readings.about(named(desk, ("nation", nation.id)))
        check(desk, reading, f"tell me about {nation.in_sentence or nation.name}")


def test_compare_nations(desk: Desk) -> None:
    chance, nations = Random(2026), list(desk.snapshot.nations.values())
    for _ in range(PAIRS):
        a, b = chance.sample(nations, 2)
        reading = readings.comparison(named(desk, ("name", a.id), ("name", b.id)))
        check(desk, reading, f"compare {a.in_sentence or a.name} and {b.in_sentence or b.name}")


def test_compare_skaters(desk: Desk) -> None:
    chance, skaters = Random(2026), list(desk.snapshot.skaters)
    for _ in range(PAIRS):
        a, b = chance.sample(skaters, 2)
        check(desk, readings.comparison(named(desk, ("name", a), ("name", b))), f"compare {a} and {b}")


@pytest.mark.parametrize("scope", SCOPES)
def test_medals(desk: Desk, scope: str) -> None:
    tables = (
        desk.snapshot.held["team-pursuit"] if scope == "event" else [g for s, g in desk.snapshot.tables if s == scope]
    )
    options = product(("", "all", *tables), (None, "men", "women"), ("gold", "total"), (None, 1, 3, 5))
    for games, gender, order, top in Random(2026).sample(list(options), 120):
        reading = readings.medals(named(desk, ("span", games)), scope=scope, gender=gender, order=order, top=top)
        head = f"top {top} of the medal table" if top else "medal table"
        who = f"{gender}'s " if gender else ""
        when = " of all time" if games == "all" else at(desk, games)
        check(desk, reading, f"{head} of the {who}{SCOPES[scope]}{when}{' by total' if order == 'total' else ''}")


@pytest.mark.parametrize(
    ("kind", "text", "typed"),
    [
        ("skater", "Takagi", "tell me about Takagi"),
        ("skater", "ireen wust", "tell me about Ireen Wüst"),
        ("skater", "Ireen Wüst (Netherlands)", "tell me about Ireen Wüst"),
        ("skater", "Sven Krammer", "tell me about Sven Krammer"),
        ("skater", "Eric Heiden", "tell me about Eric Heiden"),
        ("skater", "Xyzzyk", "tell me about Xyzzyk"),
        ("nation", "can", "tell me about Canada"),
        ("nation", "Canada", "tell me about Canada"),
        ("nation", "holland", "tell me about the Netherlands"),
        ("nation", "🇯🇵", "tell me about Japan"),
        ("nation", "Narnia", "tell me about Narnia"),
    ],
)
def test_ids_labels_and_free_text_are_taken(desk: Desk, kind: Kind, text: str, typed: str) -> None:
    by_command = desk.answer(readings.about(named(desk, (kind, text))), Conversation())
    by_words = desk.ask(typed, Conversation())
    assert by_command.answers[0].outcome == by_words.answers[0].outcome


@pytest.mark.parametrize(
    ("event", "games", "typed"),
    [
        ("Women's team pursuit", "Beijing 2022", "results of the women's team pursuit in 2022"),
        ("women", "Peking", "results of the women's team pursuit in 2022"),
        ("team pursuit", "latest", "results of the team pursuit at the latest Games"),
        ("mass start", "2022", "results of the mass start in 2022"),
        ("women", "2021", "results of the women in 2021"),
        ("women", "Beijing 2018", "results of the women at Beijing 2018"),
    ],
)
def test_what_an_event_or_games_may_be_called(desk: Desk, event: str, games: str, typed: str) -> None:
    reading = readings.result(named(desk, ("event", event), ("games", games)))
    by_command = desk.answer(reading, Conversation())
    assert by_command.answer == desk.ask(typed, Conversation()).answer


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("skater", "Kramer of Canada"),
        ("skater", "who won"),
        ("nation", "Canada 2022"),
        ("games", "women"),
        ("event", "final"),
        ("round", "Kramer"),
        ("skater", "\u202e" * 20),
        ("name", "x" * 4000),
    ],
)
def test_what_an_option_cannot_mean_is_answered_by_nothing(desk: Desk, kind: Kind, text: str) -> None:
    reply = desk.answer(readings.about(named(desk, (kind, text))), Conversation())
    assert reply.status in ("unknown", "out_of_scope"), reply.text
