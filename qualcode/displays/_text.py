"""A cell in words: paragraphs of pieces, each of a style that every writer lays out in its own way.

The sign stands in front, quotations in quotation marks with their citation code, marks at the end; a blank
shows its sign. Text of the working text is kept letter for letter but for line ends, which become spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from qualcode.declared import value
from qualcode.model import EntryKind

from ._result import Blank, Matrix, MatrixCell, MatrixEntry, Reference, References

MINUS = {"-": "−"}
MOST_CITATIONS = 6
"""Citation codes printed after an entry that rests on several segments; the rest are counted."""


class Style(StrEnum):
    """What a piece of a cell is."""

    SYMBOL = "symbol"
    KIND = "kind"
    QUOTE = "quote"
    SUMMARY = "summary"
    EXPLANATION = "explanation"
    RATING = "rating"
    COUNT = "count"
    CITATION = "citation"
    MARK = "mark"
    SLOT = "slot"
    STALE = "stale"
    BLANK = "blank"


@value
class Piece:
    """A stretch of text of one style. ``segments`` is set on the piece that leads to them."""

    text: str
    style: Style
    segments: References = ()


Paragraph = tuple[Piece, ...]

_STYLES = {
    EntryKind.QUOTATION: Style.QUOTE,
    EntryKind.SUMMARY: Style.SUMMARY,
    EntryKind.EXPLANATION: Style.EXPLANATION,
    EntryKind.RATING: Style.RATING,
    EntryKind.SYMBOL: Style.SYMBOL,
    EntryKind.COUNT: Style.COUNT,
}
_KEYED = (EntryKind.QUOTATION, EntryKind.SUMMARY, EntryKind.EXPLANATION)


def paragraphs(cell: MatrixCell, matrix: Matrix) -> tuple[Paragraph, ...]:
    """The cell as paragraphs: one an entry, the first led by the sign, the last closed by the marks."""
    found = [list(_entry(entry)) for entry in cell.entries if entry.kind is not EntryKind.SYMBOL]
    signs = [_sign(entry) for entry in cell.entries if entry.kind is EntryKind.SYMBOL]
    if signs:
        found = [[*signs, *_beside(found[0])], *found[1:]] if found else [signs]
    if not found:
        found = [[]]
    if cell.blank is not None:
        style = Style.SLOT if cell.blank is Blank.ERROR else Style.BLANK
        found[0].append(Piece(matrix.signs[cell.blank], style))
    marks = [cell.data_mark] if cell.data_mark is not None else []
    found[-1].extend(Piece(mark.value, Style.MARK) for mark in (*marks, *cell.evidence_marks))
    if cell.stale:
        found[-1].append(Piece(matrix.words["stale_sign"], Style.STALE))
    return tuple(tuple(paragraph) for paragraph in found)


def plain(paragraph: Sequence[Piece]) -> str:
    """A paragraph as text, pieces parted by spaces."""
    return " ".join(piece.text for piece in paragraph)


def cell_text(cell: MatrixCell, matrix: Matrix, joint: str = "\n") -> str:
    """A cell as text."""
    if _only_counts(cell):
        return " ".join(cell.entries[0].text.split())
    return joint.join(plain(paragraph) for paragraph in paragraphs(cell, matrix))


def _only_counts(cell: MatrixCell) -> bool:
    """Whether a count is all that stands in a cell, as in most cells of a large matrix."""
    bare = cell.blank is None and cell.data_mark is None and not (cell.evidence_marks or cell.stale)
    return bare and len(cell.entries) == 1 and cell.entries[0].kind is EntryKind.COUNT


def _beside(pieces: list[Piece]) -> list[Piece]:
    """A count that follows a sign or a status stands in brackets."""
    first, *rest = pieces
    return [Piece(f"({first.text})", first.style, first.segments), *rest] if first.style is Style.COUNT else pieces


def _sign(entry: MatrixEntry) -> Piece:
    return Piece(MINUS.get(entry.text, entry.text), Style.SYMBOL, entry.segments)


def _entry(entry: MatrixEntry) -> list[Piece]:
    style = _STYLES[entry.kind]
    text = " ".join(entry.text.split())
    pieces = [Piece(f"{entry.kind.value}:", Style.KIND)] if entry.kind in _KEYED else []
    pieces.append(Piece(f"“{text}”" if style is Style.QUOTE else text, style, entry.segments))
    if entry.segments and entry.cited and entry.kind in (*_KEYED, EntryKind.RATING):
        pieces.append(Piece(f"({citation_list(entry.segments)})", Style.CITATION))
    return pieces


def citation_list(segments: Iterable[Reference], most: int = MOST_CITATIONS) -> str:
    """Citation codes, each once; beyond a handful they are counted."""
    codes = list(dict.fromkeys(place.citation for place in segments))
    more = len(codes) - most
    return "; ".join(codes[:most]) + (f"; +{more}" if more > 0 else "")
