"""Finds the questions in a line of linked items, and what is said around them; it reads none of them."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.language.clauses import (
    CUES,
    NAMES,
    SELF,
    TAIL,
    TOPICS,
    asks,
    chats,
    clauses,
    exclaims,
    foreign,
    gives_a_reason,
    inverts,
    kinds,
    leads,
    sentences,
    speaks_of_itself,
    states,
)
from bot.language.entities import Item

MOST_QUESTIONS = 3
# What joins one question to the next.
JOINTS = frozenset(("and", "&", "+", "n", "plus", "also", "and also", ",", "or", "and who"))
# What begins the whole of which a question picks: "of all the winning times, what is the slowest".
PARTITIVE = frozenset(("of", "of all", "out of", "among", "from", "amongst", "for", "in", "at"))


class Question(NamedTuple):
    """`core` is what asks; `context` are sentences around it that only set the scene."""

    core: tuple[Item, ...]
    context: tuple[tuple[Item, ...], ...] = ()


def split(items: Sequence[Item]) -> list[Question]:
    """The questions of a line in order, three at most; a line that asks nothing is one question."""
    items = _without_teller(items)
    said = [_without_if_so(s) for s in sentences(items)]
    asking = _asking(said)
    if not asking:
        telling = [at for at, sentence in enumerate(said) if kinds(sentence) & NAMES]
        if len(said) > 1 and telling:
            asking = telling[-1:]
        else:
            return _apart(Question(*_core(items)))
    questions: list[Question] = []
    scene: list[tuple[Item, ...]] = []
    for at, sentence in enumerate(said):
        if at in asking:
            for part in _scened(_parts(sentence)):
                core, around = _core(part)
                if around and not kinds(core) & (NAMES | CUES - {"op"}):
                    core, around = (*(i for s in around for i in _names_only(s)), *core), ()
                told = [s for said in scene if (s := _told(said))]
                if told and not kinds(core) & NAMES and (_bare(core) or not any(chats(s) for s in told)):
                    core, scene = (*(i for s in told for i in s if "stop" not in i.meanings), *core), []
                questions.append(Question(core, (*around, *scene)))
            scene = []
        elif kinds(sentence) & NAMES:
            if questions and at > asking[-1]:
                continue
            scene.append(tuple(sentence))
    return [q for question in _joined(questions) for q in _apart(question)][:MOST_QUESTIONS]


# How somebody is said to have said it: "my gran swears …", "a mate of mine reckons …".
_TELLS = frozenset(
    "says said swears swore reckons reckoned thinks thought claims claimed insists insisted maintains maintained "
    "believes argues bets told tells".split()
)
_TELLERS = frozenset(("my", "a", "some", "this", "one", "the"))
FARTHEST = 5  # words in which a teller is named


def _without_teller(items: Sequence[Item]) -> Sequence[Item]:
    """Without who told it, where a statement follows: of "my gran swears Pechstein won" that she won is asked."""
    if not items or items[0].text.split(" ")[0] not in _TELLERS:
        return items
    for at, item in enumerate(items[1:FARTHEST], 1):
        if item.text in _TELLS:
            rest = items[at + 1 :]
            skip = next((n for n, i in enumerate(rest) if i.text not in ("me", "us", "that")), len(rest))
            return rest[skip:] if states(clauses(rest)[0] if rest[skip:] else ()) else items
        if item.meanings.keys() & (NAMES - {"gender"}) or "stop" in item.meanings:
            return items
    return items


def _bare(core: Sequence[Item]) -> bool:
    """Whether nothing is said but a question word: what it asks for stands in the statement before."""
    said = [i for i in core if "stop" not in i.meanings]
    return len(said) < FEWEST_WORDS and all(i.meanings.keys() & {"wh", "ellipsis", "filler"} for i in said)


def _told(statement: Sequence[Item]) -> tuple[Item, ...]:
    """What a statement tells, without what somebody says of himself: "… I believe"."""
    said = [c for c in clauses(statement) if kinds(c) & TOPICS]
    return tuple(i for c in said for i in _without_tail(c) if i.text not in _HEDGES)


_HEDGES = frozenset(("i believe", "i think", "i guess", "i reckon", "i suppose", "i gather", "i hear", "i heard"))


def _without_if_so(sentence: list[Item]) -> list[Item]:
    """Of "did they ever win, and if so when" what is asked first: a yes tells the rest."""
    at = next((at for at, i in enumerate(sentence) if i.text == "if so"), 0)
    return sentence[:at] if at and inverts(sentence[:at]) else sentence


def _asking(said: Sequence[Sequence[Item]]) -> list[int]:
    """Which sentences ask: beside one that asks of our matter, "is he right?" and "you know how it is, right?" chat."""
    asking = [at for at, sentence in enumerate(said) if _asks(sentence)]
    plain = [at for at in asking if not _only_talks(said[at])]
    return plain or asking


def _only_talks(sentence: Sequence[Item]) -> bool:
    topic = kinds([i for i in sentence if "aux" not in i.meanings]) & (NAMES - {"elsewhere"} | CUES - {"op"})
    if not topic and "wh" not in kinds(sentence[:2]):
        return chats([i for i in sentence if "stop" not in i.meanings])
    if "veto" in kinds(sentence) and states(sentence) and not {"wh", "tell"} & kinds(sentence):
        return True
    return sentence[0].text in ("you know", "you") and not kinds(sentence) & {"event", "games", "year", "nation"}


_OPENING = TOPICS | {"aux", "ordinary", "unknown", "pronoun"}


def _asks(sentence: Sequence[Item]) -> bool:
    """Whether a sentence asks: a question word, an order, an inverted verb or a question mark, and a topic."""
    found = kinds(sentence)
    if "wh" not in found and TOPICS.isdisjoint(found):
        return False
    if "wh" in found and (found & TOPICS or len(sentence) < 4):
        return True
    if "ellipsis" in sentence[0].meanings and found & TOPICS and not any(foreign(i) for i in sentence):
        return True
    if "?" in str(sentence[-1].meanings.get("stop", "")) or "tell" in found:
        return True
    first = next((i for i in sentence if i.text in SELF or not _OPENING.isdisjoint(i.meanings)), None)
    return first is not None and first.meanings.get("aux") in ("did", "be", "have")


def _parts(sentence: list[Item]) -> list[list[Item]]:
    """Two questions joined by "and" or a comma: each has its own question word."""
    starts = [0]
    for at, item in enumerate(sentence):
        if at and "stop" in sentence[at - 1].meanings and _asks_anew(sentence[starts[-1] : at - 1], sentence[at:]):
            starts.append(at)
            continue
        if at == 0 or "wh" not in item.meanings or exclaims(sentence, at):
            continue
        roughly = at > 1 and sentence[at - 1].text in _ROUGHLY  # "… and roughly when"
        joint = sentence[at - 1 - roughly]
        second = sentence[at - 2 - roughly] if at > 1 + roughly else joint
        linked = joint.text in JOINTS or "," in str(joint.meanings.get("stop", ""))
        if not linked and not (
            joint.text in ("by", "in", "at", "on", "with", "for", "from") and second.text in ("and", ",")
        ):
            continue
        begin = at - roughly if linked else at - 1 - roughly
        before = sentence[starts[-1] : begin]
        if (
            inverts(before)
            or _targets(before)
            or any(
                "wh" in i.meanings and not exclaims(sentence, n)
                for n, i in enumerate(sentence[:begin])
                if n >= starts[-1]
            )
        ):
            starts.append(begin)
    return [sentence[a:b] for a, b in zip(starts, [*starts[1:], len(sentence)], strict=True)]


_ROUGHLY = ("roughly", "exactly", "approximately", "about", "precisely")
_SCENE = frozenset(("games", "venue", "year", "gender", "round"))


def _scened(parts: list[list[Item]]) -> list[list[Item]]:
    """The questions of one sentence, a later one at the Games of the first where it names a team and no Games itself.

    Of "Poland in the semifinal of 2014, its time and how far behind", the last takes the team too.
    """
    first = parts[0]
    if len(parts) == 1 or any(i.meanings.get("period") not in (None, "in") for i in first):
        return parts
    return [first, *(_named(part, first) for part in parts[1:])]


def _named(part: list[Item], first: Sequence[Item]) -> list[Item]:
    found = kinds(part)
    measured = not found & (NAMES | CUES | {"pronoun"}) and any(i.meanings.get("wh") in _MEASURES for i in part)
    bare = measured and bool(_targets(first))
    if not bare and (not found & {"nation", "skater", "part"} or found & {"op", "games", "venue", "year", "pronoun"}):
        return part
    taken = NAMES if bare else _SCENE - found
    return [*(i for i in first if i.meanings.keys() & taken), *part]


# Question words that ask for what such a name asks for.
_ASKED_ALONE: dict[object, str] = {"how fast": "time", "date": "date"}
_MEASURES = ("how much", "how fast")


def _asks_anew(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether a yes-or-no question of somebody follows one with a question word: "what did he do, did he fall"."""
    somebody, leaning = {"nation", "skater", "part"} & kinds(after), "pronoun" in kinds(after)
    return (
        "wh" in kinds(before)
        and "aux" in after[0].meanings
        and inverts(after)
        and bool(somebody) is not leaning
        and not _guesses(after, before)
    )


