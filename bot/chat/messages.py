"""The gate for messages: which of them are meant for us, what they ask, and what goes back; it knows no answer."""

import re
from typing import Protocol

import discord

from bot.answers import Table
from bot.chat import plain
from bot.chat.conversations import Conversations
from bot.chat.cooldown import Verdict
from bot.chat.replies import WAIT, Replies
from bot.desk import Conversation, Reply
from bot.wording.blocks import Block, blocks, lines

HELP = 'Ask me in your own words, for example: "who won?" In a server, mention me or reply to me with the ping on.'

_MENTION = re.compile(r"<(@&|@|#)!?(\d+)>")
_CUSTOM_EMOJI = re.compile(r"<a?:\w+:\d+>")


class Asked(Protocol):
    """The part of the desk that this face needs."""

    def ask(self, text: str, conversation: Conversation, /) -> Reply:
        """Answer `text`."""


class Messages:
    """Takes every message there is, and answers those that are meant for us."""

    def __init__(self, desk: Asked, replies: Replies, conversations: Conversations) -> None:
        """Answer from `desk`."""
        self._desk = desk
        self._replies = replies
        self._conversations = conversations

    async def receive(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer `message` if it is meant for us."""
        if not is_for_us(message, me):
            return
        match self._replies.judge(message.author.id):
            case Verdict.ANSWER:
                await self._replies.send(message, self._answer(message, me))
            case Verdict.SAY_WAIT:
                await self._replies.send(message, WAIT)
            case Verdict.IGNORE:
                pass

    def _answer(self, message: discord.Message, me: discord.ClientUser) -> str:
        text = question(message, me)
        if not text:
            return HELP
        channel, person = message.channel.id, message.author.id
        try:
            return as_content(self._desk.ask(text, self._conversations.of(channel, person)))
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a line and the log the rest
            self._conversations.forget(channel, person)
            return self._replies.noted(error, channel, text)


def is_for_us(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether a person speaks to us: in a DM, or with a mention of us, which a reply with the ping on holds, too.

    @everyone and roles are not in `mentions`, so they do not count.
    """
    if message.author.bot or message.webhook_id is not None:
        return False
    if message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return False  # "pinned a message", "started a thread" and the like
    # Not "without a server": a message of a server that Discord has not told us of yet has none either.
    return isinstance(message.channel, discord.DMChannel) or me in message.mentions


def question(message: discord.Message, me: discord.ClientUser) -> str:
    """What `message` asks: its text without our mention and those beside it, and with names for the rest."""
    anybody, gap = r"<@!?\d+>", r"[\s,]*"
    address = rf"(?:{anybody}{gap})*<@!?{me.id}>(?:{gap}{anybody})*[,:]?"
    text = re.sub(address, " ", message.content)
    text = _CUSTOM_EMOJI.sub(" ", text)
    names = _names(message)
    text = _MENTION.sub(lambda found: names.get(found[1] + found[2], found[0]), text)
    return re.sub(r"[ \t]+", " ", text).strip()


def _names(message: discord.Message) -> dict[str, str]:
    people = {f"@{user.id}": f"@{user.display_name}" for user in message.mentions}
    roles = {f"@&{role.id}": f"@{role.name}" for role in message.role_mentions}
    channels = {f"#{channel.id}": f"#{channel.name}" for channel in message.channel_mentions}
    return people | roles | channels


def as_content(reply: Reply) -> str:
    """The text of `reply` as the content of one message."""
    if not reply.text.strip():
        raise ValueError("the reply has no text, and Discord takes no empty message")
    links = [source.url for source in reply.sources if source.url]
    if not reply.answers:
        return plain.cut(plain.dress(reply.text, links=links))
    dressed = ["\n".join(_dressed(block, links) for block in blocks(answer)) for answer in reply.answers]
    return plain.cut("\n\n".join(dressed))


def _dressed(block: Block, links: list[str]) -> str:
    words = "\n".join(lines(block))
    return plain.fenced(words) if isinstance(block, Table) else plain.dress(words, links=links)
