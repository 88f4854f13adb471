"""Who shares a birthday, and who was born in one town; it decides nothing of what is asked."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import Found, NotHeld
from bot.intents.people.biography import from_town, next_about, read_as, sources, towns_said
from bot.intents.people.mentions import career
from bot.intents.people.skater_groups import everybody, listing, skaters_word
from bot.intents.query import Query, Response
from bot.language.reading import Focus
from bot.wording.plain import listed, number, opened


def born_in(q: Query) -> Response:
    """The skaters whose birthplace is the town that was said."""
    rows = [(name, list(career(q, name))) for name in everybody(q) if from_town(q, q.skater(name))]
    where = listed(sorted(towns_said(q)))
    return listing(q, rows, f"have {where} as the birthplace held", f"no skater has {where} as the birthplace held")


def native_of(q: Query) -> str:
    """The nation that people are said to be born in: "which Dutch-born man", "skaters born in Switzerland"."""
    terms = [t for t in q.reading.terms if t.text not in ("in", "the")]
    for at, term in enumerate(terms):
        if not term.text.startswith("born") or not term.cues & {"verb:born", "noun:birthplace"}:
            continue
        before = terms[at - 1 : at] if term.text == "born" else []
        for beside in (*before, *terms[at + 1 : at + 2]):
            if nation := next((c[7:] for c in beside.cues if c.startswith("nation:")), ""):
                return nation
    return ""


def born_abroad(q: Query) -> Response:
    """The skaters born in a country, of whom skated for another where that is named."""
    r, born = q.reading, q.snapshot.nations[native_of(q)]
    others = tuple(n for n in r.nations if n != born.id)
    of = Query(replace(r, nations=others, games=()), q.snapshot, q.last)
    rows = [
        (name, list(career(q, name)))
        for name in everybody(of)
        if (q.skater(name).birthplace or "").rpartition(", ")[2] == born.name
    ]
    where = f"{q.nation(born.id)} as the country of birth held"
    return listing(of, rows, f"have {where}", f"no {skaters_word(of, 1)} has {where}")


def which_from(q: Query, names: Sequence[str]) -> Response:
    """Which of several skaters were born in the town that was said, or were not."""
    unheld = [n for n in names if q.skater(n).birthplace is None]
    if unheld:
        text = f"The birthplace of {listed(unheld)} is not held."
        return Response(NotHeld(text, (f"{names[0]} results",)), Focus(people=tuple(names)), read_as(q, names))
    denied = q.reading.cue("negation:not")
    fitting = [n for n in names if from_town(q, q.skater(n)) != denied]
    where = listed(sorted(towns_said(q)), "or")
    none = f"all of them were born in {where}" if denied else f"none of them was born in {where}"
    text = opened(f"{'; '.join(f'{n} was born in {q.skater(n).birthplace}' for n in fitting) or none}.")
    ids = [x for n in names for x in sources(q, q.skater(n))]
    suggestions = next_about(q, q.skater((fitting or names)[0]), "how old is", "results")
    found = Found(text, sources=q.sources(ids), suggestions=suggestions)
    return Response(found, Focus(people=tuple(fitting)), read_as(q, names))


def shared(q: Query, names: Sequence[str]) -> Response:
    """Who else has the birthday of a skater, in whatever year."""
    skater = q.skater(names[0])
    if skater.born is None:
        text = f"The birth date of {skater.name} is not held."
        return Response(NotHeld(text, next_about(q, skater, "results")), Focus(people=tuple(names)), read_as(q, names))
    day = (skater.born.month, skater.born.day)
    others = [
        s for s in q.snapshot.skaters.values() if s.born and s is not skater and (s.born.month, s.born.day) == day
    ]
    when = f"{skater.born.day} {skater.born:%B}"
    who = listed([f"{s.name} ({s.born:%Y})" for s in others])
    have = f"{number(len(others))} other skater{' has' if len(others) == 1 else 's have'}"
    text = (
        f"{have} the birthday of {skater.name}, {when}: {who}."
        if others
        else f"no other skater whose birth date is held has the birthday of {skater.name}, {when}."
    )
    text = f"{'Yes' if others else 'No'}: {text}" if q.reading.yes_no else opened(text)
    ids = [x for s in (skater, *others[:3]) for x in sources(q, s)]
    found = Found(text, sources=q.sources(ids), suggestions=next_about(q, skater, "how old is", "results"))
    return Response(found, Focus(people=tuple(names)), read_as(q, names))
