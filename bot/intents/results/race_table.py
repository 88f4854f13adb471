"""Races as a table, a line each, narrow enough for a phone; it chooses no race."""

from collections.abc import Sequence

from bot.answers import Table
from bot.facts.models import RoundKind
from bot.facts.snapshot import Start
from bot.wording.plain import clock, seconds

# Beside two codes, a time and a margin there is room for no more on a phone.
_SHORT = {
    "quarterfinal": "QF",
    "semifinal": "SF",
    "final-a": "final",
    "final-b": "3rd",
    "final-c": "5th",
    "final-d": "7th",
}


def race_table(rows: Sequence[Start]) -> Table:
    """Each race with its year and its event, where there are several: "22 W final", who beat whom, time and margin."""
    years = len({s.games.id for s in rows}) > 1
    events = len({s.event.gender for s in rows}) > 1
    body = []
    for s in rows:
        when = (f"{s.games.year % 100:02} " if years else "") + (f"{s.event.gender[0].upper()} " if events else "")
        first = s.rival if s.rival and s.won is False else s.entry
        body.append(
            (
                when + _round(s.kind),
                _teams(s),
                clock(first.time) if first.time else "–",
                seconds(s.margin).removesuffix(" s") if s.margin is not None else "–",
            )
        )
    return Table(("Round", "Race", "Time", "By, s"), tuple(body), right=(2, 3))


def _round(kind: RoundKind) -> str:
    return _SHORT.get(kind.id, kind.name)


def _teams(s: Start) -> str:
    if not s.rival:
        return s.entry.nation
    first, second = (s.rival, s.entry) if s.won is False else (s.entry, s.rival)
    return f"{first.nation} {'–' if s.won is None else 'beat'} {second.nation}"
