"""Which phrases mean what, compiled from the knowledge once: names of things and cue words; it reads no question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.facts.models import Knowledge, Skater
from bot.language.inflection import CONJUGATED, forms, written_out
from bot.language.names import Names, one_letter_less
from bot.language.text import fold, phrase

# Words shorter than this are never taken for a misspelling of another: "us" would become Russia.
SHORTEST_FUZZY = 4
# From this length two slips are allowed, below it one.
LONG_WORD = 8
# A word longer than this is no slip of anything: what one slip makes of it grows with the square of its length.
LONGEST_FUZZY = 24

PARTICLES = frozenset("van de der den ter ten te le la du von".split())
FAMILY_FIRST = frozenset(("KOR", "CHN"))

# Words of these kinds change nothing where they are misspelt; those of the second set yield to any other word as near.
NEVER_MISSPELT = frozenset(("filler", "smalltalk", "sign"))
WEAK = frozenset(
    (
        "filler",
        "smalltalk",
        "aux",
        "ellipsis",
        "pronoun",
        "negation",
        "tag",
        "tell",
        "sign",
        "period",
        "than",
        "number",
        "unit",
    )
)

Value = str | int | tuple[str, ...]
Meanings = dict[str, Value]  # kind -> value; one phrase may have several kinds

# Kinds that only hold words against each other: they make no word of a question understood.
NOT_CUES = frozenset(("alike", "unlike", "overheard", "same as"))
# A kind whose values are phrases, and whose phrases are read as if that one stood there.
SAME_AS = "same as"


class Deletions:
    """A word with up to two letters gone -> the words it may come from.

    Kept as one text until a word is first misspelt: a start reads it at once, and most first questions hold no slip.

    >>> Deletions({"gold", "bold"}).of("old")
    ['bold', 'gold']
    """

    def __init__(self, words: set[str]) -> None:
        """Index `words`."""
        index: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            for short in shortened(word):
                index[short].append(word)
        self._text = "\n".join(f"{short}\t{' '.join(found)}" for short, found in index.items())

    @cached_property
    def _index(self) -> dict[str, str]:
        return dict(line.split("\t") for line in self._text.splitlines())

    def of(self, short: str) -> list[str]:
        """The words that `short` may come from."""
        return self._index.get(short, "").split()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`phrases` maps a folded phrase to its meanings, `reach` its first word, or two, to the longest in tokens."""

    phrases: dict[str, Meanings]
    reach: dict[str, int]
    people: Names  # every whole name of a skater, to tell "Irene Wust" from "Bob Kramer", who is nobody held
    bearers: tuple[tuple[str, ...], ...]  # whose each of them is
    deletions: Deletions
    ordinary: frozenset[str]
    known: frozenset[str]  # every word of every phrase
    filler: frozenset[str]
    weak: frozenset[str]  # words that only ever join or soften
    told: frozenset[str]  # words that tell of a moment or a rule: no cue, but worth spelling right
    joining: frozenset[str]  # words that a line which nobody addressed to us may hold beside what it asks
    greeting: frozenset[str]  # ... what may stand before it
    asks_anybody: frozenset[str]  # ... and what puts it to whoever reads it
    event_names: frozenset[str]
    after: dict[str, frozenset[str]]  # a word -> what stands right behind it in a phrase, where it tells a slip
    before: dict[str, frozenset[str]]  # ... and right before it
    stands_for: dict[str, str]  # a phrase -> the plain one it is read as
    shaky: frozenset[str]  # codes that are one slip away from a cue: LAT and last


