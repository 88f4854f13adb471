"""`make eval`: prints, by family, how the corpus comes out, and every failure."""

import sys
from collections import Counter
from pathlib import Path

from bot.desk import Desk
from tests.corpus import scoring


def main(folder: Path = scoring.HERE, only: tuple[str, ...] = ()) -> None:
    """Print counts and failures of all sets in a folder; with names, of those families alone."""
    desk = Desk(Path("knowledge"))
    whole: Counter[str] = Counter()
    for name in scoring.SETS:
        outcomes = [o for o in scoring.run(desk, name, folder) if not only or o.family in only]
        for outcome in outcomes:
            if outcome.verdict != "right":
                print(f"{outcome.verdict:6} [{outcome.family}] {outcome.asked}\n       {outcome.told}")
        for family, counts in sorted(scoring.tally(iter(outcomes)).items()):
            total = counts.total()
            whole += counts
            print(
                f"{name:10} {family:22} right {counts['right']:4} of {total:4}   missed {counts['missed']:3}   wrong "
                f"{counts['wrong']:3}"
            )
    print(
        f"{'all':33} right {whole['right']:4} of {whole.total():4}   missed {whole['missed']:3}   wrong "
        f"{whole['wrong']:3}"
    )


if __name__ == "__main__":
    names = sys.argv[1:]
    place = Path(names.pop(0)) if names and Path(names[0]).is_dir() else scoring.HERE
    main(place, tuple(names))
