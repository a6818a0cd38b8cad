"""The table under a chart: its marks in words, with what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ._figure_forms import FigureTable, TableRow
from ._result import References

if TYPE_CHECKING:
    from qualcode.terms import Terms

Line = tuple[str, tuple[str, ...], References]
"""The key of a mark, its cells, its segments."""


def numbers(terms: Terms, heads: Iterable[str], lines: Iterable[Line]) -> tuple[FigureTable, ...]:
    """One table; ``heads`` are words of ``displays.chart.head``, or headings in full."""
    named = (f"displays.chart.head.{head}" for head in heads)
    return (
        FigureTable(
            title=terms("displays.chart.numbers"),
            heads=tuple(terms(key) if terms.has(key) else key.removeprefix("displays.chart.head.") for key in named),
            rows=tuple(TableRow(key=key, cells=cells, segments=segments) for key, cells, segments in lines),
        ),
    )
