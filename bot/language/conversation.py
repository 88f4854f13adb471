"""Completes a reading from the turn before: ellipsis, pronouns, corrections, a choice; it answers nothing."""

from dataclasses import dataclass, replace

from bot.facts.models import Source
from bot.facts.snapshot import Snapshot
from bot.language.lexicon import Lexicon
from bot.language.reading import Focus, Reading
from bot.language.text import phrase


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
    "distance birthday birthplace family native-name spelling medal-change record count who nation race".split()
)
# What is asked of one race: its round carries over. The rest is asked of the Games.
_OF_RACE = frozenset("margin time skater opponent why whose date who nation yes-no what which race".split())
# Asks that may be nothing but a new constraint on the old question.
_CONSTRAINTS = frozenset(("", "medal", "games", "event", "race"))


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


def follow(reading: Reading, last: Turn | None) -> Reading:
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
    if _changes_only(reading):
        return _overlaid(reading, last.reading, last.focus)
    if _leans(reading):
        return _of_record(_referred(reading, last.reading, last.focus), last)
    return reading


def _only_polite(reading: Reading) -> bool:
    return reading.empty and any(c.startswith("smalltalk:") for c in reading.cues) and not reading.elliptical


def _own_question(reading: Reading) -> bool:
    return any(c.startswith(("wh:", "tell:", "aux:")) for c in reading.cues) or reading.yes_no


def _changes_only(reading: Reading) -> bool:
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
    return (
        reading.elliptical
        and not _own_question(reading)
        and reading.asks in (*_CONSTRAINTS, "podium", "title", "nation")
        and not verbs
    )


def _leans(reading: Reading) -> bool:
    """Whether a question of its own leaves out what it is about."""
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
    if anchored or reading.cue("op:ever", "op:most", "op:each", "op:never", "noun:table", "op:repeat"):
        return False
    return reading.asks in _OF_IT and (
        len(reading.phrases) <= 6 or bool(reading.rounds or reading.ranks or reading.medals)
    )


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
    elif "answer" in old.inherited and changes.keys() & {"medals", "ranks", "games", "when", "genders"}:
        # The team came from the last answer, not from the question: a new place, year or gender means another team.
        changes |= {"nations": (), "winners": (), "losers": (), "subjects": ()}
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
        | (old.inherited & {"answer"} if "nations" not in changes else frozenset()),
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
        if "people" not in changes and ("they" in reading.pronouns or not anybody):
            take("nations", focus.nations or (old.nations if len(old.nations) == 1 else ()))
    doubted = (
        reading.yes_no
        and bool(reading.nations)
        and not any(c.startswith("verb:") and c != "verb:perform" for c in told)
    )
    if doubted or (
        "nations" in changes and reading.asks in ("time", "margin") and not told & {"verb:lose", "verb:beat"}
    ):
        won = (1,) if old.cues & {"verb:win", "noun:champion"} and not old.rounds else ()
        take("ranks", old.ranks or tuple(_MEDAL_RANK[m] for m in old.medals) or won)
    if reading.asks in _OF_RACE and not (
        reading.ranks or reading.medals or told & {"verb:fall", "noun:squad", "noun:reserve"}
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
    answered = (
        {"answer"} if changes.get("nations") and changes["nations"] == focus.nations and not old.nations else set()
    )
    return replace(reading, **changes, inherited=frozenset(changes) | answered)  # type: ignore[arg-type]


OLDER = frozenset("elder older eldest oldest big bigger".split())
AGES = OLDER | frozenset("younger youngest little small".split())


def chosen(text: str, last: Turn, lexicon: Lexicon, snapshot: Snapshot) -> Reading | None:
    """The old question with the choice that was typed: its name, a part of it, or its place in the list."""
    if not last.offered:
        return None
    key = phrase(text)
    pick: str | None = None
    numbers = {
        "1": 0,
        "first": 0,
        "one": 0,
        "1st": 0,
        "2": 1,
        "second": 1,
        "two": 1,
        "2nd": 1,
        "3": 2,
        "third": 2,
        "three": 2,
        "3rd": 2,
        "4": 3,
        "fourth": 3,
    }
    words = [
        w
        for w in key.split()
        if w not in ("the", "one", "number", "no", "option", "please", "pls", "i", "mean", "meant")
    ] or key.split()
    if not words:
        return None
    if len(words) == 1 and (words[0] in numbers or words[0] in ("last", "latter", "former")):
        at = {"last": len(last.offered) - 1, "latter": len(last.offered) - 1, "former": 0}.get(
            words[0], numbers.get(words[0], 99)
        )
        pick = last.offered[at] if at < len(last.offered) else None
    else:
        if AGES & set(words) and all(o in snapshot.skaters and snapshot.skaters[o].born for o in last.offered):
            by_age = sorted(last.offered, key=lambda o: str(snapshot.skaters[o].born))
            words = phrase(by_age[0] if OLDER & set(words) else by_age[-1]).split()
        fits = [o for o in last.offered if set(words) <= set(phrase(o).split())]
        gender = lexicon.phrases.get(words[-1], {}).get("gender")
        if not fits and gender:
            fits = [o for o in last.offered if o in snapshot.skaters and snapshot.skaters[o].gender == gender]
        pick = fits[0] if len(fits) == 1 else None
    return None if pick is None else picked(pick, last)


def picked(pick: str, last: Turn) -> Reading | None:
    """The old question with one of the choices that were offered."""
    people = tuple((pick,) if pick in group else group for group in last.reading.people)
    if people != last.reading.people:
        return replace(last.reading, people=people)
    if pick in ("men", "women"):
        return replace(last.reading, genders=(pick,))
    return None
