"""How many messages one person may send at once; it knows people by number only, and no Discord."""

from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.chat.fading import Clock, Fading

# An answer takes under a millisecond: the limit keeps a channel readable, and the bot below Discord's own limit of
# about five messages in five seconds and channel. Somebody who reads the answers asks at most every two seconds.
ALLOWED = 5
WINDOW = 10.0  # seconds
PEOPLE = 1000  # remembered at once; who is forgotten may speak


class Verdict(Enum):
    """What to do with a message."""

    ANSWER = auto()
    SAY_WAIT = auto()  # the first one too many
    IGNORE = auto()  # the rest: a notice for each would be the flood that the limit is there to prevent


@dataclass(slots=True)
class _Pace:
    answered: deque[float] = field(default_factory=deque)  # when, within the window, oldest first
    told: bool = False


class Cooldown:
    """Judges messages as they come.

    >>> cooldown = Cooldown(clock=lambda: 0.0)
    >>> [cooldown.judge(7).name for _ in range(8)]
    ['ANSWER', 'ANSWER', 'ANSWER', 'ANSWER', 'ANSWER', 'SAY_WAIT', 'IGNORE', 'IGNORE']
    """

    def __init__(self, *, clock: Clock) -> None:
        """Judge by `clock`."""
        self._clock = clock
        self._paces: Fading[int, _Pace] = Fading(_Pace, lifetime=WINDOW, limit=PEOPLE, clock=clock)

    def judge(self, person: int) -> Verdict:
        """What to do with a message of `person` that comes now."""
        now, pace = self._clock(), self._paces.of(person)
        while pace.answered and now - pace.answered[0] >= WINDOW:
            pace.answered.popleft()
        if len(pace.answered) < ALLOWED:
            pace.answered.append(now)
            pace.told = False
            return Verdict.ANSWER
        if pace.told:
            return Verdict.IGNORE
        pace.told = True
        return Verdict.SAY_WAIT
