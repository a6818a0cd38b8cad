"""Words that a converter on the way would lose, glue or put in another place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from qualcode.collection.facts import is_office
from qualcode.collection.reading import read_source
from tests.collection.layout_set import pdf_file
from tests.collection.readers.test_readers import raw, texts
from tests.collection.word_files import word_file


def test_paragraphs_in_the_styles_of_a_title_page_stay_in_the_text(tmp_path: Path) -> None:
    def styled(document: Any) -> None:
        for style in ("Title", "Title", "Subtitle"):
            document.add_paragraph(f"Baris {style}", style=style)
        document.add_paragraph("P: Apa kabar?")

    data = word_file(tmp_path / "a.docx", styled).read_bytes()
    assert texts(raw(data, "a.docx")) == ["Baris Title", "Baris Title", "Baris Subtitle", "P: Apa kabar?"]


def test_a_line_end_that_closes_a_word_of_rich_text_glues_nothing() -> None:
    first = b"{\\ltrch\\loch\nTRANSKRIP \\u8220\\'93a\\u8221\\'94}\\par"
    data = b"{\\rtf1\\ansi" + first + b"{\\loch\r\nPeneliti: Apa?}\\par}"
    assert texts(raw(data, "a.rtf")) == ["TRANSKRIP “a”", "Peneliti: Apa?"]


def test_blanks_that_do_not_break_part_labels_too(tmp_path: Path) -> None:
    page = "<html><body><p>P&nbsp;: Apa kabar?</p><p>I&nbsp;: Baik&nbsp;saja.</p><p>P&nbsp;: Lama?</p></body></html>"
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    reading = read_source(path)
    assert [block.label for block in reading.blocks] == ["P", "I", "P"]
    assert reading.text[reading.blocks[1].start : reading.blocks[1].end] == "Baik\N{NO-BREAK SPACE}saja."


def test_hyphens_of_doubled_words_and_names_stay_at_the_ends_of_pdf_lines(tmp_path: Path) -> None:
    lines = [
        "I: Surat keterangan, surat pindah, dan macam-",
        "macam lagi; warga di sini sudah lama berjalan-",
        "jalan ke loket, juga warga yang pernah non-",
        "PNS, untuk mengurus segala macam keper-",
        "luan mereka.",
    ]
    text = " ".join(texts(raw(pdf_file(tmp_path / "a.pdf", [lines]).read_bytes(), "a.pdf"))).rstrip()
    assert text == (
        "I: Surat keterangan, surat pindah, dan macam-macam lagi; warga di sini sudah lama berjalan-jalan ke loket, "
        "juga warga yang pernah non-PNS, untuk mengurus segala macam keperluan mereka."
    )


def test_a_sheet_with_a_header_above_its_questions(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        rows = (
            ["Hasil Wawancara"], ["Kode", "I-18"], ["Tanggal", "24 Maret 2018"], [],
            ["No", "Pertanyaan", "Jawaban"], ["1", "Apa tugas Ibu?", "Melayani."],
        )  # fmt: skip
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    reading = read_source(path)
    assert (reading.code, reading.date) == ("I-18", "2018-03-24")
    assert [reading.text[block.start : block.end] for block in reading.blocks] == ["Apa tugas Ibu?", "Melayani."]


def test_occupations_are_no_names() -> None:
    assert all(map(is_office, ("Staf Kepegawaian", "Guru Kelas", "Ibu Rumah Tangga", "Guru Bimbingan Konseling")))
    assert not any(map(is_office, ("Lurah Budi", "Guru Sitti", "Ketua Kelompok Budi")))
