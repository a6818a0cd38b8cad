"""Text of a returned file against that of a document: white space aside, and with footnotes where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.report.document import Citation, Claim, Note
from qualcode.report.parts import plain
from qualcode.report.review.reading import NOTE_BEGINS, NOTE_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.report.document import Document, Runs

_NOTE = re.compile(f"{NOTE_BEGINS}(.*?){NOTE_ENDS}", re.DOTALL)
"""A footnote with its words."""


def squeezed(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def without_notes(text: str) -> str:
    """A text without its footnotes."""
    return _NOTE.sub("", text)


def notes_of(text: str) -> list[str]:
    """The words of its footnotes."""
    return _NOTE.findall(text)


def is_noted(document: Document) -> bool:
    """Whether codes of sources are footnotes in a document."""
    return document.profile.interview_cite == "footnote"


def as_read(runs: Runs, *, noted: bool) -> str:
    """Inlines as a file holds them, without its footnotes; where these are ``noted``, codes of sources are such."""
    return "".join(
        as_read(run.runs, noted=noted)
        if isinstance(run, Claim)
        else ""
        if isinstance(run, Note) or (noted and isinstance(run, Citation) and run.segments)
        else plain((run,))
        for run in runs
    )


def with_notes(text: str, cited: Iterable[tuple[str, str]] = ()) -> str:
    """Prose whose footnotes stand in it: as the key of the work that they cite, else in brackets."""
    keys = {squeezed(shown): raw for raw, shown in cited}
    return _NOTE.sub(lambda note: keys.get(f"({squeezed(note[1])})", f" ({note[1].strip()})"), text)
