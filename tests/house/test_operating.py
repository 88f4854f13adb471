"""OPERATING.md and the files to run Podium with: complete, and true to the program."""

import ast
import configparser
import re
import shlex
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import discord
import pytest
import yaml

from bot.__main__ import BROKEN, _parser
from bot.chat import outbox, running
from bot.settings import Settings
from tests.house import pages

ROOT = pages.ROOT
PAGE = (ROOT / "OPERATING.md").read_text(encoding="utf-8")
NAMES = {name.upper() for name in Settings.model_fields}
LEVELS = ("info", "warning", "error", "exception", "critical")
TARGETS = set(re.findall(r"^([\w./$()]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def shape(words: str) -> str:
    """A log message without what differs from time to time."""
    return re.sub(r"\s+", " ", re.sub(r"%[-+0-9.]*[srdgf]", "…", words)).strip()


def logged() -> Iterator[tuple[str, str]]:
    """Level and words of every line that the Discord bot writes down, and that somebody sees who runs it."""
    for module in sorted(path for room in ("chat", "store") for path in (ROOT / "bot" / room).rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="_log"), attr=level), args=[ast.Constant(value=str(words)), *_]
                ) if level in LEVELS:
                    yield level.upper(), shape(words)
                case ast.Call(func=ast.Attribute(value=ast.Name(id="_log"), attr=level)) if level in LEVELS:
                    pytest.fail(f"{module}:{node.lineno} logs something that is no literal")
                case _:
                    pass


def told(table: str) -> list[tuple[str, str]]:
    """Level and words of every row of a table of the page."""
    part = PAGE.partition(f"<!-- {table} -->")[2].partition("<!-- end -->")[0]
    return re.findall(r"^\| ([A-Z]+) \| `(.+?)` \| [^|]+ \|$", part, re.MULTILINE)


# What the library says with a traceback at every try is made one line by bot/chat/logs.py.
REWORDED = ("WARNING", "No connection to Discord (…): trying again in … s")


def test_every_log_line_is_explained() -> None:
    missing = set(logged()) - set(told("log"))
    assert not missing, f"OPERATING.md lacks a row for {missing}"


def test_no_log_line_is_explained_that_is_not_there() -> None:
    assert set(told("log")) - set(logged()) == {REWORDED}
    assert len(told("log")) == len(set(told("log")))


def test_the_lines_of_the_library_are_as_it_writes_them() -> None:
    folder = Path(discord.__file__).parent
    source = "".join((folder / name).read_text(encoding="utf-8") for name in ("client.py", "gateway.py", "http.py"))
    found = {shape(words) for _, words in re.findall(r"""(['"])(.+?%.+?|logging in.+?)\1""", source)}
    assert len(told("library")) >= 8
    assert {words for _, words in told("library")} <= found


def test_the_figures_are_those_of_the_program() -> None:
    for words in (
        f"after {outbox.FRESH:.0f} s",
        f"{outbox.WAITING_IN_CHANNEL} answers wait in a channel, or {outbox.WAITING:,} in all",
        f"within {'ten' if running.PATIENCE == 10 else running.PATIENCE} seconds",
    ):
        assert words in PAGE
    assert (running.STOPPED, running.FAILED, running.WRONG_SETTINGS, BROKEN) == (0, 1, 2, 2)


def test_every_setting_and_volume_is_named() -> None:
    assert pages.tables(PAGE) == ["settings", "log", "library"]
    for name in Settings.model_fields:
        assert f"| `{name.upper()}` |" in PAGE
    for volume in ("/podium/knowledge", "/state"):
        assert f"`{volume}`" in PAGE


