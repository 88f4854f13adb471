"""Turns a time told from another ("four years on") into the Games or the year that it is; it reads nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.facts.snapshot import Snapshot
from bot.language.entities import Item
from bot.language.lexicon import Meanings

_LATER = frozenset(("later", "on", "after", "afterwards", "afterward", "hence"))
_EARLIER = frozenset(("earlier", "before", "previously", "prior", "prior to", "beforehand"))
_NUMBERS = {"four": 4, "eight": 8, "twelve": 12, "sixteen": 16, "twenty": 20}


@dataclass(frozen=True, slots=True)
class _Shift:
    years: int
    size: int  # how many items say it


def relative(items: Sequence[Item], snapshot: Snapshot) -> list[Item]:
    """The items with every such time as those Games, or that year, where Games are named before it to tell it from.

    They may be named right behind it instead, "four years after Turin", and are part of it then.
    """
    if not any("year" in i.text for i in items):
        return list(items)
    settled: list[Item] = []
    at = 0
    while at < len(items):
        shift = _shift(items, at)
        behind = items[at + shift.size : at + shift.size + 1] if shift else ()
        base = next((i for i in (*behind, *reversed(settled)) if _year(i, snapshot)), None)
        if shift is None or base is None:
            settled.append(items[at])
            at += 1
            continue
        size = shift.size + (base in behind)
        settled.append(_moved(base, shift.years, items[at], items[at + size - 1], snapshot))
        at += size
    return settled


def _moved(base: Item, years: int, first: Item, last: Item, snapshot: Snapshot) -> Item:
    """What the words from `first` to `last` mean: a year, or a place as `base` was told by one."""
    year = (_year(base, snapshot) or 0) + years
    games = snapshot.by_year.get(year)
    meant: Meanings = {"games": (games,)} if games and "year" not in base.meanings else {"year": year}
    return first._replace(meanings=meant, end=last.end, text=str(year), raw=str(year))


def _shift(items: Sequence[Item], at: int) -> _Shift | None:
    said = items[at].text.split()
    size = 1 if len(said) == 3 else 3  # "four years later" may be one phrase
    if size == 3:
        said = [i.text for i in items[at : at + 3]]
    if len(said) < 3 or said[1] not in ("years", "year"):
        return None
    number = int(said[0]) if said[0].isdigit() else _NUMBERS.get(said[0], 0)
    years = number if said[2] in _LATER else -number if said[2] in _EARLIER else 0
    return _Shift(years, size) if years else None


def _year(item: Item, snapshot: Snapshot) -> int | None:
    """The year of the Games that an item names."""
    if (year := item.meanings.get("year")) is not None:
        return int(str(year))
    games = item.meanings.get("games") or item.meanings.get("venue")
    return max(snapshot.games[g].year for g in games) if isinstance(games, tuple) else None
