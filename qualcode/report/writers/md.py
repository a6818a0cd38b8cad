"""Markdown: a chapter that a person can read and edit as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.report.writers import Writer

if TYPE_CHECKING:
    from qualcode.report.document import Document


def _to_bytes(_document: Document, laid_out: str) -> bytes:
    """The layout itself: in this form the templates write nothing but plain Markdown."""
    return laid_out.encode()


WRITER = Writer(name="md", to_bytes=_to_bytes)
