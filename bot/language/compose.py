"""Composes a Reading from linked items: slots from entities, target and operation from cues; it answers nothing."""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from bot.facts.snapshot import Snapshot
from bot.language.entities import Item, link
from bot.language.lexicon import Lexicon
from bot.language.questions import Question, leads, split
from bot.language.reading import Compare, Condition, Reading, Term
from bot.language.text import tokens

# Nouns that say what is asked for, the more telling first.
NOUNS = (
    "source medal-change discrepancy record table margin time age birthday birthplace native-name spelling family "
    "reserve squad opponent "
    "venue city host distance laps rules world-champion finalist semifinalist date podium champion result rank title "
    "medal "
    "games appearance point race skater nation event"
).split()
COUNTED = (
    "medal title podium race appearance record nation skater games laps distance finalist semifinalist "
    "opponent squad reserve champion margin".split()
)
THAN: dict[str, Compare] = {
    "at least": ">=",
    "at most": "<=",
    "more than": ">",
    "less than": "<",
    "exactly": "=",
    "slower than": ">",
}
T = TypeVar("T")
LAST = 99
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
FINITE = frozenset(
    "won lost beat beats took got fell finished came set holds skated raced defended reached hosted clocked defeated "
    "got wins medalled medaled grabbed claimed "
    "broke has have made missed retained edged ended lost to beaten by knocked out eliminated earned went placed "
    "picked up bagged secured".split()
) | {"lost to", "knocked out", "ended up", "picked up", "came in", "beaten by", "edged out", "took home", "won against"}


def read(text: str, lexicon: Lexicon, snapshot: Snapshot) -> list[Reading]:
    """One reading a question asked in `text`, in order; at least one, which may be empty."""
    items = _conjunctions(link(tokens(text), lexicon))
    return [_Composer(question, snapshot).reading() for question in split(items)]


@dataclass(slots=True)
class _Composer:
    question: Question
    snapshot: Snapshot

    def reading(self) -> Reading:
        core = self.question.core
        cues = _cues(core)
        slots = _Slots(core, self.snapshot)
        asks, of = _asks(core, cues)
        winners, losers = _sides(core, slots.nation_at)
        reading = Reading(
            asks=asks,
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
            strangers=tuple(str(i.meanings["stranger"]) for i in core if "stranger" in i.meanings),
            left=_left(core),
            words=frozenset(w for i in core for w in i.text.split()),
            phrases=tuple(i.text for i in core if "stop" not in i.meanings),
            terms=tuple(Term(i.text, frozenset(_said(i))) for i in core),
            yes_no=asks == "yes-no",
            conflict=slots.conflict,
            fuzzy=min((i.score for i in core), default=1.0),
            pronouns=frozenset(str(i.meanings["pronoun"]) for i in core if "pronoun" in i.meanings),
            elliptical=_elliptical(core),
        )
        return self._with_context(reading)

    def _with_context(self, reading: Reading) -> Reading:
        """What was said in sentences around the question stands where the question itself is silent."""
        if not self.question.context:
            return reading
        reading = replace(
            reading,
            event=reading.event
            or next((e for c in self.question.context if (e := _Slots(c, self.snapshot).event)), ""),
        )
        for around in self.question.context:
            slots = _Slots(around, self.snapshot)
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
                people=reading.people or (() if reading.nations else slots.people),
                rounds=reading.rounds or slots.rounds,
                medals=reading.medals or (slots.medals if "it" in reading.pronouns and not reading.ranks else ()),
                ranks=reading.ranks or (slots.ranks if "it" in reading.pronouns and not reading.medals else ()),
                event=reading.event or slots.event,
                elsewhere=reading.elsewhere or (() if reading.event else slots.elsewhere),
                words=reading.words | {w for i in around for w in i.text.split()},
            )
        return reading


