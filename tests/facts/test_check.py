"""Each thing the checks find, from a copy of the sound folder with one line of it spoilt."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from bot.facts import check
from bot.facts.checks import CHECKS, Check, names
from bot.facts.load import read
from bot.facts.models import Knowledge
from bot.facts.where import Fault

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "knowledge"


class Broken(NamedTuple):
    name: str
    file: str
    old: str
    new: str
    problems: list[str]


BROKEN = [
    Broken(**case) for case in yaml.load((HERE / "fixtures" / "broken.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
]


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1, f"the fixture no longer has {old!r} once"
    (folder / file).write_text(text.replace(old, new), "utf-8")


def problems(folder: Path) -> list[str]:
    return [str(problem).replace(str(folder), "FOLDER") for problem in read(folder)[1]]


def test_the_shipped_data_is_sound() -> None:
    report = check.report(SHIPPED)
    assert report.ok, "\n".join(report.lines)


def test_the_fixture_is_sound(folder: Path) -> None:
    report = check.report(folder)
    assert report.ok, "\n".join(report.lines)
    counts = "1 Games, 2 events, 5 races, 11 results, 14 skaters, 4 nations, 3 records, 2 medal tables, 1 moment"
    assert report.lines == (f"{counts}, 1 rule, 2 sources: no problem found",)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_broken(broken: Broken, folder: Path) -> None:
    spoil(folder, broken.file, broken.old, broken.new)
    assert problems(folder) == broken.problems


def test_every_check_has_a_broken_fixture(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = {each.__name__ for each in CHECKS}

    def watched(each: Check) -> Check:
        def run(knowledge: Knowledge) -> Iterator[Fault]:
            for fault in each(knowledge):
                silent.discard(each.__name__)
                yield fault

        return run

    monkeypatch.setattr("bot.facts.checks.CHECKS", [watched(each) for each in CHECKS])
    for broken in BROKEN:
        original = (folder / broken.file).read_bytes()
        spoil(folder, broken.file, broken.old, broken.new)
        read(folder)
        (folder / broken.file).write_bytes(original)
    assert not silent


def test_all_problems_come_in_one_pass(folder: Path) -> None:
    """A file that cannot be read and an item that is not sound hide nothing elsewhere, and bring no followers."""
    spoil(folder, "base.yaml", "title: A report", "title: @report")
    spoil(folder, "games/2022-oslo.yaml", "gap: 11.03", "gap: 11.30")
    spoil(folder, "games/2022-oslo.yaml", "{rank: 2, nation: NED, medal: silver}", "{rank: 2, nation: NED}")
    spoil(folder, "more.yaml", "rank: 2, nation: KOR", "rank: two, nation: KOR")
    spoil(folder, "more.yaml", "id: three,", "id: three, ask: [x],")
    found = problems(folder)
    assert [line.rpartition(";")[0] for line in found] == [
        "base.yaml:4: this is not YAML: '- {id: paper, publisher: The Paper, title: @report, url: \"ht'",
        "games/2022-oslo.yaml:41: the gap 11.30 is not the difference of 3:04.47 and 2:53.44",
        "games/2022-oslo.yaml:52: NED is placed 2 and has no medal",
        "more.yaml:14: `rank: two` is not a whole number",
        "more.yaml:40: the key `ask` is not known here",
    ]
    report = check.report(folder)
    assert not report.ok
    assert report.lines[-1] == "5 problems in 3 files"
    assert len(report.lines) == 6


def test_a_final_without_ranks_still_decides(folder: Path) -> None:
    spoil(folder, "games/2022-oslo.yaml", "status: disqualified, rank: 2", "status: disqualified")
    assert problems(folder) == []
    spoil(folder, "base.yaml", "decides: [3, 4]", "decides: [5, 6]")
    assert [line.partition(": ")[2].partition(",")[0] for line in problems(folder)] == [
        "KOR has rank 1 in the round `final-b`",
        "ROC has no rank in the round `final-b`",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("base.yaml", "aliases: [Holland]", "aliases: [Holland, Big Race]"),  # declared ambiguous in the fixture
        ("base.yaml", "aliases: [Korea], see_also: [ROC]", "aliases: [Norge], see_also: [NOR]"),  # kept apart, see NOR
        ("more.yaml", "name: curling", "name: team pursuit"),  # a held event overrides what is elsewhere
    ],
)
def test_names_that_may_be_shared(file: str, old: str, new: str, folder: Path) -> None:
    spoil(folder, "games/2022-oslo.yaml", "aliases: [Kristiania]", "aliases: [Kristiania, The Big  Race]")
    spoil(folder, file, old, new)
    assert problems(folder) == []


def test_a_surname_may_be_shared(folder: Path) -> None:
    spoil(folder, "base.yaml", "born: 1995-05-04,", "born: 1995-05-04, aliases: [Berg],")
    spoil(folder, "base.yaml", "born: 1997-06-05,", "born: 1997-06-05, aliases: [berg],")
    assert problems(folder) == []


def test_ranks_may_be_those_of_each_race(folder: Path) -> None:
    """Then a better time in another race has no say."""
    spoil(folder, "games/2022-oslo.yaml", "gap: 4.10, rank: 4", "gap: 4.10, rank: 2")
    spoil(folder, "games/2022-oslo.yaml", "gap: 0.80, rank: 3", "gap: 0.80, rank: 2")
    assert problems(folder) != []
    spoil(folder, "games/2022-oslo.yaml", "time: 2:55.20, rank: 2", "time: 2:55.20, rank: 1")
    assert problems(folder) == []


def test_folding_of_names() -> None:
    assert names.folded("The  Länder-Cup") == "lander cup"
    assert names.folded("The") == "the"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("gap: 0.80, rank: 3", "gap: 0.80"),  # a rank that is not known
        ("gap: 4.10, rank: 4", "rank: 4"),  # a gap that is not known
        ("{rank: 4, nation: ROC}", "{rank: 3, rank_to: 4, nation: ROC}"),  # an order that was not found
        ("opened: 2022-02-04", ""),  # a day that is not known
        ("time: 2:56.00, gap: 0.80, rank: 3", "time: 2:55.20, rank: 2"),  # a tie
        ("{rank: 3, nation: NOR, medal: bronze", "{rank: 2, nation: NOR, medal: silver"),  # and one for silver
    ],
)
def test_what_may_be_so(old: str, new: str, folder: Path) -> None:
    spoil(folder, "games/2022-oslo.yaml", old, new)
    assert problems(folder) == []
