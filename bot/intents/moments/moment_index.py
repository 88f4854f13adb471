"""The vocabulary of the moments as terms that a question can be held against; it knows no question."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from math import log
from typing import NamedTuple, TypeVar

from bot.facts.models import Detail, Moment
from bot.facts.snapshot import Snapshot
from bot.language.entities import one_slip
from bot.language.inflection import written_out
from bot.language.lexicon import NOT_CUES
from bot.language.text import fold, phrase

# Words that join others: a phrase is the same with and without them.
_JOINING = (
    "a an the of in on at to and or for by with from as is are was were be been being am do did does done has "
    "have had it its that this these those there than then i you he she they them her hers him his their who "
    "whom whose which what when where why how so s t me my we us our u about not no didnt wasnt isnt doesnt "
    "ever actually really just"
)
JOINING = frozenset(_JOINING.split())
T = TypeVar("T")
Meant = dict[str, str]  # what a phrase of questions means: kind -> value
_WORD = re.compile(r"\d+(?:[.:]\d+)+|[^\W_]+")
# Kinds of words that constrain or carry a question: what they say is in its slots, so they need no place in a moment.
_CARRYING = (
    "filler wh tell aux tag pronoun ellipsis smalltalk negation gender period scope than games number unit "
    "link event round veto"
)
CARRYING = frozenset(_CARRYING.split())
# Cues too general for a moment to have to hold them.
_GENERAL = (
    "verb:get verb:skate verb:perform verb:own verb:happen verb:clock verb:hold noun:race noun:event "
    "noun:games noun:nation noun:skater noun:squad noun:host noun:venue noun:medal noun:podium noun:title "
    "op:ever op:all op:each op:both op:total medal:gold medal:silver medal:bronze verb:make verb:set verb:host"
)
GENERAL = frozenset(_GENERAL.split())
# Cues that no other family has a use for.
MOMENTS_OWN = frozenset(("rank:10", "verb:return", "verb:retire"))
# A slip is looked for in words from this length on; shorter ones have too many neighbours.
SHORTEST_SLIP = 5


class Told(NamedTuple):
    """A detail with its terms: `asks` is how it is asked for, `phrases` what of it has more than one term."""

    detail: Detail
    asks: frozenset[str]
    alone: frozenset[str]  # those of `asks` that stand by themselves, not only within a longer phrase
    phrases: tuple[tuple[str, ...], ...]
    value: frozenset[str]
    says: frozenset[str]


class Indexed(NamedTuple):
    """One moment with its terms: `words` tell it from others, `all` is everything it can be asked by."""

    moment: Moment
    order: int
    words: frozenset[str]
    asks: frozenset[str]
    all: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    people: frozenset[str]
    people_terms: frozenset[str]
    nations: frozenset[str]
    details: tuple[Told, ...]
    rarity: dict[str, float]  # how much a term tells among the details of this moment


class MomentIndex:
    """All moments of one snapshot, in the order of the files."""

    def __init__(self, snapshot: Snapshot) -> None:
        words = written_out(snapshot.knowledge.words)
        self._lines = snapshot.knowledge.ordinary
        # kind -> value -> phrases: what the words of questions mean, turned round.
        self.kinds: dict[str, Meant] = {}
        for kind, values in words.items():
            if kind in NOT_CUES:
                continue
            for value, phrases in values.items():
                for text in phrases:
                    self.kinds.setdefault(" ".join(_words(text)), {}).setdefault(kind, value)
        self._alike: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # first word -> phrases, the longest first
        for value, phrases in words.get("alike", {}).items():
            self._same(value, phrases)
        for verb in ("happen", "dns", "disqualify", "retire", "overtake"):
            self._same(verb, words.get("verb", {}).get(verb, ()))
        self._same("fall", (p for p in words.get("verb", {}).get("fall", ()) if "balance" not in p))
        self.unlike = tuple(
            frozenset(t for p in phrases for t in self.terms(p)) for phrases in words.get("unlike", {}).values()
        )
        # The phrases of questions that must have their place in a moment that answers; of "break", where no record is
        # spoken of; and those that no plain family has a use for, with their terms.
        self.needed = frozenset(text for text, kinds in self.kinds.items() if self._needed(text, kinds))
        self.broken = frozenset(
            text
            for text, kinds in self.kinds.items()
            if kinds.get("verb") == "set" and kinds.keys().isdisjoint(CARRYING) and "break" in self.terms(text)
        )
        self.own = {text: frozenset(self.terms(text)) for text, kinds in self.kinds.items() if _own(text, kinds)}
        self._known: dict[str, tuple[str, ...]] = {}  # while it is built
        self._called = {
            n.id: tuple(frozenset(t) for name in (n.name, n.adjective) if name and (t := self.terms(name)))
            for n in snapshot.nations.values()
        }
        # The terms by which each team may be named, and those of every name of a round.
        self.teams = {
            n.id: frozenset(t for name in (n.name, n.adjective or "", *n.aliases) for t in self.terms(name))
            for n in snapshot.nations.values()
        }
        self.round_terms = {
            r.id: tuple(frozenset(self.terms(name)) for name in (r.name, *r.aliases)) for r in snapshot.rounds.values()
        }
        self.moments = tuple(self._indexed(at, m, snapshot) for at, m in enumerate(snapshot.knowledge.moments))
        seen = Counter(t for m in self.moments for t in m.words | m.asks)
        races: dict[tuple[str, tuple[str, ...], str | None], frozenset[str]] = {}
        for m in self.moments:
            key = (m.moment.games, m.moment.genders, m.moment.round)
            races[key] = races.get(key, frozenset()) | m.all
        # A moment may be asked for by another of its race: "what did the commentator shout when she fell".
        everybody: dict[tuple[str, tuple[str, ...], str | None], frozenset[str]] = {}
        for m in self.moments:
            key = (m.moment.games, m.moment.genders, m.moment.round)
            everybody[key] = everybody.get(key, frozenset()) | m.people
        self.people_around = tuple(everybody[m.moment.games, m.moment.genders, m.moment.round] for m in self.moments)
        self.around = tuple(races[m.moment.games, m.moment.genders, m.moment.round] for m in self.moments)
        self.rarity = {t: log(1 + len(self.moments) / n) for t, n in seen.items()}
        self.vocabulary = frozenset(t for m in self.moments for t in m.all)
        self.rounds = {r.id: frozenset(phrase(name) for name in (r.name, *r.aliases)) for r in snapshot.rounds.values()}
        # term -> the moments that hold it, themselves or by their race, one bit each
        self.holders = _bits(m.all | self.around[m.order] for m in self.moments)
        # ... and the slot and its value -> the moments that it lets stand
        self.within = _bits(_slots(m) for m in self.moments)
        # The first two and three terms of longer phrases: a question without any of them says no such phrase.
        self.pairs = frozenset(p[:2] for m in self.moments for d in m.details for p in d.phrases)
        self.openings = frozenset(
            p[:3] for m in self.moments for p in (*m.phrases, *(x for d in m.details for x in d.phrases)) if len(p) > 2
        )
        # length -> words as they are spelt, each with its term
        self._spelt: dict[int, list[tuple[str, str]]] = {}
        alike = {(stem(p[0]), t) for same in self._alike.values() for p, t in same if len(p) == 1}
        for word, term in sorted({(t, t) for t in self.vocabulary} | alike):
            if word.isalpha() and term in self.vocabulary:
                self._spelt.setdefault(len(word), []).append((word, term))
        self._known.clear()

    def _needed(self, text: str, kinds: Meant) -> bool:
        # A word like scandal asks what happened and says which kind of thing it was.
        own = kinds.get("verb") == "happen" and self.terms(text) not in ((), ("happen",))
        return kinds.keys().isdisjoint(CARRYING) and (own or not general(kinds))

    def terms(self, text: str) -> tuple[str, ...]:
        """The terms of a text in order, joining words left out.

        Phrases that mean one thing are one term, and forms of one word are the same term.
        """
        return self.terms_of(_words(text))

    def terms_of(self, words: list[str]) -> tuple[str, ...]:
        """The terms of folded words."""
        found: list[str] = []
        at, count = 0, len(words)
        while at < count:
            word = words[at]
            for run, term in self._alike.get(word, ()):
                size = len(run)
                if size == 1 or tuple(words[at : at + size]) == run:
                    found.append(term)
                    at += size
                    break
            else:
                if word not in JOINING:
                    found.append(stem(word))
                at += 1
        return tuple(found)

    @cached_property
    def _ordinary(self) -> frozenset[str]:
        """Words that are spelt as they should be, whatever they are like."""
        return frozenset(stem(w) for line in self._lines for w in line.split())

    def ordinary(self, word: str) -> bool:
        """Whether it is a common word, spelt as it should be."""
        return stem(word) in self._ordinary

    def near(self, term: str) -> str:
        """The term that an unknown one is one slip away from, or the term itself."""
        if term in self.vocabulary or len(term) < SHORTEST_SLIP or not term.isalpha() or term in self._ordinary:
            return term
        for length in (len(term), len(term) - 1, len(term) + 1):
            for word, known in self._spelt.get(length, ()):
                if length >= SHORTEST_SLIP - 1 and one_slip(term, word):
                    return known
        return term

    def _same(self, value: str, phrases: Iterable[str]) -> None:
        for text in (value, *phrases):
            words = tuple(_words(text))
            same = self._alike.setdefault(words[0], []) if words else []
            if not any(words == other for other, _ in same):
                same.append((words, value))
                same.sort(key=lambda entry: -len(entry[0]))

    def _indexed(self, at: int, moment: Moment, snapshot: Snapshot) -> Indexed:
        told = tuple(self._told(d) for d in moment.details)
        text = " ".join(_texts(moment))
        people = frozenset(p for p in snapshot.skaters if p in text or p in moment.skaters)
        names = list(people)
        nations = set(moment.nations)
        said = frozenset(t for d in told for t in d.says | d.value) | self._many((moment.says,))
        nations.update(n for n, called in self._called.items() if any(c <= said for c in called))
        for nation_id in moment.nations:
            if nation := snapshot.nations.get(nation_id):
                names += [nation.name, nation.adjective or "", *nation.see_also]
                nations.update(nation.see_also)
        games = snapshot.games.get(moment.games)
        names += [
            moment.games.replace("-", " "),
            games.name if games else "",
            *(k.replace("-", " ") for k in moment.kinds),
        ]
        if moment.round and moment.round in snapshot.rounds:
            names.append(snapshot.rounds[moment.round].name)
        words = self._many((*moment.words, *(k.replace("-", " ") for k in moment.kinds)))
        asks = frozenset(t for d in told for t in d.asks)
        seen = Counter(t for d in told for t in d.asks)
        return Indexed(
            moment,
            at,
            words,
            asks,
            words | asks | said | self._many(names),
            frozenset(p for text in moment.words if len(p := self._cached(text)) > 1),
            people,
            self._many(people),
            frozenset(nations),
            told,
            {t: log(1 + len(told) / n) for t, n in seen.items()},
        )

    def _told(self, detail: Detail) -> Told:
        phrases = tuple(self._cached(text) for text in detail.asks)
        return Told(
            detail,
            frozenset(t for p in phrases for t in p),
            frozenset(p[0] for p in phrases if len(p) == 1),
            tuple(p for p in phrases if len(p) > 1),
            frozenset(self._cached(detail.value)),
            frozenset(self._cached(detail.says)),
        )

    def _cached(self, text: str) -> tuple[str, ...]:
        if (known := self._known.get(text)) is None:
            known = self._known[text] = self.terms(text)
        return known

    def _many(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset(t for text in texts for t in self._cached(text))


def general(kinds: Meant) -> bool:
    """Whether what a phrase means is too general for a moment to have to hold it."""
    return any(f"{kind}:{value}".replace(" ", "-") in GENERAL for kind, value in kinds.items())


def _own(text: str, kinds: Meant) -> bool:
    if any(f"{kind}:{value}" in MOMENTS_OWN for kind, value in kinds.items()):
        return True
    return (kinds.keys() == {"filler"} or kinds.get("verb") == "rest") and not any(c.isdigit() for c in text)


def _slots(m: Indexed) -> Iterator[tuple[str, str]]:
    yield "event", m.moment.event
    yield "games", m.moment.games
    yield from (("gender", gender) for gender in m.moment.genders)
    yield from (("nation", nation) for nation in m.nations)


def _bits(held: Iterable[Iterable[T]]) -> dict[T, int]:
    """What each thing is held by, one bit for each place in the row."""
    found: dict[T, int] = {}
    for at, things in enumerate(held):
        for thing in things:
            found[thing] = found.get(thing, 0) | 1 << at
    return found


def index_of(snapshot: Snapshot) -> MomentIndex:
    """The index of a snapshot."""
    return snapshot.index(MomentIndex)


def _texts(moment: Moment) -> tuple[str, ...]:
    return (moment.says, *(text for d in moment.details for text in (d.value, d.says)))


def _words(text: str) -> list[str]:
    """The folded words of a text of the data; a question's come from its reading."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its common endings, so that skate, skates, skated and skating are one.

    >>> [stem(w) for w in ("skate", "skates", "skated", "skating")]
    ['skat', 'skat', 'skat', 'skat']
    >>> stem("clipped"), stem("disappointment"), stem("families"), stem("boss")
    ('clip', 'disappoint', 'family', 'boss')
    """
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    for ending, shortest in (("ments", 8), ("ment", 8), ("ings", 7), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= shortest and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == "e" else word
