"""Completes a reading from the turn before: ellipsis, pronouns and corrections; it answers nothing."""

from dataclasses import dataclass, replace

from bot.facts.models import Source
from bot.facts.snapshot import Snapshot
from bot.language.reading import Focus, Reading


@dataclass(frozen=True, slots=True)
class Turn:
    """What a question asked and what its answer was about; `offered` are choices that wait for a pick."""

    reading: Reading
    focus: Focus
    intent: str = ""
    answer: str = ""
    read_as: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    offered: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # what was offered and not picked


# Slots that a new constraint of the same kind replaces.
_SLOTS = (
    "games",
    "when",
    "years",
    "genders",
    "rounds",
    "ranks",
    "medals",
    "nations",
    "people",
    "event",
    "bound",
    "conditions",
    "number",
)
_TIME_SLOTS = {"games": (), "when": "", "years": None}
# What may be asked of a thing just spoken of without naming it again.
_OF_IT = frozenset(
    "margin time squad skater why when place date opponent which source venue host reserve age whose happened result "
    "rank what how yes-no city laps "
    "medal distance birthday birthplace family native-name spelling medal-change record count who nation race".split()
)
# What is asked of one race: its round carries over. The rest is asked of the Games.
_OF_RACE = frozenset("margin time skater opponent why whose date who nation yes-no what which race".split())
# Asks that may be nothing but a new constraint on the old question.
_CONSTRAINTS = frozenset(("", "medal", "games", "event", "race"))


SHORT = 4
# Marks in `inherited`: the team, or the Games, came from the last answer and not from what was said.
ANSWERED, ANSWERED_GAMES = "answer", "answered games"
EXTREMES = frozenset(
    f"op:{op}" for op in "fastest slowest closest biggest most fewest youngest oldest first last".split()
)
LAST = 99
# What makes a "who" ask about the team spoken of, rather than for another one.
_OF_A_TEAM = frozenset(
    "verb:skate noun:squad noun:reserve noun:opponent verb:beat verb:lose verb:meet meets:race noun:skater verb:born "
    "link:with verb:replace verb:rest verb:represent deed:field".split()
)
_MEDAL_RANK = {"gold": 1, "silver": 2, "bronze": 3}


def follow(reading: Reading, last: Turn | None, snapshot: Snapshot) -> Reading:
    """The reading with what it leaves unsaid taken from the turn before, where it is a follow-up at all."""
    if last is None or reading.elsewhere or reading.strangers or _only_polite(reading):
        return reading
    if reading.asks == "source" and not (reading.games or reading.nations or reading.people or reading.genders):
        return reading  # it asks of the answer, whatever that was about
    if "other" in reading.pronouns and last.others and not _own_question(reading):
        return replace(last.reading, people=(last.others,), elliptical=True)
    if (
        reading.asks in ("which", "which one", "what")
        and last.reading.asks == "count"
        and not (reading.games or reading.nations or reading.people or reading.medals or reading.cues & EXTREMES)
    ):
        return replace(
            last.reading, asks=last.reading.of or "medal", of="", inherited=frozenset(("question", "people", "nations"))
        )
    if (
        reading.asks in ("which", "which one", "what")
        and last.reading.yes_no
        and last.reading.cue("noun:medal")
        and _names_nothing(reading)
        and not any(c.startswith("verb:") for c in reading.cues)
    ):
        return replace(last.reading, asks="medal", yes_no=False, inherited=_from_before(last.reading) | {"question"})
    if relatives := _kin(reading, last, snapshot):
        return replace(last.reading, people=(relatives,), inherited=frozenset(("question",)), elliptical=True)
    if reading.ranks and "noun:table" in last.reading.cues and _names_no_more_than_a_rank(reading):
        old = last.reading
        table = old.cues & {"noun:table"}
        kept = {slot: getattr(old, slot) for slot in ("games", "when", "years", "genders", "event", "scope")}
        taken = frozenset(slot for slot, value in kept.items() if value and slot != "scope")
        return replace(reading, **kept, cues=reading.cues | table, inherited=taken | {"question"})
    if reading.asks == "count" and not reading.of and last.reading.asks and _counts_the_same(reading):
        return _overlaid(reading, _counted(last.reading), last.focus)
    if reading.cue("op:previous") and reading.elliptical and _names_nothing(reading) and not _own_question(reading):
        if before := _games_before(last, snapshot):
            champion = last.reading.cues - {"op:defending"} | {"verb:win"}
            cues = champion if "op:defending" in last.reading.cues else last.reading.cues
            return replace(last.reading, games=(before,), when="", cues=cues, inherited=frozenset(("question",)))
        return reading
    if _asks_anew(reading, last.reading) or (
        reading.asks == "when" and _names_nothing(reading) and last.reading.yes_no and len(last.focus.games) != 1
    ):
        return replace(
            last.reading,
            asks=reading.asks or last.reading.asks,
            of="" if reading.asks != "count" else last.reading.of,
            yes_no=False,
            inherited=_from_before(last.reading) | {"question"},
            pronouns=frozenset(),
        )
    if _changes_only(reading, last.reading):
        return _overlaid(reading, last.reading, last.focus)
    if _leans(reading, last.reading):
        return _of_record(_referred(reading, last.reading, last.focus), last)
    return reading


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
    other = (s for s in _SLOTS if s != "ranks")
    return not any(getattr(reading, slot) for slot in other) and not any(
        c.startswith(("noun:", "verb:", "record:")) and c != "noun:nation" for c in reading.cues
    )


