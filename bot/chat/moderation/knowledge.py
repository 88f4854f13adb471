"""`/knowledge`: what data moderators do; it knows neither files nor SQL."""

import asyncio
import csv
import io
import re
import secrets
from datetime import UTC, datetime
from typing import Literal, Self

import discord
from discord import app_commands

from bot.chat.moderation.using import Moderation, Pending, Told
from bot.chat.tree import Tree
from bot.editions import LARGEST, Refused, told
from bot.facts.changes import Change
from bot.facts.journal import ASIDE
from bot.store import Asked

PATIENCE = 600.0  # seconds in which an upload is confirmed
_SHOWN = 25  # lines of a list
EDITED = f"The files held something that was never answered from: it is kept in {ASIDE} beside them."
GONE = "This upload is no longer open: send the file again with /knowledge upload."


def add_to(tree: Tree, moderation: Moderation) -> None:
    """Put the group on the tree: for the servers that look after the data, or else for the owner's direct messages."""
    guilds = [discord.Object(guild) for guild in sorted(moderation.authority.guilds)]
    if guilds:
        group = app_commands.Group(name="knowledge", description="Look after what Podium knows")
        tree.add_command(_filled(group, moderation), guilds=guilds)
    else:
        group = app_commands.Group(
            name="knowledge",
            description="Look after what Podium knows",
            allowed_contexts=app_commands.AppCommandContext(guild=False, dm_channel=True, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        tree.add_command(_filled(group, moderation))


def _filled(group: app_commands.Group, moderation: Moderation) -> app_commands.Group:
    _add_data(group, moderation)
    _add_files(group, moderation)
    _add_lists(group, moderation)
    return group


def _add_data(group: app_commands.Group, moderation: Moderation) -> None:
    editions, store = moderation.editions, moderation.store

    async def changed(changes: tuple[Change, ...]) -> Told:
        return Told(told(changes, (await asyncio.to_thread(editions.status)).held))

    @group.command(description="Read the data anew, and say what has changed")
    async def reload(interaction: discord.Interaction) -> None:
        by = interaction.user.display_name

        async def act() -> Told:
            return await changed(await asyncio.to_thread(editions.reload, by))

        await moderation.for_data(interaction, "reload", act)

    @group.command(description="What is held, since when, and whether the files hold the same")
    async def status(interaction: discord.Interaction) -> None:
        async def act() -> Told:
            now = await asyncio.to_thread(editions.status)
            same = "the same" if now.same_on_disk else "something else: /knowledge check says what"
            lines = (
                f"Digest {now.digest}. The files hold {same}.",
                f"Held: {now.held}",
                f"Loaded {now.loaded:%Y-%m-%d %H:%M} UTC by {now.by}.",
                f"Kept beyond a restart: {'yes' if store.keeps else 'no, STATE_PATH cannot be used'}.",
            )
            return Told("\n".join(lines))

        await moderation.for_data(interaction, "status", act)

    @group.command(description="Every problem in the files, or what a reload would change")
    async def check(interaction: discord.Interaction) -> None:
        async def act() -> Told:
            changes = await asyncio.to_thread(editions.check)
            return Told("\n".join(["No problem found. A reload would change:", *map(str, changes)]) if changes else
                        "No problem found, and nothing would change.")  # fmt: skip

        await moderation.for_data(interaction, "check", act)

    @group.command(description="Go back to the data before the last change, on disk as well")
    async def undo(interaction: discord.Interaction) -> None:
        by = interaction.user.display_name

        async def act() -> Told:
            undone = await asyncio.to_thread(editions.undo, by)
            done = await changed(undone.changes)
            return Told(f"{done.words}\n{EDITED}") if undone.edited else done

        await moderation.for_data(interaction, "undo", act)


def _add_files(group: app_commands.Group, moderation: Moderation) -> None:
    editions = moderation.editions

    @group.command(description="Replace or add one file: what would change is shown first")
    @app_commands.describe(file="A YAML file, at most 1 MB", name="Where it goes, if its own name does not say it")
    async def upload(interaction: discord.Interaction, file: discord.Attachment, name: str = "") -> None:
        async def act() -> Told:
            if file.size > LARGEST:
                raise Refused(f"The file has {file.size:,} bytes, more than {LARGEST:,}: split it.")
            content = await file.read()
            proposal = await asyncio.to_thread(editions.propose, name or file.filename, content)
            if not proposal.changes:
                return Told("No problem found, and nothing would change.")
            now = moderation.clock()
            for key in [key for key, pending in moderation.pending.items() if pending.until <= now]:
                del moderation.pending[key]
            key = secrets.token_hex(8)
            moderation.pending[key] = Pending(proposal, interaction.user.id, now + PATIENCE)
            view = discord.ui.View(timeout=None)
            view.add_item(UploadItem("confirm", key))
            view.add_item(UploadItem("cancel", key))
            words = told(proposal.changes, f"{proposal.name} is written when you confirm it within ten minutes.")
            return Told(words, f"{proposal.name} {proposal.digest}: shown", view=view)

        await moderation.for_data(interaction, "upload", act)

    @group.command(description="The files that are answered from, as a zip")
    async def download(interaction: discord.Interaction) -> None:
        async def act() -> Told:
            return Told("These are the files that are answered from.", file=("knowledge.zip", editions.download()))

        await moderation.for_data(interaction, "download", act)


def _add_lists(group: app_commands.Group, moderation: Moderation) -> None:
    store = moderation.store

    @group.command(description="What people asked that got no answer, the most frequent first")
    @app_commands.describe(do="show the first ones, export all as CSV, or clear the list")
    async def unanswered(interaction: discord.Interaction, do: Literal["show", "export", "clear"] = "show") -> None:
        async def act() -> Told:
            match do:
                case "clear":
                    return Told(f"{await store.clear_unanswered()} questions removed.")
                case "export":
                    asked = await store.unanswered()
                    return Told(f"{len(asked)} different questions.", file=("unanswered.csv", as_csv(asked)))
                case _:
                    asked = await store.unanswered(_SHOWN)
                    lines = [f"{each.times} × {each.question}" for each in asked]
                    return Told("\n".join(lines) or "Nothing is left unanswered.", f"{len(lines)} shown")

        await moderation.for_data(interaction, f"unanswered {do}", act)

    @group.command(description="What people say is wrong; close one by its number, with a note")
    @app_commands.describe(close="The number of a report", note="What came of it")
    async def reports(interaction: discord.Interaction, close: int | None = None, note: str = "") -> None:
        async def act() -> Told:
            if close is not None:
                done = await store.close_report(close, note)
                return Told(f"Report {close} is closed." if done else f"There is no open report {close}.")
            found = await store.reports()
            lines = [
                f"{r.id} ({moment(r.at)}): {r.wrong}{f' ({r.link})' if r.link else ''}\n  of: {r.answer}" for r in found
            ]
            return Told("\n".join(lines) or "No report is open.", f"{len(lines)} shown")

        await moderation.for_data(interaction, "reports" if close is None else f"reports close {close}", act)

    @group.command(description="Who used which of these commands, and what came of it")
    async def log(interaction: discord.Interaction) -> None:
        async def act() -> Told:
            lines = [f"{moment(e.at)} {e.moderator} {e.command}: {e.outcome}" for e in await store.uses(_SHOWN)]
            return Told("\n".join(lines) or "Nothing has been done yet.", f"{len(lines)} shown")

        await moderation.for_data(interaction, "log", act)


class UploadItem(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"upload:(?P<do>confirm|cancel):(?P<key>\w+)"
):
    """Confirm and Cancel under an upload; what they stand for is held by the process alone, and so bound to it."""

    def __init__(self, do: str, key: str) -> None:
        """The button for one upload."""
        style = discord.ButtonStyle.primary if do == "confirm" else discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=do.capitalize(), style=style, custom_id=f"upload:{do}:{key}"))
        self.do, self.key = do, key

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction, __: discord.ui.Item[discord.ui.View], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(match["do"], match["key"])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Confirm or cancel."""
        moderation: Moderation = interaction.client.taken.moderation  # type: ignore[attr-defined]
        async with moderation.replies.guard(interaction):
            await pressed(moderation, interaction, self.do, self.key)


async def pressed(moderation: Moderation, interaction: discord.Interaction, do: str, key: str) -> None:
    """Take a press on Confirm or Cancel, if it is the person's who sent the file and in time."""

    async def act() -> Told:
        pending = moderation.pending.get(key)
        if pending is None or pending.person != interaction.user.id:
            return Told(GONE)
        del moderation.pending[key]
        if pending.until <= moderation.clock():
            return Told(GONE)
        if do == "cancel":
            return Told("Cancelled: nothing was changed.")
        by = interaction.user.display_name
        changes = await asyncio.to_thread(moderation.editions.confirm, pending.proposal, by)
        return Told(told(changes, f"{pending.proposal.name} is written, and answered from. /knowledge undo goes back."))

    await moderation.for_data(interaction, f"upload {do}", act)


def as_csv(asked: list[Asked]) -> bytes:
    r"""Questions as CSV; none of them is a formula to the program that opens it.

    >>> as_csv([Asked("=1+1", 2, 0)])
    b"times,last,question\r\n2,1970-01-01 00:00,'=1+1\r\n"
    """
    sink = io.StringIO(newline="")
    rows = csv.writer(sink)
    rows.writerow(("times", "last", "question"))
    for each in asked:
        question = f"'{each.question}" if each.question[:1] in "=+-@\t\r" else each.question
        rows.writerow((each.times, moment(each.last), question))
    return sink.getvalue().encode()


def moment(seconds: int) -> str:
    """A point in time.

    >>> moment(0)
    '1970-01-01 00:00'
    """
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M}"
