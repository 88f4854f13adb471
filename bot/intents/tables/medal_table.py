"""Medal tables and counts by nation: the team pursuits, speed skating, whole Games; it reads no words itself."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers import Found, NotHeld, NotUnderstood, OutOfScope
from bot.facts.models import MEDALS
from bot.intents.query import Query, Response
from bot.intents.tables import (
    table_changes,
    table_compared,
    table_counts,
    table_games,
    table_lists,
    table_nations,
    table_skaters,
)
from bot.intents.tables.table_board import Board
from bot.intents.tables.table_operation import Kind
from bot.intents.tables.table_question import Asked, asked
from bot.intents.tables.table_scope import games_of
from bot.language.reading import Focus
from bot.wording.plain import listed

NAME = "medal_table"
TITLE = "Medal tables and counts of medals"
EXAMPLES = (
    "medal table of the team pursuit",
    "how many golds has Canada won",
    "which nations have gold but no silver",
    "Canada and Japan combined, how many medals",
    "how many more medals do the Dutch have than Canada",
    "speed skating medal table 2022",
    "who came right after Norway in the overall medal table in Beijing",
    "how many times has Norway topped the overall medal table",
    "what share of the speed skating golds in Sochi went to the Netherlands",
)

OFFERS = ("medal table of the team pursuit", "overall medal table 2026", "speed skating medal table 2022")
ANSWERS: dict[Kind, Callable[[Board], Response]] = {
    "table": table_nations.table,
    "top": table_nations.top,
    "rank": table_nations.rank,
    "neighbour": table_nations.neighbour,
    "level": table_nations.level,
    "most": table_nations.most,
    "list": table_lists.listing,
    "how many": table_lists.listing,
    "any": table_lists.truth,
    "number": table_counts.number,
    "each": table_counts.each,
    "sum": table_counts.together,
    "compare": table_compared.nations,
    "compare games": table_compared.games,
    "share": table_counts.share,
    "average": table_counts.average,
    "awarded": table_counts.awarded,
    "topped": table_games.topped,
    "always": table_games.always,
    "games": table_games.games,
    "often": table_games.often,
    "record": table_games.record,
    "best games": table_games.best_games,
    "change": table_changes.changes,
}
# Asked of several Games by name, these are answered for each of them.
APART: frozenset[Kind] = frozenset(("table", "top", "rank", "neighbour", "level", "most", "list", "how many"))
MOST_GAMES = 4


def claims(q: Query) -> bool:
    """Medals are counted, or a table or a change of medals is asked about."""
    if q.reading.cue("noun:change") and any(rank > len(MEDALS) for rank in q.reading.ranks):
        return False  # a place below the medals was changed: no table tells of it
    if table_skaters.claims(q):
        return True
    question = q.once(asked)
    # Who has three medals and never a gold is a skater where no table says so.
    return question is not None and not (
        question.kind == "unclear" and q.reading.asks == "who" and q.reading.conditions
    )


def answer(q: Query) -> Response:
    """The operation that the question asks for, over its rows."""
    if table_skaters.claims(q):
        return table_skaters.answer(q)
    question = q.once(asked)
    if question is None or question.kind == "unclear":
        return Response(NotUnderstood("I did not understand what is asked of that medal table.", OFFERS))
    if q.reading.when == "next":
        return Response(OutOfScope("Those Games are still to come: no medal is held for them.", OFFERS))
    if question.scope != "event" and len(q.reading.genders) == 1:
        return Response(
            NotHeld("The medal tables of speed skating and of whole Games are not split into men and women.", OFFERS)
        )
    if not question.games and q.reading.when == "home":
        home = listed([q.nation(n) for n in question.nations])
        return Response(NotHeld(f"None of those Games was held in {home}.", OFFERS))
    if not question.games:
        return Response(NotHeld("No medal table is held for those Games.", OFFERS))
    if len(question.scopes) > 1:
        games = {s: games_of(q, s, all_time=True)[0] for s in question.scopes}
        return _each(q, [replace(question, scope=s, scopes=(s,), games=games[s]) for s in question.scopes])
    if (
        question.apart
        and question.kind in APART
        and len(question.games) <= MOST_GAMES
        and not q.reading.cue("op:total")
        and not question.apart_from
    ):
        return _each(q, [replace(question, games=(g,), apart=False) for g in question.games])
    return ANSWERS[question.kind](Board(q, question))


def _each(q: Query, questions: Sequence[Asked]) -> Response:
    """The same question for each of the Games, or of the tables, that are named, in one answer."""
    responses = [ANSWERS[question.kind](Board(q, question)) for question in questions]
    found = [r.outcome for r in responses if isinstance(r.outcome, Found)]
    if len(found) < len(responses):
        return next(r for r in responses if not isinstance(r.outcome, Found))
    outcome = Found(
        " ".join(f.answer for f in found),
        notes=tuple(dict.fromkeys(n for f in found for n in f.notes))[:4],
        suggestions=found[-1].suggestions,
        sources=tuple(dict.fromkeys(s for f in found for s in f.sources))[:5],
    )
    return Response(
        outcome,
        Focus(games=questions[0].games, nations=questions[0].nations),
        "; ".join(r.read_as for r in responses),
    )
