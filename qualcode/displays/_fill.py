"""The researcher's part of a display as a form: every cell with its evidence, out to be filled and back in.

A form goes out as a spreadsheet or as plain text (``_fill_files``). What comes back changes only the cells whose words
differ; an emptied field takes back what was written. A cell is bound to the evidence that its form showed, so that
evidence which changed meanwhile makes it stale. What was written since the form went out stays where the form is as it
was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from qualcode.errors import BadFile, BadValue, Problem, UnknownName
from qualcode.model import Cell, Display, Entry, EntryKind, Rating, ReviewState, Study

from ._build import Found, cells_of, matrix_of
from ._kept import opened_matrix, record_of, with_mark
from ._result import ENTRY_ORDER, Blank, Matrix, MatrixCell
from ._text import cell_text
from ._work import Cut

FIELDS = ("summary", "explanation", "mark", "rating")
"""What the researcher writes into a cell."""

DIGITS = 12
"""Of a digest so many characters stand in a form."""

KNOWN_SHOWN = 16
"""Known names that a problem lists."""

_KINDS = {EntryKind.SUMMARY: "summary", EntryKind.EXPLANATION: "explanation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """A cell as a form shows it.

    ``basis`` is the beginning of the digest of the evidence that stood there, a dot, and that of what was written.
    """

    display: str
    row: str
    column: str
    labels: tuple[str, str]
    evidence: str
    written: Mapping[str, str]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The cells of a display, row by row, under its title."""

    title: str
    cells: tuple[FormCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a form changes: records to put (cells and their displays), and cells to remove.

    ``left`` are the places of the cells that were written since in the study and are in the form as they were.
    """

    put: tuple[Display | Cell, ...]
    gone: tuple[Cell, ...]
    left: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A cell as a form came back: its place by id or label, what stands in its fields, and the line of the file."""

    display: str
    row: str
    column: str
    written: Mapping[str, str]
    basis: str = ""
    line: int | None = None


def form_of(study: Study, name: str, cut: Cut | None = None) -> Form:
    """The form of a display; ``DisplayNotReady`` where it has no row or no column."""
    declared, record_id = opened_matrix(study, name)
    cut = replace(cut or Cut(), record=record_id)
    matrix = matrix_of(declared, study, cut)
    standing = cells_of(declared, study, cut)
    labels = {line.id: ", ".join(filter(None, (line.group, line.label))) for line in (*matrix.rows, *matrix.columns)}
    cells = []
    for cell in matrix.cells:
        written = written_parts(study.find(Cell, f"{record_id}#{cell.row}#{cell.column}"))
        digest = standing[cell.row, cell.column].digest[:DIGITS]
        cells.append(
            FormCell(
                display=record_id,
                row=cell.row,
                column=cell.column,
                labels=(labels[cell.row], labels[cell.column]),
                evidence=_assembled(cell, matrix),
                written=written,
                basis=f"{digest}.{_digest(written)}",
            )
        )
    return Form(title=matrix.title, cells=tuple(cells))


def _digest(written: Mapping[str, str]) -> str:
    """The beginning of the digest of what stands in the fields, however its blanks are."""
    texts = (" ".join(written.get(name, "").split()) for name in FIELDS)
    return sha256("\n".join(texts).encode()).hexdigest()[:DIGITS]


def _assembled(cell: MatrixCell, matrix: Matrix) -> str:
    """What the machine put into a cell."""
    machine = replace(cell, entries=tuple(one for one in cell.entries if not one.written), stale=False)
    if machine.blank is Blank.ERROR or not (machine.entries or machine.proposed):
        return ""
    return cell_text(machine, matrix)


def written_parts(cell: Cell | None) -> dict[str, str]:
    """What stands in each field of a form for what was written."""
    parts = dict.fromkeys(FIELDS, "")
    if cell is None:
        return parts
    marks = [one.text for one in cell.entries if one.kind is EntryKind.SYMBOL]
    marks += [cell.data_mark.value] if cell.data_mark else []
    parts["mark"] = " ".join((*marks, *(mark.value for mark in cell.evidence_marks)))
    for entry in cell.entries:
        if entry.kind in _KINDS:
            parts[_KINDS[entry.kind]] = entry.text
        elif entry.kind is EntryKind.RATING:
            parts["rating"] = entry.rating or ""
    return parts


def taken_in(study: Study, filled: Iterable[Filled], *, file: str, author: str) -> Taken:
    """What a form that came back changes; ``BadFile`` with every problem and its line."""
    put: dict[str, Cell] = {}
    gone: list[Cell] = []
    left: list[tuple[str, str]] = []
    kept: dict[str, Display] = {}
    problems: list[Problem] = []
    places: dict[str, Mapping[tuple[str, str], Found]] = {}
    for one in filled:
        try:
            record_id, place = _place(study, one, places)
            before = study.find(Cell, f"{record_id}#{place.row}#{place.column}")
            evidence, _dot, stood = one.basis.partition(".")
            now = _digest(one.written)
            if now == _digest(written_parts(before)):
                continue
            if now == stood:
                left.append((place.row, place.column))
                continue
            cell = _written(study, before or Cell(display=record_id, row=place.row, column=place.column), one, place)
        except UnknownName as error:
            problems.append(Problem("unknown_name", one.line, f"{error.kind} {error.name}", _some(error.known)))
        except BadValue as error:
            problems.append(Problem("bad_value", one.line, f"{error.field}: {error.value}", _some(error.known)))
        else:
            kept[record_id] = record_of(study, record_id)
            if cell.entries or cell.data_mark or cell.evidence_marks:
                digest = place.digest if place.digest.startswith(evidence) else evidence
                put[f"{record_id}#{cell.row}#{cell.column}"] = replace(
                    cell,
                    author=author or cell.author,
                    state=ReviewState.DRAFT,
                    evidence_digest=digest,
                    data_version=study.data_version,
                )
            elif before is not None:
                gone.append(before)
    if problems:
        raise BadFile(file, tuple(problems))
    return Taken(put=(*kept.values(), *put.values()), gone=tuple(gone), left=tuple(left))


def _some(known: tuple[str, ...]) -> str:
    return ", ".join(known[:KNOWN_SHOWN])


def _place(study: Study, one: Filled, places: dict[str, Mapping[tuple[str, str], Found]]) -> tuple[str, Found]:
    declared, record_id = opened_matrix(study, one.display)
    if record_id not in places:
        places[record_id] = cells_of(declared, study, Cut(record=record_id))
    there = places[record_id]
    if (one.row, one.column) not in there:  # a line that can be asked for by name
        known = dict.fromkeys(row for row, _column in there)
        cut = Cut(record=record_id, rows="" if one.row in known else one.row, columns=one.column)
        more = cells_of(declared, study, cut)
        if (one.row, one.column) not in more:
            raise UnknownName("row", one.row, tuple(known))
        places[record_id] = there = {**there, **more}
    return record_id, there[one.row, one.column]


def _written(study: Study, before: Cell, one: Filled, place: Found) -> Cell:
    """The cell with what the form says in place of what stood in its fields; quotations that were chosen stay."""
    kinds = {*_KINDS, EntryKind.RATING, EntryKind.SYMBOL}
    entries = [entry for entry in before.entries if entry.kind not in kinds]
    texts = {name: one.written.get(name, "").strip() for name in FIELDS}
    old = {entry.kind: entry for entry in before.entries}
    for kind, name in _KINDS.items():
        if texts[name] and kind in old and old[kind].text == texts[name]:
            entries.append(old[kind])
        elif texts[name]:
            refs = place.segments if kind is EntryKind.SUMMARY else ()
            entries.append(Entry(kind=kind, text=texts[name], segments=refs))
    if texts["rating"]:
        study.get(Rating, texts["rating"])
        entries.append(Entry(kind=EntryKind.RATING, rating=texts["rating"]))
    ordered = tuple(sorted(entries, key=lambda entry: ENTRY_ORDER[entry.kind]))
    cell = replace(before, entries=ordered, data_mark=None, evidence_marks=())
    marks = texts["mark"].split()
    for mark in marks:
        cell = with_mark(cell, mark)
    if cell.data_mark is not None and (ordered or len(marks) > 1):
        raise BadValue("mark", texts["mark"], (cell.data_mark.value,))
    return cell
