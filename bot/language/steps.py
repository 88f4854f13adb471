"""One step on from an answer, as a press makes it: the other gender, other Games, a choice; it answers nothing."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from bot.facts.snapshot import Snapshot
from bot.language.choice import picked
from bot.language.conversation import follow
from bot.language.reading import Reading
from bot.language.turn import Turn

Way = Literal["gender", "games", "choice", "races", "sources"]


@dataclass(frozen=True, slots=True)
class Step:
    """Which way, and to what: Step("gender", "men"), Step("games", "sochi-2014"), Step("choice", "Nana Takagi")."""

    way: Way
    to: str = ""

    @property
    def code(self) -> str:
        """The step as text.

        >>> Step("games", "sochi-2014").code
        'games sochi-2014'
        """
        return f"{self.way} {self.to}".rstrip()

    @classmethod
    def of(cls, code: str) -> "Step | None":
        """The step of a code, None where it is none.

        >>> Step.of("games sochi-2014"), Step.of("up")
        (Step(way='games', to='sochi-2014'), None)
        """
        way, _, to = code.partition(" ")
        return next((cls(known, to) for known in get_args(Way) if known == way), None)


def ways(turn: Turn, snapshot: Snapshot) -> list[Step]:
    """Every step that could be taken from a turn, the most likely first; some of them may lead nowhere."""
    reading, focus = turn.reading, turn.focus
    if turn.offered:
        return [Step("choice", name) for name in turn.offered]
    event = reading.event or snapshot.main_event
    held = snapshot.held.get(event, ())
    told = reading.games or focus.games
    genders = reading.genders or focus.genders
    found = [Step("gender", other) for other in ("men", "women") if len(genders) == 1 and other not in genders]
    if len(focus.games) == 1 and reading.scope == "event":
        found.append(Step("races"))
    if turn.sources:
        found.append(Step("sources"))
    if reading.scope != "event":
        held = tuple(games for scope, games in snapshot.tables if scope == reading.scope and games in snapshot.games)
    return found + [Step("games", games) for games in reversed(held) if (games,) != told]


def taken(step: Step, turn: Turn, snapshot: Snapshot) -> Reading | None:
    """The reading that a step makes of a turn, the same that its words would; None where it cannot be taken."""
    match step:
        case Step("gender", ("men" | "women") as gender):
            said = Reading(genders=(gender,), cues=frozenset((f"gender:{gender}",)))
            return follow(_worded(said, gender), turn, snapshot)
        case Step("games", games) if games in snapshot.games:
            return follow(_worded(Reading(games=(games,)), str(snapshot.games[games].year)), turn, snapshot)
        case Step("choice", name) if name in turn.offered:
            return picked(name, turn)
        case Step("races") if turn.focus.games:
            rounds = tuple(snapshot.rounds)
            return Reading(
                asks="time",
                cues=frozenset(("noun:time",)),
                event=turn.reading.event,
                games=turn.focus.games,
                genders=turn.reading.genders or turn.focus.genders,
                rounds=rounds,
            )
        case Step("sources"):
            return Reading(asks="source", cues=frozenset(("noun:source",)), phrases=("source",))
        case _:
            return None


def _worded(said: Reading, word: str) -> Reading:
    """What is said, with the word it is said by: what happened is found by words."""
    return replace(said, words=frozenset((word,)), phrases=(word,), elliptical=True)
