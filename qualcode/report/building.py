"""A document made from the sections of its chapter: numbered, its mentions resolved, its claims grounded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.report.desk import Desk
from qualcode.report.document import Document
from qualcode.report.grounds import grounds_of
from qualcode.report.numbering import numbered, roman
from qualcode.report.references import library_file, library_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qualcode.model import LogEntry, Study
    from qualcode.report.chapters import Chapter
    from qualcode.report.profile import Profile


def built(  # noqa: PLR0913 - what a document is made from
    study: Study,
    chapter: Chapter,
    profile: Profile,
    folder: Path | None,
    bibliography: Path | None = None,
    *,
    journal: Callable[[], Sequence[LogEntry]] = tuple,
) -> Document:
    """The document of a chapter. ``BadFile`` for references that cannot be read."""
    from qualcode.report.citing import cited_as, footnoted

    place = chapter.place(profile)
    adapted = chapter.adapted(replace(profile, chapter_number=profile.chapter_number + (place or 0)))
    cited = cited_as(study, adapted)
    library = library_of(cited, adapted, bibliography or library_file(folder))
    desk = Desk.of(cited, adapted, library, usual=profile, journal=journal)
    parts = chapter.sections(desk)
    order = chapter.order(profile)
    written = (parts[key]() for key in order if key in parts)
    sections = tuple(section for section in written if section is not None)
    title, label = _names(desk, chapter, numbered_chapter=place is not None)
    document = Document(
        chapter=chapter.name,
        title=title,
        label=label,
        language=desk.terms.language,
        profile=adapted,
        sections=sections,
        study_title=study.project.title,
        author=study.project.researcher,
        data_version=study.data_version,
        remarks=tuple(dict.fromkeys(desk.remarks)),
        unplaced=tuple(passage.id for passage in desk.passages.unplaced(order)),
        fields=tuple(desk.fields),
        bibliography=library.bibliography(),
        unknown_keys=tuple(library.unknown),
        printed=tuple(desk.printed),
        withheld=tuple(desk.withheld),
        changed=tuple(desk.changed),
        pages=chapter.pages,
    )
    document = numbered(document, desk.terms)
    document = replace(document, grounds=grounds_of(cited, desk.quotes, document))
    return footnoted(document) if adapted.interview_cite == "footnote" else document


def _names(desk: Desk, chapter: Chapter, *, numbered_chapter: bool) -> tuple[str, str]:
    """The title of the document, and the label above it where it is a numbered chapter."""
    profile, indonesian = desk.profile, desk.terms.language == "id"
    own = chapter.title(profile) if indonesian else ""
    title = own or desk.word(f"documents.{chapter.name}")
    if not numbered_chapter:
        return title, ""
    number = roman(profile.chapter_number) if profile.chapter_numeral == "roman" else str(profile.chapter_number)
    return title, profile.chapter_label.format(n=number) if indonesian else desk.word("label", n=number)
