"""Widths of columns by what they hold: no word is broken that fits, what is left goes to the fuller columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.report.document import Column, HeaderCell, TableCell
from qualcode.report.parts import plain

EDGES_CM = 0.5
"""What the edges of a cell take."""

SHORT, SHORT_SHARE = 30, 0.76
"""Letters of an entry that should stay on one line, and the share of the room that may be given to such."""

ALIKE = 0.75
"""Share of a width from which on another counts as like it."""

STEPS, MOST_ROWS, HEIGHT = 60, 200, 4
"""Bits in which what is left of the room is given away, rows that are looked at for it, and how much more the high
cells of a row count than its low ones."""

_NUMBER = re.compile(r"[−-]?\d[\d.,]*%?")
NOTHING = ("", "–")

BOLD = 1
"""Letters that a bold heading takes more."""

FULL, NAME, WORD = 70, 26, 14
"""Letters a line that a cell wants at most, those of a name, and the longest word that a column is widened for."""


def columns_for(
    header: Sequence[Sequence[HeaderCell]],
    rows: Sequence[Sequence[TableCell]],
    *,
    stubs: int,
    room_cm: float,
    letter_cm: float,
) -> tuple[Column, ...]:
    """Columns for a table ``room_cm`` wide, of letters of ``letter_cm``; the first ``stubs`` columns name the rows.

    A row that is short at its start continues cells of the rows above.
    """
    heads = list(_heads(header))
    count = len(heads)
    needed = [_longest(head) + BOLD for head in heads]
    wanted = list(needed)
    for row in rows:
        for at, one in enumerate(row, count - len(row)):
            texts = [plain(part.runs) for part in one.parts]
            needed[at] = max([needed[at], *(min(WORD, _longest(text)) for text in texts)])
            wanted[at] = max([wanted[at], *(min(FULL, len(text)) for text in texts)])
    floor = [letters * letter_cm + EDGES_CM for letters in needed]
    _widen_short(floor, [letter_cm * one + EDGES_CM if one <= SHORT else None for one in wanted], stubs, room_cm)
    left = max(0.0, room_cm - sum(floor))
    most = [letters * letter_cm + EDGES_CM for letters in wanted]
    widths = _levelled(floor, most, left) if sum(most) <= room_cm else _lowest(floor, _letters(rows, count), left)
    aligned = ["right" if one else "left" for one in _of_numbers(rows, count)]
    return tuple(Column(share=width / sum(widths), align=align) for width, align in zip(widths, aligned, strict=True))


def _levelled(floor: Sequence[float], most: Sequence[float], left: float) -> list[float]:
    """Each column as wide as its longest entry; what is left goes to all by what they took."""
    extra = [max(0.0, want - low) + 0.05 for want, low in zip(most, floor, strict=True)]
    return [low + left * one / sum(extra) for low, one in zip(floor, extra, strict=True)]


def _letters(rows: Sequence[Sequence[TableCell]], count: int) -> list[list[int]]:
    """The letters of every cell by row and column; columns that a row leaves to those above hold none."""
    found = []
    for row in rows[:MOST_ROWS]:
        own = [sum(len(plain(part.runs)) for part in one.parts) if one.rows == 1 else 0 for one in row]
        found.append([0] * (count - len(row)) + own)
    return found


def _lowest(floor: Sequence[float], letters: Sequence[Sequence[int]], left: float) -> list[float]:
    """Room given bit by bit to the column by which the rows together become lowest.

    A row is about as high as its highest cell: the norm of its cells of order ``HEIGHT``.
    """
    widths, step = list(floor), left / STEPS

    def powers(at: int, width: float) -> list[float]:
        return [(row[at] / (width - EDGES_CM / 2)) ** HEIGHT for row in letters]

    cells = [powers(at, width) for at, width in enumerate(widths)]
    sums = [sum(row) for row in zip(*cells, strict=True)]
    for _ in range(STEPS):
        wider = [powers(at, width + step) for at, width in enumerate(widths)]
        tried = [
            [whole - old + new for whole, old, new in zip(sums, cells[at], wider[at], strict=True)]
            for at in range(len(widths))
        ]
        heights = [sum(max(0.0, row) ** (1 / HEIGHT) for row in rows) for rows in tried]
        best = heights.index(min(heights))
        widths[best] += step
        cells[best], sums = wider[best], tried[best]
    return widths


def _of_numbers(rows: Sequence[Sequence[TableCell]], count: int) -> list[bool]:
    """Of each column whether it holds numbers alone; empty cells and dashes do not count against it."""
    texts: list[list[str]] = [[] for _ in range(count)]
    for row in rows:
        for at, one in enumerate(row, count - len(row)):
            texts[at].append(" ".join(plain(part.runs) for part in one.parts).strip())
    return [
        any(_NUMBER.fullmatch(text) for text in found)
        and all(_NUMBER.fullmatch(text) or text in NOTHING for text in found)
        for found in texts
    ]


def _widen_short(floor: list[float], whole: Sequence[float | None], stubs: int, room_cm: float) -> None:
    """Columns of short entries (dates, counts) keep each on one line, the narrowest first, while there is room.

    ``whole`` is what the entries of a column take on one line, None where they are long. Where one must stay narrow,
    those about as wide stay so too.
    """
    short = sorted((width, at) for at, width in enumerate(whole) if width is not None and at >= stubs)
    taken, most = sum(floor), room_cm * SHORT_SHARE
    for width, at in short:
        taken += max(0.0, width - floor[at])
        if taken > most:
            short = [(one, other) for one, other in short if one < width * ALIKE]
            break
    for width, at in short:
        floor[at] = max(floor[at], width)


def _heads(header: Sequence[Sequence[HeaderCell]]) -> Iterator[str]:
    """The words over each single column: the last header row, and what reaches down to it."""
    last = list(header[-1]) if len(header) > 1 else []
    for cell in header[0]:
        if cell.columns == 1 and (cell.rows > 1 or len(header) == 1):
            yield cell.text
        else:
            yield from (last.pop(0).text for _ in range(cell.columns) if last)


def _longest(text: str) -> int:
    """Letters of the longest stretch that should stay whole."""
    return max((len(word) for word in text.replace("/", "/ ").split()), default=1)
