"""What each claim of a Word file rests on, as a part of the file that Word keeps and does not show.

A claim is a bookmark (``K1``, ``K2`` …) in the text; the part names, for each, the records and segments that it rests
on, and for each segment its source, its place in code points and its lines. It holds no words of anybody.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from qualcode.report.parts import claims, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.report.document import Document

NAMESPACE = "urn:qualcode:provenance:1"
PART = "/customXml/item1.xml"


def state_provenance(word: Any, document: Document) -> None:
    """Add the part; nothing where no claim and no quotation stands."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    rows = list(_rows(document))
    if not rows:
        return
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<provenance xmlns="{NAMESPACE}">\n'
        + "\n".join(rows)
        + "\n</provenance>"
    )
    part = Part(PackURI(PART), "application/xml", text.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _rows(document: Document) -> Iterator[str]:
    for claim in claims(document):
        if claim.key:
            yield _element(
                "claim", bookmark=claim.key, records=" ".join(claim.records), segments=" ".join(claim.segments)
            )
    for quotation in quotations(document):
        place = quotation.place
        yield _element("quotation", bookmark=place.bookmark, segments=place.segment)
    places = {one.segment: (one.source, one.start, one.end, one.line_name) for one in document.grounds}
    for place in (quotation.place for quotation in quotations(document)):
        places[place.segment] = (place.source, place.start, place.end, place.line_name)
    for segment, (source, start, end, lines) in places.items():
        yield _element("segment", id=segment, source=source, start=str(start), end=str(end), lines=lines)


def _element(name: str, **values: str) -> str:
    attributes = " ".join(f'{key}="{escape(value)}"' for key, value in values.items())
    return f"<{name} {attributes}/>"
