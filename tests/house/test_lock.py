"""The lock: one for every Python from 3.11 on, hashed, without an address or a path in it."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

_PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[\w.]+)(?: ; (?P<marker>[^\\]+?))?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
)


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def test_holds_names_versions_markers_and_hashes_only() -> None:
    assert _PIN.sub("", LOCK) == ""


def test_holds_everything_that_is_asked_for() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    held = {match["name"] for match in _PIN.finditer(LOCK)}
    assert not {_name(each) for each in wanted} - held, "run make lock"


def test_brings_the_sound_library_where_python_has_dropped_it() -> None:
    markers = {match["name"]: match["marker"] for match in _PIN.finditer(LOCK)}
    assert markers["audioop-lts"] == "python_full_version >= '3.13'"
