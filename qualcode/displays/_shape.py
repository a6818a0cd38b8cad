"""The same matrix in another shape: empty lines left out, rows and columns exchanged."""

from __future__ import annotations

from dataclasses import replace

from qualcode.terms import Terms

from ._result import Matrix


def without_empty(matrix: Matrix, terms: Terms) -> Matrix:
    """The matrix without rows and columns in which nothing is said or written; a remark names them."""
    full = [cell for cell in matrix.cells if cell.entries or cell.written]
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
