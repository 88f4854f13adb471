"""Counts what a nation did: places, finals, races, Games, the years between; and who was in a round most often."""

import itertools
from collections.abc import Sequence

from bot.answers import Found
from bot.facts.snapshot import Result, Start
from bot.intents.query import Query, Response
from bot.intents.results.nation_places import about, apart, did, fitting, placed, subject
from bot.intents.results.offers import after_places
from bot.intents.results.places import place, table
from bot.language.reading import Focus
from bot.wording.plain import listed, opened, plural


def count(q: Query, everything: Sequence[Result], ranks: Sequence[int]) -> Response | None:
    """How often the nations were somewhere; None where something else is counted."""
    r = q.reading
    if r.of in ("finalist", "appearance", "games", "race", "times", "semifinalist", "", "title", "podium") or r.rounds:
        if r.rounds or r.of in ("finalist", "semifinalist"):
            return in_rounds(q, everything)
        rows = fitting(everything, ranks)
        if r.of == "race":
            starts = [s for s in q.starts() if s.won is True or not r.cue("verb:win")]
            starts = [s for s in starts if s.won is False or not r.cue("verb:lose")]
            ended = "won" if r.cue("verb:win") else "lost" if r.cue("verb:lose") else "skated"
            text = (
                f"{opened(subject(q))} {ended} {plural(len(starts), 'race')} that "
                f"{'is' if len(starts) == 1 else 'are'} held "
                f"({q.scope})."
            )
            return Response(Found(text, suggestions=after_places(q, everything)), Focus(nations=r.nations), q.scope)
        if r.of == "games" and not ranks:
            years = sorted({x.games.year for x in rows}, reverse=True)
            text = (
                f"{opened(subject(q))} took part at {plural(len(years), 'Games', 'Games')}: "
                f"{listed([str(y) for y in years])}."
            )
            return about(q, Found(text, table=table(q, rows), suggestions=after_places(q, everything)), rows)
        what = placed(ranks)
        dated = f": {listed([f'{x.games.year} ({x.event.gender})' for x in rows])}" if rows else ""
        return about(
            q,
            Found(
                opened(f"{subject(q)} {what} {plural(len(rows), 'time')}{dated}."),
                sources=q.sources(s for x in rows for s in x.placing.sources),
                suggestions=after_places(q, everything),
                notes=apart(q),
            ),
            rows or everything,
        )
    return None


def in_rounds(q: Query, everything: Sequence[Result]) -> Response:
    """In which rounds a nation was."""
    r = q.reading
    rounds = r.rounds or ("final-a",)
    starts = q.starts(rounds=rounds)
    kind = q.snapshot.rounds[rounds[0]].name
    if r.yes_no and r.cue("verb:finish") and starts:
        short = [s for s in starts if s.entry.status in ("DNF", "DNS")]
        ended = "did not finish" if short else "finished"
        told = listed([f"{kind} in {s.games.year} ({s.event.gender})" for s in short or starts])
        return about(
            q,
            Found(
                f"{'No' if short else 'Yes'}: {subject(q)} {ended} the {told}.",
                sources=q.sources(i for s in starts for i in s.entry.sources),
                suggestions=after_places(q, everything),
            ),
            everything,
        )
    if r.cue("verb:miss") and not r.yes_no and r.asks in ("when", "games"):
        return _missing(q, everything, {(s.games.id, s.event.gender) for s in starts}, kind)
    parts = [f"{s.games.year} ({s.event.gender}{_ended(q, s)})" for s in starts]
    who = opened(subject(q))
    negated = r.cue("negation:not", "op:never")
    word = ("Yes: " if bool(starts) is not negated else "No: ") if r.yes_no else ""
    who = who if not word else subject(q)
    if r.asks == "count":
        were = "was" if len(r.nations) == 1 else "were"
        text = f"{who} {were} in {plural(len(starts), kind)}{': ' + listed(parts) if parts else ''}."
    elif starts:
        text = f"{word}{who} was in the {kind} in {listed(parts)}."
    else:
        told = " ".join(f"{q.nation(x.placing.nation)} {did(q, x)}." for x in everything[:2])
        text = f"{word}{who} was not in the {kind} there; {told}"
    return about(
        q,
        Found(
            text, sources=q.sources(i for s in starts for i in s.entry.sources), suggestions=after_places(q, everything)
        ),
        everything,
    )


