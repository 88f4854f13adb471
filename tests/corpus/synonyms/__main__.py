"""`python -m tests.corpus.synonyms [NOTION…]`: how many phrases are understood as the plain word is, and the others.

With `reached` alone it writes down what is reached.
"""

import sys
from pathlib import Path

import yaml

from bot.desk import Desk
from tests.corpus.synonyms import scoring


def main(*only: str) -> None:
    """Print the counts and the failures."""
    ratchet = only == ("reached",)
    said = list(scoring.run(Desk(Path("knowledge")), () if ratchet else only))
    counts = scoring.tally(said)
    if ratchet:
        reached = {notion: same for notion, (same, _) in counts.items()}
        scoring.REACHED.write_text(yaml.safe_dump(reached, sort_keys=False), encoding="utf-8")
        return
    for notion, (same, phrases) in counts.items():
        print(f"{notion:20} {same:4} of {phrases:4}")
        for one in said:
            if one.notion == notion and not one.same:
                print(f"    {one.asked}\n        {one.told}  <-  {one.plain}: {one.expected}")
    print("{:20} {:4} of {:4}".format("all", *map(sum, zip(*counts.values(), strict=True))))


if __name__ == "__main__":
    main(*sys.argv[1:])
