"""What differs between two states of the knowledge, by name and with both values; it knows no file and no face."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.facts import models as m
from bot.facts.models import Fact, Knowledge

_TIMES = ("time", "gap")  # fields in hundredths of a second
_LONGEST = 200  # characters of a value that is shown


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, gone or different, and what it is called from the outside in."""

    name: tuple[str, ...]
    field: str = ""  # empty where the whole thing is new or gone
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        """`women, Beijing 2022, final A, Canada: time 2:53.44 -> 2:53.45`."""
        what = f"{self.field} {self.old} -> {self.new}" if self.field else self.new or self.old
        return f"{', '.join(self.name)}: {what}"


def changes(old: Knowledge, new: Knowledge) -> tuple[Change, ...]:
    """Everything that differs, in the order of the models and of the data; empty where nothing does."""
    named = _Names(old, new)
    found = [
        *(change for field in ("as_of",) for change in _field(named, (field,), field, old.as_of, new.as_of)),
        *(
            change
            for field in Knowledge.model_fields
            if field not in ("as_of", "words", "ordinary", "ambiguous")
            for change in _lists(named, (), getattr(old, field), getattr(new, field))
        ),
        *_words(old, new),
    ]
    return tuple(found)


class _Names:
    """What things are called, by the newer state where both know them."""

    def __init__(self, old: Knowledge, new: Knowledge) -> None:
        self._nations = {n.id: n.name for k in (old, new) for n in k.nations}
        self._games = {g.id: g.name for k in (old, new) for g in k.games}
        self._rounds = {r.id: _round(r.id) for k in (old, new) for r in k.round_kinds}
        self._events = {e.id: "" if e.default else e.name for k in (old, new) for e in k.event_kinds}

    def within(self, around: tuple[str, ...], item: Fact) -> tuple[str, ...]:
        """The name of an item inside the thing called `around`."""
        match item:
            case m.AddedEvent():
                return self._event(item, self._games.get(item.games, item.games))
            case m.HeldEvent():
                return self._event(item, *around)
            case m.Games():
                return (item.name,)
            case m.Round():
                return (*around, self._rounds.get(item.round, item.round))
            case m.Race():
                return around if item.heat is None else (*around, f"heat {item.heat}")
            case m.Entry() | m.MedalRow():
                return (*around, self._nations.get(item.nation, item.nation))
            case m.Placing():
                return (
                    *around,
                    f"place of {self._nations.get(item.nation, item.nation) if item.nation else item.rank}",
                )
            case m.SquadMember():
                return (*around, item.skater)
            case m.MedalTable():
                return (f"medal table of {item.scope}", self._games.get(item.games, item.games))
            case m.Record():
                what = " ".join(filter(None, (item.kind, self._events.get(item.event, item.event))))
                return (item.gender, f"{what} of {item.date}", self._nations.get(item.nation, item.nation))
            case m.Discrepancy():
                return ("discrepancy", item.subject)
            case m.MedalChange():
                return ("medal change", item.what)
            case m.Detail():
                return (*around, f"detail {item.role}")
            case m.Relative():
                return (*around, f"relative {item.of}")
            case m.Moment() | m.Rule() | m.Source() | m.EventKind() | m.RoundKind():
                return (f"{_kind(item)} {item.id}",)
            case m.Nation() | m.Skater():
                return (item.name,)
            case m.Elsewhere():
                return (f"not held: {item.name}",)
            case _:
                return around

    def _event(self, event: m.HeldEvent, *games: str) -> tuple[str, ...]:
        return tuple(filter(None, (event.gender, self._events.get(event.event, event.event), *games)))


def _round(name: str) -> str:
    """`final-a` as people write it.

    >>> _round("final-a"), _round("semifinal")
    ('final A', 'semifinal')
    """
    first, dash, letter = name.rpartition("-")
    return f"{first} {letter.upper()}" if dash and len(letter) == 1 else name


def _kind(item: Fact) -> str:
    return {"EventKind": "kind of event", "RoundKind": "kind of round"}.get(type(item).__name__, _spoken(item))


def _spoken(item: Fact) -> str:
    return type(item).__name__.lower()


