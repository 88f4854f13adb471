"""The one door to the answers: a line of text and a conversation in, a reply out; it knows no face."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from bot.answers import Answer, Choices, Found, NotUnderstood, Outcome, Status
from bot.facts.cache import cached
from bot.facts.models import Knowledge, Source
from bot.facts.snapshot import Snapshot
from bot.intents import INDEXES, asked_of, respond
from bot.language import codes
from bot.language.choice import chosen
from bot.language.codes import Codec, Unreadable
from bot.language.compose import read
from bot.language.conversation import follow
from bot.language.lexicon import Lexicon, compile_lexicon
from bot.language.options import Choice, Kind, Options
from bot.language.overheard import plainly_asked
from bot.language.reading import Reading
from bot.language.slips import Respelt, respelt
from bot.language.steps import Step, Way, taken, ways
from bot.language.turn import Turn
from bot.wording import reply as wording
from bot.wording.labels import label

SLIP = 0.8  # how sure a reading is in which a word was put right that is a word itself
MOST_OFFERS = 2  # questions offered where a word may be a slip
MOST_TRIED = 8  # steps of one way; where there are more, the first and last stand for all
ASKING_ANEW = ("choice", "races", "sources")  # ways on which any family may answer
FAMILIES = {"races": "times", "sources": "source"}  # which answer a step that asks something else
SURE = 0.9  # how sure an answer must be that nobody asked us for


@dataclass(slots=True)
class Conversation:
    """What one person and the bot have said so far; the face makes one per person and channel and keeps it."""

    last: Turn | None = None
    last_reply: "Reply | None" = None
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person gets for one line: one answer a question asked in it, and the plain text that says it all."""

    question: str
    answers: tuple[Answer, ...]
    text: str  # plain words, may be longer than a Discord message: the face cuts at a line
    status: Status
    intent: str | list[str]
    read_as: str
    answer: str
    choices: tuple[str, ...]
    suggestions: tuple[str, ...]
    sources: tuple[Source, ...]
    confidence: float
    turn: Turn | None = None  # what the next question may lean on, where there is one answer that it can lean on

    @property
    def why(self) -> tuple[str, ...]:
        """How the answers came about, one line each: rule, words used and left over, what came from before."""
        return tuple(line for answer in self.answers for line in answer.why())


class Offer(NamedTuple):
    """One press on from a reply: what the button says, and the code by which `Desk.press` answers it."""

    way: Way | Literal["question", "again"]  # "again" is the same answer, for one that is shown in pages
    label: str
    code: str  # ids and words, which outlive a restart and a reload


BAR = codes.BAR  # in a code, between the step and the answer it is taken from


class Stale(LookupError):  # noqa: N818 - it is about a button, and no fault of the program
    """A code that cannot be answered any more: mistyped, or about what is no longer held."""


class Compiled(NamedTuple):
    """One immutable state of the data, ready to answer from."""

    snapshot: Snapshot
    lexicon: Lexicon
    options: Options


def compiled(knowledge: Knowledge) -> Compiled:
    """Index the facts and the words."""
    snapshot = Snapshot(knowledge)
    for build in INDEXES:
        snapshot.index(build)
    lexicon = compile_lexicon(knowledge)
    return Compiled(snapshot, lexicon, Options(lexicon, snapshot))


def opened(folder: Path) -> Compiled:
    """The state of the folder; raises `bot.facts.load.Invalid` with every problem when the data is not sound."""
    return cached(folder, compiled)


