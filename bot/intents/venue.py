"""Where and when: the rink, the town and the host of the Games, the days of rounds and Games, and since when the event has been held."""

from collections.abc import Sequence
from datetime import date

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.models import Games, HeldEvent, Round
from bot.intents.query import Query, Response
from bot.language import dates
from bot.language.reading import Focus
from bot.wording.plain import day, listed, opened, plural

NAME = "venue"
TITLE = "Where and when it was held"
EXAMPLES = (
    "where was the team pursuit skated in 2018",
    "what was the rink in Turin called",
    "when was the women's final in 2022",
    "which country hosted in 2014",
    "which Games were in Italy",
    "when did the team pursuit become an Olympic event",
    "when did the 2026 Games open",
    "how many teams took part in 2010",
)
# What a question of place or day may say beside what it asks; any other verb, noun or mark makes it one of somebody else's.
PLAIN = frozenset(
    "noun:games noun:event noun:race noun:field verb:hold verb:host verb:own verb:skate verb:clock verb:perform verb:happen noun:host noun:venue noun:city "
    "noun:date noun:finalist noun:nickname noun:opening noun:closing meets:race deed:field scope:speed-skating record:stand op:last pick:or".split()
)
WEIGHED = frozenset(("noun", "verb", "op", "medal", "rank", "record", "than", "scope", "deed", "meets", "mark", "place", "link", "pick", "span", "veto"))
EVERY = ("op:all", "op:each", "op:ever", "record:progress")


def claims(q: Query) -> bool:
    """A place, a day, a host or a number of teams is asked for, and nothing that a team or a skater did."""
    return bool(topic(q))


def topic(q: Query) -> str:
    """Which of its questions this is; empty for none."""
    r = q.reading
    said = {c for c in r.cues if c.partition(":")[0] in WEIGHED}
    if r.people or r.medals or r.conditions or r.bound or r.time is not None or (r.scope == "games" and not r.cue("noun:host", "verb:host")):
        return ""
    if r.cue("noun:nickname"):
        return "nickname" if said <= PLAIN and (r.cue("noun:venue") or r.games) else ""
    if r.cue("verb:debut") and not r.nations and r.asks in ("when", "date", "games", "how", "") and said <= PLAIN | {"verb:debut", "op:first"}:
        return "opening" if _whole_games(q) else "debut"
    if r.asks == "when" and r.cue("op:first") and not r.nations and not q.said_games and said <= PLAIN | {"op:first"}:
        return "debut"
    if hosting := _hosting(q, said):
        return hosting
    if r.nations and not r.inherited >= {"nations"}:
        return ""
    if r.asks == "count":
        return _counting(q, said)
    if r.yes_no:
        return "day?" if _days(q) and (r.rounds or r.cue("noun:finalist") or r.event) and said <= PLAIN else ""
    if said - {"op:first", "op:ever", *EVERY} - PLAIN - ({"noun:rank"} if r.asks == "rank" else set()) - ({"verb:finish"} if _whole_games(q) else set()):
        return ""
    if r.asks in ("venue", "place", "city") or (r.asks in ("", "what", "which", "host", "who") and r.cue("noun:venue", "noun:city")):
        return "place" if _anchored(q) else ""
    if r.asks == "rank" and any(t.text.startswith("where") for t in r.terms) and r.cue("verb:clock", "verb:skate", "verb:host"):
        return "place"
    if r.cue("noun:opening", "noun:closing") or (_whole_games(q) and r.asks in ("when", "date")):
        return "opening"
    if r.asks == "when" and _asks_games(q):
        return "which games" if (r.rounds or _by_venue(q)) else "all games" if r.event and not q.said_games else ""
    if r.asks in ("when", "date"):
        return "day" if _anchored(q) else ""
    return ""


def _hosting(q: Query, said: set[str]) -> str:
    """Questions of hosts and countries."""
    r = q.reading
    country = r.asks in ("nation", "who", "host", "what", "which", "") and r.cue("noun:host", "verb:host") or (r.asks == "nation" and _whole_games(q))
    at_home = {"op:twice", "op:first", "op:ever", "noun:nation", *EVERY}
    if country and not r.nations and said <= PLAIN | at_home:
        return "host"
    if not r.nations or r.inherited & {"nations"}:
        return ""
    if r.cue("noun:host", "verb:host") and said <= PLAIN | at_home | {"op:never"}:
        return "host?" if r.yes_no else "hosted" if r.asks in ("when", "games", "which", "count", "date") else ""
    placed = any(t.text in ("were in", "was in", "in") and _names(u) for t, u in zip(r.terms, r.terms[1:], strict=False))
    return "hosted" if _asks_games(q) and placed and said <= PLAIN | {"verb:qualify"} else ""


def _names(term: object) -> bool:
    return any(c.startswith("nation:") for c in getattr(term, "cues", ()))


