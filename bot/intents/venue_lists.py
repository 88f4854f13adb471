"""How many teams took part, and at which Games something was: numbers and lists over Games, in words."""

from collections.abc import Sequence

from bot.answers import Found, Outcome
from bot.facts.models import Games
from bot.intents.query import Query, Response
from bot.intents.venue_scope import events, following, named, rounds, sources
from bot.language.reading import Focus
from bot.wording.plain import listed, opened, plural


def teams(q: Query, games: Sequence[Games]) -> Outcome:
    """How many teams took part, or reached a round."""
    parts = []
    asked = rounds(q)
    for g in games[:3]:
        counts: dict[str, int] = {}
        for event in events(q, g):
            reached = {e.nation for x in event.rounds if x.round in asked for race in x.races for e in race.entries}
            counts[event.gender] = len(reached) if asked else event.teams
        where = f"the {listed([q.snapshot.rounds[x].name for x in asked])} of the" if asked else "the"
        if len(set(counts.values())) == 1:
            both = len(counts) > 1
            number = next(iter(counts.values()))
            verb = "was" if number == 1 else "were"
            name = q.event_name("" if both else next(iter(counts)))
            parts.append(f"{opened(plural(number, 'team'))} {verb} in {where} {name} at {g.name}{', men and women alike' if both else ''}.")
        else:
            numbers = listed([f"{plural(n, 'team')} ({gender})" for gender, n in counts.items()])
            parts.append(f"In {where} {q.event_name()} at {g.name} were {numbers}.")
    return Found(" ".join(parts), sources=q.sources(sources(q, games)), suggestions=following(games))


def held_at(q: Query, by_round: bool) -> Response:
    """The Games at which a round was skated, a rink was used, or the event was held."""
    r = q.reading
    held = [q.snapshot.games[g] for g in q.held]
    without = r.cue("negation:not")
    found = held
    if by_round and r.rounds:
        name = q.snapshot.rounds[r.rounds[0]].name
        skated = {g.id: [e.gender for e in events(q, g) if any(x.round == r.rounds[0] and any(y.entries for y in x.races) for x in e.rounds)] for g in held}
        found = [g for g in held if bool(len(skated[g.id]) < len(events(q, g)) if without else skated[g.id])]
        text = f"{'Without' if without else 'With'} a {name}: {named(found)}." if found else f"No Games were {'without' if without else 'with'} a {name}."
    elif by_round:
        found = [g for g in held if g.id in q.said_games]
        text = f"The {events(q, found[0])[0].venue} was the rink of {named(found)}." if found else ""
    else:
        text = f"The {q.event_name()} has been held at {plural(len(held), 'Games', 'Games')}: {named(held)}."
    return Response(Found(text, sources=q.sources(sources(q, found or held)), suggestions=following(found or held)), Focus(tuple(g.id for g in found)), q.scope)
