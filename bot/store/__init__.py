"""What outlives the process, in one SQLite file: the only room that knows SQL, and it knows no Discord and no facts."""

from bot.store.file import NotKept
from bot.store.people import Pseudonyms
from bot.store.rows import Asked, Channel, Entry, Report
from bot.store.store import Store, open_store

__all__ = ["Asked", "Channel", "Entry", "NotKept", "Pseudonyms", "Report", "Store", "open_store"]