def _conjunctions(items: list[Item]) -> list[Item]:
    """ "When" and "where" within a statement join it to another; only before a verb turned round do they ask."""
    settled = [_short_year(items, at) for at in range(len(items))]
    spoken = [at for at, i in enumerate(items) if "stop" not in i.meanings]
    if len(spoken) > 2 and "tag" in items[spoken[-1]].meanings:
        settled[spoken[-1]] = items[spoken[-1]]._replace(meanings={"tag": "tag"})
    for at, item in enumerate(items):
        if at and item.text == "whose" and items[at - 1].meanings.keys() & {"noun", "nation", "skater"}:
            settled[at] = item._replace(meanings={"filler": "function"})
        if at == 0 or item.text not in ("when", "where", "how", "what") or at + 1 == len(items):
            continue
        before, after = items[at - 1], items[at + 1]
        joins = item.text in ("when", "where") and "aux" not in after.meanings and "stop" not in after.meanings
        if (
            joins
            and not before.meanings.keys() & {"stop", "ellipsis", "tell"}
            and any(i.meanings.keys() & {"noun", "wh", "verb", "games"} for i in items[:at])
        ):
            settled[at] = item._replace(meanings={"filler": "function"})
    return settled


def _short_year(items: Sequence[Item], at: int) -> Item:
    """ "in 22" and "of 06" are years; "22 golds" is not."""
    item = items[at]
    if "number" not in item.meanings or len(item.text) != 2 or not item.text.isdigit() or at == 0:
        return item
    before = items[at - 1].text
    linked = (
        before in ("and", "or", "vs", "v", "to")
        and at > 1
        and len(items[at - 2].text) == 2
        and items[at - 2].text.isdigit()
    )
    after = items[at + 1].meanings if at + 1 < len(items) else {}
    if (
        not linked and before not in ("in", "of", "since", "from", "back in", "before", "after", "until", "till", "at")
    ) or after.keys() & {"unit", "medal"}:
        return item
    year = int(item.text) + (2000 if int(item.text) < 60 else 1900)
    return item._replace(meanings={"year": year})


def _cues(items: Sequence[Item]) -> frozenset[str]:
    return frozenset(
        f"{kind}:{value}".replace(" ", "-")
        for at, item in enumerate(items)
        for kind, value in item.meanings.items()
        if not (kind == "op" and _denied(items, at))
        and kind
        not in (
            "nation",
            "skater",
            "part",
            "games",
            "venue",
            "elsewhere",
            "filler",
            "ordinary",
            "unknown",
            "stop",
            "stranger",
            "year",
            "number",
        )
    )


def _said(item: Item) -> list[str]:
    return [
        f"{kind}:{value if isinstance(value, (int, str)) else '|'.join(value)}".replace(" ", "-")
        for kind, value in item.meanings.items()
    ]


def _denied(items: Sequence[Item], at: int) -> bool:
    """Whether "not" stands right before an item, or before the article before it."""
    before = items[at - 1] if at else None
    return before is not None and (
        before.text == "not" or (before.text in ("the", "in", "a") and at > 1 and items[at - 2].text == "not")
    )


def _left(items: Sequence[Item]) -> tuple[str, ...]:
    """Words that were not understood, and a "since" that no date follows."""
    dangling = tuple(
        i.raw
        for at, i in enumerate(items)
        if i.text in ("since", "until", "till")
        and not any(
            j.meanings.keys() & {"year", "games", "venue", "nation", "number", "skater", "part"}
            for j in items[at + 1 : at + 4]
        )
    )
    return dangling + tuple(
        i.raw for i in items if i.meanings.keys() & {"ordinary", "unknown"} and len(i.meanings) == 1
    )


def _elliptical(items: Sequence[Item]) -> bool:
    first = next((i for i in items if "stop" not in i.meanings and i.meanings.keys() != {"filler"}), None)
    return first is not None and "ellipsis" in first.meanings


