"""Who met whom, in which round and with what result: opponents, who beat or lost to whom, pairings of a round."""

import itertools
from collections import Counter
from dataclasses import replace

from bot.answers import Found, NotHeld, Outcome
from bot.facts.snapshot import Start
from bot.intents.query import Query, Response
from bot.intents.results import absence, races
from bot.intents.results.offers import after_races
from bot.intents.results.operations import applies, unheeded
from bot.intents.results.places import place, ranks_asked
from bot.intents.results.race_table import race_table
from bot.intents.results.times import focus
from bot.language.reading import Reading
from bot.wording.plain import clock, listed, opened, plural, seconds, times_word

NAME = "head_to_head"
TITLE = "Who met whom, and with what result"
EXAMPLES = (
    "who did Italy beat in the 2026 final",
    "who knocked the Dutch women out in the 2022 semifinal",
    "have Canada and Japan ever met",
    "how many times did Norway beat the Netherlands",
    "did Germany beat Japan in the 2010 final",
    "semifinal pairings of the men in 2014",
    "who did Belarus race for seventh place",
)


MOST_TOLD = 2  # races told in a denial
APPLIED = applies(
    op="compare way first last behind ahead both",
    verb="beat meet perform lose win own skate qualify miss finish get host represent",
    noun="opponent result round race title games nation world-champion venue event finalist champion rank field",
)


def claims(q: Query) -> bool:
    """Two teams are set against each other, or one team's opponent is asked for, or the races of a round."""
    r = q.reading
    if (
        r.asks
        in ("margin", "time", "table", "record", "age", "skater", "squad", "date", "place", "why", "how", "whose")
        or r.conditions
        or r.bound
        or unheeded(q, APPLIED | ({"op:most"} if r.asks in ("who", "nation") and len(r.nations) == 1 else set()))
        or r.cue("noun:medal", "noun:squad", "noun:reserve", "noun:time")
    ):
        return False
    if _asks_both_sides(q) or _asks_of_a_race(q):
        return True
    if r.cue("op:behind", "op:ahead") and len(r.nations) == 2 and r.asks in ("who", "nation"):
        return False  # who came between two others
    if r.cue("noun:race") and r.rounds and not r.nations and r.asks in ("race", "", "opponent", "what"):
        return True
    if (
        r.asks in ("who", "nation")
        and r.subjects
        and not _who_acts(q)
        and (r.cue("meets:race") or (r.cue("aux:did") and not r.cue("verb:skate")))
        and (r.rounds or r.ranks or r.medals)
    ):
        return True
    if (
        (r.nations or (r.asks in ("who", "nation") and _round_said(r)))
        and r.cue("verb:win", *(["verb:lose"] if r.nations else []))
        and r.rounds
        and not all(1 in q.snapshot.rounds[x].decides for x in r.rounds)
    ):
        return True
    if r.cue("op:way") and r.nations and (r.medals or r.ranks) and not r.yes_no:
        return True
    if r.cue("noun:round") and len(r.nations) == 1 and not r.rounds and r.cue("verb:lose", "verb:miss", "beat:out"):
        return True
    if len(r.nations) == 2 and (r.cue("meets:race") or (r.asks == "count" and r.rounds and r.cue("period:between"))):
        return True
    if (
        r.asks == ""
        and r.rounds
        and not (r.nations or r.people or r.medals or r.ranks or r.yes_no)
        and not any(c.startswith("verb:") for c in r.cues)
    ):
        return True
    if r.cue("verb:beat", "verb:meet", "noun:opponent") or (r.cue("op:behind", "op:ahead") and len(r.nations) == 2):
        return bool(r.nations or r.people or r.cue("noun:opponent") or r.rounds)
    return (r.cue("verb:lose") and bool(r.nations or r.people)) or (
        len(r.nations) == 2 and (r.asks in ("", "result", "who", "race") or r.cue("noun:round"))
    )


def _asks_both_sides(q: Query) -> bool:
    """Whether both teams of a race are asked for: "who raced whom for bronze"."""
    r = q.reading
    two = r.asks == "nation" and r.number == 2 and any(t.text == "teams" or "noun:nation" in t.cues for t in r.terms)
    return (
        (
            (r.asks in ("who", "nation") and r.cue("verb:meet"))
            or ((two or sum("wh:who" in t.cues for t in r.terms) > 1) and r.cue("meets:race", "verb:beat"))
        )
        and bool(r.rounds or ranks_asked(q))
        and not (r.nations or r.people)
    )


