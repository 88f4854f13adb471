"""Files made to eat memory or time are refused, with a line that says why, before they can."""

import time
from pathlib import Path

import pytest

from bot.facts.load import Invalid, load
from bot.facts.yaml_lines import DEEPEST, LARGEST, parse

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMBS = {
    "a billion laughs": (LAUGHS, "anchor or alias"),
    "an alias of itself": ("a: &a [*a]", "anchor or alias"),
    "a merge": ("a: &a {x: 1}\nb: {<<: *a}", "anchor or alias"),
    "Python in a tag": ("a: !!python/object/apply:os.system ['true']", "tag"),
    "brackets without end": ("[" * 100_000, f"more than {DEEPEST} levels"),
    "maps in maps": ("{a: " * 100_000, f"more than {DEEPEST} levels"),
    "a file of 10 MB": ("a: " + "x" * 10_000_000, f"more than {LARGEST:,}"),
    "a list of 10 MB": ("- x\n" * 2_500_000, f"more than {LARGEST:,}"),
}


@pytest.mark.parametrize(("content", "words"), BOMBS.values(), ids=BOMBS)
def test_is_refused_at_once(content: str, words: str) -> None:
    begun = time.process_time()
    node, problems = parse(content.encode(), "bomb.yaml")

    assert node is None
    assert words in str(problems[0])
    assert time.process_time() - begun < 1, "it is refused, but not at once"


def test_in_the_folder_it_is_a_problem_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "bomb.yaml").write_text(LAUGHS, encoding="utf-8")

    with pytest.raises(Invalid) as refused:
        load(tmp_path)
    assert any("bomb.yaml" in str(problem) for problem in refused.value.problems)
