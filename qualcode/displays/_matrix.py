"""``MatrixDisplay``: the recipe of a matrix, a declaration of a screen's height (M&H94 ch. 9; MHS14 ch. 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from qualcode.declared import record
from qualcode.model import Attribute, Link, Study
from qualcode.reduction.coded import CodedSegment
from qualcode.reduction.filters import Filter
from qualcode.terms import Terms

from ._build import matrix_of
from ._needs import Need, missing
from ._options import Option
from ._parts import Axis, Order, Recipe, Scope
from ._result import Matrix
from ._work import Cut


@record
class MatrixDisplay:
    """What a matrix is: its question, rows, columns, cells, order, and what a blank in it means.

    ``blank`` is ``error``, a data mark that an empty cell takes, or a word of ``displays.blank`` that declares a
    meaning. ``rules`` are words of
    ``displays.rule`` (or rules in full) beside those that axes and recipes bring. ``evidence`` are the kinds of
    record that cells rest on, ``options`` what the display can be asked to be about. ``reading`` says how to read
    it and ``page`` where the literature has it. English stands here; the terms hold the other language. ``title`` is
    for displays that the terms do not know; ``filter`` and ``parameters`` always hold, unless the
    researcher keeps others.
    """

    kind: ClassVar[str] = "matrix"

    name: str
    title: str = ""
    question: str
    rows: Axis
    columns: Axis
    cell: Recipe
    order: Order | None = None
    column_order: Order | None = None
    blank: str = "error"
    rules: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    evidence: tuple[type, ...] = (CodedSegment, Link)
    options: tuple[Option, ...] = ()
    remarks: tuple[Callable[[Scope], Iterable[str]], ...] = ()
    reading: str = ""
    page: str = ""
    filter: tuple[Attribute, ...] = ()
    parameters: tuple[Attribute, ...] = ()

    def missing(self, study: Study) -> tuple[str, ...]:
        """What the study lacks for this display: record, field and the act that fills it."""
        return missing(self.needs, study)

    def build(  # noqa: PLR0913 - the options of the command, each with its default
        self,
        study: Study,
        filter: Filter | None = None,  # noqa: A002 - the word of the contract
        *,
        terms: Terms | None = None,
        rows: str = "",
        columns: str = "",
        transpose: bool = False,
        hide_empty: bool = False,
        record: str = "",
        options: Mapping[str, str] | None = None,
    ) -> Matrix:
        """The matrix of a study under a filter.

        ``rows`` and ``columns`` cut the lines (an axis, ids of lines, or both; see ``_lines``); ``record`` is the
        id of the display record whose notes, rules, written cells and own filter apply (else this name's);
        ``options`` answer what the display can be about (``options`` of the declaration).
        Raises ``DisplayNotReady`` where there is no row or no column to show.
        """
        return matrix_of(
            self,
            study,
            Cut(
                filter=filter,
                rows=rows,
                columns=columns,
                transpose=transpose,
                hide_empty=hide_empty,
                record=record,
                terms=terms,
                options=options or {},
            ),
        )
