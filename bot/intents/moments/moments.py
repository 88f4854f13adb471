"""What happened: falls, comebacks, words, rows and changes of a team, found by the words a question tells them by."""

from collections.abc import Sequence

from bot.answers import Found, NotHeld, Outcome
from bot.facts.models import Moment, Source
from bot.intents.moments import incident_answers, incidents, moment_claims
from bot.intents.moments.moment_choice import equal, hits, value
from bot.intents.moments.moment_search import Hit, search_of
from bot.intents.moments.moment_truth import verdict
from bot.intents.query import Query, Response
from bot.language.reading import Focus
from bot.wording.plain import listed, number, opened

NAME = moment_claims.NAME
TITLE = "What happened: falls, comebacks, words, rows"
EXAMPLES = (
    "who fell in the women's final in 2022",
    "why did Nana Takagi fall",
    "whose arms did Nana Takagi fall into",
    "who led Canada's comeback",
    "how big was Japan's early lead in 2022",
    "what did Pedersen say after the win",
    "why was Italy disqualified in 2018",
    "has any team been disqualified",
    "how many falls were there in 2006",
    "did Miho Takagi fall in 2022",
)
# The words that are left over are looked for in the moments: each must have its place in the one that answers.
READS_WORDS = True


def claims(q: Query) -> bool:
    """Something that happened is asked for, and a moment or a race holds every word of it."""
    return moment_claims.claims(q)


def answer(q: Query) -> Response:
    """The detail that was asked for."""
    if moment_claims.speed(q):
        return Response(
            NotHeld("How fast anybody was going at that moment is not held.", ("why did Nana Takagi fall?",)),
            Focus(),
            q.scope,
        )
    if (status := incidents.asked(q)) and (told := incident_answers.answer(q, status)):
        return told
    found = hits(search_of(q))
    if not found and moment_claims.words_of(q):
        who = " or ".join(q.reading.people[0])
        return Response(NotHeld(f"What {who} said is not held.", ("what did Nana Takagi say?",)), Focus(), q.scope)
    if not found and q.reading.cue("verb:lead"):
        return Response(NotHeld("Who led there is not held.", ("who led the 2010 women's final?",)), Focus(), q.scope)
    if not found:
        return Response(NotHeld("Why that was so is not held.", ("why did Nana Takagi fall?",)), Focus(), q.scope)
    best = equal(q, found)
    outcome = _several(q, best) if len(best) > 1 else _one(q, best[0])
    return Response(outcome, _focus(best), _read_as(q, best))


def _one(q: Query, hit: Hit) -> Outcome:
    sources = q.sources((hit.detail.sources if hit.detail else ()) or hit.moment.sources)
    if q.reading.yes_no:
        return _verdict(q, hit, sources)
    if hit.detail and hit.detail.value == "not held":
        return NotHeld(hit.detail.says, _next(hit.moment), sources)
    return Found(_says(hit), notes=_notes(hit.moment), sources=sources, suggestions=_next(hit.moment))


def _verdict(q: Query, hit: Hit, sources: tuple[Source, ...]) -> Outcome:
    if search_of(q).asked.alternatives and hit.detail and hit.detail.role != "yes-no":
        return Found(_says(hit), notes=_notes(hit.moment), sources=sources, suggestions=_next(hit.moment))
    word, hit = verdict(q, hit)
    says = _says(hit)
    if not word:
        return NotHeld(f"Whether that is so is not held. What is: {says}", _next(hit.moment), sources)
    return Found(f"{word}: {says}", notes=_notes(hit.moment), sources=sources, suggestions=_next(hit.moment))


def _says(hit: Hit) -> str:
    return hit.detail.says if hit.detail else hit.moment.says


def _several(q: Query, hits: Sequence[Hit]) -> Outcome:
    items = tuple(_says(h) for h in hits)
    names = [f"{value(h)} ({_place(q, h)})" for h in hits]
    sources = q.sources(s for h in hits for s in h.moment.sources)
    held = [h for h in hits if not (h.detail and h.detail.value == "not held")]
    if not held:
        return NotHeld(items[0], _next(hits[0].moment), sources)
    if len(hits) <= 6 and all(h.detail for h in hits) and not q.reading.yes_no:
        return Found(opened(f"{listed(names)}."), items=items, sources=sources, suggestions=_next(hits[0].moment))
    if q.reading.yes_no:
        return _one(q, hits[0])
    games = list(dict.fromkeys(q.snapshot.games[h.moment.games].name for h in hits))
    count = number(len(hits)).capitalize()
    return Found(
        f"{count} moments are told of {listed(games)}.", items=items, sources=sources, suggestions=_next(hits[0].moment)
    )


def _notes(moment: Moment) -> tuple[str, ...]:
    return ("Marked uncertain: sources differ or the point is inferred.",) if moment.confidence == "uncertain" else ()


def _next(moment: Moment) -> tuple[str, ...]:
    year = moment.games[-4:]
    return tuple(f"who won the {g}'s team pursuit in {year}?" for g in moment.genders[:1])


def _focus(hits: Sequence[Hit]) -> Focus:
    moments = [h.moment for h in hits]
    one = moments[0] if len(moments) == 1 else None
    return Focus(
        games=tuple(dict.fromkeys(m.games for m in moments)),
        genders=tuple(dict.fromkeys(g for m in moments for g in m.genders)),
        nations=one.nations[:1] if one else (),
        people=one.skaters[:1] if one else (),
        rounds=(one.round,) if one and one.round else (),
    )


def _place(q: Query, hit: Hit) -> str:
    games = q.snapshot.games[hit.moment.games].name
    return games if len(hit.moment.genders) > 1 else f"{hit.moment.genders[0]}, {games}"


def _read_as(q: Query, hits: Sequence[Hit]) -> str:
    return f"what happened, {'; '.join(dict.fromkeys(_place(q, h) for h in hits))}"
