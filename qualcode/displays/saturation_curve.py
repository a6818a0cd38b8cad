"""Saturation curve (kurva kejenuhan): the codes that each source adds, in order of collection (M&H94 ch. 4)."""

from qualcode.displays import _charts as charts
from qualcode.displays import _needs as needs
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="saturation-curve",
    kind="chart",
    question="Do later sources still bring codes that no earlier one had?",
    find=charts.saturation_curve,
    needs=(needs.sources, needs.codes, needs.codings),
    rules=("first_cycle_new",),
    reading="A flat end says that no new codes came, not that nothing new was said. Saturation is yours to judge.",
    page="M&H94 ch. 4",
)
