"""Pattern codes, displays and links are tested as findings are (method.md §2, Verification: target)."""

from __future__ import annotations

import pytest

from qualcode.conclusions.claims import OF_FINDINGS, claim_of, state_of
from qualcode.conclusions.tactics import OF_THE_METHOD, TACTICS
from qualcode.conclusions.verifying import Applied, Standing, continued, examine, verification
from qualcode.displays._kept import frozen
from qualcode.errors import BadValue, UnknownName
from qualcode.model import Code, CodeLevel, Consent, Cycle, Display, Link, LinkKind, Memo, Query, Stage, Study
from tests.builders import StudyBuilder
from tests.conclusions.office import discipline, office

PATTERN = "POLA-KOSONG"


@pytest.fixture
def build() -> StudyBuilder:
    made = office()
    made.add(
        Code(
            id=PATTERN,
            name="Loket kosong",
            definition="Warga menunggu karena loket kosong.",
            cycle=Cycle.SECOND,
            level=CodeLevel.PATTERN,
            condenses=("DISIPLIN-JAM", "DISIPLIN-TEMPAT"),
        ),
        Memo(id="M-01", text="Mengapa kosong?", links=(f"code:{PATTERN}",)),
        Display(id="role-ordered-matrix", type="role-ordered-matrix", title="Menurut peran"),
        Link(
            id="L-01",
            from_="code:HAMBAT-LISTRIK",
            to="code:DISIPLIN",
            kind=LinkKind.INFLUENCES,
            label="jadi lambat",
            asserted_by=("I-04",),
            segments=(made.segment("W-04", "Listrik padam, kami pulang lagi.").id,),
        ),
    )
    made.add(frozen(made.study(), "role-ordered-matrix", snapshot_id="SN-01", at="2018-05-01", with_blanks=True))
    return made.add(discipline(made))


def record(study: Study, target: str, tactic: str, applied: Applied) -> object:
    return verification(study, target, tactic, applied, new_id=lambda p: f"{p}-01", by="rani", date="2018-05-01")


def test_a_pattern_code_rests_on_the_segments_of_what_it_condenses(build: StudyBuilder) -> None:
    study = build.study()
    claim = claim_of(study, PATTERN)
    own = {one.segment for one in study.codings if one.code in ("DISIPLIN-JAM", "DISIPLIN-TEMPAT")}
    assert (claim.id, claim.focuses, set(claim.evidence_for)) == (f"code:{PATTERN}", ("DISIPLIN",), own)
    assert claim.text == "Warga menunggu karena loket kosong."


def test_a_display_rests_on_what_its_snapshot_shows_and_a_link_on_its_own_segments(build: StudyBuilder) -> None:
    study = build.study()
    shown = claim_of(study, "display:role-ordered-matrix")
    assert build.segment("W-03", "Menunggu lama, petugasnya belum ada.").id in shown.evidence_for
    assert set(shown.focuses) == {"DISIPLIN", "KERJASAMA", "DUKUNG", "HAMBAT"}
    link = claim_of(study, "L-01")
    assert link.focuses == ("HAMBAT", "DISIPLIN")
    assert link.text.endswith(": jadi lambat")
    assert state_of(study, link).stage is None


@pytest.mark.parametrize("target", [f"code:{PATTERN}", "display:role-ordered-matrix", "link:L-01"])
def test_every_tactic_but_those_over_records_of_findings_examines_it(build: StudyBuilder, target: str) -> None:
    study = build.study()
    found = examine(study, claim_of(study, target))
    assert [one.tactic.name for one in found] == [name for name in OF_THE_METHOD if name not in OF_FINDINGS]
    assert {one.standing for one in found} <= {Standing.OPEN, Standing.NOT_APPLICABLE}
    asked = {ask.name for one in found for ask, _ in one.answers}
    assert "against" not in asked, "only a finding keeps what stands against it"


def test_a_search_for_counter_instances_brings_a_pattern_code_to_its_state(build: StudyBuilder) -> None:
    study = build.study()
    claim = claim_of(study, f"code:{PATTERN}")
    assert [one.exit for one in state_of(study, claim).next_missing] == ["counter_search"]
    made = record(study, PATTERN, "bukti negatif", Applied(queries=(Query(query="langsung", hits=1, read=1),)))
    study = build.add(made).study()
    assert state_of(study, claim).stage is Stage.PATTERN
    assert TACTICS.load("negative-evidence").done(study, claim)
    again = continued(
        study, claim, "negative-evidence", Applied(result="Satu."), new_id=lambda p: f"{p}-02", by="rani",
        date="2018-05-01",
    )  # fmt: skip
    assert (again.id, again.target, again.result, len(again.queries)) == ("V-01", f"code:{PATTERN}", "Satu.", 1)


def test_a_verification_of_a_code_says_nothing_of_a_finding(build: StudyBuilder) -> None:
    study = build.add(record(build.study(), PATTERN, "counting", Applied(done="Dihitung."))).study()
    assert TACTICS.load("counting").done(study, claim_of(study, PATTERN))
    assert not TACTICS.load("counting").done(study, claim_of(study, "T-01"))


@pytest.mark.parametrize(
    ("target", "tactic", "error"),
    [
        ("code:TIDAK-ADA", "counting", UnknownName),
        ("T-99", "counting", UnknownName),
        ("source:W-01", "counting", BadValue),
        (f"code:{PATTERN}", "rival-explanations", BadValue),
        ("link:L-01", "koherensi konseptual", BadValue),
    ],
)
def test_what_cannot_be_tested_is_refused(
    build: StudyBuilder, target: str, tactic: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        record(build.study(), target, tactic, Applied(done="Dicoba."))


def test_a_link_of_somebody_who_withdrew_is_not_there_to_be_tested(build: StudyBuilder) -> None:
    study = build.add(Consent(id="PS-04", informant="I-04", withdrawn_on="2018-06-01")).study()
    with pytest.raises(UnknownName):
        claim_of(study, "link:L-01")
