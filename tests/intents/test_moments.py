"""What happened: every statement of the founding reports, other moments, falls and the like, and what is not told."""

import re
import unicodedata

import pytest

from bot.desk import Conversation, Desk
from bot.intents.moments import moments
from bot.intents.moments.moment_index import index_of, stem

# question, what the answer must hold (one of those parted by |), what it must not
REPORTS = [
    ("who led canada's comeback", "Weidemann", "Blondin"),
    ("who led the canadian fightback in 2022", "Weidemann", ""),
    ("from where did weidemann lead the comeback", "front", ""),
    ("from which position did Isabelle Weidemann lead canadas fightback", "front", ""),
    ("who was at the front for canada during the comeback", "Weidemann", ""),
    ("how big was Japan's early lead", "0.93", "11.03"),
    ("by how much did japan lead early on in the 2022 womens final", "0.93", "11.03"),
    ("what was japan's lead at the start of the final in beijing", "0.93", "11.03"),
    ("how far ahead was japan early in the race in the beijing final", "0.93", "11.03"),
    ("who was leading early in the 2022 women's final", "Japan", ""),
    ("which team was in control from the start of the 2022 womens final", "Japan", ""),
    ("what record was japan on course to beat in the final", "Olympic record", ""),
    ("where in the train was Nana when she fell", "back|last|rear", ""),
    ("which position in the train did nana takagi skate in when she fell", "last|back", ""),
    ("on which bend did Nana Takagi fall", "final bend|last bend", ""),
    ("what corner did takagi crash on", "final|last", ""),
    ("on which turn did the japanese skater fall in 2022", "final|last", ""),
    ("why did Nana Takagi fall", "balance", ""),
    ("what caused nana's fall", "balance", ""),
    ("how come takagi crashed in the final", "balance", ""),
    ("whose arms did Nana fall into", "Miho", "Sato"),
    ("into whose arms did nana takagi collapse", "Miho", "Sato"),
    ("who comforted Nana Takagi", "Miho", ""),
    ("who consoled nana after the race", "Miho", ""),
    ("who hugged nana takagi", "Miho", ""),
    ("which team mate besides miho consoled nana", "Sato", ""),
    ("what did Nana Takagi say", "over|recovered", ""),
    ("what did nana tell reporters", "over|recovered", ""),
    ("nana takagi quote after the fall", "over|recovered", ""),
    ("how did nana talk to the reporters", "interpreter", ""),
    ("what did Miho Takagi say after the race", "near|close", ""),
    ("what did her sister miho say about it", "near|close", ""),
    ("what did miho find frustrating", "turned|change|changed|undone", ""),
    ("what did Pedersen say after the final", "special", ""),
    ("what did sverre lunde pedersen say about the title", "special", ""),
    ("what did pedersen say about his family", "family", ""),
    ("who kept pedersen going during the summer", "family", ""),
    ("when did pedersen start training again", "August", ""),
    ("how far behind was japan at the finish after the fall", "11.03", "0.93"),
    ("how much did japan lose by after nana fell", "11.03", ""),
    ("did nana takagi get up and finish", "Yes", ""),
    ("did nana cross the finish line", "Yes", ""),
    ("what time did japan get after the fall", "3:04.47", ""),
    ("how easily did japan win its semifinal in 2022", "6.99", ""),
    ("by how much did japan beat the ROC in the 2022 semifinal", "6.99", ""),
    ("who did japan beat by nearly seven seconds", "Russian Olympic Committee|ROC", ""),
    ("by how much did the netherlands beat the ROC for bronze in 2022", "1.79", ""),
    ("why were the dutch women disappointed in 2022", "Canada", ""),
    ("did the dutch women celebrate their bronze in beijing", "No", ""),
    ("were the dutch women disappointed with bronze in 2022", "Yes", ""),
    ("who beat the dutch women in the semifinal in beijing", "Canada", ""),
    ("by how much did norway beat ROC in the 2022 final", "2.38", ""),
    ("did norway lead from start to finish in 2022", "Yes", ""),
    ("how did norway win the 2022 men's final", "front|start to finish", ""),
    ("who led the men's final in 2022", "Norway", ""),
    ("who did ROC shock in the semifinals", "United States", ""),
    ("which team did the russians stun in the 2022 semi", "United States", ""),
    ("in which round did ROC set the olympic record 3:36.62", "semifinal", ""),
    ("who set the record of 3:36.62", "Aldoshkin", ""),
    ("when did ROC skate 3:36.62", "semifinal", ""),
    ("why did ROC lose the 2022 final", "peaked|soon", ""),
    ("by how much did the US beat the netherlands for bronze in 2022", "2.81", ""),
    ("which medal did Kramer miss in 2022", "tenth|10th", ""),
    ("who denied kramer his tenth medal", "United States", ""),
    ("why did Kramer not get a tenth medal", "lost|bronze", ""),
    ("did kramer win a tenth olympic medal in beijing", "No", ""),
    ("was beijing kramer's last olympics", "likely", ""),
    ("was the 2022 men's bronze the second speed skating medal for the US", "Yes", ""),
    ("did the USA leave beijing empty handed", "No", ""),
    ("what did the commentator say", "tears", ""),
    ("what was the shout from the commentary box", "tears", ""),
    ("what did the commentators shout when nana fell", "tears", ""),
    ("who was the only returning norwegian in 2022", "Pedersen", "Kongshaug"),
    ("which norwegian was in both winning teams", "Pedersen", "Kongshaug"),
    ("how did pedersen break his hand", "cycling", ""),
    ("when did pedersen break his hand", "May", "August"),
    ("what did pedersen break", "hand", ""),
    ("what did pedersen miss because of his broken hand", "World Cup", ""),
    ("which norwegian broke his hand", "Pedersen", ""),
    ("what did Takagi hit when she fell", "wall", ""),
    ("who crashed into the wall", "Nana", ""),
    ("who was in tears after the 2022 final", "Nana", ""),
    ("why was nana crying", "fall", ""),
    ("how did fans react to takagi's fall", "heartbr|heartbroken|social media", ""),
    ("where did fans express their heartbreak", "social media", ""),
    ("what happened in the last bend of the 2022 women's final", "Nana", ""),
    ("did norway's skaters stay upright", "Yes", ""),
    ("who did norway beat in the 2022 semifinal", "Netherlands", ""),
    ("did japan feel the pressure", "pressure", ""),
    ("why did japan speed up", "Canada", ""),
    ("which takagi fell", "Nana", "Miho"),
    ("did Miho fall in 2022", "No", ""),
    ("was it the last bend", "Yes", ""),
    ("was japan ahead when nana fell", "Yes", ""),
    ("was canada ahead when nana fell", "No", ""),
    ("did nana fall on the first bend", "No", ""),
    ("was nana skating at the front when she fell", "No", ""),
    ("did weidemann lead the comeback", "Yes", ""),
    ("did blondin lead canada's comeback", "No", ""),
    ("did kongshaug break his hand", "No", ""),
    ("did nana fall in the semifinal", "No", ""),
    ("did nana fall into miho's arms", "Yes", ""),
    ("did nana fall into sato's arms", "No", ""),
]
OTHERS = [
    ("who fell", "Ilyashenko", "Takagi"),
    ("who fell in 2006", "Kramer", ""),
    ("who fell in the women's event in 2006", "Otsu", "Kramer"),
    ("who fell in the bronze race in 2006", "Otsu", ""),
    ("who fell in 2010", "Friesinger", ""),
    ("who fell in 2022", "Nana", ""),
    ("list all falls", "Friesinger", ""),
    ("has anybody ever fallen in a final", "Yes", ""),
    ("how many falls have there been", "six|six falls", ""),
    ("how many falls were there in 2022", "one", ""),
    ("which team fell in 2022", "Japan", "Canada"),
    ("which teams did not finish", "Kazakhstan", ""),
    ("has any team ever been disqualified", "Yes", ""),
    ("which team was disqualified", "Italy", ""),
    ("has norway ever been disqualified", "No", ""),
    ("was italy disqualified in 2018", "Yes", ""),
    ("which teams were overtaken", "Norway", ""),
    ("who was overtaken in 2006", "Norway", ""),
    ("did anyone fall in 2014", "No", ""),
    ("did anyone fall in milan", "Yes", ""),
    ("did kramer fall in 2006", "Yes", ""),
    ("did kramer fall in 2010", "No", ""),
    ("did Japan fall in 2022", "Yes", ""),
    ("did canada fall in 2022", "No", ""),
    ("did Anni Friesinger fall in 2010", "Yes", ""),
    ("how did friesinger reach the line", "swimming", ""),
    ("who slid over the line on her belly", "Friesinger", ""),
    ("did germany still win after friesinger fell", "Yes", ""),
    ("who did kramer take down in 2006", "not held|team-mate", ""),
    ("what did kramer's fall cost the dutch", "final", ""),
    ("who profited from kramer's fall", "Italy", ""),
    ("why did the dutch lose in 2010", "confusion", ""),
    ("who beat the dutch men in the 2010 semifinal", "United States", ""),
    ("who were the teenagers in the us team in 2010", "Hansen", ""),
    ("why did canada's women lose the quarterfinal in 2010", "safely", ""),
    ("who left noh behind", "Kim Bo-reum", ""),
    ("who was abandoned by her team mates in pyeongchang", "Noh", ""),
    ("what was the scandal in pyeongchang 2018 about", "Noh", ""),
    ("how many signatures did the petition have", "half a million", ""),
    ("whose skate broke in 2018", "Blokhuijsen", ""),
    ("why did the dutch lose the semi in 2018", "Blokhuijsen", ""),
    ("who strayed into the warm up lane", "Bugari", ""),
    ("whose achilles tendon was cut", "Tumolero", ""),
    ("who pushed verweij", "Kramer", ""),
    ("who replaced verweij", "Roest", ""),
    ("why did the US rest bowe", "strength", ""),
    ("who criticised poland's tactics in 2014", "Morrison", ""),
    ("why did poland ease off in sochi", "strength", ""),
    ("did poland's tactic work", "Yes", ""),
    ("who withdrew from the dutch team in sochi", "Bergsma", ""),
    ("when did bergsma withdraw", "before the final|shortly before", ""),
    ("why was norway out in milan", "sixth", ""),
    ("who was missing from the norwegian team in milan", "Eitrem", ""),
    ("which skates touched in milan", "Beune", ""),
    ("did beune fall", "No", ""),
    ("why was final d not skated in milan", "Kazakhstan", ""),
    ("when did schlörb slip", "start", ""),
    ("who lost his balance in milan", "Arito", ""),
    ("what is the new technique", "push", ""),
    ("who invented the pushing technique", "United States", ""),
    ("how many years after its first home win did italy win again", "twenty", ""),
    ("who skipped the team pursuit in turin", "Davis", ""),
    ("who led the 2010 final before germany came back", "Japan", ""),
    ("who led most of the semifinal between new zealand and korea", "New Zealand", ""),
    ("why did new zealand finish fourth in 2018", "no fourth", ""),
    ("when was russias sixth place restored", "2018", ""),
    ("what happened to noh", "left behind", ""),
    ("what happened in the women's quarterfinal in milan", "Ilyashenko", ""),
    ("who cried", "Nana", ""),
]
# Nothing that is held answers these: no result may be given.
SILENT = [
    "what did miho eat after the race",
    "what did kramer say after his fall",
    "who coached japan when nana fell",
    "what song was playing when nana fell",
    "how fast was nana going when she fell",
    "what brand of skates broke in 2018",
    "why did norway win in 2018",
    "why did japan win gold in 2018",
    "who fell in the women's mass start in 2022",
    "what did Weidemann say after the win",
    "whose idea was it to rest bowe",
    "did nana break her leg",
    "who paid for the petition",
    "who led the 2018 final at the halfway mark",
    "what did the king say to kramer",
    "who fell in love in 2022",
    "why is the sky blue",
    "my brother fell off his bike yesterday",
    "who fell asleep",
    "i broke my hand lol",
    "what did the coach say",
    "what did trump say",
    "what did you say",
    "why?",
    "who said so",
    "why did you say that",
    "what happened to my pizza",
    "who leads",
]


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("ø", "o")


