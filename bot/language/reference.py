"""A question of its own that leaves out what it is about takes that from what was spoken of: they, her, that race."""

from dataclasses import replace

from bot.facts.snapshot import Snapshot
from bot.language.reading import ANSWERED, ANSWERED_GAMES, EXTREMES, MEDAL_RANK, SLOTS, Focus, Reading
from bot.language.turn import Turn

# What may be asked of a thing just spoken of without naming it again.
_OF_IT = frozenset(
    "margin time squad skater why when place date opponent which source venue host reserve age whose happened result "
    "rank what how yes-no city laps "
    "medal distance birthday birthplace family native-name spelling medal-change record count who nation race".split()
)
# What is asked of one race: its round carries over. The rest is asked of the Games.
_OF_RACE = frozenset("margin time skater opponent why whose date who nation yes-no what which race".split())
# What makes a "who" ask about the team spoken of, rather than for another one.
_OF_A_TEAM = frozenset(
    "verb:skate noun:squad noun:reserve noun:opponent verb:beat verb:lose verb:meet meets:race noun:skater verb:born "
    "link:with verb:replace verb:rest verb:represent deed:field".split()
)
# What is asked of a team's whole event, whichever of its races was spoken of.
_OF_THE_EVENT = frozenset("verb:fall noun:squad noun:reserve verb:get verb:finish noun:rank".split())
# What no table tells of: it is asked of the event, whatever table was spoken of.
_OF_OUR_EVENT = frozenset("verb:represent verb:skate noun:squad noun:skater noun:time noun:margin verb:fall".split())
_OF_THE_RECORD = frozenset(
    "record who when where place date time skater margin which nation what city squad whose".split()
)
# What of a team is another team's where the same is asked of other Games: the silver team's names, and in 2018?
_TEAMS_OWN = frozenset(("noun:squad", "verb:represent", "verb:skate", "noun:skater", "deed:field"))
_NAMING = tuple(slot for slot in SLOTS if slot != "number")
SHORT = 4  # words of "why not Italy?"
_COMPARING = ("op:more", "op:less", "op:faster", "op:slower", "op:ahead", "op:behind")


