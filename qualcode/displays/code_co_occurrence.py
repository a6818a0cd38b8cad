"""Code co-occurrence (kemunculan kode bersama): which codes stand together on the text.

After M&H94 p. 69; MHS14 ch. 4.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_codes as finds
from qualcode.displays._figure_display import FigureDisplay
from qualcode.displays._meetings import nearness

DISPLAY = FigureDisplay(
    name="code-co-occurrence",
    kind="network",
    question="Which codes stand together on the text?",
    find=finds.co_occurrence,
    options=(nearness, finds.least),
    rules=("together_counted",),
    needs=(needs.codings,),
    reading="Read what often stands together, then open the segments: standing together is no relation yet.",
    page="M&H94 p. 69; MHS14 ch. 4",
)
