"""The same matrix in another shape: empty lines left out, rows and columns exchanged, cut to the width of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil

from qualcode.terms import Terms

from ._result import Matrix
from ._text import paragraphs, plain

LEAST, TIGHT = 22, 15
"""Characters that a column of running text needs to be read, and with which it can do where the whole matrix then
stands on one sheet; one of short entries needs no more than these."""

LINES = 3
"""Lines in which a short entry can be read."""

EDGES = 3
"""Characters that the edges of a column take."""

_PIECE = re.compile(r"[^\s\-–/]+[\-–/]?")
"""What a line must not part: a word, or a part of one up to a stroke."""


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


def tight_stretches(matrix: Matrix, room: int) -> list[tuple[int, int]]:
    """Stretches of narrow columns, each with the names of the rows fit for ``room`` characters.

    A matrix is best read on one sheet (M&H94 p. 239).
    """
    names = ([row.label for row in matrix.rows], [row.group for row in matrix.rows])[: len(matrix.stub)]
    stub = sum(_tight(some) + EDGES for some in names)
    return fitting([width + EDGES for width in tight_widths(matrix)], room - stub)


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
    heads = [f"{one.group} {one.label}".split() for one in matrix.columns]
    return [
        min(LEAST, max(map(len, (*head, *entries)), default=1))
        for head, entries in zip(heads, _entries(matrix), strict=True)
    ]


def tight_widths(matrix: Matrix) -> list[int]:
    """Of each column the least characters: no word is broken that is shorter than ``LEAST``."""
    heads = [f"{one.group} {one.label}".split() for one in matrix.columns]
    return [_tight((*head, *entries)) for head, entries in zip(heads, _entries(matrix), strict=True)]


def _tight(texts: Iterable[str]) -> int:
    """Characters in which texts stand on a few lines, or run where they are long, and no word is broken."""
    texts = tuple(texts)
    words = (word for text in texts for word in _PIECE.findall(text))
    longest = max(map(len, texts), default=1)
    return min(LEAST, max(max(map(len, words), default=1), min(TIGHT, ceil(longest / LINES))))


def _entries(matrix: Matrix) -> list[set[str]]:
    """Of each column the paragraphs of its cells."""
    found: list[set[str]] = [set() for _ in matrix.columns]
    for _row, cells in matrix.lines():
        for texts, cell in zip(found, cells, strict=True):
            texts.update(plain(part) for part in paragraphs(cell, matrix))
    return found


def columns_between(matrix: Matrix, start: int, end: int) -> Matrix:
    """The matrix with some neighbouring columns alone (half-open)."""
    return replace(
        matrix,
        columns=matrix.columns[start:end],
        cells=tuple(cell for _row, cells in matrix.lines() for cell in cells[start:end]),
    )
