"""Finds names by their first letters, with slips; it knows what no name stands for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

# From so many letters on one slip is forgiven, and two: measured on the generated slips of tests/language/test_options.
_ONE_SLIP, _TWO_SLIPS = 3, 6

Rank = tuple[float, ...]  # the smaller the better


class Completion:
    """An index of folded names, several of which may stand for one thing.

    >>> completion = Completion([("canada", "CAN"), ("holland", "NED"), ("kasachstan", "KAZ")])
    >>> completion.find("hol"), completion.find("cnaad"), completion.find("an")
    (['NED'], ['CAN'], [])
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Index pairs of a name and the id it stands for; ids that fit equally well keep the order given."""
        owners = defaultdict[str, dict[str, None]](dict)
        self._order: dict[str, int] = {}
        for name, identity in names:
            owners[name][identity] = None
            self._order.setdefault(identity, len(self._order))
        self._names = [name for name in owners if name]
        self._owners = owners

    def find(self, typed: str, *, slips: bool = True) -> list[str]:
        """Ids, best first: those whose name begins like that, has words that do, or does so but for a slip or two."""
        best: dict[str, Rank] = {}
        for name, rank in (*self._begun(typed), *(self._misspelt(typed) if slips else ())):
            for identity in self._owners[name]:
                if identity not in best or rank < best[identity]:
                    best[identity] = rank
        return sorted(best, key=lambda identity: (best[identity], self._order[identity]))

    def _begun(self, typed: str) -> Iterator[tuple[str, Rank]]:
        words = [f" {word}" for word in typed.split(" ")]
        for name in self._names:
            if name == typed:
                yield name, (0,)
            elif name.startswith(typed):
                yield name, (1,)
            elif words[0] in (spaced := f" {name}") and all(word in spaced for word in words):
                yield name, (2,)

    def _misspelt(self, typed: str) -> Iterator[tuple[str, Rank]]:
        slips = 2 if len(typed) >= _TWO_SLIPS else 1 if len(typed) >= _ONE_SLIP else 0
        if not slips:
            return
        begun = [name[: len(typed)] for name in self._names]
        for whole, names in ((0, self._names), (1, begun)):
            near = process.extract(typed, names, scorer=OSA.distance, score_cutoff=slips, limit=None)
            yield from ((self._names[at], (3, distance, whole)) for _, distance, at in near)
