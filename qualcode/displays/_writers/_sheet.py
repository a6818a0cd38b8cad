"""One matrix on one sheet: title, header, rows, and what stands under them, on pages that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualcode.displays._result import Matrix, MatrixCell, grouped
from qualcode.displays._text import Paragraph, Style, citation_list, paragraphs, plain
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

MOST_TEXT = 32_000
"""Characters that a cell can hold, kept a little below the format's limit."""

MOST_NAMED = 40
"""Citation codes that a comment names; more are counted."""

MOST_HEADER = 170
"""Characters of title and caption that a page's header holds beside its formatting (255 together)."""

FONT = {"font_name": "Times New Roman", "font_size": 10}
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


class Formats:
    """The looks of cells, made once for a workbook."""

    def __init__(self, book: Any) -> None:
        self.looks = {style: book.add_format({**FONT, **look}) for style, look in _LOOKS.items()}
        self.cell = book.add_format({**FONT, **_CELL})
        self.head = book.add_format({**FONT, **_HEAD})
        self.over = book.add_format({**FONT, **_HEAD, "align": "center"})
        self.title = book.add_format({**FONT, "bold": True, "font_size": 12})
        self.heading = book.add_format({**FONT, "bold": True})
        self.text = book.add_format({**FONT, "text_wrap": True, "valign": "top"})
        self.plain = book.add_format(FONT)


def paper(sheet: Any, *, wide: bool = True) -> None:
    """A4 with margins, on its side or upright."""
    if wide:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.6, top=1.0, bottom=0.7)


def fill(sheet: Any, formats: Formats, matrix: Matrix) -> None:
    """Title, header, rows, then legend, rules and notes, row after row: one that is left cannot be written again."""
    sizes = sizes_of(matrix)
    for column, width in enumerate((*sizes.stub, *sizes.cells)):
        sheet.set_column(column, column, width)
    _write(sheet, 0, 0, matrix.title, formats.title)
    _write(sheet, 1, 0, matrix.caption, formats.plain)
    header = _header(sheet, formats, matrix, sizes)
    at, stub = header + 1, len(sizes.stub)
    for row, cells in matrix.lines():
        names = (row.group, row.label)[-stub:]
        found = [paragraphs(cell, matrix) for cell in cells]
        texts = [[plain(one) for one in some] for some in found]
        sheet.set_row(at, row_height(sizes, names, texts))
        for column, name in enumerate(names):
            _write(sheet, at, column, name, formats.head)
        for column, (cell, some) in enumerate(zip(cells, found, strict=True), stub):
            _write_cell(sheet, formats, (at, column), some)
            _name_uncited(sheet, (at, column), cell, some, matrix)
        at += 1
    last = _around(sheet, formats, matrix, at + 1, sizes)
    _page(sheet, matrix, (header, last), sizes)


def _write(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """A text as it stands; what looks like the writer's own marks of rich text gets a space before it."""
    sheet.write_string(row, column, f" {text}" if text.startswith("<r>") else text, look)


def _header(sheet: Any, formats: Formats, matrix: Matrix, sizes: Sizes) -> int:
    """Writes the header, headings over columns page by page; the row of the column labels."""
    top, stub = 2, len(matrix.stub)
    if matrix.column_groups:
        for column in range(stub):
            sheet.write_blank(top, column, None, formats.head)
        for start, end in sizes.pages:
            at = stub + start
            for label, span in grouped(matrix.columns[start:end]):
                if span > 1:
                    sheet.merge_range(top, at, top, at + span - 1, label, formats.over)
                else:
                    _write(sheet, top, at, label, formats.over)
                at += span
        top += 1
    for column, name in enumerate((*matrix.stub, *(line.label for line in matrix.columns))):
        _write(sheet, top, column, name, formats.head)
    sheet.set_row(top, header_height(matrix, sizes))
    return top


def _write_cell(sheet: Any, formats: Formats, place: tuple[int, int], found: Sequence[Paragraph]) -> None:
    """Rich text where a cell has several looks; plain text where it has one, or more than the format holds."""
    whole = "\n".join(plain(paragraph) for paragraph in found)[:MOST_TEXT]
    if sum(map(len, found)) < 2 or len(whole) >= MOST_TEXT:  # noqa: PLR2004 - rich text needs two runs
        _write(sheet, *place, whole, formats.cell)
        return
    parts: list[object] = []
    for number, paragraph in enumerate(found):
        for at, piece in enumerate(paragraph):
            before = " " if at else "\n" if number else ""
            parts += [formats.looks[piece.style], before + piece.text]
    sheet.write_rich_string(*place, *parts, formats.cell)


def _name_uncited(
    sheet: Any, place: tuple[int, int], cell: MatrixCell, found: Sequence[Paragraph], matrix: Matrix
) -> None:
    """What a cell rests on and does not cite stands in a comment."""
    cited = {code.strip("()") for one in found for piece in one for code in piece.text.split("; ")}
    uncited = [one for entry in cell.entries for one in entry.segments if one.citation not in cited]
    if uncited:
        told = f"{matrix.words['evidence']}: {citation_list(uncited, MOST_NAMED)}"
        sheet.write_comment(*place, told, {"author": "qualcode", "x_scale": 2})


def _around(sheet: Any, formats: Formats, matrix: Matrix, top: int, sizes: Sizes) -> int:
    """What stands under the matrix, as wide as its first page and clear of repeated row names; the last row."""
    legend = tuple(f"{sign}  {meaning}" for sign, meaning in matrix.legend.items())
    blocks = [(matrix.words["legend"], legend)] if legend else []
    first = len(sizes.stub) if len(sizes.pages) > 1 else 0
    at, last = top, len(sizes.stub) + sizes.pages[0][1] - 1
    for heading, texts in (*blocks, *around(matrix)):
        _write(sheet, at, first, heading, formats.heading)
        at += 1
        for text in texts:
            if last > first:
                sheet.merge_range(at, first, at, last, "", formats.text)
            _write(sheet, at, first, text[:MOST_TEXT], formats.text)
            sheet.set_row(at, sum(lines(line, sizes.across) for line in text.split("\n")) * LINE_HEIGHT)
            at += 1
    return at - 1


def _page(sheet: Any, matrix: Matrix, rows: tuple[int, int], sizes: Sizes) -> None:
    """Title, header and row names stand on every page; too wide a matrix is printed in stretches of columns."""
    (header, last), stub = rows, len(sizes.stub)
    top = header - 1 if matrix.column_groups else header
    sheet.freeze_panes(header + 1, stub)
    paper(sheet)
    if len(sizes.pages) == 1:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(SCALE)
        sheet.set_v_pagebreaks([stub + start for start, _end in sizes.pages[1:]])
        sheet.repeat_columns(0, stub - 1)
    sheet.repeat_rows(top, header)
    sheet.print_area(top, 0, last, stub + len(matrix.columns) - 1)
    caption = _shortened(matrix.caption, MOST_HEADER // 2)
    title = _shortened(matrix.title, MOST_HEADER - len(caption))
    sheet.set_header(f'&L&"Times New Roman,Bold"&12{title}\n&"Times New Roman,Regular"&10{caption}')
    sheet.set_footer('&C&"Times New Roman,Regular"&9&P / &N')


def _shortened(text: str, most: int) -> str:
    """The text with its ``&`` doubled, cut between words where it is longer than ``most``."""
    text = text.replace("&", "&&")
    return text if len(text) <= most else f"{text[: most - 2].rsplit(' ', 1)[0]} …"
