"""Displays in the terminal: tables that fit the window, split by columns with row names repeated; figures in text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ._figure import Figure
from ._figure_forms import told
from ._result import Matrix, MatrixLine
from ._shape import EDGES, TIGHT, columns_between, fitting, needed_widths, tight_widths
from ._text import Style, paragraphs

STUB = 18
"""Characters that the names of rows may take."""

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


def print_display(shown: Matrix | Figure, console: Any) -> None:
    """Print a display on a rich console."""
    if isinstance(shown, Matrix):
        print_matrix(shown, console)
    else:
        print_figure(shown, console)


def print_matrix(matrix: Matrix, console: Any) -> None:
    """Print a matrix with its legend, rules and notes on a rich console."""
    from rich.text import Text

    console.print(Text(matrix.title, style="bold"))
    console.print(Text(f"({matrix.caption})"))
    stub = min(STUB, max(len(line) for row in matrix.rows for line in (row.group, row.label))) + 4
    for start, end, widths in _pieces(matrix, console.width - stub):
        console.print(_table(columns_between(matrix, start, end), widths))
    _print_under(matrix, console)


def _pieces(matrix: Matrix, room: int) -> list[tuple[int, int, list[int]]]:
    """Stretches of columns that fit, with their widths; short entries take several lines where that saves a table."""
    wide = needed_widths(matrix)
    narrow = [least if least < TIGHT else width for least, width in zip(tight_widths(matrix), wide, strict=True)]
    cuts = [(widths, fitting([width + EDGES for width in widths], room)) for widths in (wide, narrow)]
    widths, found = min(cuts, key=lambda cut: len(cut[1]))
    return [(start, end, widths[start:end]) for start, end in found]


def print_figure(figure: Figure, console: Any) -> None:
    """Print a figure in lines of text with its legend, rules, checks and notes on a rich console."""
    from rich.text import Text

    console.print(Text(figure.title, style="bold"))
    console.print(Text(f"({figure.caption})"))
    for panel in figure.panels:
        console.print(Text(f"\n{panel.title}", style="bold") if panel.title else Text(""))
        for line in told(panel, figure, console.width):
            console.print(Text(line))
    console.print()
    _print_under(figure, console)


def _print_under(shown: Matrix | Figure, console: Any) -> None:
    """Legend, rules, notes and what is not shown."""
    from rich.padding import Padding
    from rich.text import Text

    from ._writers._around import around

    if shown.legend:
        meant = "; ".join(f"{sign} {meaning}" for sign, meaning in shown.legend.items())
        console.print(Text.assemble((f"{shown.words['legend']}: ", "bold"), meant))
    for heading, texts in around(shown):
        if len(texts) == 1:
            console.print(Text.assemble((f"{heading}: ", "bold"), texts[0]))
            continue
        console.print(Text(f"{heading}:", style="bold"))
        for text in texts:
            console.print(Padding(Text(text), (0, 0, 0, 2), expand=False))


def _table(matrix: Matrix, widths: Sequence[int]) -> Any:
    """A table whose first column names the rows, under their heading where that changes."""
    from rich.box import SQUARE
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SQUARE, show_lines=True, expand=False)
    table.add_column(Text("\n".join(filter(None, matrix.stub))), max_width=STUB, overflow="fold")
    for column, width in zip(matrix.columns, widths, strict=True):
        heading = f"{column.group}: {column.label}" if column.group else column.label
        table.add_column(Text(heading), min_width=width, overflow="fold")
    last = None
    for row, cells in matrix.lines():
        table.add_row(_name(row, last), *(_text(cell, matrix) for cell in cells))
        last = row.group
    return table


def _name(row: MatrixLine, last: str | None) -> Any:
    """The row's name, its heading above it where the row before stood under another."""
    from rich.text import Text

    new = row.group and row.group != last
    return Text.assemble((f"{row.group}\n", "bold"), row.label) if new else Text(row.label)


def _text(cell: Any, matrix: Matrix) -> Any:
    from rich.text import Text

    found = Text()
    for number, paragraph in enumerate(paragraphs(cell, matrix)):
        for at, piece in enumerate(paragraph):
            found.append(" " if at else "\n" if number else "")
            found.append(piece.text, style=_LOOKS.get(piece.style, ""))
    return found
