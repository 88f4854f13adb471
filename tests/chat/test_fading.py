"""Values are forgotten by time and by number, and by nothing else."""

from bot.chat.fading import Fading


def test_the_longest_unused_goes_first() -> None:
    kept: Fading[str, list[int]] = Fading(list, lifetime=10, limit=2, clock=lambda: 0.0)
    kept.of("a").append(1)
    kept.of("b").append(2)
    kept.of("a")
    kept.of("c")

    assert kept.of("a") == [1]
    assert kept.of("b") == []


def test_what_has_faded_is_freed_by_any_use() -> None:
    now = 0.0
    kept: Fading[int, list[int]] = Fading(list, lifetime=10, limit=100, clock=lambda: now)
    for key in range(50):
        kept.of(key)
    now = 10.0
    kept.of(99)

    assert len(kept) == 1


def test_forgetting_what_is_not_kept_is_no_error() -> None:
    Fading[str, list[int]](list, lifetime=1, limit=1, clock=lambda: 0.0).forget("a")
