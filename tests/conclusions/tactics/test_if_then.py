"""If-then propositions over ratings and codes, and what separates an outcome as well as its supposed cause."""

from __future__ import annotations

import pytest

from qualcode.conclusions.propositions import CELLS, condition, tried
from qualcode.conclusions.tactics import if_then_tests, spurious_relations
from qualcode.errors import BadValue, UnknownName
from qualcode.model import Case, Link, LinkKind, Proposition, Rating, Variable
from tests.conclusions.office import SCALE, discipline, office
from tests.conclusions.tactics.full_study import full_study


def test_every_subject_falls_into_exactly_one_cell() -> None:
    study, _finding = full_study()
    found = tried(study, Proposition(if_="beban>=3", then="hadir<=2"))
    assert [one.name for one in found.outcomes] == list(CELLS)
    assert sum(one.n for one in found.outcomes) == found.outcomes[0].of == 5
    assert {one.name: one.subjects for one in found.outcomes}["if_and_then"] == ("I-02",)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("beban>=3", {"I-02"}),
        ("beban = cukup baik", {"I-02"}),
        ("beban≠2", {"I-01", "I-02"}),
        ("DISIPLIN-JAM:-", {"I-04"}),
        ("DISIPLIN", {"I-01", "I-03", "I-04", "I-05"}),
    ],
)
def test_a_condition_is_a_level_or_a_code_with_its_sign(text: str, holds: set[str]) -> None:
    study, _finding = full_study()
    found = condition(study, text)
    assert {subject.partition(":")[2] for subject, holding in found.items() if holding} == holds


def test_of_a_code_nothing_is_known_where_the_informant_was_not_heard_on_its_focus() -> None:
    study, _finding = full_study()
    assert "informant:I-02" not in condition(study, "DISIPLIN-JAM")


@pytest.mark.parametrize(
    ("text", "error"),
    [("cuaca>1", UnknownName), ("beban>9", BadValue), ("CUACA", UnknownName), ("DISIPLIN:x", BadValue)],
)
def test_what_cannot_be_read_is_told(text: str, error: type[Exception]) -> None:
    study, _finding = full_study()
    with pytest.raises(error):
        condition(study, text)


def test_stated_propositions_are_tried_and_those_that_no_longer_fit_are_named() -> None:
    study, finding = full_study()
    found = if_then_tests.compute(study, finding)
    assert [one.text for one in found.propositions] == ["beban>=3 → hadir<=2", "DISIPLIN-JAM:+ → hadir>=3"]
    assert found.unreadable == ("cuaca=1 → hadir>=3",)
    assert [(one.from_what, one.to_what) for one in found.claimed] == [("Beban", "Kehadiran"), ("Jarak", "Kehadiran")]


def test_a_case_of_one_informant_is_that_informant_and_the_latest_rating_counts() -> None:
    build = office()
    build.add(
        Variable(id="hadir", name="Kehadiran", focus="DISIPLIN", values=SCALE),
        Case(id="KS-01", label="Satu", informants=("I-01",)),
        Rating(id="N-02", subject="case:KS-01", variable="hadir", values=(4,), date="2018-04"),
        Rating(id="N-01", subject="informant:I-01", variable="hadir", values=(1,), date="2018-03"),
    )
    assert condition(build.study(), "hadir>=4") == {"informant:I-01": True}


def test_another_variable_that_separates_no_less_is_shown_beside_the_supposed_cause() -> None:
    study, finding = full_study()
    first, _second = spurious_relations.compute(study, finding).supposed
    assert (first.supposed_cause, first.separation, first.pairs) == ("Beban", 0.0, 7)
    assert [(one.variable, one.separation, one.pairs) for one in first.no_smaller] == [("Jarak", 0.0, 7)]


def test_below_six_pairs_no_separation_is_printed() -> None:
    build = office()
    finding = discipline(build)
    build.add(
        finding,
        Variable(id="hadir", name="Kehadiran", focus="DISIPLIN", values=SCALE),
        Variable(id="beban", name="Beban", values=SCALE),
        Link(id="L-01", from_="variable:beban", to="variable:hadir", kind=LinkKind.LEADS_TO),
        *(
            Rating(id=f"N-{name}{who}", subject=f"informant:I-0{who}", variable=name, values=(who,))
            for name in ("hadir", "beban")
            for who in (1, 2, 3)
        ),
    )
    found = spurious_relations.compute(build.study(), finding)
    assert found.supposed == ()
    assert found.too_few_pairs == ("Beban → Kehadiran",)


def test_nothing_rated_is_told() -> None:
    build = office()
    finding = discipline(build)
    assert spurious_relations.TACTIC.lacks(build.add(finding).study(), finding)
