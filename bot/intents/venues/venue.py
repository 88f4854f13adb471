"""Where and when: rinks, towns and hosts, days of rounds and Games, and since when the event has been held."""

from collections.abc import Callable, Sequence

from bot.answers import Outcome
from bot.facts.models import Games
from bot.intents import refusal
from bot.intents.query import Query, Response
from bot.intents.venues import venue_claim, venue_days, venue_home, venue_lists, venue_places
from bot.intents.venues.venue_scope import games_of, named, rounds
from bot.intents.venues.venue_topic import nation, topic
from bot.language.reading import Focus

NAME = "venue"
TITLE = "Where and when it was held"
EXAMPLES = (
    "where was the team pursuit skated in 2018",
    "what was the rink in Turin called",
    "when was the women's final in 2022",
    "which country hosted in 2014",
    "which Games were in Italy",
    "when did the team pursuit become an Olympic event",
    "when did the 2026 Games open",
    "how many teams took part in 2010",
    "was the 2018 team pursuit held in Gangneung",
    "what day of the week was the men's final in 2022",
    "what was skated on 19 February 2018",
)
# "Vancouver 2018" is what a question supposes, and what is put right.
BESIDE_THE_GAMES = True
# Which words answer which question; those that need more than the Games stand in `answer`.
WORDS: dict[str, Callable[[Query, Sequence[Games]], Outcome]] = {
    "place": venue_places.rink,
    "nickname": venue_places.nickname,
    "city": venue_places.city,
    "land": venue_places.land,
    "host": venue_places.host,
    "counted": lambda q, _: venue_places.counted(q),
    "home": venue_home.answer,
    "opening": venue_days.opening,
    "length": venue_days.length,
    "between": venue_days.between,
    "hour": venue_days.hour,
    "same day": venue_days.same_day,
    "on day": venue_days.on_day,
    "day": venue_days.the_day,
    "day?": venue_days.the_day,
    "teams": venue_lists.teams,
    "round?": venue_lists.was_skated,
    "debut": lambda q, _: venue_days.debut(q),
    "day of": lambda q, _: venue_days.of_race(q),
}


def claims(q: Query) -> bool:
    """A place, a day, a host or a number of teams is asked for, and nothing that a team or a skater did."""
    kind = topic(q)
    return bool(kind) and (kind == "place?" or not refusal.beside_the_games(q))


def answer(q: Query) -> Response:
    """The place, the day, the host or the number."""
    kind = topic(q)
    games = games_of(q)
    if kind in ("host?", "hosted"):
        return venue_places.hosted(q, nation(q), kind == "host?")
    if kind in ("which games", "all games"):
        return venue_lists.held_at(q, kind == "which games")
    if kind == "place?" and (found := venue_claim.claim(q)):
        outcome, games = venue_claim.answer(q, found), [found.games]
    else:
        outcome = WORDS[kind](q, games)
    focus = Focus(q.held[:1] if kind == "debut" else tuple(g.id for g in games), q.reading.genders, (), (), rounds(q))
    latest = "" if len(games) > 1 else " (the latest held)"
    return Response(outcome, focus, q.scope if q.said_games else f"{q.event_name()}, {named(games)}{latest}")
