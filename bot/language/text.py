"""Turns any line of text into folded tokens; it knows letters and numbers, and no word's meaning."""

import re
import unicodedata
from itertools import islice
from typing import Literal, NamedTuple

Kind = Literal["word", "number", "ordinal", "year", "time", "decimal", "clock", "flag", "sign", "stop"]

# A message longer than Discord allows is cut here, whatever door it came by.
LONGEST = 4000
MOST = 800  # tokens of a line, as many as the longest message of plain words has; what follows is not read

_FOLD = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_ACCENTS = dict.fromkeys(range(0x300, 0x370))  # nothing takes the place of a combining accent
_FOLD_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]")
_NOISE = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:|t:)-?\d{1,20}(?::\w)?>|https?://\S+", re.ASCII)
_TOKEN = re.compile(
    r"""
    (?P<plain>(?i:[a-z]){2,}+(?=[ ?,]|$))
  | (?P<time>\d{1,2}[:.]\d\d[.,:]\d{1,2}(?!\d))
  | (?P<clock>\d{1,2}:\d\d(?!\d))
  | (?P<decimal>\d{1,3}[.,]\d{1,2}(?!\d))
  | (?P<year>(?<![\w'])(?:19|20)\d\d(?=\D|$)(?!(?i:[a-z])))
  | (?P<short>'\d\d(?![\w]))
  | (?P<ordinal>\d{1,3}(?i:st|nd|rd|th)(?!\w))
  | (?P<thousands>\d{1,3}(?:,\d{3})+(?!\d))
  | (?P<number>\d+)
  | (?P<flag>[\U0001F1E6-\U0001F1FF]{2})
  | (?P<cjk>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])
  | (?P<saint>(?i:\bst\.(?=\s+[a-z])))
  | (?P<dotted>(?i:(?:[a-z]\.\s?){1,3}[a-z]\.(?!\w)|(?:[a-z]\.){1,3}[a-z](?![\w])))
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)
  | (?P<stop>[?!.,;:()\n"…—]+|(?<=[^\d\s]\s)[-–](?=\s))
  | (?P<sign>[^\s\w\-/'*_~`|^\\=<>\[\]{}@$\u2010-\u2013\u2022])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """`text` is folded (lower case, no accents, no apostrophe); `raw` is as written; `possessive` for a stripped 's."""

    text: str
    raw: str
    kind: Kind
    possessive: bool = False


def fold(text: str) -> str:
    """Lower case without accents, so that Wüst, WUST and wust are one.

    >>> fold("Bøkko"), fold("Złotkowska"), fold("Curuś")
    ('bokko', 'zlotkowska', 'curus')
    """
    text = text.casefold()
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKD", text.translate(_FOLD))
    return unicodedata.normalize("NFC", folded.translate(_ACCENTS))


# With their apostrophe these are what somebody says of himself; without it they are other words: were, well, ill, shed.
_SPEAKER = frozenset("we're we'll we'd i'll i'd he'll he'd she'll she'd".split())
_CLITIC = frozenset("who what where when how that it he she there here why let".split())


def tokens(text: str) -> tuple[Token, ...]:
    """Tokens of a line; mentions and links are gone, the rest is in order.

    >>> [t.text for t in tokens("Who won the women's race in '22?")]
    ['who', 'won', 'the', 'women', 'race', 'in', '2022', '?']
    >>> [(t.text, t.kind) for t in tokens("3:38.08 🇨🇦 2nd")]
    [('3:38.08', 'time'), ('🇨🇦', 'flag'), ('2nd', 'ordinal')]
    """
    text = text[:LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_FOLD_QUOTES)
    text = _NOISE.sub(" ", text)
    return tuple(_token(match) for match in islice(_TOKEN.finditer(text), MOST))


def _token(match: re.Match[str]) -> Token:
    raw, kind = match[0], match.lastgroup
    match kind:
        case "plain":
            return Token(raw.lower(), raw, "word")
        case "word":
            return _word(raw)
        case "short":
            return Token(f"20{raw[1:]}" if int(raw[1:]) < 60 else f"19{raw[1:]}", raw, "year")
        case "dotted":
            return Token(fold(re.sub(r"[.\s]", "", raw)), raw, "word")
        case "saint":
            return Token("st", raw, "word")
        case "cjk":
            return Token(raw, raw, "word")
        case "thousands":
            return Token(raw.replace(",", ""), raw, "number")
        case "time":
            minutes, seconds, rest = re.split("[:.,]", raw)
            return Token(f"{int(minutes)}:{seconds}.{rest:0<2}", raw, "time")
        case "decimal":
            return Token(raw.replace(",", "."), raw, "decimal")
        case "ordinal":
            return Token(raw.lower(), raw, kind)
        case "stop" | "sign" | "flag" | "number" | "year" | "clock":
            return Token(raw, raw, kind)
        case _:
            raise AssertionError(kind)


def _word(raw: str) -> Token:
    text = fold(raw)
    if "'" not in text:
        return Token(text, raw, "word")
    stem = text.rstrip("'")
    if stem in _SPEAKER:
        return Token(stem.partition("'")[0], raw, "word")
    if stem.endswith("'s") and stem[:-2] not in _CLITIC:
        return Token(stem[:-2].replace("'", ""), raw, "word", possessive=True)
    return Token(stem.replace("'", ""), raw, "word", possessive=text.endswith("s'"))


def phrase(text: str) -> str:
    """The key under which a phrase stands in the lexicon: its folded tokens, one space between.

    >>> phrase("Team-Pursuit"), phrase("U.S.A."), phrase("高木美帆")
    ('team pursuit', 'usa', '高 木 美 帆')
    """
    return " ".join(t.text for t in tokens(text) if t.kind not in ("stop", "sign"))
