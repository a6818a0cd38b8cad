"""Code tree (pohon kode): the codebook with how many segments and informants stand under each code.

After M&H94 pp. 58-63; MHS14 ch. 4.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_codes as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="code-tree",
    kind="network",
    question="How are the codes arranged, and how much data stands under each?",
    find=finds.tree,
    rules=("with_children",),
    needs=(needs.codes,),
    reading="Look for empty branches and for those that hold nearly everything.",
    page="M&H94 pp. 58-63; MHS14 ch. 4",
)
