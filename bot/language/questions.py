"""Finds the questions in a line of linked items, and what is said around them; it reads none of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.entities import Item

END = frozenset("?!.;\n")
NAMES = frozenset(("nation", "skater", "part", "games", "venue", "year", "gender", "round", "event", "rank", "medal", "elsewhere", "time", "stranger"))
CUES = frozenset(("noun", "verb", "record", "op", "scope"))
MOST_QUESTIONS = 3


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
            return [Question(tuple(items))]
    questions: list[Question] = []
    scene: list[tuple[Item, ...]] = []
    for at, sentence in enumerate(sentences):
        if at in asking:
            for part in _parts(sentence):
                questions.append(Question(_core(part), tuple(scene)))
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
    """Whether a sentence asks: a question word, an order to tell, an inverted verb or a question mark, with something to ask about."""
    kinds = _kinds(sentence)
    if not kinds & (NAMES | CUES | {"wh"}):
        return False
    if "wh" in kinds and (kinds & (NAMES | CUES) or len(sentence) < 4):
        return True
    if "?" in str(sentence[-1].meanings.get("stop", "")) or "tell" in kinds:
        return True
    first = next((i for i in sentence if i.meanings.keys() & (NAMES | CUES | {"aux", "ordinary", "unknown", "pronoun"})), None)
    return first is not None and first.meanings.get("aux") in ("did", "be", "have")


def _parts(sentence: list[Item]) -> list[list[Item]]:
    """Two questions joined by "and" or a comma: each has its own question word."""
    starts = [0]
    for at, item in enumerate(sentence):
        if at == 0 or "wh" not in item.meanings:
            continue
        joint = sentence[at - 1]
        second = sentence[at - 2] if at > 1 else joint
        linked = joint.text in ("and", "&", "plus", "also", "and also", ",", "or", "and who") or "," in str(joint.meanings.get("stop", ""))
        if not linked and not (joint.text in ("by", "in", "at", "on", "with", "for", "from") and second.text in ("and", ",")):
            continue
        begin = at - 1 if not linked else at
        if "wh" in _kinds(sentence[starts[-1] : begin]):
            starts.append(begin)
    return [sentence[a:b] for a, b in zip(starts, [*starts[1:], len(sentence)], strict=True)]


def _core(part: Sequence[Item]) -> tuple[Item, ...]:
    """The part that asks, without the chat before its question word and after its last comma."""
    segments: list[list[Item]] = [[]]
    for item in part:
        if "stop" in item.meanings:
            segments.append([])
        else:
            segments[-1].append(item)
    segments = [s for s in segments if s]
    asks = [bool({"wh", "tell"} & _kinds(s)) or s[0].meanings.get("aux") in ("did", "be", "have") for s in segments]
    main = asks.index(True) if any(asks) else None
    kept: list[Item] = []
    for at, segment in enumerate(segments):
        if main is not None and at != main and not asks[at]:
            kept.extend(_names_only(segment) if at < main or not _has_rest(segment) else ())
        elif main is not None and at == main:
            kept.extend(_from_question_word(segment))
        else:
            kept.extend(segment)
    return tuple(kept)


def _has_rest(segment: Sequence[Item]) -> bool:
    return any(i.meanings.keys() <= {"ordinary", "unknown"} for i in segment)


def _names_only(segment: Sequence[Item]) -> list[Item]:
    return [i for i in segment if not i.meanings.keys() <= {"ordinary", "unknown"} or i.raw[:1].isupper() and "unknown" in i.meanings]


def _from_question_word(segment: Sequence[Item]) -> list[Item]:
    """Words that mean nothing to us are chat where they stand before a question word that has its question behind it."""
    at = next((n for n, i in enumerate(segment) if "wh" in i.meanings), 0)
    behind = sum(1 for i in segment[at + 1 :] if i.meanings.keys() & (NAMES | CUES))
    if at and behind >= 2:
        return [*_names_only(segment[:at]), *segment[at:]]
    return list(segment)


def _joined(questions: list[Question]) -> list[Question]:
    """"When and where was it held": a question word alone takes the rest from the question that follows."""
    whole: list[Question] = []
    for at, question in enumerate(questions):
        if at + 1 < len(questions) and len(question.core) <= 2 and not _kinds(question.core) & (NAMES | {"noun", "verb"}):
            rest = [i for i in questions[at + 1].core if "wh" not in i.meanings]
            question = Question((*question.core, *rest), question.context)
        whole.append(question)
    return whole
