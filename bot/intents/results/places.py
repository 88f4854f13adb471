"""Chooses the places a question asks for and puts them into words: "Canada won the women's team pursuit"."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.snapshot import Result
from bot.intents.query import LAST_RANK, Query
from bot.intents.results.offers import after_places
from bot.language.reading import Focus
from bot.wording.plain import clock, listed, number, opened, ordinal

FEW_PLACES = 2  # more of them that follow each other are named by where they end
MEDAL_RANK = {"gold": 1, "silver": 2, "bronze": 3}


def ranks_asked(q: Query) -> tuple[int, ...]:
    """The final places the words ask for; empty when they ask for none."""
    r = q.reading
    found = list(r.ranks) + [MEDAL_RANK[m] for m in r.medals]
    for round_id in r.rounds:
        decides = q.snapshot.rounds[round_id].decides
        if decides and (r.cue("verb:win", "noun:champion") or "verb:lose" in r.cues):
            found.append(decides[-1] if "verb:lose" in r.cues else decides[0])
    if found:
        return tuple(sorted(set(found)))
    if r.cue("noun:podium") and r.cue("verb:win") and r.asks in ("who", "nation"):
        return (1,)  # "topped the podium"
    if r.cue("noun:podium", "noun:medal"):
        return (1, 2, 3)
    if r.cue("noun:result") and not r.cue("verb:win", "noun:champion"):
        return ()
    if r.cue("verb:lose", "noun:opponent") and any(1 in q.snapshot.rounds[x].decides for x in r.rounds):
        return (2,)
    if r.cue("verb:win", "noun:champion", "op:defending", "noun:title", "op:repeat"):
        return (1,)
    if r.asks == "who" and r.cue("verb:get") and not r.cue("noun:place", "verb:lead", "verb:meet", "verb:beat"):
        return (1,)
    return ()


def in_words(ranks: Sequence[int]) -> str:
    """Places as one says that a team came there.

    >>> in_words((2,)), in_words((7, 8)), in_words((1, 2, 3, 4)), in_words((4, 5, 6, 7, 8))
    ('2nd', '7th or 8th', 'in the top four', 'outside the top three')
    """
    if len(ranks) > FEW_PLACES and tuple(ranks) == tuple(range(ranks[0], ranks[-1] + 1)):
        first, last = ranks[0], ranks[-1]
        return f"in the top {number(last)}" if first == 1 else f"outside the top {number(first - 1)}"
    names = {LAST_RANK: "last", LAST_RANK - 1: "last but one"}
    return listed([names.get(k) or ordinal(k) for k in ranks], "or")


def outcome_of(q: Query, rows: Sequence[Result], ranks: Sequence[int]) -> Outcome:
    if not rows:
        return NotHeld(f"No team is held at that place: {q.scope}.", ("who won the women's team pursuit?",))
    if q.reading.ranks and all(x.placing.rank_to for x in rows):
        x = rows[0]
        return NotHeld(
            f"Which team was {in_words(ranks)} in the {q.event_name(x.event.gender)} "
            f"at {x.games.name} is not held: the order there was not found.",
            (f"which teams took part in the {x.event.gender}'s event in {x.games.year}?",),
        )
    events = list(dict.fromkeys((x.games.id, x.event.gender) for x in rows))
    sentences = [_sentence(q, [x for x in rows if (x.games.id, x.event.gender) == e]) for e in events]
    notes = tuple(
        note
        for x in rows[:3]
        if x.placing.confidence == "uncertain" or x.placing.rank_to
        for note in (f"{opened(q.nation(x.placing.nation))} at {x.games.name} is marked uncertain.",)
    )
    sources = q.sources(s for x in rows for s in x.placing.sources)
    shown = None
    items: tuple[str, ...] = ()
    if len(events) == 1:
        shown = table(q, rows)
        text = sentences[0]
    elif len(events) <= 2:
        text = " ".join(sentences)
    else:
        items = tuple(sentences)
        text = _summary(q, rows, ranks)
    return Found(text, items=items, table=shown, notes=notes, sources=sources, suggestions=after_places(q, rows))


def focus(q: Query, rows: Sequence[Result], ranks: Sequence[int]) -> Focus:
    one = len({x.placing.nation for x in rows}) == 1
    return Focus(
        games=tuple(dict.fromkeys(x.games.id for x in rows)),
        genders=tuple(dict.fromkeys(x.event.gender for x in rows)),
        nations=tuple(dict.fromkeys(x.placing.nation for x in rows if x.placing.nation)) if one else (),
        rounds=q.deciding(ranks[0]) if len(set(ranks)) == 1 else (),
    )


def _sentence(q: Query, rows: Sequence[Result]) -> str:
    first = rows[0]
    event = f"the {q.event_name(first.event.gender)} at {first.games.name}"
    if len(rows) == 1:
        who = named(q, first)
        match first.placing.medal:
            case "gold":
                return opened(f"{who} won {event}.")
            case "silver" | "bronze" as medal:
                return opened(f"{who} won {medal} in {event}.")
            case _:
                return opened(f"{who} came {place(first)} in {event}.")
    if len(rows) <= 3:
        parts = [f"{x.placing.medal or place(x)}: {named(q, x)}" for x in rows]
        return f"{opened(event)}: {', '.join(parts)}."
    return f"{opened(event)}: {', '.join(f'{place(x)} {named(q, x)}' for x in rows)}."


def named(q: Query, row: Result) -> str:
    """The team, or the skater where one skates alone."""
    return q.entrant(row.placing.nation, [m.skater for m in row.placing.squad])


def place(row: Result) -> str:
    return f"{ordinal(row.rank)} or {ordinal(row.placing.rank_to)}" if row.placing.rank_to else ordinal(row.rank)


def _summary(q: Query, rows: Sequence[Result], ranks: Sequence[int]) -> str:
    what = {(1,): "Champions", (2,): "Silver", (3,): "Bronze", (1, 2, 3): "Podiums"}.get(tuple(ranks), "Places")
    parts = [
        f"{x.games.year} {x.event.gender} {q.nation(x.placing.nation)}"
        if len(q.genders) > 1
        else f"{x.games.year} {q.nation(x.placing.nation)}"
        for x in rows
    ]
    who = f" ({q.genders[0]})" if len(q.genders) == 1 else ""
    if len(rows) <= 12:
        return f"{what} of the {q.event_name()}{who}: {', '.join(parts)}."
    return f"{what} of the {q.event_name()}{who} at {len({x.games.id for x in rows})} Games, latest first."


def table(q: Query, rows: Sequence[Result]) -> Table | None:
    """Places from two on, with the Games of each where they are not of one event."""
    if len(rows) < 2:
        return None
    apart = any(x.event is not rows[0].event for x in rows)
    body = []
    for x in rows:
        final = q.final_of(x)
        time = clock(final.entry.time) if final and final.entry.time else "–"
        team = q.snapshot.name(x.placing.nation) if x.placing.nation else "not named"
        body.append((f"{x.games.year} {x.event.gender}", team, place(x), time) if apart else (place(x), team, time))
    header = ("Games", "Team", "Place", "Last race") if apart else ("Place", "Team", "Last race")
    return Table(header, tuple(body), right=(len(header) - 1,))
