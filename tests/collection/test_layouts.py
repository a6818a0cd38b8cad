"""Layouts of transcripts and sheets: header, speakers, blocks and line numbers come out exactly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qualcode.collection.reading import Reading, read_source
from qualcode.errors import NeedsDecision, UnknownName, UnreadableSource
from qualcode.model import Block, BlockKind, Speaker, Technique
from tests.collection.word_files import word_file

Q, A, D, R = BlockKind.QUESTION, BlockKind.ANSWER, BlockKind.DESCRIPTION, BlockKind.REFLECTION

TURNS = """P: Selamat pagi, Bu. Jam berapa loket buka?
I: Jam delapan.
P: Sering terlambat?
I: Kadang. (tertawa)
Ya begitulah.
"""


def text_file(tmp_path: Path, text: str, name: str = "W-01_uji.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def told(reading: Reading) -> list[tuple[str, BlockKind, str]]:
    return [(block.label, block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def said(reading: Reading) -> list[str]:
    return [reading.text[block.start : block.end] for block in reading.blocks]


def facts(reading: Reading, key: str) -> dict[str, str] | None:
    return next((dict(remark.facts) for remark in reading.remarks if remark.key == key), None)


def test_turns_of_a_text_file_and_lines_that_go_on(tmp_path: Path) -> None:
    reading = read_source(text_file(tmp_path, TURNS))
    assert told(reading) == [
        ("P", Q, "Selamat pagi, Bu. Jam berapa loket buka?"),
        ("I", A, "Jam delapan."),
        ("P", Q, "Sering terlambat?"),
        ("I", A, "Kadang. (tertawa)\nYa begitulah."),
    ]
    assert reading.text == TURNS
    assert [(block.first_line, block.last_line) for block in reading.blocks] == [(1, 1), (2, 2), (3, 3), (4, 5)]
    assert [block.speaker for block in reading.blocks[:2]] == [Speaker.INTERVIEWER, Speaker.INFORMANT]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("P: ", "I: "),
        ("Peneliti: ", "Informan: "),
        ("Pewawancara : ", "Narasumber : "),
        ("T: ", "J: "),
        ("T\t: ", "J\t: "),
        ("Q: ", "A: "),
        ("P:", "J:"),
        ("Tanya: ", "Jawab: "),
        ("Peneliti:\n", "Informan:\n"),
        ("Peneliti\n", "Informan\n"),
        ("Peneliti: ", "LRH: "),
        ("PENELITI: ", "INFORMAN: "),
        ("P\t", "I\t"),
        ("(P) ", "(I) "),
        ("[P]: ", "[I]: "),
        ("**P:** ", "**I:** "),
        ("- P: ", "- I: "),
        ("1. Peneliti : ", "   Informan : "),
        ("[00:01:12] P: ", "[00:01:15] I: "),
        ("00:01:12 P: ", "00:01:15 I: "),
        ("P (00:12): ", "I (00:15): "),
        ("Peneliti: ", "Budi, S.Sos: "),
        ("Peneliti: ", "Bpk. Budi: "),
        ("Peneliti :\n", "Sekretaris Lurah :\n"),
        ("P.1 : ", "J.1 : "),
    ],
)
def test_labels(tmp_path: Path, asks: str, answers: str) -> None:
    text = f"{asks}Apa kabar, Pak?\n{answers}Baik.\n{asks}Sudah lama?\n{answers}Sudah.\n"
    reading = read_source(text_file(tmp_path, text))
    assert [(kind, words) for _, kind, words in told(reading)] == [
        (Q, "Apa kabar, Pak?"),
        (A, "Baik."),
        (Q, "Sudah lama?"),
        (A, "Sudah."),
    ]


def test_numbers_of_turns_stay_with_their_labels(tmp_path: Path) -> None:
    reading = read_source(text_file(tmp_path, "P1: Apa kabar?\nJ1: Baik.\nP2: Sudah lama?\nJ2: Sudah.\n"))
    assert [label for label, _, _ in told(reading)] == ["P1", "J1", "P2", "J2"]
    assert [kind for _, kind, _ in told(reading)] == [Q, A, Q, A]


def test_names_are_told_by_the_header(tmp_path: Path) -> None:
    head = "TRANSKRIP WAWANCARA\nNarasumber : Pak Sofyan\nPewawancara : Rani\n\n"
    reading = read_source(text_file(tmp_path, head + "Rani: Sehat.\nPak Sofyan: Ya.\nRani: Lama.\nPak Sofyan: Lama.\n"))
    assert [kind for _, kind, _ in told(reading)] == [Q, A, Q, A]


def test_who_asks_is_the_interviewer_and_that_is_said(tmp_path: Path) -> None:
    turns = "LRH: Pagi.\nRNI: Pagi, Pak. Sehat?\nLRH: Sehat.\nRNI: Jam berapa buka?\nLRH: Tujuh.\nRNI: Yakin?\n"
    reading = read_source(text_file(tmp_path, turns))
    assert [kind for _, kind, _ in told(reading)] == [A, Q, A, Q, A, Q]
    assert facts(reading, "speakers_by_questions") == {"interviewer": "RNI", "informant": "LRH"}


@pytest.mark.parametrize(
    "legend",
    [
        "Ket: P= Peneliti; I= Lurah",
        "Keterangan : P = Pewawancara, I = Informan",
        "(P = peneliti; I = informan)",
        "P : Peneliti\nI : Informan",
    ],
)
def test_a_legend_settles_letters(tmp_path: Path, legend: str) -> None:
    text = f"Transkrip Wawancara\n{legend}\n\nP: Ceritakan.\nI: Baik.\nP: Lanjut.\nI: Sudah.\n"
    assert told(read_source(text_file(tmp_path, text)))[0] == ("P", Q, "Ceritakan.")


UNCLEAR = "Transkrip Wawancara\n\nP: Saya pegawai di sini.\nI: Oh.\nP: Sudah lama.\nI: Ya.\n"


def test_what_is_unclear_is_asked(tmp_path: Path) -> None:
    with pytest.raises(NeedsDecision) as caught:
        read_source(text_file(tmp_path, UNCLEAR))
    assert (caught.value.what, caught.value.choices) == ("speakers", ("P", "I"))


def test_the_users_word_wins(tmp_path: Path) -> None:
    reading = read_source(text_file(tmp_path, UNCLEAR), speakers={"p": "I-07", "I": "interviewer"})
    assert [(block.kind, block.informant) for block in reading.blocks[:2]] == [(A, "I-07"), (Q, None)]
    turned = read_source(text_file(tmp_path, TURNS), speakers={"P": "informant", "I": "interviewer"})
    assert [kind for _, kind, _ in told(turned)] == [A, Q, A, Q]
    with pytest.raises(UnknownName):
        read_source(text_file(tmp_path, TURNS), speakers={"X": "interviewer"})


def test_several_informants_need_a_code_each(tmp_path: Path) -> None:
    group = text_file(
        tmp_path, "Peneliti: Apa kabar?\nI1: Baik.\nI2: Saya juga.\nPeneliti: Lama?\nI1: Ya.\nI2: Tidak.\n"
    )
    assert [block.informant for block in read_source(group).blocks] == [None, "?1", "?2", None, "?1", "?2"]
    with pytest.raises(NeedsDecision) as caught:  # is I1 the study's I-01?
        read_source(group, known={"I-01"})
    assert (caught.value.what, caught.value.choices) == ("informants", ("I1", "I2"))
    reading = read_source(group, speakers={"I1": "I-01", "I2": "I-02"})
    assert [block.informant for block in reading.blocks] == [None, "I-01", "I-02", None, "I-01", "I-02"]
    worded = group.read_text(encoding="utf-8").replace("I1", "Informan 1").replace("I2", "Informan 2")
    with pytest.raises(NeedsDecision) as caught:
        read_source(text_file(tmp_path, worded), known={"I-02"})
    assert caught.value.choices == ("Informan 1", "Informan 2")
    reading = read_source(text_file(tmp_path, worded), speakers={"Informan 1": "I-01", "Informan 2": "I-02"})
    assert [block.informant for block in reading.blocks[:3]] == [None, "I-01", "I-02"]


def test_place_date_and_signature_below_are_nobodys_words(tmp_path: Path) -> None:
    reading = read_source(text_file(tmp_path, TURNS + "\nWatampone, 12 Maret 2018\nPeneliti\n\nRani Putri\n"))
    assert [kind for _, kind, _ in told(reading)] == [Q, A, Q, A, BlockKind.OTHER]
    assert said(reading)[-2] == "Kadang. (tertawa)\nYa begitulah."
    assert reading.blocks[-1].speaker is Speaker.NONE
    spoken = read_source(text_file(tmp_path, TURNS + "Di Watampone, 12 Maret 2018\n"))
    assert said(spoken)[-1].endswith("Di Watampone, 12 Maret 2018")


def test_points_and_asides_before_a_colon_are_no_speakers(tmp_path: Path) -> None:
    text = "P: Apa?\nI: Ini:\n- Surat: asli\n- Surat: salinan\nYa, Pak: itu.\nP: Oh?\nI: Ya.\nYa, Pak: begitu.\n"
    assert [label for label, _, _ in told(read_source(text_file(tmp_path, text)))] == ["P", "I", "P", "I"]


def test_words_before_a_colon_are_no_speaker_unless_they_recur(tmp_path: Path) -> None:
    text = "P: Apa isinya?\nI: Begini\nSyaratnya: KTP dan KK.\nP: Itu saja?\nI: Iya.\n"
    assert said(read_source(text_file(tmp_path, text)))[1] == "Begini\nSyaratnya: KTP dan KK."


HEADERS = {
    "colons": "Nama Informan : Pak Budi\nKode : I-07\nJabatan : Lurah\nHari/Tanggal : Senin, 12 Maret 2018\n"
    "Waktu : 09.00–10.15 WITA\nTempat : Ruang Lurah\nPewawancara : Mahasiswa\n",
    "aligned": "Narasumber     : Pak Budi\nKode Informan  : I-07\nPekerjaan      : Lurah\n"
    "Tanggal        : 12-03-2018 (Senin)\n"
    "Pukul          : 9.00 - 10.15 WITA\nLokasi         : Ruang Lurah\nPeneliti       : Mahasiswa\n",
    "tabs": "Nama\t: Pak Budi\nKode\t: I-07\nStatus\t: Lurah\nTgl\t: 12/03/2018\nJam\t: 09:00 s.d. 10:15\n"
    "Tempat\t: Ruang Lurah\nInterviewer\t: Mahasiswa\n",
    "tabs alone": "Informan\tPak Budi\nKode\tI-07\nPeran\tLurah\nTanggal Wawancara\t12 Mar 2018\nWaktu\t09.00-10.15\n"
    "Tempat\tRuang Lurah\nPewawancara\tMahasiswa\n",
    "apart": "Nama Informan\nPak Budi\nKode\nI-07\nJabatan\nLurah\nHari, tanggal:\nSenin, 12 Maret 2018\n"
    "Waktu:\n09.00–10.15\n"
    "Tempat\nRuang Lurah\nPewawancara\nMahasiswa\n",
    "equals": "Nama = Pak Budi\nKode = I-07\nJabatan = Lurah\nTanggal = Senin, 12/3/2018\nWaktu = 09.00-10.15\n"
    "Tempat = Ruang Lurah\nPewawancara = Mahasiswa\n",
    "spaces": "Nama           Pak Budi\nKode           I-07\nJabatan        Lurah\nTanggal        12 Maret 2018\n"
    "Waktu          09.00-10.15\nTempat         Ruang Lurah\nPewawancara    Mahasiswa\n",
    "bars": "| Nama | Pak Budi |\n| Kode | I-07 |\n| Jabatan | Lurah |\n| Tanggal | 12 Maret |\n| Tahun | 2018 |\n"
    "| Waktu | 09.00-10.15 |\n| Tempat | Ruang Lurah |\n| Pewawancara | Mahasiswa |\n",
    "two dates": "Responden: Pak Budi\nKode: I-07\nJabatan: Lurah\nHari: Senin\nTanggal: 12 Maret 2018\n"
    "Jam: 09.00-10.15\n"
    "Lokasi: Ruang Lurah\nPewawancara: Mahasiswa\n",
}  # fmt: skip


def expect_header(reading: Reading) -> None:
    assert (reading.code, reading.role, reading.date) == ("I-07", "Lurah", "2018-03-12")
    assert (reading.start_time, reading.end_time, reading.place) == ("09:00", "10:15", "Ruang Lurah")
    assert (reading.collector, reading.names) == ("Mahasiswa", ("Pak Budi",))
    assert said(reading)[0].startswith("Selamat pagi, Bu.")
    assert len(reading.blocks) == 4
    assert reading.technique is Technique.INTERVIEW


@pytest.mark.parametrize("head", HEADERS.values(), ids=HEADERS)
def test_header_variants(tmp_path: Path, head: str) -> None:
    for title in ("TRANSKRIP WAWANCARA\n\n", ""):
        expect_header(read_source(text_file(tmp_path, f"{title}{head}\n{TURNS}")))
    labelled = TURNS.replace("P:", "Peneliti:").replace("I:", "Informan:")
    expect_header(read_source(text_file(tmp_path, f"Hasil Wawancara\n{head}{labelled}")))


@pytest.mark.parametrize(
    ("head", "code", "names"),
    [
        ("Informan : I-77", "I-77", ()),
        ("Narasumber: R-03", "R-03", ()),
        ("Informan : I-77\nKode : I-07", "I-07", ()),
        ("Kode : I-07\nInforman : I-77", "I-07", ()),
        ("Informan : I-77 (Lurah)", "I-77", ("Lurah",)),
        ("Informan : Pak Budi (I-07)", "I-07", ("Pak Budi",)),
        ("Nama/Kode : Pak Budi / I-07", "I-07", ("Pak Budi",)),
        ("Kode/Inisial : I-07", "I-07", ()),
        ("Kode Informan : I-07 / Lurah", "I-07", ()),
        ("Narasumber : Budi, S1", "", ("Budi, S1",)),
        ("Informan : RT 05", "", ("RT 05",)),
        ("Informan ke-3 : Pak Budi", "", ("Pak Budi",)),
        ("Informan 1 : Pak Budi\nInforman 2 : Bu Tini", "", ("Pak Budi", "Bu Tini")),
    ],
)
def test_a_code_under_a_label_meant_for_a_name(tmp_path: Path, head: str, code: str, names: tuple[str, ...]) -> None:
    reading = read_source(text_file(tmp_path, f"TRANSKRIP WAWANCARA\n{head}\nJabatan : Lurah\n\n{TURNS}"))
    assert (reading.code, reading.names) == (code, names)
    assert len(reading.blocks) == 4


def test_several_days_are_said(tmp_path: Path) -> None:
    reading = read_source(text_file(tmp_path, f"Tanggal : 12 dan 14 Maret 2018\n\n{TURNS}"))
    assert (reading.date, facts(reading, "several_days")) == ("2018-03-12", {"date": "2018-03-12"})


@pytest.mark.parametrize("between", [[":"], []])
def test_a_header_in_a_table(tmp_path: Path, between: list[str]) -> None:
    pairs = [line.split(" : ", 1) for line in HEADERS["colons"].splitlines()]
    rows = [[label, *between, value] for label, value in pairs]
    expect_header(read_source(word_file(tmp_path / "a.docx", "TRANSKRIP WAWANCARA", rows, *TURNS.splitlines())))


def test_a_weekday_that_clashes_and_a_date_that_does_not_exist(tmp_path: Path) -> None:
    reading = read_source(text_file(tmp_path, f"Tanggal : Selasa, 12 Maret 2018\n\n{TURNS}"))
    assert facts(reading, "weekday") == {"written": "Selasa", "date": "2018-03-12"}
    assert reading.date == "2018-03-12"
    reading = read_source(text_file(tmp_path, f"Tanggal : 30 Februari 2018\n\n{TURNS}"))
    assert facts(reading, "impossible_date") == {"written": "30 Februari 2018"}
    assert reading.date == ""


def test_what_the_header_lacks_is_said(tmp_path: Path) -> None:
    assert {remark.key for remark in read_source(text_file(tmp_path, TURNS)).remarks} == {"no_date", "no_role"}


def test_paragraph_turns_bold_labels_and_soft_line_ends(tmp_path: Path) -> None:
    path = word_file(
        tmp_path / "a.docx",
        "**Peneliti**",
        "Apa kabar?",
        "**Informan**",
        "Baik.\nSehat.",
        "Alhamdulillah.",
        "**Peneliti**",
        "Lama?",
        "**Informan**",
        "Lama.",
    )
    reading = read_source(path)
    assert told(reading) == [
        ("Peneliti", Q, "Apa kabar?"),
        ("Informan", A, "Baik.\nSehat.\nAlhamdulillah."),
        ("Peneliti", Q, "Lama?"),
        ("Informan", A, "Lama."),
    ]
    path = word_file(tmp_path / "b.docx", "**Rani** Apa kabar?", "**LRH** Baik.", "**Rani** Lama?", "**LRH** Ya.")
    assert said(read_source(path)) == ["Apa kabar?", "Baik.", "Lama?", "Ya."]


def test_a_table_of_questions_and_answers(tmp_path: Path) -> None:
    rows = [
        ["No", "Pertanyaan", "Jawaban", "Koding"],
        ["1", "Jam berapa buka?", "Delapan.\nKadang lewat.", "DISIPLIN"],
        ["2", "Sering?", "", ""],
        ["3", "Kenapa?", "Hujan.", "DISIPLIN"],
    ]
    reading = read_source(word_file(tmp_path / "a.docx", "Transkrip Wawancara", rows))
    assert [(kind, words) for _, kind, words in told(reading)] == [
        (Q, "Jam berapa buka?"),
        (A, "Delapan.\nKadang lewat."),
        (Q, "Sering?"),
        (Q, "Kenapa?"),
        (A, "Hujan."),
    ]
    assert facts(reading, "coding_column") is None
    assert [(reading.text[one.start : one.end], one.written) for one in reading.codes] == [
        ("Delapan.\nKadang lewat.", "DISIPLIN"),
        ("Hujan.", "DISIPLIN"),
    ]
    assert "DISIPLIN" not in reading.text
    assert "DISIPLIN" in reading.original


@pytest.mark.parametrize(
    "heading",
    [["No", "Transkrip"], ["Baris", "Transkrip Wawancara"], ["No. Baris", "Verbatim"], ["No", "Hasil wawancara"]],
)
def test_a_table_numbered_by_line(tmp_path: Path, heading: list[str]) -> None:
    rows = [heading, ["11", "P: Jam berapa"], ["12", "buka?"], ["13", "I: Delapan,"], ["14", "kadang lewat."]]
    reading = read_source(word_file(tmp_path / "a.docx", "Transkrip Wawancara", rows))
    assert told(reading) == [("P", Q, "Jam berapa\nbuka?"), ("I", A, "Delapan,\nkadang lewat.")]
    assert reading.line_numbers == (0, 0, 11, 12, 13, 14)
    assert "11" not in reading.text


def test_one_row_that_numbers_many_lines_and_codes_beside_them(tmp_path: Path) -> None:
    rows = [["Baris", "Transkrip", "Tema"], ["1\n2\n3", "P: Jam berapa?\nI: Delapan,\nya delapan.", "Jam"]]
    reading = read_source(word_file(tmp_path / "a.docx", rows))
    assert said(reading) == ["Jam berapa?", "Delapan,\nya delapan."]
    assert reading.line_numbers == (0, 1, 2, 3)
    assert facts(reading, "coding_column") == {"column": "Tema", "count": "1"}


def test_a_column_of_codes_stands_beside_its_rows(tmp_path: Path) -> None:
    rows = [
        ["No", "Baris", "Transkrip", "Koding", "Tema"],
        ["1", "1\n2\n3", "P: Jam berapa?\nI: Delapan,\nya delapan.", "Jam\nDisiplin (-)", "Waktu"],
        ["2", "4", "P: Sering?", "", ""],
        ["3", "5", "I: Kadang.", "Hambatan", ""],
        ["4", "", "", "Sisa", ""],
    ]
    reading = read_source(word_file(tmp_path / "a.docx", rows))
    assert [(reading.text[one.start : one.end], one.written) for one in reading.codes] == [
        ("Delapan,\nya delapan.", "Jam\nDisiplin (-)"),
        ("Kadang.", "Hambatan"),
    ]
    assert facts(reading, "coding_column") == {"column": "Tema", "count": "1"}
    assert facts(reading, "codes_without_words") == {"count": "1"}
    rows = [
        ["Pelaku", "Percakapan", "Kode"],
        ["P", "Apa?", ""],
        ["I", "Itu.", "W1.A.L.12092015.J2"],
        ["P", "Lalu?", ""],
    ]
    reading = read_source(word_file(tmp_path / "b.docx", rows))
    assert (reading.codes, facts(reading, "coding_column")) == ((), {"column": "Kode", "count": "1"})


def test_tables_with_a_column_of_speakers(tmp_path: Path) -> None:
    turns = [["P", "Apa kabar?"], ["I", "Baik.\nSehat."], ["P", "Lama?"], ["", "Ya, lama?"], ["I", "Lama."]]
    expected = ["Apa kabar?", "Baik.\nSehat.", "Lama?\nYa, lama?", "Lama."]
    assert said(read_source(word_file(tmp_path / "a.docx", "Transkrip Wawancara", turns))) == expected
    headed = [["No", "Pelaku", "Transkrip", "Kode"], *([str(n), *turn, ""] for n, turn in enumerate(turns, 1))]
    reading = read_source(word_file(tmp_path / "b.docx", "Transkrip Wawancara", headed))
    assert said(reading) == expected
    assert reading.line_numbers[2:] == (1, 2, 0, 3, 4, 5)


def test_a_text_numbered_by_line(tmp_path: Path) -> None:
    lines = (
        "Transkrip Wawancara\nKode : I-01\n\n1 P: Jam berapa\n2   buka?\n3 I: Delapan.\n4 P: Sering?\n"
        "5 I: Kadang,\n6 ya.\n"
    )
    reading = read_source(text_file(tmp_path, lines))
    assert said(reading) == ["Jam berapa\nbuka?", "Delapan.", "Sering?", "Kadang,\nya."]
    assert reading.line_numbers == (0, 0, 0, 1, 2, 3, 4, 5, 6, 0)


def test_a_text_with_a_number_at_every_fifth_line(tmp_path: Path) -> None:
    turns = [
        f"{'P: Apa' if n % 2 else 'I: Ya'} {('satu', 'dua', 'tiga')[n % 3]}{'?' if n % 2 else '.'}"
        for n in range(1, 27)
    ]
    lines = [f"{n:<4}{turn}" if n % 5 == 0 else f"    {turn}" for n, turn in enumerate(turns, 1)]
    reading = read_source(text_file(tmp_path, "Transkrip Wawancara\n\n" + "\n".join(lines)))
    assert [label for label, _, _ in told(reading)] == ["P", "I"] * 13
    assert reading.line_numbers == (0, 0, *range(1, 27))


def test_two_numbers_set_off_from_the_words_number_a_short_text(tmp_path: Path) -> None:
    text = (
        "P: Apa benar loket buka siang?\nI: Kadang.\nP: Sering?\nI: Begini\n5  P: Ya, begitu?\nI: Hari itu ada\n"
        "5 orang antre.\nP: Lalu?\nI: Menunggu sampai\n10 lewat sedikit.\nP: Oh?\n"
    )
    reading = read_source(text_file(tmp_path, text))
    assert [label for label, _, _ in told(reading)] == ["P", "I", "P", "I", "P", "I", "P", "I", "P"]
    assert said(reading)[4:8] == [
        "Ya, begitu?",
        "Hari itu ada\n5 orang antre.",
        "Lalu?",
        "Menunggu sampai\nlewat sedikit.",
    ]
    assert reading.line_numbers == (*range(1, 12), 0)
    assert reading.original == text


def test_blank_lines_are_counted_throughout_or_never(tmp_path: Path) -> None:
    counted = "P: Apa?\n\nI: Ya.\nP: Lalu?\n5  I: Ya.\n\nP: Oh?\nI: Ya.\n\n10 P: Begitu?\nI: Ya."
    assert read_source(text_file(tmp_path, counted)).line_numbers == (1, 0, 3, 4, 5, 0, 7, 8, 0, 10, 11)
    skipped = "P: Apa?\n\nI: Ya.\nP: Lalu?\nI: Ya.\n\n5  P: Oh?\nI: Ya.\n\nP: Begitu?\nI: Ya.\nP: Oh?\n\n10 I: Ya."
    assert read_source(text_file(tmp_path, skipped)).line_numbers == (1, 0, 2, 3, 4, 0, 5, 6, 0, 7, 8, 9, 0, 10)


def test_a_numbered_text_that_was_broken_anew_keeps_the_numbers_it_shows(tmp_path: Path) -> None:
    turns = ["P: Apa?", "I: Ya."] * 14
    for number, place in enumerate((4, 9, 13, 20, 25), 1):
        turns[place] = f"{5 * number:<4}{turns[place]}"
    reading = read_source(text_file(tmp_path, "\n".join(turns)))
    assert [label for label, _, _ in told(reading)] == ["P", "I"] * 14
    assert {place: number for place, number in enumerate(reading.line_numbers) if number} == {
        4: 5, 9: 10, 13: 15, 20: 20, 25: 25,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "P: Apa?\nI: Ya.\nP: Lalu?\nI: Ada\n5 orang.\nP: Oh?\nI: Ya.\nP: Lalu?\nI: Sampai\n10 orang.\nP: Oh?\n",
        "P: Apa?\nI: Ya.\nP: Lalu?\nI: Ada\n5  orang.\nP: Oh?\nI: Sampai\n10 orang.\nP: Oh?\n",
        "P: Apa?\nI: Ini:\n1. KTP\n2. KK\n3. Akta\n4. Surat\n5. Foto\n6. Meterai\n",
    ],
)
def test_numbers_that_do_not_count_lines_stay(tmp_path: Path, text: str) -> None:
    reading = read_source(text_file(tmp_path, text))
    assert (reading.line_numbers, reading.text) == ((), text)


def test_points_and_rows_of_a_document_keep_their_numbers(tmp_path: Path) -> None:
    for text in (
        "Surat Edaran\n1. Hadir\n2. Pulang\n3. Cuti\n4. Izin\n5. Sakit\n",
        "\n".join(f"{n}\tKTP\t9" for n in range(1, 9)),
    ):
        assert read_source(text_file(tmp_path, text, "D-01.txt")).text == text


def test_numbers_that_belong_to_the_speech_stay(tmp_path: Path) -> None:
    text = "P: Berapa?\nI: Ada lima:\n1. KTP\n2. KK\n3. Akta\nP: Lalu?\nI: 2018 itu.\n"
    reading = read_source(text_file(tmp_path, text))
    assert reading.line_numbers == ()
    assert said(reading)[1] == "Ada lima:\n1. KTP\n2. KK\n3. Akta"


def test_an_observation_sheet_by_time(tmp_path: Path) -> None:
    rows = [
        ["No", "Waktu", "Kegiatan", "Catatan"],
        ["1", "07.15", "Pintu dibuka.", "Sepi."],
        ["2", "07.20–07.45", "Antre.", ""],
    ]
    head = ["LEMBAR OBSERVASI", "Tanggal : 14 Maret 2018", "Waktu : 07.15–12.00 WITA", "Pengamat : Mahasiswa"]
    reading = read_source(word_file(tmp_path / "O-01.docx", *head, rows))
    assert [(block.time, block.kind) for block in reading.blocks] == [("07.15", D), ("07.20–07.45", D)]
    assert said(reading) == ["Pintu dibuka.\nSepi.", "Antre."]
    assert (reading.technique, reading.because, reading.title) == (Technique.OBSERVATION, "title", "LEMBAR OBSERVASI")
    assert (reading.start_time, reading.end_time) == ("07:15", "12:00")


def test_observation_rows_in_a_text_file(tmp_path: Path) -> None:
    text = (
        "Waktu | Kegiatan | Catatan\n07.15 | Pintu dibuka. | Sepi.\n07.20 - 07.45: Antre\npanjang.\n\n"
        "08.00 WITA\tTutup\n"
    )
    reading = read_source(text_file(tmp_path, text, "catatan pagi.txt"))
    assert [block.time for block in reading.blocks] == ["07.15", "07.20 - 07.45", "08.00 WITA"]
    assert said(reading) == ["Pintu dibuka. | Sepi.", "Antre\npanjang.", "Tutup"]
    assert (reading.technique, reading.because) == (Technique.OBSERVATION, "layout")


@pytest.mark.parametrize(
    ("description", "reflection"),
    [
        ("Deskriptif:", "Reflektif: (tanggapan pengamat)"),
        ("Deskripsi", "Refleksi"),
        ("A. Catatan Deskriptif", "B. Catatan Reflektif"),
        ("BAGIAN DESKRIPTIF", "Tanggapan Pengamat (OC)"),
    ],
)
def test_a_field_note_keeps_its_parts_apart(tmp_path: Path, description: str, reflection: str) -> None:
    text = (
        f"Catatan Lapangan No. 1\nTanggal : 7 Maret 2018\n\n{description}\nHari ini ramai.\n\n"
        f"Listrik padam.\n\n{reflection}\nSaya ragu.\n"
    )
    reading = read_source(text_file(tmp_path, text))
    assert [(block.kind, words) for block, words in zip(reading.blocks, said(reading), strict=True)] == [
        (D, "Hari ini ramai."),
        (D, "Listrik padam."),
        (R, "Saya ragu."),
    ]


def test_a_reflection_on_the_line_of_its_heading(tmp_path: Path) -> None:
    text = "Catatan Lapangan\n\nDeskriptif: Hari ini ramai.\nOC: Saya ragu.\n"
    reading = read_source(text_file(tmp_path, text))
    assert [(block.kind, words) for block, words in zip(reading.blocks, said(reading), strict=True)] == [
        (D, "Hari ini ramai."),
        (R, "Saya ragu."),
    ]


def kinds_of(reading: Reading) -> list[tuple[BlockKind, str]]:
    return [(block.kind, words) for block, words in zip(reading.blocks, said(reading), strict=True)]


def test_comments_of_the_observer_within_the_description(tmp_path: Path) -> None:
    text = (
        "Catatan Lapangan\n\nDeskriptif:\nAntre panjang [diam] di loket.\n\n"
        "OC: Saya ragu.\n\nListrik padam. [Ini mungkin sering terjadi di sini.] Petugas menunggu.\n"
        "\nCatatan peneliti: Perlu ditanyakan.\n\n(O.C.: Dugaan saya.) Lampu menyala.\n"
    )
    reading = read_source(text_file(tmp_path, text))
    assert kinds_of(reading) == [
        (D, "Antre panjang [diam] di loket."),
        (R, "Saya ragu."),
        (D, "Listrik padam."),
        (R, "Ini mungkin sering terjadi di sini."),
        (D, "Petugas menunggu."),
        (R, "Perlu ditanyakan."),
        (R, "Dugaan saya."),
        (D, "Lampu menyala."),
    ]
    assert [block.number for block in reading.blocks] == list(range(1, 9))
    assert reading.words == 11
    assert reading.text == text


def test_comments_in_sheets_of_time_rows_and_in_an_interview(tmp_path: Path) -> None:
    text = "LEMBAR OBSERVASI\n\n07.15 | Pintu dibuka. [Petugasnya tampak lelah sekali.]\nOC: Sepi.\n07.20 | Antre.\n"
    reading = read_source(text_file(tmp_path, text))
    assert [(block.time, *one) for block, one in zip(reading.blocks, kinds_of(reading), strict=True)] == [
        ("07.15", D, "Pintu dibuka."),
        ("07.15", R, "Petugasnya tampak lelah sekali."),
        ("07.15", R, "Sepi."),
        ("07.20", D, "Antre."),
    ]
    rows = [
        ["Waktu", "Kegiatan", "Tanggapan pengamat"],
        ["07.15", "Pintu dibuka.", "Terlambat lagi."],
        ["07.20", "Antre.", ""],
    ]
    reading = read_source(word_file(tmp_path / "O-01.docx", "LEMBAR OBSERVASI", rows))
    assert [(block.time, *one) for block, one in zip(reading.blocks, kinds_of(reading), strict=True)][-3:] == [
        ("07.15", D, "Pintu dibuka."),
        ("", R, "Terlambat lagi."),
        ("07.20", D, "Antre."),
    ]
    talk = read_source(text_file(tmp_path, TURNS.replace("Kadang.", "Kadang. [ia melihat ke arah jendela]")))
    assert R not in [block.kind for block in talk.blocks]


def test_a_document_row_by_row(tmp_path: Path) -> None:
    rows = [["No", "Jenis", "Jumlah"], ["1", "KTP", "1.128"], ["", "Jumlah", "2.880"]]
    head = ["REKAPITULASI SURAT", "Judul : Rekapitulasi surat 2017", "Tahun : 2017", "Asal : arsip kantor"]
    reading = read_source(word_file(tmp_path / "D-01.docx", *head, rows, "Keterangan:", "Angka dari agenda."))
    assert told(reading) == [
        ("", BlockKind.OTHER, "No\tJenis\tJumlah"),
        ("", D, "1\tKTP\t1.128"),
        ("", D, "Jumlah\t2.880"),
        ("", BlockKind.OTHER, "Keterangan:"),
        ("", D, "Angka dari agenda."),
    ]
    assert (reading.title, reading.date, reading.origin) == ("Rekapitulasi surat 2017", "2017", "arsip kantor")


def test_a_wrapped_document_gives_paragraphs(tmp_path: Path) -> None:
    text = (
        "Surat Edaran\n\n"
        "Pegawai wajib hadir pukul 07.30 setiap hari kerja dan menempelkan\njarinya pada mesin.\n\nSelesai.\n"
    )
    reading = read_source(text_file(tmp_path, text, "D-02.txt"))
    assert [words.count("\n") for words in said(reading)] == [1, 0]


def test_technique_by_title_then_file_number_then_layout_else_asked(tmp_path: Path) -> None:
    assert read_source(text_file(tmp_path, TURNS, "x.txt")).because == "layout"
    assert read_source(text_file(tmp_path, TURNS, "W-04.txt")).because == "file_name"
    assert read_source(text_file(tmp_path, "Halo.\n", "O-2 loket.txt")).technique is Technique.OBSERVATION
    with pytest.raises(NeedsDecision) as caught:
        read_source(text_file(tmp_path, "Halo dunia.\nIni saja.\n", "x.txt"))
    assert caught.value.what == "technique"
    given = read_source(text_file(tmp_path, "Halo dunia.\nIni saja.\n", "x.txt"), technique=Technique.DOCUMENT)
    assert (given.because, len(given.blocks)) == ("given", 2)


def test_an_interview_without_turns_is_asked_for_who_speaks(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Transkrip Wawancara\n\nHari itu ramai.\n")
    with pytest.raises(NeedsDecision) as caught:
        read_source(path)
    assert caught.value.what == "turns"
    assert said(read_source(path, speakers={"*": "informant"})) == ["Hari itu ramai."]
    assert read_source(path, technique=Technique.OBSERVATION).blocks[0].kind is BlockKind.DESCRIPTION


def test_rows_of_answers(tmp_path: Path) -> None:
    path = text_file(tmp_path, 'Kode;Jawaban\nR1;Bagus sekali.\nR2;\nR3;"Dua\nbaris; ya."\n', "angket.csv")
    reading = read_source(path, columns=("jawaban", "kode"))
    assert told(reading) == [("R1", A, "Bagus sekali."), ("R3", A, "Dua\nbaris; ya.")]
    assert [(block.first_line, block.last_line) for block in reading.blocks] == [(1, 1), (2, 3)]
    with pytest.raises(UnreadableSource) as caught:
        read_source(path)
    assert (caught.value.why, caught.value.detail) == (
        "needs_columns",
        'Kode, Jawaban; --text-column "Jawaban" --id-column "Kode"',
    )
    with pytest.raises(UnknownName):
        read_source(path, columns=("isi", "kode"))


def test_sentences_run_over_the_line_ends_of_a_wrapped_text_alone(tmp_path: Path) -> None:
    wide = (
        "Saya ini pulang jam empat aturannya, tapi saya tidak pernah pulang\n"
        "kalau masih ada orang duduk di kursi itu dan"
    )
    wrapped = read_source(text_file(tmp_path, f"P: Jam berapa?\nI: {wide}\nseterusnya.\nP: Oh?\nI: Ya.\n"))
    assert [(span.start, span.end) for span in wrapped.stretches] == [(b.start, b.end) for b in wrapped.blocks]
    by_line = read_source(text_file(tmp_path, TURNS))
    assert [by_line.text[span.start : span.end] for span in by_line.stretches[-2:]] == [
        "Kadang. (tertawa)",
        "Ya begitulah.",
    ]


def block_places(reading: Reading) -> list[tuple[int, int]]:
    return [(block.start, block.end) for block in reading.blocks]


def test_blocks_are_in_order_and_count_their_lines(tmp_path: Path) -> None:
    reading = read_source(text_file(tmp_path, HEADERS["colons"] + "\n" + TURNS))
    places = block_places(reading)
    assert places == sorted(places)
    for block in reading.blocks:
        assert isinstance(block, Block)
        assert reading.text.count("\n", 0, block.start) + 1 == block.first_line
        assert reading.text.count("\n", 0, block.end) + 1 == block.last_line


@pytest.mark.parametrize(
    ("written", "role", "names"),
    [
        ("Lurah", "Lurah", ()),
        ("Sekretaris Lurah", "Sekretaris Lurah", ()),
        ("Kepala Seksi Pelayanan Umum", "Kepala Seksi Pelayanan Umum", ()),
        ("Staf arsip", "Staf arsip", ()),
        ("Ketua RT 02", "Ketua RT 02", ()),
        ("buruh harian", "buruh harian", ()),
        ("Bu Contoh (staf)", "staf", ("Bu Contoh",)),
        ("Lurah Contoh", "Lurah", ("Lurah Contoh",)),
        ("lurah contoh", "", ("lurah contoh",)),
        ("STAF CONTOH", "STAF", ("STAF CONTOH",)),
        ("Pak Contoh", "", ("Pak Contoh",)),
    ],
)
def test_an_office_where_a_name_might_stand(tmp_path: Path, written: str, role: str, names: tuple[str, ...]) -> None:
    reading = read_source(text_file(tmp_path, f"TRANSKRIP WAWANCARA\nInforman : {written}\n\n{TURNS}"))
    assert (reading.role, reading.names) == (role, names)


def test_numbered_questions_with_answers_of_any_length(tmp_path: Path) -> None:
    text = "Wawancara\n\n1. Apa kabar?\n\nBaik.\n\nSehat.\n\n2. Lama?\n\nLama.\n\n3. Betah?\n\nBetah.\n"
    reading = read_source(text_file(tmp_path, text))
    assert kinds_of(reading) == [
        (Q, "1. Apa kabar?"), (A, "Baik.\n\nSehat."), (Q, "2. Lama?"), (A, "Lama."), (Q, "3. Betah?"), (A, "Betah."),
    ]  # fmt: skip


def test_speakers_in_a_table_without_headings_are_no_header(tmp_path: Path) -> None:
    rows = [["Peneliti", "Apa kabar?"], ["Informan", "Baik."], ["Peneliti", "Lama?"], ["Informan", "Lama."]]
    assert said(read_source(word_file(tmp_path / "a.docx", "Wawancara", rows))) == [
        "Apa kabar?",
        "Baik.",
        "Lama?",
        "Lama.",
    ]


def test_every_column_that_is_left_out_is_named(tmp_path: Path) -> None:
    rows = [
        ["Fokus", "Pertanyaan", "Jawaban", "Pemadatan fakta"],
        ["Jam", "Kapan?", "Delapan.", "Telat"],
        ["Jam", "Lagi?", "Ya.", ""],
    ]
    reading = read_source(word_file(tmp_path / "a.docx", "Wawancara", rows))
    left = [dict(one.facts) for one in reading.remarks if one.key == "coding_column"]
    assert left == [{"column": "Fokus", "count": "2"}, {"column": "Pemadatan fakta", "count": "1"}]


@pytest.mark.parametrize(
    "labels",
    [
        ("Peneliti:", "Informan:", "Penelti:", "Infroman:"),
        ("<Peneliti>", "<Informan>", "<Peneliti>", "<Informan>"),
        ("Peneliti |", "Informan |", "Peneliti |", "Informan |"),
        ("Peneliti:", "informan :", "PENELITI :", "Informan;"),
        ("~ Peneliti:", "~ Informan:", "~ Peneliti:", "~ Informan:"),
        ("(1) P:", "(2) N:", "(3) P:", "(4) N:"),
        ("Saya bertanya:", "Bapak menjawab:", "Saya bertanya:", "Bapak menjawab:"),
    ],
)
def test_labels_as_people_type_them(tmp_path: Path, labels: tuple[str, ...]) -> None:
    said = ["Sejak kapan?", "Dari 2010.", "Tugasnya apa?", "Menimbang."]
    turns = "\n".join(f"{label} {words}" for label, words in zip(labels, said, strict=True))
    reading = read_source(text_file(tmp_path, f"Transkrip Wawancara\n\n{turns}\n"))
    assert [(kind, words) for _, kind, words in told(reading)] == list(zip([Q, A, Q, A], said, strict=True))


def test_a_short_form_that_may_be_initials_is_no_word_against_who_asks(tmp_path: Path) -> None:
    turns = "P: Modalnya berapa?\nPW: Dua juta.\nP: Dari bank?\nPW: Dari saudara.\n"
    reading = read_source(text_file(tmp_path, f"Wawancara dengan Pemilik Warung\n\n{turns}"))
    assert [kind for _, kind, _ in told(reading)] == [Q, A, Q, A]
    assert reading.role == "Pemilik Warung"


def test_numbers_that_go_back_tell_people_apart(tmp_path: Path) -> None:
    group = "Mod: Apa kendalanya?\nP1: Jauh.\nP2: Mahal.\nMod: Lalu?\nP3: Panas.\nP1: Betul.\n"
    reading = read_source(text_file(tmp_path, f"Transkrip FGD\n\n{group}"))
    assert [block.informant for block in reading.blocks if block.informant] == ["?1", "?2", "?3", "?1"]
    by_turn = "P1: Kapan?\nJ1: Kemarin.\nP2: Siapa?\nJ2: Saya.\nP3: Yakin?\nJ3: Ya.\n"
    reading = read_source(text_file(tmp_path, f"Transkrip Wawancara\n\n{by_turn}"))
    assert {block.informant for block in reading.blocks} == {None}


def test_tables_within_a_table_stand_for_themselves(tmp_path: Path) -> None:
    def frame(document: Any) -> None:
        outer = document.add_table(rows=2, cols=2)
        outer.cell(0, 0).text, outer.cell(0, 1).text = "Tanggal", "1 Maret 2023"
        inner = outer.cell(1, 0).merge(outer.cell(1, 1)).add_table(rows=4, cols=2)
        for row, (who, words) in enumerate([("P", "Kapan?"), ("I", "Dulu."), ("P", "Lalu?"), ("I", "Sudah.")]):
            inner.cell(row, 0).text, inner.cell(row, 1).text = who, words

    reading = read_source(word_file(tmp_path / "a.docx", "Transkrip Wawancara", frame))
    assert said(reading) == ["Kapan?", "Dulu.", "Lalu?", "Sudah."]


def test_questions_in_a_numbered_list_of_word(tmp_path: Path) -> None:
    def listed(document: Any) -> None:
        for asked, answers in (("Apa?", ["Ini.", "Itu."]), ("Siapa?", ["Saya."]), ("Kapan?", ["Kini.", "Nanti."])):
            document.add_paragraph(asked, style="List Number")
            for answer in answers:
                document.add_paragraph(answer)

    reading = read_source(word_file(tmp_path / "a.docx", "Transkrip Wawancara", listed))
    assert [words for _, _, words in told(reading)] == [
        "Apa?",
        "Ini.\nItu.",
        "Siapa?",
        "Saya.",
        "Kapan?",
        "Kini.\nNanti.",
    ]


def test_who_speaks_in_a_machines_transcript_without_names_is_asked(tmp_path: Path) -> None:
    pieces = [" Selamat siang.", " Siang.", " Apa usaha Bapak?", " Bengkel.", " Sejak kapan?", " 2010."]
    segments = [{"start": at * 5.0, "end": at * 5.0 + 1, "text": text} for at, text in enumerate(pieces)]
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"segments": segments}), encoding="utf-8")
    with pytest.raises(NeedsDecision) as caught:
        read_source(path)
    assert caught.value.what == "turns"
    assert len(read_source(path, speakers={"1": "interviewer"}).blocks) == len(pieces)


@pytest.mark.parametrize("hours", [("(07.15)", "(07.30)"), ("07:15", "07:30"), ("07.15 :", "07.30 :")])
def test_hours_of_a_sheet_as_people_write_them(tmp_path: Path, hours: tuple[str, str]) -> None:
    seen = ["Guru menyambut anak di gerbang.", "Anak berbaris."]
    lines = "\n".join(f"{hour} {words}" for hour, words in zip(hours, seen, strict=True))
    reading = read_source(text_file(tmp_path, f"CATATAN OBSERVASI\nTanggal : 6 Maret 2023\n\n{lines}\n"))
    assert said(reading) == seen
    assert [block.time.replace(":", ".") for block in reading.blocks] == ["07.15", "07.30"]


@pytest.mark.parametrize("second", ["Nama : Bu Dua\nTanggal : 2 Maret 2023", "Kode : I-02\nJabatan : Guru"])
def test_several_interviews_in_one_file_are_not_taken_for_one(tmp_path: Path, second: str) -> None:
    turns = "P: Sejak kapan?\nI: Dari 2010.\nP: Tugasnya?\nI: Menimbang.\n"
    first = "WAWANCARA 1\nNama : Pak Satu\nKode : I-01\nTanggal : 1 Maret 2023\n"
    with pytest.raises(UnreadableSource) as caught:
        read_source(text_file(tmp_path, f"{first}\n{turns}\nWAWANCARA 2\n{second}\n\n{turns}"))
    assert (caught.value.why, caught.value.line) == ("several_interviews", 12)
    again = first.replace("WAWANCARA 1\n", "")
    assert len(read_source(text_file(tmp_path, f"{first}\n{turns}\n{again}\n{turns}")).blocks) >= 8
