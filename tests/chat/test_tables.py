"""A table keeps its columns, and everything around it is made safe."""

from bot.answers import Answer, Found, Table
from bot.chat.words import content
from bot.desk import Reply

TABLE = Table(("Team", "Time", "Note"), (("Canada", "2:53.44", ""), ("Japan", "3:04.47", "_fell_")), right=(1,))
LINES = ["Team       Time  Note", "Canada  2:53.44", "Japan   3:04.47  _fell_"]


def reply(*tables: Table) -> Reply:
    answers = tuple(Answer("q", "times", Found("*Canada* won.", table=table), "", 1.0) for table in tables)
    return Reply("q", answers, "…", "answered", "times", "", "Canada won.", (), (), (), 1.0)


def test_a_table_is_set_in_a_code_block() -> None:
    assert content(reply(TABLE)).split("\n") == [r"\*Canada\* won.", "```", *LINES, "```"]


def test_two_tables_are_two_blocks() -> None:
    assert content(reply(TABLE, TABLE)).count("```") == 4


def test_a_fence_inside_a_cell_does_not_end_the_block() -> None:
    table = Table(("Team",), (("```",), ("@everyone",)))

    assert content(reply(table)) == "\\*Canada\\* won.\n```\nTeam\n'''\n@everyone\n```"
