"""Medal tables and counts: each operation over the three tables, nested bounds, ties, what is left to others."""

import re

import pytest

from bot.desk import Desk
from bot.facts.snapshot import Count
from bot.intents.tables import medal_table
from bot.intents.tables.table_rows import Bound, added, fitting, placed
from tests.asking import ask


@pytest.mark.parametrize("example", medal_table.EXAMPLES)
def test_examples(desk: Desk, example: str) -> None:
    reply = ask(desk, example)
    assert (reply.intent, reply.status) == ("medal_table", "answered"), reply.text
    assert reply.sources
    for suggestion in reply.suggestions:
        assert ask(desk, suggestion).intent == "medal_table", suggestion


# A question, and below it what its answer holds (one of several where "|" parts them).
ANSWERS = """
# numbers of a nation
how many golds has Canada won
    Canada has won 3 golds in the team pursuit from 2006 to 2026.
how many team pursuit medals did Poland pick up in 2014
    Poland won 2 medals in the team pursuit at Sochi 2014.
netherlands total in speed skating in beijing
    The Netherlands won 12 medals
norways speed skating golds in oslo 52
    Norway won 3 golds in speed skating at Oslo 1952.
austria overall medals 1994 to 2006 inclusive, sum
    Austria has won 66 medals
golds of east germany in speed skating 1976-1988
    East Germany has won 8 golds
how many medals have the dutch women won
    The Netherlands has won 4 medals in the women's team pursuit
sweden 2022 all sports: gold silver bronze
    Sweden won 8 golds, 5 silvers and 5 bronzes
how many golds did the netherlands win in speed skating in 2014 and 2018
    8 golds at Sochi 2014 and 7 golds at PyeongChang 2018
how many podiums has japan had in team pursuit
    Japan has won 4 medals
# together, more, fewer, level
canada and japan combined, how many tp medals
    Canada and Japan together have won 9 medals
russia and roc combined, how many medals
    together have won 3 medals
how many more medals do the dutch have than canada
    The Netherlands has won 3 more medals than Canada
what's the gap in golds between norway and the usa in 2026 overall
    Norway won 6 more golds than the United States
does canada have more golds than the netherlands
    Yes: Canada has won more golds than the Netherlands, 3 against 2,
did norway win more golds than germany in 2018 overall
    No: Norway and Germany both won 14 golds
koreas silvers comparred to the americans, who has more
    South Korea and the United States have both won 2 silvers
does germany or poland have more medals
    Poland has won more medals than Germany, 3 against 2,
norway golds overall, beijing compared to milan
    16 golds at Beijing 2022 and 18 golds at Milan 2026
did more nations win medals in 2014 or in 2022
    More at Beijing 2022
# bounds, alone and together
how many nations won at least two golds
    5 nations have won at least 2 golds
which nations have gold but no silver in team pursuit
    Germany, Italy and Norway have won gold but no silver
who has just as many silvers as golds (and at least one of each)
    The Netherlands has won as many silvers as golds
nations with more silvers than golds in speed skating 2018
    more silvers than golds in speed skating at PyeongChang 2018
teams with silver and nothing else
    South Korea and ROC have won silver and nothing else
the only nation with nothing but bronze in the 2022 speed skating table
    Only the Czech Republic won bronze and nothing else
which country has the most medals without a single gold
    Among nations with no gold, the United States has won the most medals
which gold winning nation has the fewest medals
    Among nations with gold, Germany, Italy and Norway have won the fewest medals
overall 2026: nations with ten golds or more
    Norway, the United States, the Netherlands and Italy won at least 10 golds
countries with at least 20 medals but fewer than 9 golds overall in 2022
    The Russian Olympic Committee and Canada|ROC and Canada
who has exactly one medal
    ROC and China have won exactly 1 medal
which nations have medals of every colour
    The Netherlands and Japan have won medals of every colour
gold in both the mens and the womens event - only which two nations
    Canada and the Netherlands
has any nation won both golds at the same games
    Yes: the Netherlands
has canada won at least three golds
    Yes: Canada has won 3 golds
has japan won more than one gold
    No: Japan has won 1 gold
is the netherlands the only nation with four bronzes
    Yes: the Netherlands is the only nation with exactly 4 bronzes
which nations have never won a medal
    Belarus, Belgium, France, Kazakhstan, New Zealand and Sweden took part
# places, with ties
is the usa above or below korea in the all time team pursuit table
    The United States stands above South Korea
who came right after norway in the whole beijing medal table
    Germany stood directly below Norway
which nations are below japan in the table
    The United States, South Korea, Poland, ROC, Russia and China stand below Japan
who shared first place with norway in the 1948 whole games table
    Sweden shared 1st place with Norway
top 3 of the team pursuit medal table
    3rd Germany, 3rd Italy and 3rd Norway
who is number 4 in the team pursuit table
    No nation stands 4th
where does Japan rank in the speed skating table 2022
    Japan shared 3rd place with Canada
who topped the overall medal table at lake placid
    The United States stood 1st
second most golds in team pursuit
    The Netherlands, Germany, Italy and Norway share 2nd place
bottom of the overall table in 2022
    Estonia, Latvia and Poland shared last place
was italy in the top five of the overall table in 2026
    Yes: Italy stood 4th
who's tied with italy on golds
    The Netherlands, Germany and Norway have won as many golds as Italy
# Games
in which games did italy win most speed skating medals
    at Milan 2026
how many times has norway topped the overall medal table
    11 times
last time the soviet union topped the speed skating table
    at Innsbruck 1976
first korean speed skating medal, which games
    at Albertville 1992
has finland ever been no 1 in the whole games table
    No: Finland has never stood 1st
which nation has topped the overall medal table most often
    Norway has stood first
which games had the most nations in the speed skating medals
    at Beijing 2022: 12 nations
what is the most golds any nation has won at one winter games overall
    18, by Norway at Milan 2026
in how many games has poland won a team pursuit medal
    2 times: 2014, 2010
canada never topped the overall medal table, true?
    No: Canada stood 1st
which nations topped the overall table in 1992, 1994 and 1998
    Russia stood 1st in the medal table of all sports at Lillehammer 1994
which nation has won a medal at every games
    The Netherlands has won a medal at every Games
at which games did no dutch team win gold
    in 2026, 2022, 2018, 2010 and 2006
which was the best olympics for italy in speed skating
    Milan 2026, with 3 golds and 2 bronzes
# shares and averages
how many of japans medals are gold
    Japan has won 1 gold
what percentage of japans medals are gold
    1 of the 4 medals of Japan
what share of all the team pursuit medals went to the netherlands
    8 of the 36 medals, 22.2 %,
what share of the dutch medals in 2026 came from speed skating
    13 of the 20 medals of the Netherlands
average number of medals per nation in the team pursuit table
    3 medals per nation
how many medals per games in team pursuit
    6 medals per Games
total medals awarded in the team pursuit since 2006
    36 medals were won
"""
PAIRS = re.findall(r"^(?!#)(\S.*)\n {4}(.*)$", ANSWERS, re.MULTILINE)


