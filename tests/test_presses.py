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
from bot.language.reading import Reading, Scope
from bot.wording.narrow import WIDTH
from bot.wording.pages import ROWS
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


def presses(view: ui.View | ui.LayoutView, turn: int | None) -> Iterator[tuple[str, str, int]]:
    """Every button under an answer that asks: label, code and page; of a menu the choice whose turn it is, or all."""
    for item in items(view):
        press, options = Press.of(item.custom_id), getattr(item.item, "options", None)
        assert press is not None
        if press.verb == buttons.DELETE:
            continue
        if options and turn is not None:
            options = [options[turn % len(options)]]
        for label, value in [(each.label, each.value) for each in options] if options else [(item.item.label, "")]:
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
    desk: Desk,
    dress: Dress,
    restarted: Desk,
    replies: list[tuple[Reply, Turn | None]],
    pytestconfig: pytest.Config,
) -> None:
    """Of a menu one choice in turn; `make presses` makes every choice of every menu."""
    seen, ways, different = set(), set(), []
    every = pytestconfig.getoption("every_choice")
    for turn, (reply, last) in enumerate(replies):
        for label, code, page in presses(dress.words(reply, ASKER).view, None if every else turn):
            if code in seen:
                continue
            seen.add(code)
            ways.add(code.partition(BAR)[0].partition(" ")[0])
            pressed = restarted.press(code, Conversation())
            wanted = reply if page or (code.startswith(f"{BAR}") and label in "◀▶") else typed(desk, label, code, last)
            if pressed.text != wanted.text:
                different.append(f"{reply.question!r}, then {label!r} ({code})")
            assert pressed.status == "answered" or page, f"{reply.question!r}, then {label!r} ({code})"
    assert ways == {"gender", "games", "choice", "sources", "races", ""}
    assert len(seen) > 2000
    print(f"{len(seen)} different presses under {len(replies)} answers, {len(different)} unlike their words")  # noqa: T201 - a figure
    assert not different, "\n".join(different)


def test_every_suggested_question_is_answered(desk: Desk, replies: list[tuple[Reply, Turn | None]]) -> None:
    suggested = {question: reply.question for reply, _ in replies for question in reply.suggestions}

    assert len(suggested) > 300
    for question, after in suggested.items():
        assert desk.ask(question, Conversation()).status == "answered", f"{question!r}, after {after!r}"


def test_almost_every_answer_has_its_buttons(dress: Dress, replies: list[tuple[Reply, Turn | None]]) -> None:
    """A question of up to some seventy characters fits into a button; few are longer."""
    answered = [reply for reply, _ in replies if reply.status == "answered" and reply.turn]
    ways = [{offer.way for offer in dress.desk.offers(reply)} for reply in answered]

    assert sum("again" in found for found in ways) > 0.95 * len(answered)


def check_limits(view: ui.View | ui.LayoutView, texts: list[str], limit: int, about: str) -> None:
    assert 0 < sum(map(plain.size, texts)) <= limit, about
    assert sum(1 for _ in view.walk_children()) <= cards.COMPONENTS, about
    ids = [item.custom_id for item in items(view)]
    assert len(ids) == len(set(ids)), about
    assert all(len(each) <= buttons.LIMIT for each in ids), about
    for text in texts:
        for table in text.split("```")[1::2]:
            assert all(len(line) <= WIDTH for line in table.splitlines()), about


def shown(dress: Dress, reply: Reply, page: int = 0) -> tuple[str, str]:
    """The message and the card of a reply as text, both within their limits."""
    words, card = dress.words(reply, ASKER, page), dress.card(reply, ASKER, page)
    texts = [item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)]
    check_limits(words.view, [words.content], plain.LIMIT, reply.question)
    check_limits(card, texts, cards.CHARACTERS, reply.question)
    return words.content, "\n".join(texts)


SMALL = ("Read as: ", "Source: ", "You could ask: ")  # said in another way on a card


def test_both_dresses_stay_within_the_limits_and_say_the_same(
    dress: Dress, replies: list[tuple[Reply, Turn | None]]
) -> None:
    for reply, _ in replies:
        words, card = shown(dress, reply)
        if "cut here" not in words and "do not fit here" not in card:
            lines = {line for line in words.splitlines() if line and not line.startswith(SMALL)}
            assert lines <= set(card.splitlines()), reply.question


def tables(desk: Desk) -> Iterator[tuple[Scope, str]]:
    for scope in ("event", "speed skating", "games"):
        held = (
            desk.snapshot.held["team-pursuit"]
            if scope == "event"
            else [g for s, g in desk.snapshot.tables if s == scope]
        )
        yield from ((scope, games) for games in (*held, "all"))


def test_every_medal_table_is_turned_page_by_page_within_the_limits(desk: Desk, dress: Dress) -> None:
    """From the longest Games and all time down to three teams, no nation is lost between two pages."""
    turned = 0
    for scope, games in tables(desk):
        reply = desk.answer(readings.medals(desk.option("span", games), scope=scope), Conversation())
        table = reply.answers[0].outcome.table
        count = -(-len(table.rows) // ROWS)
        turned += count > 1
        for which in (0, 1):
            pages = [shown(dress, reply, page)[which] for page in range(count)]
            for row in table.rows:
                assert any(" ".join(row[1].split()[:2]) in page for page in pages), f"{scope} {games}: {row}"
        for page in range(count if count > 1 else 0):
            labels = [
                item.item.label for item in items(dress.words(reply, ASKER, page).view) if hasattr(item.item, "label")
            ]
            assert ("◀" in labels, "▶" in labels) == (page > 0, page < count - 1), f"{scope} {games}, page {page}"
    assert turned > 5


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
