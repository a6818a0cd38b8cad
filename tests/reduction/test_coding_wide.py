"""A column a code: what is exported so comes back, and what others made so is understood."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import BadFile
from qualcode.model import Code, Consent, Valence
from qualcode.reduction.coding import Assignment
from qualcode.reduction.coding_files import export_codings, read_codings
from tests.builders import StudyBuilder
from tests.reduction.test_coding_files import ASSIGNMENTS, builder, coded_study


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def office() -> StudyBuilder:
    made = StudyBuilder().focus("DISIPLIN").focus("JUJUR").informant("I-01", "Staf").informant("I-02", "Staf")
    made.add(Code(id="NOTE", name="Catatan lain"))
    made.interview("W-01", "I-01", "P: Jam?\nI: Jam delapan. Kadang lewat.\nI: Ya jujur.\nI: Entah.")
    made.interview("W-02", "I-02", "I: Tidak dikode siapa pun.")
    made.code("W-01", "Kadang lewat", "DISIPLIN", "-").code("W-01", "Kadang lewat", "JUJUR").code(
        "W-01", "jujur", "NOTE"
    )
    return made.code("W-01", "Jam delapan", "JUJUR", coder="bayu")


def test_a_row_a_segment_and_layer(tmp_path: Path) -> None:
    assert export_codings(office().study(), tmp_path / "k.csv", wide="segment") == 4
    found = [(r["coder"], r["quote"], r["DISIPLIN"], r["JUJUR"], r["code:NOTE"]) for r in table(tmp_path / "k.csv")]
    assert found == [
        ("bayu", "Jam delapan", "0", "1", "0"),
        ("rani", "Kadang lewat", "1", "1", "0"),
        ("rani", "jujur", "0", "0", "1"),
    ]


def test_a_row_a_block_of_what_each_layer_coded(tmp_path: Path) -> None:
    made = office()
    export_codings(made.study(), tmp_path / "k.csv", wide="block")
    found = [
        (r["coder"], r["first_line"], r["DISIPLIN"] + r["JUJUR"] + r["code:NOTE"]) for r in table(tmp_path / "k.csv")
    ]
    assert found == [
        ("bayu", "2", "010"), ("bayu", "3", "000"), ("bayu", "4", "000"),
        ("rani", "2", "110"), ("rani", "3", "001"), ("rani", "4", "000"),
    ]  # fmt: skip
    made.add(Consent(id="PS-01", informant="I-01", withdrawn_on="2018-06-01"))
    export_codings(made.study(), tmp_path / "k.csv", wide="block")
    assert table(tmp_path / "k.csv") == []


@settings(max_examples=40, deadline=None)
@given(st.lists(ASSIGNMENTS, max_size=6), st.sampled_from([".csv", ".xlsx"]))
def test_who_gave_which_code_where_survives_the_way_out_and_back(assignments: list[Assignment], suffix: str) -> None:
    study = coded_study(assignments)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"kode{suffix}"
        export_codings(study, file, wide="segment")
        back = {(a.start, a.end, a.code, a.coder, a.round) for a in read_codings(builder().study(), file).assignments}
    segments = study.segments
    assert back == {
        (segments[c.segment].start, segments[c.segment].end, c.code, c.coder, c.round) for c in study.codings
    }


def test_a_table_that_others_made(tmp_path: Path) -> None:
    file = tmp_path / "k.csv"
    file.write_text("sumber;blok;disiplin;Catatan lain;JUJUR\nW-01;2;x;;−\nW-01;3;0;1;tidak\n", "utf-8")
    found = read_codings(office().study(), file, coder="sari").assignments
    assert [(one.start, one.code, one.valence, one.coder) for one in found] == [
        (11, "DISIPLIN", None, "sari"), (11, "JUJUR", Valence.NEGATIVE, "sari"), (41, "NOTE", None, "sari"),
    ]  # fmt: skip


def test_what_a_cell_or_a_heading_does_not_say_is_told(tmp_path: Path) -> None:
    file = tmp_path / "k.csv"
    file.write_text("source,block,coder,DISIPLIN,JUJR\nW-01,2,r,1,0\n", "utf-8")
    with pytest.raises(BadFile) as caught:
        read_codings(office().study(), file)
    assert [(one.why, one.what, one.guess) for one in caught.value.problems] == [("unknown_column", "JUJR", "JUJUR")]
    file.write_text("source,block,coder,DISIPLIN,JUJUR\nW-01,2,r,2,1\nW-01,9,r,1,0\n", "utf-8")
    with pytest.raises(BadFile) as caught:
        read_codings(office().study(), file)
    assert [(one.line, one.why) for one in caught.value.problems] == [(2, "unknown_value"), (3, "no_block")]
    kept = read_codings(office().study(), file, skip_bad=True)
    assert [(one.code, len(kept.problems)) for one in kept.assignments] == [("JUJUR", 2)]
