"""Who has said what where: one conversation a person and channel, forgotten after a while; it knows no Discord."""

from bot.chat.fading import Clock, Fading
from bot.desk import Conversation

REMEMBERED_FOR = 600.0  # seconds after the last question, within which "and the men's?" follows on it
CONVERSATIONS = 1000  # at once; each holds one reading and one reply, a few kilobytes


class Conversations:
    """By channel and person: two people in one channel hold two conversations, and so does one person in two."""

    def __init__(self, *, clock: Clock) -> None:
        """Forget by `clock`."""
        self._kept: Fading[tuple[int, int], Conversation] = Fading(
            Conversation, lifetime=REMEMBERED_FOR, limit=CONVERSATIONS, clock=clock
        )

    def __len__(self) -> int:
        """How many are remembered now."""
        return len(self._kept)

    def of(self, channel: int, person: int) -> Conversation:
        """The conversation of `person` in `channel`, a new one where there is none."""
        return self._kept.of((channel, person))

    def forget(self, channel: int, person: int) -> None:
        """Start anew, since what a bug left behind could spoil the next question as well."""
        self._kept.forget((channel, person))

    def forget_person(self, person: int) -> None:
        """Start anew with a person everywhere."""
        self._kept.forget_where(lambda key: key[1] == person)
