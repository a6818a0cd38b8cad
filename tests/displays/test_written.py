"""What the researcher writes: it survives a rebuild, goes stale when its evidence changes, and is never lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qualcode import displays
from qualcode.displays._kept import Written, bound, frozen, opened, record_of, with_rule, write_cell
from qualcode.displays._listing import all_displays
from qualcode.errors import BadValue, DisplayNotReady, UnknownName
from qualcode.model import (
    Attribute,
    Axis,
    AxisItem,
    Cell,
    DataMark,
    Display,
    Entry,
    EntryKind,
    EvidenceMark,
    Rating,
    ScaleValue,
    Study,
    Valence,
    Variable,
)
from qualcode.reduction.filters import Filter
from tests.builders import StudyBuilder
from tests.displays.study import builder, sample, whole_builder

NAME = "role-ordered-matrix"


def put(made: StudyBuilder, at: tuple[str, str], name: str = NAME, **parts: Any) -> StudyBuilder:
    """The study with a cell written as the command writes it."""
    display, cell = write_cell(made.study(), name, at, Written(author="rani", **parts))
    made.records = [
        one for one in made.records
        if not (isinstance(one, Display) and one.id == display.id)
        and not (isinstance(one, Cell) and (one.display, one.row, one.column) == (cell.display, cell.row, cell.column))
    ]  # fmt: skip
    return made.add(display, cell)


def built(study: Study, **options: Any) -> Any:
    return displays.load(NAME).build(study, **options)


def test_a_summary_stands_beside_what_was_assembled() -> None:
    made = put(builder(), ("I-01", "DISIPLIN"), summary="Lumayan, lalu rendah.", explanation="Pembandingnya berganti.")
    cell = built(made.study()).cell("I-01", "DISIPLIN")
    assert [entry.kind.value for entry in cell.entries] == ["q", "q", "s", "x", "m"]
    assert [entry.written for entry in cell.entries] == [False, False, True, True, False]
    assert (cell.written, cell.stale) == (True, False)
    assert {place.source for entry in cell.entries for place in entry.segments} == {"W-01"}


def test_a_written_cell_survives_new_evidence_and_is_marked_stale() -> None:
    made = put(builder(), ("I-02", "DISIPLIN"), summary="Terlambat karena anak.")
    assert not built(made.study()).cell("I-02", "DISIPLIN").stale
    made.code("W-02", "sorenya kami lembur", "DISIPLIN-JAM", "+")
    matrix = built(made.study())
    cell = matrix.cell("I-02", "DISIPLIN")
    assert "Terlambat karena anak." in [entry.text for entry in cell.entries]
    assert cell.stale
    assert matrix.stale == (("I-02", "DISIPLIN"),)
    assert "[USANG]" in matrix.legend


def test_a_changed_valence_makes_stale_and_another_cell_does_not() -> None:
    made = put(builder(), ("I-02", "DISIPLIN"), summary="Terlambat.")
    made.code("W-02", "Nggak pernah saya lihat", "HASIL", "+")
    assert not built(made.study()).cell("I-02", "DISIPLIN").stale
    made.records = [
        replace(one, valence=None) if getattr(one, "code", "") == "DISIPLIN-JAM" else one for one in made.records
    ]
    assert built(made.study()).cell("I-02", "DISIPLIN").stale


def test_looking_through_a_filter_makes_nothing_stale() -> None:
    made = put(builder(), ("I-01", "DISIPLIN"), summary="Lumayan, lalu rendah.")
    cell = built(made.study(), filter=Filter(valence=(Valence.POSITIVE,))).cell("I-01", "DISIPLIN")
    assert cell.written
    assert not cell.stale


def test_writing_again_binds_to_the_evidence_of_now() -> None:
    made = put(builder(), ("I-02", "DISIPLIN"), summary="Terlambat.")
    made.code("W-02", "sorenya kami lembur", "DISIPLIN-JAM", "+")
    put(made, ("I-02", "DISIPLIN"), summary="Terlambat, tetapi lembur.")
    cell = built(made.study()).cell("I-02", "DISIPLIN")
    assert not cell.stale
    assert [entry.text for entry in cell.entries if entry.written] == ["Terlambat, tetapi lembur."]


def test_the_researcher_s_quotations_and_sign_replace_the_machine_s() -> None:
    made = builder()
    segment = made.segment("W-01", "kalau hujan itu masih rendah lah").id
    put(made, ("I-01", "DISIPLIN"), quotes=(segment,), mark="−")
    cell = built(made.study()).cell("I-01", "DISIPLIN")
    assert [(e.kind, e.text) for e in cell.entries] == [
        (EntryKind.QUOTATION, "kalau hujan itu masih rendah lah"),
        (EntryKind.SYMBOL, "-"),
    ]


def test_a_quotation_of_several_segments_is_joined_and_never_retyped() -> None:
    made = builder()
    ids = tuple(made.segment("W-01", q).id for q in ("Jam masuk diatur", "masih rendah lah"))
    put(made, ("I-01", "DISIPLIN"), quotes=ids)
    assert built(made.study()).cell("I-01", "DISIPLIN").entries[0].text == "Jam masuk diatur [...] masih rendah lah"


def test_a_data_mark_stands_instead_of_entries_until_evidence_comes() -> None:
    made = put(builder(), ("I-06", "DISIPLIN"), mark="tdt")
    cell = built(made.study()).cell("I-06", "DISIPLIN")
    assert (cell.data_mark, cell.entries, cell.proposed, cell.blank) == (DataMark.NOT_ASKED, (), False, None)
    made.code("W-06", "tapi itu cerita orang", "DISIPLIN")
    cell = built(made.study()).cell("I-06", "DISIPLIN")
    assert cell.stale
    assert [entry.text for entry in cell.entries] == ["tapi itu cerita orang"]
    assert cell.data_mark is DataMark.NOT_ASKED


def test_a_summary_takes_the_place_of_a_data_mark() -> None:
    made = put(builder(), ("I-06", "DISIPLIN"), mark="TDT")
    put(made, ("I-06", "DISIPLIN"), summary="Tidak dibicarakan.")
    cell = built(made.study()).cell("I-06", "DISIPLIN")
    assert cell.data_mark is None
    assert [entry.text for entry in cell.entries] == ["Tidak dibicarakan."]


def test_evidence_marks_are_added_to_those_found() -> None:
    made = put(builder(), ("I-01", "JUJUR"), mark="!")
    assert built(made.study()).cell("I-01", "JUJUR").evidence_marks == (EvidenceMark.CONFLICT, EvidenceMark.HEARSAY)


def test_complete_is_stated_by_the_researcher() -> None:
    made = put(builder(), ("I-01", "DISIPLIN"), "data-accounting-log", mark="lengkap")
    cell = displays.load("data-accounting-log").build(made.study()).cell("I-01", "DISIPLIN")
    assert [entry.text for entry in cell.entries] == ["lengkap", "2 dari 4 segmen"]


def test_a_rating_is_shown_in_the_words_of_its_scale() -> None:
    made = builder().add(
        Variable(id="DISIPLIN", name="Disiplin", values=(ScaleValue(value=2, label="rendah"),)),
        Rating(id="N-01", subject="informant:I-01", variable="DISIPLIN", values=(2,)),
    )
    put(made, ("I-01", "DISIPLIN"), rating="N-01")
    assert "Disiplin: rendah" in [e.text for e in built(made.study()).cell("I-01", "DISIPLIN").entries]


@pytest.mark.parametrize("mark", ["XX", "++", "penuh"])
def test_an_unknown_mark_is_refused(mark: str) -> None:
    with pytest.raises(BadValue) as refused:
        write_cell(sample(), NAME, ("I-01", "DISIPLIN"), Written(mark=mark))
    assert "TDT" in refused.value.known


def test_unknown_rows_columns_displays_and_segments_are_refused() -> None:
    for at, kind in ((("I-99", "DISIPLIN"), "row"), (("I-01", "DISIPLEN"), "column")):
        with pytest.raises(UnknownName) as refused:
            write_cell(sample(), NAME, at, Written(summary="x"))
        assert refused.value.kind == kind
    with pytest.raises(UnknownName):
        opened(sample(), "matriks-entah")
    with pytest.raises(UnknownName):
        write_cell(sample(), NAME, ("I-01", "DISIPLIN"), Written(summary="x", segments=("S-99",)))


def test_a_row_or_column_is_known_by_its_label_too() -> None:
    _display, cell = write_cell(sample(), "matriks-tata-peran", ("i-01", "kedisiplinan"), Written(summary="x"))
    assert (cell.row, cell.column) == ("I-01", "DISIPLIN")


def test_a_code_that_is_no_column_can_be_written_and_is_named_where_it_does_not_show() -> None:
    made = put(builder(), ("I-01", "DISIPLIN-JAM"), summary="Jam masuk.")
    assert any("I-01 × DISIPLIN-JAM" in remark for remark in built(made.study()).remarks)
    cell = built(made.study(), columns="DISIPLIN-JAM").cell("I-01", "DISIPLIN-JAM")
    assert "Jam masuk." in [entry.text for entry in cell.entries]
    assert not cell.stale


def test_a_role_summary_rests_on_the_evidence_of_its_group() -> None:
    made = builder().add(
        Display(
            id=NAME, type=NAME, rows=Axis(name="informant", added=(AxisItem(id="staf", label="Staf", group="Staf"),))
        )
    )
    put(made, ("staf", "DISIPLIN"), summary="Satu terlambat, satu tidak.")
    cell = built(made.study()).cell("staf", "DISIPLIN")
    assert not cell.stale
    assert {place.source for place in cell.entries[0].segments} == {"W-02", "W-03"}
    made.code("W-03", "Sistem daring itu bikin cepat", "DISIPLIN", "+")
    assert built(made.study()).cell("staf", "DISIPLIN").stale


def with_summary_rows() -> StudyBuilder:
    """The display with a summary row for two of its roles, both written."""
    added = tuple(AxisItem(id=name.lower(), label=f"Ringkasan {name}", group=name) for name in ("Staf", "Masyarakat"))
    made = builder().add(Display(id=NAME, type=NAME, rows=Axis(name="informant", added=added)))
    put(made, ("staf", "DISIPLIN"), summary="Satu terlambat, satu tidak.")
    return put(made, ("masyarakat", "JUJUR"), summary="Tidak diminta uang, tetapi menunggu janji.")


@pytest.mark.parametrize(
    "call",
    [
        {"filter": Filter(role=("Staf",))},
        {"filter": Filter(informant=("I-02",))},
        {"filter": Filter(source=("W-02", "W-04"))},
        {"filter": Filter(coder=("rani",))},
        {"filter": Filter(focus=("DISIPLIN",))},
        {"rows": "I-02,staf"},
        {"rows": "staf,masyarakat", "columns": "JUJUR,DISIPLIN"},
        {"columns": "category"},
    ],
)
def test_a_summary_row_rests_on_its_whole_group_however_little_of_it_is_shown(call: dict[str, Any]) -> None:
    matrix = built(with_summary_rows().study(), **call)
    assert matrix.stale == ()
    assert "staf" in [row.id for row in matrix.rows]


def test_codings_of_others_than_the_study_s_coders_make_nothing_stale() -> None:
    made = builder()
    made.records[0] = replace(made.records[0], coders=("rani",))  # type: ignore[type-var]
    put(made, ("I-02", "DISIPLIN"), summary="Terlambat.")
    made.code("W-02", "sorenya kami lembur", "DISIPLIN-JAM", "+", coder="bayu")
    assert built(made.study(), filter=Filter(coder=("bayu", "rani"))).stale == ()


def test_a_summary_row_of_people_whom_the_filter_leaves_out_is_named_instead_of_shown() -> None:
    matrix = built(with_summary_rows().study(), filter=Filter(role=("Staf",)))
    assert [row.id for row in matrix.rows] == ["I-02", "I-03", "staf"]
    assert [remark for remark in matrix.remarks if "Ringkasan" in remark] == [
        "Baris atau kolom tambahan untuk kelompok di luar saringan: Ringkasan Masyarakat."
    ]


def test_rows_asked_for_by_name_are_those_rows_alone() -> None:
    matrix = built(with_summary_rows().study(), rows="I-04,ringkasan masyarakat")
    assert [row.id for row in matrix.rows] == ["I-04", "masyarakat"]


def test_a_kept_choice_of_rows_is_narrowed_by_a_filter() -> None:
    made = builder().add(Display(id=NAME, type=NAME, rows=Axis(name="informant", items=("I-04", "I-02", "I-01"))))
    assert [row.id for row in built(made.study()).rows] == ["I-04", "I-02", "I-01"]
    assert [row.id for row in built(made.study(), filter=Filter(role=("Staf", "Lurah"))).rows] == ["I-02", "I-01"]
    with pytest.raises(DisplayNotReady):
        built(made.study(), filter=Filter(role=("Tokoh",)))


def test_a_kept_axis_can_be_cut_by_its_lines() -> None:
    made = builder().add(Display(id=NAME, type=NAME, rows=Axis(name="role")))
    assert [row.id for row in built(made.study(), rows="Tokoh,staf").rows] == ["Tokoh", "Staf"]


def test_two_filters_leave_what_both_leave() -> None:
    made = builder().add(Display(id=NAME, type=NAME, filter=(Attribute(name="role", value="Staf,Lurah"),)))
    assert [row.id for row in built(made.study(), filter=Filter(role=("Staf", "Tokoh"))).rows] == ["I-02", "I-03"]
    with pytest.raises(DisplayNotReady):
        built(made.study(), filter=Filter(role=("Tokoh",)))


def test_cells_from_a_file_are_bound_to_the_evidence_of_now() -> None:
    cell = Cell(
        display=NAME, row="I-02", column="DISIPLIN", entries=(Entry(kind=EntryKind.SUMMARY, text="Terlambat."),)
    )
    made = builder().add(Display(id=NAME, type=NAME))
    (tied,) = bound(made.study(), (cell,))
    assert tied.evidence_digest
    made.add(tied)
    assert not built(made.study()).cell("I-02", "DISIPLIN").stale
    made.code("W-02", "sorenya kami lembur", "DISIPLIN-JAM", "+")
    assert built(made.study()).cell("I-02", "DISIPLIN").stale


def test_rules_and_notes_are_printed_with_the_display() -> None:
    display = replace(
        with_rule(record_of(sample(), NAME), "Satu kutipan terkuat."), notes="Terbelah.", blank="tidak ada"
    )
    matrix = built(builder().add(display).study())
    assert matrix.rules[0] == "Satu kutipan terkuat."
    assert matrix.notes == "Terbelah."
    assert matrix.blanks == ()
    assert matrix.legend["–"] == "tidak ada"


def test_freezing_refuses_unexplained_blanks_and_keeps_everything_else() -> None:
    with pytest.raises(DisplayNotReady) as refused:
        frozen(sample(), NAME, snapshot_id="SN-01", at="2018-05-01T10:00:00Z")
    assert any("I-06" in line for line in refused.value.missing)
    kept = frozen(sample(), NAME, snapshot_id="SN-01", at="2018-05-01T10:00:00Z", with_blanks=True)
    again = frozen(sample(), "matriks-tata-peran", snapshot_id="SN-01", at="2018-05-01T10:00:00Z", with_blanks=True)
    assert kept == again
    assert kept.display == NAME
    assert '"name":"role-ordered-matrix"' in kept.content
    assert kept.rules == built(sample()).rules


def test_all_displays_that_can_be_built_are_given_kept_ones_included() -> None:
    study = whole_builder().add(Display(id="kedua", type=NAME, title="Kedua")).study()
    assert [matrix.name for matrix in all_displays(study)] == [*displays.DISPLAYS.names(), "kedua"]
