"""What the researcher does with a display: writes cells, rules and notes, and freezes it with its data version.

Functions from records to records; the caller puts them into the study.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.declared import record
from qualcode.errors import BadValue, DisplayNotReady, UnknownName
from qualcode.i18n import _, ngettext
from qualcode.model import (
    Cell,
    DataMark,
    Display,
    Entry,
    EntryKind,
    EvidenceMark,
    Rating,
    ReviewState,
    Segment,
    Snapshot,
    Study,
    Valence,
)
from qualcode.terms import LANGUAGES, Terms, terms_for

from ._build import Found, cell_at
from ._cells import PRESENT
from ._marks import ordered
from ._matrix import MatrixDisplay
from ._own import declaration
from ._result import ENTRY_ORDER, Matrix
from ._work import Cut

if TYPE_CHECKING:
    from ._figure import Figure
    from ._figure_display import FigureDisplay


@record
class Written:
    """What is to stand in a cell. ``mark`` is a data or evidence mark, a sign, ✓, or a status word.

    ``segments`` are what summary and explanation rest on; where none are named, all evidence of the cell.
    """

    summary: str = ""
    explanation: str = ""
    mark: str = ""
    quotes: tuple[str, ...] = ()
    rating: str = ""
    segments: tuple[str, ...] = ()
    author: str = ""


def opened(study: Study, name: str) -> tuple[MatrixDisplay | FigureDisplay, str]:
    """(declaration, id of the display record) of a kept display or of a declared name in either language."""
    record = study.find(Display, name)
    if record is not None:
        return declaration(study, record.type), record.id
    kept = tuple(one.id for one in study.all(Display))
    try:
        found = declaration(study, name)
    except UnknownName as error:
        raise UnknownName(error.kind, name, tuple(dict.fromkeys((*error.known, *kept)))) from None
    return found, found.name


def opened_matrix(study: Study, name: str) -> tuple[MatrixDisplay, str]:
    """The same of a display that has cells; ``BadValue`` for a figure, which has none."""
    found, record_id = opened(study, name)
    if not isinstance(found, MatrixDisplay):
        raise BadValue("matrix", name, ("qualcode display note", "qualcode display rule"))
    return found, record_id


def record_of(study: Study, name: str) -> Display:
    """The record of a display, made new where the researcher keeps none yet."""
    declared, record_id = opened(study, name)
    return study.find(Display, record_id) or Display(id=record_id, type=declared.name)


def with_rule(display: Display, rule: str) -> Display:
    """The display with one more decision rule."""
    return replace(display, rules=(*display.rules, rule.strip()))


def write_cell(
    study: Study, name: str, at: tuple[str, str], written: Written, cut: Cut | None = None
) -> tuple[Display, Cell]:
    """(display, cell) to put: the cell as it stood with the new parts, bound to the evidence as it is now.

    ``at`` is the row and the column, by id or label; ``UnknownName`` with those there are. ``BadValue`` for a mark that
    there is none of.
    """
    declared, record_id = opened_matrix(study, name)
    place = _found(declared, study, replace(cut or Cut(), record=record_id), *at)
    before = study.find(Cell, f"{record_id}#{place.row}#{place.column}")
    cell = before or Cell(display=record_id, row=place.row, column=place.column)
    for name_ in (*written.segments, *written.quotes):
        study.get(Segment, name_)
    if written.rating:
        study.get(Rating, written.rating)
    refs = written.segments or place.segments
    cell = with_mark(_with_entries(cell, written, refs), written.mark)
    return record_of(study, record_id), replace(
        cell,
        author=written.author or cell.author,
        state=ReviewState.DRAFT,
        evidence_digest=place.digest,
        data_version=study.data_version,
    )


def bound(study: Study, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Cells written elsewhere (a file, another program), bound to the evidence that they stand on now.

    A cell that has a digest, or whose row or column the display does not have, stays as it is.
    """
    found = []
    for cell in cells:
        declared, record_id = opened(study, cell.display)
        if not isinstance(declared, MatrixDisplay):
            found.append(cell)
            continue
        try:
            place = _found(declared, study, Cut(record=record_id), cell.row, cell.column)
        except (UnknownName, DisplayNotReady):
            found.append(cell)
            continue
        digest = cell.evidence_digest or place.digest
        found.append(replace(cell, evidence_digest=digest, data_version=cell.data_version or study.data_version))
    return tuple(found)


def frozen(study: Study, name: str, *, snapshot_id: str, at: str, with_blanks: bool = False) -> Snapshot:
    """A display as it stands, with data version, rules and notes; ``DisplayNotReady`` for unexplained blanks."""
    declared, record_id = opened(study, name)
    matrix = declared.build(study, record=record_id)
    if isinstance(matrix, Matrix) and matrix.blanks and not with_blanks:
        raise DisplayNotReady(record_id, tuple(_unexplained(matrix)))
    return Snapshot(
        id=snapshot_id,
        display=record_id,
        at=at,
        data_version=matrix.data_version,
        content=content_of(matrix),
        rules=matrix.rules,
        notes=matrix.notes,
    )


MOST_NAMED = 6
"""Rows that are named of those whose cell is blank in a column."""


