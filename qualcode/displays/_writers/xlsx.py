"""XLSX: one sheet a matrix with rich text, frozen header and A4 landscape pages; several get an index sheet.

Nothing in a cell can run as a formula or open as a link; the same matrices give the same bytes. Rows are written one
after another and let go, so that a sheet of many thousand cells takes no more memory than a small one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from typing import Any

from qualcode.displays._figure import Figure
from qualcode.displays._figure_tables import as_matrices
from qualcode.displays._result import Matrix
from qualcode.displays._writers._sheet import FONT, Formats, fill, paper
from qualcode.displays._writers._sheet_sizes import LINE_HEIGHT, lines
from qualcode.displays._writers._writer import DisplayWriter
from qualcode.model import Study

ROW = 15.0
"""Points that a row of a sheet of pictures is high."""

LONG, SHORT, LINES = 740.0, 460.0, 3
"""Points that a picture may take of a page between its margins, and lines above the first picture of a sheet."""


def render(displays: Sequence[Matrix | Figure], study: Study) -> bytes:
    """A workbook of the displays; a figure stands in pictures on a sheet before those of its tables."""
    import xlsxwriter

    out = io.BytesIO()
    safe = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(
        out, {**safe, "strings_to_numbers": False, "default_format_properties": FONT, "default_row_height": 20}
    )
    book.set_properties(
        {"title": study.project.title, "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)}
    )
    parts: list[Matrix | Figure] = []
    for one in displays:
        parts += [one] if isinstance(one, Matrix) else [one, *as_matrices([one])]
    names = _sheet_names(parts)
    if len(parts) > 1:
        _index(book, parts, names, study.project.title)
    formats = Formats(book)
    for part, name in zip(parts, names, strict=True):
        if isinstance(part, Figure):
            _pictures(book, part, name)
        else:
            fill(book.add_worksheet(name), formats, part)
    book.close()
    return out.getvalue()


def _pictures(book: Any, figure: Figure, name: str) -> None:
    """The drawings of a figure on a sheet of their own under its title, each on a page when it is printed.

    The sheet stands upright where that takes fewer pages.
    """
    from qualcode.displays._drawing.png import SCREEN, png
    from qualcode.displays._figure_forms import Room
    from qualcode.displays._figure_pages import pages_of

    sideways, upright = (pages_of(figure, Room(width=w, height=h)) for w, h in ((LONG, SHORT), (SHORT, LONG)))
    wide = len(sideways) <= len(upright)
    across, down = (LONG, SHORT) if wide else (SHORT, LONG)
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, figure.title, book.add_format({**FONT, "bold": True, "font_size": 12}))
    sheet.write_string(1, 0, figure.caption, book.add_format(FONT))
    at, breaks = LINES, []
    for number, scene in enumerate(sideways if wide else upright, 1):
        if number > 1:
            breaks.append(at)
        scale = min(1.0, across / scene.width, down / scene.height)
        sheet.insert_image(
            at,
            0,
            f"{figure.name}-{number}.png",
            {"image_data": io.BytesIO(png(scene, SCREEN)), "x_scale": scale, "y_scale": scale},
        )
        at += ceil(scene.height * scale / ROW) + 1
    sheet.set_h_pagebreaks(breaks)
    paper(sheet, wide=wide)


def _sheet_names(parts: Sequence[Matrix | Figure]) -> list[str]:
    """Names that the format allows (31 characters, no brackets, slashes, colons, stars or marks), each once."""
    names: list[str] = []
    pictures = 0
    for at, part in enumerate(parts, 1):
        if isinstance(part, Figure):
            pictures += 1
            names.append(f"{part.words['picture']} {pictures}")
            continue
        name = re.sub(r"[\[\]:*?/\\']", " ", part.title).strip()[:31].strip() or f"{at}"
        taken = {other.casefold() for other in names}
        names.append(f"{name[:27]} {at}" if name.casefold() in taken else name)
    return names


def _index(book: Any, parts: Sequence[Matrix | Figure], names: Sequence[str], title: str) -> None:
    """The list of sheets with a link to each and the question that each answers."""
    words = parts[0].words
    sheet = book.add_worksheet(words["index"][:31])
    cell = {**FONT, "border": 1, "text_wrap": True, "valign": "top"}
    head, link = (
        book.add_format({**cell, "bold": True, "bg_color": "#EDEDED"}),
        book.add_format({**cell, "underline": 1}),
    )
    body = book.add_format(cell)
    titles = [f"{words['picture']}: {part.title}" if isinstance(part, Figure) else part.title for part in parts]
    widths = min(60, max(map(len, titles)) + 2), 70
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, book.add_format({**FONT, "bold": True, "font_size": 12}))
    for column, heading in enumerate((words["sheet"], words["question"])):
        sheet.write_string(2, column, heading, head)
    for row, (part, name, shown) in enumerate(zip(parts, names, titles, strict=True), 3):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, shown)
        sheet.write_string(row, 1, part.question, body)
        sheet.set_row(row, max(lines(shown, widths[0]), lines(part.question, widths[1])) * LINE_HEIGHT + 3)
    paper(sheet)
    sheet.fit_to_pages(1, 0)


WRITER = DisplayWriter(name="xlsx", render=render, text=False)
