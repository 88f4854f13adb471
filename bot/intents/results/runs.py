"""Places over several Games: titles kept, taken over and won running, so many times, and teams at every Games."""

import itertools
from collections.abc import Callable, Sequence

from bot.answers import Found, NotHeld
from bot.facts.snapshot import Result
from bot.intents.query import Query, Response
from bot.intents.results.places import MEDAL_RANK, focus, in_words, offers, outcome_of, place, ranks_asked
from bot.language.reading import Focus
from bot.wording.plain import listed, number, opened, ordinal


def times_over(q: Query) -> int:
    """How many times a team is to have come to a place: "who was eighth three times"; 0 where it is not said."""
    terms = q.reading.terms
    for at, term in enumerate(terms):
        if term.text == "twice":
            return 2
        number = next((int(c.partition(":")[2]) for c in term.cues if c.startswith("number:")), 0)
        if number > 1 and at + 1 < len(terms) and terms[at + 1].text in ("times", "occasions"):
            return number
    return 0


def often_at(q: Query, ranks: Sequence[int], often: int) -> Response:
    """The teams that came to a place so many times, men and women counted apart."""
    found = _by_team(q.results(games=q.said_games or q.held, ranks=ranks), lambda x: x.event.gender)
    teams = {key: rows for key, rows in found.items() if len(rows) >= often}
    what = f"{in_words(ranks)} {number(often)} times"
    if not teams:
        return Response(Found(f"No team has come {what} in the {q.event_name()}."), Focus(), q.scope)
    told = [
        f"{q.nation(nation)} ({gender}, {listed([str(x.games.year) for x in reversed(rows)])})"
        for (gender, nation), rows in teams.items()
    ]
    rows = [x for some in teams.values() for x in some]
    more = " or more" if any(len(some) > often for some in teams.values()) else ""
    return _told(q, opened(f"{listed(told)} came {what}{more}."), rows, ranks)


def _by_team(rows: Sequence[Result], apart: Callable[[Result], str]) -> dict[tuple[str, str], list[Result]]:
    """The places of each team that is named; `apart` says what keeps two groups of one nation apart."""
    teams: dict[tuple[str, str], list[Result]] = {}
    for x in rows:
        if x.placing.nation:
            teams.setdefault((apart(x), x.placing.nation), []).append(x)
    return teams


def _told(q: Query, text: str, rows: Sequence[Result], ranks: Sequence[int]) -> Response:
    """A sentence about some places, with their sources and what to ask next."""
    sources = q.sources(i for x in rows for i in x.placing.sources)
    return Response(Found(text, sources=sources, suggestions=offers(q, rows)), focus(q, rows, ranks), q.scope)


def most_often(q: Query) -> bool:
    """Whether it is asked who came to a place most often: "which nation has been fourth most often"."""
    r = q.reading
    asked = r.asks in ("who", "nation") and r.cue("op:most", "often:most")
    return asked and len(r.ranks) == 1 and not (r.nations or r.people or r.medals)


def oftenest(q: Query) -> Response:
    """The teams that came to a place most often, men and women together."""
    ranks = ranks_asked(q)
    rows = q.results(games=q.said_games or q.held, ranks=ranks)
    times = _by_team(rows, lambda _: "")
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
    return _told(q, text, used, ranks)


def attendance(q: Query) -> int:
    """At how many Games a team is to have been, where that is what picks the teams asked for; else 0."""
    r = q.reading
    others = r.nations or r.people or r.rounds or r.games or r.bound or r.conditions or ranks_asked(q)
    if r.asks not in ("nation", "who") or others or not r.cue("verb:skate", "aux:be", "noun:appearance"):
        return 0
    every = any(term.text.startswith(("every", "all", "at all", "each")) for term in r.terms)
    if r.number and r.cue("noun:games"):
        return r.number
    return len(q.held) if every and r.cue("noun:games", "op:ever", "op:each", "op:all") else 0


def attending(q: Query, wanted: int) -> Response:
    """The teams that were at so many Games, men and women apart."""
    told, used = [], []
    for gender in q.genders:
        teams = _by_team(q.results(games=q.held, genders=(gender,)), lambda x: x.event.gender)
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
    return r.asks == "count" and r.of == "nation" and not named and r.scope == "event" and bool(ranks_asked(q))


def counted(q: Query) -> Response:
    """How many different teams were at some places, and which."""
    ranks = ranks_asked(q)
    rows = q.results(ranks=ranks, games=q.said_games or q.held)
    teams = list(dict.fromkeys(x.placing.nation for x in rows if x.placing.nation))
    what = {(1,): "won", (2,): "won silver in", (3,): "won bronze in", (1, 2, 3): "won a medal in"}.get(
        ranks, f"come {in_words(ranks)} in"
    )
    event = q.event_name(q.genders[0] if len(q.genders) == 1 else "")
    text = (
        f"{number(len(teams)).capitalize()} {'nation has' if len(teams) == 1 else 'nations have'} {what} the {event}: "
        f"{listed([q.nation(n) for n in teams])}."
    )
    return _told(q, text, rows, ranks)


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
    return Response(outcome_of(q, rows, (1,)), focus(q, rows, (1,)), q.scope)


