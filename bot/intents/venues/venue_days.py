"""When it was: days of rounds, events and Games, in words; which of its questions is asked it is told."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.answers import Found, NotHeld, Outcome
from bot.facts.models import Games, HeldEvent, Round
from bot.intents.query import Query
from bot.intents.results import races
from bot.intents.results.places import place
from bot.intents.venues.venue_scope import days, events, following, games_of, named, rounds, sources, weekdays
from bot.wording.plain import day, listed, opened, plural

FEW = 6


class Held(NamedTuple):
    """The days of one round, or of the whole event where `round_id` is empty."""

    games: Games
    genders: tuple[str, ...]
    round_id: str
    days: tuple[date, ...]


def debut(q: Query) -> Outcome:
    """Since when the event has been held."""
    first = q.snapshot.games[q.held[0]]
    held_for = [g for g in q.genders if any(e.gender == g for e in events(q, first))]
    whose = f"the {held_for[0]}'s" if len(held_for) == 1 else "the"
    held = min(r.date for e in events(q, first) for r in e.rounds)
    asked = [q.snapshot.games[g] for g in q.said_games]
    verdict = f"{'Yes' if first in asked else 'No'}: " if asked and len(asked) == 1 else ""
    since = f"since {first.name}, where it was first skated on {day(held)}"
    told = f"{whose} {q.event_name()} has been on the Olympic programme {since}."
    more = (f"who won the men's team pursuit in {first.year}?", f"where was the team pursuit skated in {first.year}?")
    return Found(
        f"{verdict}{told}" if verdict else opened(told), sources=q.sources(sources(q, [first])), suggestions=more
    )


def opening(q: Query, games: Sequence[Games]) -> Outcome:
    """The first and the last day of the Games themselves."""
    r, g = q.reading, games[-1]
    if g.opened is None or g.closed is None:
        return NotHeld(f"The days of {g.name} are not held.", following([q.latest]))
    starts = r.cue("noun:opening", "verb:debut") or any(
        t.text in ("start", "started", "begin", "began") for t in r.terms
    )
    ends = r.cue("noun:closing", "verb:finish")
    if starts and not ends:
        text = f"{g.name} opened on {day(g.opened)}."
    elif ends and not starts:
        text = f"{g.name} closed on {day(g.closed)}."
    else:
        text = f"{g.name} was held from {day(g.opened)} to {day(g.closed)}."
    return Found(text, sources=q.sources(g.sources), suggestions=following(games))


def length(q: Query, games: Sequence[Games]) -> Outcome:
    """How many days the Games lasted, the first and the last counted."""
    g = games[-1]
    if g.opened is None or g.closed is None:
        return NotHeld(f"The days of {g.name} are not held.", following([q.latest]))
    lasted = (g.closed - g.opened).days + 1
    return Found(
        f"{g.name} lasted {plural(lasted, 'day')}, from {day(g.opened)} to {day(g.closed)}.",
        sources=q.sources(g.sources),
        suggestions=following(games),
    )


def hour(_: Query, games: Sequence[Games]) -> Outcome:
    """The time of day, which is not held."""
    return NotHeld(f"At what hour anything was skated at {named(games)} is not held, only the day.", following(games))


def the_day(q: Query, games: Sequence[Games]) -> Outcome:
    """The days of rounds, or of the whole event where no round is named."""
    told = _alike([h for g in games for e in events(q, g) for h in _of_event(q, g, e)])
    if not told:
        names = listed([q.snapshot.rounds[x].name for x in rounds(q)])
        if rounds(q):
            return Found(
                f"No {names} was skated at {named(games)}.",
                sources=q.sources(sources(q, games)),
                suggestions=following(games),
            )
        return NotHeld(f"The days of {named(games)} are not held.", following([q.latest]))
    found = q.sources(sources(q, games))
    facts = [_sentence(q, h) for h in told]
    if days(q) or weekdays(q):
        right = [fact for fact, h in zip(facts, told, strict=True) if any(_fits(q, d) for d in h.days)]
        return Found(
            f"{'Yes' if right else 'No'}: {_lowered(' '.join((right or facts)[:2]))}",
            sources=found,
            suggestions=following(games),
        )
    more = following(games, f"where was the team pursuit skated in {games[-1].year}?")
    if len(facts) <= 2:
        return Found(" ".join(facts), sources=found, suggestions=more)
    if len(facts) <= FEW:
        parts = [f"{_what(q, h, len({x.round_id for x in told}) > 1)}: {_in_words(h.days)}" for h in told]
        return Found(f"The days of the {q.event_name()}: {'; '.join(parts)}.", sources=found, suggestions=more)
    return Found(
        f"The days of the {q.event_name()}, {named(games)}:", items=tuple(facts), sources=found, suggestions=more
    )


def _of_event(q: Query, games: Games, event: HeldEvent) -> list[Held]:
    asked = rounds(q)
    by_round: dict[str, set[date]] = {}
    for held in event.rounds:
        if not asked or held.round in asked:
            by_round.setdefault(held.round if asked else "", set()).add(held.date)
    return [Held(games, (event.gender,), r, tuple(sorted(found))) for r, found in by_round.items()]


def _alike(held: Sequence[Held]) -> list[Held]:
    """Men and women in one line where their days are the same."""
    found: dict[tuple[str, str, tuple[date, ...]], Held] = {}
    for h in held:
        key = (h.games.id, h.round_id, h.days)
        genders = tuple(dict.fromkeys((*found[key].genders, *h.genders))) if key in found else h.genders
        found[key] = Held(h.games, genders, h.round_id, h.days)
    return list(found.values())


def _sentence(q: Query, held: Held) -> str:
    what = q.snapshot.rounds[held.round_id].name if held.round_id else q.event_name()
    when = _in_words(held.days, _weekday_asked(q))
    if len(held.genders) > 1:
        return f"The {what} at {held.games.name} was on {when}, for {listed(held.genders)} alike."
    return f"The {held.genders[0]}'s {what} at {held.games.name} was on {when}."


def _what(q: Query, held: Held, rounds_differ: bool) -> str:
    parts = [held.games.name, listed(held.genders)] + (
        [q.snapshot.rounds[held.round_id].name] if held.round_id and rounds_differ else []
    )
    return ", ".join(parts)


def _weekday_asked(q: Query) -> bool:
    return q.reading.cue("noun:weekday") or bool(weekdays(q))


def _fits(q: Query, when: date) -> bool:
    said, on = days(q), weekdays(q)
    return all(d.fits(when) for d in said[:1]) and (not on or f"{when:%A}".casefold() in on)


def _in_words(found: Sequence[date], weekday: bool = False) -> str:
    if weekday:
        return listed([f"{d:%A}, {day(d)}" for d in found])
    if len({(d.year, d.month) for d in found}) == 1:
        return f"{listed([str(d.day) for d in found])} {found[0]:%B} {found[0].year}"
    return listed([day(d) for d in found])


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def of_race(q: Query) -> Outcome:
    """The day of the race that a team is asked about."""
    rows = races.once(races.asked(q))
    if not rows:
        return _no_race(q)
    if q.reading.cue("op:first") and not q.said_games:
        rows = [s for s in rows if s.games.year == min(x.games.year for x in rows)]
    told = _alike([Held(s.games, (s.event.gender,), s.round.round, (s.round.date,)) for s in rows])
    ids = q.sources(x for s in rows for x in s.entry.sources)
    return Found(
        " ".join(_sentence(q, h) for h in told[:4]), sources=ids, suggestions=following([s.games for s in rows])
    )


def _no_race(q: Query) -> Outcome:
    """What is true of the teams instead of the race that was supposed."""
    games = games_of(q)
    placed = q.results()
    true = [
        f"{q.nation(x.placing.nation)} came {place(x)} in the {q.event_name(x.event.gender)} at {x.games.name}"
        for x in placed
    ]
    none = f"{listed([q.nation(n) for n in q.reading.nations])} had no team at {named(games)}"
    ids = q.sources(s for x in placed for s in x.placing.sources)
    return Found(
        f"{opened(listed(true[:4]) or none)}: there was no such race.", sources=ids, suggestions=following(games)
    )


def same_day(q: Query, games: Sequence[Games]) -> Outcome:
    """Whether men and women, or two rounds, had the same day."""
    g = games[-1]
    by_day: dict[tuple[date, ...], list[Held]] = {}
    for held in (h for e in events(q, g) for h in _of_event(q, g, e)):
        by_day.setdefault(held.days, []).append(held)
    told = _alike([h for found in by_day.values() for h in found])
    verdict = "Yes" if len(by_day) == 1 else "No"
    return Found(
        f"{verdict}: {_lowered(' '.join(_sentence(q, h) for h in told[:4]))}",
        sources=q.sources(sources(q, [g])),
        suggestions=following(games),
    )


def between(q: Query, games: Sequence[Games]) -> Outcome:
    """How many days lay between two rounds."""
    g, parts = games[-1], []
    first, second = sorted(rounds(q)[:2], key=lambda r: q.snapshot.rounds[r].order)
    for event in events(q, g):
        dates = {x.round: x.date for x in event.rounds}
        if first in dates and second in dates:
            apart = (dates[second] - dates[first]).days
            names = (
                f"the {event.gender}'s {q.snapshot.rounds[first].name} and {q.snapshot.rounds[second].name} at {g.name}"
            )
            parts.append(f"{opened(names)} were {plural(apart, 'day') + ' apart' if apart else 'on the same day'}.")
    if not parts:
        return Found(
            f"Not both of these rounds were skated at {g.name}.",
            sources=q.sources(sources(q, [g])),
            suggestions=following(games),
        )
    return Found(" ".join(parts), sources=q.sources(sources(q, [g])), suggestions=following(games))


def on_day(q: Query, games: Sequence[Games]) -> Outcome:
    """What was skated on a day."""
    found = [(g, e, x) for g in games for e in events(q, g) for x in e.rounds if _fits(q, x.date)]
    when = listed(list(dict.fromkeys(day(x.date) for _, _, x in found)))
    if not found:
        return Found(
            f"No {q.event_name()} race was skated on that day at {named(games)}.",
            sources=q.sources(sources(q, games)),
            suggestions=following(games),
        )
    told = [
        f"the {gender}'s {listed(_names(q, [x for _, e, x in found if e.gender == gender]))}"
        for gender in dict.fromkeys(e.gender for _, e, _ in found)
    ]
    text = f"On {when} {listed(told)} were skated at {named(list({g.id: g for g, _, _ in found}.values()))}."
    return Found(text, sources=q.sources(sources(q, games)), suggestions=following(games))


def _names(q: Query, held: Sequence[Round]) -> list[str]:
    """The rounds by name, finals as one."""
    kinds = [q.snapshot.rounds[x.round] for x in held]
    deciding = [k for k in kinds if k.decides]
    return [f"{k.name}s" for k in kinds if not k.decides] + (
        ["finals"] if len(deciding) > 1 else [k.name for k in deciding]
    )
