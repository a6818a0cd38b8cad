"""Files that people write: encodings found out, CSV that spreadsheets cannot hurt, files written whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.collection.written_files import decode, disarmed, read_csv, rearmed, write_csv, write_whole
from qualcode.errors import BadFile, CannotWrite, UnreadableSource


@given(st.text())
def test_disarming_is_taken_back_exactly(text: str) -> None:
    assert rearmed(str(disarmed(text))) == text


@pytest.mark.parametrize("text", ["=1+1", "+62 8", "-5", "@x", "'=1"])
def test_what_a_spreadsheet_would_calculate_is_disarmed(text: str) -> None:
    assert str(disarmed(text)) == "'" + text


def test_a_lone_valence_sign_stays() -> None:
    assert [disarmed(sign) for sign in "+-"] == ["+", "-"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_found_out(encoding: str) -> None:
    text = "Peneliti: “Bagaimana?” – ya…\n" * 3
    decoded, named = decode(text.encode(encoding), "x.txt")
    assert decoded == text
    assert named == encoding.removesuffix("-sig")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableSource) as raised:
        decode(bytes(range(256)) * 20, "gambar.txt")
    assert raised.value.why == "not_text"


def test_a_row_with_more_values_than_columns_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("source,quote\nW-01,ya, begitu\n", encoding="utf-8")
    with pytest.raises(BadFile) as raised:
        read_csv(path)
    assert (raised.value.problems[0].why, raised.value.problems[0].line) == ("too_many_values", 2)


def test_csv_round_trip_with_line_breaks_and_signs(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    write_csv(path, ["a", "b"], [["=1", "dua\nbaris"], ["-", "koma, titik"]])
    names, rows = read_csv(path)
    assert names == ("a", "b")
    assert [row for _, row in rows] == [{"a": "'=1", "b": "dua\nbaris"}, {"a": "-", "b": "koma, titik"}]
    assert [line for line, _ in rows] == [2, 4]


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "bab-4.docx"
    target.mkdir()
    with pytest.raises(CannotWrite):
        write_whole(target, b"x")
    assert list(tmp_path.iterdir()) == [target]