# What is asked for by its name alone: of "time and margin of the final" each is a question.
_TARGETS = frozenset(("time", "margin", "venue", "date", "squad"))


def _targets(items: Sequence[Item]) -> list[int]:
    """Where such names stand, where no other word asks."""
    if kinds(items) & {"wh", "tell"} or (items and items[0].text in PARTITIVE):
        return []
    return [at for at, i in enumerate(items) if _target(i)]


def _target(item: Item) -> str:
    """What an item asks for by its name alone: "what was the time" is such a name too."""
    if asked := _ASKED_ALONE.get(item.meanings.get("wh")):
        return asked
    noun = item.meanings.get("noun")
    return str(noun) if noun in _TARGETS and _named_alone(item) else ""


def _named_alone(item: Item) -> bool:
    return item.meanings.get("verb") in (None, "win", "clock") and item.text not in (
        "timed",
        "clocked",
        "clock",
        "separated",
    )


def _apart(question: Question) -> list[Question]:
    """A question that asks for two things by their names, as two."""
    core = question.core
    found = [at for at, i in enumerate(core) if _target(i)]
    if not found:
        return [question]
    other_words = {str(i.meanings["wh"]) for i in core if "wh" in i.meanings} - {"what", *_ASKED_ALONE}
    if other_words:
        beside = _beside(core, found)
        return [Question(part, question.context) for part in beside] if beside else [question]
    if any(i.meanings.get("op") in ("compare", "faster", "slower") for i in core):
        return [question]
    if len(found) != 2 or found[1] - found[0] not in (1, 2, 3) or len({_target(core[at]) for at in found}) < 2:
        return [question]
    joint = set(range(found[0] + 1, found[1]))
    if any(core[at].text not in JOINTS | {"and the", "the"} for at in joint):
        return [question]
    return [
        Question(tuple(i for at, i in enumerate(core) if at not in joint | {other}), question.context)
        for other in reversed(found)
    ]


