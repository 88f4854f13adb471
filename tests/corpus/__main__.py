"""`make eval`: the corpus by family with every failure, and the reported corpus beside its first score."""

import sys
from collections import Counter
from pathlib import Path

import yaml

from bot.desk import Desk
from tests.corpus import scoring
from tests.corpus.robustness import WAYS


def main(only: tuple[str, ...] = ()) -> None:
    """Print counts and failures of the developing corpus; with names, of those families alone."""
    desk = Desk(Path("knowledge"))
    whole: Counter[str] = Counter()
    answered: list[scoring.Outcome] = []
    for name in scoring.SETS:
        asked = [o for part in scoring.parts(name) for o in scoring.run(desk, part)]
        outcomes = [o for o in asked if not only or o.family in only]
        answered += outcomes
        for outcome in outcomes:
            if outcome.verdict != "right":
                print(f"{outcome.verdict:6} [{outcome.family}] {outcome.asked}\n       {outcome.told}")
        for family, counts in sorted(scoring.tally(iter(outcomes)).items()):
            whole += counts
            print(_line(f"{name:10} {family:22}", counts))
    print(_line(f"{'all':33}", whole))
    print(*calibrated(answered), sep="\n")
    if not only:
        right = scoring.right_as_typed(desk)
        for way in WAYS:
            print(_line(f"{'retyped':10} {way:22}", scoring.retyped(desk, right, way)))
        print("phrasings: {} different ones, names and numbers apart, of {} questions".format(*scoring.skeletons(desk)))
        reported(desk)


def calibrated(outcomes: list[scoring.Outcome]) -> list[str]:
    """A line for each band of confidence: how many answers stand in it, and how many of them are right."""
    bands = scoring.calibration(outcomes)
    right = sum(counts["right"] for counts in bands.values())
    lines = ["", "confidence of what was answered     answers   right          of all right answers"]
    high = "1"
    for low, counts in bands.items():
        share = 100 * counts["right"] / max(counts.total(), 1)
        name = f"above {low} to {high}" if low > 0 else f"up to {high}"
        lines.append(
            f"{name:33} {counts.total():9} {counts['right']:7}  {share:5.1f} %  {100 * counts['right'] / right:8.1f} %"
        )
        high = str(low)
    return lines


def reported(desk: Desk) -> None:
    """Counts of the reported corpus, whose failures are not shown: it is not tuned on."""
    first = yaml.safe_load((scoring.REPORTED / "first.yaml").read_text(encoding="utf-8"))
    answered: list[scoring.Outcome] = []
    for name in first:
        outcomes = list(scoring.run(desk, name, scoring.REPORTED))
        answered += outcomes
        counts = Counter(o.verdict for o in outcomes)
        then = Counter({verdict: first[name][verdict] for verdict in scoring.VERDICTS})
        print(_line(f"reported   {name:22}", counts))
        print(_line(f"{'':11}{'when first asked':22}", then))
    print(*calibrated(answered), sep="\n")


def _line(label: str, counts: Counter[str]) -> str:
    return (
        f"{label} right {counts['right']:4} of {counts.total():4}   "
        f"missed {counts['missed']:3}   wrong {counts['wrong']:3}"
    )


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
