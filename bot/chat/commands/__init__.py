"""Slash commands, one module a group: options in, a reading or a line of text to the desk, a card out."""

from bot.chat.commands import asking, events, itself, names, tables
from bot.chat.commands.door import Door
from bot.chat.tree import Tree

# To add a group: a module with `add_to(tree, door)`, its words in `words.py`, its name here.
GROUPS = (asking, events, tables, names, itself)


def add_to(tree: Tree, door: Door) -> None:
    """Put every command on the tree; what was there stays."""
    for group in GROUPS:
        group.add_to(tree, door)
