"""What is not answered, and what is said instead: other sports, Games without the event, strangers, opinions."""

from bot.answers import Found, NotHeld, NotUnderstood, OutOfScope
from bot.intents.query import Query, Response
from bot.intents.rules import rules
from bot.intents.tables.table_scope import whole_games_meant
from bot.wording.plain import listed

OFFERS = ("who won the women's team pursuit?", "medal table of the team pursuit", "what is the men's Olympic record?")


# What a question must say something of, where it stands at the head of a conversation.
_SAYS = ("verb:", "noun:", "op:", "record:", "medal:", "rank:", "smalltalk:", "event:", "round:", "gender:")


def _points_at_nothing(q: Query) -> bool:
    """Whether "it" is all that a question is about, and nothing was spoken of: "what time is it"."""
    r = q.reading
    if q.last is not None or "it" not in r.pronouns or r.left:
        return False
    return not (r.games or r.when or r.nations or r.people or r.years or r.time or r.metres) and not any(
        cue.startswith(_SAYS) for cue in r.cues
    )


def _points_at_unknown(q: Query) -> bool:
    """Whether a question only points at what was said around it, and not all of that was understood."""
    r = q.reading
    named = (
        "nation:",
        "games:",
        "year:",
        "gender:",
        "round:",
        "medal:",
        "rank:",
        "event:",
        "skater:",
        "part:",
        "record:",
    )
    points = "it" in r.pronouns and bool(r.beside)
    return points and not any(cue.startswith(named) for term in r.terms for cue in term.cues)


def before(q: Query) -> Response | None:
    """The refusal that a reading calls for whatever it asks, or None."""
    r, snapshot = q.reading, q.snapshot
    if r.elsewhere:
        # Of a team in another sport the sport is what is not held: "the Jamaican bobsleigh".
        named = [snapshot.knowledge.elsewhere[at] for at in r.elsewhere]
        thing = next((t for t in named if t.kind not in ("person", "team")), named[0])
        match thing.kind:
            case "person":
                return Response(
                    OutOfScope(
                        f"{thing.name} is not among the skaters of the team pursuits held here. "
                        f"{thing.note or ''}".strip(),
                        OFFERS,
                    )
                )
            case "team":
                if r.yes_no and r.scope == "event":
                    return Response(
                        Found(
                            f"No: no team of {thing.name} is held in any Olympic {q.event_name()}.", suggestions=OFFERS
                        ),
                        read_as=q.scope,
                    )
                return Response(
                    OutOfScope(f"{thing.name} is in none of the tables held here. {thing.note or ''}".strip(), OFFERS)
                )
            case "competition" if q.record_meeting:
                pass
            case _:
                return Response(
                    OutOfScope(
                        f"That is about {thing.name}, which is not held here: only the Olympic speed-skating team "
                        f"pursuits and Winter Games medal tables are. {thing.note or ''}".strip(),
                        OFFERS,
                    )
                )
    if (
        r.metres is not None
        and r.asks != "distance"
        and r.metres
        not in {e.distance for g in snapshot.games.values() for e in g.events if e.event == q.event} | {400}
    ):
        return Response(
            OutOfScope(
                f"No event over {r.metres} m is held here: only "
                f"{listed([e.name for e in snapshot.events.values() if e.id in snapshot.held])}.",
                OFFERS,
            )
        )
    if _points_at_unknown(q):
        return Response(NotUnderstood(f"I don't know what to make of “{r.beside[0]}” here.", OFFERS))
    if _points_at_nothing(q):
        return Response(NotUnderstood("I don't know what you mean by it: nothing was spoken of yet.", OFFERS))
    if r.strangers:
        return Response(NotHeld(f"I don't hold anybody called {r.strangers[0]}.", OFFERS))
    if r.cue("veto:opinion", "veto:prediction", "veto:hypothetical") and not (
        (r.cue("veto:hypothetical") and _asks_rule(q)) or any(c.startswith("order:") for c in r.cues)
    ):
        kind = next(c for c in ("opinion", "prediction", "hypothetical") if f"veto:{c}" in r.cues)
        said = {
            "opinion": "Opinions are not something facts can settle",
            "prediction": "What is to come is not held",
            "hypothetical": "What might have been is not held",
        }[kind]
        if kind == "prediction":
            return Response(OutOfScope(f"{said}; I answer from results only.", OFFERS))
        return Response(NotUnderstood(f"{said}; I answer from results only.", OFFERS))
    if r.scope == "event" and r.when == "next" and not whole_games_meant(q):
        return Response(OutOfScope("Those Games are still to come: nothing is held about them.", OFFERS))
    return None


def _asks_rule(q: Query) -> bool:
    """Whether "what if" asks for a rule: it names no team, nobody and no Games, and a rule holds its words."""
    r = q.reading
    named = r.nations or r.people or r.games or r.cue("veto:opinion", "veto:prediction")
    return not named and rules.claims(q)


def beside_the_games(q: Query) -> Response | None:
    """The refusal of a year or a place that no Games with the event had; only records were set elsewhere."""
    r, snapshot = q.reading, q.snapshot
    if r.conflict:
        said, year = r.conflict.split("|")
        when = snapshot.games[year].name if year in snapshot.games else year
        return Response(
            OutOfScope(
                f"{snapshot.games[said].city} and {when} do not go together: those were different Games.", OFFERS
            )
        )
    of_birth = (r.people and r.cue("noun:birthday", "noun:birthplace", "verb:born")) or r.cue(
        "kin:father", "kin:mother", "kin:parent"
    )
    if r.lone_years and not of_birth:
        return Response(
            OutOfScope(f"No Winter Games held here were in {listed([str(y) for y in r.lone_years])}.", OFFERS)
        )
    if r.scope == "event" and not whole_games_meant(q):
        missing = [g for g in q.said_games if g not in q.held]
        if missing and not of_birth and not [g for g in q.said_games if g in q.held]:
            names = listed([snapshot.games[g].name for g in missing])
            first = snapshot.games[q.held[0]].name
            return Response(
                OutOfScope(f"There was no {q.event_name()} at {names}: it has been held since {first}.", OFFERS)
            )
    return None


# What changes a question so much that it is worth naming where it cannot be applied.
_CHANGING = frozenset(
    f"op:{op}" for op in "only share average same best worst total faster slower never repeat".split()
)


def nothing(q: Query) -> Response:
    """No intent claimed the reading."""
    r = q.reading
    if r.left:
        return Response(NotUnderstood(f"I don't know what to make of “{r.left[0]}” here.", OFFERS))
    if not r.empty and (term := next((t for t in r.terms if not t.cues.isdisjoint(_CHANGING)), None)):
        return Response(NotUnderstood(f"I see what that is about, but not what “{term.text}” asks of it.", OFFERS))
    return Response(
        NotUnderstood("I did not understand that as a question about the team pursuits or the medal tables.", OFFERS)
    )
