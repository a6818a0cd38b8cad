"""What the method asks of single displays beyond their goldens: whose words, which order, what counts as an outcome."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qualcode import displays
from qualcode.displays._figure import Figure
from qualcode.displays._names import listed_codes
from qualcode.displays._result import Matrix
from qualcode.model import (
    Case,
    Event,
    EventKind,
    Finding,
    FindingKind,
    Informant,
    Link,
    LinkKind,
    Place,
    Rating,
    ScaleValue,
    Variable,
)
from tests.builders import StudyBuilder
from tests.displays.study import whole, whole_builder


def matrix_of(name: str, made: StudyBuilder, **asked: Any) -> Matrix:
    found = displays.load(name).build(made.study(), **asked)
    assert isinstance(found, Matrix)
    return found


def texts(matrix: Matrix, row: str, column: str) -> list[str]:
    return [entry.text for entry in matrix.cell(row, column).entries]


def test_a_checklist_of_ratings_quotes_what_they_rest_on_and_says_when_one_informant_carries_a_role() -> None:
    made = whole_builder()
    lama = made.segment("W-04", "Menunggu lama, petugasnya belum ada.").id
    made.add(Rating(id="N-95", subject="role:Masyarakat", variable="printer", values=(1,), segments=(lama,)))
    matrix = matrix_of("checklist-matrix", made)
    cell = matrix.cell("printer", "Masyarakat")
    assert [(one.kind.value, one.text) for one in cell.entries] == [
        ("q", "Menunggu lama, petugasnya belum ada."),
        ("r", "rendah"),
    ]
    assert [mark.value for mark in cell.evidence_marks] == ["T1"]
    assert not matrix.cell("printer", "Lurah").evidence_marks


def test_a_cognitive_map_holds_one_persons_words_and_ratings() -> None:
    made = whole_builder()
    gratis, katanya = (made.segment(*one).id for one in (("W-04", "Tidak, gratis."), ("W-06", "itu cerita orang")))
    made.add(
        Link(
            id="L-20", from_="code:JUJUR-PUNGLI", to="variable:kepuasan", kind=LinkKind.LEADS_TO,
            asserted_by=("I-04", "I-06"), segments=(gratis, katanya),
        ),
    )  # fmt: skip
    figure = displays.load("cognitive-map").build(made.study(), options={"informant": "I-04"})
    assert isinstance(figure, Figure)
    (panel,) = figure.panels
    shown = panel.content.as_json()
    people = {one["source"] for part in ("nodes", "edges") for mark in shown[part] for one in mark["segments"]}
    assert people == {"W-04"}
    assert {node["id"]: node["note"] for node in shown["nodes"]}["variable:kepuasan"] == "rendah"


def test_case_dynamics_tell_the_strain_from_what_came_after_it() -> None:
    made = whole_builder()
    kita = made.segment("W-01", "Printer kita satu").id
    made.add(
        Event(id="E-20", label="Printer rusak", date="2018-03-01", segments=(kita,)),
        Event(id="E-21", label="Printer dipinjam", date="2018-03-02", segments=(kita,)),
        Event(id="E-22", label="Antrean", kind=EventKind.STATE, date="2018-03-02", segments=(kita,)),
        Link(id="L-20", from_="event:E-20", to="event:E-21", kind=LinkKind.LEADS_TO, segments=(kita,)),
        Link(id="L-21", from_="event:E-20", to="event:E-22", kind=LinkKind.LEADS_TO, segments=(kita,)),
    )
    matrix = matrix_of("case-dynamics-matrix", made)
    assert texts(matrix, "SARANA-ALAT", "issue") == ["Printer kita satu", "1 Maret 2018: Printer rusak"]
    assert texts(matrix, "SARANA-ALAT", "resolution") == ["2 Maret 2018: Printer dipinjam"]
    assert texts(matrix, "SARANA-ALAT", "change")[-1] == "2 Maret 2018: Antrean"


def test_a_contrast_table_puts_what_differs_first_and_leaves_out_what_nobody_has() -> None:
    made = whole_builder()
    made.add(
        Variable(id="tugas", name="Beban tugas", values=(ScaleValue(value=1, label="satu"),)),
        Rating(id="N-96", subject="informant:I-03", variable="tugas", values=(1,)),
    )
    matrix = matrix_of("contrast-table", made, options={"cases": "KS-02, KS-04, KS-05"})
    groups = list(dict.fromkeys(row.group for row in matrix.rows))
    assert groups[0] == "Berbeda pada semua kasus pilihan"
    assert groups == [one for one in (groups[0], "Berbeda pada sebagian", "Sama", groups[-1]) if one in groups]
    assert {row.label: row.group for row in matrix.rows}["Peran"] == "Berbeda pada sebagian"
    assert "Beban tugas" not in [row.label for row in matrix.rows]
    assert "Beban tugas" in " ".join(matrix.remarks)
    assert matrix.title.endswith("I-02, I-04, dan I-05")


def test_cases_of_one_path_stand_together_and_those_without_events_last() -> None:
    made = whole_builder()
    for number, (case, kind) in enumerate((("KS-02", "janji"), ("KS-06", "surat selesai")), 30):
        made.add(Event(id=f"E-{number}", label=kind, type=kind, case=case, sequence=1))
    rows = [row.id for row in matrix_of("time-ordered-meta-matrix", made).rows]
    assert rows == ["KS-02", "KS-04", "KS-05", "KS-06", "KS-01", "KS-03"]


def test_a_growth_gradient_notes_key_events_and_says_how_many_others_there_are() -> None:
    matrix = matrix_of("growth-gradient", whole_builder())
    assert [len(matrix.cell("events", column.id).entries) for column in matrix.columns] == [0, 1]
    assert any("6 peristiwa lain" in one for one in matrix.remarks)


def test_a_decision_tree_leaves_out_sequences_without_any_condition() -> None:
    made = whole_builder()
    made.add(Link(id="L-20", from_="event:E-01", to="event:E-04", kind=LinkKind.PRECEDES))
    figure = displays.load("decision-tree").build(made.study())
    assert isinstance(figure, Figure)
    assert [edge["id"] for edge in figure.panels[0].content.as_json()["edges"]] == ["L-06"]


def test_a_variable_between_is_not_headed_as_an_antecedent() -> None:
    made = whole_builder()
    steps = (ScaleValue(value=1, label="rendah"), ScaleValue(value=2, label="tinggi"))
    made.add(
        Variable(id="cepat", name="Kecepatan", values=steps, place=Place.BETWEEN),
        Rating(id="N-97", subject="informant:I-01", variable="cepat", values=(1,)),
    )
    groups = {column.label: column.group for column in matrix_of("predictor-outcome-matrix", made).columns}
    assert groups == {"Kepuasan": "Hasil", "Kecukupan alat": "Anteseden", "Kecepatan": "Perantara"}


def test_the_summary_table_names_those_whom_it_counts() -> None:
    made = whole_builder()
    made.add(Informant(id="I-07", role="Staf", group="aparatur"), Case(id="KS-07", label="I-07", informants=("I-07",)))
    (text,) = texts(matrix_of("content-analytic-summary-table", made), "DISIPLIN-JAM", "aparatur")
    assert text == "3 dari 3 informan (1 tanpa data): I-01–I-03"


def test_titles_of_two_variables_name_both() -> None:
    for name in ("scatterplot", "variable-by-variable-matrix"):
        title = displays.load(name).build(whole()).title
        assert "Kepuasan" in title
        assert "Kecukupan alat" in title


@given(st.sets(st.integers(min_value=1, max_value=40), max_size=20))
def test_listed_codes_can_be_read_back(numbers: set[int]) -> None:
    found: list[int] = []
    for part in filter(None, listed_codes(f"I-{number:02d}" for number in numbers).split(", ")):
        ends = [int(code[2:]) for code in part.split("–")]
        found += range(ends[0], ends[-1] + 1)
    assert found == sorted(numbers)


def test_an_antecedent_that_is_rated_after_the_outcome_is_named() -> None:
    made = whole_builder()
    assert not any("waktu sesudah hasilnya" in one for one in matrix_of("predictor-outcome-matrix", made).remarks)
    made.records = [one for one in made.records if getattr(one, "id", "") != "N-08"]
    made.add(Rating(id="N-98", subject="informant:I-03", variable="alat", values=(1,), date="2019-03"))
    late = [one for one in matrix_of("predictor-outcome-matrix", made).remarks if "waktu sesudah hasilnya" in one]
    assert len(late) == 1
    assert "I-03" in late[0]
    assert "I-02" not in late[0]


def test_a_prediction_model_says_that_no_prediction_is_recorded() -> None:
    made = whole_builder()
    assert any(
        "Belum ada ramalan" in rule for rule in displays.load("causal-prediction-model").build(made.study()).rules
    )
    made.add(Finding(id="T-09", kind=FindingKind.PREDICTION, text="Bila alat cukup, puas."))
    rules = displays.load("causal-prediction-model").build(made.study()).rules
    assert any("T-09" in rule for rule in rules)
    assert not any("Belum ada ramalan" in rule for rule in rules)


def test_many_codes_are_counted_beyond_the_first() -> None:
    assert listed_codes(["I-9", "I-1", "I-2", "I-3", "I-7"], 4) == "I-1–I-3, I-7, +1"
    assert listed_codes(["I-2", "I-1"], 4) == "I-1, I-2"
