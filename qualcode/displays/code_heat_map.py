"""Heat map of codes (peta panas kode): where much is said of what, the darker the more (M&H94 ch. 10, counting)."""

from qualcode.displays import _charts as charts
from qualcode.displays import _needs as needs
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="code-heat-map",
    kind="chart",
    question="Where is much said of which code, and where nothing?",
    find=charts.heat_map,
    rules=("squares_count_segments",),
    needs=(needs.codes, needs.codings),
    options=(charts.across,),
    reading="Look first at white squares: was it not asked, or not said? Darkness is talk, not weight.",
    page="M&H94 ch. 10",
)
