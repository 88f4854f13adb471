"""Chooses the races a question is about: who skated, against whom, in which round; it words nothing."""

import itertools

from bot.facts.snapshot import Start
from bot.intents.query import LAST_RANK, Query, is_at
from bot.intents.results.places import ranks_asked
from bot.language.reading import MEDAL_RANK, Term


def asked(q: Query) -> list[Start]:
    """Starts that fit all that was said, latest Games first; with no race named, the last race of the teams."""
    r = q.reading
    rows = q.starts(nations=())
    if r.without:
        rows = [s for s in rows if s.entry.nation not in r.without]
    if r.people:
        rows = [s for s in rows if all(set(group) & set(s.entry.skaters) for group in r.people)]
    pair = between(q)
    if pair:
        if r.medals:  # "beat the Americans for gold"
            rows = [s for s in rows if any(MEDAL_RANK[m] in s.kind.decides for m in r.medals)]
        return [s for s in rows if s.rival and s.entry.nation in pair[0] and s.rival.nation in pair[1]]
    if r.nations:
        rows = [s for s in rows if s.entry.nation in r.nations]
    ranks = ranks_asked(q)
    if ranks and not _race_place(q):
        placed = {
            (x.games.id, x.event.gender, x.placing.nation): x.rank
            for x in q.results(nations=())
            if x.rank in ranks or any(k >= LAST_RANK - 1 and is_at(x, k) for k in ranks)
        }
        rows = [s for s in rows if (s.games.id, s.event.gender, s.entry.nation) in placed]
    elif _race_place(q):
        rows = [s for s in rows if s.won is not None and s.won != bool(r.cue("verb:lose"))]
    if not r.rounds and not (r.cue("span:every-round") or _several_times(q)):
        rows = _last_races(rows) if ranks or r.nations or r.people else [s for s in rows if s.is_final]
    return rows


def _several_times(q: Query) -> bool:
    """Whether all times of a team at some Games are asked for: "Canada's times in 2022"."""
    r = q.reading
    plural = any("noun:time" in t.cues and t.text.split()[-1] == "times" for t in r.terms)
    return plural and bool(r.nations) and len(q.said_games) == 1 and not ranks_asked(q)


def rounds(q: Query) -> tuple[str, ...]:
    """The rounds asked about, where those raced for are not: "who did they beat on the way to the final"."""
    aims = _aims(q)
    if not aims:
        return q.reading.rounds
    asked_about = tuple(x for x in q.reading.rounds if x not in aims)
    order = min(q.snapshot.rounds[x].order for x in aims)
    return asked_about or tuple(k.id for k in q.snapshot.rounds.values() if k.order < order and not k.decides)


def _aims(q: Query) -> frozenset[str]:
    """The rounds that are named as what was raced for: "on the way to the final", "how far short of the final"."""
    found: set[str] = set()
    near = False
    for before, term in itertools.pairwise((_START, *q.reading.terms)):
        named = {c.partition(":")[2] for c in term.cues if c.startswith("round:")}
        if near:
            found |= named
        span = "period:until" in term.cues and any(c.startswith("round:") for c in before.cues)
        aims = not span and (not term.cues.isdisjoint(_AIMING) or term.text.endswith("short of"))
        near = not named and (aims or (near and _small(term)))
    return frozenset(found)


_START = Term("", frozenset())
_AIMING = frozenset(("op:way", "period:before", "period:until", "verb:qualify"))


def _small(term: Term) -> bool:
    """Whether a word may stand between what aims and what is aimed at: "before the Vancouver final"."""
    return all(c.startswith(("filler:", "games:", "year:", "gender:", "event:")) for c in term.cues)


def _race_place(q: Query) -> bool:
    """Whether winning means winning the race named, not the event."""
    r = q.reading
    return bool(r.rounds) and not r.ranks and not r.medals and r.cue("verb:win", "verb:lose")


def _last_races(rows: list[Start]) -> list[Start]:
    last: dict[tuple[str, str, str], Start] = {}
    for s in rows:
        key = (s.games.id, s.event.gender, s.entry.nation)
        if key not in last or s.kind.order > last[key].kind.order:
            last[key] = s
    return list(last.values())


def between(q: Query) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Two sides that are said to have raced each other, or None."""
    r = q.reading
    if r.winners and r.losers:
        return r.winners, r.losers
    if len(r.nations) == 2 and r.cue(
        "verb:meet",
        "verb:beat",
        "verb:lose",
        "op:compare",
        "noun:margin",
        "wh:how-much",
        "noun:race",
        "op:behind",
        "op:ahead",
    ):
        return r.nations[:1], r.nations[1:]
    return None


def once(rows: list[Start]) -> list[Start]:
    """Each race once, by its winner where that is known."""
    seen: dict[int, Start] = {}
    for s in rows:
        if id(s.race) not in seen or s.won:
            seen[id(s.race)] = s
    return list(seen.values())


def all_of(q: Query, rows: list[Start]) -> list[Start]:
    """Both starts of each of the races."""
    ids = {id(s.race) for s in rows}
    return [s for s in q.snapshot.starts if id(s.race) in ids]


def name(start: Start, *, games: bool = True) -> str:
    """A race in words: "the women's final at Beijing 2022"."""
    text = f"the {start.event.gender}'s {start.kind.name}"
    return f"{text} at {start.games.name}" if games else text