def holds(text: str, wanted: str) -> bool:
    return any(re.search(rf"(?<![\w.:]){re.escape(plain(one))}(?!\w)", plain(text)) for one in wanted.split("|"))


@pytest.mark.parametrize(("question", "has", "lacks"), REPORTS + OTHERS)
def test_told(desk: Desk, question: str, has: str, lacks: str) -> None:
    reply = desk.ask(question, Conversation())
    assert reply.status == "answered", reply.text
    assert holds(reply.answer, has), reply.answer
    assert not lacks or not holds(reply.answer, lacks), reply.answer


@pytest.mark.parametrize("question", SILENT)
def test_not_told(desk: Desk, question: str) -> None:
    reply = desk.ask(question, Conversation())
    assert reply.status != "answered", reply.text


@pytest.mark.parametrize("question", moments.EXAMPLES)
def test_examples_are_answered_from_moments(desk: Desk, question: str) -> None:
    reply = desk.ask(question, Conversation())
    assert (reply.intent, reply.status) == ("moments", "answered")
    assert reply.sources


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("did sato hug nana", "No"),
        ("did miho hug nana", "Yes"),
        ("did kramer push verweij", "Yes"),
        ("was sato last in the train", "No"),
        ("did nana fall on the straight", "No"),
        ("was the early lead 0.93 seconds", "Yes"),
        ("was the early lead 1.5 seconds", "No"),
        ("did japan lead by more than a second", "No"),
        ("was noh left behind in the final", "No"),
        ("did both takagi sisters fall", "No"),
        ("did half a million people sign the petition", "Yes"),
        ("has norway ever been disqualified", "No"),
    ],
)
def test_yes_or_no_with_the_true_fact(desk: Desk, question: str, word: str) -> None:
    reply = desk.ask(question, Conversation())
    assert reply.answer.startswith(f"{word}: "), reply.answer


