"""Widths of columns by what they hold: no word is broken that fits, what is left goes to the fuller columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.report.document import Column, HeaderCell, TableCell
from qualcode.report.parts import plain

LETTER_CM = 0.185
"""Mean width of a letter of ten points."""

EDGES_CM = 0.5
"""What the edges of a cell take."""

SHORT, SHORT_SHARE = 30, 0.8
"""Letters of an entry that should stay on one line, and the share of the room that may be given to such."""

STUB_WEIGHT = 4
"""How much less than a cell a name weighs when room is left."""

BOLD = 1
"""Letters that a bold heading takes more."""

FULL, NAME, WORD = 70, 26, 14
"""Letters a line that a cell and a name want at most, and the longest word that a column is widened for."""


def columns_for(
    header: Sequence[Sequence[HeaderCell]], rows: Sequence[Sequence[TableCell]], *, stubs: int, room_cm: float
) -> tuple[Column, ...]:
    """Columns for a table ``room_cm`` wide; the first ``stubs`` columns name the rows.

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
    floor = [letters * LETTER_CM + EDGES_CM for letters in needed]
    _widen_short(floor, wanted, stubs, room_cm)
    left = max(0.0, room_cm - sum(floor))
    wanted = [min(NAME, want) if at < stubs else want for at, want in enumerate(wanted)]
    extra = [max(0, want - need) for want, need in zip(wanted, needed, strict=True)]
    more = [one / STUB_WEIGHT if at < stubs else one + 1 for at, one in enumerate(extra)]
    widths = [low + left * one / (sum(more) or 1) for low, one in zip(floor, more, strict=True)]
    return tuple(Column(share=width / sum(widths)) for width in widths)


def _widen_short(floor: list[float], wanted: Sequence[int], stubs: int, room_cm: float) -> None:
    """Columns of short entries (dates, counts) keep each on one line, the narrowest first, while there is room."""
    for at in sorted(range(stubs, len(floor)), key=lambda at: wanted[at]):
        whole = wanted[at] * LETTER_CM + EDGES_CM
        if wanted[at] <= SHORT and sum(floor) - floor[at] + whole <= room_cm * SHORT_SHARE:
            floor[at] = max(floor[at], whole)


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
