"""The tables and how a file of an older version becomes one of this version; it knows no row."""

# A step brings the file from the version of its place in the list to the next; a step that has been released is never
# changed, a new one is added. Numbers of people stand only in `audit`; elsewhere a keyed hash does (`people.py`).
STEPS: tuple[str, ...] = (
    """
    CREATE TABLE channel (
        channel INTEGER PRIMARY KEY,
        guild INTEGER NOT NULL,
        muted INTEGER NOT NULL DEFAULT 0,
        listening INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE unanswered (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        guild INTEGER,
        person TEXT NOT NULL,
        question TEXT NOT NULL
    );
    CREATE INDEX unanswered_by_question ON unanswered (question);
    CREATE INDEX unanswered_by_person ON unanswered (person);
    CREATE TABLE report (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        guild INTEGER,
        person TEXT NOT NULL,
        question TEXT NOT NULL,
        answer TEXT NOT NULL,
        wrong TEXT NOT NULL,
        link TEXT NOT NULL,
        closed INTEGER,
        note TEXT
    );
    CREATE INDEX report_by_person ON report (person);
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        guild INTEGER,
        moderator INTEGER NOT NULL,
        command TEXT NOT NULL,
        outcome TEXT NOT NULL
    );
    CREATE TABLE kept (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    );
    """,
)

VERSION = len(STEPS)


def step(version: int) -> str:
    """The script that brings a file of `version` to the next one, whole or not at all."""
    return f"BEGIN IMMEDIATE; {STEPS[version]} PRAGMA user_version = {version + 1}; COMMIT;"
