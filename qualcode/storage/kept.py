"""Work done once and kept beside the texts, outside the journal: what is missing is done again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress

from qualcode.model.records import Kept


def read(db: sqlite3.Connection, key: str) -> bytes | None:
    """What is kept under a key."""
    row = db.execute("SELECT content FROM kept WHERE key = ?", (key,)).fetchone()
    return None if row is None else bytes(row[0])


def write(db: sqlite3.Connection, entries: Iterable[Kept]) -> None:
    """Keep work in place of what was kept for the same text, or for the study; nothing in a file that cannot change."""
    some = tuple(entries)
    with suppress(sqlite3.OperationalError):
        db.execute("SAVEPOINT kept")
        try:
            db.executemany("DELETE FROM kept WHERE digest IS ?", [(one.digest,) for one in some])
            db.executemany("INSERT OR REPLACE INTO kept (key, digest, content) VALUES (?, ?, ?)", some)
        except sqlite3.OperationalError:
            db.execute("ROLLBACK TO kept")
        finally:
            db.execute("RELEASE kept")


def forget_study(db: sqlite3.Connection) -> None:
    """Remove what was kept for the study as a whole; that of a text goes with the text."""
    db.execute("DELETE FROM kept WHERE digest IS NULL")
