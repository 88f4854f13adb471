"""The skaters of a team: line-ups of a race, whole squads, reserves, and how many were used."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answers import Found, NotHeld, Table
from bot.facts.models import SquadMember
from bot.facts.snapshot import Start
from bot.intents.query import Query, Response
from bot.intents.results import absence
from bot.intents.results.places import MEDAL_RANK, place
from bot.intents.teams.line_ups import Team, raced, response, round_in, squad_word, team_name, team_of, teams_asked
from bot.wording.plain import listed, opened, plural, possessive

LONGEST_LIST = 5


MOST_TOLD = 6


def names(q: Query) -> Response:
    """Line-ups of the rounds said; the squad where none is."""
    r = q.reading
    teams = teams_asked(q)
    if not teams:
        return _no_team(q)
    three = r.number == 3 or bool(r.words & {"three", "trio", "trios"})
    if not r.rounds and (r.medals or r.ranks) and (bool(r.words & {"lineup", "lineups"}) or _for_a_medal(q)):
        three = True
    if r.rounds or (r.cue("noun:race", "noun:finalist") and (r.medals or r.ranks)) or three:
        return _line_ups(q, teams)
    raced_only = r.cue("verb:skate", "verb:represent") and not r.cue("noun:squad", "link:with")
    return _squads(q, teams, raced_only=raced_only)


def _for_a_medal(q: Query) -> bool:
    """Whether they skated for a medal, which one race decides: "who crossed the line for gold"."""
    terms = q.reading.terms
    return q.reading.cue("verb:skate", "deed:field") and any(
        before.text == "for" and any(c.startswith("medal:") for c in term.cues) for before, term in pairwise(terms)
    )


def whole(q: Query) -> Response:
    """Everybody in the squads asked about, with the rounds that each skated."""
    q = Query(replace(q.reading, rounds=()), q.snapshot, q.last)
    teams = teams_asked(q)
    return _squads(q, teams, raced_only=False) if teams else _no_team(q)


def against(q: Query) -> Response:
    """The line-ups of those who beat, or lost to, a team."""
    r = q.reading
    rounds = r.rounds or tuple(x for m in r.medals for x in q.deciding(MEDAL_RANK[m]))
    won = not r.cue("verb:lose")
    these, those = (r.winners, r.losers) if won else (r.losers, r.winners)
    rows = [
        (team_of(q, x), s)
        for x in q.results(nations=())
        for s in team_of(q, x).starts
        if s.won is won
        and s.rival
        and (not rounds or s.round.round in rounds)
        and (not these or s.entry.nation in these)
        and (not those or s.rival.nation in those)
    ]
    if not rows:
        return response(
            q, NotHeld(f"No such race is held: {q.scope}.", ("who skated for Canada in the 2022 final?",)), []
        )
    return _of_races(q, rows)


def _no_team(q: Query) -> Response:
    """No such team: what the nation did instead, so that a false premise is corrected."""
    r = q.reading
    if r.nations and (r.medals or r.ranks or r.cue("verb:win", "noun:champion")):
        own = [x for x in q.results() if x.placing.squad]
        if own:
            x = own[0]
            came = f"won {x.placing.medal}" if x.placing.medal else f"came {place(x)}"
            nation = q.nation(x.placing.nation)
            text = f"No such place of {nation} is held; at {x.games.name} the {x.event.gender} {came}."
            return response(
                q,
                Found(
                    text,
                    sources=q.sources(x.placing.sources),
                    suggestions=(f"how did {q.nation(x.placing.nation)} do in {x.games.year}?",),
                ),
                [],
            )
    if r.nations:
        none = absence.of_team(q)
        return response(q, none if q.reading.yes_no else NotHeld(none.answer, none.suggestions), [])
    return response(q, NotHeld(f"No such team is held: {q.scope}.", ("who skated for Canada in the 2022 final?",)), [])


def _line_ups(q: Query, teams: Sequence[Team]) -> Response:
    r = q.reading
    rounds = r.rounds or ()
    rows: list[tuple[Team, Start]] = []
    for team in teams:
        known = [s for s in team.starts if s.entry.skaters] or list(team.starts)
        chosen = [s for s in team.starts if s.round.round in rounds] if rounds else known[-1:]
        rows += [(team, s) for s in chosen]
    if not rows:
        return _not_in_round(q, teams, rounds)
    return _of_races(q, rows)


def _of_races(q: Query, rows: Sequence[tuple[Team, Start]]) -> Response:
    """The line-ups of some races, and which of them are not held."""
    held = [(t, s) for t, s in rows if s.entry.skaters]
    if not held:
        t, s = rows[0]
        text = f"{opened(possessive(q.nation(t.nation)))} line-up in {round_in(s)} is not held."
        other = next((x for x in t.starts if x.entry.skaters), None)
        ask = (
            f"who skated for {q.nation(t.nation)} in {round_in(other, year=True)}?"
            if other
            else f"who was in {possessive(q.nation(t.nation))} {t.gender}'s squad in {t.games.year}?"
        )
        return response(q, NotHeld(text, (ask,) if other or t.squad else ()), [t])
    sentences = [f"{listed(s.entry.skaters)} skated for {q.nation(t.nation)} in {round_in(s)}." for t, s in held]
    notes = tuple(
        dict.fromkeys(
            n for t, s in held[:4] for n in q.disputes("line-up", t.games, t.gender, (t.nation,), (s.round.round,))
        )
    )
    missing = [
        f"{opened(possessive(q.nation(t.nation)))} line-up in {round_in(s)} is not held."
        for t, s in rows
        if not s.entry.skaters
    ]
    notes += tuple(missing[:2])
    ids = [x for _, s in held for x in s.entry.sources]
    items: tuple[str, ...] = ()
    skated = list(dict.fromkeys(s.kind.name for _, s in held))
    if len(held) <= 2:
        text = " ".join(sentences)
    elif len(skated) > 1 and len(held) <= MOST_TOLD:
        text = "; ".join(sentence.removesuffix(".") for sentence in sentences) + "."
    else:
        text = _summed(q, [(t, s.entry.skaters) for t, s in held], listed(skated))
        items = tuple(sentences)
    found = Found(text, items=items, notes=notes, sources=q.sources(ids), suggestions=_next(q, held[0][0], held[0][1]))
    return response(q, found, [t for t, _ in held], tuple(dict.fromkeys(s.round.round for _, s in held)))


def _summed(q: Query, rows: Sequence[tuple[Team, Sequence[str]]], what: str) -> str:
    """One line for many line-ups: all names where they are few, else a count."""
    nations = {t.nation for t, _ in rows}
    genders = {t.gender for t, _ in rows}
    if len(nations) == 1 and len(genders) == 1 and len(rows) <= MOST_TOLD:
        parts = [f"{t.games.year} {listed(names)}" for t, names in rows]
        return f"{opened(possessive(q.nation(rows[0][0].nation)))} {rows[0][0].gender}, {what}: {'; '.join(parts)}."
    if len(rows) <= MOST_TOLD - 2:
        parts = [f"{q.snapshot.name(t.nation)} {t.gender} {t.games.year} {listed(names)}" for t, names in rows]
        return f"{opened(what)}: {'; '.join(parts)}."
    return f"{len(rows)} {'squads' if what == 'squad' else f'line-ups ({what})'} are held, latest first."


def _not_in_round(q: Query, teams: Sequence[Team], rounds: Sequence[str]) -> Response:
    """The team did not skate that round: which race it did skate last, and with whom."""
    t = teams[0]
    name = q.snapshot.rounds[rounds[0]].name if rounds else "race"
    last = next((s for s in reversed(t.starts) if s.entry.skaters), None)
    text = opened(f"{q.nation(t.nation)} did not skate the {t.gender}'s {name} at {t.games.name}")
    if last is None:
        return response(
            q,
            NotHeld(f"{text}, and no line-up of another race is held.", ("who skated for Canada in the 2022 final?",)),
            [t],
        )
    text += f"; its last race with a known line-up was the {last.kind.name}, with {listed(last.entry.skaters)}."
    return response(
        q, Found(text, sources=q.sources(last.entry.sources), suggestions=_next(q, t, last)), [t], (last.round.round,)
    )


def _next(q: Query, team: Team, start: Start) -> tuple[str, ...]:
    others = [s for s in team.starts if s.round.round != start.round.round and s.entry.skaters]
    found = [f"who skated for {q.nation(team.nation)} in {round_in(s, year=True)}?" for s in others[-1:]]
    found.append(f"who was in the {squad_word(q, team)} squad in {team.games.year}?")
    return tuple(found)


def _squads(q: Query, teams: Sequence[Team], *, raced_only: bool) -> Response:
    def members(t: Team) -> list[SquadMember]:
        did = [m for m in t.squad if raced(t, m)]
        return did if raced_only and did else list(t.squad)

    held = [t for t in teams if t.squad]
    if not held:
        t = teams[0]
        text = f"The skaters of {team_name(q, t)} are not held."
        return response(q, NotHeld(text, ("who skated for Canada in the 2022 final?",)), [t])
    sentences = [_squad_sentence(q, t, members(t), raced_only) for t in held]
    ids = [x for t in held for x in t.result.placing.sources]
    notes = tuple(dict.fromkeys(n for t in held[:2] for n in q.disputes("line-up", t.games, t.gender, (t.nation,))))
    if len(held) == 1:
        t = held[0]
        last = t.starts[-1] if t.starts else None
        suggestions: tuple[str, ...] = ()
        if last and last.entry.skaters:
            suggestions = (f"who skated for {q.nation(t.nation)} in {round_in(last, year=True)}?",)
        if t.result.placing.medal:
            suggestions += (
                (f"what was {possessive(q.nation(t.nation))} time in {round_in(t.starts[-1], year=True)}?",)
                if last and last.entry.time
                else ()
            )
        found = Found(sentences[0], table=_table(q, t), notes=notes, sources=q.sources(ids), suggestions=suggestions)
        return response(q, found, held)
    text = (
        " ".join(sentences)
        if len(held) == 2
        else _summed(q, [(t, [m.skater for m in members(t)]) for t in held], "squad")
    )
    items = () if len(held) == 2 else tuple(sentences)
    t = held[0]
    found = Found(
        text,
        items=items,
        notes=notes,
        sources=q.sources(ids),
        suggestions=(f"who was in the {squad_word(q, t)} squad in {t.games.year}?",),
    )
    return response(q, found, held)


def _squad_sentence(q: Query, t: Team, members: Sequence[SquadMember], raced_only: bool) -> str:
    idle = [m.skater for m in members if m.raced is False and not raced(t, m)]
    names = [m.skater for m in members if m.skater not in idle]
    unsure = bool(names) and all(m.raced is None and not raced(t, m) for m in members)
    rest = f"; {listed(idle)} did not race" if idle else ""
    if raced_only and not unsure:
        return (
            f"{listed(names)} skated for {q.nation(t.nation)} in the {q.event_name(t.gender)} at {t.games.name}{rest}."
        )
    unknown = "; who of them raced is not held" if unsure else ""
    return f"The {squad_word(q, t)} squad at {t.games.name} was {listed(names)}{rest}{unknown}."


def _table(q: Query, t: Team) -> Table | None:
    rows = []
    for m in t.squad:
        rounds = [s.kind.name for s in t.starts if m.skater in s.entry.skaters]
        rounds += [q.snapshot.rounds[x].name for x in m.rounds if q.snapshot.rounds[x].name not in rounds]
        part = m.note or ("did not race" if m.raced is False else "raced" if m.raced else "not held")
        rows.append((m.skater, listed(rounds) if rounds else part))
    return Table(("Skater", "Skated"), tuple(rows)) if rows else None


def reserves(q: Query) -> Response:
    """Who was in a squad without racing."""
    teams = teams_asked(q)
    named: list[tuple[Team, SquadMember]] = [
        (t, m)
        for t in teams
        for m in t.squad
        if (m.raced is False or (m.raced is None and (m.note or "").startswith("reserve"))) and not raced(t, m)
    ]
    if not teams:
        return _no_team(q)
    ids = [x for t in teams[:4] for x in t.result.placing.sources]
    if not named:
        t = teams[0]
        no = "No: no" if q.reading.yes_no else "No"
        all_raced = len(teams) == 1 and t.squad
        of = f"{team_name(q, t)} is held: all named in the squad raced" if all_raced else "such a team is held"
        last = t.starts[-1] if t.starts and t.starts[-1].entry.skaters else None
        out = [m.skater for m in t.squad if last and m.skater not in last.entry.skaters]
        if all_raced and last and out:
            of += f", {listed(out)} in an earlier round only"
        what = f"{no} reserve of {of}"
        if len(teams) == 1 and any(m.raced is None and not raced(t, m) for m in t.squad):
            return response(q, NotHeld(f"Who was the reserve of {team_name(q, t)} is not held."), [t])
        return response(
            q,
            Found(
                f"{what}.",
                sources=q.sources(ids),
                suggestions=(f"who was in the {squad_word(q, t)} squad in {t.games.year}?",),
            ),
            teams,
        )
    parts = [f"{m.skater} ({q.snapshot.name(t.nation)}, {t.games.name})" for t, m in named]
    yes = "Yes: " if q.reading.yes_no else ""
    if len(named) == 1:
        t, m = named[0]
        note = f" ({m.note})" if m.note and m.note != "reserve" else ""
        text = f"{yes}{m.skater} was in the {squad_word(q, t)} squad at {t.games.name} without racing{note}."
        if m.raced is None:
            text = f"{yes}{m.skater} was named in the {squad_word(q, t)} squad at {t.games.name}: {m.note}."
    else:
        text = f"{yes or 'In a squad '}without racing: {listed(parts)}."
    t = named[0][0]
    found = Found(
        text, sources=q.sources(ids), suggestions=(f"who was in the {squad_word(q, t)} squad in {t.games.year}?",)
    )
    return response(q, found, [t for t, _ in named], people=tuple(m.skater for _, m in named))


def used(q: Query) -> Response:
    """How many skaters a team raced with."""
    teams = [t for t in teams_asked(q) if t.squad]
    if not teams:
        return _no_team(q)
    names = list(dict.fromkeys(m.skater for t in teams for m in t.squad if raced(t, m)))
    unsure = [t for t in teams if any(m.raced is None and not raced(t, m) for m in t.squad)]
    ids = [x for t in teams for x in t.result.placing.sources]
    if not names:
        t = teams[0]
        return response(
            q,
            NotHeld(
                f"Who of the squad of {team_name(q, t)} raced is not held.",
                (f"who was in the {squad_word(q, t)} squad in {t.games.year}?",),
            ),
            [t],
        )
    where = (
        listed([t.games.name for t in teams])
        if len({t.games.id for t in teams}) == 1 and len(teams) == 1
        else f"{len({t.games.id for t in teams})} Games"
    )
    t = teams[0]
    who = (
        squad_word(q, t)
        if len({x.gender for x in teams}) == 1 and len({x.nation for x in teams}) == 1
        else f"{q.snapshot.nations[t.nation].adjective or q.snapshot.name(t.nation)}"
    )
    all_of = f": {listed(names)}" if len(names) <= LONGEST_LIST + 1 else ""
    text = f"{plural(len(names), 'skater')} raced for the {who} team at {where}{all_of}."
    notes = tuple(f"Who raced for {team_name(q, t)} is not fully held." for t in unsure[:2])
    return response(
        q,
        Found(
            text,
            items=tuple(names) if len(names) > LONGEST_LIST + 1 else (),
            notes=notes,
            sources=q.sources(ids),
            suggestions=(f"who was in the {squad_word(q, t)} squad in {t.games.year}?",),
        ),
        teams,
    )
