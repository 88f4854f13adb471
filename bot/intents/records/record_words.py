"""Puts records into sentences: one by what is asked of it, several in a row or a table; it chooses none."""

from collections.abc import Sequence
from datetime import date

from bot.answers import Outcome, Table
from bot.facts.models import Record, Source
from bot.facts.snapshot import RecordStep
from bot.intents.query import Query, Response
from bot.intents.records.record_question import RecordQuestion
from bot.language.reading import Focus
from bot.wording.plain import clock, day, length, listed, opened, plural, possessive, seconds

NAMES = {"OR": "Olympic record", "WR": "world record", "TR": "track record"}
TIMES = ("no times", "once", "twice")


def name(x: Record) -> str:
    """The record within a sentence: "the women's Olympic record"."""
    return f"the {x.gender}'s {NAMES[x.kind]}"


def occasion(q: Query, x: Record) -> str:
    """Where it was set: "in the final at Beijing 2022", "at the World Cup in Calgary"."""
    if x.games and x.at in q.snapshot.rounds:
        return f"in the {q.snapshot.rounds[x.at].name} at {q.snapshot.games[x.games].name}"
    return f"at the {x.at} in {x.city}"


def sentence(q: Query, s: RecordStep, *, then: bool = False) -> str:
    """One record, told by what is asked of it; `then` where it is told as what stood at some time."""
    r, x = q.reading, s.record
    who, stands = q.nation(x.nation), s.after is None and not then
    if r.cue("noun:round") and x.games:
        return opened(f"{who} set {name(x)} of {clock(x.time)} {occasion(q, x)}.")
    asks = r.asks
    if asks in ("record", ""):
        holders = any(t.text in ("holder", "holders") for t in r.terms)
        asks = "skater" if r.cue("noun:skater", "noun:squad") else "who" if holders else asks
    match asks:
        case "who" | "nation" | "whose":
            trio = f" ({listed(x.skaters)})"
            if stands and not r.cue("feat:break", "verb:set"):
                return opened(f"{who}{trio} {holds(q, x)} {name(x)}: {clock(x.time)}, set {occasion(q, x)}.")
            if then or not r.cue("feat:break", "verb:set"):
                return opened(f"{who}{trio} held {name(x)}{_until(s)}: {clock(x.time)}, set {occasion(q, x)}.")
            return opened(f"{who}{trio} set {name(x)} of {clock(x.time)} {occasion(q, x)}, on {day(x.date)}.")
        case "skater" | "squad":
            return f"{listed(x.skaters)} set {name(x)} of {clock(x.time)} for {who}, {occasion(q, x)}."
        case "when" | "date" | "games":
            return opened(f"{who} set {name(x)} of {clock(x.time)} on {day(x.date)}, {occasion(q, x)}.")
        case "place" | "city" | "venue":
            where = f"in {x.city}, {occasion(q, x)}" if x.games else f"in {x.city}, at the {x.at}"
            return opened(f"{who} set {name(x)} of {clock(x.time)} {where}.")
        case "margin":
            if s.before is None:
                return opened(
                    f"{who} set the first {x.gender}'s {NAMES[x.kind]}, {clock(x.time)}: there was none to improve on."
                )
            return opened(
                f"{who} took {seconds(s.before.time - x.time)} off {name(x)} {occasion(q, x)}, "
                f"from {clock(s.before.time)} to {clock(x.time)}."
            )
        case _:
            is_ = "is" if stands else "was"
            return opened(f"{name(x)} {is_} {clock(x.time)}, set by {who} {occasion(q, x)} on {day(x.date)}.")


def plain(q: Query, s: RecordStep) -> str:
    """One record with all that identifies it, whatever is asked."""
    x = s.record
    return opened(f"{q.nation(x.nation)} set {name(x)} of {clock(x.time)} {occasion(q, x)}, on {day(x.date)}.")


def holds(q: Query, x: Record) -> str:
    """The verb after the name of a team: "hold" where that is a plural."""
    return "hold" if q.nation(x.nation).startswith("athletes") else "holds"


def _until(s: RecordStep) -> str:
    return f" until {day(s.after.date)}" if s.after else ""


