"""Everything that goes wrong between Podium and Discord, one at a time, and what has to hold then.

Each fault is a function: it asserts what must hold and returns what it saw, in words. `make faults` prints them all
with the pauses that Podium has in earnest; the tests run the same with short ones.
"""

import asyncio
import contextlib
import io
import json
import logging
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import health
from bot.chat import library, logs, running, supervision
from bot.chat.client import Podium
from bot.chat.outbox import Outbox
from bot.desk import Desk
from tests.loopback import server
from tests.loopback.server import CHANNELS, Loopback, done_and_dropped, dropped, rate_limited, refused

ELSEWHERE = Route.BASE, str(DiscordWebSocket.DEFAULT_GATEWAY)  # where the library goes by itself
QUESTION = "who won women's team pursuit in 2022"
ANSWER = "Canada won the women"


@dataclass
class Bout:
    """One fight: a Discord, the client on it, its log, and how impatient they are."""

    desk: Desk
    pause: float = supervision.FIRST_PAUSE
    patience: float = 10.0  # seconds in which what must happen has to happen
    discord: Loopback = field(default_factory=Loopback)
    log: io.StringIO = field(default_factory=io.StringIO)
    client: Podium | None = None
    task: "asyncio.Task[None] | None" = None

    @property
    def podium(self) -> Podium:
        """The client."""
        assert self.client is not None
        return self.client

    @property
    def lines(self) -> list[str]:
        """The log so far."""
        return self.log.getvalue().splitlines()

    def said(self, words: str) -> int:
        """How often the log has these words."""
        return self.log.getvalue().count(words)

    async def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something holds, and fail with `what` if it does not."""
        try:
            async with asyncio.timeout(self.patience):
                while not holds():  # noqa: ASYNC110 - what is waited for is told by no event
                    await asyncio.sleep(0.005)
        except TimeoutError:
            raise AssertionError("\n".join([f"not within {self.patience} s: {what}", *self.lines])) from None

    async def answered(self, count: int = 1) -> None:
        """Wait for so many answers, and a moment longer, in which no further one may come."""
        await self.until(lambda: len(self.discord.messages) >= count, f"{count} answers")
        await asyncio.sleep(0.05)
        assert len(self.discord.messages) == count, [m["content"] for m in self.discord.messages]
        assert all(message["content"].startswith(ANSWER) for message in self.discord.messages)

    async def still_answers(self) -> None:
        """The next question gets its answer."""
        before = len(self.discord.messages)
        await self.until(self.discord.connected.is_set, "a connection")
        await self.discord.say(QUESTION, by=1999, channel=CHANNELS[-1])
        await self.answered(before + 1)

    async def still_answers_besides(self) -> None:
        """The next question gets its answer, whatever was answered before."""
        before = len(self.discord.messages)
        await self.discord.say(QUESTION, by=1999, channel=CHANNELS[-1])
        await self.until(lambda: len(self.discord.messages) > before, "an answer")
        assert self.discord.messages[-1]["content"].startswith(ANSWER)

    def start(self) -> None:
        """Start the client, supervised."""
        library.point_at(self.discord.url, self.discord.url)
        self.client = Podium(self.desk)
        self.client.replies.outbox = Outbox(first_pause=self.pause)
        self.task = asyncio.create_task(supervision.stay_connected(self.client, server.TOKEN, first_pause=self.pause))

    async def stop(self) -> None:
        """End it, whatever state it is in."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.wait((self.task,))
        if self.client is not None:
            await self.client.close()
            assert not library.answering()


@contextlib.asynccontextmanager
async def bout(
    desk: Desk, *, pause: float = 0.02, start: bool = True, private: bool = True, **settings: object
) -> AsyncIterator[Bout]:
    """A fight that is won or lost when it ends; `private` looks for what was asked in the log."""
    async with server.running(**settings) as discord:
        fight = Bout(desk, pause, discord=discord)
        handler = logging.StreamHandler(fight.log)
        handler.setFormatter(logs.WithoutSecrets(server.TOKEN))
        handler.addFilter(logs.RetriesInOneLine())
        root, before = logging.getLogger(), logging.getLogger().level
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        try:
            if start:
                fight.start()
                await fight.until(discord.connected.is_set, "a connection")
            yield fight
        finally:
            await fight.stop()
            library.point_at(*ELSEWHERE)
            root.removeHandler(handler)
            root.setLevel(before)
    assert server.TOKEN not in fight.log.getvalue()
    assert not private or "women's team pursuit" not in fight.log.getvalue(), "the log holds what somebody asked"


