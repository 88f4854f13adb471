"""Where each fact was written: from a place in the knowledge to a file and line; it knows neither YAML nor a check."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from bot.facts.problems import Problem

Path = tuple[str | int, ...]  # ("games", 0, "events", 1, "venue")

ID_KEYS = {
    "sources": "id",
    "nations": "id",
    "skaters": "name",
    "event_kinds": "id",
    "round_kinds": "id",
    "games": "id",
    "moments": "id",
    "rules": "id",
}
_ID_LINE = re.compile(r"""\b(?:id|name):\s*(['"]?)(?P<id>.+?)\1\s*(?:[,}].*|\s#.*)?$""", re.MULTILINE)


class Fault(NamedTuple):
    """What a check finds: at which place of the knowledge, what is wrong, what to write instead."""

    path: Path
    wrong: str
    remedy: str


class Lines(Protocol):
    """What was written, as far as its lines go."""

    def line_of(self, path: Path) -> int:
        """The line of what stands at the path."""
        ...


@dataclass(slots=True)
class Where:
    """The file and lines of every item held, and every id that is written, even in an item that is not sound."""

    folder: str = "knowledge"
    items: dict[str, list[tuple[str, Lines, Path]]] = field(default_factory=dict)  # per key: file, lines, path there
    ids: dict[str, set[str]] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)  # what looks like an id in files that cannot be read

    def problem(self, fault: Fault) -> Problem:
        """The fault as a problem with its file and line."""
        match fault.path:
            case (str() as key, int() as index, *rest):
                file, lines, start = self.items[key][index]
                return Problem(file, lines.line_of((*start, *rest)), fault.wrong, fault.remedy)
            case _:
                return Problem(self.folder, 0, fault.wrong, fault.remedy)

    def knows(self, kind: str, name: str) -> bool:
        """Whether anything of the kind is called so."""
        return name in self.ids.get(kind, ()) or name in self.loose

    def remember(self, kind: str, names: Iterable[str]) -> None:
        """Note ids of a kind."""
        self.ids.setdefault(kind, set()).update(names)

    def remember_loose(self, text: str) -> None:
        """Note what looks like an id in a file that cannot be read, lest every mention of it be called unknown."""
        self.loose.update(match["id"] for match in _ID_LINE.finditer(text))
