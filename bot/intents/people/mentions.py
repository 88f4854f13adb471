"""Which skaters a question means: narrows each mention by what was said, and asks back where several fit."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.answers import Choices
from bot.facts.snapshot import Outing
from bot.intents.moments.incidents import incidents_of
from bot.intents.query import Query, Response
from bot.language.reading import Focus, Term
from bot.wording.plain import listed

PRONOUNS = {"she": "women", "he": "men"}


class Mention(NamedTuple):
    """The skaters one name may stand for; `asked` where the question is which of them, `plural` where it is all."""

    names: tuple[str, ...]
    asked: bool = False
    plural: bool = False


def career(q: Query, name: str, games: Sequence[str] = ()) -> tuple[Outing, ...]:
    """The teams a skater was in, latest first, at the Games named where any are."""
    outings = q.snapshot.careers.get((name, q.event), ())
    return tuple(o for o in outings if o.games.id in games) if games else outings


def scope(q: Query) -> tuple[str, ...]:
    """The Games a question about a skater names: "his first Games" and "her last" are the skater's own."""
    r = q.reading
    if r.when == "first" or (r.when == "latest" and r.pronouns & PRONOUNS.keys()):
        return ()
    # "Born in 1984 …" is no year of a Games that anybody was at.
    return tuple(g for g in q.said_games if g in q.held) if r.cue("verb:born") else q.said_games


def mentions(q: Query) -> list[Mention]:
    """The mentions of a reading in order, each once unless the question sets a skater beside himself."""
    groups = list(dict.fromkeys(q.reading.people))
    names = {n for g in groups for n in g}
    # "Lamarche (Béatrice)": a wider mention of somebody who is named in full beside it says nothing more.
    single = {g[0] for g in groups if len(g) == 1}
    kept = [g for g in groups if len(g) == 1 or not single & set(g)] if len(names) > 1 else groups
    # "Patrick and Stephanie Beckert": the family name stands once for both.
    surnames = {w for n in single for w in n.split()}
    return [_mention(q, tuple(n for n in g if surnames & set(n.split())) or g) for g in kept]


def _mention(q: Query, group: tuple[str, ...]) -> Mention:
    if len(group) == 1:
        return Mention(group)
    names = narrowed(q, group)
    related = tuple(n for n in names if any(f.of in names for f in q.skater(n).family))
    asked = _which_of(q, group)
    if len(related) > 1 and q.reading.cue("several:kin", "op:both", "noun:family"):
        return Mention(related, plural=True)
    kin = q.reading.cue("noun:family") and "related" in q.reading.words
    return Mention(names, asked, plural=(q.reading.cue("op:both") or kin) and not asked)


def narrowed(q: Query, group: Sequence[str]) -> tuple[str, ...]:
    """The candidates that fit gender, nation, Games and round; what fits none of them was a mistake, and is told."""
    r = q.reading
    names = tuple(group)
    genders = r.genders or tuple(PRONOUNS[p] for p in ("she", "he") if p in r.pronouns)
    games = scope(q)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda n: not genders or q.skater(n).gender in genders,
        lambda n: not r.nations or bool(set(q.skater(n).nations) & set(r.nations)),
        lambda n: not games or bool(career(q, n, games)),
        lambda n: not r.cue("verb:fall") or any(i.skater == n for i in incidents_of(q.snapshot)),
        lambda n: not r.cue("verb:dns") or any(o.raced is False for o in career(q, n, games)),
        lambda n: not r.rounds or any(o.skated(x) is not False for o in career(q, n, games) for x in r.rounds),
    )
    for fits in tests:
        left = tuple(n for n in names if fits(n))
        names = left or names
    return names


def _which_of(q: Query, group: Sequence[str]) -> bool:
    """Whether the question word stands right before the name: "which Takagi", "which of the Takagis"."""
    names = {f"{kind}:{'|'.join(group)}".replace(" ", "-") for kind in ("part", "skater")}
    said = False
    for term in q.reading.terms:
        if "wh:which" in term.cues or "wh:which-one" in term.cues:
            said = True
        elif said and names & term.cues:
            return True
        elif term.text not in ("of", "the", "two", "three"):
            said = False
    return False


_PEOPLE = frozenset(("women", "woman", "men", "man", "ladies", "girls", "guys", "females", "males"))


def which_national(q: Query) -> bool:
    """Whether a word for people asks for persons: "which Norwegian", "how many women", "how many Dutch women"."""
    terms = q.reading.terms
    for at, term in enumerate(terms[:-1]):
        asked = "wh:which" in term.cues or ("wh:how-many" in term.cues and term.text.startswith("how"))
        if asked and (terms[at + 1].text in _PEOPLE or any(c.startswith("nation:") for c in terms[at + 1].cues)):
            behind = [t for t in terms[at + 2 : at + 4] if not any(c.startswith("gender:") for c in t.cues)]
            return (
                not any(c.startswith(("noun:", "medal:", "round:", "games:")) for c in behind[0].cues)
                if behind
                else True
            )
    return False


def nationals(q: Query, term: Term) -> bool:
    """Whether a term names people by their nation: "Germans", "Americans", "Swedes"."""
    for cue in term.cues:
        if cue.startswith("nation:") and (nation := q.snapshot.nations.get(cue.removeprefix("nation:"))):
            text = term.text.removeprefix("the ")
            return text.endswith("s") and text not in (nation.name.casefold(), (nation.adjective or "").casefold())
    return False


def nationals_asked(q: Query) -> bool:
    """Whether such people are asked for: "Americans with medals", "Germans who won"; "the Americans" is a team."""
    terms = [t for t in q.reading.terms if not t.cues & {"tell:tell", "ellipsis:and", "op:all", "op:any"}]
    return len(terms) > 1 and nationals(q, terms[0]) and (terms[1].text == "who" or bool(terms[1].cues & {"link:with"}))


def ask_back(q: Query, names: Sequence[str]) -> Response:
    """Who is meant, with what tells them apart."""
    described = [f"{n} ({hint(q, n)})" for n in names]
    return Response(
        Choices(f"Which one do you mean: {listed(described, 'or')}?", tuple(names)), Focus(people=tuple(names)), q.scope
    )


def hint(q: Query, name: str) -> str:
    """What tells a skater from a namesake: "Japan, women, 2014 to 2022"."""
    skater = q.skater(name)
    years = sorted(o.games.year for o in career(q, name))
    when = "" if not years else f", {years[0]}" if len(years) == 1 else f", {years[0]} to {years[-1]}"
    return f"{'/'.join(q.snapshot.name(n) for n in skater.nations)}, {skater.gender}{when}"
