"""States 8 to 10 of a finding: tentative, verified, reported, and what each lacks (method: the cycle as states)."""

from __future__ import annotations

from dataclasses import replace

from qualcode.conclusions.coverage import is_weak, recommendations_for
from qualcode.conclusions.evidence import segments_as_pieces
from qualcode.conclusions.exits import Missing, Reached, Step, missing_if, reach, statement_of
from qualcode.conclusions.tactics import TACTICS
from qualcode.conclusions.tested import changed_displays, since, unweighed
from qualcode.conclusions.verifications import (
    DISCONFIRMING,
    member_answers,
    on,
    reason_for_no_member_check,
    searched_against,
    triangulated,
)
from qualcode.model import Display, Finding, Focus, Segment, Snapshot, Stage, Study, ref_to


def finding_state(study: Study, finding: Finding) -> Reached:
    """The state of a finding: none (a draft), tentative, verified or reported.

    A waiver stands for a member check that was not made, and for nothing else here. Back edges: evidence against it
    that nobody weighed yet, and an informant who disagrees without a consequence, return a finding to tentative. What
    else changed since it was tested or signed makes it stale, and what is not signed is a remark.
    """
    steps = (
        Step(stage=Stage.TENTATIVE, missing=_tentative(study, finding), waivable=False),
        Step(stage=Stage.VERIFIED, missing=_verified(study, finding), after=(Stage.TENTATIVE,), waivable=False),
        Step(stage=Stage.REPORTED, missing=_reported(study, finding), after=(Stage.VERIFIED,), waivable=False),
    )
    found = reach(study, ref_to(finding), steps)
    kept = tuple(one for one in found.missing if one.exit != "unsigned" or one.stage is found.stage)
    return replace(found, missing=kept)


def _changed_since(study: Study, finding: Finding) -> tuple[Missing, ...]:
    """What changed after the finding was tested or signed: remarks, since only the researcher can say what follows."""
    return tuple(
        Missing(stage=Stage.VERIFIED, exit=f"{part}_since", refs=names, blocking=False)
        for part, names in since(study, finding).items()
    )


def displays_since(study: Study, finding: Finding) -> tuple[Missing, ...]:
    """Displays that the finding reads and that differ from how they were frozen; looking costs building them."""
    differing = study.derived(changed_displays)
    changed = tuple(name for name in finding.displays if name in differing)
    return missing_if(changed, Stage.TENTATIVE, "display_changed", changed, blocking=False)


def _unsigned(study: Study, finding: Finding, stage: Stage) -> tuple[Missing, ...]:
    signed = statement_of(study, ref_to(finding), stage)
    return missing_if(signed is None, stage, "unsigned", (str(int(stage)),), blocking=False)


def _tentative(study: Study, finding: Finding) -> tuple[Missing, ...]:
    stage = Stage.TENTATIVE
    read = [display for display in finding.displays if study.find(Display, display)]
    frozen = {snapshot.display for snapshot in study.all(Snapshot)}
    usable = segments_as_pieces(study, finding.evidence_for)
    unfrozen = [display for display in read if display not in frozen]
    return (
        *missing_if(not finding.displays, stage, "display_read"),
        *missing_if(unfrozen, stage, "display_frozen", unfrozen, blocking=len(unfrozen) == len(read)),
        *missing_if(not usable, stage, "evidence_for"),
        *missing_if(not searched_against(study, finding), stage, "against_searched"),
        *missing_if(focuses := _unmapped(study, finding), stage, "position", focuses),
        *_unsigned(study, finding, stage),
    )


def _unmapped(study: Study, finding: Finding) -> list[str]:
    """Focuses with a scale on which the finding has no position."""
    focuses = [focus for focus in (study.find(Focus, one) for one in finding.focuses) if focus and focus.scale]
    return [focus.id for focus in focuses if finding.position not in {step.value for step in focus.scale}]


def _verified(study: Study, finding: Finding) -> tuple[Missing, ...]:
    stage = Stage.VERIFIED
    incomplete = [
        str(number)
        for number, rival in enumerate(finding.rivals, 1)
        if not (rival.evidence_for and rival.evidence_against and rival.set_aside)
    ]
    answers = member_answers(study, finding)
    dissent = [answer.informant for answer in answers if answer.agrees is False and not answer.change]
    settled = any(one.consequence for one in on(study, finding, "member-check"))
    checked = answers or reason_for_no_member_check(study, finding)
    return (
        *missing_if(triangulated(study, finding) is None, stage, "triangulation"),
        *missing_if(not _tried_to_refute(study, finding), stage, "disconfirming"),
        *missing_if(left := unweighed(study, finding), stage, "unweighed", left),
        *missing_if(not finding.rivals, stage, "rival"),
        *missing_if(incomplete, stage, "rival_evidence", incomplete, blocking=False),
        *missing_if(not checked, stage, "member_check"),
        *missing_if(dissent and not settled, stage, "disagreement_kept", dissent),
        *missing_if(finding.confidence is None, stage, "confidence", blocking=False),
        *_unsigned(study, finding, stage),
        *_changed_since(study, finding),
    )


def _reported(study: Study, finding: Finding) -> tuple[Missing, ...]:
    stage = Stage.REPORTED
    discussed = any(
        passage.text and (passage.finding == finding.id or passage.focus in finding.focuses)
        for passage in study.passages
    )
    broken = [segment for segment in (*finding.evidence_for, *finding.evidence_against) if not _holds(study, segment)]
    weak = is_weak(study, finding) and not recommendations_for(study, finding)
    return (
        *missing_if(not discussed, stage, "discussion"),
        *missing_if(broken, stage, "quotations", broken),
        *missing_if(weak, stage, "recommendation"),
        *_unsigned(study, finding, stage),
    )


def _tried_to_refute(study: Study, finding: Finding) -> bool:
    """Whether one of the tactics that look at exceptions was applied, and not only waived."""
    return any(TACTICS.load(name).done(study, finding) for name in DISCONFIRMING)


def _holds(study: Study, segment_id: str) -> bool:
    segment = study.find(Segment, segment_id)
    return segment is not None and study.text(segment.source)[segment.start : segment.end] == segment.quote
