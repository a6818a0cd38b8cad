"""Excel workbooks (``.xlsx``): the first sheet that holds something, one answer to an open question a row."""

from __future__ import annotations

from qualcode.collection.documents import RawDocument, Reader
from qualcode.collection.readers._workbook import first_sheet
from qualcode.collection.readers._zip import ZIP, open_office_file

_MAIN = "xl/workbook.xml"


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or (data.startswith(ZIP) and _MAIN.encode() in data)


def _read(data: bytes, name: str) -> RawDocument:
    open_office_file(data, name, _MAIN, "not_xlsx").close()
    return first_sheet(data, name, "not_xlsx")


READER = Reader(name="xlsx", extensions=(".xlsx", ".xlsm"), accepts=_accepts, read=_read)
