"""Answers that are numbers of medals: of nations, together, apart, a share or an average; it reads no words."""

from bot.answers import Table
from bot.facts.models import MEDALS
from bot.facts.snapshot import Count
from bot.intents.query import Response
from bot.intents.tables import table_rows
from bot.intents.tables.table_board import NOT_NATIONS, Board
from bot.intents.tables.table_words import amount, colours, kinds
from bot.wording.plain import listed, plural

PER_NATION = ("nation", "country", "team", "nations", "countries", "teams")


def number(b: Board) -> Response:
    """How many medals nations have won."""
    asked, words = b.asked, b.words
    one = len(asked.nations) == 1
    if one and not table_rows.of(b.counts, asked.nations[0]).total and (other := _under_another_name(b)):
        return other
    if asked.apart and 1 < len(asked.games) <= 6 and one and not b.q.reading.cue("op:total"):
        return _games_apart(b)
    parts = [f"{words.nation(n)} {words.won()} {_medals(b, table_rows.of(b.counts, n))}" for n in asked.nations]
    return b.found(f"{listed(parts)} {words.where()}", table=detail(b))


def each(b: Board) -> Response:
    """A nation's medals Games by Games."""
    asked, words = b.asked, b.words
    nation = asked.nations[0]
    what = asked.measure or "medal"
    found = [(g, c) for g, c in b.each_games(nation) if c.of(what)]
    total = sum(c.of(what) for _, c in found)
    text = f"{words.nation(nation)} {words.won()} {amount(total, what)} {words.where()}"
    if found and len(found) <= 6:
        text += f": {listed([f'{c.of(what)} in {b.snapshot.games[g].year}' for g, c in reversed(found)])}"
    return b.found(text, table=words.per_games([(g, c) for g, c in b.each_games(nation) if c.total]))


def together(b: Board) -> Response:
    """What several nations have won in all."""
    asked, words = b.asked, b.words
    total = table_rows.summed(table_rows.of(b.counts, n) for n in asked.nations)
    return b.found(
        f"{words.nations(asked.nations)} together {words.won(True)} {_medals(b, total)} {words.where()}",
        table=detail(b),
    )


def share(b: Board) -> Response:
    """What part of all medals went to nations, or what part of a nation's came from one sport."""
    asked, words = b.asked, b.words
    what = asked.measure or "medal"
    if asked.whole:
        wider = table_rows.added(b.rows_at(asked.games, asked.whole))
        nation = asked.nations[0]
        part, whole = table_rows.of(b.counts, nation).of(what), table_rows.of(wider, nation).of(what)
        of_all = f"{part} of the {plural(whole, what)} of {words.nation(nation)} in {words.sport(asked.whole)}"
        return b.found(f"{of_all} came from {words.sport()}: {_percent(part, whole)}, {words.span()}")
    if asked.own:
        counts = [table_rows.of(b.counts, n) for n in asked.nations]
        parts = [
            f"{c.of(what)} of the {plural(c.total, 'medal')} of {words.nation(c.nation)} {words.where()}, "
            f"{_percent(c.of(what), c.total)}, {'is' if c.of(what) == 1 else 'are'} {what}"
            for c in counts
        ]
        return b.found(listed(parts))
    whole = table_rows.summed(b.counts).of(what)
    parts = []
    for nation in asked.nations:
        part = table_rows.of(b.counts, nation).of(what)
        parts.append(
            f"{words.nation(nation)} {words.won()} {part} of the {plural(whole, what)}, {_percent(part, whole)},"
        )
    return b.found(f"{listed(parts)} {words.where()}")


