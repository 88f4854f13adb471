"""A reading as a short line of text and back, by ids that outlive a restart and a reload; it answers nothing.

What was typed says most of a reading in the fewest characters, so the line holds those words and the slots in which the
reading differs from them: what a turn before added, or everything where a command built it and nothing was typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast, get_args

from bot.facts.snapshot import Snapshot
from bot.language.compose import read
from bot.language.lexicon import Lexicon
from bot.language.reading import Compare, Condition, Reading, Scope

# The letter of each slot. A letter that has been given away is never given to another slot: old lines are still about.
_SLOTS = {
    "a": "asks",
    "o": "of",
    "e": "event",
    "g": "games",
    "h": "when",
    "w": "genders",
    "r": "rounds",
    "k": "ranks",
    "m": "medals",
    "n": "nations",
    "x": "without",
    "p": "people",
    "s": "subjects",
    "v": "winners",
    "l": "losers",
    "c": "scope",
    "y": "years",
    "b": "bound",
    "f": "conditions",
    "i": "number",
    "t": "time",
    "d": "metres",
    "q": "yes_no",
    "u": "cues",
    "z": "inherited",
    "j": "place",
}
_LETTERS = {slot: letter for letter, slot in _SLOTS.items()}
_ORIGINS = {"?": "question", "!": "answer"}  # what `inherited` may name besides a slot
_TEXTS = ("asks", "of", "event", "when", "scope")
_LISTS = ("games", "genders", "rounds", "medals", "nations", "without", "subjects", "winners", "losers")
_NUMBERS = ("number", "time", "metres")
# Cues that a slot holds already, or that only said how the question leans on the one before.
_SPOKEN_FOR = ("gender:", "period:", "ellipsis:", "pronoun:", "games:", "year:", "round:", "event:")

BAR = "|"  # before the words, which stand last and may hold anything
_BETWEEN, _WITHIN, _GROUPS = ";", ",", "/"
_COMPARISON = re.compile(rf"(?P<what>[a-z]*)(?P<compare>{'|'.join(sorted(get_args(Compare), reverse=True))})(?P<n>\d+)")


class Unreadable(ValueError):  # noqa: N818 - it is about a line, and no fault of the program
    """A line that no reading of today's data fits: mistyped, cut, or about what is no longer held."""


@dataclass(frozen=True, slots=True)
class Codec:
    """Readings to lines and back, by one state of words and facts."""

    lexicon: Lexicon
    snapshot: Snapshot
    heard: Reading | None = None  # what some words were read as already, by the same words and facts

    def encode(self, reading: Reading) -> str:
        """The line of `reading`; what fits no slot is left out, so compare what `decode` gives before it is used."""
        plain = self._typed(reading.said)
        slots = [
            letter + written
            for letter, slot in _SLOTS.items()
            if getattr(plain, slot) != getattr(reading, slot)
            and (written := _written(slot, getattr(reading, slot), getattr(plain, slot))) is not None
        ]
        return f"{_BETWEEN.join(slots)}{BAR}{reading.said}"

    def decode(self, line: str) -> Reading:
        """The reading of a line; raises `Unreadable` where one of its ids is not held."""
        slots, bar, said = line.partition(BAR)
        if not bar:
            raise Unreadable("no words")
        reading = self._typed(said)
        changes: dict[str, object] = {}
        for slot in filter(None, slots.split(_BETWEEN)):
            name = _SLOTS.get(slot[0])
            if name is None:
                raise Unreadable(f"slot {slot[0]!r}")
            changes[name] = self._known(name, _read(name, slot[1:], reading))
        return replace(reading, **changes)  # type: ignore[arg-type]

    def _typed(self, said: str) -> Reading:
        if self.heard and said and said == self.heard.said:
            return self.heard
        return replace(read(said, self.lexicon, self.snapshot)[0], said=said) if said else Reading()

    def _known(self, slot: str, value: object) -> object:
        """The value, every id in which is held."""
        facts = self.snapshot
        held: dict[str, Iterable[str]] = {
            "event": facts.events,
            "games": facts.games,
            "genders": ("men", "women", "mixed"),
            "rounds": facts.rounds,
            "medals": ("gold", "silver", "bronze"),
            "scope": get_args(Scope),
            **dict.fromkeys(("nations", "without", "subjects", "winners", "losers"), facts.nations),
        }
        match value:
            case str() if slot in held and value and value not in held[slot]:
                raise Unreadable(f"{slot} {value!r}")
            case tuple() if slot in held and (unknown := [v for v in value if v not in held[slot]]):
                raise Unreadable(f"{slot} {unknown}")
            case tuple() if slot == "people" and any(name not in facts.skaters for group in value for name in group):
                raise Unreadable(f"people {value}")
            case _:
                return value


def _written(slot: str, value: object, plain: object) -> str | None:
    """The value as text, or None where there is nothing worth a letter."""
    match slot, value, plain:
        case "cues", frozenset(), frozenset():
            gone = [f"-{c}" for c in plain - value if not c.startswith(_SPOKEN_FOR)]
            new = [c for c in value - plain if not c.startswith(_SPOKEN_FOR)]
            return _WITHIN.join(sorted(new) + sorted(gone)) or None
        case "inherited", frozenset(), _:
            signs = {name: sign for sign, name in _ORIGINS.items()} | _LETTERS
            return "".join(sorted(signs[name] for name in value if name in signs))
        case "people", tuple(), _:
            return _GROUPS.join(_WITHIN.join(group) for group in value)
        case "bound", (str(compare), int(number)), _:
            return f"{compare}{number}"
        case "conditions", tuple(), _:
            return _WITHIN.join(f"{c.what}{c.compare}{c.number}" for c in value)
        case _, bool(), _:
            return str(int(value))
        case _, tuple(), _:
            return _WITHIN.join(map(str, value))
        case _, None, _:
            return ""
        case _:
            return str(value)


def _read(slot: str, text: str, plain: Reading) -> object:
    """The value that `text` stands for."""
    parts = tuple(text.split(_WITHIN)) if text else ()
    try:
        if slot in _TEXTS:
            return text
        if slot in _LISTS:
            return parts
        if slot in _NUMBERS:
            return int(text) if text else None
        match slot:
            case "ranks" | "place":
                return tuple(map(int, parts))
            case "years":
                if not text:
                    return None
                first, last = map(int, parts)
                return (first, last)
            case "people":
                return tuple(tuple(group.split(_WITHIN)) for group in text.split(_GROUPS)) if text else ()
            case "bound":
                return _comparison(text)[1:] if text else None
            case "conditions":
                return tuple(Condition(*_comparison(part)) for part in parts)
            case "cues":
                gone = {part[1:] for part in parts if part.startswith("-")}
                return frozenset((plain.cues - gone) | {part for part in parts if not part.startswith("-")})
            case "inherited":
                return frozenset(_ORIGINS.get(sign) or _SLOTS[sign] for sign in text)
            case _:
                return text == "1"
    except (ValueError, KeyError) as error:
        raise Unreadable(f"{slot} {text!r}") from error


def _comparison(text: str) -> tuple[str, Compare, int]:
    found = _COMPARISON.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return found["what"], cast(Compare, found["compare"]), int(found["n"])
