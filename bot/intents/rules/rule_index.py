"""The rules of the events as terms that a question can be held against; it words no answer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from bot.facts.models import Rule
from bot.facts.snapshot import Snapshot
from bot.intents.moments.moment_index import stem
from bot.language.reading import Term
from bot.language.text import phrase

# Words that join others: a phrase is the same with and without them.
_LIGHT = (
    "a an the of in on at to if and or for by with from as is are was were be been being am do did does done "
    "has have had it its that this these those there than then i you he she they them her him their so me my "
    "we us our about just really actually r u ur n thats whats"
)
LIGHT = frozenset(_LIGHT.split())
# Kinds of words that carry a question and are no part of what it is about.
_CARRYING = "filler wh tell aux tag pronoun ellipsis smalltalk gender event period unit number"
CARRYING = frozenset(_CARRYING.split())
# "A question on the rules", "for both": of whom and of what kind, not of what.
ABOUT = frozenset(("noun:rules", "op:both", "op:compare"))
# Verbs that say nothing of their own: "do the men go".
DOING = frozenset(
    ("verb:perform", "verb:own", "verb:get", "veto:hypothetical", "op:all", "op:each", "op:total", "op:ever")
)
# What every question of the event may say.
GENERAL = frozenset(
    stem(w)
    for w in [
        "race",
        "skate",
        "skater",
        "ice",
        "always",
        "usual",
        "usually",
        "team",
        "event",
        "pursuit",
        "olympic",
        "games",
        "compete",
        "take",
        "part",
        "speed",
        "rule",
        "happen",
        "need",
    ]
)
# What says nothing of what a rule is about: a phrase of these alone asks for none.
EMPTY = frozenset(["what", "how", "why", "who", "which", "when", "where", "mean"])
# "OR" is a record where the question has it as one, else it joins words.
ABBREVIATED = frozenset(("or", "wr", "tr"))
# Question words that must stand in the way the rule is asked for; the others only ask.
_ASKING = "who whom whos whose which when where many much long far often fast old big"
ASKING = frozenset(_ASKING.split())


class Entry(NamedTuple):
    """One rule with its terms."""

    rule: Rule
    asks: tuple[tuple[str, ...], ...]
    vocabulary: frozenset[str]


class Fit(NamedTuple):
    """How a rule answers a question: `length` is the number of terms of the phrase that asked for it."""

    rule: Rule
    score: float
    length: int
    together: bool  # whether the phrase stands in the question as it is, or is a long one


class RuleIndex:
    """All rules of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._rounds = sorted(
            (
                (tuple(phrase(name).split()), kind.id)
                for kind in snapshot.rounds.values()
                for name in (kind.name, *kind.aliases)
            ),
            key=lambda alias: -len(alias[0]),
        )
        self.entries = tuple(self._entry(rule) for rule in snapshot.knowledge.rules)
        seen = Counter(t for e in self.entries for t in {t for ask in e.asks for t in ask})
        self._rarity = {t: log(1 + len(self.entries) / n) for t, n in seen.items()}

    def _entry(self, rule: Rule) -> Entry:
        asks = tuple(
            dict.fromkeys(t for text in rule.asks if (t := self._terms(phrase(text).split())) and not set(t) <= EMPTY)
        )
        says = self._terms(phrase(rule.says).split())
        return Entry(rule, asks, frozenset(t for ask in asks for t in ask) | frozenset(says))

    def _terms(self, words: Sequence[str]) -> tuple[str, ...]:
        """Stems in order; a round is one term whatever it is called."""
        found: list[str] = []
        at = 0
        while at < len(words):
            named = next(
                ((alias, kind) for alias, kind in self._rounds if tuple(words[at : at + len(alias)]) == alias), None
            )
            if named:
                found.append(named[1])
                at += len(named[0])
                continue
            # "How many in a team" does not count teams.
            held = words[at] == "in" and found[-1:] == ["many"]
            if held or words[at] not in LIGHT or (words[at] in ABBREVIATED and _no_joint(words, at)):
                found.append(stem(words[at]))
            at += 1
        return tuple(found)

    def terms(self, question: Iterable[Term]) -> tuple[tuple[str, bool], ...]:
        """The terms of a question in order, and whether a rule must hold each to answer it."""
        found: list[tuple[str, bool]] = []
        for term in question:
            kinds = {c.partition(":")[0] for c in term.cues}
            if "stop" in kinds:
                continue
            if rounds := [c.partition(":")[2] for c in term.cues if c.startswith("round:")]:
                found.append((rounds[0], True))
                continue
            words = ["how", "many"] if "wh:how-many" in term.cues else term.text.split()
            if "wh:when" in term.cues and found and found[-1][0] == stem("since"):
                words = ["when"]
            if term.text in ABBREVIATED and any(c.startswith("record:") for c in term.cues):
                found.append((term.text, True))
                continue
            carrying = (
                kinds <= CARRYING
                or bool(term.cues & ABOUT)
                or term.cues <= DOING | {c for c in term.cues if c.partition(":")[0] in CARRYING}
            )
            if words[0] == "in" and found and found[-1][0] == "many":
                found.append(("in", False))
            found.extend(
                (stem(w), w in ASKING or not (carrying or stem(w) in GENERAL)) for w in words if w not in LIGHT
            )
        return tuple(found)

    def best(self, question: Iterable[Term]) -> list[Fit]:
        """The rules that hold all a question is about and are asked for by a phrase of it, the nearest first."""
        terms = self.terms(question)
        order = tuple(t for t, _ in terms)
        whole = frozenset(order)
        needed = frozenset(t for t, must in terms if must)
        fits = []
        for entry in self.entries:
            if not needed <= entry.vocabulary:
                continue
            asked = [a for a in entry.asks if set(a) <= whole and _counts_alike(a, order)]
            if not asked:
                continue
            ask = max(asked, key=lambda a: self._weight(a, order))
            rest = (whole - set(ask)) & entry.vocabulary
            score = self._weight(ask, order) + 0.3 * sum(self._rarity.get(t, 0.0) for t in rest)
            together = (
                len(ask) > 2 or _within(ask, order) or (len(ask) > 1 and needed <= set(ask) and bool(needed - ASKING))
            )
            fits.append(Fit(entry.rule, score, len(ask), together))
        return sorted(fits, key=lambda f: -f.score)

    def vocabulary(self, rule: Rule) -> frozenset[str]:
        """The terms a rule holds."""
        return next((e.vocabulary for e in self.entries if e.rule is rule), frozenset())

    def _weight(self, ask: tuple[str, ...], order: tuple[str, ...]) -> float:
        told = sum(self._rarity[t] for t in ask)
        return told * (1 + 0.5 * (len(ask) - 1)) if _within(ask, order) else told


