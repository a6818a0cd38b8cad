"""Growth gradient as a table (gradien pertumbuhan): one variable against time with events noted.

After M&H94 ch. 5; MHS14 ch. 8.
"""

from qualcode.displays import _about as about
from qualcode.displays import _axes as by
from qualcode.displays import _cells as cells
from qualcode.displays import _needs as needs
from qualcode.displays import _remarks as remarks
from qualcode.displays._matrix import MatrixDisplay
from qualcode.model import Event, Rating

DISPLAY = MatrixDisplay(
    name="growth-gradient",
    question="How did one variable move over time, and what happened meanwhile?",
    rows=by.joined(by.rated_cases("variable"), by.event_row),
    columns=by.period,
    cell=cells.combined(cells.rated(), cells.events()),
    blank="not_rated",
    needs=(needs.periods, needs.case_ratings),
    evidence=(Rating, Event),
    options=(about.main,),
    remarks=(remarks.other_events,),
    reading="Read along a row for rise and fall; look at the events above which they stand.",
    page="M&H94 ch. 5; MHS14 ch. 8",
)
