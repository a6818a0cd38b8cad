"""Figures of the chapter: networks that the researcher keeps or froze, each after a sentence that points to it.

A network says what somebody claims; so it stands in the chapter only where the researcher worked on the display.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import DisplayNotReady
from qualcode.model import Display, Snapshot
from qualcode.report.desk import Desk, paragraph
from qualcode.report.document import anchor

if TYPE_CHECKING:
    from qualcode.report.document import Block

PLACES = {"site": ("context-chart",), "data": ("event-state-network", "causal-network", "composite-sequence")}
"""Section → the networks that belong there, in this order."""


def networks(desk: Desk, section: str) -> tuple[Block, ...]:
    """The networks of a section that the researcher keeps or froze."""
    worked_on = {*desk.study.by_id(Display), *(one.display for one in desk.study.all(Snapshot))}
    return tuple(block for name in PLACES[section] if name in worked_on for block in _network(desk, name))


def _network(desk: Desk, name: str) -> tuple[Block, ...]:
    from qualcode import displays
    from qualcode.displays._figure import Figure
    from qualcode.report.figure_blocks import figure_blocks, figure_reading

    try:
        figure = displays.load(name).build(desk.study, terms=desk.terms, record=name)
    except DisplayNotReady as error:
        desk.remarks.append(desk.word("display_missing", display=name, missing="; ".join(error.missing)))
        return ()
    if not isinstance(figure, Figure):
        return ()
    key = anchor("figure", name)
    said = desk.voice.say(f"figure.{name}", gambar=desk.table(key))
    told = desk.claim(said, segments=[place.segment for place in figure.segments])
    *drawings, last = figure_blocks(desk, figure, key=key)
    return (*paragraph(told), *drawings, figure_reading(desk, figure, last))
