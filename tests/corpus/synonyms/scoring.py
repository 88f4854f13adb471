"""Asks a question again with other words for the same: a synonym in place of the plain word changes no answer."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.desk import Conversation, Desk

HERE = Path(__file__).parent
REACHED = HERE / "reached.yaml"


class Said(NamedTuple):
    """One phrase in one carrier: what the plain word is answered, and what the phrase is."""

    notion: str
    plain: str
    phrase: str
    asked: str
    expected: str
    told: str

    @property
    def same(self) -> bool:
        """Whether the phrase was understood as the plain word is."""
        return self.told == self.expected


def run(desk: Desk, only: tuple[str, ...] = ()) -> Iterator[Said]:
    """Every phrase of the table in every carrier of its notion; with names, of those notions alone."""
    for path in sorted(set(HERE.glob("*.yaml")) - {REACHED}):
        for notion, entries in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if only and notion not in only:
                continue
            for entry in entries:
                for carrier in entry["in"]:
                    plain = _told(desk, carrier.replace("{}", entry["plain"]))
                    for phrase in _phrases(entry["also"]):
                        asked = carrier.replace("{}", phrase)
                        yield Said(notion, entry["plain"], phrase, asked, plain, _told(desk, asked))


def tally(said: Iterable[Said]) -> dict[str, tuple[int, int]]:
    """By notion how many phrases are understood in each of their carriers, and how many there are."""
    found: dict[str, dict[tuple[str, str], bool]] = {}
    for one in said:
        phrases = found.setdefault(one.notion, {})
        key = one.plain, one.phrase
        phrases[key] = phrases.get(key, True) and one.same
    return {notion: (sum(phrases.values()), len(phrases)) for notion, phrases in found.items()}


def _phrases(line: str) -> list[str]:
    return [phrase.strip() for phrase in line.split(",") if phrase.strip()]


def _told(desk: Desk, question: str) -> str:
    reply = desk.ask(question, Conversation())
    return f"{reply.status}: {reply.answer}"
