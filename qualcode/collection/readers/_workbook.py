"""Spreadsheets of any kind: the first sheet that holds something, its cells as text.

As a program it is what ``_apart`` runs.
"""

from __future__ import annotations

import io

from qualcode.collection.documents import RawDocument, Table
from qualcode.collection.readers import _apart
from qualcode.collection.readers._encoding import without_halves
from qualcode.errors import UnreadableSource
from qualcode.language import normalise

MOST_CELLS = 4_000_000
"""Cells of a table that is read: 100,000 answers to forty questions."""

SECONDS = 60


def first_sheet(data: bytes, name: str, why: str) -> RawDocument:
    """The first sheet that holds something; ``why`` is the key if the workbook cannot be read."""
    try:
        rows = _apart.answer(__name__, data, name, SECONDS)
    except UnreadableSource as error:
        raise UnreadableSource(name, why if error.why == _DAMAGED else error.why, detail=error.detail) from None
    if not rows:
        raise UnreadableSource(name, "empty")
    return RawDocument(parts=(Table(rows=tuple(map(tuple, rows))),), sheet=True)


_DAMAGED = "damaged"


def _read(data: bytes) -> list[list[str]]:
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.height * sheet.width > MOST_CELLS:
            raise _apart.Refused("too_large", f"{sheet.height} × {sheet.width}")
        filled = ([_text(value) for value in row] for row in sheet.to_python(skip_empty_area=True))
        kept = [row for row in filled if any(row)]
        if kept:
            return kept
    return []


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return normalise(without_halves(str(value))).strip()


def _main() -> None:
    from python_calamine import CalamineError

    _apart.serve(_read, (CalamineError, ValueError, OSError), _DAMAGED)


if __name__ == "__main__":
    _main()
