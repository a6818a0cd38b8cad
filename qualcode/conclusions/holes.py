"""What has no evidence: focuses, findings, roles on a focus, and written cells (method: export checks)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualcode.conclusions.evidence import Piece, coded_under, evidence_of, segments_as_pieces
from qualcode.model import Cell, DataMark, EntryKind, Focus, Informant, Role, Study, ref_to
from qualcode.reduction.coded import proposed_mark


class HoleKind(StrEnum):
    """What has no evidence."""

    FOCUS = "focus"
    CONCLUSION_ONLY = "conclusion_only"
    FINDING = "finding"
    CELL = "cell"
    WRITTEN_CELL = "written_cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Something without evidence.

    ``focus``: nothing is coded under it, though a guide or finding speaks of it; ``conclusion_only``: a finding
    cites segments of which none is coded under its focus, so the evidence shows up in the conclusion alone;
    ``finding``: no evidence for it; ``cell``: a role of which nobody says anything on a focus, or a silent informant
    of a role that speaks, with the data mark that the records propose; ``written_cell``: a quotation
    or summary in a display without a reference.
    """

    kind: HoleKind
    record: str
    focus: str | None = None
    role: str | None = None
    mark: DataMark | None = None
    pieces: tuple[Piece, ...] = ()


def evidence_free(study: Study) -> tuple[Hole, ...]:
    """Every focus, finding, role or informant on a focus, and written cell that has no evidence."""
    return (*_focus_holes(study), *_finding_holes(study), *_cell_holes(study), *_written_holes(study))


def _focus_holes(study: Study) -> list[Hole]:
    empty = [focus for focus in study.focuses if not coded_under(study, (focus.id,))]
    return [Hole(kind=HoleKind.FOCUS, record=ref_to(focus), focus=focus.id) for focus in empty]


def _finding_holes(study: Study) -> list[Hole]:
    holes = []
    for finding in study.findings:
        first = finding.focuses[0] if finding.focuses else None
        cited = segments_as_pieces(study, finding.evidence_for, finding.focuses)
        if not finding.evidence_for:
            holes.append(Hole(kind=HoleKind.FINDING, record=ref_to(finding), focus=first))
        elif finding.focuses and not any(piece.codes for piece in cited):
            holes.append(Hole(kind=HoleKind.CONCLUSION_ONLY, record=ref_to(finding), focus=first, pieces=cited))
    return holes


def _cell_holes(study: Study) -> list[Hole]:
    """Roles of which nobody says anything on a focus that others speak on; in other roles, the silent informants."""
    holes: list[Hole] = []
    for focus in study.focuses:
        heard = {who for piece in evidence_of(study, (focus.id,)) for who in piece.informants}
        for role in study.roles if heard else ():
            people = [person for person in study.informants if person.role == role.id]
            silent = [person for person in people if person.id not in heard]
            cells: list[tuple[Role | Informant, list[Informant]]] = [(person, [person]) for person in silent]
            if people and len(silent) == len(people):
                cells = [(role, silent)]
            holes.extend(_cell_hole(study, record, some, focus) for record, some in cells)
    return holes


def _cell_hole(study: Study, record: Role | Informant, people: list[Informant], focus: Focus) -> Hole:
    """A cell of a role or an informant, with the data mark that its people share, else none."""
    marks = {proposed_mark(study, person.id, focus.id) for person in people}
    mark = marks.pop() if len(marks) == 1 else None
    return Hole(kind=HoleKind.CELL, record=ref_to(record), focus=focus.id, role=people[0].role, mark=mark)


def _written_holes(study: Study) -> list[Hole]:
    needing = (EntryKind.QUOTATION, EntryKind.SUMMARY)
    return [
        Hole(kind=HoleKind.WRITTEN_CELL, record=ref_to(cell))
        for cell in study.all(Cell)
        if cell.data_mark is None and any(entry.kind in needing and not entry.segments for entry in cell.entries)
    ]
