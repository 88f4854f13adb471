"""Who came where: the winner, the podium, any rank, lists of champions, defending champions."""

import itertools
from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.snapshot import Result
from bot.intents.query import LAST_RANK, Query, Response
from bot.language.reading import Focus
from bot.wording.plain import clock, listed, number, opened, ordinal

NAME = "podium"
TITLE = "Winners, podiums and any place"
EXAMPLES = (
    "who won women's team pursuit",
    "who got silver in the men's race in Sochi",
    "who came fourth in 2018",
    "podium of the women in Turin",
    "list all men's champions",
    "full ranking of the women 2022",
    "who is the defending champion",
)

MEDAL_RANK = {"gold": 1, "silver": 2, "bronze": 3}


def ranks_asked(q: Query) -> tuple[int, ...]:
    """The final places the words ask for; empty when they ask for none."""
    r = q.reading
    found = list(r.ranks) + [MEDAL_RANK[m] for m in r.medals]
    for round_id in r.rounds:
        decides = q.snapshot.rounds[round_id].decides
        if decides and (r.cue("verb:win", "noun:champion") or "verb:lose" in r.cues):
            found.append(decides[-1] if "verb:lose" in r.cues else decides[0])
    if found:
        return tuple(sorted(set(found)))
    if r.cue("noun:podium", "noun:medal"):
        return (1, 2, 3)
    if r.cue("noun:result") and not r.cue("verb:win", "noun:champion"):
        return ()
    if r.cue("verb:lose", "noun:opponent") and any(1 in q.snapshot.rounds[x].decides for x in r.rounds):
        return (2,)
    if r.cue("verb:win", "noun:champion", "op:defending", "noun:title", "op:repeat"):
        return (1,)
    if r.asks == "who" and r.cue("verb:get") and not r.cue("noun:place", "verb:lead"):
        return (1,)
    return ()


def claims(q: Query) -> bool:
    """A place, a medal or the ranking is asked for, of an event as a whole."""
    r = q.reading
    if not _anchored(q):
        return False
    if r.yes_no and r.cue("op:repeat"):
        return True
    if r.asks in ("count", "time", "margin", "yes-no", "why", "place", "date", "age"):
        return False
    field = r.cue("noun:field", "verb:skate") and not (r.nations or r.people or r.rounds)
    if field and (r.asks == "nation" or (r.asks == "" and r.cue("noun:nation", "noun:field"))):
        return True
    if r.asks in ("", "event", "games") and (r.games or r.when or r.event) and not (r.nations or r.people or r.rounds):
        return not any(
            c.startswith(("verb:", "op:", "noun:", "wh:")) for c in r.cues - {"noun:event", "noun:games"}
        ) or bool(ranks_asked(q))
    return bool(ranks_asked(q)) or r.asks in ("result", "podium", "champion", "rank", "title") or r.cue("verb:succeed")


def _anchored(q: Query) -> bool:
    """Whether a place is asked for, rather than a trigger word dropped in chat ("that's gold")."""
    r = q.reading
    asked = any(c.startswith(("wh:", "tell:", "op:")) for c in r.cues) or r.yes_no or bool(r.inherited) or r.elliptical
    return (
        asked
        or bool(r.event or r.games or r.when or r.genders or r.nations or r.rounds or r.years)
        or (len(r.phrases) <= 2 and not r.pronouns)
    )


def _context_only(q: Query) -> bool:
    """Whether a nation is named beside the one asked for: "who took silver behind Norway"."""
    r = q.reading
    return bool(r.nations) and r.asks in ("who", "nation", "what") and not r.cue("verb:succeed")


def answer(q: Query) -> Response:
    """The teams at those places."""
    r = q.reading
    if r.cue("op:repeat"):
        return _repeated(q)
    if r.cue("verb:succeed"):
        return _succession(q)
    if r.cue("op:defending"):
        return _defending(q)
    ranks = ranks_asked(q) or ((1, 2, 3) if r.asks in ("", "event", "games") else ())
    if _context_only(q):
        return _beside(q, ranks)
    if r.cue("op:first") and not r.ranks and not q.said_games:
        rows = q.results(games=q.held, ranks=ranks or (1,))
        games = min((x.games.year for x in rows), default=0)
        rows = [x for x in rows if x.games.year == games]
    elif r.cue("op:last") and not r.ranks and not q.said_games:
        rows = q.results(games=q.held[-1:], ranks=ranks)
    elif LAST_RANK in ranks:
        everyone = q.results()
        rows = [x for x in everyone if x.rank == max(y.rank for y in everyone if y.event is x.event)]
    else:
        rows = q.results(ranks=ranks) if ranks else q.results()
    return Response(_told(q, rows, ranks), _focus(q, rows, ranks), q.scope)


