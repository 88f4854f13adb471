"""Reads as steps what teams did from race to race, "lost the semifinal but won bronze"; it knows no results."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.facts.snapshot import Snapshot
from bot.intents.query import LAST_RANK
from bot.language.reading import MEDAL_RANK, Reading, Term

Deed = Literal["skated", "won", "lost", "placed", "beat", "met"]
_MEETING = ("beat", "met")  # which is said of two teams
PODIUM = (1, 2, 3)
# What a verb says a team did; the first that a word can mean is meant.
_DEEDS: dict[str, Deed] = {
    "beat:out": "lost",
    "verb:lose": "lost",
    "verb:win": "won",
    "verb:miss": "skated",
    "verb:beat": "beat",
    "verb:meet": "met",
    "verb:qualify": "skated",
    "verb:get": "skated",
    "verb:skate": "skated",
    "verb:finish": "skated",
}
# What may stand beside the steps and changes none of them.
_NEUTRAL = frozenset(
    "wh aux filler period pronoun gender games venue year event ellipsis tell smalltalk stop tag number link pick "
    "single scope home".split()
)
_NEUTRAL_CUES = frozenset(
    "noun:nation noun:games noun:event noun:field noun:race noun:place op:ever op:all op:each op:both op:twice "
    "op:first op:last verb:perform verb:own verb:hold record:stand feat:break noun:skater".split()
)
_PASSIVE = frozenset("was were got get is are".split())
_JOINS = frozenset(("and", "but", "yet", "then", "and then", "and the", "or", "&", "+", "plus", "and also"))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a team did, or did not, or never did at any Games: in some rounds, at some places, against somebody."""

    did: Deed
    rounds: tuple[str, ...] = ()
    ranks: tuple[int, ...] = ()
    against: tuple[str, ...] = ()
    denied: bool = False
    never: bool = False


@dataclass(slots=True)
class _Open:
    """A step while its words are read."""

    did: Deed | None = None
    rounds: tuple[str, ...] = ()
    ranks: tuple[int, ...] = ()
    against: tuple[str, ...] = ()
    denied: bool = False
    never: bool = False
    joined: bool = False

    @property
    def begun(self) -> bool:
        return bool(self.did or self.rounds or self.ranks)


def steps(reading: Reading, snapshot: Snapshot) -> tuple[Step, ...]:
    """The steps of a question in order; none where it says anything else."""
    found: list[Step] = []
    spoken_of = reading.rounds if "rounds" in reading.inherited else ()
    now = _Open()
    subject = True
    terms = reading.terms
    for at, term in enumerate(terms):
        said = _said(term)
        deed = _deed(terms, at)
        if "negation:not" in term.cues or "op:never" in term.cues:
            now = _next(now, found, spoken_of)
            now.denied, now.never = "op:never" not in term.cues, "op:never" in term.cues
            if not (deed and "op:never" in term.cues):
                continue
        if "stops:further" in term.cues:
            now = _next(now, found, spoken_of)
            ahead = _ahead(found[-1].rounds, snapshot) if found else ()
            if not ahead:
                return ()
            found.append(Step("skated", ahead, denied=True))
        elif "places:beyond" in term.cues:
            now = _next(now, found, spoken_of)
            found.append(Step("placed", ranks=PODIUM, denied=True))
        elif rounds := _rounds(term, terms[at + 1 :], snapshot):
            if now.ranks or (now.rounds and now.joined):
                now = _next(now, found, spoken_of, now.did)
            now.rounds += rounds
        elif (ranks := _ranks(said)) and not (now.rounds and ranks[0] in _decided(now.rounds, snapshot)):
            if now.did == "lost" and "medal" in said:
                return ()  # "lost the semi and the bronze"
            if now.rounds or (now.ranks and now.joined):
                now = _next(now, found, spoken_of)
            now.ranks += ranks
        elif ranks:
            pass  # "a final for gold" is the final
        elif "nation" in said and not subject:
            now.against += tuple(said["nation"])
        elif term.text.split()[0] == "out" and now.did:
            pass  # "knocked … out in the quarters"
        elif deed:
            subject = False
            if now.did or now.ranks:
                now = _next(now, found, spoken_of)
            now.did = deed
            now.denied = now.denied or ("verb:miss" in term.cues and deed == "skated")
        elif not (said.keys() & (_NEUTRAL | {"nation"}) or term.cues & _NEUTRAL_CUES or not term.cues):
            return ()
        now.joined = term.text in _JOINS or (now.joined and said.keys() <= {"filler", "pronoun"})
    _next(now, found, spoken_of)
    return () if any(bool(s.against) is not (s.did in _MEETING) and s.did != "lost" for s in found) else tuple(found)


