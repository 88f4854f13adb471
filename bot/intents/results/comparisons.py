"""Two marks set side by side: two Games, teams, places, rounds or the two genders; it seeks no extreme."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers import Found, NotHeld
from bot.facts.snapshot import Start
from bot.intents.query import LAST_RANK, Query, Response
from bot.intents.results import races
from bot.intents.results.offers import after_races
from bot.intents.results.places import MEDAL_RANK, ranks_asked
from bot.intents.results.times import focus, margin_sentence
from bot.language.reading import Term
from bot.wording.plain import clock, opened, seconds

MOST_SENTENCES = 2
# What medals and records are compared by is read elsewhere.
_OF_OTHERS = ("noun:medal", "noun:table", "record:OR", "record:WR", "noun:record")


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a comparison names; empty where it is silent."""

    games: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    ranks: tuple[int, ...] = ()

    def beside(self, other: "Side") -> "Side":
        """With what only the other side names, where that is meant of both: "Canada's women in 2022 and in 2026"."""
        whose = self.nations or self.ranks
        return replace(
            self,
            games=self.games or other.games,
            genders=self.genders or other.genders,
            rounds=self.rounds or other.rounds,
            nations=self.nations or (() if whose else other.nations),
            ranks=self.ranks or (() if self.nations and not other.nations else other.ranks),
        )


def sides(q: Query) -> tuple[Side, Side] | None:
    """The two sides, each with what was said of both; None where the question does not set one against another."""
    r = q.reading
    timed = r.asks in ("time", "margin") or r.cue(
        "op:faster", "op:slower", "op:closest", "op:biggest", "noun:time", "noun:margin", "unit:second"
    )
    if not timed or r.people or r.bound or r.cue(*_OF_OTHERS):
        return None
    if any("op:closest" in t.cues or "op:biggest" in t.cues for t in r.terms if t.text.endswith("est")):
        return None  # the closest of all
    cut = _cut(r.terms, spans=r.asks == "margin" and r.cue("noun:time"))
    if cut is None:
        return _men_and_women(q) or _two_there(q)
    left, right = _side(q, r.terms[:cut]), _side(q, r.terms[cut + 1 :])
    if right == Side() or any(len(side.games) > 1 or len(side.nations) > 1 for side in (left, right)):
        return None
    a, b = left.beside(right), right.beside(left)
    if replace(a, nations=b.nations) == b and not r.cue("op:faster", "op:slower"):
        return None  # two teams and nothing else: that is how they met
    return (a, b) if a != b else None


def _men_and_women(q: Query) -> tuple[Side, Side] | None:
    """Of "the difference between the men's and the women's winning time", the two genders."""
    r = q.reading
    if not (r.cue("gender:both") and r.cue("op:compare", "period:between", "op:faster", "op:slower", "op:closest")):
        return None
    games = q.said_games if len(q.said_games) == 1 else ()
    ranks = ranks_asked(q)
    return (Side(games, ("men",), r.nations, r.rounds, ranks), Side(games, ("women",), r.nations, r.rounds, ranks))


def _two_there(q: Query) -> tuple[Side, Side] | None:
    """The only two races that fit, where no side is named: "which of Norway's two winning finals was quicker"."""
    r = q.reading
    if not r.nations or not r.cue("op:faster", "op:slower", "op:compare") or races.between(q):
        return None
    rows = races.asked(q)
    if len(rows) != 2:
        return None
    a, b = (Side((s.games.id,), (s.event.gender,), (s.entry.nation,), (s.round.round,)) for s in rows)
    return a, b


def _cut(terms: Sequence[Term], *, spans: bool) -> int | None:
    """Where one side ends and the other begins; with `spans` "and" may stand there: "the times of 2014 and 2018"."""
    for at, term in enumerate(terms):
        if term.text == "than" or term.text.endswith(" than"):
            return at
        if at and not term.cues.isdisjoint(("op:compare", "verb:meet")) and at + 1 < len(terms):
            return at
        spans = spans or not term.cues.isdisjoint(("period:between", "period:since", "op:compare"))
        if spans and at and term.text in ("and", "to", "with", "till", "until") and _names(terms[at - 1]):
            return at
        if term.text == "or" and at and _names(terms[at - 1]):
            return at
    return None


