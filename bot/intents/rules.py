"""How the event works: laps, distance, rounds, what counts, falls, reserves; found by the words of the question in the rules."""

from bot.answers import Found, Outcome
from bot.facts.models import HeldEvent
from bot.intents.query import Query, Response
from bot.intents.rule_index import Fit, index_of
from bot.language.reading import Focus
from bot.wording.plain import opened, plural

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
PAST = frozenset("did was were had didnt wasnt werent hadnt won lost fell last".split())
STRONG = ("noun:rules", "noun:laps", "noun:distance")
# A phrase of one term is enough only where the question is about nothing else.
ALONE = frozenset("is are there any what whats explain tell about do does a an the in it of me and".split())


def claims(q: Query) -> bool:
    """Something of how the event works is asked for, and a rule holds every word of it."""
    return _measured(q) or _format(q) or bool(_fits(q))


def _own(q: Query, slot: str) -> bool:
    """Whether a constraint was said in this question, not taken from before."""
    return bool(getattr(q.reading, slot)) and slot not in q.reading.inherited


def _fits(q: Query) -> list[Fit]:
    """The rules that answer, the nearest first; none where a question is about what happened once."""
    r = q.reading
    if r.people and _own(q, "people") or r.bound or r.time is not None or r.elsewhere or r.cue("noun:source", "noun:table", "noun:split", "noun:speed"):
        return []
    strong = r.cue(*STRONG)
    if not strong and (_own(q, "games") or _own(q, "years") or (PAST & r.words and not r.cue("wh:why"))):
        return []
    fits = [f for f in index_of(q.snapshot).best(r.terms) if f.rule.event == q.event]
    if not fits or strong or fits[0].length > 1:
        return fits
    return fits if r.words <= ALONE | set(_asked_words(fits[0])) | {"heats"} else []


def _asked_words(fit: Fit) -> list[str]:
    return [w for text in fit.rule.asks for w in text.split()]


def _measured(q: Query) -> bool:
    """Laps or metres of Games that are named, or a number of them that is claimed."""
    r = q.reading
    if r.people or r.nations and _own(q, "nations") or r.left or r.cue("noun:split", "verb:lead", "verb:fall", "noun:margin", "noun:time", "op:behind"):
        return False
    measure = r.cue("noun:laps", "noun:distance") or r.asks in ("distance", "laps") or (r.yes_no and r.metres is not None)
    claimed = r.yes_no and (r.metres or r.number)
    return bool(measure and (_own(q, "games") or claimed) and not r.cue("op:same", "op:more", "op:less", "noun:change") and r.metres != LAP)


LAP = 400


def _format(q: Query) -> bool:
    """The format of Games that are named."""
    r = q.reading
    return r.cue("noun:rules") and bool(q.said_games) and _own(q, "games") and not (r.left or r.people or r.nations or r.cue("noun:change", "negation:not"))


def answer(q: Query) -> Response:
    """The rule, or what is held of the Games named."""
    if _measured(q):
        return _response(q, _lengths(q))
    if _format(q):
        return _response(q, _formats(q))
    fits = _fits(q)
    best = fits[0].rule
    rules = [f.rule for f in fits if f.rule is best or (f.rule.genders and f.rule.asks == best.asks)] if best.genders else [best]
    if q.reading.genders and len(q.reading.genders) == 1:
        rules = [x for x in rules if set(q.reading.genders) & set(x.genders)] or [best]
    rules.sort(key=lambda x: [g in x.genders for g in q.genders], reverse=True)
    found = Found(" ".join(x.says for x in rules), sources=q.sources(s for x in rules for s in x.sources), suggestions=OFFERS[:2])
    return Response(found, Focus(genders=q.reading.genders), f"how the {q.event_name()} works")


def _response(q: Query, outcome: Outcome) -> Response:
    return Response(outcome, Focus(games=q.said_games, genders=q.reading.genders), q.scope)


def _events(q: Query) -> list[tuple[str, HeldEvent]]:
    games = [q.snapshot.games[g] for g in (q.said_games or q.held[-1:])]
    return [(g.name, e) for g in games for gender in q.genders for e in g.events if e.event == q.event and e.gender == gender]


def _lengths(q: Query) -> Outcome:
    r = q.reading
    held = [(name, e) for name, e in _events(q) if e.distance and e.laps]
    facts = [opened(f"the {e.gender} skated {plural(e.laps or 0, 'lap')}, {e.distance} m, at {name}.") for name, e in held[:4]]
    text = " ".join(facts)
    if r.yes_no and (claimed := r.metres or r.number):
        right = [f for f, (_, e) in zip(facts, held, strict=False) if claimed in (e.distance, e.laps)]
        text = f"{'Yes' if right else 'No'}: {' '.join(right or facts)}"
    return Found(text, sources=q.sources(s for _, e in held for s in e.sources), suggestions=OFFERS[1:])


def _formats(q: Query) -> Outcome:
    held = [(name, e) for name, e in _events(q) if e.format]
    alike: dict[tuple[str, str], list[str]] = {}
    for name, e in held:
        alike.setdefault((name, e.format or ""), []).append(e.gender)
    told = [f"{name} ({' and '.join(genders)}): {form[:1].lower()}{form[1:]}" for (name, form), genders in alike.items()]
    text = f"The format at {told[0]}" if len(told) == 1 else "The formats: " + " ".join(told)
    return Found(text, sources=q.sources(s for _, e in held for s in e.sources), suggestions=OFFERS[:2])
