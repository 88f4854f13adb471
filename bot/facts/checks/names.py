"""A name must lead to one thing, unless it is declared ambiguous; it knows nothing of how questions are read."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.facts.models import Knowledge, Nation, Skater
from bot.facts.where import Fault, Path


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
    for key in ("id", "name", "in_sentence", "adjective"):
        if name := getattr(nation, key):
            yield name, (*path, key)
    yield from _each(path, "aliases", nation.aliases)
    yield from _each(path, "places", nation.places)


def _each(path: Path, key: str, names: Iterable[str]) -> Iterator[tuple[str, Path]]:
    for i, name in enumerate(names):
        yield name, (*path, key, i)


def _uses(knowledge: Knowledge) -> Iterator[tuple[str, Use]]:
    """Every name of a nation, Games, kind of event or round."""
    for i, nation in enumerate(knowledge.nations):
        for name, path in _nation_names(("nations", i), nation):
            yield name, Use("nation", nation.id, path)
    for i, games in enumerate(knowledge.games):
        at: Path = ("games", i)
        for name, path in (*_each(at, "aliases", games.aliases), (games.name, (*at, "name")), (games.id, (*at, "id"))):
            yield name, Use("Games", games.id, path)
    for key, what in (("event_kinds", "event"), ("round_kinds", "round")):
        for i, kind in enumerate(getattr(knowledge, key)):
            own = ((kind.name, (key, i, "name")), (kind.id, (key, i, "id")), *_each((key, i), "aliases", kind.aliases))
            for name, path in own:
                yield name, Use(what, kind.id, path)


def _elsewhere(knowledge: Knowledge, *kinds: str) -> Iterator[tuple[str, Use]]:
    """Every name of what is not held; a sport, event or competition may be called what a held one is called."""
    for i, other in enumerate(knowledge.elsewhere):
        if other.kind in kinds:
            for name, path in (
                (other.name, ("elsewhere", i, "name")),
                *_each(("elsewhere", i), "aliases", other.aliases),
            ):
                yield name, Use(other.kind, f"{other.name} of `elsewhere`", path)


def aliases(knowledge: Knowledge) -> Iterator[Fault]:
    """Nations, Games, events and rounds share no name that is not declared ambiguous."""
    declared = {folded(phrase) for phrase in knowledge.ambiguous}
    apart = {(a.id, b) for a in knowledge.nations for b in a.see_also}  # a person may have meant either, and is told so
    by_name: dict[str, tuple[str, dict[tuple[str, str], Use]]] = {}
    for name, use in (*_uses(knowledge), *_elsewhere(knowledge, "team", "games")):
        _, uses = by_name.setdefault(folded(name), (name, {}))
        uses.setdefault((use.what, use.which), use)
    for key, (name, uses) in by_name.items():
        first, *others = uses.values()
        for use in others:
            known_apart = (first.which, use.which) in apart or (use.which, first.which) in apart
            if key not in declared and not known_apart:
                yield _shared(name, first, use)


def _shared(name: str, first: Use, use: Use) -> Fault:
    wrong = f"`{name}` names both the {first.what} {first.which} and the {use.what} {use.which}"
    return Fault(use.path, wrong, f"take one of them out, or declare it: `ambiguous: [{name}]`")


def skaters(knowledge: Knowledge) -> Iterator[Fault]:
    """Two skaters may share a surname, but no name that is meant to tell them apart."""
    declared = {folded(phrase) for phrase in knowledge.ambiguous}
    by_name: dict[str, dict[str, tuple[str, Path, Skater]]] = defaultdict(dict)
    for i, skater in enumerate(knowledge.skaters):
        path: Path = ("skaters", i)
        own = [(skater.name, (*path, "name")), *_each(path, "aliases", skater.aliases)]
        if skater.native_name:
            own.append((skater.native_name, (*path, "native_name")))
        for name, where in own:
            by_name[folded(name)].setdefault(skater.name, (name, where, skater))
    for key, uses in by_name.items():
        (_, _, first), *others = uses.values()
        for name, where, skater in others:
            if key not in declared and not (_is_surname(key, first) and _is_surname(key, skater)):
                yield _shared(name, Use("skater", first.name, where), Use("skater", skater.name, where))


def _is_surname(name: str, skater: Skater) -> bool:
    """Whether the name is only a part of the skater's, at its end or, as in East Asia, at its beginning."""
    own = folded(skater.name)
    return own.endswith(f" {name}") or own.startswith(f"{name} ")


CHECKS = (aliases, skaters)
