"""Puts the places of the nations named into words: a list, the Games, the best; it decides no yes and no."""

from collections.abc import Sequence

from bot.answers import Found, Outcome
from bot.facts.snapshot import Result
from bot.intents.query import LAST_RANK, Query, Response, is_at
from bot.intents.results.offers import after_places
from bot.intents.results.places import in_words, place, table
from bot.language.reading import Focus
from bot.wording.plain import listed, number, opened, ordinal, plural

MEDAL_OF = {1: "gold", 2: "silver", 3: "bronze"}


def fitting(rows: Sequence[Result], ranks: Sequence[int]) -> list[Result]:
    """Those of some places that are at one of the ranks; all where none is named."""
    if not ranks:
        return list(rows)
    return [x for x in rows if x.rank in ranks or any(k >= LAST_RANK - 1 and is_at(x, k) for k in ranks)]


def about(q: Query, outcome: Outcome, rows: Sequence[Result]) -> Response:
    """An outcome with what it was about: these places, of the nations named."""
    same = {x.games.id for x in rows}
    return Response(
        outcome,
        Focus(
            games=tuple(same) if len(same) == 1 else (),
            genders=tuple(dict.fromkeys(x.event.gender for x in rows))
            if q.reading.genders or len({x.event.gender for x in rows}) == 1
            else (),
            nations=q.reading.nations,
        ),
        q.scope,
    )


def subject(q: Query) -> str:
    """The nations named, within a sentence."""
    return listed([q.nation(n) for n in q.reading.nations])


def did(q: Query, x: Result) -> str:
    """What a team did at some place: won gold in the women's team pursuit at Beijing 2022."""
    event = f"the {q.event_name(x.event.gender)} at {x.games.name}"
    return f"won {x.placing.medal} in {event}" if x.placing.medal else f"came {place(x)} in {event}"


def placed(ranks: Sequence[int]) -> str:
    """What a team did that came to one of these places.

    >>> placed((1,)), placed((1, 2, 3)), placed((4,)), placed(())
    ('won gold', 'won a medal', 'finished 4th', 'took part')
    """
    if not ranks:
        return "took part"
    if len(set(ranks)) == 1 and ranks[0] in MEDAL_OF:
        return f"won {MEDAL_OF[ranks[0]]}"
    return "won a medal" if set(ranks) == set(MEDAL_OF) else f"finished {in_words(ranks)}"


def results(q: Query, rows: Sequence[Result]) -> Outcome:
    """The places of the nations: a sentence each, or a list."""
    several = len(q.reading.nations) > 1
    sources = q.sources(s for x in rows for s in x.placing.sources)
    suggestions = after_places(q, rows)
    if len(rows) <= 3:
        return Found(
            " ".join(opened(f"{q.nation(x.placing.nation)} {did(q, x)}.") for x in rows),
            table=table(q, rows),
            sources=sources,
            suggestions=suggestions,
            notes=apart(q),
        )
    parts = [
        f"{x.games.year} {x.event.gender} "
        f"{q.nation(x.placing.nation) + ' ' if several else ''}{x.placing.medal or place(x)}"
        for x in rows
    ]
    return Found(
        opened(f"{subject(q)} in the {q.event_name()}: {', '.join(parts)}."),
        table=table(q, rows),
        sources=sources,
        suggestions=suggestions,
        notes=apart(q),
    )


def when(q: Query, rows: Sequence[Result], ranks: Sequence[int]) -> Outcome:
    """The Games at which the nations came to these ranks."""
    parts = [
        f"{x.games.year} ({x.event.gender}{', ' + (x.placing.medal or place(x)) if len(set(ranks)) != 1 else ''})"
        for x in rows
    ]
    what = (
        MEDAL_OF.get(ranks[0], "the last place" if ranks[0] == LAST_RANK else f"{ordinal(ranks[0])} place")
        if len(set(ranks)) == 1
        else "medals"
        if ranks and set(ranks) <= set(MEDAL_OF)
        else f"places {in_words(ranks)}"
        if ranks
        else "places"
    )
    which = "first " if q.reading.cue("op:first", "verb:debut") else "last " if q.reading.cue("op:last") else ""
    if q.reading.cue("op:only"):
        which = "only once " if len(rows) == 1 else f"not once but {number(len(rows))} times "
    counted = what == "medals" or (what in MEDAL_OF.values() and len(rows) > 1 and not q.said_games)
    if counted and not which and q.reading.asks in ("medal", "title"):
        won = plural(len(rows), "medal" if what == "medals" else what)
        named = "{0.placing.medal} in" if what == "medals" else "in"
        places = [f"{named.format(x)} {x.games.year} ({x.event.gender})" for x in rows]
        return Found(
            opened(f"{subject(q)} won {won}: {listed(places)}."),
            table=table(q, rows),
            sources=q.sources(s for x in rows for s in x.placing.sources),
            suggestions=after_places(q, rows),
            notes=apart(q),
        )
    return Found(
        opened(f"{subject(q)} {which}won {what} in {listed(parts)}.")
        if what in MEDAL_OF.values() or what == "medals"
        else opened(f"{subject(q)} had {what} in {listed(parts)}."),
        table=table(q, rows),
        sources=q.sources(s for x in rows for s in x.placing.sources),
        suggestions=after_places(q, rows),
        notes=apart(q),
    )


def best(q: Query, rows: Sequence[Result], worst: bool) -> Outcome:
    """The best, or the worst, place of the nations and when it was."""
    x = rows[0]
    when = listed([f"{y.games.year} ({y.event.gender})" for y in rows])
    what = f"{place(x)} place" + (f" ({x.placing.medal})" if x.placing.medal else "")
    return Found(
        opened(f"{subject(q)}: {'worst' if worst else 'best'} result {what}, in {when}."),
        table=table(q, rows),
        sources=q.sources(s for y in rows for s in y.placing.sources),
        suggestions=after_places(q, rows),
        notes=apart(q),
    )


def apart(q: Query) -> tuple[str, ...]:
    """Teams of a nation that are counted apart."""
    notes = []
    for nation in q.reading.nations:
        others = [
            n
            for n in q.snapshot.nations[nation].see_also
            if n not in q.reading.nations and q.results(nations=(n,), games=q.held)
        ]
        if others:
            notes.append(f"{listed([opened(q.nation(n)) for n in others])} is counted apart.")
    return tuple(notes)