def _only_polite(reading: Reading) -> bool:
    return reading.empty and any(c.startswith("smalltalk:") for c in reading.cues) and not reading.elliptical


def _own_question(reading: Reading) -> bool:
    return any(c.startswith(("wh:", "tell:", "aux:")) for c in reading.cues) or reading.yes_no


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
# What one answer tells whatever of it is asked: the fastest, and whoever was under a bound.
_WHOLE = ("", "who", "nation", "which", "what", "which one", "skater", "how", "when", "where", "place", "race")


def _names_nothing(reading: Reading) -> bool:
    return not any(getattr(reading, slot) for slot in _SLOTS) and not reading.left


def _asks_anew(reading: Reading, old: Reading) -> bool:
    """Whether nothing but another question word is said to an extreme or a bound: "who was that", "list them"."""
    return (
        bool(old.cues & EXTREMES or old.bound)
        and _names_nothing(reading)
        and reading.asks in _WHOLE
        and any(c.startswith(("wh:", "tell:")) for c in reading.cues)
        and all(c.startswith(_SLOTLESS) for c in reading.cues)
    )


def _counts_the_same(reading: Reading) -> bool:
    """Whether "how many" leaves out of what: "how many for Italy", "how many exactly"."""
    return not any(c.startswith(("verb:", "noun:", "medal:")) and c not in _EMPTY_VERBS for c in reading.cues)


_EMPTY_VERBS = frozenset(("verb:own", "verb:perform", "verb:get", "verb:skate", "noun:nation"))
_COUNTABLE = {"noun:title": "title", "noun:medal": "medal", "noun:podium": "podium", "noun:race": "race"}


def _counted(old: Reading) -> Reading:
    """The old question as one for a number."""
    of = (
        old.of
        or (old.asks if old.asks in ("nation", "skater") else "")
        or next((of for cue, of in _COUNTABLE.items() if cue in old.cues), "medal")
    )
    return replace(old, asks="count", of=of, yes_no=False, conditions=(), cues=old.cues | {"wh:how-many"})


def _from_before(old: Reading) -> frozenset[str]:
    return frozenset(slot for slot in _SLOTS if getattr(old, slot)) | (old.inherited & {ANSWERED})


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
    plain = not _own_question(reading) and not reading.cue(
        "noun:table",
        "noun:medal",
        "noun:podium",
        "op:most",
        "op:compare",
        "op:repeat",
        "op:defending",
        "noun:title",
        "noun:champion",
        "noun:record",
    )
    verbs = any(
        c in reading.cues
        for c in (
            "verb:win",
            "verb:lose",
            "verb:beat",
            "verb:meet",
            "verb:fall",
            "verb:happen",
            "verb:skate",
            "verb:qualify",
            "verb:get",
        )
    )
    bare = not any(
        c.startswith(("noun:", "record:", "op:", "medal:")) or (c.startswith("verb:") and c != "verb:perform")
        for c in reading.cues
    )
    if reading.asks in ("what", "which", "which one", "how") and bare and not reading.yes_no:
        return bool(
            reading.games
            or reading.when
            or reading.genders
            or reading.rounds
            or reading.nations
            or reading.people
            or reading.years
        )
    if reading.asks in _CONSTRAINTS and plain and not verbs:
        return bool(
            reading.games
            or reading.when
            or reading.genders
            or reading.rounds
            or reading.ranks
            or reading.medals
            or reading.nations
            or reading.people
            or reading.years
        )
    if old.asks == "count" and reading.cue("medal:gold") and not verbs and not _own_question(reading):
        return bool(reading.nations or reading.people or reading.elliptical)
    return (
        reading.elliptical
        and not _own_question(reading)
        and reading.asks in (*_CONSTRAINTS, "podium", "title", "nation")
        and not verbs
    )


