"""Extremes, bounds, averages and differences over races: fastest, closest, first under a time, who was quicker."""

import itertools
from collections.abc import Callable
from dataclasses import replace

from bot.answers import Found, NotHeld
from bot.facts.snapshot import Start
from bot.intents.query import Query, Response
from bot.intents.results import comparisons, races
from bot.intents.results.offers import after_races
from bot.intents.results.operations import denies, denies_verb
from bot.intents.results.places import ranks_asked
from bot.intents.results.times import focus, table
from bot.language.reading import Compare, Reading, within
from bot.wording.plain import clock, listed, opened, plural, seconds

FEW = 2
NAME = "superlatives"
TITLE = "Fastest, slowest, closest, biggest, and times against a bound"
EXAMPLES = (
    "closest final ever",
    "fastest winning time of the men",
    "slowest winning time",
    "biggest margin in a women's semifinal",
    "which teams went under 3:38",
    "first team under 3:40",
    "average winning time of the women",
    "was Canada faster in the 2022 or the 2026 final",
)


def claims(q: Query) -> bool:
    """An extreme, a bound, an average or a difference of times or margins."""
    r = q.reading
    if r.cue(
        "noun:age", "op:youngest", "op:oldest", "noun:table", "record:WR", "record:OR", "noun:record"
    ) or r.asks in ("age", "skater"):
        return False
    if comparisons.sides(q):
        return True
    if denies(r) and not (r.yes_no or r.without or r.bound or r.inherited or denies_verb(r)):
        return False
    if r.bound or r.cue("op:fastest", "op:slowest", "op:closest"):
        return True
    if r.cue("op:faster", "op:slower"):
        return races.between(q) is not None or len(q.said_games) > 1
    timed = r.asks in ("time", "margin") or r.cue("noun:time", "noun:margin")
    if r.cue("op:biggest"):
        return r.cue("noun:margin") or not (r.cue("noun:medal") or r.medals)
    if timed and len(r.games) > 1 and r.cue("noun:margin") and r.cue("noun:time"):
        return True
    compared = r.cue("op:compare") and not races.between(q)
    return timed and (
        compared or r.cue("op:sort", "op:average", "op:total", "op:best", "op:worst", "op:same", "op:more", "op:less")
    )


def answer(q: Query) -> Response:
    """The extreme race or the races within the bound."""
    r = q.reading
    if pair := comparisons.sides(q):
        return comparisons.answer(q, pair)
    nth = _nth(r)
    if nth > 1:
        # The place is that among the marks: of "the second fastest time", not that of the silver.
        q = Query(replace(r, ranks=tuple(k for k in r.ranks if k != nth)), q.snapshot, q.last)
        r = q.reading
    two_times = len(q.said_games) > 1 and r.cue("noun:time", "op:faster", "op:slower")
    by_margin = not two_times and (
        (r.asks == "margin" and not (r.bound and r.bound[1] >= 6000))
        or r.cue("op:closest", "op:biggest", "noun:margin")
        or (r.bound is not None and r.bound[1] < 6000)
    )
    rows = _pool(q, by_margin)
    rows = [s for s in rows if _value(s, by_margin) is not None]
    if not rows:
        return Response(
            NotHeld(f"No race of that kind with {'a margin' if by_margin else 'a time'} is held: {q.scope}."),
            focus([]),
            q.scope,
        )
    if r.bound:
        return _bounded(q, rows, by_margin)
    if r.yes_no and (r.nations or q.said_games) and r.cue(*EXTREMES):
        return _checked(q, rows, by_margin)
    if r.cue("op:sort") and not r.cue(*EXTREMES):
        return _sorted(q, rows, by_margin)
    if r.cue("op:average", "op:total") and not r.cue("op:fastest", "op:slowest", "op:closest", "op:biggest"):
        return _average(q, rows, by_margin)
    return _extreme(q, rows, by_margin)


def _pool(q: Query, by_margin: bool) -> list[Start]:
    """The races an extreme is sought among."""
    r = q.reading
    ranks = ranks_asked(q)
    if r.rounds or ranks or races.between(q):
        rows = races.asked(q)
        if r.rounds and not ranks and not by_margin and not r.cue("verb:win"):
            rows = [s for s in q.starts() if s.won is False or not r.cue("verb:lose")]
        if ranks and denies_verb(r):
            rows = [s for s in q.starts() if s not in rows]
    else:
        rows = q.starts()
    if r.people:
        rows = [s for s in rows if all(set(g) & set(s.entry.skaters) for g in r.people)]
    if (
        not by_margin
        and r.cue("verb:lose")
        and not r.bound
        and not r.rounds
        and not r.ranks
        and not r.medals
        and not races.between(q)
    ):
        rows = [s for s in q.starts() if s.won is False]
    if by_margin:
        rows = races.once(rows) if not r.nations else [s for s in rows if _side(q, s)]
    return rows


