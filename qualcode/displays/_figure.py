"""What a network or chart display yields: a finished figure, whose every node, edge and mark knows its segments.

A ``Figure`` is plain like a ``Matrix``: words are in the study's language; the drawing, the text for the terminal and
the files only lay it out. Its panels hold one network or chart each (one person's map, one chain of a case).

To add a kind of content (a bar chart, a timeline): a frozen dataclass with ``form``, ``marks`` and ``as_json``, and a
``Form`` of that name in ``_figure_forms`` that draws it, tells it in text and lists it in tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from qualcode.declared import record

from ._result import Reference, References, Shown


@record
class Mark:
    """Something in a figure that leads to segments: its key in the content, what it is called, the segments."""

    key: str
    label: str
    segments: References = ()


class Content(Protocol):
    """One network or chart, finished and without words of its own but labels."""

    @property
    def form(self) -> str:
        """The name of its form in ``_figure_forms``."""

    def marks(self) -> tuple[Mark, ...]:
        """Everything that leads to segments, in order, each key once."""

    def as_json(self) -> dict[str, Any]:
        """Plain values: lists by name, as in the contract."""


@record
class Panel:
    """One network or chart of a figure, under a title where there are several."""

    content: Content
    id: str = ""
    title: str = ""


@record
class Figure:
    """A finished network or chart with everything that is printed around it.

    ``kind`` is ``network`` or ``chart``. ``checks`` say where to look again; ``remarks`` name what does not show.
    ``legend`` is sign → meaning. ``blanks`` and ``stale`` are empty: a figure has no cells.
    """

    name: str
    kind: str
    title: str
    caption: str
    question: str
    language: str
    panels: tuple[Panel, ...]
    rules: tuple[str, ...] = ()
    legend: Mapping[str, str]
    words: Mapping[str, str]
    notes: str = ""
    narrative: str = ""
    checks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    data_version: int
    informants: Shown
    sources: Shown
    blanks: tuple[tuple[str, str], ...] = ()
    stale: tuple[tuple[str, str], ...] = ()

    @property
    def segments(self) -> tuple[Reference, ...]:
        """Every segment that the figure leads to, each once, in the order of its marks."""
        found = {
            place.segment: place for panel in self.panels for mark in panel.content.marks() for place in mark.segments
        }
        return tuple(found.values())

    @property
    def quoted(self) -> tuple[Reference, ...]:
        """None: a figure quotes nobody."""
        return ()

    @property
    def worded(self) -> tuple[Reference, ...]:
        """Those of which words may show: a figure names what it leads to in every form."""
        return self.segments

    def as_json(self) -> dict[str, Any]:
        """The figure as plain values, in the shape of the contract; of several panels each item names its own."""
        return {
            "name": self.name,
            "kind": self.kind,
            "title": self.title,
            "caption": self.caption,
            "question": self.question,
            **_contents(self.panels),
            "rules": list(self.rules),
            "legend": dict(self.legend),
            "checks": list(self.checks),
            "notes": self.notes,
            "narrative": self.narrative,
            "remarks": list(self.remarks),
            "data_version": self.data_version,
            "informants": {"shown": self.informants.shown, "total": self.informants.total},
            "sources": {"shown": self.sources.shown, "total": self.sources.total},
        }


def _contents(panels: tuple[Panel, ...]) -> dict[str, Any]:
    """The lists of all contents under their names, and the panels with what else is told of them."""
    found: dict[str, Any] = {}
    told: list[dict[str, Any]] = []
    for panel in panels:
        own: dict[str, Any] = {"id": panel.id, "title": panel.title}
        for name, value in panel.content.as_json().items():
            if isinstance(value, list):
                found.setdefault(name, []).extend(
                    item | {"panel": panel.id} if len(panels) > 1 else item for item in value
                )
            else:
                own[name] = value
        told.append(own)
    return found | {"panels": told}


def plain_references(places: Iterable[Reference]) -> list[dict[str, Any]]:
    """Segments as plain values."""
    return [
        {"source": one.source, "start": one.start, "end": one.end, "citation": one.citation, "segment": one.segment}
        for one in places
    ]
