"""The words of a question about medal counts as symbols, a letter each, in order; it knows no grammar and no facts."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.facts.models import MEDALS
from bot.language.reading import THAN, Term

# What a word says, the more telling first: a letter of the grammar, and the cues it stands for ("verb:" is any verb).
# Under "" stands what changes nothing; a word of which nothing stands here is STRANGE, and no operation leaves that.
STRANGE = "~"
SKATER = "@"
LEFT_OUT = "0"  # the event, where it is said to be left out
LETTERS = tuple(
    (cue, "" if letter == "''" else letter)
    for letter, *cues in (
        line.split()
        for line in """
        x rest:
        o often:
        1 single:
        e colours:all
        E colours:which
        I neutral:
        @ wh:skater noun:skater
        Y order:
        C noun:change
        # number:
        N nation:
        y games: year:
        U table:top
        B table:bottom
        T noun:table
        P noun:nation
        G noun:games
        O only: op:only
        f op:first
        l op:last
        R rank:
        % op:share
        A op:average
        p op:each
        = op:same
        i verb:tie
        2 op:twice
        M op:most op:biggest op:best
        L op:fewest op:worst
        S op:total
        / op:compare verb:meet
        + op:more
        - op:less
        ^ op:ahead
        v op:behind
        b op:both gender:both
        n op:never negation:
        a op:all
        D noun:margin
        k noun:rank
        H wh:how-many
        h wh:how-often
        w wh:when
        q wh:where
        W wh:who wh:nation
        ? wh:which wh:which-one wh:what wh:how wh:how-do wh:how-far wh:how-big wh:whose
        u verb:lead
        X verb:beat
        Z verb:finish
        V verb:win verb:get verb:own verb:perform verb:skate verb:represent verb:hold
        Q verb:qualify verb:leave
        z wh:why
        d aux:did aux:be aux:have aux:true aux:can
        , stop:
        '' filler: ellipsis: pronoun: smalltalk: tell: tag: sign: meets: medal: gender: period: than: event: scope:
        '' noun:medal noun:podium noun:title noun:event noun:champion noun:result record:stand
        '' op:previous op:ever op:way pick:person
        """.strip().splitlines()
    )
    for cue in cues
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
    "yes": (("J", ""),),
    "their": (("t", ""),),
    "its": (("t", ""),),
    "minus": (("D", ""),),
    "how far behind": (("D", ""),),
    "how far ahead": (("D", ""),),
    "again": (("g", ""),),
    "between": (("j", ""),),
    "double figures": (("c", ">="), ("#", "10")),
    "double digits": (("c", ">="), ("#", "10")),
    "double figure": (("c", ">="), ("#", "10")),
    "double digit": (("c", ">="), ("#", "10")),
    "one more": (("+", ""),),
    "more than one": (("c", ">"), ("#", "1")),
    "more than once": (("c", ">"), ("#", "1")),
    "most decorated": (("M", ""), ("K", "medal")),
}


TEXTS = frozenset(("how much", "by how much", "how much more", "current", "needed"))


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


NOTHING = Term("", frozenset())
EVERY = frozenset(("every games", "each games", "all games", "every winter games", "every olympics"))
ONE = frozenset(("one", "a single", "single", "any one"))
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
APPEARING = frozenset("appear appears appeared feature features featured get got enter entered".split())
BESIDE = ABOVE | BELOW
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
    if term.text in BESIDE and _meets(terms, at, "nation:", NEAR):
        dated = _meets(terms, at, "year:", 2) or _meets(terms, at, "games:", 2)
        return () if dated else (("^" if term.text in ABOVE else "v", ""),)
    if _silent(terms, at):
        return ()
    if term.text == "+":
        return (("c", ">=") if _before(terms, at, "number:") else ("S", ""),)
    if term.text.endswith(" over") and _meets(terms, at, "number:", 1):
        return ("V", ""), ("c", ">")
    if any(c.startswith("event:") for c in term.cues) and not _counts_next(terms, at):
        before = next((t for t in reversed(terms[:at]) if t.text not in ("the", "in", "of")), None)
        return ((LEFT_OUT, ""),) if before and "negation:not" in before.cues else ()
    after = terms[at + 1] if at + 1 < len(terms) else NOTHING
    whole = "scope:games" in after.cues and bool({"games", "olympics"} & set(after.text.split()))
    if term.text in ONE and (whole or "noun:games" in after.cues):
        return (("1", ""),)
    if term.text in ("won by", "win by", "lost by", "lose by") and "op:most" not in after.cues:
        return ()
    if term.text == "in all" and _meets(terms, at, "number:", 1):
        return (("a", ""),)
    if "noun:record" in term.cues and any(kind_of(t) and t.text.endswith("s") for t in terms[at + 1 : at + 3]):
        return (("M", ""),)  # the record for golds
    if term.text == "of" and at and terms[at - 1].cues & {"wh:how-many", "op:share"}:
        return (("F", ""),)
    if than := next((THAN[c] for c in term.cues if c in THAN), None):
        if _meets(terms, at, ("number:", "op:twice"), 1) or (term.text in SUFFIXES and _counted(terms, at)):
            return (("c", than),)
        if "op:more" in term.cues or "op:less" in term.cues:
            sign = ("+" if "op:more" in term.cues else "-", "")
            return (sign, (">", "")) if term.text.endswith("than") else (sign,)
    if (related := _related(terms, at)) is not None:
        return related
    if "colours:which" in term.cues:
        return (("E", ""),)
    if "noun:table" in term.cues and term.text.endswith(("colour", "color", "type", "metal")):
        return (("T", ""), ("E", ""))  # of which colours the medals are
    if kind := kind_of(term):
        return (("T", ""), ("K", kind)) if "noun:table" in term.cues else (("K", kind),)
    letter = _letter(term.cues)
    if letter == (STRANGE, "") and term.text in TEXTS:
        return ()
    return (letter,) if letter[0] else ()


@lru_cache(4096)
def _letter(cues: frozenset[str]) -> tuple[str, str]:
    """The letter that stands for what a word means, and what it means more closely."""
    for known, letter in LETTERS:
        for cue in cues:
            if cue == known or (known[-1] == ":" and cue.startswith(known)):
                return letter, cue.partition(":")[2]
    return STRANGE, ""


def _silent(terms: Sequence[Term], at: int) -> bool:
    """Whether a term narrows something else: "in speed skating only", "no women's one", "from 2006 to 2026"."""
    term = terms[at]
    if term.text == "the two" and _meets(terms, at, "noun:nation", 1):
        return True  # how many they are
    if "op:only" in term.cues and _before(terms, at, "number:"):
        return True  # "one lone medal"
    if term.text == "men or women":
        return True  # which of them it was narrows nothing
    if term.text == "+" and _before(terms, at, "gender:") and _meets(terms, at, "gender:", 1):
        return True  # "guys + girls" are both, and no sum
    if "op:only" in term.cues:
        return any(_before(terms, at, kind) for kind in ("scope:", "event:", "gender:", "games:", "year:"))
    if at == 0 and "ellipsis:correction" in term.cues and any(c.startswith("op:") for t in terms[1:2] for c in t.cues):
        return True  # "no, average golds"
    return (term.text == "one" and _before(terms, at, "gender:")) or term.text.startswith(("from ", "at least once"))


def _related(terms: Sequence[Term], at: int) -> tuple[tuple[str, str], ...] | None:
    """The letters of a term that takes its meaning from those beside it; None where it does not."""
    term = terms[at]
    if term.text == "how many" and at and terms[at - 1].text == "by":
        return (("D", ""), ("H", ""))  # "by how many golds": what one has less the other
    if term.text in PHRASES:
        return PHRASES[term.text]
    if term.text in ("for", "in", "on", "by") and _before(terms, at, "rank:"):
        return ((";", ""),) if any(kind_of(t) for t in terms[at + 1 : at + 3]) else ()
    if term.text.endswith("table") and term.cues & {"scope:games", "scope:speed-skating"} and _appears(terms[:at]):
        return (("K", "medal"),)  # who appears on a table has won a medal
    if term.text in EVERY and not any("op:total" in t.cues for t in terms[:at]):
        through = at and terms[at - 1].text in ("over", "across", "through", "throughout")
        return (("a", ""), ("G", "")) if through else (("p", ""),)
    return None


def _appears(before: Sequence[Term]) -> bool:
    on = [t for t in before[-3:] if t.text not in ("the", "a", "on", "in")]
    return bool(on) and on[-1].text in APPEARING


def _counts_next(terms: Sequence[Term], at: int) -> bool:
    """Whether medals of the event are spoken of, "no team pursuit medal", and not the event itself."""
    return at + 1 < len(terms) and bool(kind_of(terms[at + 1]))


def _before(terms: Sequence[Term], at: int, prefix: str) -> bool:
    return at > 0 and any(c.startswith(prefix) for c in terms[at - 1].cues)


def _meets(terms: Sequence[Term], at: int, prefix: str | tuple[str, ...], reach: int) -> bool:
    """Whether such a term is among those that follow."""
    return any(c.startswith(prefix) for t in terms[at + 1 : at + 1 + reach] for c in t.cues)


def _counted(terms: Sequence[Term], at: int) -> bool:
    """Whether a number stands right before, or before the kind right before."""
    return any(c.startswith("number:") for t in terms[max(0, at - 2) : at] for c in t.cues)