def _side(q: Query, s: Start) -> bool:
    if q.reading.cue("verb:win", "verb:beat"):
        return s.won is True
    if q.reading.cue("verb:lose"):
        return s.won is False
    return True


def _value(s: Start, by_margin: bool) -> int | None:
    return s.margin if by_margin else s.entry.time


def _words(value: int, by_margin: bool) -> str:
    return seconds(value) if by_margin else clock(value)


def _line(q: Query, s: Start, by_margin: bool) -> str:
    if by_margin:
        assert s.margin is not None
        if s.rival is None:
            return f"{seconds(s.margin)} in {races.name(s)}"
        first, second = (s.entry, s.rival) if s.won else (s.rival, s.entry)
        return (
            f"{q.entrant(first.nation, first.skaters)} beat {q.entrant(second.nation, second.skaters)} by "
            f"{seconds(s.margin)} in {races.name(s)}"
        )
    return f"{q.entrant(s.entry.nation, s.entry.skaters)} skated {clock(s.entry.time or 0)} in {races.name(s)}"


def _largest(r: Reading) -> bool:
    """Whether the extreme is the slowest or the widest."""
    return r.cue("op:slowest", "op:biggest", "op:worst") and not r.cue("op:fastest", "op:closest")


def _extreme(q: Query, rows: list[Start], by_margin: bool) -> Response:
    r = q.reading
    largest = _largest(r)
    number, nth = _how_many(r), _nth(r)
    chosen: list[Start] = []
    split = len(q.genders) > 1 and not by_margin and not r.nations
    groups = [[s for s in rows if s.event.gender == g] for g in q.genders] if split else [rows]
    for group in groups:
        ordered = sorted(group, key=lambda s: _value(s, by_margin) or 0, reverse=largest)
        if not ordered:
            continue
        if nth > 1:
            mark = _value(ordered[min(nth, len(ordered)) - 1], by_margin)
            chosen += [s for s in ordered if _value(s, by_margin) == mark]
            continue
        edge = _value(ordered[min(number, len(ordered)) - 1], by_margin)
        chosen += [s for at, s in enumerate(ordered) if at < number or (number == 1 and _value(s, by_margin) == edge)]
    text = " ".join(opened(_line(q, s, by_margin)) + "." for s in chosen[:4])
    if len(chosen) > 4:
        marks = [
            f"{_words(_value(s, by_margin) or 0, by_margin)} {q.entrant(s.entry.nation, s.entry.skaters)}"
            for s in chosen
        ]
        text = f"The {plural(len(chosen), 'mark')}: {', '.join(marks)}."
    missing = sum(1 for s in _pool(q, by_margin) if _value(s, by_margin) is None)
    what = "margin" if by_margin else "time"
    notes = (f"Among the races whose {what} is held; {plural(missing, 'start')} left out.",) if missing else ()
    return Response(
        Found(
            text,
            table=table(q, chosen, by_margin),
            notes=notes,
            sources=q.race_sources(chosen),
            suggestions=after_races(chosen),
        ),
        focus(chosen),
        q.scope,
    )


EXTREMES = frozenset(("op:fastest", "op:slowest", "op:closest", "op:biggest", "op:most", "op:best"))


def _checked(q: Query, rows: list[Start], by_margin: bool) -> Response:
    """Whether the team or the Games named hold the extreme: "was 2026 the fastest men's final ever"."""
    r = q.reading
    # The field it is the extreme of: all Games where only these are named or "ever" is said, else all teams of these.
    games = q.held if r.cue("op:ever") or not r.nations else q.games
    field = replace(r, nations=(), games=games, when="", years=None, yes_no=False)
    whole = Query(field, q.snapshot)
    among = [s for s in _pool(whole, by_margin) if _value(s, by_margin) is not None]
    largest = _largest(r)
    told, used, holds = [], [], False
    for gender in q.genders:
        of_gender = [s for s in among if s.event.gender == gender]
        named = {id(s) for s in rows if s.event.gender == gender}
        if not of_gender or not named:
            continue
        best = (max if largest else min)(of_gender, key=lambda s: _value(s, by_margin) or 0)
        mark = _value(best, by_margin)
        same = [s for s in of_gender if _value(s, by_margin) == mark]
        holds = holds or any(id(s) in named for s in same)
        used += same
        told += [_line(q, s, by_margin) for s in same[:2]]
    if not told:
        return _extreme(q, rows, by_margin)
    text = f"{'Yes' if holds is not r.cue('negation:not') else 'No'}: {listed(told[:3])}."
    return Response(Found(text, sources=q.race_sources(used), suggestions=after_races(used)), focus(used), whole.scope)


