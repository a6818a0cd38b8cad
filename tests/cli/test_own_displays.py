"""Displays that a researcher declares in a YAML file of the study's folder, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qualcode.cli import root
from tests.builders import StudyBuilder


def ran(study: Path, *args: str, code: int = 0) -> str:
    """What a command says."""
    result = CliRunner().invoke(root, [*args, "--study", str(study)], env={"QUALCODE_LANG": "en"})
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.output


FILE = """\
title: Jam masuk menurut peran
rows: role
columns: code, A
cell: quotes:1, summary
order: count
blank: tidak disinggung
rules: [Hanya pernyataan sendiri.]
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    made = StudyBuilder().focus("A").focus("B")
    made.informant("I-1", "Lurah").interview("W-1", "I-1", "P: jam?\nI: Jam masuk diatur.")
    made.informant("I-2", "Staf").interview("W-2", "I-2", "P: jam?\nI: Tidak tentu.\nI: Kadang siang.")
    made.code("W-2", "Tidak tentu.", "A").code("W-2", "Kadang siang.", "A").code("W-1", "Jam masuk diatur.", "B")
    folder = made.stored(tmp_path / "studi")
    (folder / "displays").mkdir()
    (folder / "displays" / "jam.yaml").write_text(FILE, encoding="utf-8")
    return folder


def test_it_is_shown_listed_explained_written_into_and_frozen(study: Path) -> None:
    shown = json.loads(ran(study, "display", "show", "jam", "--format", "json"))
    assert shown["title"] == "Jam masuk menurut peran"
    assert [row["id"] for row in shown["rows"]] == ["Staf", "Lurah"]
    assert [column["id"] for column in shown["columns"]] == ["A"]
    assert "Hanya pernyataan sendiri." in shown["rules"]
    assert "jam" in {row["name"] for row in json.loads(ran(study, "display", "list", "--format", "json"))}
    assert "Jam masuk menurut peran" in ran(study, "display", "explain", "jam")
    ran(study, "display", "write", "jam", "Lurah", "A", "--summary", "Tidak disebut.")
    assert "Tidak disebut." in ran(study, "display", "show", "jam")
    assert ran(study, "display", "freeze", "jam").strip() == "SN-01"


def test_a_blank_says_what_the_file_says(study: Path) -> None:
    shown = ran(study, "display", "show", "jam", "--format", "md")
    assert "tidak disinggung" in shown
    assert "[ISI" not in shown.split("Catatan")[0]


def test_what_is_wrong_in_the_file_is_listed_with_its_line(study: Path) -> None:
    path = study / "displays" / "jam.yaml"
    path.write_text("rows: rle\ncell: quote:2\nordre: count\ncolumns: code\n", encoding="utf-8")
    told = ran(study, "display", "show", "jam", code=1)
    assert ["1: rows: rle" in told, "2: cell: quote" in told, "3: ordre" in told] == [True] * 3
    assert "role" in told
    assert "quotes" in told
    ran(study, "display", "show", "role-ordered-matrix")
    assert "jam.yaml" not in ran(study, "status")


def test_a_line_that_is_not_there_is_named_with_those_there_are(study: Path) -> None:
    (study / "displays" / "jam.yaml").write_text("rows: role\ncolumns: code, X\n", encoding="utf-8")
    told = ran(study, "display", "show", "jam", code=1)
    assert "X" in told
    assert "A, B" in told


FIGURE = """\
display: code-bars
title: Hanya Staf
filter: {role: [Staf]}
rules: [Hanya staf.]
"""


def test_a_shipped_figure_is_declared_anew_with_a_filter_of_its_own(study: Path) -> None:
    (study / "displays" / "batang.yaml").write_text(FIGURE, encoding="utf-8")
    shown = json.loads(ran(study, "display", "show", "batang", "--format", "json"))
    assert (shown["title"], shown["kind"]) == ("Hanya Staf", "chart")
    assert {place["source"] for bar in shown["bars"] for place in bar["segments"]} == {"W-2"}
    assert shown["rules"][0] == "Hanya staf."
    assert shown["question"] == json.loads(ran(study, "display", "show", "code-bars", "--format", "json"))["question"]
    assert ran(study, "display", "freeze", "batang").strip() == "SN-01"


def test_a_matrix_has_a_filter_of_its_own_which_that_of_the_call_narrows(study: Path) -> None:
    path = study / "displays" / "jam.yaml"
    path.write_text("rows: code\ncolumns: role\ncell: count\nfilter:\n  code: A\n", encoding="utf-8")
    shown = json.loads(ran(study, "display", "show", "jam", "--format", "json"))
    assert {place["source"] for cell in shown["cells"] for one in cell["entries"] for place in one["segments"]} == {
        "W-2"
    }
    assert "W-2" not in ran(study, "display", "show", "jam", "--role", "Lurah", "--format", "json")


def test_what_a_figure_does_not_have_is_listed_with_what_it_has(study: Path) -> None:
    wrong = "rows: role\ndisplay: causal-network\nabout: {node: code}\nfilter: {peran: Staf}\n"
    (study / "displays" / "jam.yaml").write_text(wrong, encoding="utf-8")
    told = ran(study, "display", "show", "jam", code=1)
    assert ["1: rows" in told, "3: about: node" in told, "4: filter: peran" in told] == [True] * 3
    assert "nodes" in told
    (study / "displays" / "jam.yaml").write_text("display: causal-net\n", encoding="utf-8")
    assert "causal-network" in ran(study, "display", "show", "jam", code=1)
