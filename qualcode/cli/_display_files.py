"""Where a display goes: files through the writers of stage 3 by extension, Word through the tables of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli._output import done
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.displays._result import Matrix
    from qualcode.model import Study
    from qualcode.reduction.filters import Filter

WORD = ".docx"


def destination(wanted: Filter, until: str) -> tuple[Path | None, Filter]:
    """(file to write, filter): ``--to`` is a file here, unless it reads as a date."""
    import re

    if not wanted.to or re.fullmatch(r"\d{4}(-\d\d){0,2}", wanted.to):
        return None, replace(wanted, to=until or wanted.to)
    return Path(wanted.to), replace(wanted, to=until)


def require_exact_quotations(matrices: Sequence[Matrix], study: Study) -> None:
    """Raise ``DigestMismatch`` where a segment that a display shows or leads to differs from its text."""
    from qualcode.collection.positions import require_exact

    cells = (cell for matrix in matrices for cell in matrix.cells)
    places = {place.segment for cell in cells for entry in cell.entries for place in entry.segments}
    require_exact(study, (segment for name, segment in study.segments.items() if name in places))


def write_displays(matrices: Sequence[Matrix], path: Path, study: Study) -> None:
    """Write displays into one file whose extension chooses the format, and say so.

    A Word file passes the checks of every document: ``DigestMismatch`` for a quotation that differs from its
    text, ``CheckFailed`` for words that may not leave the study. ``UnknownName`` for other extensions.
    """
    from qualcode.displays._writers import WRITERS, write_matrices
    from qualcode.errors import UnknownName

    form = path.suffix.lower().lstrip(".")
    if path.suffix.lower() == WORD:
        from qualcode import report
        from qualcode.cli._session import study_folder
        from qualcode.report.display_document import document_of

        report.write(report.approved(study, document_of(matrices, study, study_folder())), path)
    elif form not in WRITERS.names():
        raise UnknownName("format", form or path.name, (*WRITERS.names(), WORD.lstrip(".")))
    else:
        write_matrices(matrices, path, study)
    done(_("Written: {path}").format(path=path))
