"""Which table and which Games a question about medal counts means; it looks up no medal."""

from collections.abc import Sequence
from itertools import pairwise
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
WHOLE = frozenset(
    (
        *("whole", "entire", "full", "complete", "overall", "general"),
        *("the whole", "the entire", "the full", "the complete"),
    )
)
BACK = {"latest": 1, "previous": 2, "two before": 3, "three before": 4, "four before": 5, "five before": 6}


def scopes_of(q: Query) -> tuple[tuple[Scope, ...], Scope | Literal[""]]:
    """The tables asked about, the narrowest first, and the wider one where a part of one is asked for."""
    r = q.reading
    said = {c.partition(":")[2].replace("-", " ") for t in r.terms for c in t.cues if c.startswith("scope:")} or {
        r.scope
    }
    scopes: tuple[Scope, ...] = tuple(s for s in WIDTH[1:] if s in said)
    part = r.cue("op:share", "wh:how-many") and any(FROM & set(t.text.split()) for t in r.terms) and bool(r.nations)
    if r.event and not (scopes and _not_only(r.terms)):
        if scopes and not part and (len(scopes) == 2 or _joined(r.terms)):
            return ("event", *scopes), ""
        return ("event",), scopes[0] if scopes and part and not _beside(r.terms) else ""
    if scopes:
        part = part or (r.cue("op:share", "wh:how-many") and _of_the_whole(r.terms))
        return scopes[:1], "games" if part and scopes[0] != "games" else ""
    return ("games",) if whole_games_meant(q) or _whole_table(r.terms) else ("event",), ""


def whole_games_meant(q: Query) -> bool:
    """Whether medals of all sports are meant: Games without the event, and no event, gender or round was named."""
    r = q.reading
    if r.scope != "event" or r.event or r.genders or r.rounds or r.people:
        return False
    medals = r.cue("noun:medal", "noun:title", *ORDERS) or bool(r.medals or r.conditions)
    winter = "winter" in r.words
    if medals and winter and (r.cue("op:ever") or _winter_medals(r.terms)):
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


def _winter_medals(terms: Sequence[Term]) -> bool:
    """Whether it is "winter medals", "winter gold"."""
    return any(
        "winter" in a.text.split() and b.cues & {"noun:medal", "medal:gold", "medal:silver", "medal:bronze"}
        for a, b in pairwise(terms)
    )


def _joined(terms: Sequence[Term]) -> bool:
    """Whether one table is named beside another: "in speed skating or in the team pursuit"."""
    named = [at for at, t in enumerate(terms) if any(c.startswith(("scope:", "event:")) for c in t.cues)]
    between = {t.text for t in terms[named[0] + 1 : named[-1]]}
    return len(named) > 1 and bool(between & {"or", "and", "than", "vs", "versus"})


def _not_only(terms: Sequence[Term]) -> bool:
    """Whether the event is said not to be all that is meant: "not just the team pursuit"."""
    at = next((n for n, t in enumerate(terms) if any(c.startswith("event:") for c in t.cues)), 0)
    before = " ".join(t.text for t in terms[max(0, at - 4) : at])
    return "not just" in before or "not only" in before


def _of_the_whole(terms: Sequence[Term]) -> bool:
    """Whether a share is one of a nation's medals, "of the Dutch golds", and the sport follows as the part."""
    plain = [t for t in terms if t.text not in ("the", "all", "its", "their")]
    for at, (of, nation) in enumerate(pairwise(plain)):
        if of.text == "of" and any(c.startswith("nation:") for c in nation.cues):
            after = plain[at + 2 :]
            verb = next((n for n, t in enumerate(after) if "aux:be" in t.cues), len(after))
            return any(c.startswith("scope:") for t in after[verb:] for c in t.cues)
    return False


def _beside(terms: Sequence[Term]) -> bool:
    """Whether "speed skating team pursuit" is said as one name."""
    return any(
        "scope:speed-skating" in a.cues and any(c.startswith("event:") for c in b.cues) for a, b in pairwise(terms)
    )


def _whole_table(terms: Sequence[Term]) -> bool:
    """Whether it is "the whole Beijing medal table"."""
    for at, term in enumerate(terms):
        if term.text in WHOLE:
            of = at + 1 < len(terms) and terms[at + 1].text == "of"
            for after in terms[at + 1 : at + 4]:
                named = of and any(c.startswith(("games:", "year:")) for c in after.cues)
                if named or after.cues & {"noun:table", "noun:games"}:
                    return True
                if not any(c.startswith(("games:", "year:", "filler:")) for c in after.cues):
                    break
    return False


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
    in_all = "games" in r.inherited and any({"have", "has"} & set(t.text.split()) for t in r.terms)
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
