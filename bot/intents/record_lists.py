"""Many records at once: how they came down, how often, by whom, by how much, how long they stood, and the gap between two."""

from collections import Counter
from collections.abc import Sequence

from bot.answers import Found, NotHeld, Table
from bot.facts.snapshot import RecordStep, Start
from bot.intents import races
from bot.intents import record_words as words
from bot.intents.query import Query, Response
from bot.intents.record_choice import chosen
from bot.intents.record_question import RecordQuestion
from bot.language.reading import Compare, Focus, within
from bot.wording.plain import clock, listed, opened, plural, seconds

# A time this much below the best of a gender is not asked of that gender.
OUT_OF_REACH = 600
NOTHING = ("what is the men's Olympic record?", "women's world record progression")


def described(question: RecordQuestion) -> list[RecordStep]:
    """All steps as described, record by record, oldest first."""
    return [s for k in question.kinds for g in question.q.genders for s in question.described(k, g)]


def _none(question: RecordQuestion) -> Response:
    return words.response(question, NotHeld("No record of that description is held.", NOTHING), [])


def _groups(steps: Sequence[RecordStep]) -> dict[tuple[str, str], list[RecordStep]]:
    found: dict[tuple[str, str], list[RecordStep]] = {}
    for s in steps:
        found.setdefault((s.record.kind, s.record.gender), []).append(s)
    return found


def progression(question: RecordQuestion) -> Response:
    """How a record came down, step by step."""
    q, steps = question.q, described(question)
    if not steps:
        return _none(question)
    parts = []
    for rows in _groups(steps).values():
        first, last = rows[0].record, rows[-1].record
        if len(rows) <= 4 and len(_groups(steps)) == 1:
            parts.append(words.several(q, rows) if len(rows) > 1 else words.sentence(q, rows[0]))
        elif len(rows) == 1:
            parts.append(words.plain(q, rows[0]))
        else:
            start = f"{clock(first.time)} ({q.nation(first.nation)}, {first.date.year})"
            end = f"{clock(last.time)} ({q.nation(last.nation)}, {last.date.year})"
            parts.append(opened(f"{words.name(last)} went from {start} to {end} in {plural(len(rows), 'record')}."))
    found = Found(" ".join(parts), table=words.table(q, steps), sources=words.sources(q, steps), suggestions=words.following(steps[-1:]))
    return words.response(question, found, steps[-1:] if len(_groups(steps)) == 1 else steps)


def counted(question: RecordQuestion) -> Response:
    """How often a record was set or broken, or how many nations or skaters did it."""
    q, r, steps = question.q, question.r, described(question)
    if question.now and question.setters:
        steps = [s for s in steps if s.after is None]
        text = f"{opened(listed([q.nation(n) for n in question.setters]))} holds {plural(len(steps), 'record')} now"
        text += f": {listed([f'{words.name(s.record)} of {clock(s.record.time)}' for s in steps])}." if steps else "."
        return words.response(question, Found(text, sources=words.sources(q, steps), suggestions=words.following(steps)), steps)
    where = _where(question)
    who = opened(listed([q.nation(n) for n in question.setters])) if question.setters else ""
    what = " or ".join(words.NAMES[k] for k in question.kinds)
    if r.of in ("nation", "skater") or r.cue("wh:nation", "wh:skater"):
        names = dict.fromkeys(n for s in steps for n in ([q.nation(s.record.nation)] if r.of != "skater" else s.record.skaters))
        noun = plural(len(names), "nation" if r.of != "skater" else "skater")
        text = f"{noun} set the {' and '.join(q.genders)}'s {what}{where}{f': {listed(list(names))}' if 0 < len(names) <= 8 else ''}."
    elif r.people:
        people = listed([p for group in r.people for p in group])
        text = f"{people} skated in {plural(len(steps), 'record')} ({what}){where}{_times(steps)}."
    elif who:
        genders: list[str] = [*dict.fromkeys(s.record.gender for s in steps)] or [*q.genders]
        whose = f"the {genders[0]}'s {what}" if len(genders) == 1 else f"{what}s" if len(question.kinds) == 1 else "Olympic and world records"
        text = f"{who} set {whose} {plural(len(steps), 'time')}{where}{_times(steps)}."
    else:
        parts = []
        for kind in question.kinds:
            for gender in q.genders:
                rows = [s for s in steps if (s.record.kind, s.record.gender) == (kind, gender)]
                broken = [s for s in rows if s.before] if question.breaks else rows
                word = "broken" if question.breaks else "set"
                parts.append(f"The {gender}'s {words.NAMES[kind]} was {word} {plural(len(broken), 'time')}{where}{_times(broken)}.")
        text = " ".join(parts)
    table = words.table(q, steps) if len(steps) > 1 else None
    found = Found(text, table=table, sources=words.sources(q, steps), suggestions=words.following(steps))
    return words.response(question, found, steps)


def _where(question: RecordQuestion) -> str:
    names = [question.q.snapshot.games[g].name for g in question.games] + list(question.places)
    years = question.r.years
    if years and not names:
        low, high = max(years[0], 2004), min(years[1], question.q.snapshot.knowledge.as_of.year)
        return f" from {low} to {high}"
    return f" at {listed(names)}" if question.games else f" in {listed(names)}" if names else ""


