"""`/medals` and `/record`: tables; the options become a reading, which the desk answers."""

import discord
from discord import app_commands

from bot.chat.commands import readings
from bot.chat.commands.door import Door, Text
from bot.chat.commands.words import name, values, words
from bot.chat.tree import Tree
from bot.language.reading import Scope

MOST_PLACES = 50


def add_to(tree: Tree, door: Door) -> None:
    """Put the group on the tree."""

    @tree.command(name=name("medals"), description=words("medals"))
    @app_commands.describe(
        scope=words("medals.scope"),
        games=words("medals.games"),
        gender=words("medals.gender"),
        order=words("medals.order"),
        top=words("medals.top"),
    )
    @app_commands.rename(
        scope=name("medals.scope"),
        games=name("medals.games"),
        gender=name("medals.gender"),
        order=name("medals.order"),
        top=name("medals.top"),
    )
    @app_commands.choices(scope=values("scope"), gender=values("gender"), order=values("order"))
    async def medals(
        interaction: discord.Interaction,
        scope: Scope = "event",
        games: Text | None = None,
        gender: readings.Gender | None = None,
        order: readings.Order = "gold",
        top: app_commands.Range[int, 1, MOST_PLACES] | None = None,
    ) -> None:
        named = door.named(("span", games))
        await door.answer(interaction, readings.medals(named, scope=scope, gender=gender, order=order, top=top))

    @tree.command(name=name("record"), description=words("record"))
    @app_commands.describe(kind=words("record.kind"), event=words("event"))
    @app_commands.rename(kind=name("record.kind"), event=name("event"))
    @app_commands.choices(kind=values("kind"))
    async def record(interaction: discord.Interaction, kind: readings.RecordKind, event: Text | None = None) -> None:
        await door.answer(interaction, readings.record(door.named(("event", event)), kind))

    door.offer(medals, {"games": "span"})
    door.offer(record, {"event": "event"})
