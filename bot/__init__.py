"""Podium: answers about the Games in Discord and in the terminal, from curated facts."""

__version__ = "0.1.0"
