"""Questions over all skaters: youngest, oldest, most medals or Games, how many, who did what twice; it names every tie."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.answers import Found, NotHeld, Table
from bot.facts.models import MEDALS
from bot.facts.snapshot import Outing
from bot.intents.achievements import number, wanted
from bot.intents.biography import years_between
from bot.intents.mentions import career, which_national
from bot.intents.query import LAST_RANK, Query, Response
from bot.language.reading import Focus
from bot.wording.plain import listed, opened, plural

MOST_NAMED = 6


def topic(q: Query) -> str:
    """Which question over skaters a reading without names is; empty when it is none."""
    r = q.reading
    people = which_national(q) or r.asks == "skater" or r.cue("noun:skater", "wh:skater", "pick:person") or r.of == "skater"
    if r.cue("op:youngest", "op:oldest") or ((r.cue("noun:age") or r.asks == "age") and r.cue("op:average", "op:most")):
        return "age"
    if r.cue("noun:family", "kin:sister", "kin:brother", "several:kin"):
        return "siblings"
    if (people or r.asks == "who") and r.cue("noun:nation") and (r.number == 2 or r.cue("op:twice", "op:both", "op:more")) and r.cue("verb:represent", "verb:skate") and not r.nations:
        return "nations"
    if r.cue("verb:set", "verb:fall", "verb:say", "verb:lead", "verb:host", "verb:disqualify", "gear:skates", "noun:table", "wh:why", "wh:whose"):
        return ""
    if r.asks in ("time", "margin", "record") or r.cue("noun:time", "noun:margin", "noun:record", "op:fastest", "op:slowest", "op:closest", "op:biggest"):
        return ""
    medal = bool(r.medals) or r.cue("noun:medal", "noun:title", "noun:champion", "noun:podium") or any(c.what in (*MEDALS, "medal") for c in r.conditions)
    if r.cue("op:most", "op:fewest", "op:more") and not r.nations and (medal or r.cue("noun:games", "noun:appearance", "noun:final", "verb:skate")):
        if people or (r.asks == "who" and r.cue("wh:who") and not r.cue("noun:nation", "wh:team")):
            return "most"
        return ""
    if people and r.conditions:
        return "bounded"
    if people and r.number and r.cue("noun:games") and not r.cue("noun:squad"):
        return "games"
    if (people or (r.asks == "who" and r.cue("op:both"))) and (len(r.games) > 1 or r.cue("op:twice", "op:repeat")) and (medal or r.cue("verb:win", "verb:skate", "op:both")):
        return "both"
    narrowed = r.nations or r.games or r.when or r.genders or medal or r.cue("aux:have", "op:ever", "op:total", "verb:win")
    if r.asks == "count" and (r.of == "skater" or which_national(q)) and narrowed and not r.rounds and not r.cue("noun:nation", "noun:squad", "noun:rules"):
        return "count"
    return ""


def answer(q: Query, what: str) -> Response:
    """The skaters asked for."""
    over: dict[str, Callable[[Query], Response]] = {
        "age": _by_age,
        "siblings": _siblings,
        "nations": _two_nations,
        "most": _most,
        "bounded": _bounded,
        "games": _at_games,
        "both": _both,
        "count": _counted,
    }
    return over[what](q)


def _everybody(q: Query) -> list[str]:
    """Skaters of the genders and nations said, in the order of the file."""
    r = q.reading
    return [
        s.name
        for s in q.snapshot.skaters.values()
        if s.gender in q.genders and (not r.nations or set(r.nations) & set(s.nations)) and career(q, s.name)
    ]


def _outings(q: Query, name: str, games: Sequence[str] = ()) -> list[Outing]:
    r = q.reading
    return [o for o in career(q, name, games or q.said_games) if not r.nations or o.nation in r.nations]


def _who(q: Query) -> str:
    """The nations asked about: "Dutch"."""
    return listed([q.snapshot.nations[n].adjective or q.snapshot.name(n) for n in q.reading.nations])


def _skaters(q: Query, count: int) -> str:
    """The noun for the group asked about: "Dutch women", "skater", "men"."""
    genders = q.reading.genders
    singular = {"men": "man", "women": "woman"}
    noun = (singular.get(genders[0], "skater") if count == 1 else genders[0]) if len(genders) == 1 else "skater" if count == 1 else "skaters"
    return f"{_who(q)} {noun}".strip()


def _when(q: Query) -> str:
    return f" at {listed([q.snapshot.games[g].name for g in q.said_games])}" if q.said_games else ""


def _respond(q: Query, text: str, names: Sequence[str], outings: Sequence[Outing], table: Table | None = None, notes: tuple[str, ...] = ()) -> Response:
    ids = [x for o in outings[:8] for x in o.result.placing.sources] + [x for n in names[:3] for x in q.skater(n).sources]
    suggestions = tuple(f"{n} results" for n in names[:1]) + ("who has won the most team pursuit medals of all skaters?",)
    focus = Focus(games=q.said_games, people=tuple(names) if len(names) < 4 else ())
    return Response(Found(text, table=table, notes=notes, sources=q.sources(ids), suggestions=suggestions), focus, q.scope)


# ---- ages


def _by_age(q: Query) -> Response:
    r = q.reading
    oldest = r.cue("op:oldest")
    title, pool = _of_age(q)
    known: list[tuple[int, str, Outing, date]] = []
    missing: set[str] = set()
    for name in _everybody(q):
        for o in _outings(q, name):
            if not pool(o):
                continue
            if (birth := q.skater(name).born) is None:
                missing.add(name)
            else:
                known.append((o.last_day.toordinal() - birth.toordinal(), name, o, birth))
    nations = _who(q)
    among = f" among the {r.genders[0]}" if len(r.genders) == 1 else ""
    who = f"{nations} {title}{among}".strip()
    if not known:
        return Response(NotHeld(f"No birth date of such a skater is held ({who}{_when(q)}).", ("youngest medallist ever?",)), Focus(), q.scope)
    notes = _missing(missing)
    known.sort(key=lambda k: (-k[0] if oldest else k[0], k[1]))
    first_of: dict[str, tuple[int, str, Outing, date]] = {}
    for row in known:
        first_of.setdefault(row[1], row)
    ranked = list(first_of.values())
    if r.cue("op:average"):
        ages = [years_between(k[3], k[2].last_day) for k in known]
        text = f"The average age of {len(ages)} {_many(title)}{among}{_when(q)} whose birth dates are held was {sum(ages) / len(ages):.1f} years."
        return _respond(q, text, [], [k[2] for k in known], notes=notes)
    numbers = [c.number for c in r.conditions] or [r.number or 1]
    count = max(1, numbers[0])
    skip = next((x - 1 for x in r.ranks if x < LAST_RANK), 0)
    rows = ranked[skip : skip + count]
    if not rows:
        return Response(NotHeld(f"Fewer than {skip + 1} such skaters with a birth date are held.", ("youngest medallist ever?",)), Focus(), q.scope)
    word = "oldest" if oldest else "youngest"
    if count > 1:
        parts = [f"{n} ({years_between(b, o.last_day)} at {o.games.name})" for _, n, o, b in rows]
        text = f"The {number(len(rows))} {word} {_many(title)}{among}{f' ({nations})' if nations else ''} were {listed(parts)}."
        return _respond(q, text, [k[1] for k in rows], [k[2] for k in rows], notes=notes)
    _, name, o, birth = rows[0]
    order = {1: "second-", 2: "third-"}.get(skip, f"number {skip + 1} of the " if skip else "")
    known_only = ", of those whose birth dates are held," if missing else ""
    when = f"{years_between(birth, o.last_day)} at {o.games.name}"
    text = f"The {order}{word} {who}{known_only} was {name} ({q.snapshot.name(o.nation)}), {when}."
    body = tuple((n, q.snapshot.name(x.nation), x.games.name, str(years_between(b, x.last_day))) for _, n, x, b in ranked[:5])
    table = Table(("Skater", "Team", "Games", "Age"), body, right=(3,)) if len(body) > 1 and not skip else None
    return _respond(q, text, [name], [o], table, notes)


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
    ranks = [m for m in MEDALS if {"gold": 1, "silver": 2, "bronze": 3}[m] in r.ranks and r.cue(f"rank:{ {'gold': 1, 'silver': 2, 'bronze': 3}[m]}")]
    if r.cue("noun:medal", "noun:podium"):
        return "medallist", lambda o: bool(o.medal)
    if ranks and r.cue("noun:nation"):
        return f"{ranks[0]} medallist", lambda o: o.medal == ranks[0]
    if r.rounds:
        return f"skater in the {q.snapshot.rounds[r.rounds[0]].name}", lambda o: any(bool(o.skated(x)) for x in r.rounds)
    if r.cue("noun:squad") and not r.cue("verb:skate"):
        return "squad member", lambda _: True
    return "skater to race", lambda o: bool(o.raced)


# ---- counts


def _count_of(q: Query) -> tuple[str, Callable[[str], list[Outing]]]:
    """What is counted for each skater, with its name in the singular."""
    r = q.reading
    if r.medals or r.conditions or r.cue("noun:medal", "noun:title", "noun:champion", "noun:podium", "verb:win"):
        kinds = wanted(q)
        kind = kinds[0] if len(kinds) == 1 else "medal"
        return kind, lambda n: [o for o in _outings(q, n) if o.medal in kinds]
    if r.rounds:
        name = q.snapshot.rounds[r.rounds[0]].name
        return name, lambda n: [o for o in _outings(q, n) for x in r.rounds if o.skated(x)]
    if r.cue("noun:race") and not r.cue("noun:games"):
        return "race", lambda n: [o for o in _outings(q, n) for _ in o.starts]
    return "Games", lambda n: [o for o in _outings(q, n) if o.raced is not False]


def _most(q: Query) -> Response:
    r = q.reading
    what, of = _count_of(q)
    counted = [(n, of(n)) for n in _everybody(q)]
    counted = [(n, hits) for n, hits in counted if hits]
    if not counted:
        return Response(NotHeld(f"No skater with such a count is held: {q.scope}."), Focus(), q.scope)
    counted.sort(key=lambda c: -len(c[1]))
    levels = sorted({len(h) for _, h in counted}, reverse=True)
    skip = next((x - 1 for x in r.ranks if 1 < x < LAST_RANK and r.cue("noun:skater", "wh:skater")), 0)
    if skip >= len(levels):
        skip = 0
    top = [(n, h) for n, h in counted if len(h) == levels[skip]]
    names = [n for n, _ in top]
    amount = f"{number(levels[skip])} {what if what == 'Games' or levels[skip] == 1 else what + 's'}"
    each = " each" if len(names) > 1 else ""
    group = f"Of the {_skaters(q, 2)}, " if r.nations or len(r.genders) == 1 else ""
    have = "have" if len(names) > 1 else "has"
    verb = f"{have} raced at the most Games" if what == "Games" else f"{have} skated the most {what}s" if what in _rounds(q) or what == "race" else f"{have} won the most team-pursuit {what}s"
    shown = [f"{n} ({q.snapshot.name(h[0].nation)})" for n, h in top]
    text = opened(f"{group}{listed(shown)} {verb}{_when(q)}: {amount}{each}.")
    if skip:
        text = opened(f"{group}{listed(shown)} {have} {amount}{each}, the next most of all skaters{_when(q)}.")
    if len(names) > 8:
        text = opened(f"{group}{len(names)} skaters share the most{_when(q)}: {amount} each.")
    if r.asks == "who" and not r.cue("noun:skater", "pick:person") and what in ("medal", "gold", "silver", "bronze") and (team := _best_team(q, what)):
        text = f"{text} {team}"
    rows = tuple((n, q.snapshot.name(h[0].nation), str(len(h)), ", ".join(str(o.games.year) for o in reversed(h))) for n, h in counted[: max(8, len(top))])
    return _respond(q, text, names, [o for _, h in top for o in h], Table(("Skater", "Team", what.capitalize() if what == "Games" else f"{what.capitalize()}s", "When"), rows, right=(2,)))


def _rounds(q: Query) -> list[str]:
    return [q.snapshot.rounds[x].name for x in q.reading.rounds]


def _best_team(q: Query, what: str) -> str:
    """Who has most may as well mean a team: both are told."""
    counts = q.snapshot.counts(q.results(games=q.said_games or q.held, nations=()))
    best = max((c.of(what) for c in counts), default=0)
    teams = [q.nation(c.nation) for c in counts if c.of(what) == best]
    return opened(f"of the teams it is {listed(teams)}, with {best}.") if best else ""


def _listing(q: Query, rows: Sequence[tuple[str, list[Outing]]], said: str, none: str) -> Response:
    """Everybody who fits, named in the sentence where they are few, and counted where a number is asked."""
    r = q.reading
    yes, no = ("Yes: ", "No: ") if r.yes_no else ("", "")
    if not rows:
        return _respond(q, f"{no}{none}." if no else opened(f"{none}."), [], [o for n in _everybody(q)[:1] for o in career(q, n)][:1])
    names = [n for n, _ in rows]
    head = f"{number(len(names)).capitalize() if len(names) < 13 else len(names)} {_skaters(q, len(names))} {said.replace('have', 'has', 1) if len(names) == 1 else said}"
    text = f"{head}: {listed(names)}." if len(names) <= MOST_NAMED or (r.asks != "count" and len(names) <= 8) else f"{head}."
    if yes:
        text = f"{yes}{text[:1].lower()}{text[1:]}"
    if len(names) == 1 and r.asks != "count":
        text = f"{yes}{names[0]} ({q.snapshot.name(rows[0][1][0].nation)}) {said.replace('have', 'has', 1)}, as the only {_skaters(q, 1)}."
    body = tuple((n, "/".join(q.snapshot.name(x) for x in q.skater(n).nations), ", ".join(f"{o.games.year} {o.medal or ''}".strip() for o in reversed(h))) for n, h in rows)
    return _respond(q, text, names, [o for _, h in rows[:6] for o in h], Table(("Skater", "Team", "When"), body))


def _bounded(q: Query) -> Response:
    """Skaters whose number of medals is within the bounds."""
    conditions = q.reading.conditions
    rows = []
    for name in _everybody(q):
        mine = [o for o in _outings(q, name) if o.medal]
        if mine and all(c.holds(sum(c.what in ("medal", o.medal) for o in mine)) for c in conditions):
            rows.append((name, mine))
    words = {">=": "at least ", ">": "more than ", "<": "fewer than ", "<=": "at most ", "=": ""}
    bound = listed([f"{words[c.compare]}{number(c.number)} {c.what if c.what == 'medal' else c.what + ' medal'}{'' if c.number == 1 else 's'}" for c in conditions])
    rows.sort(key=lambda x: -len(x[1]))
    if q.reading.cue("op:first") and rows and len(conditions) == 1:
        return _first_to(q, rows, bound)
    return _listing(q, rows, f"have won {bound} in the team pursuit{_when(q)}", f"no {_skaters(q, 1)} has won {bound} in the team pursuit{_when(q)}")


def _first_to(q: Query, rows: Sequence[tuple[str, list[Outing]]], bound: str) -> Response:
    """Who reached a number of medals before all others; the last of them was won at the same Games where several share it."""
    c = q.reading.conditions[0]
    reached = {n: [o for o in reversed(h) if c.what in ("medal", o.medal)][c.number - 1] for n, h in rows}
    year = min(o.games.year for o in reached.values())
    names = [n for n, o in reached.items() if o.games.year == year]
    games = reached[names[0]].games.name
    text = f"The first to win {bound} {'was' if len(names) == 1 else 'were'} {listed(names)}, at {games}."
    return _respond(q, text, names, [reached[n] for n in names])


def _at_games(q: Query) -> Response:
    """Skaters who raced, or won medals, at a number of Games."""
    r = q.reading
    need = r.number or 1
    what, of = _count_of(q)
    exact = r.cue("than:exactly")
    counted = [(n, of(n)) for n in _everybody(q)]
    rows = [(n, h) for n, h in counted if len(h) == need or (not exact and len(h) > need)]
    rows.sort(key=lambda x: -len(x[1]))
    kind = f"won {'a medal' if what == 'medal' else what}" if what != "Games" else "raced"
    said = f"have {kind} at {number(need)} {'' if exact else 'or more '}Games"
    return _listing(q, rows, said, f"no {_skaters(q, 1)} has {kind} at {number(need)} Games")


def _both(q: Query) -> Response:
    """Skaters who did it at all the Games named, or more than once."""
    r = q.reading
    games = q.said_games
    medal = bool(r.medals or r.ranks) or r.cue("noun:medal", "noun:title", "noun:champion", "noun:podium", "verb:win")
    kinds = wanted(q)
    if r.cue("verb:win", "noun:champion") and not r.medals and not r.cue("noun:medal"):
        kinds = ("gold",)
    need = max(2, len(games))
    rows = []
    for name in _everybody(q):
        hits = [o for o in _outings(q, name) if (o.medal in kinds if medal else o.raced)]
        years = {o.games.id for o in hits}
        if len(years) >= need and (not r.cue("op:repeat") or _running(q, years)):
            rows.append((name, hits))
    kind = (f"won {kinds[0]}" if len(kinds) == 1 else "won a medal") if medal else "raced"
    where = f"at {'both ' if len(games) == 2 else 'all of '}{listed([q.snapshot.games[g].name for g in games])}" if len(games) > 1 else "at two or more Games"
    if r.cue("op:repeat"):
        where = "at two Games running"
    told = _listing(q, rows, f"have {kind} {where}", f"no {_skaters(q, 1)} has {kind} {where}")
    if r.asks == "who" and medal and len(games) > 1 and not r.cue("noun:skater") and isinstance(told.outcome, Found):
        winners = [{(x.placing.nation, x.event.gender) for x in q.results(games=(g,), nations=()) if x.placing.medal in kinds} for g in games]
        teams = [f"{q.nation(n)} ({gender})" for n, gender in sorted(set.intersection(*winners), key=str)]
        if teams:
            text = f"{told.outcome.answer} Of the teams, {listed(teams)} did."
            return replace(told, outcome=replace(told.outcome, answer=text))
    return told


def _running(q: Query, games: set[str]) -> bool:
    return any(a in games and b in games for a, b in zip(q.held, q.held[1:], strict=False))


def _counted(q: Query) -> Response:
    """How many skaters raced, won a medal, or won it."""
    r = q.reading
    medal = bool(r.medals) or r.cue("noun:medal", "noun:title", "noun:champion", "noun:podium", "verb:win")
    kinds = wanted(q) if r.medals or not r.cue("verb:win") or r.cue("noun:medal") else ("gold",)
    rows = []
    for name in _everybody(q):
        hits = [o for o in _outings(q, name) if (o.medal in kinds if medal else o.raced)]
        if hits:
            rows.append((name, hits))
    kind = (f"won {kinds[0]}" if len(kinds) == 1 else "won a medal") if medal else "raced"
    where = _when(q) or " in the Olympic team pursuit"
    return _listing(q, rows, f"have {kind}{where}", f"no {_skaters(q, 1)} has {kind}{where}")


def _two_nations(q: Query) -> Response:
    rows = [(n, list(career(q, n))) for n in _everybody(q) if len({o.nation for o in career(q, n)}) > 1]
    return _listing(q, rows, "have skated for two teams", "no skater held has skated for two teams")


def _siblings(q: Query) -> Response:
    """Brothers and sisters among the skaters, each pair once."""
    r = q.reading
    pairs: list[tuple[tuple[str, ...], str]] = []
    for name in _everybody(q):
        for kin in q.skater(name).family:
            pair = tuple(sorted((name, kin.of)))
            sex = "sister" in kin.relation
            if (r.cue("kin:sister") and not r.cue("kin:brother") and not sex) or (r.cue("kin:brother") and not r.cue("kin:sister") and sex):
                continue
            if q.said_games and not all(career(q, p, q.said_games) for p in pair):
                continue
            if pair not in [p for p, _ in pairs]:
                pairs.append((pair, "sisters" if sex else "brothers"))
    if not pairs:
        return Response(NotHeld(f"No brothers or sisters are held{_when(q)}.", ("which siblings skated the team pursuit?",)), Focus(), q.scope)
    parts = [f"the {kind} {a.split()[0]} and {b}" if a.split()[1:] == b.split()[1:] else f"the {kind} {a} and {b}" for (a, b), kind in pairs]
    names = [n for pair, _ in pairs for n in pair]
    text = f"Held are {listed(parts)}." if not r.yes_no else f"Yes: {listed(parts)}."
    return _respond(q, text, names, [o for n in names for o in career(q, n)])
