"""The button "Wrong?" under an answer and the form behind it; it judges no answer."""

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Self

import discord

from bot.chat import plain
from bot.chat.buttons import AnswerItem, button
from bot.chat.moderation.using import NOT_KEPT, Moderation
from bot.desk import Reply
from bot.store import NotKept

_log = logging.getLogger(__name__)

LABEL = "Wrong?"
THANKS = "Thank you. Report {number} goes to those who look after the data."
ENOUGH = "You have reported five times today, thank you. More can be sent tomorrow."
RESTARTED = (
    "This form is no longer open (Podium was restarted meanwhile, or it is too old), and what you wrote is lost. "
    "Please press the button again."
)
_FORM = "wrong:"  # how the id of a form begins
_OPEN_FOR = 60 * 60.0  # seconds
_LONGEST_ANSWER = 1000


class Wrong:
    """The button under every answer that states something; its id holds the question where there is room."""

    verb = "w"

    def __init__(self, pressed: Callable[[discord.Interaction, str], Awaitable[None]]) -> None:
        """Do `pressed` with the question."""
        self._pressed = pressed

    def button(self, reply: Reply) -> AnswerItem | None:
        """The button under `reply`."""
        if reply.status != "answered":
            return None
        return button(LABEL, self.verb, reply.question) or button(LABEL, self.verb, "")

    async def pressed(self, interaction: discord.Interaction, state: str) -> None:
        """Open the form."""
        await self._pressed(interaction, state)


class Reports:
    """Opens forms, takes what is sent, and knows which forms it has opened."""

    def __init__(
        self, moderation: Moderation, client: discord.Client, joined: Callable[[int | None], int | None]
    ) -> None:
        """Post by `client` where a channel is set; `joined` says of a server whether we are in it."""
        self._moderation, self._client, self._joined = moderation, client, joined
        self._open: dict[str, float] = {}  # until when; the cooldown of a person bounds how many there are

    async def open(self, interaction: discord.Interaction, question: str) -> None:
        """Show the form."""
        form = _Form(self._take, f"{_FORM}{secrets.token_hex(8)}", *_exchange(interaction.message, question))
        now = self._moderation.clock()
        self._open = {number: until for number, until in self._open.items() if until > now}
        self._open[form.custom_id] = now + _OPEN_FOR
        await interaction.response.send_modal(form)

    async def sent(self, interaction: discord.Interaction) -> None:
        """Say that a form is lost if it was opened before a restart; the library passes it over in silence."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Mapping[str, object] = interaction.data or {}
        if self._open.pop(str(data.get("custom_id")), None) is None:
            await self._moderation.replies.hint(interaction, RESTARTED)

    async def _take(self, interaction: discord.Interaction, form: "_Form") -> None:
        said = f"{form.wrong.value} {form.link.value}"
        async with self._moderation.replies.guard(interaction, said):
            try:
                number = await self._moderation.store.report(
                    interaction.user.id, self._joined(interaction.guild_id), question=form.question, answer=form.answer,
                    wrong=form.wrong.value.strip(), link=form.link.value.strip(),
                )  # fmt: skip
            except NotKept:
                await self._moderation.replies.hint(interaction, NOT_KEPT)
                return
            if number is None:
                await self._moderation.replies.hint(interaction, ENOUGH)
                return
            await self._moderation.replies.hint(interaction, THANKS.format(number=number))
            await self._post(number, form)

    async def _post(self, number: int, form: "_Form") -> None:
        if self._moderation.channel is None:
            return
        lines = [f"Report {number}: {form.wrong.value.strip()}", form.link.value.strip(), f"Answer: {form.answer}"]
        if form.question:
            lines.append(f"Question: {form.question}")
        words = plain.cut(plain.neutralise("\n".join(filter(None, lines))))
        channel = self._client.get_partial_messageable(self._moderation.channel)
        try:
            await channel.send(words, suppress_embeds=True, allowed_mentions=discord.AllowedMentions.none())
        except (discord.HTTPException, OSError) as failure:
            _log.warning("Report %s could not be posted in MODERATION_CHANNEL_ID (%s)", number, type(failure).__name__)


class _Form(discord.ui.Modal):
    """What is wrong, and where one can read it."""

    def __init__(
        self, take: "Callable[[discord.Interaction, _Form], Awaitable[None]]", number: str, question: str, answer: str
    ) -> None:
        super().__init__(title="What is wrong?", custom_id=number, timeout=_OPEN_FOR)
        self.question, self.answer = question, answer
        self._take = take
        self.wrong: discord.ui.TextInput[Self] = discord.ui.TextInput(
            custom_id="wrong",
            label="What is wrong, and what is right?",
            style=discord.TextStyle.paragraph,
            max_length=1000,
        )
        self.link: discord.ui.TextInput[Self] = discord.ui.TextInput(
            custom_id="link", label="Where can it be read?", required=False, max_length=300
        )
        self.add_item(self.wrong)
        self.add_item(self.link)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Hand on what was written."""
        await self._take(interaction, self)


def _exchange(message: discord.Message | None, question: str) -> tuple[str, str]:
    """What was asked, as far as Discord tells us, and what we answered."""
    if message is None:
        return question, ""
    asked = message.reference.resolved if message.reference else None
    if not question and isinstance(asked, discord.Message):
        question = asked.content
    shown = [message.content, *(item.content for item in _texts(message))]
    return question[:_LONGEST_ANSWER], "\n".join(filter(None, shown))[:_LONGEST_ANSWER]


def _texts(message: discord.Message) -> list[discord.TextDisplay]:
    found: list[discord.TextDisplay] = []
    left: list[object] = list(message.components)
    while left:
        component = left.pop(0)
        if isinstance(component, discord.TextDisplay):
            found.append(component)
        left[:0] = getattr(component, "children", [])
    return found
