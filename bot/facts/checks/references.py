"""Every id that is mentioned must be held, and every fact must have a source; it goes by the names of the fields."""

from collections.abc import Iterator

from bot.facts.models import Discrepancy, Elsewhere, Fact, Knowledge, MedalChange, Record, Skater
from bot.facts.problems import nearest
from bot.facts.where import ID_KEYS, Fault, Path, Where

# What the texts in a field are ids of, whichever model has it.
_KIND_OF_FIELD = {
    "nation": "nations",
    "nations": "nations",
    "see_also": "nations",
    "country": "nations",
    "skater": "skaters",
    "skaters": "skaters",
    "games": "games",
    "event": "event_kinds",
    "round": "round_kinds",
    "rounds": "round_kinds",
    "sources": "sources",
}
_ONE_OF = {
    "nations": "nation",
    "skaters": "skater",
    "games": "Games",
    "event_kinds": "kind of event",
    "round_kinds": "round",
    "sources": "source",
}
_FREE = {(MedalChange, "event")}  # another sport's event, in words


def unknown(knowledge: Knowledge, where: Where) -> Iterator[Fault]:
    """Ids that nothing has, and facts without a source."""
    for key in Knowledge.model_fields:
        held = getattr(knowledge, key, ())
        if isinstance(held, tuple):
            for i, item in enumerate(held):
                if isinstance(item, Fact) and not isinstance(item, Elsewhere):
                    yield from _inside(item, (key, i), where)


def _inside(fact: Fact, path: Path, where: Where) -> Iterator[Fault]:
    kind_of_fact = type(fact)
    yield from _unsourced(fact, path)
    for name, value in fact:
        if not value:
            continue
        kind = _KIND_OF_FIELD.get(name)
        if isinstance(value, Fact):
            yield from _inside(value, (*path, name), where)
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, Fact):
                    yield from _inside(item, (*path, name, i), where)
                elif kind and not where.knows(kind, item):
                    yield _unknown((*path, name, i), kind, item, where)
        elif kind and (kind_of_fact, name) not in _FREE and not where.knows(kind, value):
            yield _unknown((*path, name), kind, value, where)
    if isinstance(fact, Record) and fact.games and not where.knows("round_kinds", fact.at):
        yield _unknown((*path, "at"), "round_kinds", fact.at, where)
    if isinstance(fact, Skater):
        for i, relative in enumerate(fact.family):
            # A relative need not have skated; a name that is nearly a skater's is one misspelt.
            known = where.ids.get("skaters", ())
            if not where.knows("skaters", relative.of) and (near := nearest(relative.of, known, 0.8)):
                yield Fault(
                    (*path, "family", i, "of"), f"`{relative.of}` is not the name of any skater", f"write `{near}`"
                )


def _unknown(path: Path, kind: str, name: str, where: Where) -> Fault:
    near = nearest(name, where.ids.get(kind, ()))
    add = f"add it to `{kind}`"
    wrong = f"`{name}` is not the {ID_KEYS[kind]} of any {_ONE_OF[kind]}"
    return Fault(path, wrong, f"write `{near}`, or {add}" if near else add)


def _unsourced(fact: Fact, path: Path) -> Iterator[Fault]:
    """Where the model leaves sources open, they stand on what is around the fact; a life and a dispute stand alone."""
    field = type(fact).model_fields.get("sources")
    if field is None or fact.__dict__["sources"]:
        return
    has_life = isinstance(fact, Skater) and (fact.born or fact.born_year or fact.birthplace)
    if field.is_required() or has_life or isinstance(fact, Discrepancy):
        yield Fault(
            (*path, "sources"), "a fact without a source", "write `sources:` with the id of at least one source"
        )
