"""Axes: which lines there are and where evidence stands, for every axis that can be asked for by name."""

from __future__ import annotations

import pytest

from qualcode import displays
from qualcode.displays._axes import AXES
from qualcode.displays._result import Matrix
from qualcode.model import About, Case, Code, Period, PeriodScheme
from qualcode.reduction.coded import CodedSegment
from qualcode.terms import LANGUAGES, terms_for
from tests.builders import StudyBuilder
from tests.displays.study import builder, whole


def built(made: StudyBuilder, rows: str = "", columns: str = "") -> Matrix:
    return displays.load("role-ordered-matrix").build(made.study(), rows=rows, columns=columns)


def quoted(matrix: Matrix, row: str, column: str) -> list[str]:
    return [entry.text for entry in matrix.cell(row, column).entries if entry.kind.value == "q"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_axis_has_headings_in_both_languages(language: str) -> None:
    terms = terms_for(language)
    for axis in AXES.values():
        assert all(terms.has(f"displays.stub.{name}") for name in axis.stub)


@pytest.mark.parametrize(
    "axis",
    sorted(name for name, axis in AXES.items() if CodedSegment in axis.finders and name not in ("aspect", "period")),
)
def test_every_axis_can_be_rows(axis: str) -> None:
    matrix = displays.load("role-ordered-matrix").build(whole(), rows=axis, columns="technique")
    assert matrix.rows
    assert len({row.id for row in matrix.rows}) == len(matrix.rows)
    assert any(cell.entries for cell in matrix.cells)


def test_a_third_level_of_codes_is_gathered_by_both_codes_above_it() -> None:
    made = builder().add(Code(id="DISIPLIN-JAM-SIANG", name="Siang", parent="DISIPLIN-JAM", order=2))
    made.code("W-02", "sorenya kami lembur", "DISIPLIN-JAM-SIANG", "+")
    assert "sorenya kami lembur" in quoted(built(made), "I-02", "DISIPLIN")
    assert "sorenya kami lembur" in quoted(built(made, columns="DISIPLIN-JAM"), "I-02", "DISIPLIN-JAM")


def test_pattern_codes_are_no_columns_but_can_be_asked_for() -> None:
    assert "POLA-TUNGGU" not in [column.id for column in built(builder()).columns]
    matrix = built(builder(), columns="POLA-TUNGGU")
    assert quoted(matrix, "I-04", "POLA-TUNGGU") == ["Menunggu lama, petugasnya belum ada."]


def test_groups_hold_informants_of_several_roles() -> None:
    matrix = built(builder(), rows="group")
    assert [row.label for row in matrix.rows] == ["Aparatur", "Masyarakat"]
    assert quoted(matrix, "masyarakat", "HASIL") == ["Suratnya rapi, tidak ada salah ketik."]


def test_cases_hold_their_informants_and_their_sources() -> None:
    made = builder().add(
        Case(id="KS-01", label="Kantor", informants=("I-01", "I-02", "I-03"), sources=("O-01",)),
        Case(id="KS-02", label="Kampung", informants=("I-04", "I-05", "I-06")),
    )
    made.code("W-02", "saya antar anak dulu", "HASIL", about=About(case="KS-02"))
    matrix = built(made, rows="case")
    assert [row.label for row in matrix.rows] == ["Kantor", "Kampung"]
    behind = {place.source for one in matrix.cell("KS-01", "HAMBAT").entries for place in one.segments}
    assert "O-01" in behind
    assert "saya antar anak dulu" in quoted(matrix, "KS-02", "HASIL")
    assert "saya antar anak dulu" not in quoted(matrix, "KS-01", "HASIL")


def test_the_role_spoken_of_goes_before_the_speaker_s() -> None:
    made = builder().code("W-04", "petugasnya belum ada", "HASIL", "-", about=About(role="Staf"))
    matrix = built(made, rows="role-spoken-of")
    assert quoted(matrix, "Staf", "HASIL") == ["petugasnya belum ada"]
    assert any("dibicarakan" in rule for rule in matrix.rules)


def test_only_statements_whose_time_is_given_stand_in_a_period() -> None:
    made = builder().add(
        Period(id="PR-16", label="2016", start="2016", end="2016", order=1),
        Period(id="PR-18", label="2018", start="2018", end="2018", order=2),
        Period(id="PR-P", label="pagi", scheme=PeriodScheme.TIME_OF_DAY, order=3),
    )
    made.code("W-06", "dulu ada uang rokok", "JUJUR-PUNGLI", "-", about=About(date="2016-05"))
    matrix = displays.load("role-ordered-matrix").build(made.study(), columns="period")
    assert [column.id for column in matrix.columns] == ["PR-16", "PR-18"]
    assert quoted(matrix, "I-06", "PR-16") == ["dulu ada uang rokok"]
    assert not any(cell.entries for cell in matrix.cells if cell.column == "PR-18")


def test_a_group_interview_stands_with_everyone_who_speaks() -> None:
    from dataclasses import replace

    from qualcode.model import Block, BlockKind, Source

    made = StudyBuilder().focus("A").informant("I-01", "Staf").informant("I-02", "Staf")
    made.interview("W-01", "I-01", "P: Apa?\nI: Satu.\nI: Dua.")
    answers = [one for one in made.records if isinstance(one, Block) and one.kind is BlockKind.ANSWER]
    made.records = [
        replace(one, informant="I-02") if one is answers[1]
        else replace(one, informants=("I-01", "I-02")) if isinstance(one, Source) else one
        for one in made.records
    ]  # fmt: skip
    matrix = built(made.code("W-01", "Satu.\nI: Dua.", "A"))
    assert quoted(matrix, "I-01", "A") == quoted(matrix, "I-02", "A") == ["Satu.\nI: Dua."]
