"""Cognitive map (peta kognitif): one person's concepts and how that person joins them.

After M&H94 pp. 134-137; MHS14 ch. 7.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_people as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="cognitive-map",
    kind="network",
    question="How does one person join the things that he or she speaks of?",
    find=finds.maps,
    options=(finds.mapped,),
    rules=("one_map_a_person", "who_asserts"),
    needs=(needs.asserted_links,),
    reading="Compare the maps between roles: what is in the centre, what nobody joins.",
    page="M&H94 pp. 134-137; MHS14 ch. 7",
)
