"""Answers about races that did not end as races do: lists, counts, the first and the last, yes or no."""

from collections.abc import Sequence

from bot.answers import Found, Outcome
from bot.facts.models import Source
from bot.intents.moments.incidents import Incident, fitting, incidents_of
from bot.intents.moments.moment_search import search_of
from bot.intents.query import Query, Response
from bot.intents.results import races
from bot.language.reading import Focus
from bot.wording.plain import day, listed, number, opened

DID = {
    "fell": "fell in",
    "overtaken": "was overtaken in",
    "disqualified": "was disqualified in",
    "DNF": "did not finish",
    "DNS": "did not start in",
}
NEVER = {
    "fell": "fall",
    "overtaken": "team overtaken",
    "disqualified": "disqualification",
    "DNF": "team that did not finish",
    "DNS": "team that did not start",
}
MANY = ("teams", "countries", "nations", "skaters")  # "which teams fell" asks of all Games
PLURAL = {
    "fell": "falls",
    "overtaken": "teams overtaken",
    "disqualified": "disqualifications",
    "DNF": "teams that did not finish",
    "DNS": "teams that did not start",
}


def answer(q: Query, status: str) -> Response | None:
    """The list, the number or the truth; None where one moment tells it better."""
    r = q.reading
    many = r.asks in ("nation", "skater") and any(t.text.endswith(MANY) for t in r.terms)
    found = fitting(q, status, games=q.held if many and not q.said_games else q.games)
    if not found and not q.said_games and not r.yes_no:
        found = fitting(q, status, games=q.held)
    ever = fitting(q, status, games=q.said_games or q.held)
    if r.cue("op:first", "op:last") and not r.yes_no and r.asks != "count":
        return _first_or_last(q, status, ever)
    if r.cue("op:most", "op:twice") and found:
        return _tallied(q, status, ever)
    if r.yes_no:
        return _verdict(q, status, found)
    if not found:
        if r.people or (status == "DNS" and search_of(q).hits):
            return None
        text = f"No {NEVER[status]} is held: {q.scope}."
        return Response(Found(text, suggestions=("who fell in 2022?",)), Focus(), q.scope)
    if r.asks == "count":
        return _response(q, _counted(q, status, found), found)
    if many and found[0].slip:
        text = f"No {NEVER[status]} is held ({q.scope}). What is: {found[0].moments[0].says}"
        return _response(q, Found(text, sources=_sources(q, found), suggestions=_next(found)), found)
    return None if not many and _better_told(q, found[0]) else _response(q, _told(q, status, found), found)


def _counted(q: Query, status: str, found: Sequence[Incident]) -> Found:
    count = opened(number(len(found)))
    what = f"{PLURAL[status]} are" if len(found) != 1 else f"{NEVER[status]} is"
    rounds = listed([q.snapshot.rounds[x].name for x in q.reading.rounds])
    text = f"{count} {what} held{f' in the {rounds}' if rounds else ''} ({q.scope}): {_names(q, found, status)}."
    return _found(q, text, found, status)


def _found(q: Query, text: str, found: Sequence[Incident], status: str) -> Found:
    return Found(text, items=_items(q, found, status), sources=_sources(q, found), suggestions=_next(found))


def _better_told(q: Query, first: Incident) -> bool:
    """Whether another word of the question tells of one fall and no other, as "start" does."""
    hits = search_of(q).hits
    told = {m.id for m in first.moments}
    own = max((h.score for h in hits if h.moment.id in told), default=0)
    if not hits or not first.moments:
        return False
    return "fall" in hits[0].moment.kinds and hits[0].score > own + 1


def _told(q: Query, status: str, found: Sequence[Incident]) -> Outcome:
    if len(found) == 1:
        notes = _slips(q, found, status)
        text = _sentence(q, found[0], status)
        return Found(text, sources=_sources(q, found), suggestions=_next(found), notes=notes)
    return _found(
        q, f"{opened(number(len(found)))} {PLURAL[status]} are held: {_names(q, found, status)}.", found, status
    )


def _first_or_last(q: Query, status: str, found: Sequence[Incident]) -> Response | None:
    """The earliest or the latest by the day of its race."""
    hard = [i for i in found if not i.slip]
    if not hard:
        return None
    which = "first" if q.reading.cue("op:first") else "last"
    i = (min if which == "first" else max)(hard, key=lambda i: (i.start.round.date, i.start.kind.order))
    team = opened(q.nation(i.start.entry.nation)) if status != "fell" else opened(_name(q, i, status))
    text = (
        f"The {which} {NEVER[status]} held is of {day(i.start.round.date)}: {team} {DID[status]} {races.name(i.start)}."
    )
    return _response(q, Found(text, sources=_sources(q, [i]), suggestions=_next([i])), [i])


