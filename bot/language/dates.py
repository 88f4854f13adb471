"""Finds the days, months and years that a question names, from its terms in order; it knows no calendar of events."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.language.reading import Term


class Said(NamedTuple):
    """A date as far as it was said, and where in the question: the first and the last of its terms."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int

    def fits(self, when: date) -> bool:
        """Whether a day is within what was said.

        >>> Said(2017, 12, None, 0, 0).fits(date(2017, 12, 8)), Said(2017, None, None, 0, 0).fits(date(2018, 2, 21))
        (True, False)
        """
        return self.year in (None, when.year) and self.month in (None, when.month) and self.day in (None, when.day)

    @property
    def first(self) -> date:
        """The first day within it; the year must have been said."""
        return date(self.year or 1, self.month or 1, min(self.day or 1, 28 if self.month == 2 else 30))

    @property
    def last(self) -> date:
        """The last day within it."""
        if self.day:
            return self.first
        month = self.month or 12
        ahead = date((self.year or 1) + month // 12, month % 12 + 1, 1)
        return date.fromordinal(ahead.toordinal() - 1)


def said(terms: Sequence[Term]) -> tuple[Said, ...]:
    """Every date that is named: "December 2017", "8 December 2017", "2017-12-08", "in 2017".

    >>> def term(text, cue): return Term(text, frozenset((cue,)))
    >>> found = said([term("8th", "rank:8"), term("december", "month:12"), term("2017", "year:2017")])
    >>> [(d.year, d.month, d.day) for d in found]
    [(2017, 12, 8)]
    """
    found: list[Said] = []
    used: set[int] = set()
    for at, term in enumerate(terms):
        month = value(term, "month")
        if month is None or at in used:
            continue
        start = end = at
        day = None
        for back in (at - 1, at - 2):
            if (
                back >= 0
                and (number := day_of(terms[back]))
                and (back == at - 1 or terms[at - 1].text in ("of", "the"))
            ):
                day, start = number, back
                break
        ahead = at + 1
        if day is None and ahead < len(terms) and (number := day_of(terms[ahead])):
            day, end, ahead = number, ahead, ahead + 1
        if ahead < len(terms) and terms[ahead].text in ("of", "in"):
            ahead += 1
        year = value(terms[ahead], "year") if ahead < len(terms) else None
        if year is not None:
            end = ahead
        elif start and (year := value(terms[start - 1], "year")) is not None:
            start -= 1
        used |= set(range(start, end + 1))
        found.append(Said(year, month, day, start, end))
    for at, term in enumerate(terms):
        year = value(term, "year")
        if year is None or at in used:
            continue
        numbers = [value(t, "number") for t in terms[at + 1 : at + 3]]
        if len(numbers) == 2 and 1 <= (numbers[0] or 0) <= 12 and 1 <= (numbers[1] or 0) <= 31:
            found.append(Said(year, numbers[0], numbers[1], at, at + 2))
        else:
            found.append(Said(year, None, None, at, at))
    return tuple(sorted(found, key=lambda d: d.start))


def value(term: Term, kind: str) -> int | None:
    """The number a term holds as that kind of thing."""
    for cue in term.cues:
        name, _, told = cue.partition(":")
        if name == kind and told.isdigit():
            return int(told)
    return None


def day_of(term: Term) -> int | None:
    """The day of a month that a number or an ordinal may be."""
    number = value(term, "number") or value(term, "rank")
    return number if number and number <= 31 else None
