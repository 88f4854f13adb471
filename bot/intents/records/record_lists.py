"""How records came down, how often they were set, by whom and at which Games."""

from collections import Counter
from collections.abc import Sequence

from bot.answers import Found, NotHeld, Table
from bot.facts.snapshot import RecordStep
from bot.intents.query import Response
from bot.intents.records import record_words as words
from bot.intents.records.record_question import RecordQuestion
from bot.wording.plain import clock, listed, number, opened, plural, times_word

NOTHING = ("what is the men's Olympic record?", "women's world record progression")


def described(question: RecordQuestion) -> list[RecordStep]:
    """All steps as described, record by record, oldest first."""
    return [s for k in question.kinds for g in question.q.genders for s in question.described(k, g)]


def none(question: RecordQuestion) -> Response:
    return words.response(question, NotHeld("No record of that description is held.", NOTHING), [])


def groups(steps: Sequence[RecordStep]) -> dict[tuple[str, str], list[RecordStep]]:
    found: dict[tuple[str, str], list[RecordStep]] = {}
    for s in steps:
        found.setdefault((s.record.kind, s.record.gender), []).append(s)
    return found


def progression(question: RecordQuestion) -> Response:
    """How a record came down, step by step."""
    q, steps = question.q, described(question)
    if not steps:
        return none(question)
    parts = []
    for rows in groups(steps).values():
        first, last = rows[0].record, rows[-1].record
        if len(rows) <= 4 and len(groups(steps)) == 1:
            parts.append(words.several(q, rows) if len(rows) > 1 else words.sentence(q, rows[0]))
        elif len(rows) == 1:
            parts.append(words.plain(q, rows[0]))
        else:
            start = f"{clock(first.time)} ({q.nation(first.nation)}, {first.date.year})"
            end = f"{clock(last.time)} ({q.nation(last.nation)}, {last.date.year})"
            parts.append(opened(f"{words.name(last)} went from {start} to {end} in {plural(len(rows), 'record')}."))
    found = Found(
        " ".join(parts),
        table=words.table(q, steps),
        sources=words.sources(q, steps),
        suggestions=words.following(steps[-1:]),
    )
    return words.response(question, found, steps[-1:] if len(groups(steps)) == 1 else steps)


def counted(question: RecordQuestion) -> Response:
    """How often a record was set or broken, or how many nations or skaters did it."""
    q, r, steps = question.q, question.r, described(question)
    if question.now and question.setters:
        steps = [s for s in steps if s.after is None]
        text = f"{opened(listed([q.nation(n) for n in question.setters]))} holds {plural(len(steps), 'record')} now"
        text += f": {listed([f'{words.name(s.record)} of {clock(s.record.time)}' for s in steps])}." if steps else "."
        return words.response(
            question, Found(text, sources=words.sources(q, steps), suggestions=words.following(steps)), steps
        )
    where = _where(question)
    who = opened(listed([q.nation(n) for n in question.setters])) if question.setters else ""
    what = " or ".join(words.NAMES[k] for k in question.kinds)
    if r.of in ("nation", "skater") or r.cue("wh:nation", "wh:skater"):
        names = dict.fromkeys(
            n for s in steps for n in ([q.nation(s.record.nation)] if r.of != "skater" else s.record.skaters)
        )
        noun = plural(len(names), "nation" if r.of != "skater" else "skater")
        told = f": {listed(list(names))}" if 0 < len(names) <= 8 else ""
        text = f"{noun} set the {' and '.join(q.genders)}'s {what}{where}{told}."
    elif r.people:
        people = listed([p for group in r.people for p in group])
        text = f"{people} skated in {plural(len(steps), 'record')} ({what}){where}{_times(steps)}."
    elif who:
        genders: list[str] = [*dict.fromkeys(s.record.gender for s in steps)] or [*q.genders]
        whose = (
            f"the {genders[0]}'s {what}"
            if len(genders) == 1
            else f"{what}s"
            if len(question.kinds) == 1
            else "Olympic and world records"
        )
        text = f"{who} set {whose} {plural(len(steps), 'time')}{where}{_times(steps)}."
    else:
        parts = []
        for kind in question.kinds:
            for gender in q.genders:
                rows = [s for s in steps if (s.record.kind, s.record.gender) == (kind, gender)]
                broken = [s for s in rows if s.before] if question.breaks else rows
                word = "broken" if question.breaks else "set"
                parts.append(
                    f"The {gender}'s {words.NAMES[kind]} was {word} "
                    f"{plural(len(broken), 'time')}{where}{_times(broken)}."
                )
        text = " ".join(parts)
        if r.cue("op:total") and len(parts) > 1:
            text = f"{number(len([s for s in steps if s.before or not question.breaks])).capitalize()} in all. {text}"
    table = words.table(q, steps) if len(steps) > 1 else None
    found = Found(text, table=table, sources=words.sources(q, steps), suggestions=words.following(steps))
    return words.response(question, found, steps)


