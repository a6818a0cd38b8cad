"""Bab IV, hasil penelitian dan pembahasan: the findings chapter (method: the findings chapter)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.report.chapters import Chapter, section_of
from qualcode.report.chapters._data import data
from qualcode.report.chapters._discussion import discussion
from qualcode.report.chapters._findings import findings
from qualcode.report.chapters._informants import informants
from qualcode.report.chapters._site import site
from qualcode.report.chapters._trustworthiness import trustworthiness

if TYPE_CHECKING:
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block, Section
    from qualcode.report.profile import Profile

PARTS: dict[str, Callable[[Desk], tuple[Block, ...]]] = {
    "site": site,
    "informants": informants,
    "data": data,
    "findings": findings,
    "discussion": discussion,
    "trustworthiness": trustworthiness,
}


def _sections(desk: Desk) -> dict[str, Callable[[], Section]]:
    return {key: section_of(desk, key, part, _title(desk, key)) for key, part in PARTS.items()}


def _title(desk: Desk, key: str) -> str:
    """Where each finding is discussed at once, the section of findings is called so."""
    per_focus = key == "findings" and desk.profile.discussion == "per_focus"
    return desk.word("titles.findings_discussed") if per_focus and not desk.profile.title(key) else ""


def _order(profile: Profile) -> tuple[str, ...]:
    """The profile's sections without those that stand elsewhere: another chapter, or the appendix."""
    elsewhere = set()
    if profile.discussion != "separate":
        elsewhere.add("discussion")
    if profile.validity_place == "appendix":
        elsewhere.add("trustworthiness")
    return tuple(key for key in profile.sections if key not in elsewhere)


CHAPTER = Chapter(name="bab-4", sections=_sections, order=_order, title=lambda profile: profile.chapter_title)
