"""Chooses the records that a question means among those it describes: one, several, the one before; no words."""

from bot.facts.snapshot import RecordStep
from bot.intents.records.record_question import RecordQuestion
from bot.intents.records.record_standing import moment, standing


def chosen(question: RecordQuestion, kind: str, gender: str) -> list[RecordStep]:
    """The steps of one record that are meant, oldest first."""
    r = question.r
    if question.anchor and not question.ended:
        one = standing(question, kind, gender)
        return [one] if one else []
    if question.free:
        steps = question.steps(kind, gender)
        if question.nth:
            return list(steps[question.nth - 1 : question.nth])
        return list(steps[:1] if r.cue("op:first") and (question.duration or not r.cue("op:last")) else steps[-1:])
    found = question.described(kind, gender)
    if not found:
        narrowed = (
            question.setters
            or r.people
            or question.rounds
            or question.places
            or question.meeting
            or question.ended
            or r.cue("verb:set", "feat:break")
        )
        day = moment(question, gender)
        one = standing(question, kind, gender) if day and not narrowed else None
        return [one] if one else []
    if question.nth:
        return found[question.nth - 1 : question.nth]
    if r.cue("op:first"):
        return found[:1]
    if question.now and question.setters:
        return [s for s in found if s.after is None]
    if r.cue("op:last") or _one_meant(question):
        return found[-1:]
    return found


def _one_meant(question: RecordQuestion) -> bool:
    """Whether the last of several is meant: a record is asked for, not records, and not when or where they were set."""
    r = question.r
    said = set(" ".join(r.phrases).split())
    if said & {"records", "wrs", "ors", "times", "bests"} or r.cue("op:all", "op:each"):
        return False
    if question.ended or (r.asks == "whose" and question.breaks) or previous(question):
        return True
    dated = any(m.kind == "date" for m in question.mentions) and not r.cue("verb:set", "feat:break")
    return (
        r.asks in ("record", "time", "what", "margin", "")
        and bool(question.games or dated or question.setters)
        and not question.rounds
    )


def previous(question: RecordQuestion) -> bool:
    """Whether the record before the one described is meant."""
    r = question.r
    if question.from_whom:
        return True
    ends = [t.text for t in r.terms if "stop" not in t.cues][-1:]
    said = (
        r.cue("op:previous")
        or ends == ["before"]
        or any("record:old" in t.cues and t.text != "broken" for t in r.terms)
    )
    return (
        said
        and not question.anchor
        and r.asks != "margin"
        and not (question.breaks and r.asks in ("who", "nation", "when", "skater"))
    )
