"""Codeline (garis kode): which codes stand where in one source, and who speaks there (M&H94 ch. 4)."""

from qualcode.displays import _charts as charts
from qualcode.displays import _needs as needs
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="codeline",
    kind="chart",
    question="Which codes stand where in a source, and which of them beside each other?",
    find=charts.codeline,
    needs=(needs.codes, needs.codings),
    options=(charts.one_source,),
    rules=("by_lines",),
    reading="Read along a lane for the course of a matter, down the lines for what stands together.",
    page="M&H94 ch. 4",
)
