"""A desk that answers what the test says, a clock that the test turns, and the real client on a simulated Discord."""

from dataclasses import dataclass, field

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.results import InteractionResult

from bot.chat.client import Podium
from bot.desk import Conversation, Offer, Reply, Stale
from bot.facts.models import Source


@dataclass
class TurnedClock:
    """Stands still until the test turns it."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class ScriptedDesk:
    """Says `says`, or raises `raises`; remembers what it was asked and as which turn of a conversation."""

    says: str = "Canada won."
    raises: Exception | None = None
    sources: tuple[Source, ...] = ()
    offered: tuple[Offer, ...] = ()
    asked: list[tuple[str, int]] = field(default_factory=list)

    def ask(self, text: str, conversation: Conversation) -> Reply:
        assert text.strip(), "the face answers an empty message itself"
        conversation.turns += 1
        self.asked.append((text, conversation.turns))
        if self.raises is not None:
            raise self.raises
        return Reply(
            question=text,
            answers=(),
            text=self.says,
            status="answered",
            intent="winner",
            read_as="",
            answer=self.says,
            choices=(),
            suggestions=(),
            sources=self.sources,
            confidence=1.0,
        )

    def offers(self, reply: Reply) -> tuple[Offer, ...]:
        return self.offered

    def press(self, code: str, conversation: Conversation) -> Reply:
        if code not in {offer.code for offer in self.offered}:
            raise Stale(code)
        return self.ask(code, conversation)


@dataclass
class World:
    """One server with one channel and two people, and the bot in it."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    ann: MemberActor
    ben: MemberActor

    @property
    def me(self) -> discord.ClientUser:
        assert self.env.bot.user is not None
        return self.env.bot.user

    @property
    def at(self) -> str:
        """The bot's mention."""
        return self.me.mention

    def replies(self, channel: ChannelHandle | None = None) -> list[discord.Message]:
        """What the bot has said, oldest first."""
        return [message for message in (channel or self.channel).history() if message.author.id == self.me.id]

    def last(self, channel: ChannelHandle | None = None) -> str:
        """The newest message, which has to be the bot's."""
        newest = (channel or self.channel).last_message
        assert newest is not None
        assert newest.author.id == self.me.id
        return newest.content

    @staticmethod
    def shown(result: InteractionResult) -> str:
        """All text of what came back to a command or a press, plain or on a card."""

        def texts(component: dict) -> list[str]:
            inner = [text for child in component.get("components", []) for text in texts(child)]
            return [component["content"], *inner] if "content" in component else inner

        response = result.response
        assert response is not None, "nothing came back"
        return "\n".join([response.content, *(t for c in response.components for t in texts(c))]).strip()


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def desk() -> ScriptedDesk:
    return ScriptedDesk()


@pytest.fixture
def simcord_bot(desk: ScriptedDesk, clock: TurnedClock) -> Podium:
    return Podium(desk, clock=clock)


@pytest.fixture
async def world(simcord_env: Env) -> World:
    guild = simcord_env.create_guild()
    return World(
        env=simcord_env,
        guild=guild,
        channel=guild.create_text_channel("skating"),
        ann=guild.add_member(simcord_env.create_user("ann")),
        ben=guild.add_member(simcord_env.create_user("ben")),
    )
