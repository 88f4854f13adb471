"""How the event works: laps, distance, rounds, what counts, falls, reserves; found in the rules by their words."""

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.models import HeldEvent, Rule
from bot.intents.query import Query, Response
from bot.intents.rules.rule_index import Fit, index_of
from bot.language.reading import Focus
from bot.wording.plain import day, listed, opened, ordinal, plural

NAME = "rules"
TITLE = "How the event works"
EXAMPLES = (
    "how many laps do the men skate",
    "how long is the women's race",
    "how does the team pursuit work",
    "whose time counts in a team",
    "what does final C decide",
    "explain the format in Milan",
    "what happens if a skater falls",
    "do reserves get a medal",
    "can skaters push each other",
)
# The words that are left over are looked for in the rules: the one that answers must hold each.
READS_WORDS = True
OFFERS = ("how many laps do the women skate?", "whose time counts in a team?", "what happens if a skater falls?")

# Words that tell of what was, not of how it always is.
PAST = frozenset(("did", "was", "were", "had", "didnt", "wasnt", "werent", "hadnt", "won", "lost", "fell"))
# What asks for the meaning of a record, not for the record.
MEANING = frozenset(
    (
        "mean",
        "means",
        "meaning",
        "stand",
        "stands",
        "abbreviation",
        "abbreviations",
        "count",
        "counts",
        "an",
        "any",
        "a",
        "why",
    )
)
EXTREME = ("op:fastest", "op:slowest", "op:closest", "op:biggest", "op:fewest", "op:most", "op:youngest", "op:oldest")
ASKS_A_RULE = frozenset(("what", "which", "yes-no", "", "why", "how", "rules", "reserve", "squad"))
STRONG = ("noun:rules", "noun:laps", "noun:distance")
# A phrase of one term is enough only in a question put so.
ALONE = frozenset(
    (
        "what",
        "whats",
        "explain",
        "there",
        "is",
        "are",
        "can",
        "may",
        "do",
        "does",
        "why",
        "mean",
        "means",
        "decide",
        "decides",
    )
)


def claims(q: Query) -> bool:
    """Something of how the event works is asked for, and a rule holds every word of it."""
    return _measured(q) or _format(q) or bool(_fits(q))


def _own(q: Query, slot: str) -> bool:
    """Whether a constraint was said in this question, not taken from before."""
    return bool(getattr(q.reading, slot)) and slot not in q.reading.inherited


def _fits(q: Query) -> list[Fit]:
    """The rules that answer, the nearest first; none where a question is about what happened once."""
    r = q.reading
    if (
        (r.people and _own(q, "people"))
        or r.bound
        or r.time is not None
        or r.elsewhere
        or (r.cue("wh:why") and PAST & r.words and (r.pronouns & {"she", "he"} or (r.inherited and r.pronouns)))
        or r.cue("noun:source", "noun:table", "noun:split", "noun:speed")
        or (r.cue("noun:laps") and r.asks == "laps" and {"on", "in", "during"} & r.words)  # on which lap of one race
    ):
        return []
    strong = r.cue(*STRONG)
    way = r.cue("wh:how", "wh:how-do") and len(r.rounds) > 1 and not r.nations
    if not (strong or way) and (
        _own(q, "games") or _own(q, "years") or (PAST & r.words and not (r.cue("wh:why") or "if" in r.words))
    ):
        return []
    record = r.cue("record:OR", "record:WR", "record:TR", "record:both")
    if record and (r.genders or r.cue("noun:margin") or not r.words & MEANING):
        return []
    if r.cue(*EXTREME) and not r.words & {"do", "does", "can", "must", "always"}:
        return []
    lengths = r.cue("noun:laps", "noun:distance") and not PAST & r.words
    dropped = (("nation:",) if lengths else ()) + (("games:", "year:") if way else ())
    terms = [t for t in r.terms if not (dropped and any(c.startswith(dropped) for c in t.cues))]
    fits = [f for f in index_of(q.snapshot).best(terms) if f.rule.event == q.event]
    if not fits or strong:
        return fits
    if fits[0].length > (2 if r.asks == "who" else 1):
        return fits if fits[0].together else []
    exclaimed = " what a " in f" {' '.join(r.phrases)} "
    since = r.asks == "when" and r.phrases[:1] and r.phrases[0].startswith("since")
    put_so = bool(r.words & ALONE) and not exclaimed and (r.asks in ASKS_A_RULE or since or "if" in r.words)
    return fits if put_so else []


