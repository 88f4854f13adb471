"""World and Olympic records: who holds or held them, when, where and in what time they were set, how they came down."""

from bot.answers import Found, NotHeld, Outcome, OutOfScope
from bot.intents.query import Query, Response
from bot.intents.records import record_bounds, record_checks, record_lists, record_spans
from bot.intents.records import record_words as words
from bot.intents.records.record_choice import chosen, previous
from bot.intents.records.record_names import own
from bot.intents.records.record_question import RecordQuestion
from bot.language.reading import Focus, Term
from bot.wording.plain import listed

NAME = "records"
TITLE = "World and Olympic records"
# Records were also set in years and towns without Games.
BESIDE_THE_GAMES = True
EXAMPLES = (
    "what is the men's Olympic record",
    "who holds the women's world record",
    "women's Olympic record progression",
    "what was the men's world record before Sochi",
    "how many times did the Dutch women break the Olympic record in Sochi",
    "when was the women's world record set",
    "gap between the men's world record and Olympic record",
    "who broke Canada's 2009 world record",
    "how long has the women's Olympic record stood",
    "was the Olympic record broken in Milan",
)
RECORD = ("record:OR", "record:WR", "record:TR", "record:both")
# With one of these "record" alone is a mark on the clock, not the history of a team.
SETTING = [
    "verb:set",
    "verb:hold",
    "verb:clock",
    "feat:break",
    "mark:break",
    "mark:improve",
    "noun:time",
    "noun:duration",
    "record:progress",
    "record:old",
    "op:previous",
    "op:longest",
    "op:shortest",
]
OTHERS = ("wh:why", "noun:source", "noun:table", "noun:podium", "veto:opinion", "noun:family", "noun:birthday")
VERBS = frozenset(
    (
        "set",
        "hold",
        "own",
        "clock",
        "perform",
        "skate",
        "get",
        "beat",
        "win",
        "host",
        "happen",
        "represent",
        "meet",
        "qualify",
    )
)


def claims(q: Query) -> bool:
    """A record is named, or a time that only records have gone under."""
    r = own(q.reading)
    if r.left or r.cue(*OTHERS) or r.asks == "why" or any(_other_verb(t) for t in r.terms):
        return False
    if r.cue("noun:world-champion"):
        return not (r.nations or r.people) or r.yes_no
    if r.cue("op:youngest", "op:oldest") and (
        r.asks in ("who", "skater", "whose") or r.cue("noun:skater", "pick:person")
    ):
        return False
    if r.cue(*RECORD):
        return not (r.asks == "count" and r.of in ("medal", "title"))
    if r.bound and not r.cue("noun:margin"):
        return record_bounds.beyond_the_games(q)
    if r.time is not None and any(x.time == r.time for x in q.snapshot.knowledge.records):
        skated = any(s.entry.time == r.time for s in q.snapshot.starts)
        return not skated or r.cue("feat:break", "mark:break", "verb:hold", "record:stand", "noun:record", "noun:round")
    if not r.cue("noun:record") or r.medals or r.conditions or r.cue("noun:medal", "noun:title", "noun:result"):
        return False
    if r.nations or r.people:
        return r.cue(*SETTING) or "records" in " ".join(r.phrases).split() or r.yes_no
    return (
        bool(r.cue(*SETTING) or r.genders or r.event or r.games or r.asks != "record" or r.inherited)
        or len(r.phrases) <= 4
    )


def _other_verb(term: Term) -> bool:
    """Whether a word says that something else was done than setting, holding or breaking a record."""
    verbs = {c.partition(":")[2] for c in term.cues if c.startswith("verb:")}
    return bool(verbs) and not verbs & VERBS and not term.cues & {"feat:break", "op:last", "lower:record"}


def answer(q: Query) -> Response:
    """What is asked of the steps that are described."""
    r = q.reading
    question = RecordQuestion(q)
    if r.cue("noun:world-champion"):
        return _champions(q, question)
    if r.cue("record:TR") and not r.cue("record:OR", "record:WR"):
        return record_bounds.track(q)
    if r.bound:
        return record_bounds.first_under(q, r.bound)
    if r.time and question.breaks and not question.timed:
        return record_bounds.first_under(q, ("<", r.time))
    if r.cue("verb:hold", "verb:own", "op:defending") and (
        r.cue("record:both") or (r.cue("record:OR") and r.cue("record:WR"))
    ):
        return record_checks.both(question)
    if record_spans.spans(question):
        return record_spans.came_down(question)
    if (
        r.cue("op:longest", "op:shortest")
        or question.duration
        or (r.cue("op:oldest", "op:youngest") and not r.cue("noun:skater"))
    ):
        return record_spans.durations(question)
    if _asks_gap(question):
        return record_spans.gap(question)
    if lost := _lost_to(question):
        return lost
    if r.asks in ("who", "nation") and (r.number or 0) > 1 and r.words & {"times", "time"} and not r.cue("op:first"):
        return record_lists.repeated(question, r.number or 0)
    if r.yes_no:
        return record_checks.checked(question)
    if r.cue("op:biggest", "op:closest", "op:fastest", "op:most") and r.cue(
        "mark:improve", "lower:record", "noun:margin"
    ):
        return record_spans.improvements(question)
    if r.cue("op:most", "op:fewest", "often:most") or (
        r.cue("negation:not", "op:never") and r.asks in ("when", "games")
    ):
        return record_lists.tally(question)
    if r.asks == "count":
        return record_lists.counted(question)
    if r.cue("record:progress") or (r.cue("op:each", "op:all") and r.asks in ("", "record", "who", "time", "when")):
        return record_lists.progression(question)
    return _told(question)