def _sorted(q: Query, rows: list[Start], by_margin: bool) -> Response:
    """All of the marks, the fastest or the widest first, men and women apart."""
    parts = []
    ordered = sorted(rows, key=lambda s: _value(s, by_margin) or 0, reverse=by_margin)
    for gender in q.genders:
        some = [s for s in ordered if s.event.gender == gender]
        marks = [f"{_words(_value(s, by_margin) or 0, by_margin)} {_whose(q, s)} {s.games.year}" for s in some]
        if marks:
            parts.append(f"{gender}: {', '.join(marks[:MOST_MARKS])}")
    text = f"{'The widest' if by_margin else 'The fastest'} first; {'; '.join(parts)}."
    sources = q.race_sources(ordered)
    found = Found(text, table=table(q, ordered, by_margin), sources=sources, suggestions=after_races(ordered))
    return Response(found, focus(ordered), q.scope)


def _whose(q: Query, s: Start) -> str:
    return q.entrant(s.entry.nation, s.entry.skaters)


MOST_MARKS = 8


def _nth(r: Reading) -> int:
    """Which of the marks in their order is asked for: of "the second fastest" the second."""
    for place, extreme in itertools.pairwise(r.terms):
        if not extreme.cues.isdisjoint(EXTREMES):
            found = next((c[5:] for c in place.cues if c.startswith("rank:")), "")
            if found.isdigit():
                return int(found)
    return 1


def _how_many(r: Reading) -> int:
    """How many are asked for, by a number beside the extreme: "the three fastest", "five closest finals"; else one."""
    for left, right in itertools.pairwise(r.terms):
        for number, extreme in ((left, right), (right, left)):
            beside = not extreme.cues.isdisjoint(EXTREMES) or extreme.text == "top"
            if beside and number.number and number.text != "one":
                return number.number
    return 1