def _leans(reading: Reading, old: Reading) -> bool:
    """Whether a question of its own leaves out what it is about."""
    if "any" in reading.words and _spans_all(reading):
        return False
    if reading.pronouns & {"they", "she", "he", "it", "there", "other"} and not (
        reading.games and (reading.nations or reading.people)
    ):
        return True
    anchored = (
        reading.games
        or reading.when
        or reading.nations
        or reading.people
        or reading.years
        or reading.genders
        or reading.event
    )
    if reading.elliptical and not (reading.games and reading.event):
        return True
    if _spans_all(reading):
        return False
    if reading.asks == "why" and len(reading.phrases) <= SHORT and not reading.games:
        return True
    if reading.cue("op:more", "op:less", "op:faster", "op:slower") and not reading.nations and len(old.nations) > 1:
        return True
    if anchored or reading.cue("op:ever", "op:most", "op:each", "op:never", "noun:table", "op:repeat"):
        return False
    return reading.asks in _OF_IT and (
        len(reading.phrases) <= 6 or bool(reading.rounds or reading.ranks or reading.medals)
    )


def _spans_all(reading: Reading) -> bool:
    """Whether a question means every race there was: an average, the closest final, "has any team"."""
    extreme = bool(reading.cues & EXTREMES) and (bool(reading.rounds) or reading.asks == "when")
    return extreme or reading.cue("op:average", "op:total") or (reading.yes_no and reading.cue("aux:have"))