def _deed(terms: Sequence[Term], at: int) -> Deed | None:
    """What a verb says a team did: "knocked out" of others, "were knocked out" of itself."""
    cues = terms[at].cues
    active = {"beat:out", "verb:beat"} <= cues and not any(
        t.cues & {"aux:be", "aux:have"} or t.text.split()[-1] in _PASSIVE for t in terms[max(0, at - 2) : at]
    )
    return next((_DEEDS[cue] for cue in _DEEDS if cue in cues and not (active and cue == "beat:out")), None)


def _said(term: Term) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for cue in term.cues:
        kind, _, value = cue.partition(":")
        said.setdefault(kind, []).append(value)
    return said


def _rounds(term: Term, after: Sequence[Term], snapshot: Snapshot) -> tuple[str, ...]:
    """The rounds a word names; "their heat in the quarters" is the one race of it."""
    named = tuple(c.partition(":")[2] for c in term.cues if c.startswith("round:"))
    if named == ("heat",) and any(c.startswith("round:") for t in after[:5] for c in t.cues):
        return ()
    if "noun:semifinalist" in term.cues:
        return ("semifinal",)
    if "noun:finalist" in term.cues:
        return tuple(k.id for k in snapshot.rounds.values() if 1 in k.decides)
    return tuple(r for r in named if r in snapshot.rounds)


def _ranks(said: dict[str, list[str]]) -> tuple[int, ...]:
    ranks = [LAST_RANK if r == "last" else int(r) for r in said.get("rank", ()) if r == "last" or r.isdigit()]
    ranks += [MEDAL_RANK[m] for m in said.get("medal", ())]
    nouns = said.get("noun", ())
    if not ranks and {"champion", "title"} & set(nouns):
        return (1,)
    return tuple(ranks) or (PODIUM if {"medal", "podium"} & set(nouns) else ())


def _decided(rounds: Sequence[str], snapshot: Snapshot) -> tuple[int, ...]:
    return tuple(rank for r in rounds for rank in snapshot.rounds[r].decides)


def _ahead(rounds: Sequence[str], snapshot: Snapshot) -> tuple[str, ...]:
    """The round to which one goes on from some round; none from those that decide places."""
    order = max((snapshot.rounds[r].order for r in rounds), default=0)
    if not order or any(snapshot.rounds[r].decides for r in rounds):
        return ()
    later = [k for k in snapshot.rounds.values() if k.order > order and (not k.decides or 1 in k.decides)]
    return tuple(k.id for k in sorted(later, key=lambda k: k.order)[:1])


def _next(now: _Open, found: list[Step], spoken_of: tuple[str, ...], did: Deed | None = None) -> _Open:
    """Closes a step that was begun; one that only says "won it" is about what was named before it."""
    after = _Open(did=did)
    if not now.begun:
        after.denied, after.never, after.joined = now.denied, now.never, now.joined
        return after
    deed = now.did or ("placed" if now.ranks else "skated")
    step = Step(deed, now.rounds, now.ranks, now.against, now.denied, now.never)
    if step.ranks:
        step = replace(step, did="placed")
    elif not step.rounds:
        rounds = found[-1].rounds if found else spoken_of
        if rounds and not step.against:
            step = replace(step, rounds=rounds)
        elif found and step.did == "won":
            step = replace(step, did="placed", ranks=(1,))
        elif not step.against:
            return after  # "teams that took part, and …"
    found.append(step)
    return after
