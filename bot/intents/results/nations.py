"""What a nation did: its results and medals, whether it ever won, first, last and best, in how many finals it was."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.snapshot import Result
from bot.intents.query import LAST_RANK, Query, Response
from bot.intents.results import absence
from bot.intents.results.places import place, ranks_asked
from bot.language.reading import Focus
from bot.wording.plain import clock, listed, opened, ordinal, plural

NAME = "nations"
TITLE = "A nation's results, medals, firsts and bests"
EXAMPLES = (
    "how did Poland do in 2014",
    "has Italy ever won",
    "when did Norway first win gold",
    "Belarus best result",
    "in how many finals was Canada",
    "did the Dutch women win a medal in 2022",
    "which years did Canada win",
    "is Canada the defending champion",
)

MEDAL_OF = {1: "gold", 2: "silver", 3: "bronze"}


def claims(q: Query) -> bool:
    """One or more nations are named, and the question is about their places."""
    r = q.reading
    if r.cue("record:OR", "record:WR", "noun:record", "verb:succeed", "op:repeat") or (
        r.cue("op:defending") and not r.nations
    ):
        return False
    if _ranks_by_rounds(q):
        return True
    if r.scope != "event" and not r.event:
        return False
    if r.people or (
        r.asks in ("how", "what", "which")
        and not r.cue("verb:get", "verb:win", "verb:finish", "noun:medal", "noun:result", "noun:rank")
        and not r.cue("op:best", "op:worst")
    ):
        return False
    if not r.nations:
        return r.yes_no and bool(ranks_asked(q)) and not r.people
    if r.asks in ("who", "nation"):
        return False
    return r.asks not in ("time", "margin", "skater", "squad", "age", "why", "date", "whose", "distance") or bool(
        r.yes_no
    )


def _ranks_by_rounds(q: Query) -> bool:
    """Whether nations are to be ordered by how often they were in a round or took part."""
    r = q.reading
    return (
        not r.nations
        and not r.people
        and r.asks in ("nation", "who")
        and r.cue("op:most", "op:fewest")
        and bool(r.rounds)
        and not r.bound
        and not r.cue("noun:medal", "noun:time", "noun:skater")
    )


def _most_often(q: Query) -> Response:
    """The nations that were in a round most, or least, often."""
    r = q.reading
    times: dict[str, int] = {}
    for s in q.starts(nations=(), games=q.said_games or q.held):
        times[s.entry.nation] = times.get(s.entry.nation, 0) + 1
    if not times:
        return Response(NotHeld(f"No such race is held: {q.scope}."), Focus(), q.scope)
    edge = (max if r.cue("op:most") else min)(times.values())
    kind = q.snapshot.rounds[r.rounds[0]].name
    named = [n for n, t in times.items() if t == edge]
    body = tuple((q.snapshot.name(n), str(t)) for n, t in sorted(times.items(), key=lambda x: -x[1]))
    text = (
        f"{opened(listed([q.nation(n) for n in named]))} {'was' if len(named) == 1 else 'were'} in the "
        f"{'most' if r.cue('op:most') else 'fewest'} of these races ({kind}): "
        f"{edge}."
    )
    return Response(
        Found(text, table=Table(("Team", "Races"), body, right=(1,)), suggestions=("medal table of the team pursuit",)),
        Focus(nations=tuple(named) if len(named) == 1 else ()),
        q.scope,
    )


def answer(q: Query) -> Response:
    """The nation's places, or the truth about them."""
    r = q.reading
    if _ranks_by_rounds(q):
        return _most_often(q)
    if not r.nations:
        return _anyone(q)
    everything = q.results()
    ranks = ranks_asked(q) or ((1, 2, 3) if _medal_meant(q) else ())
    if not everything:
        return Response(absence.of_team(q, ranks), Focus(nations=r.nations), q.scope)
    if r.asks == "count" and (counted := _count(q, everything, ranks)):
        return counted
    if (
        r.cue("noun:finalist")
        or (r.cue("verb:qualify", "verb:get") and r.rounds and not ranks)
        or (r.rounds and not ranks and (r.yes_no or r.asks in ("when", "games", "")))
    ):
        return _rounds(q, everything)
    rows = _fitting(everything, ranks)
    if r.yes_no:
        return _response(q, _verdict(q, everything, rows, ranks), rows or everything)
    if r.cue("op:best", "op:worst") or (r.cue("op:most", "op:biggest") and r.asks in ("result", "rank", "")):
        best = (max if r.cue("op:worst") else min)(x.rank for x in everything)
        return _response(
            q, _best(q, [x for x in everything if x.rank == best]), [x for x in everything if x.rank == best]
        )
    if ranks and not rows:
        return _response(q, _never(q, everything, ranks), everything)
    if r.cue("op:first", "op:last") and rows:
        year = (min if r.cue("op:first") else max)(x.games.year for x in rows)
        rows = [x for x in rows if x.games.year == year]
    if r.cue("op:both") and len(q.genders) == 2 and rows:
        both = {g for g in {x.games.id for x in rows} if len({x.event.gender for x in rows if x.games.id == g}) == 2}
        rows = [x for x in rows if x.games.id in both] or rows
    if r.asks in ("when", "games") or (ranks and r.asks in ("medal", "title", "podium")):
        return _response(q, _when(q, rows or everything, ranks), rows or everything)
    return _response(q, _results(q, rows or everything), rows or everything)


