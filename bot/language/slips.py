"""Other words that words of a line may be slips of, where what was typed is a word as well; it answers nothing."""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from bot.language.entities import link
from bot.language.lexicon import Lexicon, shortened
from bot.language.text import tokens

LONGEST_LINE = 200  # characters; a longer message is chat, in which any word may stand
SHORTEST = 3  # letters
MOST_GUESSES = 4  # other words that are tried
# What a slip may have meant to say: no name, which is spelt right where it is meant, and nothing that only softens.
MEANT = frozenset(("medal", "round", "event", "noun", "verb", "op", "gender", "rank", "period", "wh", "than", "phrase"))


class Respelt(NamedTuple):
    """The line with one word put right: `typed` read as `meant`, `sure` where its neighbour bears it out."""

    line: str
    typed: str
    meant: str
    sure: bool


def respelt(line: str, lexicon: Lexicon) -> Iterator[Respelt]:
    """What a line may have meant: "tea pursuit" is surely "team pursuit", "the tale" only perhaps "the table"."""
    if len(line) > LONGEST_LINE:
        return
    words = tokens(line)
    doubted = [
        item for item in link(words, lexicon) if item.meanings.keys() <= {"ordinary", "unknown"} and item.text.isalpha()
    ]
    if len(doubted) != 1 or len(doubted[0].text) < SHORTEST:
        return  # of several words that mean nothing here, one alone is hardly a slip
    item = doubted[0]
    for meant in _near(item.text, lexicon):
        raw = [token.raw for token in words]
        raw[item.start : item.end] = [meant]
        before, after = words[max(0, item.start - 1) : item.start], words[item.end : item.end + 1]
        pairs = (*(f"{w.text} {meant}" for w in before), *(f"{meant} {w.text}" for w in after))
        sure = any(pair in lexicon.phrases for pair in pairs)
        yield Respelt(" ".join(raw), item.raw, meant, sure)


def _near(word: str, lexicon: Lexicon) -> list[str]:
    """Words one slip away that mean something to us, or stand in a phrase that does, the likeliest first."""
    found = {
        candidate
        for short in shortened(word)
        for candidate in lexicon.deletions.of(short)
        if candidate != word
        and candidate not in lexicon.told
        and lexicon.phrases.get(candidate, {"phrase": ""}).keys() & MEANT
        and OSA.distance(word, candidate, score_cutoff=1) == 1
    }
    return sorted(found, key=lambda other: (-JaroWinkler.similarity(word, other), other))[:MOST_GUESSES]
