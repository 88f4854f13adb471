"""How fast and by how much: times, margins, who skated a given time."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.snapshot import Start
from bot.intents.query import Query, Response
from bot.intents.results import absence, races
from bot.intents.results.offers import after_races, after_team
from bot.intents.results.operations import applies, unheeded
from bot.intents.results.places import place, ranks_asked
from bot.language.reading import Focus
from bot.wording.plain import clock, listed, opened, possessive, seconds

NAME = "times"
TITLE = "Times and margins"
EXAMPLES = (
    "what was the winning time in 2010",
    "how fast were the Dutch women in the quarterfinal in 2014",
    "by how much did Canada win in 2022",
    "margin in the men's bronze race 2026",
    "who skated 2:53.44",
    "how far behind Canada was Japan in the 2022 final",
)


APPLIED = applies(
    op="first last behind ahead both way compare",
    verb="clock win perform beat skate lose meet miss finish say get set own qualify",
    noun="time margin duration nation title opponent race result medal games round event rank champion",
)


def claims(q: Query) -> bool:
    """A time or a margin is asked for, or who skated a time that is named."""
    r = q.reading
    if unheeded(q, APPLIED) or r.bound:
        return False
    if r.asks in ("time", "margin"):
        return True
    if r.yes_no and (r.time is not None or r.cue("noun:time")) and not r.cue("noun:record"):
        return True
    return r.time is not None and r.time >= 6000 and r.asks in ("who", "nation", "skater", "what", "when", "whose", "")


def answer(q: Query) -> Response:
    """The time, the margin, or whose time it was."""
    r = q.reading
    if r.time is not None and r.asks not in ("time", "margin", "yes-no"):
        return _whose(q, r.time)
    rows = races.asked(q)
    if r.yes_no and r.time is not None:
        return _checked(q, rows, r.time)
    if not rows and (false := _premise(q)):
        return Response(
            Found(false, suggestions=after_team(q, r.nations[0])),
            Focus(nations=r.nations),
            q.scope,
        )
    return Response(_margins(q, rows) if r.asks == "margin" else _times(q, rows), focus(rows), q.scope)


def focus(rows: list[Start]) -> Focus:
    """What some races were about."""
    nations = tuple(dict.fromkeys(s.entry.nation for s in rows))
    return Focus(
        games=tuple(dict.fromkeys(s.games.id for s in rows)),
        genders=tuple(dict.fromkeys(s.event.gender for s in rows)),
        nations=nations if len(nations) == 1 else (),
        rounds=tuple(dict.fromkeys(s.round.round for s in rows)) if len({s.round.round for s in rows}) == 1 else (),
        met=tuple(s.rival.nation for s in rows if s.rival) if len(rows) == 1 else (),
    )


def _premise(q: Query) -> str:
    """Why a nation has no such race: it won no such place, or it did not meet that team there."""
    r = q.reading
    pair = races.between(q)
    if pair:
        outcome = absence.of_meeting(q, pair[0][0], pair[1][0])
        return outcome.answer if isinstance(outcome, Found) else ""
    ranks = ranks_asked(q)
    if not r.nations or not ranks:
        return ""
    best = q.results()
    if not best:
        outcome = absence.of_team(q)
        return outcome.answer if isinstance(outcome, Found) else ""
    if len(best) > 2:
        return opened(
            f"{q.nation(r.nations[0])} never was there: its best is {place(min(best, key=lambda x: x.rank))} "
            f"({q.scope})."
        )
    told = " ".join(
        f"{q.nation(x.placing.nation)} came {place(x)} in the {q.event_name(x.event.gender)} at {x.games.name}."
        for x in best
    )
    events = [x.event for x in best]
    true = [x for x in q.results(nations=(), ranks=ranks) if x.event in events]
    if ranks == (1,) and true:
        told += " " + " ".join(f"{q.nation(x.placing.nation)} won." for x in true)
    return opened(told)


def _times(q: Query, rows: list[Start]) -> Outcome:
    r = q.reading
    if len(r.nations) == 2 and races.between(q):
        # Of "how fast did Poland go against the Dutch", the time of the one that went.
        both = len(r.subjects) != 1 or any(t.text.startswith(("each", "both", "all")) for t in r.terms)
        rows = [s for s in races.all_of(q, rows) if both or s.entry.nation in r.subjects]
    elif not r.nations and not r.people and not ranks_asked(q):
        rows = races.all_of(q, rows) if r.rounds else [s for s in rows if s.won]
        if not r.rounds:
            rows = [s for s in rows if s.is_final]
    if not rows:
        return NotHeld(f"No race of that kind is held: {q.scope}.", ("what was the winning time in 2022?",))
    timed = [s for s in rows if s.entry.time is not None]
    if not timed:
        return _without_time(q, rows[0])
    order = q.starts(nations=())
    timed.sort(key=order.index)
    sentences = [_time_sentence(q, s) for s in timed]
    notes = _missing(q, rows) + tuple(
        note
        for s in timed[:2]
        for note in q.disputes(
            "time", s.games, s.event.gender, (s.entry.nation,), (s.round.round,), clock(s.entry.time or 0)
        )
    )
    notes += tuple(
        f"{opened(possessive(q.entrant(s.entry.nation, s.entry.skaters)))} time is marked uncertain: sources differ."
        for s in timed
        if s.entry.confidence == "uncertain"
    )[:2]
    sources = q.sources(i for s in timed for i in s.entry.sources)
    if len(timed) <= 2:
        return Found(" ".join(sentences), notes=notes, sources=sources, suggestions=after_races(timed))
    one_team = len({(s.games.id, s.event.gender, s.entry.nation) for s in timed}) == 1
    if one_team and len({s.round.round for s in timed}) == len(timed):
        told = listed([f"{clock(s.entry.time or 0)} in the {s.kind.name}" for s in timed])
        first = timed[0]
        summary = opened(f"{q.nation(first.entry.nation)} skated {told} ({first.event.gender}, {first.games.name}).")
        return Found(summary, table=table(q, timed), notes=notes, sources=sources, suggestions=after_races(timed))
    several = len({(s.games.id, s.event.gender) for s in timed}) < len(timed)  # of one event: told apart by team
    summary = (
        "Times, latest first: "
        + ", ".join(
            f"{clock(s.entry.time or 0)} ({q.snapshot.name(s.entry.nation) + ', ' if several else ''}"
            f"{s.event.gender} {s.games.year})"
            for s in timed[:12]
        )
        + "."
    )
    return Found(summary, table=table(q, timed), notes=notes, sources=sources, suggestions=after_races(timed))


def _time_sentence(q: Query, s: Start) -> str:
    return opened(f"{q.entrant(s.entry.nation, s.entry.skaters)} skated {clock(s.entry.time or 0)} in {races.name(s)}.")


def _without_time(q: Query, s: Start) -> Outcome:
    who = q.entrant(s.entry.nation, s.entry.skaters)
    match s.entry.status:
        case "DNF":
            return Found(
                opened(f"{who} did not finish {races.name(s)}, so there is no time."),
                sources=q.sources(s.entry.sources),
            )
        case "DNS":
            return Found(
                opened(f"{who} did not start in {races.name(s)}, so there is no time."),
                sources=q.sources(s.entry.sources),
            )
        case _:
            return NotHeld(
                f"The time of {who} in {races.name(s)} is not held.",
                (f"what was the winning time of the {s.event.gender} in {s.games.year}?",),
                q.sources(s.entry.sources),
            )


def _missing(q: Query, rows: list[Start]) -> tuple[str, ...]:
    without = [s for s in rows if s.entry.time is None and s.entry.status not in ("DNS", "DNF")]
    if not without:
        return ()
    named = [f"{q.entrant(s.entry.nation, s.entry.skaters)} in {races.name(s)}" for s in without[:4]]
    return (f"Not held: {listed(named)}.",)


def table(q: Query, rows: Sequence[Start], by_margin: bool = False) -> Table | None:
    """Starts with their times or margins, from two on."""
    if len(rows) < 2:
        return None

    def mark(s: Start) -> str:
        value = s.margin if by_margin else s.entry.time
        return "–" if value is None else seconds(value) if by_margin else clock(value)

    body = tuple(
        (f"{s.games.year} {s.event.gender}", s.kind.name, q.snapshot.name(s.entry.nation), mark(s))
        for s in rows[:MOST_ROWS]
    )
    return Table(("Games", "Race", "Winner" if by_margin else "Team", "By" if by_margin else "Time"), body, right=(3,))


MOST_ROWS = 24


def _margins(q: Query, rows: list[Start]) -> Outcome:
    r = q.reading
    found = races.once(rows)
    if r.nations and not races.between(q) and not r.rounds and len(rows) > 1 and r.cue("verb:win", "verb:lose"):
        found = [s for s in rows if s.won is not bool(r.cue("verb:lose"))] or found
    if not found:
        return NotHeld(
            f"No race of that kind is held: {q.scope}.", ("what was the winning margin in the men's final in 2022?",)
        )
    known = [s for s in found if s.margin is not None]
    if not known:
        s = found[0]
        return NotHeld(
            f"The margin of {races.name(s)} is not held.",
            (f"who won the {s.event.gender}'s team pursuit in {s.games.year}?",),
            q.sources(s.entry.sources),
        )
    sources = q.sources(i for s in known for e in s.race.entries for i in e.sources)
    notes = tuple(
        n
        for s in known[:2]
        for n in q.disputes(
            "margin",
            s.games,
            s.event.gender,
            (s.entry.nation, *((s.rival.nation,) if s.rival else ())),
            (s.round.round,),
            seconds(s.margin or 0)[:-2],
        )
    )
    if len(known) <= 2:
        return Found(
            " ".join(margin_sentence(q, s) for s in known), notes=notes, sources=sources, suggestions=after_races(known)
        )
    parts = [f"{seconds(s.margin or 0)} ({s.event.gender} {s.games.year})" for s in known[:12]]
    return Found(
        f"Margins, latest first: {', '.join(parts)}.",
        table=table(q, known, by_margin=True),
        notes=notes,
        sources=sources,
        suggestions=after_races(known),
    )


def margin_sentence(q: Query, s: Start) -> str:
    """Who beat whom, and by how much, in a race whose margin is held."""
    rival = q.entrant(s.rival.nation, s.rival.skaters) if s.rival else "its opponent"
    first, second = (
        (q.entrant(s.entry.nation, s.entry.skaters), rival)
        if s.won
        else (rival, q.entrant(s.entry.nation, s.entry.skaters))
    )
    return opened(f"{first} beat {second} by {seconds(s.margin or 0)} in {races.name(s)}.")


def _checked(q: Query, rows: list[Start], claimed: int) -> Response:
    """Whether a time or margin that is named is the true one."""
    by_margin = claimed < 6000
    known = [s for s in rows if (s.margin if by_margin else s.entry.time) is not None]
    if not known:
        return Response(
            NotHeld(f"No such {'margin' if by_margin else 'time'} is held: {q.scope}."), focus(rows), q.scope
        )
    whole = claimed % 100 == 0  # "by 11 seconds" is said of 11.03

    def holds(value: int | None) -> bool:
        return value is not None and (value // 100 * 100 if whole else value) == claimed

    right = [s for s in known if holds(s.margin if by_margin else s.entry.time)]
    told = right or known
    fact = " ".join(margin_sentence(q, s) if by_margin else _time_sentence(q, s) for s in told[:2])
    notes = tuple(
        n
        for s in told[:2]
        for n in q.disputes(
            "margin" if by_margin else "time",
            s.games,
            s.event.gender,
            (s.entry.nation,),
            (s.round.round,),
            _value(s, by_margin),
        )
    )
    sources = q.sources(i for s in told for i in s.entry.sources)
    return Response(
        Found(f"{'Yes' if right else 'No'}: {fact}", notes=notes, sources=sources, suggestions=after_races(told)),
        focus(told),
        q.scope,
    )


def _value(s: Start, by_margin: bool) -> str:
    return seconds(s.margin or 0)[:-2] if by_margin else clock(s.entry.time or 0)


def _whose(q: Query, time: int) -> Response:
    rows = [s for s in q.starts(games=q.said_games or q.held) if s.entry.time == time]
    if not rows:
        return Response(
            NotHeld(
                f"No team is held with a time of {clock(time)} in an Olympic team pursuit.",
                ("what is the men's Olympic record?",),
            ),
            Focus(),
            q.scope,
        )
    if q.reading.asks == "skater":
        text = " ".join(
            opened(
                f"{listed(s.entry.skaters) or 'skaters who are not held'} skated {clock(time)} for "
                f"{q.entrant(s.entry.nation, s.entry.skaters)} in {races.name(s)}."
            )
            for s in rows
        )
    else:
        text = " ".join(_time_sentence(q, s) for s in rows)
    return Response(
        Found(text, sources=q.sources(i for s in rows for i in s.entry.sources), suggestions=after_races(rows)),
        focus(rows),
        q.scope,
    )