def compile_lexicon(knowledge: Knowledge) -> Lexicon:
    """Everything a phrase can name, and an index of how the words of names and cues may be misspelt."""
    phrases: dict[str, Meanings] = {}
    for kind, values in written_out(knowledge.words).items():
        if kind in NOT_CUES:
            continue
        for value, written in values.items():
            for text in written:
                _add(phrases, kind, value, text)
    held = dict[str, Meanings]()
    for kind, named, text in _names(knowledge):
        # A town where a record was set, or somebody was born, yields to what is held by its name.
        named_so = {k for key in _spellings(text) for k in held.get(key, ())}
        if kind not in ("place", "town") or not named_so - {"place"}:
            _add(held, kind, named, text)
    # What is held overrides what is not, by whichever of its names.
    for index, elsewhere in enumerate(knowledge.elsewhere):
        names = (elsewhere.name, *elsewhere.aliases)
        if not any(key in held for text in names for key in _spellings(text)):
            for text in names:
                _add(phrases, "elsewhere", index, text)
    for key, meanings in held.items():
        phrases.setdefault(key, {}).update(meanings)
    _add_people(phrases, knowledge.skaters)
    phrases = {key: meanings for key, meanings in phrases.items() if key and meanings}
    stands_for = _stands_for(knowledge, phrases)
    phrases |= {key: phrases[plain] for key, plain in stands_for.items()}
    # A form of a verb that nobody wrote down is understood, but no other word is taken for a misspelling of it.
    derived = (_derived(knowledge) | stands_for.keys()) - held.keys()
    written_down = {key: meanings for key, meanings in phrases.items() if key not in derived}
    spellable = _spellable(written_down)
    whole = {key: m["skater"] for key, m in phrases.items() if "skater" in m and isinstance(m["skater"], tuple)}
    told = _told(knowledge)
    overheard = knowledge.words.get("overheard", {})
    joining = frozenset(map(phrase, overheard.get("joining", ())))
    pairs = _pairs(written_down)
    strong = frozenset(w for key, m in phrases.items() if m.keys() - WEAK - {"elsewhere"} for w in key.split())
    return Lexicon(
        phrases=phrases,
        reach=_reach(phrases),
        people=Names(whole),
        bearers=tuple(whole.values()),
        deletions=Deletions(spellable | told),
        ordinary=frozenset(word for line in knowledge.ordinary for word in line.split()),
        known=frozenset(word for key in phrases for word in key.split()),
        weak=frozenset((spellable | told) - strong),
        told=told,
        joining=joining,
        after=_by_first(pairs),
        before=_by_first((second, first) for first, second in pairs),
        greeting=frozenset(map(phrase, overheard.get("greeting", ()))),
        asks_anybody=frozenset(map(phrase, overheard.get("asks anybody", ()))),
        event_names=frozenset(phrase(e.name) for e in knowledge.event_kinds),
        stands_for=stands_for,
        shaky=_shaky(phrases, knowledge),
        filler=frozenset(key for key, meanings in phrases.items() if meanings.keys() == {"filler"}),
    )


def _add(phrases: dict[str, Meanings], kind: str, value: Value, text: str) -> None:
    for key in _spellings(text):
        meanings = phrases.setdefault(key, {})
        if kind in ("venue", "games") and isinstance(value, tuple) and isinstance(before := meanings.get(kind), tuple):
            value = (*before, *(v for v in value if v not in before))
        meanings.setdefault(kind, value)
        if kind in ("venue", "games"):
            meanings[kind] = value


def _stands_for(knowledge: Knowledge, phrases: dict[str, Meanings]) -> dict[str, str]:
    """Which phrase is read as which; one that names something, or means something itself, keeps its own meaning."""
    found: dict[str, str] = {}
    for plain, written in knowledge.words.get(SAME_AS, {}).items():
        for text in written:
            key = phrase(text)
            if not phrases.get(key, {}).keys() - {"filler"} and phrase(plain) in phrases:
                found[key] = phrase(plain)
    return found


def _derived(knowledge: Knowledge) -> set[str]:
    """The phrases that only the writing out of verbs adds."""
    words = ((kind, values) for kind, values in knowledge.words.items() if kind not in (CONJUGATED, *NOT_CUES))
    plain = {phrase(text) for _, values in words for texts in values.values() for text in texts}
    verbs = knowledge.words.get(CONJUGATED, {}).values()
    return {phrase(form) for texts in verbs for text in texts for form in forms(text)} - plain


def _spellings(text: str) -> Iterator[str]:
    key = phrase(text)
    yield key or text.strip()
    digraphs = text.casefold().translate(_DIGRAPHS)
    if digraphs != text.casefold():
        yield phrase(digraphs)
    if text.isascii() is False and "å" in text.casefold():
        yield phrase(text.casefold().replace("å", "aa").translate(_DIGRAPHS))


_DIGRAPHS = str.maketrans({"ü": "ue", "ö": "oe", "ä": "ae", "ø": "oe", "å": "aa"})


def _names(knowledge: Knowledge) -> Iterator[tuple[str, Value, str]]:
    for nation in knowledge.nations:
        for text in (nation.name, nation.id, nation.adjective, nation.flag, nation.in_sentence, *nation.aliases):
            if text:
                yield "nation", nation.id, text
    for games in knowledge.games:
        for text in (games.name, games.city, *games.aliases):
            yield "games", (games.id,), text
        for event in games.events:
            for text in (event.venue, *event.venue_aliases):
                yield "venue", (games.id,), text
    for added in knowledge.events:
        for text in (added.venue, *added.venue_aliases):
            yield "venue", (added.games,), text
    for event_kind in knowledge.event_kinds:
        for text in (event_kind.name, *event_kind.aliases):
            yield "event", event_kind.id, text
    for city in {record.city for record in knowledge.records}:
        yield "place", city, city
    ordinary = {word for line in knowledge.ordinary for word in line.split()}
    for town in {s.birthplace.partition(",")[0] for s in knowledge.skaters if s.birthplace and "," in s.birthplace}:
        if len(town) >= SHORTEST_FUZZY and phrase(town) not in ordinary:
            yield "town", town, town
    for round_kind in knowledge.round_kinds:
        for text in (round_kind.name, *round_kind.aliases):
            yield "round", round_kind.id, text


