"""Every command with the real desk on a simulated Discord: what comes back, and what is offered while one types."""

import re
from pathlib import Path
from random import Random

import pytest
from discord import ui
from simcord.builders import UserHandle

from bot import __version__
from bot.chat.commands.itself import NOTHING_YET
from bot.chat.commands.words import WORDS
from bot.chat.cooldown import WINDOW
from bot.chat.dress import Dress
from bot.desk import Conversation, Desk, held

EACH = 8  # combinations of the options of each command
TYPED = {
    ("result", "event=team-pursuit women", "games=beijing-2022"): "results of the women's team pursuit in 2022",
    ("result",): "results",
    ("race", "round=final-a", "event=team-pursuit men"): "final of the men's team pursuit",
    ("bracket", "event=team-pursuit women", "games=sochi-2014"): "bracket of the women's team pursuit in 2014",
    ("medals",): "medal table of the team pursuit",
    ("medals", "scope=speed skating", "games=all", "order=total"): "medal table of speed skating of all time by total",
    ("medals", "scope=games", "gender=women"): "women's medal table of the whole Games",
    ("record", "kind=OR", "event=team-pursuit men"): "men's Olympic record progression",
    ("skater", "name=Ireen Wüst"): "tell me about Ireen Wüst",
    ("nation", "name=NED"): "tell me about the Netherlands",
    ("compare", "a=CAN", "b=JPN"): "compare Canada and Japan",
    ("ask", "question=who won in 2010?"): "who won in 2010?",
}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Path(__file__).parents[3] / "knowledge")


def filled(options: tuple[str, ...]) -> dict[str, str]:
    return dict(option.split("=", 1) for option in options)


@pytest.mark.parametrize(("command", "typed"), TYPED.items(), ids=TYPED.values())
async def test_a_command_answers_everybody_with_what_the_words_would_get(world, desk, command, typed) -> None:
    result = await world.ann.slash(world.channel, command[0], **filled(command[1:]))
    answer = desk.ask(typed, Conversation()).answer

    first = re.sub(r"[\\\u200b]", "", world.shown(result))
    assert first.startswith(answer[:200])
    assert not result.ephemeral


async def test_every_command_is_tried_here(world) -> None:
    of_its_own = {"why", "about", "help"}
    assert set(world.ann.available_commands(world.channel)) == {command[0] for command in TYPED} | of_its_own


async def test_words_follow_on_a_command(world, desk) -> None:
    await world.ann.slash(world.channel, "result", event="team-pursuit women", games="beijing-2022")
    result = await world.ann.slash(world.channel, "ask", question="and the men's?")

    assert "Norway" in world.shown(result).split("\n")[0]


async def test_a_choice_is_asked_back(world) -> None:
    result = await world.ann.slash(world.channel, "skater", name="Takagi")

    assert "Which one do you mean" in world.shown(result)


# ---- while one types


async def choices(world, command: str, option: str, typed: str, **other: str) -> list[str]:
    return [c["value"] for c in await world.ann.autocomplete(world.channel, command, option, typed, **other)]


async def test_names_are_offered_with_slips(world) -> None:
    offered = await world.ann.autocomplete(world.channel, "skater", "name", "wusst")

    assert offered[0] == {"name": "Ireen Wüst (Netherlands)", "value": "Ireen Wüst"}


async def test_what_is_offered_goes_with_what_is_filled_in(world, desk) -> None:
    assert "heat" in await choices(world, "race", "round", "", games="turin-2006")
    assert "heat" not in await choices(world, "race", "round", "", games="Beijing 2022")
    canadians = await choices(world, "skater", "name", "", nation="Canada")
    assert canadians
    assert all("CAN" in desk.snapshot.skaters[name].nations for name in canadians)
    assert "chamonix-1924" in await choices(world, "medals", "games", "1924", scope="games")
    assert "chamonix-1924" not in await choices(world, "medals", "games", "1924")
    assert "CAN" not in await choices(world, "compare", "b", "can", a="CAN")


async def test_typing_is_free(world) -> None:
    for _ in range(20):
        await world.ann.autocomplete(world.channel, "skater", "name", "w")

    result = await world.ann.slash(world.channel, "skater", name="Ireen Wüst")
    assert not result.ephemeral


async def test_a_bug_while_one_types_offers_nothing_and_is_logged(world, desk, caplog, monkeypatch) -> None:
    def broken(self, prefix: str, *_: object) -> None:
        raise KeyError(f"no index for {prefix}")

    monkeypatch.setattr(Desk, "complete", broken)
    assert await choices(world, "skater", "name", "zamboni") == []
    assert "KeyError" in caplog.text
    assert "zamboni" not in caplog.text


@pytest.mark.parametrize("typed", ["", "?", "@everyone", "\u202e" * 50, "a" * 6000, "🇨🇦" * 99])
async def test_whatever_is_typed_is_taken(world, typed: str, caplog) -> None:
    for command, option in (("skater", "name"), ("compare", "a"), ("result", "event"), ("medals", "games")):
        assert len(await choices(world, command, option, typed)) <= 25
    assert "no answer" not in caplog.text


# ---- about Podium


