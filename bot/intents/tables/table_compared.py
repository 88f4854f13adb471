"""Answers that set nations or Games against each other, by medals or by place; it reads no words."""

from collections.abc import Sequence

from bot.intents.query import Response
from bot.intents.tables import table_rows
from bot.intents.tables.table_board import NOT_NATIONS, Board
from bot.intents.tables.table_counts import detail
from bot.intents.tables.table_words import amount, kinds
from bot.wording.plain import listed, ordinal, plural


def nations(b: Board) -> Response:
    """Which of several nations has more, and by how many."""
    asked, said = b.asked, b.asked.spoken
    table = asked.way or (asked.scope != "event" and not said.comparing) or asked.table or b.q.reading.cue("verb:tie")
    if not asked.measure and table and not b.q.reading.cue("noun:medal"):
        return _by_place(b)
    what = asked.measure or "medal"
    values = [(side, table_rows.summed(table_rows.of(b.counts, n) for n in side).of(what)) for side in asked.sides]
    ordered = sorted(values, key=lambda v: -v[1])
    text = _each(b, ordered, what) if len(ordered) > 2 else _two(b, ordered[0], ordered[1], what)
    one, two = values[0][1], values[1][1] * said.times
    holds = one < two if said.less or asked.way == "below" else one > two
    if _tied(b):
        holds = len({v for _, v in values}) == 1 if said.times == 1 else one == two
    truth = holds if len(values) == 2 or _tied(b) else None
    return b.found(
        f"{text} {b.words.where()}", truth=truth, nations=[n for side, _ in ordered for n in side], table=detail(b)
    )


def games(b: Board) -> Response:
    """A nation's medals, or the number of nations, at Games set against each other."""
    asked, words = b.asked, b.words
    named = list(asked.named)
    by_nations = asked.spoken.more == "nation" or not asked.nations
    what = asked.measure or "medal"
    values = {g: _value(b, g, what, by_nations) for g in named}
    more = sorted(named, key=lambda g: -values[g])
    compared = bool(asked.spoken.more or asked.spoken.comparing)
    parts = [_at(b, g, values[g], what, by_nations) for g in (more if compared else named)]
    text = f"{listed(parts)} in {words.sport()}"
    gap = abs(values[named[0]] - values[named[-1]])
    if asked.count and len(named) == 2 and gap:
        text = f"{plural(gap, 'nation' if by_nations else what)} more at {b.snapshot.games[more[0]].name}: {text}"
    if not by_nations:
        text = f"{words.nation(asked.nations[0])} won {text}"
    if asked.count and len(named) == 2 and not by_nations and not gap:
        text = f"no difference: {text}"
    if len(set(values.values())) > 1 and (asked.choice or compared):
        text = f"more at {b.snapshot.games[more[0]].name}: {text}"
    ordered = [values[g] for g in named]
    holds = len(ordered) == 2 and (ordered[0] < ordered[1] if asked.spoken.less else ordered[0] > ordered[1])
    return b.found(text, truth=holds, games=named, nations=asked.nations[:1])


# ---- pieces


def _tied(b: Board) -> bool:
    """Whether it is asked if they are level."""
    said = b.asked.spoken
    return bool(said.level or said.levelling or b.q.reading.cue("verb:tie"))


Side = tuple[tuple[str, ...], int]  # nations, and what they have won together


def _each(b: Board, sides: Sequence[Side], what: str) -> str:
    return listed([f"{b.words.nations(names)} {b.words.won(len(names) > 1)} {amount(n, what)}" for names, n in sides])


def _two(b: Board, best: Side, other: Side, what: str) -> str:
    """The one with more first, unless fewer were asked for."""
    words, asked = b.words, b.asked
    (ahead, more), (behind, fewer) = best, other
    one, two = _name(b, ahead), _name(b, behind)
    if more == fewer:
        both = "have both won" if words.won() == "has won" else "both won"
        one, two = (_name(b, side) for side in asked.sides)
        return f"{one} and {two} {both} {amount(more, what)}"
    if asked.count:
        return f"{one} {words.won(len(ahead) > 1)} {more - fewer} more {kinds(what, more - fewer)} than {two}"
    if asked.spoken.less:
        return f"{two} {words.won(len(behind) > 1)} fewer {kinds(what)} than {one}, {fewer} against {more},"
    return f"{one} {words.won(len(ahead) > 1)} more {kinds(what)} than {two}, {more} against {fewer},"


def _name(b: Board, side: Sequence[str]) -> str:
    return b.words.nations(side) + (" together" if len(side) > 1 else "")


def _by_place(b: Board) -> Response:
    """Nations by their places in the table."""
    asked, words = b.asked, b.words
    rank = {p.count.nation: p.rank for p in b.places}
    out = [n for n in asked.nations if n not in rank]
    table = words.table_name()
    if out:
        below = asked.way == "below"
        holds = len(out) == 1 and (out[0] == asked.nations[0]) is below
        return b.found(f"{words.nations(out)} won no medal and stands outside {table}", truth=holds)
    ranks = [rank[n] for n in asked.nations]
    holds = len(set(ranks)) == 1 if _tied(b) else _ahead(b, ranks[0], ranks[1])
    text = _places(b, rank)
    return b.found(f"{text} in {table}", truth=holds, nations=asked.nations, table=detail(b))


def _ahead(b: Board, one: int, two: int) -> bool:
    return one > two if b.asked.way == "below" or b.asked.spoken.less else one < two


def _places(b: Board, rank: dict[str, int]) -> str:
    asked, words = b.asked, b.words
    names = sorted(asked.nations, key=lambda n: rank[n])
    if len({rank[n] for n in names}) == 1:
        return f"{words.nations(asked.nations)} {words.does('share', names)} {ordinal(rank[names[0]])} place"
    if len(names) > 2:
        return listed([f"{words.nation(n)} {words.does('stand', [n])} {ordinal(rank[n])}" for n in names])
    side = "below" if asked.way == "below" and not asked.choice else "above"
    one, two = reversed(names) if side == "below" else names
    numbers = f"({ordinal(rank[one])} against {ordinal(rank[two])})"
    return f"{words.nation(one)} {words.does('stand', [one])} {side} {words.nation(two)} {numbers}"


def _value(b: Board, games_id: str, what: str, by_nations: bool) -> int:
    counts = table_rows.added(b.rows_at((games_id,)))
    if by_nations:
        return len([c for c in counts if c.nation not in NOT_NATIONS and c.of(what)])
    return table_rows.of(counts, b.asked.nations[0]).of(what)


def _at(b: Board, games_id: str, value: int, what: str, by_nations: bool) -> str:
    name = b.snapshot.games[games_id].name
    if by_nations:
        return f"{plural(value, 'nation')} with {'a medal' if what == 'medal' else what} at {name}"
    return f"{amount(value, what)} at {name}"
