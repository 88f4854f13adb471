"""What a question asks for: the target and what is counted, from its question words, its form and its nouns."""

import itertools
from collections.abc import Sequence

from bot.language.clauses import foreign, leads
from bot.language.entities import Item
from bot.language.reading import EXTREMES

# Nouns that say what is asked for, the more telling first.
NOUNS = (
    "source medal-change discrepancy bracket record table margin time age birthday birthplace native-name spelling "
    "family reserve squad opponent "
    "venue city host distance laps rules world-champion finalist semifinalist date podium champion result rank title "
    "medal "
    "games appearance point race skater nation event"
).split()
COUNTED = (
    "medal title podium race appearance record nation skater games laps distance finalist semifinalist "
    "opponent squad reserve champion margin".split()
)
# Question words that ask for a number, and those that mean one thing whatever follows.
COUNTS = ("how many", "how often")
PLAIN = {
    "how much": "margin",
    "how fast": "time",
    "how old": "age",
    "how far": "distance",
    "when": "when",
    "date": "date",
    "why": "why",
    "whose": "whose",
    "nation": "nation",
    "skater": "skater",
}
# Nouns that a statement may hold ("Canada won the title"), and the verbs that make it one.
STATED = (
    "",
    "medal",
    "title",
    "champion",
    "race",
    "result",
    "podium",
    "event",
    "games",
    "nation",
    "finalist",
    "opponent",
)
SAID_OF = frozenset("win lose beat get fall finish set hold skate defend qualify host clock perform own".split())
FEWEST_SPOKEN = 3  # words of a statement with the tag behind it
FINITE = frozenset(
    "won lost beat beats took got fell finished came set holds skated raced defended reached hosted clocked defeated "
    "got wins medalled medaled grabbed claimed "
    "broke has have made missed retained edged ended lost to beaten by knocked out eliminated earned went placed "
    "picked up bagged secured".split()
) | {"lost to", "knocked out", "ended up", "picked up", "came in", "beaten by", "edged out", "took home", "won against"}


def asks(items: Sequence[Item], cues: frozenset[str]) -> tuple[str, str]:
    """What is asked for, and what is counted where it is a number."""
    spoken = [i for i in items if not leads(i)]
    if len(spoken) > 2 and spoken[0].meanings.get("aux") == "be" and spoken[1].text in ("it", "that", "this"):
        return "yes-no", ""
    for at, item in enumerate(items):
        word = item.meanings.get("wh")
        if item.meanings.get("colours") == "which" and cues.isdisjoint(("wh:how-many", "wh:who", "wh:nation")):
            return "medal", ""  # "what colours did she win"
        if word in COUNTS:
            return _counted(items, at)
        if word == "how far" and not cues.isdisjoint(("op:ahead", "op:behind")):
            return "margin", ""
        if word in PLAIN:
            return PLAIN[str(word)], ""
        if word is not None and (asked := _open(items, at, cues)):
            return asked, ""
    return _without_question_word(items, cues), ""


def _counted(items: Sequence[Item], at: int) -> tuple[str, str]:
    after = items[at + 1 : at + 3]
    if items[at].meanings["wh"] == "how often" or (after and after[0].text in ("times", "time")):
        return "count", "times"
    if any(i.meanings.get("unit") in ("second", "hundredth", "tenth") for i in after):
        return "margin", ""
    return "count", noun(items[at + 1 :], COUNTED, near=True)


def _open(items: Sequence[Item], at: int, cues: frozenset[str]) -> str:
    """What a question word asks that takes its meaning from what follows it."""
    rest = items[at + 1 :]
    match items[at].meanings.get("wh"):
        case "how big":
            return noun(items, ("margin", "time")) or "margin"
        case "where" if items[-1].text.split()[-1] == "from":
            return "birthplace"
        case "where":
            return "rank" if "verb:finish" in cues else "place"
        case "who":
            return "yes-no" if _cleft(items, at) else "who"
        case "how do":
            return noun(rest, ("spelling", "native-name", "source")) or "result"
        case "which" | "which one" | "what" | "how" as asked:
            if asked.startswith("which") and rest and "nation" in rest[0].meanings and not rest[0].possessive:
                return noun(rest[:2], ("squad", "skater", "medal", "race", "title", "games")) or "skater"
            skating = asked == "what" and items[-1].meanings.get("verb") == "skate"
            if asked == "what" and cues & {"verb:beat", "verb:lose"} and any(_is_seconds(i) for i in items):
                return "margin"
            if (skating or "verb:clock" in cues) and "noun:round" not in cues and not noun(rest, NOUNS):
                return "time"
            if rest and foreign(rest[0]):
                return "which" if asked.startswith("which") else str(asked)  # "what feat did the team achieve"
            if asked.startswith("which") and not [i for i in rest if "stop" not in i.meanings]:
                rest = items[:at]  # "skated for two teams, which"
            return noun(rest, NOUNS, near=True) or ("which" if asked.startswith("which") else str(asked))
        case _:
            return ""


def _is_seconds(item: Item) -> bool:
    return "seconds" in item.meanings or item.meanings.get("unit") == "second"


def _cleft(items: Sequence[Item], at: int) -> bool:
    """Of "wasn't it Weidemann who led": somebody is named before, so it is that which is asked."""
    before = items[:at]
    return (
        at > 1
        and items[at].text in ("who", "that")
        and (inverted(before) or any(i.meanings.get("aux") == "true" for i in before))
        and any(i.meanings.keys() & {"nation", "skater", "part"} for i in before)
    )


