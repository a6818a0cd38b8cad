"""Decision table (tabel keputusan): the if-then steps of an action (M&H94 ch. 7: decision modeling; MHS14 ch. 8)."""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Link

DISPLAY = MatrixDisplay(
    name="decision-table",
    question="Under which condition is which step taken?",
    rows=by.condition,
    columns=by.fixed(
        by.column("step", cells.link_end(start=True)),
        by.column("condition", cells.link_condition()),
        by.column("next", cells.link_end(start=False)),
        by.column("says", cells.link_voices()),
    ),
    cell=cells.effects(),
    blank="no_condition",
    rules=("conditions",),
    needs=(needs.conditions,),
    evidence=(Link,),
    reading="Look for conditions that part the paths, and for steps nobody gives a reason for.",
    page="M&H94 ch. 7; MHS14 ch. 8",
)
