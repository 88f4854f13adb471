"""Very many made-up names and how fast the linker finds them when they are misspelt; it knows no question."""

import statistics
import time
import tracemalloc
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from rapidfuzz import fuzz, process

from bot.language.names import Names
from tests.corpus.typos import slip

SIZES = (100, 1_000, 10_000, 135_000)  # the last is about how many people have ever been to the Games
LOOKUPS = 2_000  # misspelt names asked of the index, of each kind
SCANS = 60  # and of the whole list, which takes a hundred times as long
KINDS = ("one slip", "two slips", "two slips in the family name")

_ONSETS = "b br ch d dr f g h j k kl kr l m n p pr r s sch sh st t tr v w y z".split()
_VOWELS = "a e i o u a e i o ai ei ie ou".split()
_CODAS = ("", "", "", "n", "r", "s", "l", "m", "k", "t", "nd", "ng", "ck")
_ENDINGS = ("", "", "", "", "sen", "son", "ova", "ski", "mann", "er")


@dataclass(frozen=True, slots=True)
class Lookup:
    """How lookups of one kind went: milliseconds each, and where the right name stood among the five best."""

    kind: str
    milliseconds: list[float]
    ranks: list[int | None]  # where the right name stood, from 0, of each lookup; None where it was not found

    def among(self, best: int, of: int | None = None) -> float:
        """How often the right name was among so many of the best, in the first `of` lookups or in all."""
        ranks = self.ranks[:of]
        return sum(rank is not None and rank < best for rank in ranks) / len(ranks)

    def at(self, percent: int) -> float:
        """The milliseconds within which so many percent of the lookups were done."""
        return statistics.quantiles(self.milliseconds, n=100)[percent - 1]


@dataclass(frozen=True, slots=True)
class Size:
    """The index over so many names: seconds to build, megabytes, and the lookups of each kind."""

    names: int
    build: float
    megabytes: float
    lookups: tuple[Lookup, ...]


def made_up(count: int) -> list[str]:
    """So many different names, the same ones every time; family names and given names are shared, some by very many.

    >>> made_up(3)
    ['Foliek Huhoson', 'Mecho Schistak', 'Proko Chakaind']
    """
    chance = Random(135_000)

    def words(number: int, lengths: tuple[int, ...], endings: tuple[str, ...]) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < number:
            syllables = chance.choice(lengths)
            spelt = "".join(
                chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS) * (at == syllables - 1)
                for at in range(syllables)
            )
            if len(spelt) > 2:
                found[spelt + chance.choice(endings)] = None
        return list(found)

    given, family = words(20 + count // 40, (1, 2, 2), ("", "")), words(20 + count // 6, (1, 2, 2, 3), _ENDINGS)
    shares = [[*accumulate(1 / (place + 5) for place in range(len(some)))] for some in (given, family)]
    names: dict[str, None] = {}
    while len(names) < count:
        common = chance.random() < 0.5
        pair = [
            chance.choices(some, cum_weights=share if common else None)[0]
            for some, share in zip((given, family), shares, strict=True)
        ]
        names[" ".join(word.capitalize() for word in pair)] = None
    return sorted(names)


def misspelt(names: list[str], kind: str, number: int) -> list[tuple[int, str]]:
    """So many places in `names`, each with a misspelling of the name there."""
    chance, found = Random(kind), []
    for _ in range(number):
        at = chance.randrange(len(names))
        start = names[at].index(" ") + 1 if "family" in kind else 0
        typed = slip(names[at], chance, start)
        found.append((at, typed if kind == "one slip" else slip(typed, chance, min(start, len(typed) - 1))))
    return found


def size(count: int) -> Size:
    """Build the index over so many names, and look misspelt ones up."""
    names = made_up(count)
    begin = time.perf_counter()
    index = Names(names)
    build = time.perf_counter() - begin
    lookups = []
    for kind in KINDS:
        taken: list[float] = []
        ranks: list[int | None] = []
        for at, typed in misspelt(names, kind, LOOKUPS):
            begin = time.perf_counter()
            found = [match.at for match in index.find(typed)]
            taken.append((time.perf_counter() - begin) * 1000)
            ranks.append(found.index(at) if at in found else None)
        lookups.append(Lookup(kind, taken, ranks))
    del index
    tracemalloc.start()
    kept = Names(names)  # noqa: F841 - what it holds is measured
    megabytes = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return Size(count, build, megabytes, tuple(lookups))


def scan(names: list[str], kind: str, scorer: str) -> Lookup:
    """The same misspellings by rapidfuzz over the whole list, without any index."""
    taken: list[float] = []
    ranks: list[int | None] = []
    for at, typed in misspelt(names, kind, SCANS):
        begin = time.perf_counter()
        process.extractOne(typed, names, scorer=getattr(fuzz, scorer))
        taken.append((time.perf_counter() - begin) * 1000)
        best = [place for _, _, place in process.extract(typed, names, scorer=getattr(fuzz, scorer), limit=5)]
        ranks.append(best.index(at) if at in best else None)
    return Lookup(kind, taken, ranks)


def table() -> str:
    """Every figure as a Markdown table, and the goals of the longest list beneath it."""
    sizes = [size(count) for count in SIZES]
    lines = [
        "| names | looked up | build | memory | median | 99 % within | first | among five |",
        "|--:|---|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {each.names:,} | {lookup.kind} | {each.build:.2f} s | {each.megabytes:.0f} MB | {lookup.at(50):.3f} ms "
        f"| {lookup.at(99):.3f} ms | {lookup.among(1):.1%} | {lookup.among(5):.1%} |"
        for each in sizes
        for lookup in each.lookups
    ]
    names, longest, thousand = made_up(SIZES[-1]), sizes[-1], sizes[1]
    scans = {scorer: [scan(names, kind, scorer) for kind in KINDS] for scorer in ("WRatio", "ratio")}
    lines += [
        f"| {len(names):,} | {lookup.kind}, `extractOne` with `{scorer}` over all | | | {lookup.at(50):.1f} ms | "
        f"{max(lookup.milliseconds):.1f} ms | {lookup.among(1):.1%} | {lookup.among(5):.1%} |"
        for scorer, lookups in scans.items()
        for lookup in lookups
    ]
    faster = min(w.at(50) / ours.at(50) for w, ours in zip(scans["WRatio"], longest.lookups, strict=True))
    growth = max(ours.at(50) / few.at(50) for ours, few in zip(longest.lookups, thousand.lookups, strict=True))
    recall = min(ours.among(1, SCANS) - w.among(1) for w, ours in zip(scans["WRatio"], longest.lookups, strict=True))
    worst = max(ours.at(99) for ours in longest.lookups)
    return (
        "\n".join(lines)
        + f"""

| Over {len(names):,} names | Measured | Goal |
|---|--:|--:|
| 99 % of the lookups within | {worst:.3f} ms | 1 ms |
| times faster than `WRatio` over all names, at least | {faster:.0f} | 100 |
| right name first, against `WRatio` on the same misspellings, at least | {recall:+.1%} | ±0 % |
| build | {longest.build:.2f} s | 3 s |
| median, compared with 1,000 names, at most | {growth:.2f} times | 3 times |
"""
    )
