"""Studies that have only begun: empty, uncoded, of one informant, without consent; each is told what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qualcode.cli import root
from qualcode.model import Consent
from qualcode.report.chapters import CHAPTERS
from tests.builders import StudyBuilder


def written(build: StudyBuilder, folder: Path, chapter: str = "bab-4") -> Result:
    study = build.pseudonymised().stored(folder / "studi ñ")
    target = study / f"{chapter}.docx"
    result = CliRunner().invoke(
        root, ["report", chapter, "--to", str(target), "--study", str(study)], env={"QUALCODE_LANG": "en"}
    )
    assert result.exit_code == 0, result.output
    assert target.stat().st_size > 5_000
    return result


def one_voice() -> StudyBuilder:
    build = StudyBuilder().focus("SETIA", "Kesetiaan").informant("I-01", "Lurah")
    build.interview("W-01", "I-01", "P: Setia?\nI: Setia sekali semuanya di sini.\n")
    return build.code("W-01", "Setia sekali semuanya di sini.", "SETIA", "+")


@pytest.mark.parametrize("chapter", CHAPTERS.names())
def test_an_empty_study_gives_every_chapter_and_says_where_to_begin(chapter: str, tmp_path: Path) -> None:
    result = written(StudyBuilder(), tmp_path, chapter)
    assert "qualcode ingest" in result.stderr
    assert "qualcode informant add" in result.stderr


def test_a_study_that_nobody_coded_says_so(tmp_path: Path) -> None:
    build = StudyBuilder().focus("SETIA").informant("I-01", "Lurah").informant("I-02", "Staf")
    build.interview("W-01", "I-01", "P: Setia?\nI: Setia.\n")
    assert "qualcode code" in written(build, tmp_path).stderr


def test_a_study_of_one_informant_says_what_it_cannot_show(tmp_path: Path) -> None:
    assert "one informant" in written(one_voice(), tmp_path).stderr


def test_a_study_without_consent_records_says_how_to_record_them(tmp_path: Path) -> None:
    assert "qualcode consent add" in written(one_voice(), tmp_path).stderr
    told = written(one_voice().add(Consent(id="PS-01", informant="I-01")), tmp_path / "lain").stderr
    assert "qualcode consent add" not in told
