"""Answers that name Games: when a nation led, won or did best, and what is the most at one Games; it reads no words."""

from collections.abc import Sequence

from bot.facts.snapshot import Count, Haul
from bot.intents.query import Response
from bot.intents.tables import table_rows
from bot.intents.tables.table_board import NOT_NATIONS, Board
from bot.intents.tables.table_words import LONGEST_LIST, amount, colours, kinds
from bot.language.reading import within
from bot.wording.plain import listed, ordinal, plural


def topped(b: Board) -> Response:
    """The Games at which a nation stood at the head of the table, or at another place."""
    asked, words = b.asked, b.words
    nation = asked.nations[0]
    ranks = [r for r in asked.ranks if r != 99] or [1]
    place = f"{listed([ordinal(r) for r in ranks])} in the medal table of {words.sport()}"
    stood = {
        g: any(p.count.nation == nation and p.rank in ranks for p in b.places_of([r.count for r in rows]))
        for g, rows in table_rows.by_games(b.rows).items()
    }
    if asked.denies:
        found = [g for g, there in stood.items() if not there]
        return _chosen(b, found, f"{words.nation(nation)} did not {{}} {place}", ("stand", "stand", "stand"))
    found = [g for g, there in stood.items() if there]
    if not found and asked.count:
        return b.found(f"{words.nation(nation)} has stood {place} 0 times {words.span()}")
    if not found:
        return b.found(f"{words.nation(nation)} has never stood {place} {words.span()}", truth=b.denied)
    return _chosen(b, found, f"{words.nation(nation)} {{}} {place}", ("first stood", "last stood", "stood"))


def always(b: Board) -> Response:
    """Whether a nation, or which nations, did it at every one of the Games."""
    asked, words = b.asked, b.words
    bound = words.bound(b.bounds, asked.spoken.only)
    done = {
        g: {c.nation for c in table_rows.fitting((r.count for r in rows), b.bounds)}
        for g, rows in table_rows.by_games(b.rows).items()
    }
    if not asked.nations:
        names = [c.nation for c in b.nations if all(c.nation in won for won in done.values())]
        who = f"{words.nations(names)} {words.won(len(names) > 1)}" if names else f"no nation {words.won()}"
        return b.found(f"{who} {bound} at every Games in {words.sport()} {words.span()}", nations=names)
    nation = asked.nations[0]
    missing = [b.snapshot.games[g].name for g in reversed(asked.games) if nation not in done.get(g, ())]
    if not missing:
        return b.found(
            f"{words.nation(nation)} won {bound} in {words.sport()} at every Games {words.span()}", truth=True
        )
    shown = listed(missing[:LONGEST_LIST]) + (
        f" and {len(missing) - LONGEST_LIST} more" if len(missing) > LONGEST_LIST else ""
    )
    return b.found(f"{words.nation(nation)} did not win {bound} in {words.sport()} at {shown}", truth=False)


def games(b: Board) -> Response:
    """The Games at which a nation won such medals."""
    asked, words = b.asked, b.words
    nation = next(n for n in asked.nations if n not in asked.spoken.rivals)
    tests = b.bounds
    counts = dict(b.each_games(nation))
    fields = {g: [r.count for r in rows] for g, rows in table_rows.by_games(b.rows).items()}
    none = any((t.what, t.compare, t.number) == ("medal", "=", 0) for t in tests)
    rivals = [n for t in tests for n in t.rivals if t.compare == "="]
    found = [
        g
        for g, c in counts.items()
        if (c.total or none) and table_rows.fitting([c], tests, fields[g])
        if not rivals or any(table_rows.of(fields[g], n).total for n in rivals)
    ]
    bound = words.bound(tests, asked.spoken.only)
    if not found and asked.count:
        return b.found(f"{words.nation(nation)} has won {bound} 0 times {words.where()}", truth=False)
    if not found:
        return b.found(f"{words.nation(nation)} has never won {bound} {words.where()}", truth=False)
    if asked.first_last and not asked.count:
        at = found[0] if asked.first_last == "first" else found[-1]
        where = f"in {words.sport()} at {b.snapshot.games[at].name}"
        text = f"{words.nation(nation)} {asked.first_last} won {bound} {where}: {colours(counts[at])}"
        return b.found(text, games=(at,))
    if asked.spoken.colours and len(found) == 1 and counts[found[0]].total:
        where = f"in {words.sport()} at {b.snapshot.games[found[0]].name}"
        return b.found(f"{words.nation(nation)} won {colours(counts[found[0]])} {where}", games=(found[0],))
    return _chosen(
        b, found, f"{words.nation(nation)} {{}} {bound} in {words.sport()}", ("first won", "last won", "won"), counts
    )


