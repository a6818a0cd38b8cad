"""A chapter that comes back from Word: comments and tracked changes as memos, prose typed into slots as passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from qualcode.model import Study
    from qualcode.report.review.filing import Review


def review(study: Study, path: Path, folder: Path | None = None) -> Review:
    """What a Word file that ``report`` wrote brings back, with what of it the study holds already left out.

    ``folder`` is the study's. ``UnreadableSource`` for a file that is no sound .docx, or that no chapter of this study
    was written to.
    """
    from qualcode.report.review.filing import filed
    from qualcode.report.review.reading import read_returned

    return filed(study, read_returned(path), path.name, folder)
