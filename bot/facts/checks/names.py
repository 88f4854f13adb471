"""A name must lead to one thing, unless it is declared ambiguous; it knows nothing of how questions are read."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from bot.facts.checks.walk import events
from bot.facts.models import Elsewhere, EventKind, Games, Knowledge, Nation, RoundKind, Skater
from bot.facts.where import Fault, Path

Named = Nation | Games | EventKind | RoundKind | Skater | Elsewhere
_OVERRIDDEN = get_args(Elsewhere.model_fields["kind"].annotation)  # what is held may have the name of what is not


class Use(NamedTuple):
    """One thing that goes by a name: what it is, which one, and where the name is written."""

    what: str
    which: str
    path: Path


def folded(name: str) -> str:
    """A name without capitals, accents and a leading article.

    >>> folded("The  Länder"), folded("PyeongChang")
    ('lander', 'pyeongchang')
    """
    letters = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = plain.replace("-", " ").replace("’", "'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _nation_names(path: Path, nation: Nation) -> Iterator[tuple[str, Path]]:
    yield from _names(path, nation, "id", "name", "in_sentence", "adjective")
    yield from _each(path, "places", nation.places)


def _names(path: Path, thing: Named, *keys: str) -> Iterator[tuple[str, Path]]:
    """What stands at the keys of a thing, and its aliases."""
    for key in keys:
        if name := getattr(thing, key):
            yield name, (*path, key)
    yield from _each(path, "aliases", thing.aliases)


def _each(path: Path, key: str, names: Iterable[str]) -> Iterator[tuple[str, Path]]:
    for i, name in enumerate(names):
        yield name, (*path, key, i)


def _uses(knowledge: Knowledge) -> Iterator[tuple[str, Use]]:
    """Every name that must lead to one thing."""
    for i, nation in enumerate(knowledge.nations):
        for name, path in _nation_names(("nations", i), nation):
            yield name, Use("nation", nation.id, path)
    for i, games in enumerate(knowledge.games):
        for name, path in _names(("games", i), games, "name", "id"):
            yield name, Use("Games", games.id, path)
    for at in events(knowledge):
        venue = at.event.venue
        for name, path in ((venue, (*at.path, "venue")), *_each(at.path, "venue_aliases", at.event.venue_aliases)):
            yield name, Use("venue", venue, path)
    for key, what in (("event_kinds", "kind of event"), ("round_kinds", "round")):
        for i, kind in enumerate(getattr(knowledge, key)):
            for name, path in _names((key, i), kind, "name", "id"):
                yield name, Use(what, kind.id, path)
    yield from _people_and_others(knowledge)


def _people_and_others(knowledge: Knowledge) -> Iterator[tuple[str, Use]]:
    for i, skater in enumerate(knowledge.skaters):
        for name, path in _names(("skaters", i), skater, "name", "native_name"):
            yield name, Use("skater", skater.name, path)
    for i, other in enumerate(knowledge.elsewhere):
        for name, path in _names(("elsewhere", i), other, "name"):
            yield name, Use(other.kind, f"{other.name} of `elsewhere`", path)


def aliases(knowledge: Knowledge) -> Iterator[Fault]:
    """No two things share a name that is not declared ambiguous."""
    declared = {folded(phrase) for phrase in knowledge.ambiguous}
    apart = {(a.id, b) for a in knowledge.nations for b in a.see_also}  # a person may have meant either, and is told so
    by_name: dict[tuple[str, bool], tuple[str, dict[tuple[str, str], Use]]] = {}
    for name, use in _uses(knowledge):
        _, uses = by_name.setdefault((folded(name), use.what in _OVERRIDDEN), (name, {}))
        uses.setdefault((use.what, folded(use.which)), use)
    for (key, _), (name, uses) in by_name.items():
        first, *others = uses.values()
        for use in others:
            known_apart = (first.which, use.which) in apart or (use.which, first.which) in apart
            if not (key in declared or known_apart or (_is_surname(key, first) and _is_surname(key, use))):
                wrong = f"`{name}` names both the {first.what} {first.which} and the {use.what} {use.which}"
                yield Fault(use.path, wrong, f"take one of them out, or declare it: `ambiguous: [{name}]`")


def _is_surname(name: str, use: Use) -> bool:
    """Whether the name is only a part of a skater's, at its end or, as in East Asia, at its beginning."""
    own = folded(use.which)
    return use.what == "skater" and (own.endswith(f" {name}") or own.startswith(f"{name} "))


CHECKS = (aliases,)
