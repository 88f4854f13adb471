"""Turns the files of a folder into one `Knowledge` and the list of its problems; it knows nothing of what is asked."""

import re
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from bot.facts.checks import problems as found_by_checks
from bot.facts.complaints import faults
from bot.facts.files import misnamed, yaml_files
from bot.facts.models import Knowledge
from bot.facts.problems import Problem, listed, nearest
from bot.facts.where import ID_KEYS, Where
from bot.facts.yaml_lines import MISSING, Node, parse

_FIELDS = {key: field.annotation for key, field in Knowledge.model_fields.items()}


def read(folder: Path) -> tuple[Knowledge | None, tuple[Problem, ...]]:
    """What the folder holds, None if there is any problem, and all the problems there are, by file and line."""
    if not folder.is_dir():
        remedy = "name the folder that holds the data" if not folder.exists() else "name the folder it is in"
        return None, (Problem(str(folder), 0, "this is not a folder", remedy),)
    reading = _Reading(folder)
    for path in misnamed(folder):
        reading.add(path.relative_to(folder).as_posix(), 0, "the file is not read", "let its name end in .yaml")
    paths = yaml_files(folder)
    if not paths:
        reading.add(str(folder), 0, "the folder holds no .yaml file", "name the folder that holds the data")
        return None, tuple(reading.problems)
    for path in paths:
        reading.file(path, path.relative_to(folder).as_posix())
    knowledge = reading.knowledge()
    if knowledge is not None:
        reading.problems += found_by_checks(knowledge, reading.where)
    problems = tuple(sorted(set(reading.problems), key=lambda problem: (problem.file == str(folder), problem)))
    return (None if problems else knowledge), problems


class _Reading:
    """One pass over a folder: what was written under each key, and what is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.where = Where(str(folder))
        self.problems: list[Problem] = []
        self.unread: list[str] = []  # the text of files that cannot be read
        self.written: dict[str, list[tuple[str, Node, Node, tuple[str | int, ...]]]] = {key: [] for key in _FIELDS}

    def add(self, file: str, line: int, wrong: str, remedy: str) -> None:
        self.problems.append(Problem(file, line, wrong, remedy))

    def file(self, path: Path, name: str) -> None:
        """Sort what a file holds by its top-level keys."""
        try:
            content = path.read_bytes()
        except OSError as error:
            return self.add(name, 0, f"the file cannot be read ({error.strerror})", "make it readable")
        document, problems = parse(content, name)
        self.problems += problems
        if document is None:
            return self.unread.append(content.decode("utf-8", "replace"))
        if not isinstance(document.value, dict):
            return self.add(name, document.line, "the file does not start with a key", f"start with {_TOP_KEYS}")
        for key, node in document.value.items():
            self.entry(name, document, key, node)
        return None

    def entry(self, name: str, document: Node, key: str, node: Node) -> None:
        """Note what stands under a top-level key, item by item where it is a list."""
        if key not in _FIELDS:
            near = nearest(key, _FIELDS)
            remedy = f"write `{near}`" if near else f"the keys here are {_TOP_KEYS}"
            self.add(name, node.line, f"the key `{key}` is not known here", remedy)
        elif get_origin(_FIELDS[key]) is not tuple:
            self.written[key].append((name, document, node, (key,)))
        elif not isinstance(node.value, list):
            self.add(name, node.line, f"`{key}` must be a list", "start each item with `- `")
        else:
            self.written[key] += [(name, document, item, (key, i)) for i, item in enumerate(node.value)]

    def knowledge(self) -> Knowledge | None:
        """Everything that is sound by itself; None where nothing at all is held."""
        held: dict[str, Any] = {}
        for text in self.unread:
            self.where.remember_loose(text)
        for key, annotation in _FIELDS.items():
            sound = self.items(key, get_args(annotation)[0] if get_origin(annotation) is tuple else annotation)
            if get_origin(annotation) is tuple:
                held[key] = tuple(sound)
            elif get_origin(annotation) is dict:
                held[key] = _joined(sound)
            elif sound:
                held[key] = sound[0]
                self.only_one(key)
        required = (key for key, field in Knowledge.model_fields.items() if field.is_required())
        if absent := [key for key in required if not self.written[key] and not self.may_hold(key)]:
            self.add(self.where.folder, 0, f"no file holds {listed(absent)}", "write a file with these keys in it")
        return Knowledge.model_construct(**held) if any(self.written.values()) else None

    def may_hold(self, key: str) -> bool:
        """Whether a file that cannot be read seems to have the key."""
        return any(re.search(rf"^{key}:", text, re.MULTILINE) for text in self.unread)

    def items(self, key: str, annotation: Any) -> list[Any]:
        """The sound values under a key; notes where they stand and which ids there are."""
        adapter = _adapter(annotation)
        marked = {(problem.file, problem.line) for problem in self.problems}
        sound, places = [], self.where.items.setdefault(key, [])
        for name, document, node, path in self.written[key]:
            raw = node.plain()
            if key in ID_KEYS and isinstance(raw, dict) and isinstance(own := raw.get(ID_KEYS[key]), str):
                self.where.remember(key, [own])
            try:
                sound.append(adapter.validate_python(raw))
                places.append((name, document, path))
            except ValidationError as error:
                errors = error.errors(include_url=False)
                for each, fault in zip(errors, faults(errors, annotation, path), strict=True):
                    line = document.line_of(fault.path)
                    if each["input"] not in MISSING or (name, line) not in marked:  # else the reader has said so
                        self.add(name, line, fault.wrong, fault.remedy)
        return sound

    def only_one(self, key: str) -> None:
        (first, whole, _, start), *others = self.written[key]
        for name, document, _, path in others:
            at = f"{first}:{whole.line_of(start)}"
            self.add(name, document.line_of(path), f"`{key}` is given twice, first in {at}", "keep one of them")


_TOP_KEYS = listed(_FIELDS)


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    """Building one takes longer than all it is used for."""
    return TypeAdapter(annotation)


def _joined(mappings: list[dict[str, dict[str, tuple[str, ...]]]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The mappings of several files as one."""
    whole: dict[str, dict[str, tuple[str, ...]]] = {}
    for mapping in mappings:
        for kind, values in mapping.items():
            for value, phrases in values.items():
                inner = whole.setdefault(kind, {})
                inner[value] = (*inner.get(value, ()), *phrases)
    return whole
