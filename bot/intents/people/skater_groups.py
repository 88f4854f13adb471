"""All skaters, or those of a nation, gender and Games, with the words for such a group; it compares nothing."""

from collections.abc import Sequence

from bot.answers import Found, Table
from bot.facts.snapshot import Outing
from bot.intents.people.mentions import career
from bot.intents.query import Query, Response
from bot.language.reading import Focus
from bot.wording.plain import listed, number, opened


def everybody(q: Query) -> list[str]:
    """Skaters of the genders and nations said, in the order of the file."""
    r = q.reading
    return [
        s.name
        for s in q.snapshot.skaters.values()
        if s.gender in q.genders and (not r.nations or set(r.nations) & set(s.nations)) and career(q, s.name)
    ]


def outings_of(q: Query, name: str, games: Sequence[str] = ()) -> list[Outing]:
    r = q.reading
    return [o for o in career(q, name, games or q.said_games) if not r.nations or o.nation in r.nations]


def nations_word(q: Query) -> str:
    """The nations asked about: "Dutch"."""
    return listed([q.snapshot.nations[n].adjective or q.snapshot.name(n) for n in q.reading.nations])


def skaters_word(q: Query, count: int) -> str:
    """The noun for the group asked about: "Dutch women", "skater", "men"."""
    genders = q.reading.genders
    singular = {"men": "man", "women": "woman"}
    noun = (
        (singular.get(genders[0], "skater") if count == 1 else genders[0])
        if len(genders) == 1
        else "skater"
        if count == 1
        else "skaters"
    )
    return f"{nations_word(q)} {noun}".strip()


def when_word(q: Query) -> str:
    return f" at {listed([q.snapshot.games[g].name for g in q.said_games])}" if q.said_games else ""


def respond(
    q: Query,
    text: str,
    names: Sequence[str],
    outings: Sequence[Outing],
    table: Table | None = None,
    notes: tuple[str, ...] = (),
) -> Response:
    ids = [x for o in outings[:8] for x in o.result.placing.sources]
    ids += [x for n in names[:3] for x in q.skater(n).sources]
    suggestions = (*(f"{n} results" for n in names[:1]), "who has won the most team pursuit medals of all skaters?")
    focus = Focus(games=q.said_games, people=tuple(names) if len(names) < 4 else ())
    return Response(
        Found(text, table=table, notes=notes, sources=q.sources(ids), suggestions=suggestions), focus, q.scope
    )


MOST_NAMED = 6


def listing(q: Query, rows: Sequence[tuple[str, list[Outing]]], said: str, none: str) -> Response:
    """Everybody who fits, named in the sentence where they are few, and counted where a number is asked."""
    r = q.reading
    yes, no = ("Yes: ", "No: ") if r.yes_no and not r.cue("tell:tell") else ("", "")
    if not rows:
        return respond(
            q, f"{no}{none}." if no else opened(f"{none}."), [], [o for n in everybody(q)[:1] for o in career(q, n)][:1]
        )
    names = [n for n, _ in rows]
    did = said.replace("have", "has", 1) if len(names) == 1 else said
    head = f"{number(len(names)).capitalize()} {skaters_word(q, len(names))} {did}"
    text = (
        f"{head}: {listed(names)}."
        if len(names) <= MOST_NAMED or (r.asks != "count" and len(names) <= 8)
        else f"{head}."
    )
    if yes:
        text = f"{yes}{text[:1].lower()}{text[1:]}"
    if len(names) == 1 and r.asks != "count":
        team = q.snapshot.name(rows[0][1][0].nation)
        text = f"{yes}{names[0]} ({team}) {did}, as the only {skaters_word(q, 1)}."
    body = tuple(
        (
            n,
            "/".join(q.snapshot.name(x) for x in q.skater(n).nations),
            ", ".join(f"{o.games.year} {o.medal or ''}".strip() for o in reversed(h)),
        )
        for n, h in rows
    )
    return respond(q, text, names, [o for _, h in rows[:6] for o in h], Table(("Skater", "Team", "When"), body))