def _beside(group: tuple[str, ...], old: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Those who share a name with whom was spoken of: after Hege Bøkko, "Håvard" is Bøkko too."""
    spoken = {word for people in old for name in people for word in name.split()}
    kin = tuple(name for name in group if spoken & set(name.split()))
    return kin if len(group) > 1 and kin else group


def _overlaid(reading: Reading, old: Reading, focus: Focus) -> Reading:
    changes: dict[str, object] = {slot: new for slot in _SLOTS if (new := getattr(reading, slot))}
    if reading.scope != "event":
        changes["scope"] = reading.scope
    if changes.keys() & _TIME_SLOTS.keys():
        changes = {**_TIME_SLOTS, **changes}
    elif reading.genders and not (old.games or old.when or old.years) and len(focus.games) == 1 and old.asks != "count":
        changes["games"] = focus.games
    if "op:last" in reading.cues and old.ranks and "ranks" not in changes:
        changes["ranks"] = (LAST,)
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
    if changes.keys() & {"nations", "people"} and ANSWERED_GAMES in old.inherited:
        # Where somebody else did the same was not said.
        changes.setdefault("games", ())
    if "people" in changes:
        changes["people"] = tuple(_beside(group, old.people) for group in reading.people)
        changes.setdefault("nations", ())
        changes.setdefault("genders", ())
    if "genders" in changes and old.people and not reading.people:
        changes["people"] = ()
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
        inherited=frozenset(s for s in _SLOTS if getattr(old, s) and s not in changes)
        | {"question"}
        | (old.inherited & {ANSWERED} if "nations" not in changes else frozenset()),
        soft=reading.soft,
        guesses=reading.guesses,
        beside=reading.beside,
    )


def _of_record(reading: Reading, last: Turn) -> Reading:
    """What is asked of "it" after a record was told is asked of that record."""
    own = reading.cues & {"record:OR", "record:WR", "record:TR", "record:both"}
    records = set() if own else {c for c in last.reading.cues if c.startswith(("record:", "noun:record"))}
    if (
        last.intent != "records"
        or reading.cue("verb:beat", "verb:lose", "verb:meet")
        or reading.asks not in _OF_THE_RECORD
        or reading.nations not in ((), last.focus.nations)
        or reading.cues & records
    ):
        return reading
    old = last.reading
    spoken = (
        () if "question" in old.inherited else tuple(old.inherited)
    )  # what the old question itself took from before
    nations = () if "nations" in spoken else old.nations
    return replace(
        reading,
        cues=reading.cues | records,
        nations=nations,
        subjects=old.subjects if nations else (),
        rounds=() if "rounds" in spoken else old.rounds,
        games=() if "games" in spoken else old.games,
        ranks=(),
        time=reading.time or old.time,
        inherited=reading.inherited | {"question"},
    )


_OF_THE_RECORD = frozenset(
    "record who when where place date time skater margin which nation what city squad whose".split()
)


def _referred(reading: Reading, old: Reading, focus: Focus) -> Reading:
    """A new question about the thing that was spoken of."""
    changes: dict[str, object] = {}

    def take(slot: str, value: object) -> None:
        if value and not getattr(reading, slot):
            changes[slot] = value

    told = reading.cues
    anybody = ((reading.ranks or reading.medals) and reading.asks != "count") or (
        reading.asks in ("who", "nation", "champion", "podium", "result") and not told & _OF_A_TEAM
    )
    alone = "they" not in reading.pronouns and not reading.elliptical
    if alone and (
        # "Who lost the men's final there", "the time of the winners", and the men after women: another team.
        (
            told & {"verb:lose", "verb:beat"}
            and reading.asks in ("who", "nation")
            and (reading.rounds or reading.genders)
        )
        or (reading.asks in ("time", "margin") and told & {"verb:win", "noun:champion"})
        or (reading.genders and focus.genders and reading.genders != focus.genders)
    ):
        anybody = True
    if not (reading.games or reading.when or reading.years) and not reading.cue(
        "op:ever", "op:all", "op:each", "op:most", "op:never"
    ):
        take("games", focus.games or old.games)
    take("genders", focus.genders or old.genders)
    if not reading.nations and not reading.people:
        if reading.pronouns & {"she", "he"} and focus.people:
            take("people", (focus.people,))
        elif (
            focus.people
            and (not anybody or "they" in reading.pronouns)
            and (not focus.nations or reading.pronouns & {"she", "he"})
        ):
            take("people", (focus.people,) if len(focus.people) == 1 else old.people)
        elif "they" in reading.pronouns and reading.asks in ("age", "birthday", "birthplace") and focus.people:
            take("people", tuple((name,) for name in focus.people))
        compared = reading.cue("op:more", "op:less", "op:faster", "op:slower") and len(old.nations) > 1
        if compared:
            take("nations", old.nations)
        elif "people" not in changes and ("they" in reading.pronouns or not anybody):
            take("nations", focus.nations or (old.nations if len(old.nations) == 1 else ()))
    doubted = (
        reading.yes_no
        and bool(reading.nations)
        and not any(c.startswith("verb:") and c != "verb:perform" for c in told)
    )
    if doubted or (
        "nations" in changes and reading.asks in ("time", "margin") and not told & {"verb:lose", "verb:beat"}
    ):
        won = (1,) if old.cues & {"verb:win", "noun:champion"} and not old.rounds and len(old.nations) < 2 else ()
        take("ranks", old.ranks or tuple(_MEDAL_RANK[m] for m in old.medals) or won)
    another = bool(alone and (reading.cue("noun:event") or (reading.genders and reading.genders != focus.genders)))
    if reading.asks in _OF_RACE and not (
        another or reading.ranks or reading.medals or told & {"verb:fall", "noun:squad", "noun:reserve"}
    ):
        take("rounds", focus.rounds or old.rounds)
    take("event", old.event)
    if old.scope != "event" and reading.scope == "event" and not reading.event:
        changes["scope"] = old.scope
    nations = changes.get("nations")
    if nations and not (reading.winners or reading.losers) and told & {"verb:beat", "verb:lose"}:
        they_first = reading.phrases[:1] != ("who",) or any(
            p in ("did they", "did", "do", "they") for p in reading.phrases[1:3]
        )
        beat = ("verb:beat" in told) is they_first
        changes["winners" if beat else "losers"] = nations
    if nations and "they" in reading.pronouns:
        take("subjects", nations)
    of_the_answer = not old.nations or ANSWERED in old.inherited
    answered = {ANSWERED} if changes.get("nations") and nations == focus.nations and of_the_answer else set()
    if "games" in changes and (not old.games or ANSWERED_GAMES in old.inherited) and len(focus.games) > 1:
        answered |= {ANSWERED_GAMES}
    return replace(reading, **changes, inherited=frozenset(changes) | answered)  # type: ignore[arg-type]
