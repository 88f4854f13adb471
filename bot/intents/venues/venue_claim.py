"""Whether it was held where a question says it was: the place supposed, against the Games that are meant."""

from typing import NamedTuple

from bot.answers import Found, Outcome
from bot.facts.models import Games
from bot.intents.query import Query
from bot.intents.venues.venue_scope import country, events, following, sources, town
from bot.language.reading import Term
from bot.language.text import phrase

# What stands before a place that something was held at, and what stands between the two.
AT = frozenset(("in", "at", "held in", "hosted in", "was in", "were in", "on", "in the", "at the"))
BETWEEN = frozenset(("the", "city", "town", "of"))


class Place(NamedTuple):
    """One place that is named: the Games that were there, or the country."""

    text: str
    at: int
    games: tuple[str, ...] = ()
    nation: str = ""
    located: bool = False  # "in Gangneung"
    rink: bool = False


class Claim(NamedTuple):
    """A place and the Games that are said to have been there."""

    place: Place
    games: Games


def claim(q: Query) -> Claim | None:
    """The place supposed and the Games meant; None where the question names none, or more than one could be meant."""
    r = q.reading
    places = [p for at in range(len(r.terms)) if (p := _place(q, at))]
    supposed = [p for p in places if p.rink or p.located] or (
        places if r.cue("noun:venue", "noun:host", "noun:city", "verb:host") else []
    )
    teams = set() if "nations" in r.inherited else set(r.nations) - {p.nation for p in places}
    if not supposed or teams or r.lone_years or r.cue("pick:or", "negation:not"):
        return None
    place = supposed[-1]
    meant = {g for p in places if p is not place and not p.nation for g in p.games}
    meant |= {
        g
        for t in r.terms
        for c in t.cues
        if c.startswith("year:") and (g := q.snapshot.by_year.get(int(c.removeprefix("year:"))))
    }
    if r.when and not r.games:
        meant |= set(q.said_games)
    if not meant and q.last:
        meant = set(q.last.focus.games)
    if not meant and not place.nation:
        meant = set(place.games)
    held = [q.snapshot.games[g] for g in meant if g in q.held]
    return Claim(place, held[0]) if len(held) == len(meant) == 1 and events(q, held[0]) else None


def _place(q: Query, at: int) -> Place | None:
    term = q.reading.terms[at]
    located = any(_before(q.reading.terms, at, word) for word in AT)
    for cue in term.cues:
        kind, _, value = cue.partition(":")
        ids = tuple(g for g in value.split("|") if g in q.snapshot.games)
        if kind == "venue" or (kind == "games" and ids and not any(c.isdigit() for c in term.text)):
            return Place(term.text, at, ids, located=located, rink=kind == "venue")
        if kind == "nation" and located:
            return Place(
                term.text, at, tuple(g.id for g in q.snapshot.games.values() if g.country == value), value, True
            )
        if kind == "place":
            return Place(term.text, at, located=located)
    return None


def _before(terms: tuple[Term, ...], at: int, word: str) -> bool:
    at -= 1
    while at > 0 and terms[at].text in BETWEEN:
        at -= 1
    return at >= 0 and terms[at].text == word


def answer(q: Query, found: Claim) -> Outcome:
    """Yes or no, and where it was."""
    place, games = found.place, found.games
    right = games.id in place.games
    held = events(q, games)
    where = f"{held[0].venue} in {town(q, games)}"
    what = f"the {q.event_name(held[0].gender if len(held) == 1 else '')} of {games.name} was skated at the {where}"
    told = sources(q, [games])
    if place.nation:
        text = f"{'Yes' if right else 'No'}: {games.name} was held in {country(q, games)}."
    elif not right or place.text in {
        phrase(town(q, games)),
        *(phrase(a) for e in held for a in (e.venue, *e.venue_aliases)),
    }:
        text = f"{'Yes' if right else 'No'}: {what}."
    elif town(q, games) != games.city and place.text == phrase(games.city):
        # The Games bear the name of one town, the rink stood in another.
        text = (
            f"No: {what}."
            if "itself" in q.reading.words
            else f"Yes, it belonged to {games.name}: but the rink, the {held[0].venue}, stood in {town(q, games)}."
        )
    else:
        text = f"Yes: {what}."
    return Found(text, sources=q.sources(told), suggestions=following([games]))
