"""Columns of sources, kept beside the records and outside the journal: what an act touched is made again when read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from qualcode.errors import BadValue
from qualcode.model.source_columns import Packed, SourceColumns, packed, unpacked
from qualcode.storage.connection import unwaiting

if TYPE_CHECKING:
    from qualcode.storage.journal import Images

_TOGETHER = 100
"""Sources whose columns are made at a time."""

_MANY = 1000
"""Codings of one act from which on all columns are made again."""

_LISTED = "IN (SELECT value FROM json_each(?))"
_BLOCKS = (
    f'SELECT source, start, "end", number, kind, speaker, informant FROM block WHERE source {_LISTED} '
    "ORDER BY source, start, number"
)
_SEGMENTS = f"""
    SELECT source, id, start, "end" FROM segment WHERE source {_LISTED} AND start < "end" UNION ALL
    SELECT source, id, start, "end" FROM segment WHERE source {_LISTED} AND start = "end" ORDER BY 1, 3, 4, 2
"""
_CODINGS = f"""
    WITH there AS (
        SELECT source, id FROM segment WHERE source {_LISTED} AND start < "end" UNION ALL
        SELECT source, id FROM segment WHERE source {_LISTED} AND start = "end"
    )
    SELECT there.source, c.id, c.segment, c.code, c.coder, c.round, c.valence, c.intensity, c.directness, c.dont_know,
    c.about, c.note != '' FROM there CROSS JOIN coding c ON c.segment = there.id ORDER BY c.n
"""


def read(db: sqlite3.Connection) -> Mapping[str, SourceColumns]:
    """The columns of every source; those that are not kept are made, and kept where the file can be written."""
    with unwaiting(db):
        try:
            db.execute("BEGIN")
            found = dict(_kept(db))
            missing = [name for (name,) in db.execute("SELECT id FROM source") if name not in found]
            made = [one for some in _parts(missing) for one in make(db, some)]
            found.update((one.source, unpacked(one)) for one in made)
            with suppress(sqlite3.OperationalError):  # read only, in use or full: made again the next time
                db.executemany("INSERT OR REPLACE INTO source_columns VALUES (?, ?, ?, ?)", made)
                db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
    return found


def _kept(db: sqlite3.Connection) -> Iterator[tuple[str, SourceColumns]]:
    for row in db.execute("SELECT source, words, names, numbers FROM source_columns"):
        with suppress(ValueError, TypeError, BadValue):
            yield row[0], unpacked(Packed(*row))


def _parts(sources: Sequence[str]) -> Iterator[Sequence[str]]:
    return (sources[at : at + _TOGETHER] for at in range(0, len(sources), _TOGETHER))


def make(db: sqlite3.Connection, sources: Sequence[str]) -> Iterator[Packed]:
    """The columns of some sources, from their records and texts."""
    names = json.dumps(sources)
    blocks, segments, codings = (
        _by_source(db.execute(query, (names,) * query.count("?"))) for query in (_BLOCKS, _SEGMENTS, _CODINGS)
    )
    for source in sources:
        (text,) = db.execute(
            "SELECT content FROM text WHERE digest = (SELECT text_digest FROM source WHERE id = ?)", (source,)
        ).fetchone()
        yield packed(source, text, *(some.get(source, []) for some in (blocks, segments, codings)))


def _by_source(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for source, *row in rows:
        found.setdefault(source, []).append(tuple(row))
    return found


def differing(db: sqlite3.Connection) -> Iterator[str]:
    """The sources whose kept columns are not what their records give."""
    kept = [Packed(*row) for row in db.execute("SELECT source, words, names, numbers FROM source_columns")]
    for some in _parts([one.source for one in kept]):
        made = {one.source: one for one in make(db, some)}
        yield from (one.source for one in kept if one.source in made and made[one.source] != one)


def forget(db: sqlite3.Connection) -> None:
    """Take all columns away, so that they are made again when they are read."""
    db.execute("DELETE FROM source_columns")


def forget_touched(db: sqlite3.Connection, images: Images) -> None:
    """Take away the columns of the sources that an act touched."""
    sources = {*_column(images, "source", "id"), *_column(images, "block", "source")}
    sources |= _column(images, "segment", "source")
    segments = _column(images, "coding", "segment")
    if len(segments) > _MANY:
        forget(db)
        return
    found = db.execute(f"SELECT source FROM segment WHERE id {_LISTED}", (json.dumps(list(segments)),))
    sources.update(source for (source,) in found)
    db.execute(f"DELETE FROM source_columns WHERE source {_LISTED}", (json.dumps(list(sources)),))


def _column(images: Images, kind: str, name: str) -> set[str]:
    """The values of a column before and after."""
    columns, rows = images.get(kind, ((name,), []))
    at = columns.index(name)
    return {image[at] for pair in rows for image in pair if image is not None}