def _without_question_word(items: Sequence[Item], cues: frozenset[str]) -> str:
    spoken = [i for i in items if not leads(i) and "stop" not in i.meanings]
    if len(spoken) > 1 and spoken[0].text == "ever" and "verb" in spoken[1].meanings:
        return "yes-no"  # "ever win a medal?": they did, or did not
    if spoken and spoken[-1].text in ("went to", "goes to", "go to", "gone to"):
        return "who"
    if items and items[-1].text in ("by", "against"):
        return "margin" if len(spoken) == 1 and items[-1].text == "by" else "who"
    if _dates(items) and not inverted(items):
        return "when"
    ever = "op:ever" in cues and bool(
        cues & {"noun:medal", "noun:podium", "verb:win", "noun:title", "period:in", "verb:beat"}
    )
    if ever and any(i.meanings.keys() & {"nation", "skater", "part"} for i in items[:3]) and not cues & EXTREMES:
        return "yes-no"
    if _any_of(items) or inverted(items) or "aux:true" in cues or _tagged(items):
        return "yes-no"
    named = noun(items, NOUNS)
    return "yes-no" if named in STATED and _declares(items) else named


def _dates(items: Sequence[Item]) -> bool:
    """Whether "the first time Norway won" asks when that was."""
    return any(i.text in ("last time", "first time", "the last time", "for the first time") for i in items)


def noun(items: Sequence[Item], nouns: Sequence[str], *, near: bool = False) -> str:
    """The most telling noun; with `near` the first one that comes, unless a more telling one stands beside it."""
    found: list[str] = []
    for item in items:
        noun = str(item.meanings.get("noun", "")).replace(" ", "-")
        if noun in nouns:
            found.append(noun)
        elif "medal" in item.meanings and "medal" in nouns:
            found.append("medal")
        elif "record" in item.meanings and "record" in nouns and item.meanings["record"] in ("OR", "WR", "TR"):
            found.append("record")
        elif near and found and item.meanings.keys() & {"verb", "aux", "wh"}:
            break
    if not found:
        return ""
    if near and found[0] not in ("event", "race", "nation", "games"):
        return found[0]
    if near and "medal" in nouns and found[0] != "event":
        return found[0]
    return min(found, key=list(nouns).index)


def _any_of(items: Sequence[Item]) -> bool:
    """Whether "any medal?", "any record in Milan?" asks whether there is one; "of any country" does not."""
    for at, (item, after) in enumerate(itertools.pairwise(items)):
        if item.text == "any" and (
            after.meanings.keys() & {"medal", "record"}
            or after.meanings.get("noun") in ("medal", "title", "podium", "record")
        ):
            return True
        if item.text == "any" and after.meanings.get("noun") in ("nation", "skater") and all(map(leads, items[:at])):
            return True  # "any country ever do the double"
    return False


def _tagged(items: Sequence[Item]) -> bool:
    """A statement made a question by its last word: "…, right?", "… no?", "…, were they?"."""
    spoken = [i for i in items if "stop" not in i.meanings]
    if len(spoken) < FEWEST_SPOKEN or any("tell" in i.meanings for i in spoken):
        return False
    turned = spoken[-1].meanings.keys() >= {"aux", "pronoun"} and not any("wh" in i.meanings for i in spoken)
    return "tag" in spoken[-1].meanings or turned


def _declares(items: Sequence[Item]) -> bool:
    """A statement: a team or a person first, then a verb that says what it did."""
    subject = False
    for item in items:
        kinds = item.meanings.keys()
        if not subject and f"op:{item.meanings.get('op')}" in EXTREMES:
            return False  # "the fastest Norway has skated" names what is asked for
        if kinds & {"nation", "skater", "part"} and not item.possessive:
            subject = True
        elif subject and item.meanings.get("verb") in SAID_OF and item.text in FINITE:
            return True
        elif not kinds & {
            "filler",
            "gender",
            "games",
            "year",
            "venue",
            "stop",
            "smalltalk",
            "ellipsis",
            "period",
            "op",
            "aux",
        }:
            return False
    return False


def inverted(items: Sequence[Item]) -> bool:
    """Whether the sentence is put as a yes-or-no question is: did anywhere, has and was at its head or after a time."""
    head = True
    for at, item in enumerate(items):
        meanings = item.meanings
        aux = meanings.get("aux")
        if (
            item.text == "do"
            and head
            and at + 1 < len(items)
            and (
                _names_somebody(items[at + 1])
                or (at + 2 < len(items) and items[at + 1].text == "the" and _names_somebody(items[at + 2]))
            )
        ):
            return True
        if aux == "can" and at + 1 < len(items) and "tell" in items[at + 1].meanings:
            continue  # "could you give me …" asks for what follows
        if aux in ("be", "have", "can") and head and (" " in item.text or "pronoun" not in meanings):
            return True
        if aux == "did" and item.text not in ("do", "dont"):
            return True
        if "stop" in meanings:
            head = True
        elif not leads(item) and item.text != "the" and _SCENE.isdisjoint(meanings):
            head = False
    return False


# What may stand before a question put by its verb: "speed skating 2018 has anybody won two".
_SCENE = frozenset(("sign", "year", "games", "venue", "period", "scope", "event"))


def _names_somebody(item: Item) -> bool:
    """A team or people as the subject of "do the women skate"; "do you know" has none."""
    return bool(item.meanings.keys() & {"nation", "gender", "skater"}) or item.meanings.get("noun") in (
        "nation",
        "skater",
        "squad",
    )
