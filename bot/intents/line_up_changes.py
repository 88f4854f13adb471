"""Teams round by round: who was beside whom, who came in for whom, who rested, who skated every round; it reads line-ups only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answers import Found, NotHeld, Outcome
from bot.facts.models import Games, SquadMember
from bot.facts.snapshot import Outing, Result, Start
from bot.intents.mentions import career, mentions, scope
from bot.intents.podium import MEDAL_RANK
from bot.intents.query import LAST_RANK, Query, Response
from bot.language.reading import Focus
from bot.wording.plain import listed, opened, plural, possessive


@dataclass(frozen=True, slots=True)
class Team:
    """One team at one Games with all its races, first round first."""

    result: Result
    starts: tuple[Start, ...]

    @property
    def nation(self) -> str:
        """The nation."""
        return self.result.placing.nation or ""

    @property
    def games(self) -> Games:
        """The Games."""
        return self.result.games

    @property
    def gender(self) -> str:
        """men or women."""
        return self.result.event.gender

    @property
    def squad(self) -> tuple[SquadMember, ...]:
        """Everybody named in the squad."""
        return self.result.placing.squad


def team_of(q: Query, result: Result) -> Team:
    """A placed team with its races."""
    key = (result.games.id, result.event.event, result.event.gender, result.placing.nation or "")
    return Team(result, q.snapshot.races_of_team.get(key, ()))


def teams_asked(q: Query) -> list[Team]:
    """The teams a question describes by nation, Games, gender, place, medal or the round they were in, latest first."""
    r = q.reading
    ranks = {x for x in r.ranks if x < LAST_RANK} | {MEDAL_RANK[m] for m in r.medals}
    if r.cue("verb:win", "noun:champion", "op:defending") and not r.rounds and not ranks:
        ranks = {1}
    teams = [team_of(q, x) for x in q.results() if x.placing.nation]
    if LAST_RANK in r.ranks:
        lowest = {(t.games.id, t.gender): 0 for t in teams}
        for x in q.results(nations=()):
            lowest[x.games.id, x.event.gender] = max(lowest.get((x.games.id, x.event.gender), 0), x.rank)
        teams = [t for t in teams if t.result.rank == lowest[t.games.id, t.gender]]
    if ranks:
        placed = [t for t in teams if t.result.rank in ranks]
        # "The race for fifth" names a race, not the place the team came in it.
        deciding = [t for t in teams if t.starts and ranks & set(t.starts[-1].kind.decides)]
        teams = placed or (deciding if not r.medals and not r.cue("verb:win", "noun:champion") else [])
    if r.rounds:
        there = [t for t in teams if any(s.round.round in r.rounds for s in t.starts)]
        teams = there or (teams if r.nations else [])
        if r.cue("verb:win") and not r.nations:
            teams = [t for t in teams if any(s.round.round in r.rounds and s.won for s in t.starts)]
    return teams


def raced(team: Team, member: SquadMember) -> bool:
    """Whether a member is known to have raced."""
    return member.raced is True or any(member.skater in s.entry.skaters for s in team.starts)


def team_name(q: Query, t: Team) -> str:
    """The Dutch men's team at Sochi 2014."""
    return f"the {squad_word(q, t)} team at {t.games.name}"


def squad_word(q: Query, t: Team) -> str:
    """Dutch men's."""
    nation = q.snapshot.nations[t.nation]
    return f"{nation.adjective or nation.name} {t.gender}'s"


def round_in(start: Start, *, year: bool = False) -> str:
    """The women's final at Beijing 2022; "in 2022" with `year`, as one types it."""
    return f"the {start.event.gender}'s {start.kind.name} {f'in {start.games.year}' if year else f'at {start.games.name}'}"


def response(q: Query, outcome: Outcome, teams: Sequence[Team], rounds: tuple[str, ...] = (), people: tuple[str, ...] = ()) -> Response:
    """An outcome with what it was about."""
    nations = tuple(dict.fromkeys(t.nation for t in teams))
    focus = Focus(
        games=tuple(dict.fromkeys(t.games.id for t in teams)),
        genders=tuple(dict.fromkeys(t.gender for t in teams)),
        nations=nations if len(nations) == 1 else (),
        people=people,
        rounds=rounds if len(rounds) == 1 else (),
    )
    return Response(outcome, focus, q.scope)


def _told(q: Query, text: str, teams: Sequence[Team], people: Sequence[str] = (), items: tuple[str, ...] = ()) -> Response:
    ids = [x for t in teams for s in t.starts for x in s.entry.sources] or [x for t in teams for x in t.result.placing.sources]
    t = teams[0]
    suggestions = (f"who was in the {squad_word(q, t)} squad in {t.games.year}?",)
    return response(q, Found(text, items=items, sources=q.sources(ids), suggestions=suggestions), teams, people=tuple(people))


