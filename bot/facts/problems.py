"""What is wrong with the data, said to the person who keeps it; it knows no file format and no check."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right: where it stands, what is wrong, what to write instead; line 0 is the whole file."""

    file: str
    line: int
    wrong: str
    remedy: str

    def __str__(self) -> str:
        """`games/2022-beijing.yaml:41: the gap 11.30 is not the difference of …; write 11.03`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.wrong}; {self.remedy}"


class Invalid(Exception):  # noqa: N818 - it is what the data is
    """The data is not sound, so none of it is used; `problems` are all that were found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep every problem; the message is one line each."""
        self.problems = tuple(problems)
        super().__init__(*self.problems)

    def __str__(self) -> str:
        """One line a problem."""
        return "\n".join(map(str, self.problems))


def nearest(word: str, known: Iterable[str], floor: float = 0.6) -> str | None:
    """The known word that looks most like `word`, if any does.

    >>> nearest("tmie", ["time", "gap"]), nearest("xyz", ["time", "gap"])
    ('time', None)
    """
    from difflib import SequenceMatcher  # only a mistake needs it, and starting up must be quick

    matcher = SequenceMatcher(b=word.casefold())
    best, best_score = None, floor
    for candidate in sorted(known):
        matcher.set_seq1(candidate.casefold())
        if matcher.quick_ratio() > best_score and (score := matcher.ratio()) > best_score:
            best, best_score = candidate, score
    return best


def listed(words: Iterable[str]) -> str:
    """Words in backticks as a list in a sentence.

    >>> listed(["men", "women", "mixed"])
    '`men`, `women` or `mixed`'
    """
    *most, last = [f"`{word}`" for word in words]
    return f"{', '.join(most)} or {last}" if most else last
