"""What can be asked next after an answer about races, places or a team; each question works as it stands."""

from collections.abc import Sequence

from bot.facts.snapshot import Result, Start
from bot.intents.query import Query

ANYTHING = ("medal table of the team pursuit",)


def after_races(rows: Sequence[Start]) -> tuple[str, ...]:
    """After races: who won the event of the first of them, and its record."""
    if not rows:
        return ANYTHING
    s = rows[0]
    return (
        f"who won the {s.event.gender}'s team pursuit in {s.games.year}?",
        f"what is the {s.event.gender}'s Olympic record?",
    )


def after_places(q: Query, rows: Sequence[Result]) -> tuple[str, ...]:
    """After places: the line-up of the first of them, who won there or by how much, and the other gender's winner."""
    if not rows or not rows[0].placing.nation:
        return ANYTHING
    x = rows[0]
    gender, year, team = x.event.gender, x.games.year, q.nation(x.placing.nation)
    found = [
        f"who skated for {team} in the {gender}'s final in {year}?"
        if x.placing.medal
        else f"how did {team} do in team pursuit?"
    ]
    if x.rank == 1:
        found.append(f"what was the winning margin in the {gender}'s final in {year}?")
    else:
        found.append(f"who won the {gender}'s team pursuit in {year}?")
    other = {"men": "women", "women": "men"}.get(gender) if len(q.genders) == 1 else None
    if other:
        found.append(f"who won the {other}'s team pursuit in {year}?")
    return tuple(found)


def after_team(q: Query, nation: str) -> tuple[str, ...]:
    """After a team of which nothing fits: how it did, where any result names it."""
    if q.results(games=q.held, genders=("men", "women", "mixed"), nations=(nation,)):
        return (f"how did {q.nation(nation)} do in team pursuit?",)
    return ANYTHING
