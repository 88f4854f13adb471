"""Whether a line that nobody addressed to us plainly asks about the event; it answers nothing and reads no more."""

import re
from collections.abc import Iterable, Sequence

from bot.language.clauses import CUES, END, NAMES, kinds
from bot.language.conjunctions import conjunctions
from bot.language.entities import Item, link
from bot.language.lexicon import Lexicon
from bot.language.text import Token, tokens

LONGEST = 200  # characters; whoever writes more tells a story
LONGEST_OPENING = 6  # words of "does anyone here happen to know"
# What makes a line somebody else's: another person, a link, a quotation, a command, a spoiler.
_NOT_OURS = re.compile(r"<[@#]|https?:|www\.|[\"“”„«»#/|`*_~<>@$]|^\s*[!.\-]|\s-\s|\.\.|…|!", re.MULTILINE)
_ASKING = frozenset(("wh", "aux"))
_UNDERSTOOD = NAMES | CUES | {"number", "seconds", "unit", "period", "than", "month", "scope", "games", "link", "mark"}
# What needs somebody to have spoken before, names what is not held, or is not meant to be settled.
_NOT_ALONE = frozenset(
    ("pronoun", "ellipsis", "smalltalk", "tell", "tag", "elsewhere", "stranger", "veto", "unknown", "ordinary", "sign")
)
_BEFORE_A_QUESTION_WORD = frozenset("in at by on from since with for against of to".split())
_PRONOUNS = frozenset("he she him her".split())
_POINTING = frozenset("that this these those them they it then there here".split())
# What goes on while people watch: "who is winning", "when is the team pursuit".
_ONGOING = frozenset("is are am be r whos whens wheres hows whats".split())


def plainly_asked(text: str, lexicon: Lexicon) -> bool:
    """Whether the line is one whole question about the event, put to whoever reads it, with no word left over."""
    if len(text) > LONGEST or _NOT_OURS.search(text.strip()):
        return False
    said, to_anybody = _opened(tokens(text), lexicon)
    if not said or any(t.kind == "stop" and END & set(t.text) for t in said[:-1]):
        return False
    items = conjunctions(link(said, lexicon))
    spoken = [i for i in items if "stop" not in i.meanings]
    return (
        len(spoken) > 2
        and (_names_the_event(spoken, lexicon) or _names_a_table(spoken))
        and (to_anybody or _opens_a_question(spoken))
        and not _ongoing(spoken)
        and not _calls_somebody(items)
        and _asks_once(spoken)
        and all(_accounted_for(i, lexicon) or _points_back(spoken, at) for at, i in enumerate(spoken))
    )


def _opened(said: Sequence[Token], lexicon: Lexicon) -> tuple[Sequence[Token], bool]:
    """What is left behind a greeting and "does anyone know", and whether anybody was asked in so many words."""
    start, asked = 0, False
    while start < len(said):
        if said[start].kind == "stop":
            start += 1
            continue
        for end in range(min(len(said), start + LONGEST_OPENING), start, -1):
            opening = " ".join(t.text for t in said[start:end])
            if opening in lexicon.greeting or opening in lexicon.asks_anybody:
                start, asked = end, asked or opening in lexicon.asks_anybody
                break
        else:
            break
    return said[start:], asked


def _names_the_event(items: Iterable[Item], lexicon: Lexicon) -> bool:
    return any("event" in i.meanings and any(name in i.text for name in lexicon.event_names) for i in items)


def _names_a_table(items: Sequence[Item]) -> bool:
    """Whether medals of whole Games or of speed skating are meant, and of which Games is said in so many words."""
    said = kinds(items)
    medals = any("medal" in i.meanings or i.meanings.get("noun") in ("medal", "title", "table") for i in items)
    olympics = any({"olympics", "olympic", "games"} & set(i.text.split()) for i in items)
    return "scope" in said and medals and olympics and bool(said & {"year", "games"}) and not said & {"skater", "part"}


def _opens_a_question(items: Sequence[Item]) -> bool:
    first, second = items[:2]
    if first.text in _BEFORE_A_QUESTION_WORD:
        return "wh" in second.meanings
    return "wh" in first.meanings or (
        first.meanings.get("aux") in ("did", "be", "have") and bool(second.meanings.keys() & NAMES or _joins(second))
    )


def _joins(item: Item) -> bool:
    return item.text in ("the", "a", "any", "both")


def _ongoing(items: Sequence[Item]) -> bool:
    """Whether it asks what goes on now or is to come: "who is winning", "when is it", "is it on"."""
    now = any(w in _ONGOING for i in items[:3] for w in i.text.split())
    return now and (
        items[0].meanings.get("wh") in ("when", "where", "date", "how fast")
        or "aux" in items[0].meanings
        or any(w.endswith("ing") and len(w) > 5 for i in items for w in i.text.split())
    )


def _calls_somebody(items: Sequence[Item]) -> bool:
    """Whether a name stands behind a comma: "who won gold in the team pursuit, canada?" guesses, or calls Canada."""
    comma = next((at for at, i in enumerate(items) if "stop" in i.meanings), len(items))
    return any(i.meanings.keys() & {"nation", "skater", "part"} for i in items[comma:])


def _asks_once(items: Sequence[Item]) -> bool:
    return sum("wh" in i.meanings for i in items) < 2 and sum("event" in i.meanings for i in items) < 2


def _points_back(items: Sequence[Item], at: int) -> bool:
    """Whether he or she was named before: "how old was Chung Jae-won when he won …"."""
    return bool(_PRONOUNS & set(items[at].text.split())) and any("skater" in i.meanings for i in items[:at])


def _accounted_for(item: Item, lexicon: Lexicon) -> bool:
    kinds = item.meanings.keys()
    if (_POINTING | _PRONOUNS) & set(item.text.split()):
        return False
    if item.text in lexicon.joining:
        return True
    return not kinds & _NOT_ALONE and bool(kinds & (_UNDERSTOOD | _ASKING))
