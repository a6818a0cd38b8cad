"""Recommendations against what asks for them."""

from __future__ import annotations

from dataclasses import replace

from qualcode.conclusions.coverage import NeedKind, coverage, is_weak
from qualcode.model import Code, Finding, Recommendation, Study
from tests.conclusions.office import discipline, office


def needs(study: Study, kind: NeedKind) -> dict[str, tuple[str, ...]]:
    return {need.record: need.recommendations for need in coverage(study).needs if need.kind is kind}


def test_weak_is_at_or_below_the_value_of_the_focus() -> None:
    build = office()
    finding = discipline(build)
    study = build.study()
    assert is_weak(study, finding)
    assert not is_weak(study, replace(finding, position=3))
    assert not is_weak(study, replace(finding, position=None))


def test_weak_focus_is_answered_through_its_finding_or_a_code_of_it() -> None:
    build = office()
    build.add(discipline(build))
    assert needs(build.study(), NeedKind.WEAK_FOCUS) == {"focus:DISIPLIN": ()}
    by_code = Recommendation(id="SR-01", text="Jadwal loket.", factors=("DISIPLIN-JAM",))
    by_finding = Recommendation(id="SR-02", text="Orientasi.", findings=("T-01",))
    elsewhere = Recommendation(id="SR-03", text="Genset.", factors=("HAMBAT-LISTRIK",))
    assert needs(build.add(by_code, by_finding, elsewhere).study(), NeedKind.WEAK_FOCUS) == {
        "focus:DISIPLIN": ("SR-01", "SR-02")
    }


def test_only_obstacles_with_codings_need_one_and_their_segments_are_shown() -> None:
    study = office().add(Recommendation(id="SR-01", text="Genset.", factors=("HAMBAT-LISTRIK",))).study()
    assert needs(study, NeedKind.OBSTACLE) == {"code:HAMBAT-SARPRAS": (), "code:HAMBAT-LISTRIK": ("SR-01",)}
    (gap,) = coverage(study).gaps
    assert [piece.source for piece in gap.pieces] == ["W-02"]


def test_answering_a_branch_covers_it_but_answering_all_obstacles_covers_none() -> None:
    build = office().add(Code(id="HAMBAT-SARPRAS-CETAK", name="Pencetak", parent="HAMBAT-SARPRAS", order=30))
    build.interview("W-07", "I-02", "P: Lalu?\nI: Tintanya habis.\n").code(
        "W-07", "Tintanya habis.", "HAMBAT-SARPRAS-CETAK", "-"
    )
    branch = Recommendation(id="SR-01", text="Alat baru.", factors=("HAMBAT-SARPRAS",))
    blanket = Recommendation(id="SR-02", text="Atasi semua.", factors=("HAMBAT",))
    assert needs(build.add(branch, blanket).study(), NeedKind.OBSTACLE) == {
        "code:HAMBAT-SARPRAS": ("SR-01",),
        "code:HAMBAT-SARPRAS-CETAK": ("SR-01",),
        "code:HAMBAT-LISTRIK": (),
    }


def test_caveats_and_needs_may_stay_uncovered_but_are_listed() -> None:
    build = office()
    finding = discipline(build, position=4, caveats=("Sebagian membagi waktu.", "Tidak selalu."))
    found = coverage(build.add(finding).study())
    optional = [(need.kind, need.record) for need in found.uncovered if not need.required]
    assert optional == [
        (NeedKind.SUPPORT_AS_NEED, "code:DUKUNG-SDM"),
        (NeedKind.CAVEAT, "finding:T-01"),
        (NeedKind.CAVEAT, "finding:T-01"),
    ]
    assert {need.text for need in found.uncovered} >= {"Sebagian membagi waktu.", "Tidak selalu."}
    assert not [need for need in found.gaps if need.kind is NeedKind.CAVEAT]


def test_recommendation_that_answers_nothing_is_named() -> None:
    build = office()
    finding = Finding(id="T-01", focuses=("HAMBAT",), text="Listrik.")
    loose = Recommendation(id="SR-01", text="Tingkatkan kinerja.")
    anchored = Recommendation(id="SR-02", text="Genset.", findings=("T-01",))
    assert [one.id for one in coverage(build.add(finding, loose, anchored).study()).unanchored] == ["SR-01"]
