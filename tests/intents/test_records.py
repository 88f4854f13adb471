"""Records: the one that stands, the ones before and after, counts, lengths of time, bounds, yes and no, follow-ups."""

from datetime import date

import pytest

from bot.desk import Desk
from bot.intents.records import records
from bot.intents.records.record_words import length
from bot.language.dates import said
from bot.language.reading import Term
from tests.asking import ask


@pytest.mark.parametrize("example", records.EXAMPLES)
def test_examples(desk: Desk, example: str) -> None:
    reply = ask(desk, example)
    assert (reply.intent, reply.status) == ("records", "answered"), reply.text
    assert reply.sources
    for suggestion in reply.suggestions:
        assert ask(desk, suggestion).intent == "records", suggestion


# A question, what its answer holds, and what it does not hold.
ANSWERS = [
    # the one that stands
    ("whats the mens olympic record rn", "3:36.62", "3:32.49"),
    ("wr women?", "2:50.76", "2:53.44"),
    ("what's the record", "3:36.62 for the men (ROC, 2022) and 2:53.44 for the women", ""),
    ("who holds the women's world record", "Japan (Ayano Sato, Miho Takagi and Nana Takagi)", "Canada"),
    ("names of the guys with the mens wr", "Ethan Cepuran, Casey Dawson and Emery Lehman", ""),
    ("where was the men's world record set", "in Salt Lake City", ""),
    ("in which round was the women's olympic record set", "in the final at Beijing 2022", ""),
    # at another time
    ("what was the womens olympic record before beijing", "2:53.89", "2:53.44"),
    ("which mens world record stood at the time of the 2022 games", "3:34.47", "3:32.49"),
    ("world record of the women when sochi was on", "2:55.79", ""),
    ("world record men in february 2014", "3:35.60", "3:37.17"),
    ("what was the womens wr on 5 december 2017", "2:53.88", "2:50.87"),
    ("after turin the womens OR stood at", "3:01.24", ""),
    ("women's OR before the final in beijing", "2:53.61", "2:53.44"),
    ("OR after the heats in turin men", "3:47.37", ""),
    ("what was the world record ten years ago men", "3:35.60", ""),
    # neighbours
    ("what was the previous women's olympic record", "2:53.61", "2:53.44"),
    ("who held the women's world record before japan", "Canada", ""),
    ("before ROC whos mens olympic record was it", "Norway", ""),
    ("what was the men's world record before the americans broke it", "3:34.22", "3:32.49"),
    ("whose world record did japan break in november 2017", "Canada", ""),
    ("ROC took the olympic record off who", "Norway", ""),
    ("who broke canada's 2009 world record", "Japan", ""),
    ("canadas 2009 world record was finally broken in which year", "2017", "2009"),
    ("when was 2:55.79 beaten", "10 November 2017", ""),
    ("canadas 3:01.24, which games finally saw it broken", "Sochi 2014", ""),
    # by how much, how often, how long
    ("how many hundredths did canada take off japans OR in the final in beijing", "0.17 s", ""),
    ("by how much did the americans lower the wr in november 2025", "1.17 s", ""),
    ("how much has the women's olympic record improved since 2006", "7.80 s", ""),
    ("biggest improvement of the women's world record", "7.03 s", ""),
    ("how many world records have the japanese women set", "4 times", ""),
    ("how many times has the women's olympic record been broken", "9 times", ""),
    ("how many countries have held the men's world record", "4 nations", ""),
    ("which skater set most olympic records", "Ireen Wüst", ""),
    ("at which games was the women's olympic record not broken", "Vancouver 2010 and Milan 2026", ""),
    ("how long did canada's 2009 world record stand", "7 years and 339 days", ""),
    ("how many days did japan hold the olympic record in beijing", "3 days", ""),
    ("longest standing olympic record women", "3:01.24", ""),
    ("gap between mens WR and OR in seconds", "4.13 s", ""),
    ("how far off the world record was canada's women's team in 2022", "2.68 s slower", ""),
    # others
    ("which trio set the womens WR in calgary in december 2017", "Ayaka Kikuchi", "Sato"),
    ("world record set at the world cup in november 2025", "3:32.49", ""),
    ("who first went under 2:51", "Japan", ""),
    ("first team under 3:40 as a world record", "Canada", ""),
    ("who skated 2:50.76", "Japan", ""),
    ("which records do the dutch hold", "holds no Olympic record or world record now", ""),
    ("what was the track record in gangneung men", "3:37.08", ""),
    ("who were the reigning world champions (women) going into beijing", "The Netherlands", ""),
    # yes and no, with the true fact
    ("was the olympic record broken in milan?", "No: no Olympic record was set at Milan 2026.", ""),
    ("did canada break the olympic record in beijing", "Yes: Canada", ""),
    ("is 3:36.62 the olympic record", "Yes: ROC", ""),
    ("is the men's world record 3:34.22", "No: ", ""),
    ("does the netherlands hold the men's world record", "No: The United States", ""),
    ("has norway ever held the world record", "Yes: Norway", ""),
    ("has poland ever set a record", "No: Poland set no", ""),
    ("does the 2018 women's record still stand", "No: ", ""),
    ("was the winning time in 2018 a record women", "Yes: Japan", ""),
    ("was norway's 3:38.08 an olympic record", "No: ", ""),
    ("does anyone hold both records", "No: no team holds both.", ""),
    ("was a world record ever set at the olympics", "No: no world record held here was set at the Games.", ""),
    ("am i right that roc broke the olympic record in the final against norway", "semifinal", ""),
]