def _focus(q: Query, rows: Sequence[Result], ranks: Sequence[int]) -> Focus:
    one = len({x.placing.nation for x in rows}) == 1
    return Focus(
        games=tuple(dict.fromkeys(x.games.id for x in rows)),
        genders=tuple(dict.fromkeys(x.event.gender for x in rows)),
        nations=tuple(dict.fromkeys(x.placing.nation for x in rows if x.placing.nation)) if one else (),
        rounds=q.deciding(ranks[0]) if len(set(ranks)) == 1 else (),
    )


def _told(q: Query, rows: Sequence[Result], ranks: Sequence[int]) -> Outcome:
    if not rows:
        return NotHeld(f"No team is held at that place: {q.scope}.", ("who won the women's team pursuit?",))
    if q.reading.ranks and all(x.placing.rank_to for x in rows):
        x = rows[0]
        return NotHeld(
            f"Which team was {listed([ordinal(k) for k in ranks], 'or')} in the {q.event_name(x.event.gender)} "
            f"at {x.games.name} is not held: the order there was not found.",
            (f"which teams took part in the {x.event.gender}'s event in {x.games.year}?",),
        )
    events = list(dict.fromkeys((x.games.id, x.event.gender) for x in rows))
    sentences = [_sentence(q, [x for x in rows if (x.games.id, x.event.gender) == e]) for e in events]
    notes = tuple(
        note
        for x in rows[:3]
        if x.placing.confidence == "uncertain" or x.placing.rank_to
        for note in (f"{opened(q.nation(x.placing.nation))} at {x.games.name} is marked uncertain.",)
    )
    sources = q.sources(s for x in rows for s in x.placing.sources)
    table = None
    items: tuple[str, ...] = ()
    if len(events) == 1:
        table = _table(q, rows)
        text = sentences[0]
    elif len(events) <= 2:
        text = " ".join(sentences)
    else:
        items = tuple(sentences)
        text = _summary(q, rows, ranks)
    return Found(text, items=items, table=table, notes=notes, sources=sources, suggestions=_next(q, rows))


def _sentence(q: Query, rows: Sequence[Result]) -> str:
    first = rows[0]
    event = f"the {q.event_name(first.event.gender)} at {first.games.name}"
    if len(rows) == 1:
        who = _who(q, first)
        match first.placing.medal:
            case "gold":
                return opened(f"{who} won {event}.")
            case "silver" | "bronze" as medal:
                return opened(f"{who} won {medal} in {event}.")
            case _:
                return opened(f"{who} came {place(first)} in {event}.")
    if len(rows) <= 3:
        parts = [f"{x.placing.medal or place(x)}: {_who(q, x)}" for x in rows]
        return f"{opened(event)}: {', '.join(parts)}."
    return f"{opened(event)}: {', '.join(f'{place(x)} {_who(q, x)}' for x in rows)}."


def _who(q: Query, row: Result) -> str:
    """The team, or the skater where one skates alone."""
    return q.entrant(row.placing.nation, [m.skater for m in row.placing.squad])


def place(row: Result) -> str:
    return f"{ordinal(row.rank)} or {ordinal(row.placing.rank_to)}" if row.placing.rank_to else ordinal(row.rank)


def _summary(q: Query, rows: Sequence[Result], ranks: Sequence[int]) -> str:
    what = {(1,): "Champions", (2,): "Silver", (3,): "Bronze", (1, 2, 3): "Podiums"}.get(tuple(ranks), "Places")
    parts = [
        f"{x.games.year} {x.event.gender} {q.nation(x.placing.nation)}"
        if len(q.genders) > 1
        else f"{x.games.year} {q.nation(x.placing.nation)}"
        for x in rows
    ]
    who = f" ({q.genders[0]})" if len(q.genders) == 1 else ""
    if len(rows) <= 12:
        return f"{what} of the {q.event_name()}{who}: {', '.join(parts)}."
    return f"{what} of the {q.event_name()}{who} at {len({x.games.id for x in rows})} Games, latest first."


def _table(q: Query, rows: Sequence[Result]) -> Table | None:
    if len(rows) < 2:
        return None
    body = []
    for x in rows:
        final = q.final_of(x)
        time = clock(final.entry.time) if final and final.entry.time else "–"
        body.append((place(x), q.snapshot.name(x.placing.nation) if x.placing.nation else "not named", time))
    return Table(("Place", "Team", "Last race"), tuple(body), right=(2,))


