"""The shapes of what is known: frozen models that mirror the YAML; they know nothing of files, questions or faces."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3})\.(\d\d)", re.ASCII)


def hundredths(text: object) -> object:
    """Hundredths of a second from a time as people write it; raises ValueError for any other text.

    >>> hundredths("2:53.44"), hundredths("11.03")
    (17344, 1103)
    """
    if not isinstance(text, str):
        return text
    match = _TIME.fullmatch(text)
    if match is None or (match[1] and int(match[2]) > 59):
        raise ValueError(f"{text} is not a time: write it as 2:53.44, a gap as 11.03")
    return int(match[1] or 0) * 6000 + int(match[2]) * 100 + int(match[3])


def written(time: int) -> str:
    """A time in hundredths of a second as people write it: the reverse of `hundredths`.

    >>> written(17344), written(1103)
    ('2:53.44', '11.03')
    """
    minutes, rest = divmod(time, 6000)
    seconds, parts = divmod(rest, 100)
    return f"{minutes}:{seconds:02}.{parts:02}" if minutes else f"{seconds}.{parts:02}"


Hundredths = Annotated[int, BeforeValidator(hundredths)]

Gender = Literal["men", "women", "mixed"]
Medal = Literal["gold", "silver", "bronze"]
Status = Literal["ok", "fell", "overtaken", "disqualified", "DNF", "DNS"]
Confidence = Literal["two", "one", "derived", "uncertain"]
RecordKind = Literal["OR", "WR", "TR"]
MEDALS: tuple[Medal, ...] = ("gold", "silver", "bronze")


class Fact(BaseModel):
    """Base of every model: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Source(Fact):
    """Where a fact was read."""

    id: str
    publisher: str
    title: str
    url: str | None = None
    date: str | None = None
    note: str | None = None

    def __hash__(self) -> int:
        return hash(self.id)


class Nation(Fact):
    """A team as the Games know it; `id` is the code used at the time (NED, ROC)."""

    id: str
    name: str
    in_sentence: str | None = None  # "the Netherlands" where the name takes an article
    adjective: str | None = None  # "Dutch"
    flag: str | None = None
    aliases: tuple[str, ...] = ()  # other names, demonyms, codes: "Holland", "the Dutch", "Oranje"
    places: tuple[str, ...] = ()  # names that mean the country as a place only: none is needed where `name` does
    see_also: tuple[str, ...] = ()  # nation ids kept apart that a person may have meant as well (RUS and ROC)
    note: str | None = None


class Relative(Fact):
    """`relation` is what the skater is to the other: Miho is the "younger sister" of Nana."""

    relation: str
    of: str


class Skater(Fact):
    """A person; the full name is the id everywhere."""

    name: str
    nations: tuple[str, ...]
    gender: Gender
    born: date | None = None
    born_year: int | None = None  # where only the year is known
    birthplace: str | None = None
    native_name: str | None = None
    aliases: tuple[str, ...] = ()
    family: tuple[Relative, ...] = ()
    note: str | None = None
    sources: tuple[str, ...] = ()


class EventKind(Fact):
    """A kind of event, whoever held it: team pursuit, 1500 m."""

    id: str
    name: str  # "team pursuit"
    sport: str  # "speed skating"
    aliases: tuple[str, ...] = ()
    team_size: int = 1  # how many skate together; 1 is a single skater
    counts: Literal["time", "points"] = "time"
    default: bool = False  # what a question is about that names no event
    summary: str | None = None


class RoundKind(Fact):
    """A round, with the ranks its races decide; `final-a` decides 1 and 2."""

    id: str
    name: str  # "final", "race for fifth place"
    aliases: tuple[str, ...] = ()
    order: int  # where it stands in the day: heats 1, quarterfinals 2 …
    decides: tuple[int, ...] = ()


class Entry(Fact):
    """One team or skater in one race; times in hundredths of a second."""

    nation: str
    skaters: tuple[str, ...] = ()
    time: Hundredths | None = None
    points: int | None = None
    gap: Hundredths | None = None  # behind the opponent of the same race, hundredths
    status: Status = "ok"
    records: tuple[RecordKind, ...] = ()
    rank: int | None = None  # within the round by time, or within the race for finals
    next: str | None = None  # what it led to: "semifinal", "gold", "5th"
    lane: str | None = None
    note: str | None = None
    sources: tuple[str, ...]
    confidence: Confidence = "two"


class Race(Fact):
    """Who raced whom, the first named being the one that went on; one entry alone where the opponent is not known."""

    heat: int | None = None
    entries: tuple[Entry, ...]


class Round(Fact):
    """All races of a round that are held."""

    round: str
    date: date
    races: tuple[Race, ...]


class SquadMember(Fact):
    """A named member of a squad and what is known of the part taken."""

    skater: str
    raced: bool | None = None  # None: not known
    in_last_race: bool = False
    rounds: tuple[str, ...] = ()  # round ids where known, apart from the last race
    note: str | None = None  # "reserve", "withdrew"


class Placing(Fact):
    """A final place; `rank_to` is larger than `rank` where the order was not found."""

    rank: int
    rank_to: int | None = None
    nation: str | None = None
    medal: Medal | None = None
    squad: tuple[SquadMember, ...] = ()
    note: str | None = None
    sources: tuple[str, ...] = ()
    confidence: Confidence = "two"

    def may_be(self, rank: int) -> bool:
        """Whether the place is this one as far as it is known."""
        return self.rank <= rank <= (self.rank_to or self.rank)


class Beforehand(Fact):
    """Who came as world champion and as record holder."""

    world_champion: str
    world_record: str
    sources: tuple[str, ...]


