"""Slips of the finger as people make them, from a seeded source of chance; it knows no question."""

from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)}


def slip(text: str, chance: Random, start: int = 0) -> str:
    """`text` with one slip at or after `start`: a key beside the right one, a letter gone, doubled, or swapped.

    >>> [slip("weidemann", Random(seed)) for seed in (1, 3, 4, 6)]
    ['weodemann', 'weiemann', 'weiddemann', 'wiedemann']
    """
    at = chance.randrange(start, len(text))
    match chance.choice(("beside", "gone", "doubled", "swapped")):
        case "beside" if text[at].lower() in _BESIDE:
            return text[:at] + chance.choice(_BESIDE[text[at].lower()]) + text[at + 1 :]
        case "swapped" if at + 1 < len(text) and text[at] != text[at + 1]:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        case "doubled":
            return text[:at] + text[at] + text[at:]
        case _:
            return text[:at] + text[at + 1 :]
