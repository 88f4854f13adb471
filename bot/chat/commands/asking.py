"""`/ask` and the message menu "Ask Podium": a line of text for the desk; it reads none of it."""

import discord
from discord import app_commands

from bot.chat.commands.door import Door
from bot.chat.commands.words import name, words
from bot.chat.messages import HELP, question
from bot.chat.tree import Tree

LONGEST = 4000  # characters of a question, as in a message


def add_to(tree: Tree, door: Door) -> None:
    """Put the group on the tree."""

    @tree.command(name=name("ask"), description=words("ask"))
    @app_commands.rename(text=name("ask.question"))
    @app_commands.describe(text=words("ask.question"))
    async def ask(interaction: discord.Interaction, text: app_commands.Range[str, 1, LONGEST]) -> None:
        await door.ask(interaction, text)

    @tree.context_menu(name=words("menu.ask"))
    async def ask_podium(interaction: discord.Interaction, message: discord.Message) -> None:
        assert interaction.client.user is not None  # there are no interactions before the login
        text = question(message, interaction.client.user)
        if not text:
            await door.replies.hint(interaction, HELP)
            return
        # It may be anybody's message: it leans on nothing that whoever asks for it has talked about.
        door.forget(interaction)
        await door.ask(interaction, text)
