"""The corpus comes out no worse than it did: `reached.yaml` holds the best figures, and a drop fails."""

from collections import Counter

import pytest
import yaml

from bot.desk import Desk
from tests.corpus import scoring

REACHED = yaml.safe_load((scoring.HERE / "reached.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", [part for name in scoring.SETS for part in scoring.parts(name)])
def test_no_fewer_are_right_and_no_more_are_wrong(desk: Desk, part: str) -> None:
    outcomes = list(scoring.run(desk, part))
    counts = Counter(o.verdict for o in outcomes)
    bad = "\n".join(f"{o.verdict}: {o.asked} -> {o.told}" for o in outcomes if o.verdict != "right")
    assert counts["right"] >= REACHED[part]["right"], bad
    assert counts["wrong"] <= REACHED[part]["wrong"], bad


def test_every_question_is_asked_once() -> None:
    single = [part for name in ("questions", "refused", "ambiguous") for part in scoring.parts(name)]
    asked = [item["q"].casefold() for part in single for item in scoring.load(part)]
    assert [q for q, times in Counter(asked).items() if times > 1] == []


def test_confidence_says_how_sure_an_answer_is(desk: Desk) -> None:
    bands = scoring.calibration(
        o for name in scoring.SETS for part in scoring.parts(name) for o in scoring.run(desk, part)
    )
    sure, right = bands[0.9], sum(counts["right"] for counts in bands.values())
    assert sure["right"] >= 0.98 * sure.total(), bands
    assert sure["right"] >= 0.9 * right, bands
