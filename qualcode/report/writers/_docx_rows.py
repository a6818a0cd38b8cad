"""Rows of a Word table that are too high for a page: cut between the parts of their cells, each piece named again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from qualcode.report.writers._docx_xml import child, put_first

if TYPE_CHECKING:
    from qualcode.report.profile import Profile

TWIPS_PER_CM, POINTS_PER_CM = 567, 28.35

LETTER_CM, CELL_EDGES_CM = 0.0165, 0.4
"""Mean width of a letter for each point of its size, and what the edges of a cell take."""

LONGEST_NAME = 48
"""Letters of a name that are repeated."""

REST = 0.3
"""Share of the highest piece below which what is left of a row is no piece of its own."""

LINE, BETWEEN_PT = 1.15, 2
"""Height of a line in parts of its size, and points between two paragraphs of a cell."""


def cut_rows(table: Any, highest: float, profile: Profile, again: str) -> None:
    """Rows higher than ``highest`` cm become several, cut between paragraphs; the names of the row stand in each.

    The rule between the pieces of a row is thin, so that they read as one row where they stand on one page.
    """
    from docx.oxml.ns import qn

    grouped = table.find(f".//{qn('w:vMerge')}") is not None
    for row in table.findall(qn("w:tr")):
        if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None or height_cm(row, profile) <= highest:
            continue
        pieces = _pieces(row, highest, profile)
        for at, piece in enumerate(pieces):
            if at:
                _name_again(piece, row, stubs=2 if grouped else 1, again=again)
            _rules(piece, above=bool(at), below=at < len(pieces) - 1)
            row.addprevious(piece)
        table.remove(row)


def height_cm(row: Any, profile: Profile) -> float:
    """About how high a row becomes, by the letters of its cells and their widths."""
    from docx.oxml.ns import qn

    heights = (sum(_heights(cell, profile)) for cell in row.findall(qn("w:tc")))
    return max(heights, default=0.0)


def inner_cm(cell: Any) -> float:
    """Width of a cell within its edges."""
    from docx.oxml.ns import qn

    width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")))
    return width / TWIPS_PER_CM - CELL_EDGES_CM


def _heights(cell: Any, profile: Profile) -> list[float]:
    """About how high each paragraph of a cell becomes."""
    from docx.oxml.ns import qn

    size = profile.table_font_pt
    a_line = max(1.0, inner_cm(cell) / (size * LETTER_CM))
    letters = [sum(len(text.text or "") for text in p.iter(qn("w:t"))) for p in cell.findall(qn("w:p"))]
    lines = [max(1, math.ceil(count / a_line)) for count in letters]
    return [(count * LINE * profile.table_spacing * size + BETWEEN_PT) / POINTS_PER_CM for count in lines]


def _pieces(row: Any, highest: float, profile: Profile) -> list[Any]:
    """The row as rows none of which is higher than ``highest``, but where one paragraph alone is."""
    from docx.oxml.ns import qn

    cells = [_stretches(_heights(cell, profile), highest) for cell in row.findall(qn("w:tc"))]
    pieces = []
    for at in range(max(map(len, cells))):
        piece = deepcopy(row)
        for cell, stretches in zip(piece.findall(qn("w:tc")), cells, strict=True):
            paragraphs = cell.findall(qn("w:p"))
            kept = stretches[at] if at < len(stretches) else range(0)
            for number, paragraph in enumerate(paragraphs):
                if number not in kept:
                    cell.remove(paragraph)
            if not kept:
                _empty_paragraph(cell, paragraphs)
        pieces.append(piece)
    return pieces


def _stretches(heights: Sequence[float], highest: float) -> list[range]:
    """Neighbouring paragraphs that together are about ``highest``; one that is higher stands alone.

    A rest that is lower than ``REST`` of it stays with what stands before it, so that no mark is left alone.
    """
    found, start, high = [], 0, 0.0
    for at, height in enumerate(heights):
        if at > start and high + height > highest and sum(heights[at:]) > highest * REST:
            found.append(range(start, at))
            start, high = at, 0.0
        high += height
    return [*found, range(start, len(heights))]


def _empty_paragraph(cell: Any, paragraphs: Sequence[Any]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    empty = OxmlElement("w:p")
    properties = paragraphs[0].find(qn("w:pPr")) if paragraphs else None
    if properties is not None:
        empty.append(deepcopy(properties))
    cell.append(empty)


def _name_again(piece: Any, row: Any, *, stubs: int, again: str) -> None:
    """The names of a row in a further piece of it; a heading over several rows reaches on."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    named = list(zip(piece.findall(qn("w:tc")), row.findall(qn("w:tc")), strict=True))[:stubs]
    for cell, before in named:
        merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merged is not None:
            merged.set(qn("w:val"), "continue")
            continue
        paragraph = cell.find(qn("w:p"))
        runs = before.find(qn("w:p")).findall(qn("w:r"))
        if runs and paragraph.find(qn("w:r")) is None:
            text = "".join(one.text or "" for one in before.iter(qn("w:t")))
            more = OxmlElement("w:r")
            if len(text) <= LONGEST_NAME:
                for run in runs:
                    paragraph.append(deepcopy(run))
                child(more, "w:t").text = f" ({again})"
            else:
                child(more, "w:t").text = f"{text[:LONGEST_NAME].rsplit(' ', 1)[0]} … ({again})"
            more.find(qn("w:t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            paragraph.append(more)


def _rules(piece: Any, *, above: bool, below: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for cell in piece.findall(qn("w:tc")):
        borders = child(cell, "w:tcPr", "w:tcBorders")
        put_first(cell, "w:tcPr")
        for edge in (name for name, there in (("top", above), ("bottom", below)) if there):
            rule = OxmlElement(f"w:{edge}")
            for name, value in (("val", "dotted"), ("sz", "4"), ("space", "0"), ("color", "999999")):
                rule.set(qn(f"w:{name}"), value)
            borders.append(rule)
