"""Who of a team came back at later Games: decides whether that is asked and tells it from the squads."""

from bot.answers import NotHeld
from bot.facts.snapshot import Outing
from bot.intents.people.mentions import career
from bot.intents.people.skater_groups import respond
from bot.intents.query import Query, Response
from bot.wording.plain import listed, number, opened

BACK = ("verb:return", "verb:comeback")


def asked(q: Query) -> bool:
    """Whether it is asked who of one team, told by its Games, was at later ones: "who came back from 2018"."""
    r = q.reading
    if (
        r.people
        or r.rounds
        or not (r.cue(*BACK) or _part_of_a_team(q))
        or len(r.nations) != 1
        or not 0 < len(q.said_games) <= 2
    ):
        return False
    first = min(q.said_games, key=lambda g: q.snapshot.games[g].year)
    told = r.cue("noun:squad", "noun:nation", "noun:champion", "noun:skater", "verb:win") or bool(r.genders)
    later = [g for g in q.held if q.snapshot.games[g].year > q.snapshot.games[first].year]
    return told and first in q.held and bool(later) and (len(q.said_games) == 2 or _from(q))


def _part_of_a_team(q: Query) -> bool:
    """Whether some of a team are asked for, by where else they were: "of the Norwegians crowned in 2022, who …"."""
    r = q.reading
    opens = r.terms[:1] and r.terms[0].text in ("of", "of the", "out of", "among", "from")
    return bool(opens) and len(q.said_games) == 2 and r.asks in ("who", "skater", "count", "which")


def _from(q: Query) -> bool:
    """Whether the Games named are those that they came from, not those they came back at."""
    return q.reading.cue("period:since") or any(t.text in ("from", "of") for t in q.reading.terms)


def answer(q: Query) -> Response:
    """The skaters of the first team who raced for it again."""
    r, nation = q.reading, q.reading.nations[0]
    games = sorted(q.said_games, key=lambda g: q.snapshot.games[g].year)
    first = games[0]
    then = games[1] if len(games) > 1 else q.held[q.held.index(first) + 1]
    won = r.cue("verb:win", "noun:champion")
    teams = [x for x in q.results(games=(first,)) if x.placing.squad]
    if won and any(x.rank == 1 for x in teams):
        teams = [x for x in teams if x.rank == 1]
    here, there = q.snapshot.games[first], q.snapshot.games[then]
    if not teams:
        return Response(NotHeld(f"No such team of {q.nation(nation)} is held at {here.name}."), read_as=q.scope)
    sentences, people, outings = [], list[str](), list[Outing]()
    for team in teams:
        raced = [m.skater for m in team.placing.squad if _at(q, m.skater, first)]
        back = [n for n in raced if _at(q, n, then)]
        people += back
        outings += [o for n in back for o in _at(q, n, then)]
        word = f"{q.snapshot.nations[nation].adjective or q.snapshot.name(nation)} {team.event.gender}"
        of = f"the {number(len(raced))} {word} of {here.name}"
        again = "all " if len(back) == len(raced) else "only " if len(back) == 1 else ""
        medals = {o.medal for n in back for o in _at(q, n, then)}
        result = f" and won {listed(sorted(m for m in medals if m))}" if len(medals) == 1 and None not in medals else ""
        text = (
            f"{again}{number(len(back))} of {of} raced again at {there.name}{result}: {listed(back)}."
            if back
            else f"none of {of} raced again at {there.name}."
        )
        if r.yes_no:
            true = (
                len(back) == len(raced)
                if r.cue("op:all", "op:both") or "all" in r.words or r.number == len(raced)
                else bool(back)
            )
            true = true and ("gold" in medals or not (won and len(games) > 1))
            text = f"{'Yes' if true else 'No'}: {text}"
        sentences.append(opened(text))
    return respond(q, " ".join(sentences[:2]), people, outings)


def _at(q: Query, name: str, games: str) -> list[Outing]:
    return [o for o in career(q, name, (games,)) if o.raced and o.nation in q.reading.nations]
