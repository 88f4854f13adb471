"""Answers that name nations: the table, its places, who has the most; it reads no words."""

from collections.abc import Sequence

from bot.answers import NotHeld, Table
from bot.facts.models import MEDALS
from bot.facts.snapshot import Count
from bot.intents.query import LAST_RANK, Response
from bot.intents.tables import table_rows
from bot.intents.tables.table_board import Board
from bot.intents.tables.table_rows import Bound, Place
from bot.intents.tables.table_words import amount, colours, kinds
from bot.language.reading import Focus
from bot.wording.plain import listed, ordinal, plural

# Words by which the very next is meant: "right after", "one place below", "who came after", "which country is above".
NEXT = frozenset(
    (
        *("right", "directly", "immediately", "straight", "just", "next", "one", "came", "come", "finished", "follows"),
        *("which country", "which nation", "which team"),
    )
)


def table(b: Board) -> Response:
    """The whole table, or the first lines of it."""
    asked, words = b.asked, b.words
    if not b.places:
        return _nothing(b)
    top = asked.spoken.top or (3 if b.q.reading.cue("noun:podium") else 0)
    if top:
        shown = [p for p in b.places if p.rank <= top]
        names = [f"{ordinal(p.rank)} {words.nation(p.count.nation)}" for p in shown]
        return b.found(f"{words.table_name()}: {listed(names)}", nations=_ids(shown), table=words.lines(shown))
    leaders = [p.count.nation for p in b.places if p.rank == 1]
    after = [p.count.nation for p in b.places if p.rank > 1][: 3 - len(leaders)]
    ahead = f", ahead of {words.nations(after)}" if after else ""
    text = f"{words.nations(leaders)} {words.does('lead', leaders)} {words.table_name()}{ahead}"
    return b.found(text, nations=leaders, table=words.lines(b.places))


def top(b: Board) -> Response:
    """The nation at a place of the table."""
    parts, named = [], []
    better = _ids([p for p in b.places if p.rank < min(b.asked.ranks or (1,))])
    if set(b.asked.spoken.ahead) - set(better):
        told = (
            f"ahead of that place in {b.words.table_name()} {b.words.does('stand', better)} {b.words.nations(better)}"
        )
        return b.found(f"no: {told}", nations=better)
    for rank in b.asked.ranks or (1,):
        found = _at(b.places, rank)
        if not found:
            parts.append(_vacant(b, rank))
            continue
        names = _ids(found)
        named += names
        where = "last" if rank == LAST_RANK else ordinal(rank)
        stands = b.words.does("stand", names) if len(names) == 1 else b.words.does("share", names)
        place = where if len(names) == 1 else f"{where} place"
        parts.append(
            f"{b.words.nations(names)} {stands} {place} in {b.words.table_name()} ({_made(b, found[0].count)})"
        )
    extra = b.asked.spoken.most if not b.asked.by else ""
    if extra and extra != "nation":
        best = table_rows.extreme(b.nations, extra)
        parts.append(
            f"{b.words.nations([c.nation for c in best])} won the most {kinds(extra)}: {best[0].of(extra)}"
            if best
            else _none(b, extra)
        )
        named += [c.nation for c in best]
    return b.found("; ".join(parts), nations=named, table=b.words.lines([p for p in b.places if p.rank <= 10]))


def rank(b: Board) -> Response:
    """Where a nation stands, or whether it stands where it is said to."""
    asked, words = b.asked, b.words
    nation = asked.nations[0]
    place = next((p for p in b.places if p.count.nation == nation), None)
    if place is None:
        if not asked.yes_no and (other := _instead(b, nation)):
            return other
        return b.found(f"{words.nation(nation)} is not in {words.table_name()}: it won no medal there", truth=False)
    joint = [n for n in _ids(_at(b.places, place.rank)) if n != nation]
    text = f"{words.nation(nation)} {words.does('stand', [nation])} {ordinal(place.rank)} in {words.table_name()}"
    if joint:
        shared = f"{words.does('share', [nation])} {ordinal(place.rank)} place with {words.nations(joint)}"
        text = f"{words.nation(nation)} {shared} in {words.table_name()}"
    near = [p for p in b.places if abs(p.rank - place.rank) <= 2]
    return b.found(text, truth=_stands(b, place), table=words.lines(near))


def neighbour(b: Board) -> Response:
    """Who stands right above or below a nation, or everybody on that side."""
    asked, words = b.asked, b.words
    nation = asked.nations[0]
    own = next((p for p in b.places if p.count.nation == nation), None)
    if own is None:
        return b.found(f"{words.nation(nation)} is not in {words.table_name()}: it won no medal there")
    above = asked.way == "above"
    side = [p for p in b.places if (p.rank < own.rank if above else p.rank > own.rank)]
    if not side:
        return b.found(
            f"no nation {words.does('stand', [nation])} {asked.way} {words.nation(nation)} in {words.table_name()}"
        )
    if asked.count:
        standing = f"{plural(len(side), 'nation')} {words.does('stand', side)} {asked.way} {words.nation(nation)}"
        return b.found(f"{standing} in {words.table_name()}", table=words.lines(side))
    many = not (asked.spoken.next_to or any({t.text, t.text.split()[0]} & NEXT for t in b.q.reading.terms))
    if not many:
        edge = max(p.rank for p in side) if above else min(p.rank for p in side)
        side = [p for p in side if p.rank == edge]
    names = _ids(side)
    direct = "" if many else "directly "
    stand = f"{words.does('stand', names)} {direct}{asked.way}"
    text = f"{words.nations(names)} {stand} {words.nation(nation)} in {words.table_name()}"
    return b.found(text, nations=names, table=words.lines(sorted([*side, own], key=lambda p: p.rank)))


