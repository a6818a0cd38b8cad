"""Sizes on a sheet: widths of columns, heights of rows, and which columns a printed page holds.

Widths are in characters of the sheet's plain font, heights in points. A program that opens a sheet does not
heighten rows of rich text, so that every height is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from qualcode.displays._result import Matrix
from qualcode.displays._shape import TIGHT, fitting, tight_widths
from qualcode.displays._text import paragraphs, plain

NARROW, WIDE, WIDER, WIDEST = 11, 28, 44, 60
"""Width of a column of short entries, of one of running text, at least and where the page has room for more, and of
one whose cells would be cut off else."""

STUB_NARROW, STUB_WIDE = 9, 18
"""Width of a column that names rows."""

LINE_HEIGHT, MOST_HEIGHT = 12.75, 409.0
"""Height of a line of ten points, and the most that a row can have."""

LETTERS, WASTE, BROAD = 1.15, 3, 1.12
"""Letters of ten points in the width of one character, how many of a line may stay empty, and how much broader
the letters of names in bold are."""

PAGE, EDGE, SCALE = 176, 1, 80
"""Characters across an A4 page on its side at ``SCALE`` per cent, the least at which it is printed, and how many of
them the edges of a column take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Widths of the columns that name rows and of those of cells, and the stretches of the latter on one page."""

    stub: tuple[int, ...]
    cells: tuple[int, ...]
    pages: tuple[tuple[int, int], ...]

    @property
    def across(self) -> int:
        """Characters that a text under the matrix has across the first page."""
        return (sum(self.stub) if len(self.pages) == 1 else 0) + sum(self.cells[slice(*self.pages[0])])


def sizes_of(matrix: Matrix) -> Sizes:
    """The sizes of a matrix on a sheet of its own; columns of short entries are narrower where that saves pages."""
    names = ([row.group for row in matrix.rows], [row.label for row in matrix.rows])[-len(matrix.stub) :]
    stub = tuple(
        min(STUB_WIDE, max(STUB_NARROW, _longest([*some, *head.split()]) + 1))
        for some, head in zip(names, matrix.stub, strict=True)
    )
    room = PAGE - sum(edged(stub))
    widths = _widths(matrix)
    pages = tuple(fitting(edged(widths), room))
    if len(pages) > 1:
        tight = tuple(
            min(width, max(NARROW, ceil((least + WASTE) / LETTERS))) if least < TIGHT else width
            for width, least in zip(widths, tight_widths(matrix), strict=True)
        )
        fewer = tuple(fitting(edged(tight), room))
        widths, pages = (tight, fewer) if len(fewer) < len(pages) else (widths, pages)
    return Sizes(stub=stub, cells=_filling(widths, pages, room), pages=pages)


def _widths(matrix: Matrix) -> tuple[int, ...]:
    """Of each column the width that its longest entry wants; wider where a row would be too low for a cell else."""
    longest = [_longest(line.label.split()) for line in matrix.columns]
    high: list[list[list[str]]] = [[] for _ in matrix.columns]
    for _row, cells in matrix.lines():
        for at, cell in enumerate(cells):
            texts = [plain(part) for part in paragraphs(cell, matrix)]
            longest[at] = max(longest[at], _longest(texts))
            if _height(texts, WIDE) > MOST_HEIGHT:
                high[at].append(texts)
    return tuple(_width(letters, some) for letters, some in zip(longest, high, strict=True))


def _filling(widths: tuple[int, ...], pages: Sequence[tuple[int, int]], room: int) -> tuple[int, ...]:
    """The widths with those of running text widened by what the fullest page has left."""
    left = [
        (room - sum(edged(widths[start:end]))) // text
        for start, end in pages
        if (text := sum(width >= WIDE for width in widths[start:end]))
    ]
    more = max(0, min(left, default=0))
    return tuple(max(width, min(WIDER, width + more)) if width >= WIDE else width for width in widths)


def edged(widths: Sequence[int]) -> tuple[int, ...]:
    """Widths with their edges."""
    return tuple(width + EDGE for width in widths)


def _width(longest: int, high: Sequence[Sequence[str]]) -> int:
    """The width for an entry of ``longest`` letters and for cells that are too high for a row."""
    width = min(WIDE, max(NARROW, ceil((longest + WASTE) / LETTERS)))
    while width < WIDEST and any(_height(cell, width) > MOST_HEIGHT for cell in high):
        width += 4
    return width


def _longest(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)


def lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of a width, rather one too many than one too few."""
    room = max(1.0, width * LETTERS)
    if len(text) + WASTE <= room:
        return 1
    count, left = 1, room
    for word in text.split(" "):
        size = float(len(word))
        if size > left:
            if left < room:
                count, left = count + 1, room
            while size > room:
                count, size = count + 1, size - room
        left -= size + 1
    return count


def _height(texts: Iterable[str], width: float) -> float:
    return sum(lines(text, width) for text in texts) * LINE_HEIGHT + 3


def row_height(sizes: Sizes, names: Sequence[str], cells: Sequence[Sequence[str]]) -> float:
    """The height that a row of these names and texts needs, as far as a row can have it."""
    needed = [_height([name], width / BROAD) for name, width in zip(names, sizes.stub, strict=True)]
    needed += [_height(texts, width) for texts, width in zip(cells, sizes.cells, strict=True)]
    return min(MOST_HEIGHT, max(needed))


def header_height(matrix: Matrix, sizes: Sizes) -> float:
    """The height of the row that names the columns."""
    heads = (
        *zip(matrix.stub, sizes.stub, strict=True),
        *((c.label, w) for c, w in zip(matrix.columns, sizes.cells, strict=True)),
    )
    return max(_height([text], width / BROAD) for text, width in heads)
