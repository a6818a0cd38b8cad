"""About how long a document becomes, by the letters that a line takes: enough to say that it is too long."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qualcode.report.document import BlockQuotation, Heading, ListItems, Mark, Paragraph, Slot, Table
from qualcode.report.parts import plain

if TYPE_CHECKING:
    from qualcode.report.document import Block, Document
    from qualcode.report.profile import Profile

CM_PER_POINT = 0.0353
LINE = 1.15
"""Height of a line in parts of its size."""

CELL_LETTER, CELL_EDGES_CM = 0.0165, 0.4
"""Mean width of a letter of a table for each point of its size, and what the edges of a cell take."""


def pages_of(document: Document) -> float:
    """About how many upright pages a document fills."""
    profile = document.profile
    room = profile.page_cm[1] - profile.margin_top_cm - profile.margin_bottom_cm
    return sum(_height(block, profile) for block in document.blocks()) / room


def _height(block: Block, profile: Profile) -> float:
    """The height of a block in centimetres."""
    line = profile.font_size_pt * LINE * profile.line_spacing * CM_PER_POINT
    if isinstance(block, Paragraph):
        return _lines(plain(block.runs), profile) * line
    if isinstance(block, ListItems):
        return sum(_lines(plain(item), profile) for item in block.items) * line
    if isinstance(block, BlockQuotation | Slot | Mark):
        return (_lines(block.text, profile) + 1) * profile.font_size_pt * LINE * CM_PER_POINT
    if isinstance(block, Heading):
        return line + 6 * CM_PER_POINT
    return _table(block, profile) if isinstance(block, Table) else 0.0


def _lines(text: str, profile: Profile) -> int:
    return max(1, math.ceil(len(text) / profile.letters_per_line))


def _table(table: Table, profile: Profile) -> float:
    """A table with its caption, its rows as high as their fullest cells, and its notes."""
    size = profile.table_font_pt
    letters = [
        max(1.0, (one.share * profile.text_width_cm - CELL_EDGES_CM) / (size * CELL_LETTER)) for one in table.columns
    ]
    lines = sum(
        max(
            (sum(max(1, math.ceil(len(plain(part.runs)) / letters[at])) for part in cell.parts)
             for at, cell in enumerate(row, len(letters) - len(row))),
            default=1,
        )
        for row in table.rows
    )  # fmt: skip
    beside = 3 + sum(_lines(plain(note), profile) for note in table.notes)
    return (lines + beside) * size * LINE * profile.table_spacing * CM_PER_POINT
