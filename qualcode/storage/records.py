"""What a ``Study`` reads from the file: records, texts, tokens and sentences, each when it is asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from qualcode.errors import UnknownName
from qualcode.model.coding import Segment
from qualcode.model.kinds import kind_named
from qualcode.model.records import Columns, FieldsById, Kept, Part
from qualcode.model.source_columns import SourceColumns
from qualcode.model.sources import Block, Form, Span, Token, TokenColumns
from qualcode.model.study import Study
from qualcode.storage import analysis, kept, source_columns
from qualcode.storage.connection import stated_problems
from qualcode.storage.journal import Images
from qualcode.storage.rows import Table, table_of

R = TypeVar("R")


class StoredRecords:
    """Records read from the file when asked for."""

    def __init__(self, db: sqlite3.Connection, path: Path, before_words: Callable[[], None] = lambda: None) -> None:
        self._db = db
        self._path = path
        self._before_words = before_words
        self._forms: tuple[tuple[int, int], Mapping[int, Form]] = ((-1, -1), {})
        self._lost: tuple[tuple[int, int], tuple[Segment, ...]] = ((-1, -1), ())

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """Every record of a type, in its natural order."""
        table = table_of(record_type)
        with stated_problems(self._path):
            return tuple(table.records(self._db.execute(f"{table.select} ORDER BY {table.order}")))

    def some(self, record_type: type[R], part: Part) -> tuple[R, ...]:
        """The records of a type that stand in a part of the study, in their natural order."""
        table = table_of(record_type)
        where, values = _in_part(record_type, part, [one.id for one in self.lost() if one.source in part.sources])
        with stated_problems(self._path):
            found = self._db.execute(f"{table.select} WHERE {where} ORDER BY {table.order}", values)
            return tuple(table.records(found))

    def columns(self, record_type: type, names: tuple[str, ...], *, distinct: bool) -> Columns:
        """Fields of every record of a type, one column a field."""
        table: Table[object] = table_of(record_type)
        with stated_problems(self._path):
            return table.columns_of(names, self._db.execute(table.select_columns(names, distinct=distinct)))

    def fields_of(self, record_type: type, ids: Collection[str], names: tuple[str, ...]) -> FieldsById:
        """Fields of the records with these ids, by id."""
        table: Table[object] = table_of(record_type)
        query = f"SELECT {table.chosen(('id', *names))} FROM {table.kind.name} WHERE id IN {_LISTED}"
        with stated_problems(self._path):
            found, *columns = table.columns_of(("id", *names), self._db.execute(query, (json.dumps(list(ids)),)))
        return dict(zip(found, zip(*columns, strict=True), strict=True))

    def source_columns(self) -> Mapping[str, SourceColumns] | None:
        """What was coded in each source, as columns; None inside an act, which changes what they come from."""
        if self._db.in_transaction:
            return None
        with stated_problems(self._path):
            return source_columns.read(self._db)

    def coded_sources(self, codes: Collection[str]) -> frozenset[str]:
        """The sources in which one of these codes was given."""
        query = f"SELECT DISTINCT s.source FROM coding c JOIN segment s ON s.id = c.segment WHERE c.code IN {_LISTED}"
        with stated_problems(self._path):
            return frozenset(row[0] for row in self._db.execute(query, (_list(codes),)))

    def lost(self) -> tuple[Segment, ...]:
        """The segments whose words stand in the text no more, read again only after something was written."""
        table = table_of(Segment)
        with stated_problems(self._path):
            written = self._written()
            if self._lost[0] != written:
                found = self._db.execute(f'{table.select} WHERE start = "end" ORDER BY {table.order}')
                self._lost = written, tuple(table.records(found))
        return self._lost[1]

    def _written(self) -> tuple[int, int]:
        """Changes when something was written here or by another process."""
        return self._db.total_changes, int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def text(self, digest: str) -> str:
        """The text with this digest; ``UnknownName`` if there is none."""
        with stated_problems(self._path):
            row = self._db.execute("SELECT content FROM text WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise UnknownName("text", digest[:12])
        return str(row[0])

    def tokens(self, digest: str) -> tuple[Token, ...]:
        """The stored tokens of a text; none if it was never analysed."""
        return analysis.tokens_of(self.token_columns(digest), self.forms())

    def token_columns(self, digest: str) -> TokenColumns:
        """The same as columns."""
        with stated_problems(self._path):
            self._before_words()
            return analysis.read_columns(self._db, digest)

    def forms(self) -> Mapping[int, Form]:
        """Every form, read again only after something was written here or by another process."""
        with stated_problems(self._path):
            self._before_words()
            written = self._written()
            if self._forms[0] != written:
                self._forms = (written, analysis.read_forms(self._db))
        return self._forms[1]

    def sentences(self, digest: str) -> tuple[Span, ...]:
        """The stored sentences of a text; none if it was never analysed."""
        with stated_problems(self._path):
            return analysis.read_sentences(self._db, digest)

    def block_counts(self) -> Mapping[str, int]:
        """Source → how many blocks it has."""
        with stated_problems(self._path):
            return dict(self._db.execute("SELECT source, count(*) FROM block GROUP BY source"))

    def openings(self) -> Mapping[str, int]:
        """Source → where its first block begins."""
        with stated_problems(self._path):
            return dict(self._db.execute("SELECT source, min(start) FROM block GROUP BY source"))

    def kept(self, key: str) -> bytes | None:
        """Work kept under a key, or None."""
        with stated_problems(self._path):
            return kept.read(self._db, key)

    def keep(self, entries: Iterable[Kept]) -> None:
        """Keep work in place of what was kept for the same text or for the study, where the file can be written."""
        with stated_problems(self._path):
            kept.write(self._db, entries)

    @property
    def data_version(self) -> int:
        """The number of the last journal entry."""
        with stated_problems(self._path):
            return int(self._db.execute("SELECT coalesce(max(number), 0) FROM log").fetchone()[0])

    @property
    def folder(self) -> Path:
        """The folder of the study."""
        return self._path.parent


_LISTED = "(SELECT value FROM json_each(?))"


def _list(names: Iterable[str]) -> str:
    return json.dumps(sorted(names))


def _in_part(record_type: type, part: Part, lost: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """(WHERE clause, its values) for the records of a type that stand in a part.

    Found by their numbers, so that they come in their order without being sorted. No index knows the lost segments.
    """
    if record_type is Block:
        return f"n IN (SELECT n FROM block WHERE source IN {_LISTED})", (_list(part.sources),)
    standing = f'SELECT n, id FROM segment WHERE source IN {_LISTED} AND start < "end"'
    segments = f"({standing} UNION ALL SELECT n, id FROM segment WHERE id IN {_LISTED})"
    values = (_list(part.sources), _list(lost))
    if record_type is Segment:
        return f"n IN (SELECT n FROM {segments})", values
    codings = f"n IN (SELECT c.n FROM {segments} s CROSS JOIN coding c ON c.segment = s.id)"
    if part.codes is None:
        return codings, values
    return f"code IN {_LISTED} AND +segment IN (SELECT id FROM {segments})", (_list(part.codes), *values)


def stepped(study: Study, images: Images) -> Study | None:
    """The study after undo or redo brought rows to their second image; None where an older version wrote the images.

    A kind in which a row came back is read again, since it came back to its old place.
    """
    put: list[object] = []
    removed: list[object] = []
    anew: set[type] = set()
    for name, (columns, rows) in images.items():
        kind = kind_named(name)
        if kind is None or tuple(columns) != ("n", *table_of(kind.type).columns):
            return None
        table: Table[object] = table_of(kind.type)
        if any(before is None for before, _after in rows):
            anew.add(kind.type)
            continue
        put.extend(table.filled([after[1:] for _before, after in rows if after is not None]))
        removed.extend(table.filled([before[1:] for before, after in rows if before is not None and after is None]))
    return study.grown(put, removed, anew=anew)
