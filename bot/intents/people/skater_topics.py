"""What a question asks of the skaters it names, from its cues; empty where another family knows it."""

from dataclasses import replace
from itertools import pairwise

from bot.intents.people import skater_lists
from bot.intents.people.biography import claimed
from bot.intents.people.mentions import PRONOUNS, mentions, scope
from bot.intents.query import LAST_RANK, Query

# More teams never took part: a larger rank is the number of something else.
LAST_PLACE = 8
NOT_HERE_WORDS = (
    "gear:skates wh:why wh:whose verb:set verb:fall verb:say verb:lead verb:happen verb:host verb:overtake "
    "verb:disqualify verb:dnf verb:dns verb:return verb:miss verb:succeed record:WR record:OR record:TR noun:record "
    "noun:venue noun:host noun:laps noun:rules noun:distance noun:point noun:discrepancy noun:change "
    "noun:world-champion noun:speed noun:split noun:opinion"
)


NOT_HERE = frozenset(NOT_HERE_WORDS.split())


def of_all(q: Query) -> Query:
    """The question about all skaters, where it is one: "who was the youngest skater that year"; "she" is a woman."""
    r = q.reading
    if not (r.people or r.genders) and (said := [g for p, g in PRONOUNS.items() if p in r.pronouns]):
        return Query(replace(r, genders=tuple(said)), q.snapshot, q.last)
    over_all = (
        r.asks in ("who", "skater")
        and r.cue("noun:skater", "wh:skater", "noun:medal", "noun:champion")
        and r.cue("op:youngest", "op:oldest", "op:most")
    )
    return Query(replace(r, people=()), q.snapshot) if "people" in r.inherited and over_all else q


def topic_of(q: Query) -> str:
    """What is asked of the people named; empty when another family knows it."""
    r = q.reading
    several = len(r.people) > 1 or any(len(g) > 1 for g in r.people)
    if said := _of_the_person(q, several):
        return said
    if r.cue("colours:which") and not r.metres:
        return "medals"  # whatever is told of the skater besides
    if r.asks == "when" and r.cue("verb:skate") and r.cue("verb:dns") and not r.cue("wh:why"):
        return "appearances"
    if r.cues & NOT_HERE or r.metres or _of_something_else(q) or any(LAST_PLACE < x < LAST_RANK for x in r.ranks):
        return ""
    who = r.asks in ("who", "skater", "which")
    if r.cue("verb:replace") and not several and r.asks in ("", "what", "yes-no") and not r.cue("noun:champion"):
        return ""
    if r.asks == "squad" or (
        who
        and r.cue("noun:squad", "noun:nation", "verb:replace", "link:with", "verb:rest")
        and not r.cue("verb:beat", "verb:meet", "op:more", "op:most", "wh:nation")
    ):
        return ""
    if r.asks == "nation" or r.cue("wh:nation", "noun:nationality"):
        return "opponents" if r.cue("verb:beat", "verb:lose", "verb:meet", "noun:opponent") else "nations"
    if (
        not several
        and claimed(q)
        and r.cue("op:most")
        and skater_lists.topic(Query(replace(r, people=(), asks="skater", yes_no=False), q.snapshot))
    ):
        return "most"
    if r.asks == "who" and r.cue("op:more", "op:less") and not several:
        return ""
    if len(r.people) > 1 and r.cue("op:biggest") and r.cue("noun:medal", "noun:table") and r.asks in ("who", "which"):
        return "compare"
    if len(r.people) > 1 and r.cue("op:more", "op:less", "op:most", "op:same", "op:compare") and not r.cue("verb:beat"):
        return "compare"
    raced_whom = r.asks == "who" and r.cue("aux:did") and r.cue("meets:race") and not r.cue("link:with")
    if (
        raced_whom
        or r.cue("verb:beat", "verb:meet", "noun:opponent")
        or (r.cue("verb:lose") and not r.medals and not r.cue("noun:medal"))
    ):
        return "opponents"
    if r.asks in ("time", "margin") or r.cue("noun:time"):
        return "times" if r.asks != "margin" and not r.cue("noun:margin") else ""
    return _of_results(q)