def repeated(question: RecordQuestion, times: int) -> Response:
    """The teams that set a record so many times, at one Games where that is said."""
    q, r = question.q, question.r
    counts: dict[tuple[str, str, str, str], list[RecordStep]] = {}
    for s in described(question):
        games = (s.record.games or "") if r.cue("single:games") else ""
        if games or not r.cue("single:games"):
            counts.setdefault((s.record.nation, s.record.gender, s.record.kind, games), []).append(s)
    exact = r.cue("than:exactly")
    hits = {k: s for k, s in counts.items() if len(s) == times or (len(s) > times and not exact)}
    if not hits:
        return words.response(question, NotHeld(f"No team set such a record {times} times."), [])
    parts = []
    for (nation, _, _, games), steps in hits.items():
        where = f" at {q.snapshot.games[games].name}" if games else ""
        parts.append(f"{q.nation(nation)} set {words.name(steps[0].record)} {times_word(len(steps))}{where}")
    all_steps = [s for steps in hits.values() for s in steps]
    found = Found(
        opened(f"{'; '.join(parts)}."),
        table=words.table(q, all_steps),
        sources=words.sources(q, all_steps),
        suggestions=words.following(all_steps),
    )
    return words.response(question, found, all_steps)


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
            parts.append(
                f"No {gender}'s {' or '.join(words.NAMES[k] for k in question.kinds)} was set at {listed(without)}."
                if without
                else f"The {gender}'s record fell at all of the Games."
            )
        return words.response(
            question, Found(" ".join(parts), sources=words.sources(q, steps), suggestions=NOTHING), []
        )
    if r.cue("noun:round"):
        names = [(s, q.snapshot.rounds[s.record.at].name) for s in steps if s.record.at in q.snapshot.rounds]
    elif r.asks in ("when", "games", "place", "city"):
        names = [
            (
                s,
                q.snapshot.games[s.record.games].name
                if s.record.games and r.asks in ("when", "games")
                else s.record.city,
            )
            for s in steps
        ]
    elif r.asks == "skater" or r.cue("noun:skater", "pick:person"):
        names = [(s, skater) for s in steps for skater in s.record.skaters]
    else:
        names = [(s, q.nation(s.record.nation)) for s in steps]
    if not names:
        return none(question)
    counts = Counter(n for _, n in names).most_common()
    edge = min(n for _, n in counts) if r.cue("op:fewest") else counts[0][1]
    best = [n for n, number in counts if number == edge]
    whose = f"{' and '.join(q.genders)}'s " if len(q.genders) == 1 else ""
    place = r.asks in ("when", "games", "place", "city") or r.cue("noun:round")
    word = "fewest" if r.cue("op:fewest") else "most"
    at = "In the " if r.cue("noun:round") else "At " if r.asks in ("when", "games") else "In " if place else ""
    many = f"the {word} {whose}{what}"
    text = f"{at}{listed(best)} {f'{many} were set' if place else f'set {many}'}: {edge}{' each' * (len(best) > 1)}."
    rows = tuple((name.removeprefix("the "), str(number)) for name, number in counts[:15])
    found = Found(
        opened(text),
        table=Table(("", "Records"), rows, right=(1,)),
        sources=words.sources(q, steps),
        suggestions=words.following(steps),
    )
    return words.response(question, found, [s for s, n in names if n in best])
