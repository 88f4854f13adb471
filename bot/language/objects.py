"""Settles verbs that mean another thing by what stands behind them: "took the team pursuit", "topped Japan"."""

from collections.abc import Sequence

from bot.language.entities import Item

# What may stand between a verb and its object.
_BETWEEN = frozenset(("gender", "year", "filler"))
_ARTICLES = frozenset("the a an all their its whole entire in".split())
# What stands behind the name of an event where it only says of what: "took the team pursuit gold".
_OWNED = frozenset(("medal", "rank", "record", "round"))
_OWNED_NOUNS = frozenset("medal title podium record champion time race result squad rank table".split())
_RECORDS = frozenset(("OR", "WR", "TR", "both"))


def with_objects(items: Sequence[Item]) -> list[Item]:
    """Verbs of taking win where an event is taken, of topping beat where a team is topped, of posting set a record.

    A verb that may do so is told by the lexicon: kind `object`, with what it must have behind it.
    """
    settled = [_as_said(items, at) for at in range(len(items))]
    for at, item in enumerate(settled):
        wanted = item.meanings.get("object")
        if wanted is None:
            continue
        meanings = {kind: value for kind, value in item.meanings.items() if kind != "object"}
        if wanted == "event" and _event_behind(items, at):
            meanings = {"verb": "win"}
        elif wanted == "team" and _team_behind(items, at):
            meanings = {"verb": "beat"}
        elif wanted == "record" and _record_behind(items, at):
            meanings = {"verb": "set"}
        settled[at] = item._replace(meanings=meanings or {"ordinary": item.text})
    return settled


_ALMOST = frozenset("almost nearly hardly scarcely practically virtually".split())
_SOME = frozenset(
    ("few", "a few", "many", "handful", "loads of", "tons of", "heaps of", "lots of", "lots", "plenty", "plenty of")
)
_LIMITS = {"max": "at most", "maximum": "at most", "min": "at least", "minimum": "at least"}
_ENDS = {"first": "1", "1st": "1", "last": "last"}
_WAS = frozenset("was were finished ended up came".split())
_BY = frozenset(("won by", "win by", "lost by", "lose by"))
_TEAMS = frozenset("squad squads trio quartet crew skaters".split())
_DONE = frozenset("win lose beat perform finish get qualify medal".split())


def _as_said(items: Sequence[Item], at: int) -> Item:
    """With "won by Norway" as who and not by how much, and "the women's squad" that did well as the team."""
    item = items[at]
    after = items[at + 1] if at + 1 < len(items) else None
    if item.text in _LIMITS and after is not None and "number" in after.meanings:
        return item._replace(meanings={"than": _LIMITS[item.text]})  # "max two golds"
    if item.text == "how much" and after is not None and _counts(after):
        return item._replace(meanings={"wh": "how many"})  # "how much golds"
    if item.text in _ALMOST and after is not None and after.meanings.get("verb") in ("win", "beat", "get"):
        return item._replace(meanings={"veto": "hypothetical"})  # "who almost won"
    if item.text in _SOME and "filler" in item.meanings and _left_open(items, at):
        return item._replace(meanings={"ordinary": item.text})  # "who won a few golds"
    if item.text == "still" and _of_a_champion(items, at):
        return item._replace(meanings={"games": "latest"})  # "is Japan still the champion"
    if item.text in _ENDS and at and items[at - 1].text.split()[-1] in _WAS and (after is None or _sets(after)):
        return item._replace(meanings={"rank": _ENDS[item.text]})  # "who was first in the women's"
    if item.text in _BY and (who := _behind(items, at)) and who.meanings.keys() & {"nation", "skater", "part"}:
        return item._replace(meanings={kind: value for kind, value in item.meanings.items() if kind != "noun"})
    if item.text in _TEAMS and at > 1 and "gender" in items[at - 1].meanings and "nation" in items[at - 2].meanings:
        asked = any(i.meanings.get("wh") == "how do" or "aux" in i.meanings for i in items[: at - 1])
        done = any(i.meanings.get("verb") in _DONE for i in items[at + 1 :])
        if asked and done and not any(i.meanings.get("wh") in ("who", "skater") for i in items):
            return item._replace(meanings={"noun": "nation"})
    return item


def _left_open(items: Sequence[Item], at: int) -> bool:
    """Whether those are asked for who have some number of a thing, which is not said."""
    behind = next((i for i in items[at + 1 :] if i.text != "of"), None)
    whose = any(i.meanings.get("wh") in ("who", "nation", "skater") for i in items[:at])
    return whose and behind is not None and _counts(behind)


def _of_a_champion(items: Sequence[Item], at: int) -> bool:
    now = any(i.meanings.get("aux") == "be" and i.text in ("is", "are") for i in items[:at])
    return now and any(i.meanings.get("noun") == "champion" for i in items[at + 1 : at + 5])


def _counts(item: Item) -> bool:
    """Whether it is a thing that is counted: golds, teams."""
    return "medal" in item.meanings or item.meanings.get("noun") in ("medal", "title", "nation", "skater", "podium")


def _sets(item: Item) -> bool:
    return item.text in ("in", "at", "there", "overall", "at the") or "stop" in item.meanings


def _event_behind(items: Sequence[Item], at: int) -> bool:
    for n, item in enumerate(items[at + 1 :], at + 1):
        if "event" in item.meanings:
            after = items[n + 1].meanings if n + 1 < len(items) else {}
            return _OWNED.isdisjoint(after) and after.get("noun") not in _OWNED_NOUNS
        if _BETWEEN.isdisjoint(item.meanings) and item.text not in _ARTICLES:
            return False
    return False


def _record_behind(items: Sequence[Item], at: int) -> bool:
    for item in items[at + 1 :]:
        if item.meanings.get("record") in _RECORDS or item.meanings.get("noun") == "record":
            return True
        if _BETWEEN.isdisjoint(item.meanings) and item.text not in _ARTICLES:
            return False
    return False


def _team_behind(items: Sequence[Item], at: int) -> bool:
    behind = _behind(items, at)
    return behind is not None and "nation" in behind.meanings and not behind.possessive


def _behind(items: Sequence[Item], at: int) -> Item | None:
    """The item that follows, past "the"; None at the end."""
    after = items[at + 1 : at + 3]
    return after[1] if len(after) > 1 and after[0].text == "the" else after[0] if after else None
