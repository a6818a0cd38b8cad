"""What pandoc cannot do for a Word file: landscape sections, page numbers, table rows, lasting properties."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from qualcode.report.writers._docx_xml import child
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from qualcode.report.document import Document
    from qualcode.report.profile import Profile

TWIPS_PER_CM = 567
EPOCH = (1980, 1, 1, 0, 0, 0)


def finished(content: bytes, document: Document) -> bytes:
    """Pandoc's .docx with everything that the layout still asks for, packed the same way every time."""
    import docx

    word = docx.Document(io.BytesIO(content))
    _divide(word)
    _number_pages(word, document)
    _set_tables(word, document.profile)
    _keep_together(word)
    _describe(word, document)
    out = io.BytesIO()
    word.save(out)
    return _repacked(out.getvalue())


def _divide(word: Any) -> None:
    """Turn the marks of section breaks into sections: each mark ends one of its own orientation.

    The section's properties move into the paragraph before the mark, so that no empty line is left.
    """
    from docx.oxml.ns import qn

    body = word.element.body
    final = body.find(qn("w:sectPr"))
    for mark in [p for p in body.findall(qn("w:p")) if _style_of(p) == "SectionBreak"]:
        turned = [text.text for text in mark.iter(qn("w:t"))] == ["landscape"]
        before = mark.getprevious()
        if not turned and (before is None or _ends_section(before)):
            body.remove(mark)
            continue
        properties = deepcopy(final)
        if turned:
            _turn(properties)
        if before is not None and before.tag == qn("w:p") and not _ends_section(before):
            child(before, "w:pPr").append(properties)
            body.remove(mark)
        else:
            _empty(mark)
            child(mark, "w:pPr").append(properties)


def _ends_section(paragraph: Any) -> bool:
    from docx.oxml.ns import qn

    return paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None


def _empty(paragraph: Any) -> None:
    """A paragraph that must stay holds nothing and takes next to no room."""
    from docx.oxml.ns import qn

    for run in list(paragraph)[1:]:
        paragraph.remove(run)
    properties = child(paragraph, "w:pPr")
    spacing = child(properties, "w:spacing")
    spacing.attrib.update({qn("w:line"): "20", qn("w:lineRule"): "exact", qn("w:before"): "0", qn("w:after"): "0"})


def _turn(properties: Any) -> None:
    """A section on its side: the page's width and height change places, the margins turn with it."""
    from docx.oxml.ns import qn

    size = child(properties, "w:pgSz")
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.attrib.update({qn("w:w"): height, qn("w:h"): width, qn("w:orient"): "landscape"})


def _style_of(paragraph: Any) -> str:
    from docx.oxml.ns import qn

    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def _number_pages(word: Any, document: Document) -> None:
    """A page number on every page: the opening page's place first, the other place on all that follow.

    Sections after the first hold no header of their own and so take over those of the section before.
    """
    from docx.oxml.ns import qn

    profile = document.profile
    for number, section in enumerate(word.sections):
        for reference in section._sectPr.findall(qn("w:headerReference")) + section._sectPr.findall(  # noqa: SLF001
            qn("w:footerReference")
        ):
            section._sectPr.remove(reference)  # noqa: SLF001 - python-docx has no public way to unlink
        section.different_first_page_header_footer = number == 0
    first = word.sections[0]
    _place_number(first.first_page_header, first.first_page_footer, profile.page_number_first)
    _place_number(first.header, first.footer, profile.page_number_other)
    if document.draft:
        for header in (first.first_page_header, first.header):
            _mark_draft(header, terms_for(document.language)("report.draft"))


def _place_number(header: Any, footer: Any, corner: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    header.is_linked_to_previous = False
    footer.is_linked_to_previous = False
    if corner == "none":
        return
    edge, _, side = corner.partition("_")
    paragraph = (header if edge == "top" else footer).paragraphs[0]
    paragraph.alignment = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }[side]
    _page_field(paragraph)


def _page_field(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "instruction", "separate", "result", "end"):
        run = paragraph.add_run()
        if kind == "instruction":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = " PAGE "
            run._r.append(instruction)  # noqa: SLF001 - python-docx knows no fields
        elif kind == "result":
            run.text = "1"
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001


def _mark_draft(header: Any, words: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = header.add_paragraph(words)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.runs[0].bold = True


def _set_tables(word: Any, profile: Profile) -> None:
    """Tables as wide as their page, columns by their shares; no row is cut in two, headers are repeated."""
    from docx.oxml.ns import qn

    body = word.element.body
    width, height = profile.page_cm
    upright = width - profile.margin_left_cm - profile.margin_right_cm
    sideways = height - profile.margin_left_cm - profile.margin_right_cm
    for table in body.findall(qn("w:tbl")):
        room = int((sideways if _lies_sideways(table) else upright) * TWIPS_PER_CM)
        _set_widths(table, room)
        for row in table.findall(qn("w:tr")):
            child(row, "w:trPr", "w:cantSplit")
            _put_first(row, "w:trPr")


def _put_first(row: Any, name: str) -> None:
    from docx.oxml.ns import qn

    properties = row.find(qn(name))
    row.remove(properties)
    row.insert(0, properties)


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
            _put_first(cell, "w:tcPr")
            at += columns_here


def _keep_together(word: Any) -> None:
    """What introduces a quotation stands with it; a table's last row stands with what is printed below it."""
    from docx.oxml.ns import qn

    for element in word.element.body:
        after = element.getnext()
        if after is None or after.tag != qn("w:p"):
            continue
        if element.tag == qn("w:tbl"):
            for paragraph in element.findall(qn("w:tr"))[-1].iter(qn("w:p")):
                _keep(paragraph)
        elif element.tag == qn("w:p") and (
            (_style_of(after) == "BlockText" and _style_of(element) != "BlockText")
            or _style_of(element) == _style_of(after) == "TableSource"
        ):
            _keep(element)


def _keep(paragraph: Any) -> None:
    child(paragraph, "w:pPr", "w:keepNext")
    _put_first(paragraph, "w:pPr")


def _describe(word: Any, document: Document) -> None:
    """Title, author and language as properties; no times, no programs, nothing that changes by itself."""
    properties = word.core_properties
    properties.title = f"{document.label} {document.title}".strip()
    properties.subject = document.study_title
    properties.author = document.author
    properties.language = {"id": "id-ID", "en": "en-GB"}[document.language]
    properties.comments = ""
    properties.keywords = ""
    properties.last_modified_by = document.author
    for name in ("created", "modified", "revision", "lastPrinted"):
        for element in list(properties._element):  # noqa: SLF001 - dates are removed, not set
            if str(element.tag).endswith(f"}}{name}"):
                properties._element.remove(element)  # noqa: SLF001


def _repacked(content: bytes) -> bytes:
    """The same parts in the same order with the same times: equal documents give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = sorted(packed.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, _without_times(name, packed.read(name)))
    return out.getvalue()


def _without_times(name: str, part: bytes) -> bytes:
    if name == "docProps/core.xml":
        return re.sub(rb"<(dcterms:created|dcterms:modified)\b[^>]*>.*?</\1>", b"", part)
    return part
