"""Records as rows: scalars in columns, lists and nested records as JSON text.

One table a kind, named like it, one column a field; ``n`` is the order in which records were made.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from enum import Enum
from itertools import repeat
from operator import attrgetter
from typing import Any, Generic, TypeVar, get_args, get_origin

from qualcode.declared import filled, value
from qualcode.model.kinds import Kind, kind_of
from qualcode.model.plain import column_name, converter, hints, to_plain
from qualcode.model.records import Columns

R = TypeVar("R")
Row = tuple[Any, ...]

_NOTHING = "[]"
_SHORT = 40
_TOGETHER = 2000


@value
class Table(Generic[R]):
    """How records of one type are kept: the columns in order, the SQL, and the way in and out of a row."""

    kind: Kind
    columns: tuple[str, ...]
    names: tuple[str, ...]
    read: tuple[Callable[[Any], Any] | None, ...]
    write: tuple[Callable[[Any], Any] | None, ...]
    order: str

    def to_rows(self, records: Sequence[R]) -> list[Row]:
        """The column values of records, without ``n``."""
        columns = (
            map(attrgetter(name), records) if write is None else map(write, map(attrgetter(name), records))
            for name, write in zip(self.names, self.write, strict=True)
        )
        return list(zip(*columns, strict=True))

    def keys(self, records: Sequence[R]) -> list[Row]:
        """The keys of records."""
        return list(zip(*(map(attrgetter(name), records) for name in self.kind.key), strict=True))

    def records(self, found: sqlite3.Cursor) -> Iterator[R]:
        """The records of a selection of ``columns``, some thousand at a time."""
        while rows := found.fetchmany(_TOGETHER):
            yield from self.filled(rows)

    def filled(self, rows: Sequence[Sequence[Any]]) -> list[R]:
        """Records of rows, field by field, each distinct value converted once; as their ``__init__`` does, in C."""
        if not rows:
            return []
        read = zip(self.names, map(_values, self.read, zip(*rows, strict=True)), strict=True)
        return filled(self.kind.type, len(rows), read)

    def select_columns(self, names: Sequence[str], *, distinct: bool = False) -> str:
        """SELECT of some fields in natural order, or of their combinations, each once."""
        return (
            f'SELECT DISTINCT {self.chosen(names)} FROM "{self.kind.name}"'
            if distinct
            else f'SELECT {self.chosen(names)} FROM "{self.kind.name}" ORDER BY {self.order}'
        )

    @staticmethod
    def chosen(names: Sequence[str]) -> str:
        """Some fields for SQL."""
        return ", ".join(f'"{column_name(name)}"' for name in names)

    def columns_of(self, names: Sequence[str], found: sqlite3.Cursor) -> Columns:
        """A selection of fields, one column a field."""
        made: list[list[Any]] = [[] for _ in names]
        codecs = [self.read[self.names.index(name)] for name in names]
        while rows := found.fetchmany(_TOGETHER):
            for values, read, column in zip(made, codecs, zip(*rows, strict=True), strict=True):
                values.extend(_values(read, column, alone=True))
        return tuple(map(tuple, made))

    @property
    def select(self) -> str:
        """SELECT of the columns, without n."""
        return f'SELECT {self.quoted} FROM "{self.kind.name}"'

    @property
    def quoted(self) -> str:
        """The columns for SQL."""
        return ", ".join(f'"{column}"' for column in self.columns)

    @property
    def upsert(self) -> str:
        """INSERT, or UPDATE of the row with the same key; parameters are n and the columns."""
        marks = ", ".join("?" * (len(self.columns) + 1))
        keys = ", ".join(f'"{column_name(field)}"' for field in self.kind.key)
        updates = ", ".join(f'"{column}" = excluded."{column}"' for column in self.columns)
        return (
            f'INSERT INTO "{self.kind.name}" (n, {self.quoted}) VALUES ({marks}) '
            f"ON CONFLICT ({keys}) DO UPDATE SET {updates}"
        )

    @property
    def key_positions(self) -> tuple[int, ...]:
        """Where the key stands among the columns."""
        return tuple(self.columns.index(column_name(field)) for field in self.kind.key)


def _values(read: Callable[[Any], Any] | None, column: tuple[Any, ...], *, alone: bool = False) -> Iterable[Any]:
    """The values of a column, each distinct one converted once; texts that hardly repeat (``alone``) stay as read."""
    if read is None:
        return column
    distinct = set(column)
    if len(distinct) == 1:
        return repeat(None if column[0] is None else read(column[0]), len(column))
    if read is _shared and 2 * len(distinct) > len(column) and (alone or len(column[0] or "") >= _SHORT):
        return column
    known = {value: None if value is None else read(value) for value in distinct}
    return map(known.__getitem__, column)


_TABLES: dict[type, Table[Any]] = {}


def table_of(record_type: type[R]) -> Table[R]:
    """The table of a record type."""
    if record_type not in _TABLES:
        _TABLES[record_type] = _make_table(record_type)
    return _TABLES[record_type]


def _make_table(record_type: type) -> Table[Any]:
    kind = kind_of(record_type)
    types = hints(record_type)
    names = tuple(f.name for f in fields(record_type))
    codecs = [_codec(types[name]) for name in names]
    return Table(
        kind=kind,
        columns=tuple(column_name(name) for name in names),
        names=names,
        read=tuple(read for read, _ in codecs),
        write=tuple(write for _, write in codecs),
        order='"order", n' if "order" in names else "n",
    )


def _codec(hint: Any) -> tuple[Callable[[Any], Any] | None, Callable[[Any], Any] | None]:
    optional = type(None) in get_args(hint)
    bare = next(part for part in get_args(hint) if part is not type(None)) if optional else hint
    if bare is bool:
        return bool, None
    if bare is str:
        return _shared, None
    if bare in (int, float):
        return None, None
    if isinstance(bare, type) and issubclass(bare, Enum):
        members = {member.value: member for member in bare}
        values: dict[Any, Any] = {None: None} | {member: value for value, member in members.items()}
        return members.__getitem__, values.__getitem__
    whole = converter(bare)
    if get_origin(bare) is tuple and get_args(bare)[0] in (str, int):
        return lambda text: () if text == _NOTHING else tuple(map(_shared, json.loads(text))), _dump
    return lambda text: whole(
        [] if text == _NOTHING else json.loads(text), ""
    ), lambda value: None if value is None else _dump(value)


def _shared(value: Any) -> Any:
    """The value; short texts (ids, names, dates) that many rows hold are one object in memory."""
    return sys.intern(value) if type(value) is str and len(value) < _SHORT else value


def _dump(value: object) -> str:
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")) if value != () else _NOTHING
