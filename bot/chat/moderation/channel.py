"""`/channel`, what server moderators do, and `/forget`, what everybody may; it knows no SQL."""

import discord
from discord import app_commands

from bot.chat.moderation.using import NOT_KEPT, Moderation, Told
from bot.chat.tree import Tree
from bot.store import NotKept

NO_INTENT = (
    "I do not hear what is not addressed to me. Whoever runs Podium has to switch on the Message Content Intent on the "
    "Bot page of the application, set MESSAGE_CONTENT=true, and start it anew."
)


def add_to(tree: Tree, moderation: Moderation) -> None:
    """Put both on the tree."""
    group = app_commands.Group(
        name="channel",
        description="How Podium behaves in this channel",
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    async def behave(
        interaction: discord.Interaction, words: str, *, muted: bool | None = None, listening: bool | None = None
    ) -> Told:
        assert interaction.guild_id is not None  # else nobody runs the server
        assert interaction.channel_id is not None
        await moderation.store.set_channel(
            interaction.guild_id, interaction.channel_id, muted=muted, listening=listening
        )
        return Told(f"{words}{but(interaction, muted=muted, listening=listening)}")

    def but(interaction: discord.Interaction, *, muted: bool | None, listening: bool | None) -> str:
        """What keeps it from being so: the channel that a thread belongs to counts as well."""
        here = moderation.store.channel(interaction.channel_id or 0)
        above = moderation.store.channel(getattr(interaction.channel, "parent_id", None) or 0)
        if muted is False and above.muted:
            return " But the channel of this thread is muted: /channel unmute there."
        if listening and (here.muted or above.muted):
            return " But it is muted: /channel unmute first."
        if listening is False and above.listening:
            return " But I listen in the channel of this thread: /channel listen off there."
        return ""

    @group.command(description="Do not answer messages here; commands still work")
    async def mute(interaction: discord.Interaction) -> None:
        words = "I keep quiet here, even when mentioned. Commands still work."
        await moderation.for_server(interaction, "mute", lambda: behave(interaction, words, muted=True))

    @group.command(description="Answer messages here again")
    async def unmute(interaction: discord.Interaction) -> None:
        words = "I answer here again when I am mentioned."
        await moderation.for_server(interaction, "unmute", lambda: behave(interaction, words, muted=False))

    @group.command(description="Answer clear questions here that nobody addressed to Podium, at most one a minute")
    @app_commands.choices(
        switch=[app_commands.Choice(name="on", value="on"), app_commands.Choice(name="off", value="off")]
    )
    async def listen(interaction: discord.Interaction, switch: str) -> None:
        async def act() -> Told:
            if switch == "on" and not moderation.listens():
                return Told(NO_INTENT)
            words = (
                "I listen here: clear questions about what I hold are answered, one a minute at most. I keep nothing."
                if switch == "on"
                else "I no longer listen here."
            )
            return await behave(interaction, words, listening=switch == "on")

        await moderation.for_server(interaction, f"listen {switch}", act)

    tree.add_command(group)

    @tree.command(description="Remove what Podium keeps of your questions and reports")
    async def forget(interaction: discord.Interaction) -> None:
        try:
            count = await moderation.store.forget(interaction.user.id)
        except NotKept:
            await moderation.replies.hint(interaction, NOT_KEPT)
            return
        interaction.client.conversations.forget_person(interaction.user.id)  # type: ignore[attr-defined]
        kept = (
            f"{count} kept of you {'was' if count == 1 else 'were'} removed." if count else "Nothing was kept of you."
        )
        await moderation.replies.hint(interaction, f"{kept} What we talked about is forgotten as well.")