def level(b: Board) -> Response:
    """Who has as many as a nation, or shares its place."""
    asked, words = b.asked, b.words
    nation = asked.nations[0]
    own = table_rows.of(b.counts, nation)
    numbers = [t for t in asked.tests if not (t.rivals or t.other)]
    what = asked.measure if asked.spoken.level or asked.spoken.plain or numbers else ""
    if not all(t.holds(own) for t in numbers):
        return b.found(f"no: {words.nation(nation)} {words.won()} {amount(own.of(what), what)} {words.where()}")
    keyed = (lambda c: c.of(what)) if what else (lambda c: (c.gold, c.silver, c.bronze))
    others = [c.nation for c in b.nations if keyed(c) == keyed(own) and c.nation != nation]
    as_many = (
        f"as many {kinds(what)} as {words.nation(nation)} ({own.of(what)})"
        if what
        else f"the same medals as {words.nation(nation)} ({colours(own)})"
    )
    if not others:
        return b.found(f"no other nation has won {as_many} {words.where()}")
    if not what:
        place = next((p.rank for p in b.places if p.count.nation == nation), 0)
        shared = f"{words.does('share', others)} {ordinal(place)} place with {words.nation(nation)}"
        return b.found(f"{words.nations(others)} {shared} in {words.table_name()}", nations=others)
    return b.found(f"{words.nations(others)} {words.won(len(others) > 1)} {as_many} {words.where()}", nations=others)


def most(b: Board) -> Response:
    """Who has the most, or the fewest, of a kind."""
    asked, words = b.asked, b.words
    what, fewest = asked.measure or "medal", asked.spoken.fewest
    rest = [t for t in asked.tests if t.what != what or t.compare != "="]
    rest += [Bound(m, ">=", 1) for m in asked.spoken.plain if m in MEDALS and m != what and not asked.both]
    pool = table_rows.fitting(b.both if asked.both else b.nations, rest)
    among = (
        f"among nations with {words.bound(rest, asked.spoken.only)}, "
        if rest
        else f"among nations with {kinds(what)}, "
        if fewest
        else ""
    )
    best = table_rows.extreme(pool, what, fewest=fewest)
    if not best:
        return b.found(_none(b, what), truth=False)
    names = [c.nation for c in best]
    side = "fewest" if fewest else "most"
    ours = [n for n in asked.nations if n in names]
    won = f"{words.nations(names)} {words.won(len(names) > 1)} the {side} {kinds(what)}"
    text = f"{among}{won} {words.where()}: {best[0].of(what)}"
    if asked.yes_no and asked.nations:
        return b.found(text, truth=len(ours) == len(asked.nations), nations=names, table=_board(b, what))
    if asked.count and "medal" in asked.spoken.plain and what != "medal":
        has = [f"{words.nation(c.nation)} {words.won()} {amount(c.total, 'medal')}" for c in best]
        return b.found(f"with the most {kinds(what)}, {listed(has)} {words.where()}", nations=names)
    if asked.skaters_too and not rest and not fewest:
        text += b.skaters(what)
    return b.found(text, nations=names, table=_board(b, what))


# ---- pieces


def _ids(places: Sequence[Place]) -> list[str]:
    return [p.count.nation for p in places]


def _made(b: Board, count: Count) -> str:
    """What the place rests on: the one number that the table is ordered by, or all three."""
    return amount(count.of(b.asked.by), b.asked.by) if b.asked.by else colours(count)


def _at(places: Sequence[Place], rank: int) -> list[Place]:
    wanted = max((p.rank for p in places), default=0) if rank == LAST_RANK else rank
    return [p for p in places if p.rank == wanted]


def _vacant(b: Board, rank: int) -> str:
    better = [p for p in b.places if p.rank < rank]
    if not better:
        return f"no nation stands in {b.words.table_name()}"
    shared = [p for p in better if p.rank == better[-1].rank]
    if len(b.places) < rank:
        return f"{b.words.table_name()} has only {len(b.places)} nations"
    nobody = f"no nation {b.words.does('stand', [rank])} {ordinal(rank)} in {b.words.table_name()}"
    share = f"{b.words.does('share', shared)} {ordinal(shared[0].rank)} place"
    return f"{nobody}: {b.words.nations(_ids(shared))} {share}"


def _stands(b: Board, place: Place) -> bool | None:
    asked = b.asked
    if asked.spoken.top or b.q.reading.cue("noun:podium"):
        return place.rank <= (asked.spoken.top or 3)
    if LAST_RANK in asked.ranks:
        return place.rank == b.places[-1].rank
    return place.rank in asked.ranks if asked.ranks else None


def _none(b: Board, what: str) -> str:
    return f"no {kinds(what)} were won {b.words.where()}"


def _nothing(b: Board) -> Response:
    return Response(
        NotHeld(f"No medal table is held for that: {b.read_as}.", ("medal table of the team pursuit",)),
        Focus(),
        b.read_as,
    )


def _board(b: Board, what: str) -> Table:
    ordered = sorted(b.places, key=lambda p: (-p.count.of(what), p.rank))
    return b.words.lines(ordered[:8])


def _instead(b: Board, nation: str) -> Response | None:
    """Where the country took part under another name."""
    others = [p for p in b.places if p.count.nation in b.relatives(nation)]
    if not others:
        return None
    parts = [f"{b.words.nation(p.count.nation)} {b.words.does('stand', [p])} {ordinal(p.rank)}" for p in others]
    return b.found(
        f"{b.words.nation(nation)} is not in {b.words.table_name()}, where {listed(parts)}", nations=_ids(others)
    )
