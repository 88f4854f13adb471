"""YAML as text, lists and mappings with the line of each; the only importer of yaml, and it knows no model."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from bot.facts.problems import Problem

LARGEST = 5_000_000  # bytes; the whole of the shipped data is a tenth of it
DEEPEST = 40  # levels; the models have about ten
MISSING = ("", "~", "null")  # without quotes
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# What the parser says and what it nearly always means.
_MEANING = (
    ("mapping values are not allowed", "put a text that holds a colon and a space in quotes, or mend the indentation"),
    ("cannot start any token", "put a text that starts with such a character in quotes"),
    ("could not find expected ':'", "write a colon and a space after the key"),
    ("end of stream", "close the quotes or the bracket that was opened"),
    ("expected ',' or", "close the bracket, and put commas between its items"),
    ("did not find expected key", "line the key up with its neighbours, and mind quotes within quotes"),
    ("'-' indicator", "line the item up with the other items of its list"),
)
_OTHERWISE = "look at the indentation, the colons and the quotes here and in the line before"


@dataclass(slots=True)
class Node:
    """A text, a list or a mapping, and the line on which it (or its key) starts."""

    line: int
    value: "str | list[Node] | dict[str, Node]"

    def plain(self) -> Any:
        """The same without lines."""
        match self.value:
            case dict() as mapping:
                return {key: node.plain() for key, node in mapping.items()}
            case list() as items:
                return [node.plain() for node in items]
            case text:
                return text

    def line_of(self, path: tuple[str | int, ...]) -> int:
        """The line of what stands at the path, or of the nearest thing around it that is written."""
        node = self
        for step in path:
            match node.value, step:
                case dict() as mapping, str() if step in mapping:
                    node = mapping[step]
                case list() as items, int() if 0 <= step < len(items):
                    node = items[step]
                case _:
                    break
        return node.line


class _RefusedError(Exception):
    """Something that ends the reading of a file."""

    def __init__(self, line: int, wrong: str, remedy: str) -> None:
        self.line, self.wrong, self.remedy = line, wrong, remedy


def parse(content: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """The document in a file, None where it cannot be read, and what is wrong with it."""
    problems: list[Problem] = []
    try:
        if len(content) > LARGEST:
            raise _RefusedError(0, f"the file has {len(content):,} bytes, more than {LARGEST:,}", "split it")
        text = _text(content)
        try:
            return _Reader(text, file, problems).document(), problems
        except yaml.YAMLError as error:
            raise _explained(error, text) from None
    except _RefusedError as refused:
        problems.append(Problem(file, refused.line, refused.wrong, refused.remedy))
        return None, problems


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _RefusedError(
            line, f"the byte {content[error.start]:#04x} is not UTF-8", "save the file as UTF-8"
        ) from None


def _explained(error: yaml.YAMLError, text: str) -> _RefusedError:
    if isinstance(error, yaml.reader.ReaderError):
        wrong = f"the character {chr(error.character) if isinstance(error.character, int) else error.character!r}"
        return _RefusedError(text.count("\n", 0, error.position) + 1, f"{wrong!s} may not stand in YAML", "take it out")
    said = str(getattr(error, "problem", None) or error)
    marks = [getattr(error, "context_mark", None), getattr(error, "problem_mark", None)]
    # A key without its colon is noticed only at the next one.
    mark = next((mark for mark in (marks if "expected ':'" in said else marks[::-1]) if mark), None)
    lines = text.splitlines() or [""]
    line = min(mark.line if mark else 0, len(lines) - 1)
    remedy = next((meaning for words, meaning in _MEANING if words in said), _OTHERWISE)
    if "\t" in lines[line][: -len(lines[line].lstrip()) or None]:
        remedy = "indent with spaces, not with tabs"
    return _RefusedError(line + 1, f"this is not YAML: {lines[line].strip()[:60]!r}", remedy)


class _Reader:
    """Builds nodes from the parser's events: nothing is constructed, and no alias is ever followed."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.file, self.problems = file, problems

    def document(self) -> Node:
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise _RefusedError(0, "the file holds nothing", "write something in it or delete it")
        node = self.node(next(self.events), 0)
        next(self.events)  # the end of the document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _RefusedError(after.start_mark.line + 1, "a second document starts here", "take out the line `---`")
        return node

    def node(self, event: Any, depth: int) -> Node:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            wrong = f"`{event.anchor}` is an anchor or alias (`&`, `*`)"
            raise _RefusedError(line, wrong, "write the value out, or put it in quotes")
        if event.tag and event.tag != "!":
            raise _RefusedError(
                line, f"the tag `{event.tag}` is not used here", "take it out: every value is read as text"
            )
        if depth > DEEPEST:
            raise _RefusedError(line, f"this is nested more than {DEEPEST} levels deep", "close the brackets before it")
        if isinstance(event, yaml.ScalarEvent):
            if not event.style and event.value in MISSING:
                self.fault(line, "a value is missing here", "write it, or leave the key or the dash out")
            return Node(line, event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return Node(line, items)
        return Node(line, self.mapping(depth))

    def mapping(self, depth: int) -> dict[str, Node]:
        held: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            node = self.node(next(self.events), depth + 1)
            if not isinstance(key.value, str):
                self.fault(key.line, "a key must be a word", "write `key: value`")
            elif key.value in held:
                first = held[key.value].line
                self.fault(key.line, f"the key `{key.value}` stands twice, first in line {first}", "keep one of them")
            else:
                node.line = key.line
                held[key.value] = node
        return held

    def fault(self, line: int, wrong: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, wrong, remedy))
