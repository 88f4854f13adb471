"""Which question of place or day a reading asks, from its cues and slots; it answers none."""

from itertools import pairwise

from bot.intents.query import Query
from bot.intents.venues import venue_claim, venue_home
from bot.intents.venues.venue_scope import EVERY, days, names, rink_named, rounds, weekdays, whole_games

# What a question of place or day may say beside what it asks: any other verb, noun or mark makes it somebody else's.
_PLAIN = (
    "noun:games noun:event noun:race noun:field verb:hold verb:host verb:own verb:skate verb:clock "
    "verb:perform verb:happen noun:host noun:venue noun:city noun:date noun:weekday noun:finalist "
    "noun:nickname noun:opening noun:closing meets:race deed:field scope:speed-skating record:stand op:last "
    "pick:or scope:team-pursuit"
)
PLAIN = frozenset(_PLAIN.split())
WEIGHED = frozenset(
    (
        "noun",
        "verb",
        "op",
        "often",
        "medal",
        "rank",
        "record",
        "than",
        "scope",
        "deed",
        "meets",
        "mark",
        "place",
        "link",
        "pick",
        "span",
        "veto",
        "month",
        "negation",
    )
)
# What a team does in a race whose day is asked for.
_RACED = (
    "verb:win verb:get verb:beat verb:lose verb:meet verb:finish noun:title noun:medal noun:champion "
    "medal:gold medal:silver medal:bronze"
)
RACED = frozenset(_RACED.split())
THERE = frozenset(("there", "were there", "was there", "is there", "are there", "was there a", "were there any", "any"))
STARTING = frozenset(
    ("start", "started", "starts", "begin", "began", "begins", "take place", "kick off", "get under way")
)


def topic(q: Query) -> str:
    """Which of its questions this is; empty for none."""
    r = q.reading
    said = {c for c in r.cues if c.partition(":")[0] in WEIGHED} - {"than:exactly"}
    if r.asks in ("place", "city") and r.games and _denies_a_town(q):
        said -= {"negation:not"}
    if (
        r.people
        or r.conditions
        or r.bound
        or r.time is not None
        or (r.scope == "games" and not r.cue("noun:host", "verb:host"))
    ):
        return ""
    if _all_games(q, said):
        return "all games"
    if _of_a_race(q, said):
        return "day of"
    if _asks_where(q):
        said -= {"noun:rank"}
    if venue_home.asked(q, said):
        return "home"
    if r.medals:
        return ""
    for asked in (_of_rinks, _of_debut, _of_hosts, _of_numbers, _of_yes_or_no, _of_places, _of_days):
        if kind := asked(q, said):
            return kind
    return ""


def _all_games(q: Query, said: set[str]) -> bool:
    """Whether all Games with the event are asked for: "what Games has this event been held at, all of them"."""
    r = q.reading
    event = r.event or r.cue("scope:team-pursuit")
    free = not (r.nations or r.rounds or q.said_games or r.medals)
    plain = said <= PLAIN | {"verb:debut", "op:ever", "op:all"}
    return bool(event) and free and _asks_games(q) and "aux:have" in r.cues and plain


def _of_a_race(q: Query, said: set[str]) -> bool:
    """Whether the day is asked of what one team did: "what day did Canada win"."""
    r = q.reading
    one = bool(r.rounds) or len(q.said_games) == 1
    # Of all Games the day is asked of a title or a medal, or of two teams that met.
    told = bool(q.said_games) or (bool(r.medals or r.cue("verb:win", "noun:title")) and bool(r.genders))
    dated = r.asks == "date" or (r.asks == "when" and (one or r.cue("noun:date")) and not _asks_games(q))
    return dated and bool(r.nations) and "nations" not in r.inherited and told and said <= PLAIN | RACED | {"op:first"}


def _of_rinks(q: Query, said: set[str]) -> str:
    """Questions about a rink that is called by its name, and about what it is called."""
    r = q.reading
    if r.cue("noun:nickname"):
        return "nickname" if said <= PLAIN and (r.cue("noun:venue") or r.games) else ""
    if not rink_named(q) or r.nations or r.genders or r.rounds:
        return ""
    if r.asks == "nation" and said <= {"noun:venue", "noun:host"} and _country_said(q):
        return "land"
    if r.yes_no:
        return ""
    called = any(t.text in ("called", "named", "name") for t in r.terms) and said <= {"verb:skate", "noun:squad"}
    bare = (
        not said
        and r.asks in ("", "what")
        and all(names(t, "venue") or t.cues & {"wh:what", "filler:function", "aux:be"} for t in r.terms)
    )
    return "place" if called or bare else ""