def _meant(q: Query, rows: list[Start], bound: int) -> list[Start]:
    """Where no gender was said, the starts of that whose times lie about the bound: 3:38 divides men, not women."""
    if q.reading.genders or len(q.genders) < 2:
        return rows
    times = {
        g: sorted(s.entry.time for s in q.snapshot.starts if s.event.gender == g and s.entry.time) for g in q.genders
    }
    middles = {g: some[len(some) // 2] for g, some in times.items() if some}
    nearest = min(middles, key=lambda g: abs(middles[g] - bound), default="")
    return [s for s in rows if s.event.gender == nearest]


def _bounded(q: Query, rows: list[Start], by_margin: bool) -> Response:
    r = q.reading
    assert r.bound
    compare, bound = r.bound
    if not by_margin and not r.nations and not r.people:
        rows = _meant(q, rows, bound)
    fits = [s for s in rows if within(_value(s, by_margin) or 0, compare, bound)]
    words = {"<": "under", "<=": "at most", ">": "over", ">=": "at least", "=": "exactly"}[compare]
    limit = f"{words} {_words(bound, by_margin)}"
    if not fits and r.yes_no and (races.between(q) or len(rows) <= FEW):
        return Response(
            Found(f"No: {_line(q, rows[0], by_margin)}.", sources=q.race_sources(rows), suggestions=after_races(rows)),
            focus(rows),
            q.scope,
        )
    if not fits:
        if not rows:
            return Response(NotHeld(f"No race of that kind is held: {q.scope}."), focus([]), q.scope)
        nearest = (min if compare in ("<", "<=") else max)(rows, key=lambda s: _value(s, by_margin) or 0)
        return Response(
            Found(
                f"No: none of the races held was {limit}; the nearest: {_line(q, nearest, by_margin)}.",
                sources=q.race_sources([nearest]),
                suggestions=("what is the men's Olympic record?",),
            ),
            focus([]),
            q.scope,
        )
    if r.cue("op:never") and not (r.nations or r.yes_no or by_margin):
        return _never(q, rows, fits, limit)
    if r.asks == "margin" and not by_margin:
        return _inside(q, fits, compare, bound)
    if r.cue("op:first", "op:last"):
        pick: Callable[..., Start] = min if r.cue("op:first") else max
        genders = [g for g in q.genders if any(s.event.gender == g for s in fits)]
        chosen = [
            pick((s for s in fits if s.event.gender == g), key=lambda s: (s.round.date, s.kind.order)) for g in genders
        ]
        return Response(
            Found(
                " ".join(opened(_line(q, s, by_margin)) + "." for s in chosen),
                sources=q.race_sources(chosen),
                suggestions=after_races(chosen),
            ),
            focus(chosen),
            q.scope,
        )
    nations = list(dict.fromkeys(s.entry.nation for s in fits))
    if r.asks == "count":
        if r.of in ("nation", "squad"):
            text = f"{plural(len(nations), 'nation')} skated {limit}: {listed([q.nation(n) for n in nations])}."
        else:
            text = (
                f"{plural(len(fits), 'race' if by_margin else 'start')} {'was' if len(fits) == 1 else 'were'} "
                f"{limit} ({q.scope})."
            )
    elif r.yes_no:
        text = f"Yes: {_line(q, fits[0], by_margin)}{f', and {len(fits) - 1} more' if len(fits) > 1 else ''}."
    elif by_margin or r.asks in ("race", "final", "games", "when") or (r.cue("tell:tell") and r.cue("noun:games")):
        text = (
            f"{plural(len(fits), 'race')} {limit}: "
            f"{listed([f'{s.event.gender} {s.games.year} {s.kind.name}' for s in fits[:8]])}."
        )
    else:
        text = f"{opened(listed([q.nation(n) for n in nations]))} skated {limit} ({q.scope})."
    return Response(
        Found(text, table=table(q, fits, by_margin), sources=q.race_sources(fits), suggestions=after_races(fits)),
        focus(fits),
        q.scope,
    )


def _never(q: Query, rows: list[Start], fits: list[Start], limit: str) -> Response:
    """The teams with times within the scope, none of them within the bound."""
    done = {s.entry.nation for s in fits}
    others = list(dict.fromkeys(s.entry.nation for s in rows if s.entry.nation not in done))
    who = listed([q.nation(n) for n in others]) if others else "no team whose times are held"
    count = f"{plural(len(others), 'team')}: " if q.reading.asks == "count" and others else ""
    verb = "never skated" if others else "stayed away from"
    return Response(
        Found(
            f"{opened(count + who)} {verb} {limit} ({q.scope}).",
            notes=("Among the teams and races whose times are held.",),
            sources=q.race_sources(fits),
            suggestions=after_races(fits),
        ),
        focus([]),
        q.scope,
    )


NEAR = 2000  # a time further than this from a bound is one of another distance, in hundredths


def _inside(q: Query, fits: list[Start], compare: Compare, bound: int) -> Response:
    """By how much the best, or the worst, of the times is within the bound."""
    pick: Callable[..., Start] = min if compare in ("<", "<=") else max
    groups = [[s for s in fits if s.event.gender == g] for g in q.genders]
    chosen = [pick(group, key=lambda s: s.entry.time or 0) for group in groups if group]
    near = [s for s in chosen if abs((s.entry.time or 0) - bound) < NEAR]
    chosen = near or chosen
    side = "under" if compare in ("<", "<=") else "over"
    lines = [f"{_line(q, s, False)}, {seconds(abs((s.entry.time or 0) - bound))} {side} {clock(bound)}" for s in chosen]
    return Response(
        Found(
            " ".join(f"{opened(line)}." for line in lines),
            sources=q.race_sources(chosen),
            suggestions=after_races(chosen),
        ),
        focus(chosen),
        q.scope,
    )


def _average(q: Query, rows: list[Start], by_margin: bool) -> Response:
    parts = []
    whole = q.reading.cue("op:total")
    for gender in q.genders:
        values = [_value(s, by_margin) or 0 for s in rows if s.event.gender == gender]
        if values:
            worked_out = sum(values) if whole else round(sum(values) / len(values))
            parts.append(f"{_words(worked_out, by_margin)} for the {gender} ({plural(len(values), 'race')})")
    return Response(
        Found(
            f"The {'sum' if whole else 'average'} is {listed(parts)}.",
            table=table(q, rows, by_margin),
            sources=q.race_sources(rows),
            suggestions=after_races(rows),
        ),
        focus(rows),
        q.scope,
    )
