"""Everything about a person: chooses what is asked of the skaters named, or of all; the answers are worded next door."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers import Found, NotHeld
from bot.intents import skater_lists
from bot.intents.achievements import appearances, compare, medals, profile, results, suggestions, verdict
from bot.intents.biography import age, birthplace, born, claimed, elder, family, native_name, nations, other_names, read_as, retired, same_person, sources
from bot.intents.mentions import Mention, ask_back, career, mentions, scope
from bot.intents.query import Query, Response
from bot.intents.races_skated import opponents, raced, times
from bot.language.reading import Focus
from bot.wording.plain import listed

NAME = "skaters"
TITLE = "A skater's medals, results, age, birthplace, names and family, and records among skaters"
EXAMPLES = (
    "which medals did Ireen Wüst win",
    "how many golds does Sven Kramer have",
    "when was Miho Takagi born",
    "how old was Maki Tabata in Sochi",
    "Isabelle Weidemann results",
    "did Ethan Cepuran skate the bronze race in Beijing",
    "who is older, Blondin or Weidemann",
    "youngest gold medallist ever",
    "which skaters have won at least three medals",
    "golubeva skated for which countries",
)

# What other families know of people: falls, quotes, quarrels, records.
NOT_HERE = frozenset(
    "gear:skates wh:why wh:whose verb:set verb:fall verb:say verb:lead verb:happen verb:host verb:overtake verb:disqualify verb:dnf verb:dns verb:return "
    "verb:miss record:WR record:OR record:TR noun:record noun:venue noun:host noun:laps noun:rules noun:table noun:distance noun:point noun:discrepancy "
    "noun:change noun:world-champion noun:speed noun:split noun:opinion".split()
)

Topic = Callable[[Query, Sequence[str]], Response]


def _elder(q: Query, names: Sequence[str]) -> Response:
    return elder(q, names, oldest=not q.reading.cue("op:youngest"))


TOPICS: dict[str, Topic] = {
    "family": family,
    "same person": same_person,
    "other names": other_names,
    "native name": native_name,
    "birthplace": birthplace,
    "born": born,
    "elder": _elder,
    "age": age,
    "retired": retired,
    "nations": nations,
    "compare": compare,
    "raced": raced,
    "opponents": opponents,
    "times": times,
    "medals": medals,
    "appearances": appearances,
    "results": results,
    "profile": profile,
}


def claims(q: Query) -> bool:
    """A person is named and something of a person is asked, or skaters are asked for by an extreme or a count."""
    if q.reading.scope != "event":
        return bool(q.reading.people)
    q = _of_all(q)
    return bool(_topic(q)) if q.reading.people else bool(skater_lists.topic(q))


def answer(q: Query) -> Response:
    """What is asked of the skaters meant; who is meant, where several may be."""
    q = _of_all(q)
    if not q.reading.people:
        return skater_lists.answer(q, skater_lists.topic(q))
    topic = _topic(q)
    found = mentions(q)
    if q.reading.scope != "event":
        names = list(dict.fromkeys(n for m in found for n in m.names))
        text = f"Only the team-pursuit medals of {listed(names, 'or')} are held, not those of other events."
        return Response(NotHeld(text, suggestions(q, names[0])), Focus(people=tuple(names)), read_as(q, names))
    if topic == "same person":
        return same_person(q, [m.names[0] for m in found])
    if len(found) > 1 and q.reading.cue("pick:or") and q.reading.asks in ("who", "which", "skater") and topic not in ("elder", "compare"):
        return _which(q, topic, Mention(tuple(dict.fromkeys(n for m in found for n in m.names)), asked=True))
    for mention in found:
        if len(mention.names) > 1 and not mention.plural:
            if mention.asked or (topic == "elder" and len(found) == 1):
                return _which(q, topic, mention)
            return ask_back(q, mention.names)
    names = list(dict.fromkeys(n for m in found for n in m.names))
    if (topic == "elder" and len(names) == 1) or topic == "most":
        return _against_all(q, names[0])
    if topic == "compare" and len(names) < 2:
        topic = "medals"
    return TOPICS[topic](q, names)


def _of_all(q: Query) -> Query:
    """Without the skater spoken of before where the question is about all: "who was the youngest skater that year"."""
    r = q.reading
    over_all = r.asks in ("who", "skater") and r.cue("noun:skater", "wh:skater", "noun:medal", "noun:champion") and r.cue("op:youngest", "op:oldest", "op:most")
    return Query(replace(r, people=()), q.snapshot) if "people" in r.inherited and over_all else q


def _topic(q: Query) -> str:
    """What is asked of the people named; empty when another family knows it."""
    r = q.reading
    several = len(r.people) > 1 or any(len(g) > 1 for g in r.people)
    if said := _of_the_person(q, several):
        return said
    if r.cues & NOT_HERE or r.metres:
        return ""
    who = r.asks in ("who", "skater", "which")
    if r.asks == "squad" or (who and r.cue("noun:squad", "noun:nation", "verb:replace", "link:with", "verb:rest") and not r.cue("verb:beat", "verb:meet", "op:more", "op:most", "wh:nation")):
        return ""
    if r.asks == "nation" or r.cue("wh:nation", "noun:nationality"):
        return "opponents" if r.cue("verb:beat", "verb:lose", "verb:meet", "noun:opponent") else "nations"
    if not several and claimed(q) and r.cue("op:most") and skater_lists.topic(Query(replace(r, people=(), asks="skater", yes_no=False), q.snapshot)):
        return "most"
    if r.asks == "who" and r.cue("op:more", "op:less") and not several:
        return ""
    if len(r.people) > 1 and r.cue("op:more", "op:less", "op:most", "op:same", "op:compare") and not r.cue("verb:beat"):
        return "compare"
    if r.cue("verb:beat", "verb:meet", "noun:opponent") or (r.cue("verb:lose") and not r.medals and not r.cue("noun:medal")):
        return "opponents"
    if r.asks in ("time", "margin") or r.cue("noun:time"):
        return "times" if r.asks != "margin" and not r.cue("noun:margin") else ""
    return _of_results(q)


def _of_the_person(q: Query, several: bool) -> str:
    """Questions about the person rather than the races."""
    r = q.reading
    if r.cue("noun:family") and not (r.cue("several:kin") and r.cue(*_OF_KIN)):
        return "" if r.cues & NOT_HERE else "family"
    if r.cue("op:same") and r.yes_no and not r.cue("noun:medal", "verb:win", "verb:skate", "noun:nation", "noun:squad") and not r.medals:
        return "same person"
    if r.cue("noun:spelling"):
        return "other names"
    if r.cue("noun:native-name"):
        return "native name"
    if r.cue("noun:birthplace") or (r.cue("verb:born", "noun:birthday") and r.asks in ("place", "city")):
        return "birthplace"
    if r.cue("op:oldest", "op:youngest"):
        return "elder" if several or len(r.people) > 1 or claimed(q) else "age"
    if r.cue("noun:birthday", "verb:born"):
        return "birthplace" if r.yes_no and r.nations and not r.games and not r.lone_years else "born"
    if r.asks == "age" or r.cue("noun:age"):
        return "age"
    if r.cue("verb:retire") and not r.cues & NOT_HERE:
        return "retired" if not (r.medals or r.cue("noun:medal")) else "medals"
    if r.yes_no and r.nations and not r.cue("verb:beat", "verb:lose", "verb:meet", "verb:win", "noun:medal") and not r.medals and not r.rounds and not r.games:
        return "nations"
    return "nations" if r.cue("verb:represent") and r.asks in ("who", "which", "what") and not r.nations and r.cue("wh:nation") else ""


# What may be asked of brothers and sisters as of anybody.
_OF_KIN = ("noun:age", "wh:how-old", "noun:birthday", "noun:birthplace", "op:oldest", "op:youngest", "noun:medal", "verb:win", "noun:result", "noun:rank")


def _of_results(q: Query) -> str:
    """Questions about what was won, where the team came and in which races the skater was."""
    r = q.reading
    if r.cue("noun:reserve"):
        return "raced"
    if r.asks in ("rank", "result") and not r.medals and not r.conditions and not r.yes_no:
        return "results"
    if r.cue("noun:rank") and not r.medals and not r.cue("noun:medal"):
        return "results" if not r.ranks else "medals"
    medal = r.medals or r.conditions or r.cue("noun:medal", "noun:title", "noun:champion", "noun:podium", "verb:win") or r.ranks
    if r.asks in ("count", "games", "appearance") and r.of in ("games", "appearance", "times", "") and not medal:
        return "appearances"
    if r.rounds and r.cue("verb:win") and not r.medals and not r.cue("noun:medal"):
        return "opponents" if not any(1 in q.snapshot.rounds[x].decides for x in r.rounds) else "medals"
    if medal:
        return "medals"
    if r.asks == "when" or r.cue("verb:debut"):
        return "appearances"
    if r.yes_no or r.cue("tag:tag"):
        there = r.rounds or r.cue("verb:skate", "verb:clock", "verb:represent", "verb:qualify", "deed:field", "noun:squad") or (scope(q) and r.cue("aux:be"))
        return "raced" if there else ""
    if r.rounds or (r.asks == "race" or r.cue("noun:race")):
        return "raced"
    if r.asks in ("", "what", "who", "which", "skater", "how") and not (r.cues - _PLAIN):
        return "results" if scope(q) or r.when or r.asks == "how" or r.cue("verb:perform", "verb:finish", "verb:get") else "profile"
    if r.cue("verb:perform", "verb:finish", "verb:get", "verb:own", "verb:skate") and r.asks in ("what", "how", "when", ""):
        return "results" if r.asks != "when" else "appearances"
    return ""


_PLAIN = frozenset(
    "event:team-pursuit wh:who wh:what wh:which wh:how aux:be aux:did aux:have verb:perform verb:own verb:get verb:finish verb:skate period:in tell:tell "
    "noun:skater pick:or verb:qualify ellipsis:and gender:men gender:women pronoun:he pronoun:she pronoun:it pronoun:they scope:team-pursuit smalltalk:thanks games:latest "
    "games:first op:all noun:event noun:games ellipsis:what-about ellipsis:also".split()
)


def _against_all(q: Query, name: str) -> Response:
    """One skater said to be the oldest or the one with most: against a brother or sister, or against everybody."""
    r = q.reading
    kin = [f.of for f in q.skater(name).family]
    if kin and not r.cue("noun:medal", "noun:champion", "noun:title", "noun:skater", "noun:squad", "op:ever") and not r.medals:
        return _elder(q, [name, *kin])
    alone = Query(replace(r, people=(), asks="skater", yes_no=False), q.snapshot)
    told = skater_lists.answer(alone, skater_lists.topic(alone))
    if not isinstance(told.outcome, Found):
        return told
    true = name in told.focus.people
    return replace(told, outcome=replace(told.outcome, answer=f"{'Yes' if true else 'No'}: {told.outcome.answer}"))


def _which(q: Query, topic: str, mention: Mention) -> Response:
    """Which of the namesakes it is: the one of whom it is true."""
    names = mention.names
    if topic in ("elder", "age") and q.reading.cue("op:oldest", "op:youngest"):
        return _elder(q, names)
    fitting: list[str] = []
    match topic:
        case "medals" | "compare":
            fitting = [n for n in names if verdict(q, n)[0]]
        case "raced" | "results" | "appearances" | "profile":
            games, rounds = scope(q), q.reading.rounds
            fitting = [
                n
                for n in names
                if any(o.raced and (not rounds or any(o.skated(x) for x in rounds)) for o in career(q, n, games))
            ]
        case "nations":
            fitting = [n for n in names if set(q.reading.nations) & set(q.skater(n).nations)]
        case _:
            return ask_back(q, names)
    if topic == "compare" or q.reading.cue("op:most", "op:more"):
        return compare(q, names)
    if len(fitting) == 1:
        return TOPICS[topic](q, fitting)
    if not fitting:
        text = f"Neither is true of {listed(names, 'or')}." if len(names) == 2 else f"It is true of none of {listed(names)}."
        ids = [x for n in names for x in sources(q, q.skater(n))]
        return Response(Found(text, sources=q.sources(ids), suggestions=suggestions(q, names[0])), Focus(people=names), read_as(q, names))
    return TOPICS[topic](q, fitting)


