"""The pages tell the truth: every example runs as shown, every table is complete."""

import re
from pathlib import Path

import pytest

from bot import intents
from bot.desk import Conversation, Desk
from bot.settings import Settings
from tests.house import pages
from tests.house.rooms import MAY_IMPORT

ROOT = pages.ROOT
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", pages.PAGES)
def test_every_example_runs_as_shown(name: str, desk: Desk) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page == pages.written(page, desk), "read what has changed; if it is right, make pages"


def test_the_examples_answer(desk: Desk) -> None:
    replies = pages.talked(README, desk)
    assert len(replies) >= 3
    assert not [reply.question for reply in replies if reply.status != "answered"]
    conversation = Conversation()
    for intent in intents.ALL:
        assert desk.ask(intent.EXAMPLES[0], conversation).status in {"answered", "smalltalk"}, intent.NAME


def test_the_readme_is_complete() -> None:
    assert pages.tables(README) == ["commands", "settings", "families", "targets"]
    assert pages.tables(CONTRIBUTING) == ["arrows"]
    for name in Settings.model_fields:
        assert f"`{name.upper()}`" in README
    for intent in intents.ALL:
        assert f"| {intent.TITLE} |" in README
    for command in ("make run", "make test", "podium chat", "podium run", "podium ask", "podium check", "podium sync"):
        assert command in README


def test_contributing_names_every_room() -> None:
    for room in MAY_IMPORT.keys() - {"__init__"}:
        assert f"`{room}`" in CONTRIBUTING


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_files_that_are_named_exist(page: Path) -> None:
    for path in re.findall(r"`((?:bot|knowledge|tests|bench)/[\w./-]*)`", page.read_text(encoding="utf-8")):
        assert (ROOT / path).exists(), f"{page.name} names {path}"
