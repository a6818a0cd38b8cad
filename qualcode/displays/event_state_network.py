"""Event-state network (jaringan peristiwa-keadaan): how events and lasting conditions produce each other.

After M&H94 pp. 115-118; MHS14 ch. 8.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_events as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="event-state-network",
    kind="network",
    question="How do events and lasting conditions produce each other?",
    find=finds.event_states,
    rules=("edge_with_segment", "who_asserts", "not_before_cause", "state_is_condition"),
    needs=(needs.causal_events,),
    reading="Read from left to right in time; look for states that keep the process going.",
    page="M&H94 pp. 115-118; MHS14 ch. 8",
)