@pytest.mark.parametrize("question", ["did verweij push kramer", "was the petition signed by a million people"])
def test_what_is_claimed_and_not_told_is_not_confirmed(desk: Desk, question: str) -> None:
    assert desk.ask(question, Conversation()).status == "unknown"


def test_a_list_of_falls_names_each_and_leaves_slips_out(desk: Desk) -> None:
    reply = desk.ask("list all falls", Conversation())
    for who in ("Kramer", "Otsu", "Friesinger", "Nana Takagi", "Ilyashenko", "a skater of Norway"):
        assert who in reply.answer
    assert "Arito" not in reply.answer
    assert reply.text.count("•") == 6


def test_games_that_are_not_named_are_the_latest(desk: Desk) -> None:
    assert "Ilyashenko" in desk.ask("who fell", Conversation()).answer
    assert "Nana Takagi" in desk.ask("who fell in 2022", Conversation()).answer


def test_other_games_never_answer(desk: Desk) -> None:
    reply = desk.ask("who fell in 2014", Conversation())
    assert reply.answer.startswith("No fall is held")


def test_one_detail_and_not_the_story(desk: Desk) -> None:
    reply = desk.ask("how did pedersen break his hand", Conversation())
    assert "cycling" in reply.answer
    assert "family" not in reply.answer


