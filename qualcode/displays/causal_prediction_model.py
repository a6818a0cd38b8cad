"""Causal-prediction model (model prediksi kausal): what leads to one outcome, with the predictions made before.

After M&H94 p. 165; MHS14 ch. 10.
"""

from qualcode.displays import _needs as needs
from qualcode.displays import _net_finds as finds
from qualcode.displays._figure_display import FigureDisplay

DISPLAY = FigureDisplay(
    name="causal-prediction-model",
    kind="network",
    question="What leads to one outcome, and what was predicted before the outcome was known?",
    find=finds.predictions,
    options=(finds.outcome,),
    rules=("edge_with_segment", "who_asserts", "predicted_before"),
    needs=(needs.causal_links,),
    reading="Compare the predictions with what came; the network shows what they rest on.",
    page="M&H94 p. 165; MHS14 ch. 10",
)