def _counting(q: Query, said: set[str]) -> str:
    r = q.reading
    if r.of == "nation" and not r.cue("op:ever", "aux:have", "noun:skater", "op:most", "noun:race") and said <= PLAIN | {"noun:nation", "verb:qualify", "op:all"}:
        return "teams"
    if r.of in ("games", "times") and r.event and not q.said_games and said <= PLAIN | {"verb:debut", "op:ever", "op:all"}:
        return "all games"
    return ""


def _whole_games(q: Query) -> bool:
    """Whether the Games themselves are spoken of, not the event."""
    r = q.reading
    return r.cue("noun:games") and not (r.event or r.rounds or r.genders) and bool(q.said_games) and not r.cue("noun:finalist")


def _asks_games(q: Query) -> bool:
    return any("wh:when" in t.cues and t.text.split()[-1] in ("games", "olympics", "year", "years", "edition", "editions") for t in q.reading.terms)


def _by_venue(q: Query) -> bool:
    return any(c.startswith("venue:") for t in q.reading.terms for c in t.cues)


def _anchored(q: Query) -> bool:
    """Whether the question names what it asks the place or day of."""
    r = q.reading
    return bool(r.games or r.when or r.event or r.rounds or r.genders or r.inherited or r.cue("noun:event", "noun:finalist", "noun:venue", "noun:games"))


def answer(q: Query) -> Response:
    """The place, the day, the host or the number."""
    kind = topic(q)
    games = [q.snapshot.games[g] for g in q.games] if kind in ("hosted", "host?") else _games(q)
    match kind:
        case "nickname":
            outcome = _nickname(q, games)
        case "debut":
            outcome = _debut(q)
        case "host":
            outcome = _host(q, games)
        case "host?" | "hosted":
            return _hosted(q, kind == "host?")
        case "teams":
            outcome = _teams(q, games)
        case "opening":
            outcome = _opening(q, games)
        case "which games" | "all games":
            return _held_at(q, kind)
        case "day" | "day?":
            outcome = _day(q, games, kind == "day?")
        case _:
            outcome = _place(q, games)
    focus = Focus(tuple(g.id for g in games), q.reading.genders, (), (), _rounds(q))
    return Response(outcome, focus, q.scope if q.said_games else f"{q.event_name()}, {_named(games)}{'' if len(games) > 1 else ' (the latest held)'}")


def _games(q: Query) -> list[Games]:
    """The Games named, else all where all are asked for, else the latest held."""
    ids = q.said_games or (q.held if q.reading.cue(*EVERY) else q.held[:1] if q.reading.cue("op:first") else q.held[-1:])
    return [q.snapshot.games[g] for g in ids if q.snapshot.games[g].events or q.snapshot.games[g].opened] or [q.latest]


def _named(games: Sequence[Games]) -> str:
    return listed([g.name for g in games])


def _events(q: Query, games: Games) -> list[HeldEvent]:
    """The events at some Games of the genders asked about, in the order of the programme."""
    return [e for gender in q.genders for e in games.events if e.event == q.event and e.gender == gender]


def _rounds(q: Query) -> tuple[str, ...]:
    deciding = tuple(r.id for r in q.snapshot.rounds.values() if 1 in r.decides)
    return q.reading.rounds or (deciding if q.reading.cue("noun:finalist") else ())


def _days(q: Query) -> list[dates.Said]:
    return [d for d in dates.said(q.reading.terms) if d.day]


def _town(q: Query, games: Games) -> str:
    """The town of the rink, which may be another than the one that gave the Games their name."""
    return next((r.city for r in q.snapshot.knowledge.records if r.games == games.id), games.city)


def _country(q: Query, games: Games) -> str:
    return games.country_name or q.nation(games.country)


def _sources(q: Query, games: Sequence[Games]) -> tuple[str, ...]:
    return tuple(s for g in games for e in _events(q, g) for s in e.sources) or tuple(s for g in games for s in g.sources)


def _next(games: Sequence[Games], *more: str) -> tuple[str, ...]:
    return (*more, f"when was the women's final in {games[-1].year}?", f"who won the men's team pursuit in {games[-1].year}?")[:3]


# ---- places


def _place(q: Query, games: Sequence[Games]) -> Outcome:
    if len(games) > 3:
        rows = tuple((g.name, _events(q, g)[0].venue, _town(q, g), _country(q, g).removeprefix("the ")) for g in games)
        text = f"The rinks of the {q.event_name()}: {listed([f'{venue} ({name})' for name, venue, _, _ in rows])}."
        return Found(text, table=Table(("Games", "Rink", "Town", "Country"), rows), sources=q.sources(_sources(q, games)), suggestions=_next(games))
    parts = []
    for g in games:
        held = _events(q, g)
        if not held:
            return NotHeld(f"The rink of {g.name} is not held.", _next([q.latest]))
        parts.append(f"The {q.event_name()} of {g.name} was skated at the {held[0].venue} in {_town(q, g)}.")
    return Found(" ".join(parts), sources=q.sources(_sources(q, games)), suggestions=_next(games, f"which country hosted in {games[-1].year}?"))


