"""A memory that fades: values by key, forgotten when unused for a while and bounded in number; it knows no Discord."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

Clock = Callable[[], float]  # seconds that only go up

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(slots=True)
class _Kept(Generic[V]):
    value: V
    used: float


class Fading(Generic[K, V]):
    """Makes a value on first use of a key and keeps it until `lifetime` seconds after its last use.

    >>> now = 0.0
    >>> lists = Fading(list, lifetime=600, limit=2, clock=lambda: now)
    >>> lists.of("ann").append(1)
    >>> now = 599.0
    >>> lists.of("ann")
    [1]
    >>> now = 1199.0
    >>> lists.of("ann")
    []
    """

    def __init__(self, make: Callable[[], V], *, lifetime: float, limit: int, clock: Clock) -> None:
        """Keep at most `limit` values; the one that was used longest ago goes first."""
        self._make = make
        self._lifetime = lifetime
        self._limit = limit
        self._clock = clock
        self._kept: OrderedDict[K, _Kept[V]] = OrderedDict()  # in order of last use

    def __len__(self) -> int:
        """How many values are remembered now."""
        self._fade()
        return len(self._kept)

    def of(self, key: K) -> V:
        """The value of `key`, a new one where there is none or it has been forgotten."""
        self._fade()
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = _Kept(self._make(), 0.0)
            if len(self._kept) > self._limit:
                self._kept.popitem(last=False)
        kept.used = self._clock()
        self._kept.move_to_end(key)
        return kept.value

    def get(self, key: K) -> V | None:
        """The value of `key` where there is one; looking at it is no use of it."""
        self._fade()
        kept = self._kept.get(key)
        return kept.value if kept else None

    def forget(self, key: K) -> None:
        """Drop what is kept for `key`, if anything is."""
        self._kept.pop(key, None)

    def forget_where(self, matches: Callable[[K], bool]) -> None:
        """Drop what is kept for every key that matches."""
        for key in [key for key in self._kept if matches(key)]:
            del self._kept[key]

    def _fade(self) -> None:
        now = self._clock()
        while self._kept:
            key, oldest = next(iter(self._kept.items()))
            if now - oldest.used < self._lifetime:
                return
            del self._kept[key]
