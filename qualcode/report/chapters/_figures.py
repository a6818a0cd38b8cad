"""Figures that documents give: lines of a label and a number (*1 | Surat pengantar KTP | 1.128*) that are coded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qualcode.collection.positions import line_at, line_starts
from qualcode.model import Source
from qualcode.reduction.coded import coded
from qualcode.report.desk import Desk
from qualcode.report.document import anchor

_FIGURE = re.compile(
    r"^(?P<row>\d+)?[.)]?\s*[|\t;]?\s*(?P<label>[^\d|\t\n][^|\t\n]*?)\s*[|\t;]\s*(?P<number>\d[\d.,]*)\s*$"
)
FEWEST = 2
"""A table is made of this many rows or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a document gives, and the segments that are coded on its line.

    ``row`` is the document's own number of the line; a total has none.
    """

    row: str
    label: str
    number: str
    segments: tuple[str, ...]


def figures_of(desk: Desk, source: Source) -> tuple[Figure, ...]:
    """The figures among a document's coded lines, in its order; none where they make no table."""
    text, starts = desk.study.text(source), line_starts(desk.study, source.id)
    on_line: dict[int, dict[str, None]] = {}
    for one in coded(desk.study):
        if one.source.id == source.id:
            line = line_at(desk.study, source.id, one.segment.start)
            on_line.setdefault(line, {})[one.segment.id] = None
    found: list[Figure] = []
    for line in sorted(on_line):
        end = starts[line] if line < len(starts) else len(text)
        row = _FIGURE.match(text[starts[line - 1] : end].strip("\n"))
        if row:
            label, number = row["label"].strip(), row["number"]
            found.append(Figure(row=row["row"] or "", label=label, number=number, segments=tuple(on_line[line])))
    return tuple(found) if len(found) >= FEWEST else ()


def figure_table_key(source: Source) -> str:
    """The key of a document's table of figures."""
    return anchor("table_figures", source.id)
