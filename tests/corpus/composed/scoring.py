"""Asks the composed questions and holds each answer to its key: exactly those nations, Games or numbers."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.desk import Conversation, Desk, Reply
from tests.corpus.composed.make import HERE, NUMBERS

# Every name a nation goes by in a question or an answer, the longer ones first.
NAMES = {
    "Russian Olympic Committee": ("ROC",),
    "United States": ("USA", "US", "Americans", "Team USA"),
    "Netherlands": ("Dutch", "Holland"),
    "South Korea": ("Korea", "Koreans"),
    "Norway": ("Norwegians",),
    "Canada": ("Canadians",),
    "Germany": ("Germans",),
    "Sweden": ("Swedes",),
    "Switzerland": ("Swiss",),
    "Soviet Union": ("USSR",),
    "East Germany": ("GDR",),
}


class Verdict(NamedTuple):
    """One question asked: right, missed (declined) or wrong."""

    question: dict[str, Any]
    verdict: str
    told: str


def load(path: Path = HERE / "questions.yaml") -> list[dict[str, Any]]:
    """The questions with their keys."""
    found: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def run(desk: Desk, questions: Iterable[dict[str, Any]]) -> Iterator[Verdict]:
    """Each question in a conversation of its own."""
    for question in questions:
        reply = desk.ask(question["q"], Conversation())
        told = f"{reply.status} {reply.intent}: {reply.answer}"
        if reply.status != "answered":
            yield Verdict(question, "missed", told)
        else:
            yield Verdict(question, "right" if _fits(question, reply) else "wrong", told)


def _fits(question: dict[str, Any], reply: Reply) -> bool:
    asked, value, text = question["q"], question["value"], reply.answer
    match question["kind"]:
        case "nations":
            spare = set(named(asked))
            return set(value) <= set(named(text)) <= set(value) | spare
        case "first":
            return named(text)[:1] == value
        case "years":
            spare = set(years(asked))
            return set(value) <= set(years(text)) and set(years(_told(text))) <= set(value) | spare
        case "more year":
            return years(text)[:1] == value
        case "truth":
            return text.startswith("Yes" if value[0] else "No")
        case "rank":
            return bool(re.search(rf"\b{value[0]}(st|nd|rd|th)\b", text))
        case "decimal":
            return str(value[0]) in re.findall(r"\d+(?:\.\d+)?", text)
        case _:
            return value[0] in numbers(_told(text))


def _told(text: str) -> str:
    """Without the span of Games that says what was looked at."""
    return re.sub(r"(?:at the Games )?from \d{4} to \d{4}", "", text)


@cache
def _names() -> re.Pattern[str]:
    known = sorted(
        {n for name, others in NAMES.items() for n in (name, *others)} | set(_every()), key=len, reverse=True
    )
    return re.compile(r"\b(" + "|".join(map(re.escape, known)) + r")\b", re.IGNORECASE)


@cache
def _every() -> tuple[str, ...]:
    return tuple({n for q in load() if q["kind"] in ("nations", "first") for n in q["value"]})


def named(text: str) -> list[str]:
    """The nations a text names, in order."""
    canonical = {other.casefold(): name for name, others in NAMES.items() for other in (name, *others)}
    found = (m[0].casefold() for m in _names().finditer(text))
    every = {n.casefold(): n for n in _every()}
    return list(dict.fromkeys(canonical.get(n) or every[n] for n in found))


def years(text: str) -> list[int]:
    """The years a text names, in order."""
    return list(dict.fromkeys(int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)))


def numbers(text: str) -> list[int]:
    """The numbers a text names that are no years."""
    bare = re.sub(r"\b(?:19|20)\d\d\b", "", text)
    found = [int(n) for n in re.findall(r"(?<![.\d])\d+(?![.\d]*\d)", bare)]
    words = [NUMBERS.index(w) for w in re.findall(r"[a-z]+", bare.casefold()) if w in NUMBERS]
    return found + words
