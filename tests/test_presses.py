"""Every button and menu under every answer of the corpus asks what its words ask, after restart and reload."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from discord import ui

from bot.chat import buttons, cards, plain
from bot.chat.buttons import Press
from bot.chat.commands import readings
from bot.chat.dress import Dress
from bot.chat.presses import asked_by
from bot.desk import BAR, Conversation, Desk, Offer, Reply, Stale, opened
from bot.language.conversation import Turn
from bot.language.reading import Reading
from bot.wording.narrow import WIDTH
from tests.corpus import scoring

ASKER = 10**18


@pytest.fixture(scope="module")
def replies(desk: Desk) -> list[tuple[Reply, Turn | None]]:
    """Every answer of the corpus once, and what the next line could lean on."""
    found: dict[str, tuple[Reply, Turn | None]] = {}
    for name in scoring.SETS:
        for item in scoring.load(name):
            conversation = Conversation()
            for turn in item.get("turns", [item]):
                reply = desk.ask(turn["q"], conversation)
                found.setdefault(reply.text, (reply, conversation.last))
    return list(found.values())


@dataclass
class Remembering:
    """Works out once what can be asked next."""

    desk: Desk
    known: dict[str, tuple[Offer, ...]] = field(default_factory=dict)

    def offers(self, reply: Reply) -> tuple[Offer, ...]:
        if reply.text not in self.known:
            self.known[reply.text] = self.desk.offers(reply)
        return self.known[reply.text]


@pytest.fixture(scope="module")
def dress(desk: Desk) -> Dress:
    return Dress(Remembering(desk))


@pytest.fixture(scope="module")
def restarted(desk: Desk) -> Desk:
    """A desk of another process, which has read its files anew as well."""
    another = Desk(desk.folder)
    another.swap(opened(another.folder))
    return another


def items(view: ui.View | ui.LayoutView) -> Iterator[Any]:
    return (child for child in view.walk_children() if isinstance(child, buttons.AnswerItem))


def presses(view: ui.View | ui.LayoutView, turn: int) -> Iterator[tuple[str, str, int]]:
    """Every button under an answer that asks, and of a menu the choice whose turn it is: label, code and page."""
    for item in items(view):
        press, label, value = Press.of(item.custom_id), "", ""
        assert press is not None
        if isinstance(item.item, ui.Select):
            choice = item.item.options[turn % len(item.item.options)]
            label, value = choice.label, choice.value
        else:
            label = item.item.label
        if press.verb != buttons.DELETE:
            asked = asked_by(press, value)
            assert asked is not None
            yield label, *asked


def typed(desk: Desk, label: str, code: str, last: Turn | None) -> Reply:
    """The answer to the words that somebody would type instead of pressing."""
    way, _, to = code.partition(BAR)[0].partition(" ")
    words, leans = label, True
    match way:
        case "gender":
            words = f"and the {to}'s?"
        case "games":
            words = f"{desk.snapshot.games[to].year}?"
        case "choice":
            words = to
        case "sources":
            words = "source?"
        case "races":
            assert last is not None
            who = " and ".join(last.reading.genders or last.focus.genders)
            rounds = ", ".join(kind.name for kind in desk.snapshot.rounds.values())
            words = f"times of the {who} team pursuit {rounds} in {desk.snapshot.games[last.focus.games[0]].year}"
            leans = False
        case _:
            leans = False
    return desk.ask(words, Conversation(last=last if leans else None))


def test_every_button_asks_what_its_words_ask(
    desk: Desk, dress: Dress, restarted: Desk, replies: list[tuple[Reply, Turn | None]]
) -> None:
    seen, ways = set(), set()
    for turn, (reply, last) in enumerate(replies):
        for label, code, page in presses(dress.words(reply, ASKER).view, turn):
            if code in seen:
                continue
            seen.add(code)
            ways.add(code.partition(BAR)[0].partition(" ")[0])
            pressed = restarted.press(code, Conversation())
            wanted = reply if page or (code.startswith(f"{BAR}") and label in "◀▶") else typed(desk, label, code, last)
            assert pressed.text == wanted.text, f"{reply.question!r}, then {label!r} ({code})"
            assert pressed.status == "answered" or page, f"{reply.question!r}, then {label!r} ({code})"
    assert ways == {"gender", "games", "choice", "sources", "races", ""}
    assert len(seen) > 2000


def test_almost_every_answer_has_its_buttons(dress: Dress, replies: list[tuple[Reply, Turn | None]]) -> None:
    """A question of up to some seventy characters fits into a button; few are longer."""
    answered = [reply for reply, _ in replies if reply.status == "answered" and reply.turn]
    ways = [{offer.way for offer in dress.desk.offers(reply)} for reply in answered]

    assert sum("again" in found for found in ways) > 0.95 * len(answered)


def test_both_dresses_stay_within_the_limits(dress: Dress, replies: list[tuple[Reply, Turn | None]]) -> None:
    for reply, _ in replies:
        words, card = dress.words(reply, ASKER), dress.card(reply, ASKER)
        texts = [item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)]
        assert plain.size(words.content) <= plain.LIMIT
        assert 0 < sum(map(plain.size, texts)) <= cards.CHARACTERS
        assert sum(1 for _ in card.walk_children()) <= cards.COMPONENTS
        for view in (words.view, card):
            ids = [item.custom_id for item in items(view)]
            assert len(ids) == len(set(ids))
            assert all(len(each) <= buttons.LIMIT for each in ids)
        for text in (words.content, *texts):
            tables = text.split("```")[1::2]
            assert all(len(line) <= WIDTH for table in tables for line in table.splitlines()), reply.question


@pytest.mark.parametrize(
    "code",
    ["", "who won?", "|", "up||who won?", "games atlantis-1900||who won?", "gender they||who won?", "choice Nobody||x",
     "|gatlantis-1900|", "|nXXX|", "|Zx|", "|k1st|who won?", "|bfast|", "|y1|", "|pNobody|", "sources||hello", "|z*|x"],
)  # fmt: skip
def test_a_code_that_is_none_is_stale_or_answered_as_words(desk: Desk, code: str) -> None:
    conversation = Conversation()
    try:
        reply = desk.press(code, conversation)
    except Stale:
        assert conversation == Conversation()
    else:
        assert reply.text
        assert code == "|"


@pytest.mark.parametrize(
    "reading",
    [
        readings.result(Reading(games=("beijing-2022",), genders=("women",))),
        readings.bracket(Reading(games=("beijing-2022",), genders=("women",))),
        readings.medals(Reading(games=("milan-2026",)), scope="games"),
        readings.record(Reading(genders=("men",)), "OR"),
        readings.comparison(Reading(nations=("CAN", "NED"))),
    ],
)
def test_the_answer_to_a_command_has_its_buttons_without_any_words(
    desk: Desk, restarted: Desk, reading: Reading
) -> None:
    reply = desk.answer(reading, Conversation())
    offers = {offer.way: offer for offer in desk.offers(reply)}

    assert {"again", "sources", "games"} <= offers.keys()
    assert restarted.press(offers["again"].code, Conversation()).text == reply.text
    assert restarted.press(offers["games"].code, Conversation()).status == "answered"
