"""Races that did not end as races do, from races and moments joined; and whether a list of them is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.facts.models import Detail, Moment
from bot.facts.snapshot import Snapshot, Start
from bot.intents.moments.moment_search import Search, search_of
from bot.intents.query import Query

# The cue that asks for it -> the status in the races.
STATUS = {
    "verb:fall": "fell",
    "verb:overtake": "overtaken",
    "verb:disqualify": "disqualified",
    "verb:dnf": "DNF",
    "verb:dns": "DNS",
}
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


def incidents_of(snapshot: Snapshot) -> tuple[Incident, ...]:
    """Everything that is held of this kind."""
    return snapshot.index(all_incidents)


def all_incidents(snapshot: Snapshot) -> tuple[Incident, ...]:
    """Everything that is held of this kind, oldest first: what the races say joined with what the moments tell."""
    found: dict[tuple[int, str], Incident] = {
        (id(s.race), s.entry.nation): Incident(s, frozenset((s.entry.status,)))
        for s in snapshot.starts
        if s.entry.status != "ok"
    }
    for moment in snapshot.knowledge.moments:
        if "fall" not in moment.kinds:
            continue
        starts = [
            s
            for s in snapshot.starts
            if s.games.id == moment.games and s.event.gender in moment.genders and s.round.round == moment.round
        ]
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
    if not status or not _lists(q) or _narrower(q) or (status == "overtaken" and not _suffered(q)):
        return ""
    search = search_of(q)
    if status == "fell" and "fall" not in search.asked.terms:  # "nearly fell" is another thing
        return ""
    if search.asked.claims:  # one of several places or orders is claimed
        return ""
    own = {"fall", "disqualify", "withdraw", *(t for c in STATUS for t in search.index.terms(c[5:]))}
    return status if all(terms & own or _asked_by(search, text) for text, terms in search.asked.needed) else ""


def _lists(q: Query) -> bool:
    """Whether what is asked can be answered by a list, a count or one of the list."""
    r = q.reading
    if r.cue("op:most") or (r.cue("op:first", "op:last") and r.asks in ("when", "date", "what", "games")):
        return True
    return r.asks in LISTED and (r.asks != "what" or r.cue("noun:nation", "noun:race"))


def _narrower(q: Query) -> bool:
    """Whether words ask for more than a list tells: how, with whom, after what."""
    r = q.reading
    if r.cue("verb:happen", "wh:how-do", "wh:where", "wh:whose", "verb:other", "op:both"):
        return True
    if (
        r.left
        or r.lone_years
        or r.medals
        or r.ranks
        or "other" in r.pronouns
        or r.words & {"with", "whom", "against", "because"}
    ):
        return True
    if r.cue("op:twice", "op:most") and (r.people or r.nations):
        return True
    timed = "when" in r.words and r.asks not in ("when", "games")
    return timed or bool(r.words & {"after", "before"} and not r.years)


def _suffered(q: Query) -> bool:
    """Whether it is asked who was overtaken, not who overtook."""
    words = q.reading.words
    return "overtaken" in words or bool(words & {"caught", "lapped"} and words & {"was", "were", "got", "been", "get"})


def _asked_by(search: Search, text: str) -> bool:
    """Whether a phrase is the cue of a status, or a word of counting and of scope."""
    kinds = search.index.kinds.get(text, {})
    return (
        any(f"verb:{kinds.get('verb')}" == cue for cue in STATUS)
        or "single" in kinds
        or kinds.get("op") in ("most", "only", "first", "last", "twice", "all", "each", "ever", "total")
        or "number" in kinds
    )


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
