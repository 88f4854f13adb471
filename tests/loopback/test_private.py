"""Podium brought along by a person, where it is no member: a private channel, its own direct messages, any server."""

import asyncio

import pytest

from bot.desk import Desk
from tests.loopback.faults import ANSWER, QUESTION, Bout, ask, bout
from tests.loopback.fuzz import texts
from tests.loopback.server import EVERYBODY_MAY, ME, Body, person

ANN, BEN = 1000, 1001
NOWHERE = {"guild_id": None, "guild": None, "member": None, "guild_locale": None}
PLACES: dict[str, Body] = {
    "a private channel": NOWHERE | {
        "context": 2, "channel": {"id": "77", "type": 3, "name": None, "last_message_id": None, "owner_id": str(BEN),
                                  "recipients": [person(BEN)], "icon": None, "flags": 0},
    },
    "a direct message": NOWHERE | {
        "context": 1, "channel": {"id": "77", "type": 1, "last_message_id": None, "recipients": [person(ANN)],
                                  "flags": 0},
    },
    "a server it is no member of": {
        "context": 0, "guild_id": "55", "app_permissions": "0",
        "guild": {"id": "55", "locale": "en-GB", "features": []},
        "channel": {"id": "77", "type": 0, "name": "talk", "guild_id": "55", "position": 0, "parent_id": None,
                    "permission_overwrites": [], "nsfw": False, "flags": 0, "topic": None, "last_message_id": None,
                    "permissions": str(EVERYBODY_MAY)},
    },
}  # fmt: skip


async def did(fight: Bout, place: Body, kind: int, data: Body, *, by: int = ANN, **more: object) -> Body:
    """What came back to somebody who did something there."""
    where = place | {"authorizing_integration_owners": {"1": str(ANN)}}
    where |= {"user": person(by)} if place["guild_id"] is None else {}
    number = await fight.discord.interact(kind, data, by=by, channel=77, place=where, **more)
    await fight.until(lambda: any(each["id"] == number for each in fight.discord.callbacks), "an answer")
    return next(each for each in fight.discord.callbacks if each["id"] == number)


def said(answer: Body) -> str:
    return "\n".join(text for name, text in texts(answer) if name == "content")


def ephemeral(answer: Body) -> bool:
    return bool(answer["data"].get("flags", 0) & 64)


def button(answer: Body, label: str) -> str:
    """The custom_id of a button on a card."""
    found = [
        b["custom_id"] for row in answer["data"]["components"] for b in row["components"] if b.get("label") == label
    ]
    return found[0]


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
async def test_commands_buttons_and_choices_work_there(desk: Desk, place: Body) -> None:
    async with bout(desk) as fight:
        answer = await did(fight, place, 2, ask(QUESTION))
        assert said(answer).startswith(ANSWER)
        assert not ephemeral(answer), "an answer is for everybody"

        shown = fight.discord.message("", author=ME, channel=77) | {
            "components": answer["data"]["components"], "flags": answer["data"]["flags"], "application_id": "3",
        }  # fmt: skip
        men = {"custom_id": button(answer, "Men"), "component_type": 2}
        of_ben = await did(fight, place, 3, men, by=BEN, message=shown)
        assert (of_ben["type"], ephemeral(of_ben)) == (4, True), "somebody else gets an answer of their own"
        pressed = await did(fight, place, 3, men, message=shown)
        assert pressed["type"] == 7, "the asker's answer changes in its place"
        assert said(pressed) == said(of_ben) != said(answer)

        typed = {"id": "9001", "name": "skater", "type": 1,
                 "options": [{"name": "name", "type": 3, "value": "wusst", "focused": True}]}  # fmt: skip
        offered = await did(fight, place, 4, typed)
        assert offered["data"]["choices"][0]["value"] == "Ireen Wüst"

        follows = await did(fight, place, 2, ask("by how much?"))
        assert "beat" in said(follows), "what is asked there is one conversation"
        assert ephemeral(await did(fight, place, 2, {"id": "9002", "name": "why", "type": 1}))
        await asyncio.sleep(0)
        assert not fight.discord.messages, "it writes nothing there but what it was asked for"
