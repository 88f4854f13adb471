"""The words of a question about medal counts as symbols, a letter each, in order; it knows no grammar and no facts."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.facts.models import MEDALS
from bot.language.reading import Compare, Term

THAN: dict[str, Compare] = {
    "than:at-least": ">=",
    "than:at-most": "<=",
    "than:more-than": ">",
    "than:less-than": "<",
    "than:exactly": "=",
}
# What a word says, the more telling first: the cue, and the letter that stands for it in the grammar.
LETTERS = (
    ("rest:", "x"),  # than any other nation
    ("often:", "o"),  # most often
    ("single:", "1"),  # at one Games
    ("colours:", "e"),  # of every colour
    ("order:", "Y"),  # by total
    ("noun:change", "C"),
    ("number:", "#"),
    ("nation:", "N"),
    ("games:", "y"),
    ("year:", "y"),
    ("table:top", "U"),
    ("table:bottom", "B"),
    ("noun:table", "T"),
    ("noun:nation", "P"),
    ("noun:games", "G"),
    ("only:", "O"),
    ("op:only", "O"),
    ("op:first", "f"),
    ("op:last", "l"),
    ("rank:", "R"),
    ("op:share", "%"),
    ("op:average", "A"),
    ("op:each", "p"),
    ("op:same", "="),
    ("verb:tie", "i"),
    ("op:twice", "2"),
    ("op:most", "M"),
    ("op:biggest", "M"),
    ("op:best", "M"),
    ("op:fewest", "L"),
    ("op:worst", "L"),
    ("op:total", "S"),
    ("op:compare", "/"),
    ("verb:meet", "/"),
    ("op:more", "+"),
    ("op:less", "-"),
    ("op:ahead", "^"),
    ("op:behind", "v"),
    ("op:both", "b"),
    ("gender:both", "b"),
    ("op:never", "n"),
    ("negation:", "n"),
    ("op:all", "a"),
    ("noun:margin", "D"),
    ("noun:rank", "k"),
    ("wh:how-many", "H"),
    ("wh:how-often", "h"),
    ("wh:when", "w"),
    ("wh:where", "q"),
    ("wh:who", "W"),
    ("wh:nation", "W"),
    ("wh:", "?"),
    ("verb:lead", "u"),
    ("verb:beat", "X"),
    ("verb:finish", "Z"),
    ("verb:", "V"),
    ("aux:", "d"),
    ("stop:", ","),
)
# Words that say the same wherever they stand.
PHRASES: dict[str, tuple[tuple[str, str], ...]] = {
    "than": ((">", ""),),
    "as": (("s", ""),),
    "or": (("|", ""),),
    "and": (("&", ""),),
    "and in": (("&", ""),),
    "but": (("!", ""),),
    "nor": (("r", ""),),
    "just": (("O", ""),),
    "minus": (("D", ""),),
    "again": (("g", ""),),
    "between": (("j", ""),),
    "double figures": (("c", ">="), ("#", "10")),
    "double digits": (("c", ">="), ("#", "10")),
    "more than one": (("c", ">"), ("#", "1")),
    "more than once": (("c", ">"), ("#", "1")),
    "most decorated": (("M", ""), ("K", "medal")),
}


class Symbol(NamedTuple):
    """One letter of the grammar, what it stands for, and where in the question it was said."""

    letter: str
    value: str
    at: int
    text: str


def kind_of(term: Term) -> str:
    """The kind of medal that a term names, "medal" for any, "" for none."""
    for medal in MEDALS:
        if f"medal:{medal}" in term.cues:
            return medal
    if term.cues & {"noun:title", "noun:champion"}:
        return "gold"
    rostrum = "noun:podium" in term.cues and term.text.startswith(("podium", "rostrum", "on the podium"))
    return "medal" if "noun:medal" in term.cues or rostrum else ""


SUFFIXES = frozenset(
    (
        *("or more", "or fewer", "or less", "and more", "or better", "minimum", "at least", "at most"),
        *("upwards", "or above", "or higher", "and over", "tops", "max"),
    )
)
ABOVE = frozenset(
    (
        *("above", "ahead of", "ahead of the", "ahead", "before", "in front of", "better than", "higher than"),
        *("higher", "clear of"),
    )
)
BELOW = frozenset(
    (
        *("below", "behind", "after", "under", "following", "lower than", "lower", "worse than", "beneath"),
        *("next after", "next behind", "right behind", "just behind", "follows", "short of"),
    )
)
NEAR = 3  # a nation further behind "above" than this many words stands in no relation to it


def symbols(terms: Sequence[Term]) -> list[Symbol]:
    """The terms that matter, in order."""
    found: list[Symbol] = []
    for at, term in enumerate(terms):
        for letter, value in _letters(terms, at):
            found.append(Symbol(letter, value, at, term.text))
    return found


def _letters(terms: Sequence[Term], at: int) -> tuple[tuple[str, str], ...]:
    """The letters of one term, most often one, and what each stands for."""
    term = terms[at]
    if term.text in ABOVE | BELOW and _meets(terms, at, "nation:", NEAR):
        dated = _meets(terms, at, "year:", 2) or _meets(terms, at, "games:", 2)
        return () if dated else (("^" if term.text in ABOVE else "v", ""),)
    if _silent(terms, at):
        return ()
    if term.text == "+":
        return (("c", ">=") if _before(terms, at, "number:") else ("S", ""),)
    if term.text.endswith(" over") and _meets(terms, at, "number:", 1):
        return ("V", ""), ("c", ">")
    if than := next((THAN[c] for c in term.cues if c in THAN), None):
        if _meets(terms, at, "number:", 1) or (term.text in SUFFIXES and _counted(terms, at)):
            return (("c", than),)
        if "op:more" in term.cues or "op:less" in term.cues:
            sign = ("+" if "op:more" in term.cues else "-", "")
            return (sign, (">", "")) if term.text.endswith("than") else (sign,)
    if term.text in PHRASES:
        return PHRASES[term.text]
    if kind := kind_of(term):
        return (("T", ""), ("K", kind)) if "noun:table" in term.cues else (("K", kind),)
    for prefix, letter in LETTERS:
        for cue in term.cues:
            if cue.startswith(prefix):
                return ((letter, cue.partition(":")[2]),)
    return ()


def _silent(terms: Sequence[Term], at: int) -> bool:
    """Whether a term narrows something else: "in speed skating only", "no women's one", "from 2006 to 2026"."""
    term = terms[at]
    if "op:only" in term.cues:
        return any(_before(terms, at, kind) for kind in ("scope:", "event:", "gender:", "games:", "year:"))
    return (term.text == "one" and _before(terms, at, "gender:")) or term.text.startswith(("from ", "at least once"))


def _before(terms: Sequence[Term], at: int, prefix: str) -> bool:
    return at > 0 and any(c.startswith(prefix) for c in terms[at - 1].cues)


def _meets(terms: Sequence[Term], at: int, prefix: str, reach: int) -> bool:
    """Whether such a term is among those that follow."""
    return any(c.startswith(prefix) for t in terms[at + 1 : at + 1 + reach] for c in t.cues)


def _counted(terms: Sequence[Term], at: int) -> bool:
    """Whether a number stands right before, or before the kind right before."""
    return any(c.startswith("number:") for t in terms[max(0, at - 2) : at] for c in t.cues)
