"""A table on the screen: columns as wide as the window lets them be, texts broken between words where they must.

Widths count cells of the window: letters of East Asian scripts and emoji take two, marks over letters none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

_EDGE = " "
_LONG_WORD = 20
"""A word longer than this (a path, a digest) is broken before other columns are."""


class Column(NamedTuple):
    """A heading with the texts under it; a ``whole`` one is broken only if the window leaves no other way."""

    heading: str
    texts: Sequence[str]
    whole: bool = False


def table_lines(
    columns: Sequence[Column], *, window: int, gap: int = 3, head: Callable[[str], str] = str
) -> Iterator[str]:
    """The lines of a table; ``head`` makes a heading stand out, and takes no room."""
    widths = _widths(columns, window - 2 * len(_EDGE) - gap * (len(columns) - 1))
    yield from _row([column.heading for column in columns], widths, gap, head)
    yield _EDGE + "─" * (sum(widths) + gap * (len(widths) - 1))
    for row in zip(*(column.texts for column in columns), strict=True):
        yield from _row(row, widths, gap, str)


def _row(texts: Sequence[str], widths: Sequence[int], gap: int, head: Callable[[str], str]) -> Iterator[str]:
    cells = [_broken(text, width) for text, width in zip(texts, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        line = _EDGE
        blank = 0
        for part, width in zip(parts, widths, strict=True):
            if part:
                line += " " * blank + head(part)
                blank = 0
            blank += width - _cells(part) + gap
        yield line


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    """The width of each column: as its texts have it, or, in a narrow window, the widest ones less.

    First no word is broken; where that is too wide, no heading; else nothing is spared.
    """
    wished = [max(map(_widest, (column.heading, *column.texts))) for column in columns]
    words = [
        width if column.whole else min(_longest_word((column.heading, *column.texts)), _LONG_WORD)
        for column, width in zip(columns, wished, strict=True)
    ]
    headings = [_longest_word((column.heading,)) for column in columns]
    for least in (words, headings, [1] * len(columns)):
        if sum(map(min, wished, least)) <= room:
            return _levelled(wished, least, room)
    return [1] * len(columns)


def _levelled(wished: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths as wished up to the level at which all fit, but the least of each; what is over goes to the first."""

    def at(level: int) -> list[int]:
        return [min(width, max(level, floor)) for width, floor in zip(wished, least, strict=True)]

    level = next(level for level in range(min(max(wished), room), -1, -1) if sum(at(level)) <= room)
    widths = at(level)
    for place, width in enumerate(at(level + 1)):
        widths[place] = min(width, widths[place] + room - sum(widths))
    return widths


def _widest(text: str) -> int:
    return max(map(_cells, text.split("\n"))) if "\n" in text else _cells(text)


def _longest_word(texts: Sequence[str]) -> int:
    return max((_cells(word) for text in texts for word in text.split()), default=1)


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _broken(text: str, width: int) -> list[str]:
    """A text as lines of this width, broken where it says so, at spaces, or within a longer word; an indent stays."""
    if "\n" in text:
        return [line for part in text.split("\n") for line in _broken(part, width)]
    if _cells(text) <= width:
        return [text]
    lines = [text[: len(text) - len(text.lstrip(" "))]]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines[-1].strip() else lines[-1] + word
        if _cells(joined) <= width:
            lines[-1] = joined
            continue
        *full, rest = _folded(word, width)
        lines = [line for line in lines if line.strip()] + [*full, rest]
    return lines


def _folded(word: str, width: int) -> list[str]:
    parts, room = [""], width
    for letter in word:
        cells = _cells_of(letter)
        if cells > room and parts[-1]:
            parts.append("")
            room = width
        parts[-1] += letter
        room -= cells
    return parts
