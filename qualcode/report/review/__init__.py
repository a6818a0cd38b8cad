"""A chapter that comes back from Word: comments and tracked changes as memos, prose typed into slots as passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qualcode.model import LogEntry, Study
    from qualcode.report.review.filing import Review


COMMAND = "report review"
"""The act that files what came back."""


def review(
    study: Study, path: Path, folder: Path | None = None, *, journal: Callable[[], Sequence[LogEntry]] = tuple
) -> Review:
    """What a Word file that ``report`` wrote brings back, with what of it the study holds already left out.

    ``folder`` is the study's; ``journal`` tells which prose came from Word before, so that somebody who types on in
    the same file is heard again. ``UnreadableSource`` for a file that is no sound .docx, or that no chapter of this
    study was written to.
    """
    from qualcode.report.review.filing import filed
    from qualcode.report.review.reading import read_returned

    return filed(study, read_returned(path), path.name, folder, _typed_before(journal()))


def _typed_before(entries: Sequence[LogEntry]) -> frozenset[str]:
    """The passages whose words are those that the last review took in."""
    last = {change.key: entry for entry in entries for change in entry.changes if change.kind == "passage"}
    return frozenset(name for name, entry in last.items() if entry.command == COMMAND and entry.undoes is None)