def _medal_meant(q: Query) -> bool:
    return q.reading.cue("noun:medal", "noun:podium")


def _fitting(rows: Sequence[Result], ranks: Sequence[int]) -> list[Result]:
    if LAST_RANK in ranks:
        return [x for x in rows if x.rank == 8]
    return [x for x in rows if x.rank in ranks] if ranks else list(rows)


def _response(q: Query, outcome: Outcome, rows: Sequence[Result]) -> Response:
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


def _name(q: Query) -> str:
    return listed([q.nation(n) for n in q.reading.nations])


def _did(q: Query, x: Result) -> str:
    """Won gold in the women's team pursuit at Beijing 2022."""
    event = f"the {q.event_name(x.event.gender)} at {x.games.name}"
    return f"won {x.placing.medal} in {event}" if x.placing.medal else f"came {place(x)} in {event}"


def _results(q: Query, rows: Sequence[Result]) -> Outcome:
    several = len(q.reading.nations) > 1
    sources = q.sources(s for x in rows for s in x.placing.sources)
    suggestions = _next(q, rows)
    if len(rows) <= 3:
        return Found(
            " ".join(opened(f"{q.nation(x.placing.nation)} {_did(q, x)}.") for x in rows),
            table=_table(q, rows),
            sources=sources,
            suggestions=suggestions,
            notes=_apart(q),
        )
    parts = [
        f"{x.games.year} {x.event.gender} "
        f"{q.nation(x.placing.nation) + ' ' if several else ''}{x.placing.medal or place(x)}"
        for x in rows
    ]
    return Found(
        opened(f"{_name(q)} in the {q.event_name()}: {', '.join(parts)}."),
        table=_table(q, rows),
        sources=sources,
        suggestions=suggestions,
        notes=_apart(q),
    )


