"""Tables on the screen: nothing is lost, nothing stands beside its column, no line is wider than the window."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.cli._table import Column, table_lines

CODES = Column("kode", ["DISIPLIN", "  DISIPLIN-WAKTU", "LAYANAN"], whole=True)
MEANINGS = Column("definisi", ["Patuh pada aturan.", "Datang dan pulang menurut jam kerja yang tertulis.", ""])


def shown(*columns: Column, window: int) -> str:
    return "\n".join(table_lines(columns, window=window))


def test_a_wide_window_breaks_nothing() -> None:
    assert (
        shown(CODES, MEANINGS, window=120)
        == """\
 kode               definisi
 ─────────────────────────────────────────────────────────────────────
 DISIPLIN           Patuh pada aturan.
   DISIPLIN-WAKTU   Datang dan pulang menurut jam kerja yang tertulis.
 LAYANAN"""
    )


def test_a_narrow_window_breaks_the_long_text_between_words_and_keeps_the_code() -> None:
    assert (
        shown(CODES, MEANINGS, window=40)
        == """\
 kode               definisi
 ──────────────────────────────────────
 DISIPLIN           Patuh pada aturan.
   DISIPLIN-WAKTU   Datang dan pulang
                    menurut jam kerja
                    yang tertulis.
 LAYANAN"""
    )


def test_a_path_is_broken_before_a_date_is() -> None:
    files = Column("berkas", ["transkrip/wawancara-lurah-dan-sekretaris.docx"])
    table = shown(files, Column("tanggal", ["2018-03-12"]), Column("kata", ["12"]), window=44)
    assert "2018-03-12   12" in table


def test_wide_letters_and_marks_keep_the_columns_in_line() -> None:
    words = Column("kata", ["日本", "kafe\u0301", "ya"])
    lines = shown(words, Column("n", ["1", "2", "3"]), window=80).splitlines()[2:]
    assert lines == [" 日本   1", " kafe\u0301   2", " ya     3"]


def test_a_heading_stands_out_without_taking_room() -> None:
    table = list(table_lines([Column("kata", ["ya"]), Column("n", ["1"])], window=80, head=lambda text: f"*{text}*"))
    assert table[0] == " *kata*   *n*"


TEXTS = st.text(st.sampled_from("ab-. é日"), max_size=60)


@given(rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=5), window=st.integers(20, 90), whole=st.booleans())
def test_every_letter_is_shown_in_its_order_and_no_line_passes_the_window(
    rows: list[tuple[str, str, str]], window: int, *, whole: bool
) -> None:
    cells = [[row[at] for row in rows] for at in range(3)]
    columns = [Column("satu", cells[0], whole), Column("dua kata", cells[1]), Column("tiga", cells[2])]
    lines = list(table_lines(columns, window=window))
    assert all(len(line) + line.count("日") <= window for line in lines)
    letters = sorted("".join("".join(lines).split()).replace("─", ""))
    assert letters == sorted(
        "".join(text for column in columns for text in (column.heading, *column.texts)).replace(" ", "")
    )


def test_a_heading_is_broken_where_it_says_so() -> None:
    found = list(table_lines([Column("kata", ["antre"]), Column("Sekreta\nris", ["1.5"])], window=80))
    assert [line.rstrip() for line in found[:2]] == [" kata    Sekreta", "         ris"]
