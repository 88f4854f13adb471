"""Who a skater is: birth, age, birthplace, names, nations; it words one skater at a time and knows no results."""

from collections.abc import Sequence
from datetime import date

from bot.answers import Found, NotHeld, Outcome
from bot.facts.models import Skater
from bot.facts.snapshot import Outing
from bot.intents.moments.incidents import incidents_of
from bot.intents.people.mentions import career, scope
from bot.intents.query import Query, Response
from bot.language.reading import Compare, Focus, within
from bot.language.slots import THAN
from bot.wording.plain import day, listed


def told(q: Query, names: Sequence[str], outcomes: Sequence[Outcome], games: Sequence[str] = ()) -> Response:
    """One response from what is to say of each skater; what is not held is named beside what is."""
    focus = Focus(games=tuple(games), people=tuple(names))
    if len(outcomes) == 1:
        return Response(outcomes[0], focus, read_as(q, names))
    if not any(isinstance(o, Found) for o in outcomes):
        return Response(NotHeld(" ".join(o.answer for o in outcomes)), focus, read_as(q, names))
    sources = tuple(dict.fromkeys(s for o in outcomes if isinstance(o, Found) for s in o.sources))
    notes = tuple(dict.fromkeys(n for o in outcomes if isinstance(o, Found) for n in o.notes))
    suggestions = tuple(dict.fromkeys(s for o in outcomes for s in o.suggestions))[:3]
    answer = " ".join(o.answer for o in outcomes)
    return Response(Found(answer, notes=notes, sources=sources[:5], suggestions=suggestions), focus, read_as(q, names))


def read_as(q: Query, names: Sequence[str]) -> str:
    """The skaters and the Games that were looked at."""
    games = [q.snapshot.games[g].name for g in scope(q)]
    who = [f"{n} ({'/'.join(q.snapshot.name(x) for x in q.skater(n).nations)})" for n in names]
    return f"{listed(who)}, {listed(games) if games else 'all Games held'}"


def sources(q: Query, skater: Skater, outings: Sequence[Outing] = ()) -> tuple[str, ...]:
    """Source ids of a skater, else those of the teams."""
    own = skater.sources or tuple(s for o in career(q, skater.name) for s in o.result.placing.sources)
    return (*[s for o in outings for s in o.result.placing.sources], *own)


def born(q: Query, names: Sequence[str]) -> Response:
    """The birth dates; a claimed year is confirmed or corrected."""
    return told(q, names, [_born(q, q.skater(n)) for n in names])


def _born(q: Query, s: Skater) -> Outcome:
    if s.born is None and s.born_year is None:
        return NotHeld(
            f"The birth date of {s.name} is not held.",
            (f"which medals did {s.name} win?",) if _has_medal(q, s) else (f"{s.name} results",),
        )
    when = f"on {day(s.born)}" if s.born else f"in {s.born_year}; the day is not held"
    truth = f"{s.name} was born {when}."
    year = s.born.year if s.born else s.born_year
    claimed = (*q.reading.lone_years, *(q.snapshot.games[g].year for g in q.reading.games))
    if q.reading.yes_no and claimed:
        truth = f"{'Yes' if claimed == (year,) else 'No'}: {truth}"
    if q.reading.cue("noun:discrepancy"):
        truth = f"{truth} {' '.join(_disputed(q, s)) or 'No source seen says otherwise.'}"
    return Found(
        truth,
        notes=() if q.reading.cue("noun:discrepancy") else _disputed(q, s),
        sources=q.sources(sources(q, s)),
        suggestions=next_about(q, s, "how old is", "which medals did"),
    )


def _disputed(q: Query, s: Skater) -> tuple[str, ...]:
    return tuple(
        f"Sources differ: {d.used} used here; {d.other} elsewhere."
        for d in q.snapshot.knowledge.discrepancies
        if d.aspect == "birth date" and s.name in d.skaters and not d.why.startswith("They agree")
    )


