"""What each command asks: the named parts of its options into one reading; it knows neither Discord nor any fact."""

from dataclasses import replace
from typing import Literal

from bot.language.reading import Reading, Scope

RecordKind = Literal["OR", "WR", "TR"]
Order = Literal["gold", "total"]
Gender = Literal["men", "women"]


def result(named: Reading) -> Reading:
    """The full ranking of an event: "results of the women's team pursuit in 2022"."""
    return _asking("result", named, "noun:result")


def medals(
    named: Reading,
    *,
    scope: Scope = "event",
    gender: Gender | None = None,
    order: Order = "gold",
    top: int | None = None,
) -> Reading:
    """A medal table, or its head: "top 3 of the medal table of speed skating in 2018 by total"."""
    cues = ["noun:table"] + ["order:total"] * (order == "total") + [f"gender:{gender}"] * (gender is not None)
    return replace(_asking("table", named, *cues), scope=scope, genders=(gender,) if gender else (), number=top)


def record(named: Reading, kind: RecordKind) -> Reading:
    """How a record went: "women's Olympic record progression"."""
    return _asking("record", named, f"record:{kind}", "record:progress")


def race(named: Reading) -> Reading:
    """The races of a round: "races of the women's semifinal in 2022"."""
    return _asking("race", named, "noun:race")


def bracket(named: Reading) -> Reading:
    """Every race of an event, round by round: "bracket of the women's team pursuit in 2022"."""
    return _asking("bracket", named, "noun:bracket")


def comparison(named: Reading) -> Reading:
    """Two against each other: "compare Canada and Japan"."""
    return _asking("", named, "op:compare")


def about(named: Reading) -> Reading:
    """All that is told of whom is named: "tell me about Ireen Wüst"."""
    return named


def _asking(asks: str, named: Reading, *cues: str) -> Reading:
    return replace(named, asks=asks, cues=named.cues.union(cues))
