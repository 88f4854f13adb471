"""Finds the questions in a line of linked items, and what is said around them; it reads none of them."""

from collections.abc import Sequence
from dataclasses import dataclass

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
CUES = frozenset(("noun", "verb", "record", "op", "scope"))
MOST_QUESTIONS = 3
# Who speaks of himself chats; and what begins the reason for asking.
SELF = frozenset("i im ive my me we our id".split())
LEADS = frozenset("so and ok okay but also well hey please pls yo hmm um then actually wait".split())
TAIL = SELF | frozenset("because cause cuz coz cos bc since asking need felt feels".split())


@dataclass(frozen=True, slots=True)
class Question:
    """`core` is what asks; `context` are sentences around it that only set the scene."""

    core: tuple[Item, ...]
    context: tuple[tuple[Item, ...], ...] = ()


def split(items: Sequence[Item]) -> list[Question]:
    """The questions of a line in order, three at most; a line that asks nothing is one question."""
    sentences = _sentences(items)
    asking = [at for at, sentence in enumerate(sentences) if _asks(sentence)]
    if not asking:
        telling = [at for at, sentence in enumerate(sentences) if _kinds(sentence) & NAMES]
        if len(sentences) > 1 and telling:
            asking = telling[-1:]
        else:
            return [Question(*_core(items))]
    questions: list[Question] = []
    scene: list[tuple[Item, ...]] = []
    for at, sentence in enumerate(sentences):
        if at in asking:
            for part in _parts(sentence):
                core, around = _core(part)
                if around and not _kinds(core) & (NAMES | CUES - {"op"}):
                    core, around = (*(i for s in around for i in _names_only(s)), *core), ()
                if scene and not _kinds(core) & NAMES and not any(_chats(s) for s in scene):
                    core, scene = (*(i for s in scene for i in s if "stop" not in i.meanings), *core), []
                questions.append(Question(core, (*around, *scene)))
            scene = []
        elif _kinds(sentence) & NAMES:
            if questions and at > asking[-1]:
                continue
            scene.append(tuple(sentence))
    return _joined(questions)[:MOST_QUESTIONS]


def _sentences(items: Sequence[Item]) -> list[list[Item]]:
    sentences: list[list[Item]] = [[]]
    for item in items:
        sentences[-1].append(item)
        stop = str(item.meanings.get("stop", ""))
        if END & set(stop):
            sentences.append([])
    return [s for s in sentences if any("stop" not in i.meanings for i in s)] or [list(items)]


def _kinds(items: Sequence[Item]) -> set[str]:
    return {kind for item in items for kind in item.meanings}


def _asks(sentence: Sequence[Item]) -> bool:
    """Whether a sentence asks: a question word, an order, an inverted verb or a question mark, and a topic."""
    kinds = _kinds(sentence)
    if not kinds & (NAMES | CUES | {"wh"}):
        return False
    if "wh" in kinds and (kinds & (NAMES | CUES) or len(sentence) < 4):
        return True
    if (
        "ellipsis" in sentence[0].meanings
        and kinds & (NAMES | CUES)
        and not any(i.meanings.keys() <= {"ordinary", "unknown"} for i in sentence)
    ):
        return True
    if "?" in str(sentence[-1].meanings.get("stop", "")) or "tell" in kinds:
        return True
    first = next(
        (i for i in sentence if i.meanings.keys() & (NAMES | CUES | {"aux", "ordinary", "unknown", "pronoun"})), None
    )
    return first is not None and first.meanings.get("aux") in ("did", "be", "have")


def _parts(sentence: list[Item]) -> list[list[Item]]:
    """Two questions joined by "and" or a comma: each has its own question word."""
    starts = [0]
    for at, item in enumerate(sentence):
        if at == 0 or "wh" not in item.meanings:
            continue
        joint = sentence[at - 1]
        second = sentence[at - 2] if at > 1 else joint
        linked = joint.text in ("and", "&", "plus", "also", "and also", ",", "or", "and who") or "," in str(
            joint.meanings.get("stop", "")
        )
        if not linked and not (
            joint.text in ("by", "in", "at", "on", "with", "for", "from") and second.text in ("and", ",")
        ):
            continue
        begin = at - 1 if not linked else at
        if "wh" in _kinds(sentence[starts[-1] : begin]):
            starts.append(begin)
    return [sentence[a:b] for a, b in zip(starts, [*starts[1:], len(sentence)], strict=True)]


