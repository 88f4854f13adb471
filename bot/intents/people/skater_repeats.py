"""Skaters who did it more than once: at several Games, at two running, for two teams."""

from collections.abc import Callable
from dataclasses import replace

from bot.answers import Found
from bot.facts.snapshot import Outing
from bot.intents.people.mentions import career
from bot.intents.people.skater_groups import everybody, listing, outings_of, skaters_word
from bot.intents.people.skater_medals import wanted
from bot.intents.query import Query, Response
from bot.wording.plain import listed, number


def count_of(q: Query) -> tuple[str, Callable[[str], list[Outing]]]:
    """What is counted for each skater, with its name in the singular."""
    r = q.reading
    if (
        r.medals
        or r.conditions
        or r.cue("noun:medal", "noun:title", "noun:champion", "noun:podium", "prize:medals", "verb:win")
    ):
        kinds = wanted(q)
        kind = kinds[0] if len(kinds) == 1 else "medal"
        return kind, lambda n: [o for o in outings_of(q, n) if o.medal in kinds]
    if r.rounds:
        name = q.snapshot.rounds[r.rounds[0]].name
        return name, lambda n: [o for o in outings_of(q, n) for x in r.rounds if o.skated(x)]
    if r.cue("noun:race") and not r.cue("noun:games"):
        return "race", lambda n: [o for o in outings_of(q, n) for _ in o.starts]
    return "Games", lambda n: [o for o in outings_of(q, n) if o.raced is not False]


def at_games(q: Query) -> Response:
    """Skaters who raced, or won medals, at a number of Games."""
    r = q.reading
    need = r.number or 1
    what, of = count_of(q)
    exact = r.cue("than:exactly")
    counted = [(n, of(n)) for n in everybody(q)]
    rows = [(n, h) for n, h in counted if len(h) == need or (not exact and len(h) > need)]
    rows.sort(key=lambda x: -len(x[1]))
    kind = f"won {'a medal' if what == 'medal' else what}" if what != "Games" else "raced"
    said = f"have {kind} at {number(need)} {'' if exact else 'or more '}Games"
    return listing(q, rows, said, f"no {skaters_word(q, 1)} has {kind} at {number(need)} Games")


def paired(q: Query) -> tuple[tuple[str, str], ...]:
    """Each of the Games named with a medal of its own: "bronze in Beijing and then silver in Milan"."""
    said: list[tuple[str, str]] = []
    for term in q.reading.terms:
        for kind, _, value in (cue.partition(":") for cue in term.cues):
            if kind == "medal":
                said.append(("medal", value))
            elif kind in ("games", "year"):
                games = value if kind == "games" else q.snapshot.by_year.get(int(value), "")
                said.append(("games", games))
    pairs = list(zip(said[::2], said[1::2], strict=False))
    apart = len(said) > 3 and len(said) % 2 == 0 and all({a[0], b[0]} == {"medal", "games"} for a, b in pairs)
    found = [(dict(p)["medal"], dict(p)["games"]) for p in pairs] if apart else []
    return tuple(found) if {g for _, g in found} <= set(q.held) else ()


def each_its_own(q: Query) -> Response:
    """Skaters who won at each of the Games named the medal said of it."""
    pairs = paired(q)
    rows = []
    for name in everybody(q):
        won = {(str(o.medal), o.games.id): o for o in outings_of(q, name)}
        if all(pair in won for pair in pairs):
            rows.append((name, [won[pair] for pair in pairs]))
    what = listed([f"{medal} at {q.snapshot.games[games].name}" for medal, games in pairs])
    return listing(q, rows, f"have won {what}", f"no {skaters_word(q, 1)} has won {what}")


def both(q: Query) -> Response:
    """Skaters who did it at all the Games named, or more than once."""
    r = q.reading
    games = q.said_games
    medal = bool(r.medals or r.ranks) or r.cue("noun:medal", "noun:title", "noun:champion", "noun:podium", "verb:win")
    kinds = wanted(q)
    if r.cue("verb:win", "noun:champion") and not r.medals and not r.cue("noun:medal"):
        kinds = ("gold",)
    need = max(2, len(games))
    rows = []
    for name in everybody(q):
        hits = [o for o in outings_of(q, name) if (o.medal in kinds if medal else o.raced)]
        years = {o.games.id for o in hits}
        if len(years) >= need and (not r.cue("op:repeat") or _running(q, years)):
            rows.append((name, hits))
    kind = (f"won {kinds[0]}" if len(kinds) == 1 else "won a medal") if medal else "raced"
    where = (
        f"at {'both ' if len(games) == 2 else 'all of '}{listed([q.snapshot.games[g].name for g in games])}"
        if len(games) > 1
        else "at two or more Games"
    )
    if r.cue("op:repeat"):
        where = "at two Games running"
    told = listing(q, rows, f"have {kind} {where}", f"no {skaters_word(q, 1)} has {kind} {where}")
    if r.asks == "who" and medal and len(games) > 1 and not r.cue("noun:skater") and isinstance(told.outcome, Found):
        winners = [
            {(x.placing.nation, x.event.gender) for x in q.results(games=(g,), nations=()) if x.placing.medal in kinds}
            for g in games
        ]
        teams = [f"{q.nation(n)} ({gender})" for n, gender in sorted(set.intersection(*winners), key=str)]
        if teams:
            text = f"{told.outcome.answer} Of the teams, {listed(teams)} did."
            return replace(told, outcome=replace(told.outcome, answer=text))
    return told


def _running(q: Query, games: set[str]) -> bool:
    return any(a in games and b in games for a, b in zip(q.held, q.held[1:], strict=False))


def two_nations(q: Query) -> Response:
    """Skaters of more than one team, or of all that are named, under whichever name a nation raced."""
    nations = q.snapshot.nations
    named = q.reading.nations
    everyone = Query(replace(q.reading, nations=(), games=(), years=None), q.snapshot, q.last)
    rows = []
    for name in everybody(everyone):
        outings = list(career(q, name))
        teams = {o.nation for o in outings}
        meant = [{n} & teams or {n, *nations[n].see_also} & teams for n in named]
        if len(teams) > 1 and all(meant) and (not named or len(set.union(*meant)) > 1):
            rows.append((name, outings))
    these = listed([q.nation(n) for n in q.reading.nations]) if len(named) > 1 else "two teams"
    return listing(everyone, rows, f"have skated for {these}", f"no skater held has skated for {these}")
