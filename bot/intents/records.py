"""World and Olympic records: who holds or held them, when, where and in what time they were set, and how they came down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.models import Record
from bot.intents import races
from bot.intents.query import Query, Response
from bot.language.reading import Focus, within
from bot.wording.plain import clock, day, listed, opened, plural, seconds

NAME = "records"
TITLE = "World and Olympic records"
# Records were also set in years and towns without Games.
BESIDE_THE_GAMES = True
EXAMPLES = (
    "what is the men's Olympic record",
    "who holds the women's world record",
    "women's Olympic record progression",
    "what was the men's world record before Sochi",
    "how many times did the Dutch women break the Olympic record in Sochi",
    "when was the women's world record set",
    "gap between the men's world record and Olympic record",
)
NAMES = {"OR": "Olympic record", "WR": "world record"}
SET = ("verb:set", "verb:beat", "verb:win")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a record between the one before and the one that beat it."""

    record: Record
    before: Record | None
    after: Record | None


def claims(q: Query) -> bool:
    """A record is named, or a time that was first beaten as a record."""
    r = q.reading
    if r.cue("noun:medal", "noun:table", "noun:podium"):
        return False
    if r.cue("noun:world-champion"):
        return True
    if r.cue("op:first") and r.bound and r.bound[0] == "<" and r.asks != "count":
        return r.cue("record:OR", "record:WR", "noun:record") or not any(
            s.entry.time is not None and within(s.entry.time, *r.bound) for s in q.starts(games=q.held, nations=())
        )
    if r.time is not None and (r.cue("verb:set") or r.asks in ("place", "date", "when")) and any(x.time == r.time for x in q.snapshot.knowledge.records):
        return True
    return r.cue("record:OR", "record:WR", "noun:record", "record:TR", "record:both") and r.asks not in ("age", "medal")


def answer(q: Query) -> Response:
    """What is asked of the steps that fit."""
    r = q.reading
    if r.cue("noun:world-champion"):
        return _champions(q)
    if r.cue("record:TR"):
        return _track(q)
    if r.bound:
        return _first_under(q)
    kinds = _kinds(q)
    if len(kinds) == 2 and (r.asks == "margin" or r.cue("noun:margin", "op:compare", "op:faster", "op:slower")):
        return _gap(q)
    if r.yes_no:
        return _checked(q, kinds)
    if r.cue("op:longest", "op:shortest") or r.cue("noun:duration") or (r.asks == "time" and r.cue("verb:hold") and "long" in r.words):
        return _durations(q, kinds)
    if r.cue("record:progress", "op:each", "op:ever") or (r.cue("op:all") and r.asks in ("", "record")):
        return _progression(q, kinds)
    chosen = [step for kind in kinds for gender in q.genders for step in _chosen(q, kind, gender)]
    if r.asks == "count":
        return _counted(q, kinds, chosen)
    if not chosen:
        return _response(q, NotHeld("No record step of that kind is held.", ("women's Olympic record progression",)), [])
    return _response(q, _told(q, chosen), chosen)


# ---- choosing


def _kinds(q: Query) -> tuple[str, ...]:
    r = q.reading
    if r.cue("record:both"):
        return ("OR", "WR")
    said = tuple(k for k in ("OR", "WR") if f"record:{k}" in r.cues)
    if said:
        return said
    at_games = [g for g in q.said_games if g in q.held]
    return ("OR",) if at_games else ("OR", "WR")


def _steps(q: Query, kind: str, gender: str) -> list[Step]:
    line = sorted((x for x in q.snapshot.knowledge.records if x.kind == kind and x.gender == gender and x.event == q.event), key=lambda x: (x.date, -x.time))
    return [Step(x, line[i - 1] if i else None, line[i + 1] if i + 1 < len(line) else None) for i, x in enumerate(line)]


