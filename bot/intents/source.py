"""Where the last answer comes from, and whether it stands: source?, how do you know, are you sure, why."""

from bot.answers import Found, NotUnderstood
from bot.intents.query import Query, Response
from bot.intents.refusal import OFFERS
from bot.wording.plain import clock, listed

NAME = "source"
TITLE = "Where an answer comes from"
EXAMPLES = ("source?", "how do you know", "are you sure?", "says who")
NEEDS_A_TURN = True  # its examples make sense after an answer only
READS_WORDS = True
DOUBTS = frozenset("sure really official fr certain positive seriously".split())


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
    items = tuple(f"{s.publisher}: {s.title}{f' ({s.url})' if s.url else ''}" for s in last.sources)
    names = listed(list(dict.fromkeys(s.publisher for s in last.sources)))
    if r.asks == "why":
        text = f"I read the question as: {last.read_as}. {f'The answer comes from {names}.' if names else ''}".strip()
    elif DOUBTS & r.words:
        text = f"Yes: {last.answer}"
    elif names:
        text = f"That comes from {names}."
    else:
        text = "That is counted from the results held here, each of which has its own source."
    notes = last.notes
    if r.time is not None and clock(r.time) not in last.answer and not any(clock(r.time) in n for n in notes):
        notes = (*notes, f"{clock(r.time)} is not what the sources used here give.")
    return Response(Found(text, items=items, notes=notes, sources=last.sources, suggestions=last.suggested[:2] or OFFERS[:1]), q.last.focus, last.read_as)
