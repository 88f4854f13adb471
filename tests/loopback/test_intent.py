"""Discord refuses the text of messages: the bot starts without it, and says in one line what to switch on."""

from bot.desk import Desk
from tests.loopback.faults import bout

MESSAGE_CONTENT = 1 << 15


async def test_a_refused_intent_is_done_without_and_said_once(desk: Desk) -> None:
    async with bout(desk, start=False) as fight:
        fight.start()
        fight.client._connection._intents.message_content = True  # as MESSAGE_CONTENT=true does
        await fight.until(fight.discord.connected.is_set, "a connection")
        await fight.discord.hang_up(4014)
        await fight.until(lambda: len(fight.discord.identified) > 1, "a second try")
        await fight.still_answers()
        asked = [bool(identified["intents"] & MESSAGE_CONTENT) for identified in fight.discord.identified]
        assert asked == [True, False]
        assert fight.said("Discord refuses MESSAGE_CONTENT: switch on the Message Content Intent") == 1
        assert fight.said("Traceback") == 0
        assert not fight.client.intents.message_content
