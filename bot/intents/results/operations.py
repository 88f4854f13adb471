"""Holds each family of results to the words it was made for: one it cannot apply it does not claim over."""

import itertools

from bot.intents.query import Query
from bot.language.reading import EXTREMES, Reading, Term

# What narrows nothing: a question about all Games, or a list of them.
_SPANS = frozenset(("op:ever", "op:all", "op:each"))


def applies(**kinds: str) -> frozenset[str]:
    """The cues a family applies, from their values.

    >>> sorted(applies(op="first last", noun="medal"))
    ['noun:medal', 'op:first', 'op:last']
    """
    return frozenset(f"{kind}:{value}" for kind, values in kinds.items() for value in values.split())


def unheeded(q: Query, applied: frozenset[str]) -> frozenset[str]:
    """What was said that a family does not apply: "the *only* team", "what *share* of", "was *replaced*"."""
    return frozenset(c for c in q.reading.cues if c.startswith(("op:", "verb:", "noun:"))) - _SPANS - applied


def left_over(r: Reading, applied: frozenset[str], kinds: frozenset[str]) -> tuple[Term, ...]:
    """The words of a question that a family applies in no sense of theirs: neither these cues nor these kinds."""
    return tuple(
        term
        for term in r.terms
        if term.cues.isdisjoint(applied) and kinds.isdisjoint(cue.partition(":")[0] for cue in term.cues)
    )


def denies(r: Reading) -> bool:
    """Whether anything is denied but an operation: of "not the closest, the biggest" the rest asks."""
    terms = [t for t in r.terms if t.text not in ("the", "a", "in")]
    return any(
        _denial(term) and not (at + 1 < len(terms) and not terms[at + 1].cues.isdisjoint(EXTREMES))
        for at, term in enumerate(terms)
    )


def denies_verb(r: Reading) -> bool:
    """Whether a verb is denied: "which teams did not win"; "no, 2010" denies none."""
    return any(
        _denial(left) and any(c.startswith("verb:") for c in right.cues) for left, right in itertools.pairwise(r.terms)
    )


def _denial(term: Term) -> bool:
    return "negation:not" in term.cues or term.text.endswith(" not")


def excepts(r: Reading) -> bool:
    """Whether something is left out that is no team: "every champion except those of 2006"."""
    left_out = any(c.startswith("negation:") and t.text in _EXCEPT for t in r.terms for c in t.cues)
    return left_out and not r.without


_EXCEPT = frozenset(
    ("without", "except", "except for", "excluding", "other than", "apart from", "besides", "aside from", "minus")
)