def _of_debut(q: Query, said: set[str]) -> str:
    r = q.reading
    if r.nations or r.rounds or not said <= PLAIN | {"verb:debut", "op:first"}:
        return ""
    if r.yes_no and len(q.said_games) == 1 and r.cue("op:first"):
        return "debut"
    if r.cue("verb:debut") and (
        r.asks in ("when", "date", "games", "how", "") or (r.yes_no and r.event and q.said_games)
    ):
        return "opening" if whole_games(q) else "debut"
    if r.asks == "when" and r.cue("op:first") and (not q.said_games or (r.event and r.cue("verb:hold", "verb:host"))):
        return "debut"
    return ""


def _of_hosts(q: Query, said: set[str]) -> str:
    """Questions of hosts and countries."""
    r = q.reading
    at_home = {"op:twice", "op:first", "op:ever", "op:most", "often:most", "noun:nation", *EVERY}
    inside = bool(r.terms) and "in" in (r.terms[0].text, r.terms[-1].text) and bool(r.games)
    which = r.asks == "nation" and (
        whole_games(q) or ((r.event or inside) and _country_said(q) and "verb:skate" not in said)
    )
    country = (r.asks in ("nation", "who", "host", "what", "which", "") and r.cue("noun:host", "verb:host")) or which
    if country and not r.nations and said <= PLAIN | at_home:
        return "host"
    places = r.cue("verb:host") or (not q.said_games and not r.event and r.cue("noun:venue", "noun:city", "noun:host"))
    of_places = r.asks == "count" and r.of in ("nation", "") and places and not nation(q)
    if of_places and said <= PLAIN | {"noun:nation", "op:all"}:
        return "counted"
    if not nation(q) or r.inherited & {"nations"}:
        return ""
    counted = r.asks == "count" and r.of in ("times", "games")
    if (
        (r.cue("noun:host", "verb:host") or (r.cue("verb:debut") and not r.nations))
        and said <= PLAIN | at_home | {"op:never", "verb:debut"}
        and not (r.yes_no and q.said_games and r.event and venue_claim.claim(q))
    ):
        return "host?" if r.yes_no else "hosted" if counted or r.asks in ("when", "games", "which", "date") else ""
    placed = any(
        t.text in ("were in", "was in", "in", "held in") and names(u, "nation")
        for t, u in zip(r.terms, r.terms[1:], strict=False)
    )
    return "hosted" if (_asks_games(q) or counted) and placed and said <= PLAIN | {"verb:qualify"} else ""


def _of_numbers(q: Query, said: set[str]) -> str:
    r = q.reading
    if r.asks not in ("count", "time", "games", "") or _of_a_team(q):
        return ""
    duration = (
        r.cue("noun:duration") or any(t.text == "long" for t in r.terms) or (r.asks == "count" and r.cue("noun:date"))
    )
    if duration and whole_games(q) and said <= PLAIN | {"noun:duration", "verb:finish"}:
        return "length"
    if r.asks == "count" and r.cue("period:between", "noun:date") and len(rounds(q)) == 2 and said <= PLAIN:
        return "between"
    if (
        r.asks == "time"
        and STARTING & {t.text for t in r.terms}
        and "what time" in r.phrases
        and said <= PLAIN | {"verb:debut"}
    ):
        return "hour"
    if (
        r.asks == "count"
        and r.of == "nation"
        and not r.cue("op:ever", "aux:have", "noun:skater", "op:most", "noun:race")
        and said <= PLAIN | {"noun:nation", "verb:qualify", "op:all"} | ({"verb:get"} if r.rounds else set())
    ):
        return "teams"
    if (
        r.asks == "count"
        and r.of in ("games", "times")
        and r.event
        and not q.said_games
        and said <= PLAIN | {"verb:debut", "op:ever", "op:all"}
    ):
        return "all games"
    return ""


def _of_yes_or_no(q: Query, said: set[str]) -> str:
    r = q.reading
    if not (r.yes_no or (r.terms and r.terms[0].text.split()[0] in ("was", "were", "is", "are", "did"))):
        return ""
    said = {c for c in said if not c.startswith("place:")}
    if (days(q) or weekdays(q)) and not r.nations:
        return (
            "day?"
            if (r.rounds or r.cue("noun:finalist") or r.event or r.genders or q.said_games)
            and {c for c in said if not c.startswith("month:")} <= PLAIN
            else ""
        )
    if r.cue("op:same") and r.cue("noun:date") and not r.nations and said <= PLAIN | {"op:same"}:
        return "same day" if len(q.genders) > 1 or len(r.rounds) > 1 else ""
    if len(r.rounds) == 1 and not r.nations and not r.inherited and said <= PLAIN and THERE & {t.text for t in r.terms}:
        return "round?"
    return "place?" if said <= PLAIN | {"verb:qualify"} and venue_claim.claim(q) else ""


