"""Who may do what: decided anew on every call, whatever Discord shows or hides; it does nothing itself."""

from collections.abc import Collection

import discord


class Authority:
    """The two kinds of moderators.

    Data moderators look after the knowledge base: the owner or the team of the application, and in the servers of
    `guilds` whoever has Manage Server there or one of `roles`. Server moderators set how Podium behaves in their own
    server: whoever has Manage Server or Manage Channels there.
    """

    def __init__(self, guilds: Collection[int] = (), roles: Collection[int] = ()) -> None:
        """Nobody owns the application until `know` is told."""
        self.guilds = frozenset(guilds)
        self._roles = frozenset(roles)
        self._owners: frozenset[int] = frozenset()

    def know(self, application: discord.AppInfo) -> None:
        """Note who owns the application; of a team those who may change it."""
        if application.team is None:
            self._owners = frozenset({application.owner.id})
        else:
            accepted, reader = discord.TeamMembershipState.accepted, discord.TeamMemberRole.read_only
            able = (m.id for m in application.team.members if m.membership_state is accepted and m.role is not reader)
            self._owners = frozenset(able) | {application.team.owner_id or 0} - {0}

    def keeps_data(self, interaction: discord.Interaction) -> bool:
        """Whether whoever calls may look after the knowledge base from here."""
        if interaction.user.id in self._owners:
            return True
        if interaction.guild_id not in self.guilds or not isinstance(interaction.user, discord.Member):
            return False
        return interaction.permissions.manage_guild or any(map(interaction.user.get_role, self._roles))

    def runs_server(self, interaction: discord.Interaction) -> bool:
        """Whether whoever calls may set how Podium behaves in this server."""
        may = interaction.permissions
        return interaction.guild_id is not None and (may.manage_guild or may.manage_channels)
