"""Links the tokens of a line to what they name: exact, then alias, then a misspelling; it decides nothing."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from bot.language.lexicon import LONG_WORD, LONGEST_FUZZY, SHORTEST_FUZZY, WEAK, Lexicon, Meanings, shortened
from bot.language.text import Token, phrase

How = Literal["exact", "fuzzy"]

SHORTEST = 3  # letters of a word that may have an s too many: a name of two is too short to be told by
# A misspelling must be at least this like what it stands for; measured on generated one- and two-slip typos.
FLOOR = 0.70
# What has a name of its own; and whatever a phrase may name, as against what it may say.
PROPER = frozenset(("nation", "skater", "part", "games", "venue", "elsewhere"))
NAMED = frozenset(("nation", "skater", "part", "games", "venue", "event", "round", "elsewhere", "record", "scope"))


class Item(NamedTuple):
    """A run of tokens and all it can mean: kind -> value."""

    meanings: Meanings
    start: int
    end: int
    text: str
    raw: str
    how: How = "exact"
    score: float = 1.0
    possessive: bool = False


def link(tokens: Sequence[Token], lexicon: Lexicon) -> list[Item]:
    """Every token in exactly one item, in order; kinds `ordinary`, `unknown` and `stop` for what names nothing."""
    shouting = _shouts(tokens)
    words = [t.text for t in tokens]
    spelt = _spelt(tokens, lexicon)
    items: list[Item] = []
    rest: dict[str, str] = {}  # what each word is that means nothing, as it is written
    at, count = 0, len(tokens)
    while at < count:
        item = _longest(at, tokens, words, lexicon, shouting, spelt) or _single(at, tokens, lexicon, spelt, rest)
        items.append(item)
        at = item.end
    return _people(items, lexicon)


def _shouts(tokens: Sequence[Token]) -> bool:
    """Whether capitals tell nothing: a line all in them, or one with a capital on most words."""
    words = [t.raw for t in tokens if t.kind == "word" and len(t.raw) > 2]
    return sum(w[0].isupper() for w in words) > 0.7 * len(words) and len(words) > 2


def _spelt(tokens: Sequence[Token], lexicon: Lexicon) -> dict[int, tuple[str, float]]:
    """The likely word behind each token that no phrase and no ordinary word has, or that its neighbours bear out."""
    found: dict[int, tuple[str, float]] = {}
    # A word may stand in a line hundreds of times.
    guesses: dict[tuple[str, bool, frozenset[str]], tuple[str, float] | None] = {}
    for at, token in enumerate(tokens[:400]):
        text = token.text
        if token.kind != "word" or not 3 <= len(text) <= LONGEST_FUZZY:
            continue
        if text in lexicon.told:
            continue
        if text in lexicon.known or text in lexicon.ordinary:
            if _says_nothing(token, lexicon) and (
                near := _borne_out(text, _beside(at, tokens, lexicon, found, sure=True))
            ):
                found[at] = near
            continue
        if text[-1] == "s" and text[:-1] in lexicon.phrases and len(text) > SHORTEST:
            found[at] = (text[:-1], 1.0)
            continue
        beside = _beside(at, tokens, lexicon, found)
        typed = text, token.raw[:1].isupper(), beside
        if typed not in guesses:
            guesses[typed] = (
                _borne_out(text, beside) or spell(text, lexicon, names=typed[1]) or _two_in_one(text, lexicon)
            )
        if guess := guesses[typed]:
            found[at] = guess
    return found


_NO_WORDS: frozenset[str] = frozenset()


def _beside(
    at: int, tokens: Sequence[Token], lexicon: Lexicon, found: dict[int, tuple[str, float]], *, sure: bool = False
) -> frozenset[str]:
    """What stands in phrases behind the word before a token, or before the word behind it.

    To be `sure`, such a neighbour must be more than a word that joins, and the token no neighbour of it itself.
    """
    text = tokens[at].text
    before = found[at - 1][0] if at - 1 in found else tokens[at - 1].text if at else ""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    after_that, before_this = lexicon.after.get(before, _NO_WORDS), lexicon.before.get(behind, _NO_WORDS)
    if sure:
        if text in after_that or text in before_this:
            return _NO_WORDS
        after_that = after_that - lexicon.weak if _tells(before, lexicon) else _NO_WORDS
        before_this = before_this - lexicon.weak if _tells(behind, lexicon) else _NO_WORDS
    return after_that | before_this if after_that and before_this else after_that or before_this


def _tells(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is telling enough to bear out what stands beside it: no question word and none that joins."""
    if word in lexicon.joining or word in lexicon.weak:
        return False
    meanings = lexicon.phrases.get(word)
    return meanings is None or bool(meanings.keys() - WEAK - {"wh"})


