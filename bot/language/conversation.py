"""Completes a reading from the turn before: ellipsis, pronouns and corrections; it answers nothing."""

from dataclasses import replace

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
    again.record_before,
    again.before_that,
    again.only_those,
    again.asked_anew,
    again.which_gender,
    again.named_after_most,
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
            return _still_elsewhere(asked, reading, last, snapshot)
    return _still_elsewhere(by_name(referred(reading, last, snapshot) or reading, snapshot), reading, last, snapshot)


def _still_elsewhere(followed: Reading, said: Reading, last: Turn, snapshot: Snapshot) -> Reading:
    """What leans on a question about another sport is about that sport too, until ours, or a table, is named."""
    if not (elsewhere := last.reading.elsewhere) or last.intent != "refusal":
        return followed
    thing = snapshot.knowledge.elsewhere[elsewhere[0]]
    back = (
        (said.event and thing.kind != "competition")
        or said.scope != "event"
        or said.cue("record:OR", "record:WR", "record:TR")
        or (thing.kind in ("person", "team") and said.says("nations", "people"))
    )
    leans = followed.inherited or "it" in said.pronouns
    return replace(followed, elsewhere=elsewhere if leans and not back else ())


def _only_polite(reading: Reading) -> bool:
    return reading.empty and any(c.startswith("smalltalk:") for c in reading.cues) and not reading.elliptical
