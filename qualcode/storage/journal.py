"""The journal: what an act changed, as it is written, read back, undone and chained.

An entry's changes are kept as JSON ``{kind: {"columns": [...], "rows": [[before, after], ...]}}``, compressed;
a row image starts with ``n``. Entries are only ever added: an undo is a new entry with the images exchanged.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from qualcode.model.journal import Change, LogEntry
from qualcode.model.kinds import kind_named
from qualcode.model.plain import column_name

BEGIN = "init"
"""The act that begins a study; it is the ground that undo does not go below."""

Image = Sequence[Any] | None
Images = dict[str, tuple[tuple[str, ...], list[tuple[Image, Image]]]]
"""kind → (columns with ``n`` first, [(row before, row after)])."""
_SELECT = "SELECT number, at, actor, command, undoes, redoes, changes, digest FROM log"


def pack(images: Images) -> bytes:
    """Changes as they are stored."""
    plain = {kind: {"columns": columns, "rows": rows} for kind, (columns, rows) in images.items() if rows}
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(blob: bytes) -> Images:
    """Changes as they were stored."""
    plain = json.loads(zlib.decompress(blob))
    return {
        kind: (tuple(part["columns"]), [(before, after) for before, after in part["rows"]])
        for kind, part in plain.items()
    }


def inverse(images: Images) -> Images:
    """The changes that take these back."""
    return {
        kind: (columns, [(after, before) for before, after in reversed(rows)])
        for kind, (columns, rows) in images.items()
    }


def apply(db: sqlite3.Connection, kind: str, columns: Sequence[str], rows: Iterable[tuple[Image, Image]]) -> None:
    """Bring the rows of a kind to their second image. Columns added by later migrations keep their defaults."""
    quoted = ", ".join(f'"{column}"' for column in columns)
    insert = f'INSERT OR REPLACE INTO "{kind}" ({quoted}) VALUES ({", ".join("?" * len(columns))})'
    final = {(before or after or [0])[0]: after for before, after in rows}
    db.executemany(f'DELETE FROM "{kind}" WHERE n = ?', [(n,) for n, after in final.items() if after is None])
    db.executemany(insert, [after for after in final.values() if after is not None])


def append(  # noqa: PLR0913 - the columns of one entry
    db: sqlite3.Connection,
    *,
    at: str,
    actor: str,
    command: str,
    images: Images,
    undoes: int | None = None,
    redoes: int | None = None,
    number: int | None = None,
) -> int:
    """Write an entry, chained to the last one; its number, which is the next unless it is given."""
    last = db.execute("SELECT number, digest FROM log ORDER BY number DESC LIMIT 1").fetchone() or (0, "")
    blob = pack(images)
    number = number or int(last[0]) + 1
    digest = chain(last[1], number, at, actor, command, undoes, redoes, blob)
    db.execute(
        "INSERT INTO log (number, at, actor, command, undoes, redoes, changes, digest) VALUES (?,?,?,?,?,?,?,?)",
        (number, at, actor, command, undoes, redoes, blob, digest),
    )
    return number


def chain(previous: str, *parts: object) -> str:
    """SHA-256 over the previous entry's digest and this entry's content."""
    import hashlib

    digest = hashlib.sha256(previous.encode())
    for part in parts:
        digest.update(b"\x00" + (part if isinstance(part, bytes) else str(part).encode()))
    return digest.hexdigest()


def entries(db: sqlite3.Connection, limit: int | None = None) -> tuple[LogEntry, ...]:
    """The last entries (or all), oldest first, with their changes."""
    rows = db.execute(f"{_SELECT} ORDER BY number DESC LIMIT ?", (-1 if limit is None else limit,)).fetchall()
    return tuple(_entry(*row) for row in reversed(rows))


def entries_numbered(db: sqlite3.Connection, numbers: Sequence[int]) -> tuple[LogEntry, ...]:
    """The entries with these numbers, in the order asked for, with their changes."""
    return tuple(_entry(*db.execute(f"{_SELECT} WHERE number = ?", (number,)).fetchone()) for number in numbers)


def _entry(  # noqa: PLR0913 - the columns of one entry
    number: int, at: str, actor: str, command: str, undoes: int | None, redoes: int | None, blob: bytes, digest: str
) -> LogEntry:
    return LogEntry(
        number=number,
        at=at,
        actor=actor,
        command=command,
        undoes=undoes,
        redoes=redoes,
        changes=tuple(_changes(unpack(blob))),
        digest=digest,
    )


def _changes(images: Images) -> Iterable[Change]:
    for name, (columns, rows) in images.items():
        kind = kind_named(name)
        keys = [columns.index(column_name(field)) for field in kind.key] if kind else [0]
        for before, after in rows:
            present = after if after is not None else before
            assert present is not None
            yield Change(
                kind=name,
                key="#".join(str(present[position]) for position in keys),
                before=None if before is None else dict(zip(columns[1:], before[1:], strict=True)),
                after=None if after is None else dict(zip(columns[1:], after[1:], strict=True)),
            )


def stacks(db: sqlite3.Connection) -> tuple[list[int], list[int]]:
    """(entries that undo would take back, last on top; entries that redo would bring again)."""
    done: list[int] = []
    undone: list[int] = []
    for number, command, undoes, redoes in db.execute(
        "SELECT number, command, undoes, redoes FROM log ORDER BY number"
    ):
        if undoes is not None:
            undone.append(done.pop())
        elif redoes is not None:
            done.append(undone.pop())
        elif command != BEGIN:
            done.append(number)
            undone.clear()
    return done, undone


def broken_link(db: sqlite3.Connection) -> int | None:
    """The first entry whose digest does not follow from the one before, or None."""
    previous = ""
    for number, at, actor, command, undoes, redoes, blob, digest in db.execute(
        "SELECT number, at, actor, command, undoes, redoes, changes, digest FROM log ORDER BY number"
    ):
        if chain(previous, number, at, actor, command, undoes, redoes, blob) != digest:
            return int(number)
        previous = digest
    return None
