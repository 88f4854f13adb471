"""Where it was: rinks, towns and host countries, in words; which of its questions is asked it is told."""

from collections import Counter
from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.models import Games
from bot.intents.query import Query, Response
from bot.intents.venues.venue_scope import country, events, following, named, sources, town
from bot.language.reading import Focus
from bot.wording.plain import listed, opened, plural

OFTEN = {1: "once", 2: "twice"}


def rink(q: Query, games: Sequence[Games]) -> Outcome:
    """The rink and its town."""
    if len(games) > 3:
        rows = tuple((g.name, events(q, g)[0].venue, town(q, g), country(q, g).removeprefix("the ")) for g in games)
        text = f"The rinks of the {q.event_name()}: {listed([f'{venue} ({name})' for name, venue, _, _ in rows])}."
        return Found(
            text,
            table=Table(("Games", "Rink", "Town", "Country"), rows),
            sources=q.sources(sources(q, games)),
            suggestions=following(games),
        )
    parts = []
    for g in games:
        held = events(q, g)
        if not held:
            return NotHeld(f"The rink of {g.name} is not held.", following([q.latest]))
        parts.append(f"The {q.event_name()} of {g.name} was skated at the {held[0].venue} in {town(q, g)}.")
    return Found(
        " ".join(parts),
        sources=q.sources(sources(q, games)),
        suggestions=following(games, f"which country hosted in {games[-1].year}?"),
    )


def nickname(q: Query, games: Sequence[Games]) -> Outcome:
    """What else the rink is called."""
    names = [(g, e.venue, e.venue_aliases) for g in games for e in events(q, g)[:1]]
    known = [
        (g, venue, [a for a in also if not {"oval", "rink", "center"} & set(a.casefold().split())])
        for g, venue, also in names
    ]
    told = [f"The {venue} of {g.name} is also called the {also[0]}." for g, venue, also in known if also]
    if not told:
        return NotHeld(
            f"No nickname of the rink of {named(games)} is held.",
            following(games, f"what was the rink in {games[-1].year} called?"),
        )
    return Found(" ".join(told), sources=q.sources(sources(q, games)), suggestions=following(games))


def city(q: Query, games: Sequence[Games]) -> Outcome:
    """The host city, and the town of the rink where it is another."""
    parts = []
    for g in games[:3]:
        apart = f"; the {q.event_name()} was skated in {town(q, g)}" if events(q, g) and town(q, g) != g.city else ""
        parts.append(f"{g.city} hosted the Games of {g.year}{apart}.")
    if len(games) > 3:
        parts = [f"The host cities were {listed([f'{g.city} ({g.year})' for g in games])}."]
    return Found(
        " ".join(parts),
        sources=q.sources(sources(q, games)),
        suggestions=following(games, f"where was the team pursuit skated in {games[-1].year}?"),
    )


def host(q: Query, games: Sequence[Games]) -> Outcome:
    """The host country."""
    r = q.reading
    if r.cue("op:twice", "op:most", "often:most"):
        return _hosted_often(q, list(q.held) if not q.said_games else [g.id for g in games])
    if len(games) > 1:
        text = f"The hosts were {listed([f'{country(q, g)} ({g.name})' for g in games])}."
        return Found(text, sources=q.sources(sources(q, games)), suggestions=following(games))
    g = games[0]
    more = following(games, f"where was the team pursuit skated in {g.year}?")
    return Found(
        f"{opened(country(q, g))} hosted {g.name}, in {g.city}.", sources=q.sources(sources(q, games)), suggestions=more
    )


def _hosted_often(q: Query, ids: Sequence[str]) -> Outcome:
    games = [q.snapshot.games[g] for g in ids]
    tally = Counter(country(q, g) for g in games)
    most = max(tally.values())
    if most == 1:
        return Found(
            f"No country has hosted the {q.event_name()} more than once.",
            sources=q.sources(sources(q, games)),
            suggestions=following(games),
        )
    often = [h for h, n in tally.items() if (n == most if not q.reading.cue("op:twice") else n > 1)]
    theirs = [g for g in games if country(q, g) in often]
    text = f"{opened(listed(often))} hosted the {q.event_name()} {OFTEN.get(most, f'{most} times')}: {named(theirs)}."
    return Found(text, sources=q.sources(sources(q, theirs)), suggestions=following(theirs))


def counted(q: Query) -> Outcome:
    """How many countries, towns or rinks there have been."""
    games = [q.snapshot.games[g] for g in q.held]
    if q.reading.cue("noun:venue"):
        what, names = "rink", [f"the {events(q, g)[0].venue}" for g in games]
    elif q.reading.cue("noun:city"):
        what, names = "town", [town(q, g) for g in games]
    else:
        what, names = "country", [country(q, g) for g in games]
    each = list(dict.fromkeys(names))
    number = plural(len(each), what, "countries" if what == "country" else "")
    text = f"{number} {'has' if len(each) == 1 else 'have'} hosted the {q.event_name()}: {listed(each)}."
    return Found(text, sources=q.sources(sources(q, games)), suggestions=following(games))


def land(q: Query, games: Sequence[Games]) -> Outcome:
    """The country a rink or a town is in."""
    g = games[-1]
    where = f"{town(q, g)}, {country(q, g).removeprefix('the ')}"
    text = f"The {events(q, g)[0].venue} is in {where}: it was the rink of {g.name}."
    return Found(text, sources=q.sources(sources(q, [g])), suggestions=following([g]))


def hosted(q: Query, nation: str, yes_no: bool) -> Response:
    """The Games in a country, those with the event first."""
    r, name = q.reading, q.nation(nation)
    every = [g for g in q.snapshot.games.values() if g.country == nation]
    with_event = [g for g in every if g.id in q.held]
    earlier = [g for g in every if g not in with_event]
    notes = (f"Without the event: {named(earlier)}.",) if earlier else ()
    if r.asks == "count":
        number = len(with_event)
        text = (
            f"The {q.event_name()} was held {OFTEN.get(number, plural(number, 'time'))} in {name}: {named(with_event)}."
            if number
            else f"The {q.event_name()} was never held in {name}."
        )
    elif q.said_games and yes_no:
        told = q.snapshot.games[q.said_games[0]]
        asked = [g for g in with_event if g.id in q.said_games]
        text = f"{'Yes' if asked else 'No'}: {country(q, told)} hosted {told.name}."
        notes, with_event = (), with_event or [told]
    elif with_event:
        verb = "was" if len(with_event) == 1 else "were"
        text = f"{'Yes: ' if yes_no else ''}{named(with_event)} {verb} held in {name}."
    else:
        only = f", only {named(earlier)} before it was held" if earlier else ""
        text = f"{'No: no' if yes_no else 'No'} Games with the {q.event_name()} were in {name}{only}."
        notes = ()
    found = with_event or [q.latest]
    ids = q.sources(sources(q, found if with_event else [q.snapshot.games[g] for g in q.held]))
    return Response(
        Found(text, notes=notes, sources=ids, suggestions=following(found)),
        Focus(tuple(g.id for g in with_event)),
        f"Games in {name}",
    )
