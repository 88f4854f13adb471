"""Corpus questions with one slot changed, and what must come of them by the facts alone; it asks no program.

`python -m tests.corpus.mutations FACTS` writes mutated.yaml, where FACTS is the folder of the CSV files the data was
written from. A key is found without the program: of all queries over the files, those are taken that a question's
words name and whose answer is what the corpus expects; where there is just one, the changed query gives the new key.
"""

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.corpus import scoring

WRITTEN = scoring.HERE / "mutated.yaml"

CITIES = {
    2006: ("turin", "torino"),
    2010: ("vancouver",),
    2014: ("sochi",),
    2018: ("pyeongchang",),
    2022: ("beijing",),
    2026: ("milan", "milano"),
}
GENDERS = {
    "M": ("men", "mens", "men's", "male", "guys"),
    "W": ("women", "womens", "women's", "ladies", "female", "girls"),
}
MEDALS = {1: "gold", 2: "silver", 3: "bronze"}
NOT_HELD = (1998, 2002, 2021, 2024, 2030)
OTHER_EVENTS = ("mass start", "cycling team pursuit", "team sprint", "1500 m")
ELSEWHERE = "at the 2019 world championships"
NEVER_THERE = ("Brazil", "Mongolia", "Jamaica", "Spain")
REFUSED = ["out_of_scope", "unknown"]
SHORT = 90  # characters; in longer messages a team may only set the scene: "my brother swears it was Norway"
DENIED = "no|not|never|none|nothing|0|without|didnt"
# A team as the answers name it.
CALLED = {"ROC": "ROC|Russian Olympic Committee", "United States": "United States|USA"}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: `asks` is nation, rank, time or margin; a rank of 0 is not narrowed, nor is an empty nation."""

    asks: str
    year: int
    gender: str
    rank: int = 0
    nation: str = ""


class Facts:
    """The CSV files as answers to queries."""

    def __init__(self, folder: Path) -> None:
        def rows(name: str) -> list[dict[str, str]]:
            with (folder / name).open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        self.answers: dict[Query, str] = {}
        for row in rows("final_ranking.csv"):
            if not row["final_rank"].isdigit() or not row["country"]:
                continue
            year, gender, rank, nation = int(row["year"]), row["gender"], int(row["final_rank"]), row["country"]
            self.answers[Query("nation", year, gender, rank)] = CALLED.get(nation, nation)
            self.answers[Query("rank", year, gender, nation=nation)] = str(rank)
        finals: dict[tuple[int, str], list[str]] = {}
        for row in rows("results.csv"):
            if row["round"] == "FA" and row["time"]:
                finals.setdefault((int(row["year"]), row["gender"]), []).append(row["time"])
        for (year, gender), times in finals.items():
            fastest, *others = sorted(times, key=_hundredths)
            self.answers[Query("time", year, gender, 1)] = fastest
            if others:
                gap = _hundredths(others[0]) - _hundredths(fastest)
                self.answers[Query("margin", year, gender, 1)] = f"{gap // 100}.{gap % 100:02}"

    def of(self, item: dict[str, Any]) -> Query | None:
        """The one query that a corpus question can be, None where there is none or more than one."""
        years, genders = years_in(item["q"]), genders_in(item["q"])
        if len(years) != 1 or len(genders) != 1 or len(item.get("has", ())) != 1:
            return None
        of_a_nation = bool(_OF_A_NATION.search(item["q"]))
        wanted = {part.strip() for part in str(item["has"][0]).split("|")}
        fitting = [
            query
            for query, answer in self.answers.items()
            if query.year == years[0]
            and query.gender == genders[0]
            and wanted & set(answer.split("|"))
            and (query.nation.lower() in item["q"].lower() if query.asks == "rank" else not of_a_nation)
            and (query.asks != "nation" or _asks_for(query.rank, item["q"]))
        ]
        return fitting[0] if len(fitting) == 1 else None


def _hundredths(time: str) -> int:
    minutes, seconds = time.split(":")
    return int(minutes) * 6000 + round(float(seconds) * 100)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def years_in(text: str) -> list[int]:
    """The Games named by year or city.

    >>> years_in("who won the mens in Sochi"), years_in("2022 beijing gold"), years_in("2018 vs 2022")
    ([2014], [2022], [2018, 2022])
    """
    words = _words(text)
    return [year for year, names in CITIES.items() if str(year) in words or any(name in words for name in names)]


def genders_in(text: str) -> list[str]:
    """The genders named: "M", "W"."""
    words = _words(text)
    return [gender for gender, names in GENDERS.items() if any(name in words for name in names)]


def _asks_for(rank: int, text: str) -> bool:
    """Whether the words are plainly those of that rank, so that the key is no chance hit."""
    words = set(_words(text))
    said = {medal for medal in MEDALS.values() if medal in words}
    if said:
        return said == {MEDALS.get(rank)}
    won = words & {"won", "winner", "winners", "champion", "champions", "win", "title"}
    return rank == 1 and bool(won) and not words & {"did", "beat", "against", "not", "how"}


def _swapped(text: str, words: tuple[str, ...], new: str) -> str:
    """`text` with the first of `words` that stands in it replaced."""
    for word in sorted(words, key=len, reverse=True):
        pattern = re.compile(rf"(?<![\w']){re.escape(word)}(?![\w'])", re.IGNORECASE)
        if pattern.search(text):
            return pattern.sub(new, text, count=1)
    return text


def mutants(item: dict[str, Any], facts: Facts, chance: Random) -> Iterator[dict[str, Any]]:
    """Every changed form of one corpus question, with its key."""
    text, query = item["q"], facts.of(item)
    years, genders = years_in(text), genders_in(text)

    def keyed(kind: str, changed: str, asked: Query) -> Iterator[dict[str, Any]]:
        answer = facts.answers.get(asked)
        if answer is not None and changed != text:
            yield {"q": changed, "kind": kind, "status": "answered", "has": [answer]}

    def refused(kind: str, changed: str) -> Iterator[dict[str, Any]]:
        if changed != text:
            yield {"q": changed, "kind": kind, "status": REFUSED}

    if query:
        named = (str(query.year), *CITIES[query.year])
        once = sum(word in named for word in _words(text)) == 1
        if once:
            other = chance.choice([year for year in CITIES if year != query.year])
            yield from keyed("another Games", _swapped(text, named, str(other)), replace(query, year=other))
            yield from refused("Games not held", _swapped(text, named, str(chance.choice(NOT_HELD))))
            spoken = _swapped(text, tuple(f"{link} {name}" for link in ("in", "at") for name in named), ELSEWHERE)
            yield from refused("another competition", spoken)
        flipped = "W" if query.gender == "M" else "M"
        yield from keyed(
            "the other gender",
            _swapped(text, GENDERS[query.gender], {"M": "men's", "W": "women's"}[flipped]),
            replace(query, gender=flipped),
        )
        if query.rank in MEDALS and query.asks == "nation" and MEDALS[query.rank] in _words(text):
            rank = chance.choice([rank for rank in MEDALS if rank != query.rank])
            yield from keyed(
                "another medal", _swapped(text, (MEDALS[query.rank],), MEDALS[rank]), replace(query, rank=rank)
            )
        if query.rank == 1 and query.asks == "nation":
            denied = _swapped(text, ("who won", "which team won", "which country won"), "which teams did not win")
            losers = [
                answer
                for q, answer in facts.answers.items()
                if q.asks == "nation" and (q.year, q.gender) == (query.year, query.gender) and q.rank > 1
            ]
            if denied != text:
                yield {"q": denied, "kind": "not", "status": ["answered", *REFUSED], "has": losers, "list": True}
    if (
        len(years) == 1
        and len(genders) < 2
        and item["family"] not in ("tables", "records", "comparison", "lists", "rules")
    ):
        phrase = ("team pursuit", "pursuit", "tp")
        yield from refused("another event", _swapped(text, phrase, chance.choice(OTHER_EVENTS)))
    teams = {q.nation.lower() for q in facts.answers if q.nation} & {
        text.lower()[m.start() : m.end()] for m in _NATIONS.finditer(text)
    }
    if len(teams) == 1 and len(text) < SHORT and item["family"] in ("winner", "times", "nation", "h2h", "yesno"):
        changed = _swapped(text, tuple(teams), chance.choice(NEVER_THERE))
        yield {"q": changed, "kind": "a team that was not there", "status": ["answered", *REFUSED], "has": [DENIED]}


_NATIONS = re.compile(
    r"Netherlands|Canada|Japan|Norway|Italy|Germany|Poland|South Korea|United States|Russia|China|France|Sweden"
    r"|New Zealand",
    re.IGNORECASE,
)
_OF_A_NATION = re.compile(
    r"dutch|oranje|canad|japan|norw|ital|german|pol(?:and|ish|es)|korea|americ|russia|\bROC\b|\bUSA?\b|chin",
    re.IGNORECASE,
)


def main(folder: Path) -> None:
    """Write every changed question."""
    facts, chance = Facts(folder), Random(2026)
    asked = [item for part in scoring.parts("questions") for item in scoring.load(part)]
    originals = {item["q"].casefold() for item in asked}
    found: dict[str, dict[str, Any]] = {}
    for item in asked:
        if item["status"] == "answered" and not item.get("list"):
            for mutant in mutants(item, facts, chance):
                if mutant["q"].casefold() not in originals:
                    found.setdefault(mutant["q"], mutant)
    lines = [
        "- " + yaml.safe_dump(item, default_flow_style=True, width=10_000, allow_unicode=True, sort_keys=False).strip()
        for item in found.values()
    ]
    head = "# Written by `python -m tests.corpus.mutations FACTS`: questions with one slot changed, and their keys.\n"
    WRITTEN.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
