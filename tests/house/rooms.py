"""The plan of the house: which room may import which, and who alone may import what."""

# A room may import the rooms named here, and itself; the arrows run from right to left.
MAY_IMPORT: dict[str, set[str]] = {
    "facts": set(),
    "settings": set(),
    "health": set(),
    "store": set(),
    "answers": {"facts"},
    "language": {"facts"},
    "wording": {"answers", "facts"},
    "intents": {"language", "facts", "answers", "wording"},
    "desk": {"intents", "language", "facts", "answers", "wording"},
    "editions": {"desk", "facts"},
    "machine": {"desk", "answers", "facts"},
    "console": {"machine", "editions", "desk", "answers", "facts", "wording"},
    "chat": {"desk", "editions", "answers", "facts", "wording", "settings", "store", "health", "language"},
    "__main__": {"editions", "settings", "facts", "desk", "machine", "console", "chat", "health"},
    "__init__": set(),
}

# Where a library may be imported: a module, or a folder with everything in it.
SOLE_IMPORTERS: dict[str, str] = {
    "discord": "bot/chat",
    "rapidfuzz": "bot/language",
    "rich": "bot/console.py",
    "readline": "bot/console.py",
    "pydantic_settings": "bot/settings.py",
    "dotenv": "bot/settings.py",
    "argparse": "bot/__main__.py",
    "sqlite3": "bot/store",
    "aiosqlite": "bot/store",
}
