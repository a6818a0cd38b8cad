"""One SQLite file: how it is opened, brought up to date, and how SQLite's troubles become stated problems."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from qualcode.errors import DiskFull, StudyBusy, StudyDamaged, StudyReadOnly, StudyTooNew

APPLICATION_ID = 0x71636F64  # "qcod"
WAIT_MS = 3_000
MIGRATIONS = Path(__file__).parent / "migrations"


@cache
def migrations() -> tuple[Path, ...]:
    """The numbered migrations in order; the n-th leads from schema version n-1 to n."""
    return tuple(sorted(file for file in MIGRATIONS.iterdir() if file.suffix == ".sql"))


def schema_version() -> int:
    """The schema version that this program writes."""
    return len(migrations())


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """A connection to a study file, migrated if it is older (a copy of the old file is kept beside it).

    Raises ``StudyTooNew``, ``StudyDamaged``, ``StudyBusy``, ``StudyReadOnly`` or ``DiskFull``.
    """
    with stated_problems(path):
        uri = path.resolve().as_uri() + ("" if create else "?mode=rw")
        try:
            db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=WAIT_MS / 1000)
            db.execute("PRAGMA schema_version")
        except sqlite3.OperationalError as error:
            if create or not path.is_file() or _is_busy(error):
                raise
            db = sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True, isolation_level=None)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")  # what is replaced or removed does not stay in free pages
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        mark = int(db.execute("PRAGMA application_id").fetchone()[0])
        try:
            _bring_up_to_date(db, path, version, known=create or mark == APPLICATION_ID)
        except BaseException:
            db.close()
            raise
        return db


def _bring_up_to_date(db: sqlite3.Connection, path: Path, version: int, *, known: bool) -> None:
    if not known:
        raise StudyDamaged(str(path), "not_a_study")
    if version > schema_version():
        raise StudyTooNew(str(path), version, schema_version())
    if version < schema_version():
        _migrate(db, path, version)


def _migrate(db: sqlite3.Connection, path: Path, version: int) -> None:
    if version:
        _back_up(db, path.with_name(f"{path.name}.v{version}.bak"))
    for number, script in enumerate(migrations()[version:], version + 1):
        db.execute("PRAGMA foreign_keys = OFF")  # so that a table which others refer to can be made anew
        db.execute("BEGIN IMMEDIATE")
        try:
            for statement in _statements(script.read_text("utf-8")):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
        finally:
            db.execute("PRAGMA foreign_keys = ON")


def _back_up(db: sqlite3.Connection, target: Path) -> None:
    copy = sqlite3.connect(target)
    try:
        db.backup(copy)
    finally:
        copy.close()


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _is_busy(error: sqlite3.Error) -> bool:
    return (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


@contextmanager
def stated_problems(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a stated problem about the study at ``path``."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        if _is_busy(error):
            raise StudyBusy(str(path)) from None
        if name.startswith("SQLITE_FULL") or name in (
            "SQLITE_IOERR_WRITE",
            "SQLITE_IOERR_FSYNC",
            "SQLITE_IOERR_TRUNCATE",
        ):
            raise DiskFull(str(path)) from None
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            raise StudyReadOnly(str(path)) from None
        if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_IOERR")):
            raise StudyDamaged(str(path), name) from None
        raise


@contextmanager
def unwaiting(db: sqlite3.Connection) -> Iterator[None]:
    """No waiting for another program to let the file go, since nothing depends on it."""
    (waits,) = db.execute("PRAGMA busy_timeout").fetchone()
    db.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        db.execute(f"PRAGMA busy_timeout = {waits}")
