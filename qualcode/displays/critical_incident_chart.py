"""Critical incident chart (bagan kejadian kritis): the few events that turned the course (M&H94 ch. 5)."""

from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Event

DISPLAY = MatrixDisplay(
    name="critical-incident-chart",
    question="Which events turned the course, why, and what followed?",
    rows=by.critical_incident,
    columns=by.fixed(
        by.column("date", cells.event_date()),
        by.column("what", cells.event_description()),
        by.column("who", cells.event_actors()),
        by.column("why_critical", cells.event_reason()),
        by.column("consequence", cells.event_consequence()),
        by.column("evidence", cells.event_quotes(most=2)),
    ),
    cell=cells.events(),
    blank="KOS",
    rules=("critical_by_whom",),
    needs=(needs.events, needs.critical),
    evidence=(Event,),
    reading="Look for turning points and for consequences that repeat.",
    page="M&H94 ch. 5; MHS14 ch. 8",
)
