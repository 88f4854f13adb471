"""A synonym in place of a plain word gets the answer of the plain word, for no fewer phrases than it did."""

import yaml

from bot.desk import Desk
from tests.corpus.synonyms import scoring

# Of what was understood, how much must be answered in the very words of the plain question: who set a record and who
# holds it is told in two ways, and either may be given to "who nailed the record".
WORDED_ALIKE = 0.9


def test_no_fewer_synonyms_are_understood(desk: Desk) -> None:
    reached = yaml.safe_load(scoring.REACHED.read_text(encoding="utf-8"))
    said = list(scoring.run(desk))
    counts = scoring.tally(said)
    fell = [notion for notion, (same, _) in counts.items() if same < WORDED_ALIKE * reached[notion]]
    bad = "\n".join(f"{s.asked} -> {s.told}" for s in said if s.notion in fell and not s.same)
    assert not fell, bad


def test_every_plain_word_is_understood(desk: Desk) -> None:
    puzzled = {(s.plain, s.expected) for s in scoring.run(desk) if s.expected.startswith("unknown: I ")}
    assert not puzzled
