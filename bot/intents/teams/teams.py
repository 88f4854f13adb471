"""Who skated: decides which question about a line-up or squad was asked; the answers are worded next door."""

from collections.abc import Callable
from itertools import pairwise

from bot.intents.people.mentions import ask_back, mentions, nationals, which_national
from bot.intents.query import LAST_RANK, Query, Response
from bot.intents.teams import line_up_changes, squads

NAME = "teams"

TITLE = "Who skated: line-ups, squads, reserves and changes between rounds"

EXAMPLES = (
    "who skated for Canada in the women's final in 2022",
    "who was on the Japanese women's team in 2018",
    "Dutch men's squad 2014",
    "who was the reserve for the Dutch men in Sochi",
    "who replaced Friesinger in the 2010 final",
    "who skated only the semifinal for Japan in 2018",
    "which three Italians skated the final in Milan",
    "who were Sven Kramer's team mates in 2014",
)

# More teams never took part: a larger rank is the number of something else.
LAST_PLACE = 8
TEAM = 3
# Words that ask for all who were in a team, whatever rounds they skated.
WHOLE = frozenset("incl including full plus all everyone everybody whole complete".split())
# What other families know of teams: falls, quotes, records, rules.

NOT_HERE_WORDS = (
    "gear:skates wh:why wh:whose verb:set verb:say verb:happen verb:host verb:overtake verb:disqualify verb:dnf "
    "verb:dns verb:return verb:born record:WR record:OR record:TR noun:record noun:venue noun:host noun:laps "
    "noun:rules noun:table noun:distance noun:point noun:discrepancy noun:change noun:world-champion noun:speed "
    "noun:split"
)
NOT_HERE = frozenset(NOT_HERE_WORDS.split())


def claims(q: Query) -> bool:
    """The skaters of a team are asked for."""
    return q.reading.scope == "event" and bool(_topic(q))


def answer(q: Query) -> Response:
    """The skaters asked for."""
    topic = _topic(q)
    if q.reading.people and topic in ("mates", "replaced"):
        for mention in mentions(q):
            if len(mention.names) > 1:
                return ask_back(q, mention.names)
    over: dict[str, Callable[[Query], Response]] = {
        "mates": line_up_changes.mates,
        "replaced": line_up_changes.replaced,
        "left out": line_up_changes.left_out,
        "changes": line_up_changes.changes,
        "same": line_up_changes.same,
        "some rounds": line_up_changes.some_rounds,
        "against": squads.against,
        "squad": squads.whole,
        "every round": line_up_changes.every_round,
        "only round": line_up_changes.only_round,
        "reserves": squads.reserves,
        "used": squads.used,
        "who": squads.names,
    }
    return over[topic](q)


def _topic(q: Query) -> str:
    """Which question about a line-up this is; empty when it is none."""
    r = q.reading
    if special := _of_one_race(q):
        return special
    if (
        r.asks in ("time", "margin", "age", "date", "place", "why", "record", "table", "result", "rank")
        or r.time is not None
        or r.bound
    ):
        return ""
    if r.cues & NOT_HERE or any(LAST_PLACE < x < LAST_RANK for x in r.ranks):
        return ""
    if r.cue(
        "op:youngest",
        "op:oldest",
        "op:fastest",
        "op:slowest",
        "op:closest",
        "op:biggest",
        "op:faster",
        "op:slower",
        "op:compare",
        "verb:beat",
        "verb:lose",
        "verb:fall",
        "verb:lead",
    ):
        return ""
    team = bool(r.nations or r.ranks or r.medals or r.rounds or r.games or r.when) or r.cue("verb:win", "noun:champion")
    lined_up = r.cue(
        "noun:squad",
        "verb:skate",
        "verb:represent",
        "noun:skater",
        "wh:skater",
        "verb:rotate",
        "span:every-round",
        "span:rounds",
    )
    if r.people:
        if r.cue("verb:replace", "verb:rest") and (
            r.asks in ("who", "skater", "which", "nation")
            or (r.cue("verb:replace") and r.asks in ("", "what", "yes-no") and not r.cue("noun:champion"))
        ):
            return "replaced"
        with_whom = r.cue("noun:squad", "link:with") or (
            r.asks == "who" and r.cue("noun:nation") and not r.cue("verb:beat", "verb:meet")
        )
        return "mates" if r.asks in ("who", "skater", "squad", "which", "what") and with_whom and not r.yes_no else ""
    whole = r.cue("noun:squad", "noun:nation") and (r.cue("op:all") or bool(r.words & WHOLE))
    if whole and team and not r.yes_no and (r.asks == "reserve" or (len(r.rounds) > 1 and r.nations)):
        return "squad"
    if r.cue("noun:reserve") and team and not whole:
        return "reserves"
    if r.cue("verb:rest") and team and r.asks in ("who", "skater", "which", "squad"):
        return "left out"
    if r.cue("op:same") and (lined_up or r.number == 3) and (r.nations or r.cue("noun:squad")):
        return "same"
    of_people = which_national(q) or (r.asks in ("", "bracket") and any(nationals(q, t) for t in r.terms))
    asked = ("who", "skater", "which", "squad", "count", *(("", "bracket") if of_people else ()))
    if r.cue("span:every-round") and team and r.asks in asked:
        return "every round"
    if (
        r.cue("verb:rotate")
        and (r.cue("noun:squad", "noun:nation", "span:rounds", "verb:skate") or (r.rounds and r.asks == "what"))
        and (r.nations or r.ranks)
    ):
        return "changes"
    one_round = len(r.rounds) == 1 and r.cue("op:only", "than:exactly")
    if (
        one_round
        and team
        and r.cue("verb:skate", "verb:represent", "verb:qualify")
        and r.asks in ("who", "skater", "which", "squad", "")
    ):
        return "only round"
    if r.asks == "count":
        return (
            "used"
            if (r.of in ("skater", "squad") or (not r.of and r.genders and r.cue("deed:field")))
            and r.nations
            and (r.cue("verb:skate", "noun:squad") or not r.cue("noun:medal", "verb:win"))
            else ""
        )
    if r.cue("negation:not") and len(r.rounds) == 1 and r.cue("verb:skate"):
        return ""  # who did not skate another race than the one that is named is not told
    if team and not r.yes_no and r.nations and _people_of_a_team(q):
        return "who"
    return "who" if team and not r.yes_no and _asks_for_names(q) else ""


