"""Answers that set nations or Games against each other, by medals or by place; it reads no words."""

from collections.abc import Sequence

from bot.facts.snapshot import Count
from bot.intents.query import Response
from bot.intents.tables import table_rows
from bot.intents.tables.table_board import NOT_NATIONS, Board
from bot.intents.tables.table_counts import detail
from bot.intents.tables.table_words import amount, kinds
from bot.wording.plain import listed, ordinal, plural


def nations(b: Board) -> Response:
    """Which of several nations has more, and by how many."""
    asked, said = b.asked, b.asked.spoken
    table = asked.way or (asked.scope != "event" and not said.comparing) or b.q.reading.cue("noun:table", "verb:tie")
    if not asked.measure and table and not b.q.reading.cue("noun:medal"):
        return _by_place(b)
    what = asked.measure or "medal"
    counts = [table_rows.of(b.counts, n) for n in asked.nations]
    ordered = sorted(counts, key=lambda c: -c.of(what))
    text = _each(b, ordered, what) if len(ordered) > 2 else _two(b, ordered[0], ordered[1], what)
    one, two = counts[0].of(what), counts[1].of(what)
    holds = one < two if said.less or asked.way == "below" else one > two
    if _tied(b):
        holds = len({c.of(what) for c in counts}) == 1
    truth = holds if len(counts) == 2 or _tied(b) else None
    return b.found(f"{text} {b.words.where()}", truth=truth, nations=[c.nation for c in ordered], table=detail(b))


def games(b: Board) -> Response:
    """A nation's medals, or the number of nations, at Games set against each other."""
    asked, words = b.asked, b.words
    named = [g for g in dict.fromkeys(b.q.reading.games) if g in asked.games]
    by_nations = asked.spoken.more == "nation" or not asked.nations
    what = asked.measure or "medal"
    values = {g: _value(b, g, what, by_nations) for g in named}
    more = sorted(named, key=lambda g: -values[g])
    compared = bool(asked.spoken.more or asked.spoken.comparing)
    parts = [_at(b, g, values[g], what, by_nations) for g in (more if compared else named)]
    text = f"{listed(parts)} in {words.sport()}"
    if not by_nations:
        text = f"{words.nation(asked.nations[0])} won {text}"
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


def _each(b: Board, counts: Sequence[Count], what: str) -> str:
    return listed([f"{b.words.nation(c.nation)} {b.words.won()} {amount(c.of(what), what)}" for c in counts])


def _two(b: Board, best: Count, other: Count, what: str) -> str:
    """The one with more first, unless fewer were asked for."""
    words, asked = b.words, b.asked
    more, fewer = best.of(what), other.of(what)
    if more == fewer:
        both = "have both won" if words.won() == "has won" else "both won"
        return f"{words.nations(asked.nations)} {both} {amount(more, what)}"
    one, two = words.nation(best.nation), words.nation(other.nation)
    if asked.count:
        return f"{one} {words.won()} {more - fewer} more {kinds(what, more - fewer)} than {two}"
    if asked.spoken.less:
        return f"{two} {words.won()} fewer {kinds(what)} than {one}, {fewer} against {more},"
    return f"{one} {words.won()} more {kinds(what)} than {two}, {more} against {fewer},"


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
