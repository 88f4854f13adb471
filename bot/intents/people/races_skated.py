"""Which races a skater was in: raced or rested, against whom, how fast; it knows line-ups and nothing of medals."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome
from bot.facts.snapshot import Outing, Start
from bot.intents.people.biography import claimed, read_as, sources, told
from bot.intents.people.mentions import career, scope
from bot.intents.people.skater_medals import suggestions
from bot.intents.query import Query, Response
from bot.language.reading import Focus
from bot.language.text import phrase
from bot.wording.plain import clock, listed, opened, plural, possessive


def race_name(start: Start) -> str:
    """The women's final at Beijing 2022."""
    return f"the {start.event.gender}'s {start.kind.name} at {start.games.name}"


def raced(q: Query, names: Sequence[str]) -> Response:
    """Whether, or in which races, the skaters raced."""
    games = dict.fromkeys(o.games.id for n in names for o in career(q, n, scope(q)))
    if len(names) > 1 and claimed(q):
        return _all_raced(q, names, tuple(games))
    return told(q, names, [_raced(q, n) for n in names], tuple(games))


def _all_raced(q: Query, names: Sequence[str], games: tuple[str, ...]) -> Response:
    """One verdict over what is claimed of several skaters."""
    outcomes = [_raced(q, n) for n in names]
    if any(isinstance(o, NotHeld) for o in outcomes):
        return told(q, names, outcomes, games)
    true = all(o.answer.startswith("Yes") for o in outcomes)
    parts = [o.answer.removeprefix("Yes: ").removeprefix("No: ").rstrip(".") for o in outcomes]
    text = f"{'Yes' if true else 'No'}: {'; '.join(parts)}."
    ids = [x for n in names for x in sources(q, q.skater(n))]
    found = Found(text, sources=q.sources(ids), suggestions=suggestions(q, names[0]))
    return Response(found, Focus(games=games, people=tuple(names)), read_as(q, names))


def together(q: Query, names: Sequence[str]) -> Response:
    """Races in whose line-up all of these skaters stood."""
    rows = _starts(q, names)
    who = listed(list(names))
    yes, no = ("Yes: ", "No: ") if claimed(q) else ("", "")
    if not rows:
        where = f" at {listed([q.snapshot.games[g].name for g in scope(q)])}" if scope(q) else ""
        text = f"{no}{who} stand together in no line-up held{where}."
        ids = [x for n in names for x in sources(q, q.skater(n))]
        found = Found(text, sources=q.sources(ids), suggestions=suggestions(q, names[0]))
        return Response(found, Focus(people=tuple(names)), read_as(q, names))
    by_games: dict[str, list[str]] = {}
    for s in reversed(rows):
        by_games.setdefault(s.games.name, []).append(f"the {s.kind.name}")
    parts = [f"{listed(rounds)} at {games}" for games, rounds in reversed(by_games.items())]
    return _races_response(q, names, rows, f"{yes}{who} skated {'; '.join(parts)} together.")


def _raced(q: Query, name: str) -> Outcome:
    r = q.reading
    mine = career(q, name, scope(q))
    yes, no = ("Yes: ", "No: ") if claimed(q) else ("", "")
    if r.cue("op:never", "noun:reserve") and claimed(q):
        return _reserve(q, name, mine)
    if not mine:
        other = [o.games.name for o in career(q, name)]
        where = listed([q.snapshot.games[g].name for g in scope(q)], "or") or "any Games"
        text = f"{no}{name} was in no squad held at {where}{f', but at {listed(other)}' if other else ''}."
        return _found(q, name, text, mine)
    if r.rounds and not (r.asks == "race" and r.cue("noun:reserve")):  # of a race sat out the others are asked
        return _in_round(q, name, mine, yes, no)
    did = [o for o in mine if o.raced]
    if did:
        missed = [g for g in scope(q) if g not in {o.games.id for o in did}]
        if missed and yes:
            where = listed([q.snapshot.games[g].name for g in missed])
            return _found(
                q, name, f"No: {name} raced at {listed([o.games.name for o in did])}, but not at {where}.", did
            )
        return _found(q, name, f"{yes}{name} {_where(q, did)}.", did)
    unknown = [o for o in mine if o.raced is None]
    if unknown:
        o = unknown[0]
        text = f"{name} was in the squad of {q.nation(o.nation)} at {o.games.name}; whether {name} raced is not held."
        return NotHeld(text, (f"{name} results",))
    return _found(q, name, f"{no}{_idle(q, name, mine[0])}.", mine)