def _unexplained(matrix: Matrix) -> Iterable[str]:
    """The blanks of each column, then the ways to explain them."""
    by_column: dict[str, list[str]] = {}
    for row, column in matrix.blanks:
        by_column.setdefault(column, []).append(row)
    for column, rows in by_column.items():
        named = ", ".join(rows[:MOST_NAMED]) + (", …" if len(rows) > MOST_NAMED else "")
        yield ngettext(
            "{column}: {n} cell without a reason ({rows})", "{column}: {n} cells without a reason ({rows})", len(rows)
        ).format(column=column, n=len(rows), rows=named)
    row, column = matrix.blanks[0]
    for way in (
        _("one cell: qualcode display write {name} {row} {column} --mark TDT (TT TDT KOS TB; or --summary, --explain)"),
        _("all alike, or those of a column: qualcode display mark {name} KOS --columns {column}"),
        _("each in a sheet: qualcode display form {name} --to form.xlsx, then: qualcode display fill form.xlsx"),
        _("a part of it: qualcode display add ID --type {name} --filter focus=FOCUS, then: qualcode display freeze ID"),
        _("as it stands: qualcode display freeze {name} --with-blanks"),
    ):
        yield way.format(name=matrix.name, row=row, column=column)


def marked_blanks(
    study: Study, name: str, mark: str, cut: Cut | None = None, *, author: str
) -> tuple[Display, tuple[Cell, ...]]:
    """(display, cells) to put: every cell of the cut that is blank without a reason, with a data mark.

    ``BadValue`` for another mark: evidence marks and signs belong to what stands in a cell.
    """
    declared, record_id = opened_matrix(study, name)
    if mark.upper() not in tuple(DataMark):
        raise BadValue("mark", mark, tuple(DataMark))
    cut = cut or Cut()
    matrix = declared.build(study, rows=cut.rows, columns=cut.columns, options=cut.options, record=record_id)
    written = Written(mark=mark, author=author)
    cells = tuple(write_cell(study, record_id, at, written, cut)[1] for at in matrix.blanks)
    return record_of(study, record_id), cells


def content_of(shown: Matrix | Figure) -> str:
    """A display as one JSON text, the same for the same display."""
    return json.dumps(shown.as_json(), ensure_ascii=False, separators=(",", ":"))


def _found(declared: MatrixDisplay, study: Study, cut: Cut, row: str, column: str) -> Found:
    """The cell under this cut, else one whose line can be asked for by name."""
    try:
        return cell_at(declared, study, cut, row, column)
    except UnknownName as error:
        if error.kind == "row" and not cut.rows:
            return _found(declared, study, replace(cut, rows=row), row, column)
        if error.kind == "column" and not cut.columns:
            return _found(declared, study, replace(cut, columns=column), row, column)
        raise


def _with_entries(cell: Cell, written: Written, refs: tuple[str, ...]) -> Cell:
    """New entries in place of the cell's own of their kind; a data mark gives way to them."""
    made = []
    if written.quotes:
        made.append(Entry(kind=EntryKind.QUOTATION, segments=written.quotes))
    if written.summary:
        made.append(Entry(kind=EntryKind.SUMMARY, text=written.summary.strip(), segments=refs))
    if written.explanation:
        made.append(Entry(kind=EntryKind.EXPLANATION, text=written.explanation.strip(), segments=written.segments))
    if written.rating:
        made.append(Entry(kind=EntryKind.RATING, rating=written.rating))
    return _put(cell, tuple(made)) if made else cell


def _put(cell: Cell, made: tuple[Entry, ...]) -> Cell:
    kinds = {entry.kind for entry in made}
    kept = tuple(entry for entry in cell.entries if entry.kind not in kinds)
    entries = sorted((*kept, *made), key=lambda entry: ENTRY_ORDER[entry.kind])
    return replace(cell, entries=tuple(entries), data_mark=None)


def with_mark(cell: Cell, mark: str) -> Cell:
    """The cell with a data or evidence mark, a sign or a status word; ``BadValue`` for what is none of these."""
    mark = mark.strip()
    if not mark:
        return cell
    data = {one.value: one for one in DataMark}.get(mark.upper())
    if data is not None:
        return replace(cell, data_mark=data, entries=(), evidence_marks=())
    evidence = {one.value: one for one in EvidenceMark}.get(mark.upper())
    if evidence is not None:
        return replace(cell, evidence_marks=ordered((*cell.evidence_marks, evidence)))
    symbol = {"−": "-", "–": "-", "+-": "±", "+/-": "±"}.get(mark, mark)
    known = _symbols()
    if symbol.casefold() not in known:
        raise BadValue("mark", mark, (*DataMark, *EvidenceMark, *known))
    return _put(cell, (Entry(kind=EntryKind.SYMBOL, text=symbol.casefold()),))


def _symbols() -> tuple[str, ...]:
    """Signs and status words that can stand as a symbol."""
    status = (word for language in LANGUAGES for word in _status_words(terms_for(language)))
    return (*(valence.value for valence in Valence), PRESENT, *status)


def _status_words(terms: Terms) -> tuple[str, ...]:
    return tuple(terms(f"displays.status.{name}") for name in ("complete", "partial", "empty"))
