"""Where and when: the rink, the town and the host of the Games, the days of rounds and Games, and since when the event has been held."""

from collections.abc import Sequence
from datetime import date

from bot.answers import Found, NotHeld, Outcome, Table
from bot.facts.models import Games, HeldEvent, Round
from bot.intents.query import Query, Response
from bot.language import dates
from bot.language.reading import Focus
from bot.wording.plain import day, listed, opened, plural

NAME = "venue"
TITLE = "Where and when it was held"
EXAMPLES = (
    "where was the team pursuit skated in 2018",
    "what was the rink in Turin called",
    "when was the women's final in 2022",
    "which country hosted in 2014",
    "which Games were in Italy",
    "when did the team pursuit become an Olympic event",
    "when did the 2026 Games open",
    "how many teams took part in 2010",
)