async def test_why_tells_how_the_last_answer_here_was_read(world, desk) -> None:
    assert world.shown(await world.ann.slash(world.channel, "why")) == NOTHING_YET
    await world.ann.send(world.channel, f"{world.at} who won women's team pursuit")
    of_ben = await world.ben.slash(world.channel, "why")
    result = await world.ann.slash(world.channel, "why")

    reply = desk.ask("who won women's team pursuit", Conversation())
    assert world.shown(of_ben) == NOTHING_YET
    assert result.ephemeral
    assert "Asked: who won women's team pursuit" in world.shown(result)
    assert all(line.split(":")[0] in world.shown(result) for line in reply.why)
    assert all(f"<{source.url}>" in world.shown(result) for source in reply.sources if source.url)


async def test_about_says_what_is_held_and_how_to_invite(world, desk) -> None:
    result = await world.ann.slash(world.channel, "about")
    said = world.shown(result)

    assert result.ephemeral
    assert held(desk.snapshot).split(", ")[0] in said
    assert str(desk.snapshot.knowledge.as_of) in said
    assert f"Version {__version__}" in said
    invited = re.search(r"<(https://discord.com/oauth2/authorize\S*permissions=(\d+)\S*)>", said)
    assert invited
    assert int(invited[2]) & 0x8 == 0, "an invitation that asks for everything"
    assert "integration_type=1" in said


async def test_help_lists_every_command(world) -> None:
    result = await world.ann.slash(world.channel, "help")

    assert result.ephemeral
    for name in world.ann.available_commands(world.channel):
        assert f"/{name}: " in world.shown(result)


async def test_in_a_direct_message(world) -> None:
    await world.ann.send_dm("hello")
    person: UserHandle = world.ann.user
    result = await person.slash("nation", name="JPN")

    assert "Japan" in world.shown(result)


def test_no_words_are_idle_and_none_too_long() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path("bot/chat/commands").glob("*.py"))
    for key, words in WORDS.items():
        assert len(words) <= 100, key
        assert re.search(rf'"{key.partition("=")[0]}"', source), key


# ---- what is typed and what is chosen


@pytest.mark.parametrize("options", [command for command in TYPED if command[0] != "ask"], ids=" ".join)
async def test_no_command_makes_a_line_of_english_to_have_it_read(world, monkeypatch, options) -> None:
    monkeypatch.delattr(Desk, "ask")
    result = await world.ann.slash(world.channel, options[0], **filled(options[1:]))

    assert result.response.flags.components_v2, "a card, and no apology"


def combinations(desk: Desk) -> list[tuple[str, dict[str, object], str]]:
    """Some combinations of each command's options, with the words that somebody would type for them."""
    chance, facts, found = Random(2026), desk.snapshot, []
    events = {
        "": "team pursuit",
        "team-pursuit women": "women's team pursuit",
        "team-pursuit men": "men's team pursuit",
    }
    held = {"": "", **{games: f" in {facts.games[games].year}" for games in facts.held["team-pursuit"]}}
    for _ in range(EACH):
        event, games = chance.choice(list(events)), chance.choice(list(held))
        of, where = f" of the {events[event]}{held[games]}", {"event": event, "games": games}
        stage = chance.choice(list(facts.rounds.values()))
        a, b = chance.sample(list(facts.skaters), 2)
        x, y = chance.sample(list(facts.nations.values()), 2)
        kind, record = chance.choice([("OR", "Olympic"), ("WR", "world"), ("TR", "track")])
        gender, top = chance.choice(["", "men", "women"]), chance.choice([None, 1, 3])
        by_total = chance.choice([False, True])
        head = f"top {top} of the medal table" if top else "medal table"
        whose = f"{gender}'s " if gender else ""
        found += [
            ("result", where, f"results{of}"),
            ("bracket", where, f"bracket{of}"),
            ("race", where | {"round": stage.id}, f"{stage.name}{of}"),
            ("record", {"kind": kind, "event": event}, f"{events[event]} {record} record progression"),
            ("skater", {"name": a}, f"tell me about {a}"),
            ("nation", {"name": x.id}, f"tell me about {x.in_sentence or x.name}"),
            ("compare", {"a": a, "b": b}, f"compare {a} and {b}"),
            ("compare", {"a": x.id, "b": y.id}, f"compare {x.in_sentence or x.name} and {y.in_sentence or y.name}"),
            (
                "medals",
                {"games": games, "gender": gender, "top": top, "order": "total" if by_total else ""},
                f"{head} of the {whose}team pursuit{held[games]}{' by total' if by_total else ''}",
            ),
        ]  # fmt: skip
    return found


async def test_combinations_of_options_show_the_card_of_the_words(world, desk, clock) -> None:
    for command, options, typed in combinations(desk):
        clock.now += WINDOW
        result = await world.ann.slash(
            world.channel, command, **{key: value for key, value in options.items() if value}
        )
        card = Dress(desk).card(desk.ask(typed, Conversation()), world.ann.id)
        words = "\n".join(item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay))
        assert world.shown(result) == words.strip(), f"/{command} {options}: {typed}"


async def test_womens_medals_of_whole_games_get_a_clear_line(world) -> None:
    said = world.shown(await world.ann.slash(world.channel, "medals", scope="games", gender="women"))

    assert "not split into men and women" in said
    assert "```" not in said, "no table of something else"
