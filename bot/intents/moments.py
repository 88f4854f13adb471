"""What happened: falls, comebacks, words, rows and changes of a team, found by the words a question tells them by."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import Found, NotHeld, Outcome
from bot.facts.models import Detail, Moment
from bot.intents import incidents
from bot.intents.moment_search import EQUAL, Hit, Search, search_of
from bot.intents.query import Query, Response
from bot.language.reading import Focus
from bot.wording.plain import NUMBERS, listed, opened

NAME = "moments"
TITLE = "What happened: falls, comebacks, words, rows"
EXAMPLES = (
    "who fell in the women's final in 2022",
    "why did Nana Takagi fall",
    "whose arms did Nana Takagi fall into",
    "who led Canada's comeback",
    "how big was Japan's early lead in 2022",
    "what did Pedersen say after the win",
    "why was Italy disqualified in 2018",
    "has any team been disqualified",
    "how many falls were there in 2006",
    "did Miho Takagi fall in 2022",
)
# The words that are left over are looked for in the moments: each must have its place in the one that answers.
READS_WORDS = True

HAPPENING = (
    "verb:fall verb:happen verb:overtake verb:disqualify verb:dnf verb:dns verb:say verb:lead verb:return verb:retire verb:course verb:comfort verb:comeback wh:why wh:whose"
).split()
# What is asked of other facts, whatever happened.
ELSEWHERE = ("noun:table", "noun:source", "noun:discrepancy", "noun:birthday", "noun:birthplace", "noun:native-name", "noun:spelling", "noun:rules", "verb:other")
# Cues that no other family has a use for.
MOMENTS_OWN = frozenset(("rank:10", "verb:return", "verb:retire"))
# Where no cue says that something happened: how much the words that only moments hold must tell, and how close a fit is enough.
# Measured on plain questions of the other families, whose best moment stays below both.
TELLING, CLOSE, RARE, UNIQUE = 3.0, 15.0, 2.5, 3.3


def claims(q: Query) -> bool:
    """Something that happened is asked for, and a moment or a race holds every word of it."""
    r = q.reading
    if r.cue(*ELSEWHERE) or (r.cue("noun:change") and not (r.ranks or r.left)) or r.strangers or (r.cue("noun:age") and (r.asks == "age" or not r.left)):
        return False
    if r.scope == "games":
        return False
    if _speed(q):
        return True
    happening = r.cue(*HAPPENING)
    named = bool(r.nations or r.people or r.games or r.when or r.rounds or r.genders)
    if incidents.asked(q):
        return named or _in_form(q)
    search = search_of(q)
    hits = _hits(search)
    if not hits:
        return not r.left and bool(r.nations or r.people or r.games or r.rounds) and (r.cue("wh:why") or _words_of(q))
    if search.bare and len({h.moment.games for h in _equal(q, hits)}) > 1:
        return False
    best = search.index.moments[hits[0].order]
    if r.elsewhere and not _part_of(q, search, hits[0]):
        return False
    if not _one_story(q, search, _equal(q, hits)):
        return False
    vague = search.index.terms("say lead happen")
    strong = [own & (best.asks | best.words) - set(vague) for _, own in search.needed if own & (best.asks | best.words)]
    if not named and sum(max((search.index.rarity.get(t, 0) for t in own), default=0) for own in strong) < RARE:
        return False
    if not happening and not _in_form(q) and r.left:
        # No question in form: names and more than one telling word make it a topic, else it is chat.
        tells = sum(max((search.index.rarity.get(t, 0) for t in own), default=0) for own in strong)
        return named and (len(strong) > 1 or tells >= UNIQUE or (tells >= RARE and any(p in g for g in r.people for p in best.moment.skaters)))
    if _leans(q, search, hits[0]):
        return True
    return happening or bool(r.left) or _telling(q, search, hits[0]) or _asked_so(q, search, hits[0])


def _speed(q: Query) -> bool:
    """Whether it is asked how fast somebody went at one moment, which no time of a race answers."""
    r = q.reading
    return r.cue("wh:how-fast") and r.cue("verb:fall") and bool(r.words & {"going", "moving", "travelling", "traveling", "skating"})


def _part_of(q: Query, search: Search, hit: Hit) -> bool:
    """Whether what names another sport or competition is a part of this moment, as in "swimming motions"."""
    best = search.index.moments[hit.order]
    own = [terms for text, terms in search.needed if text in search.other_names]
    people = bool(q.reading.people) and all(set(g) & set(best.moment.skaters) for g in q.reading.people)
    rest = [t for text, terms in search.needed if text not in search.other_names for t in terms & (best.words | best.asks)]
    return bool(own) and all(t & (best.words | best.asks) for t in own) and (people or any(search.index.rarity.get(t, 0) >= RARE for t in rest))


def _one_story(q: Query, search: Search, hits: Sequence[Hit]) -> bool:
    """Whether several hits answer the same thing of different Games, not each another word of the question."""
    if len(hits) < 2 or not search.needed:
        return True
    return all(h.told is None or all(own & h.told.asks for _, own in search.needed) for h in hits)


def _leans(q: Query, search: Search, hit: Hit) -> bool:
    """Whether it asks more of the moment that was just told: "where?", "from which position?"."""
    if not (q.reading.inherited and q.last and q.last.intent == NAME and hit.told):
        return False
    return search.bare or (hit.moment.id in search.spoken_of and hit.told.detail.role in ("where", "when", "why", "how", "whose", "which", "said"))


def _in_form(q: Query) -> bool:
    """Whether it is put as a question."""
    r = q.reading
    return r.yes_no or any(c.startswith(("wh:", "tell:")) for c in r.cues) or r.phrases[:1] in (("where did",), ("where does",)) or r.cue("op:all", "noun:rank")


def _words_of(q: Query) -> bool:
    """Whether it is asked what somebody said."""
    r = q.reading
    return bool(r.people) and r.cue("verb:say") and r.cue("wh:what")


def _telling(q: Query, search: Search, hit: Hit) -> bool:
    """Whether words that only moments hold, or a very close fit, show that the moment is meant and no plain result."""
    r, rarity, indexed = q.reading, search.index.rarity, search.index.moments[hit.order]
    own: set[str] = set()
    for text, needed in search.phrases:
        kinds = search.index.kinds.get(text, {})
        terms = set(search.index.terms(text))
        if (needed and not kinds and not any(c.isdigit() for c in text)) or any(f"{k}:{v}" in MOMENTS_OWN for k, v in kinds.items()):
            own |= terms
        elif kinds.get("verb") == "rest" and hit.told:
            own |= {t for t in terms & hit.told.asks if rarity.get(t, 0) >= UNIQUE}
        elif kinds.keys() == {"filler"} and hit.told:
            own |= {t for t in terms & hit.told.asks if rarity.get(t, 0) >= RARE}
    if r.scope == "event" and any(len(p) > 2 and set(p) - indexed.people_terms and search.in_order(p) for p in (*indexed.phrases, *(hit.told.phrases if hit.told else ()))):
        return True
    return hit.score >= CLOSE or sum(rarity.get(t, 0) for t in own & (indexed.words | (hit.told.asks if hit.told else frozenset()))) >= TELLING


def _asked_so(q: Query, search: Search, hit: Hit) -> bool:
    """Whether the question is put in a way that only a moment answers: how a race was won, what somebody missed or broke."""
    r, told = q.reading, hit.told
    if not told:
        return False
    match told.detail.role:
        case "who":
            return bool(r.people) and any(search.in_order(p) for p in told.phrases) and r.asks == "who"
        case "how":
            if r.people and len((set(search.terms) & told.asks) - search.index.moments[hit.order].people_terms) > 1:
                return True
            if r.cue("wh:how") and not search.needed and r.inherited:
                return True
            return r.cue("wh:how", "wh:how-do") and r.cue("verb:win", "verb:lose", "verb:beat", "verb:qualify")
        case "yes-no":
            if r.ranks or r.medals or not truth(q, hit):
                return False
            phrase = bool(r.people or r.nations) and any(search.in_order(p) for p in told.phrases)
            return r.yes_no and (phrase or (r.cue("verb:finish") and "finish" in told.asks))
        case "what" | "which":
            return bool(r.people) and r.cue("verb:miss", "verb:set") and not r.cue("noun:record") and bool(set(search.terms) & told.asks)
        case _:
            return False


def _hits(search: Search) -> list[Hit]:
    hits = search.hits()
    if hits or search.role != "yes-no":
        return hits
    return [h for h in search.hits(loose=True) if not h.strange and h.told and _related(search, h)]


def _related(search: Search, hit: Hit) -> bool:
    """Whether somebody or some team of the same race is said to have done what another did, or it is put in another round."""
    q, r = search.q, search.q.reading
    told = hit.told
    if not told or max((search.index.rarity.get(t, 0) for _, own in search.needed for t in own & told.asks), default=0) < RARE:
        return False
    teams = set(hit.moment.nations)
    people = all(any(_team_mate(q, hit, p) for p in g) for g in r.people)
    return bool(r.people or r.nations or r.rounds) and people and all(n in teams for n in r.nations)


def _team_mate(q: Query, hit: Hit, person: str) -> bool:
    """Whether somebody could have been in the team that the moment is about."""
    skater = q.snapshot.skaters[person]
    return skater.gender in hit.moment.genders and any(n in hit.moment.nations[:1] for n in skater.nations)


def answer(q: Query) -> Response:
    """The detail that was asked for."""
    if _speed(q):
        return Response(NotHeld("How fast anybody was going at that moment is not held.", ("why did Nana Takagi fall?",)), Focus(), q.scope)
    if (status := incidents.asked(q)) and (told := incidents.answer(q, status)):
        return told
    hits = _hits(search_of(q))
    if not hits and _words_of(q):
        who = " or ".join(q.reading.people[0])
        return Response(NotHeld(f"What {who} said is not held.", ("what did Nana Takagi say?",)), Focus(), q.scope)
    if not hits:
        return Response(NotHeld("Why that was so is not held.", ("why did Nana Takagi fall?",)), Focus(), q.scope)
    best = _equal(q, hits)
    outcome = _several(q, best) if len(best) > 1 else _one(q, best[0])
    return Response(outcome, _focus(best), _read_as(best))


def _equal(q: Query, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that fit as well as the best; of several Games the latest held where none was said."""
    r = q.reading
    best = [h for h in hits if h.score >= EQUAL * hits[0].score]
    if len({(h.moment.games, h.moment.genders) for h in best}) == 1 and (search_of(q).bare or r.people or r.rounds):
        return best[:1]
    if not (q.said_games or r.nations or r.people or r.cue("op:ever", "op:all", "op:each")):
        best = [h for h in best if h.moment.games == q.latest.id] or best
    first: dict[tuple[str, str | None, tuple[str, ...]], Hit] = {}
    for hit in best:
        first.setdefault((hit.moment.games, hit.moment.round, hit.moment.genders), hit)
    if len({_value(h) for h in first.values()}) == 1:
        return best[:1]
    return sorted(first.values(), key=lambda h: -q.snapshot.games[h.moment.games].year)


