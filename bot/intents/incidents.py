"""Races that did not end as races do: falls, teams overtaken, disqualified, not finishing or not starting; counts, lists and yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answers import Found, Outcome
from bot.facts.models import Detail, Moment
from bot.facts.snapshot import Snapshot, Start
from bot.intents import races
from bot.intents.moment_search import Search, search_of
from bot.intents.query import Query, Response
from bot.language.reading import Focus
from bot.wording.plain import NUMBERS, day, listed, opened

# The cue that asks for it -> the status in the races.
STATUS = {"verb:fall": "fell", "verb:overtake": "overtaken", "verb:disqualify": "disqualified", "verb:dnf": "DNF", "verb:dns": "DNS"}
DID = {"fell": "fell in", "overtaken": "was overtaken in", "disqualified": "was disqualified in", "DNF": "did not finish", "DNS": "did not start in"}
NEVER = {"fell": "fall", "overtaken": "team overtaken", "disqualified": "disqualification", "DNF": "team that did not finish", "DNS": "team that did not start"}
PLURAL = {"fell": "falls", "overtaken": "teams overtaken", "disqualified": "disqualifications", "DNF": "teams that did not finish", "DNS": "teams that did not start"}
LISTED = ("who", "nation", "skater", "which", "count", "yes-no", "squad", "what", "games", "race", "")


@dataclass(frozen=True, slots=True)
class Incident:
    """What befell one team in one race; `slip` is less than a fall."""

    start: Start
    status: frozenset[str]
    moments: tuple[Moment, ...] = ()
    slip: bool = False

    @property
    def who(self) -> Detail | None:
        """The detail that names the skater who fell."""
        return next((d for m in self.moments for d in m.details if d.role == "who"), None)

    @property
    def skater(self) -> str:
        """The skater who fell; empty where no one is named or where it is about a team."""
        who = self.who
        return who.value if who and any(who.value in m.skaters for m in self.moments) else ""


@lru_cache(maxsize=1)
def incidents_of(snapshot: Snapshot) -> tuple[Incident, ...]:
    """Everything that is held of this kind, oldest first: what the races say joined with what the moments tell."""
    found: dict[tuple[int, str], Incident] = {
        (id(s.race), s.entry.nation): Incident(s, frozenset((s.entry.status,))) for s in snapshot.starts if s.entry.status != "ok"
    }
    for moment in snapshot.knowledge.moments:
        if "fall" not in moment.kinds:
            continue
        starts = [s for s in snapshot.starts if s.games.id == moment.games and s.event.gender in moment.genders and s.round.round == moment.round]
        starts = [s for s in starts if s.entry.nation in moment.nations and s.event.event == moment.event]
        if not starts:
            continue
        start = min(starts, key=lambda s: (s.entry.status == "ok", moment.nations.index(s.entry.nation)))
        key = (id(start.race), start.entry.nation)
        before = found.get(key, Incident(start, frozenset()))
        fell = any(word in moment.says for word in (" fell", " fall"))
        more = {"fell"} | ({"overtaken"} if "overtaken" in moment.words else set())
        found[key] = replace(before, status=before.status | more, moments=(*before.moments, moment), slip=not fell)
    order = {id(s): at for at, s in enumerate(snapshot.starts)}
    return tuple(sorted(found.values(), key=lambda i: order[id(i.start)]))


def asked(q: Query) -> str:
    """The status that a list, a count or a yes or no is asked of; empty where the question is another."""
    r = q.reading
    status = next((s for cue, s in STATUS.items() if cue in r.cues), "")
    ranked = r.cue("op:most") or (r.cue("op:first", "op:last") and r.asks in ("when", "date", "what", "games"))
    if not status or (r.asks not in LISTED and not ranked) or (r.asks == "what" and not ranked and not r.cue("noun:nation", "noun:race")) or r.cue("verb:happen", "wh:how-do", "wh:where", "wh:whose"):
        return ""
    if status == "overtaken" and "overtaken" not in r.words and not (r.words & {"caught", "lapped"} and r.words & {"was", "were", "got", "been", "get"}):
        return ""
    if r.left or r.medals or r.ranks or r.pronouns & {"other"} or r.words & {"with", "whom", "against", "because"} or ("when" in r.words and r.asks not in ("when", "games")) or (r.words & {"after", "before"} and not r.years):
        return ""
    if r.cue("verb:other", "op:both") or (r.cue("op:twice", "op:most") and (r.people or r.nations)):
        return ""
    search = search_of(q)
    own = {"fall", "disqualify", "withdraw", *(t for c in STATUS for t in search.index.terms(c[5:]))}
    return status if all(terms & own or _asked_by(search, text) for text, terms in search.needed) else ""


def _asked_by(search: Search, text: str) -> bool:
    """Whether a phrase is the cue of a status, or a word of counting and of scope."""
    kinds = search.index.kinds.get(text, {})
    return any(f"verb:{kinds.get('verb')}" == cue for cue in STATUS) or "single" in kinds or kinds.get("op") in ("most", "only", "first", "last", "twice", "all", "each", "ever", "total") or "number" in kinds


def fitting(q: Query, status: str, *, games: Sequence[str]) -> list[Incident]:
    """The incidents within what was said, latest Games first."""
    r = q.reading
    found = [
        i
        for i in incidents_of(q.snapshot)
        if status in i.status
        and i.start.event.event == q.event
        and i.start.games.id in games
        and i.start.event.gender in q.genders
        and (not r.rounds or i.start.round.round in r.rounds)
        and (not r.nations or any(i.start.entry.nation in (n, *q.snapshot.nations[n].see_also) for n in r.nations))
        and all(i.skater in group if i.skater else bool(set(group) & set(i.start.entry.skaters)) for group in r.people)
    ]
    hard = [i for i in found if not i.slip]
    return sorted(hard or found, key=lambda i: -i.start.games.year)


def answer(q: Query, status: str) -> Response | None:
    """The list, the number or the truth; None where one moment tells it better."""
    r = q.reading
    found = fitting(q, status, games=q.games)
    if not found and not q.said_games and not r.yes_no:
        found = fitting(q, status, games=q.held)
    if r.cue("op:first", "op:last") and not r.yes_no and r.asks != "count":
        return _first_or_last(q, status, fitting(q, status, games=q.said_games or q.held))
    if r.cue("op:most", "op:twice") and found:
        return _tallied(q, status, fitting(q, status, games=q.said_games or q.held))
    if r.yes_no:
        return _verdict(q, status, found)
    if not found:
        if r.people or r.left or (status in ("DNF", "DNS") and search_of(q).hits()):
            return None
        return Response(Found(f"No {NEVER[status]} is held: {q.scope}.", suggestions=("who fell in 2022?",)), Focus(), q.scope)
    if r.asks != "count" and not r.yes_no and _better_told(q, found[0]):
        return None
    if r.asks == "count":
        count = NUMBERS[len(found)] if len(found) < len(NUMBERS) else str(len(found))
        rounds = f" in the {listed([q.snapshot.rounds[x].name for x in r.rounds])}" if r.rounds else ""
        text = opened(f"{count} {PLURAL[status] if len(found) != 1 else NEVER[status]} {'are' if len(found) != 1 else 'is'} held{rounds} ({q.scope}): {_names(q, found, status)}.")
        return _response(q, Found(text, items=_items(q, found, status), sources=_sources(q, found), suggestions=_next(found)), found)
    return _response(q, _told(q, status, found), found)


def _better_told(q: Query, first: Incident) -> bool:
    """Whether another word of the question tells of one fall and no other, as "start" does."""
    hits = search_of(q).hits()
    own = max((h.score for h in hits if h.moment in first.moments), default=0)
    return bool(hits and first.moments) and "fall" in hits[0].moment.kinds and hits[0].score > own + 1


def _told(q: Query, status: str, found: Sequence[Incident]) -> Outcome:
    if len(found) == 1:
        return Found(_sentence(q, found[0], status), sources=_sources(q, found), suggestions=_next(found), notes=_slips(q, found, status))
    text = f"{opened(NUMBERS[len(found)])} {PLURAL[status]} are held: {_names(q, found, status)}."
    return Found(text, items=_items(q, found, status), sources=_sources(q, found), suggestions=_next(found))


def _first_or_last(q: Query, status: str, found: Sequence[Incident]) -> Response | None:
    """The earliest or the latest by the day of its race."""
    hard = [i for i in found if not i.slip]
    if not hard:
        return None
    which = "first" if q.reading.cue("op:first") else "last"
    i = (min if which == "first" else max)(hard, key=lambda i: (i.start.round.date, i.start.kind.order))
    team = opened(q.nation(i.start.entry.nation)) if status != "fell" else opened(_name(q, i, status))
    text = f"The {which} {NEVER[status]} held is of {day(i.start.round.date)}: {team} {DID[status]} {races.name(i.start)}."
    return _response(q, Found(text, sources=_sources(q, [i]), suggestions=_next([i])), [i])


def _tallied(q: Query, status: str, found: Sequence[Incident]) -> Response | None:
    """The Games or the team with the most, or those with more than one."""
    r = q.reading
    by_games = r.asks in ("when", "games") or r.cue("noun:games", "wh:when", "single:games")
    groups: dict[str, list[Incident]] = {}
    for i in found:
        groups.setdefault(i.start.games.name if by_games else q.snapshot.name(i.start.entry.nation), []).append(i)
    if r.asks == "skater" or not groups:
        return None
    most = max(len(g) for g in groups.values())
    chosen = {n: g for n, g in groups.items() if len(g) == most} if r.cue("op:most") else {n: g for n, g in groups.items() if len(g) > 1}
    if not chosen or most < 2:
        return _response(q, Found(f"{'No: none' if r.yes_no else 'None'} more than once is held.", items=_items(q, found, status), sources=_sources(q, found)), found)
    parts = [f"{n} with {NUMBERS[len(g)]} {PLURAL[status]} ({listed([_name(q, i, status) if by_games else _place(i) for i in g])})" for n, g in chosen.items()]
    lead = "Yes: " if r.yes_no else ""
    text = f"{lead}{listed(parts)}{' had the most that are held' if r.cue('op:most') else ''}."
    return _response(q, Found(text, sources=_sources(q, found), suggestions=("list all falls",)), [i for g in chosen.values() for i in g])


def _verdict(q: Query, status: str, found: Sequence[Incident]) -> Response | None:
    r = q.reading
    if found and (i := found[0]).moments and r.people and not i.skater:
        return None
    if r.cue("negation:not"):
        return None
    if found:
        if found[0].slip:
            return None
        if len(found) == 1:
            return _response(q, Found(f"Yes: {_inside(_sentence(q, found[0], status))}", sources=_sources(q, found), suggestions=_next(found)), found)
        text = f"Yes: {_names(q, found, status)}."
        return _response(q, Found(text, items=_items(q, found, status), sources=_sources(q, found), suggestions=_next(found)), found)
    others = [i for i in incidents_of(q.snapshot) if status in i.status and not i.slip and i.start.event.gender in q.genders]
    near = [i for i in others if i.start.games.id in q.games] if q.said_games else [i for i in others if _same_people(q, i)]
    near = near or [i for i in others if _same_people(q, i)] or (others if len(others) == 1 or not (r.people or r.nations) else [])
    who = listed([" or ".join(g) for g in r.people] or [q.nation(n) for n in r.nations])
    there = f" at {listed([q.snapshot.games[g].name for g in q.said_games])}" if q.said_games else ""
    where = f" in the {q.snapshot.rounds[r.rounds[0]].name}" if r.rounds else ""
    by = f" of {who}" if who else ""
    rest = f"; {listed([_inside(_sentence(q, i, status)).rstrip('.') for i in near[:3]])}" if near else ""
    text = f"No: no {NEVER[status]}{by}{where}{there} is held{rest}."
    return _response(q, Found(text, sources=_sources(q, near), suggestions=("who fell in 2022?",)), near[:1])


def _same_people(q: Query, i: Incident) -> bool:
    r = q.reading
    return any(i.skater in g or set(g) & set(i.start.entry.skaters) for g in r.people) or i.start.entry.nation in r.nations


def _inside(sentence: str) -> str:
    """A sentence as it stands after a colon."""
    return f"{sentence[0].lower()}{sentence[1:]}" if sentence.startswith(("The ", "In the ", "It ", "A ")) else sentence


def _sentence(q: Query, i: Incident, status: str) -> str:
    who = i.who
    if status == "fell" and who and q.reading.asks != "nation":
        return who.says
    team = opened(q.nation(i.start.entry.nation))
    return f"{team} {DID[status]} {races.name(i.start)}."


def _names(q: Query, found: Sequence[Incident], status: str) -> str:
    return listed([f"{_name(q, i, status)} ({_place(i)})" for i in found])


def _name(q: Query, i: Incident, status: str) -> str:
    team = q.snapshot.name(i.start.entry.nation)
    if status != "fell" or q.reading.asks == "nation":
        return team
    return f"{i.skater} of {q.nation(i.start.entry.nation)}" if i.skater else f"a skater of {q.nation(i.start.entry.nation)}" if i.moments else team


def _place(i: Incident) -> str:
    return f"{i.start.event.gender}'s {i.start.kind.name}, {i.start.games.name}"


def _items(q: Query, found: Sequence[Incident], status: str) -> tuple[str, ...]:
    return tuple(_sentence(q, i, status) for i in found) if len(found) > 1 else ()


def _slips(q: Query, found: Sequence[Incident], status: str) -> tuple[str, ...]:
    """Skaters who did not quite fall at the same Games, for a question about falls."""
    if status != "fell" or found[0].slip or q.reading.nations or q.reading.people or q.reading.rounds:
        return ()
    near = [i for i in incidents_of(q.snapshot) if i.slip and i.start.games is found[0].start.games and i.start.event.gender in q.genders]
    return tuple(f"No fall, but near it: {i.who.says}" for i in near if i.who)


def _sources(q: Query, found: Sequence[Incident]) -> tuple:  # type: ignore[type-arg]
    return q.sources(s for i in found for s in (*(x for m in i.moments for x in m.sources), *i.start.entry.sources))


def _response(q: Query, outcome: Outcome, found: Sequence[Incident]) -> Response:
    one = found[0] if len(found) == 1 else None
    focus = Focus(
        games=tuple(dict.fromkeys(i.start.games.id for i in found)),
        genders=tuple(dict.fromkeys(i.start.event.gender for i in found)),
        nations=(one.start.entry.nation,) if one else (),
        people=(one.skater,) if one and one.skater else (),
        rounds=(one.start.round.round,) if one else (),
    )
    return Response(outcome, focus, q.scope)


def _next(found: Sequence[Incident]) -> tuple[str, ...]:
    start = found[0].start
    return (f"who won the {start.event.gender}'s team pursuit in {start.games.year}?",)
