"""Figures that documents give: coded rows of a label and a number (*Surat pengantar KTP | 1.128*)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qualcode.model import Source
from qualcode.reduction.coded import evidence
from qualcode.report.desk import Desk

_FIGURE = re.compile(
    r"^(?:\d+[.)]?\s*[|\t;]?\s*)?(?P<label>[^\d|\t\n][^|\t\n]*?)\s*[|\t:;]\s*(?P<number>\d[\d.,]*)\s*$"
)
FEWEST = 2
"""A table is made of this many rows or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a document gives, with the segment it stands in."""

    label: str
    number: str
    segment: str


def figures_of(desk: Desk, source: Source) -> tuple[Figure, ...]:
    """The figures among a document's coded segments, in the document's order; none where they make no table."""
    found: dict[tuple[int, int], Figure] = {}
    for one in evidence(desk.study):
        row = _FIGURE.match(one.segment.quote.strip()) if one.source.id == source.id else None
        if row:
            place = one.segment.start, one.segment.end
            found[place] = Figure(label=row["label"].strip(), number=row["number"], segment=one.segment.id)
    rows = tuple(found[place] for place in sorted(found))
    return rows if len(rows) >= FEWEST else ()


def figure_table_key(source: Source) -> str:
    """The key of a document's table of figures."""
    return f"table_figures_{source.id}"