def _asks_of_a_race(q: Query) -> bool:
    """Whether it is asked how one team did in a round: "what had they done in the quarterfinal"."""
    r = q.reading
    one = _round_said(r) and len(r.nations) == 1 == len(r.rounds) and not (r.people or r.medals or r.ranks or r.yes_no)
    return (
        one and r.cue("verb:perform") and r.asks in ("result", "what", "how") and not r.cue("noun:rank", "verb:finish")
    )


def _round_said(r: Reading) -> bool:
    """Whether the question itself names the round, or took it from before; not only what was told around it."""
    return bool(r.inherited) or any(c.startswith("round:") for t in r.terms for c in t.cues)


def _who_acts(q: Query) -> bool:
    """Whether "who" stands right before its verb, and so asks for those who did it."""
    terms = [t for t in q.reading.terms if not t.cues <= {"filler:function"}]
    for term, after in itertools.pairwise(terms):
        if "wh:who" in term.cues:
            return any(c.startswith("verb:") for c in after.cues) and "aux:did" not in after.cues
    return False


def answer(q: Query) -> Response:
    """The opponent, the meetings, or whether a team beat another."""
    r = q.reading
    sides = _sides(q)
    if sides[0] and sides[1]:
        return _meetings(q, sides[0], sides[1])
    asked = r.asks in ("", "race", "result") or (r.rounds and r.cue("verb:beat", "verb:meet", "verb:win"))
    if _asks_both_sides(q) or (asked and not (r.nations or r.people)):
        return _pairings(q)
    rows = [s for s in _rows_of_one(q) if s.rival]
    if r.cue("noun:round") and r.nations and not (r.rounds or r.cue("noun:opponent")):
        # "In which round did they go out": where the way to the final ended, else in the last race lost.
        lost = [s for s in q.starts() if s.rival and s.won is False]
        rows = [s for s in lost if not s.kind.decides] or lost[:1]
    if not rows and not (r.nations or r.people):
        return _pairings(q)
    if not rows:
        return Response(_no_race(q), focus([]), q.scope)
    if r.asks == "count":
        return _counted(q, rows)
    return _opponents(q, rows)


def _sides(q: Query) -> tuple[tuple[str, ...], tuple[str, ...]]:
    r = q.reading
    if r.winners and r.losers:
        return r.winners, r.losers
    if len(r.nations) >= 2:
        return r.nations[:1], r.nations[1:2]
    return (), ()


def _rows_of_one(q: Query) -> list[Start]:
    """Races of the one team named that end as the verb says."""
    r = q.reading
    rows = q.starts() if r.nations else q.starts(nations=())
    if (rounds := races.rounds(q)) != r.rounds and r.nations:
        rows = q.starts(rounds=rounds)
        if r.cue("verb:qualify"):  # by the race before that which was reached
            rows = [s for s in rows if s.kind.order == max(x.kind.order for x in rows)]
        return [s for s in rows if s.won or r.cue("verb:meet", "noun:opponent")]
    if r.people:
        rows = [s for s in rows if all(set(g) & set(s.entry.skaters) for g in r.people)]
    if not (r.nations or r.people):
        rows = races.asked(q)
    if r.nations and (r.winners or r.losers):
        won = r.nations[0] in r.winners
        rows = [s for s in rows if s.won is won]
    elif r.cue("verb:beat") and r.asks in ("who", "nation", "opponent") and not r.winners and r.losers:
        rows = [s for s in rows if s.won is False]
    ranks = ranks_asked(q)
    if r.cue("op:way") and "it" in r.pronouns and r.nations and not ranks:
        # "To get it": what they came to, and so the race that decided that.
        theirs = {x.rank for x in q.results()}
        rows = [s for s in rows if theirs & set(s.kind.decides)]
    elif r.cue("op:way"):
        reached = {(x.games.id, x.event.gender) for x in q.results(ranks=ranks or (1,))}
        return [s for s in rows if s.won and (s.games.id, s.event.gender) in reached]
    if r.cue("op:both") and len(r.rounds) > 1:
        # Of "in both the quarterfinal and the final", those met in each of the rounds.
        met: dict[tuple[str, str, str], set[str]] = {}
        for s in rows:
            if s.rival:
                met.setdefault((s.games.id, s.event.gender, s.rival.nation), set()).add(s.round.round)
        return [s for s in rows if s.rival and len(met[s.games.id, s.event.gender, s.rival.nation]) == len(r.rounds)]
    if r.cue("beat:out") and not r.rounds and any(not s.kind.decides for s in rows):
        rows = [s for s in rows if not s.kind.decides]
    if ranks and not r.rounds:
        rows = [s for s in rows if set(s.kind.decides) & set(ranks)]
    if not r.rounds and not ranks and r.cue("verb:win", "noun:title"):
        rows = [s for s in rows if s.is_final]
    return rows


