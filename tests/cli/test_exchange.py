"""``export`` and ``import`` with other programs: each prints what the other format cannot hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.storage.store import Store
from tests.cli.test_code import builder, run


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return builder().code("W-01", "Jam delapan", "DISIPLIN", "-").stored(tmp_path / "studi saya")


def test_export_of_a_project_prints_its_loss_report(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "untuk pembimbing.qdpx"
    result = run(study, "export", str(file))
    assert result.exit_code == 0, result.output
    assert file.is_file()
    assert result.stdout.startswith("Loss report, ")
    assert "  - Valence, intensity" in result.stdout
    assert "1 sources, 2 codes, 1 codings, 1 coders, 1 cases written to" in result.stderr
    assert "Not stated to be pseudonymised: W-01." in result.stderr


def test_the_loss_report_as_json(study: Path, tmp_path: Path) -> None:
    result = run(study, "export", str(tmp_path / "a.qdpx"), "--format", "json")
    found = json.loads(result.stdout)
    assert found["file"] == "a.qdpx"
    assert found["counts"]["codings"] == 1
    assert {"key", "facts", "text"} == set(found["losses"][0])


def test_a_codebook_goes_out_and_comes_into_another_study_as_one_act(study: Path, tmp_path: Path) -> None:
    assert run(study, "export", str(tmp_path / "a.qdc")).exit_code == 0
    Store.create(tmp_path / "lain").close()
    other = tmp_path / "lain"
    result = run(other, "import", str(tmp_path / "a.qdc"))
    assert result.exit_code == 0, result.output
    assert "a.qdc: taken in: 2 codes." in result.stderr
    assert result.stdout == "Loss report: nothing is lost.\n"
    with Store.open(other) as store:
        assert [code.id for code in store.study().codes] == ["DISIPLIN", "JUJUR"]
    assert run(other, "undo").exit_code == 0
    with Store.open(other) as store:
        assert not store.study().codes


def test_what_of_a_strange_codebook_was_not_taken_is_printed(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "lain.qdc"
    file.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Lain"><Codes><Code guid="c1" name="Antre" '
        'isCodable="true" color="#FF0000"/></Codes></CodeBook>',
        encoding="utf-8",
    )
    result = run(study, "import", str(file), "--yes", "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["counts"] == {"codes": 1}
    assert [one["key"] for one in found["losses"]] == ["refi_colours"]


@pytest.mark.parametrize("command", ["import", "export"])
def test_an_unknown_ending_is_refused_with_the_known_ones(study: Path, tmp_path: Path, command: str) -> None:
    result = run(study, command, str(tmp_path / "a.mx24"))
    assert result.exit_code == 1
    assert ".qdc" in result.output
    assert "Traceback" not in result.output
