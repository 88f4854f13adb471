"""What a question says of kinds of medals, and the part each plays; it reads no question by itself."""

from dataclasses import dataclass, field

from bot.facts.models import MEDALS
from bot.intents.tables.table_rows import Bound
from bot.language.reading import Compare, Term


@dataclass(slots=True)
class Spoken:
    """Kinds of medals and the part each plays in the question."""

    tests: list[Bound] = field(default_factory=list)
    bare: set[int] = field(default_factory=set)  # which of them came as a number alone: "two golds"
    only: str = ""  # nothing but this kind
    plain: list[str] = field(default_factory=list)  # named without more
    most: str = ""  # what is most: a kind, or "nation"
    fewest: bool = False
    more: str = ""  # what one has more of than the other: a kind, or "nation"
    less: bool = False
    level: str = ""  # what two have as many of
    denies: bool = False  # something that is no kind of medal: "not skates"
    top: int | None = None  # top three
    nations: tuple[Compare, int] | None = None  # a bound on the number of nations: "more than ten nations"
    superlative: bool = False  # "most" without a kind
    comparing: bool = False  # "more" without a kind
    levelling: bool = False  # "as many" without a kind


def kind_of(term: Term) -> str:
    """The kind of medal that a term names, "medal" for any, "" for none."""
    for medal in MEDALS:
        if f"medal:{medal}" in term.cues:
            return medal
    if "noun:title" in term.cues:
        return "gold"
    if "noun:champion" in term.cues:
        return "gold"
    if "noun:medal" in term.cues or (
        "noun:podium" in term.cues and term.text.startswith(("podium", "rostrum", "on the podium"))
    ):
        return "medal"
    return ""
