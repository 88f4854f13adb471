"""The desk over the shipped knowledge, loaded once for all tests that only ask it."""

from pathlib import Path

import pytest

from bot.desk import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(Path(__file__).parents[1] / "knowledge")
