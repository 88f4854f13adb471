"""The desk over the shipped knowledge, loaded once for all tests that only ask it."""

from pathlib import Path

import pytest

from bot.desk import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(Path(__file__).parents[1] / "knowledge")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-choice", action="store_true", help="press every choice of every menu, not one in turn")
