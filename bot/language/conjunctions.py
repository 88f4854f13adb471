"""Settles words that mean one thing or another by what stands beside them: "when" that joins, the 22 of a year."""

import itertools
from collections.abc import Sequence

from bot.language.clauses import leads
from bot.language.entities import Item
from bot.language.lexicon import Value


def _cleft(items: list[Item]) -> int | None:
    """Where the "who" of "it was Miho who fell" stands, which asks for nobody."""
    heads = [i for i in items[:2] if i.text in ("it was", "it is", "it", "was it")]
    return next((at for at, i in enumerate(items) if at > 1 and i.text in ("who", "that")), None) if heads else None


_THE_DOUBLE = ("double", "the double", "a double")


def _after(items: Sequence[Item], at: int) -> Item:
    """The item that follows, past an article; the item itself where none does."""
    rest = [i for i in items[at + 1 : at + 3] if i.text not in ("the", "a")]
    return rest[0] if rest else items[at]


def _of_both(items: Sequence[Item]) -> bool:
    return any("single" in i.meanings or i.meanings.get("gender") == "both" for i in items)


def _gender(items: Sequence[Item]) -> bool:
    return any("gender" in i.meanings for i in items)


_AT = ("at", "in", "from", "on")
_SEATS = ("spot", "place", "slot", "seat", "position", "berth")
_ONE: dict[object, str] = {"first": "first", "latest": "last", "last": "last"}
_WHERE = ("where", "when", "that", "in which", "at which")


def _without(rest: Sequence[Item]) -> bool:
    """Whether something is told of Games by what was, or was not, there: "… with no Canadian medal"."""
    if not rest:
        return False
    denied = rest[0].text == "with" and any("negation" in i.meanings for i in rest[1:2])
    return denied or rest[0].text.startswith("without")


def _counts_times(items: Sequence[Item], at: int) -> bool:
    """Whether "times" counts and is no clock's: "won it three times", "fourth two times"."""
    if at < 2 or items[at].text not in ("times", "occasions") or "number" not in items[at - 1].meanings:
        return False
    won = any(i.meanings.get("verb") == "win" for i in items[max(0, at - 3) : at - 1])
    return won or bool(items[at - 2].meanings.keys() & {"rank", "medal"})


