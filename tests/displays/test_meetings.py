"""Code by code: what meets what, counted on a study that can be counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode import displays
from qualcode.displays._text import cell_text
from qualcode.model import Code, Study, Valence
from qualcode.reduction.filters import Filter
from tests.builders import StudyBuilder

TURNS = "I: satu dua tiga empat\nI: lima enam\nI: tujuh delapan"


def study() -> Study:
    made = StudyBuilder().focus("A").focus("B").add(Code(id="A-1", name="A satu", parent="A", order=2))
    made.informant("I-1", "Staf").interview("W-1", "I-1", TURNS)
    made.code("W-1", "satu dua tiga", "A-1").code("W-1", "dua", "B").code("W-1", "empat", "B")
    return made.code("W-1", "lima", "A").code("W-1", "tujuh", "B").study()


@pytest.mark.parametrize(
    ("nearness", "row", "column", "text"),
    [
        ("overlap", "A", "B", "1 dari 2 segmen\nJaccard 0,33 (1 dari 3 blok)\nc 0,25 (1/4)"),
        ("overlap", "B", "A", "1 dari 3 segmen\nJaccard 0,33 (1 dari 3 blok)\nc 0,25 (1/4)"),
        ("overlap", "A", "A", "2 dari 2 segmen"),
        ("inside", "B", "A", "1 dari 3 segmen\nJaccard 0,33 (1 dari 3 blok)\nc 0,25 (1/4)"),
        ("inside", "A", "B", "0 dari 2 segmen"),
        ("same", "A", "B", "0 dari 2 segmen"),
        ("block", "B", "A", "2 dari 3 segmen\nJaccard 0,33 (1 dari 3 blok)\nc 0,67 (2/3)"),
        ("near:1", "B", "A", "3 dari 3 segmen\nJaccard 0,33 (1 dari 3 blok)"),
    ],
)
def test_what_meets_is_counted(nearness: str, row: str, column: str, text: str) -> None:
    matrix = displays.load("code-by-code-matrix").build(study(), options={"nearness": nearness})
    assert cell_text(matrix.cell(row, column), matrix) == text


def test_a_code_under_another_can_be_asked_for() -> None:
    matrix = displays.load("matriks-kode-kali-kode").build(study(), rows="B", columns="A-1")
    assert cell_text(matrix.cell("B", "A-1"), matrix).startswith("1 dari 3 segmen")


def test_any_rows_can_stand_against_what_meets_a_code() -> None:
    matrix = displays.load("matrix").build(study(), rows="informant", columns="co-code")
    assert cell_text(matrix.cell("I-1", "A"), matrix) == "3 dari 5 segmen"


def test_a_filter_of_codes_chooses_rows_and_keeps_what_they_meet() -> None:
    matrix = displays.load("code-by-code-matrix").build(study(), Filter(code=("B",)))
    assert [row.id for row in matrix.rows] == ["B"]
    assert [column.id for column in matrix.columns] == ["A", "B"]
    assert cell_text(matrix.cell("B", "A"), matrix) == "1 dari 3 segmen\nJaccard 0,33 (1 dari 3 blok)\nc 0,25 (1/4)"


@pytest.mark.parametrize("cut", [{}, {"columns": "B"}, {"columns": "B,A-1"}, {"filter": Filter(code=("B",))}])
def test_a_share_is_of_the_whole_row_whatever_shows_of_it(cut: dict[str, Any]) -> None:
    matrix = displays.load("matrix").build(study(), **cut)
    assert cell_text(matrix.cell("Staf", "B"), matrix) == "3 dari 5 segmen"


def test_a_share_is_of_what_another_filter_leaves() -> None:
    made = StudyBuilder().focus("A").focus("B").informant("I-1", "Staf").interview("W-1", "I-1", TURNS)
    made.code("W-1", "dua", "A", "+").code("W-1", "empat", "B", "+").code("W-1", "lima", "B", "-")
    matrix = displays.load("matrix").build(made.study(), Filter(valence=(Valence("+"),), code=("B",)))
    assert cell_text(matrix.cell("Staf", "B"), matrix) == "1 dari 2 segmen"
