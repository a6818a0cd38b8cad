"""One act on a study: what is put and removed inside it, compared with what was there, as images for the journal."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from qualcode.errors import StillReferenced, UnknownName
from qualcode.model.kinds import KINDS, id_of, ref_to
from qualcode.model.sources import Span, Token
from qualcode.model.study import Study
from qualcode.model.values import Technique
from qualcode.storage import analysis, hiding, journal
from qualcode.storage.referring import referrers
from qualcode.storage.rows import Row, Table, table_of

_PREFIXES = {kind.prefix: kind.name for kind in KINDS if kind.prefix} | dict.fromkeys(
    (technique.letter for technique in Technique), "source"
)
_NUMBERED = re.compile(r"([A-Z]+)-([0-9]+)")


class Act:
    """What one act does. ``study`` is the view at its start; ``images`` what changed so far.

    ``written`` and ``removed`` are the records put and removed; ``renewed`` says that something was put after it
    had been removed, and so stands at another place.
    """

    def __init__(self, db: sqlite3.Connection, study: Study) -> None:
        self.study = study
        self.images: journal.Images = {}
        self.written: list[object] = []
        self.removed: list[object] = []
        self.renewed = False
        self._db = db
        self._numbers: dict[str, int] = {}

    def put(self, *records: object) -> None:
        """Add records, or replace those with the same key; unchanged ones leave no trace."""
        self.written.extend(records)
        self.renewed = self.renewed or bool(
            self.removed and {ref_to(one) for one in self.removed} & set(map(ref_to, records))
        )
        for record_type, some in _by_type(records).items():
            self._put_type(record_type, some)

    def _put_type(self, record_type: type, records: Sequence[object]) -> None:
        table: Table[object] = table_of(record_type)
        keys = table.keys(records)
        before = self._rows_of(record_type, keys)
        highest = int(self._db.execute(f'SELECT coalesce(max(n), 0) FROM "{table.kind.name}"').fetchone()[0])
        rows: list[Row] = []
        changed = self._changed(table.kind.name, table.columns)
        before_these = len(changed)
        for key, values in zip(keys, table.to_rows(records), strict=True):
            old = before.get(key)
            if old is None:
                highest += 1
            after = (old[0] if old else highest, *values)
            if old != after:
                changed.append((old, after))
                rows.append(after)
                before[key] = after
        self._make_room(table, changed[before_these:])
        self._db.executemany(table.upsert, rows)
        self._forget_if_empty(table.kind.name)

    def _make_room(self, table: Table[object], changed: Sequence[tuple[journal.Image, journal.Image]]) -> None:
        """Take out the rows that change together, so that one may come to stand where another stood."""
        going = [(old[0],) for old, _new in changed if old is not None]
        if len(going) > 1:
            self._db.execute("PRAGMA defer_foreign_keys = ON")
            self._db.executemany(f'DELETE FROM "{table.kind.name}" WHERE n = ?', going)

    def remove(self, *records: object) -> None:
        """Remove records. ``StillReferenced`` if one that stays refers to one of them."""
        going = {ref_to(record) for record in records}
        for record in records:
            by = tuple(ref for ref in self.referrers(record) if ref not in going)
            if by:
                raise StillReferenced(ref_to(record), by)
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        for record_type, some in _by_type(records).items():
            table: Table[object] = table_of(record_type)
            keys = table.keys(some)
            rows = self._rows_of(record_type, keys)
            for record, key in zip(some, keys, strict=True):
                if key not in rows:
                    raise UnknownName(table.kind.name, id_of(record))
                self._changed(table.kind.name, table.columns).append((rows[key], None))
                self._db.execute(f'DELETE FROM "{table.kind.name}" WHERE n = ?', (rows.pop(key)[0],))
        self.removed.extend(records)

    def referrers(self, record: object) -> tuple[str, ...]:
        """``kind:id`` of every stored record that refers to this one."""
        return tuple(referrers(self._db, record))

    def new_id(self, prefix: str, width: int = 2) -> str:
        """The next id of a prefix (``T-12``); no number is ever given twice, nor one that stands in the study."""
        if prefix not in self._numbers:
            self._numbers[prefix] = max(self._last_id(prefix), self._highest_standing(prefix))
        self._numbers[prefix] += 1
        return f"{prefix}-{self._numbers[prefix]:0{width}d}"

    def keep_numbers(self) -> None:
        """Remember the last numbers given, also those of ids that came with a file."""
        for kind, (columns, rows) in self.images.items():
            ids = (str(after[columns.index("id")]) for _before, after in rows if after and "id" in columns)
            for prefix, number in (found.groups() for found in map(_NUMBERED.match, ids) if found):
                if _PREFIXES.get(prefix) == kind:
                    self._numbers[prefix] = max(self._numbers.get(prefix, 0), int(number))
        self._db.executemany(
            "INSERT INTO last_id (prefix, number) VALUES (?, ?) "
            "ON CONFLICT (prefix) DO UPDATE SET number = max(number, excluded.number)",
            self._numbers.items(),
        )

    def _last_id(self, prefix: str) -> int:
        row = self._db.execute("SELECT number FROM last_id WHERE prefix = ?", (prefix,)).fetchone()
        return int(row[0]) if row else 0

    def _highest_standing(self, prefix: str) -> int:
        row = self._db.execute(
            f'SELECT coalesce(max(CAST(substr(id, ?) AS INTEGER)), 0) FROM "{_PREFIXES[prefix]}" WHERE id GLOB ?',
            (len(prefix) + 2, f"{prefix}-[0-9]*"),
        ).fetchone()
        return int(row[0])

    def put_text(self, text: str) -> str:
        """Keep a text; its digest (SHA-256 of its UTF-8 bytes)."""
        import hashlib

        digest = hashlib.sha256(text.encode()).hexdigest()
        self._db.execute("INSERT INTO text (digest, content) VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, text))
        return digest

    def forget_texts(self, among: Collection[str] | None = None) -> None:
        """Remove the texts (or those among some) that no source names now, and what was derived from them."""
        hiding.forget_unnamed(self._db, among)

    def put_analysis(self, digest: str, rules: str, tokens: Sequence[Token], sentences: Sequence[Span]) -> None:
        """Keep the tokens and sentences of a text."""
        analysis.write_analysis(self._db, digest, rules, tokens, sentences)

    def _rows_of(self, record_type: type, keys: Sequence[Row]) -> dict[Row, Row]:
        """The rows with these keys, read by the first part of the key alone, so that one statement serves all."""
        table: Table[object] = table_of(record_type)
        wanted = frozenset(keys)
        places = [position + 1 for position in table.key_positions]
        head = table.columns[table.key_positions[0]]
        rows = self._db.execute(
            f'SELECT n, {table.quoted} FROM "{table.kind.name}" WHERE "{head}" IN (SELECT value FROM json_each(?))',
            (json.dumps(list({key[0] for key in wanted})),),
        )
        return {key: row for row in rows if (key := tuple(row[place] for place in places)) in wanted}

    def _changed(self, kind: str, columns: tuple[str, ...]) -> list[tuple[journal.Image, journal.Image]]:
        return self.images.setdefault(kind, (("n", *columns), []))[1]

    def _forget_if_empty(self, kind: str) -> None:
        if not self.images[kind][1]:
            del self.images[kind]


def _by_type(records: Iterable[object]) -> dict[type, list[object]]:
    found: dict[type, list[object]] = {}
    for record in records:
        found.setdefault(type(record), []).append(record)
    return found
