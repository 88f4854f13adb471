"""Reduces the symbols of a question about medal counts to bounds, relations and extremes; it knows no facts.

Each rule is a pattern over letters (see `table_symbols`), tried in the order in which they stand here; what it takes is
used up, and what no rule takes is left, so that an operation can tell whether everything that was said is understood.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.facts.models import MEDALS
from bot.intents.tables.table_rows import Bound
from bot.intents.tables.table_symbols import Symbol
from bot.language.reading import Compare

FLIPPED: dict[Compare, Compare] = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "=": "="}
SIGNS: dict[str, Compare] = {"=": "=", "+": ">", "-": "<"}
AMOUNT = frozenset(("most", "the most", "fewest", "the fewest", "largest number of", "highest number of", "least"))
USED = "."
NO = frozenset(("no", "but no", "without", "without a", "without any"))


@dataclass(slots=True)
class Spoken:
    """Kinds of medals and the part each plays in the question."""

    tests: list[Bound] = field(default_factory=list)
    bare: set[int] = field(default_factory=set)  # which of them came as a number alone: "two golds"
    only: str = ""  # nothing but this kind
    plain: list[str] = field(default_factory=list)  # named without more
    most: str = ""  # what is most: a kind, "nation" or "games"
    fewest: bool = False
    place: int = 1  # 2 for "the second most"
    over_all: bool = False  # more than any other nation
    more: str = ""  # what one has more of than the other: a kind, or "nation"
    less: bool = False
    level: str = ""  # what two have as many of
    unique: bool = False  # the only nation
    top: int | None = None  # top three
    nations: tuple[Compare, int] | None = None  # a bound on the number of nations: "more than ten nations"
    superlative: bool = False  # "most" without a kind
    comparing: bool = False  # "more" without a kind
    levelling: bool = False  # "as many" without a kind
    way: str = ""  # above, below: of a nation's place
    beside: str = ""  # that nation
    next_to: bool = False  # "just below": the very next
    rivals: tuple[str, ...] = ()  # nations behind "than": more golds than Canada
    sign: str = ""  # how it is to stand to them: + - =
    times: int = 1  # twice as many
    again: str = ""  # of two Games: "and" for both, "not" for the first without the second; "first" for none before
    gap: bool = False  # what one has less the other
    ahead: tuple[str, ...] = ()  # nations that stand ahead of the place asked for
    apart: tuple[str, ...] = ()  # nations said to be counted by themselves
    without: tuple[str, ...] = ()  # Games, or years, that are left out
    every: int = 0  # "all six Games"
    few: int = 0  # 3 for "the last three Games", -2 for "the first two"
    neutral: bool = False  # those without a country are to be counted
    colours: bool = False  # of which colours they are is asked for
    leading: bool = False  # of those at the head of a table: "fewest golds to top the table"
    part: bool = False  # how many "of" a nation's medals
    repeated: Bound | None = None  # how often it was done
    left: str = ""  # the letters that no production took
    said: tuple[Symbol, ...] = ()  # all symbols in order
    counted: str = "medals"  # what "how many" counts: medals, nations or games

    @property
    def named(self) -> bool:
        """Whether a kind of medal, or medals, are spoken of."""
        return bool(self.plain or self.tests or self.only or self.more or self.level or self.most)


class Reduction:
    """The letters of one question, taken by the rules in their order."""

    def __init__(self, said: Sequence[Symbol]) -> None:
        self.said = said
        self.letters = "".join(s.letter for s in said)
        self.found = Spoken()
        self.carried: Compare | None = None  # of "at least two golds and a silver", where two are said in a row

    def run(self) -> Spoken:
        """What all rules found, and what they left."""
        for pattern, take in RULES:
            start = 0
            while match := pattern.search(self.letters, start):
                taken = take(self, match)
                for group in taken if isinstance(taken, tuple) else (0,) if taken else ():
                    first, end = match.span(group)
                    self.letters = self.letters[:first] + USED * (end - first) + self.letters[end:]
                start = max(match.end(), match.start() + 1)
        self.found.left, self.found.said = self.letters, tuple(self.said)
        return self.found

    def values(self, match: re.Match[str], letter: str, group: str | int = 0) -> tuple[str, ...]:
        """What stands for each such letter within a group."""
        return tuple(s.value for s in self.said[match.start(group) : match.end(group)] if s.letter == letter)

    def value(self, match: re.Match[str], *groups: str) -> str:
        """What stands for the first of some groups of one letter that matched."""
        return next((self.said[match.start(g)].value for g in groups if match[g]), "")

    def than(self, match: re.Match[str], *groups: str) -> Compare | None:
        """The relation that a word such as "at least" stands for."""
        said = self.value(match, *groups)
        return next((c for c in FLIPPED if c == said), None)

    def kinds(self, match: re.Match[str], group: str | int = 0) -> list[str]:
        """The kinds of medals within a group."""
        return list(self.values(match, "K", group))


def spoken(said: Sequence[Symbol]) -> Spoken:
    """What the symbols say of kinds of medals."""
    return Reduction(said).run()


Taken = bool | tuple[str, ...]  # all of the match, none of it, or some of its groups
Rule = Callable[[Reduction, re.Match[str]], Taken]
RULES: list[tuple[re.Pattern[str], Rule]] = []


def rule(*patterns: str) -> Callable[[Rule], Rule]:
    """Enter a rule for each of its patterns."""

    def enter(take: Rule) -> Rule:
        RULES.extend((re.compile(pattern), take) for pattern in patterns)
        return take

    return enter


def says(pattern: str, *, takes: bool = True, **fields: object) -> None:
    """Enter a rule that only notes something."""

    def note(g: Reduction, _match: re.Match[str]) -> Taken:
        for name, value in fields.items():
            setattr(g.found, name, value)
        return takes

    rule(pattern)(note)


@rule(r"H[^PGKTVduXZ,]*?(?P<what>[KT]+P|P|G|[KT])")
def counts(g: Reduction, m: re.Match[str]) -> Taken:
    """How many medals, how many medal-winning nations, how many Games; "how many years" counts none of them."""
    if m["what"] != "G" or not g.said[m.start("what")].text.startswith("year"):
        g.found.counted = {"P": "nations", "G": "games"}.get(m["what"][-1], "medals")
    return False


@rule(r"P[VdZ]+[^PH]*H$")
def counted_last(g: Reduction, _m: re.Match[str]) -> Taken:
    """Nations that won at least one gold, how many."""
    g.found.counted = "nations"
    return False


@rule(r"N(?P<skaters>@)")
def of_nation(_g: Reduction, _m: re.Match[str]) -> Taken:
    """The US skaters are the nation."""
    return ("skaters",)


says(r"(?<=b)t&?t")  # both their men and their women


@rule(r"O?[W?]#|y#|^,*#(?=P.*[W?],*$)")
def aside(g: Reduction, m: re.Match[str]) -> Taken:
    """Which two nations, two nations … which, Oslo 52."""
    return m[0] != "y#" or len(g.said[m.end() - 1].value) == 2


@rule(r"(?P<yes>K)J[,&!]*(?P<no>K)n|(?P<no_first>K)n[,&!]*(?P<yes_then>K)J")
def yes_and_no(g: Reduction, m: re.Match[str]) -> Taken:
    """Gold yes, silver no."""
    g.found.plain.append(g.value(m, "yes", "yes_then"))
    g.found.tests.append(Bound(g.value(m, "no", "no_first"), "="))
    return True


@rule(r"(?P<nation>N)stV")
def by_itself(g: Reduction, m: re.Match[str]) -> Taken:
    """ROC as its own."""
    g.found.apart += (g.value(m, "nation"),)
    return True


says(r"Q(?=[yG,]*n?c?#?K)")  # reached ten golds, left the Games with one medal
says(r"nI")  # neutrals not counted, as they are not
says(r"I", neutral=True)  # neutrals counted


@rule(r"K[Vd]*N(?P<skaters>@)")
def their_skaters(_g: Reduction, _m: re.Match[str]) -> Taken:
    """Golds that the Dutch speed skaters won: those of the nation."""
    return ("skaters",)


@rule(r"w[^N]*N&?(?P<rival>N)[VZd]*(?P<tied>i(?P<kind>K?))")
def level_when(g: Reduction, m: re.Match[str]) -> Taken:
    """When Norway and Germany were level on golds."""
    g.found.sign, g.found.rivals, g.found.level = "=", (g.value(m, "rival"),), g.value(m, "kind") or "medal"
    return ("rival", "tied")


@rule(r"l(?P<number>#)(?![KPTx])|f(?P<first>#)G")
def few_games(g: Reduction, m: re.Match[str]) -> Taken:
    """The last three Games, the first two."""
    g.found.few = int(g.value(m, "number") or 0) or -int(g.value(m, "first"))
    return True


@rule(r"K,?(?P<none>n)(?P<verb>V)(?![1#OaM]*K)")
def no_win(g: Reduction, m: re.Match[str]) -> Taken:
    """Medals but no win."""
    if g.value(m, "verb") != "win" or g.said[m.start("none")].text not in NO:
        return False
    g.found.tests.append(Bound("gold", "="))
    return ("none", "verb")


says(r"E", colours=True)  # and of which colours
says(r"nO(?![#K])")  # not only the team pursuit


@rule(r"[ML]K[VdZ]*(?:U|[MuV]T)")
def of_leaders(g: Reduction, m: re.Match[str]) -> Taken:
    """The fewest golds to top the table."""
    g.found.most, g.found.fewest, g.found.leading = g.kinds(m)[0], m[0][0] == "L", True
    return True


says(r"[H%]F", takes=False, part=True)  # how many of, what share of


@rule(r"R[TZV]*(?P<way>v)(?P<ahead>N(?:[&,]*N)*)", r"(?P<way>v)(?P<ahead>N(?:[&,]*N)*),*[W?]?[dVZT]*R")
def behind(g: Reduction, m: re.Match[str]) -> Taken:
    """Third behind Japan and Canada."""
    g.found.ahead = g.values(m, "N", "ahead")
    return ("way", "ahead")


@rule(r"#?k?O?(?P<way>[\^v])>?(?P<nation>N)")
def side(g: Reduction, m: re.Match[str]) -> Taken:
    """Right below Japan."""
    g.found.way = "above" if m["way"] == "^" else "below"
    g.found.next_to = m[0] != m["way"] + m["nation"]
    g.found.beside = g.value(m, "nation")
    return True


@rule(r"(?P<twice>2?)(?P<sign>=)K[s&]?K", r"(?P<twice>)(?P<sign>[+-])K>a?K")
def ratio(g: Reduction, m: re.Match[str]) -> Taken:
    """As many golds as silvers; twice as many; more golds than silvers."""
    first, second = g.kinds(m)
    g.found.tests.append(Bound(first, SIGNS[m["sign"]], other=second, times=2 if m["twice"] else 1))
    return True


@rule(r"(?P<than>c?)(?P<number>#?)(?P<after>c?)e")
def of_every_colour(g: Reduction, m: re.Match[str]) -> Taken:
    """One of each, two of every colour."""
    compare, number = g.than(m, "than", "after") or ">=", int(g.value(m, "number") or 1)
    pair = next(((t.what, t.other) for t in g.found.tests if t.other), None)
    g.found.tests.extend(Bound(kind, compare, number) for kind in (pair or MEDALS))
    return True


@rule(r"(?P<number>#)KO")
def bound_alone(g: Reduction, m: re.Match[str]) -> Taken:
    """A single gold and nothing else."""
    g.found.only = g.kinds(m)[0]
    g.found.tests.append(Bound(g.found.only, "=", int(g.value(m, "number"))))
    return True


@rule(
    r"(?P<only>O)(?P<not>)(?P<than>)(?P<number>#)(?P<after>)K(?P<behind>)",
    r"(?P<only>)(?P<not>(?:nV?)?)(?P<than>c?)(?P<number>#)(?P<after>c?)K(?P<behind>(?:c(?!n?#))?)",
)
def bound(g: Reduction, m: re.Match[str]) -> Taken:
    """At least two golds, no more than three, two golds or more."""
    number, kind, said = int(g.value(m, "number")), g.kinds(m)[0], g.than(m, "than", "after", "behind")
    if m["not"]:
        if said is None and number != 1:
            return False
        said, number = (FLIPPED[said], number) if said else ("=", 0)
    if m["only"]:
        said = "="
    if said is None and g.letters[max(0, m.start() - 1) : m.start()] in ("&", "!", ","):
        said = g.carried
    if said is None:
        g.found.bare.add(len(g.found.tests))
    g.found.tests.append(Bound(kind, said or "=", number))
    g.carried = said
    return True


@rule(r"(?P<than>c)(?P<number>#)P")
def many_nations(g: Reduction, m: re.Match[str]) -> Taken:
    """More than ten nations."""
    g.found.nations = (g.than(m, "than") or "=", int(g.value(m, "number")))
    return True


@rule(r"(?P<twice>2?)(?P<sign>[+=-])(?P<kind>K?)[^>s]{0,8}(?P<than>[>s])(?P<rival>N(?:[&|,]*N)*)(?P<behind>K?)")
def rival(g: Reduction, m: re.Match[str]) -> Taken:
    """More golds than Canada, as many as Canada and Japan."""
    found, kind = g.found, g.value(m, "kind", "behind")
    found.sign, found.times, found.rivals = m["sign"], 2 if m["twice"] else 1, g.values(m, "N", "rival")
    if found.sign == "=":
        found.level, found.levelling = kind, not kind
    else:
        found.more, found.comparing, found.less = kind, not kind, found.sign == "-"
    return ("twice", "sign", "kind", "than", "rival", "behind")


@rule(r"(?<=N)\|(?=N)")
def each_of(g: Reduction, _m: re.Match[str]) -> Taken:
    """How many were won by Japan or Korea: by each."""
    return "H" in g.letters


@rule(r"N(?:[&,]*N)*/(?P<rival>N(?:[&,]*N)*)")
def sides(g: Reduction, m: re.Match[str]) -> Taken:
    """The USA and Canada against Norway."""
    if m[0].count("N") > 2:
        g.found.rivals, g.found.sign, g.found.comparing = g.values(m, "N", "rival"), "+", True
    return False


@rule(r"(?P<both>b?)y[,!&]?(?P<but>[ng&])y")
def both_games(g: Reduction, m: re.Match[str]) -> Taken:
    """In 2018 and again in 2022; in 2018 but not in 2022."""
    if not m["both"] and m["but"] == "&":
        return False
    g.found.again = "not" if m["but"] == "n" else "and"
    return ("but", "both")


@rule(r"t(?P<first>f)K")
def first_of_theirs(g: Reduction, _m: re.Match[str]) -> Taken:
    """Which nations won their first medal there: none before."""
    if {"N", "w"} & set(g.letters):
        return False
    g.found.again = "first"
    return ("first",)


@rule(r"(?<!y)(?<!y,)(?<!y!)n(?:y[&,]*)+")
def left_out(g: Reduction, m: re.Match[str]) -> Taken:
    """Other than in 2018."""
    g.found.without = g.values(m, "y")
    return True


@rule(r"a(?P<number>#)G")
def all_games(g: Reduction, m: re.Match[str]) -> Taken:
    """All six Games."""
    g.found.every = int(g.value(m, "number"))
    return ("number",)


says(r"D", gap=True)  # golds of Norway minus golds of Germany


@rule(r"(?P<number>#)P")
def one_nation(g: Reduction, m: re.Match[str]) -> Taken:
    """The most by one nation."""
    return g.value(m, "number") == "1"


@rule(r"[fMU](?P<number>#)(?!G)")
def first_few(g: Reduction, m: re.Match[str]) -> Taken:
    """Top three."""
    g.found.top = int(g.value(m, "number"))
    return True


@rule(r"nK?!K|O?KO|K,?d*aK|K,?d*OK|OKd+K|OV?K|KO")
def alone(g: Reduction, m: re.Match[str]) -> Taken:
    """Only gold, bronze and nothing else, medals that are all silver."""
    before, kinds = g.said[m.start() - 1].letter if m.start() else "", g.kinds(m)
    if m[0][0] == "n" and kinds[0] in MEDALS and len(kinds) > 1:
        return False  # "no gold but silver" says nothing of bronze
    if m[0] == "OK" and before in ("N", "T", "t"):
        g.found.plain.append(kinds[-1])
    else:
        g.found.only = kinds[-1]
    return True


@rule(r"bK&K")
def each_kind(g: Reduction, m: re.Match[str]) -> Taken:
    """Both gold and silver."""
    g.found.plain += g.kinds(m)
    return True


@rule(r"(?P<before>c?)2K|K(?P<than>c?)2")
def several(g: Reduction, m: re.Match[str]) -> Taken:
    """Gold twice, several golds."""
    g.found.tests.append(Bound(g.kinds(m)[0], g.than(m, "than", "before") or ">=", 2))
    return True


@rule(r"n[VaO]?K(?:(?:[&|r,]?n|[|r])K)*", r"(?P<no>n)NP?V?K")
def none(g: Reduction, m: re.Match[str]) -> Taken:
    """No gold, neither gold nor silver, no Dutch team won gold."""
    if "no" in m.groupdict() and g.said[m.start()].text != "no":
        return False
    g.found.tests += [Bound(kind, "=", 0) for kind in g.kinds(m)]
    return True


@rule(r"(?P<rank>R?)i?[ML]S?K|(?P<at>R);S?K|[+-]K?x|n[^+]{0,4}\+K?V?>W")
def extreme(g: Reduction, m: re.Match[str]) -> Taken:
    """The most golds, the second most, second in golds, more golds than any other."""
    found = g.found
    found.most = next(iter(g.kinds(m)), "")
    found.superlative = found.superlative or not found.most
    found.fewest = bool({"L", "-"} & set(m[0]))
    found.over_all = "x" in m[0]
    found.place = int(g.value(m, "rank", "at") or 1)
    return True


@rule(r"[ML][PG]")
def extreme_of(g: Reduction, m: re.Match[str]) -> Taken:
    """The most nations, the most Games."""
    if g.said[m.start()].text not in AMOUNT:
        return False
    g.found.most, g.found.fewest = "nation" if m[0][1] == "P" else "games", m[0][0] == "L"
    return True


says(r"[ML]", takes=False, superlative=True)  # most, without a kind
says(r"L", takes=False, fewest=True)


@rule(r"[+-][KP]")
def compared(g: Reduction, m: re.Match[str]) -> Taken:
    """More golds, more nations: than another, or at other Games."""
    g.found.more, g.found.less = next(iter(g.kinds(m)), "nation"), m[0][0] == "-"
    return True


@rule(r"[+-]")
def comparing(g: Reduction, m: re.Match[str]) -> Taken:
    """More, without a kind."""
    g.found.comparing, g.found.less = not g.found.more, g.found.less or m[0] == "-"
    return False


@rule(r"=K")
def level(g: Reduction, m: re.Match[str]) -> Taken:
    """As many golds as another."""
    g.found.level = g.kinds(m)[0]
    return True


says(r"=", takes=False, levelling=True)  # as many, without a kind
says(r"O#?P", unique=True)  # the only nation


@rule(r"K\|K")
def either(g: Reduction, m: re.Match[str]) -> Taken:
    """Gold or silver."""
    colours = len(set(g.kinds(m)) & set(MEDALS)) == 2
    g.found.plain += [" or ".join(g.kinds(m))] if colours else []
    return colours


rule(r"K")(each_kind)  # a kind by itself


@rule(r"(?P<than>c)(?P<number>#)|(?P<before>c?)2")
def repeated(g: Reduction, m: re.Match[str]) -> Taken:
    """More than once, twice."""
    g.found.repeated = Bound("games", g.than(m, "than", "before") or ">=", int(g.value(m, "number") or 2))
    return False
