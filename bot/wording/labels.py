"""What stands on a button: one or two words for a step; it knows no answer and no face."""

from bot.facts.snapshot import Snapshot

_WAYS = {"races": "Race by race", "sources": "Sources"}


def label(way: str, to: str, snapshot: Snapshot) -> str:
    """The words for one step: "Men", "Sochi 2014", "Nana Takagi", "Sources"."""
    match way:
        case "gender":
            return to.capitalize()
        case "games" if to in snapshot.games:
            return snapshot.games[to].name
        case _:
            return _WAYS.get(way, to)
