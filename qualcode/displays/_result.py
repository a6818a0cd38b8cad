"""What a display yields: a matrix whose every cell holds entries, a mark, or a visible slot.

A ``Matrix`` is plain and finished: words are in the study's language, every entry knows its segments,
so that writers and chapters only lay it out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qualcode.declared import record
from qualcode.model import Counted, DataMark, EntryKind, EvidenceMark

ENTRY_ORDER: Mapping[EntryKind, int] = {kind: at for at, kind in enumerate(EntryKind)}
"""The order of the parts of a combination: q, s, x, r, m, n."""


class Blank(StrEnum):
    """What a cell without entry and mark is: an error, declared by the display, or emptied by the call's filter."""

    ERROR = "error"
    DECLARED = "declared"
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where an entry comes from: a segment, its place in code points (half-open), and its citation code.

    ``cited`` gives the codes of all segments, made when the first is asked for: many forms of a display show none.
    """

    segment: str
    source: str
    start: int
    end: int
    cited: Callable[[], Mapping[str, str]] = field(repr=False, compare=False)

    @property
    def citation(self) -> str:
        """The citation code."""
        return self.cited()[self.segment]


References = Sequence[Reference]
"""Where an entry comes from, each segment once; of what is counted, made only where somebody asks."""


@record
class MatrixEntry:
    """One part of a cell. ``n`` of ``of`` counts ``counted``; ``written`` is the researcher's hand.

    Of an entry that is not ``cited`` the codes stand in another column of its row, and are not printed again.
    """

    kind: EntryKind
    text: str = ""
    n: int | None = None
    of: int | None = None
    counted: Counted | None = None
    segments: References = ()
    written: bool = False
    cited: bool = True


@record
class MatrixCell:
    """What stands where a row meets a column.

    ``proposed`` says that the data mark was computed from guide questions and summaries, not written.
    ``digest`` is that of a written cell's evidence now; ``blank`` is set where the cell holds nothing at all.
    """

    row: str
    column: str
    entries: tuple[MatrixEntry, ...] = ()
    data_mark: DataMark | None = None
    evidence_marks: tuple[EvidenceMark, ...] = ()
    proposed: bool = False
    written: bool = False
    stale: bool = False
    blank: Blank | None = None
    digest: str = ""


@record
class MatrixLine:
    """A row or a column: its id, what people read, and the heading that it stands under."""

    id: str
    label: str
    group: str = ""


@record
class Shown:
    """How many of the study's informants or sources the display rests on."""

    shown: int
    total: int


