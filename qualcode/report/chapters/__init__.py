"""Chapters, one module each: how the records of a study become the sections of a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.registry import Registry

if TYPE_CHECKING:
    from qualcode.report.desk import Desk
    from qualcode.report.document import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: its name in commands and templates, and its sections by key, in any order.

    The profile decides which sections are written and in which order.
    """

    name: str
    sections: Callable[[Desk], dict[str, Callable[[], Section]]]


CHAPTERS: Registry[Chapter] = Registry("qualcode.report.chapters", "CHAPTER", "chapter")
