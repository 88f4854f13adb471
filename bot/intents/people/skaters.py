"""Everything about a person: decides what is asked of the skaters named, or of all; the answers are next door."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers import Found, NotHeld
from bot.intents.people import skater_lists
from bot.intents.people.biography import (
    age,
    birth,
    birthplace,
    born,
    claimed,
    nations,
    native_name,
    other_names,
    read_as,
    same_person,
    sources,
)
from bot.intents.people.birthdays import shared, which_from
from bot.intents.people.kinship import elder, family
from bot.intents.people.mentions import Mention, ask_back, career, mentions, scope
from bot.intents.people.races_skated import opponents, raced, times, together
from bot.intents.people.skater_medals import compare, medals, suggestions, verdict, won
from bot.intents.people.skater_results import appearances, profile, results, retired
from bot.intents.people.skater_topics import of_all, topic_of
from bot.intents.query import Query, Response
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
    "birth": birth,
    "from where": which_from,
    "shared birthday": shared,
    "elder": _elder,
    "age": age,
    "retired": retired,
    "nations": nations,
    "compare": compare,
    "raced": raced,
    "together": together,
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
    q = of_all(q)
    return bool(topic_of(q)) if q.reading.people else bool(skater_lists.topic(q))


def answer(q: Query) -> Response:
    """What is asked of the skaters meant; who is meant, where several may be."""
    q = of_all(q)
    if not q.reading.people:
        return skater_lists.answer(q, skater_lists.topic(q))
    topic = topic_of(q)
    found = [_only_one_of_whom(q, topic, m) for m in mentions(q)]
    if q.reading.scope != "event" and (unclear := next((m for m in found if len(m.names) > 1 and not m.plural), None)):
        return ask_back(q, unclear.names)
    if q.reading.scope != "event":
        names = list(dict.fromkeys(n for m in found for n in m.names))
        text = f"Only the team-pursuit medals of {listed(names, 'or')} are held, not those of other events."
        return Response(NotHeld(text, suggestions(q, names[0])), Focus(people=tuple(names)), read_as(q, names))
    if topic == "same person":
        return same_person(q, [m.names[0] for m in found])
    if (
        len(found) > 1
        and q.reading.cue("pick:or")
        and q.reading.asks in ("who", "which", "skater")
        and topic not in ("elder", "compare")
    ):
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


def _only_one_of_whom(q: Query, topic: str, mention: Mention) -> Mention:
    """The namesake who alone won what is asked about, where nothing is claimed: "when did Morrison win gold"."""
    r = q.reading
    if len(mention.names) < 2 or mention.plural or topic != "medals" or claimed(q) or not r.medals:
        return mention
    fitting = tuple(n for n in mention.names if won(q, n))
    return Mention(fitting) if len(fitting) == 1 else mention


def _against_all(q: Query, name: str) -> Response:
    """One skater said to be the oldest or the one with most: against a brother or sister, or against everybody."""
    r = q.reading
    kin = [f.of for f in q.skater(name).family]
    if (
        kin
        and not r.cue("noun:medal", "noun:champion", "noun:title", "noun:skater", "noun:squad", "op:ever")
        and not r.medals
    ):
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
        text = (
            f"Neither is true of {listed(names, 'or')}."
            if len(names) == 2
            else f"It is true of none of {listed(names)}."
        )
        ids = [x for n in names for x in sources(q, q.skater(n))]
        return Response(
            Found(text, sources=q.sources(ids), suggestions=suggestions(q, names[0])),
            Focus(people=names),
            read_as(q, names),
        )
    return TOPICS[topic](q, fitting)
