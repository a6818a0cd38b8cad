"""Recording that a tactic was applied, and the wall chart."""

from __future__ import annotations

import pytest

from qualcode.conclusions.verifying import Applied, Standing, examine, verification, wall_chart
from qualcode.errors import BadValue, UnknownName
from qualcode.model import Finding, MemberAnswer, Query, Stage, Verdict, Verification
from tests.conclusions.office import discipline, office
from tests.conclusions.tactics.full_study import full_study


def record(target: str, tactic: str, applied: Applied) -> Verification:
    build = office()
    study = build.add(discipline(build)).study()
    return verification(study, target, tactic, applied, new_id=lambda p: f"{p}-07", by="rani", date="2018-04-09")


def test_record_keeps_what_was_stated_under_the_english_name() -> None:
    applied = Applied(verdict=Verdict.DIFFERENT, result="Warga berbeda.")
    made = record("finding:T-01", "triangulasi", applied)
    assert made == Verification(
        id="V-07",
        tactic="triangulation",
        target="finding:T-01",
        by="rani",
        date="2018-04-09",
        verdict=Verdict.DIFFERENT,
        result="Warga berbeda.",
        tested=made.tested,
    )
    assert made.tested is not None
    assert made.tested.against == ()


def test_pattern_code_can_be_a_target() -> None:
    applied = Applied(queries=(Query(query="tepat waktu", hits=2, read=2),))
    assert record("code:DISIPLIN", "negative-evidence", applied).target == "code:DISIPLIN"


@pytest.mark.parametrize(
    ("target", "tactic", "applied", "error"),
    [
        ("finding:T-99", "triangulation", Applied(done="x"), UnknownName),
        ("finding:T-01", "sulap", Applied(done="x"), UnknownName),
        ("informant:I-01", "triangulation", Applied(done="x"), BadValue),
        ("finding:T-01", "triangulation", Applied(), BadValue),
        ("finding:T-01", "negative-evidence", Applied(verdict=Verdict.SAME), BadValue),
        ("finding:T-01", "outliers", Applied(answers=(MemberAnswer(informant="I-01"),)), BadValue),
        ("finding:T-01", "member-check", Applied(answers=(MemberAnswer(informant="I-99"),)), UnknownName),
        ("finding:T-01", "negative-evidence", Applied(queries=(Query(query="a", hits=1, read=2),)), BadValue),
    ],
)
def test_what_cannot_be_recorded(target: str, tactic: str, applied: Applied, error: type[Exception]) -> None:
    with pytest.raises(error):
        record(target, tactic, applied)


def test_examined_has_the_shape_of_the_contract() -> None:
    study, finding = full_study()
    (plain,) = (one.as_json() for one in examine(study, finding, ("bukti-negatif",)))
    assert set(plain) >= {"tactic", "computed", "stated", "done"}
    assert plain["standing"] == "done"
    assert [ask["answered"] for ask in plain["asks"]] == [True, True, False]
    assert (plain["tactic"], plain["done"]) == ("negative-evidence", True)
    (piece,) = plain["computed"]["opposite"]
    assert {"source", "start", "end", "citation"} <= set(piece)
    assert study.text(piece["source"])[piece["start"] : piece["end"]] == piece["quote"]
    assert plain["stated"]["queries"] == [{"query": "langsung dilayani", "hits": 3, "read": 3}]


def test_wall_chart_has_every_finding_and_tactic() -> None:
    build = office()
    study = build.add(
        discipline(build),
        Finding(id="T-02", focuses=("HAMBAT",), text="Listrik."),
        Verification(id="V-01", tactic="outliers", target="finding:T-01", done="I-05 ditanya lagi."),
    ).study()
    first, second = wall_chart(study)
    assert dict(first.standing)["outliers"] is Standing.DONE
    assert {standing for _, standing in second.standing} == {Standing.OPEN, Standing.NOT_APPLICABLE}
    assert "against_searched" in {missing.exit for missing in first.state.missing_for(Stage.TENTATIVE)}
