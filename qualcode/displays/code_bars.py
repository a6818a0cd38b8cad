"""Code bars (batang kode): how many people of each role speak of each code (M&H94 ch. 10, counting)."""

from qualcode.displays import _charts as charts
from qualcode.displays import _needs as needs
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="code-bars",
    kind="chart",
    question="How many people of each role speak of each code?",
    find=charts.code_bars,
    rules=("count_informants",),
    needs=(needs.informants, needs.codes, needs.codings, needs.spoken_codings),
    reading="Compare roles within a code; a short bar of a small role may be one person. Many voices are no proof.",
    page="M&H94 ch. 10",
)
