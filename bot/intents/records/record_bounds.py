"""Times that only records have gone under, and the track records that are marked on results."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld, Table
from bot.facts.snapshot import RecordStep, Start
from bot.intents.query import Query, Response
from bot.intents.records import record_words as words
from bot.intents.records.record_lists import NOTHING
from bot.intents.records.record_question import RecordQuestion
from bot.intents.results import races
from bot.language.reading import Compare, Focus, within
from bot.wording.plain import clock, day, listed, opened, plural

# A time this much below the best of a gender is not asked of that gender.
OUT_OF_REACH = 600


def _reachable(q: Query, bound: tuple[Compare, int]) -> list[str]:
    """Genders that a bound can be asked of: the first record was above it and the last one near it."""
    found = []
    for gender in q.genders:
        times = [s.record.time for k in ("OR", "WR") for s in q.snapshot.record_steps.get((k, q.event, gender), ())]
        if times and max(times) >= bound[1] and bound[1] > min(times) - OUT_OF_REACH:
            found.append(gender)
    return found


def beyond_the_games(q: Query) -> bool:
    """Whether a time is asked for that no race at the Games has gone under, so that only world records can tell."""
    r = q.reading
    if (
        not r.bound
        or r.bound[0] not in ("<", "<=")
        or r.bound[1] < 6000
        or q.said_games
        or r.rounds
        or r.asks in ("time", "margin")
    ):
        return False
    genders = _reachable(q, r.bound)
    best = [
        s.entry.time
        for s in q.snapshot.starts
        if s.event.event == q.event and s.event.gender in genders and s.entry.time
    ]
    return bool(genders) and not any(within(t, *r.bound) for t in best)


def first_under(q: Query, bound: tuple[Compare, int]) -> Response:
    """The first record under a time; whether there is one."""
    r = q.reading
    question = RecordQuestion(q)
    kinds = tuple(k for k in ("OR", "WR") if f"record:{k}" in r.cues) or ("WR",)
    genders = _reachable(q, bound) or list(q.genders)
    limit = f"under {clock(bound[1])}"
    found: list[RecordStep] = []
    for gender in genders:
        steps = [
            s
            for k in kinds
            for s in question.steps(k, gender)
            if within(s.record.time, *bound) and question.setters in ((), (s.record.nation,))
        ]
        if steps:
            found.append(min(steps, key=lambda s: s.record.date))
    if not found:
        now = [s for k in kinds for g in genders for s in question.steps(k, g)[-1:]]
        told = " ".join(words.plain(q, s) for s in now)
        text = (
            f"{'No: no' if r.yes_no else 'No'} {'Olympic' if kinds == ('OR',) else 'world'} record is {limit}. {told}"
        )
        return words.response(
            question, Found(text, sources=words.sources(q, now), suggestions=words.following(now)), now
        )
    parts = [
        f"{q.nation(s.record.nation)} was the first {limit} ({s.record.gender}): {clock(s.record.time)}, "
        f"{'an' if s.record.kind == 'OR' else 'a'} {words.NAMES[s.record.kind]} {words.occasion(q, s.record)} "
        f"on {day(s.record.date)}."
        for s in found
    ]
    text = f"{'Yes: ' if r.yes_no else ''}{' '.join(parts if r.yes_no else [opened(p) for p in parts])}"
    return words.response(
        question, Found(text, sources=words.sources(q, found), suggestions=words.following(found)), found
    )


# ---- track records


def track(q: Query) -> Response:
    """Track records, which are held only as marks on results."""
    r = q.reading
    rows = [s for s in q.starts(games=q.said_games or q.held) if "TR" in s.entry.records]
    people = [s for s in rows if all(set(group) & set(s.entry.skaters) for group in r.people)]
    if not people:
        if r.yes_no:
            text = f"No: no track record of that description is marked in the results held here ({q.scope})."
            return Response(Found(text, suggestions=NOTHING), Focus(), q.scope)
        return Response(NotHeld(f"No track record is marked there: {q.scope}.", NOTHING), Focus(), q.scope)
    single = "track record" in " ".join(r.phrases) and r.asks not in ("count", "yes-no") and bool(q.said_games)
    if single:
        people = [min(rows, key=lambda s: s.entry.time or 0) for rows in _by_event(people)]
        text = " ".join(
            opened(
                f"{q.nation(s.entry.nation)} left the {s.event.gender}'s track record of the {s.event.venue} "
                f"at {clock(s.entry.time or 0)}, in {races.name(s)}."
            )
            for s in people[:2]
        )
    else:
        parts = [
            f"{q.nation(s.entry.nation)} {clock(s.entry.time or 0)} ({s.event.gender}, {s.kind.name}, {s.games.year})"
            for s in people[:6]
        ]
        number = plural(len(people), "start")
        marked = "is marked as a track record" if len(people) == 1 else "are marked as track records"
        told = f": {listed(parts)}" if len(people) <= 6 else ""
        text = f"{'Yes: ' if r.yes_no else ''}{number} {marked}{told}."
    body = tuple(
        (f"{s.games.year} {s.event.gender}", s.kind.name, q.snapshot.name(s.entry.nation), clock(s.entry.time or 0))
        for s in people
    )
    table = Table(("Games", "Race", "Team", "Time"), body, right=(3,)) if len(people) > 2 else None
    notes = ("Track records are held only where a result is marked as one.",)
    found = Found(
        text,
        table=table,
        notes=notes,
        sources=q.sources(i for s in people for i in s.entry.sources),
        suggestions=NOTHING,
    )
    return Response(found, Focus(games=tuple(dict.fromkeys(s.games.id for s in people))), q.scope)


def _by_event(rows: Sequence[Start]) -> list[list[Start]]:
    found: dict[tuple[str, str], list[Start]] = {}
    for s in rows:
        found.setdefault((s.games.id, s.event.gender), []).append(s)
    return list(found.values())
