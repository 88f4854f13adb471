"""Cuts what is said into sentences and clauses, and says of a clause whether it asks, chats or names; it reads none."""

from collections.abc import Iterable, Sequence

from bot.language.entities import Item

END = frozenset("?!.;\n")
NAMES = frozenset(
    (
        "nation",
        "skater",
        "part",
        "games",
        "venue",
        "year",
        "gender",
        "round",
        "event",
        "rank",
        "medal",
        "elsewhere",
        "time",
        "stranger",
    )
)
CUES = frozenset(("noun", "verb", "record", "op", "scope", "colours", "neutral"))
TOPICS = NAMES | CUES
# Who speaks of himself chats; and what begins the reason for asking.
SELF = frozenset("i im ive my me we our".split())
LEADS = frozenset("so and ok okay but also well hey please pls yo hmm um then actually wait".split())
REASONS = frozenset("because cause cuz coz cos bc".split())
TAIL = SELF | REASONS | frozenset("since asking need felt feels".split())
LAUGHS = frozenset("lol lmao haha xd".split())
_CUTTING = REASONS | LAUGHS | {"but", "then"}
_LOOSE = frozenset(("biggest", "best", "more", "less"))  # "not a huge fan" measures nothing
MOST_CUTS = 5  # of one breath; what goes on longer is no question


def kinds(items: Iterable[Item]) -> set[str]:
    """Everything that some items can mean."""
    return set().union(*[item.meanings for item in items])


_FOREIGN = frozenset(("ordinary", "unknown"))


def foreign(item: Item) -> bool:
    """Whether it is a word that means nothing to us."""
    return _FOREIGN.issuperset(item.meanings)


def leads(item: Item) -> bool:
    """Whether a word only leads up to a question: so, ok, and …"""
    return "ellipsis" in item.meanings or "smalltalk" in item.meanings or item.text in LEADS


def sentences(items: Sequence[Item]) -> list[list[Item]]:
    """What stands between full stops, at least one."""
    found: list[list[Item]] = [[]]
    for item in items:
        found[-1].append(item)
        if "stop" in item.meanings and not END.isdisjoint(str(item.meanings["stop"])):
            found.append([])
    return [s for s in found if any("stop" not in i.meanings for i in s)] or [list(items)]


def clauses(sentence: Sequence[Item]) -> list[list[Item]]:
    """What stands between commas, and what "but", a laugh and a reason cut off; without the stops."""
    found: list[list[Item]] = [[]]
    for item in sentence:
        if "stop" in item.meanings:
            found.append([])
        else:
            found[-1].append(item)
    return [clause for part in found if part for clause in _cut(part)]


def _cut(part: list[Item]) -> list[list[Item]]:
    found: list[list[Item]] = []
    start = 0
    cutting = [at for at, item in enumerate(part[:-1]) if item.text in _CUTTING]
    for at in cutting[:MOST_CUTS]:
        item = part[at]
        if at == start:
            continue
        before, after = part[start:at], part[at + 1 :]
        named = kinds(before) & NAMES
        goes_on = item.text == "then" and named and "wh" in after[0].meanings
        turns = item.text == "but" and (not named or asks(after))
        if ((goes_on or turns) and not asks(before)) or (item.text in LAUGHS and named and chats(after)):
            found.append(before)
            start = at + 1
        elif item.text in REASONS and named and not _names_anew(after):
            return [*found, before, part[at:]]
    return [*found, part[start:]]


def _names_anew(items: Sequence[Item]) -> bool:
    names = {"games", "year", "nation", "skater", "event", "elsewhere"}
    return any(i.how == "exact" and i.meanings.keys() & names for i in items)


def asks(clause: Sequence[Item]) -> bool:
    """Whether a clause puts a question: a question word, an order, or a verb before its subject."""
    if "tell" in kinds(clause):
        return True
    if any("wh" in i.meanings and not exclaims(clause, at) for at, i in enumerate(clause)):
        return True
    return inverts(clause)


def inverts(clause: Sequence[Item]) -> bool:
    """Whether a clause begins with the verb of a question, after words that only lead up to it."""
    at = next((at for at, i in enumerate(clause) if not leads(i) or i.text == "do"), 0)
    if clause[at].text == "do":  # "do they have …" asks, "do 2018" and "do the women" go on
        return bool(kinds(clause[at + 1 : at + 3]) & {"nation", "skater", "gender", "pronoun"}) and "verb" in kinds(
            clause[at + 1 :]
        )
    return clause[at].meanings.get("aux") in ("did", "be", "have")


def exclaims(clause: Sequence[Item], at: int) -> bool:
    """Of "what a night": that is no question."""
    return clause[at].text == "what" and at + 1 < len(clause) and clause[at + 1].text in ("a", "an")


def speaks_of_itself(clause: Sequence[Item]) -> bool:
    """Whether somebody speaks of himself, or says nothing that we know."""
    if any(i.text.split()[0] in SELF and i.text not in ("i mean", "i meant") for i in clause if i.text):
        return True
    if kinds(clause) & NAMES:
        return False
    begun = clause[0]
    idles = begun.text in TAIL or (begun.meanings.keys() == {"filler"} and begun.text.endswith("ing"))
    asked = kinds(i for i in clause if i.meanings.get("op") not in _LOOSE)
    return idles or not asked & (CUES | {"number", "veto", "tag", "tell"})


def chats(clause: Sequence[Item]) -> bool:
    """Whether a clause says something of its own: words that mean nothing to us, or somebody speaking of himself."""
    return any(foreign(i) for i in clause) or (speaks_of_itself(clause) and not asks(clause))


def gives_a_reason(clause: Sequence[Item]) -> bool:
    """Whether a clause says why it is asked: "because …", "asking for my nephew who loves hockey"."""
    return clause[0].text in REASONS or (clause[0].text == "asking" and len(clause) > 1 and clause[1].text == "for")


def states(clause: Sequence[Item]) -> bool:
    """Whether a clause makes a statement: somebody, and then what he did."""
    subject = False
    for item in clause:
        if item.meanings.keys() & {"nation", "skater", "part", "pronoun", "gender"}:
            subject = True
        elif subject and (item.meanings.keys() & {"verb", "aux"}) and not item.meanings.keys() & {"noun", "gender"}:
            return True
    return False
