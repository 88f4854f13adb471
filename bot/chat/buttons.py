"""The buttons and menus under an answer, and what each holds in its id; it knows no words but the labels it is given.

An id is a version, a verb and a state: "p1:a:gender men||who won". The states of answers are codes of the desk, which
outlive a restart and a reload; what does not fit into an id gets no button.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import discord
from discord import ui

from bot.chat.plain import size
from bot.desk import BAR, Offer, Reply

VERSION = 1
LIMIT = 100  # characters in an id and in the value of a choice, set by Discord
_LABEL, _CHOICES, _IN_A_ROW = 80, 25, 5  # set by Discord, too

ANSWER, PAGE, MENU, DELETE = "a", "n", "m", "x"  # of a menu, the state lacks the step, which is the value
Row = Sequence[ui.Item[Any]]
# As wide as can be: what another version wrote after its number is to reach us, too, and be answered politely.
_TEMPLATE = re.compile(r"p(?P<version>\d{1,6}):(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Press:
    """What an id says: its version, what is to be done, and with what."""

    version: int
    verb: str
    state: str

    @classmethod
    def of(cls, custom_id: str) -> "Press | None":
        """The press of an id, None where the id is not of this family.

        >>> Press.of("p1:a:||who won?"), Press.of("something")
        (Press(version=1, verb='a', state='||who won?'), None)
        """
        found = _TEMPLATE.fullmatch(custom_id)
        if found is None:
            return None
        verb, _, state = found["rest"].partition(":")
        return cls(int(found["version"]), verb, state)


class AnswerItem(ui.DynamicItem[ui.Item[Any]], template=_TEMPLATE):
    """Every button and menu under an answer, new or from before a restart; the client says what a press does."""

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: ui.Item[Any], __: re.Match[str], /
    ) -> "AnswerItem":
        """The item that was pressed, from nothing but its id."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press to the client; the library would swallow whatever is raised here, so nothing is."""
        values = getattr(self.item, "values", [])
        await interaction.client.pressed(interaction, Press.of(self.custom_id), values[0] if values else "")


class Extra(Protocol):
    """A button that stands beside delete under every answer it wants to, and what its press does."""

    verb: str  # one small letter that is nobody else's

    def button(self, reply: Reply, /) -> AnswerItem | None:
        """The button under `reply`, if it is to have one: `buttons.button(label, self.verb, state)`."""

    async def pressed(self, interaction: discord.Interaction[Any], state: str, /) -> None:
        """Answer a press; what it raises is caught, logged and told with an id."""


def asker(message: discord.Message) -> int | None:
    """Who asked for the answer in one of our messages: it stands in the id of its delete button."""
    for component in _walk(message.components):
        press = Press.of(getattr(component, "custom_id", None) or "")
        if press and press.verb == DELETE and press.state.isdecimal():
            return int(press.state)
    return None


def _walk(components: Sequence[Any]) -> Iterator[Any]:
    for component in components:
        yield component
        yield from _walk(getattr(component, "children", ()))


def rows(offers: Sequence[Offer], asker: int, *, page: int = 0, pages: int = 1, more: Row | None = None) -> list[Row]:
    """The rows under an answer: choices, steps, a menu of Games, questions; `more` stands beside delete."""
    by_way: dict[str, list[Offer]] = {}
    for offer in offers:
        by_way.setdefault(offer.way, []).append(offer)
    choices = _choices(by_way.get("choice", []))
    again = by_way.get("again", [])
    turns = [
        button(label, PAGE, f"{at}:{again[0].code}")
        for label, at in (("◀", page - 1), ("▶", page + 1))
        if pages > 1 and again and 0 <= at < pages
    ]
    steps = [button(o.label, ANSWER, o.code) for way in ("gender", "races", "sources") for o in by_way.get(way, [])]
    last = [*(more or []), button("Delete", DELETE, str(asker), discord.ButtonStyle.danger)]
    questions = [button(o.label, ANSWER, o.code, discord.ButtonStyle.primary) for o in by_way.get("question", [])]
    one = [item for item in (*turns, *steps) if item][: _IN_A_ROW - len(last)]
    found: list[Row] = [
        *choices,
        [item for item in (*one, *last) if item],
        _menu("Other Games", by_way.get("games", [])),
        [item for item in questions if item][:_IN_A_ROW],
    ]
    return [row for row in found if row]


def can_turn(offers: Sequence[Offer]) -> bool:
    """Whether the answer can be shown in pages: there is room to say in a button which answer it is."""
    return any(offer.way == "again" and _fits(f"p{VERSION}:{PAGE}:99:{offer.code}") for offer in offers)


def _choices(offers: Sequence[Offer]) -> list[Row]:
    if len(offers) > _IN_A_ROW:
        return [_menu("Did you mean …", offers)]
    return [[item for o in offers if (item := button(o.label, ANSWER, o.code, discord.ButtonStyle.primary))]]


def button(
    label: str, verb: str, state: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary
) -> AnswerItem | None:
    """A button that holds `state` (any text), None where that does not fit into an id."""
    custom_id = f"p{VERSION}:{verb}:{state}"
    if not _fits(custom_id) or not label.strip() or size(label) > _LABEL:
        return None
    return AnswerItem(ui.Button(label=label, style=style, custom_id=custom_id))


def _menu(placeholder: str, offers: Sequence[Offer]) -> Row:
    """A menu whose choices are steps from one and the same answer."""
    steps = [(o.label, *o.code.partition(BAR)) for o in offers]
    states = {state for _, _, _, state in steps}
    if len(states) != 1 or not _fits(custom_id := f"p{VERSION}:{MENU}:{states.pop()}"):
        return []
    options = {
        step: discord.SelectOption(label=label, value=step)
        for label, step, _, _ in steps
        if _fits(step) and label.strip() and size(label) <= LIMIT
    }
    shown = list(options.values())[:_CHOICES]
    return [AnswerItem(ui.Select(custom_id=custom_id, placeholder=placeholder, options=shown))] if shown else []


def _fits(text: str) -> bool:
    return size(text) <= LIMIT and text.isprintable()
