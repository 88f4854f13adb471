"""Places over several Games: titles taken over, places so many times, and teams at every Games; runs stand apart."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers import Found, NotHeld
from bot.facts.snapshot import Result
from bot.intents.query import Query, Response
from bot.intents.results.offers import after_places
from bot.intents.results.places import focus, in_words, outcome_of, place, ranks_asked
from bot.language.reading import Focus
from bot.wording.plain import listed, opened


def by_team(rows: Sequence[Result], apart: Callable[[Result], str]) -> dict[tuple[str, str], list[Result]]:
    """The places of each team that is named; `apart` says what keeps two groups of one nation apart."""
    teams: dict[tuple[str, str], list[Result]] = {}
    for x in rows:
        if x.placing.nation:
            teams.setdefault((apart(x), x.placing.nation), []).append(x)
    return teams


def answered(q: Query, text: str, rows: Sequence[Result], ranks: Sequence[int]) -> Response:
    """A sentence about some places, with their sources and what to ask next."""
    sources = q.sources(i for x in rows for i in x.placing.sources)
    return Response(Found(text, sources=sources, suggestions=after_places(q, rows)), focus(q, rows, ranks), q.scope)


def debuts(q: Query) -> bool:
    """Whether it is asked which teams were new at some Games."""
    r = q.reading
    named = r.nations or r.people or r.rounds or ranks_asked(q)
    asked = r.cue("verb:be-new") or (r.cue("verb:debut") and r.asks in ("nation", "who"))
    return asked and bool(q.said_games) and not named


def new_teams(q: Query) -> Response:
    """The teams whose nation had none in the event of that gender before."""
    rows = []
    for x in q.results():
        before = q.held[: q.held.index(x.games.id)] if x.games.id in q.held else ()
        earlier = {y.placing.nation for y in q.results(games=before, genders=(x.event.gender,))}
        if x.placing.nation and x.placing.nation not in earlier:
            rows.append(x)
    told = listed([f"{q.nation(x.placing.nation)} ({x.event.gender}, {x.games.year})" for x in rows])
    if not rows:
        return Response(Found(f"No team was new there ({q.scope})."), Focus(), q.scope)
    return _noted(answered(q, opened(f"{told} had no team in that event before."), rows, ()), q.results(games=q.held))


def _noted(response: Response, rows: Sequence[Result]) -> Response:
    """The response, with a note where one of these places is of a team that no source names."""
    unnamed = next((x for x in rows if not x.placing.nation), None)
    if unnamed is None or not isinstance(response.outcome, Found):
        return response
    note = f"One team of {unnamed.games.name} ({unnamed.event.gender}) is not named in any source."
    return replace(response, outcome=replace(response.outcome, notes=(note,)))


def succeeds(q: Query) -> bool:
    """Whether the champion before or after one named is asked for: "who dethroned Norway", "who won before Japan"."""
    r = q.reading
    beside = (
        len(r.nations) == 1
        and not (r.yes_no or r.rounds or q.said_games)
        and r.cue("period:before", "period:after")
        and r.asks in ("who", "nation", "champion", "what")
        and ranks_asked(q) == (1,)
    )
    return r.cue("verb:succeed") or beside


def succession(q: Query) -> Response:
    """The champion before or after the one named: who dethroned whom."""
    r = q.reading
    before_verb = bool(r.subjects) or r.cue("period:before")
    rows: list[Result] = []
    for gender in q.genders:
        champions = q.results(games=q.held, genders=(gender,), ranks=(1,), nations=())[::-1]
        for earlier, later in itertools.pairwise(champions):
            if earlier.placing.nation == later.placing.nation:
                continue
            named, other = (later, earlier) if before_verb else (earlier, later)
            if named.placing.nation in r.nations and (
                not q.said_games or named.games.id in q.said_games or other.games.id in q.said_games
            ):
                rows.append(other)
    return Response(outcome_of(q, rows, (1,)), focus(q, rows, (1,)), q.scope)


def defending(q: Query) -> Response:
    """The latest champions, those who came to the Games named as champions, or what became of them there."""
    r = q.reading
    latest = (
        not q.said_games
        or (q.said_games == q.held[-1:] and not r.cue("period:before", "op:defending"))
        or r.when == "latest"
    )
    if latest and not ((r.asks in ("result", "rank") or r.yes_no) and q.said_games):
        rows = q.results(games=q.held[-1:], ranks=(1,), nations=())
        return Response(outcome_of(q, rows, (1,)), focus(q, rows, (1,)), q.scope)
    earlier = tuple(q.held[q.held.index(g) - 1] for g in q.said_games if g in q.held[1:])
    rows = q.results(games=earlier, ranks=(1,), nations=())
    if not rows:
        return Response(
            Found(
                f"Nobody came to {q.latest.name if not q.said_games else q.snapshot.games[q.said_games[0]].name} "
                f"as champion: it was the first time the event was held."
            ),
            Focus(),
            q.scope,
        )
    if r.asks in ("result", "rank") or r.yes_no:
        champions = {(q.held[q.held.index(x.games.id) + 1], x.event.gender, x.placing.nation) for x in rows}
        rows = [x for x in q.results(nations=()) if (x.games.id, x.event.gender, x.placing.nation) in champions]
        if r.yes_no:
            return _what_became(q, rows)
    told = Response(outcome_of(q, rows, (1,)), focus(q, rows, (1,)), q.scope)
    # Who came to Milan as champions is spoken of at Milan from then on.
    return replace(told, focus=replace(told.focus, games=q.said_games, rounds=())) if q.said_games else told


def _what_became(q: Query, rows: Sequence[Result]) -> Response:
    """Whether the champions came to the place asked about at the next Games."""
    if not rows:
        return Response(NotHeld(f"What became of the champions there is not held: {q.scope}."), Focus(), q.scope)
    told = listed([f"{q.nation(x.placing.nation)} {did(x)} in {x.games.year} ({x.event.gender})" for x in rows])
    holds = all(x.rank in (ranks_asked(q) or (1,)) for x in rows)
    return answered(q, f"{'Yes' if holds else 'No'}: {told}.", rows, (1,))


def has_done(ranks: Sequence[int]) -> str:
    """What a team has done that came to these places."""
    done = {(1,): "won", (2,): "won silver in", (3,): "won bronze in", (1, 2, 3): "won a medal in"}
    return done.get(tuple(ranks), f"finished {in_words(ranks)} in")


def did(row: Result) -> str:
    """What a team did at a place, in few words."""
    return {"gold": "won", "silver": "took silver", "bronze": "took bronze"}.get(
        row.placing.medal or "", f"came {place(row)}"
    )