def _asks(items: Sequence[Item], cues: frozenset[str]) -> tuple[str, str]:
    """What is asked for, and what is counted where it is a number."""
    spoken = [i for i in items if not leads(i)]
    if len(spoken) > 2 and spoken[0].meanings.get("aux") == "be" and spoken[1].text in ("it", "that", "this"):
        return "yes-no", ""
    for at, item in enumerate(items):
        match item.meanings.get("wh"):
            case "how many" | "how often" as asked:
                times = asked == "how often" or (at + 1 < len(items) and items[at + 1].text in ("times", "time"))
                counted = "times" if times else _noun(items[at + 1 :], COUNTED, near=True)
                if asked == "how many" and any(
                    i.meanings.get("unit") in ("second", "hundredth", "tenth") for i in items[at + 1 : at + 3]
                ):
                    return "margin", ""
                return "count", counted
            case "how much":
                return "margin", ""
            case "how fast":
                return "time", ""
            case "how old":
                return "age", ""
            case "how far":
                return "distance", ""
            case "how big":
                return _noun(items, ("margin", "time")) or "margin", ""
            case "when":
                return "when", ""
            case "date":
                return "date", ""
            case "where":
                return ("rank" if "verb:finish" in cues else "place"), ""
            case "why":
                return "why", ""
            case "whose":
                return "whose", ""
            case "nation" | "skater" as asked:
                return asked, ""
            case "who":
                # "wasn't it Weidemann who led": somebody is named before, so it is that which is asked
                cleft = (
                    at > 1
                    and (_inverted(items[:at]) or any(i.meanings.get("aux") == "true" for i in items[:at]))
                    and any(i.meanings.keys() & {"nation", "skater", "part"} for i in items[:at])
                )
                return ("yes-no" if cleft and items[at].text in ("who", "that") else "who"), ""
            case "how do":
                return _noun(items[at + 1 :], ("spelling", "native-name", "source")) or "result", ""
            case "which" | "which one" | "what" | "how" as asked:
                if (
                    asked.startswith("which")
                    and at + 1 < len(items)
                    and "nation" in items[at + 1].meanings
                    and not items[at + 1].possessive
                ):
                    return _noun(
                        items[at + 1 : at + 3], ("squad", "skater", "medal", "race", "title", "games")
                    ) or "skater", ""
                if asked == "what" and items[-1].meanings.get("verb") == "skate" and not _noun(items[at + 1 :], NOUNS):
                    return "time", ""
                if "verb:clock" in cues and not _noun(items[at + 1 :], NOUNS):
                    return "time", ""
                return _noun(items[at + 1 :], NOUNS, near=True) or ("which" if asked.startswith("which") else asked), ""
            case _:
                continue
    if items and items[-1].text == "by":
        return "who", ""
    if any(i.text in ("last time", "first time", "the last time", "for the first time") for i in items):
        return "when", ""
    if _any_of(items):
        return "yes-no", ""
    if (
        cues & {"verb:beat", "verb:lose"}
        and any("seconds" in i.meanings or i.meanings.get("unit") == "second" for i in items)
        and "wh:what" in cues
    ):
        return "margin", ""
    if _inverted(items) or "aux:true" in cues or _tagged(items):
        return "yes-no", ""
    noun = _noun(items, NOUNS)
    if noun in STATED and _declares(items):
        return "yes-no", ""
    return noun, ""


def _noun(items: Sequence[Item], nouns: Sequence[str], *, near: bool = False) -> str:
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
    """ "Any medal?", "any record in Milan?": asks whether there is one; "of any country" does not."""
    for item, after in itertools.pairwise(items):
        if item.text == "any" and (
            after.meanings.keys() & {"medal", "record"}
            or after.meanings.get("noun") in ("medal", "title", "podium", "record")
        ):
            return True
    return False


def _tagged(items: Sequence[Item]) -> bool:
    """A statement made a question by its last word: "…, right?", "… no?"."""
    spoken = [i for i in items if "stop" not in i.meanings]
    return len(spoken) > 2 and "tag" in spoken[-1].meanings and not any("tell" in i.meanings for i in spoken)


def _declares(items: Sequence[Item]) -> bool:
    """A statement: a team or a person first, then a verb that says what it did."""
    subject = False
    for item in items:
        kinds = item.meanings.keys()
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


def _inverted(items: Sequence[Item]) -> bool:
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
        if aux in ("be", "have", "can") and head and (" " in item.text or not meanings.keys() & {"pronoun"}):
            return True
        if aux == "did" and item.text not in ("do", "dont"):
            return True
        if not leads(item) and not meanings.keys() & {"stop", "sign", "year", "games", "venue", "period"}:
            head = False
    return False