def _when(q: Query, rows: Sequence[Result], ranks: Sequence[int]) -> Outcome:
    parts = [
        f"{x.games.year} ({x.event.gender}{', ' + (x.placing.medal or place(x)) if len(set(ranks)) != 1 else ''})"
        for x in rows
    ]
    what = (
        MEDAL_OF.get(ranks[0], f"{ordinal(ranks[0])} place")
        if len(set(ranks)) == 1
        else "medals"
        if ranks
        else "places"
    )
    which = "first " if q.reading.cue("op:first") else "last " if q.reading.cue("op:last") else ""
    if what == "medals" and not which and q.reading.asks == "medal":
        return Found(
            opened(
                f"{_name(q)} won {plural(len(rows), 'medal')}: "
                f"{listed([f'{x.placing.medal} in {x.games.year} ({x.event.gender})' for x in rows])}."
            ),
            table=_table(q, rows),
            sources=q.sources(s for x in rows for s in x.placing.sources),
            suggestions=_next(q, rows),
            notes=_apart(q),
        )
    return Found(
        opened(f"{_name(q)} {which}won {what} in {listed(parts)}.")
        if what in MEDAL_OF.values() or what == "medals"
        else opened(f"{_name(q)} had {what} in {listed(parts)}."),
        table=_table(q, rows),
        sources=q.sources(s for x in rows for s in x.placing.sources),
        suggestions=_next(q, rows),
        notes=_apart(q),
    )


def _best(q: Query, rows: Sequence[Result]) -> Outcome:
    x = rows[0]
    when = listed([f"{y.games.year} ({y.event.gender})" for y in rows])
    what = f"{place(x)} place" + (f" ({x.placing.medal})" if x.placing.medal else "")
    return Found(
        opened(f"{_name(q)}: {'worst' if q.reading.cue('op:worst') else 'best'} result {what}, in {when}."),
        table=_table(q, rows),
        sources=q.sources(s for y in rows for s in y.placing.sources),
        suggestions=_next(q, rows),
        notes=_apart(q),
    )


def _never(q: Query, everything: Sequence[Result], ranks: Sequence[int]) -> Outcome:
    what = listed([MEDAL_OF.get(k, "last place" if k == LAST_RANK else f"{ordinal(k)} place") for k in ranks], "or")
    best = min(x.rank for x in everything)
    told = listed([f"{x.games.year} ({x.event.gender})" for x in everything if x.rank == best])
    x = next(x for x in everything if x.rank == best)
    if q.said_games and len(everything) <= 2:
        told = " ".join(opened(f"{q.nation(y.placing.nation)} {_did(q, y)}.") for y in everything)
        return Found(
            told, sources=q.sources(s for y in everything for s in y.placing.sources), suggestions=_next(q, everything)
        )
    return Found(
        opened(f"{_name(q)} never had {what} there: the best is {x.placing.medal or place(x)} in {told}."),
        sources=q.sources(s for y in everything for s in y.placing.sources),
        suggestions=_next(q, everything),
        notes=_apart(q),
    )


def _verdict(q: Query, everything: Sequence[Result], rows: Sequence[Result], ranks: Sequence[int]) -> Outcome:
    """Yes or no with the fact; a "never" or "not" in the question turns the word round, not the fact."""
    r = q.reading
    sources = q.sources(s for x in (rows or everything) for s in x.placing.sources)
    if not ranks:
        text = (
            f"Yes: {_name(q)} took part in {listed([f'{x.games.year} ({x.event.gender})' for x in rows])}."
            if len(rows) > 2
            else f"Yes: {' '.join(f'{q.nation(x.placing.nation)} {_did(q, x)}.' for x in rows)}"
        )
        return Found(text, table=_table(q, rows), sources=sources, suggestions=_next(q, everything))
    claim = bool(rows)
    if r.cue("op:both", "op:all") and len(q.said_games) > 1:
        claim = {x.games.id for x in rows} >= set(q.said_games)
    elif r.cue("op:both") and len(r.genders) == 2:
        claim = {x.event.gender for x in rows} == {"men", "women"}
    if r.cue("op:repeat", "op:twice"):
        claim = len(rows) > 1
    negated = r.cue("op:never", "negation:not")
    word = "Yes" if claim is not negated else "No"
    if rows:
        parts = [f"{q.nation(x.placing.nation)} {_did(q, x)}" for x in rows[:2]]
        fact = (
            listed(parts)
            if len(rows) <= 2
            else f"{_name(q)} won {MEDAL_OF.get(ranks[0], 'a medal') if len(set(ranks)) == 1 else 'medals'} in "
            f"{listed([f'{x.games.year} ({x.event.gender})' for x in rows])}"
        )
        return Found(
            f"{word}: {fact}.",
            table=_table(q, rows) if len(rows) > 1 else None,
            sources=sources,
            suggestions=_next(q, rows),
            notes=_apart(q),
        )
    if len(everything) <= 2:
        fact = listed([f"{q.nation(x.placing.nation)} {_did(q, x)}" for x in everything])
        true = _who_did(q, ranks, everything)
        return Found(f"{word}: {fact}{true}.", sources=sources, suggestions=_next(q, everything), notes=_apart(q))
    best = min(x.rank for x in everything)
    told = listed([f"{x.games.year} ({x.event.gender})" for x in everything if x.rank == best])
    x = next(x for x in everything if x.rank == best)
    return Found(
        f"{word}: the best of {_name(q)} there is {x.placing.medal or place(x) + ' place'} in {told}.",
        sources=sources,
        suggestions=_next(q, everything),
        notes=_apart(q),
    )


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


