"""The log holds neither the token nor what people said."""

import logging
from collections.abc import Iterator

import pytest

from bot.chat.logs import account, set_up

TOKEN = "MTIz.secret.token"
SAID = "Did Håvard Holmefjord win over 高木美帆?"
FOLDED = "havard holmefjor"


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root, library = logging.getLogger(), logging.getLogger("discord")
    before = root.handlers[:], root.level, library.level
    yield
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    library.setLevel(before[2])


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
def test_the_token_is_blotted_out_of_messages_and_tracebacks(capsys: pytest.CaptureFixture[str], level: str) -> None:
    set_up(level, TOKEN)
    try:
        raise ValueError(f"header Bot {TOKEN}")
    except ValueError:
        logging.getLogger("discord.http").exception("with %s", {"token": TOKEN})

    written = capsys.readouterr().err
    assert written.count("[token]") == 1
    assert "ValueError: …" in written, "what an exception says may quote anybody"
    assert "Traceback" in written
    assert TOKEN not in written


def test_the_library_does_not_write_its_events_down_at_debug(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("DEBUG", TOKEN)
    logging.getLogger("discord.gateway").debug("For Shard ID 0: WebSocket Event: who won?")
    logging.getLogger("bot").debug("seen")

    written = capsys.readouterr().err
    assert "who won?" not in written
    assert "seen" in written


def test_the_account_tells_the_whole_chain_without_what_was_said() -> None:
    try:
        try:
            raise KeyError(FOLDED) from LookupError(f"nothing for {SAID} at step 7")
        except KeyError:
            raise RuntimeError(f"cannot read {SAID!r}") from None
    except RuntimeError as error:
        error.__suppress_context__ = False
        text = account(error, SAID)

    assert "step 7" in text
    assert text.index("LookupError") < text.index("KeyError") < text.index("RuntimeError")
    assert text.count("which led to:") == 2
    assert not any(word in text for word in ("havard", "holmef", "Håvard", "高木", "Did"))
    assert "in test_the_account" in text
