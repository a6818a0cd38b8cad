"""Chapters, one module each: how the records of a study become the sections of a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.registry import Registry

if TYPE_CHECKING:
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block, Section
    from qualcode.report.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: its name in commands and templates, and its sections by key; one that is None is left out.

    ``order`` gives the sections that a profile wants and their order. ``place`` counts chapters from the findings
    chapter; what is no numbered chapter (appendices, a summary) has none. ``adapted`` changes the profile where the
    document is laid out otherwise than a chapter; ``title`` is the profile's title of the chapter, where it has one.
    ``pages`` is how long it may become, 0 for any length.
    """

    name: str
    sections: Callable[[Desk], Mapping[str, Callable[[], Section | None]]]
    order: Callable[[Profile], tuple[str, ...]]
    place: Callable[[Profile], int | None] = lambda _profile: 0
    adapted: Callable[[Profile], Profile] = lambda profile: profile
    title: Callable[[Profile], str] = lambda _profile: ""
    pages: int = 0


def section_of(
    desk: Desk, key: str, blocks: Callable[[Desk], tuple[Block, ...]], title: str = ""
) -> Callable[[], Section]:
    """A section with its heading: its blocks, then the researcher's prose that names no slot of it."""
    from qualcode.report.document import Heading, Section

    def write() -> Section:
        text = title or desk.profile.title(key) or desk.word(f"titles.{key}")
        heading = Heading(level=2, text=text, key=key)
        return Section(key=key, blocks=(heading, *blocks(desk), *desk.written(key)))

    return write


CHAPTERS: Registry[Chapter] = Registry("qualcode.report.chapters", "CHAPTER", "chapter")
