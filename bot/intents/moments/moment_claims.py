"""Whether a question is about what happened and nothing plainer: the gate before the moments."""

from collections.abc import Iterator
from itertools import pairwise

from bot.intents.moments import incidents
from bot.intents.moments.moment_choice import RARE, equal, hits, one_story
from bot.intents.moments.moment_question import Asked
from bot.intents.moments.moment_search import Hit, Search, search_of
from bot.intents.moments.moment_truth import truth
from bot.intents.people import returners
from bot.intents.query import Query

NAME = "moments"
_HAPPENING = (
    "verb:fall verb:happen verb:overtake verb:disqualify verb:dnf verb:dns verb:say verb:lead verb:return "
    "verb:retire verb:course verb:comfort verb:comeback wh:why wh:whose"
)
HAPPENING = frozenset(_HAPPENING.split())
# What is asked of other facts, whatever happened.
ELSEWHERE = (
    "noun:table",
    "noun:source",
    "noun:discrepancy",
    "noun:birthday",
    "noun:birthplace",
    "noun:native-name",
    "noun:spelling",
    "noun:rules",
    "verb:other",
)
# Where no cue says that something happened: how much the words that only moments hold must tell, and how
# close a fit is enough.
# Measured on plain questions of the other families, whose best moment stays below both.
TELLING, CLOSE, UNIQUE = 3.0, 15.0, 3.3


def claims(q: Query) -> bool:
    """Something that happened is asked for, and a moment or a race holds every word of it."""
    r = q.reading
    if r.strangers or r.scope == "games" or _of_others(q):
        return False
    if speed(q):
        return True
    if incidents.asked(q):
        return _named(q) or _in_form(q)
    search = search_of(q)
    if not _may_be_meant(q, search):
        return False
    found = hits(search)
    if not found:
        place = r.nations or r.people or r.games or r.rounds
        return not r.left and bool(place) and (r.cue("wh:why") or words_of(q) or _lead_of(q))
    best = equal(q, found)
    if not one_story(search, best) or (search.asked.bare and len({h.moment.games for h in best}) > 1):
        return False
    if r.bound and r.yes_no and not r.left and not truth(q, best[0]):
        return False  # times and margins that are claimed are in the results
    return (not r.elsewhere or _part_of(q, search, found[0])) and _meant(q, search, found[0])


def _lead_of(q: Query) -> bool:
    """Whether it is asked who was in front in a race, not in a table."""
    r = q.reading
    race = bool(r.rounds or r.games) and r.asks in ("who", "nation", "yes-no", "skater")
    return r.cue("verb:lead") and race and not (r.medals or r.ranks or r.cue("noun:medal", "noun:title", "noun:record"))


def _of_others(q: Query) -> bool:
    """Whether the question is another family's, whatever happened."""
    r = q.reading
    if returners.asked(q):
        return True
    if r.cue("noun:change") and not (r.ranks or r.left) and not (r.yes_no and r.nations and r.games):
        return True
    if r.inherited and r.cue("wh:why") and r.words & {"do", "does", "must", "dont"}:
        return True  # why it is always so
    if r.cue("noun:family") and r.people and not (r.left or r.cue(*HAPPENING)):
        return True
    if r.cue("wh:ordinal"):
        return False
    if r.people and (r.medals or r.cue("noun:medal")) and r.asks in ("when", "count", "medal", "games"):
        return not (r.left or r.cue(*HAPPENING, "verb:miss", "verb:lose"))
    if r.people and r.cue("verb:miss") and r.cue("noun:table"):
        return False  # what he missed for his tally
    return r.cue(*ELSEWHERE) or (r.cue("noun:age") and (r.asks == "age" or not r.left))


def _named(q: Query) -> bool:
    r = q.reading
    return bool(r.nations or r.people or r.games or r.when or r.rounds or r.genders)


def _may_be_meant(q: Query, search: Search) -> bool:
    """A look at the question alone, before the moments are searched: most plain questions go no further."""
    r, asked = q.reading, search.asked
    if r.left or r.elsewhere or r.cue(*HAPPENING, "wh:ordinal") or (r.inherited and q.last and q.last.intent == NAME):
        return True
    if r.cue("wh:how", "wh:how-do") or (r.people and r.cue("verb:miss", "verb:set")):
        return True
    if (r.yes_no and r.cue("verb:finish")) or (r.ranks and r.cue("noun:change")):
        return True
    if (r.yes_no or r.people) and any(pair in search.index.pairs for pair in pairwise(asked.terms)):
        return True
    rarity = search.index.rarity
    own = sum(rarity.get(t, 0) for text in r.phrases for t in search.index.own.get(text, ()))
    if own >= TELLING:
        return True
    return any(asked.terms[at : at + 3] in search.index.openings for at in range(len(asked.terms) - 2))


def _own_terms(asked: Asked) -> Iterator[tuple[str, frozenset[str]]]:
    """The phrases that no plain family has a use for, with their terms."""
    index = asked.index
    for text, needed in asked.phrases:
        if text in index.own:
            yield text, index.own[text]
        elif needed and text not in index.kinds and not any(c.isdigit() for c in text):
            yield text, frozenset(index.terms(text))


