"""Tables in PDF files, which hold no tables: cells told by where their words stand, under headings that are known.

Only a table of questions and answers, or of speakers and speech, whose columns begin at the same place in every line,
and whose rows begin with a number or a speaker, is read as one; anything else stays the lines that it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qualcode.collection.columns import Column, column_of
from qualcode.collection.documents import Table

_PIECE = re.compile(r"\S+(?: \S+)*")
_NEAR = 2
"""Places by which words of one column may stand apart."""

_MOST_BLANK = 2

Piece = tuple[int, str]


def headings(line: str) -> list[Column]:
    """What the columns hold whose headings a line is; empty if it is no line of headings."""
    columns = [column_of(words) for _, words in _pieces(line)]
    told = {Column.QUESTION, Column.ANSWER} <= set(columns) or {Column.SPEAKER, Column.SPEECH} <= set(columns)
    begins = Column.NUMBER in columns or Column.LINE in columns or Column.SPEAKER in columns
    return columns if told and begins else []


def table_at(lines: Sequence[str], first: int) -> tuple[Table, int] | None:
    """(the table whose headings stand in line ``first``, the line after it); None if its columns are not plain."""
    columns, heads = headings(lines[first]), _pieces(lines[first])
    starts = _starts(lines[first + 1 :], heads)
    if len(starts) != len(heads):
        return None
    key = next(at for at, one in enumerate(columns) if one in (Column.NUMBER, Column.LINE, Column.SPEAKER))
    rows: list[list[list[str]]] = []
    at, blank = first + 1, 0
    while at < len(lines) and blank <= _MOST_BLANK:
        pieces = _pieces(lines[at])
        placed = [(_column(start, starts), words) for start, words in pieces]
        if len(pieces) > 1 and any(column is None for column, _ in placed):  # another page may stand elsewhere
            starts = _starts(lines[at:], heads) or starts
            placed = [(_column(start, starts), words) for start, words in pieces]
        if [words for _, words in pieces] == [words for _, words in heads]:
            placed = []  # the headings again, on the next page
        elif any(column is None for column, _ in placed) or (placed and _no_row(placed, columns, key, bool(rows))):
            break
        blank = blank + 1 if not pieces else 0
        if any(column == key for column, _ in placed):
            rows.append([[] for _ in heads])
        for column, words in placed:
            rows[-1][column or 0].append(words)
        at += 1
    if len(rows) < len("QA"):
        return None
    cells = (tuple(_joined(cell) for cell in row) for row in rows)
    return Table(rows=(tuple(words for _, words in heads), *cells)), at - blank


def _pieces(line: str) -> list[Piece]:
    return [(match.start(), match.group()) for match in _PIECE.finditer(line)]


def _starts(lines: Sequence[str], heads: Sequence[Piece]) -> list[int]:
    """Where the columns begin: the places at which most words do, one under each heading or left of it; else none."""
    counts = Counter(start for line in lines for start, _ in _pieces(line))
    found: list[int] = []
    for place, _ in counts.most_common():
        if len(found) < len(heads) and all(abs(place - other) > _NEAR for other in found):
            found.append(place)
    found.sort()
    ends = [start + len(words) for start, words in heads]
    fits = len(found) == len(heads) and all(start < end for start, end in zip(found, ends, strict=True))
    return found if fits and all(end <= start for end, start in zip(ends, found[1:], strict=False)) else []


def _column(start: int, starts: Sequence[int]) -> int | None:
    near = [at for at, place in enumerate(starts) if abs(start - place) <= _NEAR]
    return near[0] if near else None


def _no_row(placed: Sequence[tuple[int | None, str]], columns: Sequence[Column], key: int, begun: bool) -> bool:  # noqa: FBT001
    """Whether words can stand in no row: below no number yet, or where a number should, none."""
    keyed = [words for column, words in placed if column == key]
    if not keyed:
        return not begun
    return columns[key] is not Column.SPEAKER and not keyed[0].strip(" .)").isdecimal()


def _joined(words: Sequence[str]) -> str:
    return " ".join(words)
