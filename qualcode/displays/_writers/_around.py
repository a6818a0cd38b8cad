"""What stands under a display: rules, checks, notes, narrative, and what is not shown, as (heading, lines)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.displays._result import Matrix

if TYPE_CHECKING:
    from qualcode.displays._figure import Figure

CODED_SIGNS = ("TT", "TDT", "KOS", "TB", "T1", "?", "!", "~")
"""Marks that formats set apart from signs that explain themselves."""


def around(shown: Matrix | Figure) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headed lines in the order of print; reading notes that are not written yet are a visible slot."""
    words = shown.words
    found = [
        (words["rules"], shown.rules),
        (words["checks"], () if isinstance(shown, Matrix) else shown.checks),
        (words["notes"], (shown.notes or words["to_fill"],)),
        (words["narrative"], (shown.narrative,) if shown.narrative else ()),
        (words["remarks"], shown.remarks),
    ]
    return tuple((heading, lines) for heading, lines in found if lines)
