"""What stands in a document: its inlines, quotations and open slots, and inlines as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.report.document import (
    Block,
    BlockQuotation,
    Citation,
    Claim,
    Document,
    Figure,
    Inline,
    ListItems,
    Mark,
    Note,
    Paragraph,
    Quoted,
    Runs,
    Slot,
    Table,
)


def runs_of(block: Block) -> Iterator[Inline]:
    """Every inline of a block, tables and notes included; the words of a claim follow it."""
    if isinstance(block, Paragraph):
        yield from opened(block.runs)
    elif isinstance(block, ListItems):
        for item in block.items:
            yield from opened(item)
    elif isinstance(block, Table | Figure):
        parts = [part for row in block.rows for cell in row for part in cell.parts] if isinstance(block, Table) else []
        for runs in (*(part.runs for part in parts), *block.notes):
            yield from opened(runs)
    elif isinstance(block, Slot | Mark):
        yield block


def opened(runs: Runs) -> Iterator[Inline]:
    """Inlines one by one; a claim is followed by what it says."""
    for run in runs:
        yield run
        if isinstance(run, Claim | Note):
            yield from opened(run.runs)


def claims(document: Document) -> Iterator[Claim]:
    """Every claim of the document, in order."""
    for block in document.blocks():
        yield from (run for run in runs_of(block) if isinstance(run, Claim))


def quotations(document: Document) -> Iterator[BlockQuotation | Quoted]:
    """Every quotation of the document, in order."""
    for block in document.blocks():
        if isinstance(block, BlockQuotation):
            yield block
        yield from (run for run in runs_of(block) if isinstance(run, Quoted))


def slots(document: Document) -> Iterator[Slot]:
    """Every open slot of the document, in order."""
    for block in document.blocks():
        yield from (run for run in runs_of(block) if isinstance(run, Slot))


def plain(runs: Runs) -> str:
    """Inlines as one line of text, as a reader sees them."""
    return "".join(_plain(run) for run in runs)


def _plain(run: Inline) -> str:
    if isinstance(run, Claim):
        return plain(run.runs)
    if isinstance(run, Note):
        return f" ({plain(run.runs)})"
    if isinstance(run, Quoted):
        return f"“{run.text}”"
    if isinstance(run, Citation):
        return f"({run.text})"
    if isinstance(run, Slot | Mark):
        return f"[{run.text}]"
    return run.text