class Desk:
    """Answers questions from one snapshot, which `swap` replaces as a whole."""

    def __init__(self, folder: Path) -> None:
        """Load `folder`; raises `bot.facts.load.Invalid` with every problem when the data is not sound."""
        self.folder = folder
        self._state = opened(folder)
        # What was read last, so that its words need not be read again for its buttons.
        self._heard: Reading | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The facts answered from right now."""
        return self._state.snapshot

    def ask(self, text: str, conversation: Conversation) -> Reply:
        """Answer `text` (any string); pure computing, well under a millisecond; updates `conversation`."""
        return self._put_right(self._state, text, conversation)

    def _put_right(self, state: Compiled, text: str, conversation: Conversation) -> Reply:
        before = conversation.last, conversation.last_reply, conversation.turns
        reply = self._ask(state, text, conversation)
        if not any(isinstance(a.outcome, NotUnderstood) for a in reply.answers):
            return reply
        # What was typed makes no question: perhaps a word of it is a slip that happens to be a word.
        meant: dict[str, tuple[Respelt, Conversation, Reply]] = {}
        for other in respelt(text, state.lexicon):
            alone = Conversation(*before)
            again = self._ask(state, other.line, alone)
            if all(isinstance(a.outcome, Found) for a in again.answers):
                meant.setdefault(again.answer, (other, alone, again))
        sure = [found for found in meant.values() if found[0].sure]
        if len(sure) != 1:
            return _with_offers(reply, [other.line for other, _, _ in meant.values()])
        ((other, alone, again),) = sure
        conversation.last, conversation.turns = alone.last, alone.turns
        conversation.last_reply = again = _as_typed(again, text, other)
        return again

    def _ask(self, state: Compiled, text: str, conversation: Conversation) -> Reply:
        last = conversation.last
        answers: list[Answer] = []
        picked = chosen(text, last, state.lexicon, state.snapshot) if last else None
        readings = [picked] if picked else read(text, state.lexicon, state.snapshot)
        if not picked:
            self._heard = readings[0]
        for read_alone in readings:
            reading = read_alone if picked else follow(read_alone, last, state.snapshot)
            answer, turn = respond(text, reading, last, state.snapshot)
            answers.append(answer)
            if turn and last and (picked or turn.reading.people == (last.others,)):
                turn = _not_picked(turn, last)
            if turn:
                last = turn
        return _told(text, tuple(answers), turn if len(answers) == 1 else None, last, conversation)

    def answer(self, reading: Reading, conversation: Conversation, question: str = "") -> Reply:
        """Answer what is read already, as a command or a button has it; leans on nothing; updates `conversation`."""
        return self._answer(self._state, reading, conversation, question)

    def _answer(self, state: Compiled, reading: Reading, conversation: Conversation, question: str = "") -> Reply:
        answer, turn = respond(question, reading, conversation.last, state.snapshot)
        return _told(question, (answer,), turn, turn or conversation.last, conversation)

    def option(self, kind: Kind, text: str) -> Reading:
        """What an option of a command names: an id, a label or any text as the part of a reading it fills."""
        return self._state.options.reading(kind, text)

    def complete(self, prefix: str, kind: Kind, context: Reading) -> list[Choice]:
        """At most 25 choices for what was typed so far, the best first, that go with what `context` names already."""
        return self._state.options.complete(prefix, kind, context)

    def press(self, code: str, conversation: Conversation) -> Reply:
        """Answer an offer, as if its words had been typed after the answer it stood under; updates `conversation`.

        Raises `Stale` where the code is none of ours, or names what is not held any more.
        """
        state = self._state  # one for all of it, whatever is swapped in meanwhile
        way, _, line = code.partition(BAR)
        try:
            reading = self._codec(state).decode(line)
        except Unreadable as error:
            raise Stale(str(error)) from error
        alone = Conversation(turns=conversation.turns)
        if not way:
            reply = self._answer(state, reading, alone, reading.said)
        else:
            step = Step.of(way)
            _, start = respond("", reading, None, state.snapshot)
            if step is None or start is None or (then := taken(step, start, state.snapshot)) is None:
                raise Stale(f"no step {way!r}")
            alone.last = start
            reply = self._answer(state, then, alone)
            if start.offered and reply.turn:
                alone.last = _not_picked(reply.turn, start)
                reply = replace(reply, turn=alone.last)
        conversation.last, conversation.last_reply, conversation.turns = alone.last, reply, alone.turns
        return reply

    def offers(self, reply: Reply) -> tuple[Offer, ...]:
        """What a press under `reply` can ask: each was tried, and is answered; about a millisecond."""
        state = self._state
        found: list[Offer] = []
        if (turn := reply.turn) is not None:
            codec = self._codec(state)
            line = codec.encode(turn.reading)
            start = self._start(state, turn, codec.decode(line), reply.answers[0].outcome)
            # Words or slots that the line does not hold may have mattered; then there is nothing to take a step from.
            if start:
                found.append(Offer("again", "", f"{BAR}{line}"))
                found += [
                    Offer(step.way, label(step.way, step.to, state.snapshot), f"{step.code}{BAR}{line}")
                    for _, steps in groupby(ways(start, state.snapshot), lambda step: step.way)
                    for step in self._leading_on(state, list(steps), start)
                ]
        return (*found, *(Offer("question", question, f"{BAR}{BAR}{question}") for question in reply.suggestions))

    def _start(self, state: Compiled, turn: Turn, reading: Reading, told: Outcome) -> Turn | None:
        """The turn that `reading`, asked by itself, makes: where it is `turn` again, else None."""
        alone = not reading.inherited  # else what it was about may have come from the turn before
        if alone and reading == turn.reading and asked_of(turn.intent, reading, None, state.snapshot) == told:
            return turn
        again, asked = respond("", reading, None, state.snapshot)
        return asked if again.outcome == told else None

    def _leading_on(self, state: Compiled, steps: Sequence[Step], turn: Turn) -> Sequence[Step]:
        """Those steps of one way that end at an answer; of very many Games, which only tables have, two are tried."""
        if len(steps) > MOST_TRIED:
            return steps if all(self._leads_on(state, step, turn) for step in (steps[0], steps[-1])) else ()
        return [step for step in steps if self._leads_on(state, step, turn)]

    def _leads_on(self, state: Compiled, step: Step, turn: Turn) -> bool:
        """Whether a step ends at an answer, and of the family it set out from where it changes but a constraint."""
        reading = taken(step, turn, state.snapshot)
        if reading is None:
            return False
        then = asked_of(FAMILIES.get(step.way, turn.intent), reading, turn, state.snapshot)
        if then is None and step.way in ASKING_ANEW:
            then = respond("", reading, turn, state.snapshot)[0].outcome
        return isinstance(then, Found) and then.answer != turn.answer

    def _codec(self, state: Compiled) -> Codec:
        return Codec(state.lexicon, state.snapshot, self._heard if state is self._state else None)

    def overheard(self, text: str, conversation: Conversation) -> Reply:
        """Answer a line that nobody addressed to us only where it plainly asks about the event; else `silent`.

        It must stand by itself: what was said before is not used, and `conversation` changes only where we speak.
        """
        state = self._state
        if plainly_asked(text, state.lexicon):
            alone = Conversation(turns=conversation.turns)
            reply = self._put_right(state, text, alone)
            if all(isinstance(a.outcome, Found) for a in reply.answers) and reply.confidence >= SURE:
                conversation.last, conversation.last_reply, conversation.turns = alone.last, reply, alone.turns
                return reply
        return Reply(text, (), "", "silent", "", "", "", (), (), (), 0.0)

    def swap(self, state: Compiled) -> None:
        """Answer from `state` from now on; a question that is being answered keeps the state it began with."""
        self._state, self._heard = state, None


def _as_typed(reply: Reply, text: str, other: Respelt) -> Reply:
    """A reply to a line with one word put right, as the reply to what was typed; it says so."""
    note = f"“{other.typed}” read as “{other.meant}”"
    answers = tuple(
        replace(a, question=text, read_as=f"{a.read_as}; {note}" if a.read_as else note, confidence=a.confidence * SLIP)
        for a in reply.answers
    )
    return _reply(text, answers, reply.turn)


def _with_offers(reply: Reply, lines: Sequence[str]) -> Reply:
    """A reply that did not understand, with what may have been meant as the questions to ask next."""
    if not lines:
        return reply
    answers = tuple(
        replace(a, outcome=replace(a.outcome, suggestions=tuple(lines[:MOST_OFFERS])))
        if isinstance(a.outcome, NotUnderstood)
        else a
        for a in reply.answers
    )
    return _reply(reply.question, answers, reply.turn)


def held(snapshot: Snapshot) -> str:
    """One line on what is held."""
    knowledge = snapshot.knowledge
    events = sum(len(g.events) for g in knowledge.games)
    return (
        f"{events} events at {sum(bool(g.events) for g in knowledge.games)} Games, {len(snapshot.starts)} starts, "
        f"{len(knowledge.skaters)} skaters, "
        f"{len(knowledge.records)} record steps, {len(knowledge.moments)} moments, {len(knowledge.medal_tables)} "
        f"medal tables, as of {knowledge.as_of}."
    )


def _not_picked(turn: Turn, last: Turn) -> Turn:
    """The turn with the choices that were left, so that "the other one" can be asked for."""
    offered = (*last.offered, *last.others)
    return replace(turn, others=tuple(o for o in offered if all(o not in group for group in turn.reading.people)))


def _told(
    text: str, answers: tuple[Answer, ...], turn: Turn | None, last: Turn | None, conversation: Conversation
) -> Reply:
    conversation.last = last
    conversation.turns += 1
    conversation.last_reply = reply = _reply(text, answers, turn)
    return reply


def _reply(text: str, answers: tuple[Answer, ...], turn: Turn | None) -> Reply:
    statuses = [wording.status(a) for a in answers]
    outcomes = [a.outcome for a in answers]
    return Reply(
        question=text,
        answers=answers,
        text=wording.text(answers),
        status=max(statuses, key=wording.ORDER.index),
        intent=answers[0].intent if len(answers) == 1 else [a.intent for a in answers],
        read_as=" / ".join(a.read_as for a in answers if a.read_as),
        answer=" ".join(o.answer for o in outcomes),
        choices=tuple(c for o in outcomes if isinstance(o, Choices) for c in o.choices),
        suggestions=tuple(dict.fromkeys(s for o in outcomes for s in o.suggestions)),
        sources=tuple(dict.fromkeys(s for o in outcomes if isinstance(o, Found) for s in o.sources)),
        confidence=min(a.confidence for a in answers),
        turn=turn,
    )
