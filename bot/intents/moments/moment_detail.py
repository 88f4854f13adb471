"""Chooses the detail of a moment that a question asks for, by role, by words and by whom it is about."""

from functools import cached_property

from bot.intents.moments.moment_index import Indexed, Told
from bot.intents.moments.moment_question import Asked
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


class Details:
    """The choice among the details of any moment, for one question."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.q, self.index = asked, asked.q, asked.index

    def aside(self, m: Indexed, told: Told) -> int:
        """How many of the people named this detail is about, apart from the one whom the whole moment is about."""
        return sum(
            1
            for group, terms in self.asked.named
            if m.moment.skaters[:1] != group and m.moment.skaters[0:1] and terms <= told.asks
        )

    def of(self, m: Indexed) -> Told | None:
        """The detail of a moment that answers, None where none is asked for so."""
        question = self.asked
        roles, terms, ours = ROLES[question.role], question.said, self._ours
        alone = question.role if question.bare else ""
        best: Told | None = None
        best_score = 0.0
        seen: set[str] = set()
        # The name of the person whom all is about tells no detail from another.
        own = frozenset(t for group, names in question.named if m.moment.skaters[:1] == group for t in names)
        own |= question.before_teams
        for told in m.details:
            cost = roles.get(told.detail.role)
            if cost is None:
                continue
            asked = ours & told.asks
            if not asked and told.detail.role != alone:
                continue
            # What all details can be asked by asks for the first of its role.
            plain = all(m.rarity.get(t, 0) < 0.8 for t in asked - own)
            again = plain and told.detail.role in seen
            seen.add(told.detail.role)
            if again or not self._may_answer(m, told):
                continue
            fit = sum(
                m.rarity.get(t, 0) * question.weights.get(t, 1) * (1 if t in told.alone else 0.5)
                for t in (terms & told.asks) - own
            )
            fit += 0.8 * self.aside(m, told)
            fit += 0.8 * sum(len(p) for p in told.phrases if question.in_order(p))
            fit += 0.3 * len((terms & (told.value | told.says)) - told.asks)
            if question.yes_no:
                held = told.asks | told.value | told.says
                fit -= 1.5 * sum(not own & held for _, own in question.needed)
                fit += self._settles(told) - 1.5 * sum(not own & held for own in self._left)
            if best is None or fit - cost > best_score + 1e-9:
                best, best_score = told, fit - cost
        return best

    @cached_property
    def _ours(self) -> frozenset[str]:
        """What was said, save for the names of teams."""
        return self.asked.said - self.asked.teams

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
        if self.asked.role == "how" and told.detail.role == "why" and "lose" not in self.asked.terms:
            return False
        return self._about_subject(m, told) and self._held_mostly(m, told) and self._names(m, told)

    def _settles(self, told: Told) -> float:
        """More for a detail that says which of unlike things was so, or how much where a number is claimed."""
        said = self.asked.told
        unlike = sum(2.0 for group in self.index.unlike if said & group and (told.value | told.asks) & group)
        return unlike + (2.0 if self.asked.measures and told.detail.role == "how much" else 0.0)

    def _names(self, m: Indexed, told: Told) -> bool:
        """Whether everybody named belongs to the moment or stands in the detail itself."""
        text = f"{told.detail.value} {told.detail.says}"
        belong = m.moment.skaters
        return (
            self.asked.yes_no
            or not belong
            or all(any(p in belong or p in text for p in g) for g in self.q.reading.people)
        )

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