def next_about(q: Query, s: Skater, *kinds: str) -> tuple[str, ...]:
    """Questions about a skater that are certain to be answered."""
    all_of = {
        "how old is": f"how old is {s.name}?" if s.born else "",
        "when was": f"when was {s.name} born?" if s.born else "",
        "which medals did": f"which medals did {s.name} win?" if _has_medal(q, s) else f"{s.name} results",
        "results": f"{s.name} results",
    }
    return tuple(x for k in kinds if (x := all_of[k]))


def _has_medal(q: Query, s: Skater) -> bool:
    return any(o.medal for o in career(q, s.name))


def years_between(start: date, end: date) -> int:
    """Whole years.

    >>> years_between(date(1974, 11, 9), date(2014, 2, 22)), years_between(date(2000, 2, 22), date(2014, 2, 22))
    (39, 14)
    """
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


TEENAGER = frozenset(("teenager", "teen", "teenage"))
TWENTY = 20


def age(q: Query, names: Sequence[str]) -> Response:
    """Today, or at the Games named, or when the medals asked about were won."""
    outcomes: list[Outcome] = []
    games: list[str] = []
    for name in names:
        outings = _outings_of_age(q, name)
        games += [o.games.id for o in outings]
        outcomes.append(_age(q, q.skater(name), outings))
    return told(q, names, outcomes, tuple(dict.fromkeys(games)))


def _outings_of_age(q: Query, name: str) -> list[Outing]:
    r = q.reading
    mine = career(q, name, scope(q))
    if r.medals or r.cue("noun:medal", "noun:champion", "noun:title", "verb:win"):
        wanted = r.medals or (("gold",) if r.cue("noun:champion", "noun:title") else ("gold", "silver", "bronze"))
        mine = tuple(o for o in mine if o.medal in wanted)
        if r.cue("op:first"):
            return list(mine[-1:])
        return list(mine[:1] if r.cue("op:last") else mine)
    if r.cue("verb:fall"):
        fallen = {i.start.games.id for i in incidents_of(q.snapshot) if i.skater == name}
        return [o for o in mine if o.games.id in fallen]
    if r.when == "first" or r.cue("op:first", "verb:debut"):
        return list(mine[-1:])
    if scope(q):
        return list(mine)
    return list(mine[:1]) if r.when == "latest" or r.cue("op:last") else []


def _age_claimed(q: Query) -> tuple[Compare, int] | None:
    """The bound on an age that is claimed: "was she over 35", "was he only 16"."""
    r = q.reading
    if not r.yes_no or r.number is None:
        return None
    said = (compare for words, compare in THAN.items() if f"than:{words.replace(' ', '-')}" in r.cues)
    return next(said, "="), r.number