def _chosen(q: Query, kind: str, gender: str) -> list[Step]:
    """The steps a question is about: those it describes, or the one that stood at the time it names."""
    r = q.reading
    steps = _steps(q, kind, gender)
    if not steps:
        return []
    breaking = r.cue(*SET) or r.asks in ("count", "margin")
    owner = _owner(q)
    if r.cue("period:before", "record:old") and r.nations and not r.years and not r.games:
        mine = [s for s in steps if s.record.nation == r.nations[0]]
        return [s for s in steps if mine and s.record == mine[0].before]
    if r.cue("record:old", "op:previous") and not r.years and not r.nations:
        return [s for s in steps if s.record == steps[-1].before]
    fits = _described(q, steps, owner)
    if r.phrases[-2:] in (("off", "who"), ("from", "who"), ("off", "whom"), ("from", "whom")):
        return [s for s in steps if fits and s.record == fits[-1].before]
    if r.asks == "whose" and r.cue(*SET) and fits:
        return [s for s in steps if s.record == fits[0].before]
    if owner and breaking and r.asks in ("who", "when", "nation", "date", "skater"):
        return [s for s in steps if fits and s.record == fits[-1].after]
    moment = _moment(q)
    if moment and not (breaking and not r.cue("record:stand")):
        described = [s for s in fits if not _as_of_said(q)]
        if described:
            return described[-1:]
        standing = [s for s in steps if s.record.date < moment]
        return standing[-1:]
    constrained = bool(r.nations or r.people or r.rounds or r.games or r.lone_years or r.years or r.time or _months(q) or _cities(q))
    if not constrained:
        return steps[:1] if r.cue("op:first") else steps[-1:]
    if r.cue("op:first"):
        return fits[:1]
    if r.asks in ("time", "record", "what", "") and not r.cue(*SET) and len(fits) > 1 and not r.nations:
        return fits[-1:]
    return fits[::-1]


def _owner(q: Query) -> str:
    """A nation whose record was broken, rather than the one that broke it."""
    r = q.reading
    if len(r.nations) == 2 and r.subjects:
        return ""
    passive = any("aux:be" in t.cues for t in r.terms) and r.cue("verb:set", "verb:beat", "verb:lose")
    named = r.nations[0] if r.nations else ""
    return named if named and (passive or named not in r.subjects) and r.cue(*SET, "verb:lose") and r.asks not in ("count", "margin", "whose") and named not in _by(q) else ""


def _by(q: Query) -> tuple[str, ...]:
    """Nations named as those who did it: "by Canada"."""
    terms = q.reading.terms
    return tuple(c[7:] for t, u in zip(terms, terms[1:], strict=False) if t.text == "by" for c in u.cues if c.startswith("nation:"))


def _described(q: Query, steps: Sequence[Step], owner: str) -> list[Step]:
    r = q.reading
    nations = (owner,) if owner else r.subjects[:1] if len(r.nations) > 1 and r.subjects else r.nations
    cities, months = _cities(q), _months(q)
    games = set(r.games if not cities else ()) & set(q.held) or set(q.said_games if r.when else ())
    years = {q.snapshot.games[g].year for g in r.games} | set(r.lone_years)

    def fits(x: Record) -> bool:
        return (
            (not nations or x.nation in nations)
            and all(set(group) & set(x.skaters) for group in r.people)
            and (not r.rounds or x.at in r.rounds)
            and (not cities or x.city in cities)
            and (not games or x.games in games or (x.games is None and x.date.year in years))
            and (not years or cities or bool(games) or x.date.year in years)
            and (not cities or not r.lone_years or x.date.year in r.lone_years)
            and (not months or x.date.month in months)
            and (r.years is None or r.years[0] <= x.date.year <= r.years[1])
            and (r.time is None or x.time == r.time)
        )

    return [s for s in steps if fits(s.record)]


def _as_of_said(q: Query) -> bool:
    return q.reading.cue("record:stand", "period:before")


def _moment(q: Query) -> date | None:
    """The day a question looks back from: before some Games, during them, in a month."""
    r = q.reading
    if r.years and r.years[1] < 9999:
        return date(r.years[1] + 1, 1, 1)
    if r.years and r.cue("period:after"):
        return date(r.years[0], 1, 1)
    months, year = _months(q), next(iter([*(q.snapshot.games[g].year for g in r.games), *r.lone_years]), None)
    if year and months and not r.cue(*SET):
        return date(year, months[0], 28)
    held = [g for g in q.said_games if g in q.held]
    if held and not _cities(q):
        rounds = [x.date for e in q.snapshot.games[held[0]].events for x in e.rounds]
        return min(rounds) if r.cue("record:stand", "period:before") or "WR" in _kinds(q) else max(rounds).replace(month=12)
    if year and not _cities(q):
        return date(year, 12, 31)
    return None


def _months(q: Query) -> tuple[int, ...]:
    return tuple(int(c[6:]) for c in sorted(q.reading.cues) if c.startswith("month:"))


def _cities(q: Query) -> set[str]:
    """Places of records that the question names and that are not the host of Games it means."""
    elsewhere = {q.snapshot.games[g].city for g in q.reading.games if g not in q.held}
    return elsewhere | {c.removeprefix("place:").replace("-", " ") for c in q.reading.cues if c.startswith("place:")}


