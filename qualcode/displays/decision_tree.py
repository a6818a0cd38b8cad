"""Decision tree (pohon keputusan): the if-then steps of an action.

After M&H94 pp. 132-133; MHS14 ch. 8.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_events as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="decision-tree",
    kind="network",
    question="Under which conditions do people take which step?",
    find=finds.decisions,
    rules=("edge_with_segment", "who_asserts"),
    needs=(needs.conditions,),
    reading="Follow each condition; look for steps that only one condition leads to.",
    page="M&H94 pp. 132-133; MHS14 ch. 8",
)
