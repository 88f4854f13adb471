"""Questions over all skaters: most medals or Games, how many, who did what twice, siblings; it names every tie."""

from collections.abc import Callable, Sequence

from bot.answers import NotHeld, Table
from bot.facts.models import MEDALS
from bot.facts.snapshot import Outing
from bot.intents.people import returners
from bot.intents.people.birthdays import born_abroad, born_in, native_of
from bot.intents.people.kinship import parents, siblings
from bot.intents.people.mentions import PRONOUNS, nationals_asked, which_national
from bot.intents.people.skater_ages import by_age
from bot.intents.people.skater_groups import everybody, listing, outings_of, respond, skaters_word, when_word
from bot.intents.people.skater_medals import counted_medals, wanted
from bot.intents.people.skater_repeats import at_games, both, count_of, each_its_own, paired, two_nations
from bot.intents.query import LAST_RANK, Query, Response
from bot.language.reading import Focus
from bot.wording.plain import listed, number, opened

# What other families know, and what no skater is asked by.
NOT_HERE_WORDS = (
    "verb:set verb:fall verb:say verb:lead verb:host verb:disqualify gear:skates noun:table wh:why wh:whose "
    "noun:time noun:margin noun:record op:fastest op:slowest op:closest op:biggest"
)
NOT_HERE = frozenset(NOT_HERE_WORDS.split())


def topic(q: Query) -> str:
    """Which question over skaters a reading without names is; empty when it is none."""
    r = q.reading
    people = (
        which_national(q)
        or nationals_asked(q)
        or "skaters" in r.words
        or r.cue("noun:skater", "wh:skater", "pick:person")
        or "skater" in (r.asks, r.of)
    )
    most = r.cue("op:most") or (r.cue("op:more") and r.cue("pick:person", "rest:anyone"))
    prize = r.cue("noun:medal", "noun:title", "noun:champion", "noun:podium", "prize:medals")
    medal = bool(r.medals) or prize or any(c.what in (*MEDALS, "medal") for c in r.conditions)
    if most and prize and r.cue("pick:person") and not r.nations:
        return "most"
    if r.cue("verb:rest"):
        return ""
    if returners.asked(q):
        return "returned"
    if native_of(q):
        return "born abroad" if not r.yes_no and r.asks in ("who", "skater", "count", "which", "") else ""
    if (people or r.cue("noun:squad") or r.pronouns & PRONOUNS.keys()) and not r.yes_no and paired(q):
        return "each its own"
    if any(c.startswith("town:") for c in r.cues):
        born = r.cue("verb:born", "noun:birthplace", "noun:birthday") or bool(r.words & {"from", "hail", "native"})
        return (
            "born in"
            if born and not (r.people or r.yes_no) and r.asks in ("who", "skater", "count", "which", "")
            else ""
        )
    if r.cue("kin:father", "kin:mother", "kin:parent") and r.asks in ("whose", "who", "skater"):
        return "parents"
    if r.cue("op:youngest", "op:oldest") or ((r.cue("noun:age") or r.asks == "age") and r.cue("op:average", "op:most")):
        return "age"
    if r.cue("noun:family", "kin:sister", "kin:brother", "several:kin"):
        return "siblings"
    if r.cues & NOT_HERE or r.asks in ("time", "margin", "record"):
        return ""
    if _two_teams(q, people):
        return "nations"
    if most and (people or not r.nations) and (medal or r.cue("noun:games", "noun:appearance", "verb:skate")):
        of_people = people or (r.asks == "who" and r.cue("wh:who") and not r.cue("noun:nation", "wh:team"))
        return "most" if of_people else ""
    return _of_a_group(q, people, medal)


_THEN = frozenset(("then", "later", "afterwards", "both", "previously", "formerly"))