# ---- telling


def _response(q: Query, outcome: Outcome, steps: Sequence[Step]) -> Response:
    last = steps[0].record if steps else None
    focus = Focus(
        games=(last.games,) if last and last.games and len(steps) == 1 else (),
        genders=tuple(dict.fromkeys(s.record.gender for s in steps)),
        nations=(last.nation,) if last and len({s.record.nation for s in steps}) == 1 else (),
        rounds=(last.at,) if last and last.games and len(steps) == 1 else (),
    )
    kinds = " and ".join(NAMES[k] for k in _kinds(q))
    who = " and ".join(q.genders)
    return Response(outcome, focus, f"{kinds}, {q.snapshot.events[q.event].name}, {who}")


def _name(x: Record) -> str:
    return f"the {x.gender}'s {NAMES[x.kind]}"


def _at(q: Query, x: Record) -> str:
    if x.games and x.at in q.snapshot.rounds:
        return f"the {q.snapshot.rounds[x.at].name} at {q.snapshot.games[x.games].name}"
    return f"{x.city} ({x.at})"


def _sentence(q: Query, s: Step) -> str:
    """One step, told by what is asked of it."""
    r, x = q.reading, s.record
    who = q.nation(x.nation)
    standing = "is" if s.after is None else "was"
    if r.cue("noun:round"):
        return f"{who} set {_name(x)} of {clock(x.time)} in {_at(q, x)}."
    match "skater" if r.cue("noun:skater", "noun:squad") else r.asks:
        case "who" | "nation" | "whose":
            held = "holds" if s.after is None else "held"
            return f"{who} {held} {_name(x)} ({listed(x.skaters)}), {clock(x.time)}."
        case "skater" | "squad":
            return f"{listed(x.skaters)} set {_name(x)} of {clock(x.time)} for {who}."
        case "when" | "date" | "games":
            return f"{who} set {_name(x)} of {clock(x.time)} on {day(x.date)}."
        case "place" | "city" | "venue":
            return f"{who} set {_name(x)} of {clock(x.time)} in {x.city} on {day(x.date)}."
        case "margin":
            if s.before is None:
                return f"{who} set the first {x.gender}'s {NAMES[x.kind]}, {clock(x.time)}."
            return f"{who} took {seconds(s.before.time - x.time)} off {_name(x)}, to {clock(x.time)}."
        case _:
            return f"{_name(x)} {standing} {clock(x.time)}, set by {who} in {_at(q, x)} on {day(x.date)}."


def _told(q: Query, steps: Sequence[Step]) -> Outcome:
    sources = q.sources(i for s in steps for i in s.record.sources)
    notes = tuple(dict.fromkeys(s.record.note for s in steps[:2] if s.record.note))
    suggestions = _next(steps)
    if len(steps) <= 4:
        return Found(" ".join(opened(_sentence(q, s)) for s in steps), notes=notes, sources=sources, suggestions=suggestions)
    times = ", ".join(f"{clock(s.record.time)} ({s.record.nation}, {s.record.date.year})" for s in steps[:12])
    return Found(f"{plural(len(steps), 'step')}, latest first: {times}.", table=_table(q, steps), notes=notes, sources=sources, suggestions=suggestions)


def _next(steps: Sequence[Step]) -> tuple[str, ...]:
    if not steps:
        return ("what is the men's Olympic record?",)
    x = steps[0].record
    return (f"{x.gender}'s {NAMES[x.kind]} progression", f"who holds the {x.gender}'s {NAMES['WR' if x.kind == 'OR' else 'OR']}?")


def _table(q: Query, steps: Sequence[Step]) -> Table:
    body = tuple((f"{s.record.date:%Y-%m-%d}", clock(s.record.time), q.snapshot.name(s.record.nation), s.record.city) for s in steps[:25])
    return Table(("Date", "Time", "Team", "Place"), body, right=(1,))


def _progression(q: Query, kinds: Sequence[str]) -> Response:
    steps = [s for kind in kinds for gender in q.genders for s in _described(q, _steps(q, kind, gender), "")]
    if not steps:
        return _response(q, NotHeld("No record step of that kind is held."), [])
    first, last = steps[0].record, steps[-1].record
    if len(kinds) == 1 == len(q.genders):
        text = f"{opened(_name(last))} went from {clock(first.time)} in {first.date.year} to {clock(last.time)} in {last.date.year}, in {plural(len(steps), 'step')}."
    else:
        text = f"{plural(len(steps), 'record step')} are held."
    items = tuple(f"{s.record.date:%Y-%m-%d} {s.record.kind if len(kinds) > 1 else ''} {clock(s.record.time)} {q.snapshot.name(s.record.nation)}, {s.record.city}".replace("  ", " ") for s in steps)
    return _response(q, Found(text, items=items, sources=q.sources(i for s in steps for i in s.record.sources), suggestions=_next(steps[-1:])), steps[-1:])


