"""Says yes or no to what is claimed of a nation's places, or of anybody's, with the fact; it reads no cue but those."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome
from bot.facts.snapshot import Result
from bot.intents.query import LAST_RANK, Query, Response
from bot.intents.results.nation_places import MEDAL_OF, about, apart, did, placed, subject
from bot.intents.results.offers import after_places
from bot.intents.results.places import place, ranks_asked, table
from bot.intents.results.tally_question import said_often
from bot.language.reading import Focus, within
from bot.wording.plain import listed, opened, ordinal, plural


def verdict(q: Query, everything: Sequence[Result], rows: Sequence[Result], ranks: Sequence[int]) -> Outcome:
    """Yes or no with the fact; a "never" or "not" in the question turns the word round, not the fact."""
    r = q.reading
    if r.cue("noun:race") and r.cue("op:all", "op:each") and r.cue("verb:win") and not r.rounds:
        return _won_all(q)
    sources = q.sources(s for x in (rows or everything) for s in x.placing.sources)
    if not ranks:
        text = (
            f"Yes: {subject(q)} took part in {listed([f'{x.games.year} ({x.event.gender})' for x in rows])}."
            if len(rows) > 2
            else f"Yes: {' '.join(f'{q.nation(x.placing.nation)} {did(q, x)}.' for x in rows)}"
        )
        return Found(text, table=table(q, rows), sources=sources, suggestions=after_places(q, everything))
    claim = bool(rows)
    if r.cue("op:both", "op:all") and len(q.said_games) > 1:
        claim = {x.games.id for x in rows} >= set(q.said_games)
    elif r.cue("op:both") and len(r.genders) == 2:
        claim = {x.event.gender for x in rows} == {"men", "women"}
    if (often := said_often(r)) and not q.said_games:
        claim = within(len(rows), *often)
    elif r.cue("op:first", "op:last") and len(q.said_games) == 1 and rows:
        claim = q.said_games[0] == _edge_of(q, ranks)
    if r.cue("op:repeat"):
        claim = len(rows) > 1
    negated = r.cue("op:never", "negation:not")
    word = "Yes" if claim is not negated else "No"
    if rows:
        parts = [f"{q.nation(x.placing.nation)} {did(q, x)}" for x in rows[:2]]
        fact = (
            listed(parts)
            if len(rows) <= 2
            else f"{subject(q)} {placed(ranks)} in {listed([f'{x.games.year} ({x.event.gender})' for x in rows])}"
        )
        counted = f"{plural(len(rows), 'time')}; " if said_often(r) else ""
        return Found(
            f"{word}: {counted}{fact}.",
            table=table(q, rows) if len(rows) > 1 else None,
            sources=sources,
            suggestions=after_places(q, rows),
            notes=apart(q),
        )
    if len(everything) <= 2:
        fact = listed([f"{q.nation(x.placing.nation)} {did(q, x)}" for x in everything])
        true = _who_did(q, ranks, everything)
        return Found(f"{word}: {fact}{true}.", sources=sources, suggestions=after_places(q, everything), notes=apart(q))
    behind = min(ranks) > max(x.rank for x in everything)
    best = (max if behind else min)(x.rank for x in everything)
    told = listed([f"{x.games.year} ({x.event.gender})" for x in everything if x.rank == best])
    x = next(x for x in everything if x.rank == best)
    which = f"the {'lowest' if behind else 'best'} of {subject(q)} there"
    return Found(
        f"{word}: {which} is {x.placing.medal or place(x) + ' place'} in {told}.",
        sources=sources,
        suggestions=after_places(q, everything),
        notes=apart(q),
    )


def _edge_of(q: Query, ranks: Sequence[int]) -> str:
    """The first, or the last, of all Games at which the nations came to these places."""
    games = [x.games.id for x in q.results(games=q.held, ranks=ranks)]
    return games[0] if q.reading.cue("op:last") else games[-1]


def never(q: Query, everything: Sequence[Result], ranks: Sequence[int]) -> Outcome:
    """That the nations never were at these ranks, with their best."""
    what = listed([MEDAL_OF.get(k, "last place" if k == LAST_RANK else f"{ordinal(k)} place") for k in ranks], "or")
    best = min(x.rank for x in everything)
    told = listed([f"{x.games.year} ({x.event.gender})" for x in everything if x.rank == best])
    x = next(x for x in everything if x.rank == best)
    if q.said_games and len(everything) <= 2:
        told = " ".join(opened(f"{q.nation(y.placing.nation)} {did(q, y)}.") for y in everything)
        return Found(
            told,
            sources=q.sources(s for y in everything for s in y.placing.sources),
            suggestions=after_places(q, everything),
        )
    return Found(
        opened(f"{subject(q)} never had {what} there: the best is {x.placing.medal or place(x)} in {told}."),
        sources=q.sources(s for y in everything for s in y.placing.sources),
        suggestions=after_places(q, everything),
        notes=apart(q),
    )


def _won_all(q: Query) -> Outcome:
    """Whether the nations won every race of theirs that is held."""
    starts = q.starts()
    lost = [s for s in starts if s.won is False]
    told = listed([f"the {s.event.gender}'s {s.kind.name} in {s.games.year}" for s in lost[:4]])
    fact = f"lost {told}" if lost else f"lost none of {plural(len(starts), 'race')} that are held"
    word = "No" if lost else "Yes"
    sources = q.race_sources(starts)
    return Found(f"{word}: {subject(q)} {fact}.", sources=sources, suggestions=after_places(q, q.results()))


def _who_did(q: Query, ranks: Sequence[int], everything: Sequence[Result]) -> str:
    """Who really was there, for one event and one place."""
    if len(set(ranks)) != 1 or ranks[0] > 3:
        return ""
    events = [x.event for x in everything]
    true = [
        f"{q.nation(y.placing.nation)}{f' ({y.event.gender})' if len(events) > 1 else ''}"
        for y in q.results(nations=(), ranks=ranks)
        if y.event in events
    ]
    return f"; {MEDAL_OF[ranks[0]]} went to {listed(true)}" if true else ""


def anyone(q: Query) -> Response:
    """Whether anybody was at a place, without a nation named."""
    rows = q.results(ranks=ranks_asked(q))
    if not rows:
        return Response(NotHeld(f"Nothing of that kind is held: {q.scope}."), Focus(), q.scope)
    if len(q.reading.genders) > 1 and q.reading.cue("gender:both"):
        return _in_both(q, rows)
    parts = listed([f"{q.nation(x.placing.nation)} ({x.event.gender}, {x.games.year})" for x in rows[:8]])
    return _yes(q, parts, rows)


def _in_both(q: Query, rows: Sequence[Result]) -> Response:
    """Whether one team was at such a place with its men and its women at the same Games."""
    genders: dict[tuple[str, int], set[str]] = {}
    for x in rows:
        if x.placing.nation:
            genders.setdefault((x.placing.nation, x.games.year), set()).add(x.event.gender)
    both = [(nation, year) for (nation, year), held in genders.items() if len(held) > 1]
    if not both:
        told = f"no team did so with its men and its women at the same Games ({q.scope})"
        return about(q, Found(f"No: {told}.", table=table(q, rows), suggestions=after_places(q, rows)), rows)
    told = listed([f"{q.nation(nation)} ({year})" for nation, year in both])
    rows = [x for x in rows if (x.placing.nation, x.games.year) in both]
    return _yes(q, f"{told}, men and women", rows)


def _yes(q: Query, told: str, rows: Sequence[Result]) -> Response:
    """That it was so, with the places that show it."""
    sources = q.sources(s for x in rows for s in x.placing.sources)
    found = Found(f"Yes: {told}.", table=table(q, rows), sources=sources, suggestions=after_places(q, rows))
    return about(q, found, rows)