def conjunctions(items: list[Item], told: frozenset[str] = frozenset()) -> list[Item]:
    """Of "when" and "where" within a statement join it to another; only before a verb turned round do they ask.

    `told` are words that tell of what happened: "tv commentator line when Japan lost" asks for no date.
    """
    settled = list(items)
    for at, (item, after) in enumerate(itertools.pairwise(items), 1):
        if "number" in after.meanings:
            settled[at] = _short_year(settled, at)
        if item.text == "diff" and after.meanings.get("noun") in ("nation", "skater", "squad", "champion"):
            settled[at - 1] = item._replace(meanings={"filler": "function"})  # "how many diff nations": different ones
    spoken = [at for at, i in enumerate(items) if "stop" not in i.meanings]
    if len(spoken) > 2 and "tag" in items[spoken[-1]].meanings:
        settled[spoken[-1]] = items[spoken[-1]]._replace(meanings={"tag": "tag"})
        if (cleft := _cleft(items)) is not None:
            settled[cleft] = items[cleft]._replace(meanings={"filler": "function"})
    # "Didn't they win?" denies nothing.
    head = next((at for at, i in enumerate(items) if not leads(i)), None)
    if head is not None and items[head].meanings.keys() >= {"aux", "negation"}:
        asked = {kind: value for kind, value in items[head].meanings.items() if kind != "negation"}
        settled[head] = items[head]._replace(meanings=asked)
    for at, item in enumerate(items):
        if at and item.text == "whose" and items[at - 1].meanings.keys() & {"noun", "nation", "skater"}:
            settled[at] = item._replace(meanings={"filler": "function"})
        if (
            item.meanings.get("verb") == "host"
            and item.text.startswith("happen")
            and any(i.text.startswith("what") for i in items[:at])
        ):
            settled[at] = item._replace(meanings={"verb": "happen"})  # "what on earth happened": no place is asked for
        if _counts_times(items, at):
            settled[at] = item._replace(meanings={"filler": "function"})
        if beside := _taken_from_beside(items, at):
            settled[at] = item._replace(meanings=beside)
        if item.meanings.get("verb") == "succeed" and any(i.text in _SEATS for i in items[at + 1 : at + 4]):
            settled[at] = item._replace(meanings={"verb": "replace"})  # "who took over his spot"
        one = _ONE.get(item.meanings.get("games"))
        follows = items[at + 1] if at + 1 < len(items) else item
        relative = follows.text in _AT and at + 2 < len(items) and items[at + 2].text == "which"
        if one and relative:
            settled[at + 2] = items[at + 2]._replace(meanings={"filler": "function"})
        where = relative or follows.text in _WHERE or "places" in follows.meanings or _without(items[at + 1 :])
        if one and (where or ("nation" in follows.meanings and not follows.possessive)):
            # "The first Games where they won" are yet to be found.
            settled[at] = item._replace(meanings={"op": one, "wh": "when"})
        if at == 0 or item.text not in ("when", "where", "how", "what") or at + 1 == len(items):
            continue
        before, after = items[at - 1], items[at + 1]
        joins = item.text in ("when", "where") and "aux" not in after.meanings and "stop" not in after.meanings
        if (
            joins
            and not before.meanings.keys() & {"stop", "ellipsis", "tell"}
            and (
                any(i.meanings.keys() & {"noun", "wh", "verb", "games"} or i.text in told for i in items[:at])
                or ("pronoun" in after.meanings and "aux" in items[0].meanings)
            )
        ):
            settled[at] = item._replace(meanings={"filler": "function"})
    return settled


def _taken_from_beside(items: Sequence[Item], at: int) -> dict[str, Value]:
    """What a word means by what stands around it; empty where it means what it says."""
    item = items[at]
    if item.text in _THE_DOUBLE and _of_both(items):
        return {"op": "both"}  # "the double" at one Games: both titles
    if item.text == "to" and at and "rank" in items[at - 1].meanings and "nation" in _after(items, at).meanings:
        return {"op": "behind"}  # "runner-up to the Dutch"
    if item.meanings.get("verb") == "lose" and item.text.endswith(" to") and "time" in _after(items, at).meanings:
        return {"filler": "function"}  # "before it went down to 3:32.49"
    if item.text == "as well as" and _gender(items[at - 1 : at]) and _gender(items[at + 1 : at + 3]):
        return {"op": "both"}  # "the men's as well as the women's"
    return {}


def _short_year(items: Sequence[Item], at: int) -> Item:
    """Of "in 22", "of 06", "medal table 22" and "2014, 18 and 22" are years; "22 golds" is not."""
    item = items[at]
    if len(item.text) != 2 or not item.text.isdigit():
        return item
    before = items[at - 1].text
    after = items[at + 1].meanings if at + 1 < len(items) else {}
    named = items[at - 1].meanings.keys() & {"nation", "gender", "medal", "round", "scope", "event"}
    dated = "year" in items[at - 1].meanings and int(item.text) > 12
    beside = named or dated or items[at - 1].meanings.get("noun") == "table"
    if beside and int(item.text) % 4 == 2 and int(item.text) <= 26 and not after.keys() & {"unit", "medal", "noun"}:
        return item._replace(meanings={"year": 2000 + int(item.text)})
    linked = (
        before in ("and", "or", "vs", "v", "to")
        and at > 1
        and len(items[at - 2].text) == 2
        and items[at - 2].text.isdigit()
    )
    if (
        not linked and before not in ("in", "of", "since", "from", "back in", "before", "after", "until", "till", "at")
    ) or after.keys() & {"unit", "medal"}:
        return item
    year = int(item.text) + (2000 if int(item.text) < 60 else 1900)
    return item._replace(meanings={"year": year})
