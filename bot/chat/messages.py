"""The gate for messages: which of them are meant for us, what they ask, and what goes back; it knows no answer."""

import re
from dataclasses import dataclass, field, replace
from typing import Protocol

import discord

from bot.chat.conversations import Conversations
from bot.chat.cooldown import Verdict
from bot.chat.dress import Offering
from bot.chat.fading import Clock, Fading
from bot.chat.presses import Pressed
from bot.chat.replies import WAIT, Replies
from bot.desk import Conversation, Reply

EXAMPLES = ("who won?", "medal table of the team pursuit", "what is the men's Olympic record?")
HELP = "\n".join(
    [
        "Ask me in your own words, for example:",
        *(f"• {example}" for example in EXAMPLES),
        "In a server, mention me or reply to me with the ping on.",
    ]
)
ROLE = "That was my role, which tells me nothing of what you wrote: mention {me} itself, and I will answer."
EDITABLE = 600.0  # seconds after the question in which an edit of it changes the answer
_QUESTIONS = 1000  # remembered at once, a few hundred bytes each

_MENTION = re.compile(r"<(@&|@|#)!?(\d+)>")
_CUSTOM_EMOJI = re.compile(r"<a?:\w+:\d+>")


class Asked(Pressed, Offering, Protocol):
    """The part of the desk that this face needs."""

    def ask(self, text: str, conversation: Conversation, /) -> Reply:
        """Answer `text`."""


@dataclass(slots=True)
class _Exchange:
    """A question that was answered: what it said, where the answer stands, and what was said before."""

    text: str = ""
    answer: int | None = None
    before: Conversation = field(default_factory=Conversation)


class Messages:
    """Takes every message there is, and answers those that are meant for us."""

    def __init__(self, desk: Asked, replies: Replies, conversations: Conversations, *, clock: Clock) -> None:
        """Answer from `desk`; `clock` says when questions are forgotten."""
        self._desk = desk
        self._replies = replies
        self._conversations = conversations
        self._exchanges: Fading[int, _Exchange] = Fading(_Exchange, lifetime=EDITABLE, limit=_QUESTIONS, clock=clock)
        self._told: Fading[int, list[None]] = Fading(list, lifetime=EDITABLE, limit=_QUESTIONS, clock=clock)

    async def receive(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer `message` if it is meant for us."""
        if not is_for_us(message, me):
            if pings_our_role(message):
                await self._say_how(message, me)
            return
        match self._replies.judge(message.author.id):
            case Verdict.ANSWER:
                await self._answer(message, question(message, me))
            case Verdict.SAY_WAIT:
                await self._replies.send(message, WAIT)
            case Verdict.IGNORE:
                pass

    async def edited(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer an edited question anew, in the place of its answer; other edits are none of our business."""
        exchange = self._exchanges.get(message.id)
        if exchange is None or exchange.answer is None or not is_for_us(message, me):
            return
        text = question(message, me)
        if not text or text == exchange.text or self._replies.judge(message.author.id) is not Verdict.ANSWER:
            return
        now = self._conversations.of(message.channel.id, message.author.id)
        conversation = replace(exchange.before)
        exchange.text = text
        try:
            reply = await self._replies.amend(message, exchange.answer, lambda: self._desk.ask(text, conversation))
        except Exception as error:  # noqa: BLE001 - the old answer stays, and the log has the rest
            self._replies.noted(error, message.channel.id, text)
            return
        if now.turns == exchange.before.turns + 1:  # nothing was asked since
            now.last, now.last_reply = conversation.last, reply

    async def _answer(self, message: discord.Message, text: str) -> None:
        if not text:
            await self._replies.send(message, HELP)
            return
        channel, person = message.channel.id, message.author.id
        before = Conversation()

        def ask() -> Reply:
            nonlocal before
            conversation = self._conversations.of(channel, person)
            before = replace(conversation)
            return self._desk.ask(text, conversation)

        try:
            answer = await self._replies.answer(message, ask)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a line and the log the rest
            # What the bug left behind could spoil the next question as well.
            self._conversations.forget(channel, person)
            await self._replies.send(message, self._replies.noted(error, channel, text))
            return
        exchange = self._exchanges.of(message.id)
        exchange.text, exchange.answer, exchange.before = text, answer, before

    async def _say_how(self, message: discord.Message, me: discord.ClientUser) -> None:
        told = self._told.of(message.author.id)
        if not told:
            told.append(None)
            await self._replies.send(message, ROLE.format(me=me.mention))


def is_for_us(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether a person speaks to us: in a DM, or with a mention of us, which a reply with the ping on holds, too.

    @everyone and roles are not in `mentions`, so they do not count.
    """
    if message.author.bot or message.webhook_id is not None:
        return False
    if message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return False  # "pinned a message", "started a thread" and the like
    # Not "without a server": a message of a server that Discord has not told us of yet has none either.
    # A reply to a slash answer comes without its text even with the ping on: it may not be meant for us.
    return isinstance(message.channel, discord.DMChannel) or (me in message.mentions and bool(message.content))


def pings_our_role(message: discord.Message) -> bool:
    """Whether a person pings the role that Discord made for us, which looks the same as we do while one types."""
    ours = message.guild.self_role if message.guild else None
    return ours is not None and ours in message.role_mentions and not message.author.bot


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
