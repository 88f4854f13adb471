"""Who shares a birthday, and who was born in one town; it decides nothing of what is asked."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld
from bot.intents.people.biography import next_about, read_as, sources
from bot.intents.people.mentions import career
from bot.intents.people.skater_groups import everybody, listing
from bot.intents.query import Query, Response
from bot.language.reading import Focus
from bot.wording.plain import listed, number, opened


def born_in(q: Query) -> Response:
    """The skaters whose birthplace is the town that was said."""
    towns = {c.partition(":")[2] for c in q.reading.cues if c.startswith("town:")}
    rows = []
    for name in everybody(q):
        town = (q.skater(name).birthplace or "").partition(",")[0]
        if town.replace(" ", "-") in towns:
            rows.append((name, list(career(q, name))))
    where = listed(sorted(t.replace("-", " ") for t in towns))
    return listing(q, rows, f"have {where} as the birthplace held", f"no skater has {where} as the birthplace held")


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
