"""OpenDocument spreadsheets (``.ods``, of LibreOffice): the first sheet that holds something, one answer a row."""

from __future__ import annotations

from qualcode.collection.documents import RawDocument, Reader
from qualcode.collection.readers._workbook import first_sheet
from qualcode.collection.readers._zip import ZIP, open_office_file

_MAIN = "content.xml"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def _accepts(data: bytes, extension: str) -> bool:
    return extension in READER.extensions or (data.startswith(ZIP) and _SPREADSHEET in data[:200])


def _read(data: bytes, name: str) -> RawDocument:
    open_office_file(data, name, _MAIN, "not_ods").close()
    return first_sheet(data, name, "not_ods")


READER = Reader(name="ods", extensions=(".ods",), accepts=_accepts, read=_read)
