"""Displays as the researcher keeps them: rules, notes, written cells and frozen snapshots."""

from __future__ import annotations

from qualcode.declared import record
from qualcode.model.frame import Attribute
from qualcode.model.values import (
    Counted,
    DataMark,
    DisplayId,
    EntryKind,
    EvidenceMark,
    MemoId,
    RatingId,
    ReviewState,
    SegmentId,
)


@record
class AxisGroup:
    """Items of an axis under one heading, with the memo that justifies the cluster (D10)."""

    label: str
    items: tuple[str, ...] = ()
    memo: MemoId | None = None


@record
class AxisItem:
    """A row or column that the researcher adds by hand."""

    id: str
    label: str
    group: str = ""


@record
class Axis:
    """Rows or columns of a display: what they are, which ones, how grouped, what was added."""

    name: str
    items: tuple[str, ...] = ()
    groups: tuple[AxisGroup, ...] = ()
    added: tuple[AxisItem, ...] = ()


@record
class Display:
    """What the researcher states about a display; its type names the declaration that builds it."""

    id: str
    type: str
    title: str = ""
    parameters: tuple[Attribute, ...] = ()
    rows: Axis | None = None
    columns: Axis | None = None
    filter: tuple[Attribute, ...] = ()
    case_choice: str = ""
    order_rule: str = ""
    rules: tuple[str, ...] = ()
    blank: str = ""
    notes: str = ""
    narrative: str = ""


@record
class Entry:
    """One part of a cell. ``n`` of ``of`` counts ``counted``; an ``r`` part points to a rating."""

    kind: EntryKind
    text: str = ""
    segments: tuple[SegmentId, ...] = ()
    rating: RatingId | None = None
    n: int | None = None
    of: int | None = None
    counted: Counted | None = None


@record
class Cell:
    """What the researcher wrote into a cell; the machine's part is assembled beside it.

    ``evidence_digest`` is that of the evidence the cell was written on: where it differs, the cell is stale.
    """

    display: DisplayId
    row: str
    column: str
    entries: tuple[Entry, ...] = ()
    data_mark: DataMark | None = None
    evidence_marks: tuple[EvidenceMark, ...] = ()
    author: str = ""
    state: ReviewState = ReviewState.DRAFT
    evidence_digest: str = ""
    data_version: int = 0


@record
class Snapshot:
    """A display as it stood at one data version, with the rules and notes it was read by."""

    id: str
    display: DisplayId
    at: str
    data_version: int
    content: str
    rules: tuple[str, ...] = ()
    notes: str = ""
