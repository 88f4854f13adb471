"""Whatever the text is, what is sent is harmless and fits."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.plain import LIMIT, cut, fenced, neutralise, size

PIECES = st.sampled_from(
    ["@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "</a:1>", "<:a:1>", "<t:1:R>", "```", "``", "`", "**", "_",
     "~~", "||", "> ", ">>> ", "# ", "-# ", "[a](", ")", "https://", "http://", "discord.gg/a", "discord.com/invite/a",
     "discord。gg/a", "dsc.gg/a", "\\", "\n", " ", "\u202e", "\x00", "\u200b", "a", "é", "🥇", "1", ".", "/"]
)  # fmt: skip
HOSTILE = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


@settings(deadline=None)  # a busy machine is no failure
@given(HOSTILE)
def test_nothing_hostile_is_left(text: str) -> None:
    safe = neutralise(text)

    assert not re.search(r"@(everyone|here|\d|!|&)|<[@#/:at]|://", safe)
    assert not re.search(r"(?i)(discord|dsc)[.。]\w", safe)
    unescaped = re.sub(r"\\[\\*_~|`\[\]#>-]", "", safe)
    assert not re.search(r"[\\*_~|`\[\]]", unescaped)
    assert not re.search(r"(?m)^\s*(#|>|-#)", safe)
    assert not re.search("[\x00\u202e]", safe)


@settings(deadline=None)
@given(st.text(st.characters(categories=["L", "N", "Zs"])))
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert neutralise(text) == text


@settings(deadline=None)
@given(st.lists(HOSTILE | st.text(max_size=700), max_size=60).map("\n".join), st.integers(100, LIMIT))
def test_what_is_cut_fits(text: str, limit: int) -> None:
    safe = neutralise(text)
    short = cut(safe, limit)

    assert size(short) <= limit
    assert short == safe if size(safe) <= limit else "cut here" in short
    assert short.split("\n")[:-1] == safe.split("\n")[: short.count("\n")] or "\n" not in short


def test_a_single_long_line_is_cut_between_words() -> None:
    short = cut("gold medal " * 300)

    assert size(short) <= LIMIT
    assert re.fullmatch(r"(gold medal )+(gold )?… \(.*\)", short)


def test_an_escape_is_not_cut_in_half() -> None:
    for length in range(120, 126):
        kept = cut(neutralise("*" * 200), length).partition(" …")[0]
        assert re.fullmatch(r"(\\\*)+", kept)


def test_a_table_that_is_cut_is_closed() -> None:
    table = "\n".join(f"{number:4}  Canada" for number in range(400))
    short = cut(f"All results:\n{fenced(table)}\nThat is all.")

    assert size(short) <= LIMIT
    assert short.count("```") == 2
    assert short.split("\n")[-2] == "```"


def test_hostile_length_takes_no_time() -> None:
    for text in ("a." * 5000, "<@1>" * 3000, "@" * 9000, "\\" * 9000, " " * 9000 + "#", "discord." * 2000, "\n" * 9000):
        cut(neutralise(text))
