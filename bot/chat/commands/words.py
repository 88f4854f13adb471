"""Every word that Discord shows of a command, under the key by which it can be translated; it knows no command."""

from discord.app_commands import locale_str

# A key outlives a change of its words. "ask" is a command's description, "ask.question" that of an option.
WORDS = {
    "ask": "Ask in your own words: who won, by how much, how old, how often …",
    "ask.question": 'For example: "who won the women\'s team pursuit in 2022?"',
    "menu.ask": "Ask Podium",
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
    ('question', 'ask.question.name')
    """
    return locale_str(key.rpartition(".")[2], key=f"{key}.name")