def absent(q: Query) -> Response:
    """The Games at which the nations had no team, as far as every team there is known."""
    there = {(x.games.id, x.event.gender) for x in q.results()}
    unnamed = {(x.games.id, x.event.gender) for x in q.unnamed_teams()}
    missing = [
        (games, gender)
        for gender in q.genders
        for games in q.games
        if (games, gender) not in there | unnamed
        and any(e.event == q.event and e.gender == gender for e in q.snapshot.games[games].events)
    ]
    years = [f"{q.snapshot.games[games].year} ({gender})" for games, gender in missing]
    told = f"had no team in {listed(years)}" if years else "was there each time"
    return Response(
        Found(opened(f"{subject(q)} {told}."), suggestions=after_places(q, q.results())),
        Focus(nations=q.reading.nations),
        q.scope,
    )


def waits(q: Query) -> bool:
    """Whether it is asked how long it was from one place to the next, or is since the last."""
    return q.reading.cue("wait:since", "wait:between", "wait:waited")


def waited(q: Query, rows: Sequence[Result], ranks: Sequence[int]) -> Response:
    """The years between such places of the nations, men and women apart, or those since the last."""
    r = q.reading
    after = r.years[0] - 1 if r.years and r.cue("period:after") and r.years[0] - 1 in q.snapshot.by_year else 0
    between = not r.cue("wait:since") and (r.cue("wait:between", "period:between", "aux:did") or (r.number or 0) > 1)
    told = []
    for gender in dict.fromkeys(x.event.gender for x in rows):
        years = sorted({x.games.year for x in rows if x.event.gender == gender})
        if after:
            told.append(f"{plural(years[0] - after, 'year')} from {after} to {years[0]} ({gender})")
        elif between and len(years) > 1:
            gaps = [f"{plural(b - a, 'year')} from {a} to {b}" for a, b in itertools.pairwise(years)]
            told.append(f"{listed(gaps)} ({gender})")
        elif not between:
            year, now = years[-1], q.snapshot.knowledge.as_of.year
            told.append(f"{plural(now - year, 'year')} from {year} to {now} ({gender})")
    if not told:
        once = listed([f"{x.games.year} ({x.event.gender})" for x in rows])
        return about(q, Found(opened(f"{subject(q)} {placed(ranks)} only in {once}.")), rows)
    what = (
        f"until {subject(q)}" if after else f"between the times {subject(q)}" if between else f"since {subject(q)} last"
    )
    return about(
        q,
        Found(
            opened(f"{what} {placed(ranks)}: {listed(told)}."),
            table=table(q, rows),
            sources=q.sources(s for x in rows for s in x.placing.sources),
            suggestions=after_places(q, rows),
            notes=apart(q),
        ),
        rows,
    )


def _missing(q: Query, everything: Sequence[Result], there: set[tuple[str, str]], kind: str) -> Response:
    """The Games at which the nations had a team that was not in the round."""
    rows = [x for x in everything if (x.games.id, x.event.gender) not in there]
    if rows and q.reading.cue("op:first", "op:last"):
        pick = min if q.reading.cue("op:first") else max
        rows = [x for x in rows if x.games.year == pick(y.games.year for y in rows)]
    told = listed([f"{x.games.year} ({x.event.gender}, {place(x)})" for x in rows])
    fact = f"was not in the {kind} in {told}" if told else f"was in the {kind} each time"
    text = opened(f"{subject(q)} {fact}.")
    sources = q.sources(s for x in rows for s in x.placing.sources)
    return about(q, Found(text, sources=sources, suggestions=after_places(q, everything)), rows or everything)


def _ended(q: Query, s: Start) -> str:
    """What a team came away with from a race that decides places: ", gold"."""
    if not s.kind.decides:
        return ""
    rows = q.results(games=(s.games.id,), genders=(s.event.gender,), nations=(s.entry.nation,))
    return f", {rows[0].placing.medal or place(rows[0])}" if rows else ""
