"""Builds a matrix from its declaration: fills cells, lays written parts beside them, explains every blank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qualcode.errors import DisplayNotReady, UnknownName
from qualcode.i18n import _
from qualcode.model import Cell, Display, Study
from qualcode.reduction.filters import Filter
from qualcode.terms import Terms, terms_for

from . import _print
from ._gather import Gathered, evidence_at, gather, parted, sizes
from ._lines import Lines, lines_of, ordered
from ._marks import data_mark, evidence_marks
from ._matrix import MatrixDisplay
from ._parts import Evidence, Item, Place, Scope
from ._result import Blank, Matrix, MatrixCell
from ._scope import scope_of, stored_filter
from ._shape import transposed, without_empty
from ._written import cells_of, display_record, evidence_digest, overlaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How one call wants to see a display.

    ``record`` is the id of the display record whose filter, rules, notes and written cells apply (else the
    display's name).
    """

    filter: Filter | None = None
    rows: str = ""
    columns: str = ""
    transpose: bool = False
    hide_empty: bool = False
    record: str = ""
    terms: Terms | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is at hand while one matrix is built."""

    display: MatrixDisplay
    record: Display | None
    scope: Scope
    rows: Lines
    columns: Lines
    gathered: Gathered
    written: Mapping[tuple[str, str], Cell]
    narrowed: bool

    @property
    def declared(self) -> bool:
        """Whether a blank has a declared meaning."""
        return self.display.blank != "error" or bool(self.record is not None and self.record.blank)


def matrix_of(display: MatrixDisplay, study: Study, cut: Cut) -> Matrix:
    """The finished matrix of a declaration; ``DisplayNotReady`` where there is no row or no column."""
    work = _work(display, study, cut)
    scope, gathered = work.scope, work.gathered
    rows = ordered(work.rows, display.order, scope, sizes(gathered.row_carriers))
    columns = ordered(work.columns, display.column_order, scope, sizes(gathered.column_carriers))
    if not rows or not columns:
        raise DisplayNotReady(display.name, display.missing(study) or (_nothing(scope, rows=not rows),))
    cells = tuple(_cell(work, row, column) for row in rows for column in columns)
    matrix = _print.finished(work, rows, columns, cells)
    if cut.hide_empty:
        matrix = without_empty(matrix, scope.terms)
    return transposed(matrix) if cut.transpose else matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A cell that was looked for: its row and column by id, and the evidence that it stands on."""

    row: str
    column: str
    segments: tuple[str, ...]
    digest: str


def cell_at(display: MatrixDisplay, study: Study, cut: Cut, row: str, column: str) -> Found:
    """The cell of a row and a column, by id or label; ``UnknownName`` with the ids there are."""
    work = _work(display, study, cut)
    at_row = _named((*work.rows.items, *work.rows.added), row, "row")
    at_column = _named((*work.columns.items, *work.columns.added), column, "column")
    codings, links = parted(evidence_at(work.gathered.whole, (work.rows, work.columns), at_row, at_column))
    segments = [one.segment.id for one in codings] + [name for link in links for name in link.segments]
    return Found(
        row=at_row.id,
        column=at_column.id,
        segments=tuple(dict.fromkeys(segments)),
        digest=evidence_digest(codings, links),
    )


def _named(items: tuple[Item, ...], name: str, kind: str) -> Item:
    wanted = name.casefold()
    alike = (item for item in items if wanted in (item.id.casefold(), item.label.casefold()))
    found = next((item for item in items if item.id == name), None) or next(alike, None)
    if found is None:
        raise UnknownName(kind, name, tuple(item.id for item in items))
    return found


def _work(display: MatrixDisplay, study: Study, cut: Cut) -> Work:
    record_id = cut.record or display.name
    record = display_record(study, record_id)
    own = stored_filter(record.filter).checked(study) if record is not None else Filter()
    terms = cut.terms or terms_for(study.project.language)
    scope = scope_of(study, own=own, given=(cut.filter or Filter()).checked(study), terms=terms)
    rows = lines_of(scope, display.rows, record.rows if record else None, cut.rows, "row")
    columns = lines_of(scope, display.columns, record.columns if record else None, cut.columns, "column")
    return Work(
        display=display,
        record=record,
        scope=scope,
        rows=rows,
        columns=columns,
        gathered=gather(scope, rows, columns),
        written=cells_of(study, record_id),
        narrowed=bool(cut.filter or cut.rows or cut.columns),
    )


def _nothing(scope: Scope, *, rows: bool) -> str:
    if scope.filter:
        return _("nothing is left under these filters; leave one out")
    return (
        _("no rows: add the records that they stand for") if rows else _("no columns: add the records they stand for")
    )


def _cell(work: Work, row: Item, column: Item) -> MatrixCell:
    """One cell: the machine's part, the written part, or a blank that is explained or an error."""
    whole = evidence_at(work.gathered.whole, (work.rows, work.columns), row, column)
    hand = work.written.get((row.id, column.id))
    digest = evidence_digest(*parted(whole)) if hand is not None else ""
    place = _place(work, row, column)
    machine = MatrixCell(row=row.id, column=column.id, digest=digest)
    if not (row.added or column.added):
        machine = _machine(work, place, machine, hidden=_hidden(place, whole))
    cell = overlaid(machine, hand, place)
    if cell.entries or cell.data_mark is not None:
        return cell
    if _hidden(place, whole):
        return replace(cell, blank=Blank.FILTERED)
    return replace(cell, blank=Blank.DECLARED if work.declared else Blank.ERROR)


def _machine(work: Work, place: Place, empty: MatrixCell, *, hidden: bool) -> MatrixCell:
    recipe = place.column.recipe or work.display.cell
    entries = tuple(recipe.assemble(place))
    if entries:
        return replace(empty, entries=entries, evidence_marks=evidence_marks(place) if recipe.marked else ())
    if place.codings or place.links or hidden:
        return empty
    mark = data_mark(place)
    return replace(empty, data_mark=mark, proposed=mark is not None)


def _hidden(place: Place, whole: list[Evidence]) -> bool:
    """Whether the call's filter took all evidence away: then its absence says nothing."""
    return bool(whole) and not (place.codings or place.links or place.silent)


def _place(work: Work, row: Item, column: Item) -> Place:
    codings, links = parted(evidence_at(work.gathered.seen, (work.rows, work.columns), row, column))
    return Place(
        scope=work.scope,
        row=row,
        column=column,
        codings=tuple(one for one in codings if not one.coding.dont_know),
        links=links,
        silent=tuple(one for one in codings if one.coding.dont_know),
        row_codings=parted(work.gathered.by_row.get(row.id, ()))[0],
    )
