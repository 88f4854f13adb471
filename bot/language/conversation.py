"""Completes a reading from the turn before: ellipsis, pronouns, corrections, a choice that was typed; it answers nothing."""

from dataclasses import dataclass, replace

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
    offered: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()


# Slots that a new constraint of the same kind replaces.
_SLOTS = ("games", "when", "years", "genders", "rounds", "ranks", "medals", "nations", "people", "scope", "event", "bound", "conditions", "number")


def follow(reading: Reading, last: Turn | None, snapshot: Snapshot) -> Reading:
    """The reading with what it leaves unsaid taken from the turn before, where it is a follow-up at all."""
    if last is None or not _follows(reading):
        return reading
    old, focus = last.reading, last.focus
    if _changes_only(reading):
        merged = _overlaid(reading, old, focus)
    else:
        merged = _referred(reading, old, focus)
    return merged


def _follows(reading: Reading) -> bool:
    """Whether a question leans on the one before."""
    if reading.elsewhere or reading.strangers:
        return False
    if reading.elliptical or reading.pronouns or reading.cue("ellipsis:correction"):
        return True
    anchored = reading.games or reading.when or reading.nations or reading.people or reading.event or reading.years
    if not anchored and reading.asks in ("", "margin", "time", "squad", "why", "when", "place", "date", "opponent", "which", "source", "venue", "host", "skater", "reserve", "age"):
        return True
    return not anchored and not reading.genders and reading.asks not in ("",) and len(reading.phrases) <= 4


def _changes_only(reading: Reading) -> bool:
    """Whether only constraints are given ("and the men's?", "2018?", "no, silver"): the question itself is the old one."""
    return not reading.asks or (reading.asks in ("medal", "title", "games", "event", "race", "nation", "podium") and reading.elliptical) or (
        reading.elliptical and reading.asks in ("result", "rank") and not reading.cue("verb:perform")
    )


def _overlaid(reading: Reading, old: Reading, focus: Focus) -> Reading:
    verbs = {c for c in reading.cues if c.startswith("verb:") and c not in ("verb:perform", "verb:get", "verb:own", "verb:finish", "verb:skate")}
    changes: dict[str, object] = {}
    for slot in _SLOTS:
        new = getattr(reading, slot)
        if new and new != "event":
            changes[slot] = new
    if "games" in changes or "when" in changes or "years" in changes:
        for slot in ("games", "when", "years"):
            changes.setdefault(slot, () if slot == "games" else "" if slot == "when" else None)
    if "medals" in changes or "ranks" in changes:
        changes.setdefault("medals", ())
        changes.setdefault("ranks", ())
    if "nations" in changes:
        changes.setdefault("people", ())
        if old.winners or old.losers:
            changes["winners"] = reading.nations if old.winners else ()
            changes["losers"] = reading.nations if old.losers else ()
    if "people" in changes:
        changes.setdefault("nations", ())
    kept = frozenset(c for c in old.cues if not ("medals" in changes and c.startswith(("medal:", "rank:", "noun:podium"))))
    if verbs:
        kept = frozenset(c for c in kept if not c.startswith("verb:"))
    cues = kept | reading.cues
    inherited = frozenset(s for s in _SLOTS if getattr(old, s) and s not in changes)
    games = changes.get("games", old.games)
    if old.games == () and not old.when and not old.years and "games" not in changes and "when" not in changes and len(focus.games) == 1 and reading.genders:
        games = focus.games
    return replace(
        old,
        **{**changes, "games": games},  # type: ignore[arg-type]
        cues=cues,
        words=old.words | reading.words,
        left=reading.left,
        elsewhere=reading.elsewhere,
        strangers=reading.strangers,
        pronouns=reading.pronouns,
        phrases=reading.phrases,
        elliptical=True,
        inherited=inherited,
        fuzzy=reading.fuzzy,
    )


def _referred(reading: Reading, old: Reading, focus: Focus) -> Reading:
    """A new question about the thing that was spoken of."""
    inherited: set[str] = set()
    changes: dict[str, object] = {}

    def take(slot: str, value: object) -> None:
        if value and not getattr(reading, slot):
            changes[slot] = value
            inherited.add(slot)

    said_time = reading.games or reading.when or reading.years
    if not said_time and not reading.cue("op:ever", "op:all", "op:each", "op:most", "op:never"):
        take("games", focus.games or old.games)
    take("genders", focus.genders or old.genders)
    if not reading.nations and not reading.people:
        if reading.pronouns & {"she", "he"} or (old.people and not focus.nations):
            take("people", (focus.people,) if len(focus.people) == 1 else old.people)
        if "people" not in changes:
            take("nations", focus.nations if focus.nations else old.nations)
    take("rounds", old.rounds if reading.asks in ("margin", "time", "opponent", "skater", "squad", "who", "why", "date", "yes-no", "") and not reading.ranks else ())
    take("event", old.event)
    if reading.asks in ("margin", "time", "skater", "squad", "date", "place", "when", "why", "opponent", "which", "") and not reading.ranks and not reading.medals:
        take("ranks", old.ranks)
        take("medals", old.medals)
        if old.cues & {"verb:win", "noun:champion"} and not reading.cues & {"verb:lose", "verb:beat"} and not reading.rounds:
            changes["cues"] = reading.cues | {"verb:win"}
    if reading.scope == "event" and old.scope != "event" and not reading.event:
        changes["scope"] = old.scope
    sides = {"winners": reading.winners, "losers": reading.losers}
    nations = changes.get("nations")
    if nations and reading.cues & {"verb:beat", "verb:lose"} and "they" in reading.pronouns and not (reading.winners or reading.losers):
        sides["winners" if "verb:beat" in reading.cues else "losers"] = nations  # type: ignore[assignment]
    return replace(reading, **{**changes, **sides}, inherited=frozenset(inherited))  # type: ignore[arg-type]


def chosen(text: str, last: Turn, lexicon: Lexicon) -> Reading | None:
    """The old question with the choice that was typed: its name, a part of it, or its place in the list."""
    if not last.offered:
        return None
    key = phrase(text)
    pick: str | None = None
    numbers = {"1": 0, "first": 0, "one": 0, "1st": 0, "2": 1, "second": 1, "two": 1, "2nd": 1, "3": 2, "third": 2, "three": 2, "3rd": 2, "4": 3, "fourth": 3}
    words = [w for w in key.split() if w not in ("the", "one", "number", "no", "option", "please", "pls", "i", "mean", "meant")] or key.split()
    if len(words) == 1 and (words[0] in numbers or words[0] in ("last", "latter", "former")):
        at = {"last": len(last.offered) - 1, "latter": len(last.offered) - 1, "former": 0}.get(words[0], numbers.get(words[0], 99))
        pick = last.offered[at] if at < len(last.offered) else None
    else:
        fits = [o for o in last.offered if set(words) <= set(phrase(o).split())]
        pick = fits[0] if len(fits) == 1 else None
    if pick is None:
        return None
    people = tuple((pick,) if pick in group else group for group in last.reading.people)
    if people != last.reading.people:
        return replace(last.reading, people=people)
    if pick in ("men", "women"):
        return replace(last.reading, genders=(pick,))
    return None
