"""The order in which a good supervisor would take a finding through the tactics.

First what the next state still needs, then the other tactics of its phase: while a finding is being made, those that
generate meaning; once it stands, those that test it. Tactics that the study has no data for come last.
"""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.conclusions.claims import state_of, tactics_of
from qualcode.conclusions.tactics import Group, Tactic
from qualcode.conclusions.verifications import DISCONFIRMING
from qualcode.conclusions.verifying import Standing, standing
from qualcode.model import Finding, Study

CLOSED_BY: Mapping[str, str] = {
    "against_searched": "negative-evidence",
    "counter_search": "negative-evidence",
    "unweighed": "negative-evidence",
    "triangulation": "triangulation",
    "rival": "rival-explanations",
    "member_check": "member-check",
    "disagreement_kept": "member-check",
}
"""Exits of a finding's states and the tactic that closes each; ``disconfirming`` is closed by any of several."""


def needed(study: Study, finding: Finding) -> tuple[str, ...]:
    """Names of the tactics that close an exit of the next state, in the order of its exits."""
    found: list[str] = []
    for missing in state_of(study, finding).next_missing:
        if missing.exit == "disconfirming":
            found.extend(_exceptions(study, finding))
        elif missing.exit in CLOSED_BY:
            found.append(CLOSED_BY[missing.exit])
    return tuple(dict.fromkeys(found))


def _exceptions(study: Study, finding: Finding) -> list[str]:
    """The first tactic that looks at exceptions and that the study has data for."""
    by_name = {tactic.name: tactic for tactic in tactics_of(finding)}
    return [name for name in DISCONFIRMING if not by_name[name].lacks(study, finding)][:1]


def in_walking_order(study: Study, finding: Finding) -> tuple[Tactic, ...]:
    """Every tactic, in the order in which the finding is best taken through them."""
    first = {name: at for at, name in enumerate(needed(study, finding))}
    making = state_of(study, finding).stage is None

    def place(tactic: Tactic) -> tuple[bool, int, bool]:
        lacking = standing(study, finding, tactic) is Standing.NOT_APPLICABLE
        return lacking, first.get(tactic.name, len(first)), (tactic.group is Group.TESTING) is making

    return tuple(sorted(tactics_of(finding), key=place))
