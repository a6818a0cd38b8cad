"""Checks of what a document still lacks: stale parts, missing displays, prose without a place, open slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.model import Study
from qualcode.report.check_record import Check, flagged
from qualcode.report.document import Document, Figure, Mark, MarkKind, Paragraph, Slot, Table
from qualcode.report.lengths import pages_of
from qualcode.report.numbering import uncited
from qualcode.report.parts import runs_of

if TYPE_CHECKING:
    from qualcode.report.document import Block

ROOM = 0.2
"""Pages by which an estimated length may be wrong."""


def not_lasting(study: Study, document: Document) -> Iterator[Check]:
    """Stale cells and prose, tables that no text mentions, displays that could not be made, prose without a place.

    And a document that has become longer than it may be.
    """
    del study
    for block in document.blocks():
        stale = [run for run in runs_of(block) if isinstance(run, Mark) and run.kind is MarkKind.STALE]
        if stale and isinstance(block, Table):
            yield flagged("cells_stale", f"{block.number}: {len(stale)}", anchor=block.key)
        elif stale:
            yield flagged("passage_stale", stale[0].text, anchor=_following(document, block))
    for passage in document.unplaced:
        yield flagged("passage_unplaced", passage)
    for key in () if document.is_appended else uncited(document):
        yield flagged("table_uncited", key, anchor=key)
    if document.pages and pages_of(document) > document.pages + ROOM:
        yield flagged("too_long", f"{pages_of(document):.1f} > {document.pages}")
    for remark in document.remarks:
        yield flagged("display_missing", remark)


def _following(document: Document, mark: Block) -> str:
    """The mark of the prose that stands below a warning."""
    marks = {field.key: field.mark for field in document.fields}
    blocks = list(document.blocks())
    after = blocks[next(at for at, block in enumerate(blocks) if block is mark) + 1 :][:1]
    return marks.get(after[0].field, "") if after and isinstance(after[0], Paragraph) else ""


def still_open(study: Study, document: Document) -> Iterator[Check]:
    """What is still to be written; a focus whose discussion is missing is named once, as such."""
    del study
    marks = {field.key: field.mark for field in document.fields}
    for block in document.blocks():
        if isinstance(block, Table | Figure):
            yield from _open_in(block)
            continue
        for slot in (run for run in runs_of(block) if isinstance(run, Slot)):
            if slot.section == "discussion" and slot.focus:
                continue
            where = " ".join(part for part in (slot.section, slot.focus or slot.finding, slot.slot) if part)
            options = (("--slot", slot.slot), ("--focus", slot.focus), ("--finding", slot.finding))
            then = " ".join([slot.section, *(f"{option} {value}" for option, value in options if value)])
            yield flagged("slot_open", slot.text, where, then, anchor=marks.get(slot.field, ""))


def _open_in(table: Table | Figure) -> Iterator[Check]:
    """The open slots of a table: verdicts by their finding, cells and reading notes by the table's number."""
    slots = [run for run in runs_of(table) if isinstance(run, Slot)]
    for slot in slots:
        if slot.finding:
            yield flagged("verdict_open", slot.finding, anchor=table.key)
    cells = sum(slot.slot == "cell" for slot in slots)
    if cells:
        yield flagged("cells_open", f"{table.number}: {cells}", anchor=table.key)
    if any(slot.slot == "reading" for slot in slots):
        yield flagged("reading_open", table.number, anchor=table.key)
