"""The tree of commands: where they may be used, who may use them now, and what a bug in one gives; it holds none."""

import logging

import discord
from discord import app_commands

from bot.chat.replies import Replies

_log = logging.getLogger(__name__)

OUTDATED = "This command has changed since Discord last showed it to you. Reload Discord (Ctrl+R), or try in a minute."


class Tree(app_commands.CommandTree[discord.Client]):
    """Commands for servers and for people, in servers, direct messages and private channels.

    What a command says of installs and contexts is merged with that, so one for servers only has to deny the rest:
    `allowed_installs(guilds=True, users=False)`, `allowed_contexts(guilds=True, dms=False, private_channels=False)`.
    """

    def __init__(self, client: discord.Client, replies: Replies) -> None:
        """Send what has to be said by `replies`."""
        super().__init__(
            client,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        )
        self._replies = replies

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Whether this person may use a command now; what is offered while one types is free."""
        return interaction.type is discord.InteractionType.autocomplete or await self._replies.admits(interaction)

    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        """Say sorry, with an id; while one types there is nobody to say it to."""
        if interaction.type is discord.InteractionType.autocomplete:
            self._replies.noted(error, interaction.channel_id or 0, said(interaction))
            return
        match error:
            case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
                _log.info("An outdated command was used: %s", error)
                await self._replies.hint(interaction, OUTDATED)
            case app_commands.CommandInvokeError(original=Exception() as bug):
                await self._replies.apologise(interaction, bug, said(interaction))
            case _:
                await self._replies.apologise(interaction, error, said(interaction))


def said(interaction: discord.Interaction) -> str:
    """All that a person wrote or chose in a command, which no log may hold."""
    return " ".join(_texts(interaction.data))


def _texts(data: object) -> list[str]:
    match data:
        case {"options": list(options), **rest}:
            return [text for option in options for text in _texts(option)] + _texts(rest)
        case {"resolved": {"messages": dict(messages)}}:
            return [str(message.get("content", "")) for message in messages.values()]
        case {"value": value}:
            return [str(value)]
        case _:
            return []
