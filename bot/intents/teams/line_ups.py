"""Teams with their races and squads: which of them a question describes, and the words for them; it answers nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.answers import Outcome
from bot.facts.models import Games, SquadMember
from bot.facts.snapshot import Result, Start
from bot.intents.query import LAST_RANK, Query, Response
from bot.intents.results.places import MEDAL_RANK
from bot.language.reading import Focus


class Team(NamedTuple):
    """One team at one Games with all its races, first round first."""

    result: Result
    starts: tuple[Start, ...]

    @property
    def nation(self) -> str:
        """The nation."""
        return self.result.placing.nation or ""

    @property
    def games(self) -> Games:
        """The Games."""
        return self.result.games

    @property
    def gender(self) -> str:
        """Men or women."""
        return self.result.event.gender

    @property
    def squad(self) -> tuple[SquadMember, ...]:
        """Everybody named in the squad."""
        return self.result.placing.squad


def team_of(q: Query, result: Result) -> Team:
    """A placed team with its races."""
    key = (result.games.id, result.event.event, result.event.gender, result.placing.nation or "")
    return Team(result, q.snapshot.races_of_team.get(key, ()))


def teams_asked(q: Query) -> list[Team]:
    """The teams a question describes by nation, Games, gender, place, medal or the round they were in, latest first."""
    r = q.reading
    ranks = {x for x in r.ranks if x < LAST_RANK} | {MEDAL_RANK[m] for m in r.medals}
    if r.cue("verb:win", "noun:champion", "op:defending") and not r.rounds and not ranks:
        ranks = {1}
    teams = [team_of(q, x) for x in q.results() if x.placing.nation]
    if LAST_RANK in r.ranks:
        lowest = {(t.games.id, t.gender): 0 for t in teams}
        for x in q.results(nations=()):
            lowest[x.games.id, x.event.gender] = max(lowest.get((x.games.id, x.event.gender), 0), x.rank)
        teams = [t for t in teams if t.result.rank == lowest[t.games.id, t.gender]]
    if ranks:
        placed = [t for t in teams if t.result.rank in ranks]
        # "The race for fifth" names a race, not the place the team came in it.
        deciding = [t for t in teams if t.starts and ranks & set(t.starts[-1].kind.decides)]
        teams = placed or (deciding if not r.medals and not r.cue("verb:win", "noun:champion") else [])
    if r.rounds:
        there = [t for t in teams if any(s.round.round in r.rounds for s in t.starts)]
        teams = there or (teams if r.nations else [])
        if r.cue("verb:win") and not r.nations:
            teams = [t for t in teams if any(s.round.round in r.rounds and s.won for s in t.starts)]
    return teams


def raced(team: Team, member: SquadMember) -> bool:
    """Whether a member is known to have raced."""
    return member.raced is True or any(member.skater in s.entry.skaters for s in team.starts)


def team_name(q: Query, t: Team) -> str:
    """The Dutch men's team at Sochi 2014."""
    return f"the {squad_word(q, t)} team at {t.games.name}"


def squad_word(q: Query, t: Team) -> str:
    """Dutch men's."""
    nation = q.snapshot.nations[t.nation]
    return f"{nation.adjective or nation.name} {t.gender}'s"


def round_in(start: Start, *, year: bool = False) -> str:
    """The women's final at Beijing 2022; "in 2022" with `year`, as one types it."""
    return (
        f"the {start.event.gender}'s {start.kind.name} {f'in {start.games.year}' if year else f'at {start.games.name}'}"
    )


def response(
    q: Query, outcome: Outcome, teams: Sequence[Team], rounds: tuple[str, ...] = (), people: tuple[str, ...] = ()
) -> Response:
    """An outcome with what it was about."""
    nations = tuple(dict.fromkeys(t.nation for t in teams))
    focus = Focus(
        games=tuple(dict.fromkeys(t.games.id for t in teams)),
        genders=tuple(dict.fromkeys(t.gender for t in teams)),
        nations=nations if len(nations) == 1 else (),
        people=people,
        rounds=rounds if len(rounds) == 1 else (),
    )
    return Response(outcome, focus, q.scope)