def _asks_gap(question: RecordQuestion) -> bool:
    r = question.r
    apart = r.asks in ("margin", "distance") or r.cue(
        "noun:margin", "op:compare", "op:faster", "op:slower", "op:behind", "op:more", "op:less", "op:same"
    )
    both = r.cue("record:both") or (r.cue("record:OR") and r.cue("record:WR"))
    return bool(both and apart)


def _told(question: RecordQuestion) -> Response:
    """The records that are described, or that stood at the time named."""
    q, r = question.q, question.r
    then = question.anchor is not None
    groups = [meant for kind in question.kinds for gender in q.genders if (meant := chosen(question, kind, gender))]
    if not groups and r.asks in ("margin", "distance") and (near := record_checks.missed(question)):
        return near
    if not groups:
        return words.response(question, _nothing(question), [])
    if (r.asks == "whose" and question.breaks) or previous(question):
        groups = [
            [s for s in question.steps(g[0].record.kind, g[0].record.gender) if s.record in [x.before for x in g[-1:]]]
            for g in groups
        ]
        groups = [g for g in groups if g]
        then = True
        if not groups:
            return words.response(
                question,
                NotHeld("No earlier record is held: that was the first.", ("women's Olympic record progression",)),
                [],
            )
    steps = [s for g in groups for s in g]
    if (
        question.free
        and not then
        and len(groups) > 1
        and r.asks in ("record", "time", "what", "which", "", "medal", "race")
    ):
        text = words.current(q, steps)
    elif all(len(g) == 1 for g in groups):
        text = " ".join(words.sentence(q, s, then=then) for s in steps[:4])
    else:
        text = " ".join(words.several(q, g) if len(g) > 1 else words.sentence(q, g[0], then=then) for g in groups[:4])
    notes = tuple(dict.fromkeys(s.record.note for s in steps[:2] if s.record.note and "stood" not in s.record.note))
    table = words.table(q, steps) if len(steps) > 6 else None
    found = Found(
        text,
        table=table,
        notes=(*_read(question), *notes),
        sources=words.sources(q, steps),
        suggestions=words.following(steps),
    )
    return words.response(question, found, steps)


def _lost_to(question: RecordQuestion) -> Response | None:
    """The record that one team lost to another: "the record Japan lost to Canada in 2022"."""
    r = question.r
    if r.yes_no or not (
        r.cue("verb:lose") and r.winners and r.losers and r.asks in ("what", "record", "time", "which")
    ):
        return None
    ended = [
        s
        for kind in question.kinds
        for gender in question.q.genders
        for s in question.steps(kind, gender)
        if s.before
        and s.record.nation in r.winners
        and s.before.nation in r.losers
        and (not r.games or s.record.games in r.games)
    ]
    steps = [x for e in ended for x in question.steps(e.record.kind, e.record.gender) if x.record is e.before]
    if not steps:
        return None
    text = " ".join(words.sentence(question.q, s, then=True) for s in steps[:2])
    found = Found(text, sources=words.sources(question.q, steps), suggestions=words.following(steps))
    return words.response(question, found, steps)


def _read(question: RecordQuestion) -> tuple[str, ...]:
    """How a record was read when its kind was not said."""
    said = question.r.cue("record:OR", "record:WR", "record:both")
    return ("Olympic record first, then world record.",) if not said and len(question.kinds) == 2 else ()


def _nothing(question: RecordQuestion) -> Outcome:
    """No such record, said as a fact where the list is complete."""
    q = question.q
    what = " or ".join(words.NAMES[k] for k in question.kinds)
    if question.setters and not (question.mentions and any(m.kind in ("date", "place") for m in question.mentions)):
        where = f" at {listed([q.snapshot.games[g].name for g in question.games])}" if question.games else ""
        now = [s for k in question.kinds for g in q.genders for s in question.steps(k, g)[-1:]]
        who = listed([q.nation(n) for n in question.setters])
        if question.now and any(question.described(k, g) for k in question.kinds for g in q.genders):
            return Found(
                f"{who[:1].upper()}{who[1:]} holds no {what} now.",
                sources=words.sources(q, now),
                suggestions=words.following(now),
            )
        return Found(
            f"{who[:1].upper()}{who[1:]} set no {what}{where}.",
            sources=words.sources(q, now),
            suggestions=words.following(now),
        )
    return NotHeld(
        f"No {what} of that description is held.",
        ("women's Olympic record progression", "list all men's world records"),
    )


def _champions(q: Query, question: RecordQuestion) -> Response:
    """Who came to the Games as world champion."""
    named = question.games or ((question.anchor.games,) if question.anchor and question.anchor.games else ())
    parts, ids = [], list[str]()
    latest = () if q.reading.lone_years else q.held[-1:]
    for g in named or latest:
        for event in q.snapshot.games[g].events:
            if event.event == q.event and event.gender in q.genders and event.before:
                who = event.before.world_champion
                parts.append(
                    f"{who[:1].upper()}{who[1:]} came to {q.snapshot.games[g].name} "
                    f"as the {event.gender}'s world champion."
                )
                ids += event.before.sources
    if q.reading.lone_years:
        return Response(OutOfScope("World championships are not held, only who came to the Games as world champion."))
    if not parts:
        return Response(
            NotHeld("The world champions of that time are not held.", ("who is the defending champion?",)),
            Focus(),
            q.scope,
        )
    found = Found(" ".join(parts), sources=q.sources(ids), suggestions=("who won the women's team pursuit?",))
    return Response(found, Focus(games=tuple(named)), q.scope)