def _meant(q: Query, search: Search, hit: Hit) -> bool:
    """Whether words or form show that this moment is meant, and neither a plain result nor chat."""
    r, rarity, best = q.reading, search.index.rarity, search.index.moments[hit.order]
    vague = frozenset(search.index.terms("say lead happen"))
    strong = [t - vague for _, own in search.asked.needed if (t := own & (best.asks | best.words))]
    tells = sum(max((rarity.get(t, 0) for t in own), default=0) for own in strong)
    said = {t for p in best.phrases if search.asked.in_order(p) for t in p}
    if not _named(q) and tells + sum(rarity.get(t, 0) for t in said) < RARE:
        return False
    happening = r.cue(*HAPPENING)
    if not happening and r.left and not _in_form(q):
        # No question in form: names and more than one telling word make it a topic, else it is chat.
        about = any(p in g for g in r.people for p in best.moment.skaters)
        return _named(q) and (len(strong) > 1 or tells >= UNIQUE or (tells >= RARE and about))
    return happening or bool(r.left) or _leans(q, search, hit) or _telling(q, search, hit) or _asked_so(q, search, hit)


def speed(q: Query) -> bool:
    """Whether it is asked how fast somebody went at one moment, which no time of a race answers."""
    r = q.reading
    return (
        r.cue("wh:how-fast")
        and r.cue("verb:fall")
        and bool(r.words & {"going", "moving", "travelling", "traveling", "skating"})
    )


def _part_of(q: Query, search: Search, hit: Hit) -> bool:
    """Whether what names another sport or competition is a part of this moment, as in "swimming motions"."""
    best = search.index.moments[hit.order]
    own = [terms for text, terms in search.asked.needed if text in search.asked.other_names]
    people = bool(q.reading.people) and all(set(g) & set(best.moment.skaters) for g in q.reading.people)
    rest = [
        t
        for text, terms in search.asked.needed
        if text not in search.asked.other_names
        for t in terms & (best.words | best.asks)
    ]
    return (
        bool(own)
        and all(t & (best.words | best.asks) for t in own)
        and (people or any(search.index.rarity.get(t, 0) >= RARE for t in rest))
    )


def _leans(q: Query, search: Search, hit: Hit) -> bool:
    """Whether it asks more of the moment that was just told: "where?", "from which position?"."""
    if not (q.reading.inherited and q.last and q.last.intent == NAME and hit.told):
        return False
    return search.asked.bare or (
        hit.moment.id in search.spoken_of
        and hit.told.detail.role in ("where", "when", "why", "how", "whose", "which", "said")
    )


def _in_form(q: Query) -> bool:
    """Whether it is put as a question."""
    r = q.reading
    return (
        r.yes_no
        or any(c.startswith(("wh:", "tell:")) for c in r.cues)
        or r.phrases[:1] in (("where did",), ("where does",))
        or r.cue("op:all", "noun:rank")
    )


def words_of(q: Query) -> bool:
    """Whether it is asked what somebody said."""
    r = q.reading
    return bool(r.people) and r.cue("verb:say") and r.cue("wh:what")


def _telling(q: Query, search: Search, hit: Hit) -> bool:
    """Whether words that only moments hold, or a very close fit, show that the moment is meant and no plain result."""
    rarity, indexed, asks = search.index.rarity, search.index.moments[hit.order], hit.told.asks if hit.told else set()
    own: set[str] = set()
    for text, terms in _own_terms(search.asked):
        kinds = search.index.kinds.get(text, {})
        rare = UNIQUE if kinds.get("verb") == "rest" else RARE if kinds.keys() == {"filler"} else 0.0
        own.update(t for t in terms if not rare or (t in asks and rarity.get(t, 0) >= rare))
    if q.reading.scope == "event" and any(
        len(p) > 2 and set(p) - indexed.people_terms and search.asked.in_order(p)
        for p in (*indexed.phrases, *(hit.told.phrases if hit.told else ()))
    ):
        return True
    return hit.score >= CLOSE or sum(rarity.get(t, 0) for t in own & (indexed.words | asks)) >= TELLING


def _asked_so(q: Query, search: Search, hit: Hit) -> bool:
    """Whether only a moment answers what is put so: how a race was won, what somebody missed or broke."""
    r, told = q.reading, hit.told
    if not told:
        return False
    match told.detail.role:
        case "who":
            return bool(r.people) and any(search.asked.in_order(p) for p in told.phrases) and r.asks == "who"
        case "why" if search.asked.role == "how":
            return "lose" in search.asked.terms
        case "how":
            if (
                r.people
                and len((set(search.asked.terms) & told.asks) - search.index.moments[hit.order].people_terms) > 1
            ):
                return True
            if r.cue("wh:how") and not search.asked.needed and r.inherited:
                return True
            return r.cue("wh:how", "wh:how-do") and r.cue("verb:win", "verb:lose", "verb:beat", "verb:qualify")
        case "yes-no":
            if r.ranks or r.medals or not truth(q, hit):
                return False
            phrase = bool(r.people or r.nations) and any(search.asked.in_order(p) for p in told.phrases)
            return r.yes_no and (phrase or (r.cue("verb:finish") and "finish" in told.asks))
        case "what" | "which":
            return (
                bool(r.people)
                and r.cue("verb:miss", "verb:set")
                and not r.cue("noun:record")
                and bool(set(search.asked.terms) & told.asks)
            )
        case _:
            return False