def _where(q: Query, did: Sequence[Outing]) -> str:
    if len(did) > 1:
        return f"raced at {listed([o.games.name for o in did])}"
    o = did[0]
    rounds = [f"the {s.kind.name}" for s in o.starts]
    races = f"skated {listed(rounds)}" if rounds else "raced, in which round is not held,"
    return f"{races} for {q.nation(o.nation)} at {o.games.name}"


def _idle(q: Query, name: str, o: Outing) -> str:
    note = f" ({o.member.note})" if o.member.note else ""
    return f"{name} was in the squad of {q.nation(o.nation)} at {o.games.name}, but did not race{note}"


def _in_round(q: Query, name: str, mine: Sequence[Outing], yes: str, no: str) -> Outcome:
    rounds = q.reading.rounds
    hits = [(o, x) for o in mine for x in rounds if o.skated(x)]
    if hits:
        parts = [f"the {q.snapshot.rounds[x].name} for {q.nation(o.nation)} at {o.games.name}" for o, x in hits]
        return _found(q, name, f"{yes}{name} skated {listed(parts)}.", [o for o, _ in hits])
    unsure = [(o, x) for o in mine for x in rounds if o.skated(x) is None]
    if unsure:
        o, x = unsure[0]
        what = f"the line-up of {q.nation(o.nation)} in the {q.snapshot.rounds[x].name} at {o.games.name}"
        return NotHeld(f"Whether {name} skated it is not held: {what} was not found.", (f"{name} results",))
    o = mine[0]
    line_up = next((s for s in o.team if s.round.round in rounds and s.entry.skaters), None)
    round_name = q.snapshot.rounds[rounds[0]].name
    own = [s.kind.name for s in o.starts]
    rest = f"; {name} skated the {listed(own)}" if own else f"; {_idle(q, name, o)}" if o.raced is False else ""
    if line_up is None:
        text = f"{q.nation(o.nation)} did not skate the {round_name} at {o.games.name}{rest}"
        return _found(q, name, f"{no}{text[:1].upper() if not no else text[:1]}{text[1:]}.", mine)
    return _found(
        q, name, f"{no}{listed(line_up.entry.skaters)} skated the {round_name} at {o.games.name}{rest}.", mine
    )


def _reserve(q: Query, name: str, mine: Sequence[Outing]) -> Outcome:
    idle = [o for o in mine if o.raced is False]
    did = [o for o in mine if o.raced]
    if idle and not (did and scope(q)):
        return _found(q, name, f"Yes: {_idle(q, name, idle[0])}.", idle)
    if did:
        return _found(q, name, f"No: {name} {_where(q, did)}.", did)
    return NotHeld(f"Whether {name} raced is not held.", (f"{name} results",))


def _found(q: Query, name: str, text: str, outings: Sequence[Outing]) -> Found:
    return Found(text, sources=q.sources(sources(q, q.skater(name), outings)), suggestions=suggestions(q, name))


# ---- opponents and times


def _starts(q: Query, names: Sequence[str]) -> list[Start]:
    """Races that all of these skaters were in, latest first, within Games, rounds and opponents said."""
    r = q.reading
    own = {n for name in names for n in q.skater(name).nations}
    rivals = [n for n in r.nations if n not in own]
    common = None
    for name in names:
        mine = [s for o in career(q, name, scope(q)) for s in reversed(o.starts)]
        common = mine if common is None else [s for s in common if s in mine]
    return [
        s
        for s in common or []
        if (not r.rounds or s.round.round in r.rounds)
        and (not rivals or (s.rival is not None and s.rival.nation in rivals))
    ]


def opponents(q: Query, names: Sequence[str]) -> Response:
    """Whom a skater raced or beat; whether one skater beat another."""
    if len(names) > 1:
        return _duel(q, names)
    r = q.reading
    name = names[0]
    rows = [s for s in _starts(q, names) if s.rival]
    lost, beat = r.cue("verb:lose"), r.cue("verb:beat") or (r.cue("verb:win") and not r.cue("verb:lose"))
    if r.cue("verb:beat") and r.asks in ("who", "nation") and _is_object(q, name):
        lost, beat = True, False
    fitting = [s for s in rows if s.won is not None and (not (lost or beat) or s.won == beat)]
    yes, no = ("Yes: ", "No: ") if claimed(q) else ("", "")
    if not rows:
        return told(q, names, [NotHeld(f"No such race of {name} is held.", suggestions(q, name)[:1])])
    if not fitting:
        s = rows[0]
        said = "won" if s.won else "lost"
        rival = q.nation(s.rival.nation if s.rival else None)
        text = f"{no}{q.nation(s.entry.nation)}, with {name}, {said} {race_name(s)} against {rival}."
        return _races_response(q, names, rows[:1], text)
    verb = "beat" if beat else "lost to" if lost else "raced"
    parts = [f"{q.nation(s.rival.nation)} in {race_name(s)}" for s in fitting if s.rival]
    if len(parts) > 6:
        rivals = {s.rival.nation for s in fitting if s.rival}
        text = f"{yes}{name} {verb} {plural(len(rivals), 'team')} in {plural(len(parts), 'race')}."
        return _races_response(q, names, fitting, text, tuple(f"{p}" for p in parts))
    return _races_response(q, names, fitting, f"{yes}{name} {verb} {listed(parts)}.")