def _times(steps: Sequence[RecordStep]) -> str:
    return f": {listed([clock(s.record.time) for s in steps])}" if 0 < len(steps) <= 6 else ""


def tally(question: RecordQuestion) -> Response:
    """Who set most, at which Games most fell, and at which none did."""
    q, r = question.q, question.r
    what = " and ".join(words.NAMES[k] + "s" for k in question.kinds)
    steps = described(question)
    if r.cue("negation:not", "op:never"):
        parts = []
        for gender in q.genders:
            with_one = {s.record.games for s in steps if s.record.gender == gender}
            without = [q.snapshot.games[g].name for g in q.held if g not in with_one]
            parts.append(f"No {gender}'s {' or '.join(words.NAMES[k] for k in question.kinds)} was set at {listed(without)}." if without else f"The {gender}'s record fell at all of the Games.")
        return words.response(question, Found(" ".join(parts), sources=words.sources(q, steps), suggestions=NOTHING), [])
    if r.cue("noun:round"):
        names = [(s, q.snapshot.rounds[s.record.at].name) for s in steps if s.record.at in q.snapshot.rounds]
    elif r.asks in ("when", "games", "place", "city"):
        names = [(s, q.snapshot.games[s.record.games].name if s.record.games and r.asks in ("when", "games") else s.record.city) for s in steps]
    elif r.asks == "skater" or r.cue("noun:skater", "pick:person"):
        names = [(s, skater) for s in steps for skater in s.record.skaters]
    else:
        names = [(s, q.nation(s.record.nation)) for s in steps]
    if not names:
        return _none(question)
    counts = Counter(n for _, n in names).most_common()
    edge = min(n for _, n in counts) if r.cue("op:fewest") else counts[0][1]
    best = [n for n, number in counts if number == edge]
    whose = f"{' and '.join(q.genders)}'s " if len(q.genders) == 1 else ""
    place = r.asks in ("when", "games", "place", "city") or r.cue("noun:round")
    word = "fewest" if r.cue("op:fewest") else "most"
    at = "In the " if r.cue("noun:round") else "At " if r.asks in ("when", "games") else "In " if place else ""
    text = f"{at}{listed(best)} {f'the {word} {whose}{what} were set' if place else f'set the {word} {whose}{what}'}: {edge}{' each' if len(best) > 1 else ''}."
    rows = tuple((name.removeprefix("the "), str(number)) for name, number in counts[:15])
    found = Found(opened(text), table=Table(("", "Records"), rows, right=(1,)), sources=words.sources(q, steps), suggestions=words.following(steps))
    return words.response(question, found, [s for s, n in names if n in best])


def durations(question: RecordQuestion) -> Response:
    """How long records stood, the longest or the shortest of them where that is asked."""
    q, r = question.q, question.r
    today = q.snapshot.knowledge.as_of
    if not r.cue("op:longest", "op:shortest"):
        steps = [s for k in question.kinds for g in q.genders for s in chosen(question, k, g)]
    else:
        every = described(question)
        ended = [s for s in every if s.after] if r.cue("op:shortest") else every
        steps = []
        for rows in _groups(ended).values():
            pick = max if r.cue("op:longest") else min
            steps.append(pick(rows, key=lambda s: ((s.after.date if s.after else today) - s.record.date, s.record.time)))
    if not steps:
        return _none(question)
    found = Found(" ".join(words.lasted(q, s, today) for s in steps[:4]), sources=words.sources(q, steps), suggestions=words.following(steps))
    return words.response(question, found, steps)


def improvements(question: RecordQuestion) -> Response:
    """The largest or the smallest step down of a record."""
    q, r = question.q, question.r
    parts, picks = [], []
    for rows in _groups([s for s in described(question) if s.before]).values():
        pick = min if r.cue("op:closest") else max
        best = pick(rows, key=lambda s: (s.before.time if s.before else 0) - s.record.time)
        x, before = best.record, best.before
        assert before
        parts.append(f"{q.nation(x.nation)} took {seconds(before.time - x.time)} off {words.name(x)} {words.occasion(q, x)} on {x.date.day} {x.date:%B %Y}, to {clock(x.time)}.")
        picks.append(best)
    if not picks:
        return _none(question)
    text = " ".join(opened(p) for p in parts)
    return words.response(question, Found(text, sources=words.sources(q, picks), suggestions=words.following(picks)), picks)


def spans(question: RecordQuestion) -> bool:
    """Whether it is asked how far a record came down over years."""
    r = question.r
    since = bool(question.years and question.years[1] == 9999) or r.cue("op:first") or bool(r.words & {"now", "today", "todays"} and question.games)
    return r.asks == "margin" and since and not r.nations and not r.people


