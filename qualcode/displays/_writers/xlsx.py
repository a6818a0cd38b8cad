"""XLSX: one sheet a matrix with rich text, frozen header and A4 landscape pages; several get an index sheet.

Nothing in a cell can run as a formula or open as a link; the same matrices give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from qualcode.displays._figure import Figure
from qualcode.displays._figure_tables import as_matrices
from qualcode.displays._result import Matrix, MatrixCell, grouped
from qualcode.displays._text import Style, citation_list, paragraphs, plain
from qualcode.displays._writers._around import around
from qualcode.displays._writers._sheet_sizes import (
    LINE_HEIGHT,
    SCALE,
    Sizes,
    header_height,
    lines,
    row_height,
    sizes_of,
)
from qualcode.displays._writers._writer import DisplayWriter
from qualcode.model import Study

MOST_TEXT = 32_000
"""Characters that a cell can hold, kept a little below the format's limit."""

MOST_NAMED = 40
"""Citation codes that a comment names; more are counted."""

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
_HEAD = {**_CELL, "bold": True, "bg_color": "#EDEDED"}


def render(displays: Sequence[Matrix | Figure], study: Study) -> bytes:
    """A workbook of the displays; a figure stands as a picture on a sheet before those of its tables."""
    import xlsxwriter

    matrices = as_matrices(displays)
    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {**safe, "default_format_properties": _FONT})
    book.set_properties(
        {"title": study.project.title, "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)}
    )
    names = _sheet_names(matrices)
    if len(matrices) > 1:
        _index(book, matrices, names, study.project.title)
    left = iter(names)
    pictures = 0
    for display in displays:
        if isinstance(display, Figure):
            pictures += 1
            _picture(book, display, pictures)
        for matrix in as_matrices([display]):
            _Sheet(book, next(left)).fill(matrix)
    book.close()
    return out.getvalue()


def _picture(book: Any, figure: Figure, number: int) -> None:
    """The drawing of a figure on a sheet of its own, under its title."""
    from qualcode.displays._drawing.png import SCREEN, png
    from qualcode.displays._figure_pages import scene_of

    sheet = book.add_worksheet(f"{figure.words['picture']} {number}")
    sheet.write_string(0, 0, figure.title, book.add_format({**_FONT, "bold": True, "font_size": 12}))
    sheet.write_string(1, 0, figure.caption, book.add_format(_FONT))
    sheet.insert_image(3, 0, f"{figure.name}.png", {"image_data": io.BytesIO(png(scene_of(figure), SCREEN))})
    _paper(sheet)
    sheet.fit_to_pages(1, 0)


def _sheet_names(matrices: Sequence[Matrix]) -> list[str]:
    """Names that the format allows (31 characters, no brackets, slashes, colons, stars or marks), each once."""
    names: list[str] = []
    for at, matrix in enumerate(matrices, 1):
        name = re.sub(r"[\[\]:*?/\\']", " ", matrix.title).strip()[:31].strip() or f"{at}"
        taken = {other.casefold() for other in names}
        names.append(f"{name[:27]} {at}" if name.casefold() in taken else name)
    return names


def _index(book: Any, matrices: Sequence[Matrix], names: Sequence[str], title: str) -> None:
    """The list of matrices with a link to each sheet and the question that each answers."""
    words = matrices[0].words
    sheet = book.add_worksheet(words["index"][:31])
    head, link = book.add_format({**_FONT, **_HEAD}), book.add_format({**_FONT, **_CELL, "underline": 1})
    body = book.add_format({**_FONT, **_CELL})
    widths = min(60, max(len(matrix.title) for matrix in matrices) + 2), 70
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, book.add_format({**_FONT, "bold": True, "font_size": 12}))
    for column, heading in enumerate((words["sheet"], words["question"])):
        sheet.write_string(2, column, heading, head)
    for row, (matrix, name) in enumerate(zip(matrices, names, strict=True), 3):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, matrix.title)
        sheet.write_string(row, 1, matrix.question, body)
        sheet.set_row(row, max(lines(matrix.title, widths[0]), lines(matrix.question, widths[1])) * LINE_HEIGHT + 3)
    _paper(sheet)
    sheet.fit_to_pages(1, 0)


def _paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.6, top=1.0, bottom=0.7)


