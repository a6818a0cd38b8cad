"""Bars: for each category one bar a series, *n of N*, told apart by patterns that print in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ._chart_table import numbers
from ._drawing.fills import named
from ._figure import Mark, plain_references
from ._figure_forms import FigureTable, Room
from ._result import References

if TYPE_CHECKING:
    from qualcode.terms import Terms

    from ._drawing.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar: ``n`` of ``of``; its length is the share, none where ``of`` is 0."""

    category: str
    series: str
    n: int
    of: int
    segments: References = ()

    @property
    def key(self) -> str:
        """Its key in the figure."""
        return f"{self.category}/{self.series}"

    @property
    def share(self) -> float:
        """``n`` of ``of`` from 0 to 1."""
        return self.n / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A chart of bars; ``categories`` and ``series`` are (id, label) in order, ``counted`` says what n counts."""

    form: ClassVar[str] = "qualcode.displays._chart_bars"

    categories: tuple[tuple[str, str], ...]
    series: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    counted: str

    def marks(self) -> tuple[Mark, ...]:
        """Every bar."""
        names, series = dict(self.categories), dict(self.series)
        return tuple(
            Mark(key=one.key, label=f"{names[one.category]}, {series[one.series]}", segments=one.segments)
            for one in self.bars
        )

    def as_json(self) -> dict[str, Any]:
        """Bars with their denominators."""
        names, series = dict(self.categories), dict(self.series)
        return {
            "counted": self.counted,
            "bars": [
                {
                    "category": one.category,
                    "label": names[one.category],
                    "series": one.series,
                    "series_label": series[one.series],
                    "n": one.n,
                    "of": one.of,
                    "segments": plain_references(one.segments),
                }
                for one in self.bars
            ],
        }


class BarsForm:
    """The form of ``Bars``."""

    def scenes(self, content: Any, terms: Terms, room: Room) -> tuple[Scene, ...]:
        """The drawing, cut between categories where a page is full."""
        from ._drawing.bars import scenes

        return scenes(content, terms, room)

    def lines(self, content: Any, terms: Terms, width: int) -> list[str]:
        """Each category with a bar of blocks for each series."""
        bars: Bars = content
        label = min(28, max(len(name) for _id, name in bars.series))
        longest = max(8, width - label - 24)
        found: list[str] = []
        for name, heading in bars.categories:
            found.append(heading[:width])
            for series, who in bars.series:
                one = next(bar for bar in bars.bars if bar.category == name and bar.series == series)
                blocks = "█" * round(one.share * longest)
                told = said(one, terms)
                found.append(f"  {who[:label]:<{label}} {blocks}{' ' if blocks else ''}{told}")
        return found

    def tables(self, content: Any, terms: Terms) -> tuple[FigureTable, ...]:
        """A row a bar."""
        bars: Bars = content
        names, series = dict(bars.categories), dict(bars.series)
        lines = (
            (one.key, (names[one.category], series[one.series], said(one, terms)), one.segments) for one in bars.bars
        )
        return numbers(terms, ("category", "series", "count"), lines)

    def legend(self, contents: Sequence[Any], terms: Terms) -> dict[str, str]:
        """What the length of a bar says, and whose bars have which fill."""
        found = {terms("displays.chart.length"): contents[0].counted}
        for bars in contents:
            for at, (_id, label) in enumerate(bars.series):
                found[terms(f"displays.chart.fill.{named(at)}")] = label
        return found


def said(one: Bar, terms: Terms) -> str:
    """A bar in words."""
    if not one.of:
        return terms("displays.chart.no_data")
    return terms("displays.chart.n_of", n=terms.number(one.n), of=terms.number(one.of))


FORM = BarsForm()