def current(q: Query, steps: Sequence[RecordStep]) -> str:
    """The records that stand, when both genders are meant: one sentence a kind."""
    parts = []
    for kind in dict.fromkeys(s.record.kind for s in steps):
        rows = [s.record for s in steps if s.record.kind == kind]
        told = [f"{clock(x.time)} for the {x.gender} ({q.nation(x.nation)}, {x.date.year})" for x in rows]
        parts.append(f"The {NAMES[kind]} is {listed(told)}.")
    return " ".join(parts)


def several(q: Query, steps: Sequence[RecordStep]) -> str:
    """Some steps of one record in a sentence, oldest first."""
    x = steps[0].record
    nations = list(dict.fromkeys(s.record.nation for s in steps))
    times = TIMES[len(steps)] if len(steps) < len(TIMES) else plural(len(steps), "time")
    parts = [_part(q, s.record, len(nations) > 1) for s in steps]
    who = opened(q.nation(nations[0])) if len(nations) == 1 else ""
    if who:
        return f"{who} set {name(x)} {times}: {listed(parts)}."
    return opened(f"{name(x)} was set {times}: {listed(parts)}.")


def _part(q: Query, x: Record, told: bool) -> str:
    where = (
        f"{q.snapshot.rounds[x.at].name}, {q.snapshot.games[x.games].name}"
        if x.games and x.at in q.snapshot.rounds
        else f"{x.city}, {day(x.date)}"
    )
    who = f"{q.nation(x.nation)}, " if told else ""
    return f"{clock(x.time)} ({who}{where})"


def table(q: Query, steps: Sequence[RecordStep]) -> Table:
    """The steps as rows, oldest first."""
    kinds = {(s.record.kind, s.record.gender) for s in steps}
    body = tuple(
        (
            *((f"{s.record.kind} {s.record.gender}",) if len(kinds) > 1 else ()),
            f"{s.record.date:%Y-%m-%d}",
            clock(s.record.time),
            f"−{seconds(s.before.time - s.record.time)}" if s.before else "",
            q.snapshot.name(s.record.nation),
            q.snapshot.rounds[s.record.at].name if s.record.at in q.snapshot.rounds else s.record.at,
            s.record.city,
        )
        for s in steps[:45]
    )
    head = ("Date", "Time", "By", "Team", "Race", "Place")
    return Table(("Record", *head) if len(kinds) > 1 else head, body, right=(2, 3) if len(kinds) > 1 else (1, 2))


def lasted(q: Query, s: RecordStep, today: date) -> str:
    """How long one record stood."""
    x = s.record
    of = f"{opened(possessive(q.nation(x.nation)))} {name(x).removeprefix('the ')} of {clock(x.time)}"
    if s.after:
        return f"{of} stood for {length(x.date, s.after.date)}, from {day(x.date)} to {day(s.after.date)}."
    return f"{of} has stood for {length(x.date, today)}, since {day(x.date)} (as of {day(today)})."


def sources(q: Query, steps: Sequence[RecordStep]) -> tuple[Source, ...]:
    """The sources of some steps."""
    return q.sources(i for s in steps for i in s.record.sources)


def following(steps: Sequence[RecordStep]) -> tuple[str, ...]:
    """What to ask next."""
    if not steps:
        return ("what is the men's Olympic record?", "women's world record progression")
    x = steps[0].record
    return (
        f"{x.gender}'s {NAMES[x.kind]} progression",
        f"who holds the {x.gender}'s {NAMES['WR' if x.kind == 'OR' else 'OR']}?",
    )


def response(question: RecordQuestion, outcome: Outcome, steps: Sequence[RecordStep]) -> Response:
    """The outcome with what it was about and how it was read."""
    q = question.q
    one = steps[0].record if len(steps) == 1 else None
    nations = {s.record.nation for s in steps}
    focus = Focus(
        games=(one.games,) if one and one.games else (),
        genders=tuple(dict.fromkeys(s.record.gender for s in steps)) if steps else q.reading.genders,
        nations=(steps[0].record.nation,) if len(nations) == 1 else (),
        rounds=(one.at,) if one and one.games else (),
    )
    kinds = " and ".join(NAMES[k] for k in question.kinds)
    return Response(outcome, focus, f"{kinds}, {q.snapshot.events[q.event].name}, {' and '.join(q.genders)}")
