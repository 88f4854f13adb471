"""Reduces the symbols of a question about medal counts to bounds, relations and extremes; it knows no facts.

Each production is a pattern over letters (see `table_symbols`); what it takes is used up, and what no production takes
is left, so that an operation can tell whether everything that was said has been understood.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.facts.models import MEDALS
from bot.intents.tables.table_rows import Bound
from bot.intents.tables.table_symbols import Symbol
from bot.language.reading import Compare

FLIPPED: dict[Compare, Compare] = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "=": "="}
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
    again: str = ""  # of two Games: "and" for both, "not" for the first without the second
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

    @property
    def named(self) -> bool:
        """Whether a kind of medal, or medals, are spoken of."""
        return bool(self.plain or self.tests or self.only or self.more or self.level or self.most)


def spoken(said: Sequence[Symbol]) -> Spoken:
    """What the symbols say of kinds of medals."""
    return _Reduction(said).spoken()


class _Reduction:
    """The letters of one question, taken by the productions in their order."""

    def __init__(self, said: Sequence[Symbol]) -> None:
        self.said = said
        self.letters = "".join(s.letter for s in said)
        self.found = Spoken()
        self.carried: Compare | None = None

    def spoken(self) -> Spoken:
        """Run all productions."""
        for pattern, take in PRODUCTIONS:
            start = 0
            while match := pattern.search(self.letters, start):
                taken = take(self, match)
                for group in taken if isinstance(taken, tuple) else (0,) if taken else ():
                    self._use(*match.span(group))
                start = max(match.end(), match.start() + 1)
        self.found.left, self.found.said = self.letters, tuple(self.said)
        return self.found

    def _use(self, start: int, end: int) -> None:
        self.letters = self.letters[:start] + USED * (end - start) + self.letters[end:]

    # ---- what a match holds

    def value(self, match: re.Match[str], group: str | int) -> str:
        """What stands for a group of one letter."""
        return self.said[match.start(group)].value if match[group] else ""

    def than(self, match: re.Match[str], group: str) -> Compare | None:
        """The relation that a word such as "at least" stands for."""
        return next((c for c in FLIPPED if c == self.value(match, group)), None)

    def kinds(self, match: re.Match[str], group: str | int = 0) -> list[str]:
        """The kinds of medals within a group."""
        return [s.value for s in self.said[match.start(group) : match.end(group)] if s.letter == "K"]

    # ---- productions

    def yes_and_no(self, match: re.Match[str]) -> bool:
        """Gold yes, silver no."""
        self.found.plain += [self.value(match, "yes") or self.value(match, "yes_then")]
        self.found.tests.append(Bound(self.value(match, "no") or self.value(match, "no_first"), "="))
        return True

    def behind(self, match: re.Match[str]) -> tuple[str, ...]:
        """Third behind Japan and Canada."""
        self.found.ahead = tuple(
            s.value for s in self.said[match.start("ahead") : match.end("ahead")] if s.letter == "N"
        )
        return ("way", "ahead")

    def by_itself(self, match: re.Match[str]) -> bool:
        """ROC as its own."""
        self.found.apart += (self.value(match, "nation"),)
        return True

    def reached(self, _match: re.Match[str]) -> bool:
        """Reached ten golds, left the Games with one medal, not only the team pursuit."""
        return True

    def neutrals(self, match: re.Match[str]) -> bool:
        """Neutrals counted, or not."""
        self.found.neutral = match[0] == "I"
        return True

    def few_games(self, match: re.Match[str]) -> bool:
        """The last three Games, the first two."""
        self.found.few = int(self.value(match, "number") or 0) or -int(self.value(match, "first"))
        return True

    def their_skaters(self, _match: re.Match[str]) -> tuple[str, ...]:
        """Golds that the Dutch speed skaters won: those of the nation."""
        return ("skaters",)

    def no_win(self, match: re.Match[str]) -> tuple[str, ...]:
        """Medals but no win."""
        if self.value(match, "verb") != "win" or self.said[match.start("none")].text not in NO:
            return ()
        self.found.tests.append(Bound("gold", "="))
        return ("none", "verb")

    def level_when(self, match: re.Match[str]) -> tuple[str, ...]:
        """When Norway and Germany were level on golds."""
        self.found.sign, self.found.rivals = "=", (self.value(match, "rival"),)
        self.found.level = next(iter(self.kinds(match, "kind")), "medal")
        return ("rival", "tied")

    def left_out(self, match: re.Match[str]) -> bool:
        """Other than in 2018."""
        self.found.without = tuple(s.value for s in self.said[match.start() : match.end()] if s.letter == "y")
        return True

    def all_games(self, match: re.Match[str]) -> tuple[str, ...]:
        """All six Games."""
        self.found.every = int(self.value(match, "number"))
        return ("number",)

    def which_colours(self, _match: re.Match[str]) -> bool:
        """And of which colours."""
        self.found.colours = True
        return True

    def of_leaders(self, match: re.Match[str]) -> bool:
        """The fewest golds to top the table."""
        self.found.most, self.found.fewest, self.found.leading = self.kinds(match)[0], match[0][0] == "L", True
        return True

    def part_of(self, _match: re.Match[str]) -> bool:
        """How many of, what share of."""
        self.found.part = True
        return False

    def repeated(self, match: re.Match[str]) -> bool:
        """More than once, twice."""
        number = int(self.value(match, "number") or 2)
        self.found.repeated = Bound("games", self.than(match, "than") or self.than(match, "before") or ">=", number)
        return False

    def ratio(self, match: re.Match[str]) -> bool:
        """As many golds as silvers; twice as many; more golds than silvers."""
        first, second = self.kinds(match)
        sign = match["sign"]
        compare: Compare = "=" if sign == "=" else ">" if sign == "+" else "<"
        self.found.tests.append(Bound(first, compare, other=second, times=2 if match["twice"] else 1))
        return True

    def colours(self, match: re.Match[str]) -> bool:
        """One of each, two of every colour."""
        number = int(self.value(match, "number") or 1)
        compare = self.than(match, "than") or self.than(match, "after") or ">="
        pair = next(((t.what, t.other) for t in self.found.tests if t.other), None)
        self.found.tests.extend(Bound(kind, compare, number) for kind in (pair or MEDALS))
        return True

    def bound(self, match: re.Match[str]) -> bool:
        """At least two golds, no more than three, two golds or more."""
        number, kind = int(self.value(match, "number")), self.kinds(match)[0]
        said = self.than(match, "than") or self.than(match, "after") or self.than(match, "behind")
        if match["not"]:
            if said is None and number != 1:
                return False
            said, number = (FLIPPED[said], number) if said else ("=", 0)
        if match["only"]:
            said = "="
        if said is None and self.letters[max(0, match.start() - 1) : match.start()] in ("&", "!", ","):
            said = self.carried
        if said is None:
            self.found.bare.add(len(self.found.tests))
        self.found.tests.append(Bound(kind, said or "=", number))
        self.carried = said
        return True

    def many_nations(self, match: re.Match[str]) -> bool:
        """More than ten nations."""
        self.found.nations = (self.than(match, "than") or "=", int(self.value(match, "number")))
        return True

    def none(self, match: re.Match[str]) -> bool:
        """No gold, neither gold nor silver."""
        self.found.tests += [Bound(kind, "=", 0) for kind in self.kinds(match)]
        return True

    def side(self, match: re.Match[str]) -> bool:
        """Right below Japan."""
        self.found.way = "above" if match["way"] == "^" else "below"
        self.found.next_to = match[0] != match["way"] + match["nation"]
        self.found.beside = self.value(match, "nation")
        return True

    def rival(self, match: re.Match[str]) -> tuple[str, ...]:
        """More golds than Canada, as many as Canada and Japan."""
        found = self.found
        found.sign, found.times = match["sign"], 2 if match["twice"] else 1
        found.rivals = tuple(s.value for s in self.said[match.start("rival") : match.end("rival")] if s.letter == "N")
        kind = next((k for group in ("kind", "behind") for k in self.kinds(match, group)), "")
        if found.sign == "=":
            found.level, found.levelling = kind, not kind
        else:
            found.more, found.comparing, found.less = kind, not kind, found.sign == "-"
        return ("twice", "sign", "kind", "than", "rival", "behind")

    def sides(self, match: re.Match[str]) -> bool:
        """The USA and Canada against Norway."""
        if match[0].count("N") > 2:
            self.found.rivals = tuple(s.value for s in self.said[match.start("rival") : match.end()] if s.letter == "N")
            self.found.sign, self.found.comparing = "+", True
        return False

    def both_games(self, match: re.Match[str]) -> tuple[str, ...]:
        """In 2018 and again in 2022; in 2018 but not in 2022."""
        if not match["both"] and match["but"] == "&":
            return ()
        self.found.again = "not" if match["but"] == "n" else "and"
        return ("but", "both")

    def less(self, _match: re.Match[str]) -> bool:
        """Golds of Norway minus golds of Germany."""
        self.found.gap = True
        return True

    def none_of(self, match: re.Match[str]) -> bool:
        """No Dutch team won gold."""
        return self.said[match.start()].text == "no" and self.none(match)

    def several(self, match: re.Match[str]) -> bool:
        """Gold twice, several golds."""
        than = self.than(match, "than") or self.than(match, "before") or ">="
        self.found.tests.append(Bound(self.kinds(match)[0], than, 2))
        return True

    def alone(self, match: re.Match[str]) -> bool:
        """Only gold, bronze and nothing else, medals that are all silver."""
        before = self.said[match.start() - 1].letter if match.start() else ""
        if match[0][0] == "n" and self.kinds(match)[0] in MEDALS and len(self.kinds(match)) > 1:
            return False  # "no gold but silver" says nothing of bronze
        kind = self.kinds(match)[-1]
        if match[0] == "OK" and before in ("N", "T", "t"):
            self.found.plain.append(kind)
        else:
            self.found.only = kind
        return True

    def extreme(self, match: re.Match[str]) -> bool:
        """The most golds, the second most, more golds than any other."""
        if not (kinds := self.kinds(match)):
            self.found.superlative = True
        self.found.most = kinds[0] if kinds else ""
        self.found.fewest = bool({"L", "-"} & set(match[0]))
        self.found.over_all = "x" in match[0]
        self.found.place = int(self.value(match, "rank") or 1)
        return True

    def extreme_of(self, match: re.Match[str]) -> bool:
        """The most nations, the most Games."""
        if self.said[match.start()].text not in AMOUNT:
            return False
        self.found.most = "nation" if match[0][1] == "P" else "games"
        self.found.fewest = match[0][0] == "L"
        return True

    def superlative(self, match: re.Match[str]) -> bool:
        """Most, without a kind."""
        self.found.superlative = True
        self.found.fewest = self.found.fewest or match[0] == "L"
        return False

    def compared(self, match: re.Match[str]) -> bool:
        """More golds, more nations: than another, or at other Games."""
        self.found.more = self.kinds(match)[0] if match[0][1] == "K" else "nation"
        self.found.less = match[0][0] == "-"
        return True

    def comparing(self, match: re.Match[str]) -> bool:
        """More, without a kind."""
        self.found.comparing = not self.found.more
        self.found.less = self.found.less or match[0] == "-"
        return False

    def level(self, match: re.Match[str]) -> bool:
        """As many golds as another."""
        self.found.level = self.kinds(match)[0]
        return True

    def levelling(self, _match: re.Match[str]) -> bool:
        """As many, without a kind."""
        self.found.levelling = True
        return False

    def unique(self, _match: re.Match[str]) -> bool:
        """The only nation."""
        self.found.unique = True
        return True

    def first_few(self, match: re.Match[str]) -> bool:
        """Top three."""
        self.found.top = int(self.value(match, "number"))
        return True

    def aside(self, match: re.Match[str]) -> bool:
        """Which two nations, Oslo 52."""
        symbol = self.said[match.end() - 1]
        if match[0] == "y#":
            return len(symbol.value) == 2
        return True

    def one_nation(self, match: re.Match[str]) -> bool:
        """The most by one nation."""
        return self.value(match, "number") == "1"

    def either(self, match: re.Match[str]) -> bool:
        """Gold or silver."""
        colours = len(set(self.kinds(match)) & set(MEDALS)) == 2
        self.found.plain += [" or ".join(self.kinds(match))] if colours else []
        return colours

    def plain(self, match: re.Match[str]) -> bool:
        """A kind by itself."""
        self.found.plain += self.kinds(match)
        return True


_Production = tuple[re.Pattern[str], Callable[[_Reduction, re.Match[str]], bool | tuple[str, ...]]]
PRODUCTIONS: tuple[_Production, ...] = tuple(
    (re.compile(pattern), take)
    for pattern, take in (
        (r"O?[W?]#|y#", _Reduction.aside),
        (r"(?P<yes>K)J[,&!]*(?P<no>K)n|(?P<no_first>K)n[,&!]*(?P<yes_then>K)J", _Reduction.yes_and_no),
        (r"(?P<nation>N)stV", _Reduction.by_itself),
        (r"Q(?=[yG,]*n?c?#?K)", _Reduction.reached),
        (r"n?I", _Reduction.neutrals),
        (r"K[Vd]*N(?P<skaters>@)", _Reduction.their_skaters),
        (r"w[^N]*N&?(?P<rival>N)[VZd]*(?P<tied>i(?P<kind>K?))", _Reduction.level_when),
        (r"l(?P<number>#)(?![KPTx])|f(?P<first>#)G", _Reduction.few_games),
        (r"K,?(?P<none>n)(?P<verb>V)(?![1#OaM]*K)", _Reduction.no_win),
        (r"E", _Reduction.which_colours),
        (r"nO(?![#K])", _Reduction.reached),
        (r"[ML]K[VdZ]*(?:U|[MuV]T)", _Reduction.of_leaders),
        (r"[H%]F", _Reduction.part_of),
        (r"R(?P<way>v)(?P<ahead>N(?:[&,]*N)*)", _Reduction.behind),
        (r"#?k?O?(?P<way>[\^v])>?(?P<nation>N)", _Reduction.side),
        (r"(?P<twice>2?)(?P<sign>=)K[s&]?K", _Reduction.ratio),
        (r"(?P<twice>)(?P<sign>[+-])K>a?K", _Reduction.ratio),
        (r"(?P<than>c?)(?P<number>#?)(?P<after>c?)e", _Reduction.colours),
        (r"(?P<only>O)(?P<not>)(?P<than>)(?P<number>#)(?P<after>)K(?P<behind>)", _Reduction.bound),
        (
            r"(?P<only>)(?P<not>(?:nV?)?)(?P<than>c?)(?P<number>#)(?P<after>c?)K(?P<behind>(?:c(?!n?#))?)",
            _Reduction.bound,
        ),
        (r"(?P<than>c)(?P<number>#)P", _Reduction.many_nations),
        (
            r"(?P<twice>2?)(?P<sign>[+=-])(?P<kind>K?)[^>s]{0,8}(?P<than>[>s])(?P<rival>N(?:[&|,]*N)*)(?P<behind>K?)",
            _Reduction.rival,
        ),
        (r"N(?:[&,]*N)*/(?P<rival>N(?:[&,]*N)*)", _Reduction.sides),
        (r"(?P<both>b?)y[,!&]?(?P<but>[ng&])y", _Reduction.both_games),
        (r"(?<!y)(?<!y,)(?<!y!)n(?:y[&,]*)+", _Reduction.left_out),
        (r"a(?P<number>#)G", _Reduction.all_games),
        (r"D", _Reduction.less),
        (r"(?P<number>#)P", _Reduction.one_nation),
        (r"[fMU](?P<number>#)(?!G)", _Reduction.first_few),
        (r"nK?!K|O?KO|K,?d*aK|K,?d*OK|OKd+K|OV?K|KO", _Reduction.alone),
        (r"bK&K", _Reduction.plain),
        (r"(?P<before>c?)2K|K(?P<than>c?)2", _Reduction.several),
        (r"n[VaO]?K(?:(?:[&|r,]?n|[|r])K)*", _Reduction.none),
        (r"nNP?V?K", _Reduction.none_of),
        (r"(?P<rank>R?)[ML]K|[+-]K?x|n[^+]{0,4}\+K?V?>W", _Reduction.extreme),
        (r"[ML][PG]", _Reduction.extreme_of),
        (r"[ML]", _Reduction.superlative),
        (r"[+-][KP]", _Reduction.compared),
        (r"[+-]", _Reduction.comparing),
        (r"=K", _Reduction.level),
        (r"=", _Reduction.levelling),
        (r"O#?P", _Reduction.unique),
        (r"K\|K", _Reduction.either),
        (r"K", _Reduction.plain),
        (r"(?P<than>c)(?P<number>#)|(?P<before>c?)(?P<twice>2)", _Reduction.repeated),
    )
)
