"""What moderators and those who report do, and what becomes of it: the real client, real files, the real store."""

import asyncio
import csv
import io
import itertools
import logging
import re
import shutil
import threading
import zipfile

import discord
import pytest

from bot.chat.client import Podium
from bot.chat.moderation import knowledge, reports
from bot.chat.moderation.channel import NO_INTENT
from bot.chat.moderation.charge import Charge
from bot.desk import Conversation, Desk
from bot.editions import LARGEST, Editions, digest
from bot.facts.journal import ASIDE, files
from bot.store import open_store
from bot.store.store import DAY, KEPT_FOR
from tests.test_editions import GAMES, ONE_CHANGE, SHIPPED, UPLOADED, edit, slower, winning_time

HELD = "2 events at 1 Games"


async def test_a_reload_says_what_changed_and_is_in_the_log(house) -> None:
    edit(house.folder)
    result = await house.knowledge("data role", "reload")
    assert result.ephemeral
    assert ONE_CHANGE in house.shown(result)
    assert HELD in house.shown(result)
    assert winning_time(house.editions._desk) == 17345
    assert "by data\\_role." in house.shown(await house.knowledge("data role", "status"))
    log = house.shown(await house.knowledge("data role", "log"))
    assert f"{house.people['data role'].id} /knowledge reload: 4 changes:" in log


async def test_broken_data_is_said_whole_and_nothing_changes(house) -> None:
    (house.folder / "extra.yaml").write_text("skatres: []\nmomnets: []\n")
    shown = house.shown(await house.knowledge("owner", "reload"))
    assert "2 problems:" in shown
    assert "extra.yaml:1" in shown
    assert "write `skaters`" in shown.replace("\\", "")
    assert "extra.yaml:2" in shown
    assert "Nothing was changed" in shown
    assert "problems" in house.shown(await house.knowledge("owner", "check"))
    assert "something else" in house.shown(await house.knowledge("owner", "status"))


async def test_an_upload_is_shown_confirmed_and_undone(house) -> None:
    before = files(house.folder)
    shown = await house.knowledge("owner", "upload", file=("2022-oslo.yaml", slower(before[GAMES])))
    assert UPLOADED in house.shown(shown)
    assert files(house.folder) == before
    pressed = await house.here_as["owner"].click(shown.response, label="Confirm")
    assert UPLOADED in house.shown(pressed)
    assert files(house.folder)[GAMES] == slower(before[GAMES])
    again = await house.here_as["owner"].click(shown.response, label="Confirm")
    assert house.shown(again) == knowledge.GONE
    assert HELD in house.shown(await house.knowledge("owner", "undo"))
    assert digest(files(house.folder)) == digest(before)


@pytest.mark.parametrize("way", ["cancelled", "too late", "after a restart"])
async def test_an_upload_that_is_not_confirmed_changes_nothing(house, clock, way) -> None:
    before = files(house.folder)
    shown = await house.knowledge("owner", "upload", file=("2022-oslo.yaml", slower(before[GAMES])))
    match way:
        case "too late":
            clock.now += knowledge.PATIENCE
        case "after a restart":
            await house.restart()
    label = "Cancel" if way == "cancelled" else "Confirm"
    words = house.shown(await house.here_as["owner"].click(shown.response, label=label))
    assert words == ("Cancelled: nothing was changed." if way == "cancelled" else knowledge.GONE)
    assert files(house.folder) == before


async def test_a_confirmation_is_the_persons_who_sent_the_file(house, clock) -> None:
    before = files(house.folder)
    shown = await house.knowledge("owner", "upload", file=("2022-oslo.yaml", slower(before[GAMES])))
    (key,) = house.taken.moderation.pending
    for do in ("confirm", "cancel"):
        assert house.shown(await house.press("data role", "here", f"upload:{do}:{key}")) == knowledge.GONE
    assert files(house.folder) == before
    clock.now += knowledge.PATIENCE - 1
    assert UPLOADED in house.shown(await house.here_as["owner"].click(shown.response, label="Confirm"))


async def test_a_confirmation_is_of_the_data_that_was_shown(house) -> None:
    shown = await house.knowledge("owner", "upload", file=("extra.yaml", b"ordinary: [wobble]\n"))
    edit(house.folder)
    words = house.shown(await house.here_as["owner"].click(shown.response, label="Confirm"))
    assert "changed since you sent the file" in words
    assert "extra.yaml" not in files(house.folder)


