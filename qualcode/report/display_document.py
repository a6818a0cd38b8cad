"""Displays as a document of their own: tables whose every cell says what belongs there, figures with their tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.displays._figure import Figure
    from qualcode.displays._result import Matrix, MatrixEntry, Reference
    from qualcode.model import Study
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block, Document, Table


def document_of(shown: Sequence[Matrix | Figure], study: Study, folder: Path | None = None) -> Document:
    """The document of the template ``display.md.j2``, one section a display; tables and figures are numbered alone.

    Where a matrix is too wide for the upright page, all pages lie on their side; beside figures, that matrix alone.
    """
    from qualcode.displays._result import Matrix
    from qualcode.report.desk import Desk
    from qualcode.report.document import Document, Section
    from qualcode.report.grounds import grounds_of
    from qualcode.report.numbering import numbered
    from qualcode.report.profile import load_profile

    profile = replace(load_profile(study.project.thesis_profile, folder), caption_number="{n}")
    desk = Desk.of(study, profile)
    figures = any(not isinstance(one, Matrix) for one in shown)
    wide = not figures and any(isinstance(one, Matrix) and _is_wide(desk, one) for one in shown)
    spoken = Spoken()
    width, height = profile.page_cm
    document = Document(
        chapter="display",
        title=shown[0].title if len(shown) == 1 else study.project.title,
        label="",
        language=desk.terms.language,
        profile=replace(profile, paper=f"{height}x{width}") if wide else profile,
        sections=tuple(
            Section(
                key=one.name,
                blocks=_turned(desk, quoting(desk, one, spoken), wide=wide)
                if isinstance(one, Matrix)
                else figure_with_tables(desk, one),
            )
            for one in shown
        ),
        study_title=study.project.title,
        author=study.project.researcher,
        data_version=study.data_version,
    )
    document = numbered(document, desk.terms)
    return replace(document, grounds=grounds_of(study, desk.quotes, document))


DENSE_PT = 9
"""The size of the letters of a table of narrow columns."""


MOST_LETTERS = 120
"""Letters in which a caption names the columns of a part; of longer ones it says which part it is."""


class Spoken:
    """The stretches that a document has quoted, by their source."""

    def __init__(self) -> None:
        self._places: dict[str, list[tuple[int, int]]] = {}

    def again(self, places: Iterable[Reference]) -> bool:
        """Whether any of these was quoted above, in part at least; they are from now on."""
        some = [(self._places.setdefault(one.source, []), one.start, one.end) for one in places]
        found = any(start < past and first < end for known, start, end in some for first, past in known)
        for known, start, end in some:
            known.append((start, end))
        return found


def quoting(desk: Desk, matrix: Matrix, spoken: Spoken) -> Matrix:
    """The matrix with quotations that stand above already, or are joined of several segments, as words.

    A chapter prints each quotation once and cites it elsewhere; a display says in every cell what belongs there.
    """
    from qualcode.model import EntryKind

    def words(entry: MatrixEntry) -> MatrixEntry:
        if entry.kind is not EntryKind.QUOTATION or any(desk.quotes.barred(one.segment) for one in entry.segments):
            return entry
        again = spoken.again(entry.segments)
        if len(entry.segments) == 1 and not again:
            return entry
        return replace(entry, kind=EntryKind.SUMMARY, text=f"“{entry.text}”")

    cells = (replace(cell, entries=tuple(words(entry) for entry in cell.entries)) for cell in matrix.cells)
    return replace(matrix, cells=tuple(cells))


def columns_cut(desk: Desk, matrix: Matrix, *, wide: bool) -> list[tuple[int, int]]:
    """The columns of each table that the matrix is cut into so that its text can be read.

    On its side it takes narrower columns and smaller letters where it then stands in one table, or in fewer and says
    nothing at length.
    """
    from qualcode.displays._shape import EDGES, TIGHT, stretches, tight_stretches, tight_widths
    from qualcode.report.columns import NAME
    from qualcode.report.tables import UPRIGHT_COLUMNS, room

    if len(matrix.stub) + len(matrix.columns) <= UPRIGHT_COLUMNS:
        return [(0, len(matrix.columns))]
    names = ([row.label for row in matrix.rows], [row.group for row in matrix.rows])[: len(matrix.stub)]
    stub = sum(min(NAME, max(map(len, some), default=0)) + EDGES for some in names)
    letters = room(desk, wide=wide) / desk.profile.table_letter_cm
    found = stretches(matrix, int(letters) - stub)
    if not wide or len(found) == 1:
        return found
    dense = tight_stretches(matrix, int(letters * max(1.0, desk.profile.table_font_pt / DENSE_PT)))
    short = all(width < TIGHT for width in tight_widths(matrix))
    return dense if len(dense) == 1 or (short and len(dense) < len(found)) else found


def tables_of(desk: Desk, matrix: Matrix, *, wide: bool) -> tuple[Table, ...]:
    """The matrix in as many tables as it takes; under the last also what other formats print around it."""
    from qualcode.displays._shape import columns_between
    from qualcode.report.document import Emphasis, Runs, Table, Text, anchor
    from qualcode.report.sentences import capital, lowered
    from qualcode.report.tables import caption_of, display_table, with_readings

    parts = columns_cut(desk, matrix, wide=wide)
    tables = []
    for number, (start, end) in enumerate(parts, 1):
        part = columns_between(matrix, start, end)
        shown = desk.terms.listed([lowered(column.label) for column in part.columns])
        if len(shown) > MOST_LETTERS:
            shown = desk.terms("displays.part", n=number, of=len(parts))
        caption = caption_of(desk, matrix, *([shown] if len(parts) > 1 else []))
        key = anchor("display", f"{matrix.name} {number}")
        tables.append(display_table(desk, part, key=key, caption=caption, whole=len(parts) == 1))
    around = (("narrative", matrix.narrative.strip()), ("remarks", " ".join(matrix.remarks)))
    more: list[Runs] = [(Emphasis(f"{matrix.words[name]}:"), Text(f" {text}")) for name, text in around if text]
    more.append((Text(f"{capital(matrix.caption)}."),))
    *first, last = (replace(table, wide=False) for table in with_readings(desk, tables) if isinstance(table, Table))
    return (*first, replace(last, notes=(*last.notes, *more)))


def _is_wide(desk: Desk, matrix: Matrix) -> bool:
    return len(columns_cut(desk, matrix, wide=False)) > 1


def _turned(desk: Desk, matrix: Matrix, *, wide: bool) -> tuple[Table, ...]:
    """The tables of a matrix; on upright pages, those of a wide one lie on their side."""
    if wide or not _is_wide(desk, matrix):
        return tables_of(desk, matrix, wide=wide)
    return tuple(replace(table, wide=True) for table in tables_of(desk, matrix, wide=True))


def figure_with_tables(desk: Desk, figure: Figure) -> tuple[Block, ...]:
    """The drawings of a figure, then its tables, under the last of them what other formats print around it."""
    from qualcode.report.document import anchor
    from qualcode.report.figure_blocks import figure_blocks, figure_notes, figure_tables

    drawings = figure_blocks(desk, figure, key=anchor("display", figure.name))
    *tables, last = figure_tables(desk, figure, key=anchor("listed", figure.name))
    return (*drawings, *tables, replace(last, notes=(*last.notes, *figure_notes(figure))))
