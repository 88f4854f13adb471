"""Which of the choices that were offered a line picks: by name, by a part of it, by its place; it answers nothing."""

from dataclasses import replace

from bot.facts.snapshot import Snapshot
from bot.language.lexicon import Lexicon
from bot.language.reading import Reading
from bot.language.text import phrase
from bot.language.turn import Turn

OLDER = frozenset("elder older eldest oldest big bigger".split())
# Places in the list that was offered.
PLACES = {"former": 0, "last": -1, "latter": -1} | {
    word: at
    for at, words in enumerate(("1 first one 1st", "2 second two 2nd", "3 third three 3rd", "4 fourth four 4th"))
    for word in words.split()
}
AGES = OLDER | frozenset("younger youngest little small".split())


def chosen(text: str, last: Turn, lexicon: Lexicon, snapshot: Snapshot) -> Reading | None:
    """The old question with the choice that was typed: its name, a part of it, or its place in the list."""
    if not last.offered:
        return None
    key = phrase(text)
    pick: str | None = None
    words = [
        w
        for w in key.split()
        if w not in ("the", "one", "number", "no", "option", "please", "pls", "i", "mean", "meant")
    ] or key.split()
    if not words:
        return None
    if len(words) == 1 and words[0] in PLACES:
        at = PLACES[words[0]]
        pick = last.offered[at] if at < len(last.offered) else None
    else:
        if AGES & set(words) and all(o in snapshot.skaters and snapshot.skaters[o].born for o in last.offered):
            by_age = sorted(last.offered, key=lambda o: str(snapshot.skaters[o].born))
            words = phrase(by_age[0] if OLDER & set(words) else by_age[-1]).split()
        fits = [o for o in last.offered if set(words) <= set(phrase(o).split())]
        gender = lexicon.phrases.get(words[-1], {}).get("gender")
        if not fits and gender:
            fits = [o for o in last.offered if o in snapshot.skaters and snapshot.skaters[o].gender == gender]
        pick = fits[0] if len(fits) == 1 else None
    return None if pick is None else picked(pick, last)


def picked(pick: str, last: Turn) -> Reading | None:
    """The old question with one of the choices that were offered."""
    people = tuple((pick,) if pick in group else group for group in last.reading.people)
    if people != last.reading.people:
        return replace(last.reading, people=people)
    if pick in ("men", "women"):
        return replace(last.reading, genders=(pick,))
    return None