@pytest.mark.parametrize(("question", "says"), PAIRS)
def test_answers(desk: Desk, question: str, says: str) -> None:
    reply = ask(desk, question)
    assert reply.intent == "medal_table", reply.text
    assert any(part in reply.answer for part in says.split("|")), reply.answer


OTHERS = [
    "who won gold in 2018",
    "has canada won gold",
    "when did italy first win gold",
    "how many medals has Sven Kramer",
    "which skater has the most golds",
    "most medals by a person",
    "usa v netherlands, bronze beijing, how many seconds in it",
    "which team won by the most",
    "gold medal time 2022",
    "did norway win by more than two seconds",
    "medallists in milan",
    "how many times did canada beat japan",
    "china beat the netherlands for bronze in milan?",
    "who got bronze in 2026, both men n women",
]


@pytest.mark.parametrize("question", OTHERS)
def test_what_is_left_to_others(desk: Desk, question: str) -> None:
    assert ask(desk, question).intent != "medal_table"


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("women's speed skating medal table 2022", "unknown"),
        ("which nations have never won a medal overall", "unknown"),
        ("how many team pursuit medals has the netherlands won at home", "unknown"),
        ("medal table 2030", "out_of_scope"),
        ("medal table of tokyo 2020", "out_of_scope"),
        ("how many medals did the nordic countries win", "unknown"),
        ("how many of their golds were won", "unknown"),
    ],
)
def test_what_is_not_held_is_refused(desk: Desk, question: str, status: str) -> None:
    assert ask(desk, question).status == status