def _measured(q: Query) -> bool:
    """Laps or metres of Games that are named, or a number of them that is claimed."""
    r = q.reading
    if (
        r.people
        or (r.nations and _own(q, "nations"))
        or r.left
        or r.cue("noun:split", "verb:lead", "verb:fall", "noun:margin", "noun:time", "op:behind")
    ):
        return False
    of_races = bool(r.genders or r.event or r.rounds) or r.cue("noun:race", "noun:event", "noun:nation")
    measure = (
        r.cue("noun:laps", "noun:distance")
        or (r.asks in ("distance", "laps") and of_races)
        or (r.yes_no and (r.metres or r.number in _known(q)))
    )
    if r.cue("period:since", "period:until", "period:between") or any(c.startswith("place:") for c in r.cues):
        return False
    claimed = r.yes_no and (r.metres or r.number)
    return bool(
        measure
        and (_own(q, "games") or claimed)
        and not r.cue("op:same", "op:more", "op:less", "noun:change")
        and r.metres != LAP
    )


LAP = 400


def _known(q: Query) -> set[int | None]:
    """The distances of the event."""
    return {e.distance for e in q.latest.events if e.event == q.event}


def _format(q: Query) -> bool:
    """The format of Games that are named."""
    r = q.reading
    return (
        r.cue("noun:rules")
        and bool(q.said_games)
        and _own(q, "games")
        and not (r.left or r.people or r.nations or r.cue("noun:change", "negation:not"))
    )


def answer(q: Query) -> Response:
    """The rule, or what is held of the Games named."""
    if _measured(q):
        return _response(q, _lengths(q))
    if _format(q):
        return _response(q, _formats(q))
    fits = _fits(q)
    best = fits[0].rule
    rules = [f.rule for f in fits if _kin(f.rule) == _kin(best)]
    if q.reading.genders and len(q.reading.genders) == 1:
        rules = [x for x in rules if set(q.reading.genders) & set(x.genders)] or [best]
    rules.sort(key=lambda x: [g in x.genders for g in q.genders], reverse=True)
    if told := _decides(q, best):
        return _response(q, told)
    found = Found(
        " ".join(x.says for x in rules), sources=q.sources(s for x in rules for s in x.sources), suggestions=OFFERS[:2]
    )
    return Response(found, Focus(genders=q.reading.genders), f"how the {q.event_name()} works")


def _decides(q: Query, rule: Rule) -> Outcome | None:
    """What one round settles, where the rule is about several."""
    rounds = q.snapshot.rounds
    if (
        len(q.reading.rounds) != 1
        or q.reading.asks == "count"
        or {"a", "b", "c", "d"} & set(q.reading.left)
        or q.reading.medals
        or q.reading.ranks
        or not (decides := rounds[q.reading.rounds[0]].decides)
    ):
        return None
    asked_by = index_of(q.snapshot).vocabulary(rule)
    if len(asked_by & {r.id for r in rounds.values() if r.decides}) < 3:
        return None
    name = rounds[q.reading.rounds[0]].name
    places = listed([MEDALS_AND_PLACES.get(rank, f"{ordinal(rank)} place") for rank in decides])
    return Found(
        f"The {name} ({_letter(q.reading.rounds[0])}) decides {places}.",
        sources=q.sources(rule.sources),
        suggestions=OFFERS[:2],
    )


def _letter(round_id: str) -> str:
    """The name of a final by its letter: final C."""
    name, _, letter = round_id.partition("-")
    return f"{name} {letter.upper()}"


MEDALS_AND_PLACES = {1: "gold", 2: "silver", 3: "bronze"}


