"""The families of questions, in the order in which they are offered a reading; the first that claims it answers."""

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

from bot.answers import Answer, Choices, Found, NotHeld, NotUnderstood, OutOfScope
from bot.facts.snapshot import Snapshot
from bot.intents import refusal, smalltalk, source
from bot.intents.moments import incidents, moment_index, moments
from bot.intents.people import skaters
from bot.intents.query import Query, Response
from bot.intents.records import records
from bot.intents.results import head_to_head, nations, podium, superlatives, times
from bot.intents.rules import rule_index, rules
from bot.intents.tables import medal_table
from bot.intents.teams import teams
from bot.intents.venues import venue
from bot.language.conversation import Turn
from bot.language.reading import Reading

# Cues that only some intents understand: where one of them was said, no other may answer over its head.
OWNED: dict[str, frozenset[str]] = {
    cue: frozenset(names.split())
    for cues, names in {
        "verb:fall verb:say verb:disqualify verb:overtake verb:dnf verb:dns wh:why wh:whose verb:retire "
        "verb:happen": "moments times records skaters rules teams source",
        "verb:course verb:other verb:comfort verb:comeback": "moments",
        "noun:laps noun:rules": "rules moments venue",
        "noun:age noun:birthday noun:birthplace noun:family noun:native-name noun:spelling op:youngest "
        "op:oldest": "skaters moments records",
        "noun:skater noun:squad noun:reserve": "teams skaters moments rules times records superlatives venue source",
        "noun:source": "source",
        "noun:change": "medal_table moments",
        "noun:speed noun:split": "moments rules",
        "place:* month:*": "records venue skaters moments source",
        "mark:*": "records source",
        "record:OR record:WR record:TR record:both": "records rules moments source",
        "noun:nickname noun:opening noun:closing": "venue moments",
        "weekday:* noun:weekday side:host": "venue",
    }.items()
    for cue in cues.split()
}

# Rules, records and moments claim only what their own words show to be meant, so they come before the families of
# plain results; whoever knows a named person or a line-up comes before those who know nations.
ALL: tuple[ModuleType, ...] = (
    smalltalk,
    rules,
    records,
    moments,
    medal_table,
    venue,
    skaters,
    teams,
    source,
    head_to_head,
    superlatives,
    times,
    nations,
    podium,
)


# What the families look things up in: built with the snapshot and kept with it.
INDEXES: tuple[Callable[[Snapshot], object], ...] = (
    moment_index.MomentIndex,
    rule_index.RuleIndex,
    incidents.all_incidents,
)


def respond(question: str, reading: Reading, last: Turn | None, snapshot: Snapshot) -> tuple[Answer, Turn | None]:
    """The answer to one reading, and the turn to remember where it leaves something to refer to."""
    query = Query(_sourced(reading), snapshot, last)
    name, response = _response(query)
    outcome = response.outcome
    if query.reading is not reading and isinstance(outcome, Found):
        outcome = source.named(outcome)
    answer = Answer(
        question=question,
        intent=name,
        outcome=outcome,
        read_as=response.read_as if name == source.NAME else _read_as(reading, response),
        confidence=_confidence(reading, response),
        why=_why(reading, name, response),
    )
    match outcome:
        case Found():
            if name == "source":
                return answer, None
            told = Turn(
                reading,
                response.focus,
                name,
                outcome.answer,
                answer.read_as,
                outcome.notes,
                outcome.sources,
                suggested=outcome.suggestions,
            )
            return answer, told
        case Choices():
            return answer, Turn(reading, response.focus, name, offered=outcome.choices)
        case NotHeld() | OutOfScope() if not reading.elsewhere:
            return answer, Turn(reading, response.focus, name)
        case _:
            return answer, None


def _sourced(reading: Reading) -> Reading:
    """A question that also asks for its source is the question: sources stand under every answer."""
    if (
        "noun:source" in reading.cues
        and (reading.nations or reading.people or reading.games or reading.genders)
        and not reading.inherited
    ):
        # "how do you know they were 11.03 behind", "what is your source that he broke his hand"
        told = (
            reading.people
            or (reading.time is not None)
            or any(c in reading.cues for c in ("verb:fall", "verb:set", "verb:miss"))
        )
        checks = reading.asks == "source" and bool(told)
        asks = "yes-no" if checks else "" if reading.asks == "source" else reading.asks
        return replace(reading, cues=reading.cues - {"noun:source"}, asks=asks, yes_no=reading.yes_no or checks)
    return reading


def _response(query: Query) -> tuple[str, Response]:
    if (query.reading.elsewhere or query.reading.lone_years) and moments.claims(query):
        # What names another sport may be part of what happened: "swimming motions".
        return moments.NAME, moments.answer(query)
    if refused := refusal.before(query):
        return "refusal", refused
    beside = refusal.beside_the_games(query)
    # A host that is named is that team.
    cues = query.reading.cues - {"side:host"} if query.reading.nations else query.reading.cues
    owners = [OWNED[key] for cue in cues for key in (cue, f"{cue.partition(':')[0]}:*") if key in OWNED]
    for intent in ALL:
        # Words left over veto an answer, save for an intent that looks things up by the words themselves.
        if any(intent.NAME not in names for names in owners) or (
            beside and not getattr(intent, "BESIDE_THE_GAMES", False)
        ):
            continue
        if "we" in query.reading.pronouns and not (
            query.reading.nations or query.reading.games or query.reading.event or query.reading.genders
        ):
            continue
        if (not query.reading.left or getattr(intent, "READS_WORDS", False)) and intent.claims(query):
            return intent.NAME, intent.answer(query)
    return "refusal", beside or refusal.nothing(query)


def _read_as(reading: Reading, response: Response) -> str:
    inherited = sorted(reading.inherited & {"games", "genders", "nations", "people", "rounds"})
    return response.read_as + (f"; {', '.join(inherited)} from before" if inherited and response.read_as else "")


def _confidence(reading: Reading, response: Response) -> float:
    match response.outcome:
        case NotUnderstood():
            return 0.2
        case OutOfScope() | NotHeld():
            return 0.95 if not reading.left else 0.7
        case Choices():
            return 0.6
        case _:
            return round(0.99 * reading.fuzzy - 0.15 * bool(reading.left), 2)


def _why(reading: Reading, name: str, response: Response) -> tuple[str, ...]:
    return (
        f"rule: {name}, asked for {reading.asks or 'a topic'}{' of ' + reading.of if reading.of else ''}",
        f"words used: {', '.join(sorted(reading.cues)) or 'none'}",
        f"words left over: {', '.join(reading.left) or 'none'}",
        f"from before: {', '.join(sorted(reading.inherited)) or 'nothing'}",
        f"scope: {response.read_as or 'none'}",
    )