def _no_joint(words: Sequence[str], at: int) -> bool:
    """Whether "or" joins nothing: it stands at an end, or before "mean"."""
    return at in (0, len(words) - 1) or words[at + 1] == "mean"


def _counted(order: tuple[str, ...]) -> str:
    """What is counted after "how many"."""
    return next((order[at + 2] for at in range(len(order) - 2) if order[at : at + 2] == ("how", "many")), "")


def _counts_alike(ask: tuple[str, ...], order: tuple[str, ...]) -> bool:
    """Whether a phrase that counts something counts the same as the question: medals per team, not per Games."""
    counted = _counted(ask)
    return not counted or (
        counted == _counted(order) and ("per" not in ask or "team" in order[order.index("per") :][:2])
    )


def _within(ask: tuple[str, ...], order: tuple[str, ...]) -> bool:
    """Whether a phrase stands in a question, as it is or with general words left out of both."""
    short, rest = tuple(t for t in ask if t not in GENERAL), tuple(t for t in order if t not in GENERAL)
    return any(order[at : at + len(ask)] == ask for at in range(len(order))) or (
        len(short) > 1 and any(rest[at : at + len(short)] == short for at in range(len(rest)))
    )


def index_of(snapshot: Snapshot) -> RuleIndex:
    """The index of a snapshot."""
    return snapshot.index(RuleIndex)