def _people_of_a_team(q: Query) -> bool:
    """Whether people stand for the team: "Korea's silver boys", "all five women"."""
    r = q.reading
    if r.asks not in ("", "medal") or r.cue("verb:win", "noun:medal", "op:most"):
        return False
    said = [t for t in r.terms if not any(c.startswith("nation:") for c in t.cues)]
    for before, term in pairwise(said):
        if any(c.startswith("gender:") for c in term.cues):
            medal = any(c.startswith("medal:") for c in before.cues) and term.text in PEOPLE
            counted = any(c.startswith("number:") for c in before.cues) and r.cue("tell:tell", "op:all")
            if medal or counted:
                return True
    return False


PEOPLE = frozenset("boys girls lads lasses guys blokes gals heroes".split())


def _of_one_race(q: Query) -> str:
    """Questions that tell a line-up by what its race was: whom it beat, what it was put out for, how it differed."""
    r = q.reading
    who = r.asks in ("who", "skater", "squad", "which")
    if who and r.nations and r.rounds and r.cue("verb:rest") and not r.people:
        return "left out"
    if who and r.number == TEAM and r.losers and not r.winners and not r.people:
        return "against"
    if who and (r.winners or r.losers) and not r.people and (r.cue("noun:squad", "wh:skater") or _on_the_team(q)):
        return "against"
    put_out = any({"deed:field", "verb:beat"} <= t.cues for t in r.terms)
    if put_out and r.asks == "who" and len(r.nations) == 1 and any(q.snapshot.rounds[x].decides for x in r.rounds):
        return "who"  # nobody is knocked out by a race that decides the places
    if r.nations and not r.people and len(r.rounds) > 1 and r.cue("noun:squad") and r.cue("op:compare", "noun:margin"):
        return "changes"
    if r.nations and not r.people and r.rounds and r.cue("verb:replace") and r.asks in ("who", "skater", "which"):
        return "changes"
    changed_somebody = r.cue("verb:rotate") and r.cue("pick:person", "noun:skater", "noun:squad")
    if r.yes_no and r.nations and not r.people and changed_somebody and not (r.medals or r.cue("noun:record")):
        return "changes"
    if r.nations and not r.people and len(r.rounds) > 1 and who and r.cue("negation:not") and r.cue("verb:skate"):
        return "some rounds"
    return "who" if _people_in_a_round(q) else ""


def _people_in_a_round(q: Query) -> bool:
    """Whether people of one nation and a round are all that is said: "Kazakh women in the quarterfinal in Milan"."""
    r = q.reading
    if r.asks or len(r.nations) != 1 or len(r.rounds) != 1 or r.inherited or r.cues - _BARE:
        return False
    name = q.snapshot.nations[r.nations[0]].name.casefold()
    said = next((at for at, t in enumerate(r.terms) if f"nation:{r.nations[0]}" in t.cues), 0)
    people = r.terms[said].text
    after = r.terms[said + 1] if said + 1 < len(r.terms) else None
    of_people = after is not None and any(c.startswith("gender:") for c in after.cues)
    return "period:in" in r.cues and people != name and (of_people or nationals(q, r.terms[said]))


