"""What the program remarks on places of a document, as comments of Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualcode.report.document import Document

AUTHOR, INITIALS = "qualcode", "qc"
"""Who remarks: a review of the file passes over comments of this name."""


def comment(word: Any, document: Document) -> None:
    """Put each remark on the paragraph of its bookmark, else on the title; the dates of comments are left out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if not document.comments:
        return
    places = {
        str(start.get(qn("w:name"))): start.getparent() for start in word.element.body.iter(qn("w:bookmarkStart"))
    }
    title = word.element.body.find(qn("w:p"))
    for remark in document.comments:
        made = word.comments.add_comment(remark.text, author=AUTHOR, initials=INITIALS)
        made._comment_elm.attrib.pop(qn("w:date"), None)  # noqa: SLF001 - equal documents give equal bytes
        paragraph = places.get(remark.anchor, title)
        start, end, reference = (OxmlElement(f"w:comment{name}") for name in ("RangeStart", "RangeEnd", "Reference"))
        for element in (start, end, reference):
            element.set(qn("w:id"), str(made.comment_id))
        run = OxmlElement("w:r")
        run.append(reference)
        paragraph.insert(1 if len(paragraph) and paragraph[0].tag == qn("w:pPr") else 0, start)
        paragraph.append(end)
        paragraph.append(run)
