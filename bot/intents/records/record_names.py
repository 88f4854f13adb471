"""What a question about records names and where: nations, Games, rounds, days, times, and what it looks back from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from bot.intents.query import Query
from bot.language.dates import Said, said
from bot.language.reading import Reading, Term

KINDS = ("OR", "WR")
# What may stand between a record and the one it belongs to: "Canada's 2009 women's world record".
DESCRIBING = frozenset(
    (
        "nation",
        "year",
        "games",
        "venue",
        "gender",
        "filler",
        "number",
        "time",
        "month",
        "skater",
        "part",
        "record",
        "op",
        "event",
        "place",
    )
)
BEFORE = ("period:before", "period:until", "span:earlier", "record:stand")
# Words of `record:stand` that look back from something; the others only say that it stood.
LOOKING_BACK = frozenset(
    (
        "before",
        "prior to",
        "going into",
        "heading into",
        "coming into",
        "coming in to",
        "entering",
        "until",
        "ahead of",
        "on the eve of",
    )
)
FINAL = "final-a"
PARTICIPLES = frozenset(("broken", "beaten", "taken", "fallen", "beaten by", "broken by", "bettered by"))
AGAINST = frozenset(("against", "over", "versus", "vs", "v", "against the"))


class Mention(NamedTuple):
    """Something named at a place in the question: a nation, Games, a round, a day, a time."""

    at: int
    kind: str
    value: object


class Anchor(NamedTuple):
    """What a question looks back or ahead from: "before Beijing", "after Canada's record"."""

    before: bool
    nation: str = ""
    games: str = ""
    round: str = ""
    date: Said | None = None
    time: int | None = None


class RecordNames:
    """The names of one question about records, sorted into what describes the record and what it is held against."""

    def __init__(self, q: Query) -> None:
        self.q, self.r = q, own(q.reading)
        self.days = said(self.r.terms)

    # ---- what is named where

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All names in order; a time that was spoken of before stands first."""
        found = tuple(self._mentions())
        before = "question" in self.r.inherited and self.r.time and not any(m.kind == "time" for m in found)
        return (Mention(-1, "time", self.r.time), *found) if before else found

    def _mentions(self) -> Iterator[Mention]:
        dated = {at: d for d in self.days for at in (d.start,)}
        inside = {at for d in self.days for at in range(d.start, d.end + 1)}
        for at, term in enumerate(self.r.terms):
            if at in dated and not self._is_games(dated[at]):
                yield Mention(at, "date", dated[at])
                continue
            for cue in sorted(term.cues):
                kind, _, value = cue.partition(":")
                if kind == "nation" and value in self.r.nations:
                    yield Mention(at, "nation", value)
                elif kind in ("games", "venue") and (place := self._town(value.split("|"))):
                    yield Mention(at, "place", place)
                elif kind in ("games", "venue"):
                    yield from (Mention(at, "games", g) for g in value.split("|") if g in self.q.held)
                elif kind == "year" and value.isdigit() and self.q.snapshot.by_year.get(int(value)) in self.q.held:
                    yield Mention(at, "games", self.q.snapshot.by_year[int(value)])
                elif kind == "round":
                    yield Mention(at, "round", value)
                elif kind == "place":
                    yield Mention(at, "place", value.replace("-", " "))
                elif kind == "time" and value.isdigit() and at not in inside:
                    yield Mention(at, "time", int(value))
            if "noun:finalist" in term.cues:
                yield Mention(at, "round", FINAL)

    def _is_games(self, day: Said) -> bool:
        """Whether a date is nothing but the year of Games, or one that must mean them."""
        return day.month is None and self.q.snapshot.by_year.get(day.year or 0) in self.q.held

    def _town(self, ids: Sequence[str]) -> str:
        """The town of Games without the event, where a record was set there."""
        towns = {self.q.snapshot.games[g].city for g in ids if g in self.q.snapshot.games and g not in self.q.held}
        return next((r.city for r in self.q.snapshot.knowledge.records if r.city in towns), "")

    @cached_property
    def record_at(self) -> int:
        """Where the record itself stands among the words, or the time that stands for it; -1 where neither is said."""
        kinds = ("record:OR", "record:WR", "record:TR", "record:both", "noun:record")
        told = next((at for at, t in enumerate(self.r.terms) if t.cues & set(kinds)), -1)
        return told if told >= 0 else next((m.at for m in self.mentions if m.kind == "time"), -1)

    @cached_property
    def owned(self) -> tuple[Mention, ...]:
        """What stands right before the record and says which one it is: Canada and 2009 in "Canada's 2009 record"."""
        at = self.record_at
        while at > 0 and _describes(self.r.terms[at - 1]) and self.r.terms[at - 1].text != "than":
            at -= 1
        after = self.r.terms[self.record_at + 1].text if 0 <= self.record_at < len(self.r.terms) - 1 else ""
        end = self.record_at + 2 if after in ("from", "of") else -1  # "Canada's record from 2009"
        found = tuple(
            m for m in self.mentions if (at <= m.at < self.record_at or m.at == end) and m not in self.anchored
        )
        if any(m.kind == "nation" for m in found):  # "was Canada's record in Turin broken in Vancouver"
            broken = next((i for i, t in enumerate(self.r.terms) if i > self.record_at and "feat:break" in t.cues), -1)
            found += tuple(
                m
                for m in self.mentions
                if self.record_at < m.at < broken and m.kind in ("games", "date", "place") and m not in found
            )
        found += tuple(m for m in self.mentions if m.kind == "time" and m not in found and self._is_broken(m.at))
        return found if any(m.kind in ("nation", "date", "games", "time") for m in found) else ()

    def _is_broken(self, at: int) -> bool:
        """Whether the time at a place was broken: "who beat 3:34.47", "when was 2:55.79 beaten"."""
        terms = self.r.terms
        verb = next((i for i, t in enumerate(terms) if "feat:break" in t.cues), -1)
        if verb < 0 or at in {m.at for m in self.anchored}:
            return False
        if at < self.record_at < verb and any("pronoun:it" in t.cues for t in terms[verb - 1 : verb]):
            return False  # "how much faster was 3:37.08 than the record it replaced"
        passive = any("aux:be" in t.cues or t.text.split()[-1] in ("was", "is", "were") for t in terms[:at])
        suffered = terms[verb].text in PARTICIPLES and not any("aux:have" in t.cues for t in terms)
        return at > verb or passive or suffered

    @cached_property
    def taken_from(self) -> tuple[Mention, ...]:
        """The nation a record was taken from: "from Japan"."""
        terms = self.r.terms
        return tuple(
            m
            for m in self.mentions
            if m.kind == "nation" and m.at and terms[m.at - 1].text in ("from", "off", "away from", "from the")
        )

    @cached_property
    def anchor(self) -> Anchor | None:
        """What the question looks back or ahead from."""
        return self._anchoring[0]

    @cached_property
    def anchored(self) -> tuple[Mention, ...]:
        return self._anchoring[1]

    @cached_property
    def _anchoring(self) -> tuple[Anchor | None, tuple[Mention, ...]]:
        for at, term in enumerate(self.r.terms):
            if "noun:opening" in term.cues and (told := [m for m in self.mentions if m.kind == "games" and m.at < at]):
                return self._anchor_of(True, told[-1:]), tuple(told[-1:])  # "when the 2022 Games opened"
            before = bool(term.cues & set(BEFORE)) and (
                "record:stand" not in term.cues or "period:before" in term.cues or term.text in LOOKING_BACK
            )
            after = "period:after" in term.cues
            if not (before or after):
                continue
            if "span:earlier" in term.cues:
                games = next((m for m in self.mentions if m.kind == "games"), None)
                return Anchor(True, round=FINAL, games=str(games.value) if games else ""), ()
            near = [
                m
                for m in self.mentions
                if at < m.at <= at + 6
                and all(_describes(t) or _kinds(t) & {"verb", "round"} for t in self.r.terms[at + 1 : m.at])
            ]
            if near:
                return self._anchor_of(before, near), tuple(near)
        return None, ()

    def _anchor_of(self, before: bool, near: Sequence[Mention]) -> Anchor:
        first = {m.kind: m.value for m in reversed(near)}
        day, time = first.get("date"), first.get("time")
        return Anchor(
            before,
            nation=str(first.get("nation", "")),
            games=str(first.get("games", "")),
            round=str(first.get("round", "")),
            date=day if isinstance(day, Said) else None,
            time=time if isinstance(time, int) else None,
        )


def own(reading: Reading) -> Reading:
    """Without the team and the Games just spoken of, where the question does not point at them."""
    taken = reading.inherited
    if not taken or "question" in taken or reading.pronouns or reading.yes_no:
        return reading
    return replace(
        reading,
        nations=() if "nations" in taken else reading.nations,
        people=() if "people" in taken else reading.people,
        games=() if "games" in taken else reading.games,
        rounds=() if "rounds" in taken else reading.rounds,
        inherited=taken - {"nations", "people", "games", "rounds"},
    )


def _kinds(term: Term) -> set[str]:
    return {c.partition(":")[0] for c in term.cues}


def _describes(term: Term) -> bool:
    kinds = _kinds(term)
    return (bool(kinds & DESCRIBING) and not kinds & {"verb", "wh", "tell"}) or term.text in ("the", "s")
