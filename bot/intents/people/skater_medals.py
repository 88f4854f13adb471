"""What skaters won: which medals, how many, who has more, and whether what is claimed of them is so."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.models import MEDALS
from bot.facts.snapshot import Outing
from bot.intents.people.biography import claimed, read_as, sources, told
from bot.intents.people.mentions import career, scope
from bot.intents.query import LAST_RANK, Query, Response
from bot.intents.results.places import MEDAL_RANK, place
from bot.language.reading import Focus
from bot.wording.plain import listed, number, plural, possessive


def counted_medals(n: int, kind: str) -> str:
    """Medals with their number in letters.

    >>> counted_medals(2, "gold"), counted_medals(1, "medal")
    ('two gold medals', 'one medal')
    """
    return f"{number(n)} {kind if kind == 'medal' else f'{kind} medal'}{'' if n == 1 else 's'}"


def wanted(q: Query) -> tuple[str, ...]:
    """The kinds of medals a question is about; all three where it does not say."""
    r = q.reading
    named = r.medals or tuple(dict.fromkeys(c.what for c in r.conditions if c.what in MEDALS))
    if named:
        return named
    by_rank = tuple(m for m in MEDALS if MEDAL_RANK[m] in r.ranks)
    if by_rank:
        return by_rank
    of_champions = r.cue("noun:champion", "noun:title") or (
        claimed(q) and r.cue("verb:win") and not r.cue("noun:medal", "noun:podium", "op:any")
    )
    return ("gold",) if of_champions and not r.rounds else tuple(MEDALS)


def won(q: Query, name: str) -> list[Outing]:
    """The outings of a skater within the Games named that brought a medal of the kind asked about."""
    kinds = wanted(q)
    return [o for o in career(q, name, scope(q)) if o.medal in kinds]


def colours(outings: Sequence[Outing]) -> str:
    """The medals with their Games: "gold at Sochi 2014 and bronze at Turin 2006"."""
    return listed([f"{o.medal} at {o.games.name}" for o in outings])


def medals(q: Query, names: Sequence[str]) -> Response:
    """Which medals, how many, or whether a claim about them is so."""
    r = q.reading
    if len(names) > 1 and r.cue("op:total") and r.asks == "count":
        return _together(q, names)
    say = _claim if claimed(q) else _count if r.asks == "count" else _medals
    games = dict.fromkeys(o.games.id for n in names for o in won(q, n))
    if claimed(q) and len(names) > 1:
        return _claim_of_all(q, names)
    return told(q, names, [say(q, n) for n in names], tuple(games) or scope(q))


def _notes(q: Query, name: str) -> tuple[str, ...]:
    return tuple(
        f"At {o.games.name} {name} was in the squad that won {o.result.placing.medal}: {o.member.note}."
        for o in career(q, name)
        if o.unconfirmed
    )


def suggestions(q: Query, name: str) -> tuple[str, ...]:
    """Questions about a skater that are certain to be answered."""
    raced = [o for o in career(q, name) if o.raced]
    found = [f"{name} results"]
    if any(o.medal for o in raced):
        found.append(f"which medals did {name} win?")
    if q.skater(name).born:
        found.append(f"when was {name} born?")
    return tuple(found)


def found_of(q: Query, name: str, text: str, outings: Sequence[Outing] = (), table: Table | None = None) -> Found:
    ids = sources(q, q.skater(name), outings)
    return Found(text, table=table, notes=_notes(q, name), sources=q.sources(ids), suggestions=suggestions(q, name))


def _unconfirmed(q: Query, name: str) -> Outcome | None:
    """Where the only team that could have brought the medal leaves it open."""
    mine = career(q, name, scope(q))
    doubtful = [o for o in mine if o.unconfirmed and o.result.placing.medal in wanted(q)]
    if not doubtful or any(o.medal in wanted(q) for o in mine):
        return None
    o = doubtful[0]
    squad = f"in the squad of {q.nation(o.nation)}, but in no line-up found"
    text = f"Whether {name} got a medal at {o.games.name} is not held: {squad}."
    return NotHeld(text, (f"{name} results",))


def _medals(q: Query, name: str) -> Outcome:
    hits = won(q, name)
    if not hits:
        return _unconfirmed(q, name) or found_of(q, name, f"{without(q, name)}.", career(q, name, scope(q)))
    if q.reading.cue("op:first", "op:last") and not scope(q):
        hits = hits[-1:] if q.reading.cue("op:first") else hits[:1]
        order = "first" if q.reading.cue("op:first") else "latest"
        return found_of(q, name, f"{possessive(name)} {order} {_kind(q)} was {colours(hits)}.", hits)
    gender = hits[0].result.event.gender
    if len(hits) == 1:
        o = hits[0]
        text = f"{name} won {o.medal} with {q.nation(o.nation)} in the {q.event_name(gender)} at {o.games.name}."
        return found_of(q, name, text, hits)
    text = f"{name} has won {number(len(hits))} {_kind(q, len(hits))} in the {q.event_name(gender)}: {colours(hits)}."
    return found_of(q, name, text, hits, table(q, hits))


def _kind(q: Query, count: int = 1) -> str:
    kinds = wanted(q)
    word = kinds[0] if len(kinds) == 1 else "medal"
    return word if count == 1 else f"{word}s"


def without(q: Query, name: str) -> str:
    """Why a skater has no such medal, as a sentence without its full stop."""
    kinds = wanted(q)
    what = kinds[0] if len(kinds) == 1 else "medal"
    games = scope(q)
    mine = career(q, name, games)
    if not mine:
        if not games:
            return f"{name} is in no Olympic team-pursuit squad held"
        other = [o.games.name for o in career(q, name)]
        where = listed([q.snapshot.games[g].name for g in games], "or")
        return f"{name} was in no squad held at {where}{f', but at {listed(other)}' if other else ''}"
    if games and len(mine) == 1:
        return result_clause(q, name, mine[0])
    medals_won = [o for o in mine if o.medal]
    if medals_won:
        return f"{name} never won {what} in the {q.event_name(q.skater(name).gender)}: {colours(medals_won)}"
    best = min([o for o in mine if o.raced] or mine, key=lambda o: o.result.rank)
    none = f"no {what}" if what == "medal" else f"no {what} medal"
    return f"{name} has won {none} in the team pursuit; best place {place(best.result)} at {best.games.name}"


def result_clause(q: Query, name: str, o: Outing) -> str:
    if o.medal:
        return f"{name} won {o.medal} with {q.nation(o.nation)} at {o.games.name}"
    placed = f"won {o.result.placing.medal}" if o.result.placing.medal else f"came {place(o.result)}"
    if o.raced:
        return f"{name} came {place(o.result)} with {q.nation(o.nation)} at {o.games.name}"
    squad = f"{name} was in the squad of {q.nation(o.nation)} at {o.games.name}"
    if o.raced is None:
        return f"{squad}, which {placed}; whether {name} raced is not held"
    note = f" ({o.member.note})" if o.member.note else ""
    return f"{squad}, which {placed}, but did not race{note}"


def _count(q: Query, name: str) -> Outcome:
    hits = won(q, name)
    if not hits and (unsure := _unconfirmed(q, name)):
        return unsure
    kinds = wanted(q)
    what = plural(len(hits), f"{kinds[0]} medal" if len(kinds) == 1 else "medal")
    what = what.replace(str(len(hits)), number(len(hits)), 1)
    where = f" at {q.snapshot.games[scope(q)[0]].name}" if len(scope(q)) == 1 else f": {colours(hits)}" if hits else ""
    return found_of(q, name, f"{name} has won {what} in the team pursuit{where}.", hits)


def _together(q: Query, names: Sequence[str]) -> Response:
    each = [(n, won(q, n)) for n in names]
    total = sum(len(h) for _, h in each)
    parts = listed([f"{n} {len(h)}" for n, h in each])
    shared = set.intersection(*({(o.games.id, o.nation) for o in h} for _, h in each))
    joint = f"{number(len(shared))} won together" if shared else "none won together"
    text = f"{listed(names)} have won {plural(total, _kind(q))} in the team pursuit between them ({parts}; {joint})."
    if q.reading.of == "times":
        text = f"{listed(names)} won {plural(len(shared), _kind(q))} together in the team pursuit."
    ids = [x for n, h in each for x in sources(q, q.skater(n), h)]
    return Response(
        Found(text, sources=q.sources(ids), suggestions=suggestions(q, names[0])),
        Focus(people=tuple(names)),
        read_as(q, names),
    )


def verdict(q: Query, name: str) -> tuple[bool, str]:
    """Whether a claim about medals or a place is true of a skater, and the truth, without its full stop."""
    r = q.reading
    games = scope(q)
    mine = career(q, name, games)
    for c in (c for c in r.conditions if c.number > 0):
        have = [
            o
            for o in career(q, name, () if c.number > len(games) else games)
            if o.medal and c.what in ("medal", o.medal)
        ]
        if not c.holds(len(have)):
            amount = counted_medals(len(have), c.what)
            return False, f"{name} has won {amount} in the team pursuit{f': {colours(have)}' if have else ''}"
    ranks = tuple(x for x in r.ranks if x > 3)
    if ranks:
        hits = [
            o
            for o in mine
            if o.raced is not False and (o.result.rank in ranks or (LAST_RANK in ranks and o.result.rank == 8))
        ]
        if hits:
            return True, f"{name} came {place(hits[0].result)} with {q.nation(hits[0].nation)} at {hits[0].games.name}"
        best = mine[0] if mine else None
        return False, result_clause(q, name, best) if best else without(q, name)
    hits = won(q, name)
    enough = {o.games.id for o in hits} >= set(games) if len(games) > 1 else bool(hits)
    if r.cue("op:twice"):
        enough = len(hits) > 1
    if enough:
        return True, f"{name} won {colours(hits)}"
    if hits:
        missed = [o for o in mine if o not in hits]
        rest = f", but {result_clause(q, name, missed[0])}" if missed and len(games) > 1 else " alone"
        return False, f"{name} won {colours(hits)}{rest}"
    return False, without(q, name)


def _claim(q: Query, name: str) -> Outcome:
    if unsure := _unconfirmed(q, name):
        return unsure
    true, text = verdict(q, name)
    if q.reading.cue("op:never"):
        true = not true
    if not true and q.reading.cue("noun:nation", "noun:squad") and q.reading.cue("verb:win") and len(scope(q)) == 1:
        winners = [x for x in q.results(nations=(), ranks=(1,)) if x.event.gender == q.skater(name).gender]
        text += "".join(f"; {q.nation(x.placing.nation)} won gold" for x in winners)
    return found_of(q, name, f"{'Yes' if true else 'No'}: {text}.", won(q, name) or career(q, name, scope(q)))


def _claim_of_all(q: Query, names: Sequence[str]) -> Response:
    verdicts = [verdict(q, n) for n in names]
    true = all(v for v, _ in verdicts) != q.reading.cue("op:never")
    if q.reading.cue("op:either") and not q.reading.cue("op:both"):
        true = any(v for v, _ in verdicts)
    text = f"{'Yes' if true else 'No'}: {'; '.join(t for _, t in verdicts)}."
    ids = [x for n in names for x in sources(q, q.skater(n), won(q, n))]
    return Response(
        Found(text, sources=q.sources(ids), suggestions=suggestions(q, names[0])),
        Focus(games=scope(q), people=tuple(names)),
        read_as(q, names),
    )


def compare(q: Query, names: Sequence[str]) -> Response:
    """Who of several skaters has more medals, Games or races."""
    r = q.reading
    of_medals = r.medals or r.cue("noun:medal", "noun:title", "noun:champion", "noun:podium", "verb:win")
    by_games = not of_medals and r.cue("noun:games", "noun:appearance", "verb:skate")
    counts = {n: len([o for o in career(q, n) if o.raced]) if by_games else len(won(q, n)) for n in names}
    what = _kind(q)
    ranked = sorted(names, key=lambda n: -counts[n])
    first, second = ranked[0], ranked[1]

    def said(n: str) -> str:
        return (
            f"{number(counts[n])} Games" if by_games else f"{number(counts[n])} {what}{'' if counts[n] == 1 else 's'}"
        )

    if counts[first] == counts[second]:
        truth = (
            f"{listed(names)} have the same number, {said(first)} each"
            if len(names) == 2
            else f"{listed([f'{n} has {said(n)}' for n in ranked])}"
        )
        true = r.cue("op:same")
    else:
        less = r.cue("op:less", "op:fewest")
        lead = ranked[-1] if less else first
        rest = [n for n in ranked if n != lead]
        others = listed([f"{possessive(n)} {number(counts[n])}" for n in rest])
        apart = f", a difference of {number(abs(counts[lead] - counts[rest[0]]))}" if len(rest) == 1 else ""
        truth = f"{lead} has {'fewer' if less else 'more'}: {said(lead)} in the team pursuit to {others}{apart}"
        true = lead == names[0] and not r.cue("op:same")
    if r.yes_no and not r.cue("pick:or", "wh:who", "wh:which"):
        truth = f"{'Yes' if true else 'No'}: {truth}"
    ids = [x for n in names for x in sources(q, q.skater(n), won(q, n))]
    suggested = tuple(f"{n} results" for n in names[:2])
    return Response(
        Found(f"{truth}.", sources=q.sources(ids), suggestions=suggested), Focus(people=tuple(names)), read_as(q, names)
    )


def table(q: Query, outings: Sequence[Outing]) -> Table | None:
    """Games, team, place and races skated."""
    if len(outings) < 2:
        return None
    rows = []
    for o in outings:
        rounds = [q.snapshot.rounds[x].name for x in q.snapshot.rounds if o.skated(x)]
        raced = listed(rounds) if rounds else "did not race" if o.raced is False else "raced" if o.raced else "not held"
        rows.append((o.games.name, q.snapshot.name(o.nation), o.medal or place(o.result), raced))
    return Table(("Games", "Team", "Place", "Skated"), tuple(rows))
