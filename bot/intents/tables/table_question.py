"""One question about medal counts, made from what the words say; it looks up no medal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.intents.query import LAST_RANK, Query
from bot.intents.tables.table_grammar import Spoken
from bot.intents.tables.table_heard import Heard
from bot.intents.tables.table_operation import Kind, operation
from bot.intents.tables.table_rows import Bound
from bot.intents.tables.table_scope import games_of
from bot.intents.tables.table_symbols import LEFT_OUT, SKATER, STRANGE, Symbol, symbols
from bot.language.reading import Scope, Term

# Without one of these nothing is asked about counts of medals.
MATTERS = (
    *("medal:gold", "medal:silver", "medal:bronze", "colours:all"),
    *("noun:medal", "noun:title", "noun:podium", "noun:table", "noun:champion", "noun:change"),
    *("order:total", "order:gold", "order:silver", "order:bronze"),
    *("table:top", "table:bottom", "op:most", "op:fewest", "op:best", "op:total", "op:share", "op:twice", "verb:tie"),
)
# What names a medal, a nation and Games, and asks for no count of them: "who won gold in 2018".
BARE = frozenset("KWNVydwq?,Z")
ALWAYS_ALL: frozenset[Kind] = frozenset(
    ("games", "topped", "best games", "record", "often", "most", "each", "change", "compare games")
)
OF_NATIONS: frozenset[Kind] = frozenset(("number", "sum", "share", "any", "compare", "average"))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about counts of medals."""

    kind: Kind
    scope: Scope
    scopes: tuple[Scope, ...]  # each to be answered, the narrowest first; most often the one
    whole: Scope | Literal[""]  # what a share is a share of, where another table is named
    games: tuple[str, ...]  # oldest first
    said: bool  # whether the question named the Games
    apart: bool  # Games named one by one, each to be answered
    nations: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...]  # those set against each other, each taken together
    measure: str  # gold, silver, bronze, medal; "" for the order of the table
    tests: tuple[Bound, ...]
    spoken: Spoken
    way: str = ""  # above, below
    ranks: tuple[int, ...] = ()
    by: str = ""  # what the table is ordered by, where not by gold, silver, bronze
    both: bool = False  # with the men and with the women
    first_last: str = ""  # first, last
    count: bool = False  # a number of nations or of Games is asked for
    yes_no: bool = False
    denies: bool = False  # what did not come about is asked for
    choice: bool = False  # this or that, not yes or no
    unique: bool = False  # the only one
    single: bool = False  # at one Games
    own: bool = False  # a share of the nation's own medals
    slices: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()  # Games and genders set against each other
    apart_from: bool = False  # at one of the slices and, or but not, at the other
    table: bool = False  # places are asked about, not numbers
    named: tuple[str, ...] = ()  # the Games named, in the order in which they were
    skaters_too: bool = False  # "who" may mean a skater as well


def asked(said: Query) -> Asked | None:
    """The question about counts that a reading asks, or None where it asks none."""
    q = _named(said)
    r = q.reading
    if r.people or r.bound or r.time is not None:
        return None
    both = r.cue("verb:win") and len(r.genders) > 1 and r.cue("op:both", "gender:both")
    if not (r.scope != "event" or r.cue(*MATTERS) or both):
        return None
    letters = symbols(r.terms)
    if r.scope == "event" and not _counts(letters, r.words):
        return None
    h = Heard(q, letters)
    if h.measure and any(s.letter == LEFT_OUT for s in letters):
        return _made(q, h, "unclear")  # medals apart from those of the event
    accounted = not {STRANGE, SKATER} & set(h.said.left)
    if not accounted or (r.rounds and not r.cue("noun:table")):
        medals = (
            h.table
            or r.cue("noun:medal")
            or r.medals
            or (h.nations and not r.cue("noun:host", "verb:host", "noun:venue"))
        )
        counted = h.wide and not r.event and medals and not r.rounds and not r.genders
        return _made(q, h, "unclear") if counted else None
    kind = operation(h)
    if (
        kind is None
        and h.wide
        and not r.genders
        and not h.since_when
        and (h.table or h.measure or h.tests or (h.nations and not r.event))
    ):
        kind = "unclear"
    return _made(q, h, kind) if kind else None


