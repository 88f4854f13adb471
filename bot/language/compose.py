"""Composes a Reading from linked items: slots from entities, target and operation from cues; it answers nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.facts.snapshot import Snapshot
from bot.language.asks import asks
from bot.language.clauses import foreign, kinds
from bot.language.conjunctions import conjunctions
from bot.language.entities import PROPER, Item, link
from bot.language.lexicon import Lexicon, Value
from bot.language.objects import with_objects
from bot.language.questions import Question, split
from bot.language.reading import Guess, Reading, Term
from bot.language.relative import relative
from bot.language.slots import Slots, denied
from bot.language.text import tokens


def read(text: str, lexicon: Lexicon, snapshot: Snapshot) -> list[Reading]:
    """One reading a question asked in `text`, in order; at least one, which may be empty."""
    items = relative(with_objects(conjunctions(link(tokens(text), lexicon), lexicon.told)), snapshot)
    questions = split(items)
    if len(questions) > 1:
        return [_Composer(question, snapshot, lexicon).reading() for question in questions]
    reading = _Composer(questions[0], snapshot, lexicon, text).reading()
    if text.rstrip().endswith("?") and _put_as_question(reading):
        reading = replace(reading, asks="yes-no", yes_no=True)
    return [reading]


# Verbs as they stand behind a team where its "did" is left out: "Canada win in 2010?".
_BASE = frozenset(
    "go skate race do get win make complete reach lose take have qualify advance defend retain keep".split()
)


def _put_as_question(reading: Reading) -> bool:
    """Whether a line with a question mark says of a team what it may have done: "Sochi hosts get anything?"."""
    if reading.yes_no or any(cue.startswith(("wh:", "tell:", "op:most", "op:best")) for cue in reading.cues):
        return False
    named = False
    for term in reading.terms:
        if any(cue.startswith(("nation:", "side:host")) for cue in term.cues) or (
            reading.number is not None and any(cue.startswith("gender:") for cue in term.cues)
        ):
            named = True
        elif named and term.text.split(" ")[0] in _BASE:
            return True
    return False


@dataclass(slots=True)
class _Composer:
    question: Question
    snapshot: Snapshot
    lexicon: Lexicon
    said: str = ""  # the message, where it asks this and nothing else

    def reading(self) -> Reading:
        core = self.question.core
        cues = _cues(core)
        slots = Slots(core, self.snapshot)
        asked, of = asks(core, cues)
        if asked == "birthplace":
            cues |= {"noun:birthplace"}
        winners, losers = _sides(core, slots.nation_at)
        reading = Reading(
            asks=asked,
            of=of,
            cues=cues,
            event=slots.event,
            games=slots.games,
            when=slots.when,
            genders=slots.genders,
            rounds=slots.rounds,
            ranks=slots.ranks,
            medals=slots.medals,
            nations=slots.nations,
            without=slots.without,
            people=slots.people,
            subjects=_subjects(core, slots.nation_at),
            winners=winners,
            losers=losers,
            scope=slots.scope,
            years=slots.years,
            lone_years=slots.lone_years,
            bound=slots.bound,
            conditions=slots.conditions,
            number=slots.number,
            time=slots.time,
            metres=slots.metres,
            elsewhere=slots.elsewhere,
            strangers=tuple(slots.values("stranger")),
            left=_left(core),
            beside=tuple(i.raw for c in self.question.context for i in c if foreign(i)),
            soft=tuple(i.text for i in core if i.meanings.keys() == {"filler"} and i.text not in self.lexicon.joining),
            guesses=tuple(Guess(i.raw, i.text, i.score) for i in core if i.how == "fuzzy" and i.score < 1.0),
            words=frozenset(" ".join([i.text for i in core]).split()),
            phrases=tuple(i.text for i in core if "stop" not in i.meanings),
            terms=tuple(map(_term, core)),
            yes_no=asked == "yes-no",
            conflict=slots.conflict,
            pronouns=frozenset(slots.values("pronoun")),
            elliptical=_elliptical(core),
            said=self.said,
        )
        return self._with_context(reading)

    def _with_context(self, reading: Reading) -> Reading:
        """What was said in sentences around the question stands where the question itself is silent."""
        if not self.question.context:
            return reading
        reading = replace(
            reading,
            event=reading.event or next((e for c in self.question.context if (e := Slots(c, self.snapshot).event)), ""),
        )
        for around in self.question.context:
            slots = Slots(around, self.snapshot)
            reading = replace(
                reading,
                games=reading.games or slots.games,
                when=reading.when or (slots.when if not reading.games else ""),
                genders=reading.genders or slots.genders,
                nations=reading.nations
                or (
                    ()
                    if reading.people or (reading.asks in ("who", "nation") and not reading.pronouns)
                    else slots.nations
                ),
                people=tuple(_told_apart(g, slots.people) for g in reading.people)
                or (() if reading.nations or ("they" in reading.pronouns and slots.nations) else slots.people),
                rounds=reading.rounds or slots.rounds,
                medals=reading.medals or (slots.medals if "it" in reading.pronouns and not reading.ranks else ()),
                ranks=reading.ranks or (slots.ranks if "it" in reading.pronouns and not reading.medals else ()),
                event=reading.event or slots.event,
                scope=slots.scope if reading.scope == "event" and not reading.event else reading.scope,
                elsewhere=reading.elsewhere or self._meant(slots.elsewhere, ours=bool(reading.event)),
                words=reading.words | {w for i in around for w in i.text.split()},
            )
        return reading

    def _meant(self, elsewhere: tuple[int, ...], *, ours: bool) -> tuple[int, ...]:
        """What is named beside a question and not held: where it names our event, only another competition matters."""
        things = self.snapshot.knowledge.elsewhere
        return tuple(at for at in elsewhere if not ours or things[at].kind == "competition")


def _told_apart(group: tuple[str, ...], around: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Those of some namesakes who are named more fully in what stands around: "Jan" beside "Jan Blokhuijsen"."""
    return next((other for other in around if set(other) < set(group)), group)