def test_what_follows_leans_on_what_was_told(desk: Desk) -> None:
    talk = Conversation()
    steps = [
        ("who fell in 2022", "Nana Takagi"),
        ("where", "final bend"),
        ("why", "balance"),
        ("who comforted her", "Miho"),
        ("what did she say", "hard"),
    ]
    for question, has in steps:
        reply = desk.ask(question, talk)
        assert has in reply.answer, (question, reply.answer)


def test_a_word_of_another_sport_may_be_part_of_it(desk: Desk) -> None:
    assert "Friesinger" in desk.ask("who made swimming motions", Conversation()).answer
    assert desk.ask("who won the swimming in 2022", Conversation()).status == "out_of_scope"


def test_both_of_two_things_get_neither_yes_nor_no(desk: Desk) -> None:
    reply = desk.ask("was nana first second or third in the train when she fell", Conversation())
    assert reply.answer.startswith("In the women")
    assert "last of the three" in reply.answer


def test_a_slip_of_the_pen_is_read(desk: Desk) -> None:
    assert "half a million" in desk.ask("how many signatres did the petiton get", Conversation()).answer


def test_every_moment_is_found_by_a_word_of_its_own(desk: Desk) -> None:
    index = index_of(desk.snapshot)
    lost = [m.moment.id for m in index.moments if not any(index.rarity[t] > 2 for t in m.words | m.asks)]
    assert not lost


def test_every_value_stands_in_its_sentence(desk: Desk) -> None:
    """A detail that names a skater as its answer says the name in its sentence."""
    skaters = desk.snapshot.skaters
    wrong = [
        (m.id, d.value)
        for m in desk.snapshot.knowledge.moments
        for d in m.details
        for s in skaters
        if s in d.value and s.split()[0] not in d.says
    ]
    assert not wrong


@pytest.mark.parametrize(("word", "same"), [("skated", "skates"), ("clipped", "clip"), ("families", "family")])
def test_forms_of_a_word_are_one(word: str, same: str) -> None:
    assert stem(word) == stem(same)
