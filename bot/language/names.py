"""Finds the names that a misspelt name may stand for, among very many; it knows no question and no fact."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from bot.language.text import phrase

# How many letters may be wrong, missing, added or swapped with their neighbour, in the whole of a name.
SLIPS = 2


class Match(NamedTuple):
    """A name that was found: its place in the list the index was made from, and how alike it is, 0 to 1."""

    at: int
    score: float


class Names:
    """An index that picks the few names worth scoring; rapidfuzz scores those alone.

    Two slips leave one of two words whole, or fall one on each: so it is enough to look at the names that share a word
    with what was typed, and at those in which two words are one slip away from two words that were typed.

    >>> names = Names(["Isabelle Weidemann", "Isabelle Huppert", "Ivanie Blondin"])
    >>> [(match.at, round(match.score, 2)) for match in names.find("isabele wiedemann")]
    [(0, 0.89)]
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Index `names` by their folded words; a name keeps its place in the order given."""
        keys = self._keys = [phrase(name) for name in names]
        self._longest = max(map(len, keys), default=0)
        holding = self._holding = defaultdict[str, list[int]](list)  # a word -> the names with it, the shortest first
        self._exact: dict[str, int] = {}
        for at in sorted(range(len(keys)), key=lambda at: (len(keys[at]), at)):
            self._exact.setdefault(keys[at], at)
            for word in keys[at].split(" "):
                holding[word].append(at)
        shorter = self._shorter = defaultdict[str, list[str]](list)  # a word less one letter -> where it may come from
        for word in holding:
            for short in one_letter_less(word):
                shorter[short].append(word)

    def find(self, text: str, limit: int = 5) -> list[Match]:
        """The names at most `SLIPS` slips away from `text`, the likeliest first; empty where there are none."""
        typed, keys = phrase(text), self._keys
        near = sorted(
            (distance, -JaroWinkler.similarity(typed, keys[at]), at) for at, distance in self._near(typed).items()
        )
        return [Match(at, 1 - distance / max(len(typed), len(keys[at]))) for distance, _, at in near[:limit]]

    def _near(self, typed: str) -> dict[int, int]:
        """The names within reach, each with its distance in slips."""
        if (exact := self._exact.get(typed)) is not None:
            return {exact: 0}
        if len(typed) > self._longest + SLIPS:
            return {}
        words = typed.split(" ")
        found = self._scored(typed, self._sharing(words, typed)) or self._scored(typed, [*self._near_in_two(words)])
        if not found:
            for other in _spaced_otherwise(words):  # the space is one slip, and the other leaves a word whole
                found |= self._scored(typed, self._sharing(other, typed))
        return found

    def _scored(self, typed: str, candidates: Sequence[int]) -> dict[int, int]:
        keys = [self._keys[at] for at in candidates]
        scored = process.extract(typed, keys, scorer=DamerauLevenshtein.distance, score_cutoff=SLIPS, limit=None)
        return {candidates[place]: int(distance) for _, distance, place in scored}

    def _sharing(self, words: Iterable[str], typed: str) -> list[int]:
        """Names of a like length in which one of `words` stands."""
        found: list[int] = []
        keys = self._keys
        for word in words:
            if holding := self._holding.get(word):
                first = bisect_left(holding, len(typed) - SLIPS, key=lambda at: len(keys[at]))
                last = bisect_right(holding, len(typed) + SLIPS, key=lambda at: len(keys[at]))
                found += holding[first:last]
        return found

    def _near_in_two(self, words: Sequence[str]) -> Iterator[int]:
        """Names in which two words are one slip away from two of `words`; of a single word, names that are it."""
        near = [self._one_slip_away(word) for word in words]
        if len(words) == 1:
            yield from (self._exact[word] for word in near[0] if word in self._exact)
            return
        sizes = [sum(len(self._holding[word]) for word in some) for some in near]
        # The rarest words are gone through; another one only has to be in the name.
        rarest = min(range(len(words)), key=sizes.__getitem__)
        others = set().union(*(some for at, some in enumerate(near) if at != rarest))
        if others:
            for word in near[rarest]:
                for at in self._holding[word]:
                    if not others.isdisjoint(self._keys[at].split(" ")):
                        yield at

    def _one_slip_away(self, word: str) -> list[str]:
        found = set(self._shorter.get(word, ()))
        for short in one_letter_less(word):
            if short in self._holding:
                found.add(short)
            found.update(self._shorter.get(short, ()))
        found.discard(word)
        return [near for near in found if DamerauLevenshtein.distance(near, word, score_cutoff=1) == 1]


def one_letter_less(word: str) -> set[str]:
    """What is left of a word when a letter is taken out.

    >>> sorted(one_letter_less("gold"))
    ['gld', 'god', 'gol', 'old']
    """
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _spaced_otherwise(words: Sequence[str]) -> Iterator[list[str]]:
    """The words with a space gone, added, or swapped with the letter beside it.

    >>> [" ".join(words) for words in _spaced_otherwise(["ab", "cd"])]
    ['abcd', 'abc d', 'a bcd', 'a b cd', 'ab c d']
    """
    for i in range(len(words) - 1):
        left, right, rest = words[i], words[i + 1], words[i + 2 :]
        yield [*words[:i], left + right, *rest]
        yield [*words[:i], left + right[:1], right[1:], *rest]
        yield [*words[:i], left[:-1], left[-1:] + right, *rest]
    for i, word in enumerate(words):
        for cut in range(1, len(word)):
            yield [*words[:i], word[:cut], word[cut:], *words[i + 1 :]]
