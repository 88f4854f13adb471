"""Answers that list or count nations whose medals keep within bounds, and whether they do; it reads no words."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import NotHeld
from bot.facts.snapshot import Haul
from bot.intents.query import Response
from bot.intents.tables import table_rows
from bot.intents.tables.table_board import NOT_NATIONS, Board
from bot.intents.tables.table_rows import Bound
from bot.intents.tables.table_words import LONGEST_LIST, amount, colours, verb
from bot.language.reading import Focus, within
from bot.wording.plain import listed, plural


def listing(b: Board) -> Response:
    """Nations for which bounds hold."""
    asked, words = b.asked, b.words
    if any((t.what, t.compare, t.number) == ("medal", "=", 0) for t in asked.tests):
        return _without_medal(b)
    found = _again(b) if asked.apart_from else _at_one_games(b) if asked.single else [c.nation for c in b.fitting]
    neither = _neither(b, found)
    names = [n for n in dict.fromkeys(found) if n not in neither] or list(dict.fromkeys(found))
    zero = f"; {words.nations(neither)} {verb(neither, 'has', 'have')} neither"
    rest = zero if neither and names != neither else ""
    bound = words.bound(b.bounds, asked.spoken.only, (asked.measure or "medal") if asked.both else "")
    where = _at_both(b) if asked.apart_from else words.where()
    what = f"{words.won(len(names) > 1)} {bound}{' at one Games' if asked.single else ''} {where}"
    shown = words.lines(b.places, mark=names) if names and not (asked.single or asked.apart_from) else None
    items = [b.words.sentence(line) for line in _at_one_games_lines(b)] if asked.single else []
    if asked.spoken.nations and asked.yes_no:
        return b.found(
            f"{plural(len(names), 'nation')} {what}", truth=within(len(names), *asked.spoken.nations), table=shown
        )
    if not names and not asked.said and len(asked.games) == 1 and asked.scope != "event":
        every = tuple(g for g in b.snapshot.games if (asked.scope, g) in b.snapshot.tables)
        return listing(Board(b.q, replace(asked, games=every)))
    if not names:
        return b.found(f"no nation {what}", truth=False)
    if asked.count or len(names) > LONGEST_LIST:
        text = f"{plural(len(names), 'nation')} {what}{rest}"
        return b.found(text, truth=True, table=shown, items=items, notes=_apart(b))
    only = "only " if asked.unique and len(names) == 1 else ""
    numbers = not any(t.other or t.rivals or t.over_all for t in asked.tests)
    if asked.skaters_too and numbers and [t.compare for t in asked.tests] in (["="], [">="], [">"]):
        rest += b.skaters(asked.tests[0].what, asked.tests[0])
    who = _with_games(b) if asked.single else words.nations(names)
    return b.found(f"{only}{who} {what}{rest}", truth=True, nations=names, table=shown, items=items)


def truth(b: Board) -> Response:
    """Whether nations named, or any nation at all, keep within bounds."""
    asked, words = b.asked, b.words
    if set(asked.nations) <= set(asked.spoken.rivals):
        return listing(b)
    tests = b.bounds
    if asked.apart_from:
        names = _again(b)
        bound = words.bound(tests, asked.spoken.only)
        yes = [n for n in asked.nations if n in names]
        won = f"{words.nations(yes or asked.nations)} {'won' if yes else 'did not win'} {bound} {_at_both(b)}"
        return b.found(won, truth=len(yes) == len(asked.nations))
    fits = {c.nation for c in b.fitting} | {
        n for n in asked.nations if all(t.holds(table_rows.of(b.counts, n)) for t in tests) and not asked.both
    }
    holds = all(n in fits for n in asked.nations)
    if asked.both:
        won = words.won(len(asked.nations) > 1) if holds else "has not won"
        bound = words.bound(tests, "", asked.measure or "medal")
        text = f"{words.nations(asked.nations)} {won} {bound} {words.where()}"
        return b.found(text, truth=holds, notes=tuple(words.sentence(line) for line in _by_gender(b)))
    if asked.unique:
        alone = [c.nation for c in b.fitting]
        bound = words.bound(tests, asked.spoken.only)
        which = verb(alone, "is the only nation", "are the nations")
        text = f"{words.nations(alone)} {which} with {bound} {words.where()}"
        if not alone:
            text = f"no nation {words.won()} {bound} {words.where()}"
        return b.found(text, truth=alone == list(asked.nations), nations=alone)
    parts = []
    for nation in asked.nations:
        count = table_rows.of(b.counts, nation)
        whats = list(dict.fromkeys(k for t in tests for k in (t.what, t.other) if k)) or ["medal"]
        said = colours(count) if asked.spoken.only else listed([amount(count.of(w), w) for w in whats])
        parts.append(f"{words.nation(nation)} {words.won()} {said}")
    when = _few_games(b, tests) if holds else ""
    return b.found(
        f"{listed(parts)} {words.where()}{when}", truth=holds, table=words.lines(b.places, mark=asked.nations)
    )


def _few_games(b: Board, tests: Sequence[Bound]) -> str:
    """Where one nation won them, if that was at a Games or two of many."""
    if len(b.asked.nations) > 1 or len(b.asked.games) < 4 or [t.number for t in tests] != [1]:
        return ""
    won = [b.snapshot.games[g].name for g, count in b.each_games(b.asked.nations[0]) if count.of(tests[0].what)]
    return f", at {listed(won[::-1])}" if len(won) <= 2 else ""


def _again(b: Board) -> list[str]:
    """Nations within the bounds at the first of the Games named and, or but not, at the others."""
    if b.asked.spoken.again == "first":
        at = b.asked.games[-1]
        before = [g for g in b.snapshot.games if b.snapshot.games[g].year < b.snapshot.games[at].year]
        now, then = (
            {c.nation for c in table_rows.fitting(table_rows.added(b.rows_at(games)), b.bounds)}
            for games in ((at,), before)
        )
        return [c.nation for c in b.nations if c.nation in now - then]
    first, *others = (
        {c.nation for c in table_rows.fitting(table_rows.added(b.rows_at(games, genders=genders)), b.bounds)}
        for games, genders in b.asked.slices
    )
    for other in others:
        first = first & other if b.asked.spoken.again == "and" else first - other
    return [c.nation for c in b.nations if c.nation in first]


def _at_both(b: Board) -> str:
    if not b.asked.spoken.again:
        one, other = (genders[0] for _, genders in b.asked.slices)
        return f"in the {one}'s {b.words.event} but not in the {other}'s {b.words.span()}"
    if b.asked.spoken.again == "first":
        return f"for the first time {b.words.where()}"
    names = [b.snapshot.games[g].name for g in b.q.reading.games]
    if b.asked.spoken.again == "not":
        return f"in {b.words.sport()} at {names[0]} but not at {listed(names[1:])}"
    return f"in {b.words.sport()} at {'both ' if len(names) == 2 else ''}{listed(names)}"


def _neither(b: Board, found: Sequence[str]) -> list[str]:
    """Of nations with as many of one kind as of another, those with none of either."""
    levels = [t for t in b.bounds if t.other and t.compare == "="]
    lines = [table_rows.of(b.counts, n) for n in found]
    return [c.nation for c in lines if levels and not any(c.of(t.what) for t in levels)]


def _by_gender(b: Board) -> list[str]:
    lines = []
    for gender in ("men", "women"):
        counts = table_rows.added(b.rows_at(b.asked.games, genders=(gender,)))
        lines += [f"{gender}: {b.words.nation(n)} {colours(table_rows.of(counts, n))}" for n in b.asked.nations]
    return lines


def _one_games(b: Board) -> list[tuple[Haul, ...]]:
    what = b.asked.measure or "medal"
    found = []
    for games, rows in table_rows.by_games(b.rows).items():
        fits = {c.nation for c in table_rows.fitting([r.count for r in rows], b.bounds)}
        if b.asked.both:
            fits &= table_rows.in_each(
                {g: table_rows.added(b.rows_at((games,), genders=(g,))) for g in ("men", "women")}, what
            )
        found.append(tuple(r for r in rows if r.nation in fits and r.nation not in NOT_NATIONS))
    return found


def _at_one_games(b: Board) -> list[str]:
    return [r.nation for rows in reversed(_one_games(b)) for r in rows]


def _at_one_games_lines(b: Board) -> list[str]:
    return [
        f"{r.games.name}: {b.words.nation(r.nation)}, {colours(r.count)}"
        for rows in reversed(_one_games(b))
        for r in rows
    ]


def _with_games(b: Board) -> str:
    """Nations with the Games at which each did it, latest first."""
    found: dict[str, list[str]] = {}
    for hauls in reversed(_one_games(b)):
        for haul in hauls:
            found.setdefault(haul.nation, []).append(haul.games.name)
    return listed([f"{b.words.nation(n)} ({', '.join(games)})" for n, games in found.items()])


def _without_medal(b: Board) -> Response:
    """Nations that took part and won nothing, which only the events held can tell."""
    if b.asked.scope != "event":
        return Response(
            NotHeld(
                "The tables hold only nations that won a medal, so those without one are not known.",
                b.suggestions((), b.asked.games),
            ),
            Focus(),
            b.read_as,
        )
    won = {c.nation for c in b.counts}
    took_part = dict.fromkeys(
        r.placing.nation for r in b.q.results(games=b.asked.games, nations=()) if r.placing.nation
    )
    names = sorted((n for n in took_part if n not in won), key=b.snapshot.name)
    if b.asked.count:
        return b.found(
            f"{plural(len(names), 'nation')} took part without winning a medal {b.words.where()}",
            items=[b.snapshot.name(n) for n in names],
        )
    return b.found(
        f"{b.words.nations(names)} took part without winning a medal {b.words.where()}"
        if names
        else f"every nation that took part won a medal {b.words.where()}",
        nations=names,
    )


def _apart(b: Board) -> tuple[str, ...]:
    apart = [c.nation for c in table_rows.fitting(b.counts, b.bounds) if c.nation in NOT_NATIONS]
    return (f"Not counted as a nation: {b.words.nations(apart)}.",) if apart else ()
