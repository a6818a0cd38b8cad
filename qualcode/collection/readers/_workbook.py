"""Spreadsheets of any kind: the first sheet that holds something, its cells as text."""

from __future__ import annotations

import io

from qualcode.collection.documents import RawDocument, Table
from qualcode.errors import UnreadableSource
from qualcode.language import normalise


def first_sheet(data: bytes, name: str, why: str) -> RawDocument:
    """The first sheet that holds something; ``why`` is the key if the workbook cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=True)
            filled = (tuple(_text(value) for value in row) for row in rows)
            kept = tuple(row for row in filled if any(row))
            if kept:
                return RawDocument(parts=(Table(rows=kept),), sheet=True)
    except CalamineError as error:
        raise UnreadableSource(name, why, detail=str(error)) from None
    raise UnreadableSource(name, "empty")


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return normalise(str(value)).strip()
