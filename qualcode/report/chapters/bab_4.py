"""Bab IV, hasil penelitian dan pembahasan: the findings chapter (method: the findings chapter)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.report.chapters import Chapter
from qualcode.report.chapters._data import data
from qualcode.report.chapters._discussion import discussion
from qualcode.report.chapters._findings import findings
from qualcode.report.chapters._informants import informants
from qualcode.report.chapters._site import site
from qualcode.report.chapters._trustworthiness import trustworthiness
from qualcode.report.document import Heading, Section

if TYPE_CHECKING:
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block

PARTS: dict[str, Callable[[Desk], tuple[Block, ...]]] = {
    "site": site,
    "informants": informants,
    "data": data,
    "findings": findings,
    "discussion": discussion,
    "trustworthiness": trustworthiness,
}


def _sections(desk: Desk) -> dict[str, Callable[[], Section]]:
    return {key: _section(desk, key) for key in PARTS}


def _section(desk: Desk, key: str) -> Callable[[], Section]:
    def write() -> Section:
        heading = Heading(level=2, text=desk.word(f"titles.{key}"), key=key)
        blocks = PARTS[key](desk)
        return Section(key=key, blocks=(heading, *blocks, *desk.written(key)))

    return write


CHAPTER = Chapter(name="bab-4", sections=_sections)