def _beside(core: Sequence[Item], found: Sequence[int]) -> tuple[tuple[Item, ...], tuple[Item, ...]] | None:
    """Of "who won in Sochi and the winning time", what is asked first and, with its names, what is asked beside it.

    `found` is where something is asked for by its name.
    """
    if len(found) != 1 or found[0] < FEWEST_WORDS or any("op" in i.meanings for i in core):
        return None
    start = found[0]
    while start and core[start - 1].text == "the":
        start -= 1
    joint = core[start - 1]
    if joint.text not in _ADDING or not any("wh" in i.meanings for i in core[: start - 1]):
        return None
    names = tuple(i for i in core[: start - 1] if i.meanings.keys() & NAMES)
    return tuple(core[: start - 1]), (*names, *core[start:])


FEWEST_WORDS = 3  # before what is asked beside: who, what of, and the joint
_ADDING = frozenset(("and", "and the", "&", "+", "plus", "with the", "and also"))


def _core(part: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[tuple[Item, ...], ...]]:
    """What asks, and the chat around it: clauses that hold words of their own only set the scene."""
    said = clauses(part)
    asking = [asks(c) and not gives_a_reason(c) for c in said]
    if not any(asking):
        return _without_question(said)
    main = asking.index(True)
    anchored = any("event" in kinds(c) for c, asked in zip(said, asking, strict=True) if asked)
    # "Some veteran was rested for the semifinal, who was it again": the question only points at what was said.
    points = not any(kinds(c) & TOPICS for c, asked in zip(said, asking, strict=True) if asked)
    core: list[Item] = []
    scene: list[tuple[Item, ...]] = []
    for at, clause in enumerate(said):
        if asking[at] and at > main and _guesses(clause, said[main]):
            continue
        if asking[at]:
            asked = _without_tail(_from_question_word(clause))
            # That "do" asks is told by its place: "in this event, do they have more than one title?"
            core = [*asked, *core] if asked[0].text in ("do", "does") else [*core, *asked]
        elif chats(clause) and not (points or (at < main and _told_of(clause, said[main]))):
            if at < main:
                scene.append(tuple(clause))
            elif gives_a_reason(clause):
                continue
            elif "unknown" in kinds(clause) or ("elsewhere" in kinds(clause) and not anchored):
                core.extend(clause)
        elif at > main and (_guesses(clause, said[main]) or _sets_the_scene(clause)):
            continue
        elif at < main and _told_of_another_time(clause, said[main]) and kinds((*core, *clause)) & _SUBJECT:
            if not any(i.meanings.get("wh") in ("who", "nation", "skater") for i in said[main]):
                core.extend(i for i in clause if i.meanings.keys() & _SUBJECT)
        elif at < main and anchored and "elsewhere" in kinds(clause):
            # What stands beside a question that names its event is not what it asks about: "5k, 10k, but …".
            scene.append(tuple(clause))
        else:
            core.extend(clause)
    return tuple(core), tuple(scene)


