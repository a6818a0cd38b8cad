"""Tables of the chapter: plain ones from rows of words, and displays of stage 3 laid out for the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.displays._result import Blank, Matrix, MatrixCell, MatrixEntry
from qualcode.model import EntryKind
from qualcode.report.columns import columns_for
from qualcode.report.desk import Desk
from qualcode.report.document import (
    Emphasis,
    HeaderCell,
    Inline,
    Mark,
    MarkKind,
    Part,
    Reference,
    Runs,
    Slot,
    Table,
    TableCell,
    Text,
)
from qualcode.report.sentences import capital, lowered

if TYPE_CHECKING:
    from qualcode.displays._result import MatrixLine
    from qualcode.report.document import Block

TWO = 2
UPRIGHT_COLUMNS = 4
"""A table with more columns than this lies on its side."""


def cell(*parts: Runs) -> TableCell:
    """A cell of plain parts."""
    return TableCell(parts=tuple(Part(runs=runs) for runs in parts))


def parts(*runs: Runs) -> TableCell:
    """A cell of several parts, one below the other; empty ones fall away."""
    return TableCell(parts=tuple(Part(runs=one) for one in runs if one))


def source_line(desk: Desk, source: str = "") -> str:
    """The line that says where a table's data come from, where the profile prints one."""
    if desk.profile.source_line == "none":
        return ""
    if source:
        return desk.word("source", source=source)
    years = sorted(one.date[:4] for one in desk.study.sources if one.date)
    pattern = desk.profile.source_text if desk.terms.language == "id" else desk.word("source_text")
    return pattern.format(tahun=years[-1]) if years else pattern.replace(" ({tahun})", "")


def plain_table(  # noqa: PLR0913 - what a table is made of
    desk: Desk,
    *,
    key: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str | TableCell]],
    wide: bool = False,
    caption: str = "",
) -> Table:
    """A table of words; ``header`` are names of ``chapter.heads``, ``key`` (without a ``caption``) of its captions."""
    body = tuple(tuple(cell((Text(value),)) if isinstance(value, str) else value for value in row) for row in rows)
    heads = (tuple(HeaderCell(text=desk.word(f"heads.{name}")) for name in header),)
    return Table(
        key=f"table_{key}",
        caption=caption or desk.word(f"captions.{key}"),
        columns=columns_for(
            heads, body, stubs=0, room_cm=room(desk, wide=wide), letter_cm=desk.profile.table_letter_cm
        ),
        header=heads,
        rows=body,
        source_line=source_line(desk),
        wide=wide,
    )


def display_table(desk: Desk, matrix: Matrix, *, key: str, caption: str, whole: bool = True) -> Table:
    """A matrix as a table: quotations that the chapter prints elsewhere are cited, blanks stay visible.

    Of a display that is not ``whole`` there are further tables; its reading is added by ``with_readings``.
    """
    grouped = len(matrix.stub) > 1
    rows = tuple(_row(desk, matrix, line, cells, grouped=grouped) for line, cells in matrix.lines())
    rows = _merged(rows, matrix) if grouped else rows
    header = _header(matrix)
    wide = len(matrix.stub) + len(matrix.columns) > UPRIGHT_COLUMNS
    return Table(
        key=key,
        caption=caption,
        columns=columns_for(
            header, rows, stubs=len(matrix.stub), room_cm=room(desk, wide=wide), letter_cm=desk.profile.table_letter_cm
        ),
        header=header,
        rows=rows,
        notes=_notes(desk, matrix, key, whole=whole),
        source_line=source_line(desk),
        wide=wide,
    )


def caption_of(desk: Desk, matrix: Matrix, *labels: str) -> str:
    """The display's title without the word that the number follows, with what the table is cut to."""
    title = capital(matrix.title.removeprefix(f"{desk.terms('report.table')} "))
    for label in labels:
        plain_title = title.removesuffix(label).rstrip(": ")
        title = f"{plain_title}: {lowered(label)}" if label.casefold() not in plain_title.casefold() else title
    return title


def room(desk: Desk, *, wide: bool) -> float:
    """Width of a table in centimetres, upright or on its side."""
    profile = desk.profile
    page = profile.page_cm[1] if wide else profile.page_cm[0]
    return page - profile.margin_left_cm - profile.margin_right_cm


def _header(matrix: Matrix) -> tuple[tuple[HeaderCell, ...], ...]:
    groups = matrix.column_groups
    if not groups:
        return (tuple(HeaderCell(text=text) for text in (*matrix.stub, *(c.label for c in matrix.columns))),)
    first = (
        *(HeaderCell(text=text, rows=2) for text in matrix.stub),
        *(HeaderCell(text=label, columns=width) for label, width in groups),
    )
    return first, tuple(HeaderCell(text=column.label) for column in matrix.columns)


def _row(
    desk: Desk, matrix: Matrix, line: MatrixLine, cells: Sequence[MatrixCell], *, grouped: bool
) -> tuple[TableCell, ...]:
    names = (line.group, line.label) if grouped else (line.label,)
    return (*(cell((Text(capital(name)),)) for name in names), *(_cell(desk, matrix, one) for one in cells))


def _merged(rows: tuple[tuple[TableCell, ...], ...], matrix: Matrix) -> tuple[tuple[TableCell, ...], ...]:
    """Rows under one heading share its cell."""
    merged: list[tuple[TableCell, ...]] = []
    for at, row in enumerate(rows):
        group = matrix.rows[at].group
        if at and matrix.rows[at - 1].group == group:
            merged.append(row[1:])
            continue
        deep = 1
        while at + deep < len(rows) and matrix.rows[at + deep].group == group:
            deep += 1
        merged.append((TableCell(parts=row[0].parts, rows=deep), *row[1:]))
    return tuple(merged)


