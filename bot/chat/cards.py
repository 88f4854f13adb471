"""Dresses a reply as a card of Discord's layout components within its limits; it decides no words, it sends nothing."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.answers import Table
from bot.chat import plain
from bot.chat.buttons import Row
from bot.desk import Reply
from bot.facts.models import Source
from bot.wording.blocks import SOURCES_NAMED, Block, Next, Origin, ReadAs, blocks, lines
from bot.wording.narrow import narrow_lines
from bot.wording.pages import page as page_of

COMPONENTS, CHARACTERS = 40, 4000  # in one message, set by Discord; the library checks only the former
_TEXTS = 20  # texts on a card: with the container and five rows of buttons that stays below the limit
_GOLD = 0xC9A227


def card(reply: Reply, rows: Sequence[Row], page: int | None = None) -> ui.LayoutView:
    """The card of `reply` with its rows of buttons; of a long list only one page, where a page is given."""
    view = ui.LayoutView(timeout=None)
    texts = fitted(_texts(reply, page))
    view.add_item(ui.Container[Any](*(ui.TextDisplay(text) for text in texts), accent_colour=_GOLD))
    for row in rows:
        view.add_item(ui.ActionRow(*row))
    return view


def fitted(texts: Sequence[str]) -> list[str]:
    """The texts, or as many of them and of their lines as a card holds.

    >>> [len(text) for text in fitted(["a" * 10, "b " * 3000])]
    [10, 3989]
    >>> len(fitted(["a"] * 50)), fitted(["a"] * 50)[-1]
    (20, '31 more answers do not fit here: ask for them one by one.')
    """
    if len(texts) > _TEXTS:
        kept = _TEXTS - 1
        texts = [*texts[:kept], f"{len(texts) - kept} more answers do not fit here: ask for them one by one."]
    shown, room = [], CHARACTERS
    for text in texts:
        if room < plain.LEAST:
            break
        shown.append(plain.cut(text, room))
        room -= plain.size(shown[-1])
    return shown


def _texts(reply: Reply, page: int | None) -> list[str]:
    links = [source.url for source in reply.sources if source.url]
    if not reply.answers:
        return [plain.dress(reply.text, links=links)]
    told = [blocks(answer) if page is None else page_of(blocks(answer), page) for answer in reply.answers]
    if len(told) > 1:
        return ["\n".join(_text(block, links) for block in each if not isinstance(block, Next)) for each in told]
    small = [block for block in told[0] if isinstance(block, ReadAs | Origin)]
    large = [block for block in told[0] if not isinstance(block, ReadAs | Origin | Next)]
    parts = ["\n".join(_text(block, links) for block in part) for part in (large, small)]
    return [part for part in parts if part]


def _text(block: Block, links: Sequence[str]) -> str:
    match block:
        case Table():
            return plain.fenced("\n".join(narrow_lines(block)))
        case Origin(sources):
            named = dict.fromkeys(_linked(source) for source in sources[:SOURCES_NAMED])
            return f"-# Source: {'; '.join(named)}"
        case ReadAs():
            return f"-# {plain.neutralise(lines(block)[0])}"
        case _:
            return plain.dress("\n".join(lines(block)), links=links)


def _linked(source: Source) -> str:
    name = plain.neutralise(source.publisher)
    # A bracket would end the link, and blanks are not part of an address.
    address = (source.url or "").replace("(", "%28").replace(")", "%29")
    return f"[{name}]({address})" if plain.is_address(address) else name
