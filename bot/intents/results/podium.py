"""Who came where: the winner, the podium, any rank, lists of champions, defending champions."""

from collections.abc import Sequence

from bot.facts.models import HeldEvent
from bot.facts.snapshot import Result
from bot.intents.query import Query, Response
from bot.intents.results import runs, streaks
from bot.intents.results.operations import applies, denies, denies_verb, unheeded
from bot.intents.results.places import focus, outcome_of, ranks_asked

NAME = "podium"
TITLE = "Winners, podiums and any place"
EXAMPLES = (
    "who won women's team pursuit",
    "who got silver in the men's race in Sochi",
    "who came fourth in 2018",
    "podium of the women in Turin",
    "list all men's champions",
    "full ranking of the women 2022",
    "who is the defending champion",
)


APPLIED = applies(
    op="first last both repeat defending twice most behind ahead previous way",
    verb="win perform get finish defend skate own lose succeed qualify clock debut be-new hold lead",
    noun="champion nation podium event title result games medal rank race margin field host finalist semifinalist time",
)


def claims(q: Query) -> bool:
    """A place, a medal or the ranking is asked for, of an event as a whole."""
    r = q.reading
    running = r.cue("op:repeat") and not r.people and (r.yes_no or r.asks in ("", "count", "title", "medal", "podium"))
    if running and not unheeded(q, APPLIED | {"op:longest"}):
        return True
    if r.people or unheeded(q, APPLIED) or not _anchored(q):
        return False
    if denies(r) and not (r.yes_no or r.without or r.inherited) and (not denies_verb(q.reading) or r.cue("op:repeat")):
        return False
    if runs.debuts(q):
        return True
    if r.yes_no and r.cue("op:defending") and q.said_games and not r.nations:
        return True
    if r.asks in ("count", "time", "margin", "yes-no", "why", "place", "date", "age"):
        return False
    there = r.cue("verb:qualify") and r.asks == "nation"  # "which teams were in the women's event"
    field = (there or r.cue("noun:field", "verb:skate")) and not (r.nations or r.people or r.rounds)
    if r.asks == "nation" and r.games and not (r.nations or r.people or r.rounds or ranks_asked(q)):
        verbs = any(c.startswith(("verb:", "op:")) for c in r.cues)
        field = field or (not verbs and r.number in (None, *(e.teams for e in _events(q))))
    if field and (r.asks == "nation" or (r.asks == "" and r.cue("noun:nation", "noun:field"))):
        return True
    if r.asks in ("", "event", "games") and (r.games or r.when or r.event) and not (r.nations or r.people or r.rounds):
        return not any(
            c.startswith(("verb:", "op:", "noun:", "wh:")) for c in r.cues - {"noun:event", "noun:games"}
        ) or bool(ranks_asked(q))
    return bool(ranks_asked(q)) or r.asks in ("result", "podium", "champion", "rank", "title") or runs.succeeds(q)


def _numbered(q: Query) -> tuple[int, ...]:
    """The places of "5 and 6 in the women's event": bare numbers where nothing else is asked for."""
    r = q.reading
    if r.asks or r.number is None or any(c.startswith(("verb:", "noun:", "op:")) for c in r.cues):
        return ()
    numbers = [t.number for t in r.terms if t.number is not None]
    last = max((x.rank for x in q.results()), default=0)
    return tuple(sorted(set(numbers))) if all(0 < n <= last for n in numbers) else ()


def _events(q: Query) -> list[HeldEvent]:
    return [e for g in q.games for e in q.snapshot.games[g].events if e.event == q.event and e.gender in q.genders]


def _anchored(q: Query) -> bool:
    """Whether a place is asked for, rather than a trigger word dropped in chat ("that's gold")."""
    r = q.reading
    asked = any(c.startswith(("wh:", "tell:", "op:")) for c in r.cues) or r.yes_no or bool(r.inherited) or r.elliptical
    return (
        asked
        or bool(r.event or r.games or r.when or r.genders or r.nations or r.rounds or r.years)
        or (len(r.phrases) <= 2 and not r.pronouns)
    )


def _context_only(q: Query) -> bool:
    """Whether a nation is named beside the one asked for: "who took silver behind Norway"."""
    r = q.reading
    beside = r.asks in ("who", "nation", "what") or r.cue("op:behind", "op:ahead")
    return bool(r.nations) and beside and not r.cue("verb:succeed")


def answer(q: Query) -> Response:
    """The teams at those places."""
    r = q.reading
    if r.cue("op:repeat"):
        return streaks.repeated(q)
    if runs.succeeds(q):
        return runs.succession(q)
    if r.cue("op:defending"):
        return runs.defending(q)
    if runs.debuts(q):
        return runs.new_teams(q)
    ranks = ranks_asked(q) or _numbered(q) or ((1, 2, 3) if r.asks in ("", "event", "games") else ())
    if ranks and not r.yes_no and denies_verb(q.reading):
        rows = [x for x in q.results(nations=()) if x.rank not in ranks]
        return Response(outcome_of(q, rows, ()), focus(q, rows, ()), q.scope)
    if _context_only(q):
        return _beside(q, ranks)
    if r.cue("op:first") and not r.ranks and not q.said_games:
        rows = q.results(games=q.held, ranks=ranks or (1,))
        games = min((x.games.year for x in rows), default=0)
        rows = [x for x in rows if x.games.year == games]
    elif r.cue("op:last") and not r.ranks and not q.said_games:
        rows = q.results(games=q.held[-1:], ranks=ranks)
    else:
        rows = q.results(ranks=ranks) if ranks else q.results()
    return Response(outcome_of(q, rows, ranks), focus(q, rows, ranks), q.scope)


def _beside(q: Query, ranks: Sequence[int]) -> Response:
    """The teams at some places where another team is named that was there too."""
    there = {(x.games.id, x.event.gender): x.rank for x in q.results()}

    def fits(x: Result) -> bool:
        named = there.get((x.games.id, x.event.gender))
        if named is None or x.placing.nation in q.reading.nations:
            return False
        return not ((q.reading.cue("op:behind") and named > x.rank) or (q.reading.cue("op:ahead") and named < x.rank))

    rows = [x for x in q.results(nations=(), ranks=ranks) if fits(x)]
    return Response(outcome_of(q, rows, ranks), focus(q, rows, ranks), q.scope)
