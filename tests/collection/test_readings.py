"""What readings take from files that a layout's page would not show: what is asked, what is kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.collection.offices import is_office
from qualcode.collection.reading import read_source
from qualcode.collection.speakers import FRESH
from qualcode.errors import NeedsDecision
from qualcode.model import Technique
from tests.collection.word_files import word_file

TURNS = "Tanya: Sejak kapan?\nJawab: Dari 2010.\nTanya: Tugasnya?\nJawab: Menimbang.\n"


def _text(folder: Path, text: str, name: str = "transkrip.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_document_by_its_number_whose_text_is_a_dialogue_is_asked_about(tmp_path: Path) -> None:
    path = _text(tmp_path, TURNS, "D-11.txt")
    with pytest.raises(NeedsDecision) as caught:
        read_source(path)
    assert caught.value.what == "technique"
    assert len(read_source(path, technique=Technique.INTERVIEW).blocks) == 4


def test_a_dialogue_in_a_paragraph_is_parted_only_where_labels_leave_no_doubt(tmp_path: Path) -> None:
    heading = "Transkrip Wawancara\n\n"
    told = f"{heading}Peneliti: Sejak kapan? Informan: Dari 2010. Peneliti: Tugasnya? Informan: Menimbang.\n"
    assert [block.label for block in read_source(_text(tmp_path, told)).blocks] == ["Peneliti", "Informan"] * 2
    quoted = f"{heading}Peneliti: Apa kata beliau?\nInforman: Katanya begini. Catat: besok libur. Sudah: itu saja.\n"
    reading = read_source(_text(tmp_path, quoted))
    assert len(reading.blocks) == 2
    assert not [one for one in reading.remarks if one.key == "turns_apart"]


def test_tabs_of_word_stay_in_the_text_and_part_labels_from_speech(tmp_path: Path) -> None:
    path = word_file(
        tmp_path / "a.docx", "Transkrip Wawancara", "NA\tSejak kapan?", "BK\tDari 2010.", "NA\tLalu?", "BK\tSudah."
    )
    reading = read_source(path, speakers={"NA": "interviewer", "BK": "informant"})
    assert "NA\tSejak kapan?" in reading.text
    assert [reading.text[block.start : block.end] for block in reading.blocks] == [
        "Sejak kapan?", "Dari 2010.", "Lalu?", "Sudah.",
    ]  # fmt: skip


def test_a_birthday_is_not_the_day_of_the_interview(tmp_path: Path) -> None:
    header = "Transkrip Wawancara\nSubjek : AR\nTTL : Contoh, 30 Januari 1990\nPelaksanaan : 27/06/2021 di Aula\n\n"
    reading = read_source(_text(tmp_path, header + TURNS))
    assert (reading.date, reading.place) == ("2021-06-27", "Aula")


def test_husband_and_wife_of_one_name_are_two_people(tmp_path: Path) -> None:
    talk = "Pewawancara: Sejak kapan?\nPak Gimin: 2010.\nBu Gimin: 2011.\nPewawancara: Siapa?\nPak Gimin: Kami.\n"
    reading = read_source(_text(tmp_path, talk))
    assert [block.informant for block in reading.blocks if block.informant] == [f"{FRESH}1", f"{FRESH}2", f"{FRESH}1"]


def test_sentences_on_lines_of_their_own_are_paragraphs_and_a_broken_text_is_one(tmp_path: Path) -> None:
    above = "CATATAN LAPANGAN\nTanggal : 5 Agustus 2022\n\n"
    lines = [f"Pagi itu pelelangan ramai oleh bakul dan nelayan yang datang bersama nomor {n}" for n in range(3)]
    assert len(read_source(_text(tmp_path, above + ".\n".join(lines) + ".\n")).blocks) == 3
    assert len(read_source(_text(tmp_path, above + "\n".join(lines) + ".\n")).blocks) == 1


def test_who_answers_beside_each_row_of_a_table_by_code(tmp_path: Path) -> None:
    rows = "Kode informan,Pertanyaan,Jawaban\nI-01,Apa alasannya?,Kerja.\nI-02,Apa alasannya?,Ikut suami.\n"
    reading = read_source(_text(tmp_path, rows, "jawaban.csv"))
    assert [block.informant for block in reading.blocks if block.informant] == ["I-01", "I-02"]


@pytest.mark.parametrize("heading", ["Kutipan", "Jawaban", "Petikan wawancara"])
def test_a_table_with_a_row_for_each_person_has_as_many_informants(tmp_path: Path, heading: str) -> None:
    rows = [("I1", "Pedagang", "Cepat."), ("I2", "Nelayan", "Lama."), ("I3", "Guru", "Antre.")]
    table = [("Informan", "Pekerjaan", heading), *rows]
    reading = read_source(word_file(tmp_path / "a.docx", "Wawancara warga, 3 Maret 2020", table))
    assert [(reading.text[block.start : block.end], block.informant) for block in reading.blocks] == [
        ("Cepat.", f"{FRESH}1"), ("Lama.", f"{FRESH}2"), ("Antre.", f"{FRESH}3"),
    ]  # fmt: skip


def test_numbers_of_those_who_answer_tell_people_apart_and_those_of_answers_do_not(tmp_path: Path) -> None:
    people = read_source(_text(tmp_path, "Responden 1: Bagus.\n\nResponden 2: Kurang.\n\nResponden 3: Lama.\n"))
    assert len({block.informant for block in people.blocks}) == 3
    answers = read_source(_text(tmp_path, "Jawaban 1: Bagus.\n\nJawaban 2: Kurang.\n\nJawaban 3: Lama.\n"))
    assert len({block.informant for block in answers.blocks}) == 1


def test_a_sheet_of_a_form_with_the_time_of_sending_is_no_observation(tmp_path: Path) -> None:
    rows = 'Cap waktu,Kode,Kesan\n01/08/2022 10.00.00,R1,Seru.\n01/08/2022 10.11.00,R2,"Ramah, semua."\n'
    reading = read_source(_text(tmp_path, rows, "angket.csv"), columns=("Kesan", "Kode"))
    assert [reading.text[block.start : block.end] for block in reading.blocks] == ["Seru.", "Ramah, semua."]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Pedagang sayur keliling", True),
        ("mandor proyek", True),
        ("Kepala Bidang Pengelolaan Pasar", True),
        ("Content Creator", True),
        ("Lurah Contoh", False),
        ("Bidan Cahaya", False),
        ("Penjual Wening", False),
        ("Hakim", False),
    ],
)
def test_an_office_is_told_from_a_name(words: str, told: bool) -> None:  # noqa: FBT001
    assert is_office(words) is told
