"""XLSX: one sheet a matrix with rich text, frozen header and A4 landscape pages; several get an index sheet.

Nothing in a cell can run as a formula or open as a link; the same matrices give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from typing import Any

from qualcode.displays._result import Matrix, MatrixCell
from qualcode.displays._text import Style, paragraphs, plain
from qualcode.displays._writers._around import around
from qualcode.displays._writers._writer import MatrixWriter
from qualcode.model import Study

WIDTH, STUB_WIDTH = 34, 15
"""Width of a column of cells and of one that names rows, in characters."""

LINE_HEIGHT, MOST_HEIGHT = 13.5, 409
"""Height of a line at 10 points, and the most that a row can have."""

MOST_TEXT = 32_000
"""Characters that a cell can hold, kept a little below the format's limit."""

_FONT = {"font_name": "Times New Roman", "font_size": 10}
_LOOKS: dict[Style, dict[str, object]] = {
    Style.SYMBOL: {"bold": True},
    Style.KIND: {"font_color": "#595959"},
    Style.QUOTE: {},
    Style.SUMMARY: {},
    Style.EXPLANATION: {"italic": True},
    Style.RATING: {"bold": True},
    Style.COUNT: {},
    Style.CITATION: {"font_color": "#595959"},
    Style.MARK: {"bold": True},
    Style.SLOT: {"bold": True, "underline": 1},
    Style.STALE: {"bold": True, "underline": 1},
    Style.BLANK: {},
}
_CELL = {"border": 1, "text_wrap": True, "valign": "top"}