@record
class Matrix:
    """A finished matrix. ``stub`` heads the columns that name the rows (group, then label).

    ``cells`` holds every row with every column, row by row. ``signs`` are what blanks show: a visible slot for
    an error. ``blank`` is the meaning of a blank that is declared. ``caption`` is the line of data version and
    counts. ``remarks`` name what does not show (hidden lines, evidence without a place, written cells outside
    this cut). ``words`` are the headings that writers print.
    """

    name: str
    title: str
    caption: str
    question: str
    language: str
    stub: tuple[str, ...]
    column_stub: tuple[str, ...]
    rows: tuple[MatrixLine, ...]
    columns: tuple[MatrixLine, ...]
    cells: tuple[MatrixCell, ...]
    rules: tuple[str, ...] = ()
    legend: Mapping[str, str]
    signs: Mapping[Blank, str]
    words: Mapping[str, str]
    blank: str = ""
    notes: str = ""
    narrative: str = ""
    remarks: tuple[str, ...] = ()
    data_version: int
    informants: Shown
    sources: Shown
    transposed: bool = False

    @property
    def kind(self) -> str:
        """What kind of display it is."""
        return "matrix"

    @property
    def segments(self) -> tuple[Reference, ...]:
        """Every segment that the matrix shows or leads to, each once, in the order of its cells."""
        found = {place.segment: place for cell in self.cells for entry in cell.entries for place in entry.segments}
        return tuple(found.values())

    @property
    def worded(self) -> tuple[Reference, ...]:
        """Those of which words may stand in the cells: all but what is counted or shown by a sign."""
        return self._of([kind for kind in EntryKind if kind not in (EntryKind.COUNT, EntryKind.SYMBOL)])

    @property
    def quoted(self) -> tuple[Reference, ...]:
        """Those that are quoted."""
        return self._of([EntryKind.QUOTATION])

    def _of(self, kinds: Collection[EntryKind]) -> tuple[Reference, ...]:
        some = (entry for cell in self.cells for entry in cell.entries if entry.kind in kinds)
        return tuple({place.segment: place for entry in some for place in entry.segments}.values())

    @property
    def blanks(self) -> tuple[tuple[str, str], ...]:
        """(row, column) of the cells that hold nothing and should: each shows a visible slot."""
        return tuple((cell.row, cell.column) for cell in self.cells if cell.blank is Blank.ERROR)

    @property
    def stale(self) -> tuple[tuple[str, str], ...]:
        """(row, column) of the written cells whose evidence changed since."""
        return tuple((cell.row, cell.column) for cell in self.cells if cell.stale)

    @property
    def column_groups(self) -> tuple[tuple[str, int], ...]:
        """Headings over neighbouring columns with the number of columns each spans; empty if there are none."""
        return grouped(self.columns)

    def cell(self, row: str, column: str) -> MatrixCell:
        """One cell; KeyError if there is no such row or column."""
        for found in self.cells:
            if found.row == row and found.column == column:
                return found
        raise KeyError(row, column)

    def lines(self) -> Iterable[tuple[MatrixLine, tuple[MatrixCell, ...]]]:
        """Each row with its cells in the order of the columns."""
        width = len(self.columns)
        for at, row in enumerate(self.rows):
            yield row, self.cells[at * width : (at + 1) * width]

    def as_json(self) -> dict[str, Any]:
        """The matrix as plain values, in the shape of the contract."""
        return {
            "name": self.name,
            "title": self.title,
            "caption": self.caption,
            "question": self.question,
            "stub": list(self.stub),
            "rows": [_line(line) for line in self.rows],
            "columns": [_line(line) for line in self.columns],
            "cells": [_cell(cell, self) for cell in self.cells],
            "rules": list(self.rules),
            "legend": dict(self.legend),
            "blank": self.blank or None,
            "blanks": [list(place) for place in self.blanks],
            "notes": self.notes,
            "narrative": self.narrative,
            "remarks": list(self.remarks),
            "data_version": self.data_version,
            "informants": {"shown": self.informants.shown, "total": self.informants.total},
            "sources": {"shown": self.sources.shown, "total": self.sources.total},
        }


def grouped(lines: tuple[MatrixLine, ...]) -> tuple[tuple[str, int], ...]:
    """Headings of neighbouring lines with how many lines stand under each; empty where no line has one."""
    if not any(line.group for line in lines):
        return ()
    found: list[tuple[str, int]] = []
    for line in lines:
        if found and found[-1][0] == line.group:
            found[-1] = (line.group, found[-1][1] + 1)
        else:
            found.append((line.group, 1))
    return tuple(found)


def _line(line: MatrixLine) -> dict[str, Any]:
    return {"id": line.id, "label": line.label, "group": line.group}


def _cell(cell: MatrixCell, matrix: Matrix) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "entries": [_entry(entry) for entry in cell.entries],
        "data_mark": cell.data_mark.value if cell.data_mark else None,
        "evidence_marks": [mark.value for mark in cell.evidence_marks],
        "written": cell.written,
        "stale": cell.stale,
        "proposed": cell.proposed,
        "blank": cell.blank.value if cell.blank else None,
        "slot": matrix.signs[cell.blank] if cell.blank else None,
    }


def _entry(entry: MatrixEntry) -> dict[str, Any]:
    return {
        "kind": entry.kind.value,
        "text": entry.text,
        "n": entry.n,
        "of": entry.of,
        "counted": entry.counted.value if entry.counted else None,
        "written": entry.written,
        "segments": [
            {
                "source": place.source,
                "start": place.start,
                "end": place.end,
                "citation": place.citation,
                "segment": place.segment,
            }
            for place in entry.segments
        ],
    }
