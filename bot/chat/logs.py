"""What the Discord face writes down: never the token, and never what people said; it sends nothing."""

import logging
import re
import sys
import traceback
import unicodedata

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class WithoutToken(logging.Formatter):
    """Formats a record and blots out the token, wherever in message or traceback some library put it."""

    def __init__(self, token: str) -> None:
        """Blot out `token`."""
        super().__init__(_FORMAT)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        return super().format(record).replace(self._token, "[token]")


def set_up(level: str, token: str) -> None:
    """Write everything from `level` on to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutToken(token))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    # At DEBUG the library writes down every event it gets, and with it every word.
    logging.getLogger("discord").setLevel(max(root.level, logging.INFO))


def account(error: BaseException, said: str) -> str:
    """The traceback of `error` and of what led to it, where the words of `said` are left out of the messages.

    >>> print(account(KeyError("kramer"), "when was Krämer there?"), end="")
    Traceback (most recent call last):
    KeyError: '…'
    """
    folded = _fold(said)

    def hide(word: re.Match[str]) -> str:
        return "…" if _fold(word[0]) in folded else word[0]

    parts: list[str] = []
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        name, colon, message = "".join(traceback.format_exception_only(each)).partition(": ")
        frames = "".join(traceback.format_tb(each.__traceback__))
        words = re.sub(r"\w{2,}", hide, message)
        parts.append(f"Traceback (most recent call last):\n{frames}{name}{colon}{words}")
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\nwhich led to:\n".join(reversed(parts))


def _fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
