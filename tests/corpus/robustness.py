"""Answered questions typed otherwise: with slips, without accents, in capitals, amid chat; it knows no expectation."""

import re
import unicodedata
from collections.abc import Callable
from random import Random

from tests.corpus.typos import slip

BEFORE = ("ok so ", "hey, ", "just wondering, ", "sorry if this was asked already but ", "lol ")
AFTER = (" thanks", " pls", " lol", " asking for a friend", " cheers mate")


def _slipped(text: str, chance: Random) -> str:
    """One slip in a word of four letters or more: nobody guesses what a slip in "men" or "22" was."""
    words = list(re.finditer(r"[^\W\d_]{4,}", text))
    if not words:
        return text
    word = chance.choice(words)
    return text[: word.start()] + slip(word[0], chance) + text[word.end() :]


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not "\u0300" <= c <= "\u036f")


WAYS: dict[str, Callable[[str, Random], str]] = {
    "one typo": _slipped,
    "two typos": lambda text, chance: _slipped(_slipped(text, chance), chance),
    "no accents": lambda text, _: unicodedata.normalize("NFC", _bare(text)),
    "no apostrophes": lambda text, _: text.replace("'", "").replace("’", ""),
    "capitals": lambda text, _: text.upper(),
    "chat before": lambda text, chance: chance.choice(BEFORE) + text,
    "chat after": lambda text, chance: text.rstrip("?!. ") + chance.choice(AFTER),
}


def otherwise(text: str, way: str) -> str:
    """`text` in one of the `WAYS`, the same one every time.

    >>> otherwise("who won women's gold?", "one typo"), otherwise("Bøkko, Wüst?", "capitals")
    ("who won women's gol?", 'BØKKO, WÜST?')
    """
    return WAYS[way](text, Random(f"{way}: {text}"))


def skeleton(text: str, names: frozenset[str]) -> str:
    """`text` with its names and numbers gone, by which two phrasings are told apart.

    >>> skeleton("Who won in 2022, Canada?", frozenset({"canada"}))
    'who won in # ~'
    """
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d[\d.:,]*", text.lower())
    kinds = ["#" if word[0].isdigit() else "~" if word.removesuffix("'s") in names else word for word in words]
    return " ".join(kind for at, kind in enumerate(kinds) if kind not in "#~" or kinds[at - 1 : at] != [kind])
