"""Tables of a Word file: widths that fill the page, and rows that a page may or may not cut in two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qualcode.report.writers._docx_rows import TWIPS_PER_CM, cut_rows, height_cm, inner_cm
from qualcode.report.writers._docx_xml import child, put_first, style_of

if TYPE_CHECKING:
    from qualcode.report.profile import Profile

TALLEST = 1 / 3
"""Share of a page's text that a row may take and still be kept whole."""

SMALLEST_PT = 7
"""The smallest letters of a table."""

_WORD = re.compile(r"[^\W\d_]+")

ROOM_TWIPS = 240
"""Room below a table that no note follows: twelve points."""


def set_tables(word: Any, profile: Profile, again: str) -> None:
    """Tables as wide as their page, columns by their shares; headers are repeated.

    No row is cut in two but one that is taller than a third of its page, which would leave the page before it empty:
    it is cut between the parts of its cells, named again with ``again``. Where one part alone is as tall, a page may
    cut it, and the first below the header: LibreOffice loses the rest of a table that begins at the foot of a page
    with a row that must stay whole.
    """
    from docx.oxml.ns import qn

    body = word.element.body
    width, height = sorted(profile.page_cm)
    upright = width - profile.margin_left_cm - profile.margin_right_cm
    sideways = height - profile.margin_left_cm - profile.margin_right_cm
    edges = profile.margin_top_cm + profile.margin_bottom_cm
    for table in body.findall(qn("w:tbl")):
        turned = _lies_sideways(table)
        _set_widths(table, int((sideways if turned else upright) * TWIPS_PER_CM))
        _fit_words(table, profile)
        highest = ((width if turned else height) - edges) * TALLEST
        cut_rows(table, highest, profile, again)
        rows = table.findall(qn("w:tr"))
        first = next((row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None), None)
        _leave_room(table.getnext())
        for row in rows:
            if row is not first and height_cm(row, profile) <= highest:
                child(row, "w:trPr", "w:cantSplit")
                put_first(row, "w:trPr")


def _leave_room(after: Any) -> None:
    """Room between a table and text that follows it at once; a note or source line below it brings its own."""
    from docx.oxml.ns import qn

    if after is None or after.tag != qn("w:p") or style_of(after) == "TableSource":
        return
    child(after, "w:pPr", "w:spacing").set(qn("w:before"), str(ROOM_TWIPS))
    put_first(after, "w:pPr")


def _fit_words(table: Any, profile: Profile) -> None:
    """Letters of a table in which a word is longer than its column become smaller, so that no word is broken."""
    from docx.oxml.ns import qn

    tightest = 1.0
    for cell in table.iter(qn("w:tc")):
        words = _WORD.findall(" ".join(text.text or "" for text in cell.iter(qn("w:t"))))
        tightest = min([tightest, *(inner_cm(cell) / (len(word) * profile.table_letter_cm) for word in words)])
    if tightest == 1:
        return
    half_points = max(SMALLEST_PT * 2, int(tightest * profile.table_font_pt * 2))
    for run in table.iter(qn("w:r")):
        for name in ("w:sz", "w:szCs"):
            child(run, "w:rPr", name).set(qn("w:val"), str(half_points))
        put_first(run, "w:rPr")


def _lies_sideways(table: Any) -> bool:
    """Whether the section that a table stands in is a landscape one."""
    from docx.oxml.ns import qn

    after = table
    while after is not None:
        properties = after if after.tag == qn("w:sectPr") else after.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if properties is not None:
            return str(properties.find(qn("w:pgSz")).get(qn("w:orient"))) == "landscape"
        after = after.getnext()
    return False


def _set_widths(table: Any, room: int) -> None:
    from docx.oxml.ns import qn

    properties = child(table, "w:tblPr")
    child(properties, "w:tblW").attrib.update({qn("w:type"): "dxa", qn("w:w"): str(room)})
    child(properties, "w:tblLayout").set(qn("w:type"), "fixed")
    child(properties, "w:jc").set(qn("w:val"), "center")
    columns = table.find(qn("w:tblGrid")).findall(qn("w:gridCol"))
    given = [int(column.get(qn("w:w")) or 0) for column in columns]
    total = sum(given) or 1
    widths = [room * one // total for one in given]
    for column, one in zip(columns, widths, strict=True):
        column.set(qn("w:w"), str(one))
    for row in table.findall(qn("w:tr")):
        at = 0
        for cell in row.findall(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            columns_here = int(span.get(qn("w:val"))) if span is not None else 1
            size = child(cell, "w:tcPr", "w:tcW")
            size.attrib.update({qn("w:type"): "dxa", qn("w:w"): str(sum(widths[at : at + columns_here]))})
            put_first(cell, "w:tcPr")
            at += columns_here