def _age(q: Query, s: Skater, outings: Sequence[Outing]) -> Outcome:
    if s.born is None:
        if s.born_year is not None and not outings:
            low = q.snapshot.knowledge.as_of.year - s.born_year
            return Found(
                f"{s.name}, born in {s.born_year}, is {low - 1} or {low}; the day of birth is not held.",
                sources=q.sources(sources(q, s)),
            )
        return NotHeld(f"The birth date of {s.name} is not held, so neither is the age.", (f"{s.name} results",))
    if outings:
        teenager = q.reading.yes_no and bool(q.reading.words & TEENAGER)
        claim = _age_claimed(q)
        parts = [f"{years_between(s.born, o.last_day)} at {o.games.name}" for o in outings]
        idle = ", without skating" if len(outings) == 1 and outings[0].raced is False else ""
        text = f"{s.name} was {listed(parts)}{idle}."
        if teenager:
            young = any(years_between(s.born, o.last_day) < TWENTY for o in outings)
            text = f"{'Yes' if young else 'No'}: {text}"
        elif claim:
            so = any(within(years_between(s.born, o.last_day), *claim) for o in outings)
            text = f"{'Yes' if so else 'No'}: {text}"
        notes = tuple(
            f"The birthday fell within the event: {years_between(s.born, o.first_day)} on its first day."
            for o in outings
            if years_between(s.born, o.first_day) != years_between(s.born, o.last_day)
        )
        return Found(
            text,
            notes=notes + _disputed(q, s),
            sources=q.sources(sources(q, s)),
            suggestions=next_about(q, s, "when was", "which medals did"),
        )
    if q.reading.cue("verb:fall"):
        return NotHeld(f"No fall of {s.name} is held.", (f"when was {s.name} born?",))
    missing = [q.snapshot.games[g] for g in scope(q)]
    if missing and len(missing) == 1:
        when = max((r.date for e in missing[0].events for r in e.rounds), default=None)
        if when is not None:
            then = years_between(s.born, when)
            text = f"{s.name} was {then} at the time of {missing[0].name}, but in no squad held there."
            return Found(text, sources=q.sources(sources(q, s)), suggestions=next_about(q, s, "when was", "results"))
    years = years_between(s.born, q.snapshot.knowledge.as_of)
    text = f"{s.name} is {years}, as of {day(q.snapshot.knowledge.as_of)}."
    if claim := _age_claimed(q):
        text = f"{'Yes' if within(years, *claim) else 'No'}: {text}"
    return Found(
        text,
        notes=_disputed(q, s),
        sources=q.sources(sources(q, s)),
        suggestions=next_about(q, s, "when was", "which medals did"),
    )


def birthplace(q: Query, names: Sequence[str]) -> Response:
    """Where the skaters were born."""
    return told(q, names, [_birthplace(q, q.skater(n)) for n in names])


def _birthplace(q: Query, s: Skater) -> Outcome:
    if s.birthplace is None:
        return NotHeld(f"The birthplace of {s.name} is not held.", next_about(q, s, "when was", "which medals did"))
    truth = f"{s.name} was born in {s.birthplace}."
    if q.reading.yes_no and towns_said(q):
        truth = f"{'Yes' if from_town(q, s) else 'No'}: {truth}"
    elif q.reading.yes_no and q.reading.nations:
        countries = [q.snapshot.name(n) for n in q.reading.nations]
        truth = f"{'Yes' if any(c in s.birthplace for c in countries) else 'No'}: {truth}"
    return Found(truth, sources=q.sources(sources(q, s)), suggestions=next_about(q, s, "when was", "which medals did"))


def towns_said(q: Query) -> frozenset[str]:
    """The birthplaces that a question names."""
    return frozenset(c.partition(":")[2].replace("-", " ") for c in q.reading.cues if c.startswith("town:"))


def from_town(q: Query, s: Skater) -> bool:
    """Whether a skater was born in a town that was named."""
    return (s.birthplace or "").partition(",")[0].replace("-", " ") in towns_said(q)


def birth(q: Query, names: Sequence[str]) -> Response:
    """When and where the skaters were born."""
    return told(q, names, [say(q, q.skater(n)) for n in names for say in (_born, _birthplace)])


def native_name(q: Query, names: Sequence[str]) -> Response:
    """The names in the skaters' own script."""
    outcomes: list[Outcome] = []
    for name in names:
        s = q.skater(name)
        if s.native_name:
            text = f"{s.name} is written {s.native_name}."
            outcomes.append(
                Found(
                    text, sources=q.sources(sources(q, s)), suggestions=next_about(q, s, "when was", "which medals did")
                )
            )
        else:
            outcomes.append(
                NotHeld(f"The name of {s.name} in another script is not held.", next_about(q, s, "when was", "results"))
            )
    return told(q, names, outcomes)


def other_names(q: Query, names: Sequence[str]) -> Response:
    """Other spellings and surnames."""
    return told(q, names, [_other_names(q, q.skater(n)) for n in names])


