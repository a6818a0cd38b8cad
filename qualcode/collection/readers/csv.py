"""Tables as comma, semicolon or tab separated text (``.csv``, ``.tsv``): answers to open questions, one a row."""

from __future__ import annotations

import csv
import io

from qualcode.collection.documents import RawDocument, Reader, Table
from qualcode.collection.readers._encoding import decoded
from qualcode.collection.readers._workbook import MOST_CELLS
from qualcode.errors import UnreadableSource
from qualcode.language import normalise


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions and not data.startswith(b"PK\x03\x04")


def _read(data: bytes, name: str) -> RawDocument:
    text, remarks = decoded(data, name)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        rows = [[normalise(value) for value in row] for row in reader if any(value.strip() for value in row)]
    except csv.Error as error:
        raise UnreadableSource(name, "csv", line=reader.line_num, detail=str(error)) from None
    width = max((len(row) for row in rows), default=0)
    if len(rows) * width > MOST_CELLS:
        raise UnreadableSource(name, "too_large", detail=f"{len(rows)} × {width}")
    table = Table(rows=tuple(tuple(row + [""] * (width - len(row))) for row in rows))
    return RawDocument(parts=(table,), sheet=True, remarks=remarks)


READER = Reader(name="csv", extensions=(".csv", ".tsv"), accepts=_accepts, read=_read)
