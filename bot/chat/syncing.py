"""Tells Discord which commands there are, when they have changed since it was last told; it knows no command."""

import asyncio
import hashlib
import json
import logging
from typing import Protocol

import aiohttp
import discord
from discord import app_commands

_log = logging.getLogger(__name__)

PATIENCE = 30.0  # seconds; Discord makes those wait who sync often, and questions are not to wait with them


class Memory(Protocol):
    """Keeps what Discord was last told, beyond a restart."""

    async def digest(self) -> str | None:
        """The digest kept, None where there is none."""

    async def keep_digest(self, digest: str) -> None:
        """Keep it."""


class Unremembered:
    """Forgets at a restart: then Discord is told once at every start."""

    def __init__(self) -> None:
        self._digest: str | None = None

    async def digest(self) -> str | None:
        """The digest of this run."""
        return self._digest

    async def keep_digest(self, digest: str) -> None:
        """Keep it for this run."""
        self._digest = digest


def digest(tree: app_commands.CommandTree[discord.Client], scopes: tuple[int, ...] = ()) -> str:
    """What Discord would be told, as a short line: the application, and its commands everywhere and in `scopes`."""
    told = {
        scope: sorted((c.to_dict(tree) for c in tree.get_commands(guild=_server(scope))), key=lambda c: c["name"])
        for scope in (0, *scopes)
    }
    text = json.dumps([tree.client.application_id, told], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


async def sync(tree: app_commands.CommandTree[discord.Client], memory: Memory, scopes: tuple[int, ...] = ()) -> int:
    """Tell Discord of every command, those of the servers in `scopes` too; returns how many; raises what it refuses."""
    told = [await tree.sync(guild=_server(scope)) for scope in (0, *scopes)]
    await memory.keep_digest(digest(tree, scopes))
    return sum(map(len, told))


async def sync_if_changed(
    tree: app_commands.CommandTree[discord.Client], memory: Memory, scopes: tuple[int, ...] = ()
) -> None:
    """Tell Discord where it has not been told yet; a refusal is logged, and the old commands go on working."""
    if await memory.digest() == digest(tree, scopes):
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