def _nickname(q: Query, games: Sequence[Games]) -> Outcome:
    names = [(g, e.venue, e.venue_aliases) for g in games for e in _events(q, g)[:1]]
    known = [(g, venue, [a for a in also if not {"oval", "rink", "center"} & set(a.casefold().split())]) for g, venue, also in names]
    told = [f"The {venue} of {g.name} is also called the {also[0]}." for g, venue, also in known if also]
    if not told:
        return NotHeld(f"No nickname of the rink of {_named(games)} is held.", _next(games, f"what was the rink in {games[-1].year} called?"))
    return Found(" ".join(told), sources=q.sources(_sources(q, games)), suggestions=_next(games))


def _host(q: Query, games: Sequence[Games]) -> Outcome:
    r = q.reading
    if r.cue("op:twice"):
        hosts = [_country(q, q.snapshot.games[g]) for g in q.held]
        more = list(dict.fromkeys(h for h in hosts if hosts.count(h) > 1))
        told = f"{opened(listed(more))} hosted the {q.event_name()} more than once: {_named([q.snapshot.games[g] for g in q.held if _country(q, q.snapshot.games[g]) in more])}."
        return Found(told if more else f"No country has hosted the {q.event_name()} twice.", suggestions=_next(games))
    if len(games) > 1:
        text = f"The hosts were {listed([f'{_country(q, g)} ({g.name})' for g in games])}."
        return Found(text, sources=q.sources(_sources(q, games)), suggestions=_next(games))
    g = games[0]
    return Found(f"{opened(_country(q, g))} hosted {g.name}, in {g.city}.", sources=q.sources(_sources(q, games)), suggestions=_next(games, f"where was the team pursuit skated in {g.year}?"))


def _hosted(q: Query, yes_no: bool) -> Response:
    """The Games in a country, those with the event first."""
    r, country = q.reading, q.reading.nations[0]
    every = [g for g in q.snapshot.games.values() if g.country == country]
    with_event = [g for g in every if g.id in q.held]
    asked = [g for g in with_event if g.id in q.said_games]
    name = q.nation(country)
    earlier = [g for g in every if g not in with_event]
    notes = (f"Without the event: {_named(earlier)}.",) if earlier else ()
    if q.said_games and yes_no:
        true = [q.snapshot.games[g] for g in q.said_games]
        told = true[0]
        text = f"{'Yes' if asked else 'No'}: {_country(q, told)} hosted {told.name}."
        notes = ()
    elif with_event:
        text = f"{'Yes: ' if yes_no else ''}{_named(with_event) if yes_no else opened(_named(with_event))} {'was' if len(with_event) == 1 else 'were'} held in {name}."
    else:
        text = f"{'No: no' if yes_no else 'No'} Games with the {q.event_name()} were in {name}{f', only {_named(earlier)} before it was held' if earlier else ''}."
        notes = ()
    if r.asks == "count":
        text = f"{opened(name)} hosted the {q.event_name()} {plural(len(with_event), 'time')}{f': {_named(with_event)}' if with_event else ''}."
    found = with_event or [q.latest]
    return Response(Found(text, notes=notes, sources=q.sources(_sources(q, with_event)), suggestions=_next(found)), Focus(tuple(g.id for g in with_event)), f"Games in {name}")


# ---- days


def _debut(q: Query) -> Outcome:
    first = q.snapshot.games[q.held[0]]
    genders = [g for g in q.genders if any(e.gender == g for e in _events(q, first))]
    who = f"the {listed([f'{g}' for g in genders])}'s" if len(genders) == 1 else "the"
    held = min(r.date for e in _events(q, first) for r in e.rounds)
    text = f"{opened(who)} {q.event_name()} has been on the Olympic programme since {first.name}, where it was first skated on {day(held)}."
    return Found(text, sources=q.sources(_sources(q, [first])), suggestions=(f"who won the men's team pursuit in {first.year}?", f"where was the team pursuit skated in {first.year}?"))


def _opening(q: Query, games: Sequence[Games]) -> Outcome:
    r, g = q.reading, games[-1]
    if g.opened is None or g.closed is None:
        return NotHeld(f"The days of {g.name} are not held.", _next([q.latest]))
    starts = r.cue("noun:opening", "verb:debut") or any(t.text in ("start", "started", "begin", "began") for t in r.terms)
    ends = r.cue("noun:closing", "verb:finish")
    if starts and not ends:
        text = f"{g.name} opened on {day(g.opened)}."
    elif ends and not starts:
        text = f"{g.name} closed on {day(g.closed)}."
    else:
        text = f"{g.name} was held from {day(g.opened)} to {day(g.closed)}."
    return Found(text, sources=q.sources(g.sources), suggestions=_next(games))


