"""Headers in tables: tables that are one, and the rows of a header above a transcript in the same table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from qualcode.collection.columns import Column, column_of
from qualcode.collection.documents import Paragraph, Table
from qualcode.collection.header_labels import Field, field_of, fields_of, labels_only_fields
from qualcode.collection.lines import Line, Where
from qualcode.collection.speaker_words import key_of, known_word
from qualcode.collection.tables import is_transcript

_MOST_ABOVE = 20
"""Rows above the transcript that a header has at most."""

_TWO_FIELDS = 4
"""Cells of a header's row with two fields."""

_OF_PEOPLE = frozenset((Field.ROLE, Field.OTHER))

Row = Sequence[str]


def parted(table: Table, *, anything_above: bool = False) -> tuple[Paragraph | Table, ...] | None:
    """A table that holds a transcript, in parts: the rows of a header above it, and the rest; else None.

    ``anything_above`` says that rows of any kind may stand above the transcript, as in a sheet.
    """
    if is_of_people(table):
        return None
    most = min(_MOST_ABOVE, len(table.rows) - 1)
    above = _rows_above(table.rows[:most])
    places = [*range(above, -1, -1), *(range(above + 1, most) if anything_above else ())]
    for first in places:
        body = Table(rows=table.rows[first:])
        if sum(map(bool, body.rows[0])) > 1 and is_transcript(body):
            pairs = (tuple(dict.fromkeys(filter(None, row))) for row in table.rows[:first])
            return (*(Paragraph(text="\t".join(pair)) for pair in pairs if pair), body)
    return None


def _rows_above(rows: Sequence[Row]) -> int:
    """How many rows at the top are titles or fields for sure; a speaker's word may be a field among them."""
    last = 0
    for number, row in enumerate(rows, 1):
        filled = list(dict.fromkeys(" ".join(cell.split()) for cell in row if cell.strip()))
        label = filled[0].rstrip(" :") if filled else ""
        if sum(column_of(cell) is not Column.OTHER for cell in filled) > 1:
            break
        if len(filled) <= 1 or labels_only_fields(key_of(label)[0]):
            last = number
        elif field_of(label) is None:
            break
    return last


def is_header(table: Table) -> bool:
    """Whether a table is a header, a label and its value in each row, perhaps behind a number."""
    table = _without_numbers(Table(rows=table.rows[_titles(table) :]))
    labels = [field_of(row[0].rstrip(": ")) for row in table.rows]
    spoken = [" ".join(row[0].casefold().split()).rstrip(": ") for row in table.rows]
    if any(known_word(key_of(label)[0]) and spoken.count(label) > 1 for label in spoken):
        return False  # who speaks stands in the first column
    enough = sum(label is not None for label in labels) >= max(2, len(labels) // 2)
    return enough and (len(table.rows[0]) in (2, 3) or all(_pairs(row) for row in table.rows))


def _titles(table: Table) -> int:
    """How many rows at the top of a table are titles that run over its width."""
    last = len(table.rows) - 1
    filled = ([cell for cell in row if cell.strip()] for row in table.rows[:last])
    one = (len(cells) == 1 and field_of(cells[0].rstrip(": ")) is None and ":" not in cells[0] for cells in filled)
    titles = sum(1 for _ in takewhile(bool, one))
    heads = column_of(table.rows[titles][0]) is Column.NUMBER and table.rows[last][0].strip(" .)").isdecimal()
    return titles + (heads and titles < last)


def _pairs(row: Sequence[str]) -> list[tuple[str, ...]]:
    """The fields of a header's row that holds two beside each other, as label and value; else none."""
    cells = [text for cell in row if (text := " ".join(cell.split())) not in ("", ":")]
    labels = [field_of(label.rstrip(": ")) for label in cells[::2]]
    return [tuple(cells[:2]), tuple(cells[2:])] if len(cells) == _TWO_FIELDS and all(labels) else []


def _without_numbers(table: Table) -> Table:
    counted = len(table.rows[0]) > 2 and all(row[0].strip(" .)").isdecimal() for row in table.rows)  # noqa: PLR2004
    return Table(rows=tuple(row[1:] for row in table.rows)) if counted else table


def fields_in_cells(table: Table, paragraph: int) -> list[Line]:
    """The lines of a table that holds a field of a header, label and value, in each cell; else none."""
    cells = [(order, cell) for order, row in enumerate(table.rows) for cell in row if cell.strip()]
    labels = [cell.partition(":")[0] for _, cell in cells]
    if not cells or not all(":" in cell and fields_of(label) for (_, cell), label in zip(cells, labels, strict=True)):
        return []
    return [Line(text=" ".join(cell.split()), paragraph=paragraph + order, where=Where.ROW) for order, cell in cells]


def is_of_people(table: Table) -> bool:
    """Whether a table lists people: the headings of its columns are fields of a header, one of them for the name."""
    heads = [field_of(head) for head in table.rows[0] if head.strip() and column_of(head) is not Column.NUMBER]
    named = Field.NAME in heads or Field.CODE in heads
    return len(table.rows) > 1 and named and len(heads) > 1 and set(heads) <= {Field.NAME, Field.CODE, *_OF_PEOPLE}


def people_rows(table: Table, paragraph: int) -> list[Line]:
    """The lines of a table that lists people."""
    return [
        Line(text="\t".join(" ".join(cell.split()) for cell in row), paragraph=paragraph + order, where=Where.FIELD)
        for order, row in enumerate(table.rows)
        if any(cell.strip() for cell in row)
    ]


def header_rows(table: Table, paragraph: int) -> list[Line]:
    """The lines of a header that is a table."""
    titles = _titles(table)
    above = [
        Line(text=" ".join(" ".join(row).split()), paragraph=paragraph + order)
        for order, row in enumerate(table.rows[:titles])
    ]
    table = _without_numbers(Table(rows=table.rows[titles:]))
    paragraph += titles
    return above + [
        Line(text="\t".join(" ".join(cell.split()) for cell in cells), paragraph=paragraph + order, where=Where.ROW)
        for order, row in enumerate(table.rows)
        if any(cell.strip() for cell in row)
        for cells in _pairs(row) or [row]
    ]
