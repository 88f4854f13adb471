"""The constraints that linked items carry: Games, gender, round, place, people, bounds and conditions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeVar

from bot.facts.snapshot import Snapshot
from bot.language.entities import Item
from bot.language.lexicon import Value
from bot.language.reading import Compare, Condition

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
# "Broke 2:54": below the time that follows.
# What says where or when, or may.
_DATING = frozenset(("year", "games", "venue", "nation", "period"))
_PEOPLE = frozenset(("skater", "part"))
_COUNTED = {"medal": "medal", "title": "gold", "podium": "medal"}
_TIMED = frozenset(("time", "seconds", "number", "unit"))
_LEAVING_OUT = frozenset(
    (
        "without",
        "except",
        "except for",
        "excluding",
        "other than",
        "apart from",
        "besides",
        "not counting",
        "aside from",
        "bar",
        "not",
    )
)
_SIDES = {"before": "down", "earlier": "down", "prior": "down", "after": "up", "since": "up", "on": "up"}
BREAKING = frozenset("broke broken break breaks crack cracked dip dipped beaten beat".split())


class Slots:
    """The constraints that items carry."""

    def __init__(self, items: Sequence[Item], snapshot: Snapshot) -> None:
        self.items, self.snapshot = items, snapshot
        self.found: dict[str, list[tuple[int, Value]]] = {}  # kind -> where it stands, and its value there
        for at, item in enumerate(items):
            for kind, value in item.meanings.items():
                self.found.setdefault(kind, []).append((at, value))
        self.event = next((str(x) for at, x in self._of("event") if not _not_only(items, at)), "")
        self.rounds = self._affirmed("round")
        self.elsewhere = tuple(map(int, self.values("elsewhere")))
        self.metres = self._metres()
        self.genders = self._genders()
        self.years: tuple[int, int] | None = None
        self.lone_years: tuple[int, ...] = ()
        self.conflict = ""
        self.when = next((x for _, x in self._of("games") if isinstance(x, str)), "")
        self.games = () if _DATING.isdisjoint(self.found) else self._games()
        self.nations, self.without = self._nations()
        self.people = tuple(p for i in items if (p := self._people(i))) if _PEOPLE & self.found.keys() else ()
        self.bound, self.time = self._times()
        self.conditions, used = self._conditions()
        self.medals = _unique(str(x) for at, x in self._of("medal") if at not in used)
        self.ranks = self._ranks()
        self.number = next((int(str(x)) for at, x in self._of("number") if at not in used), None)
        scope = next(self.values("scope"), "")
        self.scope: Literal["event", "speed skating", "games"] = (
            "games" if scope == "games" else "speed skating" if scope == "speed skating" else "event"
        )

    def values(self, kind: str) -> Iterator[str]:
        """What items say of a kind, in order."""
        return (str(value) for _, value in self._of(kind))

    def _of(self, kind: str) -> Sequence[tuple[int, Value]]:
        return self.found.get(kind, ())

    def nation_at(self, item: Item) -> str:
        """The nation an item names as a team, not as a place."""
        nation = item.meanings.get("nation")
        return str(nation) if nation in self.nations else ""

    def _metres(self) -> int | None:
        if "number" not in self.found:
            return None
        for item, after in zip(self.items, self.items[1:], strict=False):
            if "number" in item.meanings and (
                after.meanings.get("unit") == "metre" or after.text in ("k", "km", "metres", "meters", "meter", "m")
            ):
                number = int(str(item.meanings["number"]))
                return number * 1000 if after.text in ("k", "km") else number
        for before, item in zip(self.items, self.items[1:], strict=False):
            bare = int(str(item.meanings.get("number", 0)))
            distance = "gender" in before.meanings or before.meanings.get("op") in ("fastest", "slowest")
            if bare in (500, 1000, 1500, 3000) and (distance or before.text == "the"):
                return bare  # "the men's 500", "fastest 500"
        return next((n for n in map(int, self.values("number")) if n in (5000, 10000)), None)

    def _affirmed(self, kind: str) -> tuple[str, ...]:
        """The values of a kind, without one that is put right: "not women, men"."""
        found = self._of(kind)
        if not found:
            return ()
        kept = _unique(str(value) for at, value in found if not denied(self.items, at))
        return kept or _unique(str(value) for _, value in found)

    def _genders(self) -> tuple[str, ...]:
        said = self._affirmed("gender")
        return ("men", "women") if "both" in said else said

    def _games(self) -> tuple[str, ...]:
        by_year = self.snapshot.by_year
        said_years: list[str] = []
        cities: list[tuple[str, ...]] = []
        told_at: dict[str, int] = {}  # where a year, and where a place, was named last
        opened: str | None = None
        low, high = 0, 9999
        for at, item in enumerate(self.items):
            period = str(item.meanings.get("period", ""))
            opens = period in ("since", "after", "until", "between") or (
                period == "before" and not self._races_then(at)
            )
            follows = (opens or item.text == "from") and self._dated(at + 1)
            if item.text == "from" and follows and not self._ranges(at):
                continue
            if opens and follows and self._begins(at, low):
                opened = period
                continue
            start = self.items[at - 1].meanings.get("year") if at and not low else None
            if (
                start is not None
                and self.items[at - 1].end == item.start
                and not self._listed(at)
                and ((period == "until" and follows) or int(str(item.meanings.get("year", 0))) > int(str(start)))
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
            if denied(self.items, at):
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
            elif year is not None and not low and (side := self._side(at)):
                low, high = (year, high) if side == "up" else (low, year)
            elif year is not None:
                told_at["year"] = at
                said_years += self._of_year(year)
            elif isinstance(place, tuple):
                told_at["place"] = at
                cities.append(tuple(str(g) for g in place))
        decade = next((i.text for i in self.items if i.meanings.get("period") == "decade"), "")
        if decade:
            low = int("".join(c for c in decade if c.isdigit())[:4])
            high = low + 9
        if low or high < 9999:
            self.years = (min(low, high), max(low, high))
        between = self.items[min(told_at.values(), default=0) : max(told_at.values(), default=0)]
        return self._agree(said_years, cities, apart=any("wh" in i.meanings for i in between))

    def _of_year(self, year: int) -> list[str]:
        """The Games of a year; one without Games is kept apart."""
        if year in self.snapshot.by_year:
            return [self.snapshot.by_year[year]]
        self.lone_years += (year,)
        return []

    def _begins(self, at: int, low: int) -> bool:
        """Whether a word like "until" begins a span and does not go on from the year before it: "2010 through 2018"."""
        item = self.items[at]
        goes_on = item.meanings.get("period") == "until" and at > 0 and "year" in self.items[at - 1].meanings
        return bool(low) or not (goes_on or item.text in ("to", "thru"))

    def _side(self, at: int) -> str:
        """Of "2014 onwards" up and of "2014 or earlier" down; empty of a year that stands for itself."""
        after = self.items[at + 1 : at + 4]
        if len(after) > 1 and after[0].text in ("and", "or") and not any("year" in i.meanings for i in after):
            return _SIDES.get(after[1].text, "") if len(after) == 2 or "stop" in after[2].meanings else ""
        return str(after[0].meanings.get("bound", "")) if after else ""

    def _listed(self, at: int) -> bool:
        """Whether years stand in a row of three or more, which is no span: "2014 18 22"."""
        beside = (*self.items[max(0, at - 2) : max(0, at - 1)], *self.items[at + 1 : at + 2])
        return "year" in self.items[at].meanings and any("year" in i.meanings for i in beside)

    def _ranges(self, at: int) -> bool:
        """Whether "from" opens a span: "from 2006 to 2014", "from Sochi onwards"; "from Sochi" alone is a place."""
        opens = ("on", "onward", "onwards", "team", "squad", "champions")
        return any(i.text in opens or i.meanings.get("period") == "until" for i in self.items[at + 2 :])

    def _races_then(self, at: int) -> bool:
        """Whether what follows is a race of the Games meant: "whom did they beat before the 2018 final"."""
        if not any(i.meanings.get("verb") in ("beat", "meet") for i in self.items):
            return False
        after = self.items[at + 1 : at + 6]
        dated = next((n for n, i in enumerate(after) if "year" in i.meanings or "games" in i.meanings), len(after))
        return any("round" in i.meanings for i in after[dated : dated + 3])

    def _dated(self, at: int) -> bool:
        for item in self.items[at : at + 3]:
            if "year" in item.meanings or isinstance(item.meanings.get("games"), tuple):
                return True
            if "filler" not in item.meanings and "noun" not in item.meanings:
                return False
        return False

    def _agree(self, years: list[str], cities: list[tuple[str, ...]], *, apart: bool) -> tuple[str, ...]:
        """The Games named; a year and a place of others do not go together unless a question stands between them."""
        chosen = list(years)
        for ids in cities:
            both = [g for g in ids if g in years]
            if both:
                continue
            if len(years) == 1 == len(cities) and ids and not (apart or self._year_tells_team()):
                self.conflict = f"{ids[0]}|{years[0]}"
            if len(ids) > 1 and self.lone_years:
                continue
            chosen.extend(ids)
        if cities and self.lone_years and not years:
            self.conflict = f"{cities[0][0]}|{self.lone_years[0]}"
        return _unique(chosen)

    def _year_tells_team(self) -> bool:
        """Whether a year says which team is meant, as in "the 2018 winners were back in Beijing"."""
        return any(
            "year" in item.meanings
            and (
                any(i.meanings.get("noun") in ("nation", "squad", "champion") for i in self.items[at + 1 : at + 3])
                or (at + 1 < len(self.items) and self.items[at + 1].text in ("winners", "winning", "champions"))
            )
            for at, item in enumerate(self.items)
        )

    def _host(self, at: int) -> tuple[str, ...] | None:
        """The Games of a country that is named as a place: "in Italy"."""
        item = self.items[at]
        nation = item.meanings.get("nation")
        if (
            nation is None
            or at == 0
            or self.items[at - 1].text not in ("in", "in the", "at", "skate in", "held in")
            or item.possessive
        ):
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
        if "nation" not in self.found:
            return (), ()
        for at, item in enumerate(self.items):
            if item.text in _LEAVING_OUT:
                leave_out = item.text != "not"
            elif "aux" in item.meanings or ("verb" in item.meanings and leave_out and without):
                leave_out = False
            nation = item.meanings.get("nation")
            if nation is None or self._host(at):
                continue
            (without if leave_out and not self._of_nation(at) else named).append(str(nation))
        return _unique(named), _unique(without)

    def _of_nation(self, at: int) -> bool:
        """Whether it is something of a nation's that is left out: "without a Canadian medal"."""
        after = self.items[at + 1].meanings if at + 1 < len(self.items) else {}
        return "medal" in after or after.get("noun") in ("medal", "podium", "title", "nation", "squad")

    def _people(self, item: Item) -> tuple[str, ...]:
        value = item.meanings.get("skater") or item.meanings.get("part")
        return value if isinstance(value, tuple) and "elsewhere" not in item.meanings else ()

    def _ranks(self) -> tuple[int, ...]:
        found: list[int] = []
        if "rank" not in self.found and "places" not in self.found and not any("top" in i.text for i in self.items):
            return ()
        for at, item in enumerate(self.items):
            if span := self._span_of_places(at):
                return span
            rank = item.meanings.get("rank")
            if rank is None:
                continue
            after = self.items[at + 1] if at + 1 < len(self.items) else None
            if rank == "1" and "op" in item.meanings and not _is_place(self.items, at):
                continue
            if after and after.meanings.get("noun") == "games" and rank != "last":
                continue
            found.append({"last": LAST, "penultimate": LAST - 1}.get(str(rank)) or int(str(rank)))
        return _unique(found)

    def _span_of_places(self, at: int) -> tuple[int, ...]:
        """The places of "in the top four", and of "outside the top four" and "off the podium" those behind them."""
        item = self.items[at]
        beyond = item.meanings.get("places") == "beyond"
        medals = beyond or item.meanings.get("noun") in ("podium", "medal") or "medal" in item.meanings
        if not medals and item.text not in ("top", "the top"):
            return ()
        before = self._before_article(at)
        outside = before is not None and before.meanings.get("places") == "outside"
        if medals:
            best = 3 if beyond or outside else 0
        elif before and _places_in(before) and at + 1 < len(self.items):
            number = int(str(self.items[at + 1].meanings.get("number", 0)))
            timed = self.items[at + 2].meanings.get("noun") if at + 2 < len(self.items) else ""
            best = 0 if timed else number
        else:
            return ()
        if best < 1 or best >= (last := self.snapshot.last_rank):
            return ()
        return tuple(range(best + 1, last + 1) if beyond or outside else range(1, best + 1))

    def _before_article(self, at: int) -> Item | None:
        skipped = at - 1 if at and self.items[at - 1].text in ("the", "a") else at
        return self.items[skipped - 1] if skipped else None

    def _times(self) -> tuple[tuple[Compare, int] | None, int | None]:
        if _TIMED.isdisjoint(self.found):
            return None, None
        than: Compare | None = None
        for at, item in enumerate(self.items):
            if item.meanings.get("than") in THAN:
                than = THAN[str(item.meanings["than"])]
                if item.text in ("over", "above", "more than") or item.meanings["than"] == "slower than":
                    than = ">"
            elif item.meanings.get("op") == "faster" or item.text in BREAKING:
                than = "<"
            elif item.meanings.get("op") == "slower":
                than = ">"
            elif "time" in item.meanings:
                value = int(str(item.meanings["time"]))
                more = self.items[at + 1 : at + 3]
                if len(more) > 1 and more[0].text == "or" and more[1].meanings.get("op") in ("slower", "faster"):
                    return (">=" if more[1].meanings["op"] == "slower" else "<=", value), None
                often = any(i.meanings.get("wh") == "how often" for i in self.items[:at])
                if often and any(i.text.split(" ")[0] in BREAKING for i in self.items[at + 1 : at + 3]):
                    than = "<"  # "how often was 3:38 beaten"
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
        if "medal" not in self.found and "noun" not in self.found:
            return (), frozenset()
        found: list[Condition] = []
        used: set[int] = set()
        than: Compare | None = None
        number: tuple[int, int] | None = None
        negated: int | None = None
        for at, item in enumerate(self.items):
            what = str(item.meanings.get("medal") or _COUNTED.get(str(item.meanings.get("noun")), ""))
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


def _not_only(items: Sequence[Item], at: int) -> bool:
    """Whether an item is said not to be all that is meant: "not just team pursuit"."""
    return at > 1 and items[at - 1].text in ("just", "only") and items[at - 2].text == "not"


def denied(items: Sequence[Item], at: int) -> bool:
    """Whether "not" stands right before an item, or before the article before it."""
    before = items[at - 1] if at else None
    return before is not None and (
        before.text == "not" or (before.text in ("the", "in", "a") and at > 1 and items[at - 2].text == "not")
    )


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


def _places_in(before: Item) -> bool:
    """Whether a team comes to a place by this word: "finished top four", "in the top four", "outside the top four"."""
    return (
        before.text in ("in", "into", "inside", "within", "among")
        or "places" in before.meanings
        or before.meanings.get("verb") in ("finish", "get", "qualify", "perform")
    )


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