def _asks_for_names(q: Query) -> bool:
    """Whether skaters rather than a nation are what is asked for."""
    r = q.reading
    if r.cue("op:most", "op:fewest", "op:more", "op:both") and not r.cue("noun:squad"):
        return False
    if r.asks in ("squad", "skater") or (
        which_national(q) and r.cue("verb:skate", "verb:represent", "verb:win", "deed:field", "verb:qualify")
    ):
        return True
    if r.cue("op:most", "op:fewest", "op:first", "op:ever", "op:more", "noun:opponent") and not r.cue("noun:squad"):
        return False
    if r.asks in ("who", "which"):
        if r.cue("noun:squad", "noun:skater") and not r.cue("wh:nation"):
            return True
        if not r.nations:
            if r.cue("verb:win") and not r.cue("noun:nation"):
                return False
            placed = r.medals or r.ranks or r.cue("verb:get", "verb:finish")
            skated = r.cue("verb:skate") and bool(r.rounds) and not placed
            return skated or (r.cue("wh:who") and _on_the_team(q))
        if _asks_for_opponent(q):
            return False
        if r.cue("verb:skate", "verb:represent", "deed:field"):
            return not (r.cue("verb:win") and len(r.nations) > 1)
        return (
            bool(r.asks == "which" and r.cue("verb:win")) or _on_the_team(q) or _for_a_nation(q) or not (r.cues - _BARE)
        )
    if r.asks == "nation" and r.nations and not r.cue("wh:nation"):
        return not r.cue(
            "verb:win", "verb:meet", "noun:medal", "op:best", "op:repeat", "verb:get", "verb:finish", "verb:debut"
        ) and bool(r.rounds or r.games or r.medals or r.when)
    return (
        r.asks in ("", "what")
        and r.cue("tell:tell")
        and bool(r.nations)
        and bool(r.rounds or r.games or r.when)
        and not (r.cues - _BARE)
    )


def _asks_for_opponent(q: Query) -> bool:
    """Whether the nation does the racing: "who did Belarus race", "Belarus raced who", "who were they racing"."""
    r = q.reading
    if r.cue("deed:field", "noun:squad", "noun:skater", "wh:skater") or not r.cue("verb:skate", "verb:represent"):
        return False
    acting = bool(r.subjects) or ("they" in r.pronouns and "nations" in r.inherited)
    skating = ("verb:skate", "verb:represent")
    asked_last = any("wh:who" in b.cues and a.cues & set(skating) for a, b in zip(r.terms, r.terms[1:], strict=False))
    by_them = "they" in r.pronouns and not any(p.split()[-1] in ("for", "of") for p in r.phrases)
    return (acting and (r.cue("aux:did", "verb:meet") or asked_last)) or ("nations" in r.inherited and by_them)


def _on_the_team(q: Query) -> bool:
    """Whether a team is something to be on or in, as in "who was on the Korean silver team"."""
    terms = q.reading.terms
    for at, term in enumerate(terms):
        if "noun:nation" in term.cues and not any(c.startswith("wh:") for c in term.cues):
            before = terms[max(0, at - 5) : at]
            return any(
                t.text.split()[-1] in _ON or t.text.split()[0] in _ON or "verb:qualify" in t.cues for t in before
            )
    return False


_ON = frozenset(("on", "in", "part", "made", "for"))


def _for_a_nation(q: Query) -> bool:
    """Whether it is won for a nation, as in "who won gold for Norway": then a skater won it."""
    r = q.reading
    won = r.cue("verb:win", "verb:get", "verb:perform", "noun:champion")
    return bool({"for", "from"} & set(r.phrases)) and won and not r.subjects and r.cue("wh:who")


_BARE_WORDS = (
    "wh:who wh:what wh:which noun:nation period:in pronoun:they pronoun:it pronoun:there gender:men gender:women "
    "tell:tell aux:be event:team-pursuit noun:event medal:gold medal:silver medal:bronze rank:1 rank:2 rank:3 "
    "round:final-a round:final-b round:final-c round:final-d round:semifinal round:quarterfinal round:heat "
    "ellipsis:and smalltalk:thanks games:latest games:home games:previous scope:team-pursuit noun:race "
    "noun:finalist rank:4 rank:5 rank:6 rank:7 rank:8 link:with period:until"
)
_BARE = frozenset(_BARE_WORDS.split())
