"""Kin and age between skaters: brothers, sisters, parents, and which of several is the older; it knows no results."""

from collections.abc import Sequence
from datetime import date

from bot.answers import Found, NotHeld
from bot.intents.people.biography import claimed, next_about, read_as, sentences, sources
from bot.intents.people.mentions import career
from bot.intents.people.skater_groups import everybody, respond, when_word
from bot.intents.query import Query, Response
from bot.language.reading import Focus
from bot.wording.plain import day, length, listed, opened

KIN = {
    "kin:sister": ("sister",),
    "kin:brother": ("brother",),
    "kin:father": ("father",),
    "kin:mother": ("mother",),
    "kin:parent": ("father", "mother", "parents"),
}


PARENTS = ("father", "mother", "parents", "whose")


def elder(q: Query, names: Sequence[str], oldest: bool) -> Response:
    """Which of several skaters is the older or younger one."""
    people = [q.skater(n) for n in names]
    missing = [s.name for s in people if s.born is None]
    if missing:
        text = f"The birth date of {listed(missing)} is not held, so the ages cannot be compared."
        return Response(
            NotHeld(text, next_about(q, people[0], "results")), Focus(people=tuple(names)), read_as(q, names)
        )
    ranked = sorted(people, key=lambda s: (s.born or date.min, s.name), reverse=not oldest)
    first, rest = ranked[0], ranked[1:]
    others = listed([f"{s.name} on {day(s.born)}" for s in rest if s.born])
    word = ("oldest" if oldest else "youngest") if len(people) > 2 else ("older" if oldest else "younger")
    apart = f" by {length(*sorted((first.born, rest[0].born)))}" if first.born and rest[0].born and not rest[1:] else ""
    truth = f"{first.name} is the {word}{apart}, born on {day(first.born) if first.born else ''}; {others}."
    if first.born == rest[0].born:
        truth = (
            f"{listed([s.name for s in people])} were born on the same day, {day(first.born) if first.born else ''}."
        )
    if claimed(q):
        truth = f"{'Yes' if first.name == names[0] and first.born != rest[0].born else 'No'}: {truth}"
    ids = [x for s in people for x in sources(q, s)]
    spoken = tuple(names) if len(q.reading.people) > 1 else (first.name,)
    return Response(
        Found(truth, sources=q.sources(ids), suggestions=next_about(q, first, "how old is", "which medals did")),
        Focus(people=spoken),
        read_as(q, names),
    )


def family(q: Query, names: Sequence[str]) -> Response:
    """Relatives, and whether two skaters are related."""
    if len(names) > 1:
        return _related(q, names)
    s = q.skater(names[0])
    words = [w for cue, of in KIN.items() if q.reading.cue(cue) for w in of]
    kin = [(f.relation, f.of) for f in s.family]
    # Siblings are siblings both ways: Nana's younger sister is held as Miho's relation to Nana.
    back = [(n.name, f.relation) for n in q.snapshot.skaters.values() for f in n.family if f.of == s.name]
    relatives = [(name, relation) for name, relation in back if not words or any(w in relation for w in words)]
    yes = "Yes: " if q.reading.yes_no else ""
    if relatives:
        name, relation = relatives[0]
        text = (
            f"{yes}{s.name} is the {kin[0][0]} of {kin[0][1]}."
            if yes and kin
            else f"{yes}{name} is the {relation} of {s.name}."
        )
        ids = (*sources(q, s), *q.skater(name).sources)
        return Response(
            Found(
                text, sources=q.sources(ids), suggestions=next_about(q, q.skater(name), "which medals did", "when was")
            ),
            Focus(people=(name,)),
            read_as(q, names),
        )
    if clause := _clause(s.note, words):
        found = Found(
            f"{yes}{s.name}: {clause}", sources=q.sources(sources(q, s)), suggestions=next_about(q, s, "results")
        )
        return Response(found, Focus(people=tuple(names)), read_as(q, names))
    what = listed([w for w in words if w != "parents"], "or") or "relatives"
    return Response(
        NotHeld(f"No {what} of {s.name} {'are' if what == 'relatives' else 'is'} held.", next_about(q, s, "results")),
        Focus(people=tuple(names)),
        read_as(q, names),
    )


