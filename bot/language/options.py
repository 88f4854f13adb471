"""The options of commands: what may be chosen, best first, and what a chosen or typed text names; it answers nothing.

The kind of an option says what it may name, so that "can" is Canada here. All else that is read in its text is a word
left over, which vetoes an answer as it does in a question.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from bot.facts.snapshot import Snapshot
from bot.language.completion import Completion
from bot.language.compose import read
from bot.language.lexicon import Lexicon
from bot.language.reading import Reading
from bot.language.text import phrase

# A span is Games or all time; a name is a skater's or a nation's.
Kind = Literal["event", "games", "span", "round", "skater", "nation", "name"]
KINDS: tuple[Kind, ...] = get_args(Kind)

MOST = 25  # choices that Discord takes
LONGEST = 100  # characters of a label, and of an id
ALL_TIME = "all"

# The slots that an option of a kind may fill, and the meanings of a phrase that fill them.
_SLOTS: dict[Kind, tuple[str, ...]] = {
    "event": ("event", "genders"),
    "games": ("games", "when"),
    "span": ("games", "when", "years"),
    "round": ("rounds",),
    "skater": ("people",),
    "nation": ("nations",),
    "name": ("people", "nations"),
}
_MEANINGS: dict[Kind, tuple[str, ...]] = {
    "event": ("event",),
    "games": ("games", "venue"),
    "span": ("games", "venue"),
    "round": ("round",),
    "skater": ("skater", "part"),
    "nation": ("nation",),
    "name": ("skater", "part", "nation"),
}
# What says that a text names something that is not held.
_VETOES = ("elsewhere", "strangers", "left", "conflict", "lone_years")
# What else a text could say, and an option cannot.
_OTHERS = frozenset(
    "event games when genders rounds ranks medals nations without people years bound conditions number time "
    "metres".split()
)
_LISTS = ("games", "genders", "rounds", "people", "nations", "elsewhere", "strangers", "left", "lone_years", "guesses")


class Choice(NamedTuple):
    """One thing to choose: what the person sees, and the id that the command gets."""

    label: str
    id: str


def together(parts: Iterable[Reading]) -> Reading:
    """One reading of all that the parts name.

    >>> reading = together([Reading(games=("turin-2006",)), Reading(nations=("CAN",)), Reading(nations=("JPN",))])
    >>> reading.games, reading.nations
    (('turin-2006',), ('CAN', 'JPN'))
    """
    whole = Reading()
    for part in parts:
        lists = {s: tuple(dict.fromkeys((*getattr(whole, s), *getattr(part, s)))) for s in _LISTS}
        whole = replace(
            whole,
            event=part.event or whole.event,
            when=part.when or whole.when,
            years=part.years or whole.years,
            conflict=part.conflict or whole.conflict,
            cues=whole.cues | part.cues,
            **lists,  # type: ignore[arg-type]
        )
    return whole


class Options:
    """What options may name in one state of words and facts; each kind is indexed when it is first asked for."""

    def __init__(self, lexicon: Lexicon, snapshot: Snapshot) -> None:
        """Offer what `snapshot` holds."""
        self.lexicon, self.snapshot = lexicon, snapshot
        self._completions: dict[Kind, Completion] = {}

    @cached_property
    def offered(self) -> dict[Kind, dict[str, str]]:
        """By kind: id -> label, in the order in which they are offered where nothing is typed."""
        return {kind: dict(_offered(kind, self.snapshot)) for kind in KINDS}

    # ---- what may be chosen

    def complete(self, prefix: str, kind: Kind, context: Reading) -> list[Choice]:
        """At most 25 choices for what was typed so far that go with what was chosen already, the best first."""
        offered, typed = self.offered[kind], phrase(prefix[:LONGEST])
        ranked = self._completion(kind).find(typed) if typed else offered
        goes_with = self._goes_with(kind, context)
        fitting = (i for i in ranked if len(i) <= LONGEST and goes_with(i))
        return [Choice(offered[i][:LONGEST], i) for i, _ in zip(fitting, range(MOST), strict=False)]

    def _completion(self, kind: Kind) -> Completion:
        if kind not in self._completions:
            self._completions[kind] = Completion(self._names(kind))
        return self._completions[kind]

    def _names(self, kind: Kind) -> Iterator[tuple[str, str]]:
        """Every folded name with the id it stands for."""
        offered = self.offered[kind]
        for identity, label in offered.items():
            yield phrase(label), identity
            yield phrase(identity), identity
        for key, meanings in self.lexicon.phrases.items():
            for meaning in _MEANINGS[kind]:
                value = meanings.get(meaning)
                for named in value if isinstance(value, tuple) else () if value is None else (str(value),):
                    if kind == "event":
                        yield from ((f"{_gender(i)} {key}".strip(), i) for i in offered if _event_kind(i) == named)
                    elif named in offered:
                        yield key, named

    def _goes_with(self, kind: Kind, context: Reading) -> Callable[[str], bool]:
        """Whether a choice goes with what else was chosen; what was not chosen restricts nothing."""
        facts = self.snapshot
        events = [
            (games, e)
            for games in (context.games or facts.games)
            for e in facts.games[games].events
            if context.event in ("", e.event) and (not context.genders or e.gender in context.genders)
        ]
        match kind:
            case "event" if context.games:
                held = {f"{e.event} {e.gender}" for _, e in events} | {e.event for _, e in events}
                return held.__contains__
            case "games" | "span" if context.scope != "event":
                return lambda games: games == ALL_TIME or (context.scope, games) in facts.tables
            case "games" | "span":
                return {ALL_TIME, *(games for games, _ in events)}.__contains__
            case "round":
                return {held.round for _, e in events for held in e.rounds}.__contains__
            case "skater" if context.nations:
                return lambda name: bool(set(facts.skaters[name].nations) & set(context.nations))
            case "name" if chosen := context.people[0] if context.people else context.nations:
                people = chosen[0] in facts.skaters
                return lambda name: name not in chosen and (name in facts.skaters) == people
            case _:
                return lambda _: True

    # ---- what a text names

    def reading(self, kind: Kind, text: str) -> Reading:
        """The part of a reading that an id, a label or any text stands for; nothing for an empty text."""
        text = text.strip()
        if not text:
            return Reading()
        offered = self.offered[kind]
        # Discord sends the label where a choice was typed out.
        identity = text if text in offered else next((i for i, label in offered.items() if label == text), None)
        if identity is None and (found := self._of_name(kind, text) or self._linked(kind, text)):
            return found
        if identity is None and len(only := self._completion(kind).find(phrase(text), slips=False)) == 1:
            identity = only[0]
        return self._of_id(kind, identity) if identity else Reading(left=(text,))

    def _of_id(self, kind: Kind, identity: str) -> Reading:
        match kind:
            case "event":
                return _event(_event_kind(identity), _gender(identity))
            case "span" if identity == ALL_TIME:
                return _ALL_GAMES
            case "games" | "span":
                return Reading(games=(identity,))
            case "round":
                return _round(identity)
            case "skater" | "nation" | "name":
                return Reading(people=((identity,),)) if identity in self.snapshot.skaters else _nation(identity)

    def _of_name(self, kind: Kind, text: str) -> Reading | None:
        """Of a name or an alias as a whole, whatever else its words may mean in a sentence."""
        meanings = self.lexicon.phrases.get(phrase(text), {})
        match kind, meanings:
            case "nation" | "name", {"nation": str(nation)}:
                return _nation(nation)
            case "skater" | "name", {"skater": tuple(people)} | {"part": tuple(people)}:
                return Reading(people=(people,))
            case "round", {"round": str(name)}:
                return _round(name)
            case "event", {"event": str(name)}:
                return _event(name)
            case "span", {"op": "ever"}:
                return _ALL_GAMES
            case "games" | "span", {"op": "last" | "first" as place}:
                return Reading(when="latest" if place == "last" else place)
            case _:
                return None

    def _linked(self, kind: Kind, text: str) -> Reading | None:
        """Of any text, by the linker that reads questions; None where it says nothing that the kind may name."""
        found, *more = read(text, self.lexicon, self.snapshot)
        slots = _SLOTS[kind]
        named = any(getattr(found, slot) for slot in (*slots, *_VETOES))
        beside = any(getattr(found, slot) for slot in _OTHERS - set(slots))
        if more or beside or not named:
            return None
        kept = {slot: getattr(found, slot) for slot in (*slots, *_VETOES)}
        cues = frozenset(c for c in found.cues if c.startswith(("event:", "gender:", "round:")))
        return Reading(**kept, cues=cues, guesses=found.guesses)


_ALL_GAMES = Reading(cues=frozenset(("op:ever",)))


def _event(event: str, gender: str = "") -> Reading:
    cues = (f"event:{event}", f"gender:{gender}") if gender else (f"event:{event}",)
    return Reading(event=event, genders=(gender,) if gender else (), cues=frozenset(cues))


def _round(identity: str) -> Reading:
    return Reading(rounds=(identity,), cues=frozenset((f"round:{identity}",)))


def _nation(identity: str) -> Reading:
    return Reading(nations=(identity,))


def _event_kind(identity: str) -> str:
    """Of "team-pursuit women" the event; the id without a gender is the event for all of them."""
    return identity.partition(" ")[0]


def _gender(identity: str) -> str:
    return identity.partition(" ")[2]


def _offered(kind: Kind, facts: Snapshot) -> Iterator[tuple[str, str]]:
    """Id and label of everything of a kind, in the order in which it is offered where nothing is typed."""
    match kind:
        case "event":
            for event in facts.held:
                name = facts.events[event].name
                genders = dict.fromkeys(e.gender for g in facts.games.values() for e in g.events if e.event == event)
                one = len(genders) == 1
                yield from ((f"{event} {g}", f"{g.capitalize()}'s {name}") for g in reversed(genders) if not one)
                yield event, name.capitalize() if one else f"{name.capitalize()}, {' and '.join(reversed(genders))}"
        case "games" | "span":
            if kind == "span":
                yield ALL_TIME, "All time"
            yield from ((g.id, g.name) for g in reversed(facts.games.values()))
        case "round":
            yield from ((r.id, r.name.capitalize()) for r in sorted(facts.rounds.values(), key=lambda r: -r.order))
        case "skater":
            years = {s: max((r.games.year for r in facts.squads.get(s, ())), default=0) for s in facts.skaters}
            for name in sorted(facts.skaters, key=lambda s: (-years[s], s)):
                yield name, f"{name} ({', '.join(facts.name(n) for n in facts.skaters[name].nations)})"
        case "nation":
            yield from sorted(((n.id, n.name) for n in facts.nations.values()), key=lambda offer: offer[1])
        case "name":
            yield from (*_offered("nation", facts), *_offered("skater", facts))
