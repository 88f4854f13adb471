"""Hostile input of every kind through the real client, and what must never come of it; the figures of `make fuzz`.

Nothing that people write may ping, render as a link or a mention that we did not mean, reach a person as an error, or
take long. Inputs come from hypothesis and from a list of tricks, by a seed, so that every run can be had again.
"""

import asyncio
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from bot.chat import library
from bot.chat.invitation import invitation
from bot.desk import Desk
from tests.loopback.faults import Bout, bout
from tests.loopback.load import autocompleted, questions
from tests.loopback.server import APPLICATION, CHANNELS, DM, GUILD, ME, Body, person

LONGEST = 4000  # characters of a message, an option or a field
SLOW = 50.0  # milliseconds

TRICKS: tuple[str, ...] = (
    "@everyone", "@here", "<@1>", "<@!2>", "<@&10>", "<#100>", "</ask:9000>", "<id:customize>", "<t:0:R>", "<:gold:1>",
    "<a:x:1>", "@\u200beveryone", "<@\u202e1>", "\u202e\u2066\u2069", "\u200b\u200d\ufeff", "\u0000\x07\x1b[31m",
    "\r\n\r\n",
    "```", "`", "**", "__", "~~", "||", "# ", "-# ", "> ", ">>> ", "* ", "1. ", "[x](https://evil.example)",
    "[x]( <https://evil.example> )", "https://evil.example/a_b", "HTTPS://EVIL.EXAMPLE", "discord.gg/abc",
    "discord\u3002gg/abc", "discord.com/invite/abc", "<https://evil.example>", "steam://run", "www.evil.example",
    "\\", "\\\\", "\\`", "%s", "%n%n", "%(token)s", "{0.__class__}", "{}", "${jndi:ldap://evil}", "$(id)",
    "'; DROP TABLE x;--",
    "\u0301" * 50, "ﷺ" * 20, "🇨🇦🇳🇱", "👩‍👩‍👧‍👦" * 10, "𝐂𝐚𝐧𝐚𝐝𝐚", "Ｃａｎａｄａ", "İ", "ß", "ǅ", "\ud83d", "\uffff",
    "A" * LONGEST,
    "who won " * 300, "((((" * 200, "9" * 400, "1e999", "-1", "0x10", "٣", "Ⅻ", "½", "2" + "\u20e3",
)  # fmt: skip

_pieces = st.one_of(st.sampled_from(TRICKS), st.sampled_from(questions()), st.text(max_size=30))
TEXTS = st.one_of(
    st.lists(_pieces, min_size=1, max_size=6).map(" ".join),
    st.lists(_pieces, min_size=1, max_size=4).map("".join),
    st.text(min_size=1, max_size=200),
).map(lambda text: text[:LONGEST].encode("utf-8", "replace").decode() or "?")

# What Discord makes something of. A zero-width space within takes the sting out, so it is not removed before looking.
_ACTIVE = re.compile(
    r"@everyone|@here|<@[!&]?\d+>|<#\d+>|</[^>]+:\d+>|<id:\w+>|<t:-?\d+(?::\w)?>|<a?:\w+:\d+>"
    r"|(?<!\\)\[[^\]\n]*\]\([^)\s]*://[^)\s]*|discord(?:app)?[.\u3002](?:gg|com/invite)/\w",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s<>]+", re.IGNORECASE)


