"""``display`` as the contract has it: list, show in every format, write, note, rule, freeze, export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from qualcode.cli import root
from qualcode.model import Display, Snapshot
from qualcode.storage.store import Store
from tests.displays.study import builder

NAME = "role-ordered-matrix"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return builder().stored(tmp_path / "studi saya")


def run(study: Path, *args: str) -> Result:
    return CliRunner().invoke(
        root, ["display", *args, "--study", str(study)], env={"QUALCODE_LANG": "en", "QUALCODE_CODER": "rani"}
    )


def shown(study: Path, *args: str) -> dict[str, list[dict[str, object]]]:
    result = run(study, "show", *args, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    return found


def cell(study: Path, row: str, column: str, *args: str) -> dict[str, object]:
    return next(one for one in shown(study, NAME, *args)["cells"] if (one["row"], one["column"]) == (row, column))


def test_list_says_which_displays_are_ready(study: Path) -> None:
    rows = json.loads(run(study, "list", "--format", "json").stdout)
    ready = {row["name"] for row in rows if row["ready"]}
    assert {NAME, "data-accounting-log", "effects-matrix"} <= ready
    assert "vignette" not in ready
    assert set(rows[0]) == {"name", "kind", "title", "needs", "ready", "missing"}
    assert {row["kind"] for row in rows} == {"matrix", "network", "chart"}


def test_a_display_of_another_package_is_listed_shown_and_exported(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "paket" / "contoh-0.1.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: contoh\nVersion: 0.1\n", encoding="utf-8")
    points = "[qualcode.displays]\nmatriks-kampus = matriks_kampus_contoh:DISPLAY\n"
    (package / "entry_points.txt").write_text(points, encoding="utf-8")
    (package.parent / "matriks_kampus_contoh.py").write_text(
        "from dataclasses import replace\nfrom qualcode import displays\n"
        'DISPLAY = replace(displays.load("matrix"), name="matriks-kampus", title="Matriks kampus")\n',
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(package.parent))
    listed = json.loads(run(study, "list", "--format", "json").stdout)
    assert next(row["ready"] for row in listed if row["name"] == "matriks-kampus")
    assert "Matriks kampus" in run(study, "show", "matriks-kampus").output
    assert run(study, "export", "--to", str(tmp_path / "semua.md")).exit_code == 0
    assert "Matriks kampus" in (tmp_path / "semua.md").read_text("utf-8")


def test_the_free_matrix_says_what_can_be_asked_for(study: Path) -> None:
    told = run(study, "explain", "matrix").output
    assert "  - role: Role" in told
    assert "quotes:N|all" in told
    assert "  - role: Role" not in run(study, "explain", NAME).output


def test_list_names_a_display_of_ones_own_that_cannot_be_read(study: Path) -> None:
    (study / "displays").mkdir()
    (study / "displays" / "sikap.yaml").write_text("title: [X\nrows: technique", encoding="utf-8")
    listed = json.loads(run(study, "list", "--format", "json").stdout)
    own = next(row for row in listed if row["name"] == "sikap")
    assert not own["ready"]
    assert "qualcode display show sikap" in own["missing"][0]
    assert "sikap.yaml" in run(study, "show", "sikap").output


def test_list_names_record_and_act_of_what_is_missing(tmp_path: Path) -> None:
    with Store.begin(tmp_path / "kosong") as act:
        act.put(*builder().records[:1])
    rows = json.loads(run(tmp_path / "kosong", "list", "--format", "json").stdout)
    missing = {row["name"]: row["missing"] for row in rows}
    assert not any(row["ready"] for row in rows)
    assert any(line.startswith("Code.condenses:") and "codebook load" in line for line in missing["thematic-matrix"])
    refused = run(tmp_path / "kosong", "show", "matriks-tematik")
    assert refused.exit_code == 1
    assert "codebook load" in refused.output


def test_show_answers_to_the_indonesian_name_and_to_filters(study: Path) -> None:
    found = shown(study, "matriks-tata-peran", "--focus", "DISIPLIN", "--role", "Staf")
    assert [row["id"] for row in found["rows"]] == ["I-02", "I-03"]
    assert [column["id"] for column in found["columns"]] == ["DISIPLIN"]


@pytest.mark.parametrize("format_", ["table", "md", "csv", "html"])
def test_show_prints_in_every_format(study: Path, format_: str) -> None:
    result = run(study, "show", NAME, "--format", format_)
    assert result.exit_code == 0, result.output
    assert "W/I-04/15-03-2018" in result.stdout
    assert "cell" in result.stderr  # blanks are remarked upon beside the result


@pytest.mark.parametrize("extension", ["md", "csv", "html", "json", "xlsx"])
def test_show_writes_a_file_by_its_extension(study: Path, extension: str, tmp_path: Path) -> None:
    path = tmp_path / f"tampilan ä.{extension}"
    result = run(study, "show", NAME, "--to", str(path))
    assert result.exit_code == 0, result.output
    assert path.stat().st_size > 500


def test_to_with_a_date_bounds_the_sources(study: Path) -> None:
    found = shown(study, NAME, "--to", "2018-03-13")
    assert [row["id"] for row in found["rows"]] == ["I-01", "I-02"]
    assert shown(study, NAME, "--until", "2018-03-13")["rows"] == found["rows"]


def test_rows_and_columns_are_cut(study: Path) -> None:
    found = shown(study, NAME, "--rows", "role", "--columns", "JUJUR-JANJI,HASIL")
    assert [row["id"] for row in found["rows"]] == ["Lurah", "Staf", "Masyarakat", "Tokoh"]
    assert [column["id"] for column in found["columns"]] == ["JUJUR-JANJI", "HASIL"]


def test_unknown_names_are_refused_with_the_known_ones(study: Path) -> None:
    for args, known in (
        (("show", "entah"), "activity-record"),
        (("show", NAME, "--columns", "DISIPLEN"), "DISIPLIN"),
        (("write", NAME, "I-99", "HASIL", "--mark", "TT"), "I-01"),
    ):
        result = run(study, *args)
        assert result.exit_code == 1, result.output
        assert known in result.output


def test_write_fills_a_cell_and_keeps_it_through_undo(study: Path) -> None:
    assert run(study, "write", NAME, "I-06", "DISIPLIN", "--mark", "TDT").exit_code == 0
    assert cell(study, "I-06", "DISIPLIN")["data_mark"] == "TDT"
    result = run(
        study, "write", NAME, "I-01", "DISIPLIN", "--summary", "Lumayan, lalu rendah.", "--explain", "Berganti."
    )
    assert result.exit_code == 0, result.output
    entries = cell(study, "I-01", "DISIPLIN")["entries"]
    assert [(e["kind"], e["text"]) for e in entries if e["written"]] == [  # type: ignore[attr-defined]
        ("s", "Lumayan, lalu rendah."), ("x", "Berganti."),
    ]  # fmt: skip
    with Store.open(study) as store:
        store.undo()
    assert cell(study, "I-01", "DISIPLIN")["written"] is False


def test_write_takes_a_quotation_and_evidence_by_their_words(study: Path) -> None:
    result = run(study, "write", NAME, "I-01", "DISIPLIN", "--quote", "W-01: kalau hujan itu masih rendah")
    assert result.exit_code == 0, result.output
    first = cell(study, "I-01", "DISIPLIN")["entries"][0]  # type: ignore[index]
    assert (first["text"], first["written"]) == ("kalau hujan itu masih rendah", True)


def test_nothing_to_write_is_wrong_usage_and_a_bad_mark_is_refused(study: Path) -> None:
    assert run(study, "write", NAME, "I-01", "DISIPLIN").exit_code == 2
    assert run(study, "write", NAME, "I-01", "DISIPLIN", "--mark", "QQ").exit_code == 1


def test_a_cell_can_be_cleared(study: Path) -> None:
    run(study, "write", NAME, "I-06", "DISIPLIN", "--mark", "TDT")
    assert run(study, "clear", NAME, "I-06", "DISIPLIN").exit_code == 0
    assert cell(study, "I-06", "DISIPLIN")["data_mark"] is None


def test_notes_and_rules_belong_to_the_display(study: Path) -> None:
    assert run(study, "note", NAME, "--text", "Terbelah dua.").exit_code == 0
    assert run(study, "rule", NAME, "--text", "Satu kutipan.").exit_code == 0
    assert run(study, "rule", NAME, "--text", "Dua sumber.").exit_code == 0
    found = shown(study, NAME)
    assert found["notes"] == "Terbelah dua."
    assert found["rules"][:2] == ["Satu kutipan.", "Dua sumber."]
    with Store.open(study) as store:
        assert store.study().get(Display, NAME).rules == ("Satu kutipan.", "Dua sumber.")


def test_freeze_keeps_a_snapshot_and_refuses_unexplained_blanks(study: Path) -> None:
    refused = run(study, "freeze", NAME)
    assert f"qualcode display add ID --type {NAME} --filter focus=FOCUS" in refused.stderr
    assert refused.exit_code == 1
    assert "display write role-ordered-matrix I-06 DISIPLIN --mark" in refused.output
    result = run(study, "freeze", "data-accounting-log")
    assert result.exit_code == 0, result.output
    with Store.open(study) as store:
        (kept,) = store.study().all(Snapshot)
    assert (kept.id, kept.display) == (result.stdout.strip(), "data-accounting-log")
    assert json.loads(kept.content)["name"] == "data-accounting-log"


def test_export_writes_every_display_into_one_workbook(study: Path, tmp_path: Path) -> None:
    assert run(study, "export", "--to", str(tmp_path / "semua.xlsx")).exit_code == 0
    ready = [row for row in json.loads(run(study, "list", "--format", "json").stdout) if row["ready"]]
    assert len(CalamineWorkbook.from_path(str(tmp_path / "semua.xlsx")).sheet_names) > len(ready)


def test_import_takes_displays_and_cells_and_binds_them(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "tampilan.yaml"
    file.write_text(
        "display:\n"
        f"  - {{id: {NAME}, type: {NAME}, notes: Dibaca.}}\n"
        "cell:\n"
        f"  - display: {NAME}\n    row: I-02\n    column: DISIPLIN\n"
        "    entries:\n      - {kind: s, text: Terlambat., segments: [{source: W-02, quote: 'Kadang terlambat'}]}\n",
        encoding="utf-8",
    )
    result = run(study, "import", str(file))
    assert result.exit_code == 0, result.output
    found = cell(study, "I-02", "DISIPLIN")
    assert (found["written"], found["stale"]) == (True, False)
    assert run(study, "explain", NAME).exit_code == 0
    code = ["code", "add", "W-02", "DISIPLIN", "--quote", "sorenya kami lembur", "--study", str(study)]
    assert CliRunner().invoke(root, code).exit_code == 0
    assert cell(study, "I-02", "DISIPLIN")["stale"] is True


def test_explain_says_question_needs_and_literature(study: Path) -> None:
    output = run(study, "explain", "matriks-efek").output
    assert "effects-matrix" in output
    assert "?" in output.splitlines()[2]
    assert "Link.effect" in output
    assert "M&H94" in output


def test_the_list_breaks_no_name_that_people_type_next(study: Path) -> None:
    lines = run(study, "list").stdout.splitlines()
    for name in json.loads(run(study, "list", "--format", "json").stdout):
        assert any(str(name["name"]) in line for line in lines)


def test_a_free_matrix_holds_what_is_asked_for(study: Path) -> None:
    asked = ("matrix", "--rows", "role,informant", "--columns", "focus", "--cell")
    kinds = {
        entry["kind"] for one in shown(study, *asked, "share:sources,quotes:1")["cells"] for entry in one["entries"]
    }  # type: ignore[attr-defined]
    assert kinds == {"n", "q"}
    texts = [entry["text"] for one in shown(study, *asked, "share:segments")["cells"] for entry in one["entries"]]  # type: ignore[attr-defined]
    assert texts
    assert all(" dari " in text and "%" in text for text in texts if " dari 0 " not in text)


def test_a_cell_that_is_none_is_named_with_those_there_are(study: Path) -> None:
    for wrong in ("kutipan", "count:words", "count:voices", "quotes:some"):
        result = run(study, "show", "matrix", "--cell", wrong)
        assert result.exit_code == 1
        assert (wrong.partition(":")[2] or wrong) in result.stderr


def test_sources_are_counted_out_of_those_of_the_row(study: Path) -> None:
    found = shown(study, "matrix", "--rows", "technique", "--columns", "focus", "--cell", "count:sources")
    with Store.open(study) as store:
        sources = store.study().sources
    for one in found["cells"]:
        for entry in one["entries"]:  # type: ignore[attr-defined]
            assert entry["of"] == sum(source.technique == one["row"] for source in sources)


def test_blanks_are_marked_at_once_and_a_refused_freeze_says_how(study: Path) -> None:
    refused = run(study, "freeze", NAME)
    assert refused.exit_code == 1
    for way in ("display write", "display mark", "display form", "--with-blanks"):
        assert way in refused.output
    blanks = json.loads(run(study, "show", NAME, "--format", "json").stdout)["blanks"]
    column = blanks[0][1]
    some = [row for row, here in blanks if here == column]
    assert run(study, "mark", NAME, "!").exit_code == 1
    assert f"{len(some)} cell" in run(study, "mark", NAME, "tb", "--columns", column).output
    after = json.loads(run(study, "show", NAME, "--format", "json").stdout)
    assert after["blanks"] == [place for place in blanks if place[1] != column]
    marks = {cell["row"]: cell["data_mark"] for cell in after["cells"] if cell["column"] == column}
    assert {marks[row] for row in some} == {"TB"}
    assert run(study, "mark", NAME, "KOS").exit_code == 0
    assert run(study, "freeze", NAME).exit_code == 0
