"""The parts that a display is declared from, and what they see when a matrix is built.

An ``Axis`` gives the lines and says where each record of evidence stands among them; a ``Recipe`` turns the
evidence of one cell into entries; an ``Order`` arranges lines. All see the ``Scope``; a recipe sees a ``Place``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualcode.declared import record
from qualcode.model import (
    AxisGroup,
    Code,
    DataMark,
    EntryKind,
    Event,
    Informant,
    Link,
    Rating,
    Source,
    Study,
)
from qualcode.reduction.codings import CodedSegment, Codings
from qualcode.reduction.filters import Filter
from qualcode.terms import Terms

from ._result import MatrixEntry

Evidence = CodedSegment | Link | Event | Rating
"""What can stand in a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The study as one display sees it.

    ``codings``, ``links``, ``events`` and ``ratings`` are all that the display's own filter keeps; ``kept`` decides
    which of them the filter of this call keeps too, ``seen`` are the codings that it does, ``base`` those that it would
    if it asked for no code or focus: what a share is a share of. ``codes``, ``informants``
    and ``sources`` are those in question; ``options`` are what the display was asked to be about (a variable, a code).
    """

    study: Study
    terms: Terms
    filter: Filter
    codings: Codings
    seen: Codings
    base: Codings
    links: tuple[Link, ...]
    events: tuple[Event, ...]
    ratings: tuple[Rating, ...]
    kept: Callable[[Evidence], bool] | None
    codes: tuple[Code, ...]
    informants: tuple[Informant, ...]
    sources: tuple[Source, ...]
    options: Mapping[str, str] = field(default_factory=dict)

    def word(self, family: str, name: str, /, **values: object) -> str:
        """The document's word for a name of this project; a name without one stands for itself."""
        key = f"displays.{family}.{name}"
        return self.terms(key, **values) if self.terms.has(key) else name


@record
class Item:
    """A line of an axis while the matrix is built.

    ``informants`` are those whom the line stands for, ``sources`` those that it is made of where it is of sources,
    ``code`` the code that it is about, ``focuses`` the focuses that its question belongs to. ``several`` tells a
    line that stands for several informants, ``added`` one that the researcher added by hand. ``recipe`` fills this
    column instead of the display's.
    """

    id: str
    label: str
    group: str = ""
    informants: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    code: str | None = None
    focuses: tuple[str, ...] = ()
    several: bool = False
    added: bool = False
    recipe: Recipe | None = None


@record
class Place:
    """A cell while the matrix is built: its lines and the evidence that stands there.

    ``silent`` are codings flagged *does not know*: they are no evidence, but explain a blank.
    ``row_codings`` are all codings of the row, whatever columns show: the base of shares.
    """

    scope: Scope
    row: Item
    column: Item
    codings: Codings
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    ratings: tuple[Rating, ...] = ()
    silent: Codings
    row_codings: Codings

    @property
    def held(self) -> bool:
        """Whether any evidence stands here."""
        return bool(self.codings or self.links or self.events or self.ratings)

    @property
    def code(self) -> str | None:
        """The code that the cell is about: the column's, else the row's."""
        return self.column.code or self.row.code

    @property
    def focuses(self) -> tuple[str, ...]:
        """The focuses that the cell is about: the column's, else the row's."""
        return self.column.focuses or self.row.focuses

    @property
    def informants(self) -> tuple[str, ...]:
        """The informants that the cell is about: the row's, else the column's."""
        return self.row.informants or self.column.informants


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How the machine fills a cell: the kinds of entry it may hold, how they are made, the rules to print.

    ``marked`` tells whether evidence marks belong to it: to what is said, not to counts and memos. ``blank``
    proposes a data mark for a cell without evidence where the records of guide questions are not what decides.
    """

    kinds: tuple[EntryKind, ...]
    assemble: Callable[[Place], Iterable[MatrixEntry]]
    rules: Callable[[Terms], tuple[str, ...]] = field(default=lambda _terms: ())
    marked: bool = False
    blank: Callable[[Place], DataMark | None] | None = None


Column = str | Callable[[Scope], Sequence[object]]
"""A column of codings: its name, or what finds it."""

Finder = Callable[[Any], Iterable[str]]
"""Evidence → ids of the lines where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Rows or columns: how they are called, which they are, and where evidence stands among them.

    ``stub`` are terms that head the lines when they are rows (group, then label). ``finders`` makes, for each
    type of evidence, the function that finds its lines; evidence of other types has no place on the axis.
    ``groups`` makes the lines of clusters that the researcher declares, ``more`` those that can be asked for
    by name though the axis does not list them, ``declared`` are the columns that a display names itself. ``partial``
    tells an axis that is about a part of the evidence: what has no place on it is not missing; ``codes`` one whose
    lines go by the ids of codes. ``told_by`` are the columns of codings (by name, or as ``Scope`` gives them) by which
    their lines are found: the finder is asked once for all that are alike in them. ``rows`` tell each from all others.
    """

    name: str
    stub: tuple[str, ...]
    items: Callable[[Scope], tuple[Item, ...]]
    finders: Mapping[type, Callable[[Scope, tuple[Item, ...]], Finder]]
    groups: Callable[[Scope, tuple[AxisGroup, ...]], tuple[Item, ...]] | None = None
    more: Callable[[Scope], tuple[Item, ...]] = field(default=lambda _scope: ())
    rules: Callable[[Terms], tuple[str, ...]] = field(default=lambda _terms: ())
    declared: tuple[Item, ...] = ()
    partial: bool = False
    codes: bool = False
    told_by: tuple[Column, ...] = ("rows",)


Order = Callable[[Scope, Mapping[str, int]], Callable[[Item], tuple[Any, ...]]]
"""(scope, how many informants or sources carry each line) → sort key of a line; ids break the last tie."""
