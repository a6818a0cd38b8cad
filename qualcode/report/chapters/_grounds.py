"""Findings by focus and state, as the sections of findings and discussion share them."""

from __future__ import annotations

from qualcode.conclusions.finding_states import finding_state
from qualcode.model import Finding, FindingKind, Focus, Stage, Study


def verified(study: Study, finding: Finding) -> bool:
    """Whether a finding has reached state 9."""
    return Stage.VERIFIED in finding_state(study, finding).stages


def findings_on(study: Study, focus: Focus) -> tuple[Finding, ...]:
    """Findings whose first focus this is."""
    return tuple(f for f in study.findings if f.focuses[:1] == (focus.id,) and f.kind is FindingKind.FINDING)
