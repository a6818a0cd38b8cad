"""``verify --all TACTIC`` and ``verify --saturation`` over the sample study."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import Finding
from qualcode.storage.store import Store
from tests.conclusions.office import discipline, office


@pytest.fixture
def study(tmp_path: Path) -> Path:
    build = office()
    against = build.segment("W-05", "Tidak pernah menunggu, langsung dilayani.").id
    build.add(discipline(build, evidence_against=(against,)), Finding(id="T-02", focuses=("KERJASAMA",), text="Baik."))
    return build.stored(tmp_path)


def run(study: Path, *args: str, code: int = 0) -> Result:
    result = CliRunner().invoke(root, ["verify", *args, "--study", str(study)], env={"QUALCODE_LANG": "en"})
    assert result.exit_code == code, result.output
    return result


def parsed(study: Path, *args: str) -> Any:
    return json.loads(run(study, *args, "--format", "json").stdout)


def test_negative_case_register_names_what_is_placed_and_what_is_not(study: Path) -> None:
    rows = parsed(study, "--all", "bukti-negatif")
    assert [(row["finding"], row["placed"], row["informants"]) for row in rows] == [
        ("T-01", "against", ["I-05"]),
        ("T-01", "not_placed", ["I-01"]),
        ("T-02", "not_placed", ["I-02"]),
    ]
    with Store.open(study) as store:
        text = store.study().text(rows[0]["source"])
    assert text[rows[0]["start"] : rows[0]["end"]] == rows[0]["quote"]
    shown = run(study, "--all", "negative-evidence").stdout
    assert "  listed against it\n    + “Tidak pernah menunggu, langsung dilayani.” (W/I-05/22-03-2018/b.2)" in shown


def test_register_in_a_spreadsheet_has_whole_quotations(study: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(study, "--all", "negative-evidence", "--format", "csv").stdout)))
    assert rows[0]["quote"] == "Tidak pernah menunggu, langsung dilayani."
    assert rows[0]["placed"] == "listed against it"


def test_profile_of_every_finding_stands_side_by_side_and_is_not_summed(study: Path) -> None:
    rows = [row for row in parsed(study, "--all", "weighting-evidence") if row["finding"] == "T-01"]
    assert len(rows) == 8
    assert all(row["stronger"] + row["weaker"] + row["unknown"] == row["of"] == 5 for row in rows)
    assert "1 of 5" in run(study, "--all", "weighting-evidence").stdout


def test_outliers_and_shares_name_their_denominator(study: Path) -> None:
    (row,) = parsed(study, "--all", "outliers")
    assert (row["informant"], row["n"], row["of"]) == ("I-05", 2, 2)
    shares = parsed(study, "--all", "representativeness")
    assert {row["of"] for row in shares if row["finding"] == "T-01"} == {5}
    assert ("role", "Staf", 0) in {(row["part"], row["who"], row["n"]) for row in shares if row["finding"] == "T-01"}


def test_a_tactic_without_a_register_is_computed_for_every_finding(study: Path) -> None:
    assert [one["finding"] for one in parsed(study, "--all", "patterns")] == ["T-01", "T-02"]
    assert "T-02: Baik." in run(study, "--all", "patterns").stdout
    run(study, "--all", "patterns", "--format", "csv", code=2)


def test_saturation_counts_new_codes_in_order_of_date_and_judges_nothing(study: Path) -> None:
    rows = parsed(study, "--saturation")
    assert [row["source"] for row in rows] == ["D-01", "W-01", "W-02", "W-03", "O-01", "W-04", "W-05", "W-06"]
    assert [row["so_far"] for row in rows][-1] == rows[-1]["of"] == 6
    assert sum(row["new"] for row in rows) == 6
    result = run(study, "--saturation")
    assert "Whether the data are saturated is yours to say." in result.stderr


def test_an_empty_study_has_empty_registers(tmp_path: Path) -> None:
    from tests.builders import StudyBuilder

    empty = StudyBuilder().stored(tmp_path)
    assert parsed(empty, "--all", "negative-evidence") == parsed(empty, "--saturation") == parsed(empty, "--all") == []
    run(empty, "--saturation")
    run(empty, "--all", "outliers")
    run(empty, "--all")


def test_without_a_finding_the_wall_chart_says_how_to_make_one(tmp_path: Path) -> None:
    result = run(office().stored(tmp_path), "--all")
    assert result.stdout == ""
    assert "qualcode finding draft FOCUS" in result.stderr
