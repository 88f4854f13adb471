"""What a question asks, as a small query: target, operation, constraints; it holds no facts and no answer."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Scope = Literal["event", "speed skating", "games"]
Compare = Literal["<", "<=", ">", ">=", "="]


class Condition(NamedTuple):
    """A bound on a count: at least two golds is Condition("gold", ">=", 2)."""

    what: str  # gold, silver, bronze, medal
    compare: Compare
    number: int

    def holds(self, value: int) -> bool:
        """Whether `value` is within the bound.

        >>> Condition("gold", ">=", 2).holds(2), Condition("silver", "=", 0).holds(1)
        (True, False)
        """
        return within(value, self.compare, self.number)


def within(value: int, compare: Compare, bound: int) -> bool:
    """Whether a number stands in that relation to the bound."""
    match compare:
        case "<":
            return value < bound
        case "<=":
            return value <= bound
        case ">":
            return value > bound
        case ">=":
            return value >= bound
        case "=":
            return value == bound


# The cues of words such as "at least", and the relation each is.
THAN: dict[str, Compare] = {
    "than:at-least": ">=",
    "than:at-most": "<=",
    "than:more-than": ">",
    "than:less-than": "<",
    "than:exactly": "=",
}


class Term(NamedTuple):
    """One run of words as it was said, with all it can mean: "kind:value" as in `cues`, and names and numbers."""

    text: str
    cues: frozenset[str]

    @property
    def number(self) -> int | None:
        """The number it says, where it says one.

        >>> Term("three", frozenset(("number:3",))).number, Term("won", frozenset(("verb:win",))).number
        (3, None)
        """
        return next((int(c.removeprefix("number:")) for c in self.cues if c.startswith("number:")), None)


class Guess(NamedTuple):
    """A misspelt run of words, what it was taken for, and how alike the two are, from 0 to 1."""

    written: str
    meant: str
    likeness: float


# Slots that a new constraint of the same kind replaces. Each is said, inherited (named in `inherited`) or left to a
# default (empty).
SLOTS = tuple("games when years genders rounds ranks medals nations people event bound conditions number".split())
# Marks in `inherited`: the team, or the Games, came from the last answer and not from what was said.
ANSWERED, ANSWERED_GAMES = "answer", "answered games"
EXTREMES = frozenset(
    f"op:{op}" for op in "fastest slowest closest biggest most fewest youngest oldest first last".split()
)
MEDAL_RANK = {"gold": 1, "silver": 2, "bronze": 3}


@dataclass(frozen=True, slots=True)
class Reading:
    """One question, read. Empty constraints mean that nothing was said; `said` and `inherited` name the slots."""

    asks: str = ""  # who, skaters, nation, time, margin, when, place, count, yes-no, …: see compose.ASKS
    of: str = ""  # what is counted or measured: medal, gold, race, nation …
    cues: frozenset[str] = frozenset()  # "verb:win", "op:fastest": everything the words said
    event: str = ""
    games: tuple[str, ...] = ()
    when: str = ""  # latest, previous, first …: games named by their place in time
    genders: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    ranks: tuple[int, ...] = ()  # 99 is the last
    medals: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # nations left out
    people: tuple[tuple[str, ...], ...] = ()  # each mention: the skaters it may mean
    subjects: tuple[str, ...] = ()  # nations that stand before the first verb, not after "for" or "of"
    winners: tuple[str, ...] = ()  # nations said to have beaten …
    losers: tuple[str, ...] = ()  # … these
    scope: Scope = "event"
    years: tuple[int, int] | None = None  # first and last year, both included
    lone_years: tuple[int, ...] = ()  # years that no Winter Games was held in
    bound: tuple[Compare, int] | None = None  # on a time or margin, hundredths
    conditions: tuple[Condition, ...] = ()
    number: int | None = None  # top 3, 2 of them
    time: int | None = None  # a time that is claimed or asked about, hundredths
    metres: int | None = None  # a distance that is named: "the 1500 m"
    elsewhere: tuple[int, ...] = ()  # what it names that is not held
    strangers: tuple[str, ...] = ()  # names of nobody held
    left: tuple[str, ...] = ()  # words that were not understood
    beside: tuple[str, ...] = ()  # such words in what stands around the question
    soft: tuple[str, ...] = ()  # words that were taken to change nothing, and join nothing either
    guesses: tuple[Guess, ...] = ()  # what was misspelt
    words: frozenset[str] = frozenset()  # every word said, folded: moments and rules are found by them
    phrases: tuple[str, ...] = ()  # the folded words in order
    terms: tuple[Term, ...] = ()  # the question in order, for what depends on it: "more silvers than golds"
    yes_no: bool = False
    conflict: str = ""  # "Beijing 2018": what does not go together
    inherited: frozenset[str] = field(default_factory=frozenset)
    pair: tuple[str, ...] = ()  # two Games, of which "the latter" named one
    place: tuple[int, ...] = ()  # by which place the team that came from the last answer was found
    instead_of: "Reading | None" = None  # the same question about those whom this one is about instead
    pronouns: frozenset[str] = frozenset()
    elliptical: bool = False
    rule: str = ""
    said: str = ""  # the message, where it asks this and nothing else

    def cue(self, *names: str) -> bool:
        """Whether any of these cues was said; "verb:" matches any verb."""
        return not self.cues.isdisjoint(names)

    def says(self, *slots: str) -> bool:
        """Whether any of these slots, or any at all, holds something."""
        return any(getattr(self, slot) for slot in slots or SLOTS)

    @property
    def empty(self) -> bool:
        """Whether nothing at all was understood."""
        return not (
            self.asks
            or self.games
            or self.when
            or self.genders
            or self.rounds
            or self.ranks
            or self.medals
            or self.nations
            or self.people
        )


@dataclass(frozen=True, slots=True)
class Focus:
    """What an answer was about, for the next turn to refer to."""

    games: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    met: tuple[str, ...] = ()  # the other team of the race