def ask(question: str) -> server.Body:
    """The data of /ask."""
    return {"id": "9000", "name": "ask", "type": 1, "options": [{"name": "question", "type": 3, "value": question}]}


async def a_429(desk: Desk, pause: float) -> str:
    """429 with retry-after on a send: waits as long as it is told, answers once."""
    async with bout(desk, pause=pause) as fight:
        fight.discord.fail("message", rate_limited(0.3))
        begun = time.monotonic()
        await fight.discord.say(QUESTION)
        await fight.answered()
        taken = time.monotonic() - begun
        assert taken >= 0.3
        assert fight.discord.requests["message"] == 2
        return f"told to wait 0.3 s, answered once after {taken:.2f} s"


async def a_429_again_and_again(desk: Desk, pause: float) -> str:
    """429 more often than the library tries: the answer waits on, and is given once."""
    async with bout(desk, pause=pause) as fight:
        fight.discord.fail("message", *[rate_limited(0.02)] * 8)
        await fight.discord.say(QUESTION)
        await fight.answered()
        assert not fight.said("got lost")
        return f"answered once in {fight.discord.requests['message']} tries"


async def a_500(desk: Desk, pause: float) -> str:
    """500 and 503 on a send: tried again, answered once."""
    async with bout(desk, pause=pause) as fight:
        fight.discord.fail("message", refused(500), refused(503))
        await fight.discord.say(QUESTION)
        await fight.answered()
        return f"answered once in {fight.discord.requests['message']} tries"


async def a_dropped_request(desk: Desk, pause: float) -> str:
    """The connection drops on a send, before Discord took it: tried again, answered once."""
    async with bout(desk, pause=pause) as fight:
        fight.discord.fail("message", dropped, dropped)
        await fight.discord.say(QUESTION)
        await fight.answered()
        return f"answered once in {fight.discord.requests['message']} tries"


async def a_dropped_response(desk: Desk, pause: float) -> str:
    """The connection drops after Discord took it, unseen by us: tried again under the same nonce, shown once."""
    async with bout(desk, pause=pause) as fight:
        fight.discord.fail("message", done_and_dropped, done_and_dropped)
        await fight.discord.say(QUESTION)
        await fight.until(lambda: fight.discord.requests["message"] >= 3, "three tries")
        await fight.answered()
        return f"shown once after {fight.discord.requests['message']} tries"


async def a_send_that_never_works(desk: Desk, pause: float) -> str:
    """A send that fails for a minute (here half a second): given up, said in the log once, never sent late."""
    async with bout(desk, pause=pause) as fight:
        fight.podium.replies.outbox = Outbox(fresh=0.5, first_pause=pause)
        fight.discord.fail("message", *[dropped] * 200)
        await fight.discord.say(QUESTION)
        await fight.until(lambda: fight.said("is given up"), "a line in the log")
        fight.discord.faults["message"].clear()
        await asyncio.sleep(0.1)
        assert not fight.discord.messages
        assert fight.said("is given up") == 1
        await fight.still_answers()
        return "given up at the limit, said once, the next question answered"


async def an_expired_interaction(desk: Desk, pause: float) -> str:
    """An interaction that Discord has given up (10062), or that has its answer (40060): said at INFO, nothing else."""
    async with bout(desk, pause=pause) as fight:
        fight.discord.fail("callback", refused(404, 10062), refused(400, 40060))
        for n in range(2):
            await fight.discord.interact(2, ask(QUESTION), by=1000 + n)
        await fight.until(lambda: fight.said("Too late to answer") == 2, "two lines in the log")
        assert fight.discord.requests["callback"] == 2
        assert not fight.said("WARNING")
        await fight.discord.interact(2, ask(QUESTION), by=1003)
        await fight.until(lambda: len(fight.discord.callbacks) == 1, "an answer")
        return "two lines at INFO, the next command answered"


async def a_dropped_callback(desk: Desk, pause: float) -> str:
    """The connection drops on the answer to a command: sent again while Discord waits, answered once."""
    async with bout(desk, pause=pause) as fight:
        fight.discord.fail("callback", dropped, dropped)
        await fight.discord.interact(2, ask(QUESTION))
        await fight.until(lambda: fight.discord.callbacks, "an answer")
        await fight.until(lambda: not library.answering(), "an end")
        assert len(fight.discord.callbacks) == 1
        return f"answered once in {fight.discord.requests['callback']} tries"


