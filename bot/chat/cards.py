"""Dresses a reply as a card of Discord's layout components; it decides no words, and it sends nothing."""

from discord import ui

from bot.answers import Table
from bot.chat import plain
from bot.desk import Reply
from bot.wording.blocks import Block, Next, Origin, ReadAs, blocks, lines


def card(reply: Reply) -> ui.LayoutView:
    """The card of `reply`."""
    texts = [_text(block) for answer in reply.answers for block in blocks(answer) if not isinstance(block, Next)]
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*(ui.TextDisplay(text) for text in texts or [plain.neutralise(reply.text)])))
    return view


def _text(block: Block) -> str:
    words = "\n".join(lines(block))
    match block:
        case Table():
            return plain.fenced(words)
        case ReadAs() | Origin():
            return f"-# {plain.neutralise(words)}"
        case _:
            return plain.neutralise(words)
