"""Activity record (catatan kegiatan): one recurring activity step by step, as it was told or observed.

After M&H94 ch. 5.
"""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Event

DISPLAY = MatrixDisplay(
    name="activity-record",
    question="How does a recurring activity run, step by step?",
    rows=by.told_step,
    columns=by.fixed(
        by.column("activity", cells.event_types()),
        by.column("what", cells.events()),
        by.column("who", cells.event_actors()),
        by.column("next", cells.next_steps()),
    ),
    cell=cells.events(),
    blank="not_told",
    rules=("same_type",),
    needs=(needs.case_events, needs.sequences),
    evidence=(Event,),
    reading="Read down for the course of the activity; look where paths part.",
    page="M&H94 ch. 5",
)
