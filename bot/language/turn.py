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
