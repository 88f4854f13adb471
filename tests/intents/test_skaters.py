"""Questions about people: what is said of one skater, of several, of all, and what is asked back."""

from datetime import date

import pytest

from bot.desk import Desk
from bot.intents.people import skaters
from bot.intents.people.biography import years_between
from tests.asking import ask


@pytest.mark.parametrize("example", skaters.EXAMPLES)
def test_examples_are_answered_here(desk: Desk, example: str) -> None:
    reply = ask(desk, example)
    assert (reply.intent, reply.status) == ("skaters", "answered"), reply.text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("how many medals has Ireen Wüst won", "three medals"),
        ("how many golds does Sven Kramer have", "one gold"),
        ("which medal did Brittany Bowe win in 2018", "bronze"),
        ("what has sverre lunde pedersen won", "gold at Beijing 2022 and gold at PyeongChang 2018"),
        ("이승훈 medals", "silver at PyeongChang 2018 and silver at Sochi 2014"),
        ("did shani davis ever win a team pursuit medal", "No: Shani Davis has won no medal"),
        ("so kramer won gold in vancouver", "No: Sven Kramer won bronze"),
        ("did pechstein win gold in 2006 and 2010", "No: Claudia Pechstein won gold at Turin 2006 alone"),
        ("pedersen got gold in 2018 AND 2022 yes?", "Yes: Sverre Lunde Pedersen won"),
        ("is it true that kramer never won gold", "No: Sven Kramer won gold at Sochi 2014"),
        ("does weidemann have three golds", "No: Isabelle Weidemann has won two gold medals"),
        ("did jorrit bergsma get a medal in 2014", "did not race"),
        ("kramer vs wüst, who has more medals", "Sven Kramer has more: four medals"),
        ("what was kramer's best place", "1st, at Sochi 2014"),
        ("how did Miho Takagi do in 2014", "was in no squad held at Sochi 2014"),
        ("at how many Games was Håvard Bøkko", "four Games"),
    ],
)
def test_what_was_won(desk: Desk, question: str, says: str) -> None:
    reply = ask(desk, question)
    assert says in reply.answer, reply.text
    assert reply.intent == "skaters"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("birthday of sven kramer", "23 April 1986"),
        ("maki tabata age in sochi", "Maki Tabata was 39 at Sochi 2014"),
        ("how old was miho takagi at her first games", "15 at Vancouver 2010, without skating"),
        ("how old was Kramer when he won gold", "27 at Sochi 2014"),
        ("where was patrick roest born", "Lekkerkerk"),
        ("who is miho takagi's sister", "Nana Takagi is the elder sister"),
        ("who are hana noake's parents", "Hiroyuki"),
        ("Noh Seon-yeong's brother", "Noh Jin-kyu"),
        ("golubeva skated for which countries", "ROC (2022) and Kazakhstan (2026)"),
        ("is carlijn schoutens dutch", "No: Carlijn Schoutens has skated for the United States"),
        ("is heather richardson the same person as heather bergsma", "Yes"),
        ("are nana and miho takagi the same person", "No"),
        ("miho takagi's name in japanese", "高木美帆"),
        ("when did nana takagi retire", "2022"),
        ("miho is the older one isnt she", "No: Nana Takagi is the older"),
    ],
)
def test_who_somebody_is(desk: Desk, question: str, says: str) -> None:
    assert says in ask(desk, question).answer


def test_a_date_not_held_states_no_age(desk: Desk) -> None:
    reply = ask(desk, "how old is lotte van beek")
    assert reply.status == "unknown"
    assert not any(c.isdigit() for c in reply.answer)


@pytest.mark.parametrize("name", ["lorello", "mcdermott-mostowy", "béatrice lamarche"])
def test_an_unconfirmed_medal_is_neither_given_nor_denied(desk: Desk, name: str) -> None:
    reply = ask(desk, f"did {name} win a medal")
    assert reply.status == "unknown", reply.text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("did Ethan Cepuran skate the bronze race in Beijing", "No: Casey Dawson, Emery Lehman and Joey Mantia"),
        ("was greta myers in the bronze race in milan", "Yes"),
        ("did miho takagi skate in vancouver", "No"),
        ("was jorrit bergsma a reserve in 2014", "Yes"),
        ("did weidemann beat sato in the 2022 final", "Yes"),
        ("who beat kramer in the 2018 semifinal", "lost to Norway"),
        ("who did wüst race in the 2014 final", "Poland"),
        ("what time did Weidemann skate in the 2022 final", "2:53.44"),
    ],
)
def test_races_of_a_skater(desk: Desk, question: str, says: str) -> None:
    assert says in ask(desk, question).answer


def test_whether_somebody_raced_is_open_where_the_line_up_is(desk: Desk) -> None:
    reply = ask(desk, "did Kongshaug skate the quarterfinal in 2026")
    assert reply.status == "unknown", reply.text


