"""Lampiran: what the chapters rest on, each appendix numbered and beginning on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.report.appendices import Appendix, section_of
from qualcode.report.appendices.agreement import agreement
from qualcode.report.appendices.audit_trail import audit_trail
from qualcode.report.appendices.codebook import codebook
from qualcode.report.appendices.guide import guide
from qualcode.report.appendices.matrices import matrices
from qualcode.report.appendices.source_codes import source_codes
from qualcode.report.appendices.transcripts import transcripts
from qualcode.report.chapters import Chapter
from qualcode.report.chapters._trustworthiness import trustworthiness
from qualcode.report.document import Section, Table

if TYPE_CHECKING:
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block
    from qualcode.report.profile import Profile


def verification(desk: Desk) -> tuple[Block, ...]:
    """How findings were tested: the whole section where the profile puts it here, else its tables alone."""
    known = len(desk.fields)
    blocks = trustworthiness(desk)
    if desk.profile.validity_place == "appendix":
        return blocks
    del desk.fields[known:]
    return tuple(block for block in blocks if isinstance(block, Table))


APPENDICES = (
    Appendix(key="guide", blocks=guide),
    Appendix(key="codebook", blocks=codebook, wide=True),
    Appendix(key="source_codes", blocks=source_codes, wide=True),
    Appendix(key="matrices", blocks=matrices),
    Appendix(key="transcripts", blocks=transcripts),
    Appendix(key="verification", blocks=verification, wide=True),
    Appendix(key="agreement", blocks=agreement, wide=True),
    Appendix(key="audit_trail", blocks=audit_trail, wide=True),
)


def _sections(desk: Desk) -> dict[str, Callable[[], Section | None]]:
    def part(appendix: Appendix) -> Callable[[], Section | None]:
        return lambda: section_of(desk, appendix)

    return {appendix.key: part(appendix) for appendix in APPENDICES}


def _adapted(profile: Profile) -> Profile:
    """Appendices are numbered as such, their tables through all of them; the title stands on one line."""
    return replace(profile, heading_scheme="appendix", caption_number="L.{n}", chapter_lines=1)


CHAPTER = Chapter(
    name="lampiran",
    sections=_sections,
    order=lambda _profile: tuple(appendix.key for appendix in APPENDICES),
    place=lambda _profile: None,
    adapted=_adapted,
)
