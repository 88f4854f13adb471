"""What stands for something spoken of: the opponent, "they" of an age, four years later; it answers nothing."""

from dataclasses import replace

from bot.facts.snapshot import Snapshot, Start
from bot.language.reading import SLOTS, Reading
from bot.language.turn import Turn

# What is asked of people, not of a team: "how old were they".
_OF_PEOPLE = frozenset(("age", "birthday", "birthplace"))
# What makes "the opponent" a team that something is asked of, and not what is asked.
_OF_THE_OTHER = ("verb:represent", "verb:skate", "noun:squad", "noun:skater", "deed:field", "noun:age")
# Words by which a step in time is one from the Games spoken of, not from today.
_STEPS = frozenset("earlier later before after years time games edition olympics one".split())
_EARLIER, _LATER = ("op:previous", "games:previous"), ("op:next",)
_DROPPED = ("op:next", "op:previous", "games:previous", "noun:games", "noun:time", "smalltalk:bye", "period:after")


def spelled_out(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading:
    """The reading with the Games a step from those spoken of, and the other team of that race, by their own names."""
    reading = _above(_of_two(reading, last, snapshot), last, snapshot)
    return _at_the_time(
        _other_team(_stepped(_bounded(reading, last, snapshot), last, snapshot), last, snapshot), last, snapshot
    )


def _of_two(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading:
    """Of "in the latter", the later of two Games that were spoken of."""
    spoken = sorted(last.focus.games, key=lambda games: snapshot.games[games].year)
    if not reading.cue("pair:former", "pair:latter"):
        return reading
    if len(spoken) != 2:
        spoken = sorted(last.reading.pair, key=lambda games: snapshot.games[games].year)
    if len(spoken) != 2 or reading.says("games", "when", "years"):
        return reading
    at = 0 if reading.cue("pair:former") else 1
    return replace(reading, games=(spoken[at],), pair=tuple(spoken), cues=reading.cues - {"record:old"})


def _above(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading:
    """Of "had they ever done better", the places above the one that was spoken of."""
    told = [
        x
        for x in snapshot.results
        if x.placing.nation in last.focus.nations
        and x.games.id in last.focus.games
        and x.event.event == (last.reading.event or snapshot.main_event)
        and x.event.gender in (last.focus.genders or last.reading.genders or (x.event.gender,))
    ]
    better = reading.cue("op:more") and reading.cue("verb:perform", "verb:finish", "noun:rank", "noun:result")
    if not better or not reading.yes_no or len(told) != 1 or reading.says():
        return reading
    year = told[0].games.year
    before = reading.cue("op:previous") or "before" in reading.words or "had" in reading.words
    return replace(
        reading,
        ranks=tuple(range(1, told[0].rank)),
        nations=last.focus.nations,
        subjects=last.focus.nations,
        genders=(told[0].event.gender,),
        years=(0, year - 1) if before else None,
        cues=frozenset(("verb:finish", *(c for c in reading.cues if c.startswith("aux:")))),
        elliptical=False,
        pronouns=frozenset(),
        inherited=frozenset(("nations", "genders", "ranks")),
    )


def by_name(reading: Reading, snapshot: Snapshot) -> Reading:
    """What is asked of people and was said of a team, asked of its skaters."""
    if (
        reading.asks not in _OF_PEOPLE
        or reading.people
        or len(reading.nations) != 1
        or "nations" not in reading.inherited
        or "they" not in reading.pronouns
    ):
        return reading
    team = [
        result
        for result in snapshot.results
        if result.placing.nation == reading.nations[0]
        and result.games.id in reading.games
        and result.event.gender in reading.genders
        and result.event.event == (reading.event or snapshot.main_event)
    ]
    if len(team) != 1:
        return reading
    names = tuple(m.skater for m in team[0].placing.squad if m.raced is not False)
    if len(reading.rounds) == 1:
        line_ups = [s.entry.skaters for s in _races(reading, snapshot) if s.round.round == reading.rounds[0]]
        names = line_ups[0] if line_ups and line_ups[0] else names
    if not names:
        return reading
    people = tuple((name,) for name in names)
    return replace(reading, people=people, nations=(), subjects=(), rounds=())


def _races(reading: Reading, snapshot: Snapshot) -> tuple[Start, ...]:
    if not (len(reading.games) == len(reading.genders) == len(reading.nations) == 1):
        return ()
    key = (reading.games[0], reading.event or snapshot.main_event, reading.genders[0], reading.nations[0])
    return snapshot.races_of_team.get(key, ())


def _other_team(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading:
    """Of "who skated for the opponent", the team that the one spoken of met there."""
    if "noun:opponent" not in reading.cues or reading.says("nations", "people", "games", "genders", "rounds"):
        return reading
    going_on = reading.elliptical and last.reading.cue(*_OF_THE_OTHER) and "for" in " ".join(reading.phrases).split()
    if not (reading.cue(*_OF_THE_OTHER) or going_on):
        return reading
    focus = last.focus
    if not (len(focus.games) == len(focus.genders) == len(focus.nations) == len(focus.rounds) == 1):
        return reading
    spoken = replace(reading, games=focus.games, genders=focus.genders, nations=focus.nations)
    rivals = {s.rival.nation for s in _races(spoken, snapshot) if s.round.round in focus.rounds and s.rival}
    if len(rivals) != 1:
        return reading
    cues = reading.cues - {"noun:opponent", "verb:lose"}
    asks = "" if reading.asks == "opponent" else reading.asks
    if going_on:
        cues, asks = last.reading.cues | cues, last.reading.asks
    inherited = reading.inherited | {"games", "genders", "nations", "rounds"}
    nations = (rivals.pop(),)
    return replace(
        spoken, nations=nations, rounds=focus.rounds, cues=cues, asks=asks, elliptical=False, inherited=inherited
    )


def _at_the_time(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading:
    """Of "how old was Hedrick" after a race of his, at those Games."""
    games = last.focus.games
    if (
        reading.asks != "age"
        or not reading.people
        or reading.says("games", "when", "years")
        or len(games) != 1
        or not {"was", "were"} & {word for text in reading.phrases for word in text.split()}
        or not all(
            any(x.games.id == games[0] for n in group for x in snapshot.squads.get(n, ())) for group in reading.people
        )
    ):
        return reading
    return replace(reading, games=games, inherited=reading.inherited | {"games"})


def _bounded(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading:
    """Of "had they been in it before" and "what did she win later", before and after the Games spoken of."""
    games = last.focus.games
    if len(games) != 1 or reading.says("games", "when", "years") or not reading.pronouns & {"they", "she", "he"}:
        return reading
    year = snapshot.games[games[0]].year
    if reading.phrases[-1:] == ("before",) and reading.yes_no and reading.cue("aux:have"):
        years = 0, year - 1
    elif reading.phrases[-1:] in (("later",), ("afterwards",)) and reading.asks in ("medal", "title", "result"):
        years = year + 1, 9999
    else:
        return reading
    return replace(reading, years=years, cues=reading.cues - {"smalltalk:bye", "op:next", "record:stand"})


def _stepped(reading: Reading, last: Turn, snapshot: Snapshot) -> Reading:
    """Of "and four years later", "who won the time before that", those Games by their name."""
    step = 1 if reading.cue(*_LATER) else -1 if reading.cue("op:previous") or reading.when == "previous" else 0
    others = tuple(slot for slot in SLOTS if slot not in ("when", "genders", "number"))
    if (
        not step
        or reading.asks == "when"
        or reading.says(*others)
        or reading.left
        or reading.cue("record:old", "noun:record", "noun:table")
    ):
        return reading
    said = {word for text in reading.phrases for word in text.split() if len(text.split()) > 1}
    if not said & _STEPS or "ago" in said:
        return reading
    held = snapshot.held.get(last.reading.event or snapshot.main_event, ())
    told = last.focus.games or last.reading.games
    if len(told) != 1 or told[0] not in held or not 0 <= (at := held.index(told[0]) + step) < len(held):
        return reading
    asks = "" if reading.asks in ("games", "time") else reading.asks
    cues = frozenset(c for c in reading.cues if c not in _DROPPED)
    genders = reading.genders or last.focus.genders or last.reading.genders
    return replace(reading, games=(held[at],), when="", number=None, asks=asks, cues=cues, genders=genders)
