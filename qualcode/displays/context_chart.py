"""Context chart (bagan konteks): who stands in what relation to whom around the informants.

After M&H94 pp. 102-105; MHS14 ch. 7.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_people as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="context-chart",
    kind="network",
    question="Who stands in what relation to whom around the informants?",
    find=finds.context,
    rules=("edge_with_segment", "formal_and_informal"),
    needs=(needs.relations,),
    reading="Look for relations that bypass the formal line, and for isolated roles.",
    page="M&H94 pp. 102-105; MHS14 ch. 7",
)
