"""A team told by its place, "the 2018 champions", "the title holders", as the team that it was; it answers nothing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.facts.snapshot import Snapshot
from bot.language.reading import MEDAL_RANK, Reading, Term

_WINNERS = ("winners", "winner", "victors", "champions of", "winning team", "top team")
_BETWEEN = frozenset("of from in at the and s".split())


def named(reading: Reading, snapshot: Snapshot) -> Reading:
    """The reading with such a team as its nation; as it is where none is told by its place or more than one may be."""
    if reading.people:
        return reading
    if len(reading.games) < 2:
        return _in_a_race(reading, snapshot)
    if len(reading.games) != 2 or reading.nations:
        return reading
    told = [found for at in range(len(reading.terms)) if (found := _description(reading, at, snapshot))]
    if len(told) != 1:
        return reading
    games, rank, described = told[0]
    nation = _team(reading, games, rank, snapshot)
    if not nation:
        return reading
    left = tuple(g for g in reading.games if g != games)
    return replace(_without(reading, described, rank), games=left, nations=(nation,), subjects=(nation,))


# What one team does to another, or in a race, so that it matters which team it is.
_RACING = ("verb:beat", "verb:meet", "verb:lose", "noun:opponent", "beat:out")
_TEAMS = ("champions", "champion", "holders", "holder", "ists", "ist", "runners up", "finalists")


def _in_a_race(reading: Reading, snapshot: Snapshot) -> Reading:
    """Of "who put the title holders out in the semis" the team, where it is one: of one gender, at one Games."""
    measured = reading.rounds and reading.asks in ("time", "margin", "squad", "skater")
    if not (reading.cue(*_RACING) or measured) or reading.when not in ("", "latest") or reading.years:
        return reading
    held = snapshot.held.get(reading.event or snapshot.main_event, ())
    told = [(term, rank) for term in reading.terms if term.text.endswith(_TEAMS) and (rank := _rank(term))]
    games = (*reading.games, *held[-1:])[0]
    if len(told) != 1 or games not in held:
        return reading
    described, rank = told[0]
    before = held.index(games) - 1
    if "op:defending" in described.cues or reading.cue("op:defending"):
        games = held[before] if before >= 0 else ""
    nation = _team(reading, games, rank, snapshot)
    if not nation or (nation in reading.nations):
        return reading
    reading = _without(reading, described, rank)
    at = reading.terms.index(described)
    verb = next((v for v, t in enumerate(reading.terms) if not t.cues.isdisjoint(_RACING)), at)
    won = (at < verb) is ("verb:lose" not in reading.terms[verb].cues)
    met = "verb:meet" in reading.terms[verb].cues
    first = not reading.nations and at <= verb
    return replace(
        reading,
        nations=(nation, *reading.nations) if at < verb else (*reading.nations, nation),
        subjects=(nation,) if first else reading.subjects,
        cues=reading.cues - {"op:defending"},
        winners=(nation,) if won and not met else reading.winners,
        losers=reading.losers if won or met else (nation,),
    )


def _team(reading: Reading, games: str, rank: int, snapshot: Snapshot) -> str:
    """The one team that came to a place there; empty where there are more, or it is named by no source."""
    event = reading.event or snapshot.main_event
    nations = {
        x.placing.nation
        for x in snapshot.results
        if x.games.id == games
        and x.event.event == event
        and (not reading.genders or x.event.gender in reading.genders)
        and x.rank == rank
    }
    return str(nations.pop() or "") if len(nations) == 1 else ""


def _without(reading: Reading, described: Term, rank: int) -> Reading:
    """The reading without what told the team."""
    rest = {cue for term in reading.terms if term is not described for cue in term.cues}
    return replace(
        reading,
        ranks=tuple(r for r in reading.ranks if r != rank or f"rank:{r}" in rest),
        medals=tuple(m for m in reading.medals if MEDAL_RANK[m] != rank or f"medal:{m}" in rest),
        cues=reading.cues - {cue for cue in described.cues if cue not in rest},
    )


def _description(reading: Reading, at: int, snapshot: Snapshot) -> tuple[str, int, Term] | None:
    """The Games and the place by which a term and those around it tell a team."""
    term = reading.terms[at]
    rank = _rank(term)
    if not rank:
        return None
    around = (_games(reading, reading.terms[:at][::-1], snapshot), _games(reading, reading.terms[at + 1 :], snapshot))
    games = next((g for g in around if g), "")
    return (games, rank, term) if games else None


def _rank(term: Term) -> int:
    if "noun:champion" in term.cues or term.text in _WINNERS:
        return 1
    if term.text.endswith(("ist", "ists", "ups", "finalists", "team")):
        return next((int(c[5:]) for c in term.cues if c.startswith("rank:") and c[5:].isdigit()), 0)
    return 0


def _games(reading: Reading, terms: Sequence[Term], snapshot: Snapshot) -> str:
    """The Games that stand next to it, with nothing but a gender and small words between."""
    for term in terms:
        years = [snapshot.by_year.get(int(c[5:]), "") for c in term.cues if c.startswith("year:")]
        places = [g for c in term.cues if c.startswith("games:") for g in c[6:].split("|")]
        if found := next((g for g in (*years, *places) if g in reading.games), ""):
            return found
        if term.text not in _BETWEEN and not any(c.startswith(("gender:", "event:")) for c in term.cues):
            return ""
    return ""