def test_games_without_the_event_are_read_as_whole_games(desk: Desk) -> None:
    reply = ask(desk, "medal table 1998")
    assert reply.answer.startswith("Germany led the medal table of all sports at Nagano 1998")
    assert "Read as the whole Games" in reply.text
    assert ask(desk, "team pursuit medal table 1998").status == "out_of_scope"


def test_teams_of_one_country_are_counted_apart(desk: Desk) -> None:
    russia = ask(desk, "how many medals has russia won in team pursuit")
    assert russia.answer == "Russia has won 2 medals in the team pursuit from 2006 to 2026."
    assert "ounted apart from Russia" in russia.text
    assert "East Germany" in ask(desk, "germany golds all sports all time").text
    assert "counted apart, won 2 medals" in ask(desk, "how many speed skating medals did russia win in 2022").answer


def test_later_changes_are_told(desk: Desk) -> None:
    usa = ask(desk, "how many golds did the usa win overall in 2022")
    assert "9 golds" in usa.answer
    assert "figure skating" in usa.text
    assert ask(desk, "were any medals stripped in 2014").answer.startswith("No: no medal in the team pursuit")
    assert "biathlon" in ask(desk, "what changed in the overall medal table of vancouver").answer


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("how many golds did norway win at beijing 2022 across all sports", "in 2018?"), "14 golds"),
        (
            ("which nation has the most golds?", "and bronzes?"),
            "the most bronzes in the team pursuit from 2006 to 2026: 4",
        ),
        (
            ("how many nations won at least two golds", "which ones?"),
            "Canada, the Netherlands, Germany, Italy and Norway",
        ),
        (("medal table of the team pursuit", "and the women's?"), "women's team pursuit"),
        (("does Norway have more golds than Canada", "and medals?"), "more medals than Norway, 5 against 2,"),
        (("how many medals has canada won", "and japan?"), "Japan has won 4 medals"),
    ],
)
def test_follow_ups(desk: Desk, turns: tuple[str, ...], says: str) -> None:
    assert says in ask(desk, *turns).answer


def test_equal_lines_share_a_place() -> None:
    counts = [Count("A", 1, 0, 1), Count("B", 2), Count("C", 1, 0, 1), Count("D", 0, 3)]
    assert [(p.rank, p.count.nation) for p in placed(counts)] == [(1, "B"), (2, "A"), (2, "C"), (4, "D")]
    assert placed(counts, "medal")[0].count.nation == "D"
    assert fitting(counts, [Bound("gold", ">=", 1), Bound("silver", "=")]) == counts[:3]
    assert fitting(counts, [Bound("gold", ">", other="bronze")]) == [counts[1]]


