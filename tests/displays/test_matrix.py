"""A matrix from the outside: its lines, its counts, its order, its shape as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from qualcode import displays
from qualcode.displays._result import Blank, MatrixCell
from qualcode.errors import BadValue, DisplayNotReady, UnknownName
from qualcode.model import (
    About,
    Attribute,
    Axis,
    AxisGroup,
    AxisItem,
    Case,
    CaseKind,
    Consent,
    DataMark,
    Display,
    EntryKind,
    EvidenceMark,
    Technique,
    Valence,
)
from qualcode.reduction.filters import Filter
from tests.builders import StudyBuilder
from tests.displays.study import MATRICES, builder, sample, whole, whole_builder

ROLE_ORDERED = displays.load("role-ordered-matrix")


def texts(cell: MatrixCell) -> list[str]:
    return [entry.text for entry in cell.entries]


def test_rows_follow_the_role_list_and_carry_their_role() -> None:
    matrix = ROLE_ORDERED.build(sample())
    assert [(row.id, row.group) for row in matrix.rows] == [
        ("I-01", "Lurah"), ("I-02", "Staf"), ("I-03", "Staf"), ("I-04", "Masyarakat"), ("I-05", "Masyarakat"),
        ("I-06", "Tokoh"),
    ]  # fmt: skip
    assert [column.id for column in matrix.columns] == ["DISIPLIN", "JUJUR", "HASIL", "HAMBAT"]


def test_informant_numbers_are_ordered_as_numbers() -> None:
    made = StudyBuilder().focus("A")
    for number in (10, 9, 2):
        made.informant(f"I-{number}", "Staf").interview(f"W-{number}", f"I-{number}", f"P: apa?\nI: ya {number}")
        made.code(f"W-{number}", f"ya {number}", "A")
    assert [row.id for row in ROLE_ORDERED.build(made.study()).rows] == ["I-2", "I-9", "I-10"]


def test_a_column_gathers_the_codes_under_its_code() -> None:
    cell = ROLE_ORDERED.build(sample()).cell("I-04", "JUJUR")
    assert texts(cell) == ["Tidak, gratis.", "Cuma dijanjikan siang, ternyata belum selesai.", "±"]


def test_entries_stand_in_the_order_of_the_method() -> None:
    for name in MATRICES:
        for cell in displays.load(name).build(whole()).cells:
            kinds = [list(EntryKind).index(entry.kind) for entry in cell.entries]
            assert kinds == sorted(kinds)


def test_every_quotation_is_an_exact_substring_with_its_citation() -> None:
    study = whole()
    for name in MATRICES:
        for cell in displays.load(name).build(study).cells:
            for entry in cell.entries:
                if entry.kind is EntryKind.QUOTATION:
                    (place,) = entry.segments
                    assert study.text(place.source)[place.start : place.end] == entry.text
                    assert place.citation


def test_a_filter_narrows_the_view_and_names_itself() -> None:
    matrix = ROLE_ORDERED.build(sample(), Filter(focus=("JUJUR",), role=("Staf",)))
    assert [row.id for row in matrix.rows] == ["I-02", "I-03"]
    assert [column.id for column in matrix.columns] == ["JUJUR"]
    assert matrix.title == "Matriks tata peran: Kejujuran"
    assert "Saringan: fokus JUJUR; peran Staf." in matrix.remarks


def test_what_a_filter_hides_is_no_error_and_no_silence() -> None:
    cell = ROLE_ORDERED.build(sample(), Filter(valence=(Valence.POSITIVE,))).cell("I-02", "DISIPLIN")
    assert cell.blank is Blank.FILTERED


def test_a_filter_that_leaves_nothing_says_so() -> None:
    with pytest.raises(DisplayNotReady) as refused:
        displays.load("effects-matrix").build(sample(), Filter(focus=("JUJUR",)))
    assert refused.value.missing


def test_a_study_without_records_is_not_ready_and_names_what_is_missing() -> None:
    study = StudyBuilder().study()
    for name in displays.DISPLAYS.names():
        display = displays.load(name)
        missing = display.missing(study)
        assert missing
        assert all("qualcode " in line for line in missing)
        with pytest.raises(DisplayNotReady) as refused:
            display.build(study)
        assert refused.value.missing == missing


def test_needs_are_met_by_the_sample() -> None:
    names = displays.DISPLAYS.names()
    assert [displays.load(name).missing(whole()) for name in names] == [()] * len(names)


def test_rows_and_columns_can_be_cut() -> None:
    matrix = ROLE_ORDERED.build(sample(), rows="role", columns="HASIL,disiplin")
    assert [row.id for row in matrix.rows] == ["Lurah", "Staf", "Masyarakat", "Tokoh"]
    assert [column.id for column in matrix.columns] == ["HASIL", "DISIPLIN"]
    under = ROLE_ORDERED.build(sample(), rows="role,informant", columns="code,DISIPLIN-JAM")
    assert [column.id for column in under.columns] == ["DISIPLIN-JAM"]
    assert under.stub == ("Peran", "Informan")


def test_an_unknown_line_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownName) as refused:
        ROLE_ORDERED.build(sample(), columns="DISIPLEN")
    assert refused.value.kind == "column"
    assert "DISIPLIN" in refused.value.known


def test_axes_that_share_no_evidence_are_refused() -> None:
    with pytest.raises(BadValue):
        displays.load("effects-matrix").build(sample(), columns="code")


def test_transposing_keeps_every_cell() -> None:
    straight, turned = ROLE_ORDERED.build(sample()), ROLE_ORDERED.build(sample(), transpose=True)
    assert [row.id for row in turned.rows] == [column.id for column in straight.columns]
    for cell in straight.cells:
        assert turned.cell(cell.column, cell.row).entries == cell.entries


def test_empty_lines_can_be_hidden_and_are_named() -> None:
    made = builder().informant("I-07", "Tokoh")
    matrix = ROLE_ORDERED.build(made.study(), hide_empty=True)
    assert "I-07" not in [row.id for row in matrix.rows]
    assert any("I-07" in remark for remark in matrix.remarks)


def test_the_display_record_brings_groups_added_rows_and_its_own_filter() -> None:
    made = builder().add(
        Display(
            id="conceptually-clustered-matrix",
            type="conceptually-clustered-matrix",
            title="Sikap dan waktu",
            columns=Axis(
                name="cluster",
                groups=(
                    AxisGroup(label="SIKAP", items=("JUJUR-PUNGLI",)),
                    AxisGroup(label="WAKTU", items=("DISIPLIN", "JUJUR-JANJI")),
                ),
            ),
            rows=Axis(name="informant", added=(AxisItem(id="ringkasan", label="Ringkasan", group="Staf"),)),
            filter=(Attribute(name="coder", value="rani"),),
            rules=("Aturan peneliti.",),
            notes="Dibaca.",
        )
    )
    matrix = displays.load("conceptually-clustered-matrix").build(made.study())
    assert matrix.title == "Sikap dan waktu"
    assert matrix.column_groups == (("SIKAP", 1), ("WAKTU", 2))
    assert [row.id for row in matrix.rows] == ["I-01", "I-02", "I-03", "ringkasan", "I-04", "I-05", "I-06"]
    assert matrix.cell("ringkasan", "DISIPLIN").blank is Blank.ERROR
    assert matrix.rules[0] == "Aturan peneliti."
    assert matrix.notes == "Dibaca."


def test_a_kept_display_of_another_name_is_built_by_its_type() -> None:
    made = builder().add(
        Display(id="disiplin", type="role-ordered-matrix", filter=(Attribute(name="focus", value="DISIPLIN"),))
    )
    matrix = ROLE_ORDERED.build(made.study(), record="disiplin")
    assert matrix.name == "disiplin"
    assert [column.id for column in matrix.columns] == ["DISIPLIN"]


def test_counting_cases_gives_n_of_those_heard_and_names_the_rest() -> None:
    matrix = displays.load("content-analytic-summary-table").build(sample())
    (entry,) = matrix.cell("JUJUR-PUNGLI", "masyarakat").entries
    assert (entry.n, entry.of) == (2, 2)
    assert entry.text == "2 dari 2 informan (1 tanpa data): I-04, I-06"
    (zero,) = matrix.cell("HAMBAT-ALAT", "masyarakat").entries
    assert (zero.n, zero.of, zero.text) == (0, 0, "0 dari 0 informan (3 tanpa data)")


def test_recorded_cases_are_counted_once_however_many_speak() -> None:
    made = builder()
    made.records[0] = replace(made.records[0], case_kind=CaseKind.UNIT)  # type: ignore[type-var]
    made.add(
        Case(id="KS-01", label="Kantor", informants=("I-01", "I-02", "I-03")),
        Case(id="KS-02", label="Kampung", informants=("I-04", "I-05", "I-06")),
    )
    matrix = displays.load("content-analytic-summary-table").build(made.study())
    (entry,) = matrix.cell("JUJUR-PUNGLI", "aparatur").entries
    assert (entry.n, entry.of, entry.text) == (1, 1, "1 dari 1 kasus: Kantor")


def test_what_is_said_about_another_case_stands_in_no_other() -> None:
    made = builder().add(
        Case(id="KS-01", label="Kantor", informants=("I-01", "I-02", "I-03")),
        Case(id="KS-02", label="Kampung", informants=("I-04", "I-05", "I-06")),
    )
    made.code("W-02", "sorenya kami lembur", "HASIL", about=About(case="KS-02"))
    whole = ROLE_ORDERED.build(made.study(), rows="case")
    assert "sorenya kami lembur" in texts(whole.cell("KS-02", "HASIL"))
    one = ROLE_ORDERED.build(made.study(), rows="case,KS-01")
    assert one.cell("KS-01", "HASIL").entries == whole.cell("KS-01", "HASIL").entries == ()


def test_rows_of_the_summary_table_descend_within_their_heading() -> None:
    matrix = displays.load("content-analytic-summary-table").build(sample())
    assert [row.id for row in matrix.rows if row.group == "Faktor penghambat"] == ["HAMBAT-ALAT", "HAMBAT-LISTRIK"]


def test_the_log_knows_observations_and_documents_and_never_says_complete() -> None:
    matrix = displays.load("data-accounting-log").build(sample())
    assert [row.id for row in matrix.rows][-2:] == ["O-01", "D-01"]
    assert texts(matrix.cell("O-01", "DISIPLIN")) == ["sebagian", "1 dari 2 segmen"]
    assert texts(matrix.cell("I-01", "HASIL")) == ["kosong", "0 dari 4 segmen"]
    assert matrix.cell("I-04", "HAMBAT").data_mark is DataMark.NOT_APPLICABLE
    assert not [cell for cell in matrix.cells if "lengkap" in texts(cell)]


def test_a_theme_without_counter_evidence_names_the_search_or_stays_open() -> None:
    made = builder()
    found = displays.load("thematic-matrix").build(made.study())
    assert texts(found.cell("POLA-TUNGGU", "counter_evidence")) == [
        "Jam masuk diatur, dan sejak ada sidik jari sudah lumayan.",
        "Saya selalu datang jam tujuh lewat sedikit.",
    ]
    narrowed = displays.load("thematic-matrix").build(made.study(), Filter(source=("W-02", "O-01")))
    assert texts(narrowed.cell("POLA-ALAT", "counter_evidence")) == [
        "Dicari, tidak ditemukan: 12 April 2018. 7 hasil, 7 dibaca."
    ]
    open_ = displays.load("thematic-matrix").build(made.study(), Filter(source=("W-02", "W-04")))
    assert ("POLA-TUNGGU", "counter_evidence") in open_.blanks


def test_effects_stand_under_their_class_with_sign_cause_and_condition() -> None:
    matrix = displays.load("effects-matrix").build(sample())
    assert texts(matrix.cell("HASIL", "direct")) == [
        "+ bikin cepat (sebab: Alat kurang; syarat: jaringan tidak putus)",
        "− berkas menumpuk (sebab: Listrik padam)",
    ]
    assert matrix.cell("DISIPLIN-JAM", "side").evidence_marks == (EvidenceMark.INFERENCE,)
    assert matrix.cell("DISIPLIN-JAM", "direct").blank is Blank.DECLARED
    assert matrix.legend["–"] == "tidak ada akibat yang dilaporkan"
    assert any("L-04" in remark for remark in matrix.remarks)


def test_who_withdrew_stands_nowhere() -> None:
    made = whole_builder().add(Consent(id="PS-01", informant="I-02", withdrawn_on="2018-05-01"))
    for name in displays.DISPLAYS.names():
        try:
            shown = displays.load(name).build(made.study())
        except DisplayNotReady as refused:
            assert any("persetujuan dicabut" in line for line in refused.missing)  # noqa: PT017
            continue
        assert "I-02" not in [row.id for row in getattr(shown, "rows", ())]
        assert "W-02" not in {place.source for place in shown.segments}


def test_evidence_without_a_place_is_counted_in_a_remark() -> None:
    assert any("3 pengodean" in remark and "O-01" in remark for remark in ROLE_ORDERED.build(sample()).remarks)


def test_the_shape_of_the_contract() -> None:
    plain = json.loads(json.dumps(ROLE_ORDERED.build(sample()).as_json(), ensure_ascii=False))
    assert {"name", "title", "rows", "columns", "cells", "rules", "legend"} <= set(plain)
    assert plain["name"] == "role-ordered-matrix"
    assert plain["rows"][0] == {"id": "I-01", "label": "I-01", "group": "Lurah"}
    cell = plain["cells"][0]
    assert {"row", "column", "entries", "data_mark", "evidence_marks", "written", "stale"} <= set(cell)
    assert cell["written"] is False
    entry = cell["entries"][0]
    assert {"kind", "text", "n", "of", "segments"} <= set(entry)
    assert entry["kind"] == "q"
    assert {"source", "start", "end", "citation"} <= set(entry["segments"][0])


def test_the_same_study_gives_the_same_display() -> None:
    for name in displays.DISPLAYS.names():
        assert displays.load(name).build(whole()).as_json() == displays.load(name).build(whole()).as_json()


def test_by_technique_the_log_counts_each_kind_of_source() -> None:
    matrix = displays.load("data-accounting-log").build(sample(), columns="technique")
    assert [column.id for column in matrix.columns] == [technique.value for technique in Technique]
    assert texts(matrix.cell("O-01", "observation"))[0] == "sebagian"


def test_a_line_of_noughts_is_empty_too_and_is_named() -> None:
    made = StudyBuilder().focus("A").focus("B").informant("I-01", "Staf").informant("I-02", "Warga")
    made.interview("W-01", "I-01", "P: Apa?\nI: begitu").interview("W-02", "I-02", "P: Apa?\nI: entah")
    made.code("W-01", "begitu", "A").code("W-02", "entah", "A")
    whole = displays.load_matrix("matrix").build(made.study(), rows="informant", columns="code", hide_empty=True)
    assert [column.id for column in whole.columns] == ["A"]
    assert any("B" in remark for remark in whole.remarks)