def _unknown(q: Query, text: str, teams: Sequence[Team]) -> Response:
    ask = tuple(f"who was in the {squad_word(q, t)} squad in {t.games.year}?" for t in teams[:1] if t.squad)
    return response(q, NotHeld(text, ask), teams)


# ---- beside whom


def mates(q: Query) -> Response:
    """Team mates of the skaters named: in the rounds said, else in the squad."""
    r = q.reading
    names = [m.names[0] for m in mentions(q)]
    outings = [o for o in career(q, names[0], scope(q)) if all(any(m.skater == n for m in o.result.placing.squad) for n in names)]
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
        else:
            others = [m.skater for m in t.squad if m.skater not in names]
            if r.cue("verb:skate") and o.raced:
                others = [n for n in others if any(n in s.entry.skaters and set(names) <= set(s.entry.skaters) for s in t.starts)] or others
            where = f"at {t.games.name}"
        sentences.append(f"{listed(names)} skated with {listed(list(dict.fromkeys(others)))} for {q.nation(t.nation)} {where}.")
    if len(sentences) <= 2:
        return _told(q, " ".join(sentences), teams, names)
    everybody = dict.fromkeys(m.skater for t in teams for m in t.squad if m.skater not in names)
    text = f"{possessive(listed(names))} team mates at {plural(len(teams), 'Games', 'Games')} were {listed(list(everybody))}."
    return _told(q, text, teams, names, tuple(sentences))


def _elsewhere(q: Query, names: Sequence[str], outings: Sequence[Outing]) -> Response:
    """The skater did not skate that round: which race it was instead, and beside whom."""
    o = outings[0]
    wanted = q.snapshot.rounds[q.reading.rounds[0]].name
    starts = [s for s in o.starts if set(names) <= set(s.entry.skaters)]
    if not starts:
        unsure = any(o.skated(x) is None for x in q.reading.rounds)
        text = f"Whether {listed(names)} skated the {wanted} at {o.games.name} is not held" if unsure else f"{listed(names)} skated no such race at {o.games.name}"
        return Response(NotHeld(f"{text}.", (f"{names[0]} results",)), Focus(people=tuple(names)), q.scope)
    last = starts[-1]
    others = [n for n in last.entry.skaters if n not in names]
    text = f"{listed(names)} did not skate the {wanted} at {o.games.name}; in the {last.kind.name} it was with {listed(others)}."
    return _told(q, text, [team_of(q, o.result)], names)


def _at(q: Query) -> str:
    return f" at {listed([q.snapshot.games[g].name for g in scope(q)])}" if scope(q) else ""


def replaced(q: Query) -> Response:
    """Who came in for a skater, or for whom the skater came in; told from the line-ups, whichever way it was asked."""
    r = q.reading
    name = mentions(q)[0].names[0]
    swaps: list[tuple[Team, Start, list[str], list[str]]] = []
    for o in career(q, name, scope(q)):
        t = team_of(q, o.result)
        line_ups = [s for s in t.starts if s.entry.skaters]
        for before, after in _pairs(line_ups, r.rounds):
            if r.rounds and after.round.round not in r.rounds:
                continue
            gone = [n for n in before.entry.skaters if n not in after.entry.skaters]
            come = [n for n in after.entry.skaters if n not in before.entry.skaters]
            if name in gone or name in come:
                swaps.append((t, after, gone, come))
    if not swaps:
        text = f"No change of a line-up for or with {name} is held{_at(q)}."
        return Response(NotHeld(text, (f"{name} results",)), Focus(people=(name,)), q.scope)
    sentences = []
    for _, after, gone, come in swaps:
        if name in gone:
            sentences.append(f"{listed(come)} replaced {name} in {round_in(after)}.")
        else:
            sentences.append(f"{name} replaced {listed(gone)} in {round_in(after)}.")
    people = tuple(dict.fromkeys(n for _, _, gone, come in swaps for n in (come if name in gone else gone)))
    text = sentences[0] if len(sentences) == 1 else " ".join(sentences[:3])
    return _told(q, text, [t for t, _, _, _ in swaps], people)


def _pairs(line_ups: Sequence[Start], rounds: Sequence[str]) -> list[tuple[Start, Start]]:
    """Each known line-up with the one before it; for the first round, where it was said, with the next."""
    pairs = list(zip(line_ups, line_ups[1:], strict=False))
    if len(line_ups) > 1 and line_ups[0].round.round in rounds:
        pairs.append((line_ups[1], line_ups[0]))
    return pairs


