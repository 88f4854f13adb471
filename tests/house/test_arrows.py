"""The arrows between the rooms, and who alone may import what: read from the source, so that nothing has to run."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.house.rooms import MAY_IMPORT, SOLE_IMPORTERS

ROOT = Path(__file__).parents[2]
BOT = ROOT / "bot"
MODULES = sorted(BOT.rglob("*.py"))


class Import(NamedTuple):
    """One imported module and the place that names it."""

    module: Path
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.module.relative_to(ROOT)}:{self.line} imports {self.name}"


def imports(module: Path) -> Iterator[Import]:
    """Every module that `module` imports, at its head or late; `from bot import desk` counts as bot.desk."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield Import(module, node.lineno, alias.name)
            case ast.ImportFrom(module=source, level=0) if source:
                for alias in node.names:
                    yield Import(module, node.lineno, f"{source}.{alias.name}")
            case ast.ImportFrom():
                pytest.fail(f"{module.relative_to(ROOT)}:{node.lineno} imports by dots: write the full name")
            case _:
                pass


def room(module: Path) -> str:
    return module.relative_to(BOT).parts[0].removesuffix(".py")


def test_every_room_is_known() -> None:
    assert {room(module) for module in MODULES} <= MAY_IMPORT.keys()


def test_arrows_run_one_way() -> None:
    def wrong(found: Import) -> bool:
        package, _, rest = found.name.partition(".")
        to = rest.partition(".")[0]
        here = room(found.module)
        return package == "bot" and to in MAY_IMPORT and to != here and to not in MAY_IMPORT[here]

    found = [str(each) for module in MODULES for each in imports(module) if wrong(each)]
    assert not found, "\n".join(found)


def test_no_arrow_points_back() -> None:
    """The table itself has no circle, so neither have the imports."""
    left = dict(MAY_IMPORT)
    while left:
        free = [name for name, needs in left.items() if not needs & left.keys()]
        assert free, f"these rooms import one another: {sorted(left)}"
        for name in free:
            del left[name]


@pytest.mark.parametrize(("library", "where"), SOLE_IMPORTERS.items())
def test_sole_importers(library: str, where: str) -> None:
    allowed = ROOT / where
    found = [
        str(each)
        for module in MODULES
        for each in imports(module)
        if each.name.partition(".")[0] == library and allowed not in (module, *module.parents)
    ]
    assert not found, "\n".join([f"only {where} may import {library}:", *found])


def test_one_module_of_facts_reads_yaml() -> None:
    readers = {each.module for module in MODULES for each in imports(module) if each.name.partition(".")[0] == "yaml"}
    assert len(readers) == 1, sorted(map(str, readers))
    assert room(readers.pop()) == "facts"


def test_only_settings_read_the_environment() -> None:
    found = []
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            match node:
                case ast.Attribute(value=ast.Name(id="os"), attr="environ" | "environb" | "getenv" | "getenvb"):
                    found.append(f"{module.relative_to(ROOT)}:{node.lineno}")
                case ast.ImportFrom(module="os", names=names) if any("env" in alias.name for alias in names):
                    found.append(f"{module.relative_to(ROOT)}:{node.lineno}")
                case _:
                    pass
    assert not [place for place in found if not place.startswith("bot/settings.py:")], found


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(module.relative_to(ROOT))
        for module in MODULES
        if not (ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "").strip()
    ]
    assert not silent


def test_names_say_what_one_gets() -> None:
    vague = ("util", "helper", "manager", "misc", "common", "stuff")
    assert not [str(m.relative_to(ROOT)) for m in MODULES if any(word in m.stem for word in vague)]
