"""How sure an answer is, from its question's links and leftovers, and from whether it holds what was asked."""

import math
import re
from collections.abc import Iterator

from bot.answers import Choices, NotUnderstood, Outcome
from bot.facts.models import Nation
from bot.facts.snapshot import Snapshot
from bot.language.reading import Reading
from bot.language.text import fold

# What is left to doubt where nothing gives cause to.
BASE = 0.985
# How much each doubt takes away. Measured on the corpus (`make eval` prints the table that comes of it), 1,670 answers
# of which 2.5 % were wrong; of those with the doubt so many were. One doubt alone leaves over 0.9, two mostly do not.
SOFT = 0.96  # each word of the question that only fills: 5 % of 190, 11 % of 35 with two
DENIED = 0.92  # "not" and its like: 13 % of 38
SEVERAL = 0.93  # two operations at once, "the first … most": 9 % of 69
LONG = 0.92  # more than twelve terms in what asks: 10 % of 40
POINTS = 0.97  # they, it, there: 5 % of 255
UNSAID = 0.85  # a place, time, gender or person of the question that the answer does not speak of: 12 % of 26
UNECHOED = 0.98  # a team or medal that it does not: 4 % of 115
UNLIKE = 0.85  # an answer without the kind of value that was asked for
LEFT = 0.93  # each word left over where words were looked up in what is told
LONG_QUESTION = 12

_SMALL = (
    "no none one two three four five six seven eight nine ten eleven twelve once twice both neither never all every"
)
_NUMBER = re.compile(rf"\d|\b(?:{_SMALL.replace(' ', '|')})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b")
# What the answer to each must hold.
_HOLDS = {
    "yes-no": re.compile(r"^(?:yes|no|both|neither|nobody|none|only)\b"),
    "count": _NUMBER,
    "age": _NUMBER,
    "laps": _NUMBER,
    "distance": _NUMBER,
    "time": re.compile(r"\d:\d\d\.\d\d"),
    "margin": re.compile(r"\d\.\d\d s\b|second|hundredth"),
    "when": _YEAR,
    "games": _YEAR,
    "date": _MONTH,
    "birthday": _MONTH,
}


def confidence(reading: Reading, snapshot: Snapshot, outcome: Outcome, read_as: str) -> float:
    """From 0 to 1; the product of what each doubt leaves."""
    match outcome:
        case Choices(choices=choices):
            return round(1 / max(len(choices), 2), 2)
        case NotUnderstood():
            known = 1 - len(reading.left) / max(len(reading.words), 1)
            return round(0.4 * max(known, 0.25), 2)
        case _:
            return round(BASE * math.prod(kept for _, kept in doubts(reading, snapshot, outcome, read_as)), 2)


def doubts(reading: Reading, snapshot: Snapshot, outcome: Outcome, read_as: str) -> Iterator[tuple[str, float]]:
    """What gives cause to doubt an answer, in words, and the share of certainty that it leaves."""
    for guess in reading.guesses:
        yield f"“{guess.written}” taken for {guess.meant}", 1 - (1 - guess.likeness) / 2
    for word in reading.left:
        yield f"“{word}” left over", LEFT
    for word in reading.soft:
        yield f"“{word}” taken to change nothing", SOFT
    if "negation:not" in reading.cues:
        yield "something is denied", DENIED
    if sum(cue.startswith("op:") for cue in reading.cues) > 1:
        yield "several operations at once", SEVERAL
    if len(reading.terms) > LONG_QUESTION:
        yield "a long question", LONG
    if reading.pronouns:
        yield "it points at something", POINTS
    yield from _unsaid(reading, snapshot, fold(outcome.answer), fold(read_as))


def _unsaid(reading: Reading, snapshot: Snapshot, answer: str, read_as: str) -> Iterator[tuple[str, float]]:
    """What was asked and does not come back in the answer or, for its scope, in how it was read."""
    whole = f"{answer} {read_as}"
    if (holds := _HOLDS.get(reading.asks)) and not holds.search(answer):
        yield f"no {reading.asks} in the answer", UNLIKE
    for games in reading.games:
        if str(snapshot.games[games].year) not in whole:
            yield f"{snapshot.games[games].name} not in the answer", UNSAID
    if len(reading.genders) == 1 and not re.search(rf"\b{reading.genders[0]}", whole):
        yield f"{reading.genders[0]} not in the answer", UNSAID
    for group in reading.people:
        if not any(fold(part) in answer for name in group for part in name.split()):
            yield f"{group[0]} not in the answer", UNSAID
    for nation in reading.nations:
        if not _named(snapshot.nations[nation], answer):
            yield f"{snapshot.nations[nation].name} not in the answer", UNECHOED
    for medal in reading.medals:
        if medal not in answer:
            yield f"{medal} not in the answer", UNECHOED


def _named(nation: Nation, answer: str) -> bool:
    return any(fold(name) in answer for name in (nation.name, nation.adjective, nation.id) if name)
