"""Which state of the cycle each object has reached, and what is missing for the next (method: the cycle as states).

States belong to objects, never to the whole study: a study has sources still being collected while findings
are being tested. Every function computes from records alone; a statement of the researcher is shown beside what
the machine finds and never invented.
"""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.conclusions.exits import Reached, Step, missing_if, reach
from qualcode.conclusions.finding_states import finding_state
from qualcode.conclusions.source_states import source_state
from qualcode.model import (
    Code,
    Coding,
    Cycle,
    Display,
    Focus,
    Memo,
    Stage,
    Study,
    Verification,
    ref_to,
)

__all__ = ["code_state", "display_state", "finding_state", "project_state", "source_state"]


def project_state(study: Study) -> Reached:
    """State 0, the design: focuses with questions, roles, start codes, a consent form."""
    coded_focuses = {code.focus for code in study.codes if code.focus}
    stage = Stage.DESIGN
    without_code = [focus.id for focus in study.focuses if focus.id not in coded_focuses]
    single = [role.id for role in study.roles if any(holders.count == 1 for holders in role.holders)]
    missing = (
        *missing_if(not study.focuses, stage, "focus"),
        *missing_if(ids := _without_question(study.focuses), stage, "focus_question", ids),
        *missing_if(not study.roles, stage, "role"),
        *missing_if(without_code, stage, "start_code", without_code),
        *missing_if(not study.project.consent_form, stage, "consent_form"),
        *missing_if(single and not study.project.privacy.reason, stage, "role_identifies", single, blocking=False),
    )
    return reach(study, ref_to(study.project), (Step(stage=stage, missing=missing),))


def _without_question(focuses: Iterable[Focus]) -> list[str]:
    return [focus.id for focus in focuses if not focus.question]


def code_state(study: Study, code: Code) -> Reached:
    """State 6 of a pattern code: what it condenses, its memo, its sources, the search for counter-instances."""
    if code.cycle is not Cycle.SECOND:
        return reach(study, ref_to(code), ())
    ref, stage = ref_to(code), Stage.PATTERN
    known = study.by_id(Code)
    first = [c for c in code.condenses if c in known and known[c].cycle is Cycle.FIRST]
    searched = any(v.target == ref and v.queries for v in study.all(Verification))
    missing = (
        *missing_if(len(first) < 2, stage, "condenses"),  # noqa: PLR2004 - the method's number
        *missing_if(not any(ref in memo.links for memo in study.all(Memo)), stage, "memo"),
        *missing_if(not code.definition, stage, "definition"),
        *missing_if(len(_sources_of_pattern(study, code)) < 2, stage, "two_sources"),  # noqa: PLR2004
        *missing_if(not searched, stage, "counter_search"),
    )
    return reach(study, ref, (Step(stage=stage, missing=missing),))


def _sources_of_pattern(study: Study, code: Code) -> set[str]:
    gathered = {code.id, *code.condenses}
    return {
        study.segments[coding.segment].source
        for coding in study.all(Coding)
        if coding.code in gathered and coding.segment in study.segments
    }


def display_state(study: Study, display: Display) -> Reached:
    """State 7 of a display that the researcher keeps: rules and notes written, cells explained, frozen."""
    from qualcode.conclusions.display_states import display_missing

    step = Step(stage=Stage.DISPLAYED, missing=display_missing(study, display))
    return reach(study, ref_to(display), (step,))
