"""`/result`, `/race`, `/bracket`: one event at one Games; the options become a reading, which the desk answers."""

import discord
from discord import app_commands

from bot.chat.commands import readings
from bot.chat.commands.door import Door, Text
from bot.chat.commands.words import name, words
from bot.chat.tree import Tree


def add_to(tree: Tree, door: Door) -> None:
    """Put the group on the tree."""
    described = app_commands.describe(event=words("event"), games=words("games"))
    renamed = app_commands.rename(event=name("event"), games=name("games"))

    @tree.command(name=name("result"), description=words("result"))
    @described
    @renamed
    async def result(interaction: discord.Interaction, event: Text | None = None, games: Text | None = None) -> None:
        await door.answer(interaction, readings.result(door.named(("event", event), ("games", games))))

    @tree.command(name=name("race"), description=words("race"))
    @described
    @renamed
    @app_commands.describe(stage=words("race.round"))
    @app_commands.rename(stage=name("race.round"))
    async def race(
        interaction: discord.Interaction, stage: Text, event: Text | None = None, games: Text | None = None
    ) -> None:
        await door.answer(interaction, readings.race(door.named(("event", event), ("games", games), ("round", stage))))

    @tree.command(name=name("bracket"), description=words("bracket"))
    @described
    @renamed
    async def bracket(interaction: discord.Interaction, event: Text | None = None, games: Text | None = None) -> None:
        await door.answer(interaction, readings.bracket(door.named(("event", event), ("games", games))))

    door.offer(result, {"event": "event", "games": "games"})
    door.offer(race, {"event": "event", "games": "games", "round": "round"})
    door.offer(bracket, {"event": "event", "games": "games"})