@pytest.mark.parametrize(("question", "holds", "lacks"), ANSWERS)
def test_answers(desk: Desk, question: str, holds: str, lacks: str) -> None:
    reply = ask(desk, question)
    assert (reply.intent, reply.status) == ("records", "answered"), reply.text
    assert holds in reply.answer
    assert not lacks or lacks not in reply.answer


FOLLOW_UPS = [
    (("who won the women's in 2022", "was it a record"), "Yes: Canada"),
    (("who won the men's in 2018", "was it an olympic record"), "No: Norway skated 3:37.32"),
    (("who won the women's in 2022", "what's the olympic record", "and the world record"), "2:50.76"),
    (("who holds the mens olympic record", "what time"), "3:36.62"),
    (("who holds the mens olympic record", "what time", "what was it before that"), "3:37.08"),
    (("world record men", "and women", "by how much did they improve it"), "0.11 s"),
    (("who skated 2:50.76", "where"), "Salt Lake City"),
]


@pytest.mark.parametrize(("questions", "holds"), FOLLOW_UPS)
def test_follow_ups(desk: Desk, questions: tuple[str, ...], holds: str) -> None:
    reply = ask(desk, *questions)
    assert reply.intent == "records", reply.text
    assert holds in reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "most gold medals record",
        "who won with a record crowd",
        "why did the record fall",
        "olympic record 5000 m men",
        "will the olympic record fall soon",
        "who is the youngest world record holder",
        "who won in heerenveen",
        "who won in december 2017",
    ],
)
def test_left_alone(desk: Desk, question: str) -> None:
    assert ask(desk, question).intent != "records"


def test_dates_are_found_in_the_order_they_were_said() -> None:
    words = [
        ("between", ""),
        ("8", "number:8"),
        ("december", "month:12"),
        ("2017", "year:2017"),
        ("and", ""),
        ("2020", "year:2020"),
    ]
    found = said([Term(text, frozenset((cue,) if cue else ())) for text, cue in words])
    assert [(d.year, d.month, d.day) for d in found] == [(2017, 12, 8), (2020, None, None)]
    assert found[0].fits(date(2017, 12, 8))
    assert not found[0].fits(date(2017, 12, 9))
    assert found[1].last == date(2020, 12, 31)


def test_lengths_of_time_count_whole_years() -> None:
    assert length(date(2006, 2, 15), date(2014, 2, 21)) == "8 years and 6 days"
    assert length(date(2020, 2, 29), date(2021, 3, 1)) == "1 year"
    assert length(date(2022, 2, 15), date(2022, 2, 15)) == "less than a day"
