"""The words for medal counts: numbers with their kinds, tables, spans of Games, bounds; it decides nothing."""

from collections.abc import Callable, Sequence

from bot.answers import Table
from bot.facts.models import MEDALS
from bot.facts.snapshot import Count, Snapshot
from bot.intents.tables.table_question import Asked
from bot.intents.tables.table_rows import Bound, Place
from bot.wording.plain import listed, opened, plural, team

PAST = {"stand": "stood", "share": "shared", "lead": "led"}
LONGEST_LIST = 12
LONGEST_TABLE = 32
BOUND = {">=": "at least ", "<=": "at most ", ">": "more than ", "<": "fewer than ", "=": "exactly "}


def kinds(measure: str, number: int = 2) -> str:
    """The noun of a kind of medal: "golds", "medal"."""
    one = measure or "medal"
    return one if number == 1 else " or ".join(f"{kind}s" for kind in one.split(" or "))


def amount(number: int, measure: str) -> str:
    """A number of medals: "3 golds", "no medals"."""
    return f"{number or 'no'} {kinds(measure, number)}"


def colours(count: Count, *, zero: bool = False) -> str:
    """What a count is made of: "3 golds, 1 silver and 1 bronze"."""
    return listed([plural(count.of(m), m) for m in MEDALS if zero or count.of(m)]) or "no medals"


def verb(subjects: Sequence[object], one: str, many: str) -> str:
    """The form of a verb for its subjects."""
    return one if len(subjects) == 1 else many


def bounds(
    tests: Sequence[Bound], only: str = "", both: str = "", names: Callable[[Sequence[str]], str] = listed
) -> str:
    """What somebody has or is asked for, after "have" or "with"; `names` tells nations that are compared with."""
    parts: list[str] = []
    rest = list(tests)
    if only in MEDALS:
        parts.append(f"{only} and nothing else")
        rest = [t for t in rest if t not in rest[-3:]]
    if not parts and {(t.what, t.compare, t.number) for t in rest} >= {(m, ">=", 1) for m in MEDALS}:
        parts.append("medals of every colour")
        rest = [t for t in rest if (t.compare, t.number) != (">=", 1)]
    parts += [_bound(test, names) for test in rest]
    if both:
        parts.append(f"{both if both != 'medal' else 'medals'} in both the men's and the women's event")
    yes = [p for p in parts if not p.startswith("no ")]
    no = [p for p in parts if p.startswith("no ")]
    joined = listed(yes)
    if yes and no:
        return f"{joined} but {listed(no, 'and')}"
    return joined or listed(no)


def _bound(test: Bound, names: Callable[[Sequence[str]], str]) -> str:
    if test.over_all:
        return f"more {kinds(test.what)} than any other nation"
    if test.other or test.rivals:
        than = kinds(test.other) if test.other else names(test.rivals)
        if test.compare == "=":
            return f"{'twice ' if test.times > 1 else ''}as many {kinds(test.what)} as {than}"
        return f"{'more' if test.compare == '>' else 'fewer'} {kinds(test.what)} than {than}"
    if test.number == 0 and test.compare == "=":
        return f"no {test.what}" if test.what != "medal" else "no medal"
    if test.number == 1 and test.compare == ">=":
        return test.what if test.what != "medal" else "a medal"
    return f"{BOUND[test.compare]}{plural(test.number, test.what)}"


class Words:
    """The words for one question: its table, its Games, its nations."""

    def __init__(self, snapshot: Snapshot, asked: Asked, event: str, genders: Sequence[str]) -> None:
        self.snapshot, self.asked = snapshot, asked
        self.gender = genders[0] if asked.scope == "event" and len(genders) == 1 else ""
        self.event = event

    def nation(self, nation: str) -> str:
        """A nation within a sentence."""
        return team(self.snapshot.nations[nation]) if nation in self.snapshot.nations else nation

    def nations(self, names: Sequence[str], last: str = "and") -> str:
        """Several of them; the first ones where there are very many."""
        if len(names) > LONGEST_LIST:
            return f"{', '.join(self.nation(n) for n in names[:LONGEST_LIST])} and {len(names) - LONGEST_LIST} more"
        return listed([self.nation(n) for n in names], last)

    def sport(self, scope: str = "") -> str:
        """What the table is of."""
        match scope or self.asked.scope:
            case "games":
                return "all sports"
            case "speed skating":
                return "speed skating"
            case _:
                return f"the {self.gender}'s {self.event}" if self.gender else f"the {self.event}"

    def span(self, games: Sequence[str] | None = None) -> str:
        """The Games: "at Milan 2026", "at the Games from 1924 to 2026"."""
        ids = self.asked.games if games is None else games
        names = [self.snapshot.games[g].name for g in ids]
        if not names:
            return "at no Games held"
        if len(names) <= 3:
            return f"at {listed(names)}"
        by_year = self.snapshot.by_year
        left_out = [by_year.get(int(g), g) if g.isdigit() else g for g in self.asked.spoken.without]
        apart = f" without {listed([self.snapshot.games[g].name for g in left_out])}" if left_out else ""
        return f"from {self.snapshot.games[ids[0]].year} to {self.snapshot.games[ids[-1]].year}{apart}"

    def where(self, games: Sequence[str] | None = None) -> str:
        """Table and Games: "in speed skating at Beijing 2022"."""
        return f"in {self.sport()} {self.span(games)}"

    def table_name(self, games: Sequence[str] | None = None) -> str:
        """The table itself: "the medal table of speed skating at Beijing 2022"."""
        by = {"medal": " by total medals", "gold": " by golds", "silver": " by silvers", "bronze": " by bronzes"}.get(
            self.asked.by, ""
        )
        return f"the medal table of {self.sport()} {self.span(games)}{by}"

    def won(self, many: bool = False) -> str:
        """How winning is told: "has won", or "won" where the Games are past and named."""
        return "won" if self.asked.said and len(self.asked.games) <= 3 else "have won" if many else "has won"

    def does(self, what: str, subjects: Sequence[object]) -> str:
        """stands, stand or stood, as the Games and the number of nations call for."""
        if self.asked.said:
            return PAST[what]
        return f"{what}s" if len(subjects) == 1 else what

    def bound(self, tests: Sequence[Bound], only: str = "", both: str = "") -> str:
        """What nations are asked for, after "have" or "with"."""
        return bounds(tests, only, both, self.nations)

    def lines(self, places: Sequence[Place], title: str = "", mark: Sequence[str] = ()) -> Table:
        """A medal table to show."""
        shown = places if not mark else [p for p in places if p.count.nation in mark]
        rows = tuple(
            (
                str(p.rank),
                self.snapshot.name(p.count.nation),
                *(str(n) for n in (p.count.gold, p.count.silver, p.count.bronze, p.count.total)),
            )
            for p in shown[:LONGEST_TABLE]
        )
        return Table(("", "Nation", "Gold", "Silver", "Bronze", "Total"), rows, right=(0, 2, 3, 4, 5), title=title)

    def per_games(self, found: Sequence[tuple[str, Count]]) -> Table:
        """Counts of one nation, latest Games first."""
        rows = tuple(
            (self.snapshot.games[g].name, *(str(n) for n in (c.gold, c.silver, c.bronze, c.total)))
            for g, c in reversed(found)
        )
        return Table(("Games", "Gold", "Silver", "Bronze", "Total"), rows, right=(1, 2, 3, 4))

    def sentence(self, text: str) -> str:
        """With a capital and a full stop."""
        return opened(text if text.endswith(".") else f"{text}.")