def _of_places(q: Query, said: set[str]) -> str:
    r = q.reading
    if (r.yes_no and not r.cue("pick:or")) or _of_a_team(q) or r.asks == "count":
        return ""
    if said - {"op:first", "op:ever", *EVERY} - PLAIN:
        return ""
    if (
        r.asks in ("place", "city")
        and (any(t.text.startswith("host") for t in r.terms) or ("noun:city" in said and not r.event))
        and not (r.rounds or r.genders)
    ):
        return "city" if _anchored(q) or r.cue("verb:host") else ""
    if (
        (r.asks == "venue" and _place_said(q))
        or r.asks in ("place", "city")
        or (r.asks in ("", "what", "which", "host", "who", "yes-no") and _place_said(q))
    ):
        return "place" if _anchored(q) else ""
    if r.asks == "rank" and _asks_where(q) and r.cue("verb:clock", "verb:skate", "verb:host"):
        return "place"
    return ""


def _of_days(q: Query, said: set[str]) -> str:
    r = q.reading
    if r.yes_no or _of_a_team(q) or r.asks == "count":
        return ""
    if (
        r.asks in ("what", "which", "race", "result")
        and any(d.day for d in days(q))
        and q.said_games
        and said <= PLAIN | {"noun:round", "op:all"} | {c for c in said if c.startswith("month:")}
    ):
        return "on day"
    if said - {"op:first", "op:ever", *EVERY} - PLAIN - ({"verb:finish"} if whole_games(q) else set()):
        return ""
    if r.cue("noun:opening", "noun:closing") or (whole_games(q) and r.asks in ("when", "date")):
        return "opening"
    if r.asks == "when" and _asks_games(q):
        by_rink = rink_named(q) and any(g in q.held for g in q.said_games)
        return "which games" if r.rounds or by_rink else "all games" if r.event and not q.said_games else ""
    return "day" if r.asks in ("when", "date") and _anchored(q) else ""


def _denies_a_town(q: Query) -> bool:
    """Whether it is only said which town it was not: "not PyeongChang itself"."""
    terms = [t for t in q.reading.terms if t.text not in ("in", "at", "the")]
    beside = [b for a, b in pairwise(terms) if "negation:not" in a.cues]
    return bool(beside) and all(any(c.startswith("games:") for c in t.cues) for t in beside)


def _place_said(q: Query) -> bool:
    """Whether a rink or a town is spoken of; "the ice" alone is what one skates on."""
    return q.reading.cue("noun:city") or any("noun:venue" in t.cues and t.text != "the ice" for t in q.reading.terms)


def nation(q: Query) -> str:
    """The country that is named, whether as a team or as a place."""
    if q.reading.nations:
        return q.reading.nations[0]
    return next((c.removeprefix("nation:") for t in q.reading.terms for c in t.cues if c.startswith("nation:")), "")


def _of_a_team(q: Query) -> bool:
    """Whether a team was named in this question, not in the one before."""
    return bool(q.reading.nations) and "nations" not in q.reading.inherited


def _asks_where(q: Query) -> bool:
    """Whether "where" is what speaks of a place, and no word of ranks does."""
    ranked = [t.text for t in q.reading.terms if "noun:rank" in t.cues]
    return bool(ranked) and all(t.startswith("where") for t in ranked)


def _country_said(q: Query) -> bool:
    return any("wh:nation" in t.cues and t.text.split()[-1] in ("country", "countries") for t in q.reading.terms)


def _asks_games(q: Query) -> bool:
    return any(
        "wh:when" in t.cues and t.text.split()[-1] in ("games", "olympics", "year", "years", "edition", "editions")
        for t in q.reading.terms
    )


def _anchored(q: Query) -> bool:
    """Whether the question names what it asks the place or day of."""
    r = q.reading
    return bool(
        r.games
        or r.when
        or r.event
        or r.rounds
        or r.genders
        or r.inherited
        or r.cue("noun:event", "noun:finalist", "noun:venue", "noun:games")
    )
