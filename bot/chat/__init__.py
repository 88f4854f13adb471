"""The Discord face: messages in, replies out; the only room that imports discord, and it knows no facts."""

from bot.chat.running import run, sync

__all__ = ["run", "sync"]
