"""XLSX: one sheet a matrix with rich text, frozen header and A4 landscape pages; several get an index sheet.

Nothing in a cell can run as a formula or open as a link; the same matrices give the same bytes. Rows are written one
after another and let go, so that a sheet of many thousand cells takes no more memory than a small one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain, islice
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


def render(displays: Iterable[Matrix | Figure], study: Study) -> bytes:
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
    coming = iter(displays)
    opening = list(islice(coming, 2))
    index = None
    if len(opening) > 1 or not isinstance(opening[0], Matrix):
        index = book.add_worksheet(opening[0].words["index"][:31])
    formats, listed = Formats(book), _Listed()
    for display in chain(_let_go(opening), coming):
        if isinstance(display, Figure):
            _pictures(book, display, listed.add(display))
        for matrix in as_matrices([display]):
            fill(book.add_worksheet(listed.add(matrix)), formats, matrix)
        words = display.words
    if index is not None:
        _index(book, index, listed, (study.project.title, words["sheet"], words["question"]))
    book.close()
    return out.getvalue()


def _let_go(displays: list[Matrix | Figure]) -> Iterator[Matrix | Figure]:
    """Displays of a list that keeps none that was taken."""
    while displays:
        yield displays.pop(0)


class _Listed:
    """The sheets so far: name, title, and question of each."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str]] = []
        self._taken: set[str] = set()
        self._pictures = 0

    def add(self, part: Matrix | Figure) -> str:
        """A name that the format allows (31 characters, no brackets, slashes, colons, stars or marks), given once."""
        title = part.title
        if isinstance(part, Figure):
            self._pictures += 1
            name, title = f"{part.words['picture']} {self._pictures}", f"{part.words['picture']}: {part.title}"
        else:
            name = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31].strip()
        if not name or name.casefold() in self._taken:
            name = f"{name[:27]} {len(self.rows) + 1}".strip()
        self._taken.add(name.casefold())
        self.rows.append((name, title, part.question))
        return name


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


def _index(book: Any, sheet: Any, listed: _Listed, words: tuple[str, str, str]) -> None:
    """The list of sheets with a link to each and the question that each answers, under the words for them."""
    title, *heads = words
    cell = {**FONT, "border": 1, "text_wrap": True, "valign": "top"}
    head = book.add_format({**cell, "bold": True, "bg_color": "#EDEDED"})
    link, body = book.add_format({**cell, "underline": 1}), book.add_format(cell)
    widths = min(60, max(len(shown) for _name, shown, _question in listed.rows) + 2), 70
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, book.add_format({**FONT, "bold": True, "font_size": 12}))
    for column, heading in enumerate(heads):
        sheet.write_string(2, column, heading, head)
    for row, (name, shown, question) in enumerate(listed.rows, 3):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", link, shown)
        sheet.write_string(row, 1, question, body)
        sheet.set_row(row, max(lines(shown, widths[0]), lines(question, widths[1])) * LINE_HEIGHT + 3)
    paper(sheet)
    sheet.fit_to_pages(1, 0)


WRITER = DisplayWriter(name="xlsx", render=render, text=False)