class HeldEvent(Fact):
    """One event at one Games."""

    event: str
    gender: Gender
    venue: str
    venue_aliases: tuple[str, ...] = ()
    teams: int
    distance: int | None = None  # metres
    laps: int | None = None
    format: str | None = None
    before: Beforehand | None = None
    rounds: tuple[Round, ...] = ()
    placings: tuple[Placing, ...] = ()
    sources: tuple[str, ...]


class AddedEvent(HeldEvent):
    """One event written apart from the file of its Games, which it names."""

    games: str


class Games(Fact):
    """One edition of the Winter Games."""

    id: str  # "beijing-2022"
    year: int
    city: str
    name: str  # "Beijing 2022"
    country: str  # nation id of the host
    country_name: str | None = None  # where the host is named otherwise than the nation id ("Yugoslavia")
    aliases: tuple[str, ...] = ()  # "Peking", "Milano Cortina", "PyeongChang"
    opened: date | None = None
    closed: date | None = None
    events: tuple[HeldEvent, ...] = ()
    sources: tuple[str, ...] = ()


class MedalRow(Fact):
    """One line of a medal table; rank None for athletes without one (AIN)."""

    rank: int | None = None
    nation: str
    gold: int
    silver: int
    bronze: int
    sources: tuple[str, ...] = ()
    confidence: Confidence = "two"

    @property
    def total(self) -> int:
        """All medals."""
        return self.gold + self.silver + self.bronze


class MedalTable(Fact):
    """A whole table: `scope` "games" (all sports) or "speed skating"."""

    scope: str
    games: str
    as_of: str | None = None
    rows: tuple[MedalRow, ...]
    sources: tuple[str, ...]


class MedalChange(Fact):
    """A medal or rank that changed after the Games."""

    games: str | None = None
    event: str
    what: str
    decided: str | None = None
    losses: str | None = None
    gains: str | None = None
    scopes: tuple[str, ...] = ()
    genders: tuple[Gender, ...] = ()
    nations: tuple[str, ...] = ()
    sources: tuple[str, ...]
    confidence: Confidence = "two"


class Record(Fact):
    """One step of a record; time in hundredths."""

    kind: RecordKind
    event: str
    gender: Gender
    date: date
    time: Hundredths
    nation: str
    skaters: tuple[str, ...]
    city: str
    at: str  # a round id at the Games, or a competition's name ("World Cup")
    games: str | None = None
    note: str | None = None
    sources: tuple[str, ...]
    confidence: Confidence = "two"


class Detail(Fact):
    """One askable detail of a moment: `asks` are the words that ask for it, `says` a full sentence that answers.

    `role` is the question word it answers: who, what, where, when, why, how, how much, whose.
    `value` is the bare answer ("the final bend", "Miho Takagi", "0.93 s").
    """

    role: str
    asks: tuple[str, ...] = ()
    value: str
    says: str
    sources: tuple[str, ...] = ()


class Moment(Fact):
    """Something that happened, told with roles so that each detail can be asked for."""

    id: str
    games: str
    genders: tuple[Gender, ...]
    event: str
    round: str | None = None  # a round id; None for the whole event or the squad
    kinds: tuple[
        str, ...
    ]  # fall, upset, injury, row, comeback, lead, quote, reaction, record, margin, tactic, withdrawal …
    skaters: tuple[str, ...] = ()  # the people it is about, the main one first
    nations: tuple[str, ...] = ()  # the teams it is about, the main one first
    words: tuple[str, ...] = ()  # telling words a question about it would use: "arms", "photo finish", "swimming"
    says: str  # one sentence, two at most
    details: tuple[Detail, ...] = ()
    sources: tuple[str, ...]
    confidence: Confidence = "two"


class Discrepancy(Fact):
    """Two values found for one fact: the better one answers, the other is named."""

    subject: str
    games: str | None = None
    genders: tuple[Gender, ...] = ()
    event: str | None = None
    round: str | None = None
    nations: tuple[str, ...] = ()
    skaters: tuple[str, ...] = ()
    aspect: str | None = None  # time, margin, line-up, rank, date, record, birth date, name, count
    used: str
    other: str
    why: str
    sources: tuple[str, ...] = ()


class Rule(Fact):
    """A rule of an event as a question and its answer."""

    id: str
    event: str
    asks: tuple[str, ...]  # telling words or phrases of questions about it
    says: str
    genders: tuple[Gender, ...] = ()
    sources: tuple[str, ...]


class Elsewhere(Fact):
    """A sport, event, competition or Games that is not held: what a question is refused by."""

    kind: Literal["sport", "event", "competition", "games", "team", "person"]
    name: str
    aliases: tuple[str, ...] = ()
    note: str | None = None  # what to say of it, "the cycling team pursuit belongs to the Summer Games"


class Knowledge(Fact):
    """Everything held, as read from the files."""

    as_of: date
    sources: tuple[Source, ...]
    nations: tuple[Nation, ...]
    skaters: tuple[Skater, ...]
    event_kinds: tuple[EventKind, ...]
    round_kinds: tuple[RoundKind, ...]
    games: tuple[Games, ...]
    events: tuple[AddedEvent, ...] = ()  # events added in files of their own
    medal_tables: tuple[MedalTable, ...] = ()
    medal_changes: tuple[MedalChange, ...] = ()
    records: tuple[Record, ...] = ()
    moments: tuple[Moment, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    rules: tuple[Rule, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    ambiguous: tuple[str, ...] = ()  # phrases that name two things and may
    words: dict[str, dict[str, tuple[str, ...]]] = {}  # kind of cue -> value -> phrases, see knowledge/words/README
    ordinary: tuple[str, ...] = ()  # common words that mean nothing to us