def _value(hit: Hit) -> str:
    return hit.detail.value if hit.detail else hit.moment.says


def _one(q: Query, hit: Hit) -> Outcome:
    sources = q.sources((hit.detail.sources if hit.detail else ()) or hit.moment.sources)
    if q.reading.yes_no:
        return _verdict(q, hit, sources)
    if hit.detail and hit.detail.value == "not held":
        return NotHeld(hit.detail.says, _next(hit.moment), sources)
    return Found(_says(hit), notes=_notes(hit.moment), sources=sources, suggestions=_next(hit.moment))


def _verdict(q: Query, hit: Hit, sources: tuple) -> Outcome:  # type: ignore[type-arg]
    word, hit = _who_did(q, hit) or (truth(q, hit), hit)
    says = _says(hit)
    if not word:
        return NotHeld(f"Whether that is so is not held. What is: {says}", _next(hit.moment), sources)
    return Found(f"{word}: {says}", notes=_notes(hit.moment), sources=sources, suggestions=_next(hit.moment))


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
        return "No" if hit not in search.hits() else _plain(q, detail)
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
            return "Yes" if any(p in value or p.split()[0] in value.replace("'s", "").split() for g in r.people for p in g) else "No"
    said, true = frozenset(search.terms), told.value | told.says | frozenset(search.index.terms(hit.moment.says))
    for group in search.index.unlike:
        if said & group and true & group:
            return "Yes" if said & true & group else "No"
    claimed = [own for _, own in search.needed]
    if numbers := {t for own in claimed for t in own if t[0].isdigit()}:
        return "Yes" if numbers <= told.value else "No" if any(t[0].isdigit() for t in told.value) else ""
    if r.nations and hit.moment.nations[:1] != r.nations:
        return ""
    if claimed and "fall" not in claimed[0] and all(own & frozenset(t for k in hit.moment.kinds for t in search.index.terms(k.replace("-", " "))) for own in claimed):
        return "Yes"
    return "Yes" if claimed and all(own & true for own in claimed) else ""


