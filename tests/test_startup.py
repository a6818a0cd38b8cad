"""What a start loads: help is click alone, listings load neither spaCy nor numpy."""

from __future__ import annotations

import json
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
print(json.dumps(sorted({name.split(".")[0] for name in set(sys.modules) - before})), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """Top-level modules that a command loads, the standard library left out."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    names = set(json.loads(run.stderr.strip().splitlines()[-1]))
    return names - sys.stdlib_module_names - {"qualcode"}


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
