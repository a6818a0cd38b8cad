"""Folk taxonomy (taksonomi lokal): the terms that people use themselves, under what they are kinds of.

After M&H94 pp. 133-134; MHS14 ch. 7.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_codes as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="folk-taxonomy",
    kind="network",
    question="By which terms of their own do people tell things apart?",
    find=finds.taxonomy,
    rules=("own_terms", "with_children"),
    needs=(needs.in_vivo_codes,),
    reading="Read the informants' terms under what they are kinds of.",
    page="M&H94 pp. 133-134; MHS14 ch. 7",
)
