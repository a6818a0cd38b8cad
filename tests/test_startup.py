"""What a start loads: help is click alone, listings load neither spaCy nor numpy."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "textual",
    "spacy",
    "numpy",
    "Sastrawi",
    "networkx",
    "jinja2",
    "docx",
    "pypandoc",
    "xlsxwriter",
    "python_calamine",
}

PROBE = """
import json, sys
before = set(sys.modules)
sys.argv = ["qualcode", *json.loads(sys.argv[1])]
from qualcode.cli import main
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
"""


def modules(*arguments: str) -> set[str]:
    """All modules that a command loads."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stderr.strip().splitlines()[-1]))


def loaded(*arguments: str) -> set[str]:
    """Top-level modules that a command loads, the standard library and our own left out."""
    return {name.split(".")[0] for name in modules(*arguments)} - sys.stdlib_module_names - {"qualcode"}


def rooms(*arguments: str) -> set[str]:
    """The packages of our own that a command loads, and what is in them."""
    found = modules(*arguments)
    names = {name.removeprefix("qualcode.") for name in found if name.startswith("qualcode.")}
    return {name.split(".")[0] for name in names} | {".".join(name.split(".")[:2]) for name in names}


def test_help_loads_no_third_party_module_but_click() -> None:
    assert loaded("--help") == {"click"}


def test_version_loads_no_third_party_module_but_click() -> None:
    assert loaded("--version") == {"click"}


@pytest.mark.parametrize(
    "command",
    [
        ("source", "list"),
        ("code", "list", "--format", "json"),
        ("codebook", "show", "--format", "json"),
        ("memo", "list"),
        ("finding", "list", "--format", "json"),
        ("display", "list", "--format", "json"),
        ("log", "--last", "3"),
        ("search", "disiplin NEAR pegawai", "--format", "json"),
        ("words", "--by", "role", "--format", "json"),
    ],
)
def test_a_listing_loads_neither_spacy_nor_numpy(command: tuple[str, ...], sample: Path) -> None:
    assert not loaded(*command, "--study", str(sample)) & HEAVY


@pytest.mark.parametrize("command", ["source list", "memo list", "informant list", "log --last 3"])
def test_a_list_of_records_loads_no_stage_after_its_own(command: str, sample: Path) -> None:
    found = rooms(*command.split(), "--format", "json", "--study", str(sample))
    assert not found & {"language", "displays", "report", "workbench", "collection.reading", "collection.citations"}


def test_a_list_of_records_loads_nothing_that_only_writing_needs(sample: Path) -> None:
    assert not modules("memo", "list", "--format", "json", "--study", str(sample)) & {"hashlib", "typing_extensions"}


@pytest.mark.parametrize("command", ["source list", "informant list", "codebook show", "log"])
def test_a_table_is_drawn_without_rich(command: str, sample: Path) -> None:
    assert not loaded(*command.split(), "--study", str(sample)) & {"rich", "pygments"}


def test_what_is_in_already_is_known_without_being_read_as_a_transcript(sample: Path) -> None:
    files = map(str, sorted((sample / "transkrip").glob("W-*")))
    found = rooms("ingest", *files, "--format", "json", "--study", str(sample))
    assert not found & {"language", "collection.reading", "collection.readers", "collection.identities"}


@pytest.mark.parametrize("display", ["matrix --rows source --columns code --cell count", "code-by-code-matrix"])
def test_a_matrix_loads_nothing_that_figures_need(display: str, sample: Path) -> None:
    found = modules("display", "show", *display.split(), "--format", "csv", "--study", str(sample))
    figures = {"_figure", "_figure_forms", "_figure_tables", "_figure_display", "_net", "_nets", "_sight", "_terminal"}
    assert not found & {f"qualcode.displays.{name}" for name in figures}


def test_coding_a_segment_loads_no_stage_after_its_own(sample: Path, tmp_path: Path) -> None:
    study = shutil.copytree(sample, tmp_path / "study")
    found = rooms("code", "add", "W-01", "DISIPLIN", "--block", "3", "--coder", "rani", "--study", str(study))
    assert not found & {"language", "displays", "report", "workbench", "collection.reading", "collection.citations"}
