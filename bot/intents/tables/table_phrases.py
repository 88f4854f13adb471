"""Turns of phrase about medal counts that several words make together; each knows only its own words."""

from itertools import pairwise

from bot.language.reading import Reading, Term

ONE = frozenset(("one", "a single", "single", "any one"))


def has(term: Term, *kinds: str) -> bool:
    """Whether a term means something of these kinds."""
    return any(c.startswith(kinds) for c in term.cues)


def apart_by(r: Reading) -> bool:
    """The "difference in golds" between two: how many more."""
    if any(t.text.startswith("difference") for t in r.terms):
        return True
    return any("noun:margin" in t.cues and t.text not in ("won by", "win by", "lose by", "lost by") for t in r.terms)


def since_when(r: Reading) -> bool:
    """The "first time since when": what went before is asked for, and that is told as a moment."""
    return r.cue("op:first") and any(t.text in ("since when", "since") for t in r.terms) and not r.years


def by_the_most(r: Reading) -> bool:
    """Whether it is "won by the most", which is a margin."""
    return any(a.text.split()[-1:] == ["by"] and "op:most" in b.cues for a, b in pairwise(r.terms))


def at_one_games(r: Reading) -> bool:
    """At one Winter Games, in a single year."""
    return r.cue("single:games") or any(
        a.text in ONE
        and ("noun:games" in b.cues or ("scope:games" in b.cues and {"games", "olympics"} & set(b.text.split())))
        for a, b in pairwise(r.terms)
    )


def every_games(r: Reading) -> bool:
    """All Winter Games, every year."""
    terms = [t for t in r.terms if not has(t, "scope:")]
    return any("op:all" in a.cues and "noun:games" in b.cues for a, b in pairwise(terms))
