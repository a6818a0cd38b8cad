"""State 7 of a display: what it lacks until its cells are explained, its rules written and its content frozen."""

from __future__ import annotations

from qualcode.conclusions.exits import Missing, missing_if
from qualcode.errors import BadFile, QualcodeError, UnknownName
from qualcode.model import Cell, Display, EntryKind, Snapshot, Stage, Study

_WITH_REFS = (EntryKind.QUOTATION, EntryKind.SUMMARY)


def display_missing(study: Study, display: Display) -> tuple[Missing, ...]:
    """What a display that the researcher keeps still lacks; notes and the snapshot are remarks."""
    stage = Stage.DISPLAYED
    snapshots = [one for one in study.all(Snapshot) if one.display == display.id]
    return (
        *_of_type(study, display),
        *missing_if(cells := _without_refs(study, display), stage, "cell_without_refs", cells),
        *missing_if(not display.notes, stage, "notes", blocking=False),
        *missing_if(not snapshots, stage, "snapshot", blocking=False),
    )


def _of_type(study: Study, display: Display) -> tuple[Missing, ...]:
    """What its declaration misses in the study, and the cells of the built display that are blank without a reason."""
    from qualcode.displays._own import declaration

    stage = Stage.DISPLAYED
    try:
        declared = declaration(study, display.type)
    except (UnknownName, BadFile):
        return missing_if(condition=True, stage=stage, exit_="display_unknown", refs=(display.type,))
    if lacks := declared.missing(study):
        return missing_if(lacks, stage, "display_needs", lacks)
    try:
        built = declared.build(study, record=display.id)
    except QualcodeError:
        return missing_if(condition=True, stage=stage, exit_="display_needs")
    blanks = [f"{row}/{column}" for row, column in getattr(built, "blanks", ())]
    rules = display.rules or getattr(built, "rules", ())
    return (
        *missing_if(not rules, stage, "rules"),
        *missing_if(blanks, stage, "blank_cell", blanks),
    )


def _without_refs(study: Study, display: Display) -> list[str]:
    return [
        f"{cell.row}/{cell.column}"
        for cell in study.all(Cell)
        if cell.display == display.id
        and cell.data_mark is None
        and any(entry.kind in _WITH_REFS and not entry.segments for entry in cell.entries)
    ]