async def a_dropped_socket(desk: Desk, pause: float) -> str:
    """The socket drops: RESUME, and the message missed meanwhile is answered once."""
    async with bout(desk, pause=pause) as fight:
        await fight.discord.hang_up()
        await fight.discord.say(QUESTION)  # nobody is connected
        await fight.answered()
        assert fight.discord.resumed == 1
        assert len(fight.discord.identified) == 1
        return "resumed, the missed message answered once"


async def a_reconnect_order(desk: Desk, pause: float) -> str:
    """Discord asks for a reconnect (op 7): RESUME, nothing lost."""
    async with bout(desk, pause=pause) as fight:
        await fight.discord.order(7)
        await fight.until(lambda: fight.discord.resumed, "a resume")
        await fight.still_answers()
        return "resumed, the next question answered"


async def an_invalid_session(desk: Desk, pause: float) -> str:
    """The session is invalid (op 9): a new one is opened, `setup_hook` is not run again."""
    async with bout(desk, pause=pause) as fight:

        async def at_once(shard: int | None, *, initial: bool = False) -> None:
            assert not initial

        fight.podium.before_identify_hook = at_once  # type: ignore[method-assign] - the library waits five seconds here
        await fight.discord.order(9, False)
        await fight.until(lambda: len(fight.discord.identified) == 2, "a second session")
        await fight.still_answers()
        assert fight.discord.requests["login"] == 1
        assert fight.said("Logged in as") == 1
        return "a second session, one login"


async def a_silent_socket(desk: Desk, pause: float) -> str:
    """The socket stays open and says nothing: noticed by the heartbeat, closed, resumed."""
    async with bout(desk, pause=pause, start=False, heartbeat_interval=100) as fight:
        fight.start()
        fight.podium._connection.heartbeat_timeout = 0.4
        await fight.until(fight.discord.connected.is_set, "a connection")
        fight.discord.silent = True
        await fight.discord.say(QUESTION)
        await fight.until(lambda: fight.discord.opened > 1, "a second socket")
        fight.discord.silent = False
        await fight.answered()
        return f"{fight.discord.opened} sockets, the message that was not delivered answered once"


async def a_closed_gateway(desk: Desk, pause: float) -> str:
    """Discord closes with a code that may pass (4000, 4009): connected again without a person."""
    async with bout(desk, pause=pause) as fight:
        for code in (4000, 4009):
            await fight.discord.hang_up(code)
            await fight.until(fight.discord.connected.is_set, "a connection")
        await fight.still_answers()
        return f"{fight.discord.opened} sockets, the next question answered"


async def unreachable_at_start(desk: Desk, pause: float) -> str:
    """Nothing listens when Podium starts, then the login fails, then it works: one line, one set-up."""
    async with bout(desk, pause=pause, start=False) as fight:
        fight.discord.fail("login", dropped, refused(503), dropped)
        fight.discord.fail("application", dropped)
        address, fight.discord.url = fight.discord.url, "http://127.0.0.1:1"
        fight.start()
        await fight.until(lambda: fight.said("cannot be reached"), "a line in the log")
        await asyncio.sleep(3 * pause)
        fight.discord.url = address
        library.point_at(address, address)
        await fight.still_answers()
        assert fight.said("Discord cannot be reached") == 1
        assert fight.said("Discord can be reached") == 1
        assert fight.said("Logged in as") == 1
        assert fight.said("Traceback") == 0
        return f"said once, set up once, {fight.discord.requests['login']} logins"


async def no_gateway_at_start(desk: Desk, pause: float) -> str:
    """The login works and the gateway does not: tried until it does, without a traceback."""
    async with bout(desk, pause=pause, start=False) as fight:
        fight.start()
        library.point_at(fight.discord.url, "http://127.0.0.1:1")
        await fight.until(lambda: fight.said("No connection to Discord"), "a line in the log")
        library.point_at(fight.discord.url, fight.discord.url)
        await fight.still_answers()
        assert fight.said("Traceback") == 0
        assert fight.said("Logged in as") == 1
        return "connected, set up once"