def _counted(q: Query, kinds: Sequence[str], _chosen_steps: Sequence[Step]) -> Response:
    steps = [s for kind in kinds for gender in q.genders for s in _described(q, _steps(q, kind, gender), "")]
    broken = [s for s in steps if s.before is not None] if not q.reading.nations else steps
    who = opened(listed([q.nation(n) for n in q.reading.nations])) if q.reading.nations else "Teams"
    kind = " or ".join(NAMES[k] for k in kinds)
    where = f" at {listed([q.snapshot.games[g].name for g in q.said_games])}" if q.said_games else ""
    text = f"{who} set the {' and '.join(q.genders)}'s {kind} {plural(len(broken), 'time')}{where}{': ' + ', '.join(clock(s.record.time) for s in broken) if 0 < len(broken) <= 6 else ''}."
    return _response(q, Found(text, table=_table(q, broken) if broken else None, sources=q.sources(i for s in broken for i in s.record.sources), suggestions=_next(broken)), broken)


def _durations(q: Query, kinds: Sequence[str]) -> Response:
    r = q.reading
    as_of = q.snapshot.knowledge.as_of
    steps = [s for kind in kinds for gender in q.genders for s in (_chosen(q, kind, gender) if not r.cue("op:longest", "op:shortest") else _described(q, _steps(q, kind, gender), ""))]
    if not steps:
        return _response(q, NotHeld("No record step of that kind is held."), [])

    def days(s: Step) -> int:
        return ((s.after.date if s.after else as_of) - s.record.date).days

    if r.cue("op:longest", "op:shortest"):
        steps = [(max if r.cue("op:longest") else min)(steps, key=days)]
    parts = []
    for s in steps[:3]:
        until = f"until {day(s.after.date)}" if s.after else "and still stands"
        years, rest = divmod(days(s), 365)
        length = f"{plural(years, 'year')} and {plural(rest, 'day')}" if years else plural(rest, "day")
        parts.append(opened(f"{_name(s.record)} of {clock(s.record.time)} by {q.nation(s.record.nation)} stood from {day(s.record.date)} {until}, {length}."))
    return _response(q, Found(" ".join(parts), sources=q.sources(i for s in steps for i in s.record.sources), suggestions=_next(steps)), steps)


def _gap(q: Query) -> Response:
    parts, found = [], []
    for gender in q.genders:
        olympic, world = _steps(q, "OR", gender)[-1:], _steps(q, "WR", gender)[-1:]
        if olympic and world:
            a, b = olympic[0].record, world[0].record
            parts.append(f"The {gender}'s Olympic record ({clock(a.time)}) is {seconds(a.time - b.time)} slower than the world record ({clock(b.time)}).")
            found += [olympic[0], world[0]]
    return _response(q, Found(" ".join(parts), sources=q.sources(i for s in found for i in s.record.sources), suggestions=_next(found)), found)


def _first_under(q: Query) -> Response:
    """The first to skate under a time, as a record step of either kind."""
    r = q.reading
    assert r.bound
    kinds = tuple(k for k in ("OR", "WR") if f"record:{k}" in r.cues) or ("WR",)
    found = []
    for gender in q.genders:
        steps = [s for kind in kinds for s in _steps(q, kind, gender) if within(s.record.time, *r.bound)]
        if steps:
            found.append(min(steps, key=lambda s: s.record.date))
    if len(q.genders) == 2 and not r.genders:
        # A bound that one gender has passed from the start is not what was asked.
        found = [s for s in found if s.before and not within(s.before.time, *r.bound)]
    if not found:
        return _response(q, NotHeld(f"No record under {clock(r.bound[1])} is held.", ("what is the women's world record?",)), [])
    text = " ".join(opened(f"{q.nation(s.record.nation)} was the first under {clock(r.bound[1])} ({s.record.gender}): {clock(s.record.time)} in {_at(q, s.record)} on {day(s.record.date)}.") for s in found)
    return _response(q, Found(text, sources=q.sources(i for s in found for i in s.record.sources), suggestions=_next(found)), found)


