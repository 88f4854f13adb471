"""The address at which Podium is added to a server or to a person, with the least it needs; it knows nobody."""

import discord


def permissions() -> discord.Permissions:
    """What the bot needs in a server."""
    return discord.Permissions(
        view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
    )


def invitation(application: int, *, person: bool = False) -> str:
    """The address at which Podium is added to a server, or to the account of a person, who needs to grant nothing."""
    if person:
        return discord.utils.oauth_url(application, scopes=("applications.commands",)) + "&integration_type=1"
    scopes = ("bot", "applications.commands")
    return discord.utils.oauth_url(application, permissions=permissions(), scopes=scopes)