def _cell(desk: Desk, matrix: Matrix, found: MatrixCell) -> TableCell:
    """Entries as parts, the net sign before the first; then data mark, evidence marks, staleness."""
    if found.blank is Blank.ERROR:
        return cell((Slot(text=desk.word("blank_cell"), slot="cell"),))
    if found.blank is not None:
        return cell((Text(matrix.signs[found.blank]),))
    sign = next((one for one in found.entries if one.kind is EntryKind.SYMBOL), None)
    others = [one for one in found.entries if one is not sign]
    about = f"display:{matrix.name}"
    parts = [_part(desk, one, about) for one in others]
    if sign is not None:
        parts = _with_sign(desk, sign, parts, about)
    marks = [found.data_mark.value] if found.data_mark else []
    marks += [mark.value for mark in found.evidence_marks]
    if marks:
        parts.append(Part(runs=(Text(" ".join(marks)),), kind="mark"))
    if found.stale:
        parts.append(Part(runs=(Mark(kind=MarkKind.STALE, text=desk.word("stale")),), kind="mark"))
    return TableCell(parts=tuple(parts))


def _with_sign(desk: Desk, sign: MatrixEntry, parts: list[Part], about: str) -> list[Part]:
    segments = [place.segment for place in sign.segments]
    shown = desk.claim((Text(sign.text.replace("-", "−")),), about, segments=segments)
    if parts:
        first = parts[0]
        return [Part(runs=(*shown, Text(" "), *first.runs), kind=first.kind), *parts[1:]]
    cited = desk.quotes.citation(segments)
    return [Part(runs=(*shown, Text(" "), *cited) if cited else shown, kind="m")]


def _part(desk: Desk, entry: MatrixEntry, about: str) -> Part:
    """One entry; a quotation that stands elsewhere gives way to its code, one that may not be shown to a mark."""
    segments = [place.segment for place in entry.segments]
    if entry.kind is EntryKind.QUOTATION and segments:
        if any(desk.quotes.barred(segment) for segment in segments):
            return Part(runs=(Text(desk.word("quotation_barred")),), kind="mark")
        cited = desk.quotes.citation(segments)
        if desk.quotes.free(segments[0]) and len(segments) == 1:
            return Part(runs=(desk.quotes.inline(segments[0]), Text(" "), *cited), kind="q")
        return Part(runs=(Text(desk.word("quoted_elsewhere") + " "), *cited), kind="q")
    runs: list[Inline] = [Emphasis(entry.text) if entry.kind is EntryKind.EXPLANATION else Text(entry.text)]
    if entry.kind in (EntryKind.SUMMARY, EntryKind.EXPLANATION, EntryKind.RATING):
        cited = desk.quotes.citation(segments) if entry.cited else ()
        runs += [Text(" "), *cited] if cited else []
    return Part(runs=desk.claim(tuple(runs), about, segments=segments), kind=entry.kind.value)


def _notes(desk: Desk, matrix: Matrix, key: str, *, whole: bool) -> tuple[Runs, ...]:
    """Legend, decision rules (once; later tables refer to the first), and the reading of the display.

    A display that is cut into several tables is read as one: its reading waits for the last of them.
    """
    notes: list[Runs] = []
    if matrix.legend:
        legend = "; ".join(f"{sign} {meaning}" for sign, meaning in matrix.legend.items() if sign not in "qsx")
        if legend:
            notes.append((Emphasis(desk.word("notes.legend")), Text(f" {legend}.")))
    if matrix.rules:
        notes.append((Emphasis(desk.word("notes.rules")), *_rules(desk, matrix, key)))
    if whole:
        notes.append(_reading(desk, matrix.notes.strip(), (key,)))
    else:
        desk.cut.setdefault(matrix.name, (matrix.notes.strip(), []))[1].append(key)
    return tuple(notes)


def _reading(desk: Desk, notes: str, tables: Sequence[str]) -> Runs:
    """The researcher's reading of a display, naming its tables where it stands in several; else an open slot."""
    label = desk.word("notes.reading")
    runs: list[Inline] = [Emphasis(label)]
    if len(tables) > 1:
        to = Text(f" {desk.word('notes.to') if len(tables) > TWO else desk.terms('lists.and')} ")
        runs = [Emphasis(label.rstrip(":")), Text(" ("), Reference(target=tables[0]), to, Reference(target=tables[-1])]
        runs.append(Text("):"))
    return (
        (*runs, Text(f" {notes}"))
        if notes
        else (*runs, Text(" "), Slot(text=desk.word("slots.reading"), slot="reading"))
    )


def with_readings(desk: Desk, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the reading of each display that was cut into several tables under the last of them."""
    readings = {tables[-1]: _reading(desk, notes, tables) for notes, tables in desk.cut.values()}
    return tuple(
        replace(block, notes=(*block.notes, readings[block.key]))
        if isinstance(block, Table) and block.key in readings
        else block
        for block in blocks
    )


def _rules(desk: Desk, matrix: Matrix, key: str) -> Runs:
    """The decision rules of a display; those that stand under an earlier table of it are not printed again."""
    known = desk.rules_at.setdefault(matrix.name, {})
    fresh = [rule for rule in matrix.rules if rule not in known]
    first = next(iter(known.values()), None)
    known.update(dict.fromkeys(fresh, key))
    words = " ".join(rule if rule.endswith(".") else f"{rule}." for rule in fresh).replace(" : ", ": ")
    if first is None:
        return (Text(f" {words}"),)
    same: Runs = (Text(f" {desk.word('same_rules')} "), Reference(target=first))
    return (*same, Text(f"; {desk.word('more_rules')} {words}" if fresh else "."))
