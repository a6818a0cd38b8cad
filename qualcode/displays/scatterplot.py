"""Scatterplot (diagram pencar): cases placed on two rated variables (M&H94 ch. 7)."""

from dataclasses import replace

from qualcode.displays import _about as about
from qualcode.displays import _charts as charts
from qualcode.displays import _needs as needs
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="scatterplot",
    kind="chart",
    question="How do cases lie on two variables at once: in clusters, apart, or with empty corners?",
    find=charts.scatterplot,
    rules=("same_period", "no_trend"),
    needs=(needs.two_cases, needs.case_ratings, needs.two_variables),
    options=(about.cause, replace(about.outcome, titled=True), charts.over_time),
    reading="Look for clusters, for cases that lie apart, and for corners in which nobody is.",
    page="M&H94 ch. 7",
)