def often(b: Board) -> Response:
    """Which nation stood at the head of the table most often."""
    words = b.words
    tally: dict[str, int] = {}
    for rows in table_rows.by_games(b.rows).values():
        for place in b.places_of([r.count for r in rows]):
            if place.rank == 1:
                tally[place.count.nation] = tally.get(place.count.nation, 0) + 1
    if (bound := b.asked.spoken.repeated) and not b.q.reading.cue("often:most"):
        enough = [n for n, times in tally.items() if within(times, bound.compare, bound.number)]
        told = [f"{words.nation(n)} ({plural(tally[n], 'time')})" for n in sorted(enough, key=lambda n: -tally[n])]
        stood = f"stood first in the medal table of {words.sport()}"
        return b.found(f"{listed(told) or 'no nation'} {stood} that often, {words.span()}", nations=enough)
    best = max(tally.values(), default=0)
    names = [n for n, times in tally.items() if times == best]
    items = [f"{b.snapshot.name(n)}: {times}" for n, times in sorted(tally.items(), key=lambda x: -x[1])]
    stood = f"{words.won(len(names) > 1).replace('won', 'stood')} first in the medal table of {words.sport()}"
    text = f"{words.nations(names)} {stood} most often, {best} times, {words.span()}"
    return b.found(text, nations=names, items=items)


def record(b: Board) -> Response:
    """The most medals of a kind that a nation has won at one Games."""
    what = b.asked.measure or "medal"
    said = b.asked.spoken
    pool = [r for r in b.rows if r.nation not in NOT_NATIONS]
    if said.leading:
        led = {g: b.places_of([r.count for r in rows])[0].rank for g, rows in table_rows.by_games(b.rows).items()}
        heads = {
            (g, p.count.nation)
            for g, rows in table_rows.by_games(b.rows).items()
            for p in b.places_of([r.count for r in rows])
            if p.rank == led[g]
        }
        pool = [r for r in pool if (r.games.id, r.nation) in heads]
    best = (min if said.fewest else max)((r.count.of(what) for r in pool), default=0)
    found = [r for r in pool if r.count.of(what) == best]
    parts = [f"{b.words.nation(r.nation)} at {r.games.name}" for r in found[:LONGEST_LIST]]
    where = (
        f"at the head of the medal table of {b.words.sport()}" if said.leading else f"at one Games in {b.words.sport()}"
    )
    side = "fewest" if said.fewest else "most"
    text = f"the {side} {kinds(what)} won {where} {'is' if best == 1 else 'are'} {best}, by {listed(parts)}"
    return b.found(
        text, nations=list(dict.fromkeys(r.nation for r in found)), games=list(dict.fromkeys(r.games.id for r in found))
    )


def best_games(b: Board) -> Response:
    """The Games at which a nation, or all together, won most."""
    asked, words = b.asked, b.words
    what = asked.measure or asked.by
    counts = {g: _weight(b, rows, what) for g, rows in table_rows.by_games(b.rows).items()}
    pool = {g: n for g, n in counts.items() if any(n)}
    if not pool:
        return b.found(f"{words.nations(asked.nations)} has won {amount(0, what)} {words.where()}")
    best = (min if asked.spoken.fewest else max)(pool.values())
    found = [g for g, n in pool.items() if n == best]
    side = "fewest" if asked.spoken.fewest else "most"
    names = listed([b.snapshot.games[g].name for g in reversed(found)])
    where = f"in {words.sport()} at {names}"
    if asked.nations and not what:
        side = "worst" if asked.spoken.fewest else "best"
        made = colours(Count("", *best))
        text = f"the {side} Games of {words.nation(asked.nations[0])} in {words.sport()} by golds: {names}, with {made}"
    elif asked.nations:
        text = f"{words.nation(asked.nations[0])} won the {side} {kinds(what)} {where}: {best[0]}"
    elif asked.spoken.most == "nation":
        won = "medals" if what in ("", "medal") else what
        text = f"the {side} nations won {won} {where}: {plural(best[0], 'nation')}"
    else:
        text = f"the {side} {kinds(what)} were won {where}: {best[0]}"
    named = b.q.reading.games
    return b.found(text, truth=bool(set(named) & set(found)) if named else None, games=found)


def _weight(b: Board, rows: Sequence[Haul], what: str) -> tuple[int, ...]:
    """What Games are measured by: a nation's medals, the number of nations with one, or all medals."""
    if b.asked.nations:
        return table_rows.key(table_rows.of((r.count for r in rows), b.asked.nations[0]), what)
    if b.asked.spoken.most == "nation":
        return (len([r for r in rows if r.nation not in NOT_NATIONS and r.count.of(what)]),)
    return (table_rows.summed(r.count for r in rows).of(what),)


def _chosen(
    b: Board, found: Sequence[str], text: str, verbs: tuple[str, str, str], counts: dict[str, Count] | None = None
) -> Response:
    """The first, the last, the number or the list of some Games, latest first."""
    asked = b.asked
    snapshot = b.snapshot
    if asked.count:
        times = f"{plural(len(found), 'time')}: {', '.join(str(snapshot.games[g].year) for g in reversed(found))}"
        return b.found(f"{text.format(verbs[2])} {times}", games=found)
    if asked.first_last:
        at = found[0] if asked.first_last == "first" else found[-1]
        return b.found(
            f"{text.format(verbs[asked.first_last == 'last'])} at {snapshot.games[at].name}",
            truth=not b.denied,
            games=(at,),
        )
    names = listed(
        [snapshot.games[g].name if len(found) <= 3 else str(snapshot.games[g].year) for g in reversed(found)]
    )
    table = b.words.per_games([(g, counts[g]) for g in found]) if counts else None
    return b.found(
        f"{text.format(verbs[2])} {'at' if len(found) <= 3 else 'in'} {names}",
        truth=not b.denied,
        games=found,
        table=table,
    )
