"""Which record stood at the time that a question looks back or ahead from; it words nothing."""

from collections.abc import Sequence
from datetime import date

from bot.facts.models import Record
from bot.facts.snapshot import RecordStep
from bot.intents.records.record_names import Anchor
from bot.intents.records.record_question import RecordQuestion
from bot.language.dates import Said


def standing(question: RecordQuestion, kind: str, gender: str) -> RecordStep | None:
    """What stood at the time that the question looks back or ahead from."""
    steps, anchor = question.steps(kind, gender), question.anchor
    if anchor is None:
        when = moment(question, gender)
        return next((s for s in reversed(steps) if when is None or s.record.date <= when), None)
    own = [s for s in steps if not question.setters or s.record.nation in question.setters]
    if anchor.nation or anchor.time:
        return _beside(question, steps, anchor)
    if anchor.before:
        return next((s for s in reversed(own) if _earlier(question, s.record, anchor, gender)), None)
    return next((s for s in reversed(own) if not _later(question, s.record, anchor, gender)), None)


def _beside(question: RecordQuestion, steps: Sequence[RecordStep], anchor: Anchor) -> RecordStep | None:
    """The record before or after those of a nation, or one time."""
    mine = [
        s
        for s in steps
        if (not anchor.nation or s.record.nation == anchor.nation)
        and (not anchor.time or s.record.time == anchor.time)
        and (not anchor.games or s.record.games == anchor.games)
        and (not anchor.date or anchor.date.fits(s.record.date))
        and (not question.games or s.record.games in question.games)
    ]
    if not mine:
        return None
    at = steps.index(mine[-1])
    if not anchor.before:
        return steps[at + 1] if at + 1 < len(steps) else None
    while at > 0 and not anchor.time and not anchor.date and steps[at - 1].record.nation == anchor.nation:
        at -= 1
    return steps[at - 1] if at else None


def _days(question: RecordQuestion, games: str, gender: str, round_id: str = "") -> list[date]:
    events = [e for e in question.q.snapshot.games[games].events if e.event == question.q.event and e.gender == gender]
    return [x.date for e in events for x in e.rounds if not round_id or x.round == round_id]


def _earlier(question: RecordQuestion, x: Record, anchor: Anchor, gender: str) -> bool:
    games = (
        anchor.games
        or (question.games[0] if anchor.round and question.games else "")
        or (question.q.held[-1] if anchor.round else "")
    )
    if anchor.round and games:
        days = _days(question, games, gender, anchor.round)
        order = question.q.snapshot.rounds
        if x.games == games and x.at in order:
            return order[x.at].order < order[anchor.round].order
        return bool(days) and x.date < min(days)
    if anchor.games:
        days = _days(question, anchor.games, gender)
        return bool(days) and x.date < min(days)
    return anchor.date is not None and anchor.date.year is not None and x.date < anchor.date.first


def _later(question: RecordQuestion, x: Record, anchor: Anchor, gender: str) -> bool:
    if anchor.games:
        rounds = question.q.snapshot.rounds
        if anchor.round and x.games == anchor.games and x.at in rounds:
            return rounds[x.at].order > rounds[anchor.round].order
        days = _days(question, anchor.games, gender, anchor.round)
        return not days or x.date > max(days)
    return anchor.date is not None and anchor.date.year is not None and x.date > anchor.date.last


def moment(question: RecordQuestion, gender: str) -> date | None:
    """The day a record must have stood on: that of Games, the end of a month or year; None for today."""
    held = question.games
    days = [m.value for m in question.mentions if m.kind == "date" and m not in question.anchored]
    if question.ago:
        return date(question.q.snapshot.knowledge.as_of.year - question.ago, 12, 31)
    if days and isinstance(days[0], Said) and days[0].year:
        return days[0].last
    if days and isinstance(days[0], Said) and held:
        return Said(question.q.snapshot.games[held[0]].year, days[0].month, days[0].day, 0, 0).last
    if held:
        return max(_days(question, held[-1], gender), default=None)
    return date(min(question.years[1], 9998), 12, 31) if question.years else None
