"""Teams round by round: who was beside whom, who came in for whom, who rested, who skated every round."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.answers import Found, NotHeld
from bot.facts.snapshot import Outing, Start
from bot.intents.people.mentions import career, mentions, scope
from bot.intents.query import Query, Response
from bot.intents.teams.line_ups import Team, response, round_in, squad_word, team_name, team_of, teams_asked
from bot.language.reading import Focus
from bot.wording.plain import listed, opened, plural, possessive


def _told(
    q: Query, text: str, teams: Sequence[Team], people: Sequence[str] = (), items: tuple[str, ...] = ()
) -> Response:
    ids = [x for t in teams for s in t.starts for x in s.entry.sources] or [
        x for t in teams for x in t.result.placing.sources
    ]
    t = teams[0]
    suggestions = (f"who was in the {squad_word(q, t)} squad in {t.games.year}?",)
    return response(
        q, Found(text, items=items, sources=q.sources(ids), suggestions=suggestions), teams, people=tuple(people)
    )


def _unknown(q: Query, text: str, teams: Sequence[Team]) -> Response:
    ask = tuple(f"who was in the {squad_word(q, t)} squad in {t.games.year}?" for t in teams[:1] if t.squad)
    return response(q, NotHeld(text, ask), teams)


def mates(q: Query) -> Response:
    """Team mates of the skaters named: in the rounds said, else in the squad."""
    r = q.reading
    names = [m.names[0] for m in mentions(q)]
    outings = [
        o
        for o in career(q, names[0], scope(q))
        if all(any(m.skater == n for m in o.result.placing.squad) for n in names)
    ]
    if r.medals or r.cue("verb:win", "noun:champion", "noun:medal", "noun:title"):
        kinds = r.medals or (("gold", "silver", "bronze") if r.cue("noun:medal") else ("gold",))
        outings = [o for o in outings if o.medal in kinds]
    if r.rounds and outings:
        there = [o for o in outings if any(o.skated(x) for x in r.rounds)]
        if not there:
            return _elsewhere(q, names, outings)
        outings = there
    if not outings:
        text = f"No such race of {listed(names)} is held{_at(q)}."
        return Response(NotHeld(text, (f"{names[0]} results",)), Focus(people=tuple(names)), q.scope)
    teams = [team_of(q, o.result) for o in outings]
    sentences = []
    for o, t in zip(outings, teams, strict=True):
        if r.rounds:
            line_ups = [s for s in t.starts if s.round.round in r.rounds and s.entry.skaters]
            others = [n for s in line_ups for n in s.entry.skaters if n not in names]
            where = f"in {round_in(line_ups[0])}"
            idle = []
        else:
            mates_of = [m for m in t.squad if m.skater not in names]
            others = [m.skater for m in mates_of if m.raced is not False]
            idle = [m.skater for m in mates_of if m.raced is False]
            if r.cue("verb:skate") and o.raced:
                threes = [s.entry.skaters for s in t.starts if set(names) <= set(s.entry.skaters)]
                others = [n for n in others if any(n in three for three in threes)] or others
            where = f"at {t.games.name}"
        rest = f"; {listed(idle)} of the squad did not race" if idle else ""
        together = f"skated with {listed(list(dict.fromkeys(others)))}" if others else "skated"
        did = together if o.raced is not False else f"was in the squad with {listed(others)}"
        sentences.append(f"{listed(names)} {did} for {q.nation(t.nation)} {where}{rest}.")
    if len(sentences) <= 2:
        return _told(q, " ".join(sentences), teams, names)
    everybody = dict.fromkeys(m.skater for t in teams for m in t.squad if m.skater not in names)
    text = f"{possessive(listed(names))} team mates at {len(teams)} Games were {listed(list(everybody))}."
    return _told(q, text, teams, names, tuple(sentences))


def _elsewhere(q: Query, names: Sequence[str], outings: Sequence[Outing]) -> Response:
    """The skater did not skate that round: which race it was instead, and beside whom."""
    o = outings[0]
    wanted = q.snapshot.rounds[q.reading.rounds[0]].name
    starts = [s for s in o.starts if set(names) <= set(s.entry.skaters)]
    if not starts:
        unsure = any(o.skated(x) is None for x in q.reading.rounds)
        text = (
            f"Whether {listed(names)} skated the {wanted} at {o.games.name} is not held"
            if unsure
            else f"{listed(names)} skated no such race at {o.games.name}"
        )
        return Response(NotHeld(f"{text}.", (f"{names[0]} results",)), Focus(people=tuple(names)), q.scope)
    last = starts[-1]
    others = [n for n in last.entry.skaters if n not in names]
    instead = f"in the {last.kind.name} it was with {listed(others)}"
    text = f"{listed(names)} did not skate the {wanted} at {o.games.name}; {instead}."
    return _told(q, text, [team_of(q, o.result)], names)


def _at(q: Query) -> str:
    return f" at {listed([q.snapshot.games[g].name for g in scope(q)])}" if scope(q) else ""


def replaced(q: Query) -> Response:
    """Who came in for a skater, or for whom the skater came in; told from the line-ups, whichever way it was asked."""
    r = q.reading
    named = [m.names[0] for m in mentions(q)]
    name = named[0]
    swaps: list[tuple[Team, Start, list[str], list[str]]] = []
    for o in career(q, name, scope(q)):
        t = team_of(q, o.result)
        line_ups = [s for s in t.starts if s.entry.skaters]
        for before, after in _pairs(line_ups, () if _after_the_round(q) else r.rounds):
            if r.rounds and (before if _after_the_round(q) else after).round.round not in r.rounds:
                continue
            gone = [n for n in before.entry.skaters if n not in after.entry.skaters]
            come = [n for n in after.entry.skaters if n not in before.entry.skaters]
            if name in gone or name in come:
                if r.yes_no and len(named) > 1 and not set(named) <= {*gone, *come}:
                    continue
                swaps.append((t, after, gone, come))
    if not swaps:
        text = f"No change of a line-up for or with {name} is held{_at(q)}."
        return Response(NotHeld(text, (f"{name} results",)), Focus(people=(name,)), q.scope)
    sentences = []
    for _, after, gone, come in swaps:
        if r.yes_no:
            sentences.append(f"Yes: {listed(come)} replaced {listed(gone)} in {round_in(after)}.")
        elif name in gone:
            sentences.append(f"{listed(come)} replaced {name} in {round_in(after)}.")
        else:
            sentences.append(f"{name} replaced {listed(gone)} in {round_in(after)}.")
    people = tuple(dict.fromkeys(n for _, _, gone, come in swaps for n in (come if name in gone else gone)))
    text = sentences[0] if len(sentences) == 1 else " ".join(sentences[:3])
    return _told(q, text, [t for t, _, _, _ in swaps], people)


def _pairs(line_ups: Sequence[Start], rounds: Sequence[str]) -> list[tuple[Start, Start]]:
    """Each known line-up with the one before it; for the first round, where it was said, with the next."""
    pairs = list(pairwise(line_ups))
    if len(line_ups) > 1 and line_ups[0].round.round in rounds:
        pairs.append((line_ups[1], line_ups[0]))
    return pairs


def _after_the_round(q: Query) -> bool:
    """Whether the round that is said is the one after which the line-up changed: "after the quarters"."""
    terms = q.reading.terms
    return any(
        "period:after" in t.cues and any(c.startswith("round:") for u in terms[at + 1 : at + 3] for c in u.cues)
        for at, t in enumerate(terms)
    )


def left_out(q: Query) -> Response:
    """Members of the squad who were not in the line-up of a round."""
    r = q.reading
    rounds = r.rounds or ("final-a", "final-b", "final-c", "final-d")
    rows = [(t, s) for t in teams_asked(q) for s in t.starts if s.round.round in rounds and s.entry.skaters]
    if not rows:
        return _unknown(q, f"No line-up of such a race is held: {q.scope}.", teams_asked(q))
    sentences, people = [], []
    for t, s in rows:
        out = _by_age(q, [m.skater for m in t.squad if m.skater not in s.entry.skaters])
        people += out
        if out:
            sentences.append(f"{listed(out)} of the {squad_word(q, t)} squad did not skate {round_in(s)}.")
        else:
            sentences.append(f"Nobody: all of the {squad_word(q, t)} squad held skated {round_in(s)}.")
    if len(sentences) <= 2:
        return _told(q, " ".join(sentences), [t for t, _ in rows], people)
    return _told(
        q,
        f"{plural(len(sentences), 'team')} fit; each with who was left out.",
        [t for t, _ in rows],
        (),
        tuple(sentences),
    )


def _by_age(q: Query, names: list[str]) -> list[str]:
    """The oldest or the youngest of them where that one is asked for and all birth dates are held."""
    births = {n: born for n in names if (born := q.skater(n).born)}
    if not q.reading.cue("op:oldest", "op:youngest") or len(births) < len(names) or not names:
        return names
    pick = min if q.reading.cue("op:oldest") else max
    return [pick(names, key=lambda n: births[n])]


def some_rounds(q: Query) -> Response:
    """Who skated some of the rounds that are named and not those after a "not"."""
    no: set[str] = set()
    denied = False
    for term in q.reading.terms:
        denied = denied or "negation:not" in term.cues
        no |= {c.removeprefix("round:") for c in term.cues if denied and c.startswith("round:")}
    yes = set(q.reading.rounds) - no
    names = {x: q.snapshot.rounds[x].name for x in q.reading.rounds}
    said = f"skated the {listed([names[x] for x in q.reading.rounds if x in yes])}" if yes else "raced"
    missed = listed([names[x] for x in q.reading.rounds if x in no], "or")

    def fits(t: Team, n: str) -> bool:
        did = {s.round.round for s in t.starts if n in s.entry.skaters}
        return bool(did) and yes <= did and not no & did

    return _by_rounds(q, f"{said} but not the {missed}" if no else said, fits, whole=False)


def every_round(q: Query) -> Response:
    """Who was in all line-ups of a team."""
    return _by_rounds(q, "skated every round", lambda t, n: all(n in s.entry.skaters for s in t.starts), whole=True)


def only_round(q: Query) -> Response:
    """Who was in the line-up of one round and of no other."""
    wanted = set(q.reading.rounds)
    said = f"skated the {q.snapshot.rounds[q.reading.rounds[0]].name} only"
    return _by_rounds(
        q, said, lambda t, n: {s.round.round for s in t.starts if n in s.entry.skaters} == wanted, whole=False
    )


def _by_rounds(q: Query, said: str, fits: Callable[[Team, str], bool], *, whole: bool) -> Response:
    teams = [t for t in teams_asked(q) if t.starts]
    known = [t for t in teams if all(s.entry.skaters for s in t.starts)]
    if not known:
        return _unknown(q, f"Not every line-up of such a team is held: {q.scope}.", teams)
    found = [(t, [m.skater for m in t.squad if fits(t, m.skater)]) for t in known]
    if not whole:
        found = [(t, names) for t, names in found if names] or found[:1]
    if q.reading.asks == "count" and len(found) == 1:
        t, names = found[0]
        return _told(q, f"{plural(len(names), 'skater')} of {team_name(q, t)} {said}: {listed(names)}.", [t], names)
    sentences = [
        f"{listed(names)} {said} for {q.nation(t.nation)} at {t.games.name}."
        if names
        else f"Nobody {said} for {q.nation(t.nation)} at {t.games.name}."
        for t, names in found
    ]
    people = [n for _, names in found for n in names]
    if len(sentences) <= 3:
        return _told(q, " ".join(sentences), [t for t, _ in found], people)
    return _told(q, f"{plural(len(sentences), 'team')} fit, latest first.", [t for t, _ in found], (), tuple(sentences))


def changes(q: Query) -> Response:
    """Whether and how a team changed its line-up from round to round."""
    teams = [t for t in teams_asked(q) if sum(bool(s.entry.skaters) for s in t.starts) > 1]
    if not teams:
        return _unknown(q, f"Two line-ups of such a team are not held: {q.scope}.", teams_asked(q))
    sentences = []
    for t in teams:
        line_ups = [s for s in t.starts if s.entry.skaters]
        steps = []
        both = [s for s in line_ups if s.round.round in q.reading.rounds]
        for before, after in pairwise(both if len(both) > 1 else line_ups):
            if len(both) == 1 and after is not both[0]:
                continue
            come = [n for n in after.entry.skaters if n not in before.entry.skaters]
            gone = [n for n in before.entry.skaters if n not in after.entry.skaters]
            if come:
                steps.append(f"{listed(come)} came in for {listed(gone)} in the {after.kind.name}")
        yes, no = ("Yes: ", "No: ") if q.reading.yes_no else ("", "")
        head = f"{q.nation(t.nation)}, {t.gender}, {t.games.name}"
        if steps:
            sentences.append(f"{yes}{opened(head) if not yes else head}: {'; '.join(steps)}.")
        else:
            names = listed(line_ups[0].entry.skaters)
            sentences.append(
                f"{no}{opened(head) if not no else head}: no change, {names} skated every round whose line-up is held."
            )
    if len(sentences) <= 2:
        return _told(q, " ".join(sentences), teams)
    changed = sum(" came in for " in s for s in sentences)
    return _told(
        q,
        f"{changed} of {plural(len(sentences), 'team')} changed the line-up between rounds.",
        teams,
        (),
        tuple(sentences),
    )


def same(q: Query) -> Response:
    """Whether the same three skated: from round to round at one Games, or in the last race of two Games."""
    r = q.reading
    teams = [t for t in teams_asked(q) if t.starts and t.starts[-1].entry.skaters]
    if len(q.said_games) > 1:
        return _same_at_games(q, teams)
    known = [t for t in teams if all(s.entry.skaters for s in t.starts)]
    if not known:
        return _unknown(q, f"Not every line-up of such a team is held: {q.scope}.", teams)
    kept = [t for t in known if len({frozenset(s.entry.skaters) for s in t.starts}) == 1]
    yes, no = ("Yes: ", "No: ") if r.yes_no else ("", "")
    if r.yes_no or len(known) == 1:
        if kept:
            t = kept[0]
            three = listed(t.starts[-1].entry.skaters)
            text = f"{yes}{three} skated every round for {q.nation(t.nation)} at {t.games.name}."
            return _told(q, text, [t])
        t = known[0]
        names = dict.fromkeys(n for s in t.starts for n in s.entry.skaters)
        text = f"{no}{listed(list(names))} shared the rounds for {q.nation(t.nation)} at {t.games.name}."
        return _told(q, text, [t])
    if not kept:
        return _told(
            q,
            f"In none of the {plural(len(known), 'team')} whose line-ups are all held was it the same in every round.",
            known,
        )
    parts = [f"{q.snapshot.name(t.nation)} {t.gender} at {t.games.name}" for t in kept]
    text = (
        f"The line-up was the same in every round for {listed(parts)}."
        if len(parts) <= 6
        else f"The line-up was the same in every round for {len(parts)} teams."
    )
    return _told(
        q, text, kept, (), tuple(f"{p}: {listed(t.starts[-1].entry.skaters)}" for p, t in zip(parts, kept, strict=True))
    )


def _same_at_games(q: Query, teams: Sequence[Team]) -> Response:
    for key in dict.fromkeys((t.nation, t.gender) for t in teams):
        mine = [t for t in teams if (t.nation, t.gender) == key]
        if len(mine) < len(q.said_games):
            continue
        trios = {frozenset(t.starts[-1].entry.skaters) for t in mine}
        where = listed([t.games.name for t in mine])
        if len(trios) == 1:
            three = listed(mine[0].starts[-1].entry.skaters)
            text = f"Yes: {three} skated the last race of the {squad_word(q, mine[0])} team at {where}."
        else:
            parts = [f"{t.games.year} {listed(t.starts[-1].entry.skaters)}" for t in mine]
            text = f"No: the line-ups in the last race of the {squad_word(q, mine[0])} team were {'; '.join(parts)}."
        return _told(q, text, mine)
    return _unknown(q, f"The line-ups of one team at all of these Games are not held: {q.scope}.", teams)
