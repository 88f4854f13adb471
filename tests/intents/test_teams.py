"""Line-ups, squads, reserves and changes between rounds."""

import pytest

from bot.desk import Desk
from bot.intents.teams import teams
from tests.asking import ask


@pytest.mark.parametrize("example", teams.EXAMPLES)
def test_examples_are_answered_here(desk: Desk, example: str) -> None:
    reply = ask(desk, example)
    assert (reply.intent, reply.status) == ("teams", "answered"), reply.text


@pytest.mark.parametrize(
    ("question", "there", "not_there"),
    [
        ("who skated for cnaada in the 2022 final", ["Blondin", "Maltais", "Weidemann"], []),
        ("which three italians skated the final in milan", ["Ghiotto", "Giovannini", "Malfatti"], ["Lorello"]),
        ("germany's trio in the 2010 final?", ["Anschütz-Thoms", "Beckert", "Mattscherodt"], ["Friesinger"]),
        ("by whom was japan represented in the bronze race in milan", ["Noake", "Sato", "Miho"], ["Horikawa"]),
        ("who skated the semi for ROC men", ["Aldoshkin", "Trofimov", "Zakharov"], []),
        ("canadas women in the 2026 final, names", ["Blondin", "Maltais", "Weidemann"], ["Lamarche"]),
        ("who did china use in the semifinal of 2026", ["Ning Zhongyan", "Liu Hanbin", "Wu Yu"], ["Li Wenhao"]),
        ("who skated in the mens final 2010", ["Giroux", "Kuck"], ["Marsicano"]),
    ],
)
def test_a_line_up_is_exactly_the_three(desk: Desk, question: str, there: list[str], not_there: list[str]) -> None:
    reply = ask(desk, question)
    assert [n for n in there if n not in reply.answer] == [], reply.text
    assert [n for n in not_there if n in reply.answer] == [], reply.text


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("full squad netherlands women 2022", ["Groenewoud", "Schouten", "Wüst", "de Jong"]),
        ("who was in the japanese team that won in pyeongchang", ["Sato", "Miho", "Nana", "Kikuchi"]),
        ("list everyone in canadas womens squad in 2006", ["Groves", "Hughes", "Nesbitt", "Klassen", "Rempel"]),
        ("who was on the dutch men's team in 2014", ["Blokhuijsen", "Kramer", "Verweij", "Bergsma did not race"]),
        ("polish mens bronze lineup", ["Bródka", "Niedźwiedzki", "Szymański"]),
        ("who won gold for norway in 2018", ["Bøkko", "Nilsen", "Pedersen", "Henriksen"]),
        ("who were in the winning team in turin, men", ["Anesi", "Fabris", "Sanfratello", "Donagrandi"]),
        ("which skaters did belgium field in 2026", ["Tas", "van Elst", "Vanhoutte"]),
    ],
)
def test_a_squad_is_everybody(desk: Desk, question: str, names: list[str]) -> None:
    reply = ask(desk, question)
    assert [n for n in names if n not in reply.answer] == [], reply.text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("who replaced friesinger in the 2010 final", "Katrin Mattscherodt replaced Anni Friesinger"),
        ("who did mattscherodt replace", "Katrin Mattscherodt replaced Anni Friesinger"),
        ("who did china use in the semifinal instead of li wenhao in 2026", "Ning Zhongyan"),
        ("who was the reserve for the dutch men in sochi", "Jorrit Bergsma"),
        ("who skated only the semis for japan's women in 2018", "Ayaka Kikuchi"),
        ("which norwegian skated just the quarterfinal in 2018", "Sindre Henriksen"),
        ("who was left out of the 2018 final by japan", "Ayaka Kikuchi"),
        ("who skated all rounds for canada in 2026", "Ivanie Blondin, Valérie Maltais and Isabelle Weidemann"),
        ("did japan change the line-up for the 2018 final", "Ayano Sato came in for Ayaka Kikuchi in the final"),
        ("was the norwegian line-up the same in every round in 2022", "Yes"),
        ("same three canadian ladies in 22 and 26, is that so", "Yes"),
        ("who won gold with pedersen in 2018", "Håvard Bøkko"),
        ("who skated with kramer in the 2018 final", "did not skate the final"),
        ("how many skaters did italy use in 2026", "hree"),
    ],
)
def test_changes(desk: Desk, question: str, says: str) -> None:
    assert says in ask(desk, question).answer


@pytest.mark.parametrize(
    "question",
    [
        "who skated for china women in the quarterfinals milan",
        "canada women semi 2018 who raced",
        "lineup of norway's women in the quarters in beijing?",
        "norway's team in the 2026 quarterfinal",
    ],
)
def test_a_line_up_not_held_is_named_and_not_made_up(desk: Desk, question: str) -> None:
    reply = ask(desk, question)
    assert reply.status == "unknown"
    assert "line-up" in reply.answer
    assert "is not held" in reply.answer


def test_a_round_not_reached_is_corrected(desk: Desk) -> None:
    reply = ask(desk, "who skated the semifinal for norway women 2022")
    assert reply.status == "answered"
    assert "did not skate" in reply.answer
    assert "race for fifth place" in reply.answer


@pytest.mark.parametrize("question", ["who did Belarus race for seventh place", "belarus raced who for seventh"])
def test_whom_a_team_raced_is_not_who_skated(desk: Desk, question: str) -> None:
    assert ask(desk, question).intent != "teams"


def test_follow_ups(desk: Desk) -> None:
    assert "Ethan Cepuran" in ask(desk, "us men bronze race 2022 who skated", "semifinal?").answer
    assert "Bergsma" in ask(desk, "dutch women's squad 2014", "and the men's?").answer
    assert "Weidemann" in ask(desk, "who won the women's team pursuit in 2022", "who was on the team").answer
