"""Blocks in pages: a long list or table is shown some rows at a time; it knows no face."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import Table
from bot.wording.blocks import Block, Listing, Sentence

ROWS = 15  # what a phone shows at once, with the sentence above it


def pages(blocks: Sequence[Block]) -> int:
    """How many pages there are, one at least."""
    return max([-(-_size(block) // ROWS) for block in blocks], default=1) or 1


def page(blocks: Sequence[Block], number: int) -> tuple[Block, ...]:
    """The blocks with the rows of page `number`, from 0, and below them which these are."""
    shown: list[Block] = []
    start = number * ROWS
    for block in blocks:
        size = _size(block)
        if size <= ROWS:
            shown.append(block)
            continue
        match block:
            case Table():
                shown.append(replace(block, rows=block.rows[start : start + ROWS]))
            case Listing():
                shown.append(replace(block, items=block.items[start : start + ROWS], first=start + 1))
            case _:
                pass
        shown.append(Sentence(_rest(start, size)))
    return tuple(shown)


def _size(block: Block) -> int:
    match block:
        case Table(rows=rows) | Listing(items=rows):
            return len(rows)
        case _:
            return 0


def _rest(start: int, size: int) -> str:
    """Which rows are shown.

    >>> _rest(0, 40), _rest(30, 40)
    ('… and 25 more.', '31 to 40 of 40.')
    """
    if start == 0:
        return f"… and {size - ROWS} more."
    return f"{min(start + 1, size)} to {min(start + ROWS, size)} of {size}."
