"""The two dresses of an answer, with the same buttons: words for messages, a card for commands; it sends nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from discord import ui

from bot.chat.buttons import Extra, Row, can_turn, rows
from bot.chat.cards import card
from bot.chat.words import content
from bot.desk import Offer, Reply
from bot.wording.blocks import blocks
from bot.wording.pages import pages


class Offering(Protocol):
    """The part of the desk that knows what can be asked next."""

    def offers(self, reply: Reply, /) -> tuple[Offer, ...]:
        """What a press under `reply` can ask."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words and the buttons under them."""

    content: str
    view: ui.View | None = None


@dataclass(frozen=True, slots=True)
class Dress:
    """Dresses the answers of one desk."""

    desk: Offering
    extras: Sequence[Extra] = ()

    def card(self, reply: Reply, asker: int, page: int = 0) -> ui.LayoutView:
        """The card of `reply`, which `asker` may delete; `page` of a long list, from 0."""
        offers, shown = self._offers(reply, page)
        return card(reply, self._rows(reply, offers, asker, shown), shown)

    def words(self, reply: Reply, asker: int, page: int = 0) -> Words:
        """The plain words of `reply`, which `asker` may delete; `page` of a long list, from 0."""
        offers, shown = self._offers(reply, page)
        made = self._rows(reply, offers, asker, shown)
        view = ui.View(timeout=None)
        for at, row in enumerate(made):
            for item in row:
                item.row = at
                view.add_item(item)
        labels = {getattr(getattr(item, "item", item), "label", None) for row in made for item in row}
        asked = reply.suggestions and labels.issuperset(reply.suggestions)  # as buttons: then they need no line
        return Words(content(reply, page=shown, questions=not asked), view)

    def _offers(self, reply: Reply, page: int) -> tuple[Sequence[Offer], int | None]:
        """What can be asked next, and the page to show, None where all is shown at once."""
        offers = self.desk.offers(reply)
        last = _pages(reply) - 1
        return offers, min(page, last) if last and can_turn(offers) else None

    def _rows(self, reply: Reply, offers: Sequence[Offer], asker: int, page: int | None) -> list[Row]:
        more = [item for extra in self.extras if (item := extra.button(reply))]
        return rows(offers, asker, page=page or 0, pages=1 if page is None else _pages(reply), more=more)


def _pages(reply: Reply) -> int:
    return max((pages(blocks(answer)) for answer in reply.answers), default=1)