def _counts(letters: Sequence[Symbol], words: frozenset[str]) -> bool:
    """Whether words without a table may ask for counts: one that compares, counts or bounds, or a kind of several."""
    said = {s.letter for s in letters}
    if STRANGE in said:
        return False
    several = any(s.letter in "KW" and s.text.endswith("s") for s in letters)
    return several or "winter" in words or not said or not said <= BARE  # a command says nothing in words


def _named(q: Query) -> Query:
    """With the hosts of the Games that are named as the nation they are, and so with "the share that is in Canada"."""
    r, games = q.reading, q.snapshot.games
    if r.nations or not r.cue("side:host", "op:share") or r.cue("negation:not", "wh:nation", "noun:nation"):
        return q
    named = [(t, c) for t in r.terms for c in t.cues if c.startswith("nation:")]
    if r.cue("side:host") and len(r.games) == 1 and not named:
        host = games[r.games[0]].country
        terms = tuple(Term(t.text, frozenset((f"nation:{host}",))) if "side:host" in t.cues else t for t in r.terms)
        return Query(replace(r, nations=(host,), terms=terms), q.snapshot, q.last)
    if r.cue("op:share") and len(named) == 1:
        there = named[0][1].partition(":")[2]
        away = tuple(g for g in r.games if games[g].country != there)
        return Query(replace(r, nations=(there,), games=away), q.snapshot, q.last)
    return q


def _made(q: Query, h: Heard, kind: Kind) -> Asked:
    r = h.r
    games, said, apart = games_of(
        q,
        h.scope,
        all_time=_all_time(h, kind),
        any_of=kind == "best games" and h.yes_no,
        few=h.said.few,
        without=h.said.without,
    )
    return Asked(
        kind=kind,
        scope=h.scope,
        scopes=h.scopes,
        whole=h.whole,
        games=games,
        said=said,
        apart=apart,
        nations=h.nations,
        sides=(h.subjects, h.rivals) if h.subjects and h.rivals else tuple((n,) for n in h.nations),
        measure=h.measure,
        tests=h.tests,
        spoken=h.said,
        way=h.said.way,
        ranks=h.ranks or ((LAST_RANK,) if h.bottom else (1,) if h.top else ()),
        by=h.by,
        both=h.both,
        first_last="first" if r.cue("op:first") else "last" if r.cue("op:last") else "",
        count=h.how_many or r.cue("wh:how-often") or bool(r.words & {"much"}) or h.gap,
        yes_no=h.yes_no,
        denies=h.target == "games" and "n" in h.said.left,
        choice=h.choice,
        unique=h.unique,
        single="1" in h.letters or (h.both and h.target == "games"),
        own=h.of_its_own,
        skaters_too=h.skaters_too,
        apart_from=bool(h.said.again) or h.one_gender,
        slices=tuple((games, (g,)) for g in r.genders) if h.one_gender else tuple(((g,), q.genders) for g in r.games),
        table=h.table,
        named=h.ends or tuple(g for g in dict.fromkeys(r.games) if g in games),
    )


def _all_time(h: Heard, kind: Kind) -> bool:
    """Whether all Games are meant where none is named."""
    r = h.r
    if not h.wide or kind in ALWAYS_ALL or "aG" in h.letters or "1" in h.letters:
        return True
    if r.cue("op:ever", "op:never", "op:each", "wh:when", "wh:how-often"):
        return True
    if any("aux:have" in t.cues and t.text in ("has", "have") for t in r.terms):
        return True
    return bool(h.nations) and kind in OF_NATIONS
