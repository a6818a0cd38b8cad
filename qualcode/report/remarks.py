"""Checks of a document as comments at the places that they are about, in the interface's language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.report.check_words import check_lines
from qualcode.report.document import Heading, Remark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.report.check_record import Check
    from qualcode.report.document import Document

NUMBERED = {"5.1": "conclusions", "5.2": "recommendations"}


def with_remarks(document: Document, checks: Sequence[Check]) -> Document:
    """The document with one comment a place for each kind of check; what has no place stands at its title."""
    keys = {block.key for block in document.blocks() if isinstance(block, Heading)}
    at: dict[tuple[str, str], list[Check]] = {}
    for one in checks:
        section = NUMBERED.get(one.section, one.section)
        anchor = one.place.bookmark if one.place else one.anchor or (section if section in keys else "")
        at.setdefault((anchor, one.key), []).append(one)
    comments = tuple(Remark(anchor=anchor, text="\n".join(check_lines(some))) for (anchor, _), some in at.items())
    return replace(document, comments=comments)
