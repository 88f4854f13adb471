"""How long records stood, by how much they came down, and how far the Olympic record is from the world record."""

from bot.answers import Found
from bot.intents.query import Response
from bot.intents.records import record_words as words
from bot.intents.records.record_choice import chosen
from bot.intents.records.record_lists import described, groups, none
from bot.intents.records.record_question import RecordQuestion
from bot.wording.plain import clock, day, opened, seconds


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
        for rows in groups(ended).values():
            pick = max if r.cue("op:longest") else min
            steps.append(
                pick(rows, key=lambda s: ((s.after.date if s.after else today) - s.record.date, s.record.time))
            )
    if not steps:
        return none(question)
    found = Found(
        " ".join(words.lasted(q, s, today) for s in steps[:4]),
        sources=words.sources(q, steps),
        suggestions=words.following(steps),
    )
    return words.response(question, found, steps)


def improvements(question: RecordQuestion) -> Response:
    """The largest or the smallest step down of a record."""
    q, r = question.q, question.r
    parts, picks = [], []
    for rows in groups([s for s in described(question) if s.before]).values():
        pick = min if r.cue("op:closest") else max
        best = pick(rows, key=lambda s: (s.before.time if s.before else 0) - s.record.time)
        x, before = best.record, best.before
        assert before
        parts.append(
            f"{q.nation(x.nation)} took {seconds(before.time - x.time)} off {words.name(x)} {words.occasion(q, x)} "
            f"on {day(x.date)}, to {clock(x.time)}."
        )
        picks.append(best)
    if not picks:
        return none(question)
    text = " ".join(opened(p) for p in parts)
    return words.response(
        question, Found(text, sources=words.sources(q, picks), suggestions=words.following(picks)), picks
    )


def spans(question: RecordQuestion) -> bool:
    """Whether it is asked how far a record came down over years."""
    r = question.r
    since = (
        bool(question.years and question.years[1] == 9999)
        or r.cue("op:first")
        or bool(r.words & {"now", "today", "todays"} and question.games)
    )
    return r.asks == "margin" and since and not r.nations and not r.people


def came_down(question: RecordQuestion) -> Response:
    """How far records came down from the first, or from what stood at the time named, to now."""
    q, r = question.q, question.r
    parts, found = [], []
    for kind in question.kinds:
        for gender in q.genders:
            steps = question.steps(kind, gender)
            year = (
                question.years[0]
                if question.years
                else q.snapshot.games[question.games[0]].year
                if question.games
                else 0
            )
            start = (
                next((s for s in reversed(steps) if s.record.date.year <= year), None)
                if year
                else steps[0]
                if steps
                else None
            )
            if not start:
                continue
            then, now = start.record, steps[-1].record
            since = f"since {year}" if year and not r.cue("op:first") else "since the first"
            parts.append(
                f"{words.name(now)} came down by {seconds(then.time - now.time)} {since}, "
                f"from {clock(then.time)} to {clock(now.time)}."
            )
            found += [start, steps[-1]]
    if not parts:
        return none(question)
    text = " ".join(opened(p) for p in parts)
    return words.response(
        question, Found(text, sources=words.sources(q, found), suggestions=words.following(found)), found[-1:]
    )


def gap(question: RecordQuestion) -> Response:
    """How far the Olympic record is from the world record."""
    q = question.q
    parts, found = [], []
    for gender in q.genders:
        olympic, world = question.steps("OR", gender)[-1:], question.steps("WR", gender)[-1:]
        if olympic and world:
            a, b = olympic[0].record, world[0].record
            parts.append(
                f"The {gender}'s Olympic record ({clock(a.time)}) is {seconds(a.time - b.time)} slower "
                f"than the world record ({clock(b.time)})."
            )
            found += [olympic[0], world[0]]
    if not found:
        return none(question)
    right = not question.r.cue("op:same") and (_olympic_first(question) is question.r.cue("op:slower"))
    start = (
        ("Yes: " if right else "No: ")
        if question.r.yes_no and question.r.cue("op:faster", "op:slower", "op:same")
        else ""
    )
    text = start + " ".join(parts)
    return words.response(
        question, Found(text, sources=words.sources(q, found), suggestions=words.following(found)), found
    )


def _olympic_first(question: RecordQuestion) -> bool:
    cues = [c for t in question.r.terms for c in t.cues if c in ("record:OR", "record:WR")]
    return cues[:1] == ["record:OR"]
