"""What a question about records describes: whose, from when and where, and whether it means those records or their neighbours; it words nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bot.facts.models import Record
from bot.facts.snapshot import RecordStep
from bot.intents.query import Query
from bot.language.dates import Said, said
from bot.language.reading import Reading, Term

KINDS = ("OR", "WR")
# What may stand between a record and the one it belongs to: "Canada's 2009 women's world record".
DESCRIBING = frozenset(("nation", "year", "games", "venue", "gender", "filler", "number", "time", "month", "skater", "part", "record", "op", "event", "place"))
BEFORE = ("period:before", "period:until", "span:earlier", "record:stand")
# Words of `record:stand` that look back from something; the others only say that it stood.
LOOKING_BACK = frozenset(("before", "prior to", "going into", "heading into", "coming into", "coming in to", "entering", "until", "ahead of", "on the eve of"))
FINAL = "final-a"
PARTICIPLES = frozenset(("broken", "beaten", "taken", "fallen", "beaten by", "broken by", "bettered by"))
AGAINST = frozenset(("against", "over", "versus", "vs", "v", "against the"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named at a place in the question: a nation, Games, a round, a day, a time."""

    at: int
    kind: str
    value: object


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a question looks back or ahead from: "before Beijing", "after Canada's record"."""

    before: bool
    nation: str = ""
    games: str = ""
    round: str = ""
    date: Said | None = None
    time: int | None = None


class RecordQuestion:
    """One question about records, its words sorted into what describes the record and what it is held against."""

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
    def _record_at(self) -> int:
        """Where the record itself stands among the words, or the time that stands for it; -1 where neither is said."""
        kinds = ("record:OR", "record:WR", "record:TR", "record:both", "noun:record")
        told = next((at for at, t in enumerate(self.r.terms) if t.cues & set(kinds)), -1)
        return told if told >= 0 else next((m.at for m in self.mentions if m.kind == "time"), -1)

    @cached_property
    def owned(self) -> tuple[Mention, ...]:
        """What stands right before the record and says which one it is: Canada and 2009 in "Canada's 2009 record"."""
        at = self._record_at
        while at > 0 and _describes(self.r.terms[at - 1]):
            at -= 1
        after = self.r.terms[self._record_at + 1].text if 0 <= self._record_at < len(self.r.terms) - 1 else ""
        end = self._record_at + 2 if after in ("from", "of") else -1  # "Canada's record from 2009"
        found = tuple(m for m in self.mentions if (at <= m.at < self._record_at or m.at == end) and m not in self._anchored)
        if any(m.kind == "nation" for m in found):  # "was Canada's record in Turin broken in Vancouver"
            broken = next((i for i, t in enumerate(self.r.terms) if i > self._record_at and "feat:break" in t.cues), -1)
            found += tuple(m for m in self.mentions if self._record_at < m.at < broken and m.kind in ("games", "date", "place") and m not in found)
        found += tuple(m for m in self.mentions if m.kind == "time" and m not in found and self._is_broken(m.at))
        return found if any(m.kind in ("nation", "date", "games", "time") for m in found) else ()

    def _is_broken(self, at: int) -> bool:
        """Whether the time at a place is what was broken, not what broke it: "who beat 3:34.47", "when was 2:55.79 beaten"."""
        terms = self.r.terms
        verb = next((i for i, t in enumerate(terms) if "feat:break" in t.cues), -1)
        if verb < 0 or at in {m.at for m in self._anchored}:
            return False
        passive = any("aux:be" in t.cues or t.text.split()[-1] in ("was", "is", "were") for t in terms[:at])
        suffered = terms[verb].text in PARTICIPLES and not any("aux:have" in t.cues for t in terms)
        return at > verb or passive or suffered

    @cached_property
    def _taken_from(self) -> tuple[Mention, ...]:
        """The nation a record was taken from: "from Japan"."""
        terms = self.r.terms
        return tuple(m for m in self.mentions if m.kind == "nation" and m.at and terms[m.at - 1].text in ("from", "off", "away from", "from the"))

    @cached_property
    def anchor(self) -> Anchor | None:
        """What the question looks back or ahead from."""
        return self._anchoring[0]

    @cached_property
    def _anchored(self) -> tuple[Mention, ...]:
        return self._anchoring[1]

    @cached_property
    def _anchoring(self) -> tuple[Anchor | None, tuple[Mention, ...]]:
        for at, term in enumerate(self.r.terms):
            before = bool(term.cues & set(BEFORE)) and ("record:stand" not in term.cues or "period:before" in term.cues or term.text in LOOKING_BACK)
            after = "period:after" in term.cues
            if not (before or after):
                continue
            if "span:earlier" in term.cues:
                games = next((m for m in self.mentions if m.kind == "games"), None)
                return Anchor(True, round=FINAL, games=str(games.value) if games else ""), ()
            near = [m for m in self.mentions if at < m.at <= at + 6 and all(_describes(t) or _kinds(t) & {"verb", "round"} for t in self.r.terms[at + 1 : m.at])]
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

    # ---- constraints

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Olympic and world records, as far as the question says; at Games the Olympic one."""
        r = self.r
        named = KINDS if r.cue("record:both") else tuple(k for k in KINDS if f"record:{k}" in r.cues)
        if named:
            return named
        if r.time and (timed := tuple(k for k in KINDS if any(x.kind == k and x.time == r.time for x in self.q.snapshot.knowledge.records))):
            return timed
        if self.places or self.meeting or any(m.kind == "date" for m in self.mentions):
            return ("WR",) if not self.games and not self.rounds else ("OR",)
        return ("OR",) if self.games or self.rounds or (self.anchor and self.anchor.games) or r.inherited & {"games"} else KINDS

    def _rest(self, kind: str, *, owner: bool = True) -> tuple[object, ...]:
        """The values of a kind that describe the record sought."""
        skipped = [*self._anchored, *(self._taken_from if self.breaks else ()), *(() if owner else self.owned)]
        return tuple(m.value for m in self.mentions if m.kind == kind and m not in skipped)

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The years from and to which records are asked for; "from 2009" alone is the year of one."""
        one = self.r.years and self.r.years[1] == 9999 and any(t.text == "from" for t in self.r.terms)
        return None if self._anchored or one else self.r.years

    @cached_property
    def _at_the_games(self) -> bool:
        """Whether a world record at any Games is asked for."""
        terms = self.r.terms
        named = any("noun:games" in t.cues and at and {"at", "during"} & {u.text for u in terms[max(0, at - 2) : at]} for at, t in enumerate(terms))
        return named and "WR" in self.kinds and not self.games and not self.anchor

    @cached_property
    def timed(self) -> bool:
        """Whether a time is written as one, not as "three minutes"."""
        return any(m.kind == "time" for m in self.mentions)

    @cached_property
    def ago(self) -> int:
        """How many years back the question looks: "ten years ago"."""
        texts = [t.text for t in self.r.terms]
        return self.r.number or 0 if "ago" in texts and {"years", "year"} & set(texts) else 0

    @cached_property
    def nth(self) -> int:
        """Which of the records in order: "the second world record"; 0 where no number is said."""
        before = self.r.terms[max(0, self._record_at - 2) : max(0, self._record_at)]
        ranks = [c.partition(":")[2] for t in before for c in t.cues if c.startswith("rank:")]
        return int(ranks[0]) if ranks and ranks[0].isdigit() and ranks[0] != "1" else 0

    @cached_property
    def duration(self) -> bool:
        """Whether it is asked how long a record stood."""
        r = self.r
        units = r.cue("wh:how-many") and any(t.text in ("days", "years", "months", "weeks") for t in r.terms)
        return r.cue("noun:duration") or "how long" in " ".join(r.phrases) or r.asks == "age" or (units and r.cue("verb:hold", "verb:own", "record:stand", "op:last", "aux:have"))

    @cached_property
    def from_whom(self) -> bool:
        """Whether the one that lost the record is asked for: "who lost it", "from whom did they take it"."""
        r, texts = self.r, [t.text for t in self.r.terms]
        lost = bool({"lost", "lose", "loses", "lost to"} & set(texts))
        whom = texts[-1:] == ["from"] or any(a in ("from", "off") and "wh:who" in b.cues for a, b in zip(texts, r.terms[1:], strict=False))
        return r.asks in ("who", "nation", "whose") and (lost or (whom and self.breaks))

    @cached_property
    def now(self) -> bool:
        """Whether what a team holds today is asked for, not what it ever set."""
        r = self.r
        return any(t.text in ("hold", "holds", "own", "owns") for t in r.terms) and not r.cue("op:ever", "op:never") and not self.games

    @cached_property
    def breaks(self) -> bool:
        """Whether the question speaks of a record being broken."""
        return self.r.cue("feat:break", "mark:break")

    @cached_property
    def games(self) -> tuple[str, ...]:
        """Games the record sought was set at."""
        named = tuple(str(v) for v in self._rest("games"))
        if named or any(m.kind == "games" for m in self._anchored) or self.r.games == () and self.r.years:
            return tuple(dict.fromkeys(named))
        if self.r.games and not any(m.kind == "games" for m in self.mentions):
            return tuple(g for g in self.r.games if g in self.q.held)  # from before, or a country as a place
        return self.q.said_games if self.r.when else ()

    @cached_property
    def rounds(self) -> tuple[str, ...]:
        """Rounds the record sought was set in."""
        return tuple(str(v) for v in self._rest("round")) or (self.r.rounds if "rounds" in self.r.inherited else ())

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Towns without the Games."""
        return tuple(str(v) for v in self._rest("place"))

    @cached_property
    def meeting(self) -> str:
        """The competition other than the Games."""
        return self.q.record_meeting

    @cached_property
    def setters(self) -> tuple[str, ...]:
        """Nations that set the record sought."""
        rivals = {str(m.value) for m in self.mentions if m.kind == "nation" and m.at > 0 and self.r.terms[m.at - 1].text in AGAINST}
        away = rivals | {str(m.value) for m in (*self._anchored, *(self._taken_from if self.breaks else ()), *(self.owned if self.ended else ())) if m.kind == "nation"}
        return tuple(n for n in self.r.nations if n not in away)

    @cached_property
    def ended(self) -> bool:
        """Whether what is sought is the end of a record that is described: "who broke Canada's 2009 record"."""
        told = [m for m in self.owned if m.kind in ("nation", "date", "time", "games")]
        return self.breaks and bool(told or self._taken_from)

    def fits(self, x: Record) -> bool:
        """Whether a record is as described."""
        mine = {id(m) for m in self.owned} if self.ended else set()
        days = [m.value for m in self.mentions if m.kind == "date" and m not in self._anchored and id(m) not in mine]
        games = [g for g in self.games if not (self.ended and any(m.value == g for m in self.owned))]
        times = [m.value for m in self.mentions if m.kind == "time" and m not in self._anchored and id(m) not in mine]
        years = self.years
        return (
            (not self.setters or x.nation in self.setters)
            and x.nation not in self.r.without
            and all(set(group) & set(x.skaters) for group in self.r.people)
            and (not self.rounds or x.at in self.rounds)
            and (not games or x.games in games)
            and (not self.places or x.city in self.places)
            and (not self.meeting or x.at == self.meeting)
            and all(d.fits(x.date) for d in days if isinstance(d, Said))
            and (not times or self.r.yes_no or x.time in times)
            and (years is None or years[0] <= x.date.year <= years[1])
            and (not self._at_the_games or x.games is not None)
            and not self.ago
        )

    def owner_fits(self, x: Record) -> bool:
        """Whether a record is the one that is said to have been broken."""
        of = {k: [m.value for m in (*self.owned, *self._taken_from) if m.kind == k] for k in ("nation", "date", "games", "time")}
        return (
            (not of["nation"] or x.nation in of["nation"])
            and (not of["games"] or x.games in of["games"])
            and (not of["time"] or x.time in of["time"])
            and all(d.fits(x.date) for d in of["date"] if isinstance(d, Said))
        )

    @cached_property
    def free(self) -> bool:
        """Whether nothing describes the record: the one that stands is meant."""
        named = self.setters or self.r.people or self.rounds or self.games or self.places or self.meeting or self.anchor or self.ended
        dated = any(m.kind in ("date", "time") for m in self.mentions) or self.years or self._at_the_games or self.ago
        return not (named or dated)

    # ---- choosing

    def steps(self, kind: str, gender: str) -> tuple[RecordStep, ...]:
        """The steps of one record, oldest first."""
        return self.q.snapshot.record_steps.get((kind, self.q.event, gender), ())

    def described(self, kind: str, gender: str) -> list[RecordStep]:
        """The steps that are as described, oldest first."""
        steps = self.steps(kind, gender)
        if self.ended:
            return [s for s in steps if s.before and self.owner_fits(s.before) and not self.owner_goes_on(s) and self.fits(s.record)]
        return [s for s in steps if self.fits(s.record)]

    def owner_goes_on(self, step: RecordStep) -> bool:
        """Whether the same nation only bettered its own record, when a record is said to have been taken from it."""
        nations = {m.value for m in (*self.owned, *self._taken_from) if m.kind == "nation"}
        dated = any(m.kind in ("date", "time", "games") for m in self.owned)
        return not dated and step.record.nation in nations

    def standing(self, kind: str, gender: str) -> RecordStep | None:
        """What stood at the time that the question looks back or ahead from."""
        steps, anchor = self.steps(kind, gender), self.anchor
        if anchor is None:
            moment = self.moment(gender)
            return next((s for s in reversed(steps) if moment is None or s.record.date <= moment), None)
        own = [s for s in steps if not self.setters or s.record.nation in self.setters]
        if anchor.nation or anchor.time:
            return self._beside(steps, anchor)
        if anchor.before:
            return next((s for s in reversed(own) if self._earlier(s.record, anchor, gender)), None)
        return next((s for s in reversed(own) if not self._later(s.record, anchor, gender)), None)

    def _beside(self, steps: Sequence[RecordStep], anchor: Anchor) -> RecordStep | None:
        """The record before or after those of a nation, or one time."""
        mine = [
            s
            for s in steps
            if (not anchor.nation or s.record.nation == anchor.nation)
            and (not anchor.time or s.record.time == anchor.time)
            and (not anchor.games or s.record.games == anchor.games)
            and (not anchor.date or anchor.date.fits(s.record.date))
            and (not self.games or s.record.games in self.games)
        ]
        if not mine:
            return None
        at = steps.index(mine[-1])
        if not anchor.before:
            return steps[at + 1] if at + 1 < len(steps) else None
        while at > 0 and not anchor.time and not anchor.date and steps[at - 1].record.nation == anchor.nation:
            at -= 1
        return steps[at - 1] if at else None

    def _days(self, games: str, gender: str, round_id: str = "") -> list[date]:
        events = [e for e in self.q.snapshot.games[games].events if e.event == self.q.event and e.gender == gender]
        return [x.date for e in events for x in e.rounds if not round_id or x.round == round_id]

    def _earlier(self, x: Record, anchor: Anchor, gender: str) -> bool:
        games = anchor.games or (self.games[0] if anchor.round and self.games else "") or (self.q.held[-1] if anchor.round else "")
        if anchor.round and games:
            days = self._days(games, gender, anchor.round)
            order = self.q.snapshot.rounds
            if x.games == games and x.at in order:
                return order[x.at].order < order[anchor.round].order
            return bool(days) and x.date < min(days)
        if anchor.games:
            days = self._days(anchor.games, gender)
            return bool(days) and x.date < min(days)
        return anchor.date is not None and anchor.date.year is not None and x.date < anchor.date.first

    def _later(self, x: Record, anchor: Anchor, gender: str) -> bool:
        if anchor.games:
            rounds = self.q.snapshot.rounds
            if anchor.round and x.games == anchor.games and x.at in rounds:
                return rounds[x.at].order > rounds[anchor.round].order
            days = self._days(anchor.games, gender, anchor.round)
            return not days or x.date > max(days)
        return anchor.date is not None and anchor.date.year is not None and x.date > anchor.date.last

    def moment(self, gender: str) -> date | None:
        """The day a record must have stood on: that of Games, the end of a month or year; None for today."""
        held = self.games
        days = [m.value for m in self.mentions if m.kind == "date" and m not in self._anchored]
        if self.ago:
            return date(self.q.snapshot.knowledge.as_of.year - self.ago, 12, 31)
        if days and isinstance(days[0], Said) and days[0].year:
            return days[0].last
        if days and isinstance(days[0], Said) and held:
            return Said(self.q.snapshot.games[held[0]].year, days[0].month, days[0].day, 0, 0).last
        if held:
            return max(self._days(held[-1], gender), default=None)
        return date(min(self.years[1], 9998), 12, 31) if self.years else None


def own(reading: Reading) -> Reading:
    """Without the team and the Games just spoken of, where the question does not point at them: a record is its own matter."""
    taken = reading.inherited
    if "question" in taken or reading.pronouns or reading.yes_no:
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
    return bool(kinds & DESCRIBING) and not kinds & {"verb", "wh", "tell"} or term.text in ("the", "s")
