"""What is at hand while one matrix is built: how the call wants to see it, and the study as it shows there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qualcode.declared import record
from qualcode.model import Cell, Display, Study
from qualcode.reduction.filters import Filter, stored_filter
from qualcode.terms import Terms, terms_for

from ._basis import Basis, side_of
from ._declaration import Declaration, blank_mark
from ._gather import Gathered, gather
from ._lines import Choice, Lines
from ._options import asked_options
from ._parts import Item, Scope
from ._scope import own_scope, seen
from ._written import cells_of, display_record


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
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def narrows(self) -> bool:
        """Whether the call may leave out something that the display shows."""
        return bool(self.filter or self.rows or self.columns or self.options)


@record
class Work:
    """What is at hand while one matrix is built.

    ``basis`` finds the evidence of written cells; ``emptied`` are added lines of which the call's filter left
    nobody; ``stated`` are the options that the call or the record answers.
    """

    display: Declaration
    record: Display | None
    scope: Scope
    rows: Lines
    columns: Lines
    gathered: Gathered
    basis: Basis
    written: Mapping[tuple[str, str], Cell]
    emptied: tuple[Item, ...]
    narrowed: bool
    stated: frozenset[str]

    @property
    def declared(self) -> bool:
        """Whether a blank has a declared meaning."""
        marked = self.display.blank == "error" or blank_mark(self.display) is not None
        return not marked or bool(self.record is not None and self.record.blank)


def work_of(display: Declaration, study: Study, cut: Cut) -> Work:
    """Everything that a matrix is made of, under the display's own filter and that of the call."""
    record = display_record(study, display, cut.record or display.name)
    own = stored_filter(record.filter).checked(study) if record is not None else Filter()
    given = (cut.filter or Filter()).checked(study)
    whole = own_scope(study, own, cut.terms or terms_for(study.project.language))
    whole = replace(whole, options=asked_options(display, study, record, cut.options))
    scope = seen(whole, own, given) if given else whole
    rows, columns = (side_of(whole, scope, choice) for choice in _choices(display, record, cut))
    gathered = gather(scope, rows.shown, columns.shown, display.evidence)
    return Work(
        display=display,
        record=record,
        scope=scope,
        rows=rows.shown,
        columns=columns.shown,
        gathered=gathered,
        basis=Basis(
            scope=whole,
            rows=rows,
            columns=columns,
            kinds=display.evidence,
            gathered={} if cut.narrows else {(0, 0): gathered},
        ),
        written=cells_of(study, cut.record or display.name),
        emptied=(*rows.emptied, *columns.emptied),
        narrowed=cut.narrows,
        stated=frozenset({*cut.options, *(one.name for one in (record.parameters if record is not None else ()))}),
    )


def _choices(display: Declaration, record: Display | None, cut: Cut) -> tuple[Choice, Choice]:
    kept_rows, kept_columns = (record.rows, record.columns) if record is not None else (None, None)
    return (
        Choice(kind="row", declared=display.rows, kept=kept_rows, cut=cut.rows),
        Choice(kind="column", declared=display.columns, kept=kept_columns, cut=cut.columns),
    )