def _who_did(q: Query, hit: Hit) -> tuple[str, Hit] | None:
    """Whether the person asked about is named where the moment says who did it; several may have done it."""
    r, search = q.reading, search_of(q)
    if not r.people or not search.needed or r.cue("op:both") or not hit.detail or hit.detail.role == "yes-no":
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
        and all(any(indexed.rarity.get(t, 0) >= 1 for t in own & told.asks) for _, own in search.needed)
    ]
    named = next((told for told in covering if asked & set(told.detail.value.replace("'s", "").split())), None)
    if named or covering:
        return ("Yes" if named else "No"), replace(hit, told=named or covering[0])
    return None


def _plain(q: Query, detail: Detail) -> str:
    word = detail.value.split(",")[0].split()[0].casefold() if detail.value else ""
    if word not in ("yes", "no"):
        search = search_of(q)
        asked = {t for _, own in search.needed for t in own}
        return opened(detail.value) if word == "likely" else "Yes" if asked & set(search.index.terms(detail.value)) else ""
    return "" if q.reading.cue("negation:not") and word == "yes" else word.capitalize()


def _says(hit: Hit) -> str:
    return hit.detail.says if hit.detail else hit.moment.says


def _several(q: Query, hits: Sequence[Hit]) -> Outcome:
    items = tuple(_says(h) for h in hits)
    names = [f"{_value(h)} ({'' if len(h.moment.genders) > 1 else h.moment.genders[0] + ', '}{q.snapshot.games[h.moment.games].name})" for h in hits]
    sources = q.sources(s for h in hits for s in h.moment.sources)
    held = [h for h in hits if not (h.detail and h.detail.value == "not held")]
    if not held:
        return NotHeld(items[0], _next(hits[0].moment), sources)
    if len(hits) <= 6 and all(h.detail for h in hits) and not q.reading.yes_no:
        return Found(opened(f"{listed(names)}."), items=items, sources=sources, suggestions=_next(hits[0].moment))
    if q.reading.yes_no:
        return _one(q, hits[0])
    games = list(dict.fromkeys(q.snapshot.games[h.moment.games].name for h in hits))
    count = NUMBERS[len(hits)].capitalize() if len(hits) < len(NUMBERS) else str(len(hits))
    return Found(f"{count} moments are told of {listed(games)}.", items=items, sources=sources, suggestions=_next(hits[0].moment))


def _notes(moment: Moment) -> tuple[str, ...]:
    return ("Marked uncertain: sources differ or the point is inferred.",) if moment.confidence == "uncertain" else ()


def _next(moment: Moment) -> tuple[str, ...]:
    year = moment.games[-4:]
    return tuple(f"who won the {g}'s team pursuit in {year}?" for g in moment.genders[:1])


def _focus(hits: Sequence[Hit]) -> Focus:
    moments = [h.moment for h in hits]
    one = moments[0] if len(moments) == 1 else None
    return Focus(
        games=tuple(dict.fromkeys(m.games for m in moments)),
        genders=tuple(dict.fromkeys(g for m in moments for g in m.genders)),
        nations=one.nations[:1] if one else (),
        people=one.skaters[:1] if one else (),
        rounds=(one.round,) if one and one.round else (),
    )


def _read_as(hits: Sequence[Hit]) -> str:
    return listed(list(dict.fromkeys(f"what happened, {' and '.join(h.moment.genders)}, {h.moment.games[:-5].replace('-', ' ').title()} {h.moment.games[-4:]}" for h in hits)))
