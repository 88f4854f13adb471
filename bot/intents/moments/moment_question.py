"""A question as it is put to the moments: its terms, which of them must be held, and the role that answers."""

import itertools
from functools import cached_property

from bot.intents.moments.moment_index import general, index_of
from bot.intents.query import Query
from bot.language.text import fold, phrase

ASKED = {
    asks: role
    for role, names in {
        "who": ("who", "nation", "skater", "squad", "opponent", "champion", "family", "reserve"),
        "whose": ("whose",),
        "where": ("place", "venue"),
        "when": ("when", "date", "games"),
        "why": ("why",),
        "how": ("how",),
        "how much": ("margin", "time", "count", "age", "distance"),
        "yes-no": ("yes-no",),
        "which": ("which", "rank"),
        "what": ("what",),
    }.items()
    for asks in names
}
# Nouns after "which" that no name of a person or a team answers.
_THINGS = "medal race record rank title games time margin date distance laps event"
THINGS = frozenset(_THINGS.split())


class Asked:
    """One question in the terms of the index."""

    def __init__(self, q: Query) -> None:
        self.q, self.index = q, index_of(q.snapshot)
        self._known: dict[str, tuple[str, ...]] = {}

    def _terms(self, text: str) -> tuple[str, ...]:
        """The terms of a phrase: most are needed several times for one question."""
        if (known := self._known.get(text)) is None:
            known = self._known[text] = self.index.terms(text)
        return known

    @cached_property
    def phrases(self) -> tuple[tuple[str, bool], ...]:
        """The phrases of the question, and whether each must have its place in a moment that answers."""
        r = self.q.reading
        written = {fold(w) for w in r.left}
        # What was read as a likely misspelling of another word and understood as neither stands for that word
        # where moments hold it, else it counts as it was written.
        respelt = {w: self._respelt(w) for w in written - set(r.phrases)}
        left = written | set(respelt.values())
        index, found = self.index, []
        for text, after in itertools.zip_longest(r.phrases, r.phrases[1:], fillvalue=""):
            if text in index.kinds:
                held = text in index.needed or (text in index.broken and not self._of_a_record)
                needed = held and not (text in ("last", "first") and after in ("race", "races"))
            else:
                needed = not self.year(text) and (text in left or any(c.isdigit() for c in text))
            found.append((text, needed or text in self.other_names))
        found.extend((word, True) for word in sorted(respelt) if not respelt[word])
        return tuple(found)

    @cached_property
    def other_names(self) -> frozenset[str]:
        """What names another sport or competition: it may be part of what happened, "swimming motions"."""
        things = [self.q.snapshot.knowledge.elsewhere[i] for i in self.q.reading.elsewhere]
        return frozenset(phrase(name) for t in things for name in (t.name, *t.aliases))

    @cached_property
    def _of_a_record(self) -> bool:
        """Whether a record is spoken of, which is what is broken then."""
        return self.q.reading.cue("record:OR", "record:WR", "record:TR", "record:both", "noun:record")

    def _respelt(self, word: str) -> str:
        """The phrase that a word which is none was read as, where moments hold it: "technique" for "techniqe"."""
        if self.index.ordinary(word):
            return ""
        near = [p for p in self.q.reading.phrases if p not in self.index.kinds and p[0] == word[0]]
        alike = (p for p in near if abs(len(p) - len(word)) < 2 and set(self._terms(p)) & self.index.vocabulary)
        return next(alike, "")

    def year(self, text: str) -> bool:
        """Whether a number is the year of Games, in full or as people cut it."""
        return text.isdigit() and any(g[-len(text) :] == text for g in self.q.held) and len(text) in (2, 4)

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much less than a telling word a term counts: names narrow by their slots, general nouns tell little."""
        found: dict[str, float] = {}
        left = {fold(w) for w in self.q.reading.left}
        for text, _ in self.phrases:
            kinds = self.index.kinds.get(text)
            if kinds is None and text not in left and not any(c.isdigit() for c in text):
                found.update(dict.fromkeys(self._terms(text), 0.3 if text in self._rounds else 0.5))
            elif kinds and general(kinds):
                found.update(dict.fromkeys(self._terms(text), 0.4))
            elif kinds and ("gender" in kinds or kinds.get("verb") == "say"):
                found.update(dict.fromkeys(self._terms(text), 0.0 if "gender" in kinds else 0.3))
        return found

    @cached_property
    def telling(self) -> tuple[tuple[str, float], ...]:
        """The terms that tell one moment from another, with their weight: names do so by the slots they fill."""
        names = {t for text, _ in self.phrases if text not in self.index.kinds for t in self._terms(text)}
        names -= {t for w in self.q.reading.left for t in self._terms(w)}
        return tuple(
            (t, self.index.rarity.get(t, 0.0) * self.weights.get(t, 1.0))
            for t in dict.fromkeys(self.terms)
            if t not in names or t[0].isdigit()
        )

    @cached_property
    def teams(self) -> frozenset[str]:
        """The terms by which teams are named: they narrow, and ask for nothing."""
        return frozenset(t for n in self.q.reading.nations for t in self.index.teams[n])

    @cached_property
    def before_teams(self) -> frozenset[str]:
        """The terms of words that only lead up to the name of a team: "against Italy"."""
        nations = frozenset(self.q.reading.nations)
        return frozenset(
            t
            for a, b in itertools.pairwise(self.q.reading.terms)
            if a.text in ("against", "versus", "vs") and any(c.removeprefix("nation:") in nations for c in b.cues)
            for t in self._terms(a.text)
        )

    @cached_property
    def _rounds(self) -> frozenset[str]:
        """What the rounds that were said are called."""
        return frozenset(name for r in self.q.reading.rounds for name in self.index.rounds[r])

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms of the whole question in order."""
        if not self.q.reading.left:
            return self.index.terms_of(" ".join(self.q.reading.phrases).split())
        found = self.index.terms_of([w for text, _ in self.phrases for w in text.split()])
        return tuple(self._near(t) for t in found)

    @cached_property
    def said(self) -> frozenset[str]:
        """The terms of the whole question."""
        return frozenset(self.terms)

    def _near(self, term: str) -> str:
        """The term itself, or where words were left over the one it may misspell: the others are read already."""
        if not self.q.reading.left:
            return term
        if term not in self._nears:
            self._nears[term] = self.index.near(term)
        return self._nears[term]

    @cached_property
    def _nears(self) -> dict[str, str]:
        """What has been looked for already: a word may stand in a message hundreds of times."""
        return {}

    @cached_property
    def needed(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Phrases that must be held, each with terms of which one must be."""
        whole = self.said
        found = []
        for text, needed in self.phrases:
            if needed and (own := frozenset(self._near(t) for t in self._terms(text))):
                # A word that is part of a longer phrase with one meaning stands under that meaning.
                found.append((text, own if own & whole else frozenset(t for t in self.terms if t not in own)))
        if self.yes_no and (rest := tuple(e for e in found if not (e[0] in self.claims or e[0][0].isdigit()))):
            return rest  # what is claimed need not be so
        return tuple(found)

    @property
    def measures(self) -> bool:
        """Whether a number is claimed."""
        return bool(self.q.reading.bound) or any(t[0].isdigit() and not t.isdigit() for t in self.terms)

    @cached_property
    def alternatives(self) -> bool:
        """Whether both of two things are named of which one is true: "at the front or at the back"."""
        return any(len(group & self.told) > 1 for group in self.index.unlike)

    @cached_property
    def told(self) -> frozenset[str]:
        """The terms that may say which of unlike things was so; seconds are no place in a row."""
        timed = any(c.startswith("unit:") for c in self.q.reading.cues)
        return self.said - (frozenset(self._terms("second")) if timed else frozenset())

    @cached_property
    def claims(self) -> frozenset[str]:
        """Words of which one is true where the other is not: what is asked about need not be what happened."""
        unlike = frozenset(t for group in self.index.unlike for t in group)
        return frozenset(text for text, _ in self.phrases if (own := frozenset(self._terms(text))) and own <= unlike)

    @cached_property
    def role(self) -> str:
        """The role that the question word asks for."""
        r = self.q.reading
        asked = ASKED.get(r.asks, "what" if r.asks else "")
        if asked == "why" and r.cue("verb:happen") and any(p.startswith("what") for p in r.phrases):
            asked = "what"  # "what went wrong" is what happened
        if (r.asks == "rank" and r.phrases[0].startswith("where")) or (r.yes_no and self.alternatives):
            return "where"
        if not asked and r.cue("verb:happen"):
            return "what"
        if r.cue("wh:which", "wh:which-one") and asked not in ("who", "when"):
            asked = "thing" if r.asks in THINGS else "which"
        if r.cue("wh:where") and asked != "who":
            return "where"
        if (
            "verb:say" in r.cues
            and not r.cue(
                "wh:who", "wh:how", "wh:how-do", "wh:why", "wh:where", "wh:when", "wh:whose", "wh:skater", "wh:which"
            )
            and not r.yes_no
        ):
            return "said"
        if "verb:say" in r.cues and asked in ("what", "", "how", "which") and not r.cue("wh:how", "wh:how-do"):
            return "said"
        if asked == "what" and r.words & {"name", "names"}:
            return "who"
        if asked == "what" and r.cue("wh:how-do", "wh:how"):
            return "how"
        return asked

    @cached_property
    def named(self) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
        """Each person named, with the terms of the name as far as the question gives them."""
        return tuple(
            (g, t) for g in self.q.reading.people if (t := self.said & frozenset(x for p in g for x in self._terms(p)))
        )

    @property
    def yes_no(self) -> bool:
        """Whether the question claims something."""
        return self.q.reading.yes_no

    @cached_property
    def games(self) -> frozenset[str]:
        """The Games that were said; what was "before Beijing" or "after the 2022 final" is told with those Games."""
        q, r = self.q, self.q.reading
        found = set(q.said_games)
        if r.years and not r.games:
            low, high = r.years
            near = {low - 1} if r.cue("period:after") else set()
            if r.cue("period:before"):
                near.update([min((y for g in q.held if (y := q.snapshot.games[g].year) > high), default=0)])
            found |= {q.snapshot.by_year[y] for y in near if y in q.snapshot.by_year}
        return frozenset(found)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The Games after or before which something was, which are meant first."""
        return self.games - set(self.q.said_games)

    @cached_property
    def bare(self) -> bool:
        """Whether only why, how, where or whose is asked, of what was spoken of before or of what is named closely."""
        r = self.q.reading
        return (
            not self.needed
            and self.role in ("why", "how", "where", "whose", "when")
            and bool(r.inherited or (r.games and (r.nations or r.people)))
        )

    def in_order(self, phrase: tuple[str, ...]) -> bool:
        """Whether the question says these terms one after the other."""
        terms, size = self.terms, len(phrase)
        return phrase[0] in terms and any(terms[at : at + size] == phrase for at in range(len(terms) - size + 1))
