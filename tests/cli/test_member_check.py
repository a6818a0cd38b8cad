"""Member-check sheets go out with nothing of other informants, and the answers come back in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import Consent, Finding
from qualcode.storage.store import Store
from tests.conclusions.office import DISPLAY, SNAPSHOT, discipline, office

TEXT = (
    "Kedisiplinan aparatur masih rendah (I-03, I-04). Menurut I-05 tidak selalu. "
    "Loket dibuka terlambat (dua kali) dan W-04 menyebutnya juga. Orang menunggu."
)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    build = office()
    other = Finding(id="T-02", focuses=("KERJASAMA",), text="Mereka saling menggantikan.")
    build.add(DISPLAY, SNAPSHOT, discipline(build, text=TEXT), other)
    build.add(Consent(id="PS-01", informant="I-04", withdrawn_on="2018-04-01"))
    folder = tmp_path / "penelitian"
    folder.mkdir()
    return build.stored(folder)


def run(study: Path, *args: str, code: int = 0) -> Result:
    env = {"QUALCODE_LANG": "en", "QUALCODE_CODER": "rani"}
    result = CliRunner().invoke(root, [*args, "--study", str(study)], env=env)
    assert result.exit_code == code, result.output
    return result


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def fill(path: Path, finding: str, box: int | None, comment: str = "", mark: str = "☒") -> None:
    document = docx.Document(str(path))
    table: Any = next(one for one in document.tables if one.rows[0].cells[0].text.startswith(finding))
    boxes = next(row for row in table.rows if len({id(cell._tc) for cell in row.cells}) == 3)
    if box is not None:
        boxes.cells[box].text = boxes.cells[box].text.replace("☐", mark)
    table.rows[-2].cells[0].text = comment
    document.save(str(path))


def answers(study: Path) -> list[tuple[str, str, bool | None, str]]:
    with Store.open(study) as store:
        found = store.study().verifications
    return [(v.target, a.informant, a.agrees, a.answer) for v in found for a in v.answers]


def test_one_sheet_an_informant_with_own_words_only(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "lembar untuk dicetak"
    result = run(study, "finding", "sheet", "--to", str(out))
    assert sorted(path.name for path in out.iterdir()) == [f"member-check_I-0{n}.docx" for n in (1, 2, 3, 5)]
    sheet = text_of(out / "member-check_I-03.docx")
    assert "“Menunggu lama, petugasnya belum ada.” (14 Maret 2018)" in sheet
    assert "Kedisiplinan aparatur masih rendah. [...] [...] Orang menunggu." in sheet
    for others in ("I-04", "I-05", "W-04", "I-01", "langsung dilayani", "sidik jari", "suka datang siang"):
        assert others not in sheet
    assert "Mereka saling menggantikan." not in sheet
    assert "T-01: sentences that name other informants are left out" in result.stderr
    assert "W-03" in result.stderr


def test_what_is_quoted_differs_by_informant_and_plain_words_take_the_place(study: Path, tmp_path: Path) -> None:
    run(
        study,
        "finding",
        "sheet",
        "T-01",
        "--to",
        str(tmp_path / "a"),
        "--informant",
        "I-05",
        "--plain",
        "T-01=Loket sering terlambat.",
    )
    sheet = text_of(tmp_path / "a" / "member-check_I-05.docx")
    assert "Loket sering terlambat." in sheet
    assert "Kedisiplinan" not in sheet
    assert "langsung dilayani" in sheet


def test_a_sheet_that_was_filled_in_comes_back(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "s"
    run(study, "verify", "T-01", "member-check", "--sheets", str(out))
    fill(out / "member-check_I-03.docx", "T-01", 0, "Betul, saya menunggu.")
    fill(out / "member-check_I-05.docx", "T-01", 2, "Saya selalu dilayani.", mark="x")
    result = run(
        study, "finding", "answers", *(str(out / f"member-check_I-0{n}.docx") for n in (3, 5)), "--date", "2018-04-10"
    )
    assert answers(study) == [
        ("finding:T-01", "I-03", True, "Betul, saya menunggu."),
        ("finding:T-01", "I-05", False, "Saya selalu dilayani."),
    ]
    assert "2 answers taken in." in result.stderr
    assert "T-01: I-05 did not agree; the disagreement is kept." in result.stderr
    run(study, "finding", "sheet", "T-01", "--to", str(tmp_path / "rest"))
    assert [path.name for path in (tmp_path / "rest").iterdir()] == ["member-check_I-01.docx"]
    run(study, "undo")
    assert answers(study) == []


@pytest.mark.parametrize("mark", ["☑", "V", "✓"])
def test_partly_by_any_mark_and_a_comment_without_a_box_are_answers(study: Path, tmp_path: Path, mark: str) -> None:
    run(study, "finding", "sheet", "T-01", "--to", str(tmp_path / "s"))
    fill(tmp_path / "s" / "member-check_I-03.docx", "T-01", 1, "", mark=mark)
    fill(tmp_path / "s" / "member-check_I-01.docx", "T-01", None, "Perlu dijelaskan.")
    for name in ("I-03", "I-01", "I-05"):
        run(study, "finding", "answers", str(tmp_path / "s" / f"member-check_{name}.docx"))
    assert answers(study) == [
        ("finding:T-01", "I-03", None, ""),
        ("finding:T-01", "I-01", None, "Perlu dijelaskan."),
    ]


def test_two_boxes_or_another_file_take_nothing_in(study: Path, tmp_path: Path) -> None:
    run(study, "finding", "sheet", "T-01", "--to", str(tmp_path / "s"))
    good, bad = tmp_path / "s" / "member-check_I-01.docx", tmp_path / "s" / "member-check_I-03.docx"
    fill(good, "T-01", 0)
    fill(bad, "T-01", 0)
    fill(bad, "T-01", 1)
    assert "two boxes are ticked" in run(study, "finding", "answers", str(good), str(bad), code=1).stderr
    letter = docx.Document()
    letter.add_paragraph("Surat")
    letter.save(str(tmp_path / "surat.docx"))
    (tmp_path / "rusak.docx").write_bytes(b"PK tidak benar")
    for name in ("surat.docx", "rusak.docx"):
        assert "no member-check sheet" in run(study, "finding", "answers", str(tmp_path / name), code=1).stderr
    run(study, "finding", "answers", str(tmp_path / "tidak-ada.docx"), code=1)
    run(study, "finding", "answers", str(tmp_path / "gambar.png"), code=1)
    assert answers(study) == []


def test_answers_come_from_a_table_in_either_language(study: Path, tmp_path: Path) -> None:
    path = tmp_path / "jawaban.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["temuan", "informan", "setuju", "komentar", "perubahan", "tanggal"],
                ["T-01", "I-03", "Setuju", "Ya.", "", "2018-04-10"],
                ["T-01", "I-05", "tidak setuju", "Tidak selalu.", "Dibatasi.", "2018-04-11"],
                ["", "", "", "", "", ""],
                ["T-02", "I-02", "sebagian", "", "", ""],
            ]
        )
    run(study, "finding", "answers", str(path))
    assert answers(study) == [
        ("finding:T-01", "I-03", True, "Ya."),
        ("finding:T-01", "I-05", False, "Tidak selalu."),
        ("finding:T-02", "I-02", None, ""),
    ]


def test_bad_rows_are_all_named_with_their_line_and_none_is_kept(study: Path, tmp_path: Path) -> None:
    path = tmp_path / "jawaban.csv"
    path.write_text("finding,informant,agrees\nT-01,I-03,ya\nT-09,I-03,ya\nT-01,I-77,ya\nT-01,I-03,mungkin\n", "utf-8")
    said = run(study, "finding", "answers", str(path), code=1).stderr
    for part in ("line 3: T-09", "line 4: I-77", "line 5: mungkin"):
        assert part in said
    assert answers(study) == []
    path.write_text("temuan,jawaban\nT-01,ya\n", "utf-8")
    assert "informant" in run(study, "finding", "answers", str(path), code=1).stderr


def test_a_finding_that_all_have_answered_says_so(study: Path, tmp_path: Path) -> None:
    run(study, "finding", "sheet", "T-02", "--to", str(tmp_path / "s"), "--informant", "I-04", code=1)
    run(study, "verify", "T-02", "member-check", "--informant", "I-02", "--answer", "Ya.", "--agrees")
    assert "Nobody is left to ask" in run(study, "finding", "sheet", "T-02", "--to", str(tmp_path / "s")).stderr
