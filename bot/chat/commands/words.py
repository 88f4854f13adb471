"""Every word that Discord shows of a command, under the key by which it can be translated; it knows no command."""

from discord.app_commands import Choice, locale_str

# A key outlives a change of its words. "ask" is a command's description, "ask.question" that of its option, and
# "scope=event" a value to choose.
WORDS = {
    "ask": "Ask in your own words: who won, by how much, how old, how often …",
    "ask.question": 'For example: "who won the women\'s team pursuit in 2022?"',
    "menu.ask": "Ask Podium",
    "result": "Who came where in an event",
    "race": "The races of one round: who beat whom, how fast, by how much",
    "race.round": "Which round",
    "bracket": "Every race of an event, round by round",
    "event": "Which event; both women's and men's if left out",
    "games": "Which Games; the latest if left out",
    "skater": "A skater's medals, results and life",
    "skater.name": "Whose; any part of a name will do",
    "skater.nation": "Only skaters of this nation",
    "nation": "How a nation did, Games by Games",
    "nation.name": "Which nation",
    "compare": "Two skaters or two nations against each other",
    "compare.a": "One skater or nation",
    "compare.b": "The other",
    "medals": "Medal tables: of the event, of speed skating, of whole Games",
    "medals.scope": "Which medals count; those of the team pursuit if left out",
    "medals.games": "Which Games, or all time",
    "medals.gender": "Men's or women's medals alone, in the team pursuit",
    "medals.order": "What comes first: golds, if left out, or all medals",
    "medals.top": "How many places",
    "record": "A record and how it came down",
    "record.kind": "Which record",
    "why": "How your last question here was read, and where its answer comes from",
    "about": "What Podium holds, as of when, and how to invite it",
    "help": "What Podium can do",
    "scope=event": "Team pursuit",
    "scope=speed skating": "All of speed skating",
    "scope=games": "All sports of the Games",
    "gender=women": "Women",
    "gender=men": "Men",
    "order=gold": "Golds first",
    "order=total": "All medals",
    "kind=OR": "Olympic record",
    "kind=WR": "World record",
    "kind=TR": "Track record",
}


def words(key: str) -> locale_str:
    """What stands under `key`, for Discord's translators to find.

    >>> words("menu.ask").message, words("menu.ask").extras["key"]
    ('Ask Podium', 'menu.ask')
    """
    return locale_str(WORDS[key], key=key)


def name(key: str) -> locale_str:
    """The name of a command or an option, which is the last part of its key.

    >>> name("ask.question").message, name("ask.question").extras["key"]
    ('question', 'ask.question:name')
    """
    return locale_str(key.rpartition(".")[2], key=f"{key}:name")


def values(option: str) -> list[Choice[str]]:
    """The values to choose from that an option has.

    >>> [(value.name, value.value) for value in values("gender")]
    [('Women', 'women'), ('Men', 'men')]
    """
    found = [(key, key.partition("=")[2]) for key in WORDS if key.startswith(f"{option}=")]
    return [Choice(name=words(key), value=value) for key, value in found]