def _other_names(q: Query, s: Skater) -> Outcome:
    note = _of_names(s)
    if not s.aliases:
        return NotHeld(f"No other name or spelling of {s.name} is held.", next_about(q, s, "results"))
    lead = "Yes: " if q.reading.yes_no else ""
    text = f"{lead}{s.name} is also known as {listed(s.aliases, 'or')}.{' ' + note if note else ''}"
    return Found(text, sources=q.sources(sources(q, s)), suggestions=next_about(q, s, "results"))


def _of_names(s: Skater) -> str:
    """The sentence of the note that has one of the other names in it."""
    others = {w for a in s.aliases for w in a.split()} - set(s.name.split())
    return next((x for x in sentences(s.note) if others & set(x.rstrip(".").replace(",", "").split())), "")


def same_person(q: Query, names: Sequence[str]) -> Response:
    """Whether two names are one person's."""
    if len(names) == 1:
        s = q.skater(names[0])
        note = _of_names(s)
        text = f"Yes: they are one person, held here as {s.name}.{' ' + note if note else ''}"
        return Response(
            Found(text, sources=q.sources(sources(q, s)), suggestions=next_about(q, s, "results")),
            Focus(people=tuple(names)),
            read_as(q, names),
        )
    text = f"No: {listed(names)} are {'two' if len(names) == 2 else len(names)} people."
    ids = [x for n in names for x in sources(q, q.skater(n))]
    return Response(
        Found(text, sources=q.sources(ids), suggestions=next_about(q, q.skater(names[0]), "results")),
        Focus(people=tuple(names)),
        read_as(q, names),
    )


def nations(q: Query, names: Sequence[str]) -> Response:
    """For which nations the skaters raced."""
    return told(q, names, [_nations(q, q.skater(n)) for n in names])


def _nations(q: Query, s: Skater) -> Outcome:
    by_nation: dict[str, list[str]] = {}
    for o in reversed(career(q, s.name)):
        by_nation.setdefault(o.nation, []).append(str(o.games.year))
    of = {n: by_nation.get(n, []) for n in s.nations}
    many = len(of) > 1
    parts = [f"{q.nation(n)}{f' ({listed(years)})' if many and years else ''}" for n, years in of.items()]
    text = (
        f"{s.name} {'has skated' if by_nation else 'belongs to a team'} for {listed(parts)}."
        if by_nation
        else f"{s.name} is from {listed(parts)}."
    )
    r = q.reading
    if r.yes_no and r.nations:
        text = f"{'Yes' if set(r.nations) & set(s.nations) else 'No'}: {text}"
    elif r.yes_no and r.cue("op:twice", "op:more"):
        text = f"{'Yes' if many else 'No'}: {text}"
    note = (s.note,) if s.note and "orn to" in s.note else ()
    return Found(
        text, notes=note, sources=q.sources(sources(q, s)), suggestions=next_about(q, s, "results", "when was")
    )


def claimed(q: Query) -> bool:
    """Whether the question states something to be confirmed, as "did X" does, and "X won gold, right"."""
    r = q.reading
    if r.terms and "noun:round" in r.terms[0].cues:  # "which round did she skate"
        return False
    if r.cue("colours:which"):
        return False
    if r.yes_no or r.cue("tag:tag"):
        return True
    if any(c.startswith(("wh:", "tell:")) for c in r.cues):
        return False
    first = next(
        (t for t in r.terms if not all(c.startswith(("filler:", "ellipsis:", "smalltalk:")) for c in t.cues)), None
    )
    opens = first is not None and any(c.startswith(("part:", "skater:", "pronoun:")) for c in first.cues)
    return opens and r.cue("verb:win", "verb:get", "verb:own", "verb:skate", "verb:perform", "aux:be", "aux:have")


def sentences(note: str | None) -> list[str]:
    return [f"{x.rstrip('.')}." for x in note.split(". ")] if note else []