def _two_teams(q: Query, people: bool) -> bool:
    """Whether it is asked who skated for more than one team."""
    r = q.reading
    more_than_one = r.number == 2 or r.cue("op:twice", "op:both", "op:more")
    skated = r.cue("verb:represent", "verb:skate")
    if len(r.nations) > 1 and not (r.rounds or r.yes_no):
        # "Which skater raced for Russia and then for Kazakhstan": of "which skaters" each may be of one of them.
        one = "which skater" in r.phrases or bool(r.words & _THEN) or "verb:transfer" in r.cues
        return (people or r.asks == "who") and one and (skated or "verb:transfer" in r.cues)
    if r.cue("verb:transfer") and not r.nations:
        return people or r.asks in ("who", "skater", "")
    return (people or r.asks == "who") and more_than_one and r.cue("noun:nation") and not r.nations and skated


def _of_a_group(q: Query, people: bool, medal: bool) -> str:
    """Counts and lists of skaters."""
    r = q.reading
    if (people or (r.asks == "who" and len(r.conditions) > 1 and not r.nations)) and r.conditions:
        return "bounded"
    if people and r.number and r.cue("noun:games") and not r.cue("noun:squad"):
        return "games"
    repeated = len(r.games) > 1 or r.cue("op:twice", "op:repeat") or (r.cue("op:both") and r.nations)
    who_did = r.asks == "who" and not r.rounds and (r.cue("op:both") or (r.cue("verb:skate") and not medal))
    if (people or who_did) and repeated and (medal or r.cue("verb:win", "verb:skate", "op:both")):
        return "both"
    if r.rounds or r.cue("noun:nation", "noun:squad", "noun:rules"):
        return ""
    won = medal or r.cue("verb:win", "colours:all")
    if r.asks == "count":
        narrowed = r.nations or r.games or r.when or r.genders or won or r.cue("aux:have", "op:ever", "op:total")
        return "count" if narrowed and (r.of == "skater" or which_national(q)) else ""
    asked = not r.yes_no or r.cue("tell:tell")
    single = r.cue("op:only", "op:last") or r.asks in ("when", "place", "why", "date")
    return "count" if people and won and asked and not single and len(q.said_games) != 1 else ""


def answer(q: Query, what: str) -> Response:
    """The skaters asked for."""
    over: dict[str, Callable[[Query], Response]] = {
        "age": by_age,
        "siblings": siblings,
        "parents": parents,
        "born in": born_in,
        "born abroad": born_abroad,
        "returned": returners.answer,
        "nations": two_nations,
        "most": _most,
        "bounded": _bounded,
        "games": at_games,
        "both": both,
        "each its own": each_its_own,
        "count": _counted,
    }
    return over[what](q)


def _most(q: Query) -> Response:
    r = q.reading
    what, of = count_of(q)
    counted = [(n, of(n)) for n in everybody(q)]
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
    group = f"Of the {skaters_word(q, 2)}, " if r.nations or len(r.genders) == 1 else ""
    have = "have" if len(names) > 1 else "has"
    verb = (
        f"{have} raced at the most Games"
        if what == "Games"
        else f"{have} skated the most {what}s"
        if what in _rounds(q) or what == "race"
        else f"{have} won the most team-pursuit {what}s"
    )
    shown = [f"{n} ({q.snapshot.name(h[0].nation)})" for n, h in top]
    text = opened(f"{group}{listed(shown)} {verb}{when_word(q)}: {amount}{each}.")
    if skip:
        text = opened(f"{group}{listed(shown)} {have} {amount}{each}, the next most of all skaters{when_word(q)}.")
    if len(names) > 8:
        text = opened(f"{group}{len(names)} skaters share the most{when_word(q)}: {amount} each.")
    if (
        r.asks == "who"
        and not r.cue("noun:skater", "pick:person")
        and what in ("medal", "gold", "silver", "bronze")
        and (team := _best_team(q, what))
    ):
        text = f"{text} {team}"
    rows = tuple(
        (n, q.snapshot.name(h[0].nation), str(len(h)), ", ".join(str(o.games.year) for o in reversed(h)))
        for n, h in counted[: max(8, len(top))]
    )
    return respond(
        q,
        text,
        names,
        [o for _, h in top for o in h],
        Table(
            ("Skater", "Team", what.capitalize() if what == "Games" else f"{what.capitalize()}s", "When"),
            rows,
            right=(2,),
        ),
    )