def inputs(count: int, number: int) -> list[str]:
    """`count` hostile texts, always the same for the same number."""
    found: list[str] = []

    @seed(number)
    @settings(max_examples=count, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(TEXTS)
    def draw(text: str) -> None:
        found.append(text)

    draw()
    return found


def texts(body: object) -> Iterator[tuple[str, str]]:
    """Every text that Discord would render of a message or a callback, with the name of its field."""
    match body:
        case dict():
            for name, value in body.items():
                if isinstance(value, str) and name in (
                    "content",
                    "url",
                    "label",
                    "title",
                    "description",
                    "placeholder",
                ):
                    yield name, value
                elif name not in ("sent", "author", "mentions"):
                    yield from texts(value)
        case list():
            for value in body:
                yield from texts(value)
        case _:
            pass


def _led(active: str, links: frozenset[str]) -> bool:
    """Whether something active is a name that leads to an address of ours."""
    return active.startswith("[") and active.rpartition("](")[2].strip("<>") in links


def wrongs(body: Body, links: frozenset[str]) -> list[str]:
    """What is wrong with what was sent, if anything."""
    found = []
    allowed = body.get("allowed_mentions", {"parse": []})
    if allowed.get("parse") or allowed.get("users") or allowed.get("roles") or allowed.get("replied_user"):
        found.append(f"it may ping: {allowed}")
    for name, text in texts(body):
        if "something went wrong" in text:
            found.append("an exception reached a person")
        active = _ACTIVE.findall(text) if name == "content" else ()
        # The name of a source may lead to its address, which is looked at below.
        found += [f"it renders as more than text: {each!r}" for each in active if not _led(each, links)]
        leading = {re.sub(r"\)[;,.]?$", "", each) if each not in links else each for each in _LINK.findall(text)}
        found += [f"an address that is none of ours: {each!r}" for each in leading - links]
    return found


@dataclass
class Fuzz:
    """What came of it."""

    tried: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=lambda: defaultdict(float))  # milliseconds of both sides
    wrong: list[str] = field(default_factory=list)

    def note(self, kind: str, text: str, milliseconds: float, found: list[str]) -> None:
        """Count one."""
        self.tried[kind] += 1
        self.slowest[kind] = max(self.slowest[kind], milliseconds)
        self.wrong += [f"{kind} {text[:200]!r}: {each}" for each in found]


async def fuzz(desk: Desk, count: int, number: int) -> Fuzz:
    """Send `count` hostile things to Podium, one after the other."""
    came = Fuzz()
    held = [source.url for source in desk.snapshot.knowledge.sources if source.url]
    # Within the brackets of a link, those of an address are written another way.
    invited = [invitation(int(APPLICATION["id"]), person=person) for person in (False, True)]  # /about gives them
    links = frozenset([*held, *invited, *(url.replace("(", "%28").replace(")", "%29") for url in held)])
    async with bout(desk, private=False) as fight:
        kinds = list(_kinds(fight))
        for n, text in enumerate(inputs(count, number)):
            kind, send = kinds[n % len(kinds)]
            before = len(fight.discord.messages), len(fight.discord.callbacks)
            begun = time.process_time()
            await send(n, text)
            taken = (time.process_time() - begun) * 1000
            sent = [each["sent"] for each in list(fight.discord.messages)[before[0] :]]
            sent += [each.get("data") or {} for each in list(fight.discord.callbacks)[before[1] :]]
            found = [wrong for body in sent for wrong in wrongs(body, links)]
            if kind in ("message", "direct message", "command", "menu", "autocomplete") and len(sent) != 1:
                found.append(f"{len(sent)} answers")
            came.note(kind, text, taken, found)
        if fight.said("Traceback"):
            came.wrong.append(fight.log.getvalue()[-3000:])
        await fight.still_answers_besides()
    return came