def instructions() -> list[tuple[str, str]]:
    """Every instruction of the Dockerfile."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in text.splitlines() if line)]


def commands() -> set[str]:
    """What podium takes as its first word."""
    (choices,) = [action.choices for action in _parser()._subparsers._group_actions]  # type: ignore[union-attr]
    return set(choices or ())


def test_the_container_is_made_by_the_makefile_and_is_not_root() -> None:
    steps = instructions()
    words = [word for word, _ in steps]
    assert words.count("FROM") == 2
    final = steps[len(words) - words[::-1].index("FROM") - 1 :]
    made = [shlex.split(rest)[1] for word, rest in steps if word == "RUN" and rest.startswith("make ")]
    assert made == [".venv/.made-from-requirements"]
    assert "MADE := $(VENV)/.made-from-requirements" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert ("USER", "podium") in final
    assert not [rest for word, rest in steps if word == "RUN" and "pip" in rest]
    health = next(rest for word, rest in final if word == "HEALTHCHECK")
    assert health.endswith('CMD ["/podium/.venv/bin/podium", "healthy"]')
    assert ("CMD", '["run"]') in final
    assert {"run", "healthy"} <= commands()
    assert ("VOLUME", '["/podium/knowledge", "/state"]') in final


def test_the_container_holds_what_the_makefile_needs_and_its_settings_are_settings() -> None:
    steps = instructions()
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".env", ".venv", ".git"} <= set(left_out)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = ["Makefile", "requirements.txt", "pyproject.toml", project["readme"], "bot/__main__.py", "knowledge/games"]
    for path in needed:
        assert (ROOT / path).exists()
        assert not [rule for rule in left_out if fnmatch(path, rule) or fnmatch(path.split("/")[0], rule)], path
    assert project["scripts"].keys() == {"podium"}
    assert len({rest.split()[0] for word, rest in steps if word == "FROM"}) == 1, "two Pythons, one .venv"
    folder = next(rest for word, rest in steps if word == "WORKDIR")
    assert ("COPY", ". .") in steps
    assert ("COPY", f"--from=build {folder} {folder}") in steps
    assert ("ENTRYPOINT", f'["{folder}/.venv/bin/podium"]') in steps
    (given,) = [settings_of(rest) for word, rest in steps if word == "ENV"]
    assert given.keys() <= NAMES
    assert all(path.startswith((f"{folder}/knowledge", "/state/")) for path in given.values()), "on a volume"


def settings_of(line: str) -> dict[str, str]:
    """NAME=VALUE NAME=VALUE, as Docker and systemd have it."""
    return dict(pair.split("=", 1) for pair in shlex.split(line))


def test_compose_keeps_state_and_takes_away_rights() -> None:
    service = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["podium"]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert {volume.split(":")[1] for volume in service["volumes"]} == {"/podium/knowledge", "/state"}
    assert service["env_file"] == ".env"
    assert service["environment"].keys() <= NAMES
    assert int(service["stop_grace_period"].removesuffix("s")) > running.PATIENCE


def test_systemd_does_not_restart_what_only_a_person_can_mend() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign] - the names have capitals
    unit.read(ROOT / "deploy" / "podium.service", encoding="utf-8")
    service = unit["Service"]
    setting_up = (ROOT / "deploy" / "podium.service").read_text(encoding="utf-8").partition("[Unit]")[0]
    program, command = service["ExecStart"].split()
    home = program.removesuffix("/.venv/bin/podium")
    assert f"copy the checkout to {home}, run `make .venv/.made-from-requirements` there" in setting_up
    assert command in commands()
    assert service["EnvironmentFile"] in setting_up
    state = f"/var/lib/{service['StateDirectory']}"
    assert service["WorkingDirectory"] == state
    given = settings_of(service["Environment"])
    assert given.keys() <= NAMES
    assert all(path.startswith(f"{state}/") for path in given.values()), "elsewhere nothing can be written"
    assert service["ProtectSystem"] == "strict"
    assert service["Restart"] == "on-failure"
    assert service["RestartPreventExitStatus"] == str(running.WRONG_SETTINGS)
    assert int(service["TimeoutStopSec"]) > running.PATIENCE
    assert service["DynamicUser"] == "yes"
