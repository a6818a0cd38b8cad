"""The tables of a figure as matrices, so that what can hold a matrix can hold a figure too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.model import EntryKind
from qualcode.terms import Terms, terms_for

from ._figure import Figure, Panel
from ._figure_forms import FigureTable, TableRow, form_of
from ._result import Blank, Matrix, MatrixCell, MatrixEntry, MatrixLine
from ._text import citation_list

EVIDENCE = "evidence"


def tables_of(figure: Figure) -> tuple[FigureTable, ...]:
    """All tables of a figure; those of several panels are one, whose first column names the panel.

    Keys carry the number of their panel; columns without anything in them are left out.
    """
    terms, several = terms_for(figure.language), len(figure.panels) > 1
    found: dict[str, FigureTable] = {}
    for at, panel in enumerate(figure.panels):
        for table in form_of(panel.content).tables(panel.content, terms):
            rows = tuple(_row_of(at, panel if several else None, row) for row in table.rows)
            before = found.get(table.title)
            found[table.title] = replace(table, rows=(*(before.rows if before is not None else ()), *rows))
    head = (terms("displays.figure.head.panel"),) if several else ()
    whole = (replace(one, heads=(*head, *one.heads), kept=one.kept + len(head)) for one in found.values())
    return tuple(_without_empty(table) for table in whole if table.rows)


def _row_of(at: int, panel: Panel | None, row: TableRow) -> TableRow:
    named = (panel.title or panel.id,) if panel is not None else ()
    return replace(row, key=f"{at}.{row.key}", cells=(*named, *row.cells))


def _without_empty(table: FigureTable) -> FigureTable:
    stand = [at for at in range(len(table.heads)) if at < table.kept or any(row.cells[at] for row in table.rows)]
    return replace(
        table,
        heads=tuple(table.heads[at] for at in stand),
        rows=tuple(replace(row, cells=tuple(row.cells[at] for at in stand)) for row in table.rows),
    )


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
        title=f"{table.title}: {figure.title}",
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