def _anyone(q: Query) -> Response:
    """Whether anybody was at a place, without a nation named."""
    rows = q.results(ranks=ranks_asked(q))
    if not rows:
        return Response(NotHeld(f"Nothing of that kind is held: {q.scope}."), Focus(), q.scope)
    if len(q.reading.genders) > 1 and q.reading.cue("gender:both"):
        return _in_both(q, rows)
    parts = listed([f"{q.nation(x.placing.nation)} ({x.event.gender}, {x.games.year})" for x in rows[:8]])
    return _response(
        q,
        Found(
            f"{opened(parts)}.",
            table=_table(q, rows),
            sources=q.sources(s for x in rows for s in x.placing.sources),
            suggestions=_next(q, rows),
        ),
        rows,
    )


def _in_both(q: Query, rows: Sequence[Result]) -> Response:
    """Whether one team was at such a place with its men and its women at the same Games."""
    genders: dict[tuple[str, int], set[str]] = {}
    for x in rows:
        if x.placing.nation:
            genders.setdefault((x.placing.nation, x.games.year), set()).add(x.event.gender)
    both = [(nation, year) for (nation, year), held in genders.items() if len(held) > 1]
    if not both:
        told = f"no team did so with its men and its women at the same Games ({q.scope})"
        return _response(q, Found(f"No: {told}.", table=_table(q, rows), suggestions=_next(q, rows)), rows)
    told = listed([f"{q.nation(nation)} ({year})" for nation, year in both])
    rows = [x for x in rows if (x.placing.nation, x.games.year) in both]
    return _response(
        q,
        Found(
            f"Yes: {told}, men and women.",
            table=_table(q, rows),
            sources=q.sources(s for x in rows for s in x.placing.sources),
            suggestions=_next(q, rows),
        ),
        rows,
    )


