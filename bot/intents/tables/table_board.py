"""The rows of one question about medal counts, and what all answers share: notes, sources, focus; it reads no words."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from bot.answers import Found, Table
from bot.facts.snapshot import Count, Haul
from bot.intents.query import Query, Response
from bot.intents.tables import table_rows
from bot.intents.tables.table_question import Asked
from bot.intents.tables.table_rows import Bound, Place
from bot.intents.tables.table_words import Words, amount
from bot.language.reading import Focus, Scope, within
from bot.wording.plain import listed, opened

# Lines of a table that are no nation: athletes without one, and a team of several.
MOST_SKATERS = 12
NOT_NATIONS = frozenset(("AIN", "MIX"))


class Board:
    """One question with its rows."""

    def __init__(self, q: Query, asked: Asked) -> None:
        self.q, self.asked, self.snapshot = q, asked, q.snapshot
        self.words = Words(q.snapshot, asked, q.snapshot.events[q.event].name, q.genders)

    @cached_property
    def rows(self) -> list[Haul]:
        """The medals at the Games asked about."""
        return self.rows_at(self.asked.games)

    def rows_at(self, games: Iterable[str], scope: Scope | None = None, genders: Sequence[str] = ()) -> list[Haul]:
        """The medals at some Games."""
        return table_rows.rows(self.snapshot, scope or self.asked.scope, games, genders or self.q.genders, self.q.event)

    @cached_property
    def counts(self) -> list[Count]:
        """One line a nation, best first."""
        without = self.q.reading.without
        return [c for c in table_rows.added(self.rows) if c.nation not in without]

    @cached_property
    def nations(self) -> list[Count]:
        """The lines that are nations."""
        left_out = NOT_NATIONS - {"AIN"} if self.asked.spoken.neutral else NOT_NATIONS
        return [c for c in self.counts if c.nation not in left_out]

    @cached_property
    def places(self) -> list[Place]:
        """The table."""
        return self.places_of(self.counts)

    def places_of(self, counts: Iterable[Count]) -> list[Place]:
        """A table of these lines, in the order asked for."""
        return table_rows.placed(counts, self.asked.by, frozenset(("AIN",)))

    def each_games(self, nation: str) -> list[tuple[str, Count]]:
        """A nation's medals at each of the Games, oldest first."""
        return [
            (g, table_rows.of((r.count for r in rows), nation)) for g, rows in table_rows.by_games(self.rows).items()
        ]

    @cached_property
    def bounds(self) -> list[Bound]:
        """The bounds said, and one medal at least of each kind that is named without a bound."""
        asked = self.asked
        bounded = {t.what for t in asked.tests}
        plain = [m for m in dict.fromkeys(asked.spoken.plain) if m not in bounded and not asked.both]
        if asked.measure and not plain and not asked.tests and not asked.both:
            plain = [asked.measure]
        if "medal" in plain and any(t.what != "medal" and t.number for t in asked.tests):
            plain.remove("medal")
        found = [*(Bound(m, ">=", 1) for m in plain), *asked.tests]
        return found or ([] if asked.both else [Bound("medal", ">=", 1)])

    @cached_property
    def both(self) -> list[Count]:
        """Nations with such a medal among the men and among the women."""
        tables = {g: table_rows.added(self.rows_at(self.asked.games, genders=(g,))) for g in ("men", "women")}
        kept = table_rows.in_each(tables, self.asked.measure or "medal")
        return [c for c in self.nations if c.nation in kept]

    @property
    def fitting(self) -> list[Count]:
        """Nations for which the bounds hold."""
        return table_rows.fitting(self.both if self.asked.both else self.nations, self.bounds, self.counts)

    def skaters(self, what: str, bound: Bound | None = None) -> str:
        """The skaters with the most of a kind, or within a bound, where "who" may mean either."""
        tally: dict[str, int] = {}
        for skater in self.snapshot.squads:
            won = [
                m
                for r, m in self.snapshot.medals_of(skater)
                if r.games.id in self.asked.games
                and r.event.event == self.q.event
                and r.event.gender in self.q.genders
                and what in (m, "medal")
            ]
            if won:
                tally[skater] = len(won)
        best = max(tally.values(), default=0)
        names = sorted(s for s, n in tally.items() if (within(n, bound.compare, bound.number) if bound else n == best))
        if not names or len(names) > MOST_SKATERS:
            return f"; {len(names)} skaters as well" if names else ""
        return f"; among skaters {listed(names)}" + ("" if bound else f", with {best}" + (" each" if names[1:] else ""))

    @property
    def denied(self) -> bool:
        """Whether it was put as never having happened: "Canada never topped the table, true?"."""
        r = self.q.reading
        return r.cue("op:never") or (r.cue("negation:not") and r.cue("aux:true", "tag:tag"))

    # ---- the answer

    def found(
        self,
        text: str,
        *,
        truth: bool | None = None,
        nations: Sequence[str] = (),
        games: Sequence[str] | None = None,
        items: Sequence[str] = (),
        table: Table | None = None,
        notes: Sequence[str] = (),
    ) -> Response:
        """The answer with what goes along with all of them."""
        asked = self.asked
        if asked.yes_no and not asked.choice and truth is not None:
            text = f"{'Yes' if truth else 'No'}: {text}"
        about = tuple(asked.games if games is None else games)
        who = tuple(nations or asked.nations)
        outcome = Found(
            self.words.sentence(text),
            items=tuple(items),
            table=table,
            notes=(*notes, *self.notes(who, about))[:4],
            suggestions=self.suggestions(who, about),
            sources=self.q.sources(self.sources(who, about)),
        )
        focus = Focus(
            games=about if len(about) <= 2 else (), genders=self.q.reading.genders, nations=who if len(who) <= 2 else ()
        )
        return Response(outcome, focus, self.read_as)

    @property
    def read_as(self) -> str:
        """How the table and the Games were read."""
        asked = self.asked
        who = "" if asked.scope != "event" else f", {self.words.gender}" if self.words.gender else ", men and women"
        sport = {"event": self.words.event, "speed skating": "all of speed skating", "games": "all sports"}[asked.scope]
        latest = " (the latest held)" if not asked.said and len(asked.games) == 1 else ""
        return f"medals, {sport}{who}, {self.words.span()}{latest}"

    def sources(self, nations: Sequence[str], games: Sequence[str]) -> list[str]:
        """Where the rows were read, those of the nations first."""
        wanted = [r for r in self.rows if r.games.id in games] or self.rows
        own = [r for r in wanted if r.nation in nations] or wanted
        return list(dict.fromkeys(s for r in own for s in r.sources))

    def suggestions(self, nations: Sequence[str], games: Sequence[str]) -> tuple[str, ...]:
        """Questions that can be asked next."""
        asked = self.asked
        scope = {"event": " in the team pursuit", "speed skating": " in speed skating", "games": " in all sports"}[
            asked.scope
        ]
        year = f" in {self.snapshot.games[games[0]].year}" if len(games) == 1 else ""
        one = nations[0] if nations else self.nations[0].nation if self.nations else ""
        offers = []
        if one and asked.kind != "number":
            offers.append(f"how many medals has {self.words.nation(one)} won{scope}{year}?")
        if asked.kind not in ("most", "record"):
            offers.append(f"which nation has won the most golds{scope}{year}?")
        if asked.kind not in ("table", "top"):
            offers.append(f"medal table{scope}{year}")
        return tuple(offers[:3])

    # ---- what limits an answer

    def notes(self, nations: Sequence[str], games: Sequence[str]) -> tuple[str, ...]:
        """What is counted apart, what changed later and where sources differ."""
        without = self.q.reading.without
        return (
            *((f"Left out: {self.words.nations(without)}.",) if without and not self.asked.nations else ()),
            *self._whole(),
            *(n for nation in self.asked.nations for n in self._relatives(nation)),
            *self._differences(nations, games),
            *self._changes(nations, games),
        )

    def _whole(self) -> tuple[str, ...]:
        if self.asked.scope == "games" and self.q.reading.scope == "event":
            first = self.snapshot.games[self.q.held[0]].name
            return (f"Read as the whole Games, all sports: the {self.words.event} has been held since {first}.",)
        return ()

    def relatives(self, nation: str) -> list[str]:
        """Teams of the same country under another name, which the tables keep apart."""
        known = self.snapshot.nations.get(nation)
        if not known:
            return []
        stands = self.snapshot.tables_of
        none = frozenset[str]()
        return [other for other in known.see_also if not stands.get(nation, none) & stands.get(other, none)]

    def _relatives(self, nation: str) -> tuple[str, ...]:
        apart = [c for other in self.relatives(nation) if (c := table_rows.of(self.counts, other)).total]
        if not apart:
            return ()
        what = self.asked.measure
        parts = [f"{self.words.nation(c.nation)} ({amount(c.of(what or 'medal'), what)})" for c in apart]
        return (opened(f"counted apart from {self.words.nation(nation)}: {listed(parts)}."),)

    def _differences(self, nations: Sequence[str], games: Sequence[str]) -> tuple[str, ...]:
        if self.asked.scope == "event" or len(games) > 3:
            return ()
        return tuple(
            f"Sources differ on {d.subject}: {d.used} here, {d.other} elsewhere. {d.why}"
            for d in self.snapshot.knowledge.discrepancies
            if d.event is None
            and d.games in games
            and d.aspect in ("count", "rank")
            and self.asked.scope == "games"
            and set(nations) & set(d.nations)
        )[:1]

    def _changes(self, nations: Sequence[str], games: Sequence[str]) -> tuple[str, ...]:
        if self.asked.scope == "event" or len(games) != 1:
            return ()
        whole = self.asked.kind == "table"
        changed = [
            c.event
            for c in self.snapshot.knowledge.medal_changes
            if c.games == games[0] and self.asked.scope in c.scopes and (c.losses or c.gains)
            if whole or set(nations) & set(c.nations)
        ]
        table = self.snapshot.tables.get((self.asked.scope, games[0]))
        until = f"The count holds as of: {table.as_of}." if table and table.as_of and (changed or whole) else ""
        later = f"Changed after the event and counted here: {listed(changed[:4])}." if changed else ""
        return tuple(note for note in (later, until) if note)