def _split_name(skater: Skater, name: str | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given and family tokens of a name."""
    words = tuple(phrase(name or skater.name).split())
    if len(words) < 2:
        return (), words
    if FAMILY_FIRST & set(skater.nations) and name is None:
        return words[1:], words[:1]
    for at, word in enumerate(words[1:], 1):
        if word in PARTICLES:
            return words[:at], words[at:]
    return words[:1], words[1:]


def _add_people(phrases: dict[str, Meanings], skaters: Iterable[Skater]) -> None:
    whole: dict[str, set[str]] = defaultdict(set)
    part: dict[str, set[str]] = defaultdict(set)
    for skater in skaters:
        given, family = _split_name(skater)
        names = [skater.name, *skater.aliases, *([skater.native_name] if skater.native_name else [])]
        for name in names:
            for key in _spellings(name):
                whole[key].add(skater.name)
        whole[" ".join((*family, *given))].add(skater.name)
        whole[" ".join((*given, *family))].add(skater.name)
        if len(given) > 1:
            whole[" ".join(("".join(given), *family))].add(skater.name)
            whole[" ".join((*family, "".join(given)))].add(skater.name)
            part["".join(given)].add(skater.name)
        for name in names:
            pieces = _split_name(skater) if name == skater.name else _split_name(skater, name)
            for words in pieces:
                for spelling in (words, tuple(phrase(w.translate(_DIGRAPHS)) for w in words)):
                    for start in range(len(spelling)):
                        for end in range(start + 1, len(spelling) + 1):
                            piece = spelling[start:end]
                            if not (len(piece) == 1 and (piece[0] in PARTICLES or len(piece[0]) < 2)):
                                part[" ".join(piece)].add(skater.name)
        signs = phrase(skater.native_name or "").split()
        if len(signs) > 2 and all(len(sign) == 1 for sign in signs):
            part[" ".join(signs[:2])].add(skater.name)  # a Japanese family name is mostly two signs
        for written in (skater.name, *skater.aliases):
            digraph = fold(written.casefold().translate(_DIGRAPHS).replace("å", "aa"))
            for word in phrase(digraph).split():
                if len(word) > 3 and word not in PARTICLES:
                    part[word].add(skater.name)
    for key, names_of in whole.items():
        phrases.setdefault(key, {})["skater"] = tuple(sorted(names_of))
    for key, names_of in part.items():
        if key not in whole:
            phrases.setdefault(key, {})["part"] = tuple(sorted(names_of))


def _reach(phrases: Iterable[str]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for key in phrases:
        first, _, rest = key.partition(" ")
        size = 1 + rest.count(" ") + bool(rest)
        reach[first] = max(reach.get(first, 1), size)
        if rest:
            pair = f"{first} {rest.partition(' ')[0]}"
            reach[pair] = max(reach.get(pair, 1), size)
    return reach


def _pairs(phrases: dict[str, Meanings]) -> set[tuple[str, str]]:
    """Every two words that stand side by side in a phrase that means something."""
    return {
        pair
        for key, meanings in phrases.items()
        if " " in key and meanings.keys() - NEVER_MISSPELT - {"tell", "skater", "part"}
        for pair in pairwise(key.split())
    }


def _by_first(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        found[first].add(second)
    return {first: frozenset(seconds) for first, seconds in found.items()}


def _told(knowledge: Knowledge) -> frozenset[str]:
    texts = [t for m in knowledge.moments for t in (*m.words, *(a for d in m.details for a in d.asks))]
    texts += [t for r in knowledge.rules for t in r.asks]
    texts += [t for phrases in knowledge.words.get("alike", {}).values() for t in phrases]
    return frozenset(
        w for t in texts for w in phrase(t).split() if len(w) > SHORTEST_FUZZY and w.isalpha() and w.isascii()
    )


def _shaky(phrases: dict[str, Meanings], knowledge: Knowledge) -> frozenset[str]:
    cues = {
        w
        for key, m in phrases.items()
        if m.keys() & {"op", "noun", "medal", "rank", "round"}
        for w in (key,)
        if len(w) == 4
    }
    codes = {n.id.casefold() for n in knowledge.nations}
    return frozenset(c for c in codes if any(c in {w[:i] + w[i + 1 :] for i in range(4)} for w in cues))


def _spellable(phrases: dict[str, Meanings]) -> set[str]:
    return {
        word
        for key, meanings in phrases.items()
        if meanings.keys() - NEVER_MISSPELT
        for word in key.split()
        if len(word) >= SHORTEST_FUZZY and word.isascii() and word.isalpha()
    }


def shortened(word: str) -> Iterator[str]:
    """The word and what is left of it when one letter, or two of a long word, are taken out.

    >>> sorted(shortened("gold"))
    ['gld', 'god', 'gol', 'gold', 'old']
    """
    yield word
    once = one_letter_less(word)
    yield from once
    if len(word) >= LONG_WORD:
        yield from {short[:i] + short[i + 1 :] for short in once for i in range(len(short))} - once