def referred(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading | None:
    """The reading with what it is about filled in; None where it stands by itself."""
    if not _leans(reading, last):
        return None
    if reading.elliptical and not (
        reading.asks or reading.pronouns or reading.says(*_NAMING) or reading.scope != "event"
    ):
        return None  # "and the previous one": what goes on and says nothing of what is not understood
    asks_itself = any(c.startswith(("wh:", "tell:")) for c in reading.cues)
    if reading.elliptical and reading.cue("op:last") and not (asks_itself or reading.says(*_NAMING)):
        return None  # "and last time?": which time that was is not said
    if compared := _of_both(reading, last.reading):
        return compared
    held = snapshot.held.get(last.reading.event or snapshot.main_event, ())
    old = last.reading
    if old.games and old.scope == "event" and not any(games in held for games in old.games):
        old = replace(old, games=())  # there was nothing at those Games that could be spoken of
    if "it" in reading.pronouns and reading.cue("verb:win") and len(last.focus.nations) == len(last.focus.rounds) == 1:
        race = snapshot.rounds[last.focus.rounds[0]]
        if not race.decides and not reading.says(*_NAMING):  # "who won that race": of its two teams
            reading = replace(reading, nations=last.focus.nations)
    return _of_record(_referred(reading, old, last.focus), last)


def _of_both(reading: Reading, old: Reading) -> Reading | None:
    """Of "who has more" after the same was asked of one and of the other: which of the two."""
    if old.instead_of is None or not reading.cue(*_COMPARING) or reading.says("nations", "people", "games", "ranks"):
        return None
    if old.asks not in ("count", "medal", "title") or bool(old.people) != bool(old.instead_of.people):
        return None
    medals = reading.medals or old.medals
    return replace(
        reading,
        asks=reading.asks or "who",
        medals=medals,
        people=(*old.instead_of.people, *old.people),
        nations=() if old.people else (*old.instead_of.nations, *old.nations),
        games=old.games if old.games == old.instead_of.games else (),
        genders=old.genders if old.genders == old.instead_of.genders else (),
        cues=reading.cues | {"pick:or", "noun:medal"} | {c for c in old.cues if c.startswith("medal:")},
        inherited=frozenset(("people", "nations", "medals")),
    )


def _leans(reading: Reading, last: Turn) -> bool:
    """Whether a question of its own leaves out what it is about."""
    old = last.reading
    if "any" in reading.words and _spans_all(reading):
        return False
    if reading.pronouns & {"they", "she", "he", "it", "there", "other"} and not (
        reading.games and (reading.nations or reading.people)
    ):
        return True
    anchored = reading.says("games", "when", "years", "event") or _names_anew(reading, last)
    if reading.elliptical and not (reading.games and reading.event):
        return True
    if reading.phrases[:1] == ("ever",) and reading.yes_no:
        return not reading.says("nations", "people")  # "ever get a medal?" leaves out who
    if _spans_all(reading):
        return False
    if reading.cue("verb:happen") and not (anchored or reading.cue("op:ever")) and len(reading.phrases) <= SHORT + 1:
        return True
    if reading.cue("aux:true") and not reading.says("games", "when", "years"):
        return True  # "wasn't it Italy?" doubts what was said
    if reading.asks == "why" and len(reading.phrases) <= SHORT and not reading.games:
        return True
    if reading.cue(*_COMPARING) and not reading.nations and (len(old.nations) > 1 or old.instead_of):
        return True
    if anchored or reading.cue("op:ever", "op:most", "op:each", "op:never", "noun:table", "op:repeat"):
        return False
    return reading.asks in _OF_IT and (
        len(reading.phrases) <= 6 or bool(reading.rounds or reading.ranks or reading.medals)
    )


def _names_anew(reading: Reading, last: Turn) -> bool:
    """Whether something is named that was not spoken of; of a team that was, what it did there is asked."""
    old, focus = last.reading, last.focus
    teams = {*old.nations, *focus.nations, *focus.met}
    people = {*(name for group in old.people for name in group), *focus.people}
    tells = any(c.startswith("verb:") for c in reading.cues)
    there = len(focus.games) == 1 and tells and not reading.cue(*_ALWAYS)
    return bool(
        (set(reading.nations) - teams and not there)
        or any(people.isdisjoint(group) for group in reading.people)
        or (reading.genders and reading.cue("record:OR", "record:WR", "record:TR"))
    )


_ALWAYS = (
    "aux:have",
    "verb:own",
    "op:ever",
    "op:first",
    "op:last",
    "op:most",
    "op:best",
    "op:worst",
    "op:never",
    "wh:when",
    "wh:how-many",
)
_DONE_TO = ("verb:beat", "verb:lose", "verb:succeed")


def _they_act(reading: Reading) -> bool:
    """Whether those spoken of did it: "who did they beat"; not "in the semi, who beat them"."""
    for term in reading.terms:
        if "pronoun:they" in term.cues or "aux:did" in term.cues:
            return True
        if not term.cues.isdisjoint(_DONE_TO) and "wh:who" not in term.cues:
            return not any("wh:who" in t.cues for t in reading.terms)
    return True


def _spans_all(reading: Reading) -> bool:
    """Whether a question means every race there was: an average, the closest final, "has any team"."""
    before = {"had", "been"} <= reading.words  # "who had been fastest": up to what was spoken of
    extreme = bool(reading.cues & EXTREMES) and (bool(reading.rounds) or reading.asks == "when") and not before
    return extreme or reading.cue("op:average", "op:total") or (reading.yes_no and reading.cue("aux:have"))


def _of_record(reading: Reading, last: Turn) -> Reading:
    """What is asked of "it" after a record was told is asked of that record."""
    own = reading.cues & {"record:OR", "record:WR", "record:TR", "record:both"}
    records = (
        set() if own else {c for c in last.reading.cues if c.startswith(("record:", "noun:record", "op:previous"))}
    )
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


_SPANNING = frozenset("op:ever op:never op:each op:all".split())
_AGAINST = frozenset("verb:beat verb:lose verb:meet meets:race".split())


def _against(reading: Reading, focus: Focus) -> dict[str, object]:
    """Of "had they beaten Canada" and "did Canada beat them", those spoken of on the side that is not named."""
    told = reading.cues & _AGAINST
    if not told or "they" not in reading.pronouns or len(reading.nations) != 1 or len(focus.nations) != 1:
        return {}
    cues = [term.cues for term in reading.terms]
    named, they, verb = (
        next((at for at, some in enumerate(cues) if any(c.startswith(kind) for c in some)), 0)
        for kind in ("nation:", "pronoun:they", tuple(told))
    )
    if focus.nations == reading.nations or named < they < verb:
        return {}  # "Poland's time when they lost": they are Poland
    sides = reading.nations + focus.nations if reading.winners else focus.nations + reading.nations
    found: dict[str, object] = {"nations": sides, "subjects": sides[:1]}
    if told & {"verb:beat", "verb:lose"} and bool(reading.winners) is not bool(reading.losers):
        found["losers" if reading.winners else "winners"] = focus.nations
    return found


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
        besides = told & {"link:with"} and not told & {"verb:beat", "verb:meet", "verb:lose"} and not reading.pronouns
        if (reading.pronouns & {"she", "he"} or (besides and len(focus.people) == 1)) and focus.people:
            take("people", (focus.people,))
        elif (
            focus.people
            and (not anybody or "they" in reading.pronouns)
            and (not focus.nations or reading.pronouns & {"she", "he"})
        ):
            take("people", (focus.people,) if len(focus.people) == 1 else old.people)
        elif "they" in reading.pronouns and reading.asks in ("age", "birthday", "birthplace") and focus.people:
            take("people", tuple((name,) for name in focus.people))
        compared = reading.cue(*_COMPARING) and len(old.nations) > 1
        if compared:
            take("nations", old.nations)
        elif "people" not in changes and ("they" in reading.pronouns or not anybody):
            take("nations", focus.nations or (old.nations if len(old.nations) == 1 else ()))
    changes |= _against(reading, focus)
    doubted = (
        reading.yes_no
        and bool(reading.nations)
        and not any(c.startswith("verb:") and c != "verb:perform" for c in told)
    )
    if doubted or (
        "nations" in changes and reading.asks in ("time", "margin") and not told & {"verb:lose", "verb:beat"}
    ):
        won = (1,) if old.cues & {"verb:win", "noun:champion"} and not old.rounds and len(old.nations) < 2 else ()
        take("ranks", old.ranks or tuple(MEDAL_RANK[m] for m in old.medals) or won)
    another = bool(alone and (reading.cue("noun:event") or (reading.genders and reading.genders != focus.genders)))
    if reading.asks in _OF_RACE and not (
        another or reading.ranks or reading.medals or told & (_OF_THE_EVENT | _SPANNING)
    ):
        take("rounds", focus.rounds or old.rounds)
    take("event", old.event)
    if old.scope != "event" and reading.scope == "event" and not reading.event and not told & _OF_OUR_EVENT:
        changes["scope"] = old.scope
    nations = changes.get("nations")
    if nations and not (reading.winners or reading.losers) and told & {"verb:beat", "verb:lose"}:
        they_first = _they_act(reading)
        beat = ("verb:beat" in told) is they_first
        changes["winners" if beat else "losers"] = nations
    if nations and "they" in reading.pronouns and _they_act(reading):
        take("subjects", nations)
    of_the_answer = not old.nations or ANSWERED in old.inherited
    answered = {ANSWERED} if changes.get("nations") and nations == focus.nations and of_the_answer else set()
    if "games" in changes and (not old.games or ANSWERED_GAMES in old.inherited) and len(focus.games) > 1:
        answered |= {ANSWERED_GAMES}
    if answered and told & _TEAMS_OWN and not reading.ranks:
        won = (1,) if old.cue("verb:win", "noun:champion") and not old.rounds else ()
        changes["place"] = old.place or old.ranks or tuple(MEDAL_RANK[m] for m in old.medals) or won
    return replace(reading, **changes, inherited=frozenset(changes) - {"place"} | answered)  # type: ignore[arg-type]
