from __future__ import annotations

from dataclasses import replace

from qualcode.conclusions.tactics.negative_evidence import TACTIC, compute, register
from qualcode.model import DataMark, Finding, Query, Valence, Verification
from tests.conclusions.office import discipline, office


def test_coded_segments_of_the_other_sign_that_are_not_placed() -> None:
    build = office()
    finding = discipline(build)
    computed = compute(build.add(finding).study(), finding)
    assert computed.claim is Valence.NEGATIVE
    assert [piece.source for piece in computed.opposite] == ["W-01", "W-05"]
    assert computed.contrary == ("I-01", "I-05")


def test_what_is_listed_against_is_no_longer_pointed_out() -> None:
    build = office()
    against = build.segment("W-05", "Tidak pernah menunggu, langsung dilayani.").id
    finding = discipline(build, evidence_against=(against,))
    computed = compute(build.add(finding).study(), finding)
    assert [piece.source for piece in computed.opposite] == ["W-01"]
    assert [piece.source for piece in computed.against] == ["W-05"]


def test_both_signs_on_one_segment_count_as_opposite() -> None:
    build = office()
    build.interview("W-07", "I-02", "P: Jam?\nI: Kadang tepat, kadang tidak.\n")
    build.code("W-07", "Kadang tepat, kadang tidak.", "DISIPLIN", "±")
    finding = discipline(build)
    assert "W-07" in {piece.source for piece in compute(build.add(finding).study(), finding).opposite}


def test_informants_with_nothing_are_named_with_the_proposed_mark() -> None:
    build = office()
    finding = discipline(build)
    computed = compute(build.add(finding).study(), finding)
    assert [(one.informant, one.mark) for one in computed.silent] == [("I-02", None), ("I-06", DataMark.DOES_NOT_KNOW)]


def test_without_a_sign_of_its_own_every_signed_segment_is_to_be_read() -> None:
    build = office()
    finding = discipline(build, evidence_for=())
    computed = compute(build.add(finding).study(), finding)
    assert computed.claim is None
    assert len(computed.opposite) == 5


def test_done_only_with_a_logged_search() -> None:
    build = office()
    finding = discipline(build)
    study = build.add(finding).study()
    assert not TACTIC.done(study, finding)
    listed = replace(finding, evidence_against=(build.segment("W-01", "Sudah lumayan sejak sidik jari dipasang.").id,))
    assert compute(study, listed).searched
    assert not TACTIC.done(study, listed)
    search = Query(query="lumayan", hits=4, read=4)
    build.add(Verification(id="V-01", tactic="bukti-negatif", target="finding:T-01", queries=(search,)))
    assert TACTIC.done(build.study(), finding)
    assert compute(build.study(), finding).searches == (search,)


def test_register_holds_every_finding() -> None:
    build = office()
    build.add(discipline(build), Finding(id="T-02", focuses=("HAMBAT",), text="Listrik."))
    assert [(finding.id, found.searched) for finding, found in register(build.study())] == [
        ("T-01", False),
        ("T-02", False),
    ]
