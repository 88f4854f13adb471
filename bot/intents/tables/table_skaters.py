"""Skaters whose medals in the event keep within bounds: "gold but no silver", "two golds and a bronze"; no table."""

from bot.answers import Found
from bot.facts.models import MEDALS
from bot.facts.snapshot import Count
from bot.intents.query import Query, Response
from bot.intents.tables import table_rows
from bot.intents.tables.table_grammar import Spoken, spoken
from bot.intents.tables.table_operation import PLAIN
from bot.intents.tables.table_rows import Bound
from bot.intents.tables.table_symbols import SKATER, symbols
from bot.intents.tables.table_words import bounds
from bot.language.reading import Focus
from bot.wording.plain import listed, opened, plural

MOST_NAMES = 12
ASKING = ("noun:skater", "wh:skater")


def claims(q: Query) -> bool:
    """Skaters are sought by more than one kind of medal; one kind alone is the skaters' own family."""
    r = q.reading
    if not r.cue(*ASKING) or r.people or r.yes_no or r.scope != "event" or r.rounds or r.bound or r.inherited:
        return False
    said = spoken(symbols(r.terms))
    kinds = {t.what for t in said.tests} | set(said.plain)
    mixed = bool(said.tests) and (len(kinds - {"medal"}) > 1 or any(t.other or t.number == 0 for t in said.tests))
    other = said.most or said.more or said.level or said.rivals or said.again
    return (mixed or said.only in MEDALS) and not other and not set(said.left) - PLAIN - {"S", SKATER}


def answer(q: Query) -> Response:
    """Who they are, and how many."""
    said = spoken(symbols(q.reading.terms))
    tests = _tests(said)
    found = [c.nation for c in table_rows.fitting(_counts(q), tests)]
    what = bounds([*(Bound(m, ">=", 1) for m in said.plain), *said.tests], said.only)
    have = "has" if len(found) == 1 else "have"
    who = plural(len(found), "skater") if found else "no skater"
    names = found if q.reading.asks != "count" or len(found) <= MOST_NAMES else []
    tail = f": {listed(names[:MOST_NAMES])}" if names else ""
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    results = [result for name in found for result, _ in q.snapshot.medals_of(name)]
    outcome = Found(
        opened(f"{who} {have} won {what} in the {q.event_name()} {_span(q)}{tail}{more}."),
        items=tuple(f"{name} ({q.snapshot.name(q.skater(name).nations[0])})" for name in found),
        sources=q.sources(source for result in results for source in result.placing.sources),
        suggestions=("who has won the most team pursuit medals?", "which skaters have two golds?"),
    )
    who_may = "men and women" if len(q.genders) > 1 else "".join(q.genders)
    return Response(outcome, Focus(genders=q.reading.genders), f"{q.event_name()}, skaters, {who_may}, {_span(q)}")


def _games(q: Query) -> tuple[str, ...]:
    return q.said_games or q.held


def _span(q: Query) -> str:
    games = [q.snapshot.games[g] for g in q.held if g in _games(q)]
    if len(games) < 3:
        return f"at {listed([g.name for g in games])}"
    return f"from {games[0].year} to {games[-1].year}"


def _tests(said: Spoken) -> list[Bound]:
    plain = [Bound(m, ">=", 1) for m in said.plain if m not in {t.what for t in said.tests}]
    alone = [Bound(m, ">=", 1) if m == said.only else Bound(m, "=") for m in MEDALS] if said.only in MEDALS else []
    return [*plain, *said.tests, *alone] if said.only else [*(plain or [Bound("medal", ">=", 1)]), *said.tests]


def _counts(q: Query) -> list[Count]:
    """One line a skater with a medal within the scope; the name stands where a nation's would."""
    lines = []
    for name in q.snapshot.squads:
        won = [
            medal
            for result, medal in q.snapshot.medals_of(name)
            if result.event.event == q.event
            and result.games.id in _games(q)
            and result.event.gender in q.genders
            and (not q.reading.nations or result.placing.nation in q.reading.nations)
        ]
        if won:
            lines.append(Count(name, *(won.count(m) for m in MEDALS)))
    return lines