def _what_became(q: Query, rows: Sequence[Result]) -> Response:
    """Whether the champions came to the place asked about at the next Games."""
    if not rows:
        return Response(NotHeld(f"What became of the champions there is not held: {q.scope}."), Focus(), q.scope)
    told = listed([f"{q.nation(x.placing.nation)} {_did(x)} in {x.games.year} ({x.event.gender})" for x in rows])
    holds = all(x.rank in (ranks_asked(q) or (1,)) for x in rows)
    return _told(q, f"{'Yes' if holds else 'No'}: {told}.", rows, (1,))


def repeated(q: Query) -> Response:
    """The same place, mostly the first, at two Games running."""
    r = q.reading
    ranks = ranks_asked(q)
    rank = ranks[0] if len(ranks) == 1 else 1
    if rank == 1 and r.conditions and r.conditions[0].what in MEDAL_RANK:
        rank = MEDAL_RANK[r.conditions[0].what]
    if (
        r.nations
        and len(q.said_games) == 1
        and r.yes_no
        and (at := q.held.index(q.said_games[0]))
        and not _both_won(q, at)
    ):
        return _title_defence(q, at)
    found = []
    longest = 0
    numbers = [int(cue.partition(":")[2]) for t in r.terms for cue in t.cues if cue.startswith("number:")]
    wanted = max((n for n in numbers if n > 1), default=2)
    for gender in q.genders:
        at_rank = {x.games.id: x for x in q.results(games=q.held, genders=(gender,), ranks=(rank,), nations=())}
        run = 1
        for before, after in itertools.pairwise(q.held):
            a, b = at_rank.get(before), at_rank.get(after)
            if not (a and b and a.placing.nation == b.placing.nation):
                run = 1
                continue
            run += 1
            if not r.nations or a.placing.nation in r.nations:
                found.append((gender, a, b))
                longest = max(longest, run)
    checked = r.yes_no or (bool(r.nations) and r.asks in ("", "title", "medal", "champion"))
    negated = r.cue("negation:not")
    word = ("Yes: " if (longest >= wanted) is not negated else "No: ") if checked else ""
    did = {1: "won", 2: "won silver in", 3: "won bronze in"}.get(rank, f"came {ordinal(rank)} in")
    if not found or (longest < wanted and not checked):
        who = listed([q.nation(n) for n in r.nations]) if r.nations else "no team" if word else "No team"
        event = q.event_name(q.genders[0] if len(q.genders) == 1 else "")
        told = f"{who} has {'not ' if r.nations else ''}{did} the {event} at {number(wanted)} Games running."
        return Response(Found(word + (told if word else opened(told))), Focus(), q.scope)
    if q.reading.cue("op:first"):
        found = [min(found, key=lambda f: f[2].games.year)]
    parts = [f"{q.nation(a.placing.nation)} ({gender}, {a.games.year} and {b.games.year})" for gender, a, b in found]
    rows = [x for _, a, b in found for x in (a, b)]
    text = word + (str if word else opened)(f"{listed(parts)} {did} the {q.event_name()} at two Games running.")
    return _told(q, text, rows, (rank,))


def _both_won(q: Query, at: int) -> bool:
    """Whether the team won at the Games named and at those after them: then it kept the title of the former."""
    if at + 1 == len(q.held):
        return False
    rows = q.results(games=q.held[at : at + 2], ranks=(1,))
    return len({x.games.id for x in rows}) == 2


def _title_defence(q: Query, at: int) -> Response:
    """What became of a champion at the next Games: "did Japan defend in 2022"."""
    r = q.reading
    champions = q.results(games=q.held[at - 1 : at], ranks=(1,))
    games = q.held[at]
    if not champions:
        champions = q.results(games=q.held[at : at + 1], ranks=(1,))
        if champions and at + 1 < len(q.held):
            games = q.held[at + 1]  # "did Italy keep its 2006 title": the Games named are those of the title
    genders: list[str] = [x.event.gender for x in champions] or [*q.genders]
    rows = [x for x in q.results(games=(games,)) if x.event.gender in genders]
    winners = [x for x in q.results(games=(games,), ranks=(1,), nations=()) if x.event.gender in genders]
    kept = bool(champions) and any(x.rank == 1 for x in rows)
    word = "Yes" if kept is not r.cue("negation:not") else "No"
    if not champions:
        told = f"{listed([q.nation(n) for n in r.nations])} was not the champion before {q.snapshot.games[games].name}"
    elif rows:
        told = listed([f"{q.nation(x.placing.nation)} {_did(x)} in {x.games.year} ({x.event.gender})" for x in rows])
    else:
        told = f"{listed([q.nation(n) for n in r.nations])} is not among the teams of {q.snapshot.games[games].name}"
    if not kept:
        told += f"; {listed([f'{q.nation(x.placing.nation)} won ({x.event.gender})' for x in winners])}"
    return Response(
        Found(
            f"{word}: {told}.",
            sources=q.sources(i for x in (*rows, *winners) for i in x.placing.sources),
            suggestions=offers(q, winners),
        ),
        focus(q, winners, (1,)),
        q.scope,
    )


def _did(row: Result) -> str:
    return {"gold": "won", "silver": "took silver", "bronze": "took bronze"}.get(
        row.placing.medal or "", f"came {place(row)}"
    )
