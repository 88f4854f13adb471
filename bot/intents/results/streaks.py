"""Places at Games running: titles kept, the longest run of medals, what became of a champion; it counts no gaps."""

from collections.abc import Sequence

from bot.answers import Found
from bot.facts.snapshot import Result
from bot.intents.query import Query, Response
from bot.intents.results.offers import after_places
from bot.intents.results.places import MEDAL_RANK, focus, ranks_asked
from bot.intents.results.runs import answered, by_team, did, has_done
from bot.language.reading import Focus
from bot.wording.plain import listed, number, opened, plural

SHORTEST_RUN = 2  # one place alone is no run


def repeated(q: Query) -> Response:
    """The same places, mostly the first, at Games running: whether, whose, or the longest."""
    r = q.reading
    ranks = ranks_asked(q)
    rank = ranks[0] if len(ranks) == 1 else 1
    if rank == 1 and r.conditions and r.conditions[0].what in MEDAL_RANK:
        rank = MEDAL_RANK[r.conditions[0].what]
    if (
        r.nations
        and len(q.said_games) == 1
        and r.yes_no
        and (at := q.held.index(q.said_games[0]))
        and not _both_won(q, at)
    ):
        return _title_defence(q, at)
    ranks = ranks if len(ranks) > 1 else (rank,)
    runs = [run for run in _streaks(q, ranks) if not r.nations or run[0].placing.nation in r.nations]
    if not r.yes_no and (r.cue("op:longest", "op:most") or (r.asks == "count" and r.of not in ("nation", "champion"))):
        return _longest(q, runs, ranks)
    wanted = max((t.number for t in r.terms if t.number and t.number > 1), default=2)
    long = [run for run in runs if len(run) >= wanted]
    checked = r.yes_no or (bool(r.nations) and r.asks in ("", "title", "medal", "champion"))
    word = ("Yes: " if bool(long) is not r.cue("negation:not") else "No: ") if checked else ""
    told = long or ([run for run in runs if len(run) > 1] if checked else [])
    if not told:
        who = listed([q.nation(n) for n in r.nations]) if r.nations else "no team" if word else "No team"
        event = q.event_name(q.genders[0] if len(q.genders) == 1 else "")
        text = (
            f"{who} has {'not ' if r.nations else ''}{has_done(ranks)} the {event} at {number(wanted)} Games running."
        )
        return Response(Found(word + (text if word else opened(text))), Focus(), q.scope)
    if r.cue("op:first"):
        told = [min(told, key=lambda run: run[1].games.year)]
    if r.asks == "count":
        word = f"{plural(len({run[0].placing.nation for run in told}), 'team')}: "
    apart = {len(run) for run in told}
    parts = [_streak(q, run, sized=len(apart) > 1) for run in told]
    many = f" at {number(apart.pop())} Games running" if len(apart) == 1 else " at Games running"
    text = word + (str if word else opened)(f"{listed(parts)} {has_done(ranks)} the {q.event_name()}{many}.")
    return answered(q, text, [x for run in told for x in run], ranks)


def _streaks(q: Query, ranks: Sequence[int]) -> list[list[Result]]:
    """Each team's places at one Games after the other, none left out, oldest first; men and women apart."""
    found: list[list[Result]] = []
    teams = by_team(q.results(games=q.held, nations=(), ranks=ranks)[::-1], lambda x: x.event.gender)
    for (gender, _), rows in sorted(teams.items(), key=lambda item: q.genders.index(item[0][0])):
        held = [g for g in q.held if any(e.gender == gender for e in q.snapshot.games[g].events if e.event == q.event)]
        run: list[Result] = []
        for x in rows:
            if run and held.index(x.games.id) != held.index(run[-1].games.id) + 1:
                found.append(run)
                run = []
            run.append(x)
        found.append(run)
    return found


def _longest(q: Query, runs: Sequence[list[Result]], ranks: Sequence[int]) -> Response:
    """The longest of the runs, of the teams named or of all, and the one that goes on where that is asked."""
    if q.reading.cue("op:defending"):
        runs = [run for run in runs if run[-1].games.id == q.held[-1]]
    most = max(map(len, runs), default=0)
    best = [run for run in runs if len(run) == most]
    who = listed([q.nation(n) for n in q.reading.nations])
    if most < SHORTEST_RUN:
        what = f"{has_done(ranks)} the {q.event_name(q.genders[0] if len(q.genders) == 1 else '')}"
        return Response(Found(opened(f"{who or 'no team'} has never {what} at two Games running.")), Focus(), q.scope)
    told = f"{listed([_streak(q, run) for run in best])} {has_done(ranks)} the {q.event_name()}"
    text = opened(f"{told} at {number(most)} Games running.")
    return answered(q, text, [x for run in best for x in run], ranks)


def _streak(q: Query, run: Sequence[Result], *, sized: bool = False) -> str:
    years = listed([str(x.games.year) for x in run])
    size = f", {number(len(run))}" if sized else ""
    return f"{q.nation(run[0].placing.nation)} ({run[0].event.gender}, {years}{size})"


def _both_won(q: Query, at: int) -> bool:
    """Whether the team won at the Games named and at those after them: then it kept the title of the former."""
    if at + 1 == len(q.held):
        return False
    rows = q.results(games=q.held[at : at + 2], ranks=(1,))
    return len({x.games.id for x in rows}) == 2


def _title_defence(q: Query, at: int) -> Response:
    """What became of a champion at the next Games: "did Japan defend in 2022"."""
    r = q.reading
    champions = q.results(games=q.held[at - 1 : at], ranks=(1,))
    games = q.held[at]
    if not champions:
        champions = q.results(games=q.held[at : at + 1], ranks=(1,))
        if champions and at + 1 < len(q.held):
            games = q.held[at + 1]  # "did Italy keep its 2006 title": the Games named are those of the title
    genders: list[str] = [x.event.gender for x in champions] or [*q.genders]
    rows = [x for x in q.results(games=(games,)) if x.event.gender in genders]
    winners = [x for x in q.results(games=(games,), ranks=(1,), nations=()) if x.event.gender in genders]
    kept = bool(champions) and any(x.rank == 1 for x in rows)
    word = "Yes" if kept is not r.cue("negation:not") else "No"
    if not champions:
        told = f"{listed([q.nation(n) for n in r.nations])} was not the champion before {q.snapshot.games[games].name}"
    elif kept and not r.cue("negation:not"):
        won = [f"in {x.games.year} and again in {q.snapshot.games[games].year} ({x.event.gender})" for x in champions]
        told = f"{q.nation(champions[0].placing.nation)} won {listed(won)}"
    elif rows:
        told = listed([f"{q.nation(x.placing.nation)} {did(x)} in {x.games.year} ({x.event.gender})" for x in rows])
    else:
        told = f"{listed([q.nation(n) for n in r.nations])} is not among the teams of {q.snapshot.games[games].name}"
    if not kept:
        told += f"; {listed([f'{q.nation(x.placing.nation)} won ({x.event.gender})' for x in winners])}"
    return Response(
        Found(
            f"{word}: {told}.",
            sources=q.sources(i for x in (*rows, *winners) for i in x.placing.sources),
            suggestions=after_places(q, winners),
        ),
        focus(q, winners, (1,)),
        q.scope,
    )
