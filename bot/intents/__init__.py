"""The families of questions, in the order in which they are offered a reading; the first that claims it answers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType

from bot.answers import Answer, Choices, Found, NotHeld, NotUnderstood, Outcome, OutOfScope
from bot.facts.snapshot import Snapshot
from bot.intents import described, refusal, smalltalk, source, trace
from bot.intents.confidence import confidence, doubts
from bot.intents.moments import incidents, moment_index, moments
from bot.intents.people import skaters
from bot.intents.query import Query, Response
from bot.intents.records import records
from bot.intents.results import bracket, head_to_head, nations, paths, podium, superlatives, tallies, times
from bot.intents.rules import rule_index, rules
from bot.intents.tables import medal_table
from bot.intents.teams import teams
from bot.intents.venues import venue
from bot.language.reading import Focus, Reading
from bot.language.turn import Turn
from bot.wording.plain import listed

# Cues that only some intents understand: where one of them was said, no other may answer over its head.
OWNED: dict[str, frozenset[str]] = {
    cue: frozenset(names.split())
    for cues, names in {
        "verb:fall verb:say verb:disqualify verb:overtake verb:dnf verb:dns wh:why wh:whose verb:retire "
        "verb:happen": "medal_table moments times records skaters rules teams source",
        "verb:course verb:other verb:comfort": "moments",
        "verb:comeback": "moments skaters",
        "noun:laps noun:rules": "rules moments venue",
        "noun:age noun:birthday noun:birthplace noun:family noun:native-name noun:spelling op:youngest "
        "op:oldest": "skaters moments records teams",
        "noun:skater noun:squad noun:reserve": "medal_table teams skaters moments rules times records superlatives "
        "venue source",
        "noun:source": "source",
        "noun:bracket": "bracket teams",
        "town:*": "skaters records venue moments source",
        "wh:ordinal": "moments",
        "verb:transfer verb:be-active": "skaters",
        "noun:change": "medal_table moments",
        "noun:speed noun:split": "moments rules",
        "place:* month:*": "records venue skaters moments source",
        "mark:*": "records source",
        "record:OR record:WR record:TR record:both": "records rules moments source",
        "noun:opening": "venue moments records",
        "noun:nickname noun:closing": "venue moments",
        "weekday:* noun:weekday": "venue",
        "side:host": "venue medal_table",
        "verb:leave": "medal_table moments rules",
        "wait:*": "nations",
        "tally:*": "tallies",
        "op:repeat": "moments rules records skaters teams source head_to_head superlatives nations podium",
    }.items()
    for cue in cues.split()
}

# Rules, records and moments claim only what their own words show to be meant, so they come before the families of
# plain results; whoever knows a named person or a line-up comes before those who know nations.
ALL: tuple[ModuleType, ...] = (
    smalltalk,
    rules,
    records,
    medal_table,
    moments,
    venue,
    skaters,
    teams,
    source,
    paths,
    bracket,
    head_to_head,
    superlatives,
    times,
    tallies,
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
    query = Query(described.named(_sourced(reading), snapshot), snapshot, last)
    name, response = _response(query)
    name, response = _put_right(query, response) or (name, response)
    outcome = response.outcome
    if "noun:source" in reading.cues - query.reading.cues and isinstance(outcome, Found):
        outcome = source.named(outcome)
    read_as = response.read_as
    if query.reading.nations != reading.nations:
        read_as = f"{read_as}; meant: {listed([query.nation(n) for n in query.reading.nations])}"
    if name != source.NAME and read_as and (before := trace.inherited(reading, snapshot)):
        read_as = f"{read_as}; from before: {before}"
    answer = Answer(
        question=question,
        intent=name,
        outcome=outcome,
        read_as=read_as,
        confidence=confidence(query.reading, snapshot, outcome, read_as),
        why=lambda: _why(query, name, response),
    )
    match outcome:
        case Found():
            if name == "source":
                return answer, None
            told = Turn(
                reading,
                _scene(response.focus, reading, last),
                name,
                outcome.answer,
                answer.read_as,
                outcome.notes,
                outcome.sources,
                suggested=outcome.suggestions,
                opening=last.opened_by if last and reading.inherited else None,
            )
            return answer, told
        case Choices():
            return answer, Turn(reading, response.focus, name, offered=outcome.choices)
        case NotHeld() | OutOfScope() if not reading.elsewhere:
            return answer, Turn(reading, _scene(response.focus, reading, last), name)
        case OutOfScope() if _of_another_sport(reading, snapshot):
            return answer, Turn(reading, last.focus if last else response.focus, name)
        case NotUnderstood() if not reading.elsewhere and (said := _named(query)) is not None:
            return answer, Turn(reading, said)
        case _:
            return answer, None


def _named(query: Query) -> Focus | None:
    """What a question named that was not understood: the next one may still be about that."""
    r = query.reading
    if not query.said_games or r.scope != "event":
        return None
    nations = r.nations if len(r.nations) == 1 else ()
    return Focus(query.said_games, r.genders, nations, (), r.rounds)


def _of_another_sport(reading: Reading, snapshot: Snapshot) -> bool:
    return snapshot.knowledge.elsewhere[reading.elsewhere[0]].kind not in ("person", "team")


def _scene(told: Focus, reading: Reading, last: Turn | None) -> Focus:
    """What was told of, at the Games spoken of before where a question that leaned on them was answered without any."""
    if last is None or not reading.inherited or told.games:
        return told
    if "games" not in reading.inherited and reading.says("games", "when", "years"):
        return told
    before = last.focus
    if (told.genders and told.genders != before.genders) or (told.nations and told.nations != before.nations):
        return told
    return replace(told, games=before.games, genders=before.genders, nations=before.nations)


def asked_of(name: str, reading: Reading, last: Turn | None, snapshot: Snapshot) -> Outcome | None:
    """What the family `name` says to a reading without the others being asked; None where it does not claim it."""
    query = Query(_sourced(reading), snapshot, last)
    for intent in ALL:
        if name == intent.NAME and not refusal.before(query) and intent.claims(query):
            return intent.answer(query).outcome  # type: ignore[no-any-return]
    return None


# What a question may take for granted of a team or a person, where it asks how or why that came.
SUPPOSED = ("verb:win", "verb:fall", "verb:lose", "verb:beat", "medal:gold", "medal:silver", "medal:bronze")


def _put_right(query: Query, response: Response) -> tuple[str, Response] | None:
    """The denial of what a question takes for granted, where it is not so: "why did Germany win gold in 2022"."""
    reading = query.reading
    if (
        reading.yes_no
        or reading.asks not in ("why", "how", "where", "which", "when")
        or not (reading.nations or reading.people)
        or not reading.cue(*SUPPOSED)
        or not (isinstance(response.outcome, NotHeld) or reading.asks == "how")
    ):
        return None
    cues = frozenset(cue for cue in reading.cues if not cue.startswith("wh:"))
    claim = replace(reading, asks="yes-no", yes_no=True, cues=cues, subjects=reading.subjects or reading.nations)
    name, denied = _response(Query(claim, query.snapshot, query.last))
    return (name, denied) if isinstance(denied.outcome, Found) and denied.outcome.answer.startswith("No") else None


def _sourced(reading: Reading) -> Reading:
    """A question that also asks for its source is the question: sources stand under every answer."""
    if "noun:source" not in reading.cues or reading.inherited:
        return reading
    tells = _tells(reading)
    told = reading.people or reading.time is not None or tells
    if tells or reading.nations or reading.people or reading.games or reading.genders:
        # "how do you know they were 11.03 behind", "a source for teams no longer changing the lead"
        checks = reading.asks == "source" and bool(told)
        asks = "yes-no" if checks else "" if reading.asks == "source" else reading.asks
        return replace(
            reading,
            cues=reading.cues - {"noun:source"},
            phrases=tuple(
                t.text for t in reading.terms if not any(c.startswith(("noun:source", "stop:")) for c in t.cues)
            ),
            asks=asks,
            yes_no=reading.yes_no or checks,
        )
    return reading


def _tells(reading: Reading) -> bool:
    """Whether something is told of which the source is asked, not only pointed at: "for the early lead of 0.93 s"."""
    if reading.pronouns:
        return reading.cue("verb:fall", "verb:set", "verb:miss")
    beside = [t for t in reading.terms if "noun:source" not in t.cues]
    kinds = [{c.partition(":")[0] for c in t.cues} for t in beside if not t.cues & {"verb:get", "verb:own"}]
    return sum(bool(k & {"verb", "record", "seconds", "ordinary", "unknown"}) for k in kinds) > 1 or any(
        k & {"verb"} and "filler" not in k for k in kinds
    )


def _response(query: Query) -> tuple[str, Response]:
    counted = query.reading.cue("wh:ordinal") and query.reading.people  # "what number medal would it have been"
    if (query.reading.elsewhere or query.reading.lone_years or counted) and moments.claims(query):
        # What names another sport may be part of what happened: "swimming motions".
        return moments.NAME, moments.answer(query)
    if refused := refusal.before(query):
        return "refusal", refused
    beside = refusal.beside_the_games(query)
    unsettled: tuple[str, Response] | None = None
    for intent in _claimants(query, beside_the_games=beside is not None):
        response = intent.answer(query)
        if unsettled is None and intent is moments and query.reading.yes_no and isinstance(response.outcome, NotHeld):
            unsettled = intent.NAME, response  # what moments do not say of a claim, results may
        elif unsettled is None or _settles(response):
            if isinstance(response.outcome, NotUnderstood) and intent is not tallies and tallies.claims(query):
                return tallies.NAME, tallies.answer(query)  # which heeds every word of what it claims
            passed_over = intent not in (moments, skaters, teams) and _of_nobody_named(query, response)
            return ("refusal", refusal.nothing(query)) if passed_over else (intent.NAME, response)
    return unsettled or ("refusal", beside or refusal.nothing(query))


def _settles(response: Response) -> bool:
    return isinstance(response.outcome, Found) and response.outcome.answer.startswith(("Yes", "No"))


def _of_nobody_named(query: Query, response: Response) -> bool:
    """Whether somebody is named in a claim whom the answer passes over: then it answers another question."""
    reading, outcome = query.reading, response.outcome
    if not (reading.yes_no and reading.people and isinstance(outcome, Found)) or "people" in reading.inherited:
        return False
    told = " ".join((outcome.answer, *outcome.items))
    return not any(part in told for group in reading.people for name in group for part in name.split())


def _claimants(query: Query, *, beside_the_games: bool) -> Iterator[ModuleType]:
    """The families that would answer, the one that does so first."""
    reading = query.reading
    # A host that is named is that team.
    cues = reading.cues - {"side:host"} if reading.nations else reading.cues
    owners = [OWNED[key] for cue in cues for key in (cue, f"{cue.partition(':')[0]}:*") if key in OWNED]
    if "we" in reading.pronouns and not (reading.nations or reading.games or reading.event or reading.genders):
        return
    for intent in ALL:
        # Words left over veto an answer, save for an intent that looks things up by the words themselves.
        if any(intent.NAME not in names for names in owners) or (
            beside_the_games and not getattr(intent, "BESIDE_THE_GAMES", False)
        ):
            continue
        if (not reading.left or getattr(intent, "READS_WORDS", False)) and intent.claims(query):
            yield intent


def _why(query: Query, name: str, response: Response) -> tuple[str, ...]:
    """How the answer came about, with every family that would have answered and how sure it would have been."""
    reading, snapshot = query.reading, query.snapshot
    candidates = []
    for intent in _claimants(query, beside_the_games=refusal.beside_the_games(query) is not None):
        other = intent.answer(query)
        candidates.append((intent.NAME, confidence(reading, snapshot, other.outcome, other.read_as)))
    doubted = doubts(reading, snapshot, response.outcome, response.read_as)
    return trace.why(reading, snapshot, name, response.read_as, doubted, candidates)
