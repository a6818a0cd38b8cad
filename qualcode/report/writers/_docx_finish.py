"""What pandoc cannot do for a Word file: landscape sections, page numbers, table rows, lasting properties."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from qualcode.report.writers._docx_provenance import state_provenance
from qualcode.report.writers._docx_remarks import comment
from qualcode.report.writers._docx_tables import set_tables
from qualcode.report.writers._docx_xml import child, put_first, style_of
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from qualcode.report.document import Document

SMALL_ROWS, SMALL_LETTERS = 14, 900
"""A table of at most so many rows and letters stands whole on one page."""

LAST_LINES, LINE_LETTERS = 6, 75
"""Lines that stand together before a page on its side, and letters of such a line."""

COMPATIBLE = "http://schemas.microsoft.com/office/word"
EPOCH = (1980, 1, 1, 0, 0, 0)


def finished(content: bytes, document: Document) -> bytes:
    """Pandoc's .docx with everything that the layout still asks for, packed the same way every time."""
    import docx

    word = docx.Document(io.BytesIO(content))
    _settle_bookmarks(word)
    _divide(word)
    _number_pages(word, document)
    set_tables(word, document.profile, terms_for(document.language)("displays.figure.continued"))
    _keep_together(word)
    _describe(word, document)
    _of_today(word)
    comment(word, document)
    state_provenance(word, document)
    out = io.BytesIO()
    word.save(out)
    return _repacked(out.getvalue())


def _settle_bookmarks(word: Any) -> None:
    """Bookmarks that stand between paragraphs move into the paragraph that they begin at, and end with it.

    LibreOffice loses one that begins where a section begins.
    """
    from docx.oxml.ns import qn

    body = word.element.body
    ends = {end.get(qn("w:id")): end for end in body.iter(qn("w:bookmarkEnd"))}
    for start in body.findall(qn("w:bookmarkStart")):
        paragraph = start.getnext()
        while paragraph is not None and paragraph.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
            paragraph = paragraph.getnext()
        end = ends.get(start.get(qn("w:id")))
        if paragraph is None or paragraph.tag != qn("w:p") or end is None:
            continue
        at = 1 if len(paragraph) and paragraph[0].tag == qn("w:pPr") else 0
        paragraph.insert(at, start)
        paragraph.append(end)


def _divide(word: Any) -> None:
    """Turn the marks of section breaks into sections: each mark ends one of its own orientation.

    The section's properties move into the paragraph before the mark, so that no empty line is left. Tables that
    follow one another on their sides share a section.
    """
    from docx.oxml.ns import qn

    body = word.element.body
    final = body.find(qn("w:sectPr"))
    for mark in [p for p in body.findall(qn("w:p")) if style_of(p) == "SectionBreak"]:
        if mark.getparent() is None:
            continue
        turned = [text.text for text in mark.iter(qn("w:t"))] == ["landscape"]
        before, after = mark.getprevious(), mark.getnext()
        if turned and after is not None and style_of(after) == "SectionBreak":
            body.remove(after)
            body.remove(mark)
            continue
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
    _end_with_last(final)


def _end_with_last(final: Any) -> None:
    """A section that nothing follows is that of the document, which else would end with an empty page."""
    from docx.oxml.ns import qn

    last = final.getprevious()
    if last is not None and last.tag == qn("w:p") and _ends_section(last):
        final.getparent().replace(final, last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}"))


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
    """A section on its side: the page's width and height change places, the margins stay as they are."""
    from docx.oxml.ns import qn

    size = child(properties, "w:pgSz")
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.attrib.update({qn("w:w"): height, qn("w:h"): width, qn("w:orient"): "landscape"})


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
    pages = [
        (first.first_page_header, first.first_page_footer, profile.page_number_first.replace("outer", "right")),
        (first.header, first.footer, profile.page_number_other.replace("outer", "right")),
    ]
    if profile.duplex:
        word.settings.odd_and_even_pages_header_footer = True
        child(word.settings.element, "w:mirrorMargins")
        even = profile.page_number_other.replace("outer", "left")
        pages.append((first.even_page_header, first.even_page_footer, even))
    for header, footer, corner in pages:
        _place_number(header, footer, corner)
        if profile.footer_text:
            _add_line(footer, profile.footer_text, "right")
        if document.draft:
            _add_line(header, terms_for(document.language)("report.draft"), "center")


