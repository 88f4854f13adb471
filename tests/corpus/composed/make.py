"""Composes questions over medal tables and computes their keys straight from the CSV tables; it imports nothing of ours.

`python -m tests.corpus.composed.make FACTS SEED` writes questions.yaml beside it, FACTS being the folder of the tables.
"""

import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
KINDS = ("gold", "silver", "bronze")
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
NO_NATIONS = ("AIN", "MIX")
MOST_NAMES = 10

# How people call nations: as a subject, as an owner, and before a noun.
CALLED = {
    "NOR": ("Norway", "norway", "the Norwegians"),
    "USA": ("the USA", "the US", "the Americans", "Team USA"),
    "NED": ("the Netherlands", "the Dutch", "holland"),
    "CAN": ("Canada", "canada", "the Canadians"),
    "GER": ("Germany", "germany", "the Germans"),
    "JPN": ("Japan", "japan"),
    "ITA": ("Italy", "italy"),
    "KOR": ("South Korea", "Korea", "the Koreans"),
    "CHN": ("China", "china"),
    "POL": ("Poland", "poland"),
    "SWE": ("Sweden", "sweden", "the Swedes"),
    "FIN": ("Finland", "finland"),
    "AUT": ("Austria", "austria"),
    "SUI": ("Switzerland", "the Swiss"),
    "FRA": ("France", "france"),
    "URS": ("the Soviet Union", "the USSR"),
    "GDR": ("East Germany", "the GDR"),
    "RUS": ("Russia", "russia"),
}
CITIES = {
    1932: "Lake Placid 1932", 1948: "St. Moritz 1948", 1952: "Oslo", 1960: "Squaw Valley", 1968: "Grenoble",
    1972: "Sapporo", 1984: "Sarajevo", 1988: "Calgary", 1992: "Albertville", 1994: "Lillehammer", 1998: "Nagano",
    2002: "Salt Lake City", 2006: "Turin", 2010: "Vancouver", 2014: "Sochi", 2018: "Pyeongchang", 2022: "Beijing",
    2026: "Milan",
}  # fmt: skip


class Row(NamedTuple):
    """One nation at one Games."""

    year: int
    nation: str
    name: str
    gold: int
    silver: int
    bronze: int

    def of(self, kind: str) -> int:
        """How many of a kind, "medal" for all."""
        return self.gold + self.silver + self.bronze if kind == "medal" else int(getattr(self, kind))


@dataclass
class Key:
    """What an answer must hold: exactly these nations, Games or numbers."""

    q: list[str]
    kind: str
    value: list[Any]


Lines = dict[str, Counter[str]]


