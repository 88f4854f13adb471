"""What a question about records describes and asks: whose, when, where, how long, what was broken; no words."""

from functools import cached_property

from bot.facts.models import Record
from bot.facts.snapshot import RecordStep
from bot.intents.records.record_names import AGAINST, KINDS, RecordNames
from bot.language.dates import Said


class RecordQuestion(RecordNames):
    """One question about records."""

    # ---- constraints

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Olympic and world records, as far as the question says; at Games the Olympic one."""
        r = self.r
        named = KINDS if r.cue("record:both") else tuple(k for k in KINDS if f"record:{k}" in r.cues)
        if named:
            return named
        if r.time and (
            timed := tuple(
                k for k in KINDS if any(x.kind == k and x.time == r.time for x in self.q.snapshot.knowledge.records)
            )
        ):
            return timed
        if self.places or self.meeting or any(m.kind == "date" for m in self.mentions):
            return ("WR",) if not self.games and not self.rounds else ("OR",)
        return (
            ("OR",)
            if self.games or self.rounds or (self.anchor and self.anchor.games) or r.inherited & {"games"}
            else KINDS
        )

    def _rest(self, kind: str, *, owner: bool = True) -> tuple[object, ...]:
        """The values of a kind that describe the record sought."""
        skipped = [*self.anchored, *(self.taken_from if self.breaks else ()), *(() if owner else self.owned)]
        return tuple(m.value for m in self.mentions if m.kind == kind and m not in skipped)

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The years from and to which records are asked for; "from 2009" alone is the year of one."""
        said = {t.text for t in self.r.terms}
        onwards = said & {"onwards", "onward", "on"}
        one = self.r.years and self.r.years[1] == 9999 and "from" in said and not onwards
        return None if self.anchored or one else self.r.years

    @cached_property
    def _at_the_games(self) -> bool:
        """Whether a world record at any Games is asked for."""
        terms = self.r.terms
        named = any(
            "noun:games" in t.cues and at and {"at", "during"} & {u.text for u in terms[max(0, at - 2) : at]}
            for at, t in enumerate(terms)
        )
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
        before = self.r.terms[max(0, self.record_at - 2) : max(0, self.record_at)]
        ranks = [c.partition(":")[2] for t in before for c in t.cues if c.startswith("rank:")]
        return int(ranks[0]) if ranks and ranks[0].isdigit() and ranks[0] != "1" else 0

    @cached_property
    def duration(self) -> bool:
        """Whether it is asked how long a record stood."""
        r = self.r
        units = r.cue("wh:how-many") and any(t.text in ("days", "years", "months", "weeks") for t in r.terms)
        return (
            r.cue("noun:duration")
            or "how long" in " ".join(r.phrases)
            or r.asks == "age"
            or (units and r.cue("verb:hold", "verb:own", "record:stand", "op:last", "aux:have"))
        )

    @cached_property
    def from_whom(self) -> bool:
        """Whether the one that lost the record is asked for: "who lost it", "from whom did they take it"."""
        r, texts = self.r, [t.text for t in self.r.terms]
        lost = bool({"lost", "lose", "loses", "lost to"} & set(texts))
        whom = texts[-1:] == ["from"] or any(
            a in ("from", "off") and "wh:who" in b.cues for a, b in zip(texts, r.terms[1:], strict=False)
        )
        return r.asks in ("who", "nation", "whose") and (lost or (whom and self.breaks))

    @cached_property
    def now(self) -> bool:
        """Whether what a team holds today is asked for, not what it ever set."""
        r = self.r
        return (
            any(t.text in ("hold", "holds", "own", "owns") for t in r.terms)
            and not r.cue("op:ever", "op:never")
            and not self.games
        )

    @cached_property
    def breaks(self) -> bool:
        """Whether the question speaks of a record being broken."""
        return self.r.cue("feat:break", "mark:break")

    @cached_property
    def games(self) -> tuple[str, ...]:
        """Games the record sought was set at."""
        if not self.r.games and self.years and {"onwards", "onward", "on"} & {t.text for t in self.r.terms}:
            return ()  # the Games named are where the span begins
        named = tuple(str(v) for v in self._rest("games"))
        if named or any(m.kind == "games" for m in self.anchored) or (self.r.games == () and self.r.years):
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
        rivals = {
            str(m.value)
            for m in self.mentions
            if m.kind == "nation" and m.at > 0 and self.r.terms[m.at - 1].text in AGAINST
        }
        away = rivals | {
            str(m.value)
            for m in (*self.anchored, *(self.taken_from if self.breaks else ()), *(self.owned if self.ended else ()))
            if m.kind == "nation"
        }
        return tuple(n for n in self.r.nations if n not in away)

    @cached_property
    def ended(self) -> bool:
        """Whether what is sought is the end of a record that is described: "who broke Canada's 2009 record"."""
        told = [m for m in self.owned if m.kind in ("nation", "date", "time", "games")]
        return self.breaks and bool(told or self.taken_from)

    def fits(self, x: Record) -> bool:
        """Whether a record is as described."""
        mine = {id(m) for m in self.owned} if self.ended else set()
        days = [m.value for m in self.mentions if m.kind == "date" and m not in self.anchored and id(m) not in mine]
        games = [g for g in self.games if not (self.ended and any(m.value == g for m in self.owned))]
        times = [m.value for m in self.mentions if m.kind == "time" and m not in self.anchored and id(m) not in mine]
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
        of = {
            k: [m.value for m in (*self.owned, *self.taken_from) if m.kind == k]
            for k in ("nation", "date", "games", "time")
        }
        return (
            (not of["nation"] or x.nation in of["nation"])
            and (not of["games"] or x.games in of["games"])
            and (not of["time"] or x.time in of["time"])
            and all(d.fits(x.date) for d in of["date"] if isinstance(d, Said))
        )

    @cached_property
    def free(self) -> bool:
        """Whether nothing describes the record: the one that stands is meant."""
        named = (
            self.setters
            or self.r.people
            or self.rounds
            or self.games
            or self.places
            or self.meeting
            or self.anchor
            or self.ended
        )
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
            return [
                s
                for s in steps
                if s.before and self.owner_fits(s.before) and not self.owner_goes_on(s) and self.fits(s.record)
            ]
        return [s for s in steps if self.fits(s.record)]

    def owner_goes_on(self, step: RecordStep) -> bool:
        """Whether the same nation only bettered its own record, when a record is said to have been taken from it."""
        nations = {m.value for m in (*self.owned, *self.taken_from) if m.kind == "nation"}
        dated = any(m.kind in ("date", "time", "games") for m in self.owned)
        return not dated and step.record.nation in nations