def _no_race(q: Query) -> Outcome:
    r = q.reading
    if not r.nations:
        return NotHeld(f"No such race is held: {q.scope}.")
    who = q.nation(r.nations[0])
    seen = q.starts()
    results = q.results()
    if not seen and not results:
        return absence.of_team(q)
    if alone := [s for s in seen if not s.rival]:
        return NotHeld(
            f"Who met {who} in {listed([races.name(s) for s in alone])} is not held.",
            (f"how did {who} do in {alone[0].games.year}?",),
        )
    if r.winners or r.losers:
        did = "won no such race" if r.winners else "lost no such race"
        word = ("Yes: " if r.cue("op:never", "negation:not") else "No: ") if r.yes_no else ""
        if seen:
            s = seen[0]
            told = f"{who} {did} ({q.scope})"
            if word and r.rounds and len(seen) <= MOST_TOLD and all(s.rival and s.won is not None for s in seen):
                told = _told(q, seen)
            return Found(
                word + (str if word else opened)(f"{told}."),
                suggestions=(f"how did {who} do in {s.games.year}?",),
            )
    x = results[0] if results else None
    told = f": {who} came {place(x)} in the {q.event_name(x.event.gender)} at {x.games.name}" if x else ""
    return NotHeld(opened(f"no such race of {who} is held{told}."), (f"how did {who} do in team pursuit?",))


def _opponents(q: Query, rows: list[Start]) -> Response:
    r = q.reading
    parts: list[str] = []
    single = len(rows) == 1
    for s in rows[:12]:
        assert s.rival
        me, other = q.entrant(s.entry.nation, s.entry.skaters), q.entrant(s.rival.nation, s.rival.skaters)
        if s.won is None:
            parts.append(f"{me} met {other} in {races.name(s)}")
        else:
            by = f" by {seconds(s.margin)}" if s.margin is not None else ""
            timed = s.entry.time if _asks_of_a_race(q) else None
            who = me if timed is None else f"{me} skated {clock(timed)} and"
            parts.append(f"{who} {'beat' if s.won else 'lost to'} {other}{by} in {races.name(s)}")
    if r.yes_no:
        # "Did they win it?" is no where every race was lost; that they met or lost is yes.
        denied = r.cue("verb:win", "verb:beat") and all(s.won is False for s in rows)
        text = f"{'No' if denied else 'Yes'}: {listed(parts[:3])}."
    elif len(parts) <= 2:
        text = " ".join(opened(p) + "." for p in parts)
    else:
        who = q.nation(rows[0].entry.nation)
        verb = "beat" if r.winners else "lost to" if r.losers else "met"
        names = list(
            dict.fromkeys(
                f"{q.entrant(s.rival.nation, s.rival.skaters)} ({s.games.year} {s.event.gender}, {s.kind.name})"
                for s in rows
                if s.rival
            )
        )
        text = (
            opened(f"{who} {verb} {listed(names)}.")
            if len(names) <= 6
            else opened(f"{who} {verb} {listed(_counted_by_team(q, rows))}.")
        )
    table = None if single else race_table(rows[:20])
    told = focus(rows)
    if single and r.asks in ("who", "nation") and r.cue("verb:win") and rows[0].won is False:
        told = replace(told, nations=told.met, met=told.nations)  # who won was asked, and so is spoken of
    return Response(
        Found(text, table=table, sources=q.race_sources(rows), suggestions=after_races(rows)), told, q.scope
    )


def _counted_by_team(q: Query, rows: list[Start]) -> list[str]:
    """The opponents of many races, each with how often where that was more than once."""
    times = Counter(q.nation(s.rival.nation) for s in rows if s.rival)
    return [team if often == 1 else f"{team} {times_word(often)}" for team, often in times.most_common()]