class _Sheet:
    """One matrix on one sheet."""

    def __init__(self, book: Any, name: str) -> None:
        self._sheet = book.add_worksheet(name)
        self._looks = {style: book.add_format({**_FONT, **look}) for style, look in _LOOKS.items()}
        self._cell = book.add_format({**_FONT, **_CELL})
        self._head = book.add_format({**_FONT, **_HEAD})
        self._over = book.add_format({**_FONT, **_HEAD, "align": "center"})
        self._title = book.add_format({**_FONT, "bold": True, "font_size": 12})
        self._heading = book.add_format({**_FONT, "bold": True})
        self._text = book.add_format({**_FONT, "text_wrap": True, "valign": "top"})
        self._plain = book.add_format(_FONT)

    def fill(self, matrix: Matrix) -> None:
        """Title, header, rows, then legend, rules and notes; pages of A4 on its side that can be read."""
        sizes = sizes_of(matrix)
        for column, width in enumerate((*sizes.stub, *sizes.cells)):
            self._sheet.set_column(column, column, width)
        self._sheet.write_string(0, 0, matrix.title, self._title)
        self._sheet.write_string(1, 0, matrix.caption, self._plain)
        header = self._header(matrix, 2, sizes)
        self._sheet.set_row(header, header_height(matrix, sizes))
        at, stub = header + 1, len(sizes.stub)
        for row, cells in matrix.lines():
            for column, name in enumerate((row.group, row.label)[-stub:]):
                self._sheet.write_string(at, column, name, self._head)
            for column, cell in enumerate(cells, stub):
                self._write_cell(at, column, cell, matrix)
            self._sheet.set_row(at, row_height(matrix, sizes, row, cells))
            at += 1
        last = self._around(matrix, at + 1, sizes)
        self._page(matrix, (header, last), sizes)

    def _header(self, matrix: Matrix, top: int, sizes: Sizes) -> int:
        """Writes the header at ``top``, headings over columns page by page; the row of the column labels."""
        groups, stub = matrix.column_groups, len(matrix.stub)
        row = top + 1 if groups else top
        for start, end in sizes.pages if groups else ():
            at = stub + start
            for label, span in grouped(matrix.columns[start:end]):
                if span > 1:
                    self._sheet.merge_range(top, at, top, at + span - 1, label, self._over)
                else:
                    self._sheet.write_string(top, at, label, self._over)
                at += span
        for column, name in enumerate((*matrix.stub, *(line.label for line in matrix.columns))):
            if groups and column < stub:
                self._sheet.write_blank(top, column, None, self._head)
            self._sheet.write_string(row, column, name, self._head)
        return row

    def _write_cell(self, row: int, column: int, cell: MatrixCell, matrix: Matrix) -> None:
        """Rich text where a cell has several looks; plain text where it has one, or more than the format holds.

        What the cell rests on and does not cite stands in a comment.
        """
        found = paragraphs(cell, matrix)
        whole = "\n".join(plain(paragraph) for paragraph in found)[:MOST_TEXT]
        cited = {code.strip("()") for one in found for piece in one for code in piece.text.split("; ")}
        uncited = [place for entry in cell.entries for place in entry.segments if place.citation not in cited]
        if uncited:
            told = f"{matrix.words['evidence']}: {citation_list(uncited, MOST_NAMED)}"
            self._sheet.write_comment(row, column, told, {"author": "qualcode", "x_scale": 2})
        if sum(map(len, found)) < 2 or len(whole) >= MOST_TEXT:  # noqa: PLR2004 - rich text needs two runs
            self._sheet.write_string(row, column, whole, self._cell)
            return
        parts: list[object] = []
        for number, paragraph in enumerate(found):
            for at, piece in enumerate(paragraph):
                before = " " if at else "\n" if number else ""
                parts += [self._looks[piece.style], before + piece.text]
        self._sheet.write_rich_string(row, column, *parts, self._cell)

    def _around(self, matrix: Matrix, top: int, sizes: Sizes) -> int:
        """What stands under the matrix, as wide as its first page and clear of repeated row names; the last row."""
        legend = tuple(f"{sign}  {meaning}" for sign, meaning in matrix.legend.items())
        blocks = [(matrix.words["legend"], legend)] if legend else []
        first = len(sizes.stub) if len(sizes.pages) > 1 else 0
        at, last = top, len(sizes.stub) + sizes.pages[0][1] - 1
        for heading, texts in (*blocks, *around(matrix)):
            self._sheet.write_string(at, first, heading, self._heading)
            at += 1
            for text in texts:
                self._sheet.merge_range(at, first, at, last, "", self._text)
                self._sheet.write_string(at, first, text[:MOST_TEXT], self._text)
                self._sheet.set_row(at, sum(lines(line, sizes.across) for line in text.split("\n")) * LINE_HEIGHT)
                at += 1
        return at - 1

    def _page(self, matrix: Matrix, rows: tuple[int, int], sizes: Sizes) -> None:
        """Title, header and row names stand on every page; too wide a matrix is printed in stretches of columns."""
        (header, last), stub = rows, len(sizes.stub)
        top = header - 1 if matrix.column_groups else header
        self._sheet.freeze_panes(header + 1, stub)
        _paper(self._sheet)
        if len(sizes.pages) == 1:
            self._sheet.fit_to_pages(1, 0)
        else:
            self._sheet.set_print_scale(SCALE)
            self._sheet.set_v_pagebreaks([stub + start for start, _end in sizes.pages[1:]])
            self._sheet.repeat_columns(0, stub - 1)
        self._sheet.repeat_rows(top, header)
        self._sheet.print_area(top, 0, last, stub + len(matrix.columns) - 1)
        title, caption = (text[:90].replace("&", "&&") for text in (matrix.title, matrix.caption))
        self._sheet.set_header(f'&L&"Times New Roman,Bold"&12{title}\n&"Times New Roman,Regular"&10{caption}')
        self._sheet.set_footer('&C&"Times New Roman,Regular"&9&P / &N')


WRITER = DisplayWriter(name="xlsx", render=render, text=False)