def _kin(rule: Rule) -> str:
    """What a rule is called without its gender: laps-men and laps-women are one."""
    return rule.id.rpartition("-")[0] if rule.genders and rule.id.endswith(("-men", "-women")) else rule.id


def _response(q: Query, outcome: Outcome) -> Response:
    return Response(outcome, Focus(games=q.said_games, genders=q.reading.genders), q.scope)


def _events(q: Query) -> list[tuple[str, HeldEvent]]:
    games = [q.snapshot.games[g] for g in (q.said_games or q.held[-1:])]
    return [
        (g.name, e)
        for g in games
        for gender in q.genders
        for e in g.events
        if e.event == q.event and e.gender == gender
    ]


def _lengths(q: Query) -> Outcome:
    r = q.reading
    held = [(name, e) for name, e in _events(q) if e.distance and e.laps]
    if q.said_games:
        facts = [
            f"the {e.gender} skated {plural(e.laps or 0, 'lap')}, {e.distance} m, at {name}" for name, e in held[:4]
        ]
    else:
        facts = [f"the {e.gender} skate {plural(e.laps or 0, 'lap')}, {e.distance} m" for _, e in held]
    text = f"{opened('; '.join(facts))}."
    if r.yes_no and (claimed := r.metres or r.number):
        if pairs := _each(q):
            yes = all(n in (e.laps, e.distance) for g, n in pairs.items() for _, e in held if e.gender == g)
            return Found(
                f"{'Yes' if yes else 'No'}: {'; '.join(facts)}.",
                sources=q.sources(s for _, e in held for s in e.sources),
                suggestions=OFFERS[1:],
            )
        right = [f for f, (_, e) in zip(facts, held, strict=False) if claimed in (e.distance, e.laps)]
        for_both = len(r.genders) > 1 or r.cue("op:both")
        yes = bool(right) and (len(right) == len(facts) or not for_both)
        only = [e.gender for _, e in held if claimed in (e.distance, e.laps)] if yes and len(right) < len(facts) else []
        word = f"Yes for the {listed(only)}" if only else "Yes" if yes else "No"
        text = f"{word}: {'; '.join(right if yes and r.genders else facts)}."
    return Found(text, sources=q.sources(s for _, e in held for s in e.sources), suggestions=OFFERS[1:])


def _each(q: Query) -> dict[str, int]:
    """The number claimed for each gender: "8 laps for men and 6 for women", "men 8 and women 6"."""
    said: list[str | int] = []
    for term in q.reading.terms:
        kinds = dict(c.split(":", 1) for c in term.cues)
        if kinds.get("gender") in ("men", "women"):
            said.append(kinds["gender"])
        elif kinds.get("number", "").isdigit():
            said.append(int(kinds["number"]))
    pairs = [(a, b) if isinstance(a, str) else (b, a) for a, b in zip(said[::2], said[1::2], strict=False)]
    found = {g: n for g, n in pairs if isinstance(g, str) and isinstance(n, int)}
    return found if len(found) > 1 else {}


def _formats(q: Query) -> Outcome:
    held = [(name, e) for name, e in _events(q) if e.format]
    if not held:
        return NotHeld("The format of that event is not held.", suggestions=OFFERS[:2])
    alike: dict[tuple[str, str], list[str]] = {}
    for name, e in held:
        alike.setdefault((name, e.format or ""), []).append(e.gender)
    told = [
        f"{name} ({' and '.join(genders)}): {form[:1].lower()}{form[1:]}" for (name, form), genders in alike.items()
    ]
    text = f"The format at {told[0]}" if len(told) == 1 else "The formats: " + " ".join(told)
    name, event = held[0]
    rows = tuple((q.snapshot.rounds[x.round].name, plural(len(x.races), "race"), day(x.date)) for x in event.rounds)
    table = Table(("Round", "Races", f"Day ({event.gender})"), rows) if len({name for name, _ in held}) == 1 else None
    return Found(text, table=table, sources=q.sources(s for _, e in held for s in e.sources), suggestions=OFFERS[:2])
