"""Finds the lines of a plain text that show a table, however they are aligned; it knows no wording."""

import re
from collections.abc import Sequence

from bot.answers import Found, Table
from bot.desk import Reply

_GAP = r"[ \t|]+"
_EDGE = r"[ \t|]*"
_RULE = r"(?:[-=─━+| \t]+\n)?"  # a line between header and rows


def shown(reply: Reply) -> list[str]:
    """The blocks of lines in the text of `reply` that are its tables."""
    tables = [a.outcome.table for a in reply.answers if isinstance(a.outcome, Found) and a.outcome.table is not None]
    blocks = [pattern(table).search(reply.text) for table in tables]
    return [block[0] for block in blocks if block]


def pattern(table: Table) -> re.Pattern[str]:
    r"""What the lines of `table` look like.

    >>> table = Table(("", "Gold"), (("Canada", "2"), ("Japan", "1")), right=(1,))
    >>> pattern(table).search("So far:\n        Gold\nCanada     2\nJapan      1\nThat is all.")[0]
    '        Gold\nCanada     2\nJapan      1'
    """
    header, *rows = (_line(row) for row in (table.header, *table.rows))
    return re.compile(f"^{header}\n{_RULE}" + "\n".join(rows) + "$", re.MULTILINE)


def _line(cells: Sequence[str]) -> str:
    return _EDGE + _GAP.join(re.escape(cell) for cell in cells if cell) + _EDGE
