"""The whole of an event round by round: every race that is held, the first round first; it reads no words itself."""

from collections.abc import Iterable

from bot.answers import Found, NotHeld
from bot.facts.snapshot import Start
from bot.intents.query import Query, Response
from bot.intents.results import races
from bot.intents.results.race_table import race_table
from bot.intents.results.times import focus
from bot.wording.plain import listed, opened, plural, seconds

NAME = "bracket"
TITLE = "Every race of an event, round by round"
EXAMPLES = (
    "bracket of the women's team pursuit in 2022",
    "all races of the men's team pursuit in Sochi",
    "race by race, women 2026",
)

MOST_TOLD = 4  # races in one sentence


def claims(q: Query) -> bool:
    """All races of an event or of a round before the finals are asked for, not those of one team or place."""
    r = q.reading
    if r.nations or r.people or r.ranks or r.medals or r.yes_no or r.bound or r.time is not None:
        return False
    if r.rounds and any(q.snapshot.rounds[x].decides for x in r.rounds):
        return False
    if r.rounds and r.asks == "result" and len(r.games) == 1:
        return True
    if r.cue("noun:bracket"):
        return r.asks not in ("count", "when", "why", "who", "age")
    return r.cue("span:every-round") and r.asks in ("", "race", "result") and bool(q.said_games or r.event or r.genders)


def answer(q: Query) -> Response:
    """A table of the races, with what is not held said below it."""
    rows = sorted(
        races.once(q.starts(nations=())),
        key=lambda s: (-s.games.year, q.genders.index(s.event.gender), s.kind.order, s.race.heat or 0),
    )
    if not rows:
        return Response(NotHeld(f"No race is held there: {q.scope}.", ("who won the women's team pursuit?",)))
    found = Found(
        _round(q, rows) if q.reading.rounds and len(rows) <= MOST_TOLD else _sentence(q, rows),
        table=race_table(rows),
        notes=_notes(rows),
        suggestions=_next(q, rows),
        sources=q.race_sources(rows),
    )
    return Response(found, focus(rows), q.scope)


def _events(rows: Iterable[Start]) -> dict[tuple[str, str], list[Start]]:
    found: dict[tuple[str, str], list[Start]] = {}
    for s in rows:
        found.setdefault((s.games.id, s.event.gender), []).append(s)
    return found


def _round(q: Query, rows: list[Start]) -> str:
    """Each race of a round in words."""
    heads, told = [], []
    for same in _events(rows).values():
        heads = [f"{races.name(same[0])}:"]
        for s in same:
            if s.rival is None:
                told.append(f"{q.nation(s.entry.nation)} alone is held")
            else:
                gap = f" by {seconds(s.margin)}" if s.margin is not None else ""
                told.append(f"{q.nation(s.entry.nation)} beat {q.nation(s.rival.nation)}{gap}")
    return opened(f"{' '.join(heads)} {'; '.join(told)}.")


def _sentence(q: Query, rows: list[Start]) -> str:
    parts = []
    for same in _events(rows).values():
        first = same[0]
        kinds = list(dict.fromkeys(s.kind.name for s in same))
        parts.append(
            f"{plural(len(same), 'race')} of the {q.event_name(first.event.gender)} at {first.games.name} "
            f"{'is' if len(same) == 1 else 'are'} held, {'in the ' + kinds[0] if len(kinds) == 1 else _span(kinds)}."
        )
    return " ".join(parts[:2]) if len(parts) <= 2 else f"{plural(len(rows), 'race')} are held: {q.scope}."


def _span(kinds: list[str]) -> str:
    return f"from the {kinds[0]}s to the {kinds[-1]}"


def _notes(rows: list[Start]) -> tuple[str, ...]:
    alone = [s for s in rows if not s.rival]
    if not alone:
        return ()
    rounds = listed([f"the {name}s" for name in dict.fromkeys(s.kind.name for s in alone)])
    return (f"Not every opponent is held: where a team stands alone ({rounds}), it is not known whom it met.",)


def _next(q: Query, rows: list[Start]) -> tuple[str, ...]:
    s = rows[0]
    event, year = q.event_name(s.event.gender), s.games.year
    other = {"women": "men", "men": "women"}.get(s.event.gender, "") if len(q.genders) == 1 else ""
    more = (f"bracket of the {q.event_name(other)} in {year}",) if other else ()
    return (f"results of the {event} in {year}", *more)
