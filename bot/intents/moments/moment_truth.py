"""Yes or no to what a question claims, from the details of a moment; empty where they do not say."""

import re
from dataclasses import replace

from bot.facts.models import Detail, hundredths
from bot.intents.moments.moment_index import Indexed, Told
from bot.intents.moments.moment_search import Hit, Search, search_of
from bot.intents.query import Query
from bot.language.reading import within
from bot.wording.plain import opened

# Words between two people that turn round who does it: "fell into Miho's arms", "was pushed by Kramer".
TURNING = frozenset(("by", "into", "in", "with", "to", "from"))
NUMBER = re.compile(r"\d+\.\d\d")


def verdict(q: Query, hit: Hit) -> tuple[str, Hit]:
    """Yes, No or nothing, with the detail that shows it."""
    if hit.detail is None or hit.told is None:
        return "", hit
    search = search_of(q)
    indexed = search.index.moments[hit.order]
    if _elsewhere(q, indexed, hit):
        return "No", hit
    if hit.detail.role == "yes-no":
        return _plain(q, hit.detail), hit
    if (measured := _measured(q, search, hit.told)) is not None:
        return measured, hit
    return who_did(q, hit) or (_told(q, search, indexed, hit, hit.told), hit)


def truth(q: Query, hit: Hit) -> str:
    """Yes, No or nothing."""
    return verdict(q, hit)[0]


def _elsewhere(q: Query, indexed: Indexed, hit: Hit) -> bool:
    """Whether it happened, but to others or in another round."""
    r = q.reading
    if any(not set(g) & indexed.people for g in r.people) or any(n not in indexed.nations for n in r.nations):
        return True
    return bool(r.rounds and hit.moment.round) and hit.moment.round not in r.rounds and hit not in search_of(q).hits


def _measured(q: Query, search: Search, told: Told) -> str | None:
    """Whether a number that is claimed is the one that is held; None where no number is claimed."""
    held = [value for x in NUMBER.findall(told.detail.value) if isinstance(value := hundredths(x), int)]
    if bound := q.reading.bound:
        return "" if not held else "Yes" if within(held[0], *bound) else "No"
    numbers = {t for t in search.asked.terms if t[0].isdigit() and not t.isdigit()}
    if not numbers:
        return None
    return "Yes" if numbers <= told.value else "No" if any(t[0].isdigit() for t in told.value) else ""


def _told(q: Query, search: Search, indexed: Indexed, hit: Hit, told: Told) -> str:
    """What a detail that is no yes or no shows."""
    r, value = q.reading, told.detail.value
    if told.detail.role in ("who", "whose", "which"):
        teams = [x for n in r.nations for x in (q.snapshot.nations[n].name, q.nation(n))]
        if r.nations and any(n.name in value for n in q.snapshot.nations.values()):
            return "Yes" if any(n in value for n in teams) else "No"
        if r.cue("op:both") and r.people:
            return "Yes" if sum(p in value for p in indexed.people) > 1 else "No"
    if r.people and not any(p in g for g in r.people for p in hit.moment.skaters[:1]):
        return "No" if hit.moment.skaters and hit.moment.skaters[0] in told.detail.says else ""
    said, true = search.asked.told, told.value | told.says | frozenset(search.index.terms(hit.moment.says))
    for group in search.index.unlike:
        if said & group and true & group:
            return "Yes" if said & true & group else "No"
    claimed = [own for _, own in search.asked.needed]
    if (r.nations and hit.moment.nations[:1] != r.nations) or not claimed:
        return ""
    kinds = frozenset(t for k in hit.moment.kinds for t in search.index.terms(k.replace("-", " "))) - {"fall"}
    return "Yes" if all(own & kinds for own in claimed) or all(own & true for own in claimed) else ""


def who_did(q: Query, hit: Hit) -> tuple[str, Hit] | None:
    """Whether the person asked about is named where the moment says who did it; several may have done it."""
    r, search = q.reading, search_of(q)
    if not r.people or not search.asked.needed or r.cue("op:both"):
        return None
    indexed = search.index.moments[hit.order]
    main = hit.moment.skaters[:1]
    others = [g for g in r.people if g != main]
    if len(r.people) > 1 and r.people[0] == main and others and not set(search.q.reading.words) & TURNING:
        return "", hit  # who did it to whom is not told by the words that are held
    asked = {p.split()[0] for g in others or r.people for p in g}
    # What every detail of a moment can be asked by shows of none that it is the one.
    covering = [
        told
        for told in indexed.details
        if told.detail.role in ("who", "whose")
        and any(p.split()[0] in told.detail.value for p in indexed.people)
        and all(any(indexed.rarity.get(t, 0) >= 1 for t in own & told.asks) for _, own in search.asked.needed)
    ]
    named = next((told for told in covering if asked & set(told.detail.value.replace("'s", "").split())), None)
    if named or covering:
        return ("Yes" if named else "No"), replace(hit, told=named or covering[0])
    return None


def _plain(q: Query, detail: Detail) -> str:
    word = detail.value.split(",")[0].split()[0].casefold() if detail.value else ""
    if word not in ("yes", "no"):
        search = search_of(q)
        asked = {t for _, own in search.asked.needed for t in own}
        held = "Yes" if asked & set(search.index.terms(detail.value)) else ""
        return opened(detail.value) if word == "likely" else held
    return "" if q.reading.cue("negation:not") and word == "yes" else word.capitalize()
