"""``search`` as people and scripts use it: in context, as JSON, to files, into codings, and with queries that fail."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from qualcode.cli import root
from qualcode.language import RULES
from qualcode.model import Code, CodeStatus
from qualcode.storage.store import Store
from tests.displays.study import builder

TRANSCRIPT = """\
Kode: I-0{number}
Jabatan: {role}
Tanggal: 1{number}-03-2018

P: Bagaimana kedisiplinan di sini?
I: Disiplin kerja masih rendah. Sering terlambat, alasannya hujan.
P: Siapa yang menegur?
I: Lurah menegur. Pegawai mendisiplinkan diri setelah ditegur.
"""
KEYS = {"source", "start", "end", "line", "left", "match", "right", "speaker"}


def run(study: Path, *args: str, columns: int = 80, stdin: str | None = None, language: str = "en") -> Result:
    env = {"QUALCODE_LANG": language, "QUALCODE_CODER": "rani", "COLUMNS": str(columns)}
    return CliRunner().invoke(root, [*args, "--study", str(study)], env=env, input=stdin)


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("studi saya")
    study = folder / "penelitian"
    made = CliRunner().invoke(root, ["init", str(study), "--title", "Uji"])
    assert made.exit_code == 0, made.output
    for number, role in ((1, "Staf"), (2, "Warga")):
        path = folder / f"W-0{number}.txt"
        path.write_text(TRANSCRIPT.format(number=number, role=role), "utf-8")
        done = run(study, "ingest", str(path), "--speaker", "P=interviewer", "--speaker", "I=informant")
        assert done.exit_code == 0, done.output
    return study


@pytest.fixture
def study(ingested: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copytree(ingested, tmp_path / "salinan studi"))


def listed(study: Path, *args: str) -> list[dict[str, Any]]:
    result = run(study, "search", *args, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_words_that_older_rules_stemmed_are_found_by_the_rules_of_now(study: Path) -> None:
    expected = listed(study, "disiplin")
    with sqlite3.connect(study / "study.qualcode") as db:
        db.execute("UPDATE form SET rules = '0', stem = 'lama', norm = 'lama'")
        db.execute(
            "INSERT INTO form (rules, form, norm, stem) VALUES (?, 'Disiplin', 'disiplin', 'disiplin')", (RULES,)
        )
    assert listed(study, "disiplin") == expected
    with sqlite3.connect(study / "study.qualcode") as db:
        assert db.execute("SELECT DISTINCT rules FROM form").fetchall() == [(RULES,)]
        assert db.execute("SELECT count(*) FROM form WHERE form = 'Disiplin'").fetchone() == (1,)
    assert run(study, "doctor").exit_code == 0


def test_a_study_says_what_its_own_words_count_as(study: Path) -> None:
    (study / "words.txt").write_text("# Banjar\nhujan: ujanan baujan  # cuaca\nlurah: Lurah menegur\nsering\n", "utf-8")
    assert [one["match"] for one in listed(study, "lurah")] == ["Lurah", "menegur"] * 2
    env = {"QUALCODE_STUDY": str(study)}
    shown = CliRunner().invoke(root, ["tokenize", "-", "--format", "json"], env=env, input="Baujannya")
    assert json.loads(shown.stdout)["tokens"][0]["stem"] == "hujan"
    more = study.parent / "W-03.txt"
    more.write_text("P: Kenapa?\nI: Baujan, jadi ujanan.\n", "utf-8")
    assert run(study, "ingest", str(more), "--speaker", "P=interviewer", "--speaker", "I=informant").exit_code == 0
    assert [one["match"] for one in listed(study, "hujan")] == ["hujan", "hujan", "Baujan", "ujanan"]
    (study / "words.txt").unlink()
    assert [one["match"] for one in listed(study, "hujan")] == ["hujan", "hujan", "ujanan"]


def test_lines_of_own_words_that_cannot_be_read_are_named(study: Path) -> None:
    (study / "words.txt").write_text("hujan: ujan\ndua kata: satu\nbaik: 123\n", "utf-8")
    said = run(study, "search", "hujan")
    assert said.exit_code == 1
    assert "line 2: dua kata: satu" in said.output
    assert "line 3: baik: 123" in said.output


def test_words_are_found_where_nothing_can_be_written(study: Path) -> None:
    with sqlite3.connect(study / "study.qualcode") as db:
        db.execute("UPDATE form SET rules = '0'")
    held = sqlite3.connect(study / "study.qualcode", isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    try:
        assert listed(study, "disiplin")
    finally:
        held.close()


def test_json_holds_exact_places(ingested: Path) -> None:
    found = listed(ingested, "disiplin")
    assert set(found[0]) >= KEYS
    assert [one["match"] for one in found] == ["Disiplin", "mendisiplinkan"] * 2
    assert [(one["source"], one["line"], one["speaker"]) for one in found[:2]] == [
        ("W-01", 6, "I-01"), ("W-01", 8, "I-01"),
    ]  # fmt: skip
    text = run(ingested, "source", "text", "W-01").stdout
    for one in found[:2]:
        assert text[one["start"] : one["end"]] == one["match"]
        assert text[: one["start"]].endswith(one["left"])
        assert text[one["end"] :].startswith(one["right"])
    assert found[1]["left"] == "Lurah menegur. Pegawai "


def test_lines_are_aligned_and_fit_the_window(ingested: Path) -> None:
    for columns in (80, 120):
        lines = run(ingested, "search", "disiplin", columns=columns).stdout.splitlines()
        assert len(lines) == 4
        assert len({line.index("[") for line in lines}) == 1
        assert all(len(line) <= columns for line in lines)
        assert lines[0].startswith("W-01:6  I-01")


def test_context_and_order(ingested: Path) -> None:
    wrapped = run(ingested, "search", "disiplin", "--context", "200", "--limit", "1").stdout
    assert "[Disiplin] kerja masih rendah. Sering terlambat, alasannya hujan." in wrapped
    by_right = run(ingested, "search", "disiplin", "--sort", "right").stdout.splitlines()
    assert ["diri" in line for line in by_right] == [True, True, False, False]


def test_what_was_searched_is_said_in_both_languages(ingested: Path) -> None:
    assert "Searched for: disiplin" in run(ingested, "search", "kedisiplinan").stderr
    nothing = run(ingested, "search", "kebakaran", "dan", "hujan")
    assert nothing.exit_code == 0
    assert nothing.stdout == ""
    assert "Nothing found in 2 sources. Searched for: bakar AND dan AND hujan" in nothing.stderr
    assert "Operators are written in capitals: DAN." in nothing.stderr
    assert "everything but the interviewer's words" in nothing.stderr
    assert "--phrase" in nothing.stderr
    assert listed(ingested, "kerja", "disiplin", "--phrase") == []
    assert len(listed(ingested, "disiplin", "kerja", "--phrase")) == 2


def test_filters_and_speakers(ingested: Path) -> None:
    assert {one["source"] for one in listed(ingested, "lurah", "--role", "warga")} == {"W-02"}
    assert {one["source"] for one in listed(ingested, "lurah", "--until", "2018-03-11")} == {"W-01"}
    assert {one["source"] for one in listed(ingested, "lurah", "--to", "2018-03-11")} == {"W-01"}
    asked = listed(ingested, "disiplin", "--speaker", "interviewer")
    assert {one["speaker"] for one in asked} == {"interviewer"}
    assert len(listed(ingested, "disiplin", "--speaker", "all")) == 6


def test_a_query_that_cannot_be_read_shows_where(ingested: Path) -> None:
    result = run(ingested, "search", "disiplin AND (kerja")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[1].index("(") == lines[2].index("^")
    for query in ("kod:A", '"disiplin', "regex:(", "a NEAR/x b", ")", "code:TIDAKADA", "NOT"):
        failed = run(ingested, "search", query)
        assert failed.exit_code == 1, query
        assert "Traceback" not in failed.output


def test_files(ingested: Path, study: Path, tmp_path: Path) -> None:
    book = tmp_path / "hasil cari.xlsx"
    result = run(ingested, "search", "disiplin", "--to", str(book))
    assert result.exit_code == 0, result.output
    rows = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
    assert rows[0] == ["source", "line", "block", "start", "end", "speaker", "left", "match", "right", "citation"]
    assert [row[7] for row in rows[1:]] == ["Disiplin", "mendisiplinkan"] * 2
    assert {row[8] for row in rows[1:]} == {""}
    assert "stated to be hidden: W-01, W-02" in result.stderr
    signed = run(study, "state", "source:W-01", "--text", "Nama sudah diganti.", "--stage", "2")
    assert signed.exit_code == 0, signed.output
    table = tmp_path / "hasil.csv"
    assert run(study, "search", "disiplin", "--to", str(table)).exit_code == 0
    written = table.read_text("utf-8-sig")
    assert "kerja masih rendah" in written
    assert "stated to be hidden: W-02." in run(study, "search", "disiplin", "--to", str(table)).stderr
    assert run(ingested, "search", "disiplin", "--to", "hasil.docx").exit_code == 1


def codings(study: Path) -> list[tuple[str, str, str]]:
    rows = json.loads(run(study, "code", "list", "--format", "json").stdout)
    return [(row["source"], row["code"], row["quote"]) for row in rows]


def test_hits_become_codings_after_a_yes_and_can_be_taken_back(study: Path) -> None:
    asked = run(study, "search", "disiplin", "--code", "disiplin", "--unit", "sentence", stdin="n\n")
    assert asked.exit_code == 1
    assert "Disiplin kerja masih rendah." in asked.stdout
    assert "Give DISIPLIN to these 4 segments?" in asked.stderr
    assert codings(study) == []
    made = run(study, "search", "disiplin", "--code", "disiplin", "--unit", "sentence", stdin="y\n")
    assert made.exit_code == 0, made.output
    assert codings(study) == [
        (source, "DISIPLIN", quote)
        for source in ("W-01", "W-02")
        for quote in ("Disiplin kerja masih rendah.", "Pegawai mendisiplinkan diri setelah ditegur.")
    ]
    again = run(study, "search", "disiplin OR terlambat", "--code", "DISIPLIN", "--unit", "sentence", "--yes")
    assert "4 places already have DISIPLIN by rani and are left out." in again.stderr
    assert len(codings(study)) == 6
    other = run(study, "search", "terlambat", "--code", "DISIPLIN", "--coder", "bayu", "--valence", "-", "--yes")
    assert "2 codings added" in other.stderr
    assert run(study, "undo", "3").exit_code == 0
    assert codings(study) == []
    assert run(study, "doctor").exit_code == 0


def test_retired_and_unknown_codes_are_refused_before_anything_is_asked(study: Path) -> None:
    assert run(study, "search", "disiplin", "--code", "DISPLIN").exit_code == 1
    several = run(study, "search", "disiplin", "--code", "DISIPLIN", "--coder", "a", "--coder", "b", "--yes")
    assert several.exit_code == 2
    with Store.open(study) as store, store.act("code set") as act:
        act.put(replace(act.study.get(Code, "DISIPLIN"), status=CodeStatus.RETIRED))
    retired = run(study, "search", "disiplin", "--code", "DISIPLIN", "--yes")
    assert retired.exit_code == 1
    assert "retired" in retired.stderr
    assert codings(study) == []


def test_codes_as_operands(study: Path) -> None:
    assert run(study, "search", "disiplin", "--code", "DISIPLIN", "--unit", "sentence", "--yes").exit_code == 0
    assert run(study, "search", "hujan", "--code", "HAMBAT", "--unit", "block", "--yes").exit_code == 0
    (first, _second) = listed(study, "code:HAMBAT")
    assert first["citation"] == "W/I-01/11-03-2018/b.6b"
    shown = run(study, "search", "code:HAMBAT").stdout
    assert "W-01:6  W/I-01/11-03-2018/b.6b  I-01" in shown
    assert "[Disiplin kerja masih rendah. Sering terlambat, alasannya hujan.]" in shown
    both = listed(study, "code:DISIPLIN AND code:HAMBAT")
    assert [one["match"] for one in both] == ["Disiplin kerja masih rendah."] * 2
    assert len(listed(study, "code:HAMBAT FOLLOWED BY code:DISIPLIN")) == 2
    assert [one["match"] for one in listed(study, "disiplin NOT code:HAMBAT")] == ["mendisiplinkan"] * 2


def test_words_are_counted_by_role_and_written(ingested: Path, tmp_path: Path) -> None:
    rows = json.loads(run(ingested, "words", "--by", "role", "--format", "json").stdout)
    disiplin = next(row for row in rows if row["word"] == "disiplin")
    assert (disiplin["n"], disiplin["sources"], disiplin["of_sources"]) == (4, 2, 2)
    assert disiplin["forms"] == ["disiplin", "mendisiplinkan"]
    assert {group: one["n"] for group, one in disiplin["by"].items()} == {"staf": 2, "warga": 2}
    table = run(ingested, "words", "--by", "role", "--top", "3")
    assert table.exit_code == 0, table.output
    assert "Staf" in table.stdout
    assert max(map(len, table.stdout.splitlines())) <= 80
    book = tmp_path / "kata.xlsx"
    assert run(ingested, "words", "--by", "role", "--to", str(book)).exit_code == 0
    rows = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["word", "n", "per 1,000", "Staf n"]
    assert ["disiplin", 4.0] in [row[:2] for row in rows]
    assert "No words to count" in run(ingested, "words", "--technique", "document").stderr


def test_collocations_of_a_query(ingested: Path) -> None:
    rows = json.loads(run(ingested, "words", "collocations", "disiplin", "--least", "2", "--format", "json").stdout)
    assert {row["word"] for row in rows} >= {"kerja", "rendah"}
    assert rows == sorted(rows, key=lambda row: -row["log_dice"])
    by_g = run(ingested, "words", "collocations", "disiplin", "--measure", "loglikelihood", "--least", "2")
    assert by_g.exit_code == 0, by_g.output
    assert "4 places of disiplin" in by_g.stderr
    assert run(ingested, "words", "collocations", "(").exit_code == 1


def test_a_second_coder_sees_the_codings_of_others_only_where_they_are_named(study: Path) -> None:
    for coder in ("rani", "bayu"):
        done = run(study, "search", "hujan", "--code", "HAMBAT", "--coder", coder, "--unit", coder_unit(coder), "--yes")
        assert done.exit_code == 0, done.output
    assert {one["match"] for one in listed(study, "code:HAMBAT")} == {"hujan"}
    assert len(listed(study, "code:HAMBAT", "--coder", "all")) == 4
    assert {one["match"] for one in listed(study, "code:HAMBAT", "--coder", "bayu")} == {
        "Sering terlambat, alasannya hujan."
    }


def coder_unit(coder: str) -> str:
    return "match" if coder == "rani" else "sentence"


def test_an_empty_study_says_what_to_do(tmp_path: Path) -> None:
    study = tmp_path / "studi kosong"
    assert CliRunner().invoke(root, ["init", str(study), "--title", "Uji"]).exit_code == 0
    for command in (("search", "apa"), ("words",), ("words", "--by", "role"), ("words", "collocations", "apa")):
        result = run(study, *command)
        assert result.exit_code == 0, result.output
        assert result.stdout == ""
    assert "qualcode ingest" in run(study, "search", "apa").stderr
    assert json.loads(run(study, "search", "apa", "--format", "json").stdout) == []
    assert "nothing to look for" in run(study, "search", " ").stderr


def test_a_text_whose_words_were_never_stored_is_named(tmp_path: Path) -> None:
    study = builder().stored(tmp_path / "studi lama")
    result = run(study, "search", "jam")
    assert "qualcode doctor --mend" in result.stderr
    assert run(study, "doctor", "--mend").exit_code == 0
    assert {one["match"].lower() for one in listed(study, "jam")} == {"jam"}


def test_a_word_that_stands_nowhere_is_said_with_what_was_probably_meant(study: Path) -> None:
    assert (
        "“terlmbat” stands in no text; did you mean “terlambat”?" in run(study, "search", "terlmbat AND lurah").stderr
    )
    nowhere = run(study, "search", '"kereta api"').stderr
    assert "“kereta” stands in no text." in nowhere
    assert "did you mean" not in nowhere
    assert "stands in no text" not in run(study, "search", "lurah NOT menegur NOT rendah").stderr
