"""What the researcher wrote into cells, laid beside the machine's part and marked stale when its evidence changed.

A written choice of quotations, symbol or rating stands in place of the machine's; written summaries and
explanations stand beside what was assembled. A written data mark stands in place of all entries, unless it is
stale: then both show. Nothing here changes a record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from qualcode.collection.privacy import is_withdrawn
from qualcode.model import Attribute, Cell, Display, Entry, EntryKind, EvidenceMark, Rating, Study

from ._cells import in_order, rating_entry
from ._gather import Parted
from ._marks import ordered
from ._parts import Place, Scope
from ._quotes import reference
from ._result import MatrixCell, MatrixEntry

GAP = " [...] "
"""Joins the parts of a quotation made of several segments."""


_CHOICES = {EntryKind.QUOTATION, EntryKind.RATING, EntryKind.SYMBOL}
"""Kinds of which the researcher's choice replaces the machine's."""


def evidence_digest(found: Parted) -> str:
    """SHA-256 of a cell's evidence: segments with quotation and valence; links, events, ratings with what they say."""
    said = sorted({(one.segment_id, one.quote, one.valence or "") for one in found.codings})
    linked = sorted(
        (link.id, link.from_, link.to, link.label, link.condition, link.sign or "", link.effect or "", *link.segments)
        for link in found.links
    )
    more = sorted(
        (
            one.id, one.label, one.description, one.date, one.end_date, one.period or "", one.consequence, *one.segments
        )
        for one in found.events
    ) + sorted((one.id, one.variable, *map(str, one.values), *one.segments) for one in found.ratings)  # fmt: skip
    plain = json.dumps([said, linked, more] if more else [said, linked], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def cells_of(study: Study, display: str) -> Mapping[tuple[str, str], Cell]:
    """(row, column) → what was written there in one display."""
    return {(cell.row, cell.column): cell for cell in study.all(Cell) if cell.display == display}


def overlaid(machine: MatrixCell, cell: Cell | None, place: Place) -> MatrixCell:
    """The machine's cell with what the researcher wrote; ``machine.digest`` is that of the evidence now."""
    if cell is None:
        return machine
    stale = bool(cell.evidence_digest) and cell.evidence_digest != machine.digest
    mine = [written_entry(entry, place.scope) for entry in cell.entries]
    kinds = {entry.kind for entry in mine} & _CHOICES
    theirs = [entry for entry in machine.entries if entry.kind not in kinds]
    if cell.data_mark is not None and not stale:
        theirs = []
    entries = in_order([*theirs, *mine])
    marks = (*machine.evidence_marks, *cell.evidence_marks) if entries else cell.evidence_marks
    return replace(
        machine,
        entries=entries,
        data_mark=cell.data_mark or (None if entries else machine.data_mark),
        evidence_marks=ordered(EvidenceMark(mark) for mark in marks),
        proposed=machine.proposed and cell.data_mark is None and not entries,
        written=bool(mine) or cell.data_mark is not None or bool(cell.evidence_marks),
        stale=stale,
    )


def written_entry(entry: Entry, scope: Scope) -> MatrixEntry:
    """A written entry with its segments found; a quotation's text is that of its segments, never another."""
    segments = [scope.study.segments[name] for name in entry.segments if name in scope.study.segments]
    rating = scope.study.find(Rating, entry.rating)
    if entry.kind is EntryKind.RATING and rating is not None:
        return replace(rating_entry(scope, rating), written=True)
    if entry.kind is EntryKind.QUOTATION:
        if any(is_withdrawn(scope.study, segment) for segment in segments):
            return MatrixEntry(kind=EntryKind.EXPLANATION, text=scope.terms("displays.heading.gone"), written=True)
        text = GAP.join(segment.quote for segment in segments) or entry.text
    else:
        text = entry.text
    return MatrixEntry(
        kind=entry.kind,
        text=text,
        n=entry.n,
        of=entry.of,
        counted=entry.counted,
        segments=tuple(reference(scope.study, segment) for segment in segments),
        written=True,
    )


def outside(cells: Mapping[tuple[str, str], Cell], shown: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """(row, column) of written cells that this cut of the display does not show."""
    there = set(shown)
    return tuple(place for place in sorted(cells) if place not in there)


class Kept(Protocol):
    """A declaration that states a filter and what it is about, as a record of the researcher does."""

    @property
    def name(self) -> str:
        """The English name."""

    @property
    def filter(self) -> tuple[Attribute, ...]:
        """The filter that always holds, as in ``Display.filter``."""

    @property
    def parameters(self) -> tuple[Attribute, ...]:
        """What it is about, as in ``Display.parameters``."""


def display_record(study: Study, display: Kept, name: str) -> Display | None:
    """What is kept for a display of this name, or None; the record goes before what the declaration states."""
    record = study.find(Display, name)
    if not (display.filter or display.parameters):
        return record
    record = record or Display(id=name, type=display.name)
    return replace(
        record,
        filter=(*display.filter, *record.filter),
        parameters=(*display.parameters, *record.parameters),
    )
