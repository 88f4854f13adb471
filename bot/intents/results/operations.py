"""Holds each family of results to the words that change what is asked: one it cannot apply it does not claim over."""

from bot.intents.query import Query

# What narrows nothing: a question about all Games, or a list of them.
_SPANS = frozenset(("op:ever", "op:all", "op:each"))


def unheeded(q: Query, applied: frozenset[str]) -> frozenset[str]:
    """The operations said that are not among those a family applies: "the *only* team", "what *share* of"."""
    return frozenset(c for c in q.reading.cues if c.startswith("op:")) - _SPANS - applied