def _says_nothing(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word changes nothing where it stands alone: an ordinary one, or a short name in small letters."""
    if token.text in lexicon.joining or token.raw[:1].isupper():
        return False
    meanings = lexicon.phrases.get(token.text, {})
    return meanings.keys() <= {"filler"} or _short_name(token, meanings)


def _short_name(token: Token, meanings: Meanings) -> bool:
    return meanings.keys() == {"part"} and len(token.text) <= SHORTEST_FUZZY and not token.raw[:1].isupper()


def _borne_out(word: str, beside: frozenset[str]) -> tuple[str, float] | None:
    """The likeliest word a slip away that goes with what stands beside it; none where it only has another ending."""
    near = [
        (JaroWinkler.similarity(word, other) + 0.05 * _neighbours(word, other), other)
        for other in beside
        if abs(len(other) - len(word)) <= 1
        and len(other) >= SHORTEST_FUZZY
        and OSA.distance(word, other, score_cutoff=1) == 1
        and not (other[:-1] == word or word[:-1] == other or (other[:-1] == word[:-1] and len(word) > SHORTEST_FUZZY))
    ]
    likeness, other = max(near, default=(0.0, ""))
    return (other, min(likeness, 0.99)) if other else None


def _two_in_one(word: str, lexicon: Lexicon) -> tuple[str, float] | None:
    for cut in range(3, len(word) - 2):
        pair = f"{word[:cut]} {word[cut:]}"
        if pair in lexicon.phrases:
            return pair, 1.0
    return None


def spell(word: str, lexicon: Lexicon, *, names: bool = True) -> tuple[str, float] | None:
    """The word of the lexicon that `word` most likely misspells, and how alike they are; None where a rival is nearer.

    A word of two or three letters may have lost one of a cue's, and stands for no name.
    """
    slips = 2 if len(word) >= LONG_WORD - 2 else 1
    best: tuple[int, bool, bool, float, str] | None = None
    seen: set[str] = set()
    for short in shortened(word):
        for candidate in lexicon.deletions.of(short):
            if candidate in seen:
                continue
            seen.add(candidate)
            distance = OSA.distance(word, candidate, score_cutoff=slips)
            if distance > slips or (len(word) < SHORTEST_FUZZY and not _cue_only(candidate, lexicon)):
                continue
            swapped = len(word) == len(candidate) and sorted(word) == sorted(candidate)
            alike = swapped or _neighbours(word, candidate) or _without_vowels(word) == _without_vowels(candidate)
            likeness = JaroWinkler.similarity(word, candidate) + 0.05 * alike
            # A word that means something by itself is likelier than one that only belongs to longer phrases.
            rank = (distance, candidate in lexicon.weak, candidate not in lexicon.phrases, -likeness, candidate)
            if best is None or rank < best:
                best = rank
    if best is None or -best[3] < FLOOR:
        return None
    distance, _, _, likeness, candidate = best
    part_only = lexicon.phrases.get(candidate, {}).keys() == {"part"}
    if (distance > 1 or (part_only and not names)) and _near_ordinary(word, lexicon.ordinary):
        return None
    return candidate, min(-likeness, 0.99)


def _cue_only(word: str, lexicon: Lexicon) -> bool:
    return len(word) >= SHORTEST_FUZZY and PROPER.isdisjoint(lexicon.phrases.get(word, {}))


_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACE = {letter: (row, column + row * 0.5) for row, keys in enumerate(_KEYS) for column, letter in enumerate(keys)}


def _without_vowels(word: str) -> str:
    return "".join(letter for letter in word if letter not in "aeiou")


def _neighbours(word: str, candidate: str) -> bool:
    """Whether two words of one length differ by keys that lie side by side."""
    if len(word) != len(candidate):
        return False
    pairs = [(a, b) for a, b in zip(word, candidate, strict=True) if a != b]
    return all(
        a in _PLACE and b in _PLACE and abs(_PLACE[a][0] - _PLACE[b][0]) <= 1 and abs(_PLACE[a][1] - _PLACE[b][1]) <= 1
        for a, b in pairs
    )


def one_slip(word: str, other: str) -> bool:
    """Whether a letter gone, added, changed, or two swapped turn one word into the other, or nothing does.

    >>> one_slip("comfroted", "comforted"), one_slip("comfort", "support")
    (True, False)
    """
    return OSA.distance(word, other, score_cutoff=1) <= 1


def _near_ordinary(word: str, ordinary: frozenset[str]) -> bool:
    return not ordinary.isdisjoint(_near(word))


def _near(word: str) -> Iterator[str]:
    """Every string one slip away: a letter gone, added, changed, or two swapped."""
    for i in range(len(word) + 1):
        left, right = word[:i], word[i:]
        if right:
            yield left + right[1:]
            if len(right) > 1:
                yield left + right[1] + right[0] + right[2:]
        for letter in _LETTERS:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _longest(
    at: int,
    tokens: Sequence[Token],
    words: Sequence[str],
    lexicon: Lexicon,
    shouting: bool,
    spelt: dict[int, tuple[str, float]],
) -> Item | None:
    first = words[at]
    longest = lexicon.reach.get(first, 0)
    if guess := spelt.get(at):
        longest = max(longest, lexicon.reach.get(guess[0].split()[0], 0))
    elif longest > 1 and at + 1 not in spelt:
        longest = lexicon.reach.get(" ".join(words[at : at + 2]), 1)
    for reach in range(min(longest, len(words) - at), 0, -1):
        end = at + reach
        key = " ".join(words[at:end])
        meanings = lexicon.phrases.get(key)
        how: How = "exact"
        score = 1.0
        possessive = tokens[end - 1].possessive
        if meanings is None and spelt and any(i in spelt for i in range(at, end)):
            key = " ".join(spelt[i][0] if i in spelt else words[i] for i in range(at, end))
            meanings = lexicon.phrases.get(key)
            score = min(spelt[i][1] for i in range(at, end) if i in spelt)
            how = "exact" if score == 1.0 else "fuzzy"
            possessive = possessive or (words[end - 1][-1:] == "s" != key[-1:] and end - 1 in spelt)
        if meanings is None:
            continue
        if reach == 1:
            meanings = _certain(meanings, key, at, tokens, lexicon, shouting)
            if not meanings:
                return None
        elif (NAMED.isdisjoint(meanings) or (first == "a" and "round" in meanings)) and _runs_on(
            at, end, words, lexicon, spelt
        ):
            continue
        said = lexicon.stands_for.get(key, key)
        return Item(meanings, at, end, said, " ".join([t.raw for t in tokens[at:end]]), how, score, possessive)
    return None


def _runs_on(at: int, end: int, said: Sequence[str], lexicon: Lexicon, spelt: dict[int, tuple[str, float]]) -> bool:
    """Whether a name begins inside a run of cue words and goes on behind it: "in the team | pursuit"."""
    words = [spelt[i][0] if i in spelt else word for i, word in enumerate(said)] if spelt else said
    for start in range(at + 1, end):
        for stop in range(min(len(words), start + lexicon.reach.get(words[start], 0)), end, -1):
            if lexicon.phrases.get(" ".join(words[start:stop]), {}).keys() & NAMED:
                return True
    return False


_MISTAKABLE = frozenset(("nation", "part", "record"))
_BEFORE_A_NAME = frozenset("did does has is was".split())


def _certain(
    meanings: Meanings, key: str, at: int, tokens: Sequence[Token], lexicon: Lexicon, shouting: bool
) -> Meanings:
    """Without the names that are spelt like an ordinary word and not written as a name."""
    if _MISTAKABLE.isdisjoint(meanings):
        return meanings
    raw = tokens[at].raw
    doubtful: set[str] = set()
    common = (
        key in lexicon.ordinary
        or key in lexicon.shaky
        or bool(meanings.keys() - {"part", "nation", "skater", "elsewhere"})
    )
    if (
        "record" in meanings
        and key in ("or", "wr", "tr")
        and (key in lexicon.ordinary or key in lexicon.filler)
        and not (raw.isupper() and not shouting)
    ):
        doubtful.add("record")
    if common and key.isascii():
        before = tokens[at - 1].text if at else ""
        if "nation" in meanings and len(key) <= 3:
            joined = (
                before in ("the", "did", "does", "has", "was", "team", "including", "excluding", "not")
                or _beside_nation(at, tokens, lexicon)
                or (
                    before not in ("tell", "give", "show", "for", "let")
                    and "medal" not in lexicon.phrases.get(before, {})
                    and bool(_NATION_BEFORE & _kinds_ahead(tokens[at + 1 : at + 3], lexicon))
                )
            )
            if not (raw.isupper() and len(raw) > 1 and not shouting) and not joined:
                doubtful.add("nation")
        named_only = meanings.keys() == {"part"} and len(key) > 3
        written_as_name = raw[:1].isupper() and not shouting and (at > 0 or named_only or tokens[at].possessive)
        said_as_name = named_only and (tokens[at].possessive or before in _BEFORE_A_NAME)
        if not (written_as_name or said_as_name):
            doubtful.add("part")
    if not doubtful & meanings.keys():
        if "nation" in meanings and common:
            return {"nation": meanings["nation"]}
        if "part" in meanings and len(meanings) > 1 and common:
            return {"part": meanings["part"]}
        return meanings
    return {kind: value for kind, value in meanings.items() if kind not in doubtful}


# What stands behind a nation: "us golds", "ned women", "us speed skating medals".
_NATION_BEFORE = frozenset(("gender", "medal", "scope", "event"))


# What joins two nations: "japan and us", "ned or can".
_JOINTS = frozenset(("and", "or", "vs", "v", "versus", "plus", "than"))


def _beside_nation(at: int, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a joint stands on one side, with another nation beyond it."""

    def joined(joint: int, other: int) -> bool:
        if not (0 <= other < len(tokens) and tokens[joint].text in _JOINTS):
            return False
        meanings = lexicon.phrases.get(tokens[other].text, {})
        return "nation" in meanings and (len(tokens[other].text) > 3 or tokens[joint].text in ("vs", "v", "versus"))

    return joined(at + 1, at + 2) or joined(at - 1, at - 2)


def _kinds_ahead(ahead: Sequence[Token], lexicon: Lexicon) -> set[str]:
    """The kinds of the next word and of the next two together, and "medal" where a word for all medals follows."""
    found: set[str] = set()
    for reach in (1, 2):
        meanings = lexicon.phrases.get(" ".join(t.text for t in ahead[:reach]), {})
        found |= meanings.keys()
        if meanings.get("noun") in ("medal", "title"):
            found.add("medal")
    return found


def _single(
    at: int, tokens: Sequence[Token], lexicon: Lexicon, spelt: dict[int, tuple[str, float]], rest: dict[str, str]
) -> Item:
    token = tokens[at]
    if at in spelt and spelt[at][0] in lexicon.told:
        return Item({"ordinary": spelt[at][0]}, at, at + 1, spelt[at][0], token.raw, "fuzzy", spelt[at][1])
    meanings: Meanings
    match token.kind:
        case "year":
            meanings = {"year": int(token.text)}
        case "number":
            meanings = {"number": int(token.text[:9])}
        case "ordinal":
            meanings = {"rank": str(int(token.text.rstrip("stndrh")))}
            if meanings["rank"] == "1":
                meanings["op"] = "first"
        case "time":
            minutes, seconds = token.text.split(":")
            meanings = {"time": int(minutes) * 6000 + round(float(seconds) * 100)}
        case "clock":
            minutes, seconds = token.text.split(":")
            meanings = {"time": int(minutes) * 6000 + int(seconds) * 100}
        case "decimal":
            meanings = {"seconds": round(float(token.text) * 100)}
        case "stop":
            meanings = {"stop": token.text}
        case "sign" | "flag":
            meanings = {"sign": token.text}
        case "word":
            if token.raw not in rest:
                rest[token.raw] = _kind_of_rest(token, lexicon)
            meanings = {rest[token.raw]: token.text}
    slip = "ordinary" in meanings and token.text not in lexicon.ordinary
    return Item(meanings, at, at + 1, token.text, token.raw, "fuzzy" if slip else "exact", possessive=token.possessive)


def _kind_of_rest(token: Token, lexicon: Lexicon) -> str:
    """An ordinary word, a slip of a word that changes nothing, or a word nobody knows."""
    text = token.text
    if text in lexicon.ordinary or text in lexicon.told or len(text) == 1:
        return "ordinary"
    if token.raw[:1].isupper() and not token.raw.isupper() and len(text) > 3:
        return "unknown"
    if len(text) > LONGEST_FUZZY:
        return "unknown"
    if text.isascii() and not lexicon.filler.isdisjoint(_near(text)):
        return "filler"
    return "ordinary" if text.isascii() and len(text) > 3 and _near_ordinary(text, lexicon.ordinary) else "unknown"


def _people(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Joins the parts of a person's name, and tells a stranger who shares one part with somebody held."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if before and _may_be_name(before) and _may_be_name(item) and not (before.possessive):
            merged = _merge(before, item, lexicon)
            if merged:
                joined[-1] = merged
                continue
        joined.append(item)
    return joined


_PEOPLE = frozenset(("part", "skater", "stranger"))


def _may_be_name(item: Item) -> bool:
    kinds = item.meanings
    return not _PEOPLE.isdisjoint(kinds) or (
        ("unknown" in kinds or ("ordinary" in kinds and item.how == "fuzzy"))
        and item.raw.replace("'", "").isalpha()
        and len(item.text) > 1
    )


def _merge(left: Item, right: Item, lexicon: Lexicon) -> Item | None:
    kinds = left.meanings.keys() | right.meanings.keys()
    if not kinds & {"part", "skater"} or "stranger" in kinds:
        return None
    raw = f"{left.raw} {right.raw}"
    text = f"{left.text} {right.text}"
    score = min(left.score, right.score)

    def item(meanings: Meanings, how: How) -> Item:
        return Item(meanings, left.start, right.end, text, raw, how, score, right.possessive)

    sets = [set(_people_of(i)) for i in (left, right)]
    if sets[0] and sets[1]:
        if common := sets[0] & sets[1]:
            return item({"skater": tuple(sorted(common))}, "exact" if left.how == right.how == "exact" else "fuzzy")
        if "skater" in left.meanings or "skater" in right.meanings or (_surname(left) and _surname(right)):
            return None
    near = {name for match in lexicon.people.find(text) for name in lexicon.bearers[match.at]}
    if alike := near & (sets[0] | sets[1]):
        return item({"skater": tuple(sorted(alike))}, "fuzzy")
    if _small_unknown(left, right) or "ordinary" in kinds:
        return None
    return item({"stranger": raw}, "exact")


def _surname(item: Item) -> bool:
    """Whether a part of a name is the whole of what stands last in it: of two such each is somebody."""
    return all(phrase(name).endswith(f" {item.text}") for name in _people_of(item))


def _small_unknown(left: Item, right: Item) -> bool:
    """An unknown word in small letters beside a name may be any misspelt word: it is weighed by itself."""
    return any("unknown" in i.meanings and not i.raw[:1].isupper() for i in (left, right))


def _people_of(item: Item) -> tuple[str, ...]:
    found = item.meanings.get("skater") or item.meanings.get("part") or ()
    return found if isinstance(found, tuple) else ()
