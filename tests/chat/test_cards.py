"""Whatever an answer holds, its card and its message stay within the limits, and nothing in them works unasked."""

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import Answer, Choices, Found, Table
from bot.chat import buttons, cards, plain
from bot.chat.dress import Dress
from bot.desk import BAR, Offer, Reply
from bot.facts.models import Source
from bot.wording.narrow import WIDTH, narrow_lines
from bot.wording.pages import ROWS

WORD = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LONG = WORD | st.sampled_from(["x" * 3000, "who won " * 400, "```", "@everyone", "🥇" * 900, "a\nb\n" * 300])
SOURCES = st.lists(
    st.builds(
        Source,
        id=st.just("s"),
        publisher=WORD.filter(str.strip),
        title=WORD.filter(str.strip),
        url=st.sampled_from([None, "https://a.org/b_(c)", "https://a.org/" + "d" * 2500]),
    ),
    max_size=5,
).map(tuple)
LISTS = st.lists(LONG, max_size=60).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 7))
    row = st.lists(WORD.map(lambda cell: " ".join(cell.split())), min_size=columns, max_size=columns).map(tuple)
    return Table(draw(row), tuple(draw(st.lists(row, max_size=60))), tuple(draw(st.sets(st.integers(0, columns - 1)))))


FOUND = st.builds(Found, LONG, items=LISTS, table=st.none() | tables(), notes=LISTS, suggestions=LISTS, sources=SOURCES)
OUTCOMES = FOUND | st.builds(Choices, LONG, LISTS.filter(bool))
OFFERS = st.lists(
    st.builds(
        Offer,
        st.sampled_from(["again", "gender", "races", "sources", "games", "choice", "question"]),
        LONG,
        LONG.map(lambda text: f"step{BAR}{BAR}{text}"),
    ),
    max_size=40,
    unique_by=lambda offer: offer.code,
).map(tuple)


def reply(*outcomes: Found | Choices) -> Reply:
    answers = tuple(Answer("q", "times", outcome, "team pursuit", 1.0) for outcome in outcomes)
    return Reply("q", answers, "text", "answered", "times", "", "text", (), (), (), 1.0)


class Offering:
    def __init__(self, offers: tuple[Offer, ...]) -> None:
        self._offers = offers

    def offers(self, _: Reply) -> tuple[Offer, ...]:
        return self._offers


@settings(deadline=None, max_examples=60)
@given(st.lists(OUTCOMES, min_size=1, max_size=60), OFFERS, st.integers(0, 5))
def test_both_dresses_fit(outcomes: list[Found | Choices], offers: tuple[Offer, ...], page: int) -> None:
    dress = Dress(Offering(offers))
    card, words = dress.card(reply(*outcomes), 1, page), dress.words(reply(*outcomes), 1, page)
    texts = [item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)]

    assert plain.size(words.content) <= plain.LIMIT
    assert texts
    assert all(texts)
    assert sum(map(plain.size, texts)) <= cards.CHARACTERS
    assert sum(1 for _ in card.walk_children()) <= cards.COMPONENTS
    for view in (card, words.view):
        found = [item for item in view.walk_children() if isinstance(item, buttons.AnswerItem)]
        ids = [item.custom_id for item in found]
        assert len(ids) == len(set(ids))
        assert all(1 <= plain.size(each) <= buttons.LIMIT for each in ids)
        assert all(item.item.label.strip() for item in found if isinstance(item.item, ui.Button))
        assert all(0 < len(item.item.options) <= 25 for item in found if isinstance(item.item, ui.Select))
    for text in (*texts, words.content):
        assert "@everyone" not in text


@settings(deadline=None)
@given(tables())
def test_a_narrow_table_loses_no_word_and_is_narrow(table: Table) -> None:
    lines = narrow_lines(table)

    assert all(len(line) <= WIDTH for line in lines)
    shown = "".join("".join(lines).split())
    for row in table.rows:
        for cell in row:
            assert all(part[:4] in shown or len(part) > WIDTH // 2 for part in cell.split())


def test_a_long_list_shows_its_rows_and_how_many_more() -> None:
    found = Found("All of them:", items=tuple(f"item {n}" for n in range(40)))
    offers = (Offer("again", "", f"{BAR}{BAR}who won?"),)
    first = Dress(Offering(offers)).words(reply(found), 1)
    last = Dress(Offering(offers)).words(reply(found), 1, page=2)

    assert first.content.count("•") == ROWS
    assert f"… and {40 - ROWS} more." in first.content
    assert "31 to 40 of 40." in last.content
    assert last.content.count("•") == 10


def test_without_room_for_a_button_a_long_list_is_whole() -> None:
    found = Found("All of them:", items=tuple(f"item {n}" for n in range(40)))
    offers = (Offer("again", "", f"{BAR}{BAR}{'who won? ' * 20}"),)

    assert Dress(Offering(offers)).words(reply(found), 1).content.count("•") == 40


def test_more_choices_than_a_row_holds_are_a_menu() -> None:
    names = [f"Skater {n}" for n in range(8)]
    offers = tuple(Offer("choice", name, f"choice {name}{BAR}{BAR}who won?") for name in names)
    view = Dress(Offering(offers)).words(reply(Choices("Which?", tuple(names))), 1).view
    (menu,) = [item.item for item in view.children if isinstance(item.item, ui.Select)]

    assert [option.label for option in menu.options] == names


def test_the_sources_of_a_card_are_links() -> None:
    source = Source(id="x", publisher="The [Paper]", title="Ice", url="https://a.org/ice_(2022)")
    card = Dress(Offering(())).card(reply(Found("Canada won.", sources=(source,))), 1)
    texts = "\n".join(item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay))

    assert r"[The \[Paper\]](https://a.org/ice_%282022%29)" in texts