def _checked(q: Query, kinds: Sequence[str]) -> Response:
    """Whether a team holds or set a record, whether one fell, whether a time was one."""
    r = q.reading
    here = [s for kind in kinds for gender in q.genders for s in _described(q, _steps(q, kind, gender), "")]
    kind = NAMES[kinds[0]] if len(kinds) == 1 else "record"
    if here and (r.nations or r.people or r.games or r.rounds):
        if r.cue("verb:hold", "aux:have") and not r.games and not r.cue("verb:set"):
            current = [s for s in here if s.after is None]
            told = current or [s for k in kinds for g in q.genders for s in _steps(q, k, g)[-1:]]
            return _response(q, Found(f"{'Yes' if current else 'No'}: {' '.join(_plain(q, s) for s in told)}", sources=q.sources(i for s in told for i in s.record.sources), suggestions=_next(told)), told)
        word = "No" if r.cue("op:never") else "Yes"
        return _response(q, Found(f"{word}: {' '.join(_plain(q, s) for s in here[-2:])}", sources=q.sources(i for s in here for i in s.record.sources), suggestions=_next(here)), here)
    relaxed = _relaxed(q, kinds)
    then = [s for k in kinds for g in _genders_meant(q) for s in _standing(q, k, g)]
    own = [s for k in ("OR",) for g in q.genders for s in _described(q, _steps(q, k, g), "")] if "OR" not in kinds else []
    told = relaxed or own[-1:] or then
    fact = " ".join(_plain(q, s) for s in told)
    if own and then:
        fact = f"{_plain(q, own[-1])} The {kind} stood at {clock(then[0].record.time)}."
    if not told:
        return _response(q, NotHeld(f"No {kind} of that kind is held."), [])
    return _response(q, Found(f"{'Yes' if r.cue('op:never') else 'No'}: {fact}", sources=q.sources(i for s in told for i in s.record.sources), suggestions=_next(told)), told)


def _genders_meant(q: Query) -> tuple[str, ...]:
    """The genders of the races spoken of, where that narrows them."""
    rows = races.asked(q)
    found = tuple(dict.fromkeys(s.event.gender for s in rows))
    return found if found and q.reading.nations else q.genders


def _relaxed(q: Query, kinds: Sequence[str]) -> list[Step]:
    """The steps that fit all but the round: what is true where the round is wrong."""
    r = q.reading
    if not r.rounds or not r.nations:
        return []
    games = set(q.said_games)
    return [s for k in kinds for g in q.genders for s in _steps(q, k, g) if s.record.nation in r.nations and (not games or s.record.games in games)][-1:]


def _standing(q: Query, kind: str, gender: str) -> list[Step]:
    moment = _moment(q)
    steps = _steps(q, kind, gender)
    return [s for s in steps if moment is None or s.record.date <= moment][-1:]


def _plain(q: Query, s: Step) -> str:
    x = s.record
    return f"{q.nation(x.nation)} set {_name(x)} of {clock(x.time)} in {_at(q, x)} on {day(x.date)}."


def _track(q: Query) -> Response:
    """Track records are held only as marks on results."""
    rows = [s for s in q.starts(games=q.said_games or q.held, rounds=q.reading.rounds) if "TR" in s.entry.records]
    if not rows:
        return Response(NotHeld(f"No track record is marked there: {q.scope}.", ("what is the men's Olympic record?",)), Focus(), q.scope)
    parts = [f"{q.nation(s.entry.nation)} {clock(s.entry.time or 0)} ({s.event.gender}, {s.kind.name}, {s.games.year})" for s in rows[:6]]
    return Response(Found(f"Marked as track records: {listed(parts)}.", sources=q.sources(i for s in rows for i in s.entry.sources), suggestions=("what is the men's Olympic record?",)), Focus(), q.scope)


def _champions(q: Query) -> Response:
    """Who came to the Games as world champion."""
    parts, ids = [], []
    for g in q.said_games or q.held[-1:]:
        for event in q.snapshot.games[g].events:
            if event.event == q.event and event.gender in q.genders and event.before:
                parts.append(f"{opened(event.before.world_champion)} came to {q.snapshot.games[g].name} as the {event.gender}'s world champion.")
                ids += event.before.sources
    if not parts:
        return Response(NotHeld("The world champions of that time are not held.", ("who is the defending champion?",)), Focus(), q.scope)
    return Response(Found(" ".join(parts), sources=q.sources(ids), suggestions=("who won the women's team pursuit?",)), Focus(games=q.said_games), q.scope)
