"""What of a question is kept: its words without what could name somebody or lead anywhere; it knows no SQL."""

import re

LONGEST = 300  # characters

# Each looks at any place of a text but once: what comes in is hostile, and the event loop waits for this.
_MENTION = re.compile(r"<(?:[@#:/]|a:|id:|t:)[^<>]*>")
_ADDRESS = re.compile(r"\S*://|www\.|[\w.-]+\.[a-z]{2,}/", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\+?\d(?:[ ./()-]{0,2}\d){6,}")  # of seven digits and more, however they are grouped
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"{_YEAR}(?:\D+{_YEAR})*|{_YEAR}\D\d\d?\D\d\d?|\d\d?\D\d\d?\D{_YEAR}")  # and dates


def normalised(question: str) -> str:
    """A question without mentions, addresses and long numbers, in one case and one spacing, so that alike ones meet.

    >>> normalised("  Who won in 2022, <@123456789>? see https://example.com/x  call 0171 234 5678 ")
    'who won in 2022, ? see call'
    >>> normalised("Gold in 2006-2010 or on 2022-02-15? @ann discord.gg/abc a@b.example 4111 1111 1111 1111")
    'gold in 2006-2010 or on 2022-02-15?'
    """
    words = " ".join(
        word for word in without_mentions(question).split() if "@" not in word and not _ADDRESS.match(word)
    )
    words = _LONG_NUMBER.sub(lambda found: found[0] if _YEARS.fullmatch(found[0]) else " ", words)
    return " ".join(words.casefold().split())[:LONGEST]


def without_mentions(words: str) -> str:
    """Words without what Discord shows as a person, a role, a channel, an emoji or a time."""
    return _MENTION.sub(" ", words)