def _is_object(q: Query, name: str) -> bool:
    """Whether the skater stands behind the verb: "who beat Kramer"."""
    said = q.reading.phrases
    surname = set(phrase(name).split())
    at = next((i for i, s in enumerate(said) if set(s.split()) <= surname), 0)
    return not any(s in ("did", "does", "has", "have", "do") for s in said[:at])


def _races_response(
    q: Query, names: Sequence[str], rows: Sequence[Start], text: str, items: tuple[str, ...] = ()
) -> Response:
    ids = [x for s in rows for x in s.entry.sources]
    focus = Focus(
        games=tuple(dict.fromkeys(s.games.id for s in rows)),
        genders=tuple(dict.fromkeys(s.event.gender for s in rows)),
        people=tuple(names),
        rounds=tuple(dict.fromkeys(s.round.round for s in rows)),
    )
    notes = tuple(
        dict.fromkeys(
            x
            for s in rows[:3]
            for x in q.disputes("line-up", s.games, s.event.gender, (s.entry.nation,), (s.round.round,))
        )
    )
    return Response(
        Found(text, items=items, notes=notes, sources=q.sources(ids), suggestions=suggestions(q, names[0])),
        focus,
        read_as(q, names),
    )


def _duel(q: Query, names: Sequence[str]) -> Response:
    first, second = names[0], names[1]
    rows = [s for s in _starts(q, [first]) if s.rival and second in s.rival.skaters]
    yes, no = ("Yes: ", "No: ") if claimed(q) else ("", "")
    if not rows:
        together = set(q.skater(first).nations) & set(q.skater(second).nations)
        why = "they skated for the same team" if together else "no race of the one against the other is held"
        return told(
            q,
            names,
            [
                Found(
                    f"{no}{why[:1].upper() if not no else why[:1]}{why[1:]}.",
                    sources=q.sources(sources(q, q.skater(first))),
                    suggestions=suggestions(q, first),
                )
            ],
        )
    r = q.reading
    meeting = not r.cue("verb:beat", "verb:lose", "verb:win")
    beat = not r.cue("verb:lose")
    hit = [s for s in rows if meeting or s.won == beat]
    s = (hit or rows)[0]
    winner, loser = (first, second) if s.won else (second, first)
    return _races_response(q, names, rows, f"{yes if hit else no}{winner} beat {loser} in {race_name(s)}.")


def times(q: Query, names: Sequence[str]) -> Response:
    """The times of the races that the skaters skated in."""
    rows = _starts(q, names)
    who = listed(list(names))
    if not rows:
        return told(q, names, [NotHeld(f"No race of {who} of that kind is held.", suggestions(q, names[0])[:1])])
    r = q.reading
    if (not r.rounds and r.cue("verb:win", "noun:champion")) or r.medals:
        rows = [s for s in rows if s.kind.decides and (s.won or r.medals)] or rows
    timed = [s for s in rows if s.entry.time]
    if not timed:
        s = rows[0]
        return told(
            q,
            names,
            [
                NotHeld(
                    f"{possessive(q.nation(s.entry.nation))} time in {race_name(s)} is not held.",
                    suggestions(q, names[0])[:1],
                )
            ],
        )
    if r.cue("op:fastest", "op:best"):
        timed = [min(timed, key=lambda s: s.entry.time or 0)]
    elif r.cue("op:slowest"):
        timed = [max(timed, key=lambda s: s.entry.time or 0)]
    parts = [f"{clock(s.entry.time or 0)} in {race_name(s)}" for s in timed]
    if len(parts) > 6:
        fastest = min(timed, key=lambda s: s.entry.time or 0)
        best = f"{clock(fastest.entry.time or 0)} in {race_name(fastest)}"
        text = f"The times of {plural(len(parts), 'race')} with {who} are held; the fastest is {best}."
        return _races_response(q, names, timed, text, tuple(parts))
    return _races_response(
        q,
        names,
        timed,
        opened(f"{q.nation(timed[0].entry.nation)}, with {who}, skated {listed(parts)}."),
    )