async def a_malformed_event(desk: Desk, pause: float) -> str:
    """Events that the library cannot read: left out, said once a kind, the connection stays."""
    async with bout(desk, pause=pause) as fight:
        for data in ({}, None, [], {"id": "x", "channel_id": None}, "text"):
            await fight.discord.emit("MESSAGE_CREATE", data)
            await fight.discord.emit("GUILD_UPDATE", data)
            await fight.discord.emit("INTERACTION_CREATE", data)
            await fight.discord.emit("NO_SUCH_EVENT", data)
        await fight.still_answers()
        assert fight.discord.opened == 1
        assert fight.said("MESSAGE_CREATE") == 1
        return "20 events left out, one connection"


async def garbage_on_the_socket(desk: Desk, pause: float) -> str:
    """Something that is no event at all, which ends `Client.start`: one supervised reconnect."""
    async with bout(desk, pause=pause) as fight:
        assert fight.discord.socket is not None
        await fight.discord.socket.send_str("who won? {")
        await fight.until(lambda: fight.discord.opened == 2, "a second socket")
        await fight.still_answers()
        assert fight.discord.opened == 2
        assert fight.discord.requests["login"] == 1
        assert fight.said("The connection failed and is made anew") == 1
        assert not fight.said("who won?")
        return "one reconnect, one login"


async def a_revoked_token(desk: Desk, pause: float) -> str:
    """The token is revoked while Podium runs: it ends with a line that says so, and exit code 2."""
    async with bout(desk, pause=pause) as fight:
        fight.discord.token = "another.token.now"
        await fight.discord.hang_up(4004)
        assert fight.task is not None
        await fight.until(fight.task.done, "an end")
        error = fight.task.exception()
        assert isinstance(error, Exception)
        words, code = running.reason(error)
        assert code == 2
        return f"exit {code}: {words[:37]}"


async def a_message_before_its_server(desk: Desk, pause: float) -> str:
    """Messages of a server that Discord has not told of yet are no direct messages."""
    async with bout(desk, pause=pause) as fight:
        await fight.discord.emit("GUILD_DELETE", {"id": str(server.GUILD)})
        await fight.discord.say("", mention=False)
        await asyncio.sleep(0.1)
        assert not fight.discord.messages
        await fight.discord.emit("GUILD_CREATE", server.guild())
        await fight.still_answers()
        return "silence, then an answer"


async def shutting_down(desk: Desk, pause: float) -> str:
    """Told to stop while answers are under way: they are finished, the socket is closed, no task is left."""
    before = asyncio.all_tasks()
    async with bout(desk, pause=pause, start=False) as fight, _health_file() as path:
        library.point_at(fight.discord.url, fight.discord.url)
        client = Podium(desk)
        client._connection.guild_ready_timeout = 0.02  # or the library still waits for servers at the end
        stop = asyncio.Event()
        running_task = asyncio.create_task(running.until_stopped(client, server.TOKEN, path, stop))
        await fight.until(fight.discord.connected.is_set, "a connection")
        await fight.until(path.exists, "a report")
        fight.discord.fail("message", *[rate_limited(0.3)] * 3)
        for n, channel in enumerate(CHANNELS[:3]):
            await fight.discord.say(QUESTION, by=1000 + n, channel=channel)
        await fight.until(lambda: fight.discord.requests["message"] == 3, "three sends")
        assert json.loads(path.read_text())["process"]
        begun = time.monotonic()
        stop.set()
        await asyncio.wait((running_task,), timeout=12)
        await fight.answered(3)
        await fight.until(lambda: fight.discord.closed_with, "a closed socket")
        assert fight.discord.closed_with == [1000]
        ours = {repr(task) for task in asyncio.all_tasks() - before if "aiohttp/web" not in repr(task)}
        assert not ours, ours
        assert health.complaint(path), "it says that it is well after its end"
        return f"3 answers finished, closed with 1000 after {time.monotonic() - begun:.1f} s"


@contextlib.asynccontextmanager
async def _health_file() -> AsyncIterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "health"


FAULTS: tuple[Callable[[Desk, float], Awaitable[str]], ...] = (
    a_429,
    a_429_again_and_again,
    a_500,
    a_dropped_request,
    a_dropped_response,
    a_send_that_never_works,
    an_expired_interaction,
    a_dropped_callback,
    a_dropped_socket,
    a_reconnect_order,
    an_invalid_session,
    a_silent_socket,
    a_closed_gateway,
    unreachable_at_start,
    no_gateway_at_start,
    a_malformed_event,
    garbage_on_the_socket,
    a_revoked_token,
    a_message_before_its_server,
    shutting_down,
)