def test_rows_add_up_to_the_table(desk: Desk) -> None:
    snapshot = desk.snapshot
    for (scope, games), table in snapshot.tables.items():
        hauls = snapshot.hauls[scope, games]
        assert sum(c.total for c in added(hauls)) == sum(r.total for r in table.rows), (scope, games)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("which skaters have gold and bronze but no silver", "Sven Kramer, Jan Blokhuijsen and Koen Verweij"),
        ("how many skaters have gold and bronze but no silver", "3 skaters have won gold and bronze but no silver"),
        ("skaters with gold, silver and bronze but at most three medals", "Ayano Sato"),
        ("how many seconds under 3:40 was the netherlands in the 2014 mens final", "2.29 s under 3:40.00"),
    ],
)
def test_bounds_on_skaters_and_times(desk: Desk, question: str, says: str) -> None:
    assert says in ask(desk, question).answer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("which nations won more golds than canada overall in 2026", "Norway"),
        ("did norway and sweden together win more golds than the usa in 2026 overall", "Yes: Norway and Sweden"),
        ("who won gold in 2018 but not in 2022 in speed skating", "at PyeongChang 2018 but not at Beijing 2022"),
        ("in how many games did norway win more golds than any other nation overall", "more golds than any other"),
        ("how many more golds did norway win in 2026 than in 2022 overall", "2 golds more at Milan 2026"),
        ("gold or silver medals of japan in team pursuit", "3 golds or silvers"),
        ("nations with a mens medal but no womens one", "Italy, Norway, South Korea, ROC and China"),
        ("more medals in speed skating or in the team pursuit for norway in 2026", "4 medals in speed skating"),
        ("golds of the hosts overall in 2014", "Russia"),
        ("gold yes, silver no: nations in speed skating 2022", "Belgium"),
        ("how many medals does canada have and of which colours", "3 gold"),
        ("winter games norway did not lead since 2002", "at Vancouver 2010 and Turin 2006"),
        ("fewest golds to top the overall table since 2002", "11"),
        ("nations that topped the overall table more than once since 1998", "Norway (5 times)"),
        ("who was third behind norway and japan in the overall 2026 table", "No: ahead of that place"),
        ("japan silvers in speed skating in 2022, not only team pursuit", "3 silvers"),
        ("nations that did not win gold overall in 2026", "Poland"),
        ("team pursuit: has any nation won four golds", "No"),
        ("how far behind norway was the usa in golds in 2022 overall", "7 more golds"),
        ("how many bronze medals were won by japan or korea", "Japan has won 1 bronze and South Korea has won no"),
        ("which country has the record for golds at one winter games overall", "18, by Norway at Milan 2026"),
        ("second in the team pursuit table after canada", "The Netherlands stands 2nd"),
        ("russias team pursuit haul up to sochi, how many", "2 medals"),
        ("which nations won their first speed skating gold in 2022", "Belgium won gold for the first time"),
        ("medal table up to and including 2014 team pursuit", "at Turin 2006, Vancouver 2010 and Sochi 2014"),
        ("medal table of the team pursuit without canada", "The Netherlands leads"),
        ("team pursuit medals in 2014 by country", "The Netherlands led the medal table"),
        ("japan golds other than 2018", "no golds in the team pursuit from 2006 to 2026 without PyeongChang 2018"),
        ("which nations have medals in all six games", "The Netherlands has won a medal at every Games"),
        ("which countries won both men's and women's gold", "Canada and the Netherlands have won gold in both"),
        ("did norway beat germany in the overall 2018 medal table", "Yes"),
        ("when did norway and germany finish level on golds overall", "at PyeongChang 2018"),
    ],
)
def test_composed(desk: Desk, question: str, says: str) -> None:
    assert says in ask(desk, question).answer


@pytest.mark.parametrize(
    "question",
    [
        "how many nations including roc won a medal there twice more overall",
        "which nations won gold in speed skating not counting more than norway",
        "which nations won two golds or three silvers overall in 2022",
        "who was third behind norway and sweden in the 2022 medal table of the team pursuit by half",
        "nations that were no hosts with gold overall in 2022",
        "netherlands medals apart from the team pursuit in 2022",
        "nations with a medal in all five games",
        "speed skating medal table 5",
        "what is the gap in golds between first and second overall in 2026",
        "how many golds at the first winter games for norway",
        "average number of nations on the speed skating table",
        "is norway top by total medals in 2022",
    ],
)
def test_words_that_play_no_part_forbid_an_answer(desk: Desk, question: str) -> None:
    assert ask(desk, question).status != "answered", ask(desk, question).answer
