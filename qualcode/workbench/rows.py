"""A text in rows of a screen: wrapped between words, every code point in exactly one row, and back again.

Offsets are code points of the working text; columns are cells of the screen. What stands before the speech on its
line (the speaker's label) belongs to the row but is not shown: the margin says it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

LEAST_WIDTH = 8
TAB = "    "
JOINER = "\u200d"
HIDDEN = "·"
"""What is shown for a character that would steer the terminal or the direction of writing."""

_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Cluster(NamedTuple):
    """What is seen as one character: its code points, what is shown for it, and how many cells that takes."""

    start: int
    end: int
    shown: str
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the screen. ``[start, end)`` belongs to it; ``[shown, stop)`` is what is seen; ``line`` from 1."""

    start: int
    end: int
    shown: int
    stop: int
    line: int
    first: bool


@lru_cache(maxsize=2048)
def clusters(text: str, at: int = 0) -> tuple[Cluster, ...]:
    """The visible characters of a stretch that begins at offset ``at``; together they are the whole stretch."""
    found: list[list[int]] = []
    for index, character in enumerate(text):
        joins = index > 0 and (text[index - 1] == JOINER or _width(character) == 0)
        if joins and found and not _steers(text[found[-1][0]]) and not _steers(character):
            found[-1][1] = index + 1
        else:
            found.append([index, index + 1])
    return tuple(_cluster(text[start:end], at + start) for start, end in found)


def _cluster(part: str, at: int) -> Cluster:
    shown = TAB if part == "\t" else "".join(HIDDEN if _steers(one) else one for one in part)
    return Cluster(at, at + len(part), shown, cell_len(shown))


def _steers(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or character in _DIRECTIONS  # noqa: PLR2004 - the control characters


def _width(character: str) -> int:
    return 1 if _steers(character) else cell_len(character)


def _plain(text: str) -> bool:
    """Whether every code point takes one cell and is shown as it is."""
    return text.isascii() and text.isprintable()


class Rows:
    """The rows of a text at a width in cells; ``shown_from`` gives the offset at which a line (from 1) is seen."""

    def __init__(self, text: str, width: int, shown_from: Mapping[int, int] | None = None) -> None:
        self.text = text
        self.width = max(width, LEAST_WIDTH)
        self.rows: list[Row] = []
        shown_from = shown_from or {}
        start = 0
        for line, content in enumerate(text.split("\n"), 1):
            end = start + len(content)
            self._wrap(start, end, shown_from.get(line, start), line)
            start = end + 1
        self._starts = [row.start for row in self.rows]

    def _wrap(self, start: int, end: int, shown: int, line: int) -> None:
        """Add the rows of a line; the line break belongs to the last one."""
        first = True
        at = shown
        for stop, following in self._breaks(shown, end):
            last = following >= end
            after = min(end + 1, len(self.text)) if last else following
            self.rows.append(Row(start if first else at, after, at, stop, line, first))
            at, first = following, False

    def _breaks(self, start: int, end: int) -> list[tuple[int, int]]:
        """(end of what is seen, start of the next row) of each row of ``[start, end)``; at least one."""
        find = self._plain_break if _plain(self.text[start:end]) else self._wide_break
        found: list[tuple[int, int]] = []
        at = start
        while True:
            stop = find(at, end)
            following = stop
            while following < end and self.text[following] == " ":
                following += 1
            while stop > at and self.text[stop - 1] == " ":
                stop -= 1
            found.append((stop, following))
            at = following
            if at >= end:
                return found

    def _plain_break(self, start: int, end: int) -> int:
        if end - start <= self.width:
            return end
        space = self.text.rfind(" ", start, start + self.width + 1)
        return space if space > start and self.text[start:space].strip(" ") else start + self.width

    def _wide_break(self, start: int, end: int) -> int:
        used, space = 0, start
        for one in clusters(self.text[start:end], start):
            if one.shown == " " and self.text[start : one.start].strip(" "):
                space = one.start
                if used >= self.width:
                    return space
            if used + one.width > self.width and one.start > start:
                return space if space > start else one.start
            used += one.width
        return end

    def __len__(self) -> int:
        return len(self.rows)

    def row_of(self, offset: int) -> int:
        """The row (from 0) to which a code point belongs; the last one for the end of the text."""
        return min(max(bisect_right(self._starts, offset) - 1, 0), len(self.rows) - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """First and last row on which ``[start, end)`` stands."""
        return self.row_of(start), self.row_of(max(start, end - 1))

    def clusters(self, row: int) -> tuple[Cluster, ...]:
        """The visible characters of a row, with their offsets."""
        one = self.rows[row]
        return clusters(self.text[one.shown : one.stop], one.shown)

    def column_of(self, offset: int) -> int:
        """The cell at which a code point is seen on its row; the row's edges for what is not seen."""
        row = self.row_of(offset)
        one = self.rows[row]
        if offset <= one.shown:
            return 0
        if _plain(self.text[one.shown : one.stop]):
            return min(offset, one.stop) - one.shown
        return sum(part.width for part in self.clusters(row) if part.end <= offset)

    def offset_at(self, row: int, column: int) -> int:
        """The code point seen at a cell of a row; the end of what is seen for a cell to the right of it."""
        row = min(max(row, 0), len(self.rows) - 1)
        one = self.rows[row]
        if _plain(self.text[one.shown : one.stop]):
            return min(one.shown + max(column, 0), one.stop)
        used = 0
        for part in self.clusters(row):
            used += part.width
            if column < used:
                return part.start
        return one.stop

    def end_of(self, offset: int) -> int:
        """Where the visible character at an offset ends; the offset itself where nothing is seen."""
        parts = self.clusters(self.row_of(offset))
        return next((part.end for part in parts if part.start <= offset < part.end), offset)