def _meetings(q: Query, left: tuple[str, ...], right: tuple[str, ...]) -> Response:
    """All races between two teams within the scope, and what the verb claims of them."""
    r = q.reading
    rows = [s for s in q.starts(nations=left, rounds=races.rounds(q)) if s.rival and s.rival.nation in right]
    if (ranks := ranks_asked(q)) and (r.ranks or r.medals) and not r.rounds:
        # "Beat them for the gold": in the race that decided it.
        rows = [s for s in rows if set(s.kind.decides) & set(ranks)] or rows
    a, b = q.nation(left[0]), q.nation(right[0])
    won = [s for s in rows if s.won]
    lost = [s for s in rows if s.won is False]
    claimed = bool(r.winners and r.losers)
    if not rows:
        anywhere = [s for s in q.starts(nations=left, games=q.held, rounds=()) if s.rival and s.rival.nation in right]
        outcome = absence.of_meeting(q, left[0], right[0])
        if anywhere and isinstance(outcome, Found):
            outcome = replace(outcome, notes=(f"They met in {listed([races.name(s) for s in anywhere[:3]])}.",))
        there = [s for s in q.starts(nations=left) if s.rival and s.won is not None] if r.rounds else []
        if len(there) == 1 and isinstance(outcome, Found):
            outcome = replace(outcome, answer=f"{outcome.answer} {opened(_told(q, there))}.")
        return Response(outcome, focus([]), q.scope)
    if r.asks == "count":
        return _counted(q, won if claimed else rows)
    if claimed and r.yes_no:
        text = f"Yes: {_told(q, won)}." if won else f"No: {_told(q, lost)}."
    elif r.yes_no:
        text = f"Yes: {_told(q, rows)}."
    elif claimed and not won:
        text = opened(f"{a} did not beat {b} there: {_told(q, lost)}.")
    elif r.asks in ("when", "games"):
        text = opened(
            f"{a} {'beat' if claimed else 'met'} {b} in "
            f"{listed([f'{s.games.year} ({s.event.gender}, {s.kind.name})' for s in (won if claimed else rows)])}."
        )
    else:
        tally = f"{a} {len(won)}, {b} {len(lost)}: " if len(rows) > 1 and not claimed else ""
        text = opened(f"{tally}{_told(q, won if claimed else rows)}.")
    return Response(
        Found(
            text,
            table=race_table(rows[:20]) if len(rows) > 1 else None,
            sources=q.race_sources(rows),
            suggestions=after_races(rows),
        ),
        focus(rows),
        q.scope,
    )


def _told(q: Query, rows: list[Start]) -> str:
    parts = []
    for s in rows[:4]:
        assert s.rival
        first, second = (s.entry, s.rival) if s.won is not False else (s.rival, s.entry)
        by = f" by {seconds(s.margin)}" if s.margin is not None else ""
        parts.append(
            f"{q.entrant(first.nation, first.skaters)} beat {q.entrant(second.nation, second.skaters)}{by} in "
            f"{races.name(s)}"
        )
    more = f", and {len(rows) - 4} more" if len(rows) > 4 else ""
    return "; ".join(parts) + more


def _counted(q: Query, rows: list[Start]) -> Response:
    r = q.reading
    verb = {True: "beat", False: "lost to"}.get(rows[0].won if rows and (r.winners or r.losers) else None, "met")  # type: ignore[arg-type]
    who = q.nation(r.nations[0])
    whom = q.nation(r.nations[1]) if len(r.nations) > 1 else "other teams"
    text = opened(f"{who} {verb} {whom} {plural(len(rows), 'time')} in races that are held ({q.scope}).")
    return Response(
        Found(
            text,
            table=race_table(rows[:20]) if rows else None,
            sources=q.race_sources(rows),
            suggestions=after_races(rows),
        ),
        focus(rows),
        q.scope,
    )


def _pairings(q: Query) -> Response:
    ranks = () if q.reading.rounds else ranks_asked(q)
    fought = [s for s in q.starts(nations=()) if s.rival and (not ranks or set(s.kind.decides) & set(ranks))]
    rows = races.once(fought)
    if not rows:
        return Response(NotHeld(f"No such race is held: {q.scope}."), focus([]), q.scope)
    if len(rows) <= 2:
        return Response(
            Found(opened(f"{_told(q, rows)}."), sources=q.race_sources(rows), suggestions=after_races(rows)),
            focus(rows),
            q.scope,
        )
    parts = [
        f"{q.entrant(s.entry.nation, s.entry.skaters)} v {q.entrant(s.rival.nation, s.rival.skaters)} "
        f"({s.event.gender} {s.games.year})"
        for s in rows
        if s.rival
    ]
    text = f"Races: {', '.join(parts)}." if len(parts) <= 8 else f"{plural(len(parts), 'race')}, latest first."
    return Response(
        Found(text, table=race_table(rows[:20]), sources=q.race_sources(rows), suggestions=after_races(rows)),
        focus(rows),
        q.scope,
    )
