"""The key of a drawing: samples of lines and boxes with what they mean, in as many rows as they take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .fills import FILLS
from .fonts import width_of, wrapped
from .scene import Item, Line, Rect, Scene, Words, shifted

if TYPE_CHECKING:
    from qualcode.terms import Terms

SIZE, ROW = 8.0, 13.0
SAMPLE, GAP, EDGE = 26.0, 14.0, 2.0


def key_of(legend: Mapping[str, str], terms: Terms, width: float) -> Scene:
    """The key of a network: entries with a sample are drawn, signs stand for themselves."""
    samples = _samples(terms)
    placed: list[Item] = []
    x, y = 0.0, 0.0
    for sign, meaning in legend.items():
        sample = samples.get(sign)
        lead = SAMPLE if sample is not None else width_of(f"{sign} ", SIZE, bold=True) + 2
        lines = wrapped(meaning, max(60.0, width - lead - 8), SIZE)
        across = lead + max(width_of(line, SIZE) for line in lines)
        if x and x + across > width:
            x, y = 0.0, y + ROW
        if sample is not None:
            placed += shifted(sample, x, y)
        else:
            placed.append(Words(x=x, y=y + 9, text=sign, size=SIZE, bold=True))
        for at, line in enumerate(lines):
            placed.append(Words(x=x + lead, y=y + 9 + at * SIZE * 1.2, text=line, size=SIZE))
        y += (len(lines) - 1) * SIZE * 1.2
        x += across + GAP
    return Scene(width=width + 2 * EDGE, height=y + ROW, items=shifted(placed, EDGE, 0))


def _samples(terms: Terms) -> dict[str, tuple[Item, ...]]:
    """Name of a line or box in the legend → its sample."""

    def word(name: str) -> str:
        return terms(f"displays.figure.{name}")

    def line(stroke: float, dash: str = "") -> tuple[Item, ...]:
        return (Line(points=((0.0, 6.0), (SAMPLE - 5, 6.0)), stroke=stroke, dash=dash),)

    def box(radius: float, fill: str = "#fff", dash: str = "") -> tuple[Item, ...]:
        return (Rect(x=0, y=1, width=SAMPLE - 6, height=10, radius=radius, fill=fill, stroke=0.9, dash=dash),)

    fills = {terms(f"displays.chart.fill.{name}"): box(0, fill) for name, fill in FILLS.items()}
    return fills | {
        word("solid"): line(1.0),
        word("dashed"): line(1.0, "5 3"),
        word("dotted"): line(1.0, "1.5 2.5"),
        word("thick"): line(3.0),
        word("heavy"): line(3.0),
        word("box"): box(0),
        word("round"): box(5),
        word("dashed_box"): box(2.5, dash="3 2"),
        word("grey"): box(2.5, "#e4e4e4"),
    }