# ---- who is meant


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("when was Takagi born", {"Miho Takagi", "Nana Takagi"}),
        ("did Kim win a medal", {"Kim Bo-reum", "Kim Cheol-min", "Kim Min-seok"}),
        ("what did kim do in 2018", {"Kim Bo-reum", "Kim Min-seok"}),
        ("what was park's best place", {"Park Do-yeong", "Park Ji-woo", "Park Seong-hyeon"}),
        ("when was 高木 born", {"Miho Takagi", "Nana Takagi"}),
    ],
)
def test_several_fit(desk: Desk, question: str, names: set[str]) -> None:
    reply = ask(desk, question)
    assert (reply.status, set(reply.choices)) == ("choices", names)
    at = [reply.text.index(name) for name in reply.choices]
    assert at == sorted(at), "choices come in the order of the text"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("where did Takagi finish in 2014", "Nana Takagi"),
        ("how many medals does the woman Beckert have", "Stephanie Beckert"),
        ("did Kim skate the mens final in 2018", "Kim Min-seok"),
        ("beckert medal in vancouver", "Stephanie Beckert"),
        ("Bøkko in 2018", "Håvard Bøkko"),
        ("which Takagi is older", "Nana Takagi"),
        ("which Henriksen has a medal", "Sindre Henriksen"),
        ("which Lee won two silvers", "Lee Seung-hoon"),
        ("who won gold in 2014, kramer or bergsma", "Sven Kramer"),
    ],
)
def test_what_was_said_leaves_one(desk: Desk, question: str, name: str) -> None:
    reply = ask(desk, question)
    assert reply.status == "answered", reply.text
    assert name in reply.answer


def test_brothers_and_sisters_are_meant_together(desk: Desk) -> None:
    assert ask(desk, "are the henriksen guys brothers?").answer.startswith("Yes")
    both = ask(desk, "when were the takagi sisters born").answer
    assert "1992" in both
    assert "1994" in both


def test_a_surname_said_once_stands_for_both(desk: Desk) -> None:
    reply = ask(desk, "are patrick and stephanie beckert related")
    assert reply.status == "unknown", "nothing held says so, and nothing held denies it"


def test_after_a_choice_a_given_name_keeps_to_the_family(desk: Desk) -> None:
    assert "2 February 1987" in ask(desk, "bøkko birthday", "Hege", "and håvard").answer


# ---- over all skaters


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("youngest gold medallist", ["Peder Kongshaug"]),
        ("youngest medallist ever", ["Chung Jae-won"]),
        ("who is the oldest medallist", ["Joey Mantia"]),
        ("oldest skater who ever raced", ["Claudia Pechstein", "45"]),
        ("youngest person ever named in a squad", ["Miho Takagi", "15"]),
        ("three youngest medallists", ["Chung Jae-won", "Kim Min-seok", "Brian Hansen"]),
        ("is pechstein the oldest medallist", ["No", "Joey Mantia"]),
        ("which skater has the most medals", ["Sven Kramer", "four"]),
        ("most golds by a man", ["Sverre Lunde Pedersen"]),
        ("who has raced at the most olympics", ["Sven Kramer", "Ireen Wüst", "five"]),
        ("only skater with four medals", ["Sven Kramer"]),
        ("has anyone won three golds", ["No"]),
        ("who was the first skater to win two golds", ["Anni Friesinger", "Daniela Anschütz-Thoms", "Vancouver 2010"]),
        ("which skaters have skated at five games", ["Sven Kramer", "Ireen Wüst"]),
        ("which germans won gold twice", ["Anni Friesinger", "Daniela Anschütz-Thoms"]),
        ("who has skated for two countries", ["Yelizaveta Golubeva"]),
        ("which siblings skated the team pursuit", ["Sindre Henriksen", "Nana Takagi"]),
        ("how many dutch women raced in 2014", ["Four"]),
    ],
)
def test_over_all_skaters(desk: Desk, question: str, names: list[str]) -> None:
    reply = ask(desk, question)
    assert reply.intent == "skaters"
    assert [n for n in names if n not in reply.answer] == [], reply.text


def test_missing_birth_dates_are_owned_up_to(desk: Desk) -> None:
    assert "birth date" in ask(desk, "youngest medallist in 2018").text
    assert "birth date" not in ask(desk, "youngest Canadian champion in 2022").text


def test_every_tie_is_named(desk: Desk) -> None:
    answer = ask(desk, "women with the most medals").answer
    assert all(name in answer for name in ("Wüst", "de Jong", "Miho Takagi", "Sato"))


# ---- what is not ours


@pytest.mark.parametrize(
    "question",
    [
        "who coaches kramer",
        "is lee seung-hoon married",
        "did lee seung-hoon dope",
        "which skates does weidemann use",
        "how many overall olympic medals does wust have",
        "how tall is kramer",
        "medals of sven takagi",
    ],
)
def test_what_is_not_held_is_refused(desk: Desk, question: str) -> None:
    reply = ask(desk, question)
    assert reply.status in ("unknown", "out_of_scope"), reply.text


def test_follow_ups(desk: Desk) -> None:
    assert "Nana Takagi has won two medals" in ask(desk, "how many medals does miho takagi have", "and nana?").answer
    assert "Blokhuijsen" in ask(desk, "did kramer win gold in 2014", "with whom").answer
    assert "2 July 1992" in ask(desk, "Takagi", "the older one", "when was she born").answer


def test_years_between_counts_the_birthday() -> None:
    born = date(2000, 2, 15)
    assert years_between(born, date(2022, 2, 14)) == 21
    assert years_between(born, date(2022, 2, 15)) == 22
