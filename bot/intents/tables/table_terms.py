"""What the order of the words says of medal counts: bounds, relations, what is most or more; it knows no facts."""

from collections.abc import Sequence

from bot.facts.models import MEDALS
from bot.intents.tables.table_rows import Bound
from bot.intents.tables.table_spoken import Spoken, kind_of
from bot.language.reading import Compare, Term

THAN: dict[str, Compare] = {
    "than:at-least": ">=",
    "than:at-most": "<=",
    "than:more-than": ">",
    "than:less-than": "<",
    "than:exactly": "=",
}
AMOUNT = frozenset(("most", "the most", "fewest", "the fewest", "largest number of", "highest number of", "least"))
REACH = 4  # a number further away than this many words bounds something else


def spoken(terms: Sequence[Term]) -> Spoken:
    """Read the terms from left to right."""
    scan = _Scan(terms)
    for at in range(len(terms)):
        scan.step(at)
    return scan.closed()


class _Scan:
    """What is waiting for the kind of medal it belongs to."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms, self.found = terms, Spoken()
        self.than: Compare | None = None
        self.number: tuple[int, int] | None = None
        self.negated = self.only = False
        self.superlative = self.comparing = self.same = self.best_word = ""
        self.equal: list[str] = []
        self.carried: Compare | None = None
        self.last: tuple[str, str] = ("", "")  # the kind named last and the part it was given
        self.than_at = -9  # where "than" was said

    def step(self, at: int) -> None:
        """Take in one term."""
        term = self.terms[at]
        if what := kind_of(term):
            self._kind(at, what)
            return
        cues = term.cues
        if term.text == "than":
            self.than_at = at
        if "stop" in {c.partition(":")[0] for c in cues} or any(
            c.startswith(("nation:", "games:", "year:")) for c in cues
        ):
            self.than = self.number = None
            self.only = False
            self.negated = self.negated and at > 0 and self.terms[at - 1].text == "no"
            self.carried = None
            if any(c.startswith("nation:") for c in cues):
                self.than_at = -9
            return
        if any(c.startswith("wh:") for c in cues) and "wh:how-many" not in cues:
            self.found.denies = self.found.denies or self.negated
            self.negated = self.only = False
            self.number = self.than = None
        if "noun:nation" in cues:
            self._nations(at)
            return
        if "noun:games" in cues and self.superlative:
            if self.best_word in AMOUNT:
                self.found.most, self.superlative = "games", ""
            return
        if term.text in ("more than one", "multiple", "several"):
            self.than, self.number = ">", (1, at)
        elif "op:twice" in cues and self.last[1] == "plain":
            self._bound(self.last[0], ">=", 2)
        elif "op:twice" in cues:
            self.than, self.number = ">=", (2, at)
        elif number := _number(cues):
            self._number(at, int(number))
        elif than := next((THAN[c] for c in cues if c in THAN), None):
            self._than(at, term, than)
        self._words(term)

    def _words(self, term: Term) -> None:
        cues = term.cues
        if "negation:not" in cues or "op:never" in cues:
            self.negated = True
        if (
            (cues & {"op:only", "only:colour"} or term.text == "just")
            and not _number(cues)
            and not self._after_kind(term)
        ):
            self.only = not self._owned(term)
        if cues & {"op:most", "op:biggest", "op:best"} and "table:top" not in cues:
            self.superlative, self.number, self.than = "most", None, None
            self.best_word = term.text
        elif cues & {"op:fewest", "op:worst"}:
            self.superlative, self.number = "fewest", None
            self.best_word = term.text
        if any(c.startswith(("rest:", "pick:person")) for c in cues) and self.found.more:
            # "more than any other nation" is the most
            self.found.most, self.found.more, self.found.fewest = self.found.more, "", self.found.less
            self.found.less, self.last = False, (self.found.most, "most")
        if "op:same" in cues:
            self.same = "same"
        elif "op:more" in cues and self.number is None:
            self.comparing = "more"
        elif "op:less" in cues and self.number is None:
            self.comparing = "less"
        if "colours:all" in cues:
            self._every_colour()

    def _after_kind(self, term: Term) -> bool:
        """Whether the kind stands before: "bronze only", "silver and nothing else"."""
        at = next(i for i, t in enumerate(self.terms) if t is term)
        before = [t for t in self.terms[max(0, at - 2) : at] if "stop" not in {c.partition(":")[0] for c in t.cues}]
        near = before[-1:] if "only:colour" not in term.cues else before[-2:]
        what = next((kind_of(t) for t in reversed(near) if kind_of(t)), "")
        if what in MEDALS and self.last == (what, "plain") and not any(kind_of(t) for t in self.terms[at + 1 : at + 2]):
            self.found.plain.remove(what)
            self.found.only = what
            return True
        return False

    def _owned(self, term: Term) -> bool:
        """Whether "only" stands behind an owner: "their only silver" is one silver, and says nothing of other kinds."""
        at = next(i for i, t in enumerate(self.terms) if t is term)
        return at > 0 and any(c.startswith(("pronoun:they", "pronoun:it", "nation:")) for c in self.terms[at - 1].cues)

    def _number(self, at: int, number: int) -> None:
        after = self.terms[at + 1].cues if at + 1 < len(self.terms) else frozenset[str]()
        if at and self.terms[at - 1].text in ("first", "the first") and not after & {"noun:games"}:
            self.found.top = number
        elif self.superlative and at and self.terms[at - 1].text in ("top", "best", "the top", "the best"):
            self.found.top, self.superlative = number, ""
        elif not self._of_games(after, at) and not (
            self.terms[at].text in ("one", "a single", "single") and "noun:nation" in after
        ):
            self.number = (number, at)

    def _of_games(self, after: frozenset[str], at: int) -> bool:
        """Whether a number counts Games: "one Games", "at one Winter Games overall"."""
        words = self.terms[at + 1].text.split() if at + 1 < len(self.terms) else []
        return bool(after & {"noun:games", "verb:tie"}) or (
            "scope:games" in after and bool({"games", "olympics"} & set(words))
        )

    def _than(self, at: int, term: Term, than: Compare) -> None:
        suffix = term.text in (
            "or more",
            "or fewer",
            "or less",
            "and more",
            "or better",
            "minimum",
            "at least",
            "at most",
            "upwards",
            "or above",
        )
        if (
            suffix
            and self.last[1] == "bound"
            and self.found.tests
            and self.found.tests[-1].compare == "="
            and not _number_follows(self.terms, at)
        ):
            test = self.found.tests[-1]
            self.found.tests[-1] = Bound(test.what, than, test.number)
        elif self.number and suffix and self.number[1] == at - 1:
            self.than = than
        else:
            self.than = than

    def _nations(self, at: int) -> None:
        plural = self.terms[at].text.endswith("s")
        if self.superlative and not (plural and self.best_word in AMOUNT):
            self.number = None  # "the most successful nation"
            return
        if self.superlative:
            self.found.most, self.found.fewest = "nation", self.superlative == "fewest"
            self.superlative = ""
        elif self.comparing and self.than is None:
            self.found.more, self.found.less = "nation", self.comparing == "less"
            self.comparing = ""
        if self.number and self.than:
            self.found.nations = (self.than, self.number[0])
            self.comparing = ""
        self.only = False
        self.number = self.than = None

    def _kind(self, at: int, what: str) -> None:
        number = self.number if self.number and at - self.number[1] <= REACH else None
        if "noun:champion" in self.terms[at].cues and "medal:gold" not in self.terms[at].cues and number is None:
            what = "gold"
        if number and not (self.negated and number[0] == 1):
            if not (self.than or self.carried):
                self.found.bare.add(len(self.found.tests))
            self._bound(what, self.than or self.carried or "=", number[0])
            self.carried = self.than or self.carried
            self.comparing = ""
        elif self.same:
            self._equal(what)
        elif self.comparing and self.last[1] == "more" and self._than_since(at):
            self._relation(what)
        elif self.negated:
            self._bound(what, "=", 0)
        elif self.only:
            self.found.only, self.last = what, (what, "only")
        elif self.superlative:
            self.found.most, self.found.fewest = what, self.superlative == "fewest"
            self.superlative, self.last = "", (what, "most")
        elif self.comparing:
            self.found.more, self.found.less = what, self.comparing == "less"
            self.last = (what, "more")
        elif self.last[1] == "more" and self._than_since(at):
            self._relation(what)
        else:
            self.found.plain.append(what)
            self.last = (what, "plain")
        nor = at + 1 < len(self.terms) and self.terms[at + 1].text in ("or", "nor", "and no", "and")
        self.negated = self.negated and nor and self.terms[at + 1].text in ("or", "nor")
        self.number = self.than = None
        self.only = False

    def _than_since(self, at: int) -> bool:
        return 0 <= at - self.than_at <= 3

    def _relation(self, what: str) -> None:
        self.found.tests.append(Bound(self.found.more, "<" if self.found.less else ">", other=what))
        self.found.more, self.comparing, self.last = "", "", (what, "bound")

    def _equal(self, what: str) -> None:
        self.equal.append(what)
        self.last = (what, "equal")
        if len(self.equal) == 2:
            self.found.tests.append(Bound(self.equal[0], "=", other=self.equal[1]))
            self.same = ""

    def _bound(self, what: str, compare: Compare, number: int) -> None:
        if self.last[0] == what and self.last[1] == "plain":
            self.found.plain.remove(what)
        self.found.tests.append(Bound(what, compare, number))
        self.last = (what, "bound")

    def _every_colour(self) -> None:
        number = self.number[0] if self.number else 1
        compare: Compare = (self.than or ">=") if self.number else ">="
        kinds = tuple(self.equal) if len(self.equal) == 2 else MEDALS
        self.found.tests.extend(Bound(k, compare, number) for k in kinds)
        self.number = self.than = None

    def closed(self) -> Spoken:
        """What is left over at the end."""
        if len(self.equal) == 1:
            self.found.level = self.equal[0]
        self.found.levelling = bool(self.same)
        self.found.superlative = bool(self.superlative)
        self.found.fewest = self.found.fewest or self.superlative == "fewest"
        self.found.comparing = bool(self.comparing) and not self.found.more
        self.found.less = self.found.less or (self.comparing == "less")
        return self.found


def _number(cues: frozenset[str]) -> str:
    return next((c.partition(":")[2] for c in cues if c.startswith("number:")), "")


def _number_follows(terms: Sequence[Term], at: int) -> bool:
    return at + 1 < len(terms) and bool(_number(terms[at + 1].cues))