def _told_of(clause: Sequence[Item], asked: Sequence[Item]) -> bool:
    """Whether a question is about what a clause tells: "Poland took it easy, which Canadian was mad about it"."""
    points = {"it", "that"} & {str(i.meanings.get("pronoun")) for i in asked[1:]}
    plain = not kinds(asked) & {"noun", "medal", "rank", "record"}
    return bool(points) and plain and states(clause) and not speaks_of_itself(clause)


_WHEN = frozenset(("games", "venue", "year"))
_SUBJECT = frozenset(("nation", "skater", "part", "gender"))


def _told_of_another_time(clause: Sequence[Item], asked: Sequence[Item]) -> bool:
    """Whether a clause tells of other Games than are asked about: "gold in Turin, but what did he do in 2010"."""
    told = kinds(clause)
    if not (kinds(asked) & _WHEN and (told & _WHEN or any(i.meanings.get("op") == "twice" for i in clause))):
        return False
    return bool(told & {"medal", "rank", "verb", "noun"}) and clause[0].text not in PARTITIVE


def _guesses(clause: Sequence[Item], asked: Sequence[Item]) -> bool:
    """Whether a clause behind "who won …" guesses at the answer: "…, Japan right?"; of two names one is asked for."""
    names = [i for i in clause if i.meanings.keys() & NAMES]
    if inverts(clause) and {"it", "that"} & {str(i.meanings.get("pronoun")) for i in clause}:
        free = {"aux", "tag", "filler", "smalltalk", "pronoun", "nation", "skater", "part", "gender"}
        return all(i.meanings.keys() & free or i.meanings.get("verb") in ("win", "get") for i in clause)
    whoever = any(i.meanings.get("wh") in ("who", "nation") for i in asked) and any(
        i.meanings.get("verb") == "win" for i in asked
    )
    return (
        whoever
        and len(names) == 1
        and "nation" in names[0].meanings
        and not kinds(asked) & {"nation"}
        and all(i in names or i.meanings.keys() & {"tag", "filler", "smalltalk"} for i in clause)
    )


def _sets_the_scene(clause: Sequence[Item]) -> bool:
    """Whether a clause behind a question tells how it was: "…, there were three guys and no substitute"."""
    return clause[0].text in ("there were", "there was", "there is", "there are", "theres")


def _without_question(said: Sequence[Sequence[Item]]) -> tuple[tuple[Item, ...], tuple[tuple[Item, ...], ...]]:
    """Of clauses none of which asks, those that name something are the question where others chat beside them."""
    beside = [c for c in said if speaks_of_itself(c) and not all(i.meanings.keys() & {"aux", "tag"} for i in c)]
    named = [c for c in said if c not in beside]
    if beside and any(kinds(c) & NAMES for c in named) and not any(states(c) for c in named):
        return tuple(i for c in named for i in _without_tail(c)), tuple(map(tuple, beside))
    return tuple(i for c in said for i in _without_tail(c)), ()


