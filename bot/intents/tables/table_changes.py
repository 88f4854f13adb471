"""Medals that changed hands later, or were taken away and given back; it reads no words."""

from bot.answers import Found, NotHeld
from bot.facts.models import MedalChange
from bot.intents.query import Response
from bot.intents.tables.table_board import Board
from bot.language.reading import Focus
from bot.wording.plain import listed

SCOPES = {"event": "team pursuit", "speed skating": "speed skating", "games": "games"}


def changes(b: Board) -> Response:
    """What is held on medals that changed, within the table and the Games asked about."""
    asked, words = b.asked, b.words
    scope = SCOPES[asked.scope]
    pool = [c for c in b.snapshot.knowledge.medal_changes if scope in c.scopes and _fits(b, c)]
    lasting = [c for c in pool if c.losses or c.gains]
    where = f"{words.sport()} {words.span()}" if asked.said else words.sport()
    whose = f" of {words.nations(asked.nations)}" if asked.nations else ""
    if not pool and asked.nations:
        return Response(
            NotHeld(f"No later change of a medal{whose} is held for {where}.", b.suggestions((), asked.games)),
            Focus(),
            b.read_as,
        )
    if lasting:
        events = [
            f"{c.event} ({b.snapshot.games[c.games].year})" if c.games and not asked.said else c.event for c in lasting
        ]
        text = f"medals{whose} in {where} changed hands later, in {listed(events)}"
    else:
        text = f"no medal{whose} in {where} was found to have changed hands for good"
    text = f"{'Yes' if lasting else 'No'}: {text}" if asked.yes_no else text
    items = tuple(_line(c) for c in (lasting or pool))
    notes: tuple[str, ...] = ()
    if asked.scope == "event" and asked.said and not b.q.reading.event:
        others = [
            c
            for c in b.snapshot.knowledge.medal_changes
            if "games" in c.scopes and c.games in asked.games and (c.losses or c.gains)
        ]
        if others:
            notes = (f"In other sports medals of these Games did change: {listed([c.event for c in others])}.",)
    sources = b.q.sources(s for c in (lasting or pool) for s in c.sources)
    outcome = Found(
        words.sentence(text), items=items, notes=notes, sources=sources, suggestions=b.suggestions((), asked.games)
    )
    return Response(
        outcome, Focus(games=asked.games if len(asked.games) <= 2 else (), nations=asked.nations), b.read_as
    )


def _fits(b: Board, change: MedalChange) -> bool:
    asked = b.asked
    if asked.said and change.games is not None and change.games not in asked.games:
        return False
    return not asked.nations or not change.nations or bool(set(asked.nations) & set(change.nations))


def _line(change: MedalChange) -> str:
    games = f"{change.games.rsplit('-', 1)[1]}, " if change.games else ""
    after = "; ".join(
        part
        for part in (
            f"lost: {change.losses}" if change.losses else "",
            f"won: {change.gains}" if change.gains else "",
            change.decided or "",
        )
        if part
    )
    return f"{games}{change.event}: {change.what}" + (f" ({after})" if after else "")