def _count(q: Query, everything: Sequence[Result], ranks: Sequence[int]) -> Response | None:
    r = q.reading
    if r.of in ("finalist", "appearance", "games", "race", "times", "semifinalist", "", "title", "podium") or r.rounds:
        if r.rounds or r.of in ("finalist", "semifinalist"):
            return _rounds(q, everything)
        rows = _fitting(everything, ranks)
        if r.of == "race":
            starts = q.starts()
            text = (
                f"{opened(_name(q))} skated {plural(len(starts), 'race')} that "
                f"{'is' if len(starts) == 1 else 'are'} held "
                f"({q.scope})."
            )
            return Response(Found(text, suggestions=_next(q, everything)), Focus(nations=r.nations), q.scope)
        if r.of == "games" and r.cue("period:between") and len(rows) > 1:
            gap = rows[0].games.year - rows[1].games.year
            text = (
                f"{opened(_name(q))} waited {plural(gap, 'year')} between {rows[1].games.year} and "
                f"{rows[0].games.year} "
                f"({rows[0].event.gender})."
            )
            return _response(q, Found(text, table=_table(q, rows), suggestions=_next(q, everything)), rows)
        if r.of == "games" and not ranks:
            years = sorted({x.games.year for x in rows}, reverse=True)
            text = (
                f"{opened(_name(q))} took part at {plural(len(years), 'Games', 'Games')}: "
                f"{listed([str(y) for y in years])}."
            )
            return _response(q, Found(text, table=_table(q, rows), suggestions=_next(q, everything)), rows)
        what = (
            f"won {MEDAL_OF[ranks[0]]}"
            if len(set(ranks)) == 1 and ranks[0] in MEDAL_OF
            else "won a medal"
            if set(ranks) == {1, 2, 3}
            else f"came {listed([ordinal(k) for k in ranks], 'or')}"
            if ranks
            else "took part"
        )
        when = f": {listed([f'{x.games.year} ({x.event.gender})' for x in rows])}" if rows else ""
        return _response(
            q,
            Found(
                opened(f"{_name(q)} {what} {plural(len(rows), 'time')}{when}."),
                sources=q.sources(s for x in rows for s in x.placing.sources),
                suggestions=_next(q, everything),
                notes=_apart(q),
            ),
            rows or everything,
        )
    return None


def _rounds(q: Query, everything: Sequence[Result]) -> Response:
    """In which rounds a nation was."""
    r = q.reading
    rounds = r.rounds or ("final-a",)
    starts = q.starts(rounds=rounds)
    kind = q.snapshot.rounds[rounds[0]].name
    if r.yes_no and r.cue("verb:finish") and starts:
        short = [s for s in starts if s.entry.status in ("DNF", "DNS")]
        did = "did not finish" if short else "finished"
        told = listed([f"{kind} in {s.games.year} ({s.event.gender})" for s in short or starts])
        return _response(
            q,
            Found(
                f"{'No' if short else 'Yes'}: {_name(q)} {did} the {told}.",
                sources=q.sources(i for s in starts for i in s.entry.sources),
                suggestions=_next(q, everything),
            ),
            everything,
        )
    parts = [f"{s.games.year} ({s.event.gender})" for s in starts]
    who = opened(_name(q))
    negated = r.cue("negation:not", "op:never")
    word = ("Yes: " if bool(starts) is not negated else "No: ") if r.yes_no else ""
    who = who if not word else _name(q)
    if r.asks == "count":
        text = f"{who} was in {plural(len(starts), kind)}{': ' + listed(parts) if parts else ''}."
    elif starts:
        text = f"{word}{who} was in the {kind} in {listed(parts)}."
    else:
        told = " ".join(f"{q.nation(x.placing.nation)} {_did(q, x)}." for x in everything[:2])
        text = f"{word}{who} was not in the {kind} there; {told}"
    return _response(
        q,
        Found(text, sources=q.sources(i for s in starts for i in s.entry.sources), suggestions=_next(q, everything)),
        everything,
    )


def _table(q: Query, rows: Sequence[Result]) -> Table | None:
    if len(rows) < 2:
        return None
    body = []
    for x in rows:
        final = q.final_of(x)
        body.append(
            (
                f"{x.games.year} {x.event.gender}",
                q.snapshot.name(x.placing.nation or ""),
                place(x),
                clock(final.entry.time) if final and final.entry.time else "–",
            )
        )
    return Table(("Games", "Team", "Place", "Last race"), tuple(body), right=(3,))


def _apart(q: Query) -> tuple[str, ...]:
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


def _next(q: Query, rows: Sequence[Result]) -> tuple[str, ...]:
    if not rows or not rows[0].placing.nation:
        return ("medal table of the team pursuit",)
    x = rows[0]
    return (
        f"who skated for {q.nation(x.placing.nation)} in {x.games.year}?",
        f"who won the {x.event.gender}'s team pursuit in {x.games.year}?",
    )
