"""How an answer came about, in words: rule, words, what came from before, and what else was weighed."""

from collections.abc import Iterable

from bot.facts.snapshot import Snapshot
from bot.language.reading import Reading
from bot.wording.plain import listed

# Slots that may come from before, in the order in which they are said.
_SLOTS = ("genders", "nations", "people", "rounds", "ranks", "medals", "games", "when", "event", "time")
_SAID = ("genders", "nations", "people", "rounds", "games")  # those that stand in the reading under an answer


def inherited(reading: Reading, snapshot: Snapshot, slots: Iterable[str] = _SAID) -> str:
    """What a reading took from the turn before, by value: "women, Beijing 2022"."""
    return ", ".join(v for slot in slots if slot in reading.inherited for v in _values(reading, snapshot, slot))


def _values(reading: Reading, snapshot: Snapshot, slot: str) -> tuple[str, ...]:
    match slot:
        case "games":
            return tuple(snapshot.games[g].name for g in reading.games)
        case "nations":
            return tuple(snapshot.nations[n].name for n in reading.nations)
        case "people":
            return tuple(listed(group, "or") for group in reading.people)
        case "rounds":
            return tuple(snapshot.rounds[r].name for r in reading.rounds)
        case _:
            value = getattr(reading, slot)
            values = value if isinstance(value, tuple) else (value,)
            return tuple(str(v) for v in values if v not in ("", None))


def why(
    reading: Reading,
    snapshot: Snapshot,
    rule: str,
    scope: str,
    doubted: Iterable[tuple[str, float]],
    candidates: Iterable[tuple[str, float]],
) -> tuple[str, ...]:
    """One line each: rule, words used and left over, what was inherited, scope, doubts, and candidates with scores."""
    asked = f"{reading.asks or 'a topic'}{' of ' + reading.of if reading.of else ''}"
    weighed = (f"{name} {score:.2f}" for name, score in (*_guessed(reading), *candidates))
    before = [inherited(reading, snapshot, _SLOTS)] + ["the question itself"] * ("question" in reading.inherited)
    return (
        f"rule: {rule}, asked for {asked}",
        f"words used: {', '.join(_used(reading)) or 'none'}",
        f"words left over: {', '.join((*reading.left, *reading.beside)) or 'none'}",
        f"from before: {', '.join(filter(None, before)) or 'nothing'}",
        f"scope: {scope or 'none'}",
        f"candidates: {', '.join(weighed) or 'none'}",
        f"doubts: {', '.join(f'{doubt} ({kept:.2f})' for doubt, kept in doubted) or 'none'}",
    )


def _used(reading: Reading) -> list[str]:
    """Each run of words that meant something, and what: "won (verb:win)"."""
    spoken = ((t.text, sorted(c for c in t.cues if not c.startswith(_NOTHING))) for t in reading.terms)
    return [f"{text} ({' '.join(cues)})" for text, cues in spoken if cues]


_NOTHING = ("filler:", "ordinary:", "unknown:", "stop:", "sign:")


def _guessed(reading: Reading) -> list[tuple[str, float]]:
    said = [(f"“{g.written}” as {g.meant}", g.likeness) for g in reading.guesses]
    return said + [(name, 1 / len(group)) for group in reading.people if len(group) > 1 for name in group]