def _names(term: Term) -> bool:
    return any(
        cue.partition(":")[0] in ("year", "games", "nation", "medal", "rank", "gender", "round") for cue in term.cues
    )


def _side(q: Query, terms: Sequence[Term]) -> Side:
    said: dict[str, list[str]] = {}
    for term in terms:
        for cue in term.cues:
            kind, _, value = cue.partition(":")
            said.setdefault(kind, []).append(value)
    years = [q.snapshot.by_year[int(y)] for y in said.get("year", ()) if int(y) in q.snapshot.by_year]
    cities = [g for value in said.get("games", ()) for g in value.split("|") if g in q.snapshot.games]
    ranks = [int(rank) for rank in said.get("rank", ()) if rank.isdigit()] + [
        MEDAL_RANK[m] for m in said.get("medal", ())
    ]
    if "last" in said.get("rank", ()):
        ranks.append(LAST_RANK)
    winners = "champion" in said.get("noun", ()) or any(term.text in ("winner", "winners") for term in terms)
    if not ranks and (winners or ("win" in said.get("verb", ()) and "time" in said.get("noun", ()))):
        ranks = [1]
    return Side(
        games=tuple(dict.fromkeys((*years, *(g for g in cities if g in q.held)))),
        genders=tuple(dict.fromkeys(g for g in said.get("gender", ()) if g in ("men", "women"))),
        nations=tuple(dict.fromkeys(n for n in said.get("nation", ()) if n in q.reading.nations)),
        rounds=tuple(dict.fromkeys(said.get("round", ()))),
        ranks=tuple(dict.fromkeys(ranks)),
    )


def answer(q: Query, pair: tuple[Side, Side]) -> Response:
    """Which of the two was faster, or closer, and by how much."""
    r = q.reading
    if r.yes_no and not (pair[0].games or pair[1].games) and r.cue("op:ever"):
        return _ever(q, pair)
    by_margin = r.cue("op:closest", "op:biggest") or any("margin" in term.text for term in r.terms)
    told: list[str] = []
    used: list[Start] = []
    missing: list[str] = []
    same = pair[0].genders == pair[1].genders
    for gender in (pair[0].genders or q.genders) if same else q.genders[:1]:
        a, b = (_mark(q, side, gender, by_margin) for side in pair)
        if a is None or b is None:
            continue
        values = [s.margin if by_margin else s.entry.time for s in (a, b)]
        if None in values:
            missing += [_what(q, s, by_margin) for s, v in zip((a, b), values, strict=True) if v is None]
            continue
        used += [a, b]
        told.append(_sentence(q, pair, a, b, by_margin))
    if told:
        return Response(
            Found(" ".join(told[:MOST_SENTENCES]), sources=q.race_sources(used), suggestions=after_races(used)),
            focus(used),
            q.scope,
        )
    what = f"{missing[0]} is not held." if missing else f"One of the two is not held: {q.scope}."
    return Response(NotHeld(opened(what), suggestions=("what was the winning time in 2022?",)), focus([]), q.scope)


def _ever(q: Query, pair: tuple[Side, Side]) -> Response:
    """At which Games one side was faster, or slower, than the other."""
    more = q.reading.cue("op:slower") and not q.reading.cue("op:faster")
    found: list[tuple[Start, Start]] = []
    for games in q.games:
        for gender in q.genders:
            a, b = (_mark(q, replace(side, games=(games,)), gender, False) for side in pair)
            if a and b and a.entry.time and b.entry.time and (a.entry.time > b.entry.time) == more:
                found.append((a, b))
    if not found:
        return Response(Found(f"No: that is so at none of the Games, as far as times are held ({q.scope})."))
    told = [
        f"{q.nation(a.entry.nation)} {clock(a.entry.time or 0)}, {q.nation(b.entry.nation)} {clock(b.entry.time or 0)} "
        f"({a.event.gender} {a.games.year})"
        for a, b in found
    ]
    used = [s for both in found for s in both]
    text = (
        f"Yes: {'; '.join(told[:MOST_TOLD])}{f', and {len(told) - MOST_TOLD} more' if len(told) > MOST_TOLD else ''}."
    )
    return Response(Found(text, sources=q.race_sources(used), suggestions=after_races(used)), focus(used), q.scope)


