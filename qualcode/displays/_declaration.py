"""What the engine reads of a display's declaration; ``MatrixDisplay`` is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from qualcode.model import Attribute, DataMark, Study

from ._options import Option
from ._parts import Axis, Order, Recipe, Scope


class Declaration(Protocol):
    """The recipe of a matrix, as it is read while the matrix is built."""

    @property
    def name(self) -> str:
        """The English name, by which words are found."""

    @property
    def title(self) -> str:
        """What it is called where the terms have no title for its name."""

    @property
    def question(self) -> str:
        """The question that the matrix answers, in English."""

    @property
    def rows(self) -> Axis:
        """What the rows are."""

    @property
    def columns(self) -> Axis:
        """What the columns are."""

    @property
    def cell(self) -> Recipe:
        """What fills a cell."""

    @property
    def order(self) -> Order | None:
        """The order of the rows, else that of their axis."""

    @property
    def column_order(self) -> Order | None:
        """The order of the columns, else that of their axis."""

    @property
    def blank(self) -> str:
        """``error``, or a word of ``displays.blank``."""

    @property
    def evidence(self) -> tuple[type, ...]:
        """The kinds of record that its cells rest on."""

    @property
    def options(self) -> tuple[Option, ...]:
        """What it can be asked to be about."""

    @property
    def remarks(self) -> tuple[Callable[[Scope], Iterable[str]], ...]:
        """What it has to say of what does not show."""

    @property
    def rules(self) -> tuple[str, ...]:
        """Words of ``displays.rule``, or rules in full."""

    @property
    def filter(self) -> tuple[Attribute, ...]:
        """The filter that always holds, unless the researcher keeps another."""

    @property
    def parameters(self) -> tuple[Attribute, ...]:
        """What it is about, unless the researcher keeps something else."""

    def missing(self, study: Study) -> tuple[str, ...]:
        """What the study lacks for this display."""


def blank_mark(display: Declaration) -> DataMark | None:
    """The data mark that an empty cell of a display takes, or None."""
    return next((mark for mark in DataMark if mark.value == display.blank), None)
