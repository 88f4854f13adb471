"""Another event is data alone: a file beside the shipped ones, and it is asked for like any other."""

import shutil
from pathlib import Path

import pytest

from bot.desk import Conversation, Desk
from bot.facts import check

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def with_fixture(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path / "knowledge"
    shutil.copytree("knowledge", folder)
    shutil.copytree(FIXTURES / request.param, folder / "added")
    return folder


@pytest.mark.parametrize("with_fixture", ["fifteen_hundred"], indirect=True)
def test_a_1500_m_is_answered(with_fixture: Path) -> None:
    assert check.report(with_fixture).ok, check.report(with_fixture).lines
    desk = Desk(with_fixture)

    def answer(question: str) -> str:
        return desk.ask(question, Conversation()).answer

    assert answer("who won the women's 1500 m") == "Astrid Nordlys (Norway) won the women's 1500 m at Milan 2026."
    assert "Femke Voorbeeld" in answer("silver in the 1500 m?")
    assert "1:53.10" in answer("winning time of the women's 1500 m")
    assert "Canada" in answer("who won women's team pursuit")


@pytest.mark.parametrize("with_fixture", ["fifteen_hundred"], indirect=True)
def test_what_is_held_is_no_longer_refused(with_fixture: Path) -> None:
    question = "who won the women's 1500 m"
    assert Desk(Path("knowledge")).ask(question, Conversation()).status == "out_of_scope"
    assert Desk(with_fixture).ask(question, Conversation()).status == "answered"
    assert Desk(with_fixture).ask("who won the women's 5000 m", Conversation()).status == "out_of_scope"


@pytest.mark.parametrize("with_fixture", ["ice_marathon"], indirect=True)
def test_an_event_a_place_and_words_never_seen(with_fixture: Path) -> None:
    assert check.report(with_fixture).ok, check.report(with_fixture).lines
    desk = Desk(with_fixture)
    reply = desk.ask("so who glided home first in the men's ice marathon in klaksvik?", Conversation())
    assert reply.answer == "Jógvan Dømi (Faroe Islands) won the men's ice marathon at Klaksvík 2023."
    assert "29:10.05" in desk.ask("what was the winning time in the ice marathon", Conversation()).answer
    assert "2026" in desk.ask("who won women's team pursuit", Conversation()).answer
