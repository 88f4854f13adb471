"""A team told by its place at other Games, "the 2018 champions", as the team that it was; it answers nothing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.facts.snapshot import Snapshot
from bot.language.reading import MEDAL_RANK, Reading, Term

_WINNERS = ("winners", "winner", "victors", "champions of", "winning team", "top team")
_BETWEEN = frozenset("of from in at the and s".split())


def named(reading: Reading, snapshot: Snapshot) -> Reading:
    """The reading with such a team as its nation, at the Games that are left; as it is where it tells of no other."""
    if len(reading.games) != 2 or reading.nations or reading.people:
        return reading
    told = [found for at in range(len(reading.terms)) if (found := _description(reading, at, snapshot))]
    if len(told) != 1:
        return reading
    games, rank, described = told[0]
    event = reading.event or snapshot.main_event
    genders = reading.genders or tuple(
        e.gender for g in snapshot.knowledge.games if g.id == games for e in g.events if e.event == event
    )
    nations = {
        x.placing.nation
        for x in snapshot.results
        if x.games.id == games and x.event.event == event and x.event.gender in genders and x.rank == rank
    }
    if len(nations) != 1 or None in nations:
        return reading
    (nation,) = nations
    rest = {cue for term in reading.terms if term is not described for cue in term.cues}
    return replace(
        reading,
        games=tuple(g for g in reading.games if g != games),
        nations=(str(nation),),
        subjects=(str(nation),),
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
    if term.text.endswith(("ists", "ups", "finalists", "team")):
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
