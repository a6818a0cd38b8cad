"""What a ``Study`` reads from the file: records, texts, tokens and sentences, each when it is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from qualcode.errors import UnknownName
from qualcode.model.kinds import kind_named
from qualcode.model.sources import Form, Span, Token, TokenColumns
from qualcode.model.study import Columns, Kept, Study
from qualcode.storage import analysis, kept
from qualcode.storage.connection import stated_problems
from qualcode.storage.journal import Images
from qualcode.storage.rows import Table, table_of

R = TypeVar("R")


class StoredRecords:
    """Records read from the file when asked for."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path
        self._forms: tuple[tuple[int, int], Mapping[int, Form]] = ((-1, -1), {})

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """Every record of a type, in its natural order."""
        table = table_of(record_type)
        with stated_problems(self._path):
            return tuple(table.records(self._db.execute(f"{table.select} ORDER BY {table.order}")))

    def columns(self, record_type: type, names: tuple[str, ...], *, distinct: bool) -> Columns:
        """Fields of every record of a type, one column a field."""
        table: Table[object] = table_of(record_type)
        with stated_problems(self._path):
            return table.columns_of(names, self._db.execute(table.select_columns(names, distinct=distinct)))

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
            return analysis.read_columns(self._db, digest)

    def forms(self) -> Mapping[int, Form]:
        """Every form, read again only after something was written here or by another process."""
        with stated_problems(self._path):
            written = (self._db.total_changes, int(self._db.execute("PRAGMA data_version").fetchone()[0]))
            if self._forms[0] != written:
                self._forms = (written, analysis.read_forms(self._db))
        return self._forms[1]

    def sentences(self, digest: str) -> tuple[Span, ...]:
        """The stored sentences of a text; none if it was never analysed."""
        with stated_problems(self._path):
            return analysis.read_sentences(self._db, digest)

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
