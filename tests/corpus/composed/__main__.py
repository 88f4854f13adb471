"""`python -m tests.corpus.composed`: right, missed and wrong by operation, and the failures of those named."""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from bot.desk import Desk
from tests.corpus.composed import scoring


def main(*shown: str) -> None:
    """Print the counts."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for question, verdict, told in scoring.run(Desk(Path("knowledge")), scoring.load()):
        counts[question["op"]][verdict] += 1
        if verdict != "right" and (question["op"] in shown or verdict in shown):
            print(f"{verdict:6} [{question['op']}] {question['q']}\n    {question['value']}  <-  {told}")
    for op, found in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        print(f"{op:12} right {found['right']:4} of {found.total():4}", end="")
        print(f"   missed {found['missed']:4}   wrong {found['wrong']:4}")


if __name__ == "__main__":
    main(*sys.argv[1:])
