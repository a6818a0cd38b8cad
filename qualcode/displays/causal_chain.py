"""Causal chain (rantai kausal): the paths of causes that lead to one outcome.

After M&H94 pp. 149-151; MHS14 ch. 9.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_finds as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="causal-chain",
    kind="network",
    question="By which paths does an outcome come about?",
    find=finds.chains,
    options=(finds.outcome,),
    rules=("one_path", "edge_with_segment", "who_asserts"),
    needs=(needs.causal_links,),
    reading="Read each chain from the left to its outcome; compare the long ones with the direct ones.",
    page="M&H94 pp. 149-151; MHS14 ch. 9",
)
