"""Very many made-up events beside the shipped ones: how they load, and a desk to ask of them; it has no question."""

import json
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.names import made_up
from bot.desk import Desk, compiled
from bot.facts.cache import cached
from bot.facts.load import load
from bot.facts.models import MEDALS, Knowledge

KINDS, FIELD = 10, 8  # kinds of event, each for men and women at every Games; and skaters in each


@dataclass(frozen=True, slots=True)
class Scale:
    """Seconds from the files and from the cache, and the desk to ask."""

    events: int
    megabytes: float
    fresh: float
    from_cache: float
    desk: Desk


def _kind(number: int, title: str, people: list[str], knowledge: Knowledge) -> dict[str, Any]:
    """One kind of event, all made up, as the data of one file."""
    nations = [nation.id for nation in knowledge.nations][:FIELD]
    sources = [knowledge.sources[0].id]
    fields = {"men": people[:FIELD], "women": people[FIELD:]}
    held = []
    for games in knowledge.games:
        for gender, field in fields.items():
            rows = [*enumerate(zip(field, nations, strict=True), 1)]
            entries = [
                {
                    "nation": nation,
                    "skaters": [name],
                    "time": f"1:{50 + rank}.{number:02}",
                    "rank": rank,
                    "sources": sources,
                }
                for rank, (name, nation) in rows
            ]
            placings = [
                {
                    "rank": rank,
                    "nation": nation,
                    "squad": [{"skater": name, "raced": "true", "in_last_race": "true"}],
                    "sources": sources,
                }
                | ({"medal": MEDALS[rank - 1]} if rank <= len(MEDALS) else {})
                for rank, (name, nation) in rows
            ]
            held.append(
                {
                    "event": f"made-up-{number}",
                    "games": games.id,
                    "gender": gender,
                    "venue": f"{games.city} {title} rink",
                    "teams": FIELD,
                    "sources": sources,
                    "rounds": [{"round": "made-up", "date": f"{games.year}-02-15", "races": [{"entries": entries}]}],
                    "placings": placings,
                }
            )
    return {
        "event_kinds": [{"id": f"made-up-{number}", "name": title, "sport": "speed skating", "team_size": 1}],
        "skaters": [
            {"name": name, "nations": [nation], "gender": gender}
            for gender, field in fields.items()
            for name, nation in zip(field, nations, strict=True)
        ],
        "events": held,
    }


def write(shipped: Path, folder: Path) -> int:
    """Put the shipped data and the made-up events into `folder`; returns how many those are."""
    shutil.copytree(shipped, folder)
    knowledge = load(shipped)
    people = made_up(2 * KINDS * FIELD)
    titles = list({name.split()[1]: None for name in made_up(1000)})[:KINDS]
    rounds = {"round_kinds": [{"id": "made-up", "name": "glide-off", "order": 8, "decides": [*range(1, FIELD + 1)]}]}
    for number, title in enumerate(titles):
        field = people[2 * FIELD * number : 2 * FIELD * (number + 1)]
        data = _kind(number, f"{title} glide", field, knowledge) | (rounds if number == 0 else {})
        (folder / f"made-up-{number}.yaml").write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return KINDS * 2 * len(knowledge.games)


def scale(shipped: Path, work: Path) -> Scale:
    """Write the events below `work`, load them from the files, and once more from the cache."""
    folder, cache = work / "knowledge", work / "cache"
    events = write(shipped, folder)
    begin = time.perf_counter()
    compiled(load(folder))
    fresh = time.perf_counter() - begin
    cached(folder, compiled, home=cache)
    begin = time.perf_counter()
    cached(folder, compiled, home=cache)
    from_cache = time.perf_counter() - begin
    megabytes = sum(file.stat().st_size for file in folder.rglob("*.yaml")) / 1e6
    return Scale(events, megabytes, fresh, from_cache, Desk(folder))