# ---- who rested, who stayed


def left_out(q: Query) -> Response:
    """Members of the squad who were not in the line-up of a round."""
    r = q.reading
    rounds = r.rounds or ("final-a", "final-b", "final-c", "final-d")
    rows = [(t, s) for t in teams_asked(q) for s in t.starts if s.round.round in rounds and s.entry.skaters]
    if not rows:
        return _unknown(q, f"No line-up of such a race is held: {q.scope}.", teams_asked(q))
    sentences, people = [], []
    for t, s in rows:
        out = [m.skater for m in t.squad if m.skater not in s.entry.skaters]
        people += out
        if out:
            sentences.append(f"{listed(out)} of the {squad_word(q, t)} squad did not skate {round_in(s)}.")
        else:
            sentences.append(f"Nobody: all of the {squad_word(q, t)} squad held skated {round_in(s)}.")
    if len(sentences) <= 2:
        return _told(q, " ".join(sentences), [t for t, _ in rows], people)
    return _told(q, f"{plural(len(sentences), 'team')} fit; each with who was left out.", [t for t, _ in rows], (), tuple(sentences))


def every_round(q: Query) -> Response:
    """Who was in all line-ups of a team."""
    return _by_rounds(q, "skated every round", lambda t, n: all(n in s.entry.skaters for s in t.starts), whole=True)


def only_round(q: Query) -> Response:
    """Who was in the line-up of one round and of no other."""
    wanted = set(q.reading.rounds)
    said = f"skated the {q.snapshot.rounds[q.reading.rounds[0]].name} only"
    return _by_rounds(q, said, lambda t, n: {s.round.round for s in t.starts if n in s.entry.skaters} == wanted, whole=False)


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
        f"{listed(names)} {said} for {q.nation(t.nation)} at {t.games.name}." if names else f"Nobody {said} for {q.nation(t.nation)} at {t.games.name}."
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
        for before, after in zip(line_ups, line_ups[1:], strict=False):
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
            sentences.append(f"{no}{opened(head) if not no else head}: no change, {names} skated every round whose line-up is held.")
    if len(sentences) <= 2:
        return _told(q, " ".join(sentences), teams)
    changed = sum(" came in for " in s for s in sentences)
    return _told(q, f"{changed} of {plural(len(sentences), 'team')} changed the line-up between rounds.", teams, (), tuple(sentences))


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
    if r.yes_no or len(known) == 1:
        if kept:
            t = kept[0]
            text = f"{'Yes: ' if r.yes_no else ''}{listed(t.starts[-1].entry.skaters)} skated every round for {q.nation(t.nation)} at {t.games.name}."
            return _told(q, text, [t])
        t = known[0]
        names = dict.fromkeys(n for s in t.starts for n in s.entry.skaters)
        text = f"{'No: ' if r.yes_no else ''}{listed(list(names))} shared the rounds for {q.nation(t.nation)} at {t.games.name}."
        return _told(q, text, [t])
    if not kept:
        return _told(q, f"In none of the {plural(len(known), 'team')} whose line-ups are all held was it the same in every round.", known)
    parts = [f"{q.snapshot.name(t.nation)} {t.gender} at {t.games.name}" for t in kept]
    text = f"The line-up was the same in every round for {listed(parts)}." if len(parts) <= 6 else f"The line-up was the same in every round for {len(parts)} teams."
    return _told(q, text, kept, (), tuple(f"{p}: {listed(t.starts[-1].entry.skaters)}" for p, t in zip(parts, kept, strict=True)))


def _same_at_games(q: Query, teams: Sequence[Team]) -> Response:
    for key in dict.fromkeys((t.nation, t.gender) for t in teams):
        mine = [t for t in teams if (t.nation, t.gender) == key]
        if len(mine) < len(q.said_games):
            continue
        trios = {frozenset(t.starts[-1].entry.skaters) for t in mine}
        where = listed([t.games.name for t in mine])
        if len(trios) == 1:
            text = f"Yes: {listed(mine[0].starts[-1].entry.skaters)} skated the last race of the {squad_word(q, mine[0])} team at {where}."
        else:
            parts = [f"{t.games.year} {listed(t.starts[-1].entry.skaters)}" for t in mine]
            text = f"No: the line-ups in the last race of the {squad_word(q, mine[0])} team were {'; '.join(parts)}."
        return _told(q, text, mine)
    return _unknown(q, f"The line-ups of one team at all of these Games are not held: {q.scope}.", teams)