def came_down(question: RecordQuestion) -> Response:
    """How far records came down from the first, or from what stood at the time named, to now."""
    q, r = question.q, question.r
    parts, found = [], []
    for kind in question.kinds:
        for gender in q.genders:
            steps = question.steps(kind, gender)
            year = question.years[0] if question.years else q.snapshot.games[question.games[0]].year if question.games else 0
            start = next((s for s in reversed(steps) if s.record.date.year <= year), None) if year else steps[0] if steps else None
            if not start:
                continue
            then, now = start.record, steps[-1].record
            since = f"since {year}" if year and not r.cue("op:first") else "since the first"
            parts.append(f"{words.name(now)} came down by {seconds(then.time - now.time)} {since}, from {clock(then.time)} to {clock(now.time)}.")
            found += [start, steps[-1]]
    if not parts:
        return _none(question)
    text = " ".join(opened(p) for p in parts)
    return words.response(question, Found(text, sources=words.sources(q, found), suggestions=words.following(found)), found[-1:])


def gap(question: RecordQuestion) -> Response:
    """How far the Olympic record is from the world record."""
    q = question.q
    parts, found = [], []
    for gender in q.genders:
        olympic, world = question.steps("OR", gender)[-1:], question.steps("WR", gender)[-1:]
        if olympic and world:
            a, b = olympic[0].record, world[0].record
            parts.append(f"The {gender}'s Olympic record ({clock(a.time)}) is {seconds(a.time - b.time)} slower than the world record ({clock(b.time)}).")
            found += [olympic[0], world[0]]
    if not found:
        return _none(question)
    right = not question.r.cue("op:same") and (_olympic_first(question) is question.r.cue("op:slower"))
    start = ("Yes: " if right else "No: ") if question.r.yes_no and question.r.cue("op:faster", "op:slower", "op:same") else ""
    text = start + " ".join(parts)
    return words.response(question, Found(text, sources=words.sources(q, found), suggestions=words.following(found)), found)


def _olympic_first(question: RecordQuestion) -> bool:
    cues = [c for t in question.r.terms for c in t.cues if c in ("record:OR", "record:WR")]
    return cues[:1] == ["record:OR"]


# ---- times that only records have gone under


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
    if not r.bound or r.bound[0] not in ("<", "<=") or r.bound[1] < 6000 or q.said_games or r.rounds or r.asks in ("time", "margin"):
        return False
    genders = _reachable(q, r.bound)
    best = [s.entry.time for s in q.snapshot.starts if s.event.event == q.event and s.event.gender in genders and s.entry.time]
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
        steps = [s for k in kinds for s in question.steps(k, gender) if within(s.record.time, *bound) and question.setters in ((), (s.record.nation,))]
        if steps:
            found.append(min(steps, key=lambda s: s.record.date))
    if not found:
        now = [s for k in kinds for g in genders for s in question.steps(k, g)[-1:]]
        told = " ".join(words.plain(q, s) for s in now)
        text = f"{'No: no' if r.yes_no else 'No'} {'Olympic' if kinds == ('OR',) else 'world'} record is {limit}. {told}"
        return words.response(question, Found(text, sources=words.sources(q, now), suggestions=words.following(now)), now)
    parts = [f"{q.nation(s.record.nation)} was the first {limit} ({s.record.gender}): {clock(s.record.time)}, {'an' if s.record.kind == 'OR' else 'a'} {words.NAMES[s.record.kind]} {words.occasion(q, s.record)} on {s.record.date.day} {s.record.date:%B %Y}." for s in found]
    text = f"{'Yes: ' if r.yes_no else ''}{' '.join(parts if r.yes_no else [opened(p) for p in parts])}"
    return words.response(question, Found(text, sources=words.sources(q, found), suggestions=words.following(found)), found)


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
        text = " ".join(opened(f"{q.nation(s.entry.nation)} left the {s.event.gender}'s track record of the {s.event.venue} at {clock(s.entry.time or 0)}, in {races.name(s)}.") for s in people[:2])
    else:
        parts = [f"{q.nation(s.entry.nation)} {clock(s.entry.time or 0)} ({s.event.gender}, {s.kind.name}, {s.games.year})" for s in people[:6]]
        number = plural(len(people), "start")
        text = f"{'Yes: ' if r.yes_no else ''}{number} {'is' if len(people) == 1 else 'are'} marked as {'a ' if len(people) == 1 else ''}track record{'' if len(people) == 1 else 's'}{': ' + listed(parts) if len(people) <= 6 else ''}."
    body = tuple((f"{s.games.year} {s.event.gender}", s.kind.name, q.snapshot.name(s.entry.nation), clock(s.entry.time or 0)) for s in people)
    table = Table(("Games", "Race", "Team", "Time"), body, right=(3,)) if len(people) > 2 else None
    notes = ("Track records are held only where a result is marked as one.",)
    found = Found(text, table=table, notes=notes, sources=q.sources(i for s in people for i in s.entry.sources), suggestions=NOTHING)
    return Response(found, Focus(games=tuple(dict.fromkeys(s.games.id for s in people))), q.scope)


def _by_event(rows: Sequence[Start]) -> list[list[Start]]:
    found: dict[tuple[str, str], list[Start]] = {}
    for s in rows:
        found.setdefault((s.games.id, s.event.gender), []).append(s)
    return list(found.values())
