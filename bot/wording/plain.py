"""Small pure functions that put values into words; they know no question and no file."""

from collections.abc import Sequence
from datetime import date

from bot.answers import Table
from bot.facts.models import Nation, written

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


clock = written  # a race time stands in an answer as it does in the data


def seconds(hundredths: int) -> str:
    """A margin.

    >>> seconds(1103), seconds(2)
    ('11.03 s', '0.02 s')
    """
    return f"{hundredths // 100}.{hundredths % 100:02} s"


def listed(words: Sequence[str], last: str = "and") -> str:
    """A list as one says it.

    >>> listed(["Canada"]), listed(["Canada", "Japan"]), listed(["A", "B", "C"])
    ('Canada', 'Canada and Japan', 'A, B and C')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def ordinal(number: int) -> str:
    """A place.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def number(amount: int) -> str:
    """A small amount in letters.

    >>> number(0), number(3), number(14)
    ('no', 'three', '14')
    """
    return NUMBERS[amount] if amount < len(NUMBERS) else str(amount)


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> plural(1, "gold"), plural(3, "gold"), plural(2, "silver medal"), plural(0, "country", "countries")
    ('1 gold', '3 golds', '2 silver medals', '0 countries')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def times_word(count: int) -> str:
    """How often.

    >>> times_word(2), times_word(3)
    ('twice', 'three times')
    """
    return "once" if count == 1 else "twice" if count == 2 else f"{number(count)} times"


def day(when: date) -> str:
    """A date.

    >>> day(date(2022, 2, 15))
    '15 February 2022'
    """
    return f"{when.day} {when:%B} {when.year}"


def length(first: date, last: date) -> str:
    """How long it is from one day to another.

    >>> length(date(2009, 12, 6), date(2017, 11, 10)), length(date(2022, 2, 12), date(2022, 2, 15))
    ('7 years and 339 days', '3 days')
    """
    years = last.year - first.year - ((last.month, last.day) < (first.month, first.day))
    month, of_month = (3, 1) if (first.month, first.day) == (2, 29) else (first.month, first.day)
    rest = (last - date(first.year + years, month, of_month)).days
    if not years:
        return plural(rest, "day") if rest else "less than a day"
    return f"{plural(years, 'year')} and {plural(rest, 'day')}" if rest else plural(years, "year")


def team(nation: Nation) -> str:
    """A team within a sentence: the Netherlands, Canada, ROC."""
    return nation.in_sentence or nation.name


def opened(sentence: str) -> str:
    """A sentence with a capital at its start, whatever it starts with.

    >>> opened("the Netherlands won.")
    'The Netherlands won.'
    """
    return sentence[:1].upper() + sentence[1:]


def possessive(name: str) -> str:
    """The owner's form.

    >>> possessive("Canada"), possessive("the Netherlands")
    ("Canada's", "the Netherlands'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def table_lines(table: Table) -> list[str]:
    """A table as aligned lines, the header first.

    >>> table_lines(Table(("Team", "Time"), (("Canada", "2:53.44"), ("Japan", "3:04.47")), right=(1,)))
    ['Team       Time', 'Canada  2:53.44', 'Japan   3:04.47']
    """
    rows = [table.header, *table.rows]
    widths = [max(len(row[c]) for row in rows) for c in range(len(table.header))]
    return [
        "  ".join(
            cell.rjust(w) if c in table.right else cell.ljust(w)
            for c, (cell, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
