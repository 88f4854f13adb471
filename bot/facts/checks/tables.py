"""Medal tables count sensibly and rank by gold, silver and bronze; it knows nothing of the events behind them."""

from collections.abc import Iterator

from bot.facts.models import Knowledge
from bot.facts.where import Fault


def ranked(knowledge: Knowledge) -> Iterator[Fault]:
    """Each rank is one more than the nations with a better count; a line without a rank stands outside."""
    for i, table in enumerate(knowledge.medal_tables):
        counts = [(row.gold, row.silver, row.bronze) for row in table.rows if row.rank is not None]
        for j, row in enumerate(table.rows):
            own = (row.gold, row.silver, row.bronze)
            path = ("medal_tables", i, "rows", j)
            if min(own) < 0 or not any(own):
                wrong = f"{row.nation} stands in a medal table with {own[0]}-{own[1]}-{own[2]}"
                yield Fault(path, wrong, "mend the counts, or take the line out")
            right = 1 + sum(count > own for count in counts)
            if row.rank is not None and row.rank != right:
                wrong = f"{row.nation} with {own[0]}-{own[1]}-{own[2]} is ranked {row.rank}"
                yield Fault((*path, "rank"), wrong, f"write {right}, or mend the counts")


def one_sport_within_all(knowledge: Knowledge) -> Iterator[Fault]:
    """Nobody has more medals in one sport than at the whole Games."""
    all_sports = [table for table in knowledge.medal_tables if table.scope == "games"]
    whole = {(table.games, row.nation): row for table in all_sports for row in table.rows}
    for i, table in enumerate(knowledge.medal_tables):
        for j, row in enumerate(table.rows):
            every = whole.get((table.games, row.nation))
            for medal in ("gold", "silver", "bronze"):
                if every and (own := getattr(row, medal)) > (most := getattr(every, medal)):
                    wrong = f"{row.nation} has {medal} {own} in {table.scope} and only {most} in all sports"
                    yield Fault(("medal_tables", i, "rows", j, medal), wrong, "mend one of the two tables")


CHECKS = (ranked, one_sport_within_all)
