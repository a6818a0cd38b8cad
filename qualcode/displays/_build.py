"""Builds a matrix from its declaration: fills cells, lays written parts beside them, explains every blank."""

from __future__ import annotations

from dataclasses import replace

from qualcode.declared import record
from qualcode.errors import DisplayNotReady, UnknownName
from qualcode.i18n import _
from qualcode.model import Study

from . import _print
from ._declaration import Declaration, blank_mark
from ._gather import evidence_at, parted
from ._lines import ordered
from ._marks import data_mark, evidence_marks
from ._parts import Item, Place, Scope
from ._result import Blank, Matrix, MatrixCell
from ._shape import transposed, without_empty
from ._work import Cut, Work, work_of
from ._written import evidence_digest, overlaid


def matrix_of(display: Declaration, study: Study, cut: Cut) -> Matrix:
    """The finished matrix of a declaration; ``DisplayNotReady`` where there is no row or no column."""
    work = work_of(display, study, cut)
    scope, gathered = work.scope, work.gathered
    rows = ordered(work.rows, display.order, scope, lambda: gathered.sizes(0))
    columns = ordered(work.columns, display.column_order, scope, lambda: gathered.sizes(1))
    if not rows or not columns:
        raise DisplayNotReady(display.name, display.missing(study) or (_nothing(display.name, scope, rows=not rows),))
    cells = tuple(_cell(work, row, column) for row in rows for column in columns)
    matrix = _print.finished(work, rows, columns, cells)
    if cut.hide_empty:
        matrix = without_empty(matrix, scope.terms)
    return transposed(matrix) if cut.transpose else matrix


@record
class Found:
    """A cell that was looked for: its row and column by id, and the evidence that it stands on."""

    row: str
    column: str
    segments: tuple[str, ...]
    digest: str


def cell_at(display: Declaration, study: Study, cut: Cut, row: str, column: str) -> Found:
    """The cell of a row and a column, by id or label; ``UnknownName`` with the ids there are."""
    work = work_of(display, study, cut)
    at_row = _named((*work.rows.items, *work.rows.added), row, "row")
    at_column = _named((*work.columns.items, *work.columns.added), column, "column")
    return _standing(work, at_row, at_column)


def cells_of(display: Declaration, study: Study, cut: Cut) -> dict[tuple[str, str], Found]:
    """Every cell of a display by (row, column), with what it stands on."""
    work = work_of(display, study, cut)
    sides = [(*side.items, *side.added) for side in (work.rows, work.columns)]
    return {(row.id, column.id): _standing(work, row, column) for row in sides[0] for column in sides[1]}


def _standing(work: Work, row: Item, column: Item) -> Found:
    found = work.basis.evidence(row, column)
    return Found(row=row.id, column=column.id, segments=found.segments, digest=evidence_digest(found))


def _named(items: tuple[Item, ...], name: str, kind: str) -> Item:
    wanted = name.casefold()
    alike = (item for item in items if wanted in (item.id.casefold(), item.label.casefold()))
    found = next((item for item in items if item.id == name), None) or next(alike, None)
    if found is None:
        raise UnknownName(kind, name, tuple(item.id for item in items))
    return found


def _nothing(name: str, scope: Scope, *, rows: bool) -> str:
    if scope.filter:
        return _("nothing is left under these filters; leave one out")
    lacks = (
        _("no rows: add the records that they stand for; type: qualcode display explain {name}")
        if rows
        else _("no columns: add the records they stand for; type: qualcode display explain {name}")
    )
    return lacks.format(name=name)


def _cell(work: Work, row: Item, column: Item) -> MatrixCell:
    """One cell: the machine's part, the written part, or a blank that is explained or an error."""
    hand = work.written.get((row.id, column.id))
    digest = evidence_digest(work.basis.evidence(row, column)) if hand is not None else ""
    place = _place(work, row, column)
    if row.added or column.added:
        cell = MatrixCell(row=row.id, column=column.id, digest=digest)
    else:
        cell = _machine(work, place, digest)
    cell = overlaid(cell, hand, place)
    if cell.entries or cell.data_mark is not None:
        return cell
    if _hidden(work, place):
        return replace(cell, blank=Blank.FILTERED)
    mark = blank_mark(work.display)
    if mark is not None and not (row.added or column.added or cell.written):
        return replace(cell, data_mark=mark, proposed=True)
    return replace(cell, blank=Blank.DECLARED if work.declared else Blank.ERROR)


def _machine(work: Work, place: Place, digest: str) -> MatrixCell:
    recipe = place.column.recipe or work.display.cell
    entries = tuple(recipe.assemble(place))
    mark = None if entries or place.held or _hidden(work, place) else (recipe.blank or data_mark)(place)
    return MatrixCell(
        row=place.row.id,
        column=place.column.id,
        entries=entries,
        data_mark=mark,
        evidence_marks=evidence_marks(place) if entries and recipe.marked else (),
        proposed=mark is not None,
        digest=digest,
    )


def _hidden(work: Work, place: Place) -> bool:
    """Whether the call's filter took all evidence away: then its absence says nothing."""
    if work.gathered.seen is work.gathered.whole or place.held or place.silent:
        return False
    return bool(evidence_at(work.gathered.whole, (work.rows, work.columns), place.row, place.column))


def _place(work: Work, row: Item, column: Item) -> Place:
    held = evidence_at(work.gathered.seen, (work.rows, work.columns), row, column)
    found = parted(work.scope.codings, held)
    return Place(
        scope=work.scope,
        row=row,
        column=column,
        codings=found.codings.telling,
        links=found.links,
        events=found.events,
        ratings=found.ratings,
        silent=found.codings.silent,
        row_codings=work.gathered.of_row(row.id),
    )
