"""Projects that other programs keep in a SQLite file: their tables as plain rows; the file is never written to."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from qualcode.errors import BadFile, Problem

MOST_OF_ONE_VALUE = 100_000_000
MOST_OF_ALL = 1_000_000_000

Tables = Mapping[str, tuple[Mapping[str, Any], ...]]


def read_tables(path: Path) -> Tables:
    """Every table of a SQLite file by its name, a row a mapping from column to value, in the order of the file.

    ``BadFile`` for a file that is no database, is damaged, too large, or still open in the program that writes it.
    """
    if not path.is_file():
        raise BadFile(path.name, (Problem("not_a_database"),))
    beside = path.with_name(f"{path.name}-wal")
    if beside.exists() and beside.stat().st_size:
        raise BadFile(path.name, (Problem("still_open"),))
    if path.stat().st_size > MOST_OF_ALL:
        raise BadFile(path.name, (Problem("qdpx_too_large", None, f"> {MOST_OF_ALL / 1e6:.0f} MB"),))
    try:
        with closing(sqlite3.connect(path.resolve().as_uri() + "?mode=ro&immutable=1", uri=True)) as db:
            return _tables(db)
    except (sqlite3.Error, ValueError):  # ValueError: a column that is text and holds none
        raise BadFile(path.name, (Problem("not_a_database"),)) from None


def _tables(db: sqlite3.Connection) -> Tables:
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA query_only = ON")
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_OF_ONE_VALUE)
    db.text_factory = lambda held: held.decode("utf-8", "replace")
    made = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for name, sql in made:
        if str(sql).upper().startswith("CREATE VIRTUAL"):
            continue
        rows = db.execute(f"SELECT * FROM {_quoted(name)}")
        columns = [one[0] for one in rows.description]
        found[name] = tuple(dict(zip(columns, row, strict=True)) for row in rows)
    return found


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
