"""What stands under a matrix: legend, rules, notes, narrative, and what is not shown, as (heading, lines)."""

from __future__ import annotations

from qualcode.displays._result import Matrix

CODED_SIGNS = ("TT", "TDT", "KOS", "TB", "T1", "?", "!", "~")
"""Marks that formats set apart from signs that explain themselves."""


def around(matrix: Matrix) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headed lines in the order of print; reading notes that are not written yet are a visible slot."""
    words = matrix.words
    found = [
        (words["rules"], matrix.rules),
        (words["notes"], (matrix.notes or words["to_fill"],)),
        (words["narrative"], (matrix.narrative,) if matrix.narrative else ()),
        (words["remarks"], matrix.remarks),
    ]
    return tuple((heading, lines) for heading, lines in found if lines)
