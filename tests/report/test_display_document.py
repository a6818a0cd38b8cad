"""Displays in Word: the tables of the report, with everything that is said in a cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

import qualcode
from qualcode import displays
from qualcode.cli import root
from qualcode.displays._listing import all_displays
from qualcode.displays._shape import columns_between, needed_widths, stretches
from qualcode.model import Cell, Code, Consent, ConsentScope, Display, Entry, EntryKind
from qualcode.report.columns import columns_for
from qualcode.report.display_document import document_of
from qualcode.report.document import HeaderCell, Part, Table, TableCell, Text
from qualcode.report.parts import plain
from tests.builders import StudyBuilder
from tests.displays.study import MATRICES, builder, sample, whole, whole_builder

NAME = "role-ordered-matrix"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return builder().stored(tmp_path / "studi")


def run(study: Path, *args: str) -> Result:
    return CliRunner().invoke(root, ["display", *args, "--study", str(study)], env={"QUALCODE_LANG": "en"})


def words(path: Path) -> str:
    """Everything in the tables and paragraphs, blanks as one."""
    word = docx.Document(str(path))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return " ".join(" ".join([*cells, *(one.text for one in word.paragraphs)]).split())


def on_its_side(section: Any) -> bool:
    return bool(section.page_width > section.page_height)


def test_show_writes_every_entry_of_the_matrix_and_what_stands_around_it(study: Path, tmp_path: Path) -> None:
    path = tmp_path / "matriks.docx"
    result = run(study, "show", NAME, "--to", str(path))
    assert result.exit_code == 0, result.output
    text, matrix = words(path), displays.load(NAME).build(sample())
    for cell in matrix.cells:
        for entry in cell.entries:
            assert entry.kind is EntryKind.SYMBOL or " ".join(entry.text.split()) in text
    meanings = (meaning for sign, meaning in matrix.legend.items() if sign not in "qsx")  # kinds show by themselves
    for line in (*matrix.rules, *matrix.remarks, *meanings):
        assert line.replace(" : ", ": ").rstrip(".") in text
    assert "6 informan, 8 sumber" in text


def test_a_wide_matrix_lies_on_its_side_in_tables_that_name_their_columns(study: Path, tmp_path: Path) -> None:
    path = tmp_path / "matriks.docx"
    run(study, "show", "conceptually-clustered-matrix", "--to", str(path))
    word = docx.Document(str(path))
    assert all(on_its_side(section) for section in word.sections)
    assert len(word.tables) > 1
    for table in word.tables:
        assert table.rows[0].cells[0].text == "Peran"
        assert len(table.columns) < 7
    assert "Tabel 2 Matriks terkelompok konseptual: " in words(path)
    run(study, "show", "content-analytic-summary-table", "--to", str(tmp_path / "isi.docx"))
    upright = docx.Document(str(tmp_path / "isi.docx"))
    assert not any(on_its_side(section) for section in upright.sections)


@pytest.mark.parametrize("name", ["matrix", "code-by-code-matrix", "data-accounting-log", "antecedents-matrix"])
def test_a_matrix_of_short_entries_stands_on_one_sheet(name: str) -> None:
    study = whole()
    document = document_of((displays.load(name).build(study),), study)
    assert len([block for block in document.blocks() if isinstance(block, Table)]) == 1


def test_running_text_keeps_its_width_where_narrow_columns_would_not_make_one_table() -> None:
    made = StudyBuilder().informant("I-01", "Staf")
    said = [f"hal ke-{n} ialah kami menunggu sampai siang karena petugas loket belum datang juga" for n in range(9)]
    made.interview("W-01", "I-01", "\n".join(f"P: Apa?\nI: {answer}" for answer in said))
    for n, answer in enumerate(said):
        made.focus(f"F{n}", f"Fokus {n}").code("W-01", answer, f"F{n}")
    study = made.study()
    document = document_of((displays.load(NAME).build(study),), study)
    tables = [block for block in document.blocks() if isinstance(block, Table)]
    assert len(tables) == 3
    assert all(len(table.columns) == 5 for table in tables)


def test_a_part_whose_columns_have_long_names_says_which_part_it_is() -> None:
    made = StudyBuilder().informant("I-01", "Staf").interview("W-01", "I-01", "P: Apa?\nI: surat")
    for n in range(24):
        made.focus(f"F{n}", f"Kesesuaian antara janji waktu petugas loket dan selesainya surat nomor {n}")
    study = made.code("W-01", "surat", "F1").study()
    document = document_of((displays.load("matrix").build(study),), study)
    captions = [block.caption for block in document.blocks() if isinstance(block, Table)]
    assert len(captions) > 1
    assert captions[0] == f"Matriks bebas: bagian 1 dari {len(captions)}"


def test_nothing_printed_tells_what_to_type() -> None:
    study = whole()
    for shown in all_displays(study):
        for line in (*shown.rules, *shown.remarks):
            assert "--about" not in line
            assert "qualcode " not in line


def test_a_document_that_ends_with_a_table_on_its_side_has_no_empty_page(tmp_path: Path) -> None:
    path = tmp_path / "pencar.docx"
    assert run(whole_builder().stored(tmp_path / "studi"), "show", "scatterplot", "--to", str(path)).exit_code == 0
    word = docx.Document(str(path))
    assert [on_its_side(section) for section in word.sections] == [False, True]
    last = [element for element in word.element.body if element.tag.endswith("}p")][-1]
    assert not last.xpath("w:pPr/w:sectPr")


def test_a_picture_stands_with_its_caption_but_not_with_the_picture_before(tmp_path: Path) -> None:
    made = StudyBuilder().informant("I-01", "Staf").interview("W-01", "I-01", "P: Apa?\nI: surat")
    for focus in "ABC":
        made.focus(focus, f"Fokus {focus}")
        made.add(*(Code(id=f"{focus}-{n}", name=f"Kode {focus}{n}", parent=focus) for n in range(9)))
        made.code("W-01", "surat", f"{focus}-1")
    path = tmp_path / "pohon.docx"
    assert run(made.stored(tmp_path / "studi"), "show", "code-tree", "--to", str(path)).exit_code == 0
    body = docx.Document(str(path)).element.body
    pictures = [one for one in body if one.xpath(".//w:drawing")]
    assert len(pictures) > 1
    for before in (one.getprevious() for one in pictures[1:]):
        assert not before.xpath("w:pPr/w:keepNext")


def test_a_quotation_stands_in_every_cell_that_it_belongs_to() -> None:
    made = builder()
    made.code("W-04", "Tidak, gratis.", "HASIL", "+")
    study = made.study()
    document = document_of((displays.load(NAME).build(study),), study)
    parts = [
        plain(part.runs)
        for table in document.blocks()
        if isinstance(table, Table)
        for row in table.rows
        for cell in row
        for part in cell.parts
    ]
    assert sum("Tidak, gratis." in part for part in parts) == 2
    assert not any("dikutip pada uraian" in part for part in parts)


def test_who_agreed_to_nothing_is_quoted_in_no_word_file(tmp_path: Path) -> None:
    made = builder()
    made.add(*(Consent(id=f"PS-{n}", informant=f"I-0{n}", scope=(ConsentScope.QUOTATION,)) for n in (1, 2, 3, 5, 6)))
    path = tmp_path / "matriks.docx"
    assert run(made.stored(tmp_path / "studi"), "show", NAME, "--to", str(path)).exit_code == 0
    assert "Tidak, gratis." not in words(path)
    assert "Kadang terlambat" in words(path)


def test_export_writes_all_displays_after_a_list_of_their_tables(tmp_path: Path) -> None:
    path, study = tmp_path / "semua.docx", whole_builder().stored(tmp_path / "studi")
    result = run(study, "export", "--to", str(path))
    assert result.exit_code == 0, result.output
    text = words(path)
    assert "daftar tabel" in text.casefold()
    for made in all_displays(qualcode.open_study(study)):
        assert made.title.removeprefix("Tabel ").casefold() in text.casefold()


def test_the_study_s_own_template_is_taken(study: Path, tmp_path: Path) -> None:
    own = study / "templates" / "umum"
    own.mkdir(parents=True)
    (own / "display.md.j2").write_text("Milik saya.\n", encoding="utf-8")
    run(study, "show", NAME, "--to", str(tmp_path / "a.docx"))
    assert words(tmp_path / "a.docx") == "Milik saya."


def test_an_unknown_extension_names_word_among_the_known(study: Path, tmp_path: Path) -> None:
    result = run(study, "show", NAME, "--to", str(tmp_path / "a.doc"))
    assert result.exit_code == 1
    assert "docx" in result.output


@pytest.mark.parametrize("room", [1, 30, 60, 90, 400])
def test_columns_are_cut_into_stretches_that_fit_and_lose_none(room: int) -> None:
    for name in MATRICES:
        matrix = displays.load(name).build(whole())
        found = stretches(matrix, room)
        assert [at for start, end in found for at in range(start, end)] == list(range(len(matrix.columns)))
        for start, end in found:
            part = columns_between(matrix, start, end)
            assert end - start == 1 or sum(width + 3 for width in needed_widths(part)) <= room
            assert all(part.cell(row.id, line.id) for row in part.rows for line in part.columns)


def test_a_row_that_no_page_holds_is_cut_between_its_parts_and_named_again(tmp_path: Path) -> None:
    made = builder()
    said = [f"Kalimat rekaan nomor {number} yang cukup panjang untuk satu baris." for number in range(60)]
    parts = tuple(Entry(kind=EntryKind.SUMMARY, text=text) for text in said)
    made.add(Display(id=NAME, type=NAME), Cell(display=NAME, row="I-02", column="DISIPLIN", entries=parts))
    path = tmp_path / "matriks.docx"
    result = run(made.stored(tmp_path / "panjang"), "show", NAME, "--to", str(path))
    assert result.exit_code == 0, result.output
    table = next(table for table in docx.Document(str(path)).tables if said[0] in table._tbl.xpath("string()"))
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    names = [row[1] for row in rows]
    at = names.index("I-02")
    again = [name for name in names[at:] if name.endswith("(lanjutan)")]
    assert len(again) > 1
    assert {name.replace("\u2011", "-") for name in again} == {"I-02 (lanjutan)"}
    pieces = [text for row in rows[at : at + 1 + len(again)] for text in row[2].splitlines()]
    assert [one for one in pieces if one in said] == said


def test_a_column_with_little_to_say_leaves_its_room_to_the_fuller_one() -> None:
    def of(text: str) -> TableCell:
        return TableCell(parts=(Part(runs=(Text(text),)),))

    heads = ((HeaderCell(text="Peran"), HeaderCell(text="Maret"), HeaderCell(text="April")),)
    rows = ((of("Staf"), of("kata " * 200), of("KOS")), (of("Lurah"), of("KOS"), of("kata " * 15)))
    shares = [one.share for one in columns_for(heads, rows, stubs=1, room_cm=20, letter_cm=0.17)]
    assert shares[1] > 2.5 * shares[2]
    assert sum(shares) == pytest.approx(1)
