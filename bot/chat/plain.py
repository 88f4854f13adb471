r"""Plain words made safe and short for a Discord message; it knows Discord's markdown, and nothing of its library."""

import re
from collections.abc import Iterable
from itertools import accumulate, takewhile

LIMIT = 2000  # characters in a message, set by Discord
LEAST = 100  # characters below which nothing can be cut to, for the note alone takes half of them

_GAP = "\u200b"  # a space of no width: shows nothing, and keeps what stands beside it from being read as one thing
_FENCE = "```"

# Marks that reverse or reorder what follows them, and control characters other than the line end and the tab.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(r"([\\*_~|`\[\]])")
_LINE_MARKUP = re.compile(r"^([^\S\n]*)(#|>|-#)", re.MULTILINE)
_OPENINGS = re.compile(r"(@|<(?=\S)|:(?=//))")
# The dot of an address that leads somewhere ("discord.gg/x", "dsc.gg/x"), and any behind "discord"; an address may be
# written with the full stops of other scripts. "J.R. Celski", "3:40.66" and "olympics.com" stay as they are.
_ADDRESS_DOT = re.compile(
    r"((?<=\w)[.．。｡](?=[^\W\d_][\w.．。｡-]{0,200}(?::\d+)?[/\\])|(?<=discord)[.．。｡])", re.IGNORECASE
)


def neutralise(text: str) -> str:
    r"""The same words, which Discord shows as they are written: no mention, markup, link or invitation works in them.

    >>> neutralise("**bold** `code` [name](x)").replace("\\", "!")
    '!*!*bold!*!* !`code!` ![name!](x)'
    >>> neutralise("# big\n> said").replace("\\", "!")
    '!# big\n!> said'
    >>> show = lambda text: neutralise(text).replace("\u200b", "|")
    >>> show("@everyone <@1> <#2> <t:0>")
    '@|everyone <|@|1> <|#2> <|t:0>'
    >>> show("https://discord.gg/abc discord.com/invite/abc dsc.gg/abc")
    'https:|//discord.|gg/abc discord.|com/invite/abc dsc.|gg/abc'
    >>> neutralise("J.R. Celski, 2:53.44 < 3:00")
    'J.R. Celski, 2:53.44 < 3:00'
    """
    text = _UNSEEN.sub("", text)
    text = _ADDRESS_DOT.sub(rf"\1{_GAP}", text)
    text = _OPENINGS.sub(rf"\1{_GAP}", text)
    text = _MARKUP.sub(r"\\\1", text)
    return _LINE_MARKUP.sub(r"\1\\\2", text)


def dress(text: str, *, links: Iterable[str] = ()) -> str:
    r"""Make `text` safe, but for what is held: `links` work, without a preview.

    >>> dress("_x_, see https://a.org/b", links=["https://a.org/b"])
    '\\_x\\_, see <https://a.org/b>'
    """
    kept = sorted(filter(is_address, links), key=len, reverse=True)
    if not kept:
        return neutralise(text)
    parts = re.split(f"({'|'.join(map(re.escape, kept))})", text)
    return "".join(f"<{part}>" if part in kept else neutralise(part) for part in parts)


def is_address(text: str) -> bool:
    """Whether a text is an address that can stand in a message, whole.

    >>> is_address("https://a.org/b"), is_address("javascript:1"), is_address("https://a.org/b c")
    (True, False, False)
    """
    return re.fullmatch(r"https?://[^\s<>]+", text) is not None


def fenced(table: str) -> str:
    r"""The lines of a table in a code block, where they keep their columns and nothing in them works.

    >>> fenced("A  1\nB  2")
    '```\nA  1\nB  2\n```'
    """
    return f"{_FENCE}\n{table.replace('`', chr(39))}\n{_FENCE}"


def size(text: str) -> int:
    """How long Discord takes `text` to be: an emoji may count as two.

    >>> size("gold"), size("🥇")
    (4, 2)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int = LIMIT) -> str:
    r"""`text`, or as many of its first lines as a message holds and a note on how many were cut.

    >>> cut("short")
    'short'
    >>> print(cut("one\ntwo\n" + "x" * 90, limit=80))
    one
    two
    (1 more line is cut here: ask for one part of it.)
    """
    if size(text) <= limit:
        return text
    lines = text.split("\n")
    ends = accumulate(size(line) + 1 for line in lines)
    for kept in range(sum(1 for _ in takewhile(lambda end: end <= limit, ends)), 0, -1):
        shortened = _closed("\n".join(lines[:kept])) + "\n" + _note(len(lines) - kept)
        if size(shortened) <= limit:
            return shortened
    note = " … (the rest is cut here: ask for one part of it.)"
    return _first_words(lines[0], limit - size(note)) + note


def _note(lines: int) -> str:
    what = "1 more line is" if lines == 1 else f"{lines} more lines are"
    return f"({what} cut here: ask for one part of it.)"


def _closed(text: str) -> str:
    """Close a table that the cut has left open; no other fence gets past `neutralise`."""
    return f"{text}\n{_FENCE}" if text.split("\n").count(_FENCE) % 2 else text


def _first_words(line: str, limit: int) -> str:
    while size(line) > limit:
        line = line[: limit - size(line)]
    words = line.rpartition(" ")[0] or line
    # Half of an escape would take the sting out of the note's first character instead.
    return re.sub(r"(?<!\\)((?:\\\\)*)\\$", r"\1", words)