def _without_tail(clause: Sequence[Item]) -> list[Item]:
    """Without what follows a question in the same breath: "… in 2018 my teacher wants to know"."""
    if not any(i.text == "or" or i.text in TAIL for i in clause):
        return list(clause)
    named = 0
    telling = {"wh", "games", "year", "nation", "skater", "elsewhere"}
    last = max((at for at, i in enumerate(clause) if i.meanings.keys() & telling), default=-1)
    for at, item in enumerate(clause):
        if item.text == "or" and at and _another_guess(clause[at + 1 :]) and not any(foreign(i) for i in clause[:at]):
            return list(clause[:at])
        if item.text in TAIL and named >= 2 and at > last:
            return list(clause[:at])
        named += not TOPICS.isdisjoint(item.meanings)
    return list(clause)


def _another_guess(rest: Sequence[Item]) -> bool:
    """Whether what follows "or" is another guess at the answer: "… or is it just …", "… or always the bridesmaid"."""
    if not rest or kinds(rest[:1]) & NAMES or "veto" in kinds(rest):
        return False
    return "aux" in rest[0].meanings or any(foreign(i) for i in rest)


def _names_only(clause: Sequence[Item]) -> list[Item]:
    return [i for i in clause if not foreign(i) or (i.raw[:1].isupper() and "unknown" in i.meanings)]


def _from_question_word(clause: Sequence[Item]) -> list[Item]:
    """Words that mean nothing to us are chat where they stand before a question word with its question behind it."""
    at = next((n for n, i in enumerate(clause) if "wh" in i.meanings), 0)
    behind = sum(not TOPICS.isdisjoint(i.meanings) for i in clause[at + 1 :]) if at else 0
    if at and behind >= 2:
        return [*_names_only(clause[:at]), *clause[at:]]
    return list(clause)


def _joined(questions: list[Question]) -> list[Question]:
    """Of "when and where was it held": a question word alone takes the rest from the question that follows."""
    whole: list[Question] = []
    for at, alone in enumerate(questions):
        question = alone
        if (
            at + 1 < len(questions)
            and len(question.core) <= 2
            and not kinds(question.core) & (NAMES | {"noun", "verb"})
            and not _only_asks(questions[at + 1].core)
        ):
            rest = [i for i in questions[at + 1].core if "wh" not in i.meanings]
            question = Question((*question.core, *rest), question.context)
        elif whole and (word := _only_asks(question.core)):
            asked = {i.meanings.get("wh") for i in whole[-1].core}
            if word in asked:
                continue
            if asked & {"what", "which", "which one"}:
                whole.append(question)  # what was asked for is no part of the rest
                continue
            # "Who fell, and when": what it is about stands in the question before it.
            rest = [i for i in whole[-1].core if not i.meanings.keys() & {"wh", "tell"}]
            question = Question((*question.core, *rest), whole[-1].context)
        whole.append(question)
    return [q for at, q in enumerate(whole) if at == 0 or not (_only_what(q.core) or _told_with(q, whole[at - 1]))]


def _told_with(question: Question, before: Question) -> bool:
    """Whether "and by how much", or "and how many is that", asks what is told with the question before it anyway."""
    if not question.core or kinds(question.core) & (NAMES | {"verb"}):
        return False
    if any(i.meanings.get("op") in _COMPARING for i in before.core):
        measured = any(i.meanings.get("wh") == "how much" for i in question.core)
        if measured or (
            question.core[0].text == "by" and any(i.meanings.get("wh") == "how many" for i in question.core)
        ):
            return True
    most = "wh" in kinds(before.core) and any(
        i.meanings.get("op") == "most" or "often" in i.meanings for i in before.core
    )
    words = {str(i.meanings["wh"]) for i in question.core if "wh" in i.meanings}
    return most and bool(words) and words <= {"how many", "how often"} and not kinds(question.core) & {"noun", "op"}


_COMPARING = frozenset("faster slower closest biggest more less most fewest oldest youngest".split())


def _only_asks(core: Sequence[Item]) -> str:
    """The question word where nothing else is said, which asks another thing of the same: "and when"."""
    spoken = [i for i in core if not leads(i) and not i.meanings.keys() & {"filler", "stop"}]
    word = str(spoken[0].meanings.get("wh", "")) if len(spoken) == 1 else ""
    return word if word in ("who", "when", "date") else ""


def _only_what(core: Sequence[Item]) -> bool:
    """Whether nothing is asked beyond "what", "what is it", "what's her name": the question before it asks already."""
    plain = NAMES | CUES | {"wh", "ordinary", "unknown"}
    return bool(core) and all(
        i.meanings.get("wh") == "what" or not i.meanings.keys() & plain or i.text.endswith(_NAME) for i in core
    )


_NAME = ("her name", "his name")
