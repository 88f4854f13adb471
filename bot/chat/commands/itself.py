"""`/why`, `/about`, `/help`: about Podium and its last answer; only whoever asks sees it."""

import discord

from bot import __version__
from bot.chat.commands.door import Door
from bot.chat.commands.words import name, words
from bot.chat.invitation import invitation
from bot.chat.tree import Tree
from bot.desk import Reply, held

NOTHING_YET = "You have asked nothing here yet, or not for a while."
HOW_TO_ASK = 'Ask me in your own words with /ask or by mentioning me, for example: "who won?", then "by how much?".'


def add_to(tree: Tree, door: Door) -> None:
    """Put the group on the tree."""

    @tree.command(name=name("why"), description=words("why"))
    async def why(interaction: discord.Interaction) -> None:
        last = door.conversation(interaction).last_reply
        if last is None:
            await door.replies.hint(interaction, NOTHING_YET)
        else:
            links = [source.url for source in last.sources if source.url]
            await door.replies.hint(interaction, account(last), links=links)

    @tree.command(name=name("about"), description=words("about"))
    async def about(interaction: discord.Interaction) -> None:
        application = interaction.application_id
        lines = (
            "Podium answers questions about the Olympic team pursuits in speed skating, from sources it names.",
            f"Held: {held(door.desk.snapshot)}",
            f"Version {__version__}.",
            f"Add it to a server: {invitation(application)}",
            f"Add it to your account: {invitation(application, person=True)}",
        )
        links = (invitation(application), invitation(application, person=True))
        await door.replies.hint(interaction, "\n".join(lines), links=links)

    @tree.command(name=name("help"), description=words("help"))
    async def help_(interaction: discord.Interaction) -> None:
        commands = tree.get_commands(type=discord.AppCommandType.chat_input)
        listed = "\n".join(f"/{command.name}: {command.description}" for command in commands)
        await door.replies.hint(interaction, f"{HOW_TO_ASK}\n{listed}")


def account(reply: Reply) -> str:
    """How a reply came about: question, reading, rule, words and sources, a line each."""
    asked = (f"Asked: {reply.question}",) if reply.question else ()
    read = (f"Read as: {reply.read_as}",) if reply.read_as else ()
    sources = (f"source: {', '.join(filter(None, (s.publisher, s.title, s.url)))}" for s in reply.sources)
    return "\n".join((*asked, *read, *reply.why, *sources))
