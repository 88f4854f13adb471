"""What the Discord face writes down: never the token, and never what people said; it sends nothing."""

import json
import logging
import re
import sys
import traceback
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_TRACEBACK = "Traceback (most recent call last):\n"
_RETRY = "Attempting a reconnect in %.2fs"  # how the library says that it is about to try again


class WithoutSecrets(logging.Formatter):
    """Formats a record and blots out the token, and what a library's exception says: that may quote a message."""

    def __init__(self, token: str) -> None:
        """Blot out `token`."""
        super().__init__(_FORMAT)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        kept, record.exc_text = record.exc_text, None  # another handler's traceback, with every message in it
        try:
            return super().format(record).replace(self._token, "[token]")
        finally:
            record.exc_text = kept

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is the standard library's
        """Where it happened and of what kind it was."""
        return outline(ei[1]).rstrip("\n") if ei[1] is not None else ""


class AsJson(WithoutSecrets):
    """The same as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON: time (RFC 3339), level, logger, message and, after an exception, traceback."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False).replace(self._token, "[token]")


class RetriesInOneLine(logging.Filter):
    """Makes a line of what the library tells with a traceback, at every try, while Discord cannot be reached."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.msg == _RETRY:
            kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "error"
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.msg = f"No connection to Discord ({kind}): trying again in %.0f s"
            record.exc_info = record.exc_text = None
        return True


def set_up(level: str, token: str, form: str = "text") -> None:
    """Write everything from `level` on to standard error, as `form` (text or json)."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson(token) if form == "json" else WithoutSecrets(token))
    handler.addFilter(RetriesInOneLine())
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

    return _chain(error, lambda message: re.sub(r"\w{2,}", hide, message))


def outline(error: BaseException) -> str:
    """The traceback of `error` and of what led to it without any message, for they may quote anybody.

    >>> print(outline(ValueError("who won?")), end="")
    Traceback (most recent call last):
    ValueError: …
    """
    return _chain(error, lambda message: "…\n" if message else "")


def _chain(error: BaseException, words: Callable[[str], str]) -> str:
    parts: list[str] = []
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        name, colon, message = "".join(traceback.format_exception_only(each)).partition(": ")
        frames = "".join(traceback.format_tb(each.__traceback__))
        parts.append(f"{_TRACEBACK}{frames}{name}{colon}{words(message)}")
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\nwhich led to:\n".join(reversed(parts))


def _fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