# What these say stands in the slots, or is nothing.
_NO_CUES = PROPER | {"filler", "ordinary", "unknown", "stop", "stranger", "year", "number"}


def _cues(items: Sequence[Item]) -> frozenset[str]:
    return frozenset(
        _cue(kind, value)
        for at, item in enumerate(items)
        for kind, value in item.meanings.items()
        if kind not in _NO_CUES and not (kind == "op" and denied(items, at))
    )


def _term(item: Item) -> Term:
    return Term(item.text, frozenset([_cue(kind, value) for kind, value in item.meanings.items()]))


@lru_cache(maxsize=4096)
def _cue(kind: str, value: Value) -> str:
    """How a meaning is written in a reading: "verb:win", "round:final-a"."""
    return f"{kind}:{'|'.join(value) if isinstance(value, tuple) else value}".replace(" ", "-")


_DATING = frozenset(("year", "games", "venue", "nation", "number", "skater", "part", "wh"))


def _left(items: Sequence[Item]) -> tuple[str, ...]:
    """Words that were not understood, and a "since" that no date follows."""
    dangling = tuple(
        i.raw
        for at, i in enumerate(items)
        if i.text in ("since", "until", "till") and _DATING.isdisjoint(kinds(items[at + 1 : at + 4]))
    )
    return dangling + tuple(i.raw for i in items if len(i.meanings) == 1 and foreign(i))


_CHAT = frozenset(("stop", "filler", "smalltalk"))


def _elliptical(items: Sequence[Item]) -> bool:
    first = next((i for i in items if not _CHAT.issuperset(i.meanings)), None)
    return first is not None and "ellipsis" in first.meanings


def _subjects(items: Sequence[Item], nation_at: Callable[[Item], str]) -> tuple[str, ...]:
    found: list[str] = []
    for at, item in enumerate(items):
        if "verb" in item.meanings and "aux" not in item.meanings and "noun" not in item.meanings and (found or at > 1):
            break
        if (
            (nation := nation_at(item))
            and at
            and items[at - 1].meanings.get("aux") in ("did", "be", "have")
            and not found
        ):
            return (nation,)
        if (
            (nation := nation_at(item))
            and not (at and items[at - 1].text in ("for", "of", "from", "against"))
            and not (item.possessive and not (at + 1 < len(items) and items[at + 1].meanings.keys() & {"gender"}))
        ):
            found.append(nation)
    else:
        return ()
    return tuple(found)


_PASSIVE = frozenset("was were is are got get gets been being".split())


def _sides(items: Sequence[Item], nation_at: Callable[[Item], str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who beat whom, from the verb, its voice and what stands before and after it: (winners, losers)."""
    for at, item in enumerate(items):
        verb = item.meanings.get("verb")
        if verb not in ("beat", "lose") or (verb == "lose" and item.text == "losing"):
            continue
        before = tuple(n for i in items[:at] if (n := nation_at(i)))
        after = tuple(n for i in items[at + 1 :] if (n := nation_at(i)))
        by = at + 1 < len(items) and items[at + 1].text in ("by", "to", "against")
        passive = (
            verb == "beat"
            and ((by and items[at + 1].text == "by") or items[-1].text == "by")
            and any(i.meanings.get("aux") in ("be", "have") or i.text.split()[-1] in _PASSIVE for i in items[:at])
        )
        # "Has Poland beaten Canada": what was lost without "by" was won by the one before it.
        active = item.text == "beaten" and not by and after
        if (verb == "lose" or passive) and not active:
            return after, before
        # "did Canada and Japan beat": with two before and none after the first is the one that did it
        if len(before) > 1 and not after:
            return before[:1], before[1:]
        return before, after
    return (), ()
