"""``report``: what it writes, what it refuses, and what it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import Consent
from qualcode.storage.store import Store
from tests.report.office import concluded


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return concluded().stored(tmp_path / "studi ñ")


def run(study: Path, *args: str) -> Result:
    return CliRunner().invoke(root, ["report", *args, "--study", str(study)], env={"QUALCODE_LANG": "en"})


def test_a_chapter_is_written_in_every_format_that_is_asked_for(study: Path) -> None:
    targets = [study / "reports" / f"bab-4.{form}" for form in ("docx", "html", "md")]
    result = run(study, "bab-4", *(part for target in targets for part in ("--to", str(target))))
    assert result.exit_code == 0, result.output
    assert all(target.stat().st_size > 5_000 for target in targets)
    assert "report bab-4 --check" in result.stderr


def test_the_checks_alone_write_nothing(study: Path) -> None:
    before = sorted(study.rglob("*"))
    result = run(study, "bab-4", "--check")
    assert result.exit_code == 0
    assert any("qualcode verify" in line and "(T-02)" in line for line in result.stdout.splitlines())
    assert sorted(study.rglob("*")) == before


def test_the_checks_can_be_scripted(study: Path) -> None:
    rows = json.loads(run(study, "bab-4", "--check", "--format", "json").stdout)
    assert {"level", "key", "what", "section", "source", "segment", "line", "message"} == set(rows[0])
    assert ("flag", "finding_unverified", "T-02") in {(row["level"], row["key"], row["what"]) for row in rows}


def test_an_unknown_ending_names_the_formats_and_writes_nothing(study: Path) -> None:
    result = run(study, "--to", str(study / "bab.md"), "--to", str(study / "bab.rtf"))
    assert result.exit_code == 1
    assert "docx, html, json, md, odt, pdf, tex" in result.stderr
    assert not (study / "bab.md").exists()


def test_an_unknown_profile_or_chapter_is_named(study: Path) -> None:
    assert "umum" in run(study, "--to", str(study / "b.md"), "--profile", "kampus").stderr
    assert "bab-4" in run(study, "kesimpulan", "--to", str(study / "b.md")).stderr


def test_without_a_file_it_says_what_to_type(study: Path) -> None:
    result = run(study)
    assert result.exit_code == 2
    assert "--check" in result.stderr


def test_a_profile_of_the_study_is_used(study: Path) -> None:
    own = study / "templates" / "kampus" / "profile.toml"
    own.parent.mkdir(parents=True)
    own.write_text('chapter_number = 3\nchapter_title = "HASIL"\n', encoding="utf-8")
    assert run(study, "--to", str(study / "b.md"), "--profile", "kampus").exit_code == 0
    assert (study / "b.md").read_text("utf-8").startswith("# BAB III HASIL\n\n## 3.1 ")


def test_a_template_with_an_error_is_named_with_its_line(study: Path) -> None:
    own = study / "templates" / "umum" / "bab-4.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("\n" * 11 + "{{ document.judul }}\n", encoding="utf-8")
    result = run(study, "--to", str(study / "b.md"))
    assert result.exit_code == 1
    assert re.search(r"bab-4\.md\.j2”, \w+ 12\b", result.stderr)
    assert not (study / "b.md").exists()


def test_a_report_changes_no_record(study: Path) -> None:
    with Store.open(study) as store:
        before = store.study().data_version
    run(study, "--to", str(study / "b.md"))
    with Store.open(study) as store:
        assert store.study().data_version == before


def test_words_without_consent_are_left_out_and_named(tmp_path: Path) -> None:
    made = concluded().add(Consent(id="PS-01", informant="I-01"))
    folder = made.stored(tmp_path)
    result = run(folder, "--to", str(folder / "b.md"))
    assert result.exit_code == 0
    assert "hampir dua jam" not in (folder / "b.md").read_text("utf-8")
    assert "I-04" in run(folder, "--check").stdout
