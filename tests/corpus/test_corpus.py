"""The corpus comes out no worse than it did: `reached.yaml` holds the best figures, and a drop fails."""

from collections import Counter

import pytest
import yaml

from bot.desk import Desk
from tests.corpus import scoring

REACHED = yaml.safe_load((scoring.HERE / "reached.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", scoring.SETS)
def test_no_fewer_are_right_and_no_more_are_wrong(desk: Desk, name: str) -> None:
    outcomes = list(scoring.run(desk, name))
    counts = Counter(o.verdict for o in outcomes)
    bad = "\n".join(f"{o.verdict}: {o.asked} -> {o.told}" for o in outcomes if o.verdict != "right")
    assert counts["right"] >= REACHED[name]["right"], bad
    assert counts["wrong"] <= REACHED[name]["wrong"], bad


def test_every_question_is_asked_once() -> None:
    asked = [item["q"].casefold() for name in ("questions", "refused", "ambiguous") for item in scoring.load(name)]
    assert [q for q, times in Counter(asked).items() if times > 1] == []