def _names_somebody(item: Item) -> bool:
    """A team or people as the subject of "do the women skate"; "do you know" has none."""
    return bool(item.meanings.keys() & {"nation", "gender", "skater"}) or item.meanings.get("noun") in (
        "nation",
        "skater",
        "squad",
    )


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
            and any(i.meanings.get("aux") in ("be", "have") or i.text in ("got", "get") for i in items[:at])
        )
        if verb == "lose" or passive:
            return after, before
        # "did Canada and Japan beat": with two before and none after the first is the one that did it
        if len(before) > 1 and not after:
            return before[:1], before[1:]
        return before, after
    return (), ()


class _Slots:
    """The constraints that items carry."""

    def __init__(self, items: Sequence[Item], snapshot: Snapshot) -> None:
        self.items, self.snapshot = items, snapshot
        self.event = next((str(i.meanings["event"]) for i in items if "event" in i.meanings), "")
        self.rounds = self._affirmed("round")
        self.elsewhere = tuple(int(str(i.meanings["elsewhere"])) for i in items if "elsewhere" in i.meanings)
        self.metres = self._metres()
        self.genders = self._genders()
        self.years: tuple[int, int] | None = None
        self.lone_years: tuple[int, ...] = ()
        self.conflict = ""
        self.when = next((str(i.meanings["games"]) for i in items if isinstance(i.meanings.get("games"), str)), "")
        self.games = self._games()
        self.nations, self.without = self._nations()
        self.people = tuple(p for i in items if (p := self._people(i)))
        self.bound, self.time = self._times()
        self.conditions, used = self._conditions()
        self.medals = _unique(
            str(i.meanings["medal"]) for at, i in enumerate(items) if "medal" in i.meanings and at not in used
        )
        self.ranks = self._ranks()
        self.number = next(
            (int(str(i.meanings["number"])) for at, i in enumerate(items) if "number" in i.meanings and at not in used),
            None,
        )
        scope = next((str(i.meanings["scope"]) for i in items if "scope" in i.meanings), "")
        self.scope: Literal["event", "speed skating", "games"] = (
            "games" if scope == "games" else "speed skating" if scope == "speed skating" else "event"
        )

    def nation_at(self, item: Item) -> str:
        """The nation an item names as a team, not as a place."""
        nation = item.meanings.get("nation")
        return str(nation) if nation in self.nations else ""

    def _metres(self) -> int | None:
        for item, after in zip(self.items, self.items[1:], strict=False):
            if "number" in item.meanings and (
                after.meanings.get("unit") == "metre" or after.text in ("k", "km", "metres", "meters", "meter", "m")
            ):
                number = int(str(item.meanings["number"]))
                return number * 1000 if after.text in ("k", "km") else number
        return next(
            (
                int(str(i.meanings["number"]))
                for i in self.items
                if int(str(i.meanings.get("number", 0))) in (5000, 10000)
            ),
            None,
        )

    def _affirmed(self, kind: str) -> tuple[str, ...]:
        """The values of a kind, without one that is put right: "not women, men"."""
        found = [(at, str(i.meanings[kind])) for at, i in enumerate(self.items) if kind in i.meanings]
        kept = _unique(value for at, value in found if not _denied(self.items, at))
        return kept or _unique(value for _, value in found)

    def _genders(self) -> tuple[str, ...]:
        said = self._affirmed("gender")
        return ("men", "women") if "both" in said else said

    def _games(self) -> tuple[str, ...]:
        by_year = self.snapshot.by_year
        said_years: list[str] = []
        cities: list[tuple[str, ...]] = []
        opened: str | None = None
        low, high = 0, 9999
        for at, item in enumerate(self.items):
            period = str(item.meanings.get("period", ""))
            follows = self._dated(at + 1)
            if (
                period in ("since", "before", "after", "until", "between")
                and follows
                and (item.text not in ("to", "up to") or low)
            ):
                opened = period
                continue
            start = (
                self.items[at - 1].meanings.get("year")
                if at and not low and self.items[at - 1].end == item.start
                else None
            )
            if start is not None and (
                (period == "until" and follows) or int(str(item.meanings.get("year", 0))) > int(str(start))
            ):
                # "1994 to 2006", "1994-2006"
                low = int(str(start))
                if low in by_year:
                    said_years.pop()
                else:
                    self.lone_years = self.lone_years[:-1]
                opened = "until"
                if period == "until":
                    continue
            if _denied(self.items, at):
                continue
            value = item.meanings.get("year")
            place = item.meanings.get("games") or item.meanings.get("venue") or self._host(at)
            year = int(str(value)) if value is not None else None
            if opened and (year is not None or isinstance(place, tuple)):
                bound = year if year is not None else max(self.snapshot.games[g].year for g in place or ())  # type: ignore[union-attr]
                match opened:
                    case "since":
                        low = bound
                    case "between":
                        low = bound
                        opened = "until"
                        continue
                    case "after":
                        low = bound + 1
                    case "before":
                        high = bound - 1
                    case "until":
                        high = bound
                    case _:
                        pass
                opened = None
            elif year is not None:
                if year in by_year:
                    said_years.append(by_year[year])
                else:
                    self.lone_years += (year,)
            elif isinstance(place, tuple):
                cities.append(tuple(str(g) for g in place))
        decade = next((i.text for i in self.items if i.meanings.get("period") == "decade"), "")
        if decade:
            low = int("".join(c for c in decade if c.isdigit())[:4])
            high = low + 9
        if low or high < 9999:
            self.years = (low, high)
        return self._agree(said_years, cities)

    def _dated(self, at: int) -> bool:
        for item in self.items[at : at + 3]:
            if "year" in item.meanings or isinstance(item.meanings.get("games"), tuple):
                return True
            if "filler" not in item.meanings and "noun" not in item.meanings:
                return False
        return False

    def _agree(self, years: list[str], cities: list[tuple[str, ...]]) -> tuple[str, ...]:
        chosen = list(years)
        for ids in cities:
            both = [g for g in ids if g in years]
            if both:
                continue
            if len(years) == 1 == len(cities) and ids:
                self.conflict = f"{ids[0]}|{years[0]}"
            if len(ids) > 1 and self.lone_years:
                continue
            chosen.extend(ids)
        if cities and self.lone_years and not years:
            self.conflict = f"{cities[0][0]}|{self.lone_years[0]}"
        return _unique(chosen)

    def _host(self, at: int) -> tuple[str, ...] | None:
        """The Games of a country that is named as a place: "in Italy"."""
        item = self.items[at]
        nation = item.meanings.get("nation")
        if nation is None or at == 0 or self.items[at - 1].text not in ("in", "in the", "at") or item.possessive:
            return None
        known = self.snapshot.nations[str(nation)]
        if known.adjective and item.text.removeprefix("the ") == known.adjective.casefold():
            return None
        if any(i.meanings.get("noun") in ("nation", "squad") for i in self.items[at + 1 : at + 4]):
            return None
        ids = tuple(g.id for g in self.snapshot.games.values() if g.country == nation)
        held = tuple(g for g in ids if self.snapshot.games[g].events)
        return held or ids or None

    def _nations(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        named: list[str] = []
        without: list[str] = []
        leave_out = False
        for at, item in enumerate(self.items):
            if item.text in (
                "without",
                "except",
                "except for",
                "excluding",
                "other than",
                "apart from",
                "besides",
                "not counting",
                "aside from",
                "not",
            ):
                leave_out = item.text != "not"
            nation = item.meanings.get("nation")
            if nation is None or self._host(at):
                continue
            (without if leave_out else named).append(str(nation))
        return _unique(named), _unique(without)

    def _people(self, item: Item) -> tuple[str, ...]:
        value = item.meanings.get("skater") or item.meanings.get("part")
        return value if isinstance(value, tuple) and "elsewhere" not in item.meanings else ()

    def _ranks(self) -> tuple[int, ...]:
        found: list[int] = []
        for at, item in enumerate(self.items):
            rank = item.meanings.get("rank")
            if rank is None:
                continue
            after = self.items[at + 1] if at + 1 < len(self.items) else None
            if rank == "1" and "op" in item.meanings and not _is_place(self.items, at):
                continue
            if after and after.meanings.get("noun") == "games" and rank != "last":
                continue
            found.append(LAST if rank == "last" else int(str(rank)))
        return _unique(found)

    def _times(self) -> tuple[tuple[Compare, int] | None, int | None]:
        than: Compare | None = None
        for at, item in enumerate(self.items):
            if item.meanings.get("than") in THAN:
                than = THAN[str(item.meanings["than"])]
                if item.text in ("over", "above", "more than") or item.meanings["than"] == "slower than":
                    than = ">"
            elif item.meanings.get("op") == "faster":
                than = "<"
            elif item.meanings.get("op") == "slower":
                than = ">"
            elif "time" in item.meanings:
                value = int(str(item.meanings["time"]))
                return ((than, value), None) if than else (None, value)
            elif item.meanings.get("unit") in ("half", "one second", "tenth"):
                value = {"half": 50, "one second": 100, "tenth": 10}[str(item.meanings["unit"])]
                if than or (at and self.items[at - 1].text in ("within", "by")):
                    return (than or "<", value), None
            elif "seconds" in item.meanings or "number" in item.meanings:
                after = self.items[at + 1].meanings.get("unit") if at + 1 < len(self.items) else None
                number = (
                    int(str(item.meanings["seconds"]))
                    if "seconds" in item.meanings
                    else int(str(item.meanings["number"])) * 100
                )
                if after == "minute":
                    number *= 60
                elif after == "tenth":
                    number //= 10
                elif after == "hundredth":
                    number //= 100
                elif after not in ("second", "minute") and "seconds" not in item.meanings:
                    continue
                return ((than, number), None) if than else (None, number)
        return None, None

    def _conditions(self) -> tuple[tuple[Condition, ...], frozenset[int]]:
        """Bounds on counts of medals: "at least two golds", "no silver", "3 bronzes"."""
        found: list[Condition] = []
        used: set[int] = set()
        than: Compare | None = None
        number: tuple[int, int] | None = None
        negated: int | None = None
        for at, item in enumerate(self.items):
            what = str(
                item.meanings.get("medal")
                or {"medal": "medal", "title": "gold", "podium": "medal"}.get(str(item.meanings.get("noun")), "")
            )
            if "number" in item.meanings and "wh" not in item.meanings:
                number = (int(str(item.meanings["number"])), at)
                if at + 1 < len(self.items) and self.items[at + 1].text in ("or more", "or fewer", "or less"):
                    than = ">=" if self.items[at + 1].text == "or more" else "<="
            elif item.meanings.get("than") in THAN:
                than = THAN[str(item.meanings["than"])]
            elif item.text in ("no", "without", "not a", "never", "zero", "without a", "not", "lacking"):
                negated = at
            if not what:
                continue
            if number and at - number[1] <= 3:
                found.append(Condition(what, than or "=", number[0]))
                used |= {number[1], at}
            elif negated is not None and at - negated <= 2:
                found.append(Condition(what, "=", 0))
                used.add(at)
            elif item.text.endswith("s") is False and than == ">" and what:
                continue
            number = than = negated = None
        return tuple(found), frozenset(used)


def _is_place(items: Sequence[Item], at: int) -> bool:
    """Whether "first" is a place in a ranking here, not a time."""
    item = items[at]
    if item.text not in ("first", "1st"):
        return item.text not in (
            "first time",
            "first ever",
            "the very first",
            "for the first time",
            "inaugural",
            "initial",
            "earliest",
        )
    before = items[at - 1].meanings if at else {}
    return before.get("verb") in ("finish", "perform", "get", "skate") and (
        at + 1 == len(items)
        or (
            items[at + 1].meanings.get("noun") not in ("medal", "title", "games", "nation")
            and "medal" not in items[at + 1].meanings
        )
    )


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