MOST_TOLD = 4


def _what(q: Query, s: Start, by_margin: bool) -> str:
    return f"the {'margin' if by_margin else 'time'} of {q.entrant(s.entry.nation, s.entry.skaters)} in {races.name(s)}"


def _mark(q: Query, side: Side, gender: str, by_margin: bool) -> Start | None:
    """The one start that a side means: of a team its last race, of an event the winner's."""
    if side.genders and gender not in side.genders:
        gender = side.genders[0]
    games = side.games or q.games[:1]
    rows = q.starts(games=games, genders=(gender,), rounds=side.rounds, nations=side.nations)
    if side.ranks:
        placed = {x.placing.nation for x in q.results(games=games, genders=(gender,), nations=(), ranks=side.ranks)}
        rows = [s for s in rows if s.entry.nation in placed]
    elif not side.nations:
        rows = [s for s in rows if s.won and (side.rounds or s.is_final)]
    if not rows:
        return None
    last = max(s.kind.order for s in rows)
    rows = [s for s in rows if s.kind.order == last]
    return min(rows, key=lambda s: (s.margin if by_margin else s.entry.time) or 10**9)


def _sentence(q: Query, pair: tuple[Side, Side], a: Start, b: Start, by_margin: bool) -> str:
    r = q.reading
    if a.race is b.race and not by_margin and a.margin is not None:
        return margin_sentence(q, a)
    x, y = ((a.margin or 0), (b.margin or 0)) if by_margin else ((a.entry.time or 0), (b.entry.time or 0))
    more = r.cue("op:slower", "op:biggest") and not r.cue("op:faster", "op:closest")
    asked_of_first = r.yes_no and r.cue("op:slower", "op:biggest", "op:faster", "op:closest") and not _either(q)
    verdict = ("Yes: " if (x > y if more else x < y) else "No: ") if asked_of_first else ""
    if x == y:
        return opened(f"{verdict}they are equal: {seconds(x) if by_margin else clock(x)}.")
    first, second = (a, b) if (x > y) == more else (b, a)
    if by_margin:
        text = (
            f"{_label(q, pair, first)} was {'wider' if more else 'closer'}: {seconds(first.margin or 0)} in "
            f"{races.name(first)}, against {seconds(second.margin or 0)} in {races.name(second)}."
        )
    else:
        text = (
            f"{_label(q, pair, first)} was {'slower' if more else 'faster'} by {seconds(abs(x - y))}: "
            f"{clock(first.entry.time or 0)} in {races.name(first)} against {clock(second.entry.time or 0)} "
            f"in {races.name(second)}."
        )
    return f"{verdict}{text}" if verdict else opened(text)


def _either(q: Query) -> bool:
    """Whether the question leaves open which of the two: "was Canada faster in 2022 or in 2026"."""
    return any(term.text == "or" for term in q.reading.terms)


def _label(q: Query, pair: tuple[Side, Side], s: Start) -> str:
    """What tells one side from the other."""
    a, b = pair
    words = []
    if a.nations != b.nations or a.ranks != b.ranks:
        words.append(q.entrant(s.entry.nation, s.entry.skaters))
    if a.games != b.games:
        words.append(f"in {s.games.year}" if words else str(s.games.year))
    if a.genders != b.genders and not words:
        words.append(f"the {s.event.gender}'s race")
    if not words:
        words.append(races.name(s))
    return " ".join(words)
