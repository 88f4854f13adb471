"""Pseudonyms of people: a keyed hash that only this bot can make; it knows no SQL and keeps no number."""

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_BYTES = 32


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Turns Discord's number of a person into a word that cannot be turned back without the key.

    Numbers of people are public and can be tried one by one, so a plain hash would hide nothing, and a key in the same
    file as the rows would be copied with them.

    >>> names = Pseudonyms(b"key")
    >>> names.of(1) == names.of(1), names.of(1) == names.of(2), names.of(1) == Pseudonyms(b"other").of(1)
    (True, False, False)
    """

    key: bytes

    def of(self, person: int) -> str:
        """The pseudonym of a person."""
        return hashlib.blake2b(str(person).encode(), key=self.key, digest_size=16).hexdigest()


def beside(state: Path) -> Pseudonyms:
    """The pseudonyms with the key in the file beside `state`, made where there is none; raises OSError."""
    place = state.with_name(f"{state.name}.key")
    with suppress(FileNotFoundError):
        key = place.read_bytes()
        if len(key) == _BYTES:
            return Pseudonyms(key)
    key = secrets.token_bytes(_BYTES)
    part = place.with_name(f"{place.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)
    return Pseudonyms(key)


def forgetful() -> Pseudonyms:
    """Pseudonyms that nobody can make again after this process."""
    return Pseudonyms(secrets.token_bytes(_BYTES))
