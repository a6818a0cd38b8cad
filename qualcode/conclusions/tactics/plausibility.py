"""Seeing plausibility: a conclusion that makes good sense still needs its evidence (M&H94 pp. 246-248; G2).

Nothing is computed about whether it makes sense; what stands behind it, and what tested it so far, is laid beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.evidence import segments_as_pieces
from qualcode.conclusions.tactics import Ask, Group, Tactic, canonical, in_order
from qualcode.conclusions.verifications import on, says_something
from qualcode.i18n import _
from qualcode.model import Finding, Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Plausibility:
    """How many segments were put for and against the finding, and the tactics that were applied to it."""

    segments_for: int
    segments_against: int
    applied: tuple[str, ...]


def compute(study: Study, finding: Finding) -> Plausibility:
    """What there is besides good sense."""
    names = {canonical(one.tactic) for one in on(study, finding) if says_something(one) and not one.waiver}
    return Plausibility(
        segments_for=len(segments_as_pieces(study, finding.evidence_for)),
        segments_against=len(segments_as_pieces(study, finding.evidence_against)),
        applied=tuple(in_order(names - {"plausibility"})),
    )


TACTIC = Tactic(
    name="plausibility",
    number="G2",
    group=Group.GENERATING,
    page="M&H94 pp. 246-248",
    question=_("It makes good sense, but what shows that it is so?"),
    compute=compute,
    asks=(
        Ask(name="sense", words=_("Why does the finding make sense to you?")),
        Ask(name="other_than_sense", words=_("Apart from making sense, what shows it?")),
    ),
)