def average(b: Board) -> Response:
    """Medals per nation, or per Games."""
    asked, words = b.asked, b.words
    what = asked.measure or "medal"
    named = list(asked.nations)
    counts = [table_rows.of(b.counts, n) for n in named] if named else b.counts
    total = table_rows.summed(counts).of(what)
    per_games = any(t.text.startswith("per ") and "op:each" in t.cues for t in b.q.reading.terms)
    per_nation = not (named or per_games) and (
        _says_nation(b) or len(asked.games) < 2 or not b.q.reading.cue("noun:games")
    )
    parts = len([c for c in b.counts if c.nation not in NOT_NATIONS]) if per_nation else len(asked.games)
    if not parts:
        return b.found(f"no medals were won {words.where()}")
    value = f"{total / parts:.2f}".rstrip("0").rstrip(".")
    who = f"{words.nations(named)} {words.won(len(named) > 1)}" if named else "there were"
    unit = "nation that won a medal" if per_nation else "Games"
    note = f"{plural(total, what)}, {plural(parts, 'nation') if per_nation else f'{parts} Games'}."
    return b.found(f"on average {who} {value} {kinds(what)} per {unit} {words.where()}", notes=(note,))


def awarded(b: Board) -> Response:
    """How many medals were won by all nations together."""
    asked, words = b.asked, b.words
    total = table_rows.summed(b.counts)
    if asked.apart and len(asked.games) <= 3:
        totals = {g: table_rows.summed(r.count for r in rows) for g, rows in table_rows.by_games(b.rows).items()}
        parts = [f"{_medals(b, c)} at {b.snapshot.games[g].name}" for g, c in totals.items()]
        return b.found(f"in {words.sport()} there were {listed(parts)}")
    return b.found(f"{_medals(b, total)} {'was' if total.of(asked.measure) == 1 else 'were'} won {words.where()}")


# ---- pieces


def _medals(b: Board, count: Count) -> str:
    """A count as it was asked for: one kind, several kinds, or all with what they are made of."""
    named = [m for m in dict.fromkeys(b.asked.spoken.plain) if m in MEDALS]
    if len(named) > 1:
        return listed([amount(count.of(m), m) for m in named])
    if b.asked.measure == "medal" and b.asked.spoken.colours and count.total:
        return f"{amount(count.total, 'medal')}: {listed([f'{count.of(m)} {m}' for m in MEDALS if count.of(m)])}"
    if b.asked.measure:
        return amount(count.of(b.asked.measure), b.asked.measure)
    return f"{amount(count.total, 'medal')} ({colours(count)})" if count.total else "no medals"


def detail(b: Board) -> Table | None:
    """The lines of the nations named, or the Games of the one."""
    named = [p for p in b.places if p.count.nation in b.asked.nations]
    if len(b.asked.nations) == 1 and len(b.asked.games) > 1:
        found = [(g, c) for g, c in b.each_games(b.asked.nations[0]) if c.total]
        return b.words.per_games(found) if len(found) > 1 else None
    return b.words.lines(named) if named else None


def _games_apart(b: Board) -> Response:
    asked, words = b.asked, b.words
    nation, what = asked.nations[0], asked.measure or "medal"
    found = {g: table_rows.of((r.count for r in b.rows_at((g,))), nation) for g in asked.games}
    parts = [f"{amount(c.of(what), what)} at {b.snapshot.games[g].name}" for g, c in found.items()]
    total = sum(c.of(what) for c in found.values())
    return b.found(
        f"{words.nation(nation)} won {listed(parts)} in {words.sport()}, {total} in all",
        table=words.per_games([(g, c) for g, c in found.items() if c.total]),
    )


def _under_another_name(b: Board) -> Response | None:
    """The team of the same country that took part under another name, where the nation asked for has nothing."""
    nation = b.asked.nations[0]
    others = [c for other in b.relatives(nation) if (c := table_rows.of(b.counts, other)).total]
    if not others or not b.asked.said:
        return None
    parts = [f"{b.words.nation(c.nation)}, counted apart, won {_medals(b, c)}" for c in others]
    return b.found(
        f"{b.words.nation(nation)} has no line of its own {b.words.where()}; {listed(parts)}",
        nations=[c.nation for c in others],
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %".replace(".0 %", " %") if whole else "no share"


def _says_nation(b: Board) -> bool:
    return b.q.reading.cue("noun:nation") or any(set(t.text.split()) & set(PER_NATION) for t in b.q.reading.terms)
