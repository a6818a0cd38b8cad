"""States 8 to 10 of a finding: each exit of the method holds or is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.conclusions.finding_text import finding_lines
from qualcode.conclusions.states import finding_state
from qualcode.conclusions.tactics import TACTICS
from qualcode.conclusions.verifying import Applied, continued
from qualcode.model import (
    Confidence,
    Consent,
    Consequence,
    Finding,
    MemberAnswer,
    Passage,
    Query,
    Recommendation,
    Rival,
    Stage,
    Statement,
    Study,
    Verdict,
    Verification,
)
from qualcode.terms import terms_for
from tests.builders import StudyBuilder
from tests.conclusions.office import DISPLAY, SNAPSHOT, discipline, office


def missing(study: Study, finding: Finding, stage: Stage) -> set[str]:
    return {one.exit for one in finding_state(study, finding).missing_for(stage) if one.blocking}


def on(finding: Finding, tactic: str, number: int, **fields: object) -> Verification:
    return Verification(id=f"V-{number:02d}", tactic=tactic, target=f"finding:{finding.id}", **fields)  # type: ignore[arg-type]


def with_all_of_state_9(build: StudyBuilder) -> Finding:
    """A finding with everything that state 9 asks for; its records are added to the study."""
    against = build.segment("W-05", "Tidak pernah menunggu, langsung dilayani.").id
    rival = Rival(text="Hanya hari itu.", evidence_for=(against,), evidence_against=(against,), set_aside="Dua hari.")
    finding = discipline(build, evidence_against=(against,), rivals=(rival,), confidence=Confidence.MIDDLE)
    answer = MemberAnswer(informant="I-03", date="2018-04-10", agrees=True, answer="Ya, begitu.")
    build.add(
        DISPLAY,
        SNAPSHOT,
        on(finding, "triangulation", 1, verdict=Verdict.DIFFERENT),
        on(finding, "negative-evidence", 2, queries=(Query(query="langsung dilayani", hits=1, read=1),)),
        on(finding, "member-check", 3, answers=(answer,)),
        finding,
    )
    return finding


def test_bare_finding_is_a_draft_that_lacks_all_of_state_8() -> None:
    finding = Finding(id="T-01", focuses=("DISIPLIN",), text="Rendah.")
    state = finding_state(office().add(finding).study(), finding)
    assert state.stage is None
    assert state.name == "draft"
    assert {one.exit for one in state.next_missing} == {"display_read", "evidence_for", "against_searched", "position"}


def test_tentative_with_display_evidence_search_and_position() -> None:
    build = office()
    finding = discipline(build)
    build.add(DISPLAY, finding, on(finding, "negative-evidence", 1, queries=(Query(query="antre", hits=2, read=2),)))
    assert [one.exit for one in finding_state(build.study(), finding).next_missing] == ["display_frozen"]
    state = finding_state(build.add(SNAPSHOT).study(), finding)
    assert state.stage is Stage.TENTATIVE
    assert [one.exit for one in state.missing_for(Stage.TENTATIVE)] == ["unsigned"]


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"displays": ()}, "display_read"),
        ({"evidence_for": ()}, "evidence_for"),
        ({"position": None}, "position"),
        ({"position": 9}, "position"),
        ({"evidence_against": ()}, "against_searched"),
    ],
)
def test_each_exit_of_state_8_blocks(fields: dict[str, object], lacks: str) -> None:
    build = office()
    against = build.segment("W-05", "Tidak pernah menunggu, langsung dilayani.").id
    finding = discipline(build, **({"evidence_against": (against,)} | fields))
    study = build.add(DISPLAY, SNAPSHOT, finding).study()
    assert missing(study, finding, Stage.TENTATIVE) == {lacks}
    assert finding_state(study, finding).stage is None


def test_focus_without_scale_needs_no_position() -> None:
    build = office()
    segment = build.segment("W-04", "Listrik padam, kami pulang lagi.").id
    finding = Finding(id="T-02", focuses=("HAMBAT",), text="Listrik.", evidence_for=(segment,))
    assert "position" not in missing(build.add(finding).study(), finding, Stage.TENTATIVE)


def test_negative_evidence_verification_without_queries_is_no_search() -> None:
    build = office()
    finding = discipline(build)
    study = build.add(DISPLAY, SNAPSHOT, finding, on(finding, "negative-evidence", 1, done="dicari")).study()
    assert missing(study, finding, Stage.TENTATIVE) == {"against_searched"}


def test_verified_with_triangulation_disconfirming_rival_and_member_check() -> None:
    build = office()
    finding = with_all_of_state_9(build)
    state = finding_state(build.study(), finding)
    assert state.stage is Stage.VERIFIED
    assert [(one.exit, one.blocking) for one in state.missing_for(Stage.VERIFIED)] == [("unsigned", False)]


@pytest.mark.parametrize(
    ("tactic", "lacks"),
    [
        ("triangulation", {"triangulation"}),
        ("negative-evidence", {"disconfirming"}),
        ("member-check", {"member_check"}),
    ],
)
def test_each_verification_of_state_9_blocks(tactic: str, lacks: set[str]) -> None:
    build = office()
    finding = with_all_of_state_9(build)
    build.records = [r for r in build.records if not (isinstance(r, Verification) and r.tactic == tactic)]
    study = build.study()
    assert missing(study, finding, Stage.VERIFIED) == lacks
    assert finding_state(study, finding).stage is Stage.TENTATIVE


def test_triangulation_without_verdict_does_not_count() -> None:
    build = office()
    finding = with_all_of_state_9(build)
    build.records = [
        on(finding, "triangulation", 1, done="dibandingkan")
        if isinstance(r, Verification) and r.tactic == "triangulation"
        else r
        for r in build.records
    ]
    assert missing(build.study(), finding, Stage.VERIFIED) == {"triangulation"}


def test_missing_rival_blocks_and_half_a_rival_is_a_remark() -> None:
    build = office()
    finding = with_all_of_state_9(build)
    bare = discipline(build, evidence_against=finding.evidence_against)
    half = discipline(build, evidence_against=finding.evidence_against, rivals=(Rival(text="Hujan."),))
    study = build.study()
    assert missing(study, bare, Stage.VERIFIED) == {"rival"}
    assert missing(study, half, Stage.VERIFIED) == set()
    assert "rival_evidence" in {one.exit for one in finding_state(study, half).missing}


@pytest.mark.parametrize(
    "reason",
    [
        Statement(id="PN-01", record="finding:T-01", state=Stage.VERIFIED, waiver="Informan sudah pindah."),
        Verification(id="V-09", tactic="Member check", target="finding:T-01", result="Informan sudah pindah."),
    ],
)
def test_stated_reason_stands_for_a_member_check(reason: object) -> None:
    build = office()
    finding = with_all_of_state_9(build)
    build.records = [r for r in build.records if not (isinstance(r, Verification) and r.tactic == "member-check")]
    assert finding_state(build.add(reason).study(), finding).stage is Stage.VERIFIED


def test_waiver_stands_for_nothing_but_the_member_check() -> None:
    build = office()
    finding = with_all_of_state_9(build)
    build.records = [r for r in build.records if not isinstance(r, Verification)]
    waiver = Statement(id="PN-01", record="finding:T-01", state=Stage.VERIFIED, waiver="Tidak sempat.")
    assert missing(build.add(waiver).study(), finding, Stage.VERIFIED) == {"triangulation", "disconfirming"}


def test_dissent_without_consequence_returns_the_finding_to_tentative() -> None:
    build = office()
    finding = with_all_of_state_9(build)
    dissent = MemberAnswer(informant="I-01", date="2018-04-11", agrees=False, answer="Tidak benar.")
    build.add(on(finding, "member-check", 4, answers=(dissent,)))
    assert [m.refs for m in finding_state(build.study(), finding).missing if m.exit == "disagreement_kept"] == [
        ("I-01",)
    ]
    assert finding_state(build.study(), finding).stage is Stage.TENTATIVE
    build.add(on(finding, "member-check", 5, answers=(), result="dicatat", consequence=Consequence.QUALIFIED))
    assert finding_state(build.study(), finding).stage is Stage.VERIFIED
    assert "disagreement_kept" not in {m.exit for m in finding_state(build.study(), finding).missing}


def test_reported_needs_discussion_and_a_recommendation_for_a_weak_position() -> None:
    build = office()
    finding = with_all_of_state_9(build)
    assert missing(build.study(), finding, Stage.REPORTED) == {"discussion", "recommendation"}
    build.add(
        Passage(id="P-01", section="4.5", slot="pembahasan", focus="DISIPLIN", text="Sejalan dengan teori."),
        Recommendation(id="SR-01", text="Buka loket tepat waktu.", findings=("T-01",)),
    )
    assert finding_state(build.study(), finding).stage is Stage.REPORTED


def test_evidence_of_someone_who_withdrew_is_no_evidence() -> None:
    build = office()
    segment = build.segment("W-03", "Menunggu lama, petugasnya belum ada.").id
    finding = discipline(build, evidence_for=(segment,))
    build.add(DISPLAY, finding, Consent(id="PS-01", informant="I-03", withdrawn_on="2018-04-01"))
    assert "evidence_for" in missing(build.study(), finding, Stage.TENTATIVE)


def test_an_informant_who_withdrew_answers_no_member_check_and_is_not_silent_on_anything() -> None:
    build = office()
    finding = with_all_of_state_9(build)
    assert finding_state(build.study(), finding).stage is Stage.VERIFIED
    study = build.add(Consent(id="PS-03", informant="I-03", withdrawn_on="2018-06-01")).study()
    assert "member_check" in missing(study, finding, Stage.VERIFIED)
    assert "Ya, begitu." not in "".join(finding_lines(study, finding, terms_for("id")))
    found = TACTICS.load("negative-evidence").compute(study, finding)
    assert "I-03" not in {one.informant for one in found.silent}
    (role,) = [
        one for one in TACTICS.load("member-check").compute(study, finding).coverage if one.label == "Masyarakat"
    ]
    assert (role.n, role.of) == (0, 3)


def test_another_answer_of_the_day_leaves_what_the_withdrawn_answered_in_the_record() -> None:
    build = office()
    finding = with_all_of_state_9(build)
    build.records = [
        replace(one, by="rani", date="2018-04-10") if getattr(one, "id", "") == "V-03" else one for one in build.records
    ]
    study = build.add(Consent(id="PS-03", informant="I-03", withdrawn_on="2018-06-01")).study()
    said = Applied(answers=(MemberAnswer(informant="I-04", agrees=True, answer="Setuju."),))
    made = continued(study, finding, "member-check", said, new_id=str, by="rani", date="2018-04-10")
    assert (made.id, [answer.informant for answer in made.answers]) == ("V-03", ["I-03", "I-04"])
