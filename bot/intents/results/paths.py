"""Teams told by their way through an event: who won a quarterfinal and went no further, who lost and never won."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import Found, NotHeld
from bot.facts.snapshot import Result, Start
from bot.intents.query import Query, Response, is_at
from bot.intents.results import races
from bot.intents.results.offers import after_places
from bot.intents.results.path_steps import PODIUM, Step, steps
from bot.intents.results.places import in_words, place
from bot.intents.results.tally_question import said_often
from bot.language.reading import Focus
from bot.wording.plain import listed, number, opened, plural, seconds

NAME = "paths"
TITLE = "Teams by what they did round by round"
EXAMPLES = (
    "which teams lost their quarterfinal but won a medal",
    "who was in the women's semis in 2014",
    "which nations raced a final but never won one",
    "did Canada lose the semifinal and win bronze in 2018",
    "which teams lost in the men's quarterfinals in 2022",
)
_ASKED = frozenset("who nation which when games count yes-no semifinalist finalist medal title rank".split()) | {""}
MOST_TOLD = 12


def claims(q: Query) -> bool:
    """Teams are told by two or more steps, or by a round that decides no place."""
    r = q.reading
    if r.asks not in _ASKED or r.people or r.bound or r.time is not None or r.elsewhere:
        return False
    path = q.once(_steps)
    if not path or (_named(q) and r.asks in ("who", "nation", "which", "")):
        return False
    if len(path) == 1 and r.asks == "count":
        return False  # how many there were is the tallies' matter
    if len(path) > 1:
        return any(s.rounds or s.never or s.did in ("beat", "lost") for s in path)
    (step,) = path
    inherited = {"medals", "ranks"} & r.inherited
    if not step.rounds or r.nations or step.ranks or step.never or inherited or r.asks in ("when", "games", "yes-no"):
        return False
    if any(t.text.startswith(("that ", "this ", "the race")) for t in r.terms):
        return False  # one race is pointed at
    if step.did == "skated" and not r.asks and not any(c.startswith("verb:") for c in r.cues):
        return False  # a round named alone is its races
    if step.did == "skated":
        return r.asks not in ("who", "nation") or r.cue("period:in", "verb:qualify", "verb:get", "verb:skate")
    return bool(_times(q)) or not any(q.snapshot.rounds[x].decides for x in step.rounds)


def _times(q: Query) -> int:
    """How many times a team is to have done so, where that is more than once; else 0."""
    bound = said_often(q.reading)
    return bound[1] if bound and bound[1] > 1 else 0


def _steps(q: Query) -> tuple[Step, ...]:
    return steps(q.reading, q.snapshot)


def _named(q: Query) -> tuple[str, ...]:
    """The teams asked about, apart from those met."""
    met = {n for s in q.once(_steps) for n in s.against}
    return tuple(n for n in q.reading.nations if n not in met)


@dataclass(frozen=True, slots=True)
class _Path:
    """One team at one event, with its races, first round first."""

    result: Result
    starts: tuple[Start, ...]

    def took(self, step: Step) -> bool | None:
        """Whether it did so, denials aside; None where that is not held."""
        if step.did == "placed":
            return any(is_at(self.result, rank) for rank in step.ranks)
        there = [
            s
            for s in self.starts
            if (not step.rounds or s.round.round in step.rounds)
            and (not step.against or (s.rival and s.rival.nation in step.against))
        ]
        if step.did in ("skated", "met") or not there:
            return bool(there)
        ended = [None if s.won is None else s.won is (step.did != "lost") for s in there]
        return True if True in ended else None if None in ended else False


def answer(q: Query) -> Response:
    """The teams that took all of the steps, or when those named did, or whether."""
    r, path = q.reading, q.once(_steps)
    named = _named(q)
    games = q.said_games or (q.held if len(path) > 1 or q.all_time or _times(q) else q.held[-1:])
    rows = [_path(q, x) for x in q.results(games=games, nations=named) if x.placing.nation]
    found = [p for p in rows if _fits(q, p, path)]
    often = _times(q)
    if often:
        found = [p for p in found if sum(_same(p, other) for other in found) >= often]
    if named and not found:
        return _not_so(q, named, rows, path)
    what = _in_words(q, path)
    if not found:
        unsure = any(p.took(s) is None for p in rows for s in path)
        text = f"{'No: no' if r.yes_no else 'No'} team {what} ({q.scope if q.said_games else _span(q)})."
        if unsure:
            text = text.removesuffix(".") + ", as far as results are held."
        return Response(Found(text, suggestions=after_places(q, [])), Focus(), q.scope)
    text = _told(q, found, what)
    if r.asks == "count":
        once = plural(len({(p.result.placing.nation, p.result.event.gender) for p in found}), "team")
        text = f"{once}: {text}" if not named else f"{plural(len(found), 'time')}: {text}"
    word = "Yes: " if r.yes_no else ""
    rounds = tuple(dict.fromkeys(x for s in path for x in s.rounds)) if len(path) == 1 else ()
    nations = tuple(dict.fromkeys(str(p.result.placing.nation) for p in found))
    sources = q.sources(
        i
        for p in found
        for i in (*(i for s in p.starts for i in s.entry.sources if _in(s, path)), *p.result.placing.sources)
    )
    focus = Focus(
        games=tuple(dict.fromkeys(p.result.games.id for p in found)),
        genders=tuple(dict.fromkeys(p.result.event.gender for p in found)),
        nations=nations if len(nations) == 1 else (),
        rounds=rounds,
    )
    suggestions = after_places(q, [p.result for p in found])
    return Response(
        Found(word + (text if word else opened(text)), sources=sources, suggestions=suggestions), focus, q.scope
    )


def _in(start: Start, path: Sequence[Step]) -> bool:
    return any(start.round.round in s.rounds for s in path)


def _span(q: Query) -> str:
    return f"{q.event_name()}, {listed(q.genders)}, {q.held[0][-4:]} to {q.held[-1][-4:]}"


def _path(q: Query, x: Result) -> _Path:
    key = (x.games.id, x.event.event, x.event.gender, x.placing.nation or "")
    return _Path(x, q.snapshot.races_of_team.get(key, ()))


def _same(one: _Path, other: _Path) -> bool:
    return (one.result.placing.nation, one.result.event.gender) == (
        other.result.placing.nation,
        other.result.event.gender,
    )


def _fits(q: Query, p: _Path, path: Sequence[Step]) -> bool:
    """Whether a team took every step there, and none of those it is never to have taken at any Games."""
    for step in path:
        if step.never:
            ever = q.results(games=q.held, genders=(p.result.event.gender,), nations=(p.result.placing.nation,))
            if any(_path(q, x).took(step) is not False for x in ever):
                return False
        elif p.took(step) is not (not step.denied):
            return False
    return True


def _told(q: Query, found: Sequence[_Path], what: str) -> str:
    """The teams with what they did; at one event once for all."""
    events: dict[tuple[str, str], list[str]] = {}
    for p in found:
        events.setdefault((p.result.event.gender, p.result.games.name), []).append(q.nation(p.result.placing.nation))
    if len(events) <= 2:
        return (
            "; ".join(
                f"{listed(teams)} {what} in the {q.event_name(gender)} at {games}"
                for (gender, games), teams in events.items()
            )
            + "."
        )
    teams: dict[tuple[str, str], list[str]] = {}
    for p in found:
        key = (q.nation(p.result.placing.nation), p.result.event.gender)
        teams.setdefault(key, []).insert(0, str(p.result.games.year))
    told = [
        f"{team} ({gender + ', ' if len(q.genders) > 1 else ''}{listed(years)})"
        for (team, gender), years in teams.items()
    ]
    kept = (
        listed(told)
        if len(told) <= MOST_TOLD
        else f"{', '.join(told[:MOST_TOLD])} and {number(len(told) - MOST_TOLD)} more"
    )
    return f"{kept} {what}."


def _in_words(q: Query, path: Sequence[Step]) -> str:
    again = [
        at > 0 and bool(s.rounds) and s.rounds == path[at - 1].rounds and not s.against for at, s in enumerate(path)
    ]
    return listed([_step(q, s, it=it) for s, it in zip(path, again, strict=True)])


_PAST = {
    "skated": ("skated", "skate"),
    "won": ("won", "win"),
    "lost": ("lost", "lose"),
    "beat": ("beat", "beat"),
    "met": ("met", "meet"),
}
_MEDALS = {(1,): "gold", (2,): "silver", (3,): "bronze", PODIUM: "a medal"}


def _step(q: Query, s: Step, *, it: bool) -> str:
    """What a step says that a team did; of the race that was just named as "it"."""
    if s.did == "placed":
        did = f"win {m}" if (m := _MEDALS.get(s.ranks)) else f"come {in_words(s.ranks)}"
        past = did.replace("win ", "won ").replace("come ", "came ")
    else:
        rival = listed([q.nation(n) for n in s.against])
        race = f"the {listed([q.snapshot.rounds[x].name for x in s.rounds])}" if s.rounds else "a race"
        race = "it" if it else race
        past, did = _PAST[s.did]
        if rival:
            past, did = (f"{past} to", f"{did} to") if s.did == "lost" else (past, did)
            race = f"{rival} in {race}" if s.rounds else rival
        past, did = f"{past} {race}", f"{did} {race}"
    return f"never {past}" if s.never else f"did not {did}" if s.denied else past


def _not_so(q: Query, named: Sequence[str], rows: Sequence[_Path], path: Sequence[Step]) -> Response:
    """That the teams named did not, with what they did instead."""
    who = listed([q.nation(n) for n in named])
    if not rows:
        return Response(Found(f"No: {who} had no team there ({q.scope})."), Focus(), q.scope)
    if any(p.took(s) is None for p in rows for s in path):
        return Response(NotHeld(f"Not every such race of {who} is held: {q.scope}."), Focus(), q.scope)
    told = [f"{q.nation(p.result.placing.nation)} {_instead(q, p, path)}" for p in rows[:2]]
    text = "; ".join(told) if len(rows) <= len(told) else f"{who} did so at none of the Games"
    sources = q.sources(i for p in rows[:2] for i in p.result.placing.sources)
    focus = Focus(nations=tuple(named), games=tuple(dict.fromkeys(p.result.games.id for p in rows)))
    found = Found(f"No: {text}.", sources=sources, suggestions=after_places(q, [p.result for p in rows]))
    return Response(found, focus, q.scope)


def _instead(q: Query, p: _Path, path: Sequence[Step]) -> str:
    """The races of the rounds asked about as they were, and the place."""
    parts = []
    for s in p.starts:
        if _in(s, path) and s.rival and s.won is not None:
            by = f" by {seconds(s.margin)}" if s.margin is not None else ""
            parts.append(
                f"{'beat' if s.won else 'lost to'} {q.nation(s.rival.nation)}{by} in {races.name(s, games=False)}"
            )
    parts.append(f"won {p.result.placing.medal}" if p.result.placing.medal else f"came {place(p.result)}")
    return f"{listed(parts)} at {p.result.games.name}"