def _clause(note: str | None, words: Sequence[str]) -> str:
    """The part of a note that tells of the relative asked about, else all that it tells of relatives."""
    kin = ("sister", "brother", "father", "mother", "parents", "daughter", "son of")
    parts = [p for x in sentences(note) for p in x.rstrip(".").split(";") if any(w in p for w in (words or kin))]
    if not parts and words:
        parts = [x.rstrip(".") for x in sentences(note) if any(w in x.lower() for w in kin)]
    text = ";".join(parts).strip()
    return f"{text[:1].lower()}{text[1:]}." if text else ""


def _related(q: Query, names: Sequence[str]) -> Response:
    for name in names:
        for kin in q.skater(name).family:
            if kin.of in names:
                relation = kin.relation.split()[-1]
                both = (
                    f"{listed(names)} are {relation}s"
                    if len(names) == 2
                    else f"{name} is the {kin.relation} of {kin.of}"
                )
                elder_of = f"; {name} is the {kin.relation}" if " " in kin.relation and len(names) == 2 else ""
                text = f"{'Yes: ' if q.reading.yes_no else ''}{both}{elder_of}."
                ids = [x for n in names for x in sources(q, q.skater(n))]
                return Response(
                    Found(text, sources=q.sources(ids), suggestions=next_about(q, q.skater(name), "which medals did")),
                    Focus(people=tuple(names)),
                    read_as(q, names),
                )
    text = opened(f"nothing is held that says whether {listed(names)} are related.")
    return Response(
        NotHeld(text, next_about(q, q.skater(names[0]), "results")), Focus(people=tuple(names)), read_as(q, names)
    )


def parents(q: Query) -> Response:
    """The skaters of whose father or mother something is told that holds what was said: a year, a word."""
    r = q.reading
    words = [w for cue, of in KIN.items() if r.cue(cue) for w in of]
    told = frozenset((*words, *PARENTS))
    said = [str(y) for y in r.lone_years] + [str(r.metres or "")]
    said += [t.text for t in r.terms if t.text.isalpha() and len(t.text) > 3 and t.cues & {f"ordinary:{t.text}"}]
    found = [
        (n, clause)
        for n in everybody(q)
        if (clause := _clause(q.skater(n).note, words))
        and any(w in clause for w in words)
        and all(x in clause for x in said if x and x not in told)
        and all(str(q.snapshot.games[g].year) in clause or career(q, n, (g,)) for g in r.games)
        and all(_of(q, n, nation, clause) for nation in r.nations)
        and (not r.medals or any(o.medal in r.medals for o in career(q, n)))
    ]
    if not found:
        return Response(NotHeld("No such parent of a skater is held."), Focus(), q.scope)
    text = " ".join(opened(f"{n}: {clause}") for n, clause in found[:2])
    names = [n for n, _ in found]
    return respond(q, text, names, [o for n in names for o in career(q, n)])


def _of(q: Query, name: str, nation: str, clause: str) -> bool:
    """Whether a skater, or those a clause tells of, are of a nation: "the American born to Dutch parents"."""
    adjective = q.snapshot.nations[nation].adjective
    return nation in q.skater(name).nations or bool(adjective and adjective in clause)


def siblings(q: Query) -> Response:
    """Brothers and sisters among the skaters, each pair once."""
    r = q.reading
    pairs: list[tuple[tuple[str, ...], str]] = []
    for name in everybody(q):
        for kin in q.skater(name).family:
            pair = tuple(sorted((name, kin.of)))
            sex = "sister" in kin.relation
            if (r.cue("kin:sister") and not r.cue("kin:brother") and not sex) or (
                r.cue("kin:brother") and not r.cue("kin:sister") and sex
            ):
                continue
            if q.said_games and not all(career(q, p, q.said_games) for p in pair):
                continue
            if pair not in [p for p, _ in pairs]:
                pairs.append((pair, "sisters" if sex else "brothers"))
    if not pairs:
        return Response(
            NotHeld(f"No brothers or sisters are held{when_word(q)}.", ("which siblings skated the team pursuit?",)),
            Focus(),
            q.scope,
        )
    parts = [
        f"the {kind} {a.split()[0]} and {b}" if a.split()[1:] == b.split()[1:] else f"the {kind} {a} and {b}"
        for (a, b), kind in pairs
    ]
    names = [n for pair, _ in pairs for n in pair]
    text = f"Held are {listed(parts)}." if not r.yes_no else f"Yes: {listed(parts)}."
    return respond(q, text, names, [o for n in names for o in career(q, n)])
