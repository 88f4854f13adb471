"""Folders of data to read: the small sound one and copies of it that a test may spoil."""

import shutil
from pathlib import Path

import pytest

SOUND = Path(__file__).parent / "fixtures" / "sound"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sound folder."""
    return Path(shutil.copytree(SOUND, tmp_path / "data"))
