"""Counts places and races for each team, or for each Games: twice or more, never, at every Games, most often, only."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.answers import Found, NotHeld, Table
from bot.facts.snapshot import Result, Start
from bot.intents.query import Query, Response
from bot.intents.results.nation_places import fitting, subject
from bot.intents.results.offers import ANYTHING
from bot.intents.results.places import in_words
from bot.intents.results.tally_question import Tally, tally
from bot.language.reading import Compare, Focus, within
from bot.wording.plain import listed, number, opened, plural, times_word

NAME = "tallies"
TITLE = "How often, team by team: twice, never, most, at every Games"
EXAMPLES = (
    "which countries took part only once",
    "which teams were at every Games",
    "who came fourth twice",
    "which nation was in the final most often",
    "which Games ended without a Canadian medal",
    "how many nations have reached a final",
)
MOST_DATED = 12  # places told with their years; of more the number


class Row(NamedTuple):
    """A place or a race of one team."""

    nation: str
    games: str
    year: int
    gender: str
    sources: tuple[str, ...]


def claims(q: Query) -> bool:
    """Teams, or Games, are sought or counted by how often something was so."""
    return q.once(tally) is not None


def answer(q: Query) -> Response:
    """The teams, or the Games, of which it is so as often as is asked."""
    asked = q.once(tally)
    assert asked is not None
    if asked.apart == "games":
        return _games_without(q, asked)
    nations = () if q.reading.yes_no else q.reading.nations
    rows = _rows(q, asked, nations)
    if asked.edge:
        return _extreme(q, asked, rows)
    return _teams(q, asked, rows)


def _rows(q: Query, asked: Tally, nations: Sequence[str] = ()) -> list[Row]:
    games = q.said_games or q.held
    if asked.races:
        starts = q.starts(nations=nations, games=games, rounds=asked.rounds)
        rows = [_of_race(s) for s in starts if asked.won in (None, s.won)]
    else:
        placed = fitting(q.results(nations=nations, games=games), asked.ranks)
        rows = [_of_place(x) for x in placed if x.placing.nation]
    hosts = {g: q.snapshot.games[g].country for g in games}
    return [row for row in rows if not asked.hosts or row.nation == hosts[row.games]]


def _of_place(x: Result) -> Row:
    return Row(x.placing.nation or "", x.games.id, x.games.year, x.event.gender, tuple(x.placing.sources))


def _of_race(s: Start) -> Row:
    return Row(s.entry.nation, s.games.id, s.games.year, s.event.gender, tuple(s.entry.sources))


def _teams(q: Query, asked: Tally, rows: Sequence[Row]) -> Response:
    """The teams of which it is so as often as is asked: named, counted, or held against what is claimed."""
    chosen = _chosen(q, asked, rows)
    who = list(dict.fromkeys(nation for nation, _ in chosen))
    used = [row for some in chosen.values() for row in some]
    r = q.reading
    told = _named(q, asked, chosen)
    if r.yes_no and r.nations:
        others = {key: some for key, some in chosen.items() if key[0] not in r.nations}
        text = _only(q, asked, who, told, _named(q, asked, others))
    elif r.yes_no:
        text = f"{'Yes' if who else 'No'}: {told if who else 'no team'} {_done(q, asked)}"
    elif r.asks == "count":
        named = f": {listed([q.nation(n) for n in who])}" if who else ""
        text = opened(f"{_counted(who)} {_done(q, asked)}{named}")
    elif r.cue("op:only") and asked.often != ("=", 1) and len(chosen) > 1:
        text = f"Not one but {number(len(chosen))}: {told} {_done(q, asked)}"
    else:
        text = opened(f"{told if who else 'no team'} {_done(q, asked)}")
    return _response(q, f"{text}.", used, tuple(who))


def _chosen(q: Query, asked: Tally, rows: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    """Each team, by nation and gender, with the rows that count; the gender is empty where both count together."""
    compare, wanted = asked.often
    apart = len(q.genders) > 1 and not asked.together and (asked.every or (asked.by_games and wanted > 1))
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    if asked.often == ("=", 0):
        found.update({(nation, ""): [] for nation in _there(q, asked)})
    for row in rows:
        found[row.nation, row.gender if apart else ""].append(row)
    if not asked.every:
        return {
            key: some for key, some in found.items() if within(_times(some, by_games=asked.by_games), compare, wanted)
        }
    events = {(x.games.id, x.event.gender) for x in q.results(nations=(), games=q.said_games or q.held)}
    return {
        (nation, gender): some
        for (nation, gender), some in found.items()
        if {(row.games, row.gender) for row in some} >= {event for event in events if event[1] == gender or not gender}
    }


def _there(q: Query, asked: Tally) -> list[str]:
    """The nations that could have done it: of who never won a final those that were in one."""
    games = q.said_games or q.held
    if asked.races and asked.won is not None:
        return [s.entry.nation for s in q.starts(nations=(), games=games, rounds=asked.rounds)]
    return [x.placing.nation for x in q.results(nations=(), games=games) if x.placing.nation]


def _times(rows: Sequence[Row], *, by_games: bool) -> int:
    return len({row.games for row in rows}) if by_games else len(rows)


def _named(q: Query, asked: Tally, chosen: dict[tuple[str, str], list[Row]]) -> str:
    """The teams, few of them with their years."""
    dated = not asked.every and sum(map(len, chosen.values())) <= MOST_DATED
    parts = []
    for (nation, gender), some in chosen.items():
        years = [f"{row.year}" if gender or len(q.genders) == 1 else f"{row.gender} {row.year}" for row in some[::-1]]
        times = f"{_times(some, by_games=asked.by_games)}" if some and not asked.every else ""
        when = listed(list(dict.fromkeys(years))) if dated else times
        about = ", ".join(part for part in (gender, when) if part)
        parts.append(f"{q.nation(nation)} ({about})" if about else q.nation(nation))
    return listed(parts)


def _only(q: Query, asked: Tally, who: Sequence[str], told: str, others: str) -> str:
    """Whether the team named, and no other, did it."""
    alone = list(who) == list(q.reading.nations)
    if not alone and set(q.reading.nations) <= set(who):
        return f"No: {others} {_done(q, asked)} as well"
    return f"{'Yes' if alone else 'No'}: {f'only {told}' if who else 'no team'} {_done(q, asked)}"


def _counted(who: Sequence[str]) -> str:
    return f"{number(len(who))} {'nation' if len(who) == 1 else 'nations'}"


def _done(q: Query, asked: Tally) -> str:
    """What was done, of what, and how often: "took part in the women's team pursuit only once"."""
    event = q.event_name(q.genders[0] if len(q.genders) == 1 else "")
    if asked.races:
        kind = " or ".join(q.snapshot.rounds[x].name for x in asked.rounds) or "race"
        did = {True: f"won a {kind}", False: f"lost a {kind}", None: f"skated in the {kind}"}[asked.won]
        what = f"{did} of the {event}"
    elif asked.ranks:
        done = {(1,): "won", (2,): "won silver in", (3,): "won bronze in", (1, 2, 3): "won a medal in"}
        what = f"{done.get(asked.ranks, f'finished {in_words(asked.ranks)} in')} the {event}"
    else:
        what = f"took part in the {event}"
    where = f" ({q.scope})" if q.said_games else ""
    what = f"{what} at home" if asked.hosts else what
    if asked.every:
        which = "each of those Games" if q.said_games else f"all {number(len(q.held))} Games"
        return f"{what} at {which}{', men and women' if asked.together else ''}{where}"
    match asked.often:
        case ("=", 0):
            return f"never {what}{where}"
        case (">=", 1):
            return f"{what}{where}"
        case (compare, wanted):
            together = ", men and women together" if len(q.genders) > 1 and wanted > 1 and not asked.by_games else ""
            return f"{what} {_often(compare, wanted, by_games=asked.by_games)}{together}{where}"


def _often(compare: Compare, wanted: int, *, by_games: bool) -> str:
    many = f"at {number(wanted)} Games" if by_games else times_word(wanted)
    return {
        "=": f"only {many}" if wanted == 1 else many,
        ">=": f"{many} or more",
        ">": f"more than {many}",
        "<": f"less than {many}",
        "<=": f"{many} at most",
    }[compare]


def _extreme(q: Query, asked: Tally, rows: Sequence[Row]) -> Response:
    """The teams of which it is so most, or least, often."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.nation].append(row)
    if not found:
        return Response(NotHeld(f"Nothing of that kind is held: {q.scope}."), Focus(), q.scope)
    counts = {nation: _times(some, by_games=asked.by_games) for nation, some in found.items()}
    edge = (min if asked.edge == "fewest" else max)(counts.values())
    who = [nation for nation, times in counts.items() if times == edge]
    told = _named(q, asked, {(nation, ""): found[nation] for nation in who})
    if asked.by_games:
        how = f"at {plural(edge, 'Games', 'Games')}"
    else:
        how = f"{plural(edge, 'time')}, of the races that are held" if asked.races else times_word(edge)
    body = tuple((q.snapshot.name(n), str(t)) for n, t in sorted(counts.items(), key=lambda x: -x[1]))
    text = opened(f"{told} {_done(q, asked)} {'least' if asked.edge == 'fewest' else 'most'} often: {how}.")
    used = [row for nation in who for row in found[nation]]
    table = Table(("Team", "Games" if asked.by_games else "Times"), body, right=(1,))
    return _response(q, text, used, tuple(who), table)


