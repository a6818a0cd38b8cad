"""The discussion as a chapter of its own, as some campuses want it; its findings stand in the chapter before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.report.chapters import Chapter
from qualcode.report.chapters._data import in_order
from qualcode.report.chapters._discussion import on_focus
from qualcode.report.document import Heading, Section, anchor

if TYPE_CHECKING:
    from qualcode.report.desk import Desk


def _sections(desk: Desk) -> dict[str, Callable[[], Section]]:
    return {"discussion": lambda: _discussion(desk)}


def _discussion(desk: Desk) -> Section:
    """One part a focus, in the order of the findings."""
    blocks = [
        block
        for focus in in_order(desk)
        for block in (
            Heading(level=2, text=desk.heading(focus.label), key=anchor("discussion", focus.id)),
            *on_focus(desk, focus, recall="discussion.recall_before"),
        )
    ]
    return Section(key="discussion", blocks=(*blocks, *desk.written("discussion")))


CHAPTER = Chapter(
    name="pembahasan", sections=_sections, order=lambda _profile: ("discussion",), place=lambda _profile: 1
)
