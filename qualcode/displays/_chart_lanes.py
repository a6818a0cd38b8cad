"""Lanes: stretches and moments on lines that run beside each other, over time or over the lines of a transcript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Any, ClassVar

from ._chart_table import numbers
from ._drawing.fills import FILLS
from ._figure import Mark, plain_references
from ._figure_forms import FigureTable, Room
from ._result import References

if TYPE_CHECKING:
    from qualcode.terms import Terms

    from ._drawing.scene import Scene


CRITICAL = "◆"
"""The sign of a moment that matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a lane from ``start`` to ``end`` on the scale; a moment where they are the same.

    ``fill`` names one of the fills, ``label`` is printed at it (where ``named``), ``when`` says its place in words.
    """

    key: str
    lane: str
    start: float
    end: float
    label: str
    when: str
    fill: str = "grey"
    named: bool = True
    strong: bool = False
    segments: References = ()

    @property
    def tells(self) -> bool:
        """Whether it says something beyond where it lies."""
        return self.named or bool(self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of the whole chart, such as a period."""

    start: float
    end: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """Lanes (id, label) over a scale with ticks (place, label); ``fills`` are (fill or sign, meaning).

    ``knots`` (value, share of the length, both rising) make a scale whose stretches are not to one measure.
    """

    form: ClassVar[str] = "qualcode.displays._chart_lanes"

    lanes: tuple[tuple[str, str], ...]
    spans: tuple[Span, ...]
    start: float
    end: float
    ticks: tuple[tuple[float, str], ...]
    scale: str
    bands: tuple[Band, ...] = ()
    fills: tuple[tuple[str, str], ...] = ()
    knots: tuple[tuple[float, float], ...] = ()

    def share(self, value: float) -> float:
        """Where a value lies between start (0) and end (1)."""
        knots = self.knots or ((self.start, 0.0), (self.end, 1.0))
        (low, left), (high, right) = next((two for two in pairwise(knots) if value <= two[1][0]), knots[-2:])
        return left + (value - low) / ((high - low) or 1) * (right - left)

    def marks(self) -> tuple[Mark, ...]:
        """Every span that is named or rests on segments."""
        return tuple(
            Mark(key=one.key, label=f"{one.label} ({one.when})", segments=one.segments)
            for one in self.spans
            if one.tells
        )

    def as_json(self) -> dict[str, Any]:
        """Lanes and spans."""
        return {
            "scale": self.scale,
            "lanes": [{"id": name, "label": label} for name, label in self.lanes],
            "spans": [
                {
                    "id": one.key,
                    "lane": one.lane,
                    "start": one.start,
                    "end": one.end,
                    "label": one.label,
                    "when": one.when,
                    "segments": plain_references(one.segments),
                }
                for one in self.spans
            ],
        }


class LanesForm:
    """The form of ``Lanes``."""

    def scenes(self, content: Any, _terms: Terms, room: Room) -> tuple[Scene, ...]:
        """The drawing."""
        from ._drawing.lanes import scenes

        return scenes(content, room)

    def lines(self, content: Any, _terms: Terms, width: int) -> list[str]:
        """Each lane as a strip of characters; where spans have names, they are listed below it."""
        lanes: Lanes = content
        label = min(22, max((len(name) for _id, name in lanes.lanes), default=1))
        room = max(10, width - label - 1)
        found: list[str] = []
        for lane, heading in lanes.lanes:
            strip = ["·"] * room
            here = [one for one in lanes.spans if one.lane == lane]
            for one in here:
                first = min(room - 1, int(lanes.share(one.start) * room))
                last = min(room - 1, max(first, int(lanes.share(one.end) * room)))
                sign = CRITICAL if one.strong else "█" if one.end > one.start else "●"
                strip[first : last + 1] = sign * (last + 1 - first)
            found.append(f"{heading[:label]:<{label}} {''.join(strip)}")
            for one in here:
                if one.named:
                    text = f"{one.when}: {one.label}"
                    found += wrap(text, max(20, width), initial_indent="    ", subsequent_indent="      ")
        return found

    def tables(self, content: Any, terms: Terms) -> tuple[FigureTable, ...]:
        """A row for each span that is named or rests on segments."""
        lanes: Lanes = content
        names = dict(lanes.lanes)
        told = (one for one in lanes.spans if one.tells)
        lines = ((one.key, (names[one.lane], one.label, one.when), one.segments) for one in told)
        return numbers(terms, ("lane", "what", "when"), lines)

    def legend(self, contents: Sequence[Any], terms: Terms) -> dict[str, str]:
        """What the fills and signs mean that are used."""
        words = {name: terms(f"displays.chart.fill.{name}") for name in FILLS}
        used = {one.fill for lanes in contents for one in lanes.spans if one.end > one.start}
        used |= {CRITICAL for lanes in contents if any(one.strong for one in lanes.spans)}
        known = {name: meaning for lanes in contents for name, meaning in lanes.fills}
        return {words.get(name, name): meaning for name, meaning in known.items() if name in used}


FORM = LanesForm()
