"""Dates lie within their Games and follow one another; it knows nothing of results."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bot.facts.checks.walk import events, rounds
from bot.facts.models import Games, Knowledge
from bot.facts.where import Fault, Path


def opening(knowledge: Knowledge) -> Iterator[Fault]:
    """Games open in their year, and close after that."""
    for i, games in enumerate(knowledge.games):
        for key, day in (("opened", games.opened), ("closed", games.closed)):
            if day is not None and day.year != games.year:
                wrong = f"`{key}: {day}` is not in {games.year}, the year of {games.name}"
                yield Fault(("games", i, key), wrong, "mend the date or the year")
        if games.opened and games.closed and games.closed < games.opened:
            wrong = f"{games.name} closed on {games.closed}, before it opened on {games.opened}"
            yield Fault(("games", i, "closed"), wrong, "exchange the two or mend them")


def during_games(knowledge: Knowledge) -> Iterator[Fault]:
    """Rounds and records at Games are skated while they last."""
    for each in rounds(knowledge):
        yield from _outside((*each.path, "date"), each.round.date, each.at.games)
    by_id = {games.id: games for games in knowledge.games}
    for i, record in enumerate(knowledge.records):
        if record.games in by_id:
            yield from _outside(("records", i, "date"), record.date, by_id[record.games])


def _outside(path: Path, day: date, games: Games) -> Iterator[Fault]:
    first = games.opened or date(games.year, 1, 1)
    last = games.closed or date(games.year, 12, 31)
    if first <= last and not first <= day <= last:
        yield Fault(path, f"the date {day} is outside {games.name}", f"write a day from {first} to {last}")


def order_of_rounds(knowledge: Knowledge) -> Iterator[Fault]:
    """A later round is not skated on an earlier day."""
    order = {kind.id: kind.order for kind in knowledge.round_kinds}
    for at in events(knowledge):
        known = [(i, each) for i, each in enumerate(at.event.rounds) if each.round in order]
        known.sort(key=lambda pair: order[pair[1].round])
        for (_, before), (i, each) in pairwise(known):
            if each.date < before.date and order[each.round] > order[before.round]:
                wrong = f"the round `{each.round}` is dated {each.date}, before `{before.round}` on {before.date}"
                yield Fault((*at.path, "rounds", i, "date"), wrong, "mend one of the two dates")


CHECKS = (opening, during_games, order_of_rounds)