def _rounds(q: Query) -> list[str]:
    return [q.snapshot.rounds[x].name for x in q.reading.rounds]


def _best_team(q: Query, what: str) -> str:
    """Who has most may as well mean a team: both are told."""
    counts = q.snapshot.counts(q.results(games=q.said_games or q.held, nations=()))
    best = max((c.of(what) for c in counts), default=0)
    teams = [q.nation(c.nation) for c in counts if c.of(what) == best]
    return opened(f"of the teams it is {listed(teams)}, with {best}.") if best else ""


def _bounded(q: Query) -> Response:
    """Skaters whose number of medals is within the bounds."""
    conditions = q.reading.conditions
    rows = []
    for name in everybody(q):
        mine = [o for o in outings_of(q, name) if o.medal]
        if mine and all(c.holds(sum(c.what in ("medal", o.medal) for o in mine)) for c in conditions):
            rows.append((name, mine))
    words = {">=": "at least ", ">": "more than ", "<": "fewer than ", "<=": "at most ", "=": ""}
    bound = listed([words[c.compare] + counted_medals(c.number, c.what) for c in conditions])
    rows.sort(key=lambda x: -len(x[1]))
    if q.reading.cue("op:first") and rows and len(conditions) == 1:
        return _first_to(q, rows, bound)
    return listing(
        q,
        rows,
        f"have won {bound} in the team pursuit{when_word(q)}",
        f"no {skaters_word(q, 1)} has won {bound} in the team pursuit{when_word(q)}",
    )


def _first_to(q: Query, rows: Sequence[tuple[str, list[Outing]]], bound: str) -> Response:
    """Who reached a number of medals before all others; several where they won the last of them at the same Games."""
    c = q.reading.conditions[0]
    reached = {n: [o for o in reversed(h) if c.what in ("medal", o.medal)][c.number - 1] for n, h in rows}
    year = min(o.games.year for o in reached.values())
    names = [n for n, o in reached.items() if o.games.year == year]
    games = reached[names[0]].games.name
    text = f"The first to win {bound} {'was' if len(names) == 1 else 'were'} {listed(names)}, at {games}."
    return respond(q, text, names, [reached[n] for n in names])


def _counted(q: Query) -> Response:
    """Who raced, won a medal, won it or has medals of several kinds; the first of them where that is asked."""
    r = q.reading
    medal = bool(r.medals) or r.cue(
        "noun:medal", "noun:title", "noun:champion", "noun:podium", "verb:win", "colours:all"
    )
    kinds = wanted(q) if r.medals or not r.cue("verb:win") or r.cue("noun:medal", "colours:all") else ("gold",)
    each_kind = r.cue("colours:all") or (len(r.medals) > 1 and not r.cue("pick:or"))
    rows = []
    for name in everybody(q):
        hits = [o for o in outings_of(q, name) if (o.medal in kinds if medal else o.raced)]
        if hits and (not each_kind or {o.medal for o in hits} >= set(kinds)):
            rows.append((name, hits))
    kind = (f"won {listed(kinds)}" if each_kind or len(kinds) == 1 else "won a medal") if medal else "raced"
    where = when_word(q) or " in the Olympic team pursuit"
    if rows and r.cue("op:first"):
        year = min(h[-1].games.year for _, h in rows)
        rows = [(n, h[-1:]) for n, h in rows if h[-1].games.year == year]
        names = listed([n for n, _ in rows])
        were = "were" if len(rows) > 1 else "was"
        text = f"The first {skaters_word(q, len(rows))} who {kind} {were} {names}, at {rows[0][1][0].games.name}."
        return respond(q, text, [n for n, _ in rows], [o for _, h in rows for o in h])
    return listing(q, rows, f"have {kind}{where}", f"no {skaters_word(q, 1)} has {kind}{where}")
