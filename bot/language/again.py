"""The old question asked again: of something else, or for something else; it answers nothing."""

from dataclasses import replace

from bot.facts.snapshot import Snapshot
from bot.language.reading import ANSWERED, ANSWERED_GAMES, EXTREMES, SLOTS, Focus, Reading, Term
from bot.language.turn import Turn

_TIME_SLOTS = {"games": (), "when": "", "years": None}
# Asks that may be nothing but a new constraint on the old question.
_CONSTRAINTS = frozenset(("", "medal", "games", "event", "race"))
_WHICH = ("which", "which one", "what")
LAST = 99
_SLOTLESS = (
    "wh:",
    "pronoun:",
    "aux:",
    "ellipsis:",
    "period:",
    "filler:",
    "smalltalk:",
    "tell:",
    "noun:nation",
    "noun:skater",
)
_ENDS = ("op:last", "op:first", "op:ever", "noun:games")
_OF_A_RACE = ("noun:race", "meets:race", "verb:skate")  # "in which race"
# "Who did that", "who inflicted that", "who was on the wrong end of it".
_DOING = ("verb:beat", "verb:perform", "verb:win", "verb:lose")
# What one answer tells whatever of it is asked: the fastest, and whoever was under a bound.
_WHOLE = ("", "who", "nation", "which", "what", "which one", "skater", "how", "when", "where", "place", "race")
_EMPTY_VERBS = frozenset(("verb:own", "verb:perform", "verb:get", "verb:skate", "noun:nation"))
_IN_A_ROUND = ("verb:beat", "verb:lose", "verb:meet", "verb:fall", "verb:disqualify")
_ATTAINED = ("verb:win", "noun:medal", "noun:title", "noun:podium", "noun:champion")
_NARROWED = ("count", "medal", "title", "podium", "result", "champion")
_COUNTABLE = {"noun:title": "title", "noun:medal": "medal", "noun:podium": "podium", "noun:race": "race"}
_VERBS = tuple(f"verb:{verb}" for verb in "win lose beat meet fall happen skate qualify get".split())
_TOPICS = (
    *(f"noun:{noun}" for noun in "table medal podium title champion record".split()),
    *(f"op:{op}" for op in "most compare repeat defending".split()),
)


