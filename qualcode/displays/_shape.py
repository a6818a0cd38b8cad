"""The same matrix in another shape: empty lines left out, rows and columns exchanged, cut to the width of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from qualcode.terms import Terms

from ._result import Matrix
from ._text import paragraphs, plain

LEAST = 22
"""Characters that a column of running text needs to be read; one of short entries needs no more than these."""

EDGES = 3
"""Characters that the edges of a column take."""


def without_empty(matrix: Matrix, terms: Terms) -> Matrix:
    """The matrix without rows and columns in which nothing is said, counted or written; a remark names them."""
    full = [cell for cell in matrix.cells if cell.written or any(entry.n != 0 for entry in cell.entries)]
    rows, columns = {cell.row for cell in full}, {cell.column for cell in full}
    hidden = [line.label for line in matrix.rows if line.id not in rows]
    hidden += [line.label for line in matrix.columns if line.id not in columns]
    if not full or not hidden:
        return matrix
    return replace(
        matrix,
        rows=tuple(line for line in matrix.rows if line.id in rows),
        columns=tuple(line for line in matrix.columns if line.id in columns),
        cells=tuple(cell for cell in matrix.cells if cell.row in rows and cell.column in columns),
        remarks=(*matrix.remarks, terms("displays.remark.hidden", lines=", ".join(hidden))),
    )


def transposed(matrix: Matrix) -> Matrix:
    """Rows as columns and columns as rows."""
    width, height = len(matrix.columns), len(matrix.rows)
    cells = (matrix.cells[row * width + column] for column in range(width) for row in range(height))
    return replace(
        matrix,
        stub=matrix.column_stub,
        column_stub=matrix.stub,
        rows=matrix.columns,
        columns=matrix.rows,
        cells=tuple(replace(cell, row=cell.column, column=cell.row) for cell in cells),
        transposed=not matrix.transposed,
    )


def stretches(matrix: Matrix, room: int) -> list[tuple[int, int]]:
    """Stretches of columns (half-open), each fit for ``room`` characters."""
    return fitting([width + EDGES for width in needed_widths(matrix)], room)


def fitting(widths: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Stretches (half-open) whose widths together are at most ``room``, of like length where that fits too.

    A width beyond the room makes a stretch of its own.
    """
    found, at = [], 0
    while at < len(widths):
        end = at + 1
        while end < len(widths) and sum(widths[at : end + 1]) <= room:
            end += 1
        found.append((at, end))
        at = end
    size = ceil(len(widths) / len(found))
    even = [(at, min(at + size, len(widths))) for at in range(0, len(widths), size)]
    return even if all(sum(widths[start:end]) <= room or end - start == 1 for start, end in even) else found


def needed_widths(matrix: Matrix) -> list[int]:
    """Of each column the characters that it needs: its longest entry or word of its heading, ``LEAST`` at most."""
    longest = [max(map(len, f"{one.group} {one.label}".split()), default=1) for one in matrix.columns]
    for _row, cells in matrix.lines():
        for at, cell in enumerate(cells):
            longest[at] = max(longest[at], *(len(plain(part)) for part in paragraphs(cell, matrix)))
    return [min(LEAST, width) for width in longest]


def columns_between(matrix: Matrix, start: int, end: int) -> Matrix:
    """The matrix with some neighbouring columns alone (half-open)."""
    return replace(
        matrix,
        columns=matrix.columns[start:end],
        cells=tuple(cell for _row, cells in matrix.lines() for cell in cells[start:end]),
    )
