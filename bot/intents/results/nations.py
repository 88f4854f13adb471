"""What a nation did: its results and medals, whether it ever won, first, last and best, in how many finals it was."""

from collections.abc import Callable, Iterable

from bot.intents.query import Query, Response
from bot.intents.results import absence, runs
from bot.intents.results.nation_counts import absent, count, in_rounds, waited, waits
from bot.intents.results.nation_places import about, best, fitting, results, when
from bot.intents.results.nation_truths import anyone, never, verdict
from bot.intents.results.operations import applies, excepts, unheeded
from bot.intents.results.places import ranks_asked
from bot.language.reading import Focus

NAME = "nations"
TITLE = "A nation's results, medals, firsts and bests"
EXAMPLES = (
    "how did Poland do in 2014",
    "has Italy ever won",
    "when did Norway first win gold",
    "Belarus best result",
    "in how many finals was Canada",
    "did the Dutch women win a medal in 2022",
    "which years did Canada win",
    "is Canada the defending champion",
)

APPLIED = applies(
    op="first last best worst both most fewest never only repeat twice defending previous total",
    verb="perform win finish own get skate qualify rest lose host hold defend miss debut lead",
    noun="medal rank result title podium games nation champion event host finalist duration race margin",
)
# What says nothing of a nation yet: "is the dutch …".
_EMPTY = frozenset(("aux:be", "aux:did", "aux:have", "verb:own", "aux:true"))


def claims(q: Query) -> bool:
    """One or more nations are named, and the question is about their places."""
    r = q.reading
    if (
        unheeded(q, APPLIED)
        or excepts(r)
        or r.time is not None
        or r.cue("record:OR", "record:WR", "noun:record", "verb:succeed", "op:repeat")
        or (r.cue("op:defending") and not r.nations)
    ):
        return False
    if runs.succeeds(q):
        return False
    if r.scope != "event" and not r.event:
        return False
    if waits(q):
        return bool(r.nations) and not r.people
    if r.people or (
        r.asks in ("how", "what", "which")
        and not r.cue("verb:get", "verb:win", "verb:finish", "noun:medal", "noun:result", "noun:rank")
        and not r.cue("op:best", "op:worst")
    ):
        return False
    if not r.nations:
        return r.yes_no and bool(ranks_asked(q)) and not r.cue("op:only")
    if r.asks in ("who", "nation"):
        return False
    if r.yes_no and not (r.inherited or r.cues - _EMPTY or r.says("games", "when")):
        return False
    if (
        r.yes_no
        and r.cue("op:most", "op:fewest", "op:best", "op:worst")
        and not (ranks_asked(q) or r.cue("verb:finish", "noun:rank"))
    ):
        return False  # whether it is the most or the best of all is no matter of its own places
    return r.asks not in ("time", "margin", "skater", "squad", "age", "why", "date", "whose", "distance") or bool(
        r.yes_no
    )


def answer(q: Query) -> Response:
    """The nation's places, or the truth about them."""
    r = q.reading
    if not r.nations:
        return anyone(q)
    everything = q.results()
    ranks = ranks_asked(q) or ((1, 2, 3) if _medal_meant(q) else ())
    if not everything:
        return Response(absence.of_team(q, ranks), Focus(nations=r.nations), q.scope)
    if r.cue("away:games") and not r.yes_no and r.asks in ("when", "games", "", "count"):
        return absent(q)
    if (edge := _edge(q)) is not None and not ranks:
        rank = edge(x.rank for x in everything)
        rows = [x for x in everything if x.rank == rank]
        return about(q, best(q, rows, edge is max), rows)
    if waits(q) and (rows := fitting(everything, ranks)):
        return waited(q, rows, ranks)
    if r.asks == "count" and (counted := count(q, everything, ranks)):
        return counted
    if (
        r.cue("noun:finalist")
        or (r.cue("verb:qualify", "verb:get") and r.rounds and not ranks)
        or (r.rounds and not ranks and (r.yes_no or r.asks in ("when", "games", "")))
    ):
        return in_rounds(q, everything)
    rows = fitting(everything, ranks)
    if r.yes_no:
        return about(q, verdict(q, everything, rows, ranks), rows or everything)
    if ranks and not rows:
        return about(q, never(q, everything, ranks), everything)
    if r.cue("op:first", "op:last", "verb:debut") and rows:
        year = (max if r.cue("op:last") else min)(x.games.year for x in rows)
        rows = [x for x in rows if x.games.year == year]
    if r.cue("op:both") and len(q.genders) == 2 and rows:
        both = {g for g in {x.games.id for x in rows} if len({x.event.gender for x in rows if x.games.id == g}) == 2}
        rows = [x for x in rows if x.games.id in both] or rows
    if r.asks in ("when", "games") or (ranks and r.asks in ("medal", "title", "podium")):
        return about(q, when(q, rows or everything, ranks), rows or everything)
    return about(q, results(q, rows or everything), rows or everything)


def _edge(q: Query) -> Callable[[Iterable[int]], int] | None:
    """Whether the best or the worst of the places is asked for, as what picks it; None for neither."""
    r = q.reading
    placed = r.cue("verb:finish", "noun:rank", "noun:result") or r.asks in ("result", "rank", "")
    if r.cue("op:worst") or (r.cue("op:fewest") and placed):
        return max
    return min if r.cue("op:best") or (r.cue("op:most", "op:biggest") and placed) else None


def _medal_meant(q: Query) -> bool:
    return q.reading.cue("noun:medal", "noun:podium")
