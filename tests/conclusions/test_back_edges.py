"""The back edges of the cycle (method.md §3): new data, changed codes, failed checks, negative evidence, dissent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from qualcode.conclusions import tested
from qualcode.conclusions.finding_states import displays_since
from qualcode.conclusions.states import finding_state, source_state
from qualcode.conclusions.tested import since, stamped
from qualcode.conclusions.verifying import Applied, verification
from qualcode.model import (
    AgreementRun,
    Code,
    CodeChange,
    Consent,
    Consequence,
    Disagreement,
    Finding,
    Link,
    LinkKind,
    MemberAnswer,
    Query,
    Rival,
    Snapshot,
    Stage,
    Statement,
    Study,
    Verdict,
    Verification,
)
from qualcode.reduction.codebooks import codebook_version
from tests.builders import StudyBuilder
from tests.conclusions.office import DISPLAY, SNAPSHOT, discipline, office

SERVED = "Tidak pernah menunggu, langsung dilayani."


def verified() -> tuple[StudyBuilder, Finding]:
    """A finding that reached state 9 by tests that know what it rested on."""
    build = office()
    against = build.segment("W-05", SERVED).id
    rival = Rival(text="Hanya hari itu.", evidence_for=(against,), evidence_against=(against,), set_aside="Dua hari.")
    finding = discipline(build, evidence_against=(against,), rivals=(rival,))
    build.add(finding, DISPLAY, SNAPSHOT)
    told = MemberAnswer(informant="I-03", agrees=True, answer="Ya.")
    for number, (tactic, applied) in enumerate(
        {
            "triangulation": Applied(verdict=Verdict.DIFFERENT),
            "negative-evidence": Applied(queries=(Query(query="langsung", hits=1, read=1),)),
            "member-check": Applied(answers=(told,)),
        }.items(),
        1,
    ):
        build.add(record(build.study(), tactic, applied, number))
    assert finding_state(build.study(), finding).stage is Stage.VERIFIED
    return build, finding


def record(study: Study, tactic: str, applied: Applied, number: int) -> Verification:
    return verification(
        study,
        "finding:T-01",
        tactic,
        applied,
        new_id=lambda prefix: f"{prefix}-{number:02d}",
        by="rani",
        date="2018-05-01",
    )


def exits(study: Study, finding: Finding) -> set[str]:
    return {one.exit for one in finding_state(study, finding).missing}


def changed(build: StudyBuilder, record: object) -> Study:
    """The study with a record in the place of the one of its id."""
    same = (type(record), getattr(record, "id", None))
    build.records = [record if (type(one), getattr(one, "id", None)) == same else one for one in build.records]
    return build.study()


def test_negative_evidence_that_came_later_returns_the_finding_to_tentative_until_it_is_weighed() -> None:
    build, finding = verified()
    later = build.segment("W-01", "Sudah lumayan sejak sidik jari dipasang.").id
    grown = replace(finding, evidence_against=(*finding.evidence_against, later))
    study = changed(build, grown)
    state = finding_state(study, grown)
    assert state.stage is Stage.TENTATIVE
    assert [(one.exit, one.refs) for one in state.next_missing] == [("unweighed", (later,))]
    build.add(record(study, "negative-evidence", Applied(consequence=Consequence.QUALIFIED), 9))
    assert finding_state(build.study(), grown).stage is Stage.VERIFIED


def test_a_member_who_disagrees_returns_the_finding_to_tentative_and_the_disagreement_is_kept() -> None:
    build, finding = verified()
    dissent = MemberAnswer(informant="I-01", agrees=False, answer="Tidak benar.")
    build.add(record(build.study(), "member-check", Applied(answers=(dissent,)), 8))
    state = finding_state(build.study(), finding)
    assert state.stage is Stage.TENTATIVE
    assert [(one.exit, one.refs) for one in state.next_missing] == [("disagreement_kept", ("I-01",))]
    build.add(record(build.study(), "member-check", Applied(consequence=Consequence.KEPT, result="Dimuat."), 9))
    study = build.study()
    assert finding_state(study, finding).stage is Stage.VERIFIED
    assert [one.agrees for v in study.verifications for one in v.answers] == [True, False]


def test_a_new_source_makes_the_displays_and_tests_of_its_focus_old() -> None:
    from qualcode.displays._kept import frozen

    build, finding = verified()
    build.add(frozen(build.study(), "role-ordered-matrix", snapshot_id="SN-01", at="2018-05-01", with_blanks=True))
    kept = next(one for one in build.records if isinstance(one, Snapshot) and one.id == "SN-01")
    study = changed(build, replace(kept, data_version=0))
    assert displays_since(study, finding) == ()
    build.interview("W-09", "I-06", "P: Lagi?\nI: Antre lagi pagi itu.\n")
    build.code("W-09", "Antre lagi pagi itu.", "DISIPLIN", "-")
    study = build.study()
    assert [(one.exit, one.refs) for one in displays_since(study, finding)] == [
        ("display_changed", ("role-ordered-matrix",))
    ]
    assert since(study, finding)["data"] == ("V-01", "V-02", "V-03")
    state = finding_state(study, finding)
    assert state.stage is Stage.VERIFIED
    assert {one.exit for one in state.missing if not one.blocking} >= {"data_since", "unsigned"}


def test_a_redefined_code_makes_the_tests_old_and_returns_its_sources_to_state_4() -> None:
    build, finding = verified()
    run = AgreementRun(
        id="A-01", at="2018-04-20T09:00:00Z", coders=("rani", "bayu"), codebook_version=codebook_version(build.study())
    )
    study = build.add(run).study()
    before = [source_state(study, source).stages for source in study.sources]
    code = study.get(Code, "DISIPLIN-JAM")
    history = (CodeChange(date="2018-04-21", kind="redefined"),)
    study = changed(build, replace(code, definition="Jam kerja menurut mesin.", history=history))
    assert since(study, finding)["codebook"] == ("V-01", "V-02", "V-03")
    after = {source.id: source_state(study, source) for source in study.sources}
    open_ = {name: [m.refs for m in state.missing if m.exit == "codebook_changed"] for name, state in after.items()}
    assert {name for name, refs in open_.items() if refs} == {"W-01", "W-04", "W-05", "O-01"}
    assert open_["W-01"] == [("DISIPLIN-JAM",)]
    assert all(Stage.CHECK_CODED not in after[name].stages for name, refs in open_.items() if refs)
    assert len(before) == len(after)


def test_a_failed_check_coding_leaves_its_source_in_state_4() -> None:
    build = office()
    segment = build.segment("W-03", "Menunggu lama, petugasnya belum ada.").id
    open_ = Disagreement(segment=segment, code="DISIPLIN-TEMPAT", coders=("rani",))
    run = AgreementRun(id="A-01", at="2018-04-20", coders=("rani", "bayu"), disagreements=(open_,))
    study = build.add(run).study()
    source = next(one for one in study.sources if one.id == "W-03")
    assert [m.exit for m in source_state(study, source).missing_for(Stage.CHECK_CODED)] == ["disagreement_open"]
    settled = changed(build, replace(run, disagreements=(replace(open_, resolution="TEMPAT."),)))
    assert source_state(settled, source).missing_for(Stage.CHECK_CODED) == ()


def test_a_claim_that_changed_after_it_was_signed_and_tested_says_so() -> None:
    build, finding = verified()
    signed = Statement(id="PN-01", record="finding:T-01", state=Stage.VERIFIED, text="Dapat dipercaya.", by="rani")
    build.add(*stamped(build.study(), (signed,)))
    assert "unsigned" not in {m.exit for m in finding_state(build.study(), finding).missing_for(Stage.VERIFIED)}
    moved = replace(finding, position=1)
    assert "claim_since" in exits(changed(build, moved), moved)


def signed(build: StudyBuilder, number: int) -> Study:
    """The study after the researcher signed the finding as it now stands."""
    said = Statement(
        id=f"PN-{number:02d}", record="finding:T-01", state=Stage.VERIFIED, text="Sudah dibaca.", by="rani"
    )
    build.add(*stamped(build.study(), (said,)))
    return build.study()


def data_changes(build: StudyBuilder) -> None:
    build.code("W-02", "Kami saling menggantikan di loket.", "DISIPLIN", "+")


def codebook_changes(build: StudyBuilder) -> None:
    changed(build, replace(build.study().get(Code, "DISIPLIN-JAM"), definition="Menurut mesin."))


def ratings_change(build: StudyBuilder) -> None:
    build.add(Link(id="L-01", from_="code:HAMBAT-LISTRIK", to="code:DISIPLIN", kind=LinkKind.INFLUENCES))


def evidence_against_goes(build: StudyBuilder) -> None:
    finding = build.study().get(Finding, "T-01")
    changed(build, replace(finding, evidence_against=(build.segment("W-01", "Sudah lumayan").id,)))


def display_is_frozen_anew(build: StudyBuilder) -> None:
    from qualcode.displays._kept import frozen

    build.add(frozen(build.study(), "role-ordered-matrix", snapshot_id="SN-01", at="2018-05-01", with_blanks=True))


def consent_is_withdrawn(build: StudyBuilder) -> None:
    build.add(Consent(id="PS-01", informant="I-04", withdrawn_on="2018-06-01"))


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (data_changes, "data"),
        (codebook_changes, "codebook"),
        (ratings_change, "ratings"),
        (evidence_against_goes, "against"),
        (display_is_frozen_anew, "displays"),
        (consent_is_withdrawn, "data"),
    ],
)
def test_a_signed_finding_becomes_stale_and_comes_back_by_a_signature_alone(
    change: Callable[[StudyBuilder], None], part: str
) -> None:
    build, finding = verified()
    assert finding_state(signed(build, 1), finding).stale == ()
    change(build)
    finding = build.study().get(Finding, "T-01")
    assert [(one.exit, one.refs) for one in finding_state(build.study(), finding).stale] == [
        (f"{part}_since", ("PN-01",))
    ]
    build.add(record(build.study(), "negative-evidence", Applied(done="Dibaca lagi."), 10))
    assert finding_state(build.study(), finding).stale
    assert finding_state(signed(build, 2), finding).stale == ()


@pytest.mark.parametrize("field", ["claim", "data", "codebook"])
def test_what_a_finding_rested_on_is_the_same_for_the_same_records(field: str) -> None:
    build, finding = verified()
    assert getattr(tested.tested_on(build.study(), finding), field) == getattr(
        tested.tested_on(build.study(), finding), field
    )


def test_an_older_study_whose_verifications_know_nothing_is_left_in_peace() -> None:
    build, finding = verified()
    build.records = [replace(one, tested=None) if isinstance(one, Verification) else one for one in build.records]
    later = build.segment("W-01", "Sudah lumayan sejak sidik jari dipasang.").id
    grown = replace(finding, evidence_against=(*finding.evidence_against, later))
    assert finding_state(changed(build, grown), grown).stage is Stage.VERIFIED
