"""``merge``: a copy that a second coder worked on comes back, as two people do it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.conftest import Run


def test_a_copy_that_somebody_coded_comes_back(run: Run, sample_copy: Path, tmp_path: Path) -> None:
    copy = tmp_path / "salinan bayu"
    shutil.copytree(sample_copy, copy)
    before = (copy / "study.qualcode").read_bytes()
    assert "Nothing to bring in." in run("merge", copy, "--study", sample_copy).stderr
    transcript = tmp_path / "warga.txt"
    transcript.write_text("Kode: I-77\nJabatan: Masyarakat\n\nP: Kapan?\nI: Loket tutup jam dua.\n", "utf-8")
    for step in (
        ("code", "add", "W-02", "HASIL-MUTU", "--block", "4", "--coder", "bayu"),
        ("codebook", "add", "ANTRE", "--definition", "Orang menunggu giliran.", "--parent", "HASIL"),
        ("code", "add", "W-03", "ANTRE", "--block", "6", "--coder", "bayu"),
        ("memo", "remove", "M-03"),
        ("ingest", transcript),
        ("finding", "set", "T-01", "--confidence", "low"),
    ):
        done = run(*step, "--study", copy)
        assert done.returncode == 0, done.stderr
    assert run("code", "add", "W-02", "SETIA", "--block", "4", "--study", sample_copy).returncode == 0
    assert run("finding", "set", "T-01", "--confidence", "high", "--study", sample_copy).returncode == 0

    asked = run("merge", copy, "--study", sample_copy)
    assert asked.returncode == 1
    assert "Bring this in?" in asked.stderr
    shown = json.loads(run("merge", copy, "--dry-run", "--format", "json", "--study", sample_copy).stdout)
    assert [one["ref"] for one in shown["left"]] == ["finding:T-01"]
    done = run("merge", copy, "--yes", "--study", sample_copy)
    assert done.returncode == 0, done.stderr
    assert "finding T-01: changed in both copies; it stays as it is here" in done.stderr
    assert "source 1" in done.stderr

    listed = json.loads(run("code", "list", "--code", "ANTRE", "--format", "json", "--study", sample_copy).stdout)
    assert [(one["source"], one["coder"]) for one in listed] == [("W-03", "bayu")]
    assert "Loket [tutup] jam dua." in run("search", "tutup", "--informant", "I-77", "--study", sample_copy).stdout
    assert run("doctor", "--study", sample_copy).returncode == 0
    assert "Nothing to bring in." in run("merge", copy / "study.qualcode", "--study", sample_copy).stderr
    assert run("undo", "--study", sample_copy).returncode == 0
    assert "ANTRE" not in run("codebook", "show", "--study", sample_copy).stdout
    assert before[:16] == (copy / "study.qualcode").read_bytes()[:16]


def test_what_is_no_copy_is_refused(run: Run, sample: Path, tmp_path: Path) -> None:
    assert run("init", tmp_path / "lain", "--title", "Lain").returncode == 0
    other = run("merge", tmp_path / "lain", "--study", sample)
    assert other.returncode == 1
    assert "holds another study" in other.stderr
    assert run("merge", tmp_path / "tidak ada", "--study", sample).returncode == 1
