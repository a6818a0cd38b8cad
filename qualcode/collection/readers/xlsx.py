"""Spreadsheets (``.xlsx``): the first sheet that holds something, one answer to an open question a row."""

from __future__ import annotations

import io

from qualcode.collection.documents import RawDocument, Reader, Table
from qualcode.collection.readers._zip import ZIP, open_office_file
from qualcode.errors import UnreadableSource
from qualcode.language import normalise

_MAIN = "xl/workbook.xml"


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or (data.startswith(ZIP) and _MAIN.encode() in data)


def _read(data: bytes, name: str) -> RawDocument:
    from python_calamine import CalamineError, CalamineWorkbook

    open_office_file(data, name, _MAIN, "not_xlsx").close()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=True)
            if rows:
                filled = (tuple(_text(value) for value in row) for row in rows)
                return RawDocument(parts=(Table(rows=tuple(row for row in filled if any(row))),), sheet=True)
    except CalamineError as error:
        raise UnreadableSource(name, "not_xlsx", detail=str(error)) from None
    raise UnreadableSource(name, "empty")


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return normalise(str(value)).strip()


READER = Reader(name="xlsx", extensions=(".xlsx", ".xlsm"), accepts=_accepts, read=_read)