def _held_rounds(q: Query, event: HeldEvent) -> list[Round]:
    asked = _rounds(q)
    return [x for x in event.rounds if x.round in asked] if asked else list(event.rounds)


def _day(q: Query, games: Sequence[Games], yes_no: bool) -> Outcome:
    """The days of rounds, or of the whole event where no round is named."""
    told: list[tuple[str, list[date]]] = []
    for g in games:
        for event in _events(q, g):
            by_round: dict[str, list[date]] = {}
            for held in _held_rounds(q, event):
                by_round.setdefault(held.round if _rounds(q) else "", []).append(held.date)
            for round_id, days in by_round.items():
                what = q.snapshot.rounds[round_id].name if round_id else q.event_name()
                told.append((f"the {event.gender}'s {what} at {g.name}", sorted(set(days))))
    if not told:
        names = listed([q.snapshot.rounds[x].name for x in _rounds(q)])
        return Found(f"No {names} was skated at {_named(games)}.", suggestions=_next(games)) if _rounds(q) else NotHeld(f"The days of {_named(games)} are not held.", _next([q.latest]))
    facts = [opened(f"{what} was on {_days_in_words(days)}.") for what, days in told]
    sources = q.sources(_sources(q, games))
    if yes_no:
        said = _days(q)[0]
        right = [fact for fact, (_, days) in zip(facts, told, strict=True) if any(said.fits(d) for d in days)]
        return Found(f"{'Yes' if right else 'No'}: {' '.join((right or facts)[:2])}", sources=sources, suggestions=_next(games))
    if len(facts) <= 2:
        return Found(" ".join(facts), sources=sources, suggestions=_next(games, f"where was the team pursuit skated in {games[-1].year}?"))
    return Found(f"The days of the {q.event_name()}, {_named(games)}:", items=tuple(facts), sources=sources, suggestions=_next(games))


def _days_in_words(days: Sequence[date]) -> str:
    if len({(d.year, d.month) for d in days}) == 1:
        return f"{listed([str(d.day) for d in days])} {days[0]:%B} {days[0].year}"
    return listed([day(d) for d in days])


# ---- numbers and lists


def _teams(q: Query, games: Sequence[Games]) -> Outcome:
    """How many teams took part, or reached a round."""
    parts = []
    asked = _rounds(q)
    for g in games[:3]:
        counts: dict[str, int] = {}
        for event in _events(q, g):
            reached = {e.nation for x in event.rounds if x.round in asked for race in x.races for e in race.entries}
            counts[event.gender] = len(reached) if asked else event.teams
        where = f"the {listed([q.snapshot.rounds[x].name for x in asked])} of the" if asked else "the"
        if len(set(counts.values())) == 1:
            both = len(counts) > 1
            number = next(iter(counts.values()))
            teams = plural(number, "team")
            parts.append(f"{opened(teams)} {'was' if number == 1 else 'were'} in {where} {q.event_name('' if both else next(iter(counts)))} at {g.name}{', men and women alike' if both else ''}.")
        else:
            numbers = listed([f"{plural(n, 'team')} ({gender})" for gender, n in counts.items()])
            parts.append(f"In {where} {q.event_name()} at {g.name} were {numbers}.")
    return Found(" ".join(parts), sources=q.sources(_sources(q, games)), suggestions=_next(games))


def _held_at(q: Query, kind: str) -> Response:
    """The Games at which a round was skated, a rink was used, or the event was held."""
    r = q.reading
    held = [q.snapshot.games[g] for g in q.held]
    without = r.cue("negation:not")
    if kind == "which games" and not r.rounds:
        found = [g for g in held if g.id in q.said_games]
        text = f"The {_events(q, found[0])[0].venue} was the rink of {_named(found)}." if found else ""
    elif kind == "which games":
        asked = set(r.rounds[:1])
        name = q.snapshot.rounds[r.rounds[0]].name
        skated = {g.id: [e.gender for e in _events(q, g) if asked & {x.round for x in e.rounds if any(y.entries for y in x.races)}] for g in held}
        found = [g for g in held if bool(len(skated[g.id]) < len(_events(q, g)) if without else skated[g.id])]
        text = f"{'Without' if without else 'With'} a {name}: {_named(found)}." if found else f"No Games were {'without' if without else 'with'} a {name}."
    else:
        found = held
        text = f"The {q.event_name()} has been held at {plural(len(held), 'Games', 'Games')}: {_named(held)}."
    return Response(Found(text, sources=q.sources(_sources(q, found)), suggestions=_next(found or held)), Focus(tuple(g.id for g in found)), q.scope)
