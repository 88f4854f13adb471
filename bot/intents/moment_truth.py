"""Yes or no to what a question claims, from the details of a moment; empty where they do not say."""

from dataclasses import replace

from bot.facts.models import Detail
from bot.intents.moment_search import Hit, search_of
from bot.intents.query import Query
from bot.wording.plain import opened


def truth(q: Query, hit: Hit) -> str:
    """Yes or No to what the question claims, from the detail; empty where it does not say."""
    detail, told, r = hit.detail, hit.told, q.reading
    if detail is None or told is None:
        return ""
    search = search_of(q)
    indexed = search.index.moments[hit.order]
    if any(not set(g) & indexed.people for g in r.people) or any(n not in indexed.nations for n in r.nations):
        return "No"
    if r.rounds and hit.moment.round and hit.moment.round not in r.rounds:
        return "No" if hit not in search.hits else _plain(q, detail)
    if detail.role == "yes-no":
        return _plain(q, detail)
    value = detail.value
    if detail.role in ("who", "whose", "which"):
        teams = [x for n in r.nations for x in (q.snapshot.nations[n].name, q.nation(n))]
        if r.nations and any(n.name in value for n in q.snapshot.nations.values()):
            return "Yes" if any(n in value for n in teams) else "No"
        if r.cue("op:both") and r.people:
            return "Yes" if sum(p in value for p in indexed.people) > 1 else "No"
        if r.people and any(p in value or p.split()[0] in value.split() for p in indexed.people):
            return (
                "Yes"
                if any(p in value or p.split()[0] in value.replace("'s", "").split() for g in r.people for p in g)
                else "No"
            )
    said, true = frozenset(search.asked.terms), told.value | told.says | frozenset(search.index.terms(hit.moment.says))
    for group in search.index.unlike:
        if said & group and true & group:
            return "Yes" if said & true & group else "No"
    claimed = [own for _, own in search.asked.needed]
    if numbers := {t for own in claimed for t in own if t[0].isdigit()}:
        return "Yes" if numbers <= told.value else "No" if any(t[0].isdigit() for t in told.value) else ""
    if r.nations and hit.moment.nations[:1] != r.nations:
        return ""
    if (
        claimed
        and "fall" not in claimed[0]
        and all(
            own & frozenset(t for k in hit.moment.kinds for t in search.index.terms(k.replace("-", " ")))
            for own in claimed
        )
    ):
        return "Yes"
    return "Yes" if claimed and all(own & true for own in claimed) else ""


def who_did(q: Query, hit: Hit) -> tuple[str, Hit] | None:
    """Whether the person asked about is named where the moment says who did it; several may have done it."""
    r, search = q.reading, search_of(q)
    if not r.people or not search.asked.needed or r.cue("op:both") or not hit.detail or hit.detail.role == "yes-no":
        return None
    indexed = search.index.moments[hit.order]
    others = [g for g in r.people if g != hit.moment.skaters[:1]]
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
        return (
            opened(detail.value) if word == "likely" else "Yes" if asked & set(search.index.terms(detail.value)) else ""
        )
    return "" if q.reading.cue("negation:not") and word == "yes" else word.capitalize()
