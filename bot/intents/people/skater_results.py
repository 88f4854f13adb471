"""Where skaters came and at which Games they raced, and a skater in one sentence."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.snapshot import Outing
from bot.intents.people.biography import sentences, sources, told
from bot.intents.people.mentions import career, scope
from bot.intents.people.skater_medals import colours, found_of, result_clause, table, without
from bot.intents.query import Query, Response
from bot.intents.results.places import place
from bot.wording.plain import clock, listed, number, possessive


def outcome_of(o: Outing) -> str:
    """What a team did, and what part the skater had in it, without a name: "4th at Sochi 2014"."""
    part = "" if o.raced else " as a squad member who did not race" if o.raced is False else " in the squad"
    return f"{o.medal or place(o.result)} at {o.games.name}{part}"


def results(q: Query, names: Sequence[str]) -> Response:
    """Where the skaters' teams came; the best place where that is asked."""
    games = dict.fromkeys(o.games.id for n in names for o in career(q, n, scope(q)))
    return told(q, names, [_results(q, n) for n in names], tuple(games))


def _results(q: Query, name: str) -> Outcome:
    r = q.reading
    mine = career(q, name, scope(q))
    if not mine:
        return found_of(q, name, f"{without(q, name)}.", career(q, name))
    if r.cue("op:best", "op:most", "op:worst", "op:fewest"):
        pick = max if r.cue("op:worst", "op:fewest") else min
        raced = [o for o in mine if o.raced is not False] or list(mine)
        rank = pick(o.result.rank for o in raced)
        mine = tuple(o for o in raced if o.result.rank == rank)
        where = listed([o.games.name for o in mine])
        word = "worst" if r.cue("op:worst", "op:fewest") else "best"
        return found_of(
            q,
            name,
            f"{possessive(name)} {word} place in the team pursuit was {place(mine[0].result)}, at {where}.",
            mine,
        )
    if r.when == "first" or r.cue("op:first"):
        mine = mine[-1:]
    elif (r.when == "latest" and not scope(q)) or r.cue("op:last"):
        mine = mine[:1]
    if len(mine) == 1:
        return found_of(q, name, f"{result_clause(q, name, mine[0])}.", mine, _races(q, mine[0]))
    text = f"{name}: {listed([outcome_of(o) for o in mine])}."
    return found_of(q, name, text, mine, table(q, mine))


def _races(q: Query, o: Outing) -> Table | None:
    """The races one skater skated at one Games."""
    rows = tuple(
        (
            s.kind.name,
            q.snapshot.name(s.rival.nation) if s.rival else "–",
            clock(s.entry.time) if s.entry.time else "–",
            "won" if s.won else "lost" if s.won is False and s.rival else "–",
        )
        for s in o.starts
    )
    return Table(("Race", "Against", "Time", ""), rows, right=(2,)) if rows else None


def appearances(q: Query, names: Sequence[str]) -> Response:
    """At which and how many Games the skaters raced."""
    return told(q, names, [_appearances(q, n) for n in names])


def _appearances(q: Query, name: str) -> Outcome:
    r = q.reading
    mine = career(q, name)
    raced = [o for o in mine if o.raced is not False]
    idle = [o for o in mine if o.raced is False]
    if not mine:
        return found_of(q, name, f"{without(q, name)}.")
    aside = f"; in the squad without racing at {listed([o.games.name for o in idle])}" if idle else ""
    if not raced:
        return found_of(q, name, f"{name} never raced in an Olympic team pursuit{aside}.", mine)
    if r.cue("op:first", "verb:debut") or r.when == "first":
        if r.asks == "race" and raced[-1].starts:
            first = min(raced[-1].starts, key=lambda s: s.kind.order)
            race = f"the {first.event.gender}'s {first.kind.name} at {first.games.name}"
            return found_of(
                q, name, f"{possessive(name)} first race in the Olympic team pursuit was {race}{aside}.", mine
            )
        return found_of(
            q, name, f"{name} first raced in the Olympic team pursuit at {raced[-1].games.name}{aside}.", mine
        )
    if r.cue("op:last") or r.when == "latest":
        return found_of(q, name, f"{name} last raced in the Olympic team pursuit at {raced[0].games.name}.", mine)
    where = listed([o.games.name for o in raced])
    unsure = any(o.raced is None for o in raced)
    verb = "was in the squad" if unsure else "raced"
    text = f"{name} {verb} at {number(len(raced)) if len(raced) > 1 else 'one'} Games: {where}{aside}."
    if r.yes_no and r.number is not None:
        text = f"{'Yes' if len(raced) == r.number else 'No'}: {text}"
    return found_of(q, name, text, mine, table(q, mine))


def profile(q: Query, names: Sequence[str]) -> Response:
    """Who a skater is, in one sentence."""
    return told(q, names, [_profile(q, n) for n in names])


def _profile(q: Query, name: str) -> Outcome:
    s = q.skater(name)
    mine = career(q, name)
    medals_won = [o for o in mine if o.medal]
    raced = [o for o in mine if o.raced is not False]
    born = (
        f", born on {s.born.day} {s.born:%B} {s.born.year}"
        if s.born
        else f", born in {s.born_year}"
        if s.born_year
        else ""
    )
    who = f"{name} ({'/'.join(q.snapshot.name(n) for n in s.nations)}){born},"
    if not mine:
        return found_of(q, name, f"{who} is in no Olympic team pursuit held. {s.note or ''}".strip())
    if medals_won:
        text = f"{who} won {colours(medals_won)} in the {q.event_name(s.gender)}."
    elif raced:
        best = min(raced, key=lambda o: o.result.rank)
        of = f", the best place of {number(len(raced))}" if len(raced) > 1 else ""
        text = f"{who} came {place(best.result)} at {best.games.name} in the {q.event_name(s.gender)}{of}."
    else:
        where = listed([o.games.name for o in mine])
        text = f"{who} was in the squad of the {q.event_name(s.gender)} at {where} without racing."
    found = found_of(q, name, text, mine, table(q, mine))
    notes = (*found.notes, *((s.note,) if s.note and not any(o.unconfirmed for o in mine) else ()))
    return Found(found.answer, table=found.table, notes=notes, sources=found.sources, suggestions=found.suggestions)


def retired(q: Query, names: Sequence[str]) -> Response:
    """When a skater stopped, where that is held."""
    outcomes: list[Outcome] = []
    for name in names:
        s = q.skater(name)
        note = next((x for x in sentences(s.note) if "etired" in x), "")
        last = next((o for o in career(q, name) if o.raced), None)
        if note:
            outcomes.append(
                Found(
                    f"{name}: {note[:1].lower()}{note[1:]}",
                    sources=q.sources(sources(q, s)),
                    suggestions=(f"{name} results",),
                )
            )
        else:
            hint = (f"which Games did {name} skate at?",) if last else ()
            outcomes.append(NotHeld(f"When {name} retired is not held.", hint))
    return told(q, names, outcomes)