def read(facts: Path) -> dict[str, list[Row]]:
    """The rows of every table: team pursuit (both, men, women), speed skating, whole Games."""
    tables: dict[str, list[Row]] = defaultdict(list)
    with (facts / "final_ranking.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            if line["medal"]:
                won = [int(line["medal"] == kind) for kind in KINDS]
                row = Row(int(line["year"]), line["noc"], line["country"], *won)
                tables["pursuit"].append(row)
                tables["men" if line["gender"] == "M" else "women"].append(row)
    for name, file_name in (("skating", "speed_skating_medal_table"), ("games", "games_medal_table")):
        with (facts / "medal_tables" / f"{file_name}.csv").open(encoding="utf-8") as file:
            for line in csv.DictReader(file):
                won = [int(line[kind]) for kind in KINDS]
                tables[name].append(Row(int(line["year"]), line["noc"], line["country"], *won))
    return dict(tables)


class World:
    """One table over one period, with the words for both."""

    def __init__(self, dice: random.Random, tables: dict[str, list[Row]], *, several: bool | None = None) -> None:
        self.dice = dice
        self.table = dice.choices(list(tables), (4, 1, 1, 5, 5))[0]
        self.every = tables[self.table]
        self.names = {r.nation: r.name for rows in tables.values() for r in rows}
        held = sorted({r.year for r in self.every})
        one = dice.random() < 0.55 if several is None else not several
        self.years, self.when = self._one(held) if one else self._some(held)
        self.rows = [r for r in self.every if r.year in self.years]
        lines: Lines = defaultdict(Counter)
        for row in self.rows:
            for kind in (*KINDS, "medal"):
                lines[row.nation][kind] += row.of(kind)
        self.all_lines = dict(lines)
        self.lines = {n: c for n, c in lines.items() if n not in NO_NATIONS}

    def _one(self, held: list[int]) -> tuple[list[int], str]:
        year = self.dice.choice(held)
        shapes = [f"in {year}", f"at the {year} Games", f"at the {year} Olympics", str(year)]
        if year in CITIES:
            shapes += [f"in {CITIES[year]}", f"at {CITIES[year]}"]
        return [year], self.dice.choice(shapes)

    def _some(self, held: list[int]) -> tuple[list[int], str]:
        dice = self.dice
        low, high = sorted(dice.sample(held, 2))
        span = [y for y in held if low <= y <= high]
        match dice.randrange(8 if high < held[-1] else 5):
            case 0 if low > held[0]:
                return [y for y in held if y >= low], f"since {low}"
            case 1:
                return span, f"from {low} to {high}"
            case 2:
                return span, f"between {low} and {high}"
            case 3 if low > held[0]:
                return [y for y in held if y < low], f"before {low}"
            case 5:
                return [y for y in held if y > high], f"after {high}"
            case 6:
                return [y for y in held if y <= high], f"up to {high}"
            case 7:
                return [y for y in held if y <= high], f"until {high}"
            case _:
                return held, dice.choice(("ever", "of all time", "all time", "in history", "in total so far"))

    @property
    def one(self) -> bool:
        """Whether it is a single Games."""
        return len(self.years) == 1

    @property
    def sport(self) -> str:
        """The table as an adverb."""
        return self.dice.choice(
            {
                "pursuit": ("in the team pursuit", "in team pursuit", "in team pursuit"),
                "men": ("in the men's team pursuit", "in mens team pursuit"),
                "women": ("in the women's team pursuit", "in womens team pursuit"),
                "skating": ("in speed skating", "in speed skating"),
                "games": ("in all sports", "across all sports", "overall", "at the whole Games"),
            }[self.table]
        )

    @property
    def bare(self) -> str:
        """The table as a heading."""
        return {
            "pursuit": "team pursuit",
            "men": "men's team pursuit",
            "women": "women's team pursuit",
            "skating": "speed skating",
            "games": "all sports",
        }[self.table]

    @property
    def board(self) -> str:
        """The table as a noun."""
        when = self.when if not self.when[:1].isdigit() else f"in {self.when}"
        noun = self.dice.choice(("medal table", "table", "standings") if self.table != "pursuit" else ("medal table",))
        if self.one and self.dice.random() < 0.3:
            return f"the {self.years[0]} {self.adjective} {noun}"
        return f"the {self.adjective} {noun} {when}"

    @property
    def adjective(self) -> str:
        """The table before a noun."""
        return {**dict.fromkeys(("pursuit", "men", "women", "skating"), self.bare), "games": "overall"}[self.table]

    def put(self, question: str) -> str:
        """The question with table and period before or behind it; "{of}" is the table before the medals."""
        dice = self.dice
        if "{of}" in question:
            if self.table in ("skating", "pursuit") and dice.random() < 0.35:
                return f"{question.replace('{of}', f'{self.bare} ')} {self.when}"
            question = question.replace("{of}", "")
        match dice.randrange(6):
            case 0:
                heading = self.when.removeprefix("in ").removeprefix("at ")
                return f"{self.bare} {heading}{dice.choice((':', ',', ' -'))} {question}"
            case 1 if self.when not in ("ever", "of all time", "all time"):
                return f"{self.when}{dice.choice(('', ','))} {question} {self.sport}"
            case 2:
                return f"{question} {self.when} {self.sport}"
            case _:
                return f"{question} {self.sport} {self.when}"

    def call(self, nation: str) -> str:
        """A name a nation goes by."""
        return self.dice.choice(CALLED.get(nation, (self.names[nation],)))

    def pick(self, count: int, known: bool = True) -> list[str] | None:
        """Some nations of the table."""
        pool = [n for n in self.lines if not known or n in CALLED]
        return self.dice.sample(pool, count) if len(pool) >= count else None

    def ranked(self) -> list[tuple[int, str]]:
        """The table by golds, silvers and bronzes; equal lines share a place."""
        lines = {n: c for n, c in self.all_lines.items() if n != "AIN"}
        key = {n: (-c["gold"], -c["silver"], -c["bronze"]) for n, c in lines.items()}
        return sorted((1 + sum(k < key[n] for k in key.values()), n) for n in lines)

    def per_year(self, nation: str, kind: str) -> dict[int, int]:
        """A nation's medals by Games."""
        return {y: sum(r.of(kind) for r in self.rows if (r.year, r.nation) == (y, nation)) for y in self.years}


def many(dice: random.Random, kind: str) -> str:
    """A kind of medal in the plural."""
    if kind == "medal":
        return dice.choice(("medals", "medals"))
    return dice.choice((f"{kind}s", f"{kind} medals"))


def bound(dice: random.Random, kind: str, compare: str, number: int) -> str:
    """ "at least two golds"."""
    written = NUMBERS[number] if 0 < number < len(NUMBERS) and dice.random() < 0.7 else str(number)
    noun = many(dice, kind) if number != 1 else dice.choice((kind, f"{kind} medal") if kind != "medal" else ("medal",))
    shapes = {
        ">=": (f"at least {written} {noun}", f"{written} or more {noun}", f"{written} {noun} or more"),
        ">": (f"more than {written} {noun}", f"over {written} {noun}"),
        "<=": (f"at most {written} {noun}", f"no more than {written} {noun}", f"{written} {noun} or fewer"),
        "<": (f"fewer than {written} {noun}", f"less than {written} {noun}"),
        "=": (f"exactly {written} {noun}", f"just {written} {noun}", f"precisely {written} {noun}"),
    }
    return dice.choice(shapes[compare])


def holds(value: int, compare: str, number: int) -> bool:
    """Whether a value keeps within a bound."""
    return {
        ">=": value >= number,
        ">": value > number,
        "<=": value <= number,
        "<": value < number,
        "=": value == number,
    }[compare]


def listing(w: World, fits: Iterable[str], what: str, *, have: str = "won") -> Iterator[Key]:
    """Asks for nations, and for how many they are."""
    dice, found = w.dice, list(fits)
    if found and len(found) <= MOST_NAMES:
        shapes = [
            f"which nations {have} {what}", f"which countries {have} {what}", f"what countries got {what}",
            f"list the countries with {what}", f"nations with {what}", f"who {have} {what}",
            f"name every nation that {have} {what}", f"which teams have {what}", f"teams that have {what}",
            f"show me all countries with {what}", f"countries with {what}", f"what nations have taken {what}",
        ]  # fmt: skip
        yield Key([w.put(dice.choice(shapes))], "nations", found)
    shapes = [
        f"how many nations {have} {what}", f"how many countries have {what}", f"number of nations with {what}",
        f"how many teams got {what}", f"how many different countries {have} {what}", f"count of countries with {what}",
    ]  # fmt: skip
    yield Key([w.put(dice.choice(shapes))], "number", [len(found)])


def threshold(w: World) -> Iterator[Key]:
    """Nations within a bound."""
    dice = w.dice
    kind = dice.choice((*KINDS, "medal"))
    top = max(c[kind] for c in w.lines.values())
    if top < 2:
        return
    compare = dice.choice((">=", ">=", ">", "=", "="))
    number = dice.randint(1, min(top, 12))
    fits = [n for n, c in w.lines.items() if holds(c[kind], compare, number)]
    yield from listing(w, fits, bound(dice, kind, compare, number))


def two_bounds(w: World) -> Iterator[Key]:
    """Two bounds on two kinds."""
    dice = w.dice
    a, b = dice.sample((*KINDS, "medal"), 2)
    low, high = dice.randint(1, 4), dice.randint(2, 9)
    fits = [n for n, c in w.lines.items() if c[a] >= low and c[b] <= high]
    joint = dice.choice(("but", "and", "but"))
    if len(fits) < len(w.lines):
        yield from listing(w, fits, f"{bound(dice, a, '>=', low)} {joint} {bound(dice, b, '<=', high)}")


def excluded(w: World) -> Iterator[Key]:
    """One kind and not another."""
    dice = w.dice
    a, b = dice.sample(KINDS, 2)
    c = next(k for k in KINDS if k not in (a, b))
    fits = [n for n, x in w.lines.items() if x[a] and not x[b]]
    what = dice.choice((f"{a} but no {b}", f"a {a} but no {b}", f"{a}s but not a single {b}", f"{a} without a {b}"))
    yield from listing(w, fits, what)
    fits = [n for n, x in w.lines.items() if not x[a] and not x[b]]
    yield from listing(w, fits, dice.choice((f"medals but neither {a} nor {b}", f"medals but no {a} and no {b}")))
    fits = [n for n, x in w.lines.items() if x["medal"] and not x[a]]
    yield from listing(w, fits, dice.choice((f"medals but no {a}", f"medals but never a {a}", f"medals without a {a}")))
    fits = [n for n, x in w.lines.items() if x[a] and x[c] and not x[b]]
    yield from listing(w, fits, f"both {a} and {c} but no {b}")


def only(w: World) -> Iterator[Key]:
    """Nothing but one kind."""
    dice, kind = w.dice, w.dice.choice(KINDS)
    fits = [n for n, c in w.lines.items() if c[kind] and c[kind] == c["medal"]]
    what = dice.choice((f"only {kind}", f"nothing but {kind}", f"just {kind} and nothing else", f"{kind} only"))
    yield from listing(w, fits, what)
    if fits and len(fits) <= MOST_NAMES:
        shapes = [
            f"which countries' medals were all {kind}", f"nations whose medals are all {kind}",
            f"which nations won medals of no colour but {kind}", f"whose medals were all {kind}",
            f"teams whose only medals are {kind}",
        ]  # fmt: skip
        yield Key([w.put(dice.choice(shapes))], "nations", fits)
    every = [n for n, c in w.lines.items() if all(c[k] for k in KINDS)]
    yield from listing(
        w,
        every,
        dice.choice(
            ("medals of every colour", "medals of all three colours", "gold, silver and bronze", "a full set of medals")
        ),
    )
    if len(fits) == 1:
        shapes = [f"the only nation with nothing but {kind}", f"who is the only country with only {kind} medals"]
        yield Key([w.put(dice.choice(shapes))], "nations", fits)
    for number in dice.sample(range(1, 9), 8):
        alone = [n for n, c in w.lines.items() if c[kind] >= number]
        if len(alone) == 1 and number > 1:
            what = bound(dice, kind, ">=", number)
            shapes = [
                f"what is the only nation with {what}",
                f"the only country that won {what}",
                f"the only team to win {what}",
                f"which is the only country to have won {what}",
            ]
            yield Key([w.put(dice.choice(shapes))], "nations", alone)
            return


def equal(w: World) -> Iterator[Key]:
    """As many of one kind as of another, or more, of the same nation."""
    dice = w.dice
    a, b = dice.sample(KINDS, 2)
    fits = [n for n, c in w.lines.items() if c[a] == c[b] and c[a]]
    what = dice.choice(
        (f"as many {a}s as {b}s", f"the same number of {a}s as {b}s", f"an equal number of {a}s and {b}s")
    )
    least = dice.choice((", at least one of each", " and at least one of each"))
    if fits and len(fits) <= MOST_NAMES:
        yield Key(
            [w.put(f"{dice.choice(('which nations won', 'who has', 'countries with'))} {what}{least}")], "nations", fits
        )
    fits = [n for n, c in w.lines.items() if c[a] > c[b]]
    what = dice.choice((f"more {a}s than {b}s", f"more {a} medals than {b} medals", f"more {a} than {b}"))
    yield from listing(w, fits, what)


def against(w: World) -> Iterator[Key]:
    """Nations with more than one that is named."""
    if not (picked := w.pick(1)):
        return
    dice, nation, kind = w.dice, picked[0], w.dice.choice((*KINDS, "medal"))
    more = [n for n, c in w.lines.items() if c[kind] > w.lines[nation][kind]]
    yield from listing(w, more, f"more {many(dice, kind)} than {w.call(nation)}")
    level = [n for n, c in w.lines.items() if c[kind] == w.lines[nation][kind] and n != nation]
    if level and w.lines[nation][kind] and len(level) <= MOST_NAMES:
        shapes = [
            f"which nations won as many {many(dice, kind)} as {w.call(nation)}",
            f"who has the same number of {many(dice, kind)} as {w.call(nation)}",
            f"who is level with {w.call(nation)} on {kind}s",
        ]
        yield Key([w.put(dice.choice(shapes))], "nations", level)


def numbers(w: World) -> Iterator[Key]:
    """A nation's medals."""
    if not (picked := w.pick(1)):
        return
    dice, nation = w.dice, picked[0]
    kind = dice.choice((*KINDS, "medal"))
    name, noun = w.call(nation), many(dice, kind)
    shapes = [
        f"how many {{of}}{noun} did {name} win", f"how many {{of}}{noun} does {name} have", f"{name} {{of}}{noun}",
        f"number of {{of}}{noun} for {name}", f"how many {{of}}{noun} {name} got", f"{name}: how many {{of}}{noun}",
        f"how many {noun} went to {name}", f"{noun} won by {name}", f"tell me how many {noun} {name} picked up",
        f"{name} {noun} count", f"count the {noun} of {name}", f"how many times did {name} win {kind if kind != 'medal' else 'a medal'}",
    ]  # fmt: skip
    yield Key([w.put(dice.choice(shapes))], "number", [w.lines[nation][kind]])


def together(w: World) -> Iterator[Key]:
    """Several nations added up."""
    dice = w.dice
    if not (picked := w.pick(dice.choice((2, 2, 3)))):
        return
    kind = dice.choice((*KINDS, "medal"))
    names, noun = [w.call(n) for n in picked], many(dice, kind)
    joined = f"{', '.join(names[:-1])} and {names[-1]}"
    plus = " + ".join(names) if dice.random() < 0.5 else " plus ".join(names)
    shapes = [
        f"how many {{of}}{noun} did {joined} win together", f"{joined} combined, how many {{of}}{noun}", f"{plus} {{of}}{noun}",
        f"total {{of}}{noun} of {joined} together", f"how many {noun} do {joined} have between them", f"{noun} of {joined} added up",
        f"sum of the {noun} of {joined}", f"if you add {joined}, how many {noun} is that", f"combined {noun} of {joined}",
        f"{joined} in total: how many {noun}" if len(names) > 2 else f"{joined} put together: how many {noun}",
    ]  # fmt: skip
    yield Key([w.put(dice.choice(shapes))], "number", [sum(w.lines[n][kind] for n in picked)])


def difference(w: World) -> Iterator[Key]:
    """How many more one has than another, who has more, and whether."""
    if not (picked := w.pick(2)):
        return
    dice, kind = w.dice, w.dice.choice((*KINDS, "medal"))
    a, b = sorted(picked, key=lambda n: -w.lines[n][kind])
    one, other, noun = w.call(a), w.call(b), many(dice, kind)
    gap = w.lines[a][kind] - w.lines[b][kind]
    if gap:
        shapes = [
            f"how many more {{of}}{noun} did {one} win than {other}", f"how many more {noun} than {other} did {one} win",
            f"difference in {noun} between {one} and {other}", f"{noun} {one} minus {noun} {other}",
            f"how many fewer {noun} did {other} get than {one}", f"by how many {noun} did {one} beat {other}",
            f"what is the gap in {noun} between {other} and {one}", f"how many {noun} more has {one} than {other}",
            f"{one} vs {other}: how many more {noun}", f"how far ahead of {other} was {one} in {noun}",
            f"how many {noun} behind {one} was {other}",
        ]  # fmt: skip
        yield Key([w.put(dice.choice(shapes))], "number", [gap])
        shuffled = dice.sample((one, other), 2)
        shapes = [
            f"who won more {{of}}{noun}, {shuffled[0]} or {shuffled[1]}", f"{shuffled[0]} or {shuffled[1]}: more {noun}",
            f"did {shuffled[0]} or {shuffled[1]} win more {{of}}{noun}", f"{shuffled[0]} vs {shuffled[1]}, who has more {noun}",
            f"{shuffled[0]} vs {shuffled[1]} {noun}, who's ahead", f"between {shuffled[0]} and {shuffled[1]} who has the most {noun}",
            f"{shuffled[0]} vs {shuffled[1]} whos better by {noun}", f"which of {shuffled[0]} and {shuffled[1]} won more {noun}",
        ]  # fmt: skip
        yield Key([w.put(dice.choice(shapes))], "first", [a])
    x, y = dice.sample((a, b), 2)
    more = w.lines[x][kind] > w.lines[y][kind]
    shapes = [
        f"did {w.call(x)} win more {{of}}{noun} than {w.call(y)}", f"does {w.call(x)} have more {noun} than {w.call(y)}",
        f"is it true that {w.call(x)} won more {noun} than {w.call(y)}",
    ]  # fmt: skip
    yield Key([w.put(dice.choice(shapes))], "truth", [more])
    fewer = w.lines[x][kind] < w.lines[y][kind]
    yield Key([w.put(f"did {w.call(x)} win fewer {noun} than {w.call(y)}")], "truth", [fewer])


def order(w: World) -> Iterator[Key]:
    """Places in a table."""
    dice = w.dice
    ranked = w.ranked()
    place = {n: r for r, n in ranked}
    known = [n for n in place if n in CALLED]
    if len(known) < 3:
        return
    nation = dice.choice(known)
    rank, board = place[nation], w.board
    below, above = [r for r, _ in ranked if r > rank], [r for r, _ in ranked if r < rank]
    name = w.call(nation)
    if below:
        right = [n for r, n in ranked if r == min(below)]
        shapes = [
            f"who came right after {name} in {board}", f"who is directly below {name} in {board}", f"which country sits just below {name} in {board}",
            f"{board}: who is right behind {name}", f"who finished right behind {name} in {board}", f"next after {name} in {board}",
            f"who follows {name} in {board}", f"which nation is one place below {name} in {board}",
        ]  # fmt: skip
        yield Key([dice.choice(shapes)], "nations", right)
        yield Key(
            [f"how many {dice.choice(('nations', 'countries'))} are below {name} in {board}"], "number", [len(below)]
        )
    if above:
        left = [n for r, n in ranked if r == max(above)]
        shapes = [
            f"who was right above {name} in {board}", f"who is directly ahead of {name} in {board}", f"who came just before {name} in {board}",
            f"which country is immediately above {name} in {board}", f"{board}: who is just ahead of {name}", f"which nation is one spot above {name} in {board}",
        ]  # fmt: skip
        yield Key([dice.choice(shapes)], "nations", left)
        yield Key(
            [f"how many {dice.choice(('nations', 'countries'))} finished above {name} in {board}"],
            "number",
            [len(above)],
        )
    shapes = [
        f"where did {name} finish in {board}", f"what place did {name} get in {board}", f"{name}'s rank in {board}", f"where is {name} in {board}",
        f"what was {name} ranked in {board}", f"position of {name} in {board}", f"where does {name} stand in {board}",
    ]  # fmt: skip
    yield Key([dice.choice(shapes)], "rank", [rank])
    wanted = dice.randint(1, min(6, ranked[-1][0]))
    at = [n for r, n in ranked if r == wanted]
    if at:
        ordinal = ("first", "second", "third", "fourth", "fifth", "sixth")[wanted - 1]
        shapes = [
            f"who was {ordinal} in {board}", f"which country finished {ordinal} in {board}", f"{ordinal} place in {board}",
            f"who came {ordinal} in {board}", f"who's number {wanted} in {board}", f"{ordinal} in {board}?",
        ]  # fmt: skip
        yield Key([dice.choice(shapes)], "nations", at)
    first = [n for r, n in ranked if r == 1]
    shapes = [
        f"who topped {board}", f"who leads {board}", f"who was on top of {board}", f"who won {board}", f"leader of {board}", f"which country is top of {board}",
        f"who finished top of {board}", f"which nation headed {board}",
    ]  # fmt: skip
    yield Key([dice.choice(shapes)], "nations", first)
    x, y = dice.sample(known, 2)
    if place[x] != place[y]:
        better = min(x, y, key=lambda n: place[n])
        shapes = [
            f"did {w.call(x)} finish above {w.call(y)} in {board}", f"is {w.call(x)} ahead of {w.call(y)} in {board}", f"was {w.call(x)} higher than {w.call(y)} in {board}",
        ]  # fmt: skip
        yield Key([dice.choice(shapes)], "truth", [better == x])
        shapes = [
            f"who finished higher in {board}, {w.call(x)} or {w.call(y)}",
            f"{w.call(x)} or {w.call(y)}, who is higher in {board}",
            f"{board}: {w.call(x)} or {w.call(y)} ahead?",
        ]
        yield Key([dice.choice(shapes)], "first", [better])


def extreme(w: World) -> Iterator[Key]:
    """Who has the most or the second most, with ties."""
    dice, kind = w.dice, w.dice.choice((*KINDS, "medal"))
    values = sorted({c[kind] for c in w.lines.values() if c[kind]}, reverse=True)
    if not values:
        return
    noun = many(dice, kind)
    best = [n for n, c in w.lines.items() if c[kind] == values[0]]
    if len(best) <= MOST_NAMES:
        shapes = [
            f"who won the most {{of}}{noun}", f"which nation has the most {{of}}{noun}", f"most {{of}}{noun}, which country", f"country with the most {noun}",
            f"who got the most {noun}", f"most {noun} of any country", f"nobody won more {noun} than who", f"which team won more {noun} than any other",
            f"who has the highest number of {noun}", f"most {{of}}{noun}", f"which country took home the most {noun}",
        ]  # fmt: skip
        yield Key([w.put(dice.choice(shapes))], "nations", best)
        yield Key(
            [
                w.put(
                    dice.choice(
                        (
                            f"what is the most {noun} any nation won",
                            f"how many {noun} did the nation with the most {noun} win",
                            f"highest number of {noun} by one country",
                        )
                    )
                )
            ],
            "number",
            [values[0]],
        )
    if len(values) > 1 and len(best) == 1:
        second = [n for n, c in w.lines.items() if c[kind] == values[1]]
        if len(second) <= 4:
            shapes = [
                f"who has the second most {noun}",
                f"which country won the second most {noun}",
                f"second highest number of {noun}, who",
            ]
            yield Key([w.put(dice.choice(shapes))], "nations", second)
    least = [n for n, c in w.lines.items() if c[kind] == values[-1]]
    if len(values) > 1 and len(least) <= MOST_NAMES and kind != "medal":
        yield Key([w.put(f"which {kind} winning nation has the fewest {noun}")], "nations", least)
    other = dice.choice([k for k in KINDS if k != kind])
    pool = {n: c[kind] for n, c in w.lines.items() if not c[other] and c[kind]}
    if pool:
        best = [n for n, v in pool.items() if v == max(pool.values())]
        if len(best) <= 5:
            shapes = [
                f"which nation has the most {noun} without a {other}",
                f"most {noun} without winning a single {other}, who",
                f"who won the most {noun} but no {other}",
            ]
            yield Key([w.put(dice.choice(shapes))], "nations", best)


def parts(w: World) -> Iterator[Key]:
    """Shares and averages and totals."""
    dice, kind = w.dice, w.dice.choice((*KINDS, "medal"))
    total = sum(c[kind] for c in w.all_lines.values())
    noun = many(dice, kind)
    shapes = [
        f"how many {noun} were awarded", f"how many {noun} were handed out", f"total {noun} awarded", f"how many {noun} were there", f"how many {noun} did all nations win together",
        f"number of {noun} given out",
    ]  # fmt: skip
    yield Key([w.put(dice.choice(shapes))], "number", [total])
    if picked := w.pick(1):
        name, share = w.call(picked[0]), 100 * w.lines[picked[0]][kind] / total
        if 0 < share < 100:
            shapes = [
                f"what share of the {noun} went to {name}", f"what percentage of all {noun} did {name} win", f"{name}'s share of the {noun}", f"percentage of {noun} won by {name}",
                f"what part of the {noun} did {name} take", f"what fraction of {noun} went to {name}",
            ]  # fmt: skip
            yield Key([w.put(dice.choice(shapes))], "decimal", [f"{share:.1f}".removesuffix(".0")])
    mean = f"{total / len(w.lines):.2f}".rstrip("0").rstrip(".")
    if not set(NO_NATIONS) & set(w.all_lines):
        shapes = [
            f"average number of {noun} per nation",
            f"how many {noun} per country on average",
            f"mean {noun} per medal winning nation",
        ]
        yield Key([w.put(dice.choice(shapes))], "decimal", [mean])
    if not w.one and picked:
        nation = picked[0]
        mean = f"{w.lines[nation][kind] / len(w.years):.2f}".rstrip("0").rstrip(".")
        shapes = [
            f"how many {noun} per Games did {w.call(nation)} win on average",
            f"average {noun} per Games for {w.call(nation)}",
            f"{w.call(nation)}'s average number of {noun} per Games",
        ]
        yield Key([w.put(dice.choice(shapes))], "decimal", [mean])


def by_games(w: World) -> Iterator[Key]:
    """Games are asked for."""
    if w.one or not (picked := w.pick(1)):
        return
    dice, nation, kind = w.dice, picked[0], w.dice.choice((*KINDS, "medal"))
    name, noun, found = w.call(nation), many(dice, kind), w.per_year(nation, kind)
    best = [y for y, v in found.items() if v == max(found.values()) and v]
    which = dice.choice(("in which Games", "at which Olympics", "which year", "at which Games", "when"))
    if best and len(best) <= 4:
        shapes = [
            f"{which} did {name} win the most {{of}}{noun}",
            f"{which} did {name} get its most {noun}",
            f"{name}'s best Games by {noun}",
            f"{which} did {name} win most {noun}",
        ]
        yield Key([w.put(dice.choice(shapes))], "years", best)
        yield Key(
            [
                w.put(
                    dice.choice(
                        (
                            f"what is the most {noun} {name} won at one Games",
                            f"{name}'s record number of {noun} at a single Games",
                        )
                    )
                )
            ],
            "number",
            [max(found.values())],
        )
    won = [y for y, v in found.items() if v]
    one = kind if kind == "medal" else dice.choice((kind, f"{kind} medal"))
    if won:
        shapes = [
            f"when did {name} first win a {{of}}{one}",
            f"{name}'s first {{of}}{one}, when",
            f"first Games where {name} won a {one}",
            f"what year did {name} win its first {one}",
        ]
        yield Key([w.put(dice.choice(shapes))], "years", won[:1])
        shapes = [
            f"when did {name} last win a {{of}}{one}",
            f"{name}'s last {{of}}{one}, which Games",
            f"last time {name} won a {one}",
        ]
        yield Key([w.put(dice.choice(shapes))], "years", won[-1:])
    yield Key(
        [
            w.put(
                dice.choice(
                    (f"in how many Games did {name} win a {one}", f"at how many Olympics has {name} won a {one}")
                )
            )
        ],
        "number",
        [len(won)],
    )
    top = max(found.values())
    if top > 1:
        number = dice.randint(1, min(top, 12))
        compare = dice.choice((">=", ">", "="))
        fits = [y for y, v in found.items() if holds(v, compare, number)]
        what = bound(dice, kind, compare, number)
        if fits and len(fits) < 8:
            yield Key([w.put(f"{which} did {name} win {what}")], "years", fits)
        yield Key(
            [
                w.put(
                    dice.choice(
                        (
                            f"in how many Games did {name} win {what}",
                            f"how many times did {name} win {what} at one Games",
                            f"how often did {name} win {what} at a single Games",
                        )
                    )
                )
            ],
            "number",
            [len(fits)],
        )
    pool = [n for n in w.lines if n in CALLED and n != nation]
    if pool:
        rival = dice.choice(pool)
        theirs = w.per_year(rival, kind)
        fits = [y for y in w.years if found[y] > theirs[y]]
        if 0 < len(fits) < 8:
            yield Key([w.put(f"{which} did {name} win more {noun} than {w.call(rival)}")], "years", fits)
            yield Key(
                [w.put(f"in how many Games did {name} win more {noun} than {w.call(rival)}")], "number", [len(fits)]
            )
    totals = {y: sum(r.of(kind) for r in w.rows if r.year == y) for y in w.years}
    most = [y for y, v in totals.items() if v == max(totals.values())]
    if len(most) < 4 and w.table in ("skating", "games"):
        yield Key([w.put(f"{which} were the most {noun} awarded")], "years", most)
    counts = {y: sum(bool(r.of(kind)) for r in w.rows if r.year == y and r.nation not in NO_NATIONS) for y in w.years}
    most = [y for y, v in counts.items() if v == max(counts.values())]
    if len(most) < 4 and w.table in ("skating", "games"):
        yield Key([w.put(f"{which} did the most nations win {'a medal' if kind == 'medal' else kind}")], "years", most)


def two_games(w: World) -> Iterator[Key]:
    """Two Games set against each other."""
    if w.one or len(w.years) < 2 or not (picked := w.pick(1)):
        return
    dice, kind = w.dice, w.dice.choice((*KINDS, "medal"))
    nation = picked[0]
    a, b = dice.sample(w.years, 2)
    found, noun, name = w.per_year(nation, kind), many(dice, kind), w.call(nation)
    w.when = ""
    low, high = sorted((a, b), key=lambda y: found[y])
    if found[low] != found[high]:
        shapes = [
            f"how many more {noun} did {name} win in {high} than in {low}", f"by how many {noun} did {name} improve from {low} to {high}" if low < high else f"how many fewer {noun} did {name} win in {low} than in {high}",
            f"difference in {noun} of {name} between {low} and {high}",
        ]  # fmt: skip
        yield Key([w.put(dice.choice(shapes)).strip()], "number", [found[high] - found[low]])
        shapes = [
            f"did {name} win more {noun} in {a} or in {b}",
            f"did {name} get more {noun} in {a} or {b}",
            f"{name} {noun}: {a} or {b}, which was better",
        ]
        yield Key([w.put(dice.choice(shapes)).strip()], "more year", [high])
        yield Key([w.put(f"did {name} win more {noun} in {a} than in {b}").strip()], "truth", [found[a] > found[b]])
    here = {r.nation for r in w.rows if r.year == a and r.of(kind) and r.nation not in NO_NATIONS}
    there = {r.nation for r in w.rows if r.year == b and r.of(kind) and r.nation not in NO_NATIONS}
    one = "a medal" if kind == "medal" else kind
    if 0 < len(here - there) <= MOST_NAMES:
        shapes = [
            f"which nations won {one} in {a} but not in {b}",
            f"who got {one} in {a} but none in {b}",
            f"countries with {one} in {a} but not {b}",
        ]
        yield Key([w.put(dice.choice(shapes)).strip()], "nations", sorted(here - there))
    if 0 < len(here & there) <= MOST_NAMES:
        shapes = [
            f"which nations won {one} in both {a} and {b}",
            f"who won {one} both in {a} and in {b}",
            f"countries that won {one} in {a} and again in {b}",
        ]
        yield Key([w.put(dice.choice(shapes)).strip()], "nations", sorted(here & there))


def topping(w: World) -> Iterator[Key]:
    """Heads of tables, Games by Games."""
    if w.one or w.table not in ("skating", "games"):
        return
    dice = w.dice
    led: dict[str, list[int]] = defaultdict(list)
    for year in w.years:
        here = {r.nation: (r.gold, r.silver, r.bronze) for r in w.rows if r.year == year and r.nation != "AIN"}
        for nation, made in here.items():
            if made == max(here.values()):
                led[nation].append(year)
    w_table = f"the {w.adjective} medal table"
    nation = dice.choice([n for n in led if n in CALLED])
    name = w.call(nation)
    shapes = [
        f"how many times did {name} top {w_table} {w.when}",
        f"how often has {name} led {w_table} {w.when}",
        f"how many times was {name} first in {w_table} {w.when}",
    ]
    yield Key([dice.choice(shapes)], "number", [len(led[nation])])
    if len(led[nation]) < 8:
        yield Key(
            [
                dice.choice(
                    (f"when did {name} top {w_table} {w.when}", f"in which Games did {name} lead {w_table} {w.when}")
                )
            ],
            "years",
            led[nation],
        )
    yield Key([f"when did {name} last top {w_table} {w.when}"], "years", led[nation][-1:])
    most = [n for n, years in led.items() if len(years) == max(map(len, led.values()))]
    yield Key([f"who topped {w_table} most often {w.when}"], "nations", most)


def truths(w: World) -> Iterator[Key]:
    """Whether a bound holds."""
    if not (picked := w.pick(1)):
        return
    dice, nation = w.dice, picked[0]
    kind = dice.choice((*KINDS, "medal"))
    value = w.lines[nation][kind]
    compare, number = dice.choice((">=", ">")), max(1, value + dice.choice((-1, 0, 1, 2)))
    what = bound(dice, kind, compare, number)
    did = "did" if w.one else "has"
    verb = "win" if w.one else "won"
    yield Key([w.put(f"{did} {w.call(nation)} {verb} {what}")], "truth", [holds(value, compare, number)])
    best = max(c[kind] for c in w.lines.values())
    yield Key([w.put(f"{did} any nation {verb} {bound(dice, kind, '>=', best)}")], "truth", [True])
    yield Key([w.put(f"{did} any country {verb} more than {best} {many(dice, kind)}")], "truth", [False])
    winner = [n for n, c in w.lines.items() if c[kind] == best] == [nation]
    shared = best == value
    if winner or not shared:
        yield Key([w.put(f"did {w.call(nation)} win the most {many(dice, kind)}")], "truth", [winner])
    pair = w.pick(3)
    if pair:
        a, b, c = pair
        both = w.lines[a][kind] + w.lines[b][kind]
        yield Key(
            [w.put(f"did {w.call(a)} and {w.call(b)} together win more {many(dice, kind)} than {w.call(c)}")],
            "truth",
            [both > w.lines[c][kind]],
        )


OPERATIONS: tuple[Callable[[World], Iterator[Key]], ...] = (
    threshold, two_bounds, excluded, only, equal, against, numbers, together, difference, order, extreme, parts,
    by_games, two_games, topping, truths,
)  # fmt: skip


def compose(facts: Path, seed: int, each: int) -> list[dict[str, Any]]:
    """Questions with their keys, `each` worlds for every operation."""
    dice = random.Random(seed)
    tables = read(facts)
    found: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        for _ in range(each):
            several = True if operation in (by_games, two_games, topping) else None
            world = World(dice, tables, several=several)
            for key in operation(world):
                if any(isinstance(v, int) and v > 1900 for v in key.value) and key.kind == "number":
                    continue  # a number that looks like a year
                value = [world.names.get(v, v) for v in key.value] if key.kind in ("nations", "first") else key.value
                for asked in key.q:
                    q = " ".join(asked.split())
                    found.setdefault(q.casefold(), {"q": q, "op": operation.__name__, "kind": key.kind, "value": value})
    return list(found.values())


def main(facts: str, seed: str = "1", each: str = "12") -> None:
    """Write the questions, one a line."""
    rows = compose(Path(facts), int(seed), int(each))
    lines = [
        yaml.safe_dump(row, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False) for row in rows
    ]
    (HERE / "questions.yaml").write_text("".join(f"- {line}" for line in lines), encoding="utf-8")
    print(len(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
