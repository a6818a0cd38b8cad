"""Timeline of events (garis waktu peristiwa): when what happened, and what lasted (M&H94 ch. 5)."""

from qualcode.displays import _needs as needs
from qualcode.displays import _timelines as timelines
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="event-timeline",
    kind="chart",
    question="When did what happen, what lasted, and what fell together?",
    find=timelines.event_timeline,
    rules=("vague_dates",),
    needs=(needs.events,),
    options=(timelines.lanes,),
    reading="Read down a moment for what fell together; earlier is not yet the cause.",
    page="M&H94 ch. 5; MHS14 ch. 8",
)
