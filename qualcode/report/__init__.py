"""Stage 5, penulisan: a study becomes a chapter, laid out by templates and written as Word, HTML or Markdown.

``build(study, "bab-4")`` gives the document, ``write(document, path)`` the file; ``check`` lists what forbids or
flags an export.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.collection.positions import require_exact
from qualcode.errors import CheckFailed, Problem, UnknownName
from qualcode.model import Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qualcode.model import LogEntry, Study
    from qualcode.report.check_record import Check
    from qualcode.report.document import Document
    from qualcode.report.profile import Profile


def build(  # noqa: PLR0913 - what a document is made from
    study: Study,
    chapter: str = "bab-4",
    profile: Profile | str = "",
    *,
    folder: Path | None = None,
    bibliography: Path | None = None,
    journal: Callable[[], Sequence[LogEntry]] = tuple,
) -> Document:
    """A chapter of a study, numbered and resolved.

    ``profile`` is a profile or its name (else the study's own); ``folder`` is the study's folder, whose
    ``templates/`` override the shipped ones and whose .bib file holds the references, unless ``bibliography`` names
    another; ``journal`` gives the audit trail, of which the appendices print an extract.
    Raises ``UnknownName`` for a chapter or profile that is not there.
    """
    from qualcode.report.building import built
    from qualcode.report.chapters import CHAPTERS
    from qualcode.report.profile import load_profile

    declared = CHAPTERS.load(chapter)
    chosen = load_profile(profile or study.project.thesis_profile, folder) if isinstance(profile, str) else profile
    return built(study, declared, chosen, folder, bibliography, journal=journal)


def check(study: Study, document: Document) -> tuple[Check, ...]:
    """Everything that forbids the export of a document or that should be seen before it is handed in."""
    from qualcode.report.checks import checks_of

    return checks_of(study, document)


def approved(study: Study, document: Document) -> Document:
    """The document if its checks let it out.

    ``DigestMismatch`` where any quotation of the study differs from its text, ``CheckFailed`` for anything else that
    forbids the export. Neither such a study nor what an informant did not agree to is ever let out.
    """
    require_exact(study, study.all(Segment))
    refused = [one for one in check(study, document) if one.refuses]
    if refused:
        raise CheckFailed(document.chapter, tuple(Problem(one.key, one.line, one.what) for one in refused))
    return document


def write(document: Document, path: Path | str) -> None:
    """Write a document in the format of the file's ending, whole or not at all.

    ``UnknownName`` for a format that nothing writes.
    """
    write_all(document, (Path(path),))


def write_all(document: Document, paths: Iterable[Path]) -> tuple[tuple[Path, bytes], ...]:
    """Write a document to several files, each with what was written; every one is made before the first is written."""
    from qualcode.collection.written_files import write_whole

    made = tuple((path, to_bytes(document, known_format(path))) for path in paths)
    for path, content in made:
        write_whole(path, content)
    return made


def known_format(path: Path) -> str:
    """The format that a file's ending asks for; ``UnknownName`` with those that can be written."""
    from qualcode.report.writers import WRITERS

    form = path.suffix.removeprefix(".").casefold()
    if form not in WRITERS.names():
        raise UnknownName("report format", form or path.name, WRITERS.names())
    return form


def to_bytes(document: Document, form: str) -> bytes:
    """A document as the bytes of a file in a format (``docx``, ``odt``, ``html`` …); ``NoPdf`` if nothing makes one."""
    from qualcode.report.layout import lay_out
    from qualcode.report.writers import WRITERS

    writer = WRITERS.load(form)
    return writer.to_bytes(document, lay_out(document, writer.form or writer.name))
