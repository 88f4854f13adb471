"""Which files hold the data; it knows nothing of what stands in them."""

from pathlib import Path

JOURNAL = ".change.zip"  # in the folder while several of its files are changed as one: see `bot.facts.journal`


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """Every `*.yaml` below the folder, in a fixed order."""
    return tuple(sorted((path for path in folder.rglob("*.yaml") if path.is_file()), key=lambda path: path.parts))


def misnamed(folder: Path) -> tuple[Path, ...]:
    """Files that look like data but would be passed over because of how their names end."""
    return tuple(
        sorted(
            path
            for path in folder.rglob("*.*")
            if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yaml" and path.is_file()
        )
    )
