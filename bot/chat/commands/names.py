"""`/skater`, `/nation`, `/compare`: people and teams; the options become a reading, which the desk answers."""

import discord
from discord import app_commands

from bot.chat.commands import readings
from bot.chat.commands.door import Door, Text
from bot.chat.commands.words import name, words
from bot.chat.tree import Tree


def add_to(tree: Tree, door: Door) -> None:
    """Put the group on the tree."""

    @tree.command(name=name("skater"), description=words("skater"))
    @app_commands.describe(who=words("skater.name"), nation=words("skater.nation"))
    @app_commands.rename(who=name("skater.name"), nation=name("skater.nation"))
    async def skater(interaction: discord.Interaction, who: Text, nation: Text | None = None) -> None:
        await door.answer(interaction, readings.about(door.named(("skater", who), ("nation", nation))))

    @tree.command(name=name("nation"), description=words("nation"))
    @app_commands.describe(who=words("nation.name"))
    @app_commands.rename(who=name("nation.name"))
    async def nation(interaction: discord.Interaction, who: Text) -> None:
        await door.answer(interaction, readings.about(door.named(("nation", who))))

    @tree.command(name=name("compare"), description=words("compare"))
    @app_commands.describe(a=words("compare.a"), b=words("compare.b"))
    @app_commands.rename(a=name("compare.a"), b=name("compare.b"))
    async def compare(interaction: discord.Interaction, a: Text, b: Text) -> None:
        await door.answer(interaction, readings.comparison(door.named(("name", a), ("name", b))))

    door.offer(skater, {"name": "skater", "nation": "nation"})
    door.offer(nation, {"name": "nation"})
    door.offer(compare, {"a": "name", "b": "name"})
