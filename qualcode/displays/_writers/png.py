"""PNG: a network or chart as a picture of 200 dots an inch."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.displays._drawing.png import png
from qualcode.displays._figure import Figure
from qualcode.displays._figure_pages import scene_of
from qualcode.displays._writers._writer import CHART, NETWORK, DisplayWriter
from qualcode.model import Study


def render(displays: Iterable[Figure], study: Study) -> bytes:
    """The picture of one figure."""
    del study
    (figure,) = displays
    return png(scene_of(figure))


WRITER = DisplayWriter(name="png", render=render, text=False, kinds=(NETWORK, CHART), single=True)
