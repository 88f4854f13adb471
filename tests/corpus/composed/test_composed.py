"""The composed questions over tables come out no worse than they did, and the keys do not come from the answers."""

import ast
from collections import Counter
from pathlib import Path

import yaml

from bot.desk import Desk
from tests.corpus.composed import make, scoring

REACHED = yaml.safe_load((scoring.HERE / "reached.yaml").read_text(encoding="utf-8"))


def test_no_fewer_are_right_and_no_more_are_wrong(desk: Desk) -> None:
    verdicts = list(scoring.run(desk, scoring.load()))
    counts = Counter(v.verdict for v in verdicts)
    bad = "\n".join(f"{v.verdict}: {v.question} -> {v.told}" for v in verdicts if v.verdict != "right")
    assert counts["right"] >= REACHED["right"], bad
    assert counts["wrong"] <= REACHED["wrong"], bad


def test_the_keys_are_computed_apart_from_the_answers() -> None:
    tree = ast.parse(Path(make.__file__).read_text(encoding="utf-8"))
    modules = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    modules += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    assert not [m for m in modules if m.split(".")[0] in ("bot", "tests")]
