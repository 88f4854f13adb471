"""How many teams took part, and at which Games something was: numbers and lists over Games, in words."""

from collections.abc import Sequence

from bot.answers import Found, Outcome
from bot.facts.models import Games, Race
from bot.intents.query import Query, Response
from bot.intents.venues.venue_scope import events, following, named, rounds, sources
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
            alike = ", men and women alike" if both else ""
            parts.append(f"{opened(plural(number, 'team'))} {verb} in {where} {name} at {g.name}{alike}.")
        else:
            numbers = listed([f"{plural(n, 'team')} ({gender})" for gender, n in counts.items()])
            parts.append(f"In {where} {q.event_name()} at {g.name} were {numbers}.")
        if q.reading.words & {"nations", "countries"} and len(counts) > 1 and not asked:
            placed = [x.placing.nation for x in q.results(games=(g.id,), nations=())]
            least = "at least " if None in placed else ""
            count = plural(len(set(placed) - {None}), "nation")
            parts[-1] = f"{opened(f'{least}{count}')} took part at {g.name}. {parts[-1]}"
    return Found(" ".join(parts), sources=q.sources(sources(q, games)), suggestions=following(games))


def was_skated(q: Query, games: Sequence[Games]) -> Outcome:
    """Whether there was such a round at some Games, and where else there was."""
    asked = q.reading.rounds[0]
    name = q.snapshot.rounds[asked].name
    skated = {g: _skated(q, q.snapshot.games[g], asked) for g in q.held}
    parts = []
    for g in games:
        genders = skated.get(g.id, [])
        if genders:
            parts.append(f"Yes: a {name} was skated at {g.name}, by the {listed(genders)}.")
        else:
            others = [q.snapshot.games[x].name for x, found in skated.items() if found]
            else_where = f"; it was skated at {listed(others)} only" if 0 < len(others) <= len(q.held) // 2 else ""
            whose = f" of the {q.genders[0]}" if len(q.genders) == 1 else ""
            parts.append(f"No: no {name}{whose} was skated at {g.name}{else_where}.")
    return Found(" ".join(parts[:2]), sources=q.sources(sources(q, games)), suggestions=following(games))


def _skated(q: Query, games: Games, round_id: str) -> list[str]:
    """The genders for which a round was skated."""

    def took_place(race: Race) -> bool:
        return bool(race.entries) and all(e.status != "DNS" for e in race.entries)

    return [
        e.gender
        for e in events(q, games)
        if any(x.round == round_id and any(map(took_place, x.races)) for x in e.rounds)
    ]


def held_at(q: Query, by_round: bool) -> Response:
    """The Games at which a round was skated, a rink was used, or the event was held."""
    r = q.reading
    held = [q.snapshot.games[g] for g in q.held]
    without = r.cue("negation:not")
    found = held
    if by_round and r.rounds:
        name = q.snapshot.rounds[r.rounds[0]].name
        skated = {g.id: _skated(q, g, r.rounds[0]) for g in held}
        found = [g for g in held if bool(len(skated[g.id]) < len(events(q, g)) if without else skated[g.id])]
        text = (
            f"{'Without' if without else 'With'} a {name}: {named(found)}."
            if found
            else f"No Games were {'without' if without else 'with'} a {name}."
        )
    elif by_round:
        found = [g for g in held if g.id in q.said_games]
        text = f"The {events(q, found[0])[0].venue} was the rink of {named(found)}." if found else ""
    else:
        text = f"The {q.event_name()} has been held at {plural(len(held), 'Games', 'Games')}: {named(held)}."
    return Response(
        Found(text, sources=q.sources(sources(q, found or held)), suggestions=following(found or held)),
        Focus(tuple(g.id for g in found)),
        q.scope,
    )
