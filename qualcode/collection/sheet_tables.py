"""Tables of sheets: a checklist's rows, what the observer thinks beside what was observed, and any other row as it is.

Of a checklist's row the first line is what was looked at, with the heading under which the mark stands
(``Papan informasi tersedia: Ya``); every other cell follows on lines of its own. Its number is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.collection.columns import Column, columns_of
from qualcode.collection.documents import Table
from qualcode.collection.lines import Line, Where
from qualcode.collection.reflections import REFLECTION_COLUMN

_MARK = re.compile(r"[vVxX√✓✔☑☒✗✘•●*+Oo■\uf0fc\uf0fe]|\([vVxX√✓✔]\)")
_EMPTY_BOX = re.compile(r"[-–—□☐\uf0a8\uf06f]?")
_LEAST_ROWS = 2


def sheet_lines(table: Table, paragraph: int) -> Iterator[Line]:
    """The lines of a sheet's table, its rows numbered as paragraphs from ``paragraph`` on."""
    columns = columns_of(table)
    marks = _marked(table)
    if len(table.rows) > 1 and (marks or (Column.ASPECT in columns and not _figures(table))):
        yield from _checklist(table, columns, marks, paragraph)
    else:
        yield from _rows(table, paragraph)


def _marked(table: Table) -> frozenset[int]:
    """The columns that hold nothing but marks: at least two beside each other, or one that is ticked twice."""
    rows = table.rows[1:]
    found = {
        place
        for place, head in enumerate(table.rows[0])
        if head.strip() and all(_MARK.fullmatch(row[place].strip()) or _blank(row[place]) for row in rows)
    }
    ticked = sum(_MARK.fullmatch(row[place].strip()) is not None for row in rows for place in found)
    return (
        frozenset(found) if ticked >= min(_LEAST_ROWS, len(rows)) and len(found) < len(table.rows[0]) else frozenset()
    )


def _blank(cell: str) -> bool:
    return _EMPTY_BOX.fullmatch(cell.strip()) is not None


def _figures(table: Table) -> bool:
    """Whether it is a table of numbers."""
    cells = [cell for row in table.rows[1:] for cell in row[1:] if cell.strip()]
    return 2 * sum(re.fullmatch(r"[\d.,%\s-]+", cell) is not None for cell in cells) > len(cells)


def _checklist(table: Table, columns: Sequence[Column], marks: frozenset[int], paragraph: int) -> Iterator[Line]:
    heads = [" ".join(head.split()) for head in table.rows[0]]
    thoughts = _thoughts(table)
    numbers = {place for place, column in enumerate(columns) if column is Column.NUMBER} - marks
    said = [place for place in range(len(heads)) if place not in numbers | thoughts | marks]
    yield Line(text="\t".join(heads), paragraph=paragraph, where=Where.HEADING)
    for order, row in enumerate(table.rows[1:], 1):
        ticked = [heads[place] for place in sorted(marks) if _MARK.fullmatch(row[place].strip())]
        texts = [text for place in said for text in row[place].split("\n") if text.strip()]
        if ticked:
            first = texts[0].rstrip(" :") if texts else ""
            texts[:1] = [f"{first}{' ' if first.endswith(('?', '.', '!')) else ': '}{', '.join(ticked)}".lstrip(": ")]
        for text in texts or _number_alone(row, numbers):
            yield Line(text=text, paragraph=paragraph + order, where=Where.ROW)
        for place in sorted(thoughts):
            for text in filter(str.strip, row[place].split("\n")):
                yield Line(text=text, paragraph=paragraph + order, where=Where.REFLECTION)


def _number_alone(row: Sequence[str], numbers: set[int]) -> list[str]:
    """The words of a heading that runs over a row and was written where its number stands."""
    return [text for place in sorted(numbers) for text in row[place].split("\n") if re.search(r"[^\W\d_]{2}", text)]


def _rows(table: Table, paragraph: int) -> Iterator[Line]:
    thoughts = _thoughts(table) if len(table.rows) > 1 else set()
    for order, row in enumerate(table.rows):
        cells = [
            " ".join(cell.split("\n")).strip() for place, cell in enumerate(row) if order == 0 or place not in thoughts
        ]
        if any(cells):
            where = Where.HEADING if thoughts and not order else Where.ROW
            yield Line(text="\t".join(cells).rstrip("\t"), paragraph=paragraph + order, where=where)
        for place in sorted(thoughts) if order else ():
            for text in filter(str.strip, row[place].split("\n")):
                yield Line(text=text, paragraph=paragraph + order, where=Where.REFLECTION)


def _thoughts(table: Table) -> set[int]:
    """The columns that hold what the observer thinks."""
    heads = [" ".join(cell.split()) for cell in table.rows[0]]
    return {index for index, head in enumerate(heads) if REFLECTION_COLUMN.fullmatch(head)}
