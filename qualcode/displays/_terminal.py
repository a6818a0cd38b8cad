"""A matrix in the terminal: tables that fit the window, split by columns with the row names repeated."""

from __future__ import annotations

from math import ceil
from typing import Any

from ._result import Matrix, MatrixLine
from ._text import Style, paragraphs

LEAST = 22
"""Characters below which a column of cells cannot be read."""

_LOOKS = {
    Style.SYMBOL: "bold",
    Style.KIND: "dim",
    Style.EXPLANATION: "italic",
    Style.RATING: "bold",
    Style.CITATION: "dim",
    Style.MARK: "bold",
    Style.SLOT: "bold reverse",
    Style.STALE: "bold reverse",
}


def print_matrix(matrix: Matrix, console: Any) -> None:
    """Print a matrix with its legend, rules and notes on a rich console."""
    from rich.text import Text

    from ._writers._around import around

    console.print(Text(matrix.title, style="bold"))
    console.print(Text(f"({matrix.caption})"))
    for part in _parts(matrix, console.width):
        console.print(_table(matrix, part))
    if matrix.legend:
        meant = "; ".join(f"{sign} {meaning}" for sign, meaning in matrix.legend.items())
        console.print(Text.assemble((f"{matrix.words['legend']}: ", "bold"), meant))
    for heading, texts in around(matrix):
        console.print(Text.assemble((f"{heading}: ", "bold"), " ".join(texts)))


def _parts(matrix: Matrix, width: int) -> list[tuple[int, int]]:
    """Stretches of columns (half-open) that fit the window beside the row names."""
    stub = sum(min(16, max((len(_stub(row, at, matrix)) for row in matrix.rows), default=0)) + 3 for at in _of(matrix))
    most, columns = max(1, (width - stub) // (LEAST + 3)), len(matrix.columns)
    room = ceil(columns / ceil(columns / most))
    return [(at, min(at + room, columns)) for at in range(0, columns, room)]


def _of(matrix: Matrix) -> range:
    return range(len(matrix.stub))


def _stub(row: MatrixLine, at: int, matrix: Matrix) -> str:
    return row.label if at == len(matrix.stub) - 1 else row.group


def _table(matrix: Matrix, part: tuple[int, int]) -> Any:
    from rich.box import SQUARE
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SQUARE, show_lines=True, expand=False)
    for name in matrix.stub:
        table.add_column(Text(name), max_width=16, overflow="fold")
    for column in matrix.columns[part[0] : part[1]]:
        heading = f"{column.group}: {column.label}" if column.group else column.label
        table.add_column(Text(heading), ratio=1, overflow="fold")
    last = None
    for row, cells in matrix.lines():
        names = [Text("" if at == 0 and len(matrix.stub) > 1 and row.group == last else _stub(row, at, matrix))
                 for at in _of(matrix)]  # fmt: skip
        last = row.group
        table.add_row(*names, *(_text(cell, matrix) for cell in cells[part[0] : part[1]]))
    return table


def _text(cell: Any, matrix: Matrix) -> Any:
    from rich.text import Text

    found = Text()
    for number, paragraph in enumerate(paragraphs(cell, matrix)):
        for at, piece in enumerate(paragraph):
            found.append(" " if at else "\n" if number else "")
            found.append(piece.text, style=_LOOKS.get(piece.style, ""))
    return found
