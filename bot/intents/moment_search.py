"""Finds the moment and the detail that a question is about, by its constraints and its telling words; it words no answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.facts.models import Detail, Moment
from bot.intents.moment_index import Indexed, Told
from bot.intents.moment_question import Asked
from bot.intents.query import Query
from bot.language.text import fold

# What a question asks for -> the roles that can answer it, with what a less fitting one costs.
ROLES: dict[str, dict[str, float]] = {
    "who": {"who": 0, "whose": 0.8, "which": 1.5},
    "whose": {"whose": 0, "who": 0.5},
    "where": {"where": 0, "which": 0.6, "when": 1.5},
    "when": {"when": 0, "which": 0.8, "where": 1.5, "how much": 2.5},
    "why": {"why": 0},
    "how": {"how": 0, "why": 0.8, "what": 1.5},
    "how much": {"how much": 0, "which": 0.8, "what": 1.0},
    "which": {"which": 0, "what": 0.4, "who": 0.6, "how much": 0.6, "where": 0.5, "when": 0.6},
    "thing": {"which": 0, "what": 0.3, "how much": 0.5, "where": 0.5, "when": 0.6},
    "what": {"what": 0, "said": 0.4, "which": 0.4, "how much": 0.5, "why": 1.0, "how": 1.0, "where": 1.2},
    "said": {"said": 0, "what": 0.3},
    "yes-no": {
        "yes-no": 0,
        "who": 1.0,
        "what": 1.0,
        "where": 1.0,
        "when": 1.0,
        "which": 1.0,
        "why": 1.4,
        "how": 1.2,
        "how much": 1.6,
        "said": 1.4,
    },
    "": {
        "who": 0.3,
        "what": 0.3,
        "which": 0.3,
        "how much": 0.3,
        "why": 0.5,
        "how": 0.5,
        "where": 0.5,
        "when": 0.5,
        "said": 0.3,
        "yes-no": 1.5,
    },
}
# Kinds of moments that a question after what happened at whole Games means.
STRIKING = frozenset("fall row disqualification upset clash comeback injury photo-finish equipment petition".split())
# A moment that tells less than this share of what the best tells does not fit equally.
EQUAL = 0.93


@dataclass(frozen=True, slots=True)
class Hit:
    """A moment with the detail that answers, None where the whole moment does."""

    moment: Moment
    told: Told | None
    score: float
    order: int  # where it stands in the files
    strange: tuple[str, ...] = ()  # words of the question that the moment does not hold

    @property
    def detail(self) -> Detail | None:
        """The detail as it stands in the file."""
        return self.told.detail if self.told else None


class Search:
    """One question held against the moments."""

    def __init__(self, q: Query) -> None:
        self.q, self.asked = q, Asked(q)
        self.index = self.asked.index

    def _aside(self, m: Indexed, told: Told) -> int:
        """How many of the people named this detail is about, apart from the one whom the whole moment is about."""
        return sum(
            1
            for group, terms in self.asked.named
            if m.moment.skaters[:1] != group and m.moment.skaters[0:1] and terms <= told.asks
        )

    def _fits(self, m: Indexed, *, loose: bool = False) -> bool:
        q, r, moment = self.q, self.q.reading, m.moment
        if moment.event != q.event or (q.said_games and moment.games not in self.asked.games):
            return False
        if r.genders and not set(r.genders) & set(moment.genders):
            return False
        if loose:
            return True
        if r.rounds and "rounds" not in r.inherited and moment.round not in r.rounds and not self._round_told(m):
            return False
        if any(n not in m.nations for n in r.nations):
            return False
        # Where nobody is named, as in what a commentator said, the people of the race stand for it.
        told = any(
            t in m.words and self.index.rarity.get(t, 0) > 2.5 for _, own in self.asked.needed for t in own - {"say"}
        )
        people = self.index.people_around[m.order] if told and not moment.skaters else m.people
        return all(set(group) & people for group in r.people)

    def _round_told(self, m: Indexed) -> bool:
        """A round that is only spoken of: "why were they sad after losing the semifinal"."""
        rounds = self.q.snapshot.rounds
        return all(
            any(set(self.index.terms(name)) <= m.asks | m.words for name in (rounds[x].name, *rounds[x].aliases))
            for x in self.q.reading.rounds
        )

    def hits(self, *, loose: bool = False) -> list[Hit]:
        """The moments that hold every word of the question and have a detail of the role, the best first."""
        return sorted(self._scored(loose), key=lambda h: -h.score)

    def _scored(self, loose: bool) -> Iterator[Hit]:
        terms = frozenset(self.asked.terms)
        for m in self.index.moments:
            if not self._fits(m, loose=loose):
                continue
            strange = tuple(
                text
                for text, own in self.asked.needed
                if not own & m.all and not (own & self.index.around[m.order] and not self.asked.yes_no)
            )
            if (strange and not loose) or (
                self.asked.needed and not any(own & (m.words | m.asks) for _, own in self.asked.needed)
            ):
                continue
            told = None if self._story(m, terms) else self._detail(m, terms)
            if told or self._whole(m, terms):
                yield Hit(m.moment, told, self._score(m, told), m.order, strange)
            elif self._told_whole(m):
                yield Hit(m.moment, None, self._score(m, None) - 1, m.order, strange)

    def _score(self, m: Indexed, told: Told | None) -> float:
        score = 0.0
        for t, tells in self.asked.telling:
            score += tells if t in m.words else 0.8 * tells if t in m.asks else 0.3 * tells if t in m.all else 0
            if told and t in told.asks:
                score += (0.6 if t in told.alone else 0.3) * tells
        if told:
            score += 2 - ROLES[self.asked.role].get(told.detail.role, 3)
            score += 0.8 * self._aside(m, told) + sum(len(p) for p in told.phrases if self.asked.in_order(p))
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
        if r.rounds and moment.round in r.rounds:
            score += 1
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

    def _detail(self, m: Indexed, terms: frozenset[str]) -> Told | None:
        roles = ROLES[self.asked.role]
        best: Told | None = None
        best_score = 0.0
        seen: set[str] = set()
        # The name of the person whom all is about tells no detail from another.
        own = frozenset(t for group, names in self.asked.named if m.moment.skaters[:1] == group for t in names)
        for told in m.details:
            cost = roles.get(told.detail.role)
            asked = (terms - self.asked.teams) & told.asks
            if cost is None or not (asked or (self.asked.bare and told.detail.role == self.asked.role)):
                continue
            # What all details can be asked by asks for the first of its role.
            plain = all(m.rarity.get(t, 0) < 0.8 for t in asked - own)
            again = plain and told.detail.role in seen
            seen.add(told.detail.role)
            if again or not self._may_answer(m, told):
                continue
            fit = sum(
                m.rarity.get(t, 0) * self.asked.weights.get(t, 1) * (1 if t in told.alone else 0.5)
                for t in (terms & told.asks) - own
            )
            fit += 0.8 * self._aside(m, told)
            fit += 0.8 * sum(len(p) for p in told.phrases if self.asked.in_order(p))
            fit += 0.3 * len((terms & (told.value | told.says)) - told.asks)
            if best is None or fit - cost > best_score + 1e-9:
                best, best_score = told, fit - cost
        return best

    @cached_property
    def _left(self) -> tuple[frozenset[str], ...]:
        """The terms of each word that was left over."""
        left = {fold(w) for w in self.q.reading.left}
        return tuple(own for text, own in self.asked.needed if text in left)

    def _may_answer(self, m: Indexed, told: Told) -> bool:
        """Whether a detail can answer at all, however well its words fit."""
        if self.asked.role == "who" and not self._answers_who(told):
            return False
        if self.asked.role == "said" and "say" not in told.asks and not {"quote", "commentary"} & set(m.moment.kinds):
            return False
        return self._about_subject(m, told) and self._held_mostly(m, told)

    def _held_mostly(self, m: Indexed, told: Told) -> bool:
        """Whether most of the words left over are held by the detail itself, not by others of its moment."""
        held = told.asks | told.value | told.says | m.words
        return not self._left or 2 * sum(bool(own & held) for own in self._left) > len(self._left)

    def _about_subject(self, m: Indexed, told: Told) -> bool:
        """Whether a detail is about the person named first, who is the one that is asked about."""
        r = self.q.reading
        if not r.people or self.asked.yes_no or not m.moment.skaters:
            return True
        first = r.people[0]
        match self.asked.role:
            case "said":
                others = {t for p in m.moment.skaters[1:] if p not in first for t in self.index.terms(p.split()[0])}
                own = {t for p in first for t in self.index.terms(p.split()[0])}
                return m.moment.skaters[0] in first and (bool(own & told.asks) or not others & told.asks)
            case "where" | "when" | "how" | "why" if len(r.people) > 1 and m.moment.skaters[0] not in first:
                given = frozenset(t for p in first for t in self.index.terms(p.split()[0]))
                return bool(given & (told.asks | told.value | told.says))
            case "who":
                return len(first) > 1 or told.detail.value != first[0]
            case _:
                return True

    def _answers_who(self, told: Told) -> bool:
        """Whether a name answers: a team where a team is asked for, and not the one that is said to have done it."""
        r, snapshot = self.q.reading, self.q.snapshot
        if told.detail.role != "who" or self.asked.yes_no:
            return True
        value = told.detail.value
        teams = {n.id for n in snapshot.nations.values() if n.name in value}
        leaning = bool(r.pronouns & {"she", "he"}) and "people" in r.inherited
        named = [p for p in snapshot.skaters if p in value] if leaning or r.asks in ("nation", "skater") else []
        if leaning and named and all(any(p in g for g in r.people) for p in named):
            return False
        if (r.asks == "nation" and named and not teams) or (r.asks == "skater" and teams and not named):
            return False
        return not (self._did and teams) or not teams <= self._did

    @cached_property
    def _did(self) -> frozenset[str]:
        """The teams that did it in "who did Norway beat"."""
        r = self.q.reading
        texts = [text for text, _ in self.asked.phrases]
        asked = next((at for at, text in enumerate(texts) if "wh" in self.index.kinds.get(text, {})), -1)
        if (
            asked < 0
            or not r.nations
            or not any(text in ("did", "do", "does") for text in texts[asked + 1 : asked + 3])
        ):
            return frozenset()
        return frozenset(x for n in r.nations for x in (n, *self.q.snapshot.nations[n].see_also))

    def _story(self, m: Indexed, terms: frozenset[str]) -> bool:
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
            and self.asked.role in ("who", "what", "which", "how")
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
        return not r.asks and not r.yes_no and bool(terms & (m.words | m.people_terms))


@lru_cache(maxsize=1)
def search_of(q: Query) -> Search:
    """The search of a question, made once for claiming and answering it."""
    return Search(q)
