"""The desk over the shipped knowledge, for tests of the whole way, and what it says on Discord; it asserts nothing."""

from functools import cache
from pathlib import Path

from bot.chat.dress import Dress
from bot.desk import Desk
from tests.asking import ask


@cache
def shipped() -> Desk:
    return Desk(Path(__file__).parents[2] / "knowledge")


def said(*questions: str) -> str:
    """The words for the last of some questions in one conversation, dressed for Discord."""
    return Dress(shipped()).words(ask(shipped(), *questions), 0).content
