"""Tells Discord which commands there are, when they have changed since it was last told; it knows no command."""

import asyncio
import contextlib
import hashlib
import json
import logging
from typing import Protocol

import aiohttp
import discord
from discord import app_commands

from bot.store import NotKept

_log = logging.getLogger(__name__)

_KEPT_AS = "commands"
_SERVERS = "servers with commands"  # of their own, which are taken away where they are no longer in the settings
PATIENCE = 30.0  # seconds; Discord makes those wait who sync often, and questions are not to wait with them


class Memory(Protocol):
    """Keeps what Discord was last told, beyond a restart: the part of the store that this needs."""

    async def value(self, name: str, /) -> str | None:
        """What is kept under a name, None where nothing is."""

    async def set_value(self, name: str, value: str, /) -> None:
        """Keep a value under a name."""


class Unremembered:
    """Forgets at a restart: then Discord is told once at every start."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    async def value(self, name: str, /) -> str | None:
        """What this run has kept."""
        return self._values.get(name)

    async def set_value(self, name: str, value: str, /) -> None:
        """Keep it for this run."""
        self._values[name] = value


def digest(tree: app_commands.CommandTree[discord.Client], scopes: tuple[int, ...] = ()) -> str:
    """What Discord would be told, as a short line: the application, and its commands everywhere and in `scopes`."""
    told = {
        scope: sorted((c.to_dict(tree) for c in tree.get_commands(guild=_server(scope))), key=lambda c: c["name"])
        for scope in (0, *scopes)
    }
    text = json.dumps([tree.client.application_id, told], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


async def sync(tree: app_commands.CommandTree[discord.Client], memory: Memory, scopes: tuple[int, ...] = ()) -> int:
    """Tell Discord of every command, those of the servers in `scopes` too; returns how many; raises what it refuses.

    Servers that had commands of their own before have them no longer.
    """
    told = [await tree.sync(guild=_server(scope)) for scope in (0, *scopes)]
    before = ""
    with contextlib.suppress(NotKept):  # then which servers those were is not known
        before = await memory.value(_SERVERS) or ""
    for scope in {int(number) for number in before.split()} - set(scopes):
        with contextlib.suppress(discord.Forbidden):  # a server that was left has them no more
            await tree.sync(guild=_server(scope))
    with contextlib.suppress(NotKept):  # then Discord is told once more at the next start
        await memory.set_value(_SERVERS, " ".join(map(str, scopes)))
        await memory.set_value(_KEPT_AS, digest(tree, scopes))
    return sum(map(len, told))


async def sync_if_changed(
    tree: app_commands.CommandTree[discord.Client], memory: Memory, scopes: tuple[int, ...] = ()
) -> None:
    """Tell Discord where it has not been told yet; a refusal is logged, and the old commands go on working."""
    with contextlib.suppress(NotKept):
        if await memory.value(_KEPT_AS) == digest(tree, scopes):
            return
    try:
        async with asyncio.timeout(PATIENCE):
            count = await sync(tree, memory, scopes)
    except (app_commands.AppCommandError, discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as failure:
        _log.warning("The commands were not synced (%s): run podium sync later", type(failure).__name__)
    else:
        _log.info("%s commands synced", count)


def _server(scope: int) -> discord.Object | None:
    return discord.Object(scope) if scope else None
