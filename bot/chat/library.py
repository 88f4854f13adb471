"""What Podium needs of discord.py beyond its public names: all of it here, each checked before it is used.

The library has no option for another address, for an event it cannot read, for the age of a heartbeat, for a second
login after a failed one, and for the tasks it starts. It knows no message.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route

_log = logging.getLogger(__name__)

# How the library names the tasks that answer somebody: for an event, a command, a component, a modal.
_ANSWERING = ("discord.py: ", "CommandTree-invoker", "discord-ui-view-dispatch-", "discord-ui-modal-dispatch-")
# Without these there is no session: they are not passed over, but tried again with a new connection.
_VITAL = ("READY", "RESUMED")


class ChangedError(Exception):
    """The installed discord.py is not the one this file was written for."""

    def __init__(self, name: str) -> None:
        """Name what is not as it was."""
        super().__init__(
            f"discord.py {discord.__version__} has changed {name}: install the version that requirements.txt names"
        )


def check() -> None:
    """Raise `ChangedError` where a name is gone that needs no connection to be seen."""
    _expect(isinstance(getattr(Route, "BASE", None), str), "http.Route.BASE")
    _expect(hasattr(getattr(DiscordWebSocket, "DEFAULT_GATEWAY", None), "with_query"), "DiscordWebSocket")


def point_at(api: str | None, gateway: str | None) -> None:
    """Send requests below `api` and open the gateway at `gateway`, for the whole process; None leaves Discord's own."""
    check()
    if api is not None:
        Route.BASE = api
        _expect(Route("GET", "/x").url == f"{api}/x", "http.Route.url")
    if gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = type(DiscordWebSocket.DEFAULT_GATEWAY)(gateway)


def pass_over_unreadable_events(client: discord.Client) -> None:
    """Leave out an event that the library cannot read, which would end its connection otherwise, and say so once."""
    parsers = getattr(client._connection, "parsers", None)
    if not isinstance(parsers, dict) or "MESSAGE_CREATE" not in parsers:
        raise ChangedError("ConnectionState.parsers")
    told: set[str] = set()

    def forgiving(event: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
        def read(data: Any) -> None:
            try:
                parse(data)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one event, the next one is read
                if event not in told:
                    told.add(event)
                    _log.warning("An event from Discord cannot be read and is left out: %s", event)
                _log.debug("Left out: %s, for a %s", event, type(error).__name__)

        return read

    for event, parse in parsers.items():
        if event not in _VITAL:
            parsers[event] = forgiving(event, parse)


def heartbeat_age(client: discord.Client) -> float | None:
    """Seconds since Discord acknowledged a heartbeat, or since the connection if none is due yet; None without one."""
    socket: Any = client.ws
    if socket is None or not socket.open or socket.session_id is None or socket._keep_alive is None:
        return None
    return time.perf_counter() - float(socket._keep_alive._last_ack)


def was_connected(client: discord.Client) -> bool:
    """Whether there has been a connection to the gateway; the class says there always is one."""
    socket: Any = client.ws
    return socket is not None


async def hang_up(client: discord.Client) -> None:
    """Close a socket that the library left open when it stumbled."""
    socket: Any = client.ws
    if socket is not None and socket.open:
        await socket.close(code=4000)


async def forget_login(client: discord.Client) -> None:
    """Undo a login that got stuck half-way, which a second one would leave open for good."""
    await client.http.close()
    client.http.connector = discord.utils.MISSING


def answering() -> set["asyncio.Task[object]"]:
    """The tasks that the library has started for somebody who waits for an answer."""
    return {task for task in asyncio.all_tasks() if task.get_name().startswith(_ANSWERING)}


def _expect(holds: bool, name: str) -> None:
    if not holds:
        raise ChangedError(name)


def do_without_message_content(client: discord.Client) -> bool:
    """Ask for the text of messages no longer, from the next connection on; False where it was not asked for."""
    asked = client._connection._intents  # `client.intents` is a copy
    had, asked.message_content = asked.message_content, False
    return had
