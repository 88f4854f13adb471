"""Dresses a reply as plain words for one message, within its limit; it decides no words, and sends nothing."""

from bot.answers import Table
from bot.chat import plain
from bot.desk import Reply
from bot.wording.blocks import Block, Next, blocks, lines
from bot.wording.narrow import narrow_lines
from bot.wording.pages import page as page_of


def content(reply: Reply, *, page: int | None = None, questions: bool = True) -> str:
    """The content of one message; of a long list only `page`, if given; `questions` to ask next or not."""
    if not reply.text.strip():
        raise ValueError("the reply has no text, and Discord takes no empty message")
    links = [source.url for source in reply.sources if source.url]
    if not reply.answers:
        return plain.cut(plain.dress(reply.text, links=links))
    told = [blocks(answer) if page is None else page_of(blocks(answer), page) for answer in reply.answers]
    shown = [[block for block in each if questions or not isinstance(block, Next)] for each in told]
    return plain.cut("\n\n".join("\n".join(_dressed(block, links) for block in each) for each in shown))


def _dressed(block: Block, links: list[str]) -> str:
    if isinstance(block, Table):
        return plain.fenced("\n".join(narrow_lines(block)))
    return plain.dress("\n".join(lines(block)), links=links)
