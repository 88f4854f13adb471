"""Asks the corpus and says of each question whether it came out right, missed or wrong; it knows the desk alone."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.desk import Conversation, Desk, Reply
from tests.corpus import robustness

HERE = Path(__file__).parent
REPORTED = HERE / "reported"
VERDICTS = ("right", "missed", "wrong")
BANDS = (0.9, 0.8, 0.7, 0.5, -1.0)
SETS = ("questions", "refused", "dialogues", "ambiguous", "overheard", "mutated")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question asked: `verdict` is right, missed (declined or asked back) or wrong."""

    family: str
    asked: str
    verdict: str
    told: str
    status: str
    confidence: float


def parts(name: str) -> list[str]:
    """The files that make up one set: "questions" itself, and each "questions/races" in the folder of its name."""
    return [name, *(f"{name}/{file.stem}" for file in sorted((HERE / name).glob("*.yaml")))]


def load(part: str, folder: Path = HERE) -> list[dict[str, Any]]:
    """The questions of one file."""
    found: list[dict[str, Any]] = yaml.load((folder / f"{part}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def run(desk: Desk, part: str, folder: Path = HERE) -> Iterator[Outcome]:
    """Every question of one file, each in a conversation of its own; the turns of a dialogue in one."""
    name = part.partition("/")[0]
    for item in load(part, folder):
        conversation = Conversation()
        asked: list[str] = []
        for turn in item.get("turns", [item]):
            door = desk.overheard if name == "overheard" else desk.ask
            reply = door(turn["q"], conversation)
            asked.append(turn["q"])
            family = item.get("family") or item.get("kind") or name
            yield Outcome(
                family=family,
                asked=" >> ".join(asked),
                verdict=_verdict(turn, reply),
                told=f"{reply.status} {reply.intent}: {reply.answer}",
                status=reply.status,
                confidence=reply.confidence,
            )


def right_as_typed(desk: Desk) -> list[dict[str, Any]]:
    """The questions that are answered, and rightly, as they stand."""
    items = [item for part in parts("questions") for item in load(part) if item["status"] == "answered"]
    return [item for item in items if _verdict(item, desk.ask(item["q"], Conversation())) == "right"]


def retyped(desk: Desk, items: list[dict[str, Any]], way: str) -> Counter[str]:
    """What comes of some questions when each is typed in one of the other ways."""
    return Counter(_verdict(item, desk.ask(robustness.otherwise(item["q"], way), Conversation())) for item in items)


def skeletons(desk: Desk) -> tuple[int, int]:
    """How many different phrasings the questions have, names and numbers apart, and how many questions there are."""
    named = {word for skater in desk.snapshot.knowledge.skaters for word in skater.name.lower().split()}
    for nation in desk.snapshot.knowledge.nations:
        for text in (nation.name, nation.id, nation.adjective or "", *nation.aliases):
            named |= set(text.lower().split()) - {"the", "of", "team"}
    named |= {word for games in desk.snapshot.knowledge.games for word in games.city.lower().split()}
    asked = [item["q"] for part in parts("questions") for item in load(part)]
    return len({robustness.skeleton(text, frozenset(named)) for text in asked}), len(asked)


def tally(outcomes: Iterator[Outcome]) -> dict[str, Counter[str]]:
    """Verdicts counted by family."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        counts[outcome.family][outcome.verdict] += 1
    return counts


def calibration(outcomes: Iterable[Outcome]) -> dict[float, Counter[str]]:
    """Verdicts of what was answered, counted by how sure it was: the lower end of each band, the surest first."""
    counts: dict[float, Counter[str]] = {low: Counter() for low in BANDS}
    for outcome in outcomes:
        if outcome.status == "answered":
            counts[next(low for low in BANDS if outcome.confidence > low)][outcome.verdict] += 1
    return counts


def _verdict(turn: dict[str, Any], reply: Reply) -> str:
    allowed = turn["status"] if isinstance(turn["status"], list) else [turn["status"]]
    if reply.status not in allowed:
        return "wrong" if reply.status == "answered" else "missed"
    if reply.status == "choices":
        return "right" if all(_inside(name, reply.text) for name in turn.get("choices", ())) else "missed"
    if reply.status != "answered":
        return "right"
    text = reply.text if turn.get("list") else reply.answer
    right = all(_inside(str(v), text) for v in turn.get("has") or ()) and not any(
        _inside(str(v), reply.answer) for v in turn.get("not") or ()
    )
    return "right" if right else "wrong"


def _inside(value: str, text: str) -> bool:
    plain = _plain(text)
    return any(_pattern(part.strip()).search(plain) for part in value.split("|"))


@cache
def _pattern(part: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w.:])" + re.escape(_plain(part)) + r"(?!\w)(?!:\d)(?!\.\d)")


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("ø", "o").replace("ł", "l").replace("’", "").replace("'", "")
