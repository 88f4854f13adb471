"""Finds the moment and the detail that a question is about, by its constraints and its telling words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from bot.facts.models import Detail, Moment
from bot.intents.moments.moment_detail import ROLES, Details
from bot.intents.moments.moment_index import Indexed, Told
from bot.intents.moments.moment_question import Asked
from bot.intents.query import Query

# Kinds of moments that a question after what happened at whole Games means.
_STRIKING = "fall row disqualification upset clash comeback injury photo-finish equipment petition"
STRIKING = frozenset(_STRIKING.split())
# A moment that tells less than this share of what the best tells does not fit equally.
EQUAL = 0.93


@dataclass(frozen=True, slots=True)
class Hit:
    """A moment with the detail that answers, None where the whole moment does."""

    moment: Moment
    told: Told | None
    score: float
    order: int  # where it stands in the files

    @property
    def detail(self) -> Detail | None:
        """The detail as it stands in the file."""
        return self.told.detail if self.told else None


class Search:
    """One question held against the moments."""

    def __init__(self, q: Query) -> None:
        self.q, self.asked = q, Asked(q)
        self.index, self.details = self.asked.index, Details(self.asked)

    @cached_property
    def _within(self) -> int:
        """The moments, one bit each, of what was said: event, Games, genders, nations, and every word of it."""
        q, r, within = self.q, self.q.reading, self.index.within
        held = within.get(("event", q.event), 0)
        if q.said_games:
            held &= _any(within.get(("games", g), 0) for g in self.asked.games)
        if r.genders:
            held &= _any(within.get(("gender", g), 0) for g in r.genders)
        for nation in r.nations:
            held &= within.get(("nation", nation), 0)
        for _, own in self.asked.needed:
            if not all(t.isdigit() for t in own):
                held &= _any(self.index.holders.get(t, 0) for t in own)
        return held

    def _fits(self, m: Indexed) -> bool:
        """Whether a moment is of the round and the people that were said."""
        r, moment = self.q.reading, m.moment
        if r.rounds and "rounds" not in r.inherited and moment.round not in r.rounds and not self._round_told(m):
            return False
        if not r.people:
            return True
        # Where nobody is named, as in what a commentator said, the people of the race stand for it.
        told = any(
            t in m.words and self.index.rarity.get(t, 0) > 2.5 for _, own in self.asked.needed for t in own - {"say"}
        )
        people = self.index.people_around[m.order] if told and not moment.skaters else m.people
        return all(set(group) & people for group in r.people)

    def _round_told(self, m: Indexed) -> bool:
        """A round that is only spoken of: "why were they sad after losing the semifinal"."""
        known = m.asks | m.words
        return all(any(terms <= known for terms in self.index.round_terms[x]) for x in self.q.reading.rounds)

    @cached_property
    def hits(self) -> list[Hit]:
        """The moments that hold every word of the question and have a detail of the role, the best first."""
        return sorted(self._scored(loose=False), key=lambda h: -h.score)

    def near(self) -> list[Hit]:
        """The same, whatever people and rounds were said."""
        return sorted(self._scored(loose=True), key=lambda h: -h.score)

    def _scored(self, *, loose: bool) -> Iterator[Hit]:
        terms = self.asked.said
        held = self._within
        for m in self.index.moments:
            if not held >> m.order & 1 or not (loose or self._fits(m)):
                continue
            if not all(self._holds(m, own) for _, own in self.asked.needed) or (
                self.asked.needed and not any(own & (m.words | m.asks) for _, own in self.asked.needed)
            ):
                continue
            told = None if self._story(m) else self.details.of(m)
            if told or self._whole(m, terms):
                yield Hit(m.moment, told, self._score(m, told), m.order)
            elif self._told_whole(m):
                yield Hit(m.moment, None, self._score(m, None) - 1, m.order)

    def _holds(self, m: Indexed, own: frozenset[str]) -> bool:
        """Whether a moment, or for a plain question its race, holds a word; "11 seconds" is within 11.29."""
        if own & m.all or (own & self.index.around[m.order] and not self.asked.yes_no):
            return True
        return all(t.isdigit() for t in own) and any(x.startswith(f"{t}.") for t in own for x in m.all)

    def _score(self, m: Indexed, told: Told | None) -> float:
        score = 0.0
        for t, tells in self.asked.telling:
            score += tells if t in m.words else 0.8 * tells if t in m.asks else 0.3 * tells if t in m.all else 0
            if told and t in told.asks:
                score += (0.6 if t in told.alone else 0.3) * tells
        if told:
            score += 2 - ROLES[self.asked.role].get(told.detail.role, 3) - 0.5 * (told.detail.value == "not held")
            score += 0.8 * self.details.aside(m, told) + sum(len(p) for p in told.phrases if self.asked.in_order(p))
        score += 1.5 * sum(1 for p in m.phrases if self.asked.in_order(p))
        return score + self._about(m.moment)

    def _about(self, moment: Moment) -> float:
        """More for the moment whose first person or team is the one that was named."""
        r = self.q.reading
        score = 0.0
        for group in r.people:
            score += (
                2
                if moment.skaters and moment.skaters[0] in group
                else 1
                if set(group) & set(moment.skaters)
                else -1
                if moment.skaters
                else 0
            )
        if r.nations and moment.nations:
            score += 0.8 if moment.nations[0] in r.nations else 0
        if r.rounds and moment.round:
            score += 1 if moment.round in r.rounds else -1.5
        if moment.id in self.spoken_of:
            score += 2
        if moment.games in self.asked.beside:
            score += 1.5
        return score

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """The moments that the last answer told of, for a question that leans on it."""
        last = self.q.last
        if last is None or not self.q.reading.inherited or not last.answer:
            return frozenset()
        said = last.answer
        return frozenset(
            m.moment.id
            for m in self.index.moments
            if m.moment.says in said or any(t.detail.says in said for t in m.details)
        )

    def _story(self, m: Indexed) -> bool:
        """Whether no more is asked than what happened: the moment tells it as a whole."""
        r = self.q.reading
        if not r.cue("verb:happen") or r.yes_no or self.asked.role != "what" or r.cue("wh:why"):
            return False
        return all("happen" in own or own <= m.people_terms for _, own in self.asked.needed)

    def _told_whole(self, m: Indexed) -> bool:
        """Whether words that tell the moment are asked after that no detail has: the whole of it answers then."""
        rare = [
            t
            for _, own in self.asked.needed
            for t in own & m.words
            if self.index.rarity.get(t, 0) > 2.5 and t != "fall"
        ]
        return (
            bool(rare)
            and self.asked.role in ("who", "what", "which")
            and all(own & (m.words | m.asks) for _, own in self.asked.needed)
        )

    def _whole(self, m: Indexed, terms: frozenset[str]) -> bool:
        """Whether the moment itself answers: what happened at a place that was named, or a bare topic."""
        r = self.q.reading
        if r.cue("verb:happen"):
            told = (
                r.rounds
                or r.people
                or (r.nations and m.moment.nations[:1] == r.nations)
                or bool(STRIKING & set(m.moment.kinds))
            )
            return (
                bool(told)
                and self.asked.role == "what"
                and bool(self.asked.needed or r.rounds or r.people or r.nations or r.games or r.when)
            )
        return not r.asks and not r.yes_no and bool(terms & (m.words - m.people_terms))


def _any(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)


def search_of(q: Query) -> Search:
    """The search of a question, made once for claiming and answering it."""
    return q.once(Search)