def _next(q: Query, rows: Sequence[Result]) -> tuple[str, ...]:
    x = rows[0]
    suggestions = []
    if x.placing.nation and x.placing.medal:
        suggestions.append(
            f"who skated for {q.nation(x.placing.nation)} in the {x.event.gender}'s final in {x.games.year}?"
        )
        suggestions.append(f"what was the winning margin in the {x.event.gender}'s final in {x.games.year}?")
    if len(q.genders) == 1 and q.genders[0] in ("men", "women"):
        other = "men" if q.genders[0] == "women" else "women"
        suggestions.append(f"who won the {other}'s team pursuit in {x.games.year}?")
    return tuple(suggestions)


def _beside(q: Query, ranks: Sequence[int]) -> Response:
    """The teams at some places where another team is named that was there too."""
    there = {(x.games.id, x.event.gender) for x in q.results()}
    rows = [
        x
        for x in q.results(nations=(), ranks=ranks)
        if (x.games.id, x.event.gender) in there and x.placing.nation not in q.reading.nations
    ]
    return Response(_told(q, rows, ranks), _focus(q, rows, ranks), q.scope)


def _succession(q: Query) -> Response:
    """The champion before or after the one named: who dethroned whom."""
    r = q.reading
    before_verb = bool(r.subjects) or r.cue("period:before")
    rows: list[Result] = []
    for gender in q.genders:
        champions = q.results(games=q.held, genders=(gender,), ranks=(1,), nations=())[::-1]
        for earlier, later in itertools.pairwise(champions):
            if earlier.placing.nation == later.placing.nation:
                continue
            named, other = (later, earlier) if before_verb else (earlier, later)
            if named.placing.nation in r.nations and (
                not q.said_games or named.games.id in q.said_games or other.games.id in q.said_games
            ):
                rows.append(other)
    return Response(_told(q, rows, (1,)), _focus(q, rows, (1,)), q.scope)


def _defending(q: Query) -> Response:
    """The latest champions, or those who came to the Games named as champions."""
    r = q.reading
    latest = (
        not q.said_games
        or (q.said_games == q.held[-1:] and not r.cue("period:before", "op:defending"))
        or r.when == "latest"
    )
    if latest:
        rows = q.results(games=q.held[-1:], ranks=(1,), nations=())
    else:
        earlier = tuple(q.held[q.held.index(g) - 1] for g in q.said_games if g in q.held[1:])
        rows = q.results(games=earlier, ranks=(1,), nations=())
        if not rows:
            return Response(
                Found(
                    f"Nobody came to {q.latest.name if not q.said_games else q.snapshot.games[q.said_games[0]].name} "
                    f"as champion: it was the first time the event was held."
                ),
                Focus(),
                q.scope,
            )
    return Response(_told(q, rows, (1,)), _focus(q, rows, (1,)), q.scope)


def _repeated(q: Query) -> Response:
    """Titles won at two Games running."""
    r = q.reading
    found = []
    longest = 0
    numbers = [int(cue.partition(":")[2]) for t in r.terms for cue in t.cues if cue.startswith("number:")]
    wanted = max((n for n in numbers if n > 1), default=2)
    for gender in q.genders:
        winners = {x.games.id: x for x in q.results(games=q.held, genders=(gender,), ranks=(1,), nations=())}
        run = 1
        for before, after in itertools.pairwise(q.held):
            a, b = winners.get(before), winners.get(after)
            if not (a and b and a.placing.nation == b.placing.nation):
                run = 1
                continue
            run += 1
            if not r.nations or a.placing.nation in r.nations:
                found.append((gender, a, b))
                longest = max(longest, run)
    checked = r.yes_no or (bool(r.nations) and r.asks in ("", "title", "medal", "champion"))
    word = "Yes: " if checked and longest >= wanted else "No: " if checked else ""
    if not found or (longest < wanted and not checked):
        who = listed([q.nation(n) for n in r.nations]) if r.nations else "no team" if word else "No team"
        event = q.event_name(q.genders[0] if len(q.genders) == 1 else "")
        told = f"{who} has {'not ' if r.nations else ''}won the {event} at {number(wanted)} Games running."
        return Response(Found(word + (told if word else opened(told))), Focus(), q.scope)
    if q.reading.cue("op:first"):
        found = [min(found, key=lambda f: f[2].games.year)]
    parts = [f"{q.nation(a.placing.nation)} ({gender}, {a.games.year} and {b.games.year})" for gender, a, b in found]
    rows = [x for _, a, b in found for x in (a, b)]
    text = word + (str if word else opened)(f"{listed(parts)} won the {q.event_name()} at two Games running.")
    return Response(
        Found(text, sources=q.sources(s for x in rows for s in x.placing.sources), suggestions=_next(q, rows)),
        _focus(q, rows, (1,)),
        q.scope,
    )
