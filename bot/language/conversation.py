"""Completes a reading from the turn before: ellipsis, pronouns and corrections; it answers nothing."""

from bot.facts.snapshot import Snapshot
from bot.language import again
from bot.language.reading import Reading
from bot.language.reference import referred
from bot.language.stand_ins import by_name, spelled_out
from bot.language.turn import Turn

# The ways to go on from an answer with the old question, the more telling first.
_AGAIN = (
    again.other_one,
    again.which_of_them,
    again.guessed,
    again.of_kin,
    again.in_the_table,
    again.who_it_was,
    again.how_many,
    again.last_before,
    again.before_that,
    again.only_those,
    again.asked_anew,
    again.changed,
)


def follow(reading: Reading, last: Turn | None, snapshot: Snapshot) -> Reading:
    """The reading with what it leaves unsaid taken from the turn before, where it is a follow-up at all."""
    if last is None or reading.elsewhere or reading.strangers or _only_polite(reading):
        return reading
    if reading.asks == "source" and not reading.says("games", "nations", "people", "genders"):
        return reading  # it asks of the answer, whatever that was about
    reading = spelled_out(reading, last, snapshot)
    for way in _AGAIN:
        if (asked := way(reading, last, snapshot)) is not None:
            return asked
    return by_name(referred(reading, last) or reading, snapshot)


def _only_polite(reading: Reading) -> bool:
    return reading.empty and any(c.startswith("smalltalk:") for c in reading.cues) and not reading.elliptical
