"""PRIVACY.md names every table and column that there is, and no other."""

import re
from pathlib import Path

from bot.store import open_store
from bot.store.store import KEPT_FOR, REPORTS_A_DAY

PRIVACY = (Path(__file__).parents[2] / "PRIVACY.md").read_text(encoding="utf-8")


def named() -> dict[str, set[str]]:
    tables: dict[str, set[str]] = {}
    table = ""
    for first, columns in re.findall(r"^\| (`\w+`)? ?\| (`[^|]+) \|", PRIVACY, re.MULTILINE):
        table = first.strip("`") or table
        tables.setdefault(table, set()).update(re.findall(r"`(\w+)`", columns))
    return tables


async def test_the_page_names_what_is_kept() -> None:
    store = await open_store(None)
    tables = [name for (name,) in await store._file.read("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    held = {
        name: {column for (column,) in await store._file.read("SELECT name FROM pragma_table_info(?)", (name,))}
        for name in tables
        if not name.startswith("sqlite_")
    }
    await store.close()
    assert named() == held


def test_the_page_says_how_long_and_how_often() -> None:
    assert f"{KEPT_FOR // (24 * 60 * 60)} days" in PRIVACY
    assert REPORTS_A_DAY == 5
    assert "five reports a day" in PRIVACY