def _key(item: Fact) -> Hashable:
    """What makes an item the same one in both states, though its values differ."""
    match item:
        case m.AddedEvent():
            return item.games, item.event, item.gender
        case m.HeldEvent():
            return item.event, item.gender
        case m.Round():
            return item.round
        case m.Race():
            return item.heat if item.heat is not None else frozenset(entry.nation for entry in item.entries)
        case m.Entry() | m.MedalRow():
            return item.nation
        case m.Placing():
            return item.nation or item.rank
        case m.SquadMember():
            return item.skater
        case m.MedalTable():
            return item.scope, item.games
        case m.Record():
            return item.kind, item.event, item.gender, item.date, item.nation
        case m.Discrepancy():
            return item.subject, item.games, item.event, item.aspect
        case m.MedalChange():
            return item.games, item.event, item.what
        case m.Detail():
            return item.role
        case m.Relative():
            return item.of
        case m.Skater():
            return item.name
        case m.Elsewhere():
            return item.kind, item.name
        case _:
            return getattr(item, "id", None)


def _keyed(items: Iterable[Fact]) -> dict[Hashable, Fact]:
    """Items by key; of several alike ones each has its number."""
    keyed: dict[Hashable, Fact] = {}
    for item in items:
        key, number = _key(item), 0
        while (key, number) in keyed:
            number += 1
        keyed[key, number] = item
    return keyed


def _lists(named: _Names, around: tuple[str, ...], old: Sequence[Fact], new: Sequence[Fact]) -> Iterator[Change]:
    if old == new:
        return
    before, after = _keyed(old), _keyed(new)
    for key, item in before.items():
        if key not in after:
            yield Change(named.within(around, item), old="gone")
    for key, item in after.items():
        name = named.within(around, item)
        if key not in before:
            yield Change(name, new="new")
        elif before[key] != item:
            yield from _item(named, name, before[key], item)
    if before.keys() == after.keys() and list(before) != list(after):
        yield Change(around or (f"{_spoken(new[0])}s",), "order", _order(named, before), _order(named, after))


def _order(named: _Names, keyed: dict[Hashable, Fact]) -> str:
    return _said("", tuple((named.within((), item) or ("race",))[-1] for item in keyed.values()))


def _item(named: _Names, name: tuple[str, ...], old: Fact, new: Fact) -> Iterator[Change]:
    for field in type(new).model_fields:
        yield from _field(named, name, field, getattr(old, field), getattr(new, field))


def _field(named: _Names, name: tuple[str, ...], field: str, old: object, new: object) -> Iterator[Change]:
    if old == new:
        return
    match old, new:
        case tuple(), tuple() if any(isinstance(each, Fact) for each in (*old, *new)):
            yield from _lists(named, name, old, new)
        case Fact(), Fact():
            yield from _item(named, (*name, field.replace("_", " ")), old, new)
        case _:
            before, after = _said(field, old), _said(field, new)
            if before == after:  # they differ behind what is shown
                before, after = _said(field, old, whole=True), _said(field, new, whole=True)
            yield Change(name, field.replace("_", " "), before, after)


def _said(field: str, value: object, *, whole: bool = False) -> str:
    match value:
        case None | () | "":
            text = "nothing"
        case bool():
            text = "true" if value else "false"
        case int() if field in _TIMES:
            text = m.written(value)
        case tuple():
            text = ", ".join(map(str, value))
        case _:
            text = str(value)
    return text if whole or len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _words(old: Knowledge, new: Knowledge) -> Iterator[Change]:
    for kind in dict.fromkeys((*old.words, *new.words)):
        before, after = old.words.get(kind, {}), new.words.get(kind, {})
        for value in dict.fromkeys((*before, *after)):
            yield from _sets(("words", kind, value), before.get(value, ()), after.get(value, ()))
    yield from _sets(("ordinary words",), old.ordinary, new.ordinary)
    yield from _sets(("ambiguous phrases",), old.ambiguous, new.ambiguous)


def _sets(name: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Change]:
    held, holds = frozenset(old), frozenset(new)
    if gone := [phrase for phrase in dict.fromkeys(old) if phrase not in holds]:
        yield Change(name, old=f"without {_said('', tuple(gone))}")
    if added := [phrase for phrase in dict.fromkeys(new) if phrase not in held]:
        yield Change(name, new=f"with {_said('', tuple(added))}")
