from __future__ import annotations

from dataclasses import fields

from qualcode.conclusions.tactics import (
    extreme_cases,
    outliers,
    replication,
    representativeness,
    researcher_effects,
    surprises,
    weighting_evidence,
)
from qualcode.model import Valence
from tests.conclusions.office import discipline, office
from tests.conclusions.tactics.full_study import full_study


def test_representativeness_flags_an_informant_with_more_than_half() -> None:
    build = office()
    for number in range(6):
        line = f"Menunggu lagi {number}."
        build.interview(f"W-1{number}", "I-03", f"P: Lagi?\nI: {line}\n").code(f"W-1{number}", line, "DISIPLIN", "-")
    finding = discipline(build)
    computed = representativeness.compute(build.add(finding).study(), finding)
    assert computed.dominant == ("I-03",)
    assert (computed.informants[0].n, computed.informants[0].of) == (7, 11)
    assert computed.absent == ("Staf",)


def test_exactly_half_is_not_flagged() -> None:
    build = office()
    for number in range(3):
        line = f"Menunggu lagi {number}."
        build.interview(f"W-1{number}", "I-03", f"P: Lagi?\nI: {line}\n").code(f"W-1{number}", line, "DISIPLIN", "-")
    finding = discipline(build)
    computed = representativeness.compute(build.add(finding).study(), finding)
    assert (computed.informants[0].n, computed.informants[0].of) == (4, 8)
    assert computed.dominant == ()


def test_outlier_differs_from_more_than_half_where_three_of_the_role_have_data() -> None:
    build = office()
    finding = discipline(build)
    computed = outliers.compute(build.add(finding).study(), finding)
    assert [(one.informant, one.valence, one.n, one.of) for one in computed.outliers] == [
        ("I-05", Valence.POSITIVE, 2, 2)
    ]
    assert computed.too_few == ("Lurah", "Staf")


def test_no_outlier_where_a_role_is_split_in_half() -> None:
    build = office()
    build.interview("W-07", "I-06", "P: Lagi?\nI: Cepat sekali.\n").code("W-07", "Cepat sekali.", "DISIPLIN", "+")
    finding = discipline(build)
    assert outliers.compute(build.add(finding).study(), finding).outliers == ()


def test_profile_is_never_summed() -> None:
    study, finding = full_study()
    computed = weighting_evidence.compute(study, finding)
    assert [field.name for field in fields(computed)] == ["aspects"]
    sides = {one.aspect: [len(one.stronger), len(one.weaker), len(one.unknown)] for one in computed.aspects}
    assert sides == {
        "later_contact": [1, 1, 3],
        "first_hand": [1, 1, 3],
        "behaviour_seen": [1, 4, 0],
        "trusted_fieldworker": [1, 1, 3],
        "informal_setting": [1, 1, 3],
        "volunteered": [1, 1, 3],
        "alone": [0, 1, 4],
        "close_to_matter": [0, 0, 5],
    }


def test_researcher_effects_show_contact_and_reflexive_memos() -> None:
    study, finding = full_study()
    computed = researcher_effects.compute(study, finding)
    assert computed.reflexive_memos == ("M-01",)
    assert [one.aspect for one in computed.contact] == [
        "trusted_fieldworker",
        "informal_setting",
        "volunteered",
        "alone",
    ]


def test_extreme_cases_are_both_ends_of_a_rating() -> None:
    study, finding = full_study()
    (ends,) = extreme_cases.compute(study, finding).variables
    assert [(one.subject, one.label) for one in ends.lowest] == [("informant:I-02", "rendah")]
    assert [(one.subject, one.label) for one in ends.highest] == [("informant:I-01", "baik")]
    assert [piece.source for piece in ends.lowest[0].pieces] == ["W-03"]


def test_surprises_not_followed_up_stand_apart() -> None:
    study, finding = full_study()
    computed = surprises.compute(study, finding)
    assert [one.source for one in computed.unresolved] == ["W-05"]
    assert [(one.source, one.followed_up) for one in computed.followed_up] == [("W-01", "W-02")]


def test_replication_by_site_period_and_half_in_order_of_collection() -> None:
    study, finding = full_study()
    computed = replication.compute(study, finding)
    assert [(part.name, part.valence) for part in computed.periods] == [
        ("PR-01", Valence.BOTH),
        ("PR-02", Valence.NEGATIVE),
    ]
    assert {part.name: part.informants for part in computed.halves} == {
        "odd": ("I-01", "I-03", "I-05"),
        "even": ("I-04",),
    }
    assert [part.name for part in computed.sites] == ["loket"]