# Words after "what" and "which" that ask for nothing of their own.
_NOTHING = frozenset("kind kinds sort exactly else on earth ur number part the precise".split())


def _of_something_else(q: Query) -> bool:
    """Whether a thing nobody here knows is asked for: "what sport did he do", "what does she earn a year"."""
    r = q.reading
    for asking, thing in pairwise(r.terms):
        if asking.cues & {"wh:what", "wh:which"} and thing.text in r.soft and not set(thing.text.split()) & _NOTHING:
            return True
    return r.asks == "games" and r.cue("verb:get") and not r.cue("noun:medal", "verb:win") and bool(r.words & _PAY)


_PAY = frozenset(("earn", "earns", "earned", "make", "makes", "paid"))


def _of_the_person(q: Query, several: bool) -> str:
    """Questions about the person rather than the races."""
    r = q.reading
    if r.cue("noun:family") and not (r.cue("several:kin") and r.cue(*_OF_KIN)):
        return "" if r.cues & NOT_HERE else "family"
    if (
        r.cue("op:same")
        and r.yes_no
        and not r.cue("noun:medal", "verb:win", "verb:skate", "noun:nation", "noun:squad")
        and not r.medals
    ):
        return "same person"
    if r.cue("noun:spelling"):
        return "other names"
    if r.cue("noun:native-name"):
        return "native name"
    if r.cue("op:oldest", "op:youngest") and several and r.cue("wh:which", "wh:which-one", "wh:who"):
        return "elder"
    if r.asks in ("which", "who") and len(r.people) > 1 and _town_said(q):
        return "from where"
    if r.cue("noun:birthplace") and r.yes_no and not r.nations and (r.games or r.lone_years):
        return "born"
    if r.cue("noun:birthplace") and r.cue("noun:date", "noun:birthday") and not r.yes_no:
        return "birth"
    if r.cue("noun:birthplace") or (r.cue("verb:born", "noun:birthday") and r.asks in ("place", "city")):
        return "birthplace"
    if r.cue("op:oldest", "op:youngest"):
        return "elder" if several or len(r.people) > 1 or claimed(q) else "age"
    if _town_said(q):
        return "birthplace" if r.yes_no else ""
    if (
        r.cue("noun:birthday")
        and (r.asks in ("who", "skater") or (r.yes_no and r.cue("pick:person")))
        and (r.cue("op:share", "op:same") or r.words & SHARING)
    ):
        return "shared birthday"
    if r.cue("noun:birthday", "verb:born") and (r.asks != "age" or r.cue("wh:when")):
        return "birthplace" if r.yes_no and r.nations and not r.games and not r.lone_years else "born"
    if r.asks == "age" or r.cue("noun:age") or _years_old(q):
        return "age"
    if _years_counted(q):
        return "elder" if len(r.people) > 1 else "age"
    if r.cue("verb:be-active"):
        return "retired"
    if r.cue("verb:retire") and not r.cues & NOT_HERE:
        return "retired" if not (r.medals or r.cue("noun:medal")) else "medals"
    if (
        r.yes_no
        and r.nations
        and not r.cue("verb:beat", "verb:lose", "verb:meet", "verb:win", "noun:medal")
        and not r.medals
        and not r.rounds
        and not r.games
    ):
        return "nations"
    skated_for_whom = (
        r.asks == "who" and r.cue("verb:represent") and not r.cue("link:with", "noun:squad", "verb:replace")
    )
    return "nations" if skated_for_whom and not (r.nations or r.rounds) else ""


def _years_old(q: Query) -> bool:
    """Whether "was he over 35 when …" bounds an age: nobody has so many medals or races."""
    r = q.reading
    bounded = r.cue("than:more-than", "than:less-than", "than:at-least", "than:at-most")
    return r.yes_no and bounded and r.number is not None and YOUNGEST < r.number < OLDEST and r.cue("aux:be")