async def test_of_two_reloads_at_once_the_second_is_told_so(house, monkeypatch) -> None:
    began, go_on = threading.Event(), threading.Event()
    real = house.editions._opened

    def slow(content):
        began.set()
        assert go_on.wait(20)
        return real(content)

    monkeypatch.setattr(house.editions, "_opened", slow)
    edit(house.folder)
    first = asyncio.create_task(asyncio.to_thread(house.editions.reload, "ben"))
    assert await asyncio.to_thread(began.wait, 20)
    assert "right now by somebody else" in house.shown(await house.knowledge("owner", "reload"))
    go_on.set()
    assert ONE_CHANGE in [str(change) for change in await first]


async def test_a_reload_during_a_hundred_questions_loses_none_and_mixes_nothing(house, clock, monkeypatch) -> None:
    """Each question asks the same time of the results and of the records: an answer holds one of them twice."""
    two = "winning time women Oslo 2022? and what is the women's Olympic record?"
    shutil.copytree(SHIPPED / "words", house.folder / "words")
    house.desk = Desk(house.folder)
    house.editions = Editions(house.desk)
    await house.restart(Charge(house.editions, house.charge.state, house.charge.guilds, house.charge.roles))
    people = [house.guild.add_member(house.env.create_user(f"person{n}")) for n in range(100)]
    before = house.desk.ask(two, Conversation()).text
    edit(house.folder)
    backend, asked, reading = house.env.backend, iter(people), threading.Event()
    real = house.editions._opened

    def opened(content):
        reading.set()
        return real(content)

    monkeypatch.setattr(house.editions, "_opened", opened)
    reloading = asyncio.create_task(asyncio.to_thread(house.editions.reload, "ann"))
    assert await asyncio.to_thread(reading.wait, 20)
    for person in itertools.islice(asked, 80):  # as the gateway brings them, without waiting for an answer
        backend.create_message(house.channel.id, person.id, f"{house.at} {two}")
        await asyncio.sleep(0.002 if not reloading.done() else 0)
        if reloading.done():
            break
    during = 100 - len(rest := list(asked))
    assert ONE_CHANGE in [str(change) for change in await reloading]
    for person in rest:
        backend.create_message(house.channel.id, person.id, f"{house.at} {two}")
    await house.env.settle()
    after = house.desk.ask(two, Conversation()).text

    def times(text: str) -> set[str]:
        return set(re.findall(r"2:53\.4\d", text))

    said = [reply.content for reply in house.replies()]
    assert len(said) == 100
    assert (times(before), times(after)) == ({"2:53.44"}, {"2:53.45"})
    assert during > 5
    assert {frozenset(times(text)) for text in said} == {frozenset({"2:53.44"}), frozenset({"2:53.45"})}


async def test_a_use_that_fails_is_in_the_log_as_well(house, monkeypatch) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(house.editions, "check", bug)
    assert "something went wrong" in house.shown(await house.knowledge("owner", "check"))
    assert [entry.outcome for entry in await house.store.uses()] == ["broken off (ZeroDivisionError)"]
    assert len(house.env.errors) == 1


async def test_an_attachment_that_is_gone_is_said_and_in_the_log(house, monkeypatch) -> None:
    monkeypatch.setattr(house.env.backend.cdn, "get", lambda url: None)
    shown = house.shown(await house.knowledge("owner", "upload", file=("extra.yaml", b"ordinary: [wobble]\n")))
    assert "cannot be fetched" in shown
    (entry,) = await house.store.uses()
    assert "cannot be fetched" in entry.outcome


async def test_an_undo_keeps_what_somebody_edited_meanwhile(house) -> None:
    edit(house.folder)
    await house.knowledge("owner", "reload")
    (house.folder / "extra.yaml").write_text("ordinary: [wobble]\n")
    assert ASIDE in house.shown(await house.knowledge("owner", "undo")).replace("\\", "")
    assert "extra.yaml" not in files(house.folder)
    with zipfile.ZipFile(house.folder / ASIDE) as archive:
        assert archive.read("extra.yaml") == b"ordinary: [wobble]\n"


