from __future__ import annotations

from qualcode.conclusions.reading import lines
from qualcode.conclusions.tactics.triangulation import TACTIC, compute, rows
from qualcode.model import About, Finding, Valence, Verdict, Verification
from qualcode.terms import terms_for
from tests.builders import StudyBuilder
from tests.conclusions.office import discipline, office
from tests.conclusions.tactics.full_study import full_study


def test_roles_stand_side_by_side_with_their_net_valence_and_informants() -> None:
    study, finding = full_study()
    stands = {stand.name: (stand.valence, stand.n, stand.of) for stand in compute(study, finding).sources}
    assert stands == {"Lurah": (Valence.POSITIVE, 1, 1), "Masyarakat": (Valence.BOTH, 3, 4)}


def test_techniques_and_dates_have_their_own_valence_and_references() -> None:
    study, finding = full_study()
    computed = compute(study, finding)
    assert [(stand.name, stand.valence, stand.n) for stand in computed.techniques] == [
        ("W", Valence.BOTH, 4),
        ("O", Valence.NEGATIVE, 1),
    ]
    assert [stand.name for stand in computed.times] == ["2018-03-12", "2018-03-14", "2018-03-20", "2018-03-22"]
    assert computed.techniques[1].pieces[0].citation == "O/Loket/14-03-2018"


def test_verdict_never_defaults() -> None:
    build = office()
    finding = discipline(build)
    build.add(finding, Verification(id="V-01", tactic="triangulation", target="finding:T-01", done="dibandingkan"))
    study = build.study()
    assert compute(study, finding).verdict is None
    assert not TACTIC.done(study, finding)


def test_the_latest_verdict_counts() -> None:
    build = office()
    finding = discipline(build)
    for number, verdict in enumerate((Verdict.SAME, Verdict.SPECIFIC), 1):
        build.add(Verification(id=f"V-0{number}", tactic="Triangulasi", target="finding:T-01", verdict=verdict))
    study = build.add(finding).study()
    assert compute(study, finding).verdict is Verdict.SPECIFIC
    assert TACTIC.done(study, finding)


def test_claim_of_one_informant_is_marked_t1() -> None:
    build = StudyBuilder().focus("JUJUR").informant("I-01", "Warga")
    build.interview("W-01", "I-01", "P: Bayar?\nI: Tidak diminta uang.\n").code(
        "W-01", "Tidak diminta uang.", "JUJUR", "+"
    )
    segment = build.segment("W-01", "Tidak diminta uang.").id
    finding = Finding(id="T-01", focuses=("JUJUR",), text="Jujur.", evidence_for=(segment,))
    computed = compute(build.add(finding).study(), finding)
    assert computed.mark == "T1"
    assert computed.single == ("informant", "technique", "date")


def test_claim_of_several_informants_techniques_and_dates_is_not() -> None:
    study, finding = full_study()
    assert compute(study, finding).mark == ""


def test_opposite_voices_do_not_carry_the_claim() -> None:
    build = office()
    finding = discipline(
        build, evidence_for=(build.segment("O-01", "08.05 loket baru dibuka, enam orang menunggu.").id,)
    )
    build.records = [r for r in build.records if getattr(r, "id", "") not in {"K-05", "K-06"}]
    assert set(compute(build.add(finding).study(), finding).single) == {"informant", "technique", "date"}


def test_a_row_for_every_finding_with_triangulation_by_researcher_and_theory() -> None:
    study, finding = full_study()
    (row,) = rows(study)
    assert row.finding == finding.id
    assert row.other == ("agreement:A-01", "theory:TN-01")
    assert (row.verdict, row.follow_up) == (Verdict.DIFFERENT, "Dibawa ke member check.")


def test_what_is_said_about_another_time_stands_under_that_time() -> None:
    build = office()
    build.interview("W-07", "I-02", "P: Dulu?\nI: Tahun 2016 absennya dititip.\n", date="2018-03-15")
    build.code("W-07", "Tahun 2016 absennya dititip.", "DISIPLIN", "-", about=About(date="2016"))
    finding = discipline(build)
    times = {(time.about, time.name): time.pieces for time in compute(build.add(finding).study(), finding).times}
    assert [piece.source for piece in times[True, "2016"]] == ["W-07"]
    assert (False, "2018-03-15") not in times
    text = "\n".join(lines(compute(build.study(), finding), terms_for("id"), None))
    assert "• 2016 · − · 1 sumber · waktu yang dibicarakan" in text
    assert "(W/I-02/15-03-2018/b.2; tentang 2016)" in text
