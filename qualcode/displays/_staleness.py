"""What a change of the study does to the displays that the researcher worked on: cells, and what was frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from qualcode.errors import BadFile, DisplayNotReady, UnknownName
from qualcode.model import Cell, Display, Link, Snapshot, Study

from ._figure import Figure
from ._kept import content_of
from ._matrix import MatrixDisplay
from ._own import declaration
from ._result import Matrix

Place = tuple[str, str]
Moved = Callable[[str, Place], Place]
"""(display, (row, column) before) → (row, column) afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How a display changes: written cells that become stale or are no longer shown, and whether it was frozen.

    ``frozen`` says that it was frozen and would now look different from what it looks like.
    """

    display: str
    stale: tuple[Place, ...] = ()
    unseen: int = 0
    frozen: bool = False

    def __bool__(self) -> bool:
        """Whether anything changes for the researcher's own work."""
        return bool(self.stale or self.unseen or self.frozen)


def seen_changes(before: Study, after: Study, moved: Moved) -> tuple[Seen, ...]:
    """The displays with written cells or snapshots that change between two studies."""
    names = [*(cell.display for cell in before.all(Cell)), *(one.display for one in before.all(Snapshot))]
    return _changes(before, after, moved, names)


def _changes(before: Study, after: Study, moved: Moved, names: Iterable[str]) -> tuple[Seen, ...]:
    found = (_seen(before, after, name, moved) for name in dict.fromkeys(names))
    return tuple(one for one in found if one)


def _seen(before: Study, after: Study, name: str, moved: Moved) -> Seen:
    old, new = _shown(before, name), _shown(after, name)
    known = {moved(name, place) for place in old.stale} if old else set()
    written_then = {moved(name, place) for place in _written(old)}
    snapshots = any(one.display == name for one in before.all(Snapshot))
    return Seen(
        display=name,
        stale=tuple(place for place in (new.stale if new else ()) if place not in known),
        unseen=len(written_then - set(_written(new))),
        frozen=snapshots and (content_of(old) if old else "") != (content_of(new) if new else ""),
    )


def _shown(study: Study, name: str) -> Matrix | Figure | None:
    record = study.find(Display, name)
    try:
        declared = declaration(study, record.type if record is not None else name)
        return declared.build(study, record=name)
    except (BadFile, DisplayNotReady, UnknownName):
        return None


def _written(shown: Matrix | Figure | None) -> list[Place]:
    return [(one.row, one.column) for one in shown.cells if one.written] if isinstance(shown, Matrix) else []


def _resting_on_links(study: Study) -> list[str]:
    """Displays with written cells whose evidence has names in it: links name the codes at their ends."""
    found = []
    for name in dict.fromkeys(cell.display for cell in study.all(Cell)):
        record = study.find(Display, name)
        try:
            declared = declaration(study, record.type if record is not None else name)
        except (BadFile, UnknownName):
            continue
        if isinstance(declared, MatrixDisplay) and Link in declared.evidence:
            found.append(name)
    return found


def rebound(before: Study, after: Study, moved: Moved) -> tuple[Cell, ...]:
    """Cells that a change of names alone would make stale, bound to the same evidence under its new names."""
    cells = after.by_id(Cell)
    found = []
    for one in _changes(before, after, moved, _resting_on_links(before)):
        matrix = _shown(after, one.display)
        for row, column in one.stale:
            assert isinstance(matrix, Matrix), one.display
            digest = matrix.cell(row, column).digest
            found.append(replace(cells[f"{one.display}#{row}#{column}"], evidence_digest=digest))
    return tuple(found)
