"""Says that a team was not there or two never met, and only where all teams and races are held; it knows no winners."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome
from bot.intents.query import Query
from bot.intents.results.offers import ANYTHING, after_team
from bot.intents.results.places import in_words
from bot.wording.plain import listed, opened


def of_team(q: Query, ranks: Sequence[int] = ()) -> Outcome:
    """That the nations of the reading had no team within the scope, or none at these ranks; or that it is not held."""
    r = q.reading
    who = listed([q.nation(n) for n in r.nations])
    start = f"No: {who}" if r.yes_no else opened(who)
    if unnamed := q.unnamed_teams():
        x = unnamed[0]
        if ranks and not any(y.placing.may_be(rank) for y in unnamed for rank in ranks):
            places = "won no medal" if set(ranks) <= {1, 2, 3} else f"was not {in_words(ranks)}"
            return Found(f"{start} {places} there ({q.scope}).", suggestions=ANYTHING)
        return NotHeld(
            f"One team of the {q.event_name(x.event.gender)} at {x.games.name} is named in no source seen, "
            f"so whether {who} had a team there is not held.",
            (f"which teams took part in the {x.event.gender}'s event in {x.games.year}?",),
        )
    elsewhere = q.results(games=q.held, genders=("men", "women", "mixed"))
    if elsewhere:
        seen = listed([f"{x.games.year} ({x.event.gender})" for x in elsewhere][:8])
        text = f"{start} had no team there ({q.scope}); it took part in {seen}."
    else:
        span = f"{q.held[0][-4:]} to {q.held[-1][-4:]}"
        text = f"{start} had no team in any Olympic {q.event_name()} that is held ({span})."
    return Found(text, suggestions=ANYTHING)


def of_meeting(q: Query, one: str, other: str) -> Outcome:
    """That two teams did not race each other within the scope, or that not every race there is held."""
    r = q.reading
    a, b = q.nation(one), q.nation(other)
    if gaps := q.gaps(one, other):
        x = gaps[0]
        return NotHeld(
            f"No race of {a} against {b} is held ({q.scope}), but not every race of the "
            f"{q.event_name(x.event.gender)} at {x.games.name} is, so they may have met there.",
            after_team(q, one),
        )
    start = f"No: {a}" if r.yes_no else opened(a)
    where = f" ({q.scope})" if q.said_games or r.rounds else " in an Olympic team pursuit race that is held"
    return Found(f"{start} and {b} did not race each other{where}.", suggestions=after_team(q, one))
