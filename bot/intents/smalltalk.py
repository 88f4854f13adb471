"""Greetings, thanks, goodbyes and calls for help: one friendly line, and no fact."""

from bot.answers import Smalltalk
from bot.intents.query import Query, Response
from bot.intents.refusal import OFFERS

READS_WORDS = True
SHORT = 4  # "lol harsh, thanks": a polite word with next to nothing beside it
NAME = "smalltalk"
TITLE = "Hello, thanks and help"
EXAMPLES = ("hello", "thanks!", "what can you do?", "bye")

FRIENDLY = {
    "help": "I answer from a checked collection: the Olympic speed-skating team pursuits, 2006 to 2026, and Winter "
    "Games medal tables.",
    "hello": "Hello! Ask me about the Olympic team pursuits, 2006 to 2026, or about Winter Games medal tables.",
    "thanks": "You're welcome!",
    "bye": "Goodbye!",
}


def claims(q: Query) -> bool:
    """Nothing but politeness was said."""
    r = q.reading
    return (
        (not r.left or len(r.phrases) <= SHORT)
        and not (
            r.games or r.when or r.genders or r.rounds or r.ranks or r.medals or r.nations or r.people or r.inherited
        )
        and any(c.startswith("smalltalk:") for c in r.cues)
        and not (r.asks and r.pronouns & {"they", "she", "he"})
        and not r.cue("verb:win", "noun:medal", "event:team-pursuit", "noun:table", "noun:record")
    )


def answer(q: Query) -> Response:
    """The line for what was said, help before the rest."""
    kind = next(k for k in FRIENDLY if f"smalltalk:{k}" in q.reading.cues)
    return Response(Smalltalk(FRIENDLY[kind], OFFERS if kind in ("help", "hello") else ()))