def _tallied(q: Query, status: str, found: Sequence[Incident]) -> Response | None:
    """The Games or the team with the most, or those with more than one."""
    r = q.reading
    by_games = r.asks in ("when", "games") or r.cue("noun:games", "wh:when", "single:games")
    groups: dict[str, list[Incident]] = {}
    for i in found:
        groups.setdefault(i.start.games.name if by_games else q.snapshot.name(i.start.entry.nation), []).append(i)
    if r.asks == "skater" or not groups:
        return None
    most = max(len(g) for g in groups.values())
    if most < 2:
        text = f"{'No: none' if r.yes_no else 'None'} more than once is held."
        return _response(q, _found(q, text, found, status), found)
    chosen = {n: g for n, g in groups.items() if len(g) == most or (len(g) > 1 and not r.cue("op:most"))}
    parts = []
    for name, group in chosen.items():
        which = listed([_name(q, i, status) if by_games else _place(i) for i in group])
        parts.append(f"{name} with {number(len(group))} {PLURAL[status]} ({which})")
    text = f"{'Yes: ' if r.yes_no else ''}{listed(parts)}{' had the most that are held' if r.cue('op:most') else ''}."
    outcome = Found(text, sources=_sources(q, found), suggestions=("list all falls",))
    return _response(q, outcome, [i for g in chosen.values() for i in g])


def _verdict(q: Query, status: str, found: Sequence[Incident]) -> Response | None:
    if q.reading.cue("negation:not") or (found and found[0].slip):
        return None
    if found and found[0].moments and q.reading.people and not found[0].skater:
        return None
    if len(found) == 1:
        text = f"Yes: {_inside(_sentence(q, found[0], status))}"
    elif found:
        text = f"Yes: {_names(q, found, status)}."
    else:
        return _denied(q, status)
    return _response(q, _found(q, text, found, status), found)


def _denied(q: Query, status: str) -> Response:
    """No, and what did happen to those people or at those Games."""
    r = q.reading
    others = [i for i in incidents_of(q.snapshot) if status in i.status and not i.slip]
    others = [i for i in others if i.start.event.gender in q.genders]
    same = [i for i in others if _same_people(q, i)]
    there = [i for i in others if i.start.games.id in q.said_games]
    near = there or same or (others if len(others) == 1 or not (r.people or r.nations) else [])
    who = listed([" or ".join(g) for g in r.people] or [q.nation(n) for n in r.nations])
    games = listed([q.snapshot.games[g].name for g in q.said_games])
    place = f"{f' in the {q.snapshot.rounds[r.rounds[0]].name}' if r.rounds else ''}{f' at {games}' if games else ''}"
    rest = listed([_inside(_sentence(q, i, status)).rstrip(".") for i in near[:3]])
    text = f"No: no {NEVER[status]}{f' of {who}' if who else ''}{place} is held{f'; {rest}' if rest else ''}."
    return _response(q, Found(text, sources=_sources(q, near), suggestions=("who fell in 2022?",)), near[:1])


def _same_people(q: Query, i: Incident) -> bool:
    r = q.reading
    return (
        any(i.skater in g or set(g) & set(i.start.entry.skaters) for g in r.people) or i.start.entry.nation in r.nations
    )


def _inside(sentence: str) -> str:
    """A sentence as it stands after a colon."""
    return f"{sentence[0].lower()}{sentence[1:]}" if sentence.startswith(("The ", "In the ", "It ", "A ")) else sentence


def _sentence(q: Query, i: Incident, status: str) -> str:
    who = i.who
    if status == "fell" and who and q.reading.asks != "nation":
        return who.says
    team = opened(q.nation(i.start.entry.nation))
    return f"{team} {DID[status]} {races.name(i.start)}."


def _names(q: Query, found: Sequence[Incident], status: str) -> str:
    return listed([f"{_name(q, i, status)} ({_place(i)})" for i in found])


def _name(q: Query, i: Incident, status: str) -> str:
    if status != "fell" or q.reading.asks == "nation" or not (i.skater or i.moments):
        return q.snapshot.name(i.start.entry.nation)
    return f"{i.skater or 'a skater'} of {q.nation(i.start.entry.nation)}"


def _place(i: Incident) -> str:
    return f"{i.start.event.gender}'s {i.start.kind.name}, {i.start.games.name}"


def _items(q: Query, found: Sequence[Incident], status: str) -> tuple[str, ...]:
    return tuple(_sentence(q, i, status) for i in found) if len(found) > 1 else ()


def _slips(q: Query, found: Sequence[Incident], status: str) -> tuple[str, ...]:
    """Skaters who did not quite fall at the same Games, for a question about falls."""
    if status != "fell" or found[0].slip or q.reading.nations or q.reading.people or q.reading.rounds:
        return ()
    near = [
        i
        for i in incidents_of(q.snapshot)
        if i.slip and i.start.games is found[0].start.games and i.start.event.gender in q.genders
    ]
    return tuple(f"No fall, but near it: {i.who.says}" for i in near if i.who)


def _sources(q: Query, found: Sequence[Incident]) -> tuple[Source, ...]:
    return q.sources(s for i in found for s in (*(x for m in i.moments for x in m.sources), *i.start.entry.sources))


def _response(q: Query, outcome: Outcome, found: Sequence[Incident]) -> Response:
    one = found[0] if len(found) == 1 else None
    focus = Focus(
        games=tuple(dict.fromkeys(i.start.games.id for i in found)),
        genders=tuple(dict.fromkeys(i.start.event.gender for i in found)),
        nations=(one.start.entry.nation,) if one else (),
        people=(one.skater,) if one and one.skater else (),
        rounds=(one.start.round.round,) if one else (),
    )
    return Response(outcome, focus, q.scope)


def _next(found: Sequence[Incident]) -> tuple[str, ...]:
    start = found[0].start
    return (f"who won the {start.event.gender}'s team pursuit in {start.games.year}?",)
