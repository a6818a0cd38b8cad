"""Causal network (jaringan kausal): the main variables, what influences what, and who says so.

After M&H94 pp. 153-165; MHS14 ch. 9.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_finds as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="causal-network",
    kind="network",
    question="What influences what, and who says so?",
    find=finds.causes,
    options=(finds.nodes,),
    rules=("edge_with_segment", "who_asserts"),
    needs=(needs.causal_links,),
    reading=(
        "Follow the streams from the left to the outcomes on the right; mind what lies between, opposite signs, and "
        "lines without evidence."
    ),
    page="M&H94 pp. 153-165; MHS14 ch. 9",
)
