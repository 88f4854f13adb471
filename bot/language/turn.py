"""What a question asked and what its answer was about, as the next turn may refer to it; it decides nothing."""

from dataclasses import dataclass

from bot.facts.models import Source
from bot.language.reading import Focus, Reading


@dataclass(frozen=True, slots=True)
class Turn:
    """What a question asked and what its answer was about; `offered` are choices that wait for a pick."""

    reading: Reading
    focus: Focus
    intent: str = ""
    answer: str = ""
    read_as: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    offered: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # what was offered and not picked
    opening: Reading | None = None  # the last question that leaned on no other, where that is not this one

    @property
    def opened_by(self) -> Reading:
        """The question that the talk about this began with."""
        return self.opening or self.reading
