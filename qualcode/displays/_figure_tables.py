"""The tables of a figure as matrices, so that what can hold a matrix can hold a figure too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.model import EntryKind
from qualcode.terms import Terms, terms_for

from ._figure import Figure
from ._figure_forms import FigureTable, TableRow, form_of
from ._result import Blank, Matrix, MatrixCell, MatrixEntry, MatrixLine
from ._text import citation_list

EVIDENCE = "evidence"


def tables_of(figure: Figure) -> tuple[FigureTable, ...]:
    """All tables of a figure, panel by panel; those of several panels are named after them, as are their keys."""
    terms = terms_for(figure.language)
    found = []
    for at, panel in enumerate(figure.panels):
        for table in form_of(panel.content).tables(panel.content, terms):
            named = f"{panel.title}: {table.title}" if panel.title else table.title
            rows = tuple(replace(row, key=f"{at}.{row.key}") for row in table.rows)
            found.append(replace(table, title=named, rows=rows))
    return tuple(found)


def evidence_words(row: TableRow, terms: Terms) -> str:
    """The evidence of a row in words: citation codes, or that there is none."""
    return citation_list(row.segments) if row.segments else terms("displays.blanks.declared")


def as_matrices(displays: Iterable[Matrix | Figure]) -> list[Matrix]:
    """Matrices as they are, figures as one matrix a table."""
    found: list[Matrix] = []
    for one in displays:
        found += [one] if isinstance(one, Matrix) else [_matrix(one, table) for table in tables_of(one)]
    return found


def _matrix(figure: Figure, table: FigureTable) -> Matrix:
    """A table with its rows' first cell as their name and the evidence in the last column."""
    terms = terms_for(figure.language)
    columns = (*table.heads[1:], figure.words[EVIDENCE])
    return Matrix(
        name=figure.name,
        title=f"{figure.title}: {table.title}",
        caption=figure.caption,
        question=figure.question,
        language=figure.language,
        stub=(table.heads[0],),
        column_stub=(table.title,),
        rows=tuple(MatrixLine(id=row.key, label=row.cells[0]) for row in table.rows),
        columns=tuple(MatrixLine(id=str(at), label=label) for at, label in enumerate(columns)),
        cells=tuple(cell for row in table.rows for cell in _cells(row, terms)),
        rules=figure.rules,
        legend=figure.legend,
        signs={blank: terms(f"displays.blanks.{blank.value}") for blank in Blank},
        words=figure.words,
        notes=figure.notes,
        narrative=figure.narrative,
        remarks=(*figure.checks, *figure.remarks),
        data_version=figure.data_version,
        informants=figure.informants,
        sources=figure.sources,
    )


def _cells(row: TableRow, terms: Terms) -> Sequence[MatrixCell]:
    texts = (*row.cells[1:], evidence_words(row, terms))
    last = len(texts) - 1
    return [
        MatrixCell(
            row=row.key,
            column=str(at),
            entries=(MatrixEntry(kind=EntryKind.COUNT, text=text, segments=row.segments if at == last else ()),)
            if text
            else (),
            blank=None if text else Blank.DECLARED,
        )
        for at, text in enumerate(texts)
    ]
