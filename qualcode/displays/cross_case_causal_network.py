"""Cross-case causal network (jaringan kausal lintas kasus): the causal networks of several cases side by side.

After M&H94 pp. 228-234; MHS14 ch. 9.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_finds as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="cross-case-causal-network",
    kind="network",
    question="Which streams of causes do several cases have, and which only one?",
    find=finds.by_case,
    options=(finds.cases,),
    rules=("edge_with_segment", "who_asserts", "shared_streams"),
    needs=(needs.case_links,),
    reading="Compare the network of each case; * marks what several share, the others are minority streams.",
    page="M&H94 pp. 228-234; MHS14 ch. 9",
)
