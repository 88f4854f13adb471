"""Which table and which Games a question about medal counts means; it looks up no medal."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

from bot.intents.query import Query
from bot.language.reading import Scope, Term

ORDERS = ("order:total", "order:gold", "order:silver", "order:bronze")
COUNTED = (
    *("wh:how-many", "op:most", "op:total", "op:more", "op:average", "op:share", "op:ever"),
    *("op:best", "op:worst", "op:fewest", "op:biggest"),
)
WIDTH: tuple[Scope, ...] = ("event", "speed skating", "games")
FROM = frozenset(("from", "came", "coming", "come", "comes"))
ARTICLES = frozenset(("the", "all", "its", "their"))
WHOLE = frozenset(("whole", "entire", "full", "complete", "overall", "general"))
MARKS: tuple[tuple[str, Callable[[Term], bool]], ...] = (
    ("e", lambda t: any(c.startswith("event:") for c in t.cues)),
    ("s", lambda t: "scope:speed-skating" in t.cues),
    ("g", lambda t: "scope:games" in t.cues),
    ("w", lambda t: t.text.removeprefix("the ") in WHOLE),
    ("j", lambda t: t.text in ("or", "and", "than", "vs", "versus")),
    ("o", lambda t: t.text == "of"),
    ("n", lambda t: t.text == "not"),
    ("O", lambda t: t.text in ("just", "only")),
    ("N", lambda t: any(c.startswith("nation:") for c in t.cues)),
    ("y", lambda t: any(c.startswith(("games:", "year:")) for c in t.cues)),
    ("m", lambda t: bool(t.cues & {"noun:medal", "medal:gold", "medal:silver", "medal:bronze"})),
    ("W", lambda t: "winter" in t.text.split() and "noun:games" in t.cues),
    ("T", lambda t: bool(t.cues & {"noun:table", "noun:games"})),
    ("i", lambda t: "winter" in t.text.split()),
    ("b", lambda t: "aux:be" in t.cues),
    (".", lambda t: any(c.startswith("filler:") for c in t.cues)),
)
JOINED = re.compile("[esg].*j.*[esg]")  # in speed skating or in the team pursuit
BESIDE = re.compile("se")  # speed skating team pursuit, as one name
NOT_ONLY = re.compile("nO[.]?e")  # not just the team pursuit
OF_THE_WHOLE = re.compile("oN.*b.*[sg]")  # of the Dutch golds …, which were in speed skating
WHOLE_TABLE = re.compile("w[y.]{0,2}[TW]|wo[.]?y")  # the whole Beijing medal table, the whole of Beijing
WINTER_MEDALS = re.compile("[Wi]m")
BACK = {"latest": 1, "previous": 2, "two before": 3, "three before": 4, "four before": 5, "five before": 6}


def scopes_of(q: Query) -> tuple[tuple[Scope, ...], Scope | Literal[""]]:
    """The tables asked about, the narrowest first, and the wider one where a part of one is asked for."""
    r = q.reading
    said = {c.partition(":")[2].replace("-", " ") for t in r.terms for c in t.cues if c.startswith("scope:")} or {
        r.scope
    }
    scopes: tuple[Scope, ...] = tuple(s for s in WIDTH[1:] if s in said)
    marks = _marks(r.terms)
    part = r.cue("op:share", "wh:how-many") and any(FROM & set(t.text.split()) for t in r.terms) and bool(r.nations)
    if r.event and not (scopes and NOT_ONLY.search(marks)):
        if scopes and not part and (len(scopes) == 2 or JOINED.search(marks)):
            return ("event", *scopes), ""
        return ("event",), scopes[0] if scopes and part and not BESIDE.search(marks) else ""
    if scopes:
        part = part or (r.cue("op:share", "wh:how-many") and bool(OF_THE_WHOLE.search(marks)))
        return scopes[:1], "games" if part and scopes[0] != "games" else ""
    return ("games",) if whole_games_meant(q) or WHOLE_TABLE.search(marks) else ("event",), ""


def whole_games_meant(q: Query) -> bool:
    """Whether medals of all sports are meant: Games without the event, and no event, gender or round was named."""
    r = q.reading
    if r.scope != "event" or r.event or r.genders or r.rounds or r.people:
        return False
    medals = r.cue("noun:medal", "noun:title", *ORDERS) or bool(r.medals or r.conditions)
    winter = "winter" in r.words
    if medals and winter and (r.cue("op:ever") or WINTER_MEDALS.search(_marks(r.terms))):
        return True
    strangers = r.nations and not any(n in q.snapshot.teams_of.get(q.event, ()) for n in r.nations)
    if medals and strangers and q.said_games and (winter or r.cue("noun:games")):
        return True  # "Spain's medals at the Milan Games": who never had a team in the event
    elsewhen = r.games and not set(r.games) & set(q.held)
    if medals and winter and elsewhen:
        return True  # "did Norway win no gold at the 1988 winter games": the event was not held then
    if not winter and (not q.said_games or set(q.said_games) & set(q.held)):
        return False
    counted = medals and r.cue(*COUNTED)
    if winter and r.cue("verb:lead", "table:top") and r.terms[0].cues & {"noun:games"}:
        return True  # "winter games that Norway led"
    return r.cue("noun:table") or counted


def _marks(terms: Sequence[Term]) -> str:
    """The words that tell of which table is spoken, a letter each; "-" is any other, articles are left out."""
    return "".join(_mark(t) for t in terms if t.text not in ARTICLES)


@lru_cache(4096)
def _mark(term: Term) -> str:
    return next((mark for mark, means in MARKS if means(term)), "-")


def games_of(
    q: Query, scope: Scope, *, all_time: bool, any_of: bool = False, few: int = 0, without: Sequence[str] = ()
) -> tuple[tuple[str, ...], bool, bool]:
    """The Games to look at, oldest first; whether the question named them; whether it named each by itself.

    With `any_of` those named are not looked at but told apart from all the others.
    """
    r, snapshot = q.reading, q.snapshot
    held = q.held if scope == "event" else tuple(g for g in snapshot.games if (scope, g) in snapshot.tables)
    if without:
        left_out = {snapshot.by_year.get(int(w), w) if w.isdigit() else w for w in without}
        low, high = r.years or (0, 9999)
        kept = (g for g in held if low <= snapshot.games[g].year <= high)
        return tuple(g for g in kept if g not in left_out), True, False
    if any_of:
        return held, True, False
    if few:
        return (held[-few:] if few > 0 else held[:-few]), True, False
    words = {w for t in r.terms for w in t.text.split()}
    in_all = "games" in r.inherited and words & {"have", "has"} and "did" not in words
    if r.games and not in_all:  # "how many do they have" is asked of all Games, whichever were spoken of
        named = tuple(g for g in held if g in r.games)
        return named, True, len(named) > 1
    if r.when in BACK:
        return held[-BACK[r.when] :][:1], True, False
    if r.when == "first":
        return held[:1], True, False
    if r.when == "home":
        own = tuple(g for g in held if snapshot.games[g].country in r.nations)
        return own[-1:] if any("games:latest" in t.cues for t in r.terms) else own, True, False
    if r.years:
        low, high = r.years
        return tuple(g for g in held if low <= snapshot.games[g].year <= high), True, False
    return (held if all_time else held[-1:]), False, False