def _games_without(q: Query, asked: Tally) -> Response:
    """The Games at which the teams named did not come there, though the event was held."""
    r = q.reading
    ranks = () if r.cue("places:beyond", "places:outside") else asked.ranks
    beyond = asked.ranks if not ranks else ()
    there = {row.games for row in _rows(q, asked, r.nations)} if ranks or asked.races else set()
    if beyond:
        best: dict[str, int] = {}
        for x in q.results(games=q.said_games or q.held):
            best[x.games.id] = min(best.get(x.games.id, x.rank), x.rank)
        there = {games for games, rank in best.items() if rank < min(beyond)}
    held = [g for g in q.held if g in (q.said_games or q.held)]
    missing = [g for g in held if g not in there]
    if missing and r.cue("op:first", "op:last"):
        missing = missing[:1] if r.cue("op:first") else missing[-1:]
    rows = [x for x in q.results(games=missing) if x.placing.nation]
    without = "no " + ("medal" if (asked.ranks or (1,))[0] in (1, 4) and not asked.races else "place there")
    if asked.ranks and ranks not in ((), (1, 2, 3)):
        without = f"not {in_words(ranks)}"
    event = q.event_name(q.genders[0] if len(q.genders) == 1 else "")
    what = f"was not in the {q.snapshot.rounds[asked.rounds[0]].name} of" if asked.rounds else f"had {without} in"
    edge = "first " if r.cue("op:first") else "last " if r.cue("op:last") else ""
    text = f"{opened(subject(q))} {edge}{what} the {event} in {listed([g[-4:] for g in missing])}."
    if not missing:
        text = f"There were no such Games: {subject(q)} {q.scope}."
    return _response(q, text, [_of_place(x) for x in rows], r.nations)


def _response(
    q: Query, text: str, rows: Iterable[Row], nations: tuple[str, ...], table: Table | None = None
) -> Response:
    """The answer, with its sources, and a note where a team within the scope is named in no source."""
    gaps = q.results(nations=(), games=q.said_games or q.held)
    unnamed = next((x for x in gaps if not x.placing.nation), None)
    notes = (
        (f"One team of {unnamed.games.name} ({unnamed.event.gender}) is not named in any source.",) if unnamed else ()
    )
    sources = q.sources(i for row in rows for i in row.sources)
    one = nations if len(nations) == 1 else ()
    found = Found(text, table=table, notes=notes, sources=sources, suggestions=ANYTHING)
    return Response(found, Focus(nations=one), q.scope)
