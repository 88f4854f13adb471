"""Final places, medals and the races that decided them; it knows nothing of line-ups."""

from collections.abc import Iterator
from itertools import pairwise

from bot.facts.checks.races import scopes
from bot.facts.checks.walk import EventAt, RoundAt, events, is_single, named, rounds
from bot.facts.models import MEDALS, Entry, Knowledge, Placing
from bot.facts.where import Fault


def consecutive(knowledge: Knowledge) -> Iterator[Fault]:
    """Places run 1, 2, 3 …; equals share one, and the next is left out."""
    for at in events(knowledge):
        ranked = sorted(enumerate(at.event.placings), key=lambda pair: pair[1].rank)
        if ranked and ranked[0][1].rank != 1:
            i, first = ranked[0]
            yield Fault((*at.path, "placings", i, "rank"), f"the places begin with {first.rank}", "begin with 1")
            continue
        for position, ((_, before), (i, placing)) in enumerate(pairwise(ranked), start=2):
            if placing.rank not in (before.rank, position):
                wrong = f"the place {placing.rank} follows {before.rank}"
                remedy = f"write {position}, or {before.rank} if the two are equal"
                yield Fault((*at.path, "placings", i, "rank"), wrong, remedy)


def counts(knowledge: Knowledge) -> Iterator[Fault]:
    """There are no more places than teams, and a span of places has an end after its beginning."""
    for at in events(knowledge):
        if len(at.event.placings) > at.event.teams:
            wrong = f"{len(at.event.placings)} places are given among {at.event.teams} teams"
            yield Fault((*at.path, "teams"), wrong, "mend `teams` or the placings")
        for i, placing in enumerate(at.event.placings):
            if placing.rank_to is not None and placing.rank_to <= placing.rank:
                wrong = f"`rank_to: {placing.rank_to}` is not after the place {placing.rank}"
                remedy = "write the last place it may be, or leave it out"
                yield Fault((*at.path, "placings", i, "rank_to"), wrong, remedy)


def medals(knowledge: Knowledge) -> Iterator[Fault]:
    """First is gold, second silver, third bronze; nobody else has a medal."""
    for at in events(knowledge):
        for i, placing in enumerate(at.event.placings):
            right = MEDALS[placing.rank - 1] if 1 <= placing.rank <= len(MEDALS) and placing.rank_to is None else None
            if placing.medal != right:
                wrong = f"{_who(placing, at)} is placed {placing.rank} and has {placing.medal or 'no medal'}"
                remedy = f"write `medal: {right}`" if right else "leave the medal out"
                yield Fault((*at.path, "placings", i, "medal"), wrong, f"{remedy}, or mend the place")


def finals(knowledge: Knowledge) -> Iterator[Fault]:
    """Who came first in a race for places has the better of them."""
    decides = {kind.id: kind.decides for kind in knowledge.round_kinds}
    for each in rounds(knowledge):
        places = decides.get(each.round.round, ())
        if not places or not each.at.event.placings or len(scopes(each)) > 1:
            continue
        for i, race in enumerate(each.round.races):
            for j, entry in enumerate(race.entries):
                path = (*each.path, "races", i, "entries", j)
                yield from (Fault(path, *said) for said in _misplaced(entry, places, each))


def _misplaced(entry: Entry, places: tuple[int, ...], each: RoundAt) -> Iterator[tuple[str, str]]:
    single = is_single(each.at)
    name = named(entry, single)
    placing = next((p for p in each.at.event.placings if _who(p, each.at) == name), None)
    held = sum(len(race.entries) for race in each.round.races)
    wanted = places if entry.rank is None else places[max(entry.rank - 1, 0) : max(entry.rank, 0)]
    if not wanted or (entry.rank is None and held > len(places)):
        return
    text = " or ".join(map(str, wanted))
    if placing is None:
        yield (
            f"{name} skated the round `{each.round.round}` and has no final place",
            f"add the place {text} to the placings",
        )
    elif not any(placing.may_be(place) for place in wanted):
        rank = f"rank {entry.rank}" if entry.rank else "no rank"
        wrong = f"{name} has {rank} in the round `{each.round.round}`, which makes place {text}"
        yield f"{wrong}, and is placed {placing.rank}", "mend the rank here or the place in the placings"


def _who(placing: Placing, at: EventAt) -> str | None:
    return placing.squad[0].skater if is_single(at) and placing.squad else placing.nation


CHECKS = (consecutive, counts, medals, finals)
