"""Effects matrix (matriks efek): the outcomes of something, wanted and unwanted (M&H94 ch. 5; MHS14 ch. 9).

Effects are links with a stated cause; change without one belongs in the time-ordered matrix.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _orders as order
from qualcode.displays._matrix import MatrixDisplay

DISPLAY = MatrixDisplay(
    name="effects-matrix",
    question="What came of it: directly, more widely, and on the side?",
    rows=by.outcome,
    columns=by.effect,
    cell=cells.effects(),
    order=order.focus,
    blank="no_effect",
    needs=(needs.effect_links,),
    reading="Weigh + against −; look for one topic under both signs.",
    page="M&H94 ch. 5; MHS14 ch. 9",
)
