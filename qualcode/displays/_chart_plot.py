"""Points on two scales: a scatterplot, or a curve over sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar

from ._chart_table import numbers
from ._figure import Mark, plain_references
from ._figure_forms import FigureTable, Room
from ._result import References

if TYPE_CHECKING:
    from qualcode.terms import Terms

    from ._drawing.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """An axis: what it measures and its steps, (value, label) in order."""

    title: str
    steps: tuple[tuple[float, str], ...]

    def label(self, value: float) -> str:
        """The label of a value, or the value itself."""
        return dict(self.steps).get(value) or f"{value:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point. ``label`` stands beside it, ``note`` in the table; ``after`` names the point before it."""

    key: str
    label: str
    x: float
    y: float
    note: str = ""
    after: str = ""
    segments: References = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Points on two scales; ``curve`` joins them in order by steps and lets each stand on a bar of its ``rise``."""

    form: ClassVar[str] = "qualcode.displays._chart_plot"

    x: Scale
    y: Scale
    dots: tuple[Dot, ...]
    curve: bool = False
    rises: tuple[int, ...] = ()

    def marks(self) -> tuple[Mark, ...]:
        """Every point."""
        return tuple(Mark(key=one.key, label=self.told(one), segments=one.segments) for one in self.dots)

    def told(self, one: Dot) -> str:
        """A point in words."""
        return f"{one.label} ({self.x.title}: {self.x.label(one.x)}; {self.y.title}: {self.y.label(one.y)})"

    def as_json(self) -> dict[str, Any]:
        """Points with their values."""
        return {
            "x": {"title": self.x.title, "steps": {str(value): label for value, label in self.x.steps}},
            "y": {"title": self.y.title, "steps": {str(value): label for value, label in self.y.steps}},
            "points": [
                {
                    "id": one.key,
                    "label": one.label,
                    "x": one.x,
                    "y": one.y,
                    "note": one.note,
                    "after": one.after,
                    "segments": plain_references(one.segments),
                }
                for one in self.dots
            ],
        }


class PlotForm:
    """The form of ``Plot``."""

    def scenes(self, content: Any, _terms: Terms, room: Room) -> tuple[Scene, ...]:
        """The drawing."""
        from ._drawing.plot import scene

        return (scene(content, room),)

    def lines(self, content: Any, _terms: Terms, width: int) -> list[str]:
        """Who stands where: for a scatterplot a grid of the steps, for a curve a line a point."""
        plot: Plot = content
        if plot.curve:
            most = max((one.y for one in plot.dots), default=1) or 1
            wide = min(14, max(len(one.label) for one in plot.dots))
            room = max(10, width - wide - 22)
            return [
                f"{one.label[:wide]:<{wide}} {'█' * round(one.y / most * room)} {plot.y.label(one.y)} {one.note}"[
                    :width
                ]
                for one in plot.dots
            ]
        found: list[str] = []
        for value, label in reversed(plot.y.steps):
            found.append(f"{plot.y.title}: {label or value}")
            for across, heading in plot.x.steps:
                here = [one.label for one in plot.dots if (one.x, one.y) == (across, value)]
                if here:
                    text = f"{plot.x.title}: {heading or across}: {'; '.join(here)}"
                    found += wrap(text, max(20, width), initial_indent="  ", subsequent_indent="    ")
        return found

    def tables(self, content: Any, terms: Terms) -> tuple[FigureTable, ...]:
        """A row a point."""
        plot: Plot = content
        heads = ("point", plot.x.title, plot.y.title, "note")
        rows = [(one.label, plot.x.label(one.x), plot.y.label(one.y), one.note) for one in plot.dots]
        kept = [at for at in range(len(heads)) if any(row[at] for row in rows) and not (plot.curve and at == 1)]
        lines = (
            (one.key, tuple(row[at] for at in kept), one.segments) for one, row in zip(plot.dots, rows, strict=True)
        )
        return numbers(terms, (heads[at] for at in kept), lines)

    def legend(self, contents: Sequence[Any], terms: Terms) -> dict[str, str]:
        """What arrows and bars mean, where there are any."""
        found = {}
        if any(one.after for plot in contents for one in plot.dots):
            found["→"] = terms("displays.chart.later")
        if any(plot.rises for plot in contents):
            found[terms("displays.chart.bar")] = terms("displays.chart.new_codes")
            found[terms("displays.chart.line")] = terms("displays.chart.so_far")
        return found


FORM = PlotForm()
