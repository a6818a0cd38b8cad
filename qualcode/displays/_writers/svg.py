"""SVG: a network or chart as a drawing whose words can be searched and changed, for a chapter or a slide."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.displays._drawing.svg import svg
from qualcode.displays._figure import Figure
from qualcode.displays._figure_pages import scene_of
from qualcode.displays._text import citation_list
from qualcode.displays._writers._writer import CHART, NETWORK, DisplayWriter
from qualcode.model import Study


def render(displays: Iterable[Figure], study: Study) -> bytes:
    """The drawing of one figure; what a node or line is called and rests on shows where the pointer rests."""
    del study
    (figure,) = displays
    proof = {
        f"{at}.{mark.key}": citation_list(mark.segments)
        for at, panel in enumerate(figure.panels)
        for mark in panel.content.marks()
    }
    return svg(scene_of(figure), proof=proof).encode()


WRITER = DisplayWriter(name="svg", render=render, kinds=(NETWORK, CHART), single=True)
