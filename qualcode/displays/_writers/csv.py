"""CSV that a spreadsheet opens rightly: UTF-8 with BOM, CRLF, no cell that could run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualcode.collection.written_files import disarmed
from qualcode.displays._result import Matrix
from qualcode.displays._text import cell_text
from qualcode.displays._writers._around import around
from qualcode.displays._writers._writer import DisplayWriter
from qualcode.model import Study

if TYPE_CHECKING:
    from qualcode.displays._figure import Figure


def render(displays: Iterable[Matrix | Figure], study: Study) -> bytes:
    """Each matrix with its title before and its legend, rules and notes after; a blank line parts them."""
    del study
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for at, matrix in enumerate(matrix for display in displays for matrix in _matrices(display)):
        if at:
            writer.writerow([])
        for row in _rows(matrix):
            writer.writerow([disarmed(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _matrices(display: Matrix | Figure) -> list[Matrix]:
    if isinstance(display, Matrix):
        return [display]
    from qualcode.displays._figure_tables import as_matrices

    return as_matrices([display])


def table(matrix: Matrix) -> list[list[str]]:
    """The header and the rows of a matrix as text."""
    heads = [f"{column.group}: {column.label}" if column.group else column.label for column in matrix.columns]
    rows = [[*matrix.stub, *heads]]
    for row, cells in matrix.lines():
        stub = [row.label] if len(matrix.stub) == 1 else [row.group, row.label]
        rows.append([*stub, *(cell_text(cell, matrix) for cell in cells)])
    return rows


def _rows(matrix: Matrix) -> list[list[str]]:
    rows = [[f"{matrix.title} ({matrix.caption})"], *table(matrix)]
    rows += [[matrix.words["legend"], sign, meaning] for sign, meaning in matrix.legend.items()]
    rows += [[heading, text] for heading, texts in around(matrix) for text in texts]
    return rows


WRITER = DisplayWriter(name="csv", render=render)
