"""Where the last answer comes from, and whether it stands: source?, how do you know, are you sure, why."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import Found, NotUnderstood
from bot.facts.models import Source
from bot.intents.query import Query, Response
from bot.intents.refusal import OFFERS
from bot.wording.plain import clock, listed

NAME = "source"
TITLE = "Where an answer comes from"
EXAMPLES = ("source?", "how do you know", "are you sure?", "says who")
NEEDS_A_TURN = True  # its examples make sense after an answer only
READS_WORDS = True
DOUBTS = frozenset(
    ("sure", "really", "official", "fr", "certain", "positive", "seriously", "believe", "doubt", "right", "true")
)


def claims(q: Query) -> bool:
    """The last answer is questioned, and nothing else is asked."""
    r = q.reading
    if r.cue("noun:source"):
        return True
    return r.asks == "why" and not r.left and len(r.phrases) <= 2 and q.last is not None


def answer(q: Query) -> Response:
    """The sources of the last answer, or that it stands, with what other sources say."""
    r, last = q.reading, q.last
    if last is None or not last.answer:
        return Response(NotUnderstood("Ask me something first, and I will say where the answer comes from.", OFFERS))
    items = lines(last.sources)
    names = listed(list(dict.fromkeys(s.publisher for s in last.sources)))
    if r.asks == "why":
        text = f"I read the question as: {last.read_as}. {f'The answer comes from {names}.' if names else ''}".strip()
    elif DOUBTS & r.words:
        text = last.answer if last.answer.startswith(("Yes: ", "No: ")) else f"Yes: {last.answer}"
    elif names:
        text = f"That comes from {names}."
    else:
        text = "That is counted from the results held here, each of which has its own source."
    notes = last.notes or (("No source seen says otherwise.",) if DOUBTS & r.words and r.time is None else ())
    if r.time is not None and clock(r.time) not in last.answer and not any(clock(r.time) in n for n in notes):
        notes = (*notes, f"{clock(r.time)} is not what the sources used here give.")
    found = Found(text, items=items, notes=notes, sources=last.sources, suggestions=last.suggested[:2] or OFFERS[:1])
    return Response(found, last.focus, last.read_as)


def lines(sources: Sequence[Source]) -> tuple[str, ...]:
    """One line a source, with its address where it has one."""
    return tuple(f"{s.publisher}: {s.title}{f' ({s.url})' if s.url else ''}" for s in sources)


def named(found: Found) -> Found:
    """An answer that names its sources as well, because the question asked for both."""
    names = listed(list(dict.fromkeys(s.publisher for s in found.sources)))
    if not names:
        return found
    return replace(
        found, answer=f"{found.answer} That comes from {names}.", items=(*found.items, *lines(found.sources))
    )
