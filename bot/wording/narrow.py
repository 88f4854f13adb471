"""A table for a narrow screen: no line is longer than what a phone shows without breaking it; it knows no face."""

import textwrap
from dataclasses import replace

from bot.answers import Table
from bot.wording.plain import table_lines

WIDTH = 40  # characters of a code block that a phone shows in one line
_LEAST = 16  # characters below which a column of words is better put on a line of its own


def narrow_lines(table: Table, width: int = WIDTH) -> list[str]:
    r"""The table as aligned lines of at most `width`: headings cut short, then words wrapped, then columns put below.

    >>> print("\n".join(narrow_lines(Table(("Team", "Gold"), (("Russian Olympic Committee", "2"),), right=(1,)), 22)))
    Team             G
    Russian Olympic  2
    Committee
    >>> wide = Table(("Games", "Place", "Skated"), (("Sochi 2014", "1st", "heats and the final"),))
    >>> print("\n".join(narrow_lines(wide, 22)))
    Games       Place
      Skated
    Sochi 2014  1st
      heats and the final
    """
    for form in (table, short := _initials(table)):
        if _fits(lines := table_lines(form), width):
            return lines
    return _wrapped(short, width) or _folded(table, width)


def _fits(lines: list[str], width: int) -> bool:
    return max(map(len, lines)) <= width


def _initials(table: Table) -> Table:
    """The table with the headings of its numbers no wider than the numbers: G for Gold."""
    widths = [max((len(row[c]) for row in table.rows), default=0) for c in range(len(table.header))]
    header = tuple(
        name[:1] if c in table.right and len(name) > widths[c] else name for c, name in enumerate(table.header)
    )
    return replace(table, header=header)


def _wrapped(table: Table, width: int) -> list[str] | None:
    """The lines with the widest column of words wrapped into the room that is left, None where there is too little."""
    sizes = [max(len(row[c]) for row in (table.header, *table.rows)) for c in range(len(table.header))]
    words = [c for c in range(len(sizes)) if c not in table.right]
    if not words:
        return None
    widest = max(words, key=sizes.__getitem__)
    room = width - (sum(sizes) - sizes[widest]) - 2 * (len(sizes) - 1)
    if room < _LEAST:
        return None
    head, *body = (
        tuple(part if c == widest else "" if at else cell for c, cell in enumerate(row))
        for row in (table.header, *table.rows)
        for at, part in enumerate(_wrap(row[widest], room))
    )
    return table_lines(Table(head, tuple(body), table.right))


def _folded(table: Table, width: int) -> list[str]:
    """The lines with the columns that do not fit put below the others, indented, row by row."""
    sizes = [max(len(row[c]) for row in (table.header, *table.rows)) for c in range(len(table.header))]
    kept = max((n for n in range(1, len(sizes)) if sum(sizes[:n]) + 2 * (n - 1) <= width), default=1)
    head, *body = table_lines(
        Table(table.header[:kept], tuple(row[:kept] for row in table.rows), tuple(c for c in table.right if c < kept))
    )
    lines = []
    for line, row in zip((head, *body), (table.header, *table.rows), strict=True):
        lines += _wrap(line, width) if len(line) > width else [line]
        below = ", ".join(cell for cell in row[kept:] if cell)
        lines += [f"  {part}" for part in _wrap(below, width - 2)] if below else []
    return lines


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width) or [""]
