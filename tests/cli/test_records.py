"""Records that people write: the same six commands for each, options named after the fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

TRANSCRIPT = (
    "TRANSKRIP WAWANCARA\nKode : I-01\nJabatan : Staf\nTanggal : 12-03-2018\n\nP: Jam kerja?\nI: Ya kadang terlambat.\n"
)


@pytest.fixture
def study(tmp_path: Path, run: Run) -> Path:
    folder = tmp_path / "studi uji"
    assert run("init", folder, "--title", "Uji").returncode == 0
    (tmp_path / "W-01.txt").write_text(TRANSCRIPT, encoding="utf-8")
    assert run("ingest", tmp_path / "W-01.txt", "--study", folder).returncode == 0
    return folder


def shown(run: Run, study: Path, kind: str, record: str) -> dict[str, object]:
    result = run(kind, "show", record, "--study", study, "--format", "json")
    assert result.returncode == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_add_set_show_list_remove_and_undo(run: Run, study: Path) -> None:
    at = ("--study", study)
    made = run(
        "event", "add", "--label", "listrik padam", "--date", "2018-03-07", "--critical",
        "--segments", 'W-01: "kadang terlambat"', "--actors", "role:staf; informant:I-01", *at,
    )  # fmt: skip
    assert made.stdout.strip() == "E-01", made.stderr
    assert run("event", "set", "E-01", "--date", "2018-03", "--no-critical", *at).returncode == 0
    event = shown(run, study, "event", "E-01")
    assert (event["date"], event["critical"], event["segments"]) == ("2018-03", False, ["S-01"])
    assert event["actors"] == ["role:staf", "informant:I-01"]
    assert "listrik padam" in run("event", "list", *at).stdout
    assert run("event", "remove", "E-01", *at).returncode == 0
    assert json.loads(run("event", "list", "--format", "json", *at).stdout) == []
    assert run("undo", *at).returncode == 0
    assert shown(run, study, "event", "E-01") == event


def test_a_standing_record_keeps_the_fields_that_a_file_does_not_name(run: Run, study: Path, tmp_path: Path) -> None:
    file = tmp_path / "tanda.yaml"
    file.write_text(
        "informant:\n  - id: I-01\n    key: true\nblock:\n  - {source: W-01, number: 2, irrelevant: hanya sapaan}\n",
        encoding="utf-8",
    )
    assert run("import", file, "--study", study).returncode == 0
    informant = shown(run, study, "informant", "I-01")
    assert (informant["role"], informant["key"]) == ("staf", True)
    blocks = json.loads(run("source", "show", "W-01", "--format", "json", "--study", study).stdout)["blocks"]
    assert blocks[1]["text"] == "Ya kadang terlambat."
    status = json.loads(run("status", "--format", "json", "--study", study).stdout)
    coded = next(state for stage in status for state in stage["states"] if state["state"] == "coded")
    assert all(missing["exit"] != "uncoded_block" for one in coded["missing"] for missing in one["missing"])


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("memo", "add", "--text", "x", "--type", "kode"), "type"),
        (("event", "add", "--label", "x", "--date", "kemarin"), "2018-03-12"),
        (("event", "add", "--label", "x", "--segments", "W-01: tidak ada di situ"), "W-01"),
        (("event", "add", "--label", "x", "--case", "KS-99"), "KS-99"),
        (("finding", "add", "--text", "x", "--focuses", "DISIPLN"), "DISIPLIN"),
        (("focus", "set", "SETIAA", "--question", "x"), "SETIA"),
        (("role", "add", "staf", "--label", "Staf"), "staf"),
        (("informant", "remove", "I-01"), "source:W-01"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    run: Run, study: Path, command: tuple[str, ...], says: str
) -> None:
    before = run("log", "--format", "json", "--study", study).stdout
    result = run(*command, "--study", study)
    assert result.returncode == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert run("log", "--format", "json", "--study", study).stdout == before


def test_cells_of_a_display_of_the_program_come_in_before_it_has_a_record(
    run: Run, study: Path, tmp_path: Path
) -> None:
    assert run("code", "add", "W-01", "DISIPLIN", "--quote", "kadang terlambat", "--study", study).returncode == 0
    cells = tmp_path / "sel.yaml"
    cell = (
        "cell:\n  - {{display: {name}, row: I-01, column: DISIPLIN, entries: [{{kind: s, text: Kadang terlambat.}}]}}\n"
    )
    cells.write_text(cell.format(name="role-ordered-matrix"), encoding="utf-8")
    taken = run("import", cells, "--study", study)
    assert taken.returncode == 0, taken.stderr
    matrix = run("display", "show", "role-ordered-matrix", "--focus", "DISIPLIN", "--format", "md", "--study", study)
    assert "Kadang terlambat." in matrix.stdout
    cells.write_text(cell.format(name="matriks-saya"), encoding="utf-8")
    assert "matriks-saya" in run("import", cells, "--study", study).stderr