def other_one(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "and the other one?", the one that was offered and not picked."""
    if "other" not in reading.pronouns or not last.others or _own_question(reading):
        return None
    return replace(last.reading, people=(last.others,), elliptical=True)


def which_of_them(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "which ones?" after a number or a yes, what was counted."""
    old = last.reading
    picks = old.asks == "count" and reading.medals and reading.cue("wh:which", "wh:which-one", "wh:when")
    if picks and _bare(reading, "medal:", "noun:title") and not reading.says("games", "nations", "people"):
        cues = old.cues - {"wh:how-many"} | reading.cues - {"wh:which-one", "wh:which"}
        asked = {"asks": "when", "of": "", "medals": reading.medals, "cues": cues | {"wh:when"}}
        return replace(old, **asked, inherited=_from_before(old) | {"question"})  # type: ignore[arg-type]
    if reading.asks not in _WHICH or reading.says("games", "nations", "people", "medals"):
        return None
    if reading.cue("noun:round") and _names_nothing(reading) and old.cue(*_IN_A_ROUND):
        cues = frozenset(c for c in old.cues if not c.startswith("wh:")) | reading.cues
        return replace(old, asks=reading.asks, cues=cues, inherited=_from_before(old) | {"question"})
    if old.asks == "count" and not reading.cues & EXTREMES:
        return replace(old, asks=old.of or "medal", of="", inherited=frozenset(("question", "people", "nations")))
    verbs = any(c.startswith("verb:") for c in reading.cues)
    if old.yes_no and old.cue("noun:medal") and _names_nothing(reading) and not verbs:
        return replace(old, asks="medal", yes_no=False, inherited=_from_before(old) | {"question"})
    return None


def guessed(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "Japan?" and "wasn't it the Dutch?" after "who won?", whether it was they."""
    old = last.reading
    asked_who = old.asks in ("who", "nation", "medal", "yes-no") or (old.cue(*_ATTAINED) and not old.nations)
    sought = asked_who and (old.says("ranks", "medals") or old.cue(*_ATTAINED))
    guess = last.intent == "podium" and not old.nations
    another = last.intent == "nations" and old.yes_no and len(old.nations) == 1 and bool(old.games)
    if (
        not (sought and (guess or another))
        or old.cue("op:repeat", "op:defending", "op:first", "op:last")
        or reading.left
    ):
        return None
    if len(reading.nations) != 1 or reading.says(*(s for s in SLOTS if s != "nations")) or reading.pronouns - {"it"}:
        return None
    if not _bare(reading, "nation:", "negation:", "tag:", "noun:source") or reading.cue("ellipsis:and"):
        return None
    if any(c.startswith("wh:") for c in reading.cues):
        return None
    cues = frozenset(c for c in old.cues if not c.startswith(("wh:", "aux:"))) | {"aux:did"}
    kept = {"asks": "yes-no", "yes_no": True, "nations": reading.nations, "subjects": reading.nations, "cues": cues}
    return replace(old, **kept, inherited=_from_before(old) | {"question"})  # type: ignore[arg-type]


def of_kin(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading | None:
    """Of "and her sister?", the same of the sister."""
    if not (relatives := _kin(reading, last, snapshot)):
        return None
    return replace(last.reading, people=(relatives,), inherited=frozenset(("question",)), elliptical=True)


def in_the_table(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """After a table, the place in it that "who is second?" asks for, and the medals that "how many golds" counts."""
    old, games = last.reading, last.focus.games
    tabled = last.intent == "medal_table" or "noun:table" in old.cues
    counts = tabled and (reading.asks == "count" or not old.medals) and _counts_medals(reading)
    if not (counts or (tabled and reading.ranks and _names_no_more_than_a_rank(reading))):
        return None
    kept = {slot: getattr(old, slot) for slot in ("games", "when", "years", "genders", "event", "scope")}
    if counts:
        theirs = last.focus.nations if len(last.focus.nations) == 1 else ()
        kept["nations"] = reading.nations or theirs
        if not (kept["nations"] or len(games) == 1):
            return None
    if len(games) == 1:
        kept |= {"games": games, "when": "", "years": None}
    taken = frozenset(slot for slot, value in kept.items() if value and slot != "scope" and not getattr(reading, slot))
    cues = (reading.cues - {"op:ever", "op:total"}) | {"noun:table"}
    if counts and reading.asks != "count":
        counted = Term("how many", frozenset(("wh:how-many",)))
        reading = replace(reading, asks="count", of=reading.asks, terms=(counted, *reading.terms))
        cues |= counted.cues
    return replace(reading, **kept, cues=cues, inherited=taken | {"question"})


def _counts_medals(reading: Reading) -> bool:
    """Whether a number of medals is asked for ("how many golds", "golds?"), and of nobody but perhaps a team."""
    others = [slot for slot in SLOTS if slot not in ("medals", "nations")]
    counted = reading.of if reading.asks == "count" else reading.asks
    named_alone = reading.asks == "count" or (not _own_question(reading) and not reading.cue(*_VERBS))
    return (
        named_alone
        and counted in ("medal", "title", "gold", "silver", "bronze")
        and reading.scope == "event"
        and len(reading.nations) < 2
        and not reading.says(*others)
        and ("did" in reading.words or "they" in reading.pronouns or not reading.words & {"have", "has", "ever"})
        and not (reading.asks == "count" and reading.cue("op:ever"))
        and not reading.cue("op:most", "op:all", "op:each")
    )


def who_it_was(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "who was it" after what happened to somebody, who that is."""
    told = last.focus.people
    if last.intent != "moments" or len(told) != 1 or not any(part in last.answer for part in told[0].split()):
        return None
    if reading.asks not in ("who", "skater", "which") or not (_names_nothing(reading) and _bare(reading, "aux:")):
        return None
    if "they" in reading.pronouns:
        return None
    return Reading(asks="who", people=(told,), cues=frozenset(("wh:who",)), inherited=frozenset(("people",)))


def how_many(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "how many for Italy?", the number of what was spoken of."""
    if reading.asks != "count" or reading.of or not last.reading.asks or not _counts_the_same(reading):
        return None
    return _overlaid(reading, _counted(last.reading), last.focus)


def last_before(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading | None:
    """Of "when was the last time before that", when the same came about last before the Games spoken of."""
    old, games = last.reading, last.focus.games
    if not (reading.asks == "when" and reading.cue("op:last") and reading.cue("op:previous")) or len(games) != 1:
        return None
    if not (_names_nothing(reading) and (old.nations or old.people) and (old.medals or old.cue(*_ATTAINED))):
        return None
    years = 0, snapshot.games[games[0]].year - 1
    cues = old.cues | {"op:last", "wh:when"}
    inherited = _from_before(old) | {"question"}
    return replace(old, asks="when", yes_no=False, games=(), when="", years=years, cues=cues, inherited=inherited)


def only_those(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "only golds please", "only the women" after a list or a number, the same of no more than those."""
    if not (reading.cue("op:only") and last.reading.asks in _NARROWED) or _own_question(reading) or reading.left:
        return None
    if not reading.says("medals", "genders", "rounds") or reading.says("games", "nations", "people", "ranks"):
        return None
    if any(c.startswith(("noun:", "verb:")) and c not in ("noun:medal", "noun:title") for c in reading.cues):
        return None
    bare = frozenset(c for c in reading.cues if c.startswith(("medal:", "gender:", "round:")))
    return _overlaid(replace(reading, cues=bare), last.reading, last.focus)


def record_before(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "and the one before?" after a record, the record that it broke."""
    old = last.reading
    kinds = sorted(old.cues & {"record:OR", "record:WR", "record:TR"})
    before = reading.when == "previous" or reading.cue("record:old", "op:previous", "period:before", "verb:replace")
    if last.intent != "records" or not (kinds and before and reading.elliptical) or _own_question(reading):
        return None
    if reading.left or reading.says(*(slot for slot in SLOTS if slot not in ("number", "when"))):
        return None
    if old.cue("record:old"):
        return replace(reading, when="", left=(" ".join(reading.phrases),))  # two back: which that is is not followed
    genders = old.genders or last.focus.genders
    asked = [("previous", "record:old"), *((g, f"gender:{g}") for g in genders), *(("record", kind) for kind in kinds)]
    terms = tuple(Term(text, frozenset((cue,))) for text, cue in asked)
    cues = frozenset(cue for _, cue in asked) | {"op:previous"}
    return Reading(asks="record", cues=cues, genders=genders, terms=terms, inherited=frozenset(("genders", "question")))


def before_that(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading | None:
    """Of "and before them?", the same of the Games before."""
    if not (reading.cue("op:previous") and reading.elliptical) or _own_question(reading):
        return None
    if reading.rounds and not reading.left:  # "and before that, in the semi?": an earlier race of the same Games
        return _overlaid(replace(reading, cues=reading.cues - {"op:previous"}), last.reading, last.focus)
    if not _names_nothing(reading):
        return None
    if not (before := _games_before(last, snapshot)):
        return reading
    cues = last.reading.cues
    if "op:defending" in cues:
        cues = cues - {"op:defending"} | {"verb:win"}
    return replace(last.reading, games=(before,), when="", cues=cues, inherited=frozenset(("question",)))


def asked_anew(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "who was that?" and "when?", the old question with another question word."""
    old = last.reading
    when = reading.asks in ("when", "games") and (old.yes_no or old.asks == "count") and len(last.focus.games) != 1
    if not (_names_nothing(reading) and _bare(reading, *_ENDS) if when else _asks_anew(reading, old)):
        return None
    return replace(
        old,
        asks="when" if when else reading.asks or old.asks,
        of="" if reading.asks != "count" else old.of,
        yes_no=False,
        inherited=_from_before(old) | {"question"},
        pronouns=frozenset(),
    )


def changed(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "and the men's?", "no, 2014": the old question under the new constraint."""
    if not _changes_only(reading, last.reading):
        return None
    if _opens(reading, last):
        return _overlaid(reading, last.opened_by, last.focus)
    if reading.cues & EXTREMES and "people" in last.reading.inherited:
        return None  # whom that was asked of is not who is the youngest
    return _overlaid(reading, last.reading, last.focus)


def _opens(reading: Reading, last: Turn) -> bool:
    """Whether a line goes back to the question that the talk began with: its like, of a team at Games; its extreme."""
    whole = reading.nations and reading.genders and (reading.games or "there" in reading.pronouns)
    begun = last.opened_by
    if last.opening is None:
        return False
    parallel = bool(whole) and bool(begun.nations) and "nations" in last.reading.inherited
    other_end = reading.cues & EXTREMES and not last.reading.cues & EXTREMES and begun.cues & EXTREMES
    return parallel or bool(other_end and not begun.people)


def which_gender(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "men or women?", the old question: its answer says which."""
    if reading.genders != ("men", "women") and reading.genders != ("women", "men"):
        return None
    only = _bare(reading, "gender:", "pick:") and not reading.says(*(s for s in SLOTS if s != "genders"))
    if not only or reading.left or "or" not in {w for text in reading.phrases for w in text.split()}:
        return None
    return replace(last.reading, inherited=_from_before(last.reading) | {"question"})


def named_after_most(reading: Reading, last: Turn, _: Snapshot) -> Reading | None:
    """Of "and the Dutch?" after "who has the most golds", how many they have."""
    old = last.reading
    most = (
        old.cue("op:most")
        and old.asks in ("who", "nation", "count", "")
        and not old.nations
        and last.intent == "medal_table"
    )
    if not most or not old.says("medals") or len(reading.nations) != 1 or not _bare(reading, "nation:"):
        return None
    if reading.says(*(s for s in SLOTS if s != "nations")) or reading.left:
        return None
    cues = old.cues - {"op:most", "wh:who", "wh:nation", "verb:lead", "noun:nation"} | {"wh:how-many"}
    counted = Term("how many", frozenset(("wh:how-many",)))
    kept = (
        t for t in old.terms if any(c.startswith(("medal:", "scope:", "year:", "games:", "event:")) for c in t.cues)
    )
    return replace(
        old,
        asks="count",
        of=old.medals[0],
        nations=reading.nations,
        cues=cues,
        terms=(counted, *kept, *reading.terms),
        inherited=_from_before(old) - {"nations"} | {"question"},
    )


def _own_question(reading: Reading) -> bool:
    return any(c.startswith(("wh:", "tell:", "aux:")) for c in reading.cues) or reading.yes_no


def _names_nothing(reading: Reading) -> bool:
    return not reading.says() and not reading.left


def _bare(reading: Reading, *besides: str) -> bool:
    """Whether no word of it asks anything but a question word, so that only the old question can be meant."""
    return all(c.startswith((*_SLOTLESS, *besides)) for c in reading.cues)


def _asks_anew(reading: Reading, old: Reading) -> bool:
    """Whether nothing but another question word is said to an extreme or a bound: "who was that", "list them"."""
    return (
        bool(old.cues & EXTREMES or old.bound)
        and _names_nothing(reading)
        and reading.asks in _WHOLE
        and any(c.startswith(("wh:", "tell:")) for c in reading.cues)
        and _bare(reading, *(_OF_A_RACE if reading.asks == "race" else _DOING if reading.pronouns == {"it"} else ()))
    )


def _counts_the_same(reading: Reading) -> bool:
    """Whether "how many" leaves out of what: "how many for Italy", "how many exactly"."""
    return not any(c.startswith(("verb:", "noun:", "medal:")) and c not in _EMPTY_VERBS for c in reading.cues)


def _counted(old: Reading) -> Reading:
    """The old question as one for a number."""
    of = (
        old.of
        or (old.asks if old.asks in ("nation", "skater") else "")
        or next((of for cue, of in _COUNTABLE.items() if cue in old.cues), "medal")
    )
    return replace(old, asks="count", of=of, yes_no=False, conditions=(), cues=old.cues | {"wh:how-many"})


def _from_before(old: Reading) -> frozenset[str]:
    return frozenset(slot for slot in SLOTS if getattr(old, slot)) | (old.inherited & {ANSWERED})


def _changes_only(reading: Reading, old: Reading) -> bool:
    """Whether only constraints are given ("and the men's?", "2018?"): the question itself is the old one."""
    extreme = bool(reading.cues & EXTREMES)
    if (reading.empty and not extreme) or reading.left:
        return False
    if (
        extreme
        and reading.asks in _CONSTRAINTS
        and not _own_question(reading)
        and (reading.elliptical or len(reading.phrases) <= 3)
        and not reading.cue("noun:medal", "noun:title")
    ):
        return True
    plain = not _own_question(reading) and not reading.cue(*_TOPICS)
    verbs = reading.cue(*_VERBS)
    bare = not any(
        c.startswith(("noun:", "record:", "op:", "medal:")) or (c.startswith("verb:") and c != "verb:perform")
        for c in reading.cues
    )
    if reading.asks in ("what", "which", "which one", "how") and bare and not reading.yes_no:
        return not ("it" in reading.pronouns and reading.people) and reading.says(
            "games", "when", "genders", "rounds", "nations", "people", "years"
        )
    if reading.asks in _CONSTRAINTS and plain and not verbs:
        return reading.says("games", "when", "genders", "rounds", "ranks", "medals", "nations", "people", "years")
    if old.asks == "count" and reading.cue("medal:gold") and not verbs and not _own_question(reading):
        return bool(reading.nations or reading.people or reading.elliptical)
    return (
        reading.elliptical
        and not _own_question(reading)
        and reading.asks in (*_CONSTRAINTS, "podium", "title", "nation")
        and not verbs
    )


def _kin(reading: Reading, last: Turn, snapshot: Snapshot) -> tuple[str, ...]:
    """Whom "and her sister?" means, where one person was spoken of."""
    told = last.reading.people[0] if len(last.reading.people) == 1 else ()
    kin = {c.removeprefix("kin:") for c in reading.cues if c.startswith("kin:")}
    if len(told) != 1 or not kin or not reading.elliptical or _own_question(reading) or reading.people:
        return ()
    related = ((r.relation, r.of) for r in snapshot.skaters[told[0]].family if r.of in snapshot.skaters)
    # A relation says what the one told of is to the other: of sisters the gender of the other says which she is.
    gender = {"sister": "women", "brother": "men"}
    return tuple(
        other
        for relation, other in related
        if any(
            snapshot.skaters[other].gender == gender.get(k) and ("sister" in relation or "brother" in relation)
            for k in kin
        )
    )


def _games_before(last: Turn, snapshot: Snapshot) -> str:
    """The Games before those that were told of, where they were one."""
    held = snapshot.held.get(last.reading.event or snapshot.main_event, ())
    told = last.focus.games or last.reading.games
    at = held.index(told[0]) if len(told) == 1 and told[0] in held else 0
    return held[at - 1] if at else ""


def _names_no_more_than_a_rank(reading: Reading) -> bool:
    return not reading.says(*(s for s in SLOTS if s != "ranks")) and not any(
        c.startswith(("noun:", "verb:", "record:")) and c != "noun:nation" for c in reading.cues
    )


def _beside(group: tuple[str, ...], old: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Those who share a name with whom was spoken of: after Hege Bøkko, "Håvard" is Bøkko too."""
    spoken = {word for people in old for name in people for word in name.split()}
    kin = tuple(name for name in group if spoken & set(name.split()))
    return kin if len(group) > 1 and kin else group


def _of_one_event(old: Reading) -> bool:
    """Whether each place is another team's."""
    return len(old.games) == 1 and len(old.genders) == 1


def _of_all(old: Reading) -> bool:
    """Whether the question was about all Games: a count, or the biggest of all."""
    return old.asks == "count" or bool(old.cues & (EXTREMES - {"op:first", "op:last"}))


def _overlaid(reading: Reading, old: Reading, focus: Focus) -> Reading:
    changes: dict[str, object] = {slot: new for slot in SLOTS if (new := getattr(reading, slot))}
    if reading.scope != "event":
        changes["scope"] = reading.scope
    if changes.keys() & _TIME_SLOTS.keys():
        changes = {**_TIME_SLOTS, **changes}
    elif reading.genders and len(focus.games) == 1 and not (_of_all(old) or old.games or old.when or old.years):
        changes["games"] = focus.games
    if "op:last" in reading.cues and old.ranks and "ranks" not in changes:
        changes["ranks"] = (LAST,)
    if reading.cues & EXTREMES and reading.cue("op:ever") and not changes.keys() & _TIME_SLOTS.keys():
        changes = {**_TIME_SLOTS, **changes}
    if changes.keys() & {"medals", "ranks"}:
        changes = {"medals": (), "ranks": (), **changes}
        if old.rounds and not reading.rounds:
            changes["rounds"] = ()
    if "nations" in changes:
        changes.setdefault("people", ())
        changes["winners"] = reading.nations if old.winners else ()
        changes["losers"] = reading.nations if old.losers else ()
        changes["subjects"] = reading.nations if old.subjects else ()
    elif ANSWERED in old.inherited and changes.keys() & {"medals", "ranks", "games", "when", "genders"}:
        # The team came from the last answer, not from the question: a new place, year or gender means another team.
        changes |= {"nations": (), "winners": (), "losers": (), "subjects": ()}
        if old.place and not changes.keys() & {"medals", "ranks"}:
            changes["ranks"] = old.place
    elif (
        changes.keys() & {"medals", "ranks"}
        and old.nations
        and _of_one_event(old)
        and not (old.yes_no or old.asks == "count")
    ):
        changes |= {"nations": (), "winners": (), "losers": (), "subjects": ()}
    if changes.keys() & {"nations", "people"} and ANSWERED_GAMES in old.inherited:
        # Where somebody else did the same was not said.
        changes.setdefault("games", ())
    if "people" in changes:
        changes["people"] = tuple(_beside(group, old.people) for group in reading.people)
        changes.setdefault("nations", ())
    if reading.people:  # whose gender is theirs
        changes.setdefault("genders", ())
    if "genders" in changes and old.people and not reading.people:
        changes["people"] = ()
    if "games" in changes and "rounds" in old.inherited and old.nations and "nations" not in changes:
        changes.setdefault("rounds", ())  # how far they came there was not said
    compared = old if reading.says("nations", "people") and old.says("nations", "people") else None
    extreme = reading.cues & EXTREMES
    ranked = changes.keys() & {"medals", "ranks"}
    kept = frozenset(
        c
        for c in old.cues
        if not (
            ranked and c.startswith(("medal:", "rank:", "noun:podium", "noun:champion", "verb:win", "op:defending"))
        )
        and not (extreme and c in EXTREMES)
        and not c.startswith(("gender:", "period:", "ellipsis:", "smalltalk:", "pronoun:"))
    )
    return replace(
        old,
        **changes,  # type: ignore[arg-type]
        cues=kept | reading.cues,
        words=old.words | reading.words,
        left=reading.left,
        pronouns=reading.pronouns,
        phrases=reading.phrases,
        elliptical=True,
        inherited=frozenset(s for s in SLOTS if getattr(old, s) and s not in changes)
        | {"question"}
        | (old.inherited & {ANSWERED} if "nations" not in changes else frozenset()),
        soft=reading.soft,
        guesses=reading.guesses,
        beside=reading.beside,
        instead_of=compared and replace(compared, instead_of=None),
    )