def _core(part: Sequence[Item]) -> tuple[tuple[Item, ...], tuple[tuple[Item, ...], ...]]:
    """What asks, and the chat around it: segments between commas that hold words of their own only set the scene."""
    segments: list[list[Item]] = [[]]
    for item in part:
        if "stop" in item.meanings:
            segments.append([])
        else:
            segments[-1].append(item)
    segments = [s for s in segments if s]
    asks = [_begins_question(s) for s in segments]
    if not any(asks):
        return tuple(i for s in segments for i in _without_tail(s)), ()
    main = asks.index(True)
    # "Some veteran was rested for the semifinal, who was it again": the question only points at what was said.
    points = not any(_kinds(s) & (NAMES | CUES) for s, asking in zip(segments, asks, strict=True) if asking)
    core: list[Item] = []
    scene: list[tuple[Item, ...]] = []
    for at, segment in enumerate(segments):
        if asks[at]:
            core.extend(_without_tail(_from_question_word(segment)))
        elif _chats(segment) and not points:
            if at < main:
                scene.append(tuple(segment))
            elif "unknown" in _kinds(segment):
                core.extend(segment)
        else:
            core.extend(segment)
    return tuple(core), tuple(scene)


def leads(item: Item) -> bool:
    """Whether a word only leads up to a question: so, ok, and …"""
    return bool(item.meanings.keys() & {"ellipsis", "smalltalk"}) or item.text in LEADS


def _begins_question(segment: Sequence[Item]) -> bool:
    if {"wh", "tell"} & _kinds(segment):
        return True
    first = next((i for i in segment if not leads(i)), segment[0])
    return first.meanings.get("aux") in ("did", "be", "have")


def _chats(segment: Sequence[Item]) -> bool:
    """Whether a segment says something of its own: words that mean nothing to us, or somebody speaking of himself."""
    return any(
        i.meanings.keys() <= {"ordinary", "unknown"}
        or (SELF & set(i.text.split()) and i.text not in ("i mean", "i meant"))
        for i in segment
    )


def _without_tail(segment: Sequence[Item]) -> list[Item]:
    """Without what follows a question in the same breath: "… in 2018 my teacher wants to know"."""
    for at, item in enumerate(segment):
        if item.text == "or" and at and _another_guess(segment[at + 1 :]):
            return list(segment[:at])
        if (
            item.text in TAIL
            and sum(1 for i in segment[:at] if i.meanings.keys() & (NAMES | CUES)) >= 2
            and not _kinds(segment[at:]) & {"wh", "games", "year", "nation", "skater", "elsewhere"}
        ):
            return list(segment[:at])
    return list(segment)


def _another_guess(rest: Sequence[Item]) -> bool:
    """Whether what follows "or" is another guess at the answer: "… or is it just …", "… or always the bridesmaid"."""
    if not rest or _kinds(rest[:1]) & NAMES:
        return False
    return "aux" in rest[0].meanings or any(i.meanings.keys() <= {"ordinary", "unknown"} for i in rest)


def _names_only(segment: Sequence[Item]) -> list[Item]:
    return [
        i
        for i in segment
        if not i.meanings.keys() <= {"ordinary", "unknown"} or (i.raw[:1].isupper() and "unknown" in i.meanings)
    ]


def _from_question_word(segment: Sequence[Item]) -> list[Item]:
    """Words that mean nothing to us are chat where they stand before a question word with its question behind it."""
    at = next((n for n, i in enumerate(segment) if "wh" in i.meanings), 0)
    behind = sum(1 for i in segment[at + 1 :] if i.meanings.keys() & (NAMES | CUES))
    if at and behind >= 2:
        return [*_names_only(segment[:at]), *segment[at:]]
    return list(segment)


def _joined(questions: list[Question]) -> list[Question]:
    """Of "when and where was it held": a question word alone takes the rest from the question that follows."""
    whole: list[Question] = []
    for at, alone in enumerate(questions):
        question = alone
        if (
            at + 1 < len(questions)
            and len(question.core) <= 2
            and not _kinds(question.core) & (NAMES | {"noun", "verb"})
        ):
            rest = [i for i in questions[at + 1].core if "wh" not in i.meanings]
            question = Question((*question.core, *rest), question.context)
        whole.append(question)
    return [q for at, q in enumerate(whole) if at == 0 or not _only_what(q.core)]


def _only_what(core: Sequence[Item]) -> bool:
    """Whether nothing is asked beyond "what", "or what", "what is it": the question before it asks already."""
    plain = NAMES | CUES | {"wh", "ordinary", "unknown"}
    return bool(core) and all(i.meanings.get("wh") == "what" or not i.meanings.keys() & plain for i in core)