async def test_hostile_uploads_are_refused(house) -> None:
    for name, content, words in (
        ("big.yaml", b"#" * (LARGEST + 1), "split it"),
        ("evil.yml", b"moments: []\n", "ends in .yaml"),
        ("extra.yaml", b"ordinary: !!python/name:os.system\n", "the tag"),
    ):
        shown = house.shown(await house.knowledge("owner", "upload", file=(name, content)))
        assert words in shown.replace("\\", "")
    shown = house.shown(await house.knowledge("owner", "upload", file=("a.yaml", b"x"), name="../a.yaml"))
    assert "name of a new file" in shown
    assert "extra.yaml" not in files(house.folder)


async def test_a_download_is_a_zip_of_the_files(house) -> None:
    result = await house.knowledge("owner", "download")
    (sent,) = result.response.attachments
    assert sent.filename == "knowledge.zip"
    with zipfile.ZipFile(io.BytesIO(await sent.read())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files(house.folder)


async def test_what_gets_no_answer_is_listed_exported_and_cleared(house, desk, clock) -> None:
    desk.status = "unknown"
    for text in ("why 2030?", "Why  2030? <@123456789012345678>", "how cold?"):
        await house.here_as["member"].send(house.channel, f"{house.at} {text}")
    clock.now += 60
    await house.here_as["member"].slash(house.channel, "ask", question="how cold?")
    await house.here_as["member"].slash(house.channel, "ask", question="how cold?")
    desk.status = "answered"
    await house.here_as["member"].slash(house.channel, "ask", question="who won?")

    shown = house.shown(await house.knowledge("owner", "unanswered"))
    assert shown.splitlines() == ["3 × how cold?", "2 × why 2030?"]
    exported = await house.knowledge("owner", "unanswered", do="export")
    assert "2 different" in house.shown(exported)
    (sent,) = exported.response.attachments
    rows = list(csv.reader(io.StringIO((await sent.read()).decode())))
    assert [(row[0], row[2]) for row in rows[1:]] == [("3", "how cold?"), ("2", "why 2030?")]
    assert "5 questions removed" in house.shown(await house.knowledge("owner", "unanswered", do="clear"))
    assert await house.store.unanswered() == []


async def answered(house, clock):
    clock.now += 60
    await house.here_as["member"].send(house.channel, f"{house.at} who won?")
    return house.replies()[-1]


async def test_a_report_is_kept_posted_safely_and_closed(house, clock) -> None:
    posts = house.guild.create_text_channel("reports")
    await house.restart(Charge(house.editions, house.charge.state, house.charge.guilds, house.charge.roles, posts.id))
    answer = await answered(house, clock)
    form = await house.here_as["member"].click(answer, label=reports.LABEL)
    values = {
        "wrong": "@everyone **no**, Japan",
        "link": "https://x.example",
    }
    done = await house.here_as["member"].submit_modal(form, values)
    assert (house.shown(done), done.ephemeral) == (reports.THANKS.format(number=1), True)

    (report,) = await house.store.reports()
    assert (report.question, report.answer) == ("who won?", "Canada won.")
    assert (report.wrong, report.link) == ("@everyone **no**, Japan", "https://x.example")
    posted = house.last(posts)
    assert "Japan" in posted
    assert "@everyone" not in posted
    assert "**no**" not in posted
    assert str(house.people["member"].id) not in posted
    clock.now += 60
    assert "Japan" in house.shown(await house.knowledge("owner", "reports"))
    assert "is closed" in house.shown(await house.knowledge("owner", "reports", close=1, note="mended"))
    assert "no open report" in house.shown(await house.knowledge("owner", "reports", close=1))
    assert house.shown(await house.knowledge("owner", "reports")) == "No report is open."


async def test_the_sixth_report_of_a_day_is_declined(house, clock) -> None:
    answer = await answered(house, clock)
    for number in range(1, 7):
        form = await house.here_as["member"].click(answer, label=reports.LABEL)
        done = await house.here_as["member"].submit_modal(form, {"wrong": "no"})
        assert house.shown(done) == (reports.THANKS.format(number=number) if number < 6 else reports.ENOUGH)


async def test_a_form_open_across_a_restart_ends_with_a_polite_line(house, clock) -> None:
    answer = await answered(house, clock)
    form = await house.here_as["member"].click(answer, label=reports.LABEL)
    await house.restart()
    done = await house.here_as["member"].submit_modal(form, {"wrong": "no"})
    assert (house.shown(done), done.ephemeral) == (reports.RESTARTED, True)
    form = await house.here_as["member"].click(answer, label=reports.LABEL)
    done = await house.here_as["member"].submit_modal(form, {"wrong": "no"})
    assert house.shown(done) == reports.THANKS.format(number=1), "the button itself outlives the restart"


async def test_a_muted_channel_gets_no_answers_but_to_commands(house) -> None:
    boss, member = house.here_as["manage channels"], house.here_as["member"]
    await boss.slash(house.channel, "channel mute")
    await member.send(house.channel, f"{house.at} who won?")
    assert house.replies() == []
    assert house.shown(await member.slash(house.channel, "ask", question="who won?")) == "Canada won."
    await house.restart()
    await member.send(house.channel, f"{house.at} who won?")
    assert len(house.replies()) == 1, "it is kept: only the command was answered"
    await boss.slash(house.channel, "channel unmute")
    await member.send(house.channel, f"{house.at} who won?")
    assert house.last() == "Canada won."


async def test_in_a_thread_its_channel_counts_and_that_is_said(house, clock) -> None:
    charge = house.charge
    await house.restart(Charge(house.editions, charge.state, charge.guilds, charge.roles, None, message_content=True))
    backend = house.env.backend
    start = await house.here_as["owner"].send(house.channel, "laps")
    made = backend.create_thread(house.channel.id, "laps", house.people["owner"].id, message_id=start.id)
    thread = type(house.channel)(house.env, house.guild, made)
    boss = house.here_as["manage channels"]

    async def said(place, command: str, **options) -> str:
        clock.now += 60
        return house.shown(await boss.slash(place, f"channel {command}", **options))

    await said(house.channel, "listen", switch="on")
    assert "listen off there" in await said(thread, "listen", switch="off")
    await house.here_as["member"].send(thread, "who won the team pursuit?")
    assert len(house.replies(thread)) == 1
    await house.here_as["member"].send(house.channel, "who won the team pursuit?")
    assert house.replies() == [], "a channel and its threads share the minute"
    await said(house.channel, "mute")
    assert "unmute there" in await said(thread, "unmute")
    await house.here_as["member"].send(thread, f"{house.at} who won?")
    assert len(house.replies(thread)) == 1
    assert "unmute first" in await said(house.channel, "listen", switch="on")
    assert "unmute" not in (await said(house.channel, "unmute")).replace("/", "")


async def test_listening_takes_the_intent(house) -> None:
    result = await house.here_as["manage server"].slash(house.channel, "channel listen", switch="on")
    assert house.shown(result).replace("\\", "") == NO_INTENT
    assert not house.store.channel(house.channel.id).listening


async def test_a_channel_that_is_listened_to_gets_clear_answers_seldom_and_no_others(house, desk, clock) -> None:
    charge = house.charge
    await house.restart(Charge(house.editions, charge.state, charge.guilds, charge.roles, None, message_content=True))
    member = house.here_as["member"]
    await member.send(house.channel, "who won the team pursuit?")
    assert desk.overheard_lines == [], "off by default"
    await house.here_as["manage server"].slash(house.channel, "channel listen", switch="on")
    await member.send(house.channel, "who won the league?")
    assert house.replies() == []
    await member.send(house.channel, "who won the team pursuit?")
    assert len(house.replies()) == 1
    await member.send(house.channel, "and who won the women's team pursuit?")
    assert len(house.replies()) == 1, "at most one a minute"
    clock.now += 60
    bot = house.guild.add_member(house.env.create_user("other", bot=True))
    await bot.send(house.channel, "who won the team pursuit?")
    assert len(house.replies()) == 1, "never to bots"
    await member.send(house.channel, "who won the team pursuit?")
    assert len(house.replies()) == 2
    clock.now += 60
    for addressed in (house.here_as["owner"].mention, f"<@&{house.charge.roles and min(house.charge.roles)}>"):
        await member.send(house.channel, f"{addressed} who won the team pursuit?")
    assert len(house.replies()) == 2, "never where somebody else is asked"
    await house.restart()
    await member.send(house.channel, "who won the team pursuit?")
    assert len(house.replies()) == 3, "it is kept over a restart"
    await house.here_as["manage server"].slash(house.channel, "channel listen", switch="off")
    clock.now += 60
    await member.send(house.channel, "who won the team pursuit?")
    assert len(house.replies()) == 3


async def test_forget_removes_what_is_kept_of_a_person(house, desk, clock) -> None:
    desk.status = "unknown"
    for name in ("member", "data role"):
        await house.here_as[name].send(house.channel, f"{house.at} question of {name}")
    result = await house.here_as["member"].slash(house.channel, "forget")
    assert result.ephemeral
    assert "1 kept of you" in house.shown(result)
    assert [asked.question for asked in await house.store.unanswered()] == ["question of data role"]
    await house.here_as["member"].send(house.channel, f"{house.at} and then?")
    assert desk.asked[-1] == ("and then?", 1), "the conversation is forgotten, too"


async def test_leaving_a_server_removes_its_rows(house) -> None:
    await house.there_as["manage server"].slash(house.elsewhere, "channel mute")
    await house.here_as["manage server"].slash(house.channel, "channel mute")
    house.env.backend.emit("GUILD_DELETE", {"id": str(house.there.id)})
    await house.env.settle()
    assert not house.store.channel(house.elsewhere.id).muted
    assert house.store.channel(house.channel.id).muted


async def test_an_outage_of_a_server_removes_nothing(house) -> None:
    await house.there_as["manage server"].slash(house.elsewhere, "channel mute")
    house.env.backend.emit("GUILD_DELETE", {"id": str(house.there.id), "unavailable": True})
    await house.env.settle()
    assert house.store.channel(house.elsewhere.id).muted


async def test_a_server_that_was_left_while_nobody_listened_is_left_at_the_start(house) -> None:
    await house.there_as["manage server"].slash(house.elsewhere, "channel mute")
    await house.store.set_channel(404, 4040, muted=True)
    await house.restart()
    await house.env.settle()
    assert house.store.channel(house.elsewhere.id).muted
    assert not house.store.channel(4040).muted


async def test_what_is_too_old_is_swept_at_the_start(house, tmp_path) -> None:
    await house.taken.close()
    old = await open_store(house.charge.state, now=lambda: 1.0)
    await old.note_use(1, 1, "old", "done")
    await old.close()
    assert KEPT_FOR > 0
    await house.restart()
    await house.env.settle()
    assert "old" not in [entry.command for entry in await house.store.uses(limit=-1)]


async def test_what_grows_too_old_meanwhile_is_swept_a_day_later(house) -> None:
    await house.env.settle()  # the sweep of the start is over
    old = await open_store(house.charge.state, now=lambda: 1.0)
    await old.note_use(1, 1, "old", "done")
    await old.close()
    await house.env.advance_time(DAY - 1)
    assert "old" in [entry.command for entry in await house.store.uses(limit=-1)]
    await house.env.advance_time(2)
    await house.env.settle()
    assert "old" not in [entry.command for entry in await house.store.uses(limit=-1)]


async def test_commands_are_told_to_discord_once_over_restarts(house) -> None:
    def told() -> int:
        return sum(r.method == "PUT" and "commands" in r.path for r in house.env.http_requests)

    before = told()
    await house.restart()
    assert told() == before


async def test_a_state_that_cannot_be_written_stops_no_answer(house, desk, caplog) -> None:
    await house.taken.moderation.store._file.write("PRAGMA query_only = ON")
    desk.status = "unknown"
    await house.here_as["member"].send(house.channel, f"{house.at} who won?")
    assert house.last() == "Canada won."
    assert "could not be kept" in house.shown(await house.here_as["manage server"].slash(house.channel, "channel mute"))
    assert [r for r in caplog.records if r.levelno == logging.ERROR and "STATE_PATH" in r.getMessage()]


def test_the_intent_is_asked_for_only_where_it_is_set() -> None:
    desk = object()
    assert not Podium(desk).intents.message_content
    assert Podium(desk, charge=Charge(None, message_content=True)).intents.message_content
    assert isinstance(Podium(desk).intents, discord.Intents)


async def test_what_is_for_servers_only_says_so_to_discord_and_the_rest_is_for_everywhere(house) -> None:
    """The flags of a command are merged with those of the tree, so that what is not denied is allowed."""
    await house.restart(Charge(house.editions, house.charge.state))  # no server of its own: /knowledge is for DMs
    puts = [r for r in house.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
    told = [r.json for r in puts if "/guilds/" not in r.path][-1]
    where = {each["name"]: (sorted(each["contexts"]), sorted(each["integration_types"])) for each in told}

    assert where.pop("channel") == ([0], [0]), "a server's own, installed to servers"
    assert where.pop("knowledge") == ([1], [0, 1])
    assert len(where) > 10
    assert set(map(str, where.values())) == {str(([0, 1, 2], [0, 1]))}
