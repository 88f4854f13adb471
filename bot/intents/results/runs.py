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
from bot.wording.plain import listed, number, opened


def times_over(q: Query) -> int:
    """How many times a team is to have come to a place: "who was eighth three times"; 0 where it is not said."""
    terms = q.reading.terms
    for at, term in enumerate(terms):
        if "op:twice" in term.cues:
            return 2
        number = next((int(c.partition(":")[2]) for c in term.cues if c.startswith("number:")), 0)
        if number > 1 and at + 1 < len(terms) and terms[at + 1].text in ("times", "occasions"):
            return number
    return 0


def often_at(q: Query, ranks: Sequence[int], often: int) -> Response:
    """The teams that came to a place so many times, men and women counted apart."""
    found = by_team(q.results(games=q.said_games or q.held, ranks=ranks), lambda x: x.event.gender)
    teams = {key: rows for key, rows in found.items() if len(rows) >= often}
    what = f"{in_words(ranks)} {'twice' if often == 2 else f'{number(often)} times'}"
    if not teams:
        return Response(Found(f"No team has come {what} in the {q.event_name()}."), Focus(), q.scope)
    told = [
        f"{q.nation(nation)} ({gender}, {listed([str(x.games.year) for x in reversed(rows)])})"
        for (gender, nation), rows in teams.items()
    ]
    rows = [x for some in teams.values() for x in some]
    more = " or more" if any(len(some) > often for some in teams.values()) else ""
    return answered(q, opened(f"{listed(told)} came {what}{more}."), rows, ranks)


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


def most_often(q: Query) -> bool:
    """Whether it is asked who came to a place most often: "which nation has been fourth most often"."""
    r = q.reading
    if r.asks not in ("who", "nation") or r.nations or r.people or r.medals or r.rounds:
        return False
    return len(r.ranks) == 1 if r.cue("op:most") else r.cue("often:most") and len(ranks_asked(q)) == 1


def oftenest(q: Query) -> Response:
    """The teams that came to a place most often, men and women together."""
    ranks = ranks_asked(q)
    rows = q.results(games=q.said_games or q.held, ranks=ranks)
    times = by_team(rows, lambda _: "")
    most = max((len(some) for some in times.values()), default=0)
    if not most:
        return Response(NotHeld(f"Nothing of that kind is held: {q.scope}."), Focus(), q.scope)
    told = [
        f"{q.nation(nation)} ({listed([f'{x.event.gender} {x.games.year}' for x in reversed(some)])})"
        for (_, nation), some in times.items()
        if len(some) == most
    ]
    used = [x for some in times.values() if len(some) == most for x in some]
    often = {1: "once", 2: "twice"}.get(most, f"{number(most)} times")
    text = opened(f"{listed(told)} came {in_words(ranks)} most often, {often}.")
    return answered(q, text, used, ranks)


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


def each_time(q: Query) -> bool:
    """Whether a place is asked for at each of several Games: "a medal at each of the last four Games"."""
    r = q.reading
    every = any(t.text.startswith(("every", "each", "all")) for t in r.terms)
    asked = r.asks in ("who", "nation") and not (r.nations or r.people or r.rounds)
    return asked and every and len(q.said_games) > 1 and bool(ranks_asked(q))


def at_each(q: Query, ranks: Sequence[int]) -> Response:
    """The teams that came to such a place at all of the Games named, men and women apart."""
    rows = q.results(ranks=ranks)
    teams = by_team(rows, lambda x: x.event.gender)
    there = {key: some for key, some in teams.items() if len({x.games.id for x in some}) == len(q.said_games)}
    which = f"each of {q.said_games[0][-4:]} to {q.said_games[-1][-4:]}"
    if not there:
        return Response(Found(f"No team {has_done(ranks)} the {q.event_name()} at {which}."), Focus(), q.scope)
    told = listed([f"{q.nation(nation)} ({gender})" for gender, nation in there])
    used = [x for some in there.values() for x in some]
    return answered(q, opened(f"{told} {has_done(ranks)} the {q.event_name()} at {which}."), used, ranks)


def attendance(q: Query) -> int:
    """At how many Games a team is to have been, where that is what picks the teams asked for; else 0."""
    r = q.reading
    others = r.nations or r.people or r.rounds or r.games or r.bound or r.conditions or ranks_asked(q)
    asked = r.asks in ("nation", "who") or (r.asks == "games" and r.cue("noun:nation"))
    if not asked or others or not r.cue("verb:skate", "verb:qualify", "aux:be", "noun:appearance"):
        return 0
    every = any(term.text.startswith(("every", "all", "at all", "each")) for term in r.terms)
    if r.number and r.cue("noun:games"):
        return r.number
    return len(q.held) if every and r.cue("noun:games", "op:ever", "op:each", "op:all") else 0


def attending(q: Query, wanted: int) -> Response:
    """The teams that were at so many Games, men and women apart."""
    told, used = [], []
    for gender in q.genders:
        teams = by_team(q.results(games=q.held, genders=(gender,)), lambda x: x.event.gender)
        there = {nation: some for (_, nation), some in teams.items() if len(some) == wanted}
        used += [x for some in there.values() for x in some]
        told.append(f"{gender}: {listed([q.nation(n) for n in there]) if there else 'none'}")
    which = "all" if wanted == len(q.held) else number(wanted) + " of the"
    gaps = q.unnamed_teams()
    notes = (f"One team of {gaps[0].games.name} ({gaps[0].event.gender}) is not named in any source.",) if gaps else ()
    return Response(
        Found(
            f"Teams at {which} {number(len(q.held))} Games with a {q.event_name()}: {'; '.join(told)}.",
            notes=notes,
            sources=q.sources(i for x in used for i in x.placing.sources),
        ),
        Focus(),
        q.scope,
    )


def counts_teams(q: Query) -> bool:
    """Whether it is asked how many teams were at some places: "how many nations have won the women's event"."""
    r = q.reading
    named = r.nations or r.people or r.rounds or r.conditions or r.number
    return (
        r.asks == "count"
        and r.of == "nation"
        and not named
        and r.scope == "event"
        and (bool(ranks_asked(q)) or _ever_there(q))
    )


def _ever_there(q: Query) -> bool:
    """Whether all teams that ever took part are meant: "how many countries have raced"."""
    r = q.reading
    return r.cue("verb:skate", "verb:qualify") and r.cue("aux:have", "op:ever") and not q.said_games


def counted(q: Query) -> Response:
    """How many different teams were at some places, and which."""
    ranks = ranks_asked(q)
    rows = q.results(ranks=ranks, games=q.said_games or q.held)
    teams = list(dict.fromkeys(x.placing.nation for x in rows if x.placing.nation))
    event = q.event_name(q.genders[0] if len(q.genders) == 1 else "")
    many = f"{number(len(teams)).capitalize()} {'nation has' if len(teams) == 1 else 'nations have'}"
    did = has_done(ranks) if ranks else "taken part in"
    text = f"{many} {did} the {event}: {listed([q.nation(n) for n in teams])}."
    return _noted(answered(q, text, rows, ranks), rows)


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
