"""The youngest, the oldest and the average age, among those whose birth dates are held."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.answers import Found, NotHeld, Table
from bot.facts.models import MEDALS
from bot.facts.snapshot import Outing
from bot.intents.people.biography import years_between
from bot.intents.people.skater_groups import everybody, nations_word, outings_of, respond, when_word
from bot.intents.query import LAST_RANK, Query, Response
from bot.language.reading import Focus
from bot.wording.plain import listed, number


def by_age(q: Query) -> Response:
    """The youngest or the oldest, or both where both are asked."""
    r = q.reading
    if not r.cue("op:youngest") or not r.cue("op:oldest"):
        return _by_age(q)
    one, other = (_by_age(Query(replace(r, cues=r.cues - {cue}), q.snapshot)) for cue in ("op:youngest", "op:oldest"))
    if not isinstance(one.outcome, Found) or not isinstance(other.outcome, Found):
        return one
    return replace(one, outcome=replace(one.outcome, answer=f"{one.outcome.answer} {other.outcome.answer}", table=None))


def _by_age(q: Query) -> Response:
    r = q.reading
    oldest = r.cue("op:oldest")
    title, pool = _of_age(q)
    known: list[tuple[int, str, Outing, date]] = []
    missing: set[str] = set()
    for name in everybody(q):
        for o in outings_of(q, name):
            if not pool(o):
                continue
            if (birth := q.skater(name).born) is None:
                missing.add(name)
            else:
                known.append((o.last_day.toordinal() - birth.toordinal(), name, o, birth))
    nations = nations_word(q)
    among = f" among the {r.genders[0]}" if len(r.genders) == 1 else ""
    who = f"{nations} {title}{among}".strip()
    if not known:
        return Response(
            NotHeld(f"No birth date of such a skater is held ({who}{when_word(q)}).", ("youngest medallist ever?",)),
            Focus(),
            q.scope,
        )
    notes = _missing(missing)
    known.sort(key=lambda k: (-k[0] if oldest else k[0], k[1]))
    first_of: dict[str, tuple[int, str, Outing, date]] = {}
    for row in known:
        first_of.setdefault(row[1], row)
    ranked = list(first_of.values())
    if r.cue("op:average"):
        ages = [years_between(k[3], k[2].last_day) for k in known]
        mean = sum(ages) / len(ages)
        group = f"{len(ages)} {_many(title)}{among}{when_word(q)}"
        text = f"The average age of {group} whose birth dates are held was {mean:.1f} years."
        return respond(q, text, [], [k[2] for k in known], notes=notes)
    numbers = [c.number for c in r.conditions] or [1 if _of_so_many(q) else r.number or 1]
    count = max(1, numbers[0])
    skip = next((x - 1 for x in r.ranks if x < LAST_RANK), 0)
    rows = ranked[skip : skip + count]
    if not rows:
        return Response(
            NotHeld(f"Fewer than {skip + 1} such skaters with a birth date are held.", ("youngest medallist ever?",)),
            Focus(),
            q.scope,
        )
    word = "oldest" if oldest else "youngest"
    if count > 1:
        parts = [f"{n} ({years_between(b, o.last_day)} at {o.games.name})" for _, n, o, b in rows]
        group = f"{_many(title)}{among}{f' ({nations})' if nations else ''}"
        text = f"The {number(len(rows))} {word} {group} were {listed(parts)}."
        return respond(q, text, [k[1] for k in rows], [k[2] for k in rows], notes=notes)
    _, name, o, birth = rows[0]
    order = {1: "second-", 2: "third-"}.get(skip, f"number {skip + 1} of the " if skip else "")
    known_only = ", of those whose birth dates are held," if missing else ""
    when = f"{years_between(birth, o.last_day)} at {o.games.name}"
    text = f"The {order}{word} {who}{known_only} was {name} ({q.snapshot.name(o.nation)}), {when}."
    body = tuple(
        (n, q.snapshot.name(x.nation), x.games.name, str(years_between(b, x.last_day))) for _, n, x, b in ranked[:5]
    )
    table = Table(("Skater", "Team", "Games", "Age"), body, right=(3,)) if len(body) > 1 and not skip else None
    return respond(q, text, [name], [o], table, notes)


def _of_so_many(q: Query) -> bool:
    """Whether the number says how many there are to choose from: "the youngest of the three"."""
    said = [t.text.split() for t in q.reading.terms if not any(c.startswith("stop:") for c in t.cues)]
    words = [w for text in said for w in text]
    extreme = next((at for at, t in enumerate(words) if t in EXTREME), len(words))
    return any(
        a == "of" and (b in NUMBERS or (b == "the" and c in NUMBERS))
        for a, b, c in zip(words[extreme:], words[extreme + 1 :], words[extreme + 2 :], strict=False)
    )


EXTREME = frozenset("youngest oldest eldest younger older".split())
NUMBERS = frozenset("two three four five six 2 3 4 5 6".split())


def _missing(names: set[str]) -> tuple[str, ...]:
    if not names:
        return ()
    who = f"of {listed(sorted(names))}" if len(names) < 4 else f"of {len(names)} others who fit"
    return (f"The birth date{'' if len(names) == 1 else 's'} {who} {'is' if len(names) == 1 else 'are'} not held.",)


def _many(title: str) -> str:
    """The plural of a title whose noun comes first or last: "skaters to race", "gold medallists"."""
    first, _, rest = title.partition(" ")
    return f"{first}s {rest}" if first == "skater" and rest else f"{title}s"


def _of_age(q: Query) -> tuple[str, Callable[[Outing], bool]]:
    r = q.reading
    if r.cue("noun:reserve"):
        return "reserve", lambda o: o.raced is False
    if r.cue("noun:champion", "noun:title", "verb:win") and not r.medals and not r.cue("noun:medal"):
        return "champion", lambda o: o.medal == "gold"
    if r.medals:
        return f"{listed(r.medals, 'or')} medallist", lambda o: o.medal in r.medals
    ranks = [
        m
        for m in MEDALS
        if {"gold": 1, "silver": 2, "bronze": 3}[m] in r.ranks
        and r.cue(f"rank:{ {'gold': 1, 'silver': 2, 'bronze': 3}[m] }")
    ]
    if r.cue("noun:medal", "noun:podium"):
        return "medallist", lambda o: bool(o.medal)
    if ranks and r.cue("noun:nation"):
        return f"{ranks[0]} medallist", lambda o: o.medal == ranks[0]
    if r.rounds:
        return f"skater in the {q.snapshot.rounds[r.rounds[0]].name}", lambda o: any(
            bool(o.skated(x)) for x in r.rounds
        )
    if r.cue("noun:squad") and not r.cue("verb:skate"):
        return "squad member", lambda _: True
    return "skater to race", lambda o: bool(o.raced)