def render(matrices: Sequence[Matrix], study: Study) -> bytes:
    """A workbook of the matrices."""
    import xlsxwriter

    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, safe)
    book.set_properties(
        {"title": study.project.title, "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)}
    )
    names = _sheet_names(matrices)
    if len(matrices) > 1:
        _index(book, matrices, names)
    for matrix, name in zip(matrices, names, strict=True):
        _Sheet(book, name).fill(matrix)
    book.close()
    return out.getvalue()


def _sheet_names(matrices: Sequence[Matrix]) -> list[str]:
    """Names that the format allows (31 characters, no brackets, slashes, colons, stars or marks), each once."""
    names: list[str] = []
    for at, matrix in enumerate(matrices, 1):
        name = re.sub(r"[\[\]:*?/\\']", " ", matrix.title).strip()[:31].strip() or f"{at}"
        taken = {other.casefold() for other in names}
        names.append(f"{name[:27]} {at}" if name.casefold() in taken else name)
    return names


def _index(book: Any, matrices: Sequence[Matrix], names: Sequence[str]) -> None:
    """The list of matrices with a link to each sheet."""
    words = matrices[0].words
    sheet = book.add_worksheet(words["index"][:31])
    bold, link = book.add_format({**_FONT, "bold": True}), book.add_format({**_FONT, "underline": 1})
    body = book.add_format({**_FONT, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 80)
    for column, heading in enumerate((words["sheet"], words["question"])):
        sheet.write_string(0, column, heading, bold)
    for row, (matrix, name) in enumerate(zip(matrices, names, strict=True), 1):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, matrix.title)
        sheet.write_string(row, 1, matrix.question, body)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


class _Sheet:
    """One matrix on one sheet."""

    def __init__(self, book: Any, name: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._looks = {style: book.add_format({**_FONT, **look}) for style, look in _LOOKS.items()}
        self._cell = book.add_format({**_FONT, **_CELL})
        self._head = book.add_format({**_FONT, **_CELL, "bold": True, "bg_color": "#EDEDED"})
        self._over = book.add_format({**_FONT, **_CELL, "bold": True, "bg_color": "#EDEDED", "align": "center"})
        self._title = book.add_format({**_FONT, "bold": True, "font_size": 12})
        self._text = book.add_format({**_FONT, "text_wrap": True, "valign": "top"})
        self._plain = book.add_format(_FONT)

    def fill(self, matrix: Matrix) -> None:
        """Title, header, rows, then legend, rules and notes; page set for A4 landscape."""
        stub, width = len(matrix.stub), len(matrix.stub) + len(matrix.columns)
        self._sheet.set_column(0, stub - 1, STUB_WIDTH)
        self._sheet.set_column(stub, width - 1, WIDTH)
        self._sheet.write_string(0, 0, matrix.title, self._title)
        self._sheet.write_string(1, 0, matrix.caption, self._plain)
        header = self._header(matrix, 2)
        at = header + 1
        for row, cells in matrix.lines():
            names = [row.label] if stub == 1 else [row.group, row.label]
            for column, name in enumerate(names):
                self._sheet.write_string(at, column, name, self._head)
            for column, cell in enumerate(cells, stub):
                self._write_cell(at, column, cell, matrix)
            self._sheet.set_row(at, _height([(name, STUB_WIDTH) for name in names], cells, matrix))
            at += 1
        self._around(matrix, at + 1, width)
        self._page(matrix, header, stub)

    def _header(self, matrix: Matrix, top: int) -> int:
        """Writes the header at ``top``; the row of the column labels."""
        groups, stub = matrix.column_groups, len(matrix.stub)
        row = top + 1 if groups else top
        at = stub
        for label, span in groups:
            if span > 1:
                self._sheet.merge_range(top, at, top, at + span - 1, label, self._over)
            else:
                self._sheet.write_string(top, at, label, self._over)
            at += span
        for column, name in enumerate((*matrix.stub, *(line.label for line in matrix.columns))):
            if groups and column < stub:
                self._sheet.write_blank(top, column, None, self._head)
            self._sheet.write_string(row, column, name, self._head)
        labels = [(line.label, WIDTH) for line in matrix.columns]
        self._sheet.set_row(row, _height(labels, (), matrix))
        return row

    def _write_cell(self, row: int, column: int, cell: MatrixCell, matrix: Matrix) -> None:
        """Rich text where a cell has several looks; plain text where it has one, or more than the format holds."""
        found = paragraphs(cell, matrix)
        whole = "\n".join(plain(paragraph) for paragraph in found)[:MOST_TEXT]
        if sum(map(len, found)) < 2 or len(whole) >= MOST_TEXT:  # noqa: PLR2004 - rich text needs two runs
            self._sheet.write_string(row, column, whole, self._cell)
            return
        parts: list[object] = []
        for number, paragraph in enumerate(found):
            for at, piece in enumerate(paragraph):
                before = " " if at else "\n" if number else ""
                parts += [self._looks[piece.style], before + piece.text]
        self._sheet.write_rich_string(row, column, *parts, self._cell)

    def _around(self, matrix: Matrix, top: int, width: int) -> None:
        lines = [f"{sign}  {meaning}" for sign, meaning in matrix.legend.items()]
        blocks = [(matrix.words["legend"], tuple(lines))] if lines else []
        at, room = top, max(40, STUB_WIDTH * len(matrix.stub) + WIDTH * len(matrix.columns))
        for heading, texts in (*blocks, *around(matrix)):
            self._sheet.write_string(at, 0, heading, self._title)
            at += 1
            for text in texts:
                self._sheet.merge_range(at, 0, at, width - 1, "", self._text)
                self._sheet.write_string(at, 0, text[:MOST_TEXT], self._text)
                self._sheet.set_row(at, _lines(text, room) * LINE_HEIGHT)
                at += 1

    def _page(self, matrix: Matrix, header: int, stub: int) -> None:
        self._sheet.freeze_panes(header + 1, stub)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(header - 1 if matrix.column_groups else header, header)
        self._sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.7)
        self._sheet.set_footer("&L&A&R&P / &N")


def _lines(text: str, room: int) -> int:
    """Lines that a wrapped text takes in a column of so many characters."""
    return sum(max(1, ceil(len(line) * 1.08 / room)) for line in text.split("\n")) or 1


def _height(names: Sequence[tuple[str, int]], cells: Sequence[MatrixCell], matrix: Matrix) -> float:
    """The height of a row: rich text is not heightened by every program, so it is set."""
    needed = [_lines(name, room) for name, room in names]
    needed += [sum(_lines(plain(paragraph), WIDTH) for paragraph in paragraphs(cell, matrix)) for cell in cells]
    return min(MOST_HEIGHT, max(needed, default=1) * LINE_HEIGHT + 3)


WRITER = MatrixWriter(name="xlsx", render=render, text=False)
