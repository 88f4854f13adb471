"""Chooses among the moments found those that answer: one, or several that fit equally; it words nothing."""

from collections.abc import Sequence

from bot.intents.moments.moment_search import EQUAL, Hit, Search, search_of
from bot.intents.query import Query

# How rare a word must be to tell by itself which moment is meant.
RARE = 2.5


def value(hit: Hit) -> str:
    """What a hit answers, barely."""
    return hit.detail.value if hit.detail else hit.moment.says


def hits(search: Search) -> list[Hit]:
    """The moments that fit, the best first; for a yes or no also those of a team-mate, a rival or another round."""
    found = [h for h in search.hits if h.score > 0]
    if found or search.asked.role != "yes-no":
        return found
    return [h for h in search.near() if h.told and _related(search, h)]


def _related(search: Search, hit: Hit) -> bool:
    """Whether somebody or some team of the same race is said to have done what another did."""
    q, r = search.q, search.q.reading
    told = hit.told
    if (
        not told
        or max((search.index.rarity.get(t, 0) for _, own in search.asked.needed for t in own & told.asks), default=0)
        < RARE
    ):
        return False
    teams = set(hit.moment.nations)
    people = all(any(_team_mate(q, hit, p) for p in g) for g in r.people)
    return bool(r.people or r.nations or r.rounds) and people and all(n in teams for n in r.nations)


def _team_mate(q: Query, hit: Hit, person: str) -> bool:
    """Whether somebody could have been in the team that the moment is about."""
    skater = q.snapshot.skaters[person]
    return skater.gender in hit.moment.genders and any(n in hit.moment.nations[:1] for n in skater.nations)


def equal(q: Query, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that fit as well as the best; of several Games the latest held where none was said."""
    r = q.reading
    best = [h for h in hits if h.score >= EQUAL * hits[0].score]
    if len({(h.moment.games, h.moment.genders) for h in best}) == 1 and (
        search_of(q).asked.bare or r.people or r.rounds
    ):
        return best[:1]
    if not (q.said_games or r.nations or r.people or r.cue("op:ever", "op:all", "op:each")):
        best = [h for h in best if h.moment.games == q.latest.id] or best
    first: dict[tuple[str, str | None, tuple[str, ...]], Hit] = {}
    for hit in best:
        first.setdefault((hit.moment.games, hit.moment.round, hit.moment.genders), hit)
    if len({value(h) for h in first.values()}) == 1:
        return best[:1]
    return sorted(first.values(), key=lambda h: -q.snapshot.games[h.moment.games].year)


def one_story(search: Search, hits: Sequence[Hit]) -> bool:
    """Whether several hits answer the same thing of different Games, not each another word of the question."""
    if len(hits) < 2 or not search.asked.needed:
        return True
    return all(h.told is None or all(own & h.told.asks for _, own in search.asked.needed) for h in hits)
