"""A logical chain of evidence: from the finding over displays and cells to the text (M&H94 pp. 260-261; G12)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from qualcode.conclusions.evidence import Piece, Side, pieces_of
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Counted, Display, Finding, Segment, Snapshot, Study


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDisplay:
    """A display that the finding reads: its snapshot, and how much of the finding's evidence stands in its cells."""

    display: str
    snapshot: str
    cells: tuple[str, ...]
    n: int
    of: int
    counted: Counted = Counted.SEGMENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The chain of a finding and where it is broken.

    ``no_display``: none is read; ``not_frozen``: displays read that were not frozen; ``in_no_cell``: evidence that
    no cell of them holds; ``uncoded``: evidence without a code of the finding's focuses; ``differing``: segments
    whose quotation is not that of the text.
    """

    by_display: tuple[ByDisplay, ...]
    no_display: bool
    not_frozen: tuple[str, ...]
    in_no_cell: tuple[Piece, ...]
    uncoded: tuple[Piece, ...]
    differing: tuple[str, ...]


def compute(study: Study, finding: Finding) -> Chain:
    """The trace finding → display → cell → segment → text, and where it is broken; its logic is not judged."""
    pieces = tuple(piece for piece in pieces_of(study, finding) if piece.side is not Side.CODED)
    own = {piece.segment for piece in pieces}
    snapshots = {one.display: one for one in study.all(Snapshot)}
    held = {display: cells_holding(snapshots[display], own) for display in finding.displays if display in snapshots}
    shown = {segment for cells in held.values() for segment in cells}
    return Chain(
        by_display=tuple(
            ByDisplay(
                display=_title(study, display),
                snapshot=snapshots[display].id,
                cells=tuple(dict.fromkeys(cell for some in cells.values() for cell in some)),
                n=len(cells),
                of=len(own),
            )
            for display, cells in held.items()
        ),
        no_display=not finding.displays,
        not_frozen=tuple(display for display in finding.displays if display not in snapshots),
        in_no_cell=tuple(piece for piece in pieces if held and piece.segment not in shown),
        uncoded=tuple(piece for piece in pieces if not piece.codes),
        differing=tuple(
            one.segment
            for one in pieces
            if study.text(one.source)[one.start : one.end] != study.get(Segment, one.segment).quote
        ),
    )


def cells_holding(snapshot: Snapshot, segments: set[str]) -> dict[str, list[str]]:
    """Segment → the cells (``row / column``) of a frozen display that rest on it."""
    content: dict[str, Any] = json.loads(snapshot.content)
    found: dict[str, list[str]] = {}
    for cell in content.get("cells", ()):
        for entry in cell.get("entries", ()):
            for ref in entry.get("segments", ()):
                if ref.get("segment") in segments:
                    found.setdefault(ref["segment"], []).append(f"{cell['row']} / {cell['column']}")
    return found


def _title(study: Study, display: str) -> str:
    record = study.find(Display, display)
    return record.title if record is not None and record.title else display


TACTIC = Tactic(
    name="chain-of-evidence",
    number="G12",
    group=Group.GENERATING,
    page="M&H94 pp. 260-261",
    question=_("Does every step from the finding to the text hold?"),
    compute=compute,
    asks=(Ask(name="logic", words=_("Does each step follow from the one before, and what would break the chain?")),),
)