def _town_said(q: Query) -> bool:
    return any(c.startswith("town:") for c in q.reading.cues)


def _years_counted(q: Query) -> bool:
    """Whether the years of a life are counted: "how many years did he have behind him", "had how many years on him"."""
    r = q.reading
    counted = r.asks == "count" and r.of == "games" and "years" in r.words
    return counted and r.cue("verb:own", "aux:be") and not r.cue("verb:skate", "verb:win", "noun:appearance")


YOUNGEST, OLDEST = 12, 60
SHARING = frozenset(("shares", "share", "sharing", "same", "else"))


# What may be asked of brothers and sisters as of anybody.


_OF_KIN = (
    "noun:age",
    "wh:how-old",
    "noun:birthday",
    "noun:birthplace",
    "op:oldest",
    "op:youngest",
    "noun:medal",
    "verb:win",
    "noun:result",
    "noun:rank",
)


def _of_results(q: Query) -> str:
    """Questions about what was won, where the team came and in which races the skater was."""
    r = q.reading
    if r.cue("noun:reserve"):
        return "raced"
    if r.asks in ("rank", "result") and not r.medals and not r.conditions and not r.yes_no:
        return "results"
    if r.cue("noun:rank") and not r.medals and not r.cue("noun:medal"):
        return "results" if not r.ranks else "medals"
    medal = (
        r.medals
        or r.conditions
        or r.cue("noun:medal", "noun:title", "noun:champion", "noun:podium", "noun:table", "verb:win", "colours:which")
        or r.ranks
    )
    together = len(r.people) > 1 and r.cue("op:total", "op:both") and r.cue("verb:skate", "verb:perform", "verb:clock")
    if together and not medal:
        return "together"
    if r.asks in ("count", "games", "appearance") and r.of in ("games", "appearance", "times", "") and not medal:
        return "appearances"
    if r.rounds and r.cue("verb:win") and not r.medals and not r.cue("noun:medal"):
        return "opponents" if not any(1 in q.snapshot.rounds[x].decides for x in r.rounds) else "medals"
    if medal:
        return "medals"
    if r.asks == "when" or r.cue("verb:debut"):
        return "appearances"
    if r.cue("verb:represent") and r.nations and several_asked(q):
        return "raced"
    if r.yes_no or r.cue("tag:tag"):
        there = (
            r.rounds
            or r.cue("verb:skate", "verb:clock", "verb:represent", "verb:qualify", "deed:field", "noun:squad")
            or (scope(q) and r.cue("aux:be"))
        )
        return "raced" if there else ""
    if r.rounds or (r.asks == "race" or r.cue("noun:race", "noun:round")):
        return "raced"
    if r.asks in ("", "what", "who", "which", "skater", "how") and not (r.cues - _PLAIN):
        return (
            "results"
            if scope(q) or r.when or r.asks == "how" or r.cue("verb:perform", "verb:finish", "verb:get")
            else "profile"
        )
    if r.cue("verb:perform", "verb:finish", "verb:get", "verb:own", "verb:skate") and r.asks in (
        "what",
        "how",
        "when",
        "",
    ):
        return "results" if r.asks != "when" else "appearances"
    return ""


def several_asked(q: Query) -> bool:
    """Whether it is asked which of several who share a name it was."""
    return any(len(g) > 1 for g in q.reading.people) and any(m.asked or len(m.names) == 1 for m in mentions(q))


_PLAIN_WORDS = (
    "event:team-pursuit wh:who wh:what wh:which wh:how aux:be aux:did aux:have verb:perform verb:own verb:get "
    "verb:finish verb:skate period:in tell:tell noun:skater pick:or verb:qualify ellipsis:and gender:men "
    "gender:women pronoun:he pronoun:she pronoun:it pronoun:they scope:team-pursuit smalltalk:thanks games:latest "
    "games:first op:all noun:event noun:games ellipsis:what-about ellipsis:also"
)


_PLAIN = frozenset(_PLAIN_WORDS.split())
