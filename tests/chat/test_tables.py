"""A table keeps its columns, and everything around it is made safe."""

import pytest

from bot.answers import Answer, Found, Table
from bot.chat.messages import as_content
from bot.desk import Reply

TABLE = Table(("Team", "Time", "Note"), (("Canada", "2:53.44", ""), ("Japan", "3:04.47", "_fell_")), right=(1,))
LINES = ["Team       Time  Note", "Canada  2:53.44", "Japan   3:04.47  _fell_"]
RULED = [LINES[0], "------  -------  ------", *LINES[1:]]


def reply(text: str, *tables: Table) -> Reply:
    answers = tuple(Answer("q", "times", Found("Canada won.", table=table), "", 1.0) for table in tables)
    return Reply("q", answers, text, "answered", "times", "", "Canada won.", (), (), (), 1.0)


@pytest.mark.parametrize("lines", [LINES, RULED, [f"  {line}" for line in LINES], ["```", *LINES, "```"]])
def test_a_table_is_set_in_a_code_block(lines: list[str]) -> None:
    content = as_content(reply("\n".join(["*Canada* won.", *lines, "Next: *why?*"]), TABLE))

    block = [line for line in lines if line != "```"]
    assert content.split("\n") == [r"\*Canada\* won.", "```", *block, "```", r"Next: \*why?\*"]


def test_two_tables_are_two_blocks() -> None:
    other = Table(("Games", "Gold"), (("2022", "Canada"),))
    text = "\n".join(["First.", *LINES, "", "Second.", "Games  Gold", "2022   Canada"])

    assert as_content(reply(text, TABLE, other)).count("```") == 4


def test_what_only_looks_like_a_table_is_text() -> None:
    assert "```" not in as_content(reply("Canada 2:53.44\nJapan 3:04.47", TABLE))


def test_a_fence_inside_a_cell_does_not_end_the_block() -> None:
    table = Table(("Team",), (("```",), ("@everyone",)))

    assert as_content(reply("Team\n```\n@everyone\nso", table)) == "```\nTeam\n'''\n@everyone\n```\nso"