def _kinds(fight: Bout) -> Iterator[tuple[str, Any]]:
    """Each way in, as something that sends a text by it and waits for what comes of it."""
    discord = fight.discord

    async def settled(number: str, *, answer: bool = True) -> None:
        def done() -> bool:
            said = any(each["id"] == number for each in list(discord.callbacks)[-5:])
            return not library.answering() and (said or not answer)

        if not answer:
            await asyncio.sleep(0.003)
        await fight.until(done, "the end of an interaction")

    async def message(n: int, text: str, channel: int = CHANNELS[0]) -> None:
        count = len(discord.messages)
        name = TRICKS[n % len(TRICKS)][:32].encode("utf-8", "replace").decode()
        author = person(20_000 + n) | {"username": name, "global_name": name}
        await discord.say(text, by=20_000 + n, channel=channel, author=author)
        await fight.until(lambda: len(discord.messages) > count, f"an answer to {text!r}")
        await fight.until(lambda: not library.answering(), "the end of an answer")

    async def direct(n: int, text: str) -> None:
        await message(n, text, DM)

    async def command(n: int, text: str) -> None:
        leaves = [leaf for each in discord.commands for leaf in _leaves(each, text, n)]
        await settled(await discord.interact(2, leaves[n % len(leaves)], by=20_000 + n))

    async def menu(n: int, text: str) -> None:
        said = discord.message(text, author=person(7), channel=CHANNELS[0]) | {"guild_id": str(GUILD)}
        each = next(each for each in discord.commands if each.get("type") == 3)
        data = {"id": each["id"], "name": each["name"], "type": 3, "target_id": said["id"]}
        resolved = {"resolved": {"messages": {said["id"]: said}}}
        await settled(await discord.interact(2, data | resolved, by=20_000 + n))

    async def typing(n: int, text: str) -> None:
        options = list(autocompleted(discord, text))
        await settled(await discord.interact(4, options[n % len(options)], by=20_000 + n))

    async def component(n: int, text: str) -> None:
        seen = [custom for each in list(discord.messages)[-50:] for custom in _custom_ids(each["sent"])]
        forged = text[:100] or "x"
        if seen and n % 3:
            real = seen[n % len(seen)]
            cut = n % (len(real) + 1)
            forged = (real[:cut] + text)[:100] if n % 2 else real
        kind = 2 if n % 2 else 3
        data: Body = {"custom_id": forged, "component_type": kind}
        if kind == 3:
            data["values"] = [text[:100]]
        said = discord.message("Canada won.", author=ME, channel=CHANNELS[0])
        await settled(await discord.interact(3, data, by=20_000 + n, message=said), answer=False)

    async def modal(n: int, text: str) -> None:
        row = {"type": 1, "components": [{"type": 4, "custom_id": text[:100] or "x", "value": text}]}
        data = {"custom_id": (text[:100] or "x"), "components": [row]}
        await settled(await discord.interact(5, data, by=20_000 + n), answer=False)

    yield "message", message
    yield "command", command
    yield "direct message", direct
    yield "component", component
    yield "menu", menu
    yield "modal", modal
    if any(autocompleted(discord)):
        yield "autocomplete", typing


def _leaves(command: Body, text: str, n: int) -> Iterator[Body]:
    """Each slash command with every option filled in with something hostile."""
    if command.get("type", 1) != 1:
        return
    base = {"id": command["id"], "name": command["name"], "type": 1}

    def filled(options: list[Body]) -> Iterator[list[Body]]:
        nested = [option for option in options if option["type"] in (1, 2)]
        for option in nested:
            for inner in filled(option.get("options", [])):
                yield [{"name": option["name"], "type": option["type"], "options": inner}]
        if not nested:
            values: dict[int, object] = {3: text, 4: (-(2**53), 0, 2**53)[n % 3], 5: True, 10: 1e300}
            yield [
                {"name": option["name"], "type": option["type"], "value": values[option["type"]]}
                for option in options
                if option["type"] in values and (option.get("required") or n % 2)
            ]

    for options in filled(command.get("options", [])):
        yield base | {"options": options}


def _custom_ids(body: object) -> Iterator[str]:
    match body:
        case {"custom_id": str(custom), **rest}:
            yield custom
            yield from _custom_ids(rest)
        case dict():
            for value in body.values():
                yield from _custom_ids(value)
        case list():
            for value in body:
                yield from _custom_ids(value)
        case _:
            pass


async def main(desk: Desk, *, count: int = 10_000) -> bool:
    """Print every figure; returns whether all hold."""
    number = int(time.time())
    came = await fuzz(desk, count, number)
    for kind, tried in came.tried.items():
        print(f"{kind}: {tried} tried, the slowest took {came.slowest[kind]:.1f} ms of computing on both sides")
    slow = [kind for kind, taken in came.slowest.items() if taken >= SLOW]
    for line in came.wrong[:20]:
        print(f"WRONG: {line}")
    holds = not came.wrong and not slow
    print(f"seed {number}: {len(came.wrong)} wrong, over {SLOW:.0f} ms: {', '.join(slow) or 'none'}: "
          f"{'holds' if holds else 'DOES NOT HOLD'}")  # fmt: skip
    return holds
