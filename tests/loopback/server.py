"""Discord on this machine: a gateway over a real WebSocket and the REST routes Podium uses, with faults on demand.

It knows Discord's protocol and nothing of Podium. A route, an opcode or a body it does not know is kept in `surprises`,
which fails whoever closes it.
"""

import asyncio
import contextlib
import itertools
import json
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

TOKEN = "MTIz.secret.token"
Body = dict[str, Any]

ME: Body = {"id": "1", "username": "Podium", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION: Body = {"id": "3", "name": "Podium", "description": "", "icon": None, "bot_public": True, "flags": 0,
                     "bot_require_code_grant": False, "verify_key": "", "summary": "", "owner": ME}  # fmt: skip
GUILD = 10
CHANNELS = tuple(range(100, 120))  # text channels of the one server
DM = 5  # a channel with one person
TEXT_CHANNEL, DM_CHANNEL = 0, 1
# View channels, send messages there and in threads, read the history, embed links, attach files, use commands.
EVERYBODY_MAY = 1 << 10 | 1 << 11 | 1 << 38 | 1 << 16 | 1 << 14 | 1 << 15 | 1 << 31

_EPOCH = 1420070400000  # Discord's first millisecond
_JSON = {"Content-Type": "application/json"}  # without a charset, or the library takes it for text

# What goes wrong with one request: it says whether it is accepted, and what comes back; None drops the connection.
Fault = Callable[[Callable[[], web.Response]], web.Response | None]


def refused(status: int, code: int = 0, **more: object) -> Fault:
    """Nothing is done, and `status` comes back."""
    return lambda accept: as_json({"message": "refused on demand", "code": code, **more}, status)


def rate_limited(seconds: float) -> Fault:
    """Too many requests: to be tried again after so many seconds."""
    return lambda accept: limited(seconds)


def limited(seconds: float, *, everything: bool = False) -> web.Response:
    """What Discord says to too many requests, of one kind or of everything."""
    answer = as_json({"message": "You are being rate limited.", "retry_after": seconds, "global": everything}, 429)
    # Without Via the library takes it for a ban of Cloudflare's.
    answer.headers.update({"Via": "1.1 loopback", "Retry-After": str(seconds)})
    return answer


def dropped(_: Callable[[], web.Response]) -> None:
    """The connection is cut before anything is done."""


def done_and_dropped(accept: Callable[[], web.Response]) -> None:
    """The message is taken, and the connection is cut before that can be said."""
    accept()


def as_json(body: object, status: int = 200) -> web.Response:
    """A response as Discord sends it."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers=_JSON)


@dataclass
class RateLimit:
    """So many messages a channel in so many seconds, told in headers as Discord does."""

    count: int = 5
    seconds: float = 5.0
    taken: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def take(self, channel: str) -> dict[str, str] | float:
        """The headers of an accepted request, or the seconds to wait."""
        now, taken = time.monotonic(), self.taken[channel]
        while taken and now - taken[0] >= self.seconds:
            taken.popleft()
        if len(taken) >= self.count:
            return self.seconds - (now - taken[0])
        taken.append(now)
        left = self.seconds - (now - taken[0])
        return {
            "X-RateLimit-Limit": str(self.count),
            "X-RateLimit-Remaining": str(self.count - len(taken)),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": "messages",
        }


@dataclass
class Session:
    """What one identified client has been sent: the events by number, for a RESUME."""

    events: deque[Body] = field(default_factory=lambda: deque(maxlen=5000))
    sequence: int = 0


@dataclass
class Loopback:
    """The state of this Discord; start it with `running`."""

    url: str = ""
    token: str = TOKEN
    heartbeat_interval: int = 40000  # milliseconds
    login_status: int = 200
    login_hangs: bool = False
    silent: bool = False  # take everything, answer nothing
    keep: int | None = None  # how many requests are remembered, all if None
    limit: RateLimit | None = None  # a channel
    whole: RateLimit | None = None  # for all requests together
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))  # by kind of request
    requests: Counter[str] = field(default_factory=Counter)
    messages: deque[Body] = field(default_factory=deque)  # that were posted, each once
    callbacks: deque[Body] = field(default_factory=deque)  # answers to interactions
    opened: int = 0  # sockets, ever
    identified: list[Body] = field(default_factory=list)
    resumed: int = 0
    closed_with: list[int | None] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    commands: list[Body] = field(default_factory=list)
    sessions: dict[str, Session] = field(default_factory=dict)
    socket: web.WebSocketResponse | None = None
    close_next_with: int | None = None  # instead of READY
    listeners: list[Callable[[str, Body], None]] = field(default_factory=list)  # told of every message and callback
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    event: asyncio.Event = field(default_factory=asyncio.Event)  # something has been posted
    _numbers: Any = field(default_factory=lambda: itertools.count(1))
    _nonces: dict[str, Body] = field(default_factory=dict)
    _session: Session = field(default_factory=Session)

    # ---- what people do

    def snowflake(self) -> str:
        """A new id, which tells the time."""
        return str((int(time.time() * 1000) - _EPOCH << 22) + next(self._numbers) % (1 << 22))

    async def say(
        self, content: str, *, by: int = 1000, channel: int = CHANNELS[0], mention: bool = True, **more: Any
    ) -> str:
        """Somebody writes a message; returns its id. In the DM nothing has to be mentioned."""
        message = self.message(content, author=person(by), channel=channel)
        if channel != DM:
            message |= {"guild_id": str(GUILD), "member": member()}
            if mention:
                message |= {"content": f"<@{ME['id']}> {content}", "mentions": [ME | {"member": member()}]}
        message |= more
        await self.emit("MESSAGE_CREATE", message)
        return str(message["id"])

    def message(self, content: str, *, author: Body, channel: int | str, number: str | None = None) -> Body:
        """A message as Discord tells it."""
        return {
            "id": number or self.snowflake(), "channel_id": str(channel), "author": author, "content": content,
            "timestamp": "2026-02-18T12:00:00+00:00", "edited_timestamp": None, "tts": False, "mention_everyone": False,
            "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "type": 0,
            "components": [],
        }  # fmt: skip

    async def interact(
        self,
        kind: int,
        data: Body,
        *,
        by: int = 1000,
        channel: int = CHANNELS[0],
        place: Body | None = None,
        **more: Any,
    ) -> str:
        """Somebody uses a command (2), a component (3), an autocomplete (4) or a modal (5); returns its id.

        It happens in the server, or in `place`, which says what is otherwise there; None takes a field away.
        """
        number = self.snowflake()
        body = {
            "id": number, "application_id": APPLICATION["id"], "type": kind, "data": data, "token": f"i{number}",
            "version": 1, "channel_id": str(channel), "locale": "en-GB", "entitlements": [],
            "app_permissions": str(EVERYBODY_MAY),
            "authorizing_integration_owners": {}, "context": 0, "guild_locale": "en-GB",
            "attachment_size_limit": 10 << 20,
            "guild_id": str(GUILD), "guild": {"id": str(GUILD), "locale": "en-GB", "features": []},
            "channel": text_channel(channel),
            "member": member() | {"user": person(by), "permissions": "0"},
        } | more | (place or {})  # fmt: skip
        await self.emit("INTERACTION_CREATE", {name: value for name, value in body.items() if value is not None})
        return number

    async def emit(self, event: str, data: object) -> None:
        """Something happens: the client is told, now or when it resumes."""
        self._session.sequence += 1
        body = {"op": 0, "t": event, "s": self._session.sequence, "d": data}
        self._session.events.append(body)
        if self.socket is not None and not self.silent:
            await self._send(self.socket, body)

    # ---- what goes wrong

    def fail(self, kind: str, *faults: Fault) -> None:
        """The next requests of this kind ("message", "callback", "login", ...) go wrong, one after the other."""
        self.faults[kind].extend(faults)

    async def hang_up(self, code: int | None = None) -> None:
        """Close the gateway's socket with a code, or cut its connection without a word."""
        socket, self.socket = self.socket, None
        self.connected.clear()
        assert socket is not None
        if code is not None:
            await socket.close(code=code)
        elif (transport := socket._req.transport if socket._req else None) is not None:
            transport.abort()

    async def order(self, op: int, data: object = None) -> None:
        """Send a bare opcode: 7 asks to reconnect, 9 calls the session invalid."""
        assert self.socket is not None
        if op == 9 and not data:
            self.sessions.clear()
        await self._send(self.socket, {"op": op, "d": data, "s": None, "t": None})

    # ---- the gateway

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        """One connection of a client."""
        self.opened += 1
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await self._send(socket, {"op": 10, "d": {"heartbeat_interval": self.heartbeat_interval}, "s": None, "t": None})
        try:
            async for received in socket:
                if received.type is not aiohttp.WSMsgType.TEXT:
                    self.surprises.append(f"gateway: {received.type}")
                    continue
                await self._obey(socket, json.loads(received.data))
        except ConnectionError:
            pass
        self.closed_with.append(socket.close_code)
        if self.socket is socket:
            self.socket = None
            self.connected.clear()
        return socket

    async def _obey(self, socket: web.WebSocketResponse, body: Body) -> None:
        match body["op"]:
            case 1:
                if not self.silent:
                    await self._send(socket, {"op": 11, "d": None, "s": None, "t": None})
            case 2 | 6 if body["d"]["token"] != self.token:
                await socket.close(code=4004)
            case 2 | 6 if self.close_next_with is not None:
                await socket.close(code=self.close_next_with)
            case 2:
                self.identified.append(body["d"])
                self._session = Session(deque(maxlen=self.keep or 5000))
                name = f"session{len(self.identified)}"
                self.sessions[name] = self._session
                self.socket = socket
                await self.emit("READY", {"v": 10, "user": ME, "guilds": [{"id": str(GUILD), "unavailable": True}],
                                          "session_id": name, "resume_gateway_url": self.url,
                                          "application": {"id": APPLICATION["id"], "flags": 0}})  # fmt: skip
                await self.emit("GUILD_CREATE", guild())
                self.connected.set()
            case 6 if body["d"]["session_id"] in self.sessions:
                self._session = self.sessions[body["d"]["session_id"]]
                self.resumed += 1
                self.socket = socket
                missed = [event for event in self._session.events if event["s"] > body["d"]["seq"]]
                for event in missed:
                    await self._send(socket, event)
                await self.emit("RESUMED", {})
                self.connected.set()
            case 6:
                await self._send(socket, {"op": 9, "d": False, "s": None, "t": None})
            case op:
                self.surprises.append(f"gateway: opcode {op}")

    @staticmethod
    async def _send(socket: web.WebSocketResponse, body: Body) -> None:
        with contextlib.suppress(ConnectionError, RuntimeError):
            await socket.send_str(json.dumps(body))

    # ---- REST

    def app(self) -> web.Application:
        """The server's routes."""
        app = web.Application(middlewares=[self._judge], client_max_size=30 << 20)
        add = app.router.add_route
        add("GET", "/", self.gateway)
        add("GET", "/users/@me", self._kind("login", self._login))
        add("GET", "/oauth2/applications/@me", self._kind("application", lambda request, body: APPLICATION))
        add("POST", "/channels/{channel}/messages", self._kind("message", self._post))
        add("PUT", "/applications/{application}/commands", self._kind("commands", self._commands))
        add("GET", "/applications/{application}/commands", self._kind("commands", lambda request, body: self.commands))
        add("POST", "/interactions/{id}/{token}/callback", self._kind("callback", self._callback))
        add("PATCH", "/webhooks/{application}/{token}/messages/@original", self._kind("edit", self._webhook))
        add("POST", "/webhooks/{application}/{token}", self._kind("followup", self._webhook))
        add("GET", "/webhooks/{application}/{token}/messages/@original", self._kind("original", self._webhook))
        return app

    @web.middleware
    async def _judge(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as unknown:
            self.surprises.append(f"{request.method} {request.path}: {unknown.status}")
            return as_json({"message": "no such route in the loopback", "code": 0}, 404)
        except Exception as error:
            self.surprises.append(f"{request.method} {request.path}: {error!r}")
            raise

    def _kind(
        self, kind: str, work: Callable[[web.Request, Body], object]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            self.requests[kind] += 1
            if self.whole is not None and kind == "message" and isinstance(wait := self.whole.take(""), float):
                self.requests["rate limited as a whole"] += 1
                return limited(wait, everything=True)
            ours = request.headers.get("Authorization") == f"Bot {self.token}"
            if not ours and kind not in ("callback", "edit", "followup", "original"):
                return as_json({"message": "401: Unauthorized", "code": 0}, 401)
            if kind == "login" and self.login_hangs:
                self.event.set()
                await asyncio.sleep(60)
            body = await request.json() if request.can_read_body and "json" in request.content_type else {}
            fault = self.faults[kind].popleft() if self.faults[kind] else None

            def accept() -> web.Response:
                answer = work(request, body)
                return answer if isinstance(answer, web.Response) else as_json(answer)

            response = accept() if fault is None else fault(accept)
            if response is None:
                assert request.transport is not None
                request.transport.abort()
                return as_json({})
            return response

        return handle

    def _login(self, request: web.Request, body: Body) -> object:
        return as_json(ME, self.login_status)

    def _commands(self, request: web.Request, body: Any) -> object:
        self.commands = [
            {"id": str(9000 + n), "application_id": APPLICATION["id"], "version": "1", "description": "", **each}
            for n, each in enumerate(body)
        ]
        return self.commands

    def _post(self, request: web.Request, body: Body) -> object:
        channel = request.match_info["channel"]
        headers: dict[str, str] = {}
        if self.limit is not None:
            taken = self.limit.take(channel)
            if isinstance(taken, float):
                self.requests["rate limited"] += 1
                return limited(taken)
            headers = taken
        nonce = str(body.get("nonce")) if body.get("enforce_nonce") else None
        posted = self._nonces.get(nonce) if nonce else None
        if posted is None:
            posted = self.message(body.get("content") or "", author=ME, channel=channel)
            if nonce:
                self._nonces[nonce] = posted
            self._record(self.messages, "message", posted | {"sent": body})
        response = as_json(posted | {"nonce": nonce})
        response.headers.update(headers)
        return response

    def _callback(self, request: web.Request, body: Body) -> object:
        number = request.match_info["id"]
        self._record(self.callbacks, "callback", {"id": number, "at": time.perf_counter(), **body})
        answer: Body = {"interaction": {"id": number, "type": 2, "response_message_loading": False}}
        if body.get("type") in (4, 7):
            data = body.get("data") or {}
            shown = self.message(data.get("content") or "", author=ME, channel=CHANNELS[0])
            answer["interaction"]["response_message_id"] = shown["id"]
            answer["resource"] = {"type": body["type"], "message": shown}
        return answer

    def _webhook(self, request: web.Request, body: Body) -> object:
        number = request.match_info["token"].removeprefix("i")
        self._record(self.callbacks, "callback", {"id": number, "at": time.perf_counter(), "type": 4, "data": body})
        return self.message(body.get("content") or "", author=ME, channel=CHANNELS[0])

    def _record(self, kept: deque[Body], kind: str, body: Body) -> None:
        kept.append(body)
        if self.keep is not None:
            while len(kept) > self.keep:
                kept.popleft()
            while len(self._nonces) > self.keep:
                del self._nonces[next(iter(self._nonces))]
        self.event.set()
        for listener in self.listeners:
            listener(kind, body)


@contextlib.asynccontextmanager
async def running(**settings: Any) -> AsyncIterator[Loopback]:
    """A Discord on a free port of 127.0.0.1; whatever surprised it fails at the end."""
    discord = Loopback(**settings)
    runner = web.AppRunner(discord.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        discord.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield discord
    finally:
        await runner.cleanup()
    assert not discord.surprises, discord.surprises


def person(number: int) -> Body:
    """Somebody, by number."""
    return {"id": str(number), "username": f"person{number}", "discriminator": "0", "avatar": None, "global_name": None}


def member() -> Body:
    """What a server knows of anybody."""
    return {"roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0,
            "avatar": None, "nick": None}  # fmt: skip


def text_channel(number: int) -> Body:
    """A channel of the server, or the DM."""
    if number == DM:
        return {"id": str(number), "type": DM_CHANNEL, "recipients": [person(1000)], "last_message_id": None}
    return {"id": str(number), "type": TEXT_CHANNEL, "name": f"channel{number}", "position": 0, "guild_id": str(GUILD),
            "permission_overwrites": [], "nsfw": False, "parent_id": None, "topic": None, "rate_limit_per_user": 0,
            "permissions": "0"}  # fmt: skip


def guild() -> Body:
    """The one server, with its channels and nobody's names."""
    everyone = {"id": str(GUILD), "name": "@everyone", "color": 0, "colors": {"primary_color": 0}, "hoist": False,
                "position": 0, "permissions": str(EVERYBODY_MAY), "managed": False, "mentionable": False,
                "flags": 0}  # fmt: skip
    return {
        "id": str(GUILD), "name": "Ice", "icon": None, "owner_id": "2", "roles": [everyone], "emojis": [],
        "features": [], "channels": [text_channel(number) for number in CHANNELS],
        "members": [member() | {"user": ME}], "threads": [],
        "stickers": [], "member_count": 100, "voice_states": [], "presences": [], "stage_instances": [],
        "guild_scheduled_events": [], "soundboard_sounds": [], "large": False, "unavailable": False, "afk_timeout": 60,
        "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0,
        "premium_tier": 0, "preferred_locale": "en-GB", "nsfw_level": 0, "system_channel_flags": 0,
        "joined_at": "2026-01-01T00:00:00+00:00", "premium_progress_bar_enabled": False, "afk_channel_id": None,
        "system_channel_id": None, "rules_channel_id": None, "public_updates_channel_id": None,
        "application_id": None, "vanity_url_code": None, "description": None, "banner": None, "splash": None,
        "discovery_splash": None, "max_presences": None, "max_members": 1000, "incidents_data": None,
    }  # fmt: skip
