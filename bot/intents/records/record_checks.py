"""Yes-or-no questions about records: who holds one, whether one fell, whether a time was one; each with the fact."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld
from bot.facts.snapshot import RecordStep, Start
from bot.intents.query import Response
from bot.intents.records import record_words as words
from bot.intents.records.record_question import RecordQuestion
from bot.intents.records.record_standing import standing
from bot.intents.results import races
from bot.wording.plain import clock, listed, opened, seconds

# Words that make a question one of a race that was skated: was its time a record?
OF_A_RACE = ("noun:time", "verb:win", "verb:clock", "noun:race", "verb:lose", "noun:champion", "noun:opponent")
# A time is meant of the gender whose record is nearer than this.
NEAR = 1500


def checked(question: RecordQuestion) -> Response:
    """Yes or no, and what is true."""
    r = question.r
    if r.time is not None and r.time >= 6000:
        return _time(question, r.time)
    race = (
        r.cue(*OF_A_RACE)
        or bool(r.medals or r.ranks)
        or (r.pronouns & {"it"} and r.inherited & {"games"} and not question.breaks)
    )
    if (
        race
        and (question.games or r.inherited & {"games"})
        and not question.breaks
        and (rows := races.asked(question.q))
    ):
        return _race(question, rows)
    if _holding(question):
        return _held(question)
    return _any(question)


def _reply(question: RecordQuestion, yes: bool, text: str, steps: Sequence[RecordStep]) -> Response:
    q, r = question.q, question.r
    denied = r.cue("op:never")
    found = Found(
        f"{'Yes' if yes is not denied else 'No'}: {text}",
        sources=words.sources(q, steps),
        suggestions=words.following(steps),
    )
    return words.response(question, found, steps)


def _every(question: RecordQuestion) -> list[RecordStep]:
    return [s for k in question.kinds for g in question.q.genders for s in question.steps(k, g)]


def _now(question: RecordQuestion) -> list[RecordStep]:
    """What stands, or stood at the time named."""
    return [s for k in question.kinds for g in question.q.genders if (s := standing(question, k, g))]


def _told(question: RecordQuestion, steps: Sequence[RecordStep]) -> str:
    told = [words.plain(question.q, s).removesuffix(".") for s in steps[:2]]
    told[1:] = [t.replace("The ", "the ", 1) if t.startswith("The ") else t for t in told[1:]]
    return "; ".join(told) + "." * bool(told)


def _time(question: RecordQuestion, time: int) -> Response:
    """Whether a time is or was a record."""
    r = question.r
    same = [s for s in _every(question) if s.record.time == time and question.fits(s.record)]
    present = any("aux:be" in t.cues and t.text in ("is", "are", "isnt") for t in r.terms) and not {"a", "an"} & r.words
    good = [s for s in same if s.after is None] if present else same
    if good:
        return _reply(question, True, _told(question, good), good)
    if same:
        s = same[0]
        assert s.after
        text = f"{_told(question, [s])} It is {clock(_latest(question, s).record.time)} now."
        return _reply(question, False, text, [_latest(question, s)])
    near = [s for s in _now(question) if abs(s.record.time - time) < NEAR] or _now(question)
    if not near:
        return words.response(
            question, NotHeld("No record of that description is held.", ("what is the men's Olympic record?",)), []
        )
    return _reply(question, False, _told(question, near), near)


def _latest(question: RecordQuestion, s: RecordStep) -> RecordStep:
    return question.steps(s.record.kind, s.record.gender)[-1]


def _race(question: RecordQuestion, rows: Sequence[Start]) -> Response:
    """Whether the time of a race was a record."""
    q = question.q
    hits = [(s, step) for s in rows for step in _every(question) if _same(s, step)]
    if hits:
        return _reply(question, True, _told(question, [step for _, step in hits]), [step for _, step in hits])
    timed = [s for s in rows if s.entry.time]
    if not timed:
        return words.response(
            question, NotHeld("The time of that race is not held.", ("what is the men's Olympic record?",)), []
        )
    what = " or ".join(words.NAMES[k] for k in question.kinds)
    parts, stood = [], []
    for s in timed[:2]:
        steps = [
            x for k in question.kinds[:1] for x in question.steps(k, s.event.gender) if x.record.date <= s.round.date
        ]
        parts.append(f"{q.nation(s.entry.nation)} skated {clock(s.entry.time or 0)} in {races.name(s)}, no {what}.")
        stood += steps[-1:]
    told = " ".join(opened(p) for p in parts) + (f" {_told(question, stood[:1])}" if len(parts) == 1 else "")
    return _reply(question, False, told, stood)


def _same(s: Start, step: RecordStep) -> bool:
    x = step.record
    return (x.games, x.gender, x.nation, x.at, x.time) == (
        s.games.id,
        s.event.gender,
        s.entry.nation,
        s.round.round,
        s.entry.time,
    )


def _holding(question: RecordQuestion) -> bool:
    """Whether the one that stands now is meant: "does Canada hold it", "is Miho a record holder", "does it stand"."""
    r = question.r
    once = r.cue("aux:have") and any(t.text in ("held", "owned", "had") for t in r.terms)
    elsewhere = any(m.kind in ("date", "games") for m in question.mentions if m not in question.owned)
    if r.cue("op:ever", "op:never", "feat:break") or once or elsewhere:
        return False
    return r.cue("verb:hold", "verb:own", "record:stand", "op:defending", "noun:world-champion")


def _held(question: RecordQuestion) -> Response:
    """Whether a team or a skater holds the record now, or one that is described still stands."""
    r = question.r
    if any(m.kind in ("date", "time", "games") for m in question.owned) or (
        r.cue("record:stand") and (question.setters or r.people)
    ):
        mine = [s for s in _every(question) if question.fits(s.record)]
        standing = [s for s in mine if s.after is None]
        if standing:
            return _reply(question, True, _told(question, standing), standing)
        ends = [x for s in mine[-1:] for x in question.steps(s.record.kind, s.record.gender) if x.record is s.after]
        if ends:
            return _reply(question, False, _told(question, ends), ends)
    now = [s for k in question.kinds for g in question.q.genders for s in question.steps(k, g)[-1:]]
    mine = [s for s in now if question.fits(s.record)]
    return _reply(question, bool(mine), _told(question, mine or now), mine or now)


def _any(question: RecordQuestion) -> Response:
    """Whether a record as described was ever set, or one that is described was broken."""
    q, r = question.q, question.r
    steps = [s for k in question.kinds for g in q.genders for s in question.described(k, g)]
    if question.breaks and not question.ended and question.free:
        steps = [s for s in steps if s.before]
    if steps:
        more = f" ({len(steps)} in all.)" if len(steps) > 2 else ""
        return _reply(question, True, _told(question, steps[-2:]) + more, steps)
    what = " or ".join(words.NAMES[k] for k in question.kinds)
    now = _now(question)
    if question.ended and (
        ends := [
            s for s in _every(question) if s.before and question.owner_fits(s.before) and not question.owner_goes_on(s)
        ]
    ):
        return _reply(question, False, _told(question, ends[-1:]), ends[-1:])
    if question.rounds and (wide := _without_round(question)):
        return _reply(question, False, _told(question, wide), wide)
    if question.setters or r.people:
        who = listed([q.nation(n) for n in question.setters] or [p for group in r.people for p in group])
        where = f" at {listed([q.snapshot.games[g].name for g in question.games])}" if question.games else ""
        text = f"{who} set no {what}{where}."
        told = [
            s for k in ("OR", "WR") if k not in question.kinds for g in q.genders for s in question.described(k, g)
        ][-1:]
        return _reply(question, False, f"{text} {_told(question, told or now[:1])}", told or now)
    if not question.games and question.kinds == ("WR",) and r.cue("noun:games"):
        return _reply(question, False, f"no world record held here was set at the Games. {_told(question, now)}", now)
    if question.games:
        where = listed([q.snapshot.games[g].name for g in question.games])
        whose = f"{q.genders[0]}'s " if len(q.genders) == 1 else ""
        return _reply(question, False, f"no {whose}{what} was set at {where}. {_told(question, now)}", now)
    if not now:
        return words.response(
            question, NotHeld("No record of that description is held.", ("what is the men's Olympic record?",)), []
        )
    return _reply(question, False, _told(question, now), now)


def _without_round(question: RecordQuestion) -> list[RecordStep]:
    """What is true where the round is wrong: the records of the same team at the same Games."""
    return [
        s
        for s in _every(question)
        if (not question.setters or s.record.nation in question.setters)
        and (not question.games or s.record.games in question.games)
        and (question.setters or question.games)
    ][-1:]


def both(question: RecordQuestion) -> Response:
    """Whether one team holds the Olympic and the world record."""
    q, r = question.q, question.r
    now = [s for g in q.genders for k in ("OR", "WR") for s in question.steps(k, g)[-1:]]
    same = [g for g in q.genders if len({s.record.nation for s in now if s.record.gender == g}) == 1]
    text = f"one team holds both for the {listed(same)}." if same else "no team holds both."
    told = " ".join(
        f"{opened(q.nation(s.record.nation))} holds {words.name(s.record)}, {clock(s.record.time)}." for s in now
    )
    start = f"{'Yes' if same else 'No'}: " if r.yes_no else ""
    found = Found(
        f"{start}{text if start else opened(text)} {told}",
        sources=words.sources(q, now),
        suggestions=words.following(now),
    )
    return words.response(question, found, now)


def missed(question: RecordQuestion) -> Response | None:
    """How far the best time of a team at some Games was from the record that stood."""
    q = question.q
    parts, stood = [], []
    for gender in q.genders:
        rows = [
            s
            for s in q.starts(games=question.games, genders=(gender,), nations=question.setters, rounds=question.rounds)
            if s.entry.time
        ]
        if not rows or not question.setters or not question.games:
            continue
        best = min(rows, key=lambda s: s.entry.time or 0)
        steps = [
            x
            for x in question.steps(question.kinds[0], gender)
            if x.record.date <= best.round.date and x.record.games != best.games.id
        ]
        if not steps:
            continue
        x, time = steps[-1].record, best.entry.time or 0
        parts.append(
            f"{opened(q.nation(best.entry.nation))} was {seconds(abs(time - x.time))} "
            f"{'slower' if time > x.time else 'faster'} than {words.name(x)} of that time "
            f"({clock(x.time)}) with its best, {clock(time)} in {races.name(best)}."
        )
        stood.append(steps[-1])
    if not parts:
        return None
    found = Found(" ".join(parts), sources=words.sources(q, stood), suggestions=words.following(stood))
    return words.response(question, found, stood)