def _place_number(header: Any, footer: Any, corner: str) -> None:
    header.is_linked_to_previous = False
    footer.is_linked_to_previous = False
    if corner == "none":
        return
    edge, _, side = corner.partition("_")
    paragraph = (header if edge == "top" else footer).paragraphs[0]
    paragraph.alignment = _side(side)
    _page_field(paragraph)


def _side(side: str) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    return getattr(WD_ALIGN_PARAGRAPH, side.upper())


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


def _add_line(place: Any, words: str, side: str) -> None:
    """A bold line of its own in a header or footer; an empty first paragraph takes it."""
    first = place.paragraphs[0]
    empty = not first.runs and len(place.paragraphs) == 1
    paragraph = first if empty else place.add_paragraph()
    paragraph.alignment = _side(side)
    paragraph.add_run(words).bold = True


def _keep_together(word: Any) -> None:
    """What introduces a quotation or table stands with it; small tables stand whole, others end with their first note.

    Text that ends before a page on its side is never a line or two at the top of a page of its own.
    """
    from docx.oxml.ns import qn

    for element in word.element.body:
        after = element.getnext()
        if after is not None and after.tag == qn("w:tbl") and element.tag == qn("w:p"):
            _keep(element)
        if after is None or after.tag != qn("w:p"):
            continue
        if element.tag == qn("w:tbl"):
            rows = element.findall(qn("w:tr"))
            for row in rows if _is_small(element) else rows[-1:]:
                for paragraph in row.iter(qn("w:p")):
                    _keep(paragraph)
        elif element.tag == qn("w:p") and _belongs(element, after):
            _keep(element)
        if element.tag == qn("w:p") and after.tag == qn("w:p") and _ends_section(after):
            _keep_last_lines(after)


def _is_small(table: Any) -> bool:
    """Whether a table is so short that nobody would part it: it stands whole on one page."""
    from docx.oxml.ns import qn

    letters = sum(len(text.text or "") for text in table.iter(qn("w:t")))
    return len(table.findall(qn("w:tr"))) <= SMALL_ROWS and letters <= SMALL_LETTERS


def _belongs(paragraph: Any, after: Any) -> bool:
    """Whether a paragraph stands on the page of the next: before a quotation, and before the last note of a table."""
    if style_of(after) == "BlockText":
        return style_of(paragraph) != "BlockText"
    last = after.getnext()
    both = style_of(paragraph) == style_of(after) == "TableSource"
    return both and (last is None or style_of(last) != "TableSource")


def _keep_last_lines(last: Any) -> None:
    """Keep the paragraphs at the end of a section together until they fill some lines; a picture does."""
    from docx.oxml.ns import qn

    lines, paragraph = _lines(last), last.getprevious()
    while paragraph is not None and paragraph.tag == qn("w:p") and lines < LAST_LINES and not _ends_section(paragraph):
        _keep(paragraph)
        lines += _lines(paragraph)
        paragraph = paragraph.getprevious()


def _lines(paragraph: Any) -> int:
    from docx.oxml.ns import qn

    if next(paragraph.iter(qn("w:drawing")), None) is not None:
        return LAST_LINES
    return 1 + sum(len(text.text or "") for text in paragraph.iter(qn("w:t"))) // LINE_LETTERS


def _keep(paragraph: Any) -> None:
    child(paragraph, "w:pPr", "w:keepNext")
    put_first(paragraph, "w:pPr")


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


def _of_today(word: Any) -> None:
    """Word lays the file out as it does its own, not as one of an old version."""
    from docx.oxml.ns import qn

    setting = child(word.settings.element, "w:compat", "w:compatSetting")
    for name, value in (("name", "compatibilityMode"), ("uri", COMPATIBLE), ("val", "15")):
        setting.set(qn(f"w:{name}"), value)


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
