"""Composite sequence (urutan gabungan): the steps that cases share, each case a line.

After M&H94 pp. 204-206; MHS14 ch. 8.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_events as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="composite-sequence",
    kind="network",
    question="Which paths do cases share?",
    find=finds.composite,
    rules=("same_type", "cases_at_lines"),
    needs=(needs.sequences,),
    reading="Follow the thick lines for the common path; read the minority and the failed paths one by one.",
    page="M&H94 pp. 204-206; MHS14 ch. 8",
)
